"""What a document asks of whoever coordinates its tasks: asked when it is issued, once for each task and body.

Unless another day is said, it is asked by the day of the task, and moves with it: it is late when the task is, comes
when the task gets its day, and stands while the task is paused. It is asked for as long as somebody owes the task.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from tiendo import duty as rules
from tiendo import inquiry, ruleset_text, since, term
from tiendo.rulebook import Lang
from tiendo.ruleset import Basis, Clause
from tiendo.term import Length
from tiendo_web.duties.models import Coordination, Duty, Inquiry, InquiryStep
from tiendo_web.duties.reach import COORDINATED
from tiendo_web.ledger import actions as ledger
from tiendo_web.plans import deadlines, draft
from tiendo_web.plans.models import Task

_OPEN = Q(stage__in=[stage.value for stage in rules.OPEN])
_RUNS = ~Q(stage=rules.Stage.PAUSED.value)


@dataclass(frozen=True, slots=True)
class Issued:
    """A plan that is being issued: its tasks, under which rows and duties each is owed, and what its days mean."""

    draft: draft.Draft
    tasks: Mapping[str, Task]
    owed: Mapping[str, Sequence[tuple[Task, int]]]
    meanings: Mapping[str, deadlines.Meaning]
    days: since.Days
    basis: Basis


def usual_day(on: dt.date, basis: Basis) -> dt.date | None:
    """The day until which silence has to last before it counts as agreement; None where it never does."""
    length = basis.rules.silence.value
    return term.due(on, length, basis.calendar).due_on if length is not None else None


def silence(due_on: dt.date | None, usual: dt.date | None, clause: Clause[Length | None]) -> str:
    """On what ground silence will count as agreement; empty where it will not, or less time is given than the rule."""
    if usual is None or due_on is None or due_on < usual:
        return ""
    return f"{clause.ground.citation} ({ruleset_text.TRUST[clause.ground.trust].say(Lang.VI)})"


@dataclass(frozen=True, slots=True)
class _Named:
    """A body that is to coordinate a task: under which row of it, and under which duty; none where nobody owes it."""

    task: draft.TaskDraft
    row: Task
    duty_id: int | None
    body_id: int


def at_issue(act: ledger.Act, issued: Issued, *, asker_id: int) -> None:
    """Within the act that issues a plan: name the bodies that coordinate its tasks, and ask each of them once.

    Bodies that coordinate know of nothing above ``reach.COORDINATED``, and are not asked then. Six statements.
    """
    here = act.jurisdiction_id
    every = list(_coordinating(issued))
    held = Coordination.objects.filter(jurisdiction_id=here, task_id__in={one.row.pk for one in every})
    named = frozenset(held.values_list("task_id", "body_id"))
    fresh = [one for one in every if (one.row.pk, one.body_id) not in named]
    act.write_all([Coordination(task=one.row, body_id=one.body_id) for one in fresh])
    told = Duty.objects.filter(jurisdiction_id=here, pk__in={one.duty_id for one in fresh}, level__lte=COORDINATED)
    open_to = set(told.values_list("pk", flat=True))
    asks = [one for one in fresh if one.duty_id in open_to and one.body_id not in (*one.task.lead.now, asker_id)]
    usual = usual_day(act.on, issued.basis) if asks else None
    act.write_all([_inquiry(issued, one, asker_id, usual) for one in asks])
    follow(here, {one.row.pk for one in asks})


def _coordinating(issued: Issued) -> Iterator[_Named]:
    """Each body that coordinates a task, under each row that it has."""
    for task in issued.draft.kept:
        laid = issued.tasks[task.key]
        under: dict[int, tuple[Task, int | None]] = {laid.pk: (laid, None)}
        under |= {row.pk: (row, duty_id) for row, duty_id in issued.owed.get(task.key, ())}
        for row, duty_id in under.values():
            yield from (_Named(task, row, duty_id, body_id) for body_id in dict.fromkeys(task.coordinating.now))


def _inquiry(issued: Issued, one: _Named, asker_id: int, usual: dt.date | None) -> Inquiry:
    due_on = by(one.task, issued.days, issued.basis).due_on
    day = due_on or issued.meanings[one.task.key].due_on
    assert one.duty_id is not None, "what nobody owes is not asked about"
    return Inquiry(
        duty_id=one.duty_id,
        task=one.row,
        kind=inquiry.InquiryKind.CONTRIBUTION.value,
        asker_id=asker_id,
        body_id=one.body_id,
        text=one.task.asked.now.strip() or one.task.text.now,
        due_on=due_on,
        silence=silence(day, usual, issued.basis.rules.silence),
        status=inquiry.Status.WAITING.value,
        answer_by=day,
    )


def by(task: draft.TaskDraft, days: since.Days, basis: Basis) -> deadlines.Meaning:
    """The day of its own by which whoever coordinates a task is asked; without one it is the day of the task."""
    return deadlines.of_words(task.asked_by.now, days=days, basis=basis, lang=Lang.VI)


def follow(jurisdiction_id: int, task_ids: Collection[int]) -> None:
    """Let what is asked about tasks have their days, and last as long as they are owed; two statements."""
    rows = Inquiry.objects.filter(jurisdiction_id=jurisdiction_id, task_id__in=task_ids)
    under = _wholes(jurisdiction_id).filter(task_id=OuterRef("task_id"))
    rows.update(live=Exists(under.filter(_OPEN)))
    day = under.filter(_RUNS).order_by().values("task_id").annotate(day=Max("due_on")).values("day")
    again = InquiryStep.objects.filter(jurisdiction_id=jurisdiction_id, inquiry=OuterRef("pk"), due_on__isnull=False)
    rows.filter(~Exists(again), due_on=None).update(answer_by=Subquery(day))


def _wholes(jurisdiction_id: int) -> QuerySet[Duty]:
    return Duty.objects.filter(jurisdiction_id=jurisdiction_id, parent=None)


def standing(jurisdiction_id: int) -> Mapping[int, tuple[dt.date | None, bool]]:
    """The day of each task that something is asked about, and whether somebody owes it; one query, for the recount."""
    asked = Inquiry.objects.filter(jurisdiction_id=jurisdiction_id, task__isnull=False).values("task_id")
    rows = _wholes(jurisdiction_id).filter(task_id__in=asked).order_by().values_list("task_id")
    counted = rows.annotate(day=Max("due_on", filter=_RUNS), owed=Count("pk", filter=_OPEN))
    return {task_id: (day, bool(owed)) for task_id, day, owed in counted}
