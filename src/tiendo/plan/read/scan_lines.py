"""The words of a level page as lines, and where lines stand beside each other in columns.

The engine's lines are taken as they are and parted where a gap is wider than any between words. A gap that stays open
over several lines is a gutter, and what stands round it are columns: the two halves of a document's head,
recipients and signature, a table without rules.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tiendo.plan.read.scan_engine import Token
from tiendo.viet import fold

# In heights of a word. Spaces of a justified line stay below the first; two columns stand farther apart.
_GAP = 1.5
_FAR = 3.0
_LEAST_HEIGHT = 8


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one height, from left to right."""

    tokens: tuple[Token, ...]

    @property
    def left(self) -> int:
        """Where its first word begins."""
        return self.tokens[0].left

    @property
    def right(self) -> int:
        """Where its last word ends."""
        return max(token.right for token in self.tokens)

    @property
    def centre(self) -> float:
        """Its middle, from left to right."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Its middle, from top to bottom: that of its words in the middle, which no stray mark moves."""
        return statistics.median(token.middle[1] for token in self.tokens)

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of lines round common gutters: for each row, the lines of each column."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0])


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines that stand beside each other."""

    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        return self.lines[0].middle

    def gaps(self) -> list[tuple[int, int]]:
        return [(here.right, there.left) for here, there in pairwise(self.lines)]

    def whole(self) -> Line:
        return Line(tuple(token for line in self.lines for token in line.tokens))


def height(tokens: Iterable[Token]) -> float:
    """The usual height of a word."""
    heights = [token.height for token in tokens if token.height >= _LEAST_HEIGHT]
    return statistics.median(heights) if heights else float(_LEAST_HEIGHT)


def lines(tokens: Sequence[Token], usual: float) -> list[Line]:
    """The lines of a page, parted at wide gaps, from top to bottom."""
    found: list[Line] = []
    for _, group in groupby(tokens, key=lambda token: token.line):
        found += _parted(sorted(group, key=lambda token: token.left), usual)
    return sorted(found, key=lambda line: (line.middle, line.left))


def arranged(found: Sequence[Line], usual: float) -> Iterator[Line | Columns]:
    """Lines from top to bottom, those round a gutter as columns."""
    rows = list(_rows(found, usual))
    centre = _page_centre(found)
    at = 0
    while at < len(rows):
        end, gutters = _reach(rows, at, usual, centre)
        if _is_region(rows[at:end], gutters, usual):
            yield Columns(tuple(_split(row, _real(gutters, rows[at:end])) for row in rows[at:end]))
            at = end
        else:
            yield rows[at].whole()
            at += 1


def _parted(tokens: list[Token], usual: float) -> Iterator[Line]:
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].left - tokens[at - 1].right > _GAP * usual or _is_motto(tokens[at:]):
            yield Line(tuple(tokens[start:at]))
            start = at


def _is_motto(tokens: Sequence[Token]) -> bool:
    """Whether words open the right half of a head, as Decree 30/2020/NĐ-CP and the Party's guides have it."""
    words = " ".join(fold(token.text) for token in tokens[:4])
    return words in ("cong hoa xa hoi", "dang cong san viet")


def _rows(found: Sequence[Line], usual: float) -> Iterator[_Row]:
    """Lines on one height as rows."""
    pending: list[Line] = []
    for line in found:
        if pending and (line.middle - pending[0].middle > usual / 2 or _overlap(line, pending)):
            yield _Row(tuple(sorted(pending, key=lambda one: one.left)))
            pending = []
        pending.append(line)
    if pending:
        yield _Row(tuple(sorted(pending, key=lambda one: one.left)))


def _overlap(line: Line, others: list[Line]) -> bool:
    return any(line.left < other.right and other.left < line.right for other in others)


def _page_centre(found: Sequence[Line]) -> float:
    """The middle of the page's text."""
    if not found:
        return 0.0
    return (min(line.left for line in found) + max(line.right for line in found)) / 2


def _reach(rows: list[_Row], start: int, usual: float, centre: float) -> tuple[int, list[tuple[int, int]]]:
    """Where the rows that keep a gutter of the first one open end, and those gutters."""
    gutters = rows[start].gaps()
    end = start + 1
    while gutters and end < len(rows):
        kept = [open_ for gutter in gutters if (open_ := _still_open(gutter, rows[end], usual))]
        if not kept or (len(rows[end].lines) == 1 and not _stays(rows[end].lines[0], rows[start:end], kept, centre)):
            break
        gutters = kept
        end += 1
    return end, gutters


def _still_open(gutter: tuple[int, int], row: _Row, usual: float) -> tuple[int, int] | None:
    """What is left of a gutter between the lines of a row; None where a line bridges it."""
    start, end = gutter
    for line in row.lines:
        if line.centre < (start + end) / 2:
            start = max(start, line.right)
        else:
            end = min(end, line.left)
    return (start, end) if end - start >= usual * 0.8 else None


def _stays(line: Line, rows: Sequence[_Row], gutters: list[tuple[int, int]], centre: float) -> bool:
    """Whether a line alone in its row belongs to a column, and not to the middle of the page below the columns."""
    left_side = line.centre < gutters[0][0]
    column = [one for row in rows for one in row.lines if (one.centre < gutters[0][0]) == left_side]
    if not column:
        return True
    if left_side and abs(line.left - min(one.left for one in column)) < line.tokens[0].height * 1.5:
        return True
    middle = statistics.median(one.centre for one in column)
    return abs(line.centre - middle) < abs(line.centre - centre)


def _is_region(rows: Sequence[_Row], gutters: list[tuple[int, int]], usual: float) -> bool:
    """Whether a gutter is one: open beside several rows, or very wide with something below."""
    if not gutters:
        return False
    if len(rows) > 1 and any(_is_motto(line.tokens) for line in rows[0].lines[1:]):
        return True
    sided = sum(len(row.lines) > 1 for row in rows)
    widest = max(end - start for start, end in gutters)
    return sided > 1 or (len(rows) > 1 and widest > _FAR * usual)


def _real(gutters: list[tuple[int, int]], rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """Gutters without those beside a column that has words in one row only: they are gaps within that row."""
    while len(gutters) > 1:
        filled = [sum(map(bool, column)) for column in zip(*(_split(row, gutters) for row in rows), strict=True)]
        thin = next((at for at, count in enumerate(filled) if count < 2), None)
        if thin is None:
            break
        beside = [at for at in (thin - 1, thin) if 0 <= at < len(gutters)]
        narrow = min(beside, key=lambda at: gutters[at][1] - gutters[at][0])
        gutters = [gutter for at, gutter in enumerate(gutters) if at != narrow]
    return gutters


def _split(row: _Row, gutters: list[tuple[int, int]]) -> tuple[tuple[Line, ...], ...]:
    """The lines of a row by column; lines of one column are made one."""
    edges = [(start + end) / 2 for start, end in gutters]
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in row.lines:
        columns[sum(line.centre > edge for edge in edges)].append(line)
    return tuple((_Row(tuple(column)).whole(),) if column else () for column in columns)
