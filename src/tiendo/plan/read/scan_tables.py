"""Ruled tables: cells between the rules of a page, and the words in each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiendo.plan.read.scan_engine import Token
from tiendo.plan.read.scan_rules import Rule, Rules

_NEAR = 14
# A rule that parts two rows runs through most of the table; a shorter one parts what one cell spans.
_THROUGH = 0.6
_LEAST_ROWS = 1
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled rectangle with its rules inside: the upright ones from left to right, the level ones downwards."""

    left: int
    top: int
    right: int
    bottom: int
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    def holds(self, token: Token) -> bool:
        """Whether the middle of a word lies inside."""
        x, y = token.middle
        return self.left - _NEAR <= x <= self.right + _NEAR and self.top - _NEAR <= y <= self.bottom + _NEAR


Cell = tuple[Token, ...]


def frames(rules: Rules) -> Iterator[Frame]:
    """What rules enclose: groups of rules that touch, from top to bottom."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for level in rules.level:
        touching = [group for group in groups if _touches_level(level, group)]
        merged: tuple[list[Rule], list[Rule]] = ([level], [])
        for group in touching:
            groups.remove(group)
            merged[0].extend(group[0])
            merged[1].extend(one for one in group[1] if one not in merged[1])
        merged[1].extend(one for one in rules.upright if _crosses(level, one) and one not in merged[1])
        groups.append(merged)
    for levels, uprights in sorted(groups, key=lambda group: min(rule.at for rule in group[0])):
        if len(uprights) >= _LEAST_COLUMNS:
            yield _frame(levels, uprights)


def rows(frame: Frame, tokens: Sequence[Token]) -> list[tuple[Cell, ...]]:
    """The rows of a table, each a tuple of cells; words keep the order in which the engine read them."""
    downs = _edges([rule.at for rule in frame.level if rule.length > _THROUGH * (frame.right - frame.left)])
    downs = _edges([frame.top, *downs, frame.bottom])
    columns = _edges([frame.left, *(rule.at for rule in frame.upright), frame.right])
    found = []
    for top, bottom in itertools.pairwise(downs):
        inside = [token for token in tokens if top <= token.middle[1] < bottom]
        if inside:
            found.append(_cells(inside, _columns(frame, columns, top, bottom)))
    return found


def is_table(frame: Frame, tokens: Sequence[Token]) -> bool:
    """Whether a frame parts words into columns."""
    filled = max((sum(bool(cell) for cell in row) for row in rows(frame, tokens)), default=0)
    return filled >= _LEAST_COLUMNS and len(tokens) > _LEAST_ROWS


def _frame(levels: list[Rule], uprights: list[Rule]) -> Frame:
    return Frame(
        left=min(rule.at for rule in uprights),
        top=min(min(rule.start for rule in uprights), min(rule.at for rule in levels)),
        right=max(rule.at for rule in uprights),
        bottom=max(max(rule.end for rule in uprights), max(rule.at for rule in levels)),
        level=tuple(sorted(levels, key=lambda rule: rule.at)),
        upright=tuple(sorted(uprights, key=lambda rule: rule.at)),
    )


def _crosses(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _touches_level(level: Rule, group: tuple[list[Rule], list[Rule]]) -> bool:
    return any(_crosses(level, upright) for upright in group[1])


def _edges(values: Sequence[int]) -> list[int]:
    """Values in order, those that lie close together once."""
    edges: list[int] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _columns(frame: Frame, columns: list[int], top: int, bottom: int) -> list[int]:
    """The columns of one row: without the rules that do not run through it, for its cells span them."""
    middle = (top + bottom) / 2
    through = [rule.at for rule in frame.upright if rule.start <= middle <= rule.end]
    edges = [frame.left, *through, frame.right]
    return [edge for edge in columns if any(abs(edge - one) <= _NEAR for one in edges)]


def _cells(tokens: list[Token], columns: list[int]) -> tuple[Cell, ...]:
    cells: list[list[Token]] = [[] for _ in columns[1:]]
    for token in tokens:
        at = sum(token.middle[0] > edge for edge in columns[1:-1])
        cells[min(at, len(cells) - 1)].append(token)
    return tuple(tuple(cell) for cell in cells)
