"""The part of ``tiendo work`` that reads scans: files that somebody waits for, so it looks for them every other second.

Of several workers one gets a file. One that is killed leaves its claim to run out; the next goes on with the pages
that are not read yet, and after some tries the reading counts as failed.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from tiendo_web.jobs import looking

if TYPE_CHECKING:
    from tiendo_web.work import queries as work

_log = logging.getLogger(__name__)


def serve(stop: threading.Event) -> None:
    """Read what is waiting until ``stop`` is set, in a thread of its own."""
    looking.serve(stop, lambda: do_due(stop))


def do_due(stop: threading.Event) -> int:
    """Read every file that is due now; gives how many."""
    from tiendo_web.core import now, queries
    from tiendo_web.work import queries as work

    tenants: Collection[int] = [one.id for one in queries.jurisdictions()]
    found = [
        (due, perform)
        for kind, perform in _kinds().items()
        for due in work.due(jurisdiction_ids=tenants, kind=kind, at=now.now())
    ]
    return sum(_read(due, perform, stop) for due, perform in found if not stop.is_set())


def _kinds() -> dict[str, Callable[..., str]]:
    """What is read here: scans of documents, and pictures among evidence, which are looked through for stamps."""
    from tiendo_web.duties import proofs
    from tiendo_web.plans import reading

    return {reading.KIND: reading.perform, proofs.KIND: proofs.perform}


def _read(due: work.Due, perform: Callable[..., str], stop: threading.Event) -> bool:
    """Claim one file and read it; whatever goes wrong is noted, and costs this file only."""
    from tiendo_web.core import now
    from tiendo_web.plans import reading
    from tiendo_web.work import actions

    here, subject, begun = due.jurisdiction_id, due.subject, now.now()

    def end(outcome: str) -> bool:
        actions.end(jurisdiction_id=here, kind=due.kind, subject=subject, at=now.now(), outcome=outcome)
        return True

    def told(done: int, total: int) -> None:
        until = now.now() + reading.LEASE
        if until - begun > reading.LONGEST:
            raise reading.Stopped(reading.TOO_LONG)
        is_wanted = actions.tell(
            jurisdiction_id=here, kind=due.kind, subject=subject, done=done, total=total, next_at=until
        )
        if stop.is_set() or not is_wanted:
            raise reading.Stopped

    lease = begun + reading.LEASE
    if not actions.claim(jurisdiction_id=here, kind=due.kind, subject=subject, due=due.since, next_at=lease):
        return False
    if due.tries >= reading.TRIES:
        return end(reading.DIED)
    at_a_time = max(1, (os.cpu_count() or 2) // 2)
    try:
        return end(perform(jurisdiction_id=here, asked_id=int(subject), at_a_time=at_a_time, watch=told, now=now.now))
    except reading.Stopped as stopped:
        if stopped.why:
            return end(stopped.why)
        actions.release(jurisdiction_id=here, kind=due.kind, subject=subject, at=now.now())
        return True
    # The edge: a fault of ours must not stop the files behind it.
    except Exception:
        _log.exception("jurisdiction %s: reading %s", here, subject)
        return end(reading.BROKEN)
