"""PDF with text: broken lines are joined, what stands side by side stays so, and bad files are told."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tiendo.plan.read import papers
from tests.tiendo.plan.read.papers import Sheet, packed, pdf
from tests.tiendo.plan.read.test_properties import holds
from tiendo.plan.read import read
from tiendo.source import Source, Span

FULL = "Ủy ban nhân dân các xã, phường lập kế hoạch phát triển nông thôn mới, báo cáo"  # 78 letters: 468 points
BODY = (
    "     1. Sở Y tế chủ trì, phối hợp với các sở, ngành, Ủy ban nhân dân các xã, phường",
    "và các đơn vị có liên quan lập sổ theo dõi việc tiêm chủng, gửi báo cáo trước",
    "ngày 15 tháng 12 năm 2025.",
    "     2. Sở Tài chính bố trí kinh phí.",
)


def opened(data: bytes, name: str = "a.pdf") -> tuple[Source, dict[str, dict[str, str]]]:
    source, told = read(data, name)
    assert source is not None, told
    holds(source)
    return source, {one.name: dict(one.args) for one in told}


def texts(source: Source) -> list[str]:
    return [source.slice(piece.span) for piece in source.pieces]


def refused(data: bytes) -> list[str]:
    source, told = read(data, "a.pdf")
    assert source is None
    return [one.name for one in told]


def test_lines_are_joined_to_the_paragraphs_that_the_width_of_the_page_broke() -> None:
    source, told = opened(pdf(Sheet().lines(*BODY)))
    assert texts(source) == [" ".join(BODY[:3]).strip(), BODY[3].strip()]
    assert told == {}


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    source, _ = opened(pdf(Sheet().lines(FULL, FULL), Sheet().lines("kết quả.", "     2. Việc khác.")))
    assert texts(source) == [f"{FULL} {FULL} kết quả.", "2. Việc khác."]


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    sheets = [
        Sheet()
        .lines(f"CÔNG BÁO/Số {number}/Ngày 12-7-2025", top=40, left=200)
        .lines(FULL, f"Đoạn thứ {number} của văn bản.")
        .lines(f"- {number} -", top=770, left=290)
        for number in range(1, 5)
    ]
    source, told = opened(pdf(*sheets))
    assert "CÔNG BÁO" not in source.text
    assert [text for text in texts(source) if text.startswith("-")] == []
    assert told == {"page-furniture-removed": {"count": "8"}}


def test_the_halves_of_a_head_are_one_row_of_two_cells() -> None:
    sheet = Sheet().lines("ỦY BAN NHÂN DÂN", "TỈNH MINH HÀ", "Số: 12/KH-UBND", left=70)
    sheet.lines("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", left=300)
    sheet.lines("KẾ HOẠCH", top=190, left=284).lines(*BODY, top=220)
    source, _ = opened(pdf(sheet))
    head = source.pieces[0]
    assert [source.slice(cell).split("\n") for cell in head.cells] == [
        ["ỦY BAN NHÂN DÂN", "TỈNH MINH HÀ", "Số: 12/KH-UBND"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ]
    assert texts(source)[1] == "KẾ HOẠCH"
    assert source.pieces[1].centred


def test_recipients_and_signature_are_one_row_whichever_begins() -> None:
    sheet = Sheet().lines(*BODY).lines("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", top=200, left=380)
    sheet.lines("Nơi nhận:", "- Như trên;", "- Lưu: VT.", top=236, left=60)
    sheet.lines("Lê Văn Hòa", top=272, left=385)
    source, _ = opened(pdf(sheet))
    assert [source.slice(cell).split("\n") for cell in source.pieces[-1].cells] == [
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT."],
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Hòa"],
    ]


def test_a_table_goes_on_over_pages_without_its_repeated_head() -> None:
    head = ["TT", "Nhiệm vụ", "Chủ trì"]
    xs = [60.0, 100.0, 400.0, 540.0]
    first = (
        Sheet()
        .lines("Phụ lục", top=80)
        .table(
            xs, [100, 125, 150, 175], [head, ["1", "Lập sổ theo dõi", "Sở Y tế"], ["2", "Gửi báo cáo về", "Sở Nội vụ"]]
        )
    )
    second = Sheet().table(xs, [60, 85, 110, 135], [head, ["", "văn phòng", ""], ["3", "Họp", "Sở Tư pháp"]])
    source, _ = opened(pdf(first, second))
    rows = [[source.slice(cell) for cell in piece.cells] for piece in source.pieces if piece.table == 0]
    assert rows == [
        head,
        ["1", "Lập sổ theo dõi", "Sở Y tế"],
        ["2", "Gửi báo cáo về\nvăn phòng", "Sở Nội vụ"],
        ["3", "Họp", "Sở Tư pháp"],
    ]
    pages = [place.page for place in source.places(source.pieces[3].cells[1])]
    assert pages == [1, 2]


def test_merged_cells_say_their_words_once() -> None:
    sheet = Sheet().table(
        [60, 100, 400, 540], [100, 125, 150], [["", "Lập sổ", "Sở Y tế"], ["1", "Gửi sổ", "Sở Nội vụ"]]
    )
    sheet.rules.remove((60.0, 125, 540, 125))
    sheet.rules.append((100, 125, 540, 125))
    source, _ = opened(pdf(sheet))
    assert [[source.slice(cell) for cell in piece.cells] for piece in source.pieces] == [
        ["1", "Lập sổ", "Sở Y tế"],
        ["", "Gửi sổ", "Sở Nội vụ"],
    ]
    assert source.pieces[1].carried == (0,)


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [f"dòng trái số {number} viết cho đầy cột" for number in range(30)]
    right = [f"dòng phải số {number} viết cho đầy cột" for number in range(30)]
    sheet = Sheet().lines(*left, left=50, step=16).lines(*right, left=310, step=16)
    source, _ = opened(pdf(sheet))
    assert source.text.index("trái số 29") < source.text.index("phải số 0 ")
    assert all(piece.table is None for piece in source.pieces)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_every_word_can_be_shown_on_its_page_however_it_is_turned(rotate: int) -> None:
    source, _ = opened(pdf(Sheet(rotate=rotate).lines("Sở Y tế lập sổ", top=100, left=60)))
    (page,) = source.pages
    assert (page.turned, page.width, page.height) == (rotate, *((800, 600) if rotate in (90, 270) else (600, 800)))
    start = source.text.index("tế")
    ((number, (box,)),) = [(place.page, place.boxes) for place in source.places(Span(start, start + 2))]
    assert number == 1
    assert box.left == pytest.approx(60 + 5 * 6, abs=1)
    assert box.right == pytest.approx(60 + 7 * 6, abs=1)
    assert box.top < 100 <= box.bottom + 1


def test_text_in_an_old_font_is_converted() -> None:
    sheet = Sheet().lines("kÕ ho¹ch ph¸t triÓn s¶n xuÊt n«ng nghiÖp cña tØnh, thùc hiÖn trong n¨m nay vµ c¸c n¨m sau")
    source, told = opened(pdf(sheet, font="ABCDEF+.VnTime"))
    assert source.text == "kế hoạch phát triển sản xuất nông nghiệp của tỉnh, thực hiện trong năm nay và các năm sau"
    assert set(told) == {"old-encoding-converted"}
    assert opened(pdf(sheet, font=".VnTimeH"))[0].text == source.text.upper()


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
PAGE = Sheet().lines(*BODY)


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (pdf(PAGE, catalog="/OpenAction 102 0 R", extra=(SCRIPT,)), "JavaScript"),
        (pdf(PAGE, catalog="/OpenAction << /S /Launch /F (x.exe) >>"), "Launch"),
        (pdf(PAGE, catalog="/OpenAction << /S /J#61vaScript /J#53 (x) >>"), "JavaScript"),
        (pdf(PAGE, extra=(packed("/Type /ObjStm /N 1 /First 5", b"9 0 \n" + SCRIPT),)), "JavaScript"),
    ],
    ids=["plain", "launch", "hidden by hexadecimal", "packed"],
)
def test_a_script_is_told_and_the_words_are_read(data: bytes, kinds: str) -> None:
    source, told = opened(data)
    assert told == {"file-with-script": {"kinds": kinds}}
    assert source.text.startswith("1. Sở Y tế")


LOOP = b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >> /ID [<00> <00>]"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n1 0 obj", "file-damaged"),
        (pdf(PAGE)[:300], "file-damaged"),
        (pdf(PAGE, encrypt=LOCK), "file-encrypted"),
        (pdf(), "file-damaged"),
        (
            papers.assembled(
                {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"}
            ),
            "pages-without-text",
        ),
        (pdf(Sheet()), "pages-without-text"),
    ],
    ids=["head only", "cut off", "locked", "no page", "a page tree in itself", "nothing on it"],
)
def test_a_bad_pdf_is_told(data: bytes, name: str) -> None:
    assert refused(data) == [name]


def test_a_page_of_few_words_is_read_and_an_empty_one_beside_it_told() -> None:
    source, told = opened(pdf(Sheet().lines("Ký bởi: Văn phòng"), Sheet()))
    assert source.text == "Ký bởi: Văn phòng"
    assert told == {"some-pages-without-text": {"pages": "2"}}


def test_ten_thousand_pages_are_read_as_far_as_the_limit() -> None:
    body = pdf(PAGE).replace(b"/Count 1 /Kids [10 0 R]", b"/Count 10000 /Kids [" + b"10 0 R " * 10_000 + b"]")
    source, told = opened(body)
    assert told["pages-left-out"] == {"pages": "10000", "limit": "1000"}
    assert len(source.pages) == 1_000


def test_a_form_that_draws_itself_ends() -> None:
    own = "/XObject << /X 102 0 R >>"
    form = packed(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {own} >>", b"/X Do " * 50)
    data = pdf(PAGE, extra=(form,)).replace(b"/F 3 0 R >>", b"/F 3 0 R >> " + own.encode())
    assert opened(data)[0].text.startswith("1. Sở Y tế")


@settings(max_examples=12)
@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    body = bytearray(pdf(PAGE))
    for _ in range(data.draw(st.integers(1, 40))):
        body[data.draw(st.integers(9, len(body) - 1))] = data.draw(st.integers(0, 255))
    source, told = read(bytes(body), "a.pdf")
    assert source is not None or told
    if source is not None:
        holds(source)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read(pdf(PAGE), "a.pdf")
    read(b"%PDF-1.7 x", "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_real_gazette_is_read(shared: Path) -> None:
    path = next((shared / "corpus").glob("113_*.pdf"))
    source, told = opened(path.read_bytes(), path.name)
    assert told == {"page-furniture-removed": {"count": "31"}}
    assert source.text.count("\nĐiều ") >= 12
    assert "CÔNG BÁO/Số" not in source.text
    assert sum(len(page.words) for page in source.pages) > 0.995 * len(source.text.split())


@pytest.mark.parametrize("number", [77, 79, 81, 106, 107, 108, 114])
def test_real_scans_are_told_from_text(shared: Path, number: int) -> None:
    path = next((shared / "corpus").glob(f"{number:03d}_*.pdf"))
    source, told = read(path.read_bytes(), path.name)
    assert source is None or source.ocr
    assert source is not None or [one.name for one in told] == ["pages-without-text"]
