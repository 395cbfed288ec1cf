"""Duties as they are shown: lists, one duty with its story, what bites today, and the recount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from tiendo import clock, orgtree, setday
from tiendo import duty as rules
from tiendo.ageing import Age
from tiendo.ruleset import Basis
from tiendo_web.core import when
from tiendo_web.core.access import Viewer, What, may
from tiendo_web.duties import actions, charges, ending, fitness, moves, reach, recount, states
from tiendo_web.duties import ages as aged
from tiendo_web.duties.lines import DutyLine, lines
from tiendo_web.duties.models import Coordination, Duty, Event, Evidence
from tiendo_web.duties.story import EventLine, event_lines
from tiendo_web.orgs import queries as orgs

# How many duties of other bodies a duty's page shows; a link leads to all.
SIBLINGS = 15
OPEN = aged.OPEN
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


@dataclass(frozen=True, slots=True)
class DutyPage:
    """One duty whole. ``words`` is the span of its task in the directive's text.

    ``issued_to`` is the body that the duty was issued to, where another one owes it now. ``seen`` is its last event;
    ``report`` the one that waits for confirmation, ``own_report`` whether the viewer wrote it; ``replaces`` are the
    duties in whose place this one was put; ``open_parts`` how many parts an end of it would leave over; ``is_outlived``
    where nobody will stand for its body from some day on; ``reopened`` when it was last opened again, and after what;
    ``named`` who looks after it on either side; ``basis`` what its days are counted by.
    """

    line: DutyLine
    directive_title: str
    plan_id: int
    task_id: int
    deadline_text: str
    words: tuple[int, int] | None
    near_from: dt.date | None
    handed_in_on: dt.date | None
    first_due_on: dt.date | None
    extensions: int
    put_off: bool
    asked_for: dt.date | None
    issued_on: dt.date
    timeline: clock.Timeline
    events: tuple[EventLine, ...]
    coordinating: tuple[str, ...]
    issued_to: str
    siblings: tuple[DutyLine, ...]
    more_siblings: bool
    children: tuple[DutyLine, ...]
    parent: DutyLine | None
    task_position: int
    sides: frozenset[rules.Part]
    moves: tuple[rules.EventKind, ...]
    seen: int
    report: EventLine | None
    own_report: bool
    returns: int
    paused_on: dt.date | None
    replaces: tuple[int, ...]
    open_parts: int
    is_outlived: bool
    reopened: tuple[EventLine, EventLine] | None
    chase: setday.RuleDay | None
    basis: Basis
    named: Mapping[rules.Part, charges.Named]


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
    found = list(_ordered(narrowed, which, order, few=_few(which, order, viewer))[start : start + size + 1])
    return Page(lines(found[:size], viewer, on), page, more=len(found) > size)


def firsts(*, viewer: Viewer, on: dt.date, which: Iterable[Which], size: int) -> list[tuple[Which, Page]]:
    """What stands first in several lists; one query for each, and those of what a viewer sees once for all."""
    tree, seen = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on), reach.seen(viewer)
    found = ((one, list(_first(one, _of(one, seen, viewer, on, None), viewer)[: size + 1])) for one in which)
    return [(one, Page(lines(rows[:size], viewer, on, tree), 1, more=len(rows) > size)) for one, rows in found]


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


def reckoned_by(*, act: int, viewer: Viewer, on: dt.date, page: int = 1, size: int = 50) -> Page:
    """One page of the duties within the viewer's reach whose day an act counted anew, as things stand on a day."""
    events = Event.objects.filter(jurisdiction_id=viewer.jurisdiction_id, act=act, kind=rules.EventKind.RECKONED.value)
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


# The lists that hold a good part of all duties.
_LONG = frozenset({Which.ALL, Which.OVERDUE, Which.DONE, Which.COORDINATING})


def _few(which: Which, order: Order, viewer: Viewer) -> bool:
    """Whether what a viewer sees of a list is little of it: a body's part of a short one, or the latest by body."""
    return which not in _LONG and (not reach.of(viewer).flat or (which is Which.LATELY and order is Order.BODY))


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
    """Sorted; where the rows are ``few`` among all of the list, that is not read in its order to find them."""
    match order:
        case Order.DUE:
            if which is Which.LATELY:
                # What is over has no day to keep to: what ended last stands first.
                return _ordered(rows, which, Order.LATEST, few=few)
            # Since when it is late; of what has no day, the oldest silence first.
            by = dict.fromkeys((Which.OVERDUE, Which.NEAR), "late_from") | dict.fromkeys(_BY_AGE, "heard_on")
            return rows.order_by(_column(by.get(which, "due_on"), few).asc(), "id")
        case Order.BODY:
            return rows.order_by(_column("owner_id", few).asc(), "due_on", "id")
        case Order.LATEST:
            return rows.order_by(_column("last_at", few).desc(), "-id")


def _column(name: str, few: bool) -> Coalesce | F:
    """What a list is sorted by: where its rows are few an expression of the same value, which no index is sorted by."""
    return Coalesce(name, name) if few else F(name)


def duty(*, duty_id: int, viewer: Viewer, on: dt.date) -> DutyPage:
    """One duty with its story; raises ``duties.actions.NoDuty``. A fixed number of queries."""
    row = open_duty(duty_id, viewer, on)
    rows = list(Event.objects.filter(jurisdiction_id=viewer.jurisdiction_id, duty_id=duty_id).order_by("id"))
    state = rules.replay([states.as_event(event) for event in rows])
    relatives = _relatives(row, viewer, on)
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    replaced = _replaces(row)
    others = reach.known(viewer, {event.other_id for event in rows if event.other_id is not None} | {*replaced})
    story = event_lines(rows, viewer, tree, others)
    waits = state.stage is rules.Stage.REPORTED
    own_report = waits and moves.is_author(rows, viewer)
    sides = moves.sides(row, viewer, on)
    basis = moves.basis_of(state, row, on)
    possible = moves.within_rules(_moves(sides, state, viewer, own_report=own_report), row, state, viewer, basis, on)
    coordinating = Coordination.objects.filter(jurisdiction_id=viewer.jurisdiction_id, task_id=row.task_id).values_list(
        "body_id", flat=True
    )
    return DutyPage(
        line=lines([row], viewer, on, tree, opened=True)[0],
        directive_title=row.directive.title,
        plan_id=row.directive.plan_id,
        task_id=row.task_id,
        task_position=row.task.position,
        deadline_text=row.task.deadline_text,
        words=(row.task.start, row.task.end) if row.task.start is not None and row.task.end is not None else None,
        near_from=row.near_from,
        handed_in_on=row.handed_in_on,
        first_due_on=state.first_due_on,
        extensions=state.extensions,
        put_off=state.put_off,
        asked_for=state.asked_for,
        issued_on=rows[0].recorded_on,
        timeline=rules.timeline(state),
        events=story,
        coordinating=_coordinating(coordinating, row.owner_id, tree),
        issued_to=tree.name(row.body_id) if row.body_id != row.owner_id else "",
        siblings=relatives.siblings[:SIBLINGS],
        more_siblings=len(relatives.siblings) > SIBLINGS,
        children=relatives.children,
        parent=relatives.parent,
        sides=sides,
        moves=possible,
        seen=rows[-1].pk,
        report=next((one for one in reversed(story) if one.kind is rules.EventKind.REPORTED), None) if waits else None,
        own_report=own_report,
        returns=state.returns,
        paused_on=state.paused.since if state.paused else None,
        replaces=tuple(one for one in replaced if one in others),
        open_parts=_open_parts(row, viewer, sides),
        is_outlived=bool(fitness.outlived(tree, row.owner_id, None)),
        reopened=_reopened(story),
        chase=aged.chase(row, basis),
        basis=basis,
        named=charges.of_duty(row, on),
    )


def _moves(
    sides: Collection[rules.Part], state: rules.State, viewer: Viewer, *, own_report: bool
) -> list[rules.EventKind]:
    """What this viewer may do now, whatever the rules; nobody is offered to confirm what he reported himself."""
    lawful = [kind for side in rules.Part if side in sides for kind in rules.moves(state, side)]
    allowed = [kind for kind in lawful if may(viewer, actions.PERMISSION[kind])]
    return [kind for kind in allowed if not (own_report and kind is rules.EventKind.ACCEPTED)]


def _reopened(story: Sequence[EventLine]) -> tuple[EventLine, EventLine] | None:
    """The last time a duty was opened again, and the end before it."""
    turns = [(before, one) for before, one in pairwise(story) if one.kind is rules.EventKind.REOPENED]
    return (turns[-1][1], turns[-1][0]) if turns else None


def _open_parts(row: Duty, viewer: Viewer, sides: Collection[rules.Part]) -> int:
    """How many parts that he knows of would be left over where the viewer ends the duty; a query for each level."""
    if rules.Part.GIVER not in sides or rules.Stage(row.stage) not in rules.OPEN:
        return 0
    return ending.seen_parts(row, viewer)


def _replaces(row: Duty) -> tuple[int, ...]:
    """The duties that are over because this one took their place; one query."""
    replaced = Event.objects.filter(
        jurisdiction_id=row.jurisdiction_id, other_id=row.pk, duty__stage=rules.Stage.REPLACED.value
    )
    return tuple(replaced.order_by("id").values_list("duty_id", flat=True))


def open_duty(duty_id: int, viewer: Viewer, on: dt.date, what: What = What.PAGE) -> Duty:
    """A duty within the viewer's reach, a part of one, or one that his bodies follow; raises ``NoDuty``.

    It is noted that he opens it, and for what.
    """
    row = (
        Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=duty_id)
        .select_related("task", "directive")
        .first()
    )
    if row is None or not (reach.sees(row, viewer, on) or reach.follows(row, viewer, on)):
        raise actions.NoDuty()
    viewer.opens(row._meta.label, row.pk, row.level, what)
    return row


def rows(*, viewer: Viewer, duty_ids: Collection[int]) -> list[Duty]:
    """Several duties that the viewer answers for, by id; raises ``NoDuty`` where one of them is not his."""
    wanted = sorted(set(duty_ids))
    # No database has a row with a greater id, and some cannot even be asked.
    found = list(reach.seen(viewer).filter(pk__in=[one for one in wanted if one < 2**63]).order_by("pk"))
    if len(found) < len(wanted):
        raise actions.NoDuty()
    return found


@dataclass(frozen=True, slots=True)
class _Relatives:
    """The duty above, those below, and some of the other bodies' under the same task."""

    parent: DutyLine | None
    children: tuple[DutyLine, ...]
    siblings: tuple[DutyLine, ...]


def _relatives(row: Duty, viewer: Viewer, on: dt.date) -> _Relatives:
    """Three queries, however many there are; of the siblings one more than is shown."""
    seen = reach.seen(viewer)
    near = list(seen.filter(Q(parent_id=row.pk) | Q(pk=row.parent_id)).order_by("due_on", "id"))
    beside = seen.filter(task_id=row.task_id, parent_id=row.parent_id).exclude(pk=row.pk)
    siblings = list(beside.order_by("due_on", "id")[: SIBLINGS + 1])
    found = lines([*near, *siblings], viewer, on)
    return _Relatives(
        parent=next((line for line in found[: len(near)] if line.id == row.parent_id), None),
        children=tuple(line for line in found[: len(near)] if line.id != row.parent_id),
        siblings=found[len(near) :],
    )


def _coordinating(body_ids: Iterable[int], owner_id: int, tree: orgtree.OrgTree) -> tuple[str, ...]:
    """The names of the bodies that coordinate now: those that were named, or who took them over; never the owner.

    A body whose founding was withdrawn has no name, and coordinates nothing.
    """
    living = dict.fromkeys(one for body_id in body_ids for one in tree.represented(body_id) or (body_id,))
    return tuple(name for body_id in living if body_id != owner_id and (name := tree.name(body_id)))


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
