"""Moving the open clocks that a decision on days off touches: a batch at a time, until each was looked at once.

A batch is one transaction under the lock of the ledger. It begins behind the last duty that was looked at, and moves
that mark along with the clocks; so it may be killed at any point, and done by any number of processes. Decisions are
gone through in the order in which they were entered. What somebody acts on is counted first, by all of them that have
not reached it: it comes out as if every clock had been moved when the decision was entered.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Mapping
from typing import Any

from tiendo_web.calendars import counting, queries
from tiendo_web.core.access import SYSTEM
from tiendo_web.core.when import day_of
from tiendo_web.duties import reckoning
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.recurring import queries as recurring
from tiendo_web.rulesets import actions as rulesets
from tiendo_web.rulesets import queries as tables
from tiendo_web.work import actions as work
from tiendo_web.work import queries as jobs

KIND = queries.KIND
# Somebody may wait for the lock meanwhile: so many clocks take less than a second.
BATCH = 200
# When a batch that failed is tried again.
AGAIN = dt.timedelta(minutes=1)
_log = logging.getLogger(__name__)


def ask(act: ledger.Act, decision_id: int) -> None:
    """Within the act that enters a decision: have the open clocks moved that it touches."""
    made = tables.entered(jurisdiction_id=act.jurisdiction_id, decision_id=decision_id)
    total = reckoning.number(jurisdiction_id=act.jurisdiction_id, found=_touched(made))
    work.ask(jurisdiction_id=act.jurisdiction_id, kind=KIND, subject=str(decision_id), at=act.at, total=total)


def go_on(*, jurisdiction_id: int, at: dt.datetime, batch: int = BATCH) -> bool:
    """Look at the next clocks, where any wait; gives whether more may wait.

    A batch that fails leaves nothing but why it failed, and when it is tried again.
    """
    try:
        return _next(jurisdiction_id, at, batch)
    # The boundary of a batch: whatever is wrong with one clock must neither take the page nor the worker with it, and
    # has to be told where people look.
    except Exception as fault:
        _log.exception("jurisdiction %s: open clocks were not moved", jurisdiction_id)
        for job in jobs.waiting(jurisdiction_id=jurisdiction_id, kind=KIND)[:1]:
            why = f"{type(fault).__name__}: {fault}"
            work.put_off(
                jurisdiction_id=jurisdiction_id, kind=KIND, subject=job.subject, next_at=at + AGAIN, outcome=why
            )
        return False


def _next(here: int, at: dt.datetime, batch: int) -> bool:
    with ledger.held(jurisdiction_id=here, at=at) as moment:
        waiting = jobs.waiting(jurisdiction_id=here, kind=KIND)
        if not waiting or waiting[0].next_at is None or waiting[0].next_at > moment:
            return False
        job = waiting[0]
        made = tables.entered(jurisdiction_id=here, decision_id=int(job.subject))
        found = {**_touched(made), "pk__gt": job.mark}
        ids = reckoning.next_ids(jurisdiction_id=here, found=found, limit=batch)
        moved = _move(here, made, ids, moment)
        mark = ids[-1] if ids else job.mark
        work.advance(jurisdiction_id=here, kind=KIND, subject=job.subject, mark=mark, done=len(ids), changed=moved)
        if len(ids) == batch:
            return True
    count_undated(jurisdiction_id=here, at=at)
    work.end(jurisdiction_id=here, kind=KIND, subject=job.subject, at=at, outcome="ok")
    return len(waiting) > 1


def settle(*, jurisdiction_id: int, duty_ids: Collection[int], at: dt.datetime, **_signal: Any) -> None:
    """While the ledger is held: move the clocks of some duties by each decision that has not reached them."""
    for job in jobs.waiting(jurisdiction_id=jurisdiction_id, kind=KIND):
        made = tables.entered(jurisdiction_id=jurisdiction_id, decision_id=int(job.subject))
        found = {**_touched(made), "pk__in": [one for one in duty_ids if one > job.mark]}
        ids = reckoning.next_ids(jurisdiction_id=jurisdiction_id, found=found, limit=len(duty_ids))
        if moved := _move(jurisdiction_id, made, ids, at):
            work.changed(jurisdiction_id=jurisdiction_id, kind=KIND, subject=job.subject, number=moved)


def _touched(made: tables.Entered) -> reckoning.Found:
    """The duties that are looked at: what was issued later goes by the new table already."""
    return {**reckoning.due_from(min(made.days)), "act__lt": made.act}


def _move(jurisdiction_id: int, made: tables.Entered, ids: Collection[int], at: dt.datetime) -> int:
    """Move those of these clocks that come out otherwise, in one act; gives how many."""
    settled = reckoning.acted_on_since(jurisdiction_id=jurisdiction_id, ids=ids, act=made.act)
    found: Mapping[str, Any] = {"pk__in": [one for one in ids if one not in settled]}
    counts = counting.Counts(
        jurisdiction_id,
        (made.before, made.after),
        day_of(at),
        recurring.occurrences(jurisdiction_id=jurisdiction_id),
        lambda: reckoning.plans(jurisdiction_id=jurisdiction_id, found=found),
    )
    with orgs.steady():
        running = reckoning.running(jurisdiction_id=jurisdiction_id, found=found)
        moves = [move for one in running for move in queries.moved(one, counts, made.decision.basis, day_of(at))]
    if moves:
        with ledger.act(jurisdiction_id=jurisdiction_id, kind=KIND, by=made.by, at=at) as act:
            rulesets.about_days(act, made.id)
            reckoning.reckon(act, [reckoning.Moved(one.duty_id, one.due_on, one.near_on, one.trace) for one in moves])
    return len(moves)


def count_undated(*, jurisdiction_id: int, at: dt.datetime, batch: int = BATCH) -> int:
    """Count the terms that a table of days off now reaches and did not before; gives how many there were."""
    ids = [one.duty_id for one in queries.countable(jurisdiction_id=jurisdiction_id, on=day_of(at))]
    for start in range(0, len(ids), batch):
        some = {"pk__in": ids[start : start + batch]}
        with ledger.act(jurisdiction_id=jurisdiction_id, kind="calendars.count", by=SYSTEM, at=at) as act:
            reckoning.reckon(act, queries.countable(jurisdiction_id=jurisdiction_id, on=act.on, among=some))
    return len(ids)
