"""The pages of a scan as pieces of a document: paragraphs over line and page breaks, columns, tables.

The two halves of a head, and recipients beside a signature, become one row of two cells, as Word files have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tiendo.plan.read import scan_flow, scan_lines, scan_tables
from tiendo.plan.read.scan_engine import Token
from tiendo.plan.read.scan_flow import Margins, Paragraph
from tiendo.plan.read.scan_lines import Columns, Line
from tiendo.plan.read.scan_view import Frame, View
from tiendo.source import Box, PieceKind

# Columns with more rows than any head or signature has are columns of running text.
_RUNNING_TEXT = 26


@dataclass(frozen=True, slots=True)
class Spot:
    """A word with its place: the page (from 1) and the box in points; ``read`` is what was read where it was mended."""

    text: str
    confidence: int
    page: int
    box: Box
    read: str | None = None


# A cell is its lines, a line its words.
Cell = tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece before it has a place in the text: a paragraph of one cell, or a row of a table."""

    kind: PieceKind
    cells: tuple[Cell, ...]
    table: int | None = None
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table where it begins on its view."""

    top: float
    rows: tuple[tuple[scan_tables.Cell, ...], ...]

    @property
    def width(self) -> int:
        """The number of columns of most rows."""
        return max(len(row) for row in self.rows)


Part = Line | Columns | Table


class Layout:
    """Takes views one after the other and gives the blocks of the document."""

    def __init__(self) -> None:
        """Begin without a block."""
        self._blocks: list[Block] = []
        self._open: Paragraph | None = None
        self._tables = 0
        self._last_table: int | None = None
        self._place: tuple[int, Frame] = (0, Frame(1, 1))

    def add(self, number: int, view: View, tokens: Sequence[Token]) -> None:
        """Add a view of page ``number`` with those of its words that are the document's."""
        self._place = number, view.frame
        usual = scan_lines.height(tokens)
        parts = list(_parts(view, tokens, usual))
        lines = [line for part in parts for line in ([part] if isinstance(part, Line) else [])]
        bounds = scan_flow.margins(lines, usual, view.frame.width)
        flow: list[Line] = []
        for part in parts:
            if isinstance(part, Line):
                flow.append(part)
                continue
            self._add_flow(flow, bounds)
            flow = []
            self._add_part(part, usual)
        self._add_flow(flow, bounds)

    def blocks(self) -> list[Block]:
        """The blocks of all the views."""
        return self._blocks

    def _add_part(self, part: Columns | Table, usual: float) -> None:
        self._open = None
        if isinstance(part, Table):
            self._add_table(part)
        elif part.width == 2 and len(part.rows) <= _RUNNING_TEXT:
            self._add_rows([tuple(self._column(part, at) for at in range(2))])
        elif part.width == 2:
            for at in range(2):
                lines = [line for row in part.rows for line in row[at]]
                self._add_flow(lines, scan_flow.margins(lines, usual))
        else:
            self._add_rows(list(self._grid(part)))

    def _add_flow(self, lines: Sequence[Line], bounds: Margins) -> None:
        """Add running text; its first paragraph may carry on the last of the page before."""
        for paragraph in scan_flow.paragraphs(lines, bounds):
            words = self._spots([token for line in paragraph.lines for token in line.tokens])
            if self._open is not None and scan_flow.goes_on(self._open, paragraph):
                last = self._blocks[-1]
                self._blocks[-1] = replace(last, cells=((last.cells[0][0] + words,),))
            else:
                self._blocks.append(Block(PieceKind.PARAGRAPH, ((words,),), centred=paragraph.centred))
            self._open = paragraph
            self._last_table = None

    def _add_table(self, table: Table) -> None:
        """Add a ruled table; one that opens a page carries on the one that closed the page before."""
        rows = [tuple(self._ruled(cell) for cell in row) for row in table.rows]
        before = self._blocks[-1] if self._blocks else None
        goes_on = before is not None and before.table == self._last_table is not None
        if goes_on and before is not None and len(before.cells) == table.width:
            self._add_rows(rows, before.table)
        else:
            self._add_rows(rows)
        self._last_table = self._blocks[-1].table

    def _add_rows(self, rows: Sequence[tuple[Cell, ...]], table: int | None = None) -> None:
        if table is None:
            table, self._tables = self._tables, self._tables + 1
        self._blocks += [Block(PieceKind.ROW, cells, table) for cells in rows if any(cells)]

    def _column(self, part: Columns, at: int) -> Cell:
        """The lines of a column; what is wrapped below a bullet is joined to it."""
        found: list[tuple[Spot, ...]] = []
        bulleted = False
        for row in part.rows:
            for line in row[at]:
                words = self._spots(line.tokens)
                opens = bool(scan_flow.MARKER.match(line.text)) or line.text.startswith("-")
                if bulleted and not opens and found:
                    found[-1] += words
                else:
                    found.append(words)
                bulleted = opens or (bulleted and not opens)
        return tuple(found)

    def _grid(self, part: Columns) -> Iterator[tuple[Cell, ...]]:
        """The rows of a table without rules: a line that has nothing in the first column belongs to the row above."""
        pending: list[list[tuple[Spot, ...]]] = []
        for row in part.rows:
            if pending and row[0]:
                yield tuple(map(tuple, pending))
                pending = []
            pending = pending or [[] for _ in row]
            for cell, lines in zip(pending, row, strict=True):
                cell += [self._spots(line.tokens) for line in lines]
        yield tuple(map(tuple, pending))

    def _ruled(self, tokens: scan_tables.Cell) -> Cell:
        """The words of a cell between rules, with a line for each item in it."""
        found: list[tuple[Spot, ...]] = []
        for line in scan_lines.lines(tokens, 10_000):
            words = self._spots(line.tokens)
            if found and not scan_flow.MARKER.match(line.text):
                found[-1] += words
            else:
                found.append(words)
        return tuple(found)

    def _spots(self, tokens: Sequence[Token]) -> tuple[Spot, ...]:
        number, frame = self._place
        return tuple(Spot(token.text, token.confidence, number, frame.box(token)) for token in tokens)


def _parts(view: View, tokens: Sequence[Token], usual: float) -> Iterator[Part]:
    """What stands on a view from top to bottom."""
    rest = list(tokens)
    tables: list[Table] = []
    for frame in scan_tables.frames(view.rules):
        inside = [token for token in rest if frame.holds(token)]
        if scan_tables.is_table(frame, inside):
            tables.append(Table(frame.top, tuple(scan_tables.rows(frame, inside))))
            rest = [token for token in rest if not frame.holds(token)]
    lines = scan_lines.lines(rest, usual)
    for table in tables:
        above = [line for line in lines if line.middle < table.top]
        yield from scan_lines.arranged(above, usual)
        lines = lines[len(above) :]
        yield table
    yield from scan_lines.arranged(lines, usual)
