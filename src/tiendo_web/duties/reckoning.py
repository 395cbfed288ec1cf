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

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Aggregate,
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    RowRange,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.db.models.sql.compiler import SQLCompiler

from tiendo import duty as rules
from tiendo_web.core import when
from tiendo_web.duties import asked, passing, states, totals
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger.actions import Act

KIND = rules.EventKind


@dataclass(frozen=True, slots=True)
class Running:
    """An open duty with a due day, the bodies it was issued to and by, its story; ``key`` is its task's in the plan.

    ``act`` is the one that issued it, ``parent_id`` what it is a part of; ``is_stage``: with its whole, for an earlier
    day of its task. ``deadline`` is what is stored of the task's deadline, with the
    document's own day; None where that stands in the plan alone.
    """

    id: int
    act: int
    body_id: int
    issuer_id: int
    plan_id: int
    key: str
    dated_on: dt.date | None
    deadline: dict[str, Any] | None
    parent_id: int | None
    is_stage: bool
    story: tuple[rules.Event, ...]
    state: rules.State

    @property
    def issued_so(self) -> bool:
        """Whether its day was set by issuing the plan, and by no words of its own."""
        return self.parent_id is None


@dataclass(frozen=True, slots=True)
class Moved:
    """A duty, its days from now on, and how they came about."""

    duty_id: int
    due_on: dt.date
    near_on: dt.date | None
    trace: str


# Which open duties, by their columns.
Found: TypeAlias = "Mapping[str, Any]"
EVERY: Found = MappingProxyType({})
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


# What gives a duty a day of its own: it is like another that the same befell on the same days. Every other one goes by
# its task, its day and the day table.
_OWN_DAY = [KIND.EXTENDED.value, KIND.PAUSED.value, KIND.RESUMED.value, KIND.BEGAN.value, KIND.REOPENED.value]
_BY_ITSELF = [KIND.RECKONED.value, KIND.PASSED.value]
# What duties whose days came about alike have in common: when they were issued, by which table (how many decisions were
# known), what their term is and by whose rules; of a part the act that made it, and the body where its level counts;
# the day that holds, and the report at which the clock stands.
_ALIKE = ("issued_on", "table", "term", "dated_on", "issuer", "part", "apart", "due_on", "handed_in_on", "story")
Key: TypeAlias = "tuple[Any, ...]"


@dataclass(frozen=True, slots=True)
class Tables:
    """What tells duties apart that were issued on one day: the acts that entered decisions on days off, in their order,
    those that issued occurrences due by the level of the body, and those that made up for several periods.
    """

    decisions: Sequence[int]
    by_level: Collection[int]
    one_by_one: Collection[int]


@dataclass(frozen=True, slots=True)
class Alike:
    """Open duties whose days came about alike: what they have in common, one of them, and how many there are."""

    key: Key
    one_id: int
    number: int


def alike(*, jurisdiction_id: int, found: Found, tables: Tables) -> list[Alike]:
    """These open duties by how their days came about; two queries."""
    told: list[Alike] = []
    for rows in (_by_term(jurisdiction_id, found, tables), _by_story(jurisdiction_id, found, tables)):
        grouped = rows.values_list(*_ALIKE).annotate(first=Min("pk"), number=Count("pk")).order_by("first")
        told += (Alike(tuple(key), first, number) for *key, first, number in grouped)
    return told


def _by_term(jurisdiction_id: int, found: Found, tables: Tables) -> QuerySet[Duty]:
    """Those whose days came from their term, with what they have in common."""
    rows = _keyed(jurisdiction_id, found, tables).filter(~Exists(_own_day(jurisdiction_id)))
    return rows.annotate(story=Value(None, TextField()))


def _by_story(jurisdiction_id: int, found: Found, tables: Tables) -> QuerySet[Duty]:
    """Those with days of their own, with all that befell them beside."""
    text = TextField()
    recorded_on = TruncDate("recorded_at", tzinfo=when.VIETNAM)
    columns = (
        *(Cast(column, text) for column in ("kind", recorded_on, "due_on", "near_on", "undated")),
        Case(When(kind=KIND.BEGAN.value, then=Cast("happened_on", text)), default=Value("", text)),
    )
    parted = [part for column in columns for part in (column, Value("|", text))]
    events = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id=OuterRef("pk")).order_by()
    every = joined(Concat(*parted, output_field=text), F("pk").asc())
    told = events.annotate(told=every).values("told")[:1]
    rows = _keyed(jurisdiction_id, found, tables).filter(Exists(_own_day(jurisdiction_id)))
    return rows.annotate(story=Subquery(told, output_field=text))


def _own_day(jurisdiction_id: int) -> QuerySet[Event]:
    return Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id=OuterRef("pk"), kind__in=_OWN_DAY)


def joined(text: Combinable | str, order: OrderBy) -> Window:
    """The texts of all rows that are asked for as one, beside each of them, in this order.

    An aggregate is told an order by SQLite 3.44 and later, a window by all.
    """
    return Window(_Joined(text), order_by=order, frame=RowRange())


class _Joined(Aggregate):
    """The texts of the rows of a window as one."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()
    window_compatible = True

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """As SQLite calls it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra_context)


def _keyed(jurisdiction_id: int, found: Found, tables: Tables) -> QuerySet[Duty]:
    known = [When(act__lt=act, then=Value(place)) for place, act in enumerate(tables.decisions)]
    # A task whose deadline stands in the plan alone has nothing in common with another one.
    term = Coalesce(Cast("task__deadline", TextField()), Cast("task_id", TextField()))
    apart = [When(act__in=tables.one_by_one, then=F("pk")), When(act__in=tables.by_level, then=F("body_id"))]
    return Duty.objects.filter(jurisdiction_id=jurisdiction_id, **_open(found)).annotate(
        issued_on=TruncDate("recorded_at", tzinfo=when.VIETNAM),
        table=Case(*known, default=Value(len(known)), output_field=IntegerField()),
        term=term,
        dated_on=F("directive__dated_on"),
        issuer=F("directive__body_id"),
        part=Case(When(parent=None, then=None), default=F("act"), output_field=BigIntegerField()),
        apart=Case(*apart, default=None, output_field=BigIntegerField()),
    )


def next_ids(*, jurisdiction_id: int, found: Found, limit: int) -> list[int]:
    """The first of these open duties; one query."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, **_open(found))
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def number(*, jurisdiction_id: int, found: Found) -> int:
    """How many open duties these are; one query."""
    return Duty.objects.filter(jurisdiction_id=jurisdiction_id, **_open(found)).count()


def acted_on_since(*, jurisdiction_id: int, ids: Collection[int], act: int) -> frozenset[int]:
    """Those of these duties on which somebody acted after an act; one query.

    To be counted anew, or passed on, is no act on a duty.
    """
    events = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id__in=ids, act__gt=act)
    return frozenset(events.exclude(kind__in=_BY_ITSELF).values_list("duty_id", flat=True))


def any_open(*, jurisdiction_id: int, found: Found) -> bool:
    """Whether there are such open duties; one query."""
    return Duty.objects.filter(jurisdiction_id=jurisdiction_id, **_open(found)).exists()


def acts_of_parts(*, jurisdiction_id: int, found: Found) -> set[int]:
    """The acts that made those of these duties that are parts of others, or occurrences; one query."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, parent__isnull=False, **_open(found))
    return set(rows.order_by().values_list("act", flat=True).distinct())


def plans(*, jurisdiction_id: int, found: Found) -> list[int]:
    """The plans in which the deadlines of these duties stand, where they stand in the plan alone, in the order in which
    :func:`running` gives them; one query.
    """
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, task__deadline__isnull=True, **_open(found))
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


_COLUMNS = (
    "pk",
    "act",
    "body_id",
    "directive__body_id",
    "directive__plan_id",
    "task__key",
    "directive__dated_on",
    "task__deadline",
    "parent_id",
    "parent__act",
)


def _columns(rows: QuerySet[Duty]) -> QuerySet[Duty, tuple[Any, ...]]:
    return rows.values_list(*_COLUMNS)


def _running(columns: tuple[Any, ...], events: Sequence[rules.Event]) -> Running:
    duty_id, act, body_id, issuer_id, plan_id, key, dated_on, deadline, parent_id, parent_act = columns
    story = tuple(events)
    return Running(
        id=duty_id,
        act=act,
        body_id=body_id,
        issuer_id=issuer_id,
        plan_id=plan_id,
        key=key,
        dated_on=dated_on,
        deadline=deadline,
        parent_id=parent_id,
        # Stages are given with their whole, in one act; whatever else is a part is given later.
        is_stage=act == parent_act,
        story=story,
        state=_replayed(story),
    )


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
    asked.follow(act.jurisdiction_id, {row.task_id for row in changed})
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
