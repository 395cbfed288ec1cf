"""``tiendo work``: a process that does what is due, wakes when the next thing is, and catches up on what it missed.

Reforms whose day has come take effect: the first look after midnight passes their duties on.
What recurs is issued when its period begins; the periods of a stop are made up in their order.
Each hour the audit of sign-ins and refusals, and the access log, are sealed into the ledger.
Between two passes the clocks are moved that a decision on days off touches (:mod:`tiendo_web.jobs.days`). Beside them,
each in a thread of its own, scans are read that somebody waits for (:mod:`tiendo_web.jobs.readings`), and the night's
check is made (:mod:`tiendo_web.jobs.checks`): no pass waits for either.
"""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
from collections.abc import Callable

import django
import django.db

from tiendo_web.jobs import checks, days, moments, readings

# The longest wait: other processes may have given work that is due before what was known.
PAUSE = 30.0
# So long a check may still come to its end where the worker is told to.
_ENDING = 1.0
_log = logging.getLogger(__name__)


def run(*, once: bool, stop: threading.Event | None = None) -> int:
    """Do the work that is due, once or until ``stop`` is set.

    Gives the exit code: 1 where breaks were found or the work of a province failed.
    """
    django.setup()
    if once:
        return _once(stop or threading.Event())
    return _until_told(stop or _told_to_end())


def _until_told(stop: threading.Event) -> int:
    """Pass after pass, the rest beside them. Where a thread has died, so does the worker: whoever runs it sees that."""
    night = checks.Checks()
    reader = threading.Thread(target=readings.serve, args=(stop,), name="readings")
    # A check is not waited for: it may take most of an hour, and writes nothing.
    checker = threading.Thread(target=night.serve, args=(stop,), name="checks", daemon=True)
    code = 0
    try:
        for thread in (reader, checker):
            thread.start()
        while not stop.is_set() and reader.is_alive() and checker.is_alive():
            code = max(code, do_due())
            days.watch(stop, until_next())
            # The server of the database may have gone and come back meanwhile.
            django.db.close_old_connections()
        code = max(code, int(not stop.is_set()))
    finally:
        stop.set()
        reader.join()
        checker.join(_ENDING)
        _give_back(night)
    return max(code, night.code)


def _once(stop: threading.Event) -> int:
    """All that is due, one after the other."""
    code = _over_all(do_due_in)
    while days.do_due() and not stop.is_set():
        pass
    readings.do_due(stop)
    return code


def _give_back(night: checks.Checks) -> None:
    from tiendo_web.core import now

    night.give_back(now.now())


def _told_to_end() -> threading.Event:
    """Set when the process is told to end: a reading then stops after its page, and another worker goes on with it."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    return stop


def do_due() -> int:
    """One pass over all provinces, and over the sessions that have ended; gives the worst exit code of a province."""
    return _over_all(_pass)


def _over_all(do: Callable[[int, dt.datetime], int]) -> int:
    from tiendo_web.accounts import actions as accounts
    from tiendo_web.core import now, queries

    at = now.now()
    accounts.forget_expired(at=at)
    return max((_guarded(do, jurisdiction.id, at) for jurisdiction in queries.jurisdictions()), default=0)


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
    night = work.next_at(jurisdiction_id=jurisdiction_id, kind=checks.KIND)
    over = accesses.next_over(jurisdiction_id=jurisdiction_id)
    moments += [over + SETTLED] if over is not None else []
    return min([*moments, *([night] if night else [])], default=None)


def _guarded(do: Callable[[int, dt.datetime], int], jurisdiction_id: int, at: dt.datetime) -> int:
    """The due work of one province; whatever fails in it is told, and the other provinces get theirs all the same."""
    try:
        return do(jurisdiction_id, at)
    except Exception:
        # The boundary of the process: a province whose data cannot be read must not keep the others waiting. Each act
        # is a transaction of its own, so what failed has left nothing, and is tried again at the next pass.
        _log.exception("jurisdiction %s: its work was not done", jurisdiction_id)
        return 1


def do_due_in(jurisdiction_id: int, clock: dt.datetime) -> int:
    """Do what is due in a province by this clock, with the night's check; gives the exit code."""
    from tiendo_web.core import now

    begun = now.now()
    _pass(jurisdiction_id, clock)
    return checks.Checks().check(jurisdiction_id, moments.as_late_as_the_ledger(jurisdiction_id, clock), begun)


def _pass(jurisdiction_id: int, clock: dt.datetime) -> int:
    """What time alone brings by this clock; gives the exit code. Two workers, or twice by one, do it once."""
    from tiendo_web.accesses import actions as accesses
    from tiendo_web.accounts import refusals

    at = moments.as_late_as_the_ledger(jurisdiction_id, clock)
    take_effect(jurisdiction_id, at)
    issue_recurring(jurisdiction_id, at)
    refusals.seal(jurisdiction_id=jurisdiction_id, at=at)
    accesses.seal(jurisdiction_id=jurisdiction_id, at=at)
    return 0


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
