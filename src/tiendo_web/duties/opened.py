"""One duty as it is shown: its story, what stands around it, and what its reader may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from tiendo import clock, orgtree, setday
from tiendo import duty as rules
from tiendo.ruleset import Basis
from tiendo.spoken import SourceKind
from tiendo_web.core.access import Viewer, What, may
from tiendo_web.duties import actions, charges, ending, fitness, moves, reach, states
from tiendo_web.duties import ages as aged
from tiendo_web.duties.lines import DutyLine, lines
from tiendo_web.duties.models import Coordination, Duty, Event, Origin
from tiendo_web.duties.origins import Source
from tiendo_web.duties.story import EventLine, event_lines
from tiendo_web.orgs import holders
from tiendo_web.orgs import queries as orgs

# How many duties of other bodies a duty's page shows; a link leads to all.
SIBLINGS = 15


# What has no day stands last in every database.
_BY_DAY = F("due_on").asc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class DutyPage:
    """One duty whole. ``words`` is the span of its task in the directive's text.

    ``issued_to`` is the body that the duty was issued to, where another one owes it now. ``seen`` is its last event;
    ``report`` the one that waits for confirmation, ``own_report`` whether the viewer wrote it; ``replaces`` are the
    duties in whose place this one was put; ``has_open_parts`` where an end of it leaves parts over; ``is_outlived``
    where nobody will stand for its body from some day on; ``reopened`` when it was last opened again, and after what;
    ``named`` who looks after it on either side; ``basis`` what its days are counted by;
    ``began_on`` when the event was that its term runs from, as it was entered; ``source`` where its directive comes
    from that was no file.
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
    put_offs: int
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
    has_open_parts: bool
    is_outlived: bool
    reopened: tuple[EventLine, EventLine] | None
    chase: setday.RuleDay | None
    basis: Basis
    named: Mapping[rules.Part, charges.Named]
    began_on: dt.date | None
    source: Source | None


def duty(*, duty_id: int, viewer: Viewer, on: dt.date) -> DutyPage:
    """One duty with its story; raises ``duties.actions.NoDuty``. A fixed number of queries."""
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    origin = Origin.objects.filter(**here, plan=OuterRef("directive__plan"))
    parts = Duty.objects.filter(**here, parent=OuterRef("pk"), stage__in=ending.OPEN)
    every = _every(viewer).annotate(
        said_as=Subquery(origin.values("kind")[:1]),
        said_on=Subquery(origin.values("said_on")[:1]),
        has_open_parts=Exists(parts),
    )
    row = every.filter(pk=duty_id).first()
    if row is None or not _may_open(row, viewer, on, What.PAGE):
        raise actions.NoDuty()
    rows = list(Event.objects.filter(jurisdiction_id=viewer.jurisdiction_id, duty_id=duty_id).order_by("id"))
    state = rules.replay([states.as_event(event) for event in rows])
    seen = reach.among(viewer)
    relatives = _relatives(row, seen, viewer, on)
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    others = _others(row, seen)
    behind = holders.behind(jurisdiction_id=viewer.jurisdiction_id, holder_ids={event.by_id for event in rows})
    story = event_lines(rows, viewer, tree, others, behind)
    waits = state.stage is rules.Stage.REPORTED
    own_report = waits and moves.is_author(rows, viewer, behind)
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
        put_offs=state.put_offs,
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
        replaces=tuple(one for one, is_replaced in others.items() if is_replaced),
        has_open_parts=row.has_open_parts and _has_open_parts(row, relatives, seen, sides),
        is_outlived=bool(fitness.outlived(tree, row.owner_id, None)),
        reopened=_reopened(story),
        chase=aged.chase(row, basis),
        basis=basis,
        named=charges.of_duty(row, on),
        began_on=state.began_on,
        source=Source(SourceKind(row.said_as), row.said_on) if row.said_as else None,
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


def _has_open_parts(row: Duty, relatives: _Relatives, seen: QuerySet[Duty], sides: Collection[rules.Part]) -> bool:
    """Whether parts that he knows of would be left over where the viewer ends the duty; no query where one is shown."""
    if rules.Part.GIVER not in sides or rules.Stage(row.stage) not in rules.OPEN:
        return False
    return any(part.stage in rules.OPEN for part in relatives.children) or ending.seen_parts(row, seen) > 0


def _others(row: Duty, seen: QuerySet[Duty]) -> dict[int, bool]:
    """The duties seen that its story speaks of, and those that are over because it took their place: the latter True.

    One query, in the order in which it took their places.
    """
    events = Event.objects.filter(jurisdiction_id=row.jurisdiction_id)
    replaced = events.filter(other_id=row.pk, duty__stage=rules.Stage.REPLACED.value)
    told = events.filter(duty_id=row.pk, other_id__isnull=False).values("other_id").union(replaced.values("duty_id"))
    put = replaced.filter(duty_id=OuterRef("pk")).order_by("id").values("pk")[:1]
    found = seen.filter(pk__in=told).annotate(put=Subquery(put)).order_by("put", "pk")
    return {pk: put is not None for pk, put in found.values_list("pk", "put")}


def open_duty(duty_id: int, viewer: Viewer, on: dt.date, what: What = What.PAGE) -> Duty:
    """A duty within the viewer's reach, a part of one, or one that his bodies follow; raises ``NoDuty``.

    It is noted that he opens it, and for what.
    """
    row = _every(viewer).filter(pk=duty_id).first()
    if row is None or not _may_open(row, viewer, on, what):
        raise actions.NoDuty()
    return row


def _every(viewer: Viewer) -> QuerySet[Duty]:
    rows = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id)
    return rows.select_related("task", "directive", "parent")


def _may_open(row: Duty, viewer: Viewer, on: dt.date, what: What) -> bool:
    """Whether the viewer may know of a duty, as :func:`open_duty` says; where he may, that he opens it is noted."""
    known = reach.sees(row, viewer, on) or reach.follows(row, viewer, on)
    if known:
        viewer.opens(row._meta.label, row.pk, row.level, what)
    return known


@dataclass(frozen=True, slots=True)
class _Relatives:
    """The duty above, those below, and some of the other bodies' under the same task."""

    parent: DutyLine | None
    children: tuple[DutyLine, ...]
    siblings: tuple[DutyLine, ...]


def _relatives(row: Duty, seen: QuerySet[Duty], viewer: Viewer, on: dt.date) -> _Relatives:
    """Two queries, however many there are; of the siblings one more than is shown."""
    near = list(seen.filter(Q(parent_id=row.pk) | Q(pk=row.parent_id)).order_by(_BY_DAY, "id"))
    beside = seen.filter(task_id=row.task_id, parent_id=row.parent_id).exclude(pk=row.pk)
    siblings = list(beside.order_by(_BY_DAY, "id")[: SIBLINGS + 1])
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
