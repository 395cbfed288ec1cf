"""``tiendo work``: a process that does what is due, wakes when the next thing is, and catches up on what it missed.

``verify``: each night hold every fact against the ledger and recount the totals; what came of it stands on
the ledger page. Reforms whose day has come take effect: the first look after midnight passes their duties on.
What recurs is issued when its period begins; the periods of a stop are made up in their order.
Each hour the audit of sign-ins and refusals, and the access log, are sealed into the ledger.
Between two passes scans are read that somebody waits for (:mod:`tiendo_web.jobs.readings`).
"""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading

import django
import django.db

from tiendo_web.jobs import readings

VERIFY = "verify"
# The longest wait: other processes may have given work that is due before what was known.
PAUSE = 30.0
# How long a worker at the nightly check counts as alive; one that was killed at it has left it to the next by then.
LEASE = dt.timedelta(hours=2)
# A clock that runs behind the ledger by no more than this is as good as any.
BEHIND = dt.timedelta(minutes=1)
_log = logging.getLogger(__name__)


def run(*, once: bool, stop: threading.Event | None = None) -> int:
    """Do the work that is due, once or until ``stop`` is set.

    Gives the exit code: 1 where breaks were found or the work of a province failed.
    """
    django.setup()
    stop = stop or (threading.Event() if once else _told_to_end())
    code = 0
    while not stop.is_set():
        code = max(code, _do_due())
        if once:
            readings.do_due(stop)
            break
        readings.watch(stop, until_next())
        # The server of the database may have gone and come back meanwhile.
        django.db.close_old_connections()
    return code


def _told_to_end() -> threading.Event:
    """Set when the process is told to end: a reading then stops after its page, and another worker goes on with it."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    return stop


def _do_due() -> int:
    """One pass over all provinces, and over the sessions that have ended; gives the worst exit code of a province."""
    from tiendo_web.accounts import actions as accounts
    from tiendo_web.core import now, queries

    at = now.now()
    accounts.forget_expired(at=at)
    return max((_guarded(jurisdiction.id, at) for jurisdiction in queries.jurisdictions()), default=0)


def until_next() -> float:
    """Seconds until anything is due by time alone, and no more than :data:`PAUSE`.

    What is due already was tried and failed, so it waits its turn.
    """
    from tiendo_web.core import now, queries

    at = now.now()
    moments = [next_moment(jurisdiction.id) for jurisdiction in queries.jurisdictions()]
    waits = [(moment - at).total_seconds() for moment in moments if moment is not None and moment > at]
    return min([PAUSE, *waits])


def next_moment(jurisdiction_id: int) -> dt.datetime | None:
    """The next instant at which time alone changes anything in a province; None where nothing will. Few queries."""
    from tiendo_web.accesses import queries as accesses
    from tiendo_web.accesses.actions import SETTLED
    from tiendo_web.core import when
    from tiendo_web.recurring import queries as recurring
    from tiendo_web.reforms import queries as reforms
    from tiendo_web.work import queries as work

    here = {"jurisdiction_id": jurisdiction_id}
    days = [day for day in (reforms.next_day(**here), recurring.next_day(**here)) if day is not None]
    moments = [when.begin_of(day) for day in days]
    night = work.next_at(jurisdiction_id=jurisdiction_id, kind=VERIFY)
    over = accesses.next_over(jurisdiction_id=jurisdiction_id)
    moments += [over + SETTLED] if over is not None else []
    return min([*moments, *([night] if night else [])], default=None)


def _guarded(jurisdiction_id: int, at: dt.datetime) -> int:
    """The due work of one province; whatever fails in it is told, and the other provinces get theirs all the same."""
    try:
        return do_due_in(jurisdiction_id, at)
    except Exception:
        # The boundary of the process: a province whose data cannot be read must not keep the others waiting. Each act
        # is a transaction of its own, so what failed has left nothing, and is tried again at the next pass.
        _log.exception("jurisdiction %s: its work was not done", jurisdiction_id)
        return 1


def do_due_in(jurisdiction_id: int, clock: dt.datetime) -> int:
    """Do what is due in a province by this clock; gives the exit code. Two workers, or twice by one, do it once."""
    from tiendo_web.accesses import actions as accesses
    from tiendo_web.accounts import refusals
    from tiendo_web.core import now, when
    from tiendo_web.duties import proofs
    from tiendo_web.plans import reading
    from tiendo_web.work import actions
    from tiendo_web.work import queries as work

    at, begun = _as_late_as_the_ledger(jurisdiction_id, clock), now.now()
    take_effect(jurisdiction_id, at)
    issue_recurring(jurisdiction_id, at)
    refusals.seal(jurisdiction_id=jurisdiction_id, at=at)
    accesses.seal(jurisdiction_id=jurisdiction_id, at=at)
    actions.ask(jurisdiction_id=jurisdiction_id, kind=VERIFY, at=at)
    code = 0
    for job in work.due(jurisdiction_ids=[jurisdiction_id], kind=VERIFY, at=at):
        if actions.claim(jurisdiction_id=jurisdiction_id, kind=job.kind, due=job.since, next_at=lease(at, begun)):
            proofs.tidy(jurisdiction_id=jurisdiction_id, at=at)
            waiting = proofs.waiting(jurisdiction_id=jurisdiction_id)
            reading.tidy(jurisdiction_id=jurisdiction_id, at=at, others=waiting)
            count_undated(jurisdiction_id, at)
            found = _verify(jurisdiction_id, when.day_of(at))
            night = _next_night(at)
            actions.done(jurisdiction_id=jurisdiction_id, kind=job.kind, at=at, outcome=found, next_at=night)
            code = max(code, int(found != "ok"))
    return code


def lease(at: dt.datetime, begun: dt.datetime) -> dt.datetime:
    """Until when a worker that began at ``begun`` counts as alive: what it made up for is no part of the check."""
    from tiendo_web.core import now

    return at + (now.now() - begun) + LEASE


def _as_late_as_the_ledger(jurisdiction_id: int, clock: dt.datetime) -> dt.datetime:
    """The clock's time, or the ledger's where the clock was set back: acts take that too, so days never run back."""
    from tiendo_web.ledger import queries

    last = queries.last_recorded(jurisdiction_id=jurisdiction_id)
    if last is not None and last - clock > BEHIND:
        _log.warning(
            "jurisdiction %s: the clock is %s behind the ledger, whose time is taken", jurisdiction_id, last - clock
        )
    return max(clock, last) if last is not None else clock


def take_effect(jurisdiction_id: int, at: dt.datetime) -> None:
    """Let every reform take effect whose day has come, in the order of their days; two workers do it once."""
    from tiendo_web.reforms import actions

    for reform_id, left in actions.catch_up(jurisdiction_id=jurisdiction_id, at=at).items():
        if left:
            _log.warning("jurisdiction %s: reform %s left %s duties without a body", jurisdiction_id, reform_id, left)


def issue_recurring(jurisdiction_id: int, at: dt.datetime) -> None:
    """Issue what recurs, each period that has begun and was not issued: also those of a long stop, in their order.

    Then what was withheld from duties that were paused when their period began.
    """
    from tiendo_web.core import when
    from tiendo_web.recurring import actions, queries

    for series_id in queries.due(jurisdiction_id=jurisdiction_id, on=when.day_of(at)):
        try:
            while actions.issue_next(series_id=series_id, jurisdiction_id=jurisdiction_id, at=at) is not None:
                pass
        except actions.Over:
            # Another worker was between the look and the act; it goes on with this series.
            continue
    actions.make_up(jurisdiction_id=jurisdiction_id, at=at)


def count_undated(jurisdiction_id: int, at: dt.datetime) -> None:
    """Count the terms that lay beyond the table of days off, once a longer one has come with an upgrade."""
    from tiendo_web.calendars import actions

    actions.count_undated(jurisdiction_id=jurisdiction_id, at=at)


def _next_night(at: dt.datetime) -> dt.datetime:
    """Two in the morning of the next Vietnamese day, when nobody waits for a page."""
    from tiendo_web.core import when

    return when.end_of(when.day_of(at)) + dt.timedelta(hours=2)


def _verify(jurisdiction_id: int, on: dt.date) -> str:
    """Check ledger, access log and totals; "ok", or the first fault and how many there are."""
    from tiendo_web.accesses import queries as accesses
    from tiendo_web.accounts import refusals
    from tiendo_web.core import files
    from tiendo_web.core.snapshot import snapshot
    from tiendo_web.duties import queries as duties
    from tiendo_web.ledger import queries as ledger
    from tiendo_web.plans import marking
    from tiendo_web.plans import queries as plans
    from tiendo_web.recurring import queries as recurring
    from tiendo_web.reforms import queries as reforms

    with snapshot():
        faults = [*ledger.breaks(jurisdiction_id=jurisdiction_id), *duties.drift(jurisdiction_id)]
        faults += [*recurring.drift(jurisdiction_id), *plans.drift(jurisdiction_id)]
        faults += [*marking.drift(jurisdiction_id), *accesses.breaks(jurisdiction_id=jurisdiction_id)]
    faults += files.damaged(jurisdiction_id=jurisdiction_id)
    faults += refusals.breaks(jurisdiction_id=jurisdiction_id)
    if left := reforms.unplaced_count(jurisdiction_id=jurisdiction_id, on=on):
        faults.append(f"{left} open duties without a living body")
    for fault in faults:
        _log.error("jurisdiction %s: %s", jurisdiction_id, fault)
    return f"{len(faults)}: {faults[0]}" if faults else "ok"
