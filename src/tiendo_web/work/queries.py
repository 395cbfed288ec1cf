"""What work is due, and how it went the last time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tiendo_web.work.models import Job


@dataclass(frozen=True, slots=True)
class JobLine:
    """One kind of work of one jurisdiction."""

    jurisdiction_id: int
    kind: str
    next_at: dt.datetime
    last_at: dt.datetime | None
    outcome: str


def due(*, jurisdiction_id: int, at: dt.datetime) -> list[JobLine]:
    """The work of a jurisdiction that is due at ``at``, the longest overdue first."""
    rows = Job.objects.filter(jurisdiction_id=jurisdiction_id, next_at__lte=at).order_by("next_at", "id")
    return [_line(row) for row in rows]


def latest(*, jurisdiction_id: int, kind: str) -> JobLine | None:
    """How work of this kind went the last time; None where it was never asked for."""
    row = Job.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind).first()
    return _line(row) if row else None


def _line(row: Job) -> JobLine:
    return JobLine(row.jurisdiction_id, row.kind, row.next_at, row.last_at, row.outcome)
