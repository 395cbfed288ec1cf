"""What time it is for a province, and when its next night is."""

from __future__ import annotations

import datetime as dt
import logging

# A clock that runs behind the ledger by no more than this is as good as any.
BEHIND = dt.timedelta(minutes=1)
_log = logging.getLogger(__name__)


def as_late_as_the_ledger(jurisdiction_id: int, clock: dt.datetime) -> dt.datetime:
    """The clock's time, or the ledger's where the clock was set back: acts take that too, so days never run back."""
    from tiendo_web.ledger import queries

    last = queries.last_recorded(jurisdiction_id=jurisdiction_id)
    if last is not None and last - clock > BEHIND:
        _log.warning(
            "jurisdiction %s: the clock is %s behind the ledger, whose time is taken", jurisdiction_id, last - clock
        )
    return max(clock, last) if last is not None else clock


def next_night(at: dt.datetime) -> dt.datetime:
    """Two in the morning of the next Vietnamese day, when nobody waits for a page."""
    from tiendo_web.core import when

    return when.end_of(when.day_of(at)) + dt.timedelta(hours=2)
