"""What work is due, how far it is, and how it went the last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from tiendo_web.work.models import Job


@dataclass(frozen=True, slots=True)
class JobLine:
    """One piece of work of one jurisdiction; see :class:`tiendo_web.work.models.Job`."""

    jurisdiction_id: int
    kind: str
    next_at: dt.datetime | None
    last_at: dt.datetime | None
    outcome: str
    subject: str = ""
    tries: int = 0
    done: int = 0
    total: int = 0
    mark: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """Work that is due, since when, and how often somebody began it."""

    jurisdiction_id: int
    kind: str
    subject: str
    since: dt.datetime
    tries: int


def due(*, jurisdiction_ids: Collection[int], kind: str, at: dt.datetime) -> list[Due]:
    """The work of this kind that is due at ``at`` in these jurisdictions, the longest overdue first."""
    rows = Job.objects.filter(jurisdiction_id__in=jurisdiction_ids, kind=kind, next_at__lte=at)
    return [
        Due(row.jurisdiction_id, row.kind, row.subject, row.next_at, row.tries)
        for row in rows.order_by("next_at", "id")
        if row.next_at is not None
    ]


def next_at(*, jurisdiction_id: int, kind: str) -> dt.datetime | None:
    """When work of this kind is due next in a jurisdiction; None where none is."""
    rows = Job.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind).exclude(next_at=None)
    return rows.order_by("next_at").values_list("next_at", flat=True).first()


def latest(*, jurisdiction_id: int, kind: str) -> JobLine | None:
    """How recurring work of this kind went the last time; None where it was never asked for."""
    return of_subjects(jurisdiction_id=jurisdiction_id, kind=kind, subjects=[""]).get("")


def waiting(*, jurisdiction_id: int, kind: str) -> list[JobLine]:
    """The work of this kind that has not come to its end, in the order in which it was asked for."""
    return [_line(row) for row in unended(jurisdiction_id=jurisdiction_id, kind=kind).order_by("id")]


def unended(*, jurisdiction_id: int, kind: str) -> QuerySet[Job]:
    """The rows of the same work, to be asked for within another query by their ``subject``."""
    return Job.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind).exclude(next_at=None)


def of_subjects(*, jurisdiction_id: int, kind: str, subjects: Collection[str]) -> dict[str, JobLine]:
    """The work of this kind on each of ``subjects``."""
    rows = Job.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind, subject__in=subjects)
    return {row.subject: _line(row) for row in rows}


def _line(row: Job) -> JobLine:
    return JobLine(
        row.jurisdiction_id,
        row.kind,
        row.next_at,
        row.last_at,
        row.outcome,
        row.subject,
        row.tries,
        row.done,
        row.total,
        row.mark,
        row.changed,
    )
