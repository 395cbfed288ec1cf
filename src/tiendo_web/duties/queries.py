"""Duties as they are shown: lists, what bites today, the recount; one duty whole is shown by :mod:`.opened`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from tiendo import duty as rules
from tiendo.ageing import Age
from tiendo_web.core import when
from tiendo_web.core.access import Viewer, What
from tiendo_web.duties import actions, charges, opened, parting, reach, recount
from tiendo_web.duties import ages as aged
from tiendo_web.duties.lines import DutyLine, lines
from tiendo_web.duties.models import Duty, Event, Evidence
from tiendo_web.orgs import queries as orgs

OPEN = aged.OPEN
DutyPage: TypeAlias = opened.DutyPage
duty = opened.duty
open_duty = opened.open_duty
# For so long whoever owed it is told that a duty was taken back, replaced or followed no more; no rule says how long.
LATELY = dt.timedelta(days=7)


class Which(StrEnum):
    """The lists of duties that people ask for, as of today."""

    ALL = "all"
    OVERDUE = "overdue"
    NEAR = "near"
    WAITING = "waiting"
    PAUSED = "paused"
    RETURNED = "returned"
    NEW = "new"
    REFUSED = "refused"
    ASKED = "asked"
    PUT_OFF = "put-off"
    COORDINATING = "coordinating"
    NO_DEADLINE = "no-deadline"
    UNDATED = "undated"
    CHASED = "chased"
    DONE = "done"
    ENDED = "ended"
    LATELY = "lately"
    MINE = "mine"
    UNNAMED = "unnamed"


class Order(StrEnum):
    """How a list may be sorted."""

    DUE = "due"
    BODY = "body"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list; ``more`` where another page follows."""

    lines: tuple[DutyLine, ...]
    number: int
    more: bool


def duties(
    *,
    viewer: Viewer,
    on: dt.date,
    which: Which = Which.ALL,
    order: Order = Order.DUE,
    body_id: int | None = None,
    directive_id: int | None = None,
    task_position: int | None = None,
    stage: rules.Stage | None = None,
    age: Age | None = None,
    page: int = 1,
    size: int = 50,
) -> Page:
    """One page of the duties this viewer may see, as things stand on ``on`` (today); a few queries.

    With ``stage`` those that have come so far; with ``age`` those without a deadline of which nothing was heard for so
    long.
    """
    start = (page - 1) * size
    narrowed = _narrowed(_listed(which, viewer, on, age), viewer, on, body_id, directive_id, task_position, stage)
    found = list(_part(narrowed, which, order, viewer, start, start + size + 1))
    named = charges.at_work(found[:size], viewer.jurisdiction_id, on)
    return Page(lines(found[:size], viewer, on, named=named), page, more=len(found) > size)


def _part(rows: QuerySet[Duty], which: Which, order: Order, viewer: Viewer, start: int, end: int) -> QuerySet[Duty]:
    """So much of a list."""
    if which is Which.CHASED and order is Order.LATEST:
        # What nobody has heard of stands last among what happened last. All of it is sorted, by what the index of what
        # is silent holds, before any row is looked at.
        first = _ordered(rows, which, order, few=True)[start:end]
        every = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk__in=first.values("pk"))
        return _ordered(every.select_related("task", "directive"), which, order)
    return _ordered(rows, which, order, few=_few(which, order, viewer))[start:end]


def firsts(
    *, viewer: Viewer, on: dt.date, which: Iterable[Which], size: int, known: reach.Told | None = None
) -> list[tuple[Which, Page]]:
    """What stands first in several lists; one query for each, or for several that part what a viewer sees of them,
    those of what he sees once for all, and one for who looks after what. ``known`` is what a page has asked of the
    viewer's bodies before.
    """
    tree, seen = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on), reach.seen(viewer, known)
    wanted, found = tuple(which), dict[Which, list[Duty]]()
    for together, column in _TOGETHER.items() if known is not None and known.owed is not None else ():
        lists = {one: _condition(one, on) for one in wanted if one in together}
        found |= parting.firsts(seen, lists, column, size + 1, jurisdiction_id=viewer.jurisdiction_id)
    for one in wanted:
        if one not in found:
            found[one] = list(_first(one, _of(one, seen, viewer, on, None), viewer)[: size + 1])
    named = charges.at_work([row for rows in found.values() for row in rows], viewer.jurisdiction_id, on)
    pages = ((one, found[one]) for one in wanted)
    return [
        (one, Page(lines(rows[:size], viewer, on, tree, named=named), 1, more=len(rows) > size)) for one, rows in pages
    ]


def _first(which: Which, rows: QuerySet[Duty], viewer: Viewer) -> QuerySet[Duty]:
    return _ordered(rows, which, Order.DUE, few=_few(which, Order.DUE, viewer))


def duty_ids(
    *,
    viewer: Viewer,
    on: dt.date,
    which: Which = Which.ALL,
    order: Order = Order.DUE,
    body_id: int | None = None,
    directive_id: int | None = None,
    task_position: int | None = None,
    stage: rules.Stage | None = None,
    age: Age | None = None,
    most: int,
) -> list[int]:
    """The first ``most`` duties of the same list, by their ids alone."""
    narrowed = _narrowed(_listed(which, viewer, on, age), viewer, on, body_id, directive_id, task_position, stage)
    few = _few(which, order, viewer)
    return list(_ordered(narrowed, which, order, few=few).values_list("pk", flat=True)[:most])


def _listed(which: Which, viewer: Viewer, on: dt.date, age: Age | None) -> QuerySet[Duty]:
    """The duties of a list that a viewer may see."""
    rows = reach.coordinated(viewer, on) if which is Which.COORDINATING else reach.seen(viewer)
    return _of(which, rows, viewer, on, age)


def _of(which: Which, rows: QuerySet[Duty], viewer: Viewer, on: dt.date, age: Age | None) -> QuerySet[Duty]:
    """Those of a list among some duties."""
    if which is Which.MINE:
        return rows.filter(charges.mine(viewer))
    if which is Which.UNNAMED:
        return rows.filter(charges.unnamed(viewer, on))
    rows = rows.filter(_condition(which, on))
    age = Age.CHASED if which is Which.CHASED else age
    if age is None:
        return rows
    silent = aged.silence if which in _BY_AGE else aged.condition
    return rows.filter(silent(age, aged.cuts(viewer, on)))


def ages(
    *,
    viewer: Viewer,
    on: dt.date,
    body_id: int | None = None,
    directive_id: int | None = None,
    task_position: int | None = None,
    stage: rules.Stage | None = None,
) -> aged.Ages:
    """The duties without a deadline that this viewer may see, counted by age."""
    rows = _narrowed(reach.seen(viewer), viewer, on, body_id, directive_id, task_position, stage)
    rows = rows.filter(_condition(Which.NO_DEADLINE, on))
    return aged.ages(rows, viewer, on)


def reckoned_by(*, acts: Collection[int], viewer: Viewer, on: dt.date, page: int = 1, size: int = 50) -> Page:
    """One page of the duties within the viewer's reach whose day these acts counted anew, as things stand on a day."""
    reckoned = Event.objects.filter(jurisdiction_id=viewer.jurisdiction_id, kind=rules.EventKind.RECKONED.value)
    events = reckoned.filter(act__in=acts)
    start = (page - 1) * size
    rows = reach.seen(viewer).filter(pk__in=events.values("duty_id")).order_by("pk")
    found = list(rows[start : start + size + 1])
    return Page(lines(found[:size], viewer, on), page, more=len(found) > size)


def _narrowed(
    rows: QuerySet[Duty],
    viewer: Viewer,
    on: dt.date,
    body_id: int | None,
    directive_id: int | None,
    task_position: int | None,
    stage: rules.Stage | None,
) -> QuerySet[Duty]:
    """Of these duties those of a body, a directive, a task of it, in a stage."""
    if stage is not None:
        rows = rows.filter(stage=stage.value)
    if body_id is not None:
        rows = rows.filter(_of_body(body_id, viewer, on))
    if directive_id is not None:
        rows = rows.filter(directive_id=directive_id)
    if task_position is not None:
        rows = rows.filter(task__position=task_position)
    return rows


def _of_body(body_id: int, viewer: Viewer, on: dt.date) -> Q:
    """The duties that a body owes; of one that is gone also those that it ever owed and that were passed on."""
    if body_id in orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on):
        return Q(owner_id=body_id)
    came = Event.objects.filter(jurisdiction_id=viewer.jurisdiction_id, kind=rules.EventKind.PASSED.value)
    return Q(owner_id=body_id) | Q(body_id=body_id) | Q(pk__in=came.filter(body_id=body_id).values("duty_id"))


# The lists that are a stage.
_STAGES = {
    Which.WAITING: rules.Stage.REPORTED,
    Which.PAUSED: rules.Stage.PAUSED,
    Which.RETURNED: rules.Stage.RETURNED,
    Which.NEW: rules.Stage.ISSUED,
    Which.REFUSED: rules.Stage.REFUSED,
    Which.DONE: rules.Stage.DONE,
}


# Lists that have no duty in common, by the column that each is sorted by.
_TOGETHER = {frozenset(_STAGES): "due_on", frozenset({Which.OVERDUE, Which.NEAR}): "late_from"}
# The lists that hold a good part of all duties.
_LONG = frozenset({Which.ALL, Which.OVERDUE, Which.DONE, Which.COORDINATING})


def _few(which: Which, order: Order, viewer: Viewer) -> bool:
    """Whether what a viewer sees of a list is little of it: a body's part of a short one, or the latest by body."""
    return which not in _LONG and (not reach.of(viewer).flat or (which is Which.LATELY and order is Order.BODY))


# What tells whose a duty is and how it stands: of thousands nothing else is read.
_STANDING = (
    *("jurisdiction_id", "owner_id", "parent_id", "level", "stage", "due_on", "undated", "near_from", "late_from"),
    *("handed_in_on", "heard_on", "parts_heard_on"),
)


# Over without being done.
_ENDED = [stage.value for stage in (rules.Stage.CLOSED, rules.Stage.REVOKED, rules.Stage.REPLACED)]
# What has no day is chased by its age.
_BY_AGE = (Which.NO_DEADLINE, Which.UNDATED, Which.CHASED)


def _condition(which: Which, on: dt.date) -> Q:
    """A list as a condition on the derived columns."""
    if which in _STAGES:
        return Q(stage=_STAGES[which].value)
    if which in (Which.ENDED, Which.LATELY):
        since = Q(last_at__gte=when.begin_of(on - LATELY)) if which is Which.LATELY else Q()
        return Q(stage__in=_ENDED) & since
    match which:
        case Which.OVERDUE:
            return Q(late_from__lte=on)
        case Which.NEAR:
            return Q(near_from__lte=on, late_from__gt=on)
        case Which.ASKED:
            return Q(asked_for__isnull=False) & ~Q(stage=rules.Stage.PAUSED.value)
        case Which.PUT_OFF:
            return Q(first_due_on__lt=F("due_on"))
        case Which.NO_DEADLINE:
            return aged.AGEING & Q(undated=None)
        case Which.CHASED:
            return aged.AGEING
        case Which.UNDATED:
            return aged.AGEING & Q(undated__isnull=False)
        case _:
            return Q()


def _ordered(rows: QuerySet[Duty], which: Which, order: Order, *, few: bool = False) -> QuerySet[Duty]:
    """Sorted; where the rows are ``few`` among all of the list, that is not read in its order to find them.

    What has no day stands last in every database.
    """
    match order:
        case Order.DUE:
            if which is Which.LATELY:
                # What is over has no day to keep to: what ended last stands first.
                return _ordered(rows, which, Order.LATEST, few=few)
            # Since when it is late; of what has no day, the oldest silence first.
            by = dict.fromkeys((Which.OVERDUE, Which.NEAR), "late_from") | dict.fromkeys(_BY_AGE, "heard_on")
            return rows.order_by(_column(by.get(which, "due_on"), few).asc(nulls_last=True), "id")
        case Order.BODY:
            return rows.order_by(_column("owner_id", few).asc(), F("due_on").asc(nulls_last=True), "id")
        case Order.LATEST:
            return rows.order_by(_column("last_at", few).desc(), "-id")


def _column(name: str, few: bool) -> Coalesce | F:
    """What a list is sorted by: where its rows are few an expression of the same value, which no index is sorted by."""
    return Coalesce(name, name) if few else F(name)


def rows(*, viewer: Viewer, duty_ids: Collection[int]) -> list[Duty]:
    """Several duties that the viewer answers for, by id; raises ``NoDuty`` where one of them is not his. One query."""
    return _by_id(reach.among(viewer), duty_ids)


def bare(*, viewer: Viewer, duty_ids: Collection[int]) -> list[Duty]:
    """The same as an act over thousands needs them: whose they are, and how they stand."""
    return _by_id(reach.among(viewer).select_related(None).only(*_STANDING), duty_ids)


def _by_id(among: QuerySet[Duty], duty_ids: Collection[int]) -> list[Duty]:
    wanted = sorted(set(duty_ids))
    # No database has a row with a greater id, and some cannot even be asked.
    found = list(among.filter(pk__in=[one for one in wanted if one < 2**63]).order_by("pk"))
    if len(found) < len(wanted):
        raise actions.NoDuty()
    return found


def evidence_file(*, evidence_id: int, viewer: Viewer, on: dt.date) -> tuple[str, str]:
    """The name and hash of an evidence file that this viewer may read; raises ``NoDuty``."""
    row = (
        Evidence.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=evidence_id)
        .values_list("name", "sha256", "event__duty_id")
        .first()
    )
    if row is None:
        raise actions.NoDuty()
    open_duty(row[2], viewer, on, What.EVIDENCE)
    return row[0], row[1]


def drift(jurisdiction_id: int) -> list[str]:
    """Where the kept totals and columns differ from a recount of the events; empty when they agree."""
    return [
        *recount.faults(jurisdiction_id),
        *recount.inquiry_faults(jurisdiction_id),
        *recount.urging_faults(jurisdiction_id),
    ]
