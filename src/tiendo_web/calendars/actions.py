"""Entering a decision on days off: one act writes it and moves the open clocks that it touches, each with its event.

What is over is not moved, and no day that has passed gets another standing.
"""

from __future__ import annotations

import datetime as dt

from tiendo import workdays
from tiendo_web.calendars import queries
from tiendo_web.core.access import SYSTEM, Actor, Permission, Viewer, acting
from tiendo_web.core.when import day_of
from tiendo_web.duties import reckoning
from tiendo_web.ledger import actions as ledger
from tiendo_web.rulesets import actions as rulesets
from tiendo_web.rulesets import queries as tables


def decide(
    *,
    jurisdiction_id: int,
    text: str,
    basis: str,
    status: workdays.Status,
    by: Viewer | Actor,
    at: dt.datetime,
    once: str = "",
) -> queries.Effect:
    """Enter a decision on days off; gives what it moved.

    Raises ``rulesets.actions.Faulty`` with what is wrong in the text, or ``Refused`` beside the symbol.
    """
    by = acting(by, Permission.SET_RULES, jurisdiction_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="calendars.decide", by=by, at=at, once=once) as act:
        before = tables.calendar(jurisdiction_id=jurisdiction_id)
        decision = rulesets.lay_down_days(act, text=text, basis=basis, status=status)
        found = queries.effect(jurisdiction_id=jurisdiction_id, decision=decision, before=before, on=act.on)
        moves = [reckoning.Moved(one.duty_id, one.due_on, one.near_on, one.trace) for one in found.moves]
        reckoning.reckon(act, [*moves, *queries.countable(jurisdiction_id=jurisdiction_id, on=act.on)])
    return found


def count_undated(*, jurisdiction_id: int, at: dt.datetime) -> int:
    """Count the terms that a table of days off now reaches and did not before; gives how many there were."""
    if not queries.countable(jurisdiction_id=jurisdiction_id, on=day_of(at)):
        return 0
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="calendars.count", by=SYSTEM, at=at) as act:
        moves = queries.countable(jurisdiction_id=jurisdiction_id, on=act.on)
        reckoning.reckon(act, moves)
    return len(moves)
