"""How many failed tries to sign in are borne, and how long is waited then.

A stranger who tries for an account must be stopped, and must not be able to keep its owner out. So tries are
counted apart: those from a browser in which the user has signed in before (``device``) only among themselves; all
others for the account from one address, for the address, and for the account. What is refused because of a limit is
not counted, so a limit lifts by itself when its period is over, and nobody stays out longer than that after
the tries end. From a known browser the owner never waits for what strangers do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within so long."""

    number: int
    within: dt.timedelta

    def lifts_at(self, failures: Sequence[dt.datetime], at: dt.datetime) -> dt.datetime | None:
        """When the next try may be made; None where it may be made now. ``failures`` in any order."""
        recent = sorted(one for one in failures if one > at - self.within)
        return recent[-self.number] + self.within if len(recent) >= self.number else None


# Set on 2026-11-25, by judgement and not from any law: a person mistypes five times, no more; an office of some
# hundred people behind one address mistypes twenty times in a minute at the worst; guesses from many addresses at one
# account are down to 180 an hour, against a password that is on no list of common ones.
DEVICE = Limit(10, dt.timedelta(minutes=10))
PAIR = Limit(5, dt.timedelta(minutes=5))
ADDRESS = Limit(20, dt.timedelta(minutes=1))
ACCOUNT = Limit(30, dt.timedelta(minutes=10))
LONGEST = max(limit.within for limit in (DEVICE, PAIR, ADDRESS, ACCOUNT))


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed try: when, for which name (its key; the name is not kept), from where, from which known browser."""

    at: dt.datetime
    tried: str
    address: str | None
    device: str


def lifts_at(
    failures: Sequence[Failure], *, tried: str, address: str | None, device: str, at: dt.datetime
) -> dt.datetime | None:
    """When this one may try again; None where he may try now.

    ``failures`` are those for the name and from the address in the last :data:`LONGEST`. Names that are no account's
    are counted like others, so that nobody learns from a refusal which accounts there are.
    """
    if device:
        mine = [one.at for one in failures if one.tried == tried and one.device == device]
        return DEVICE.lifts_at(mine, at)
    strange = [one for one in failures if not one.device]
    here = [one for one in strange if one.address == address]
    account = [one for one in strange if one.tried == tried]
    waits = (
        PAIR.lifts_at([one.at for one in account if one.address == address], at),
        ADDRESS.lifts_at([one.at for one in here], at),
        ACCOUNT.lifts_at([one.at for one in account], at),
    )
    return max((wait for wait in waits if wait is not None), default=None)
