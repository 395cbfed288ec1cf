"""Entering a decision on days off: one act writes it; the open clocks that it touches are moved behind it.

What is over is not moved, and no day that has passed gets another standing.
"""

from __future__ import annotations

import datetime as dt

from tiendo import workdays
from tiendo_web.calendars import moving
from tiendo_web.core.access import Actor, Permission, Viewer, acting
from tiendo_web.ledger import actions as ledger
from tiendo_web.rulesets import actions as rulesets


def decide(
    *,
    jurisdiction_id: int,
    text: str,
    basis: str,
    status: workdays.Status,
    by: Viewer | Actor,
    at: dt.datetime,
    once: str = "",
) -> int:
    """Enter a decision on days off; gives its id. :func:`moving.go_on` moves the clocks, a batch at a time.

    Raises ``rulesets.actions.Faulty`` with what is wrong in the text, or ``Refused`` beside the symbol.
    """
    by = acting(by, Permission.SET_RULES, jurisdiction_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="calendars.decide", by=by, at=at, once=once) as act:
        decision_id = rulesets.lay_down_days(act, text=text, basis=basis, status=status)
        moving.ask(act, decision_id)
    return decision_id
