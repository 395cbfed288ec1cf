"""Counting the days of open duties anew, many at once, within the act of a decision on days off that came late.

Facts, derived columns and totals end up as if each duty had been moved by itself; what is saved is statements. Days
that have passed keep their standing: an event counts from the day on which it is recorded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from django.db.models import QuerySet

from tiendo import duty as rules
from tiendo_web.duties import passing, states, totals
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger.actions import Act

KIND = rules.EventKind


@dataclass(frozen=True, slots=True)
class Running:
    """An open duty with a due day, the bodies it was issued to and by, its story; ``key`` is its task's in the plan.

    ``act`` is the one that issued it. ``issued_so``: the day was set by issuing the plan, and by no words of its own.
    """

    id: int
    act: int
    body_id: int
    issuer_id: int
    plan_id: int
    key: str
    issued_so: bool
    story: tuple[rules.Event, ...]
    state: rules.State


@dataclass(frozen=True, slots=True)
class Moved:
    """A duty, its days from now on, and how they came about."""

    duty_id: int
    due_on: dt.date
    near_on: dt.date | None
    trace: str


# Which open duties, by their columns.
Found: TypeAlias = "Mapping[str, Any]"
BEYOND_TABLE: Found = MappingProxyType({"undated": rules.Undated.TABLE.value})


def due_from(day: dt.date) -> Found:
    """Those that are due on a day or later."""
    return {"due_on__gte": day}


def running(*, jurisdiction_id: int, found: Found) -> Iterator[Running]:
    """These open duties by plan; two queries, read side by side."""
    narrowed = {f"duty__{name}": value for name, value in _open(found).items()}
    events = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty__jurisdiction_id=jurisdiction_id, **narrowed)
    told = passing.told(events.order_by("duty__directive__plan_id", "duty_id", "pk"))
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, **_open(found))
    for columns in _columns(rows.order_by("directive__plan_id", "pk")).iterator(2000):
        duty_id, story = next(told)
        assert duty_id == columns[0]
        yield _running(columns, story)


def plans(*, jurisdiction_id: int, found: Found) -> list[int]:
    """The plans of these duties, in the order in which :func:`running` gives them; one query."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, **_open(found))
    return list(rows.order_by("directive__plan_id").distinct().values_list("directive__plan_id", flat=True))


def _open(found: Found) -> dict[str, Any]:
    return {"stage__in": passing.OPEN, **found}


def one(*, jurisdiction_id: int, duty_id: int) -> Running:
    """One duty with its story, open or over."""
    (columns,) = _columns(Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk=duty_id))
    return _running(columns, passing.stories(jurisdiction_id, [duty_id])[duty_id])


def counted_by(found: Running, jurisdiction_id: int) -> int:
    """The act that last counted the day of a duty."""
    kinds = [KIND.ISSUED.value, KIND.RESUMED.value, KIND.RECKONED.value, KIND.BEGAN.value, KIND.REOPENED.value]
    rows = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id=found.id, kind__in=kinds)
    act: int = rows.order_by("-pk").values_list("act", flat=True)[0]
    return act


_Columns: TypeAlias = "tuple[int, int, int, int, int, str, int | None]"


def _columns(rows: QuerySet[Duty]) -> QuerySet[Duty, _Columns]:
    return rows.values_list(
        "pk", "act", "body_id", "directive__body_id", "directive__plan_id", "task__key", "parent_id"
    )


def _running(columns: _Columns, events: Sequence[rules.Event]) -> Running:
    duty_id, act, body_id, issuer_id, plan_id, key, parent_id = columns
    story = tuple(events)
    return Running(duty_id, act, body_id, issuer_id, plan_id, key, parent_id is None, story, _replayed(story))


# Under one task many bodies do the same on the same days: what that amounts to is worked out once.
@lru_cache(maxsize=1 << 12)
def _replayed(story: tuple[rules.Event, ...]) -> rules.State:
    return rules.replay(story)


def _duties(jurisdiction_id: int, ids: Collection[int]) -> Mapping[int, Duty]:
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=ids).select_related("task", "directive")
    return {row.pk: row for row in rows.order_by("directive_id", "pk")}


def reckon(act: Act, moves: Sequence[Moved]) -> None:
    """Within an act, give each duty its days; raises ``tiendo.duty.MoveRefused`` where one is over."""
    shifts: list[totals.Shift] = []
    for start in range(0, len(moves), passing.BATCH):
        shifts += _reckoned(act, moves[start : start + passing.BATCH])
    totals.write(jurisdiction_id=act.jurisdiction_id, since=act.on, shifts=shifts)


def _reckoned(act: Act, moves: Sequence[Moved]) -> list[totals.Shift]:
    ids = [one.duty_id for one in moves]
    rows, told = _duties(act.jurisdiction_id, ids), passing.stories(act.jurisdiction_id, ids)
    shifts, changed = [], []
    for one in moves:
        row, before = rows[one.duty_id], rules.replay(told[one.duty_id])
        after = rules.apply(before, rules.Event(KIND.RECKONED, act.on, one.due_on, one.near_on))
        task = str(row.task.position)
        key = totals.Key(row.directive_id, row.owner_id, row.level)
        shifts.append(totals.Shift(key, task, rules.timeline(before), rules.timeline(after)))
        for name, value in states.columns(after).items():
            setattr(row, name, value)
        row.last_at = act.at
        changed.append(row)
    columns = [*states.columns(rules.replay(told[ids[0]])), "last_at"]
    Duty.objects.filter(jurisdiction_id=act.jurisdiction_id).bulk_update(changed, columns, batch_size=200)
    act.write_all([_event(act, one) for one in moves])
    return shifts


def _event(act: Act, one: Moved) -> Event:
    return Event(
        duty_id=one.duty_id,
        kind=KIND.RECKONED.value,
        happened_on=act.on,
        due_on=one.due_on,
        near_on=one.near_on,
        trace=one.trace,
    )
