"""Duties whose day is still to be counted anew by a decision on days off: counted before anybody acts on them.

Decisions, and how days are counted by them, stand in an app above this one, which listens to :data:`touched`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.dispatch import Signal

from tiendo.errors import Refused
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import actions as ledger

# Sent with jurisdiction_id, duty_ids and the instant at, while no other act can come between.
touched = Signal()


@contextmanager
def counted(*, jurisdiction_id: int, duty_ids: Collection[int], at: dt.datetime) -> Iterator[None]:
    """Have the days of duties counted, by acts of their own, before the act that is made within.

    Where that act is refused its refusal is raised, and the days stay counted: the next try sees them.
    """
    refused: Refused | None = None
    with ledger.held(jurisdiction_id=jurisdiction_id, at=at) as moment:
        touched.send(sender=Duty, jurisdiction_id=jurisdiction_id, duty_ids=duty_ids, at=moment)
        try:
            yield
        except Refused as fault:
            refused = fault
    if refused is not None:
        raise refused
