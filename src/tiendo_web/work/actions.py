"""Asking for recurring work, claiming it, and noting what came of it."""

from __future__ import annotations

import datetime as dt

from tiendo_web.work.models import Job


def ask(*, jurisdiction_id: int, kind: str, at: dt.datetime) -> None:
    """Have work of this kind done, first at ``at``; asking twice changes nothing."""
    Job.objects.get_or_create(jurisdiction_id=jurisdiction_id, kind=kind, defaults={"next_at": at})


def claim(*, jurisdiction_id: int, kind: str, due: dt.datetime, next_at: dt.datetime) -> bool:
    """Take the work that was due at ``due``, setting when it is due again.

    Compare-and-set: of several workers exactly one is told True.
    """
    return bool(Job.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind, next_at=due).update(next_at=next_at))


def done(*, jurisdiction_id: int, kind: str, at: dt.datetime, outcome: str) -> None:
    """Note what came of it."""
    Job.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind).update(last_at=at, outcome=outcome[:300])
