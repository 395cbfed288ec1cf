"""Ruled tables of a page: a grid from the lines that are drawn, and the words in each cell.

Lines that touch are one table. Cells that no line parts are one cell: its words stand in its first place, the others
are empty, or carried from above.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiendo.plan.read import pdf_flow
from tiendo.plan.read.draft import CARRIED
from tiendo.plan.read.pdf_flow import Paragraph
from tiendo.plan.read.pdf_page import Ink, PdfPage, Rule, lines

_NEAR = 3.0
_LEAST_COLUMNS = 2
_MAX_COLUMNS = 40
_MAX_ROWS = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs; ``carried`` where it is the one above."""

    paragraphs: tuple[Paragraph, ...] = ()
    carried: bool = False

    @property
    def text(self) -> str:
        """The words, a line for each paragraph."""
        return CARRIED if self.carried else "\n".join(one.text for one in self.paragraphs)

    @property
    def words(self) -> list[Ink]:
        """The printed words in the order of the text."""
        return [word for one in self.paragraphs for word in one.words]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by its lines: where columns and rows begin and end, and the lines that part them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    def holds(self, word: Ink) -> bool:
        """Whether the middle of a word lies inside."""
        x = (word.box.left + word.box.right) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= word.middle <= self.ys[-1]

    def rows(self, words: Sequence[Ink]) -> list[tuple[Cell, ...]]:
        """The rows with their words; rows without any are left out."""
        owner = self._owners()
        held: dict[tuple[int, int], list[Ink]] = {}
        for word in words:
            held.setdefault(owner[self._place(word)], []).append(word)
        filled = {place: self._cell(place, own, owner) for place, own in held.items()}
        found = []
        for row in range(len(self.ys) - 1):
            cells = [self._shown((row, column), owner, filled) for column in range(len(self.xs) - 1)]
            if any(cell.paragraphs for cell in cells):
                found.append(tuple(cells))
        return found

    def _place(self, word: Ink) -> tuple[int, int]:
        x = (word.box.left + word.box.right) / 2
        row = min(max(bisect_right(self.ys, word.middle) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each place of the grid the first place of the cell that it is part of."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                place = row, column
                if column and not self._is_parted_upright(row, column):
                    owner[place] = owner[row, column - 1]
                elif row and not self._is_parted_level(row, column):
                    owner[place] = owner[row - 1, column]
                else:
                    owner[place] = place
        return owner

    def _is_parted_upright(self, row: int, column: int) -> bool:
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(abs(one.x0 - self.xs[column]) < _NEAR and one.y0 <= middle <= one.y1 for one in self.upright)

    def _is_parted_level(self, row: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(abs(one.y0 - self.ys[row]) < _NEAR and one.x0 <= middle <= one.x1 for one in self.level)

    def _cell(self, place: tuple[int, int], words: list[Ink], owner: dict[tuple[int, int], tuple[int, int]]) -> Cell:
        last = max(column for (row, column), own in owner.items() if own == place and row == place[0])
        found = pdf_flow.cell(words, lines(words), self.xs[place[1]], self.xs[last + 1])
        return Cell(tuple(found))

    def _shown(
        self, place: tuple[int, int], owner: dict[tuple[int, int], tuple[int, int]], filled: dict[tuple[int, int], Cell]
    ) -> Cell:
        own = owner[place]
        if own == place:
            return filled.get(place, Cell())
        return Cell(carried=own[0] < place[0] and own[1] == place[1] and own in filled)


def grids(page: PdfPage) -> Iterator[Grid]:
    """The tables of a page from top to bottom."""
    upright: list[Rule] = []
    level: list[Rule] = []
    for rule in page.rules:
        is_level = rule.x1 - rule.x0 >= rule.y1 - rule.y0
        (level if is_level else upright).append(rule if is_level else _turned(rule))
    level, upright = _whole(level), [_turned(rule) for rule in _whole(upright)]
    found = [_grid(*group) for group in _groups(level, upright)]
    for grid in sorted(found, key=lambda one: one.ys[:1]):
        if _LEAST_COLUMNS < len(grid.xs) <= _MAX_COLUMNS and 1 < len(grid.ys) <= _MAX_ROWS:
            yield grid


def _whole(level: list[Rule]) -> list[Rule]:
    """Level lines with those made one that lie on one height and touch, as where each cell has lines of its own."""
    found: list[Rule] = []
    for rule in sorted(level, key=lambda one: (round(one.y0 / _NEAR), one.x0)):
        last = found[-1] if found else None
        if last and abs(last.y0 - rule.y0) < _NEAR and rule.x0 <= last.x1 + _NEAR:
            found[-1] = Rule(last.x0, last.y0, max(last.x1, rule.x1), last.y0)
        else:
            found.append(Rule(rule.x0, rule.y0, rule.x1, rule.y0))
    return found


def _turned(rule: Rule) -> Rule:
    """The line with across and down changed over."""
    return Rule(rule.y0, rule.x0, rule.y1, rule.x1)


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch, put together; those that touch nothing across them are no part of a table."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for line in upright:
        crossing = [rule for rule in level if _touch(rule, line)]
        if not crossing:
            continue
        mine: tuple[list[Rule], list[Rule]] = (crossing, [line])
        for group in [one for one in groups if any(rule in one[0] for rule in crossing)]:
            groups.remove(group)
            mine[0].extend(rule for rule in group[0] if rule not in mine[0])
            mine[1].extend(group[1])
        groups.append(mine)
    return groups


def _touch(level: Rule, upright: Rule) -> bool:
    return level.x0 - _NEAR <= upright.x0 <= level.x1 + _NEAR and upright.y0 - _NEAR <= level.y0 <= upright.y1 + _NEAR


def _grid(level: list[Rule], upright: list[Rule]) -> Grid:
    ys = [rule.y0 for rule in level] + [end for rule in upright for end in (rule.y0, rule.y1)]
    return Grid(_edges([rule.x0 for rule in upright]), _edges(ys), tuple(level), tuple(upright))


def _edges(values: list[float]) -> tuple[float, ...]:
    """Values in order; of those that lie close together the first."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return tuple(edges)
