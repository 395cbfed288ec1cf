"""Totals that stay right: counts of duties by standing, and the changes that keep them so.

A running total of any day is the sum of the changes up to that day. :func:`changes` says what an act
must add so that this stays true, including what time alone will bring later.

>>> from datetime import date
>>> from tiendo import clock
>>> line = clock.running(date(2026, 11, 2), near_on=None, due_on=date(2026, 11, 16))
>>> [(str(change.day), change.counts.values) for change in changes(None, line, since=date(2026, 11, 2))]
[('2026-11-02', (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), ('2026-11-17', (-1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import add
from types import MappingProxyType

from tiendo.clock import Mark, Standing, Timeline
from tiendo.errors import Broken

# The places of every stored vector. They never change; what comes to be counted later is added at the end.
ORDER: tuple[Standing | Mark, ...] = (
    Standing.IN_TERM,
    Standing.NEAR_DUE,
    Standing.OVERDUE,
    Standing.DONE_ON_TIME,
    Standing.DONE_LATE,
    Standing.NO_DEADLINE,
    Standing.CLOSED,
    Standing.PAUSED,
    Mark.RETURNED,
    Mark.PUT_OFF,
    Mark.DONE_PAST_FIRST,
    Mark.OPEN_PAST_FIRST,
    Standing.UNDATED,
)
# Vectors written before there were pauses and marks have so many places; the others were zero then.
_FIRST = 7
_PLACE = MappingProxyType({one: place for place, one in enumerate(ORDER)})
_ADDING = tuple(place for place, one in enumerate(ORDER) if isinstance(one, Standing))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties stand how and bear which mark, in :data:`ORDER`; a difference may be negative."""

    values: tuple[int, ...] = (0,) * len(ORDER)

    def __post_init__(self) -> None:
        """Refuse a vector of another length."""
        if len(self.values) != len(ORDER):
            raise ValueError(f"{len(ORDER)} counts are needed, not {len(self.values)}")

    def __getitem__(self, one: Standing | Mark) -> int:
        """The number of duties with this standing, or with this mark among them."""
        return self.values[_PLACE[one]]

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(tuple(map(add, self.values, other.values)))

    def __sub__(self, other: Counts) -> Counts:
        """What must be added to ``other`` to give this."""
        return Counts(tuple(a - b for a, b in zip(self.values, other.values, strict=True)))

    def __neg__(self) -> Counts:
        """What takes this back."""
        return Counts(tuple(-a for a in self.values))

    def __bool__(self) -> bool:
        """Whether any count is not zero."""
        return any(self.values)

    @property
    def on_time(self) -> ByDay:
        """What was done on time and late, and is overdue, by the day that was granted and by the one set first."""
        done, late, overdue = self[Standing.DONE_ON_TIME], self[Standing.DONE_LATE], self[Standing.OVERDUE]
        saved, open_ = self[Mark.DONE_PAST_FIRST], self[Mark.OPEN_PAST_FIRST]
        return ByDay(Punctual(done, late, overdue), Punctual(done - saved, late + saved, overdue + open_))

    @property
    def total(self) -> int:
        """All duties; always the sum over the standings, for a mark is borne by duties that stand somehow."""
        return sum(self.values[place] for place in _ADDING)


@dataclass(frozen=True, slots=True)
class Punctual:
    """How duties kept to a day: done in time, done late, not done and past it."""

    on_time: int
    late: int
    overdue: int

    @property
    def due(self) -> int:
        """The denominator of a rate of timeliness: all that were done, or whose day is over."""
        return self.on_time + self.late + self.overdue


@dataclass(frozen=True, slots=True)
class ByDay:
    """The same duties held against two days: the one that was granted, and the one that was set first."""

    granted: Punctual
    first: Punctual


ZERO = Counts()
_ONE = MappingProxyType({one: Counts(tuple(int(other is one) for other in ORDER)) for one in ORDER})


def one(standing: Standing | None, marks: Iterable[Mark] = ()) -> Counts:
    """One duty that stands so and bears these marks; nothing for None."""
    return ZERO if standing is None else total([_ONE[standing], *(_ONE[mark] for mark in marks)])


def on(line: Timeline | None, day: date) -> Counts:
    """How the duty of a timeline counts on ``day``; nothing for None."""
    return one(line.at(day), line.borne(day)) if line else ZERO


def total(counts: Iterable[Counts]) -> Counts:
    """The sum, zero for none."""
    found = list(counts)
    if len(found) == 1:
        return found[0]
    return Counts(tuple(map(sum, zip(*(one.values for one in found), strict=True)))) if found else ZERO


@dataclass(frozen=True, slots=True)
class Change:
    """``counts`` must be added to the running total of ``day`` and of every day after it."""

    day: date
    counts: Counts


def changes(before: Timeline | None, after: Timeline | None, since: date) -> tuple[Change, ...]:
    """What to add so that a running total that holds ``before`` holds ``after`` from ``since`` on.

    Days before ``since`` are left alone. None is a duty that is not counted. No change is empty.
    """
    days = {since}
    for line in (before, after):
        days.update(day for day in (line.days if line else ()) if day > since)
    found: list[Change] = []
    carried = ZERO
    for day in sorted(days):
        wanted = on(after, day) - on(before, day)
        if wanted != carried:
            found.append(Change(day, wanted - carried))
        carried = wanted
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Vector(Mapping[str, Counts]):
    """Counts by task key. Tasks whose counts are all zero are left out, so equal vectors compare equal."""

    tasks: Mapping[str, Counts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Leave out the zeros and fix the order of the keys."""
        kept = {key: self.tasks[key] for key in sorted(self.tasks) if self.tasks[key]}
        object.__setattr__(self, "tasks", MappingProxyType(kept))

    def __getitem__(self, key: str) -> Counts:
        """The counts of one task; raises KeyError where they are zero."""
        return self.tasks[key]

    def __iter__(self) -> Iterator[str]:
        """The task keys in order."""
        return iter(self.tasks)

    def __len__(self) -> int:
        """How many tasks have counts."""
        return len(self.tasks)

    def plus(self, other: Mapping[str, Counts]) -> Vector:
        """Both together, task by task."""
        merged = dict(self.tasks)
        for key, counts in other.items():
            merged[key] = merged[key] + counts if key in merged else counts
        return Vector(merged)

    @property
    def counts(self) -> Counts:
        """The sum over all tasks."""
        return total(self.tasks.values())

    def encode(self) -> dict[str, list[int]]:
        """The compact form that is stored as JSON."""
        return {key: list(counts.values) for key, counts in self.tasks.items()}

    @classmethod
    def decode(cls, stored: Mapping[str, Iterable[int]]) -> Vector:
        """The vector that was stored; raises Broken where what is stored is none."""
        return cls(dict(decoded(stored)))


_EMPTY = Vector()


def decoded(stored: Mapping[str, Iterable[int]]) -> Iterator[tuple[str, Counts]]:
    """Each task of a stored vector with its counts; raises Broken where what is stored is none."""
    try:
        for key, row in stored.items():
            yield str(key), Counts(tuple(map(int, whole(list(row)))))
    except (AttributeError, TypeError, ValueError) as fault:
        raise Broken(f"stored counts cannot be read: {fault}") from fault


def summed(stored: Mapping[str, Iterable[int]]) -> Counts:
    """The sum over all tasks of a stored vector; raises Broken where what is stored is none."""
    try:
        rows = [row if len(row) == len(ORDER) else whole(list(row)) for row in map(list, stored.values())]
        return Counts(tuple(map(sum, zip(*rows, strict=True)))) if rows else ZERO
    except (AttributeError, TypeError, ValueError) as fault:
        raise Broken(f"stored counts cannot be read: {fault}") from fault


def whole(row: list[int]) -> list[int]:
    """The row of a stored vector with a place for all that is counted today; what it lacks was zero then."""
    return row + [0] * (len(ORDER) - len(row)) if len(row) >= _FIRST else row


@dataclass(frozen=True, slots=True)
class Row:
    """What a scorecard is built from: one body's counts for one task of one directive."""

    body: int
    directive: int
    task: str
    counts: Counts


class Scorecard:
    """Bodies by directives. Every total is summed from the same cells, so that they cannot disagree.

    >>> card = Scorecard([Row(1, 7, "a", one(Standing.OVERDUE)), Row(2, 7, "a", one(Standing.IN_TERM))])
    >>> card.row(1).total, card.column(7).total, card.total.total
    (1, 2, 2)
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """Sum the rows into cells; rows of the same body, directive and task add up."""
        gathered: dict[tuple[int, int], dict[str, Counts]] = {}
        for row in rows:
            tasks = gathered.setdefault((row.body, row.directive), {})
            tasks[row.task] = tasks[row.task] + row.counts if row.task in tasks else row.counts
        self._cells = {place: Vector(tasks) for place, tasks in gathered.items()}
        self._sums = {place: vector.counts for place, vector in self._cells.items()}
        by_body: dict[int, list[Counts]] = {}
        by_directive: dict[int, list[Counts]] = {}
        for (body, directive), counts in self._sums.items():
            by_body.setdefault(body, []).append(counts)
            by_directive.setdefault(directive, []).append(counts)
        self._rows = {body: total(counts) for body, counts in by_body.items()}
        self._columns = {directive: total(counts) for directive, counts in by_directive.items()}
        self._under: dict[int, list[int]] = {}
        for body, directive in self._cells:
            self._under.setdefault(body, []).append(directive)

    @property
    def bodies(self) -> tuple[int, ...]:
        """The bodies that have rows, by id."""
        return tuple(sorted(self._rows))

    @property
    def directives(self) -> tuple[int, ...]:
        """The directives that have rows, by id."""
        return tuple(sorted(self._columns))

    def under(self, body: int) -> tuple[int, ...]:
        """The directives under which a body has rows, by id."""
        return tuple(sorted(self._under.get(body, ())))

    def tasks(self, body: int, directive: int) -> Vector:
        """One cell, task by task."""
        return self._cells.get((body, directive), _EMPTY)

    def cell(self, body: int, directive: int) -> Counts:
        """One cell; zero where nothing was given."""
        return self._sums.get((body, directive), ZERO)

    def row(self, body: int) -> Counts:
        """All directives of one body."""
        return self._rows.get(body, ZERO)

    def column(self, directive: int) -> Counts:
        """All bodies of one directive."""
        return self._columns.get(directive, ZERO)

    @property
    def total(self) -> Counts:
        """Everything."""
        return total(self._rows.values())
