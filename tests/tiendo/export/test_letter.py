"""A letter in Word: what the decree wants where, for one body or many, whatever the words are."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiendo.export import letter
from tiendo.export.letter import Letter, Line
from tiendo.plan import read

LINE = Line("Rà soát cơ số thuốc", "Sở Y tế", "15/KH-UBND", "15/04/2026", "Quá hạn 12 ngày")
PLAIN = Letter(
    above="Tỉnh Sơn Hải",
    sender="Văn phòng",
    number="12/VP-TH",
    about="Đôn đốc thực hiện nhiệm vụ",
    place="Sơn Hải",
    day=date(2026, 1, 5),
    to=("Sở Y tế",),
    paragraphs=("Đoạn một.", "Đoạn hai."),
    lines=(LINE,),
    signed_as=("TL. Chủ tịch", "Chánh văn phòng"),
)


def opened(*letters: Letter) -> docx.document.Document:
    return docx.Document(io.BytesIO(letter.write(letters)))


def cells(book: docx.document.Document) -> list[str]:
    return [cell.text for table in book.tables for row in table.rows for cell in row.cells]


def test_the_head_the_subject_the_signature_and_the_table_stand_where_they_belong() -> None:
    book = opened(PLAIN)
    head, foot, duties = book.tables
    assert [cell.text.split("\n")[:2] for cell in head.rows[0].cells] == [
        ["TỈNH SƠN HẢI", "VĂN PHÒNG"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ]
    assert [cell.text.splitlines() for cell in head.rows[1].cells] == [
        ["Số: 12/VP-TH", "V/v Đôn đốc thực hiện nhiệm vụ"],
        ["Sơn Hải, ngày 05 tháng 01 năm 2026"],
    ]
    assert [one.text for one in book.paragraphs if one.text][:3] == ["Kính gửi: Sở Y tế", "Đoạn một.", "Đoạn hai."]
    assert foot.rows[0].cells[1].text.strip().splitlines() == ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]
    assert [cell.text for cell in duties.rows[1].cells] == [
        "1",
        "Rà soát cơ số thuốc",
        "15/KH-UBND",
        "15/04/2026",
        "Quá hạn 12 ngày",
    ]
    section = book.sections[0]
    assert (round(section.page_width.cm), round(section.left_margin.cm)) == (21, 3)
    assert section.different_first_page_header_footer


def test_a_letter_to_many_names_them_and_says_who_owes_what() -> None:
    two = replace(PLAIN, to=("Sở Y tế", "Sở Tài chính"))
    book = opened(two)
    assert [one.text for one in book.paragraphs][:3] == ["Kính gửi: ", "- Sở Y tế;", "- Sở Tài chính."]
    assert "Cơ quan" in cells(book) and "Sở Y tế" in cells(book)
    many = replace(PLAIN, to=tuple(f"Xã {n}" for n in range(40)))
    assert opened(many).paragraphs[0].text == "Kính gửi: Các cơ quan có tên trong danh mục kèm theo"


def test_each_letter_begins_on_a_page_of_its_own() -> None:
    book = opened(*(replace(PLAIN, to=(f"Xã {n}",)) for n in range(3)))
    assert len(book.sections) == 3
    assert [one.text for one in book.paragraphs if one.text.startswith("Kính gửi")] == [
        f"Kính gửi: Xã {n}" for n in range(3)
    ]


def test_our_own_reader_reads_it() -> None:
    source, _faults = read.read(letter.write([PLAIN]), "don-doc.docx")
    assert source is not None
    for words in ("Số: 12/VP-TH", "Kính gửi: Sở Y tế", "Rà soát cơ số thuốc"):
        assert words in source.text


@settings(max_examples=25)
@given(st.text(st.characters(), max_size=40), st.text(st.characters(), max_size=40))
def test_any_words_make_a_file_that_opens(words: str, other: str) -> None:
    line = replace(LINE, text=words, body=other)
    assert opened(replace(PLAIN, about=words, to=(other, words), paragraphs=(words,), lines=(line,))).tables


def test_no_letter_is_no_file() -> None:
    with pytest.raises(ValueError, match="no letter"):
        letter.write([])
