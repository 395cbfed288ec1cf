"""The part of ``tiendo work`` that holds, each night, every fact against the ledger and every total against the facts.

It reads the database as it was at one moment and takes long where there is much, so it has a thread of its own, with a
connection of its own, and no pass waits for it. Of several workers one does it; one that is told to end gives it back,
and one that was killed at it has left it to the next after :data:`LEASE`.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading

from tiendo_web.jobs import looking, moments

KIND = "verify"
# How long a worker at the check counts as alive.
LEASE = dt.timedelta(hours=2)
_log = logging.getLogger(__name__)


class Checks:
    """The checks of one worker; ``code`` is 1 once breaks were found or one of them failed."""

    def __init__(self) -> None:
        """Nothing found yet."""
        self.code = 0
        self._claimed: dict[int, dt.datetime] = {}

    def serve(self, stop: threading.Event) -> None:
        """Do what is due until ``stop`` is set."""
        looking.serve(stop, self._do_due)

    def _do_due(self) -> None:
        from tiendo_web.core import now, queries

        for jurisdiction in queries.jurisdictions():
            try:
                at = moments.as_late_as_the_ledger(jurisdiction.id, now.now())
                self.code = max(self.code, self.check(jurisdiction.id, at, now.now()))
            # The boundary of the thread: a province whose data cannot be read must not keep the others waiting.
            except Exception:
                _log.exception("jurisdiction %s: it was not checked", jurisdiction.id)
                self.code = 1

    def check(self, jurisdiction_id: int, at: dt.datetime, begun: dt.datetime) -> int:
        """Check a province where that is due; gives the exit code."""
        from tiendo_web.core import when
        from tiendo_web.work import actions, queries

        actions.ask(jurisdiction_id=jurisdiction_id, kind=KIND, at=at)
        code = 0
        for job in queries.due(jurisdiction_ids=[jurisdiction_id], kind=KIND, at=at):
            until = lease(at, begun)
            if actions.claim(jurisdiction_id=jurisdiction_id, kind=KIND, due=job.since, next_at=until):
                self._claimed[jurisdiction_id] = until
                tidy(jurisdiction_id, at)
                found = verify(jurisdiction_id, when.day_of(at))
                night = moments.next_night(at)
                actions.done(jurisdiction_id=jurisdiction_id, kind=KIND, at=at, outcome=found, next_at=night)
                del self._claimed[jurisdiction_id]
                code = max(code, int(found != "ok"))
        return code

    def give_back(self, at: dt.datetime) -> None:
        """Let another worker begin at once what this one will not bring to its end."""
        from tiendo_web.work import actions

        for jurisdiction_id, until in self._claimed.items():
            actions.claim(jurisdiction_id=jurisdiction_id, kind=KIND, due=until, next_at=at)


def lease(at: dt.datetime, begun: dt.datetime) -> dt.datetime:
    """Until when a worker that began at ``begun`` counts as alive: what it made up for is no part of the check."""
    from tiendo_web.core import now

    return at + (now.now() - begun) + LEASE


def tidy(jurisdiction_id: int, at: dt.datetime) -> None:
    """What is done once a night beside the check: forget what nobody waits for, count what now can be counted."""
    from tiendo_web.calendars import moving
    from tiendo_web.duties import proofs
    from tiendo_web.plans import reading

    proofs.tidy(jurisdiction_id=jurisdiction_id, at=at)
    waiting = proofs.waiting(jurisdiction_id=jurisdiction_id)
    reading.tidy(jurisdiction_id=jurisdiction_id, at=at, others=waiting)
    # The terms that lay beyond the table of days off, once a longer one has come with an upgrade.
    moving.count_undated(jurisdiction_id=jurisdiction_id, at=at)


def verify(jurisdiction_id: int, on: dt.date) -> str:
    """Check ledger, access log and totals; "ok", or the first fault and how many there are."""
    from tiendo_web.accesses import queries as accesses
    from tiendo_web.accounts import refusals
    from tiendo_web.core import files
    from tiendo_web.core.snapshot import snapshot
    from tiendo_web.duties import queries as duties
    from tiendo_web.ledger import queries as ledger
    from tiendo_web.plans import columns, marking
    from tiendo_web.recurring import queries as recurring
    from tiendo_web.reforms import queries as reforms

    with snapshot():
        faults = [*ledger.breaks(jurisdiction_id=jurisdiction_id), *duties.drift(jurisdiction_id)]
        faults += [*recurring.drift(jurisdiction_id), *columns.drift(jurisdiction_id)]
        faults += [*marking.drift(jurisdiction_id), *accesses.breaks(jurisdiction_id=jurisdiction_id)]
    faults += files.damaged(jurisdiction_id=jurisdiction_id)
    faults += refusals.breaks(jurisdiction_id=jurisdiction_id)
    if left := reforms.unplaced_count(jurisdiction_id=jurisdiction_id, on=on):
        faults.append(f"{left} open duties without a living body")
    for fault in faults:
        _log.error("jurisdiction %s: %s", jurisdiction_id, fault)
    return f"{len(faults)}: {faults[0]}" if faults else "ok"
