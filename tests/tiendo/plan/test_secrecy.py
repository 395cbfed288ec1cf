"""A stamp of a state secret is seen wherever a reader meets it; the same word in a sentence is no stamp."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.read import builders
from tests.tiendo.plan.read.papers import Sheet, pdf
from tiendo.plan import admission, read, secrecy
from tiendo.plan.rules import secrecy_mark
from tiendo.source import Box, Page, Source, Span, Word

FULL = "Ủy ban nhân dân các xã, phường lập kế hoạch phát triển nông thôn mới, báo cáo"
MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT", "M Ậ T", "T Ố I  M Ậ T", "(MẬT)", "[ TUYỆT MẬT ]", "***TỐI MẬT***", "– MẬT –")
SENTENCES = (
    "Cơ quan quản lý tài liệu MẬT theo quy định.",
    "TỔNG KẾT CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Danh mục bí mật nhà nước độ TỐI MẬT",
    "MẬT ONG RỪNG",
    "mật",
    "- Tài liệu mật: 12",
    "Độ mật: thường",
    "KHẨN",
    "Số: 15/KH-UBND",
    "Mật độ dân số",
    "Tối mật thì không gửi qua mạng",
)


def source(data: bytes, name: str) -> Source:
    found, told = read.read(data, name)
    assert found is not None, told
    return found


def text(words: str) -> Source:
    return Source("a.txt", words, (), "text/plain", "")


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("M  Ậ  T", "M  Ậ  T"),
        ("M\u00a0Ậ\u00a0T", "M\u00a0Ậ\u00a0T"),
        ("TỐI MẬT - KHẨN", "TỐI MẬT"),
        ("MẬT-HỎA TỐC", "MẬT"),
        ("HOẢ TỐC – TUYỆT MẬT", "TUYỆT MẬT"),
        ("MẬT (A)", "MẬT"),
        ("TỐI MẬT - Bản số 02", "TỐI MẬT"),
        ("TỐI MẬT (bản số: 03)", "TỐI MẬT"),
        ("TUYỆT MẬT. Chỉ người có tên mới được bóc bì", "TUYỆT MẬT"),
        ("Mật/Khẩn", "Mật"),
        ("TÀI LIỆU TỐI MẬT", "TÀI LIỆU TỐI MẬT"),
        ("TOI MAT", "TOI MAT"),
        ("MẬT   Số: 15/KH-UBND", "MẬT"),
        ("Số: 15/KH-UBND   MẬT", "MẬT"),
        ("Mức độ: MẬT", "Mức độ: MẬT"),
        ("Mức độ mật: tối mật", "Mức độ mật: tối mật"),
        ("Tối mật", "Tối mật"),
        ("(Tuyệt mật)", "Tuyệt mật"),
        ("Mật", "Mật"),
    ],
)
def test_the_stamp_is_known_however_it_is_set(line, mark):
    found = text(f"UBND TỈNH\n{line}\nKẾ HOẠCH\n1. Việc")
    span = secrecy.mark(found)
    assert span is not None and found.slice(span) == mark


def test_a_word_in_a_table_of_goods_is_no_stamp():
    rows = "\n".join(f"{number}. Hàng số {number} của tỉnh, loại thường" for number in range(100))
    assert secrecy.mark(text(f"{rows}\nMật\nĐường")) is None


@pytest.mark.parametrize("mark", [*MARKS, "Độ mật: Mật", "ĐỘ MẬT: TUYỆT MẬT"])
@pytest.mark.parametrize("page", ["{}\nKẾ HOẠCH\nTrồng rừng", "KẾ HOẠCH\n\n  {}  \n1. Việc", "Số: 5/KH\t{}\tVIỆT NAM"])
def test_a_stamp_alone_on_its_line_or_in_its_cell_is_seen(mark, page):
    found = text(page.format(mark))
    told = secrecy_mark.on(found)
    assert told is not None and told.span is not None
    assert found.slice(told.span) == mark.strip("()[]*– ")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_word_in_a_sentence_is_no_stamp(sentence):
    assert secrecy.mark(text(f"KẾ HOẠCH\n{sentence}\n1. Việc")) is None
    assert not secrecy.is_mark(sentence)


@given(st.text(), st.sampled_from(MARKS), st.text())
def test_what_stands_on_other_lines_changes_nothing(before, mark, after):
    assert secrecy.mark(text(f"{before}\n{mark}\n{after}")) is not None


@given(st.text(alphabet="MẬTTỐIUYỆ \n\t()[]x0", max_size=60))
def test_a_stamp_is_always_words_of_the_text(words):
    span = secrecy.mark(text(words))
    assert span is None or text(words).slice(span).replace(" ", "") in ("MẬT", "TỐIMẬT", "TUYỆTMẬT")


def test_a_cell_far_below_the_head_may_speak_of_other_documents():
    rows = "\n".join(f"{number}\tTài liệu số {number} của tỉnh\tthường" for number in range(200))
    assert secrecy.mark(text(f"{rows}\n201\tTài liệu khác\tMẬT")) is None


def test_a_stamp_beneath_the_symbol_in_the_table_of_the_head():
    p, cell = builders.p, builders.cell
    head = builders.table((cell(p("UBND TỈNH"), p("Số: 05/KH-UBND"), p("TỐI MẬT")), cell(p("CỘNG HÒA"))))
    assert secrecy.mark(source(builders.docx(head + p("KẾ HOẠCH")), "a.docx")) is not None


@pytest.mark.parametrize("part", ["word/header2.xml", "word/footer1.xml"])
def test_a_stamp_at_the_head_or_foot_of_every_page_in_word(part):
    data = builders.docx(builders.p("KẾ HOẠCH"))
    for words, seen in (("MẬT", True), ("Trang 1", False)):
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(part, f'<w:hdr xmlns:w="{builders.W}">{builders.p(words)}</w:hdr>')
        found = source(out.getvalue(), "a.docx")
        assert (secrecy.mark(found) is not None) is seen
        assert found.text == ("MẬT\nKẾ HOẠCH" if seen else "KẾ HOẠCH")


def test_a_stamp_on_every_page_of_a_pdf_is_no_running_head():
    sheets = [
        Sheet().lines("TUYỆT MẬT", top=40, left=260).lines(FULL, f"Đoạn thứ {number} của văn bản.")
        for number in range(1, 5)
    ]
    assert secrecy.mark(source(pdf(*sheets), "a.pdf")) is not None


def test_no_document_that_was_published_bears_one(shared):
    quick = [file for file in sorted((shared / "corpus").iterdir()) if file.suffix in (".md", ".txt", ".html")]
    assert quick
    for file in quick:
        found, _told = read.read(file.read_bytes(), file.name)
        assert found is None or secrecy.mark(found) is None, file.name


def test_a_stamp_that_lost_its_marks_counts_in_a_picture_only():
    text = "KẾ HOẠCH\nTOI MẬT\nVề phòng, chống thiên tai"
    page = Page(1, 595, 842, (Word(Span(0, 2), Box(0, 0, 9, 9), 90),), ocr=True)
    assert secrecy.mark(Source("a.txt", text, (), "text/plain", "")) is None
    scan = Source("a.png", text, (), "image/png", "", (page,))
    assert scan.slice(secrecy.mark(scan)) == "TOI MẬT"


HEAD_ROWS = "UBND TỈNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"


@pytest.mark.parametrize(
    "rows",
    [
        "Số: 45/KH-UBND\tTrường Giang, ngày 05 tháng 3 năm 2026\nMẬT\t",
        "Số: 45/KH-UBND\tTrường Giang, ngày 05 tháng 3 năm 2026\n\tMật",
        "Số: 45/KH-UBND\tMẬT",
        "MẬT\tBản số: 03",
        "MẬT\t03\tNgày 05 tháng 3 năm 2026",
        "Độ mật\tMật",
        "TỐI MẬT\tHỎA TỐC",
        "1\tSơ đồ kho\tTUYỆT MẬT",
        "MẬT\nSÁP",
    ],
)
def test_in_a_row_that_may_be_a_head_s_or_gives_degrees_it_is_a_stamp(rows):
    assert secrecy.mark(text(HEAD_ROWS + rows)) is not None


LISTED = (
    "TT\tSản phẩm\n1\tMẬT\n2\tSÁP",
    "Sản phẩm\tSố lượng\nMật\t50 lít\nSáp\t20 kg",
    "Xã\tMẬT\tSÁP\nXã An\t50 lít\t20 kg",
    "I\tMẬT\t1.200",
    "a)\tMật\thộ nuôi",
    "01\tMẬT\t\t",
    "Tên hàng\tĐơn giá\nMẬT\t120.000 đồng/kg",
    "TT\tĐơn vị\tTUYỆT MẬT\tTỐI MẬT\tMẬT",
    "Ba độ mật:\n- Tuyệt mật;\n- Tối mật;\n- Mật.",
    "Hỗ trợ:\n- MẬT;\n- SÁP.",
    "TT\tTài liệu\tĐộ mật\n1\tSơ đồ kho\tMẬT",
    "TT\tĐộ mật\tSố văn bản\n1\tTối mật\t0",
    "Mẫu dấu chỉ độ mật\nTUYỆT MẬT\nTỐI MẬT",
)


@pytest.mark.parametrize("rows", LISTED)
def test_in_a_list_of_goods_or_of_the_degrees_it_is_none(rows):
    assert secrecy.mark(text(HEAD_ROWS + "KẾ HOẠCH\n" + rows)) is None


@pytest.mark.parametrize("rows", LISTED)
def test_word_and_text_are_told_alike_of_a_list(rows):
    p, cell = builders.p, builders.cell
    parts = [row.removeprefix("- ").split("\t") for row in rows.replace("Mật.", "Mật;").split("\n")]
    is_table = "\t" in rows
    body = (
        builders.table(*([cell(p(one)) for one in row] for row in parts))
        if is_table
        else "".join(p(one) for (one,) in parts)
    )
    data = builders.docx(p("KẾ HOẠCH") + body)
    assert admission.look(data, "a.docx") == admission.Looked()


def test_a_stamp_of_a_box_in_a_cell_is_told_in_word():
    p, cell = builders.p, builders.cell
    box = f"<w:p><w:r><w:txbxContent>{p('MẬT')}</w:txbxContent></w:r></w:p>"
    assert admission.look(builders.docx(builders.table((cell(p("1")), cell(box)))), "a.docx").stamp.code == "L016"
