"""Word 97-2003 through the programs that open it, on real documents; skipped by name where either is absent."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests.tiendo.plan.read import builders as b
from tests.tiendo.plan.read.test_properties import holds
from tiendo import programs
from tiendo.plan.read import docbook, read
from tiendo.source import PieceKind, Source


def needs(*names: str) -> None:
    if programs.find(*names) is None:
        pytest.skip(f"needs the program {names[0]}")


def opened(folder: Path, number: int) -> tuple[Source, set[str]]:
    path = next(folder.glob(f"{number:03d}_*"))
    source, told = read(path.read_bytes(), path.name)
    assert source is not None, told
    holds(source)
    return source, {one.name for one in told}


def wrong_words(truth: str, text: str) -> float:
    """The share of words to put in, take out or change."""
    wanted, found = re.findall(r"\w+", truth), re.findall(r"\w+", text)
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    changes = sum(max(b1 - b0, c1 - c0) for tag, b0, b1, c0, c1 in matcher.get_opcodes() if tag != "equal")
    return changes / len(wanted)


@pytest.fixture
def corpus(shared: Path) -> Path:
    return shared / "corpus"


@pytest.mark.parametrize(("old", "new", "most"), [(83, 84, 0.002), (99, 97, 0.03)])
def test_a_document_says_the_same_as_doc_and_as_docx(corpus: Path, old: int, new: int, most: float) -> None:
    needs("antiword")
    assert wrong_words(opened(corpus, new)[0].text, opened(corpus, old)[0].text) < most


def test_lines_broken_by_hand_stay_lines(corpus: Path) -> None:
    needs("antiword")
    source, _ = opened(corpus, 72)
    assert source.text.split("\n")[1:3] == ["CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI", "SỐ 65 NGÀY 23 THÁNG 11 NĂM 1945"]


def test_tcvn3_is_converted_with_its_capitals_and_told(corpus: Path) -> None:
    needs("antiword")
    source, told = opened(corpus, 75)
    assert source.text.startswith("SẮC LỆNH\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\n")
    assert "Chiểu theo lời đề nghị của Bộ trưởng Bộ Nội vụ;" in source.text
    assert "old-encoding-converted" in told


def test_tables_keep_their_columns(corpus: Path) -> None:
    needs("antiword")
    source, _ = opened(corpus, 67)
    rows = [piece for piece in source.pieces if piece.kind is PieceKind.ROW and len(piece.cells) == 5]
    head = [source.slice(cell) for cell in rows[0].cells]
    assert head == ["STT", "Nội dung công việc", "Thời gian thực hiện", "Đơn vị chủ trì", "Đơn vị phối hợp"]
    assert source.slice(rows[1].cells[0]) == "I. TỰ KIỂM TRA VĂN BẢN"


def test_what_antiword_leaves_out_is_read_by_libreoffice_or_told(corpus: Path) -> None:
    needs("antiword")
    source, told = opened(corpus, 112)
    is_whole = sum(piece.kind is PieceKind.ROW for piece in source.pieces) > 200
    assert is_whole == (programs.find("soffice", "libreoffice") is not None)
    assert is_whole != ("document-partly-read" in told)


def test_without_any_program_the_first_is_named(corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = next(corpus.glob("061_*"))
    source, told = read(path.read_bytes(), path.name)
    assert source is None
    assert [(one.name, dict(one.args)) for one in told] == [("program-absent", {"program": "antiword"})]


def test_a_broken_doc_is_refused(tmp_path: Path) -> None:
    needs("antiword")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le") + bytes(4_000)
    source, told = read(data, "a.doc")
    assert source is None
    assert [one.name for one in told] == ["program-failed"]


DOCBOOK = b"""<?xml version="1.0"?><!DOCTYPE book PUBLIC "x" "http://example.invalid/x.dtd">
<book><chapter><title/>
<para><emphasis role='bold'>K\xe1\xba\xbe HO\xe1\xba\xa0CH</emphasis></para>
<para>UBND T\xe1\xbb\x89nhS\xe1\xbb\x91: 5/KH</para>
<sect1><title>I. M\xe1\xbb\xa5c</title><para>1. Vi\xe1\xbb\x87c</para></sect1>
<para><informaltable>
<tgroup cols='1'><colspec colwidth='90.00pt'/><tbody><row><entry>A</entry></row></tbody></tgroup>
<tgroup cols='3'><colspec colwidth='30pt'/><colspec colwidth='30pt'/><colspec colwidth='30pt'/>
<tbody><row><entry>1</entry><entry>2</entry><entry>3</entry></row></tbody></tgroup>
<tgroup cols='2'><colspec colwidth='60.5pt'/><colspec colwidth='30pt'/>
<tbody><row><entry>x</entry><entry>y</entry></row></tbody></tgroup>
</informaltable></para></chapter></book>"""


def test_docbook_gives_breaks_headings_and_rows_on_one_grid() -> None:
    found = list(docbook.drafts(DOCBOOK, "KẾ HOẠCH\nUBND Tỉnh\nSố: 5/KH\n"))
    assert [(draft.kind.value, draft.cells, draft.bold) for draft in found] == [
        ("paragraph", ("KẾ HOẠCH",), True),
        ("paragraph", ("UBND Tỉnh",), False),
        ("paragraph", ("Số: 5/KH",), False),
        ("heading", ("I. Mục",), False),
        ("paragraph", ("1. Việc",), False),
        ("row", ("A", "", ""), False),
        ("row", ("1", "2", "3"), False),
        ("row", ("x", "", "y"), False),
    ]


def typed(font: str, text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>{text}</w:r>'


def test_a_docx_in_old_fonts_is_converted_run_by_run() -> None:
    title = typed(".VnTimeH", "<w:t>kÕ ho¹ch</w:t>")
    body = typed(".VnTime", "<w:t>Ph¸t triÓn n</w:t><w:softHyphen/><w:t>íc s¹ch ë tØnh ta, thùc hiÖn ®óng h¹n</w:t>")
    plain = typed("Times New Roman", "<w:t> và 5 µm</w:t>")
    source, told = read(b.docx(f"<w:p>{title}</w:p><w:p>{body}{plain}</w:p>"), "a.docx")
    assert source is not None
    assert source.text == "KẾ HOẠCH\nPhát triển nước sạch ở tỉnh ta, thực hiện đúng hạn và 5 µm"
    assert [one.name for one in told] == ["old-encoding-converted"]


def test_a_run_keeps_its_own_font_where_only_the_style_has_an_old_one() -> None:
    fonts = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    styles = f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>{fonts}</w:rPr></w:style>'
    words = "<w:r><w:t>Ph¸t triÓn n«ng th«n míi cña tØnh ®Õn n¨m 2030 </w:t></w:r>"
    source, _ = read(b.docx(f"<w:p>{words}{typed('Arial', '<w:t>5 µm</w:t>')}</w:p>", styles=styles), "a.docx")
    assert source is not None
    assert source.text == "Phát triển nông thôn mới của tỉnh đến năm 2030 5 µm"


def test_a_run_in_an_old_font_is_converted_within_a_content_control_and_a_field_too() -> None:
    words = typed(".VnTime", "<w:t>Giao Së N«ng nghiÖp rµ so¸t c«ng tr×nh thuû lîi vµ b¸o c¸o</w:t>")
    control = f"<w:sdt><w:sdtContent>{typed('.VnTime', '<w:t> tr­íc ngµy</w:t>')}</w:sdtContent></w:sdt>"
    field = f'<w:fldSimple w:instr="DATE">{typed(".VnTimeH", "<w:t> lÔ</w:t>")}</w:fldSimple>'
    source, _ = read(b.docx(f"<w:p>{words}{control}{field}</w:p>"), "a.docx")
    assert source is not None
    assert source.text == "Giao Sở Nông nghiệp rà soát công trình thuỷ lợi và báo cáo trước ngày LỄ"


def test_a_docx_in_vni_fonts_is_converted() -> None:
    text = typed("VNI-Times", "<w:t>Keá hoaïch phaùt trieån noâng thoân môùi cuûa tænh ñöôïc pheâ duyeät</w:t>")
    source, _ = read(b.docx(f"<w:p>{text}</w:p>"), "a.docx")
    assert source is not None
    assert source.text == "Kế hoạch phát triển nông thôn mới của tỉnh được phê duyệt"


def test_a_font_that_lies_is_not_believed() -> None:
    text = typed(".VnTime", "<w:t>Kế hoạch của xã và phường là đúng</w:t>") + typed(".VnTime", "<w:t> là và</w:t>")
    source, told = read(b.docx(f"<w:p>{text}</w:p>"), "a.docx")
    assert source is not None
    assert source.text == "Kế hoạch của xã và phường là đúng là và"
    assert told == ()
