"""PDF with text in it. PDFium takes words and ruled lines in a process of its own; what they add up to is found here.

Nothing in a PDF is run or fetched. Pages that are pictures are no text: where that is asked, they are read as scans.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiendo import programs
from tiendo.diagnostic import Diagnostic
from tiendo.plan.read import faults, format_faults, legacy, outside, pdf_page, places
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.draft import Content, assemble
from tiendo.plan.read.pdf_layout import Layout
from tiendo.plan.read.pdf_page import Ink, Line, PdfPage, Rule
from tiendo.plan.read.scanning import Scanning
from tiendo.source import Box

if TYPE_CHECKING:
    from tiendo.plan.read.scan_view import Read

MAX_PAGES = 1_000
_MB = 1024 * 1024
_SECONDS = 60.0
_LIMITS = programs.Limits(seconds=90, memory=2_048 * _MB, output=256 * _MB)
_PROGRAM = Path(__file__).with_name("pdf_words.py")
# A stamp or a printer's mark on a picture of a page has fewer words.
_LEAST_WORDS = 25
_BOLD = 600
# What is told of the file, whichever way its pages are read.
_OF_FILE = {format_faults.ACTIVE.code}


def read(data: bytes, name: str, cleaner: Cleaner, how: Scanning | None) -> Content:
    """The text of a PDF, and of those of its pages that are pictures, where ``how`` says to read them.

    Raises Unreadable.
    """
    head, pages = _opened(data)
    told = _told(head, pages, name)
    scanned = [page for page in pages if is_picture(page)]
    if pages and len(scanned) == len(pages):
        if how is None:
            raise faults.Unreadable(format_faults.SCAN, pages=str(head["pages"]))
        from tiendo.plan.read import scan

        content = scan.read(data, name, cleaner, how, total=int(head["pages"]))
        return replace(content, told=(*(one for one in told if one.code in _OF_FILE), *content.told))
    reads = _reads(data, [page.number for page in scanned], how) if scanned and how is not None else []
    unread = [page for page in scanned if page.number not in {one.number for one in reads}]
    if unread:
        told.append(format_faults.PICTURES.found(name, None, pages=_listed(page.number for page in unread)))
    words, scheme = _modern([page for page in pages if page not in scanned])
    if scheme is not None:
        told.append(format_faults.CONVERTED.found(name, None, encoding=scheme.value))
    kept, removed = pdf_page.without_furniture(words)
    if removed:
        told.append(format_faults.FURNITURE.found(name, None, count=str(removed)))
    lines = {page.number: (page, own) for page, own in zip(words, kept, strict=True)}

    def of_text(run: Sequence[PdfPage]) -> Content:
        return _laid_out(run, lines, cleaner)

    if not reads:
        return replace(of_text(pages), told=tuple(told))
    from tiendo.plan.read import pdf_mixed

    mixed = pdf_mixed.read(pages, reads, name, cleaner, of_text)
    return replace(mixed, told=(*told, *mixed.told))


def _laid_out(run: Sequence[PdfPage], lines: Mapping[int, tuple[PdfPage, list[Line]]], cleaner: Cleaner) -> Content:
    """The text of a run of pages; those that have no ``lines`` are there without words."""
    layout = Layout()
    for page in run:
        if page.number in lines:
            layout.add(*lines[page.number])
    blocks = layout.blocks()
    text, pieces = assemble((block.draft for block in blocks), cleaner)
    seen = (places.Seen(word.page, word.text, word.box) for block in blocks for cell in block.words for word in cell)
    sheets = [places.Sheet(page.number, page.width, page.height, page.turned) for page in run]
    return Content(text, pieces, (), places.mapped(text, sheets, seen, Cleaner()))


def _reads(data: bytes, numbers: Sequence[int], how: Scanning) -> list[Read]:
    """What is read of pages that are pictures; nothing where there is no engine, or not one can be read."""
    from tiendo.plan.read import scan

    try:
        return scan.pages(data, numbers[: scan.MAX_PAGES], how)[0]
    except faults.Unreadable:
        return []


def is_picture(page: PdfPage) -> bool:
    """Whether a page is a picture of paper, with no more words on it than a stamp has."""
    return len(page.words) < _LEAST_WORDS and (page.has_image or not page.words)


def pictured(data: bytes) -> list[int]:
    """The pages of a PDF that are pictures or have any on them, from 1; raises Unreadable."""
    _head, pages = _opened(data)
    return [page.number for page in pages if page.has_drawing or not page.words]


def _opened(data: bytes) -> tuple[dict[str, Any], list[PdfPage]]:
    """What the program says of the file and of its pages; raises Unreadable."""
    command = [sys.executable, "-I", str(_PROGRAM), str(MAX_PAGES), str(_SECONDS)]
    ran = outside.run(command, files={"van-ban.pdf": data}, limits=_LIMITS)
    rows = ran.output.decode("utf-8", "replace").split("\n")[:-1]
    try:
        head: dict[str, Any] = json.loads(rows[0])
        pages = [_page(number, json.loads(row)) for number, row in enumerate(rows[1:], 1)]
    except (ValueError, KeyError, IndexError, TypeError):
        raise faults.Unreadable(format_faults.DAMAGED, format="PDF") from None
    if head["error"] == "locked":
        raise faults.Unreadable(faults.ENCRYPTED)
    if head["error"] or not pages:
        raise faults.Unreadable(format_faults.DAMAGED, format="PDF")
    return head, pages


def _page(number: int, row: dict[str, Any]) -> PdfPage:
    fonts = [(font.rpartition("+")[2], weight >= _BOLD or "bold" in font.lower()) for font, weight in row["fonts"]]
    width, height = row["size"]
    return PdfPage(
        number=number,
        width=width,
        height=height,
        turned=row["turned"],
        words=tuple(Ink(text, number, Box(*box), *fonts[font]) for text, *box, font in row["words"]),
        rules=tuple(Rule(*rule) for rule in row["rules"]),
        has_image=row["image"],
        has_drawing=row["drawing"],
    )


def _told(head: dict[str, Any], pages: Sequence[PdfPage], name: str) -> list[Diagnostic]:
    told = []
    if len(pages) < head["pages"]:
        told.append(format_faults.PAGES_LEFT_OUT.found(name, None, pages=str(head["pages"]), limit=str(len(pages))))
    if head["script"]:
        told.append(format_faults.ACTIVE.found(name, None, kinds=", ".join(map(str, head["script"]))))
    return told


def _modern(pages: list[PdfPage]) -> tuple[list[PdfPage], legacy.Scheme | None]:
    """The pages with words of old fonts in Unicode, as far as what the fonts say is borne out by the words."""
    drawn = {word.font: legacy.of_font(word.font) for page in pages for word in page.words}
    old = [word.text for page in pages for word in page.words if drawn[word.font]]
    scheme = legacy.told(old or (word.text for page in pages for word in page.words))
    if scheme is None:
        return pages, None

    def converted(words: Iterable[Ink]) -> Iterator[Ink]:
        for word in words:
            own = drawn[word.font]
            by, capitals = own or (scheme, None)
            yield replace(word, text=legacy.convert(word.text, by, capitals=capitals)) if own or not old else word

    return [replace(page, words=tuple(converted(page.words))) for page in pages], scheme


def _listed(numbers: Iterable[int]) -> str:
    """Page numbers as people list them, the first of many.

    >>> _listed([1, 2, 7])
    '1, 2, 7'
    """
    found = list(numbers)
    return ", ".join(map(str, found[:20])) + (" …" if len(found) > 20 else "")
