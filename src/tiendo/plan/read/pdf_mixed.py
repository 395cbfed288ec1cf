"""A PDF in which pages of text and pictures of pages stand side by side: each read in its way, joined in their order.

A directive made in Word with its scanned annex behind it is one document; so is one whose signed page alone is a scan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from tiendo.diagnostic import Diagnostic
from tiendo.plan.read import scan
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.draft import Content
from tiendo.plan.read.pdf_page import PdfPage
from tiendo.plan.read.scan_view import Read
from tiendo.source import Page, Piece, Span, Word

OfText = Callable[[Sequence[PdfPage]], Content]


def read(pages: Sequence[PdfPage], reads: Sequence[Read], name: str, cleaner: Cleaner, of_text: OfText) -> Content:
    """The pages with those in ``reads`` as they were read there, and all others as ``of_text`` reads them."""
    scanned = {one.number: one for one in reads}
    parts = []
    for is_picture, run in groupby(pages, key=lambda page: page.number in scanned):
        together = list(run)
        if is_picture:
            parts.append(scan.content([scanned[page.number] for page in together], name, cleaner))
        else:
            parts.append(of_text(together))
    return joined(parts)


def joined(parts: Iterable[Content]) -> Content:
    """Contents one below the other, every place and every number of a table moved along."""
    text, tables = "", 0
    pieces: list[Piece] = []
    told: list[Diagnostic] = []
    pages: list[Page] = []
    for part in parts:
        if text and part.text:
            text += "\n"
        by = len(text)
        pieces += [_moved_piece(one, by, tables) for one in part.pieces]
        told += [replace(one, span=_moved(one.span, by)) if one.span else one for one in part.told]
        pages += [replace(page, words=tuple(_moved_word(word, by) for word in page.words)) for page in part.pages]
        text += part.text
        tables += 1 + max((one.table for one in part.pieces if one.table is not None), default=-1)
    return Content(text, tuple(pieces), tuple(told), tuple(pages))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved_word(word: Word, by: int) -> Word:
    return replace(word, span=_moved(word.span, by))


def _moved_piece(piece: Piece, by: int, tables: int) -> Piece:
    table = None if piece.table is None else piece.table + tables
    cells = tuple(_moved(cell, by) for cell in piece.cells)
    return replace(piece, span=_moved(piece.span, by), cells=cells, table=table)
