"""Issuing a plan, and every move that a duty can make.

What is lawful is decided by :mod:`tiendo.duty`; here the facts are written, the derived columns and the
totals brought up to date, all in one act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from tiendo import carry, since
from tiendo import duty as rules
from tiendo.errors import Refusal, Refused
from tiendo.ruleset import Basis
from tiendo_web.core.access import Level, Permission, Viewer, demand
from tiendo_web.duties import asked, awaiting, carrying, ending, fitness, levels, moves, proofs, reach, states, totals
from tiendo_web.duties import words as said
from tiendo_web.duties.models import Duty, Event, Marking
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import actions as plans
from tiendo_web.plans import deadlines, draft, issuers
from tiendo_web.plans import queries as plan_queries
from tiendo_web.plans.models import Task
from tiendo_web.rulesets import queries as rulesets

KIND = rules.EventKind
PERMISSION = moves.PERMISSION
MovedMeanwhile: TypeAlias = moves.MovedMeanwhile
OwnReport: TypeAlias = moves.OwnReport
Attachment: TypeAlias = said.Attachment
Figure: TypeAlias = said.Figure
PartsFate: TypeAlias = said.PartsFate
Words: TypeAlias = said.Words
figure = said.figure
NOTHING = Words()
# What is written of the level of a duty that takes the place of another; records are Vietnamese in every language.
AS_REPLACED = "Giữ mức của nhiệm vụ mà nó thay thế."
# So many bodies that cannot be given a task are named beside it.
_TOLD = 3


class NotReady(Refused):
    """The plan cannot be issued yet; ``missing`` says why, by task key ("" for the document)."""

    kind = Refusal.INVALID

    def __init__(self, missing: Mapping[str, str]) -> None:
        """Take what is missing."""
        super().__init__(_("Chưa ban hành được: còn nhiệm vụ chưa đủ thông tin."))
        self.missing = dict(missing)


class NoDuty(Refused):
    """There is no such duty for this viewer."""

    kind = Refusal.MISSING


class NotYourDuty(Refused):
    """The viewer sees the duty, and may not make this move."""

    kind = Refusal.FORBIDDEN


@dataclass(frozen=True, slots=True)
class Assignment:
    """One duty to make: whose, of which task, until when, and how that day was found.

    ``level`` is that of the duties whose place it takes: it has none beneath.
    """

    directive_id: int
    task: Task
    body_id: int
    due_on: dt.date | None
    near_on: dt.date | None
    trace: str = ""
    undated: rules.Undated | None = None
    parent_id: int | None = None
    text: str = ""
    level: int = Level.OPEN


def issue(
    *,
    plan_id: int,
    viewer: Viewer,
    at: dt.datetime,
    replaces: int | None = None,
    amends: int | None = None,
    abolishes: Collection[carrying.Place] = (),
    once: str = "",
) -> int:
    """Issue a plan: each lead body of each kept task gets a duty. Gives the directive's id.

    Where it ``replaces`` an issued directive, duties that are what they were go on and are not given again; the others
    make way for the new ones or are revoked, as :mod:`tiendo.carry` says. Where it ``amends`` one, so do those whose
    tasks it names or ``abolishes``, and the rest stays.

    Raises :class:`NotReady` with what is missing, by task, and ``carrying.ReplacedAlready``.
    """
    demand(viewer, Permission.ISSUE)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="duties.issue", by=viewer.actor, at=at, once=once
    ) as act:
        now = plans.open_draft(plan_id, viewer, act.on)
        carried = _carried(replaces, amends, abolishes, now, viewer, act.on)
        issuer_id = issuers.of_draft(now, orgs.tree(jurisdiction_id=act.jurisdiction_id, on=act.on), viewer)
        basis = rulesets.basis(jurisdiction_id=act.jurisdiction_id, on=act.on, issuer_id=issuer_id)
        days = since.Days(now.dated_on, given=act.on)
        meanings = {task.key: deadlines.of_task(task, days, basis) for task in now.kept}
        ends = carried is not None and carried.counts[carry.Fate.ABOLISHED] > 0
        _check_ready(now, {key: means.due_on for key, means in meanings.items()}, viewer, act.on, may_be_empty=ends)
        directive, tasks = plans.lay_down(act, plan_id=plan_id, body_id=issuer_id, now=now)
        heights = _heights(act.jurisdiction_id, carried)
        assignments = [
            Assignment(
                directive_id=directive.pk,
                task=tasks[task.key],
                body_id=body_id,
                due_on=meanings[task.key].due_on,
                near_on=moves.near(meanings[task.key].due_on, basis),
                trace=_trace(meanings[task.key], basis),
                undated=meanings[task.key].undated,
                level=heights.get(carry.Due(task.key, body_id), Level.OPEN),
            )
            for task in now.kept
            for body_id in task.lead.now
            if carried is None or carry.Due(task.key, body_id) in carried.outcome.fresh
        ]
        made = assign(act, assignments)
        assign(
            act,
            [stage for one, pk in zip(assignments, made, strict=True) for stage in _stages(one, pk, meanings, basis)],
        )
        given = {carry.Due(one.task.key, one.body_id): pk for one, pk in zip(assignments, made, strict=True)}
        if carried is not None:
            carrying.make_way(act, directive, carried, given)
        owed = carrying.owed(act, tasks, given, carried)
        asked.at_issue(act, asked.Issued(now, tasks, owed, meanings, days, basis), asker_id=viewer.body_id)
    return directive.pk


def _stages(
    one: Assignment, duty_id: int, meanings: Mapping[str, deadlines.Meaning], basis: Basis
) -> Iterator[Assignment]:
    """A part for each earlier day that the words of a task set: the same body owes it, and is late with it alone."""
    stages = meanings[one.task.key].stages
    for number, stage in enumerate(stages, start=1):
        text = f"Mốc {number}/{len(stages) + 1} (đến hết ngày {stage.due_on:%d/%m/%Y}): {one.task.text}"
        near_on, trace = moves.near(stage.due_on, basis), _trace(stage, basis)
        yield replace(
            one, due_on=stage.due_on, near_on=near_on, trace=trace, undated=None, parent_id=duty_id, text=text
        )


def _trace(meaning: deadlines.Meaning, basis: Basis) -> str:
    """How the day of a task was found, and from when it is near."""
    near = moves.near_trace(meaning.due_on, moves.near(meaning.due_on, basis), basis)
    return "\n".join([meaning.trace, *near])


def _carried(
    replaces: int | None,
    amends: int | None,
    abolishes: Collection[carrying.Place],
    now: draft.Draft,
    viewer: Viewer,
    on: dt.date,
) -> carrying.Carrying | None:
    directive_id = amends if replaces is None else replaces
    if directive_id is None:
        return None
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    new = plan_queries.plan(plan_id=now.plan_id, viewer=viewer)
    return carrying.foreseen(
        directive_id=directive_id,
        new=new,
        mended=now,
        viewer=viewer,
        tree=tree,
        amends=replaces is None,
        abolishes=abolishes,
    )


def _heights(jurisdiction_id: int, carried: carrying.Carrying | None) -> dict[carry.Due, int]:
    """The highest level of the duties whose place a new one takes; one query."""
    fates = carried.outcome.fates if carried is not None else ()
    held = Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk__in={one.held.duty for one in fates if one.by})
    levels_held = dict(held.values_list("pk", "level"))
    found: dict[carry.Due, int] = {}
    for one in fates:
        if one.by is not None:
            found[one.by] = max(found.get(one.by, Level.OPEN), levels_held[one.held.duty])
    return found


def _check_ready(
    now: draft.Draft, due: Mapping[str, dt.date | None], viewer: Viewer, on: dt.date, *, may_be_empty: bool
) -> None:
    """Raise :class:`NotReady` where something is missing; what only abolishes gives out no task."""
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    missing: dict[str, str] = {}
    for task in now.kept:
        faults = [words for body_id in task.lead.now if (words := fitness.unfit(tree, body_id, due[task.key]))]
        faults += [
            _("Cơ quan phối hợp: %(fault)s") % {"fault": words}
            for body_id in task.coordinating.now
            if (words := fitness.absent(tree, body_id))
        ]
        if faults or not task.lead.now:
            missing[task.key] = _first(faults) or _("Chưa có cơ quan chủ trì.")
    if not now.kept and not may_be_empty:
        missing[""] = _("Không còn nhiệm vụ nào để giao.")
    elif not now.head["title"].now.strip():
        missing[""] = _("Chưa có trích yếu của văn bản.")
    if missing:
        raise NotReady(missing)


def _first(faults: Sequence[str]) -> str:
    """The faults of one task, of a hundred bodies those of a few."""
    more = len(faults) - _TOLD
    return " ".join([*faults[:_TOLD], *([_("Và %(more)s cơ quan nữa.") % {"more": more}] if more > 0 else [])])


def assign(act: ledger.Act, assignments: Sequence[Assignment]) -> list[int]:
    """Within an act, make duties with their first events and totals; gives their ids."""
    first = [
        rules.Event(KIND.ISSUED, act.on, due_on=new.due_on, near_on=new.near_on, undated=new.undated)
        for new in assignments
    ]
    begun = [rules.replay([event]) for event in first]
    lowest = levels.beginning(act.jurisdiction_id, [(one.directive_id, one.parent_id) for one in assignments])
    found = [max(level, one.level) for level, one in zip(lowest, assignments, strict=True)]
    duties = act.write_all(
        [
            Duty(
                directive_id=new.directive_id,
                task=new.task,
                body_id=new.body_id,
                owner_id=new.body_id,
                parent_id=new.parent_id,
                text=new.text,
                level=level,
                last_at=act.at,
                **states.columns(state),
            )
            for new, state, level in zip(assignments, begun, found, strict=True)
        ]
    )
    raised = [duty for duty, level in zip(duties, lowest, strict=True) if duty.level > level]
    act.write_all([Marking(duty=duty, level=duty.level, reason=AS_REPLACED) for duty in raised])
    act.write_all(
        [
            Event(
                duty=duty,
                kind=KIND.ISSUED.value,
                happened_on=act.on,
                due_on=new.due_on,
                near_on=new.near_on,
                trace=new.trace,
                undated=new.undated.value if new.undated else None,
            )
            for duty, new in zip(duties, assignments, strict=True)
        ]
    )
    totals.write(
        jurisdiction_id=act.jurisdiction_id,
        since=act.on,
        shifts=[
            totals.Shift(
                totals.Key(new.directive_id, new.body_id, level), str(new.task.position), None, rules.timeline(state)
            )
            for new, state, level in zip(assignments, begun, found, strict=True)
        ],
    )
    return [duty.pk for duty in duties]


def move(
    *,
    duty_id: int,
    kind: rules.EventKind,
    words: Words = NOTHING,
    seen: int | None = None,
    viewer: Viewer,
    at: dt.datetime,
    once: str = "",
) -> None:
    """Make one move on a duty: acknowledge, refuse, report, accept, return, pause, close, ask for a later day, answer.

    ``seen`` is the last event that the viewer saw: raises :class:`MovedMeanwhile` where there is a later one.
    Raises :class:`NoDuty`, :class:`NotYourDuty`, :class:`OwnReport`, ``tiendo.duty.MoveRefused`` where the duty's
    state does not allow it, or ``Refused`` beside the field that is wrong.
    """
    moves.check_words(kind, words, at)
    admitted = proofs.admitted(words.attachments)
    here = viewer.jurisdiction_id
    with (
        awaiting.counted(jurisdiction_id=here, duty_ids=[duty_id], at=at),
        ledger.act(jurisdiction_id=here, kind=f"duties.{kind.value}", by=viewer.actor, at=at, once=once) as act,
    ):
        duty = duty_of(duty_id, viewer, act.on)
        _check_part(duty, kind, viewer, act.on)
        rows = states.story(viewer.jurisdiction_id, duty_id)
        before = rules.replay([states.as_event(row) for row in rows])
        moves.check_approver(kind, duty, before, viewer, act.on)
        moves.check_seen(rows, seen, viewer)
        moves.check_author(kind, rows, viewer)
        made = moves.as_move(kind, words, before, duty, viewer, act.on)
        moves.check_lasts(made, duty, before, words, act.on)
        ending.check_parts(duty, kind, words.parts, viewer)
        after = states.applied(before, made.event)
        row = act.write(
            Event(
                duty_id=duty_id,
                kind=kind.value,
                happened_on=words.happened_on or act.on,
                text=words.text.strip(),
                figures=[[one.name, one.value, one.unit] for one in words.figures],
                due_on=made.event.due_on,
                near_on=made.event.near_on,
                trace=made.trace,
                undated=made.event.undated.value if made.event.undated else None,
                reason=words.reason.value if kind is KIND.CLOSED and words.reason else None,
                other_id=made.other_id,
            )
        )
        proofs.attach(act, row, admitted)
        act.concerns(duty)
        states.settle(act, duty, before, after)
        asked.follow(act.jurisdiction_id, {duty.task_id})
        if kind in ending.LEAVES_PARTS and words.parts is said.PartsFate.END:
            ending.end_parts(act, duty_id, kind, words.text.strip(), words.reason)


def duty_of(duty_id: int, viewer: Viewer, on: dt.date) -> Duty:
    """The duty, if this viewer may see it."""
    try:
        duty = Duty.objects.select_related("task", "directive").get(jurisdiction_id=viewer.jurisdiction_id, pk=duty_id)
    except ObjectDoesNotExist as fault:
        raise NoDuty(_("Không có nhiệm vụ này.")) from fault
    if not reach.sees(duty, viewer, on):
        raise NoDuty(_("Không có nhiệm vụ này."))
    return duty


def _check_part(duty: Duty, kind: rules.EventKind, viewer: Viewer, on: dt.date) -> None:
    if kind not in PERMISSION:
        # Issued and passed on are no moves of anybody.
        raise NotYourDuty(_("Việc này do cơ quan khác thực hiện."))
    demand(viewer, PERMISSION[kind])
    if moves.side_of(kind) not in moves.sides(duty, viewer, on):
        raise NotYourDuty(_("Việc này do cơ quan khác thực hiện."))
