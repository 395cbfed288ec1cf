"""Totals written ahead: the act that changes a duty changes them, up to the days that time will bring.

Called within an act only, which holds the jurisdiction's lock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from django.db.models import OuterRef, Q, Subquery

from tiendo import clock, rollup
from tiendo_web.duties import body_totals
from tiendo_web.duties.models import Tally


class Key(NamedTuple):
    """Which total a duty stands in."""

    directive_id: int
    body_id: int
    level: int


_Changes: TypeAlias = "dict[Key, dict[dt.date, rollup.Vector]]"


@dataclass(frozen=True, slots=True)
class Shift:
    """What an act did to one duty's timeline: which total it belongs to, before and after."""

    key: Key
    task: str
    before: clock.Timeline | None
    after: clock.Timeline | None


@dataclass(frozen=True, slots=True)
class Step:
    """What must be added to a total from a day on, for one task."""

    key: Key
    task: str
    change: rollup.Change


def write(*, jurisdiction_id: int, since: dt.date, shifts: Iterable[Shift]) -> None:
    """Bring the running totals up to date with ``shifts`` from the day ``since`` on."""
    steps = (
        Step(shift.key, shift.task, change)
        for shift in shifts
        for change in rollup.changes(shift.before, shift.after, since)
    )
    body_totals.begin_month(jurisdiction_id, since)
    _merge(jurisdiction_id, _by_day(steps))


def retell(*, jurisdiction_id: int, steps: Iterable[Step]) -> None:
    """Change the totals of days that have passed: of duties whose whole story moves from some totals to others.

    A total in which nothing is left goes, as if nothing had ever stood in it.
    """
    due = _by_day(steps)
    _merge(jurisdiction_id, due)
    for key in due:
        rows = Tally.objects.filter(jurisdiction_id=jurisdiction_id, **key._asdict())
        if not any(rows.values_list("counts", flat=True)):
            rows.delete()


def _by_day(steps: Iterable[Step]) -> _Changes:
    due: _Changes = {}
    for step in steps:
        days = due.setdefault(step.key, {})
        vector = rollup.Vector({step.task: step.change.counts})
        days[step.change.day] = days[step.change.day].plus(vector) if step.change.day in days else vector
    return due


def _merge(jurisdiction_id: int, due: _Changes) -> None:
    """Add the changes to the running rows that stand, and make those that are wanting."""
    days = [day for changes in due.values() for day in changes]
    if not days:
        return
    rows = _standing_rows(jurisdiction_id, min(days), due)
    fresh: list[Tally] = []
    touched: list[Tally] = []
    for key, changes in due.items():
        _apply(jurisdiction_id, key, changes, rows.get(key, []), fresh=fresh, touched=touched)
    written = Tally.objects.filter(jurisdiction_id=jurisdiction_id)
    # What was the first row of a total has another before it now.
    no_longer = [held[0].pk for key, held in rows.items() if key in due and min(due[key]) < held[0].day]
    if no_longer:
        written.filter(pk__in=no_longer).update(opening=False)
    written.bulk_update(touched, ["counts"], batch_size=200)
    Tally.objects.bulk_create(fresh, batch_size=500)
    body_totals.add(jurisdiction_id, _of_bodies(due))


def _of_bodies(due: _Changes) -> body_totals.Changes:
    """The same changes over all directives and tasks."""
    found: dict[body_totals.Place, dict[dt.date, rollup.Counts]] = {}
    for key, changes in due.items():
        days = found.setdefault(body_totals.Place(key.body_id, key.level), {})
        for day, vector in changes.items():
            days[day] = days.get(day, rollup.ZERO) + vector.counts
    return found


def _standing_rows(jurisdiction_id: int, since: dt.date, due: Mapping[Key, object]) -> dict[Key, list[Tally]]:
    """The rows that hold on ``since`` and later, by total, in the order of their days."""
    last = (
        Tally.objects.filter(
            jurisdiction_id=jurisdiction_id,
            directive_id=OuterRef("directive_id"),
            body_id=OuterRef("body_id"),
            level=OuterRef("level"),
            day__lte=since,
        )
        .order_by("-day")
        .values("day")[:1]
    )
    rows = (
        Tally.objects.filter(
            jurisdiction_id=jurisdiction_id,
            directive_id__in={key.directive_id for key in due},
            body_id__in={key.body_id for key in due},
        )
        .filter(Q(day__gt=since) | Q(day=Subquery(last)))
        .order_by("day")
    )
    by_key: dict[Key, list[Tally]] = {}
    for row in rows:
        by_key.setdefault(Key(row.directive_id, row.body_id, row.level), []).append(row)
    return by_key


def _apply(
    jurisdiction_id: int,
    key: Key,
    changes: Mapping[dt.date, rollup.Vector],
    rows: list[Tally],
    *,
    fresh: list[Tally],
    touched: list[Tally],
) -> None:
    """Merge the changes of one total into its running rows, in one sweep over the days."""
    known = {row.day: row for row in rows}
    standing = added = rollup.Vector({})
    opens = not rows or min(changes) < rows[0].day
    for day in sorted({*known, *changes}):
        standing = rollup.Vector.decode(known[day].counts) if day in known else standing
        added = added.plus(changes[day]) if day in changes else added
        if not added and day not in changes:
            continue
        counts = standing.plus(added).encode()
        if day in known:
            known[day].counts = counts
            touched.append(known[day])
        else:
            fresh.append(Tally(jurisdiction_id=jurisdiction_id, day=day, opening=opens, counts=counts, **key._asdict()))
            opens = False
