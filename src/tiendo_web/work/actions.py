"""Asking for work, claiming it, telling how far it is, and noting what came of it."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, QuerySet

from tiendo_web.work.models import Job


def ask(*, jurisdiction_id: int, kind: str, at: dt.datetime, subject: str = "", total: int = 0) -> None:
    """Have work of this kind done on ``subject``, first at ``at``; asking twice changes nothing."""
    first = {"next_at": at, "total": total}
    Job.objects.get_or_create(jurisdiction_id=jurisdiction_id, kind=kind, subject=subject, defaults=first)


def ask_again(*, jurisdiction_id: int, kind: str, at: dt.datetime, subject: str = "") -> None:
    """Have work done that has ended, whatever came of it; what is waiting or being done is left alone."""
    ended = _job(jurisdiction_id, kind, subject).filter(next_at=None)
    ended.update(next_at=at, tries=0, done=0, outcome="")


def claim(*, jurisdiction_id: int, kind: str, due: dt.datetime, next_at: dt.datetime, subject: str = "") -> bool:
    """Take the work that was due at ``due``, setting when it is due again.

    Compare-and-set: of several workers exactly one is told True.
    """
    waiting = _job(jurisdiction_id, kind, subject).filter(next_at=due)
    return bool(waiting.update(next_at=next_at, tries=F("tries") + 1))


def tell(*, jurisdiction_id: int, kind: str, subject: str, done: int, total: int, next_at: dt.datetime) -> bool:
    """Note how far claimed work is, and that its worker lives until ``next_at``; False where nobody wants it."""
    running = _job(jurisdiction_id, kind, subject).exclude(next_at=None)
    return bool(running.update(done=done, total=total, next_at=next_at))


def advance(*, jurisdiction_id: int, kind: str, subject: str, mark: int, done: int, changed: int) -> None:
    """Note the next piece of work: that it goes on behind ``mark``, and what was looked at and changed in it."""
    job = _job(jurisdiction_id, kind, subject)
    job.update(mark=mark, done=F("done") + done, changed=F("changed") + changed, tries=0, outcome="")


def changed(*, jurisdiction_id: int, kind: str, subject: str, number: int) -> None:
    """Note that so many things were changed ahead of where the work is."""
    _job(jurisdiction_id, kind, subject).update(changed=F("changed") + number)


def put_off(*, jurisdiction_id: int, kind: str, subject: str, next_at: dt.datetime, outcome: str) -> None:
    """Note why a piece of work failed, and when it is tried again."""
    _job(jurisdiction_id, kind, subject).update(next_at=next_at, tries=F("tries") + 1, outcome=outcome[:300])


def done(*, jurisdiction_id: int, kind: str, at: dt.datetime, outcome: str, next_at: dt.datetime) -> None:
    """Note what came of recurring work, and when it is due again."""
    _job(jurisdiction_id, kind, "").update(last_at=at, outcome=outcome[:300], next_at=next_at)


def end(*, jurisdiction_id: int, kind: str, subject: str, at: dt.datetime, outcome: str) -> None:
    """Note what came of work that is not done again by itself."""
    _job(jurisdiction_id, kind, subject).update(next_at=None, last_at=at, outcome=outcome[:300])


def release(*, jurisdiction_id: int, kind: str, subject: str, at: dt.datetime) -> None:
    """Give claimed work back, for another worker to go on with at ``at``; the try does not count."""
    _job(jurisdiction_id, kind, subject).filter(tries__gt=0).update(next_at=at, tries=F("tries") - 1)


def drop(*, jurisdiction_id: int, kind: str, subject: str) -> None:
    """Forget work; a worker that is at it finds out when it next tells how far it is."""
    _job(jurisdiction_id, kind, subject).delete()


def _job(jurisdiction_id: int, kind: str, subject: str) -> QuerySet[Job]:
    return Job.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind, subject=subject)
