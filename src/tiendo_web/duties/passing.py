"""Passing duties on to other bodies, many at once, within the act of a reorganisation.

Facts, derived columns and totals end up as if each duty had been passed on by itself; what is saved is statements.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TypeAlias

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tiendo import duty as rules
from tiendo import rollup
from tiendo_web.core import when
from tiendo_web.core.access import Level
from tiendo_web.duties import states, totals
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger.actions import Act

# So many ids in one statement, which every database takes.
BATCH = 500
OPEN = [stage.value for stage in rules.OPEN]
_Columns: TypeAlias = "tuple[tuple[str, object], ...]"
_Changed: TypeAlias = "dict[_Columns, list[int]]"


@dataclass(frozen=True, slots=True)
class Passing:
    """A duty, the body that owes it from now on, and why that one."""

    duty_id: int
    body_id: int
    trace: str


@dataclass(frozen=True, slots=True)
class Owed:
    """An open duty as a reorganisation must know it: whose, its words, the act that issued it, what waits.

    ``under`` is the duty that it is a part of, where the same body owes both; ``act`` then is the one that issued that.
    """

    id: int
    owner_id: int
    text: str
    label: str
    symbol: str
    act: int
    reported: bool
    due_on: dt.date | None
    under: int | None
    level: int = 0

    @property
    def words(self) -> str:
        """Its words as a list tells them: above the level OPEN its number."""
        return listed(self.text, self.level, self.id)


def listed(text: str, level: int, number: int) -> str:
    """The words of a duty in a list: those above the level OPEN are read on its page alone."""
    return text if level == Level.OPEN else _("Nhiệm vụ số %(number)s") % {"number": number}


def owed(*, jurisdiction_id: int, body_ids: Iterable[int], duty_id: int | None = None) -> Iterator[Owed]:
    """The duties of these bodies that are not over, by id; of one duty only, and what it is a part of, where named."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, owner_id__in=[*body_ids], stage__in=OPEN)
    if duty_id is not None:
        whole = Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk=duty_id).values("parent_id")
        rows = rows.filter(Q(pk=duty_id) | Q(pk__in=whole))
    recurs = Q(parent__owner_id=F("owner_id"))
    told = rows.annotate(
        words=Case(When(text="", then=F("task__text")), default=F("text")),
        given=Case(When(recurs, then=F("parent__act")), default=F("act")),
        under=Case(When(recurs, then=F("parent_id"))),
    )
    columns = (
        "pk",
        "owner_id",
        "words",
        "task__label",
        "directive__symbol",
        "given",
        "stage",
        "due_on",
        "under",
        "level",
    )
    for pk, owner, words, label, symbol, act, stage, due_on, under, level in (
        told.order_by("pk").values_list(*columns).iterator(2000)
    ):
        yield Owed(pk, owner, words, label, symbol, act, stage == rules.Stage.REPORTED.value, due_on, under, level)


def owed_count(*, jurisdiction_id: int, body_ids: Collection[int]) -> int:
    """How many duties of these bodies are not over."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, owner_id__in=body_ids, stage__in=OPEN)
    return rows.count() if body_ids else 0


def owed_counts(*, jurisdiction_id: int, body_ids: Collection[int]) -> dict[int, int]:
    """How many duties of each of these bodies are not over; one query."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, owner_id__in=body_ids, stage__in=OPEN)
    return dict(rows.values_list("owner_id").annotate(Count("pk"))) if body_ids else {}


@dataclass(frozen=True, slots=True)
class OpenPart:
    """An open part of a duty: who owes it, and who owes the whole."""

    id: int
    owner_id: int
    whole_id: int
    whole_owner_id: int
    label: str
    text: str


def open_parts(*, jurisdiction_id: int) -> Iterator[OpenPart]:
    """Every part of a duty that is not over, by id; one query."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, parent__isnull=False, stage__in=OPEN)
    columns = rows.order_by("pk").values_list(
        "pk", "owner_id", "parent_id", "parent__owner_id", "task__label", "text", "level"
    )
    for pk, owner_id, whole_id, whole_owner_id, label, text, level in columns.iterator(2000):
        yield OpenPart(pk, owner_id, whole_id, whole_owner_id, label, listed(text, level, pk))


@dataclass(frozen=True, slots=True)
class Passed:
    """A duty that was passed from one body to another, and the act that did it."""

    duty_id: int
    source_id: int
    target_id: int
    act: int
    recorded_at: dt.datetime


def passed(
    *, jurisdiction_id: int, after: dt.date | None = None, until: dt.date | None = None, act: int | None = None
) -> Iterator[Passed]:
    """The passings of duties as they were recorded one by one: after a day, up to one, by an act; one query."""
    rows = Event.objects.filter(jurisdiction_id=jurisdiction_id, kind=rules.EventKind.PASSED.value, body__isnull=False)
    rows = rows if after is None else rows.filter(recorded_at__gte=when.end_of(after))
    rows = rows if until is None else rows.filter(recorded_at__lt=when.end_of(until))
    rows = rows if act is None else rows.filter(act=act)
    before = Event.objects.filter(
        jurisdiction_id=jurisdiction_id,
        kind=rules.EventKind.PASSED.value,
        duty_id=OuterRef("duty_id"),
        pk__lt=OuterRef("pk"),
        body__isnull=False,
    )
    source = Coalesce(
        Subquery(before.order_by("-pk").values("body_id")[:1]), F("duty__body_id"), output_field=BigIntegerField()
    )
    columns = rows.order_by("pk").values_list("duty_id", source, "body_id", "act", "recorded_at")
    for duty_id, source_id, target_id, by_act, recorded_at in columns.iterator(2000):
        yield Passed(duty_id, source_id, target_id, by_act, recorded_at)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A duty that one body held on a day, and that under the bodies of another day belongs to another."""

    directive_id: int
    task: str
    counts: rollup.Counts
    level: int
    held_by: int
    belongs_to: int


NOTHING: Mapping[int, int] = MappingProxyType({})


def elsewhere(
    *, jurisdiction_id: int, on: dt.date, structure_on: dt.date, coming: Mapping[int, int] = NOTHING
) -> Iterator[Elsewhere]:
    """The duties that were passed on between two days, as they stood on ``on``; few queries a thousand duties.

    ``coming`` are those that will be passed on by ``structure_on``, each with the body that will owe it.
    """
    first, last = sorted((on, structure_on))
    spans: dict[int, tuple[int, int]] = {}
    for one in passed(jurisdiction_id=jurisdiction_id, after=first, until=last):
        spans[one.duty_id] = (spans.get(one.duty_id, (one.source_id, 0))[0], one.target_id)
    ids = sorted(spans.keys() | coming.keys())
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=batch).order_by("pk")
        told = stories(jurisdiction_id, batch)
        columns = rows.values_list("pk", "directive_id", "task__position", "owner_id", "level")
        for pk, directive_id, position, owner_id, level in columns:
            counts = rollup.on(rules.known(told[pk], on), on)
            source_id, target_id = spans.get(pk, (owner_id, owner_id))
            span = (source_id, coming.get(pk, target_id))
            held_by, belongs_to = span if on < structure_on else span[::-1]
            if counts:
                yield Elsewhere(directive_id, str(position), counts, level, held_by, belongs_to)


def stories(jurisdiction_id: int, duty_ids: Sequence[int]) -> Mapping[int, list[rules.Event]]:
    """The events of each duty, in their order; one query, and no rows made of what is read by the thousand."""
    rows = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id__in=duty_ids)
    return dict(told(rows.order_by("duty_id", "pk")))


def told(rows: QuerySet[Event]) -> Iterator[tuple[int, list[rules.Event]]]:
    """Each duty with its events, out of events that stand duty by duty; one query."""
    columns = rows.values_list("duty_id", *states.TOLD).iterator(2000)
    for duty_id, events in groupby(columns, key=itemgetter(0)):
        yield duty_id, [states.told(*one[1:]) for one in events]


def pass_on(act: Act, passings: Sequence[Passing]) -> None:
    """Within an act, give each duty to another body; raises ``tiendo.duty.MoveRefused`` where one is over."""
    shifts: list[totals.Shift] = []
    changed: _Changed = defaultdict(list)
    for start in range(0, len(passings), BATCH):
        shifts += _passed(act, passings[start : start + BATCH], changed)
    for columns, pks in changed.items():
        for start in range(0, len(pks), BATCH):
            rows = Duty.objects.filter(jurisdiction_id=act.jurisdiction_id, pk__in=pks[start : start + BATCH])
            rows.update(last_at=act.at, **dict(columns))
    totals.write(jurisdiction_id=act.jurisdiction_id, since=act.on, shifts=shifts)


def _passed(act: Act, passings: Sequence[Passing], changed: _Changed) -> list[totals.Shift]:
    """Write the events of some passings; gives what they do to the totals, and adds what changes in ``changed``."""
    ids = [one.duty_id for one in passings]
    duties = {
        row.pk: row
        for row in Duty.objects.filter(jurisdiction_id=act.jurisdiction_id, pk__in=ids).select_related("task")
    }
    told = stories(act.jurisdiction_id, ids)
    shifts: list[totals.Shift] = []
    event = rules.Event(rules.EventKind.PASSED, recorded_on=act.on)
    for one in passings:
        duty, before = duties[one.duty_id], rules.replay(told[one.duty_id])
        after = rules.apply(before, event)
        shifts += _shifts(duty, one, before, after)
        changed[_changed(duty, one, after)].append(duty.pk)
    act.write_all(
        [
            Event(
                duty_id=one.duty_id,
                kind=event.kind.value,
                happened_on=act.on,
                trace=one.trace,
                body_id=one.body_id,
            )
            for one in passings
        ]
    )
    return shifts


def _shifts(duty: Duty, one: Passing, before: rules.State, after: rules.State) -> Iterator[totals.Shift]:
    """The duty leaves the totals of one body and enters those of the other."""
    task = str(duty.task.position)
    left, entered = (totals.Key(duty.directive_id, body, duty.level) for body in (duty.owner_id, one.body_id))
    yield totals.Shift(left, task, rules.timeline(before), None)
    yield totals.Shift(entered, task, None, rules.timeline(after))


def _changed(duty: Duty, one: Passing, after: rules.State) -> _Columns:
    """The derived columns that the passing changes: alike for many duties, so that one statement serves them."""
    columns = {"owner_id": one.body_id, **states.columns(after)}
    return tuple((name, value) for name, value in columns.items() if getattr(duty, name) != value)
