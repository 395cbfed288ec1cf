"""Inquiries as they are shown: those of a duty, lists of them, and how many wait for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from tiendo import inquiry, orgtree
from tiendo.inquiry import InquiryKind, Status, StepKind
from tiendo_web.core.access import Level, Sight, Viewer
from tiendo_web.duties import inquiries, reach
from tiendo_web.duties.models import Duty, Inquiry, InquiryStep
from tiendo_web.orgs import holders
from tiendo_web.orgs import queries as orgs


class Which(StrEnum):
    """The lists of inquiries: what the viewer's body has to answer, what waits for the asker, who is silent."""

    ALL = "all"
    TO_ANSWER = "to-answer"
    ANSWERED = "answered"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Line:
    """An inquiry in a list, as it stands on the day asked for; one above the level OPEN has its words on its page.

    ``of_task``: its document asks it of whoever coordinates, about the task; ``is_by_task``: by the day of the task.
    """

    id: int
    duty_id: int
    kind: InquiryKind
    symbol: str
    label: str
    duty: str
    body: str
    asker: str
    text: str
    asked_on: dt.date
    due_on: dt.date | None
    status: Status
    answered_on: dt.date | None
    in_time: bool | None
    silence: str
    level: Level
    of_task: bool
    is_by_task: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that happened to an inquiry."""

    kind: StepKind
    by: str
    at: dt.datetime
    text: str
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Page:
    """One inquiry whole: what was said, the last step of it, and what the viewer may do now."""

    line: Line
    asked_by: str
    asked_at: dt.datetime
    steps: tuple[StepLine, ...]
    possible: tuple[StepKind, ...]
    seen: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many inquiries the viewer's body has to answer, of them past their day; how many answers wait for him."""

    to_answer: int
    overdue: int
    answered: int
    silent: int


def of_duty(*, duty_id: int, viewer: Viewer, on: dt.date) -> tuple[Line, ...]:
    """What was asked about a duty or, of a whole, about its task, in the order in which it was asked; one query.

    Whose duty it is, the caller has asked.
    """
    whole = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=duty_id, parent=None)
    rows = Inquiry.objects.filter(jurisdiction_id=viewer.jurisdiction_id)
    # Two small sets, each by an index; asked as one condition they are looked for among all inquiries.
    about = (
        rows.filter(duty_id=duty_id, task=None)
        .values("pk")
        .union(rows.filter(task__in=whole.values("task_id")).values("pk"))
    )
    return _lines(_all(viewer).filter(pk__in=about).order_by("pk"), viewer, on, opened=True)


def inquiries_of(
    *,
    viewer: Viewer,
    on: dt.date,
    which: Which = Which.ALL,
    kind: InquiryKind | None = None,
    page: int = 1,
    size: int = 50,
) -> tuple[tuple[Line, ...], bool]:
    """One page of the inquiries of the viewer's bodies, the next day first; and whether another page follows."""
    wanted = _condition(which, inquiries.owed_by(viewer, on), on)
    if kind is not None:
        wanted &= Q(kind=kind.value)
    rows = _seen(viewer, on, wanted)
    start = (page - 1) * size
    found = _lines(rows.order_by(F("answer_by").asc(nulls_last=True), "pk")[start : start + size + 1], viewer, on)
    return found[:size], len(found) > size


def waiting(*, viewer: Viewer, on: dt.date) -> Waiting:
    """What waits for whom, for the page of the day; two queries at most."""
    mine, late = inquiries.owed_by(viewer, on), Q(answer_by__lt=on)
    to_answer = _condition(Which.TO_ANSWER, mine, on)
    counts = _seen(viewer, on, Q(status__in=inquiries.WAITING)).aggregate(
        to_answer=Count("pk", filter=to_answer),
        overdue=Count("pk", filter=to_answer & late),
        answered=Count("pk", filter=_condition(Which.ANSWERED, mine, on)),
        silent=Count("pk", filter=_condition(Which.SILENT, mine, on)),
    )
    return Waiting(**counts)


def one(*, inquiry_id: int, viewer: Viewer, on: dt.date) -> Page:
    """One inquiry; raises ``duties.inquiries.NoInquiry`` or ``duties.actions.NoDuty``."""
    row = inquiries.of(inquiry_id, viewer, on)
    steps = list(InquiryStep.objects.filter(jurisdiction_id=viewer.jurisdiction_id, inquiry_id=row.pk).order_by("pk"))
    names = holders.holder_names(
        jurisdiction_id=viewer.jurisdiction_id, holder_ids={row.by_id, *(step.by_id for step in steps)}
    )
    return Page(
        line=_lines([row], viewer, on, opened=True)[0],
        asked_by=names.get(row.by_id, ""),
        asked_at=row.recorded_at,
        steps=tuple(
            StepLine(StepKind(step.kind), names.get(step.by_id, ""), step.recorded_at, step.text, step.due_on)
            for step in steps
        ),
        seen=steps[-1].pk if steps else 0,
        possible=inquiries.possible(row, viewer, on),
    )


def _all(viewer: Viewer) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.filter(jurisdiction_id=viewer.jurisdiction_id)
    return rows.select_related("duty__task", "duty__directive")


def _seen(viewer: Viewer, on: dt.date, wanted: Q) -> QuerySet[Inquiry]:
    """Of these inquiries those within the viewer's reach: about duties of the bodies he reads of, or asked of them."""
    every, reads = _all(viewer).filter(wanted), reach.of(viewer)
    if reads.whole:
        return every
    if reads.flat:
        return every.filter(reduce(or_, _ways(viewer, reads, on)))
    # Few inquiries concern a body, and each way to them has its index; asked as one condition they are looked for among
    # those of the whole jurisdiction.
    rows = Inquiry.objects.filter(wanted, jurisdiction_id=viewer.jurisdiction_id).order_by()
    reads = reach.concerned(viewer, (Duty, "owner_id"), (Inquiry, "body_id"))
    first, *others = (rows.filter(way).values("pk") for way in _ways(viewer, reads, on))
    return _all(viewer).filter(pk__in=first.union(*others))


def _ways(viewer: Viewer, reads: Sight, on: dt.date) -> tuple[Q, ...]:
    """How inquiries come within a viewer's reach: about what he reads of, asked of his bodies, or by his own."""
    level, own = "duty__level", Q(duty__level__lte=reach.of(viewer).up_to(viewer.body_id))
    coordinated = own & Q(duty__level__lte=reach.COORDINATED)
    led = Duty.objects.filter(
        reads.within("owner_id"), jurisdiction_id=viewer.jurisdiction_id, parent=None, task_id=OuterRef("task_id")
    )
    return (
        reads.within("duty__owner_id", level),
        Q(Exists(led), task__isnull=False),
        reads.within("body_id", level) & coordinated,
        *(mine & coordinated for mine in inquiries.ways_to_owe(viewer, on)),
        Q(asker_id=viewer.body_id) & own,
    )


def _condition(which: Which, mine: Q, on: dt.date) -> Q:
    """A list as a condition. An answer waits for the asker: for an explanation the giver, else also the lead."""
    waits = Q(status__in=[Status.WAITING.value, Status.ASKED_AGAIN.value]) & inquiries.LIVE
    match which:
        case Which.TO_ANSWER:
            return waits & mine
        case Which.ANSWERED:
            return Q(status=Status.ANSWERED.value) & inquiries.LIVE & ~mine
        case Which.SILENT:
            return waits & Q(status=Status.WAITING.value, answer_by__lt=on)
        case Which.ALL:
            return Q()


def _lines(
    rows: QuerySet[Inquiry] | Sequence[Inquiry], viewer: Viewer, on: dt.date, *, opened: bool = False
) -> tuple[Line, ...]:
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    return tuple(_line(row, tree, on, opened=opened) for row in rows)


def _line(row: Inquiry, tree: orgtree.OrgTree, on: dt.date, *, opened: bool) -> Line:
    level = Level(row.duty.level)
    shown = opened or level == Level.OPEN
    status = inquiry.status_on(Status(row.status), on, by=row.answer_by)
    return Line(
        id=row.pk,
        duty_id=row.duty_id,
        kind=InquiryKind(row.kind),
        symbol=row.duty.directive.symbol,
        label=row.duty.task.label,
        duty=row.duty.text or row.duty.task.text if shown else "",
        body=tree.name(row.body_id),
        asker=tree.name(row.asker_id),
        text=row.text if shown else "",
        asked_on=row.recorded_on,
        due_on=row.answer_by,
        status=Status.ENDED if inquiries.ended(row) else status,
        answered_on=row.answered_on,
        in_time=row.answered_on <= row.answer_by if row.answered_on and row.answer_by else None,
        silence=row.silence,
        level=level,
        of_task=row.task_id is not None,
        is_by_task=row.task_id is not None and row.due_on is None and status is not Status.ASKED_AGAIN,
    )
