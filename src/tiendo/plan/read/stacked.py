"""Tables whose cells stand on lines of their own between lines of a single bar.

Some converters write HTML tables so: a bar opens a row, each cell ends with a bar, the next row opens
with another. Where empty cells stand is only told by the number of bars, so rows that
were cut at an empty cell are joined again by the width of the table.

>>> lines = ["|", "STT", "|", "Việc", "|", "|", "1", "|", "Lập sổ", "|"]
>>> [block.rows for block in blocks(lines)]
[((('STT',), ('Việc',)), (('1',), ('Lập sổ',)))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Cell = tuple[str, ...]
Row = tuple[Cell, ...]
# A cell with more than this is a page set into a table, or the text after one whose end was not marked.
# Lines that stand in no cell: an article, what a document rests on, the name of an annex.
_PAGE = re.compile(r"[*_]*(?:Điều \d{1,3}[.:]|Căn(?: cứ\b|$))")
_ANNEX = re.compile(r"[*_#\s]*PHỤ LỤC\b")
_MAX_PARAGRAPHS = 6
_MAX_LINES = 40
_NARROW = 3
_LABEL = 8


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table; a cell is its lines."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines outside such tables."""

    lines: list[str]


def blocks(lines: list[str]) -> Iterator[Table | Lines]:
    """The lines cut into tables of this kind and what stands between them."""
    start = at = 0
    while at < len(lines):
        if not _is_bar(lines[at]):
            at += 1
            continue
        end, rows = _table(lines, at)
        if start < at:
            yield Lines(lines[start:at])
        if rows:
            yield Table(_joined(rows))
        start = at = end
    if start < len(lines):
        yield Lines(lines[start:])


def _is_bar(line: str) -> bool:
    return line.strip() == "|"


def _table(lines: list[str], at: int) -> tuple[int, list[Row]]:
    """Where the table that opens at ``at`` ends, and its rows."""
    rows: list[Row] = []
    row: list[Cell] = []
    while at < len(lines) and _is_bar(lines[at]):
        bars = at
        while at < len(lines) and _is_bar(lines[at]):
            at += 1
        row = _after_bars(rows, row, at - bars)
        end = _end_of_cell(lines, at)
        if end is None:
            rows, row = _closed(rows, row), []
            break
        row.append(tuple(lines[at:end]))
        at = end
    if row:
        rows.append(tuple(row))
    return at, rows


def _after_bars(rows: list[Row], row: list[Cell], bars: int) -> list[Cell]:
    """The open row after so many bars: one parts two cells, two part two rows, more are empty cells."""
    if not row or bars < 2:
        return row
    rows.append((*row, *(((),) * (bars - 2))))
    return []


def _closed(rows: list[Row], row: list[Cell]) -> list[Row]:
    """The rows of a table that ended in bars: the last of them may have closed an empty cell."""
    whole = [*rows, tuple(row)] if row else rows
    if not row and len(whole) > 1 and len(whole[-1]) + 1 == len(whole[0]):
        return [*whole[:-1], (*whole[-1], ())]
    return whole


def _end_of_cell(lines: list[str], at: int) -> int | None:
    """The bar that ends the cell at ``at``; None where a blank line or the file's end comes instead."""
    if at >= len(lines) or not lines[at].strip():
        return None
    paragraphs = 0
    for end in range(at, len(lines)):
        if _is_bar(lines[end]):
            return end
        if _ANNEX.match(lines[end]) or (_PAGE.match(lines[end]) and end > at):
            return None
        paragraphs += not lines[end].strip()
        if paragraphs > _MAX_PARAGRAPHS or end - at > _MAX_LINES:
            return None
    return None


def _joined(rows: list[Row]) -> tuple[Row, ...]:
    """Rows with those put together again that two bars round an empty cell had cut."""
    width = len(rows[0])
    if width <= _NARROW:
        return tuple(rows)
    whole: list[Row] = []
    for row in rows:
        if whole and len(whole[-1]) + 1 + len(row) == width and _opens_with_label(whole[-1]):
            whole[-1] = (*whole[-1], (), *row)
        else:
            whole.append(row)
    return tuple(whole)


def _opens_with_label(row: Row) -> bool:
    """Whether a row begins with its number, as one does that was cut; one that carries another on begins with words."""
    return len("".join(row[0])) <= _LABEL
