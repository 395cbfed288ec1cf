"""Totals written ahead: the act that changes a duty changes them, up to the days that time will bring.

Called within an act only, which holds the jurisdiction's lock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from tiendo import clock, rollup
from tiendo_web.duties.models import Tally


@dataclass(frozen=True, slots=True)
class Shift:
    """What an act did to one duty's timeline: which total it belongs to, before and after."""

    directive_id: int
    body_id: int
    task: str
    before: clock.Timeline | None
    after: clock.Timeline | None


def write(*, jurisdiction_id: int, since: dt.date, shifts: Iterable[Shift]) -> None:
    """Bring the running totals up to date with ``shifts`` from the day ``since`` on."""
    due: dict[tuple[int, int], list[tuple[dt.date, rollup.Vector]]] = {}
    for shift in shifts:
        steps = due.setdefault((shift.directive_id, shift.body_id), [])
        for change in rollup.changes(shift.before, shift.after, since):
            steps.append((change.day, rollup.Vector({shift.task: change.counts})))
    rows = _standing_rows(jurisdiction_id, since, due)
    fresh: list[Tally] = []
    touched: list[Tally] = []
    for key, steps in due.items():
        _apply(jurisdiction_id, key, steps, rows.get(key, []), fresh=fresh, touched=touched)
    Tally.objects.filter(jurisdiction_id=jurisdiction_id).bulk_update(touched, ["counts"], batch_size=200)
    Tally.objects.bulk_create(fresh, batch_size=500)


def _standing_rows(
    jurisdiction_id: int, since: dt.date, due: Mapping[tuple[int, int], object]
) -> dict[tuple[int, int], list[Tally]]:
    """The rows that hold on ``since`` and later, by (directive, body), in the order of their days."""
    directives, bodies = {directive for directive, _ in due}, {body for _, body in due}
    last = (
        Tally.objects.filter(
            jurisdiction_id=jurisdiction_id,
            directive_id=OuterRef("directive_id"),
            body_id=OuterRef("body_id"),
            day__lte=since,
        )
        .order_by("-day")
        .values("day")[:1]
    )
    rows = (
        Tally.objects.filter(jurisdiction_id=jurisdiction_id, directive_id__in=directives, body_id__in=bodies)
        .filter(Q(day__gt=since) | Q(day=Subquery(last)))
        .order_by("day")
    )
    by_key: dict[tuple[int, int], list[Tally]] = {}
    for row in rows:
        by_key.setdefault((row.directive_id, row.body_id), []).append(row)
    return by_key


def _apply(
    jurisdiction_id: int,
    key: tuple[int, int],
    steps: list[tuple[dt.date, rollup.Vector]],
    rows: list[Tally],
    *,
    fresh: list[Tally],
    touched: list[Tally],
) -> None:
    """Merge the steps of one (directive, body) into its running rows, in one sweep over the days."""
    changes: dict[dt.date, rollup.Vector] = {}
    for day, vector in steps:
        changes[day] = changes[day].plus(vector) if day in changes else vector
    known = {row.day: row for row in rows}
    standing = added = rollup.Vector({})
    opens = not rows
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
            fresh.append(
                Tally(
                    jurisdiction_id=jurisdiction_id,
                    directive_id=key[0],
                    body_id=key[1],
                    day=day,
                    opening=opens,
                    counts=counts,
                )
            )
            opens = False
