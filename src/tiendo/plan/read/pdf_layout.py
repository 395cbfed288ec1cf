"""The pages of a text PDF as pieces of a document: paragraphs, tables, and what stands side by side.

The two halves of a head, and recipients beside a signature, become one row of two cells, as Word files have them. Two
columns of running text are read one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tiendo.plan.read import pdf_beside, pdf_flow, pdf_tables
from tiendo.plan.read.draft import Draft
from tiendo.plan.read.pdf_beside import Beside
from tiendo.plan.read.pdf_flow import Paragraph
from tiendo.plan.read.pdf_page import Ink, Line, PdfPage, usual_height
from tiendo.plan.read.pdf_tables import Cell, Grid
from tiendo.source import PieceKind

# In heights of type.
_SMALL = 0.88
_NOTE = re.compile(r"\(?[\d*]{1,3}\)?")


@dataclass(frozen=True, slots=True)
class Block:
    """A draft, and the printed words of each of its cells."""

    draft: Draft
    words: tuple[tuple[Ink, ...], ...]


@dataclass(slots=True)
class Layout:
    """Takes pages one after the other and gives the blocks of the document."""

    found: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    tables: int = 0
    _open: Paragraph | None = None
    _last_grid: Grid | None = None

    def add(self, page: PdfPage, lines: Sequence[Line]) -> None:
        """Add a page by those of its lines that are the document's."""
        rest = list(lines)
        for grid in pdf_tables.grids(page):
            inside = [word for line in rest for word in line.words if grid.holds(word)]
            rows = grid.rows(inside)
            if max((sum(bool(cell.paragraphs) for cell in row) for row in rows), default=0) < 2:
                continue
            above = [line for line in rest if line.middle < grid.ys[0]]
            self._text(above)
            self._table(grid, rows)
            rest = [outside for line in rest[len(above) :] if (outside := _without(line, grid))]
        self._text(rest)

    def blocks(self) -> list[Block]:
        """The blocks of all the pages, footnotes last."""
        self._close()
        return [*self.found, *self.notes]

    def _text(self, lines: Sequence[Line]) -> None:
        if not lines:
            return
        usual = usual_height(word for line in lines for word in line.words)
        lines = self._without_notes(lines, usual)
        gutter = pdf_beside.page_gutter(lines, usual)
        parts = pdf_beside.columns(lines, gutter) if gutter is not None else pdf_beside.parts(lines, usual)
        flow: list[Line] = []
        for part in parts:
            if isinstance(part, Line):
                flow.append(part)
                continue
            self._flow(flow, usual)
            flow = []
            self._beside(part, usual, is_running=gutter is not None)
        self._flow(flow, usual)

    def _without_notes(self, lines: Sequence[Line], usual: float) -> Sequence[Line]:
        """The lines without footnotes, which stand last on the page, in small type, and begin with their number."""
        first = len(lines)
        while first > 1 and lines[first - 1].height < _SMALL * usual:
            first -= 1
        notes = lines[first:]
        if not notes or not _NOTE.match(notes[0].text):
            return lines
        for paragraph in pdf_flow.paragraphs(notes, pdf_flow.bounds(notes, usual_height(notes[0].words))):
            self.notes.append(_block(paragraph))
        return lines[:first]

    def _flow(self, lines: Sequence[Line], usual: float) -> None:
        """Add running text; its first paragraph may carry on the last of the page before."""
        if not lines:
            return
        self._last_grid = None
        for paragraph in pdf_flow.paragraphs(lines, pdf_flow.bounds(lines, usual)):
            if self._open is not None and pdf_flow.goes_on(self._open, paragraph):
                pdf_flow.joined(self._open, paragraph)
            else:
                self._close()
                self._open = paragraph

    def _close(self) -> None:
        if self._open is not None:
            self.found.append(_block(self._open))
            self._open = None

    def _beside(self, part: Beside, usual: float, *, is_running: bool) -> None:
        if is_running or len(part.left) + len(part.right) > 2 * pdf_beside.RUNNING_TEXT:
            self._flow(part.left, usual)
            self._flow(part.right, usual)
            return
        self._close()
        self._last_grid = None
        cells = tuple(
            Cell(tuple(Paragraph([line], _own(line), False, list(line.words)) for line in side))
            for side in (pdf_beside.unwrapped(part.left), pdf_beside.unwrapped(part.right))
        )
        self._row(cells, self._next_table())

    def _table(self, grid: Grid, rows: list[tuple[Cell, ...]]) -> None:
        """Add a ruled table; one that opens a page carries on the one that closed the page before."""
        before = self._last_grid
        goes_on = before is not None and len(before.xs) == len(grid.xs) and self._open is None
        self._close()
        if goes_on:
            table = self.tables - 1
            rows = self._carried_on(rows, table)
        else:
            table = self._next_table()
        for cells in rows:
            self._row(cells, table)
        self._last_grid = grid

    def _carried_on(self, rows: list[tuple[Cell, ...]], table: int) -> list[tuple[Cell, ...]]:
        """The rows of a table on its next page: without the head that is repeated, the cut row made whole."""
        first = next(block.draft.cells for block in self.found if block.draft.table == table)
        if tuple(cell.text for cell in rows[0]) == first:
            rows = rows[1:]
        last = self.found[-1]
        if not rows or not _is_cut(last.draft.cells, rows[0]):
            return rows
        pairs = zip(last.draft.cells, rows[0], strict=True)
        cells = tuple("\n".join(filter(None, (old, new.text))) for old, new in pairs)
        words = tuple((*old, *new.words) for old, new in zip(last.words, rows[0], strict=True))
        self.found[-1] = Block(Draft(PieceKind.ROW, cells, table=table), words)
        return rows[1:]

    def _row(self, cells: tuple[Cell, ...], table: int) -> None:
        draft = Draft(PieceKind.ROW, tuple(cell.text for cell in cells), table=table)
        self.found.append(Block(draft, tuple(tuple(cell.words) for cell in cells)))

    def _next_table(self) -> int:
        self.tables += 1
        return self.tables - 1


def _block(paragraph: Paragraph) -> Block:
    draft = Draft(PieceKind.PARAGRAPH, (paragraph.text,), bold=paragraph.bold, centred=paragraph.centred)
    return Block(draft, (tuple(paragraph.words),))


def _own(line: Line) -> pdf_flow.Bounds:
    return pdf_flow.Bounds(line.left, line.right, line.height, line.height)


def _is_cut(before: Sequence[str], row: Sequence[Cell]) -> bool:
    """Whether a row only goes on where the one before was cut by the end of the page."""
    if len(before) != len(row) or row[0].paragraphs or any(cell.carried for cell in row):
        return False
    return any(cell.text[:1].islower() for cell in row)


def _without(line: Line, grid: Grid) -> Line | None:
    outside = tuple(word for word in line.words if not grid.holds(word))
    return Line(outside) if outside else None
