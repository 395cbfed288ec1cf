"""A PDF of pages with text and pages that are pictures: each read in its way, in their order, every place kept."""

import io
from itertools import pairwise

import pypdfium2

from tests.tiendo.plan.read import scans
from tests.tiendo.plan.read.papers import Sheet, pdf
from tiendo.plan import read
from tiendo.plan.read import faults, format_faults, scan_engine
from tiendo.plan.read.draft import Content
from tiendo.plan.read.pdf_mixed import joined
from tiendo.source import Box, Page, Piece, PieceKind, Span, Word

ORDERS = [f"{n}. Sở Y tế lập sổ theo dõi số {n}, báo cáo Ủy ban nhân dân tỉnh." for n in range(3, 9)]


def bound(*files):
    """The pages of several PDF files as one."""
    whole = pypdfium2.PdfDocument.new()
    for file in files:
        whole.import_pages(pypdfium2.PdfDocument(file))
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()


def mixed():
    return bound(scans.pdf(scans.plan().image), pdf(Sheet().lines(*ORDERS)), scans.pdf(scans.plan().image))


@scans.needs_engine
def test_pictures_beside_text_are_read_in_their_place():
    source, told = read.read(mixed(), "ke-hoach.pdf", read.Scanning())
    assert [page.ocr for page in source.pages] == [True, False, True]
    places = [source.text.find(words) for words in ("KẾ HOẠCH", "theo dõi số 3", "theo dõi số 8")]
    assert places == sorted(places) and places[0] >= 0 and source.text.count("KẾ HOẠCH") == 2
    assert "some-pages-without-text" not in [one.name for one in told]
    words = [word for page in source.pages for word in page.words]
    assert all(before.span.end <= after.span.start for before, after in pairwise(words))
    assert source.slice(source.pages[2].words[0].span) == "ỦY" and source.pages[1].words[0].confidence is None


@scans.needs_font
def test_unasked_they_are_told_and_counted():
    source, told = read.read(mixed(), "ke-hoach.pdf")
    assert source is not None and "some-pages-without-text" in [one.name for one in told]
    assert read.pictures(told) == 2 and read.pictures(()) == 0


@scans.needs_font
def test_without_an_engine_what_is_text_is_read(monkeypatch):
    def absent():
        raise faults.Unreadable(format_faults.PROGRAM_ABSENT, program="tesseract-ocr")

    monkeypatch.setattr(scan_engine, "engine", absent)
    source, told = read.read(mixed(), "ke-hoach.pdf", read.Scanning())
    assert "theo dõi số 3" in source.text and read.pictures(told) == 2


def test_every_place_moves_along():
    row = Piece(PieceKind.ROW, Span(0, 3), cells=(Span(0, 1), Span(2, 3)), table=0)
    page = Page(1, 1, 1, (Word(Span(0, 1), Box(0, 0, 1, 1)),))
    part = Content("a\tb", (row,), (), (page,))
    whole = joined([part, Content("", ()), part])
    assert whole.text == "a\tb\na\tb"
    assert [piece.table for piece in whole.pieces] == [0, 1] and whole.pieces[1].cells == (Span(4, 5), Span(6, 7))
    assert whole.pages[1].words[0].span == Span(4, 5)
