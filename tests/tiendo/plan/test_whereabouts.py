"""Where words are found in a file without lines: as Word counts, and as offices cite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.read import builders as b
from tiendo import cli
from tiendo.plan import compiler, read, whereabouts
from tiendo.plan.whereabouts import Whereabouts
from tiendo.rulebook import Lang
from tiendo.source import Box, Page, Source, Span, Word

BREAK = "<w:p><w:r><w:t>Hàng trên</w:t><w:br/><w:t>hàng dưới</w:t></w:r></w:p>"
HEADS = tuple(b.cell(b.p(words)) for words in ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"))
WIDE = b.cell(b.p("Lập sổ và gửi sổ"), properties='<w:gridSpan w:val="2"/>')
BODY = (
    b.table((b.cell(*(b.p(f"Khung {n}") for n in range(5))),))
    + b.p("KẾ HOẠCH")
    + b.p()
    + BREAK
    + b.p("II. NHIỆM VỤ")
    + b.p("3. Sở Y tế lập sổ theo dõi trước ngày 31/02/2026.")
    + b.p("Phụ lục I")
    + b.table(HEADS, (b.cell(b.p("1")), b.cell(b.p("Rà soát kho")), b.cell(b.p("Sở Y tế")), b.cell(b.p("31/9/2026"))))
    + b.table((WIDE, b.cell(b.p("bên phải"))), (b.cell(b.p()), b.cell(b.p()), b.cell(b.p("góc"))))
)
NOTE = '<w:footnote w:id="1">' + b.p("Số liệu năm 2025.") + "</w:footnote>"


def opened(body: str = BODY) -> tuple[Source, Whereabouts]:
    source, told = read.read(b.docx(body, footnotes=NOTE), "ke-hoach.docx")
    assert source is not None, told
    found = whereabouts.of(source, compiler.compile(source)[0].outline)
    assert found is not None
    return source, found


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        ("Khung 3", "bảng 1, dòng 1", "table 1, row 1"),
        ("KẾ HOẠCH", "đoạn 1", "paragraph 1"),
        ("hàng dưới", "đoạn 2", "paragraph 2"),
        ("31/02", "mục II.3, đoạn 4", "item II.3, paragraph 4"),
        ("31/9", "Phụ lục I, bảng 2, dòng 2, cột 4", "Annex I, table 2, row 2, column 4"),
        ("bên phải", "Phụ lục I, bảng 3, dòng 1, cột 3", "Annex I, table 3, row 1, column 3"),
        ("góc", "Phụ lục I, bảng 3, dòng 2, cột 3", "Annex I, table 3, row 2, column 3"),
        ("Số liệu", "chú thích 1", "note 1"),
    ],
)
def test_words_are_where_one_finds_them_in_word(words: str, vi: str, en: str) -> None:
    source, found = opened()
    where = found.at(source.text.index(words))
    assert where is not None
    assert (where.said.say(Lang.VI), where.said.say(Lang.EN)) == (vi, en)


def test_units_of_law_have_their_names_and_a_path_says_no_number_twice() -> None:
    law = "Chương II", "Điều 5. Hồ sơ", "2. Gồm:", "a) Đơn đề nghị lập sổ;"
    source, found = opened("".join(map(b.p, law)))
    where = found.at(source.text.index("Đơn đề nghị"))
    assert where is not None and where.said.vi == "Chương II, Điều 5, khoản 2, điểm a, đoạn 4"
    source, found = opened("".join(map(b.p, ("KẾ HOẠCH", "3. Nhiệm vụ", "3.1. Sở Y tế lập sổ theo dõi."))))
    where = found.at(source.text.index("Sở Y tế"))
    assert where is not None and (where.unit, where.said.vi) == ("3.1", "mục 3.1, đoạn 3")


def test_pages_are_told_of_what_has_them_and_nothing_of_what_has_lines() -> None:
    pages = (Page(1, 9, 9, (Word(Span(0, 2), Box(0, 0, 1, 1)),)), Page(2, 9, 9, (Word(Span(3, 5), Box(0, 0, 1, 1)),)))
    found = whereabouts.of(Source("a.pdf", "Lập sổ", (), "application/pdf", "", pages), ())
    assert found is not None
    assert [(one.page, one.said.vi) for at in (0, 2, 4) if (one := found.at(at))] == [
        (1, "trang 1"), (1, "trang 1"), (2, "trang 2"),
    ]  # fmt: skip
    for name, text in (("a.txt", "1. Lập sổ."), ("a.md", "1. Lập sổ."), ("a.html", "<html><p>1. Lập sổ.</p></html>")):
        source, _ = read.read(text.encode(), name)
        assert source is not None
        assert whereabouts.of(source, compiler.compile(source)[0].outline) is None


class TestCommand:
    def run(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
        file = tmp_path / "ke-hoach.docx"
        file.write_bytes(b.docx(BODY))
        cli.main([*words, str(file)])
        return capsys.readouterr().out

    def test_people_read_it_behind_the_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        full = self.run(tmp_path, capsys, "check")
        assert "ke-hoach.docx:10:39 (mục II.3, đoạn 4)\n" in full
        concise = self.run(tmp_path, capsys, "check", "--format", "concise", "--lang", "en")
        assert "(Annex I, table 2, row 2, column 4)\n" in concise

    def test_programs_read_it_as_values(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        rows = json.loads(self.run(tmp_path, capsys, "check", "--format", "json"))
        places = [row["place"] for row in rows if row["code"] in ("D004", "N003")]
        assert places == [{"unit": "II.3", "paragraph": 4}, {"unit": "I", "table": 2, "row": 2, "column": 4}]
        assert {row["code"]: row["place"] for row in rows}["S001"] is None, "what has no place has none"
        sarif = json.loads(self.run(tmp_path, capsys, "check", "--format", "sarif"))
        found = [one["locations"][0] for one in sarif["runs"][0]["results"] if one["ruleId"] in ("D004", "N003")]
        names = [one["logicalLocations"][0]["fullyQualifiedName"] for one in found]
        assert names == ["mục II.3, đoạn 4", "Phụ lục I, bảng 2, dòng 2, cột 4"]


PARTS = st.sampled_from(
    [b.p("1. Sở Y tế lập sổ."), b.p(), b.p("Phụ lục I"), b.p("Điều 2. Hồ sơ"), BREAK, b.table(HEADS), b.table((WIDE,))]
)


@given(st.lists(PARTS, min_size=1, max_size=8))
def test_every_letter_of_a_word_file_stands_somewhere(parts: list[str]) -> None:
    source, _ = read.read(b.docx("".join([*parts, b.p("Hết.")])), "a.docx")
    found = whereabouts.of(source, compiler.compile(source)[0].outline)
    counts = [found.at(offset) for offset in range(len(source.text))]
    assert all(one and (one.paragraph or (one.table and one.row)) for one in counts)
    paragraphs = [one.paragraph for one in counts if one.paragraph]
    assert paragraphs == sorted(paragraphs) and set(paragraphs) == set(range(1, max(paragraphs) + 1))
