"""Inquiries as they are shown: those of a duty, lists of them, and how many wait for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Seen:
    """What a viewer sees of inquiries: ``few``, told one by one, or what comes in one of these ways to him; all where
    there is neither. Each way is asked ``apart`` where it has its index and catches few of a whole jurisdiction's.
    """

    viewer: Viewer
    ways: tuple[Q, ...] = ()
    apart: bool = False
    few: tuple[int, ...] | None = None

    def such(self, wanted: Q) -> QuerySet[Inquiry]:
        """Of these inquiries those that he sees."""
        every = _all(self.viewer).filter(wanted)
        if self.few is not None:
            return every.filter(pk__in=self.few)
        if self.apart:
            return every.filter(pk__in=self.found(wanted))
        return every.filter(reduce(or_, self.ways)) if self.ways else every

    def found(self, wanted: Q) -> QuerySet[Inquiry, int]:
        """The same by their ids, each way apart."""
        rows = Inquiry.objects.filter(wanted, jurisdiction_id=self.viewer.jurisdiction_id).order_by()
        first, *others = (rows.filter(way).values_list("pk", flat=True) for way in self.ways)
        return first.union(*others)


def known(viewer: Viewer) -> reach.Told | None:
    """What the viewer reads of which bodies, asked once for all of a page; nothing for whoever goes by levels alone."""
    return None if reach.of(viewer).flat else reach.told(viewer, Inquiry, "body_id")


def what_is_seen(viewer: Viewer, on: dt.date, told: reach.Told | None = None) -> Seen:
    """What the viewer sees of inquiries, found out once for all that a page asks of them; three queries at most, or one
    where it has been ``told`` what he reads of his bodies.
    """
    reads = reach.of(viewer)
    if reads.whole:
        return Seen(viewer)
    if reads.flat:
        return Seen(viewer, _ways(viewer, reads, reads, None, on))
    told = told or reach.told(viewer, Inquiry, "body_id")
    apart = Seen(viewer, _ways(viewer, told.owing, told.named, told.owed, on), apart=True)
    if told.owed is None:
        return apart
    few = tuple(apart.found(Q())[: reach.FEW + 1])
    return replace(apart, few=few) if len(few) <= reach.FEW else apart


def inquiries_of(
    *,
    viewer: Viewer,
    on: dt.date,
    seen: Seen | None = None,
    which: Which = Which.ALL,
    kind: InquiryKind | None = None,
    page: int = 1,
    size: int = 50,
) -> tuple[tuple[Line, ...], bool]:
    """One page of the inquiries that the viewer sees, the next day first; and whether another page follows."""
    wanted = _condition(which, inquiries.owed_by(viewer, on), on)
    if kind is not None:
        wanted &= Q(kind=kind.value)
    rows = (seen or what_is_seen(viewer, on)).such(wanted)
    start = (page - 1) * size
    found = _lines(rows.order_by(F("answer_by").asc(nulls_last=True), "pk")[start : start + size + 1], viewer, on)
    return found[:size], len(found) > size


def waiting(*, viewer: Viewer, on: dt.date, seen: Seen | None = None) -> Waiting:
    """What waits for whom, for the page of the day; one query, and those of what the viewer sees."""
    mine, late = inquiries.owed_by(viewer, on), Q(answer_by__lt=on)
    to_answer = _condition(Which.TO_ANSWER, mine, on)
    counts = (
        (seen or what_is_seen(viewer, on))
        .such(Q(status__in=inquiries.WAITING))
        .aggregate(
            to_answer=Count("pk", filter=to_answer),
            overdue=Count("pk", filter=to_answer & late),
            answered=Count("pk", filter=_condition(Which.ANSWERED, mine, on)),
            silent=Count("pk", filter=_condition(Which.SILENT, mine, on)),
        )
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


def _ways(viewer: Viewer, owing: Sight, asked: Sight, owed: Collection[int] | None, on: dt.date) -> tuple[Q, ...]:
    """How inquiries come within a viewer's reach: about what he reads of, asked of his bodies, or by his own.

    ``owing`` and ``asked`` are what he reads, of the bodies that owe duties and of those that were asked; ``owed`` the
    duties of the former, where they are told one by one.
    """
    level, own = "duty__level", Q(duty__level__lte=reach.of(viewer).up_to(viewer.body_id))
    coordinated = own & Q(duty__level__lte=reach.COORDINATED)
    led = Duty.objects.filter(
        owing.within("owner_id"), jurisdiction_id=viewer.jurisdiction_id, parent=None, task_id=OuterRef("task_id")
    )
    return (
        owing.within("duty__owner_id", level) if owed is None else Q(duty_id__in=list(owed)),
        Q(Exists(led), task__isnull=False),
        asked.within("body_id", level) & coordinated,
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
