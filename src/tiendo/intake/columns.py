"""The columns of a table, known by their heads: Vietnamese or English, in any order, with or without diacritics.

What stands above the heads and in columns of other names is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from tiendo.diagnostic import Diagnostic
from tiendo.intake import sheet, sheet_faults
from tiendo.intake.sheet import Sheet
from tiendo.rulebook import Rule
from tiendo.source import Span

C = TypeVar("C", bound=StrEnum)
_HEAD_WITHIN = 30


@dataclass(slots=True)
class Columns(Generic[C]):
    """Where each column stands, and what is wrong with the table so far; ``head`` is the row of heads.

    ``key`` is the column without which there is no table; each of ``heads`` is a folded head.
    """

    sheet: Sheet
    heads: Mapping[str, C]
    key: C
    head: int = 1
    at: dict[C, int] = field(default_factory=dict)
    told: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the heads."""
        self.head = _head_row(self.sheet, self.heads, self.key)
        self._name()
        if self.key in self.at:
            self._merged()
        else:
            self.told.append(self.sheet.found(sheet_faults.HEAD_MISSING, None, {"column": self.key.value}))

    def rows(self) -> Iterator[tuple[int, dict[C, str]]]:
        """The number of each row in which something stands, and what; none without the key column."""
        for number in range(self.head + 1, len(self.sheet.rows) + 1) if self.key in self.at else ():
            said = {column: self.sheet.cell(number, at) for column, at in self.at.items()}
            if any(said.values()) and not (number == self.head + 1 and self._numbers_columns(said)):
                yield number, said

    def check(
        self,
        number: int,
        said: Mapping[C, str],
        longest: Mapping[C, int],
        otherwise: int,
        worded: Collection[C] = (),
    ) -> None:
        """Say which cells of a row hold formulas, more than is kept, or in the ``worded`` columns no words."""
        for column, words in said.items():
            at = (number, self.at[column])
            if at in self.sheet.formulas:
                self.fault(sheet_faults.FORMULA, number, column, column=self.called(column), value=words[:40])
            elif at in self.sheet.not_words and column in worded:
                self.fault(sheet_faults.NOT_WORDS, number, column, column=self.called(column), value=words[:40])
            limit = longest.get(column, otherwise)
            if len(words) > limit:
                self.fault(sheet_faults.TOO_LONG, number, column, column=self.called(column), limit=str(limit))

    def fault(self, rule: Rule, number: int, at: C, **args: str) -> None:
        """Say what is wrong with a cell."""
        self.told.append(self.sheet.found(rule, self.span(number, at), {"row": str(number), **args}))

    def span(self, number: int, column: C) -> Span:
        """Where a row says this; its key where there is no such column."""
        return self.sheet.span(number, self.at.get(column, self.at[self.key]))

    def called(self, column: C) -> str:
        """What the table calls a column."""
        return self.sheet.cell(self.head, self.at[column]) if column in self.at else column.value

    def _name(self) -> None:
        unknown = []
        for at, words in enumerate(self.sheet.rows[self.head - 1]):
            column = self.heads.get(sheet.folded_head(words))
            if column is None:
                unknown += [f"“{words}”"] if words else []
            elif column in self.at:
                span = self.sheet.span(self.head, at)
                self.told.append(self.sheet.found(sheet_faults.HEAD_TWICE, span, {"column": column.value}))
            else:
                self.at[column] = at
        if unknown and self.at:
            self.told.append(self.sheet.found(sheet_faults.HEAD_UNKNOWN, None, {"heads": ", ".join(unknown)}))

    def _merged(self) -> None:
        used = set(self.at.values())
        for one in self.sheet.merged:
            row = max(one.first_row, self.head + 1)
            inside = one.last_row > self.head and row <= len(self.sheet.rows)
            if inside and used & {*range(one.first_column, min(one.last_column, sheet.MAX_COLUMNS) + 1)}:
                span = self.sheet.span(row, one.first_column)
                args = {"row": str(row), "cells": one.name}
                self.told.append(self.sheet.found(sheet_faults.MERGED, span, args))

    def _numbers_columns(self, said: Mapping[C, str]) -> bool:
        """Whether a row only numbers the columns, (1) (2) (3), as printed tables do."""
        return all(words.strip("()[]").isdigit() for words in said.values() if words) and bool(said[self.key])


def _head_row(found: Sheet, heads: Mapping[str, C], key: C) -> int:
    """The row that holds the heads: the first with the key column, else the one with most heads that are known."""
    known = [_columns_of(cells, heads) for cells in found.rows[:_HEAD_WITHIN]]
    named = next((row for row, columns in enumerate(known, start=1) if key in columns), None)
    return named or 1 + max(range(len(known)), key=lambda row: (len(known[row]), -row))


def _columns_of(cells: Sequence[str], heads: Mapping[str, C]) -> list[C]:
    return [heads[folded] for cell in cells if (folded := sheet.folded_head(cell)) in heads]
