"""A long draft in parts, so that a document of a hundred pages opens and scrolls like one of three.

A part holds some tasks and the stretch of the text that they stand in; together the parts hold everything once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tiendo_web.plans.draft import TaskDraft

# So many tasks fill a screen ten times over; with their text they have some 40 KB.
SIZE = 30


@dataclass(frozen=True, slots=True)
class Part:
    """Part ``number`` (from 1) of ``total``: its tasks, and ``[start, end)`` of the text."""

    number: int
    total: int
    tasks: tuple[TaskDraft, ...]
    start: int
    end: int

    def holds(self, span: tuple[int, int] | None) -> bool:
        """Whether words begin in this part; what has no place is told in the first."""
        return self.number == 1 if span is None else self.start <= span[0] < max(self.end, self.start + 1)

    @property
    def labels(self) -> str:
        """The first and the last of its tasks by their labels."""
        names = [task.label or task.key for task in self.tasks]
        return " – ".join(dict.fromkeys((names[0], names[-1]))) if names else ""


def parts(tasks: Sequence[TaskDraft], text: str, rows: Sequence[tuple[int, int]] = (), size: int = SIZE) -> list[Part]:
    """The parts of a draft over a text; one where there is no task. No line and no row of a table is cut.

    >>> [(part.start, part.end) for part in parts((), "Về việc thu")]
    [(0, 11)]
    """
    groups = [tuple(tasks[at : at + size]) for at in range(0, len(tasks), size)] or [()]
    length = len(text)
    starts = [0, *(_before(min(_start(group), length), text, rows) for group in groups[1:]), length]
    # A group without a place in the text begins where the one before it does.
    edges = list(accumulate(starts, max))
    return [
        Part(number, len(groups), group, start, end)
        for number, (group, (start, end)) in enumerate(zip(groups, pairwise(edges), strict=True), start=1)
    ]


def _start(group: Sequence[TaskDraft]) -> int:
    return min((task.span[0] for task in group if task.span), default=0)


def _before(at: int, text: str, rows: Sequence[tuple[int, int]]) -> int:
    """The beginning of the row or the line that a place lies in."""
    number = bisect_right(rows, at, key=lambda row: row[0]) - 1
    if number >= 0 and at < rows[number][1]:
        return rows[number][0]
    return text.rfind("\n", 0, at) + 1


def chosen(found: Sequence[Part], number: str, key: str) -> Part:
    """The part with that number as it was typed, else the one that holds a task, else the first."""
    by_number = (part for part in found if number == str(part.number))
    by_task = (part for part in found if any(task.key == key for task in part.tasks))
    return next(by_number, None) or next(by_task, None) or found[0]
