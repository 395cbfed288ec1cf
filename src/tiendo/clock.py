"""How a duty stands against its due day, and how that changes by time alone.

A :class:`Timeline` is written when an act sets or moves a due day; nothing has to run at midnight for
a duty to become late. No day is read from a clock here.

>>> from datetime import date
>>> line = running(date(2026, 11, 2), near_on=date(2026, 11, 10), due_on=date(2026, 11, 16))
>>> [line.at(date(2026, 11, day)).value for day in (9, 10, 16, 17)]
['in_term', 'near_due', 'near_due', 'overdue']
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

DAY = timedelta(days=1)


class Standing(StrEnum):
    """Where a duty stands: of all duties each has exactly one, so that the counts of all of them add up."""

    IN_TERM = "in_term"
    NEAR_DUE = "near_due"
    OVERDUE = "overdue"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    NO_DEADLINE = "no_deadline"
    CLOSED = "closed"
    PAUSED = "paused"
    UNDATED = "undated"
    """It has a term, of which no day can be counted yet."""


class Mark(StrEnum):
    """What is counted beside the standing: a part of the duties that stand somehow, never added to them.

    ``PUT_OFF``: its due day was moved to a later one. Of these, by the day that was set first: ``DONE_PAST_FIRST`` was
    done on time by the later day only, ``OPEN_PAST_FIRST`` is not done and not overdue by the later day only.
    """

    RETURNED = "returned"
    PUT_OFF = "put_off"
    DONE_PAST_FIRST = "done_past_first"
    OPEN_PAST_FIRST = "open_past_first"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The standing of each day from the first step on; each step holds until the next.

    The marks are borne throughout, those of ``turns`` from a day on and up to another, or for ever.
    """

    steps: tuple[tuple[date, Standing], ...]
    marks: frozenset[Mark] = frozenset()
    turns: tuple[tuple[Mark, date, date | None], ...] = ()

    def __post_init__(self) -> None:
        """Refuse steps that are empty, out of order, or change nothing."""
        if not self.steps:
            raise ValueError("a timeline needs a step")
        if any(a[0] >= b[0] or a[1] is b[1] for a, b in pairwise(self.steps)):
            raise ValueError(f"steps out of order or without a change: {self.steps}")

    def at(self, day: date) -> Standing | None:
        """The standing on ``day``; None before the first step."""
        place = bisect_right(self.steps, day, key=lambda step: step[0])
        return self.steps[place - 1][1] if place else None

    def borne(self, day: date) -> frozenset[Mark]:
        """The marks on ``day``."""
        return self.marks | {mark for mark, first, end in self.turns if first <= day and (end is None or day < end)}

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the standing or a mark changes."""
        turned = (day for _mark, first, end in self.turns for day in (first, end) if day is not None)
        return tuple(sorted({*(day for day, _standing in self.steps), *turned}))


def constant(start: date, standing: Standing) -> Timeline:
    """The timeline that time does not change."""
    return Timeline(((start, standing),))


def running(start: date, *, near_on: date | None, due_on: date | None) -> Timeline:
    """A running clock seen from ``start``: in term, then near due from ``near_on``, then overdue.

    The due day itself is still lawful; late begins the day after. Without a due day there is no deadline.
    """
    if due_on is None:
        return constant(start, Standing.NO_DEADLINE)
    steps = [(start, Standing.IN_TERM)]
    marks = [(near_on, Standing.NEAR_DUE)] if near_on is not None else []
    # date.max has no day after it, so a duty due then never becomes late.
    late = [(due_on + DAY, Standing.OVERDUE)] if due_on < date.max else []
    for day, standing in marks + late:
        if day <= start:
            steps = [(start, standing)]
        else:
            steps.append((day, standing))
    return Timeline(tuple(steps))
