"""Totals of each body over all its directives: what changes on a day, and how it stood when a month began.

A reader takes a body's figures as the month began and adds what changed since: a few rows a body, however many
directives and years there are. An act adds to at most three days of each body, and to no month but one that began
after a day that it changes. Called within an act only, which holds the jurisdiction's lock.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, islice
from typing import Any, NamedTuple, TypeAlias

from django.db import connection
from django.db.models import Max, QuerySet, Sum

from tiendo import rollup
from tiendo_web.duties.models import BodyChange, BodyTotal, Figures

# The columns of the counts, in their order.
COLUMNS = tuple(one.value for one in rollup.ORDER)
_SUMS = {f"sum_{name}": Sum(name) for name in COLUMNS}
_AT_ONCE = 500


class Place(NamedTuple):
    """Of which body, of which level."""

    body_id: int
    level: int


# What is to be added, from which day on.
Changes: TypeAlias = "Mapping[Place, Mapping[dt.date, rollup.Counts]]"


def add(jurisdiction_id: int, changes: Changes) -> None:
    """Add to what changes on these days, and to how it stood at the beginning of every month after them."""
    days = [day for found in changes.values() for day in found]
    last = BodyTotal.objects.filter(jurisdiction_id=jurisdiction_id).aggregate(day=Max("day"))["day"]
    _put(
        BodyChange, jurisdiction_id, ((place, day, changes[place][day]) for place in changes for day in changes[place])
    )
    if last is not None and min(days, default=last) < last:
        rows = BodyTotal.objects.filter(jurisdiction_id=jurisdiction_id, day__gt=min(days))
        begun = sorted(rows.order_by().values_list("day", flat=True).distinct())
        _put(BodyTotal, jurisdiction_id, _before(changes, begun))


def _before(changes: Changes, begun: Iterable[dt.date]) -> Iterator[tuple[Place, dt.date, rollup.Counts]]:
    """What changed before each of these days."""
    for first in begun:
        for place, found in changes.items():
            yield place, first, rollup.total(counts for day, counts in found.items() if day < first)


def begin_month(jurisdiction_id: int, on: dt.date) -> None:
    """Keep how every body stood when the month of this day began, unless that is kept."""
    first = on.replace(day=1)
    if BodyTotal.objects.filter(jurisdiction_id=jurisdiction_id, day=first).exists():
        return
    sums: dict[Place, rollup.Counts] = defaultdict(lambda: rollup.ZERO)
    for rows in parts(jurisdiction_id, first - dt.timedelta(days=1)):
        for body_id, level, *counts in rows.values_list("body_id", "level").annotate(**_SUMS):
            sums[Place(body_id, level)] += rollup.Counts(tuple(counts))
    _put(BodyTotal, jurisdiction_id, ((place, first, counts) for place, counts in sums.items()))


def parts(jurisdiction_id: int, on: dt.date) -> tuple[QuerySet[BodyTotal], QuerySet[BodyChange]]:
    """The rows whose sum is how everything stood when ``on`` was over: of a month's beginning, and since; one query."""
    begun = BodyTotal.objects.filter(jurisdiction_id=jurisdiction_id, day__lte=on).aggregate(day=Max("day"))["day"]
    since = BodyChange.objects.filter(jurisdiction_id=jurisdiction_id, day__lte=on)
    before = BodyTotal.objects.filter(jurisdiction_id=jurisdiction_id, day=begun)
    return before.order_by(), (since if begun is None else since.filter(day__gte=begun)).order_by()


def summed(rows: QuerySet[Any]) -> Iterator[tuple[int, rollup.Counts]]:
    """The sum of some of those rows by body; one query."""
    for body_id, *counts in rows.values_list("body_id").annotate(**_SUMS):
        yield body_id, rollup.Counts(tuple(counts))


def _put(model: type[Figures], jurisdiction_id: int, rows: Iterable[tuple[Place, dt.date, rollup.Counts]]) -> None:
    """Add to the rows that there are, and make those that are wanting."""
    waiting = (_values(jurisdiction_id, *row) for row in rows if row[2])
    with connection.cursor() as cursor:
        while some := list(islice(waiting, _AT_ONCE)):
            values: list[int | dt.date] = [*chain.from_iterable(some)]
            cursor.execute(_adding(model, len(some)), values)


def _values(jurisdiction_id: int, place: Place, day: dt.date, counts: rollup.Counts) -> list[int | dt.date]:
    return [jurisdiction_id, *place, day, *counts.values]


def _adding(model: type[Figures], rows: int) -> str:
    """The statement that adds to so many rows: both databases read it alike, and nothing else adds to many at once."""
    table, names = model._meta.db_table, ("jurisdiction_id", "body_id", "level", "day", *COLUMNS)
    one = f"({', '.join(['%s'] * len(names))})"
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in COLUMNS)
    into = f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([one] * rows)}"  # noqa: S608 (names of ours)
    return f"{into} ON CONFLICT (jurisdiction_id, day, body_id, level) DO UPDATE SET {added}"


class Recount:
    """What the events say that these totals are, gathered a few directives at a time.

    Thirteen counts are held as one number, which adds up as they do: millions of days of bodies fit in memory.
    """

    def __init__(self) -> None:
        """Nothing yet."""
        self._fresh: dict[Place, dict[dt.date, int]] = {}
        self._packed = {rollup.ZERO.values: 0}

    def add(self, place: Place, day: dt.date, counts: rollup.Counts) -> None:
        """Something more changes on a day."""
        days = self._fresh.setdefault(place, {})
        days[day] = days.get(day, 0) + self._pack(counts.values)

    def _pack(self, values: tuple[int, ...]) -> int:
        if values not in self._packed:
            self._packed[values] = sum(value << 32 * place for place, value in enumerate(values))
        return self._packed[values]

    def faults(self, jurisdiction_id: int) -> Iterator[str]:
        """Where what is kept differs, a line for each body and level; two queries."""
        begun: dict[Place, dict[dt.date, int]] = {}
        for place, days in self._kept(BodyTotal, jurisdiction_id):
            begun[place] = days
        months = sorted({day for days in begun.values() for day in days})
        waiting = dict(self._fresh)
        for place, days in self._kept(BodyChange, jurisdiction_id):
            if not _agree(waiting.pop(place, {}), days, begun.pop(place, {}), months):
                yield f"totals of body {place.body_id}, level {place.level}"
        for place in sorted({*waiting, *begun}):
            if not _agree(waiting.get(place, {}), {}, begun.get(place, {}), months):
                yield f"totals of body {place.body_id}, level {place.level}"

    def _kept(
        self, model: type[BodyChange] | type[BodyTotal], jurisdiction_id: int
    ) -> Iterator[tuple[Place, dict[dt.date, int]]]:
        rows = model._default_manager.filter(jurisdiction_id=jurisdiction_id).order_by("body_id", "level", "day")
        columns = rows.values_list("body_id", "level", "day", *COLUMNS).iterator(2000)
        for place, some in groupby(columns, key=lambda row: Place(*row[:2])):
            yield place, {row[2]: self._pack(row[3:]) for row in some}


def _agree(
    fresh: Mapping[dt.date, int], kept: Mapping[dt.date, int], begun: Mapping[dt.date, int], months: Iterable[dt.date]
) -> bool:
    """Whether the days of one body are kept as they are, and its months as the days before them say."""
    if {day: one for day, one in fresh.items() if one} != {day: one for day, one in kept.items() if one}:
        return False
    days, total = sorted(fresh, reverse=True), 0
    for first in months:
        while days and days[-1] < first:
            total += fresh[days.pop()]
        if begun.get(first, 0) != total:
            return False
    return True
