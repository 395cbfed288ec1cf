"""Blocks of a scan as the text of a source, with every word's place on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.draft import CELL_BREAK
from tiendo.plan.read.scan_layout import Block, Spot
from tiendo.plan.read.scan_view import Read
from tiendo.source import Page, Piece, PieceKind, Span, Word


@dataclass(slots=True)
class Text:
    """The text, its pieces, its words by page, and the spots that were mended, each with its span."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    words: dict[int, list[Word]] = field(default_factory=dict)
    mended: list[tuple[Span, Spot]] = field(default_factory=list)

    def pages(self, reads: Sequence[Read]) -> tuple[Page, ...]:
        """The pages with their words in the order of the text."""
        return tuple(
            Page(read.number, read.width, read.height, tuple(self.words.get(read.number, ())), read.turned, ocr=True)
            for read in reads
        )


def assembled(blocks: Sequence[Block], cleaner: Cleaner) -> Text:
    """The text of the blocks, one below the other; blocks without words are left out."""
    writer = _Writer(cleaner)
    for block in blocks:
        writer.write(block)
    writer.made.text = "".join(writer.parts)
    return writer.made


class _Writer:
    def __init__(self, cleaner: Cleaner) -> None:
        self.made = Text()
        self.parts: list[str] = []
        self._at = 0
        self._cleaner = cleaner

    def write(self, block: Block) -> None:
        cells = [list(self._lines(cell)) for cell in block.cells]
        if not any(cells):
            return
        if self.made.pieces:
            self._put("\n")
        start = self._at
        spans = []
        for number, cell in enumerate(cells):
            if number:
                self._put(CELL_BREAK)
            spans.append(self._cell(cell))
        is_row = block.kind is PieceKind.ROW
        piece = Piece(
            block.kind,
            Span(start, self._at),
            cells=tuple(spans) if is_row else (),
            table=block.table,
            centred=block.centred,
        )
        self.made.pieces.append(piece)

    def _lines(self, cell: tuple[tuple[Spot, ...], ...]) -> Iterator[list[tuple[str, Spot]]]:
        for line in cell:
            words = [(text, spot) for spot in line if (text := self._cleaner.tidy(spot.text))]
            if words:
                yield words

    def _cell(self, lines: list[list[tuple[str, Spot]]]) -> Span:
        start = self._at
        for number, line in enumerate(lines):
            if number:
                self._put("\n")
            for index, (text, spot) in enumerate(line):
                if index:
                    self._put(" ")
                self._word(text, spot)
        return Span(start, self._at)

    def _word(self, text: str, spot: Spot) -> None:
        span = Span(self._at, self._at + len(text))
        self._put(text)
        self.made.words.setdefault(spot.page, []).append(Word(span, spot.box, spot.confidence))
        if spot.read is not None:
            self.made.mended.append((span, spot))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text)
