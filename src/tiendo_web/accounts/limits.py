"""How many tries to sign in are borne, and how long is waited then.

A stranger who tries for an account must be stopped, and must not be able to keep its owner out. So tries are
counted apart: those from a browser in which the user has signed in before (``device``) only among themselves; all
others for the account from one address, for the address, and for the account. Tries that succeed are counted too,
with more patience: a program that signs in a thousand times a minute costs a thousand passwords computed. What is
refused because of a limit is not counted, so a limit lifts by itself when its period is over, and nobody stays out
longer than that after the tries end. From a known browser the owner never waits for what strangers do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# No further apart are the clocks of two servers.
_APART = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within so long."""

    number: int
    within: dt.timedelta

    def lifts_at(self, tries: Iterable[dt.datetime], at: dt.datetime) -> dt.datetime | None:
        """When the next try may be made; None where it may be made now. ``tries`` in any order.

        Where the machine's clock was set back, tries that lie ahead of it count for nothing: nobody waits for a day.
        """
        recent = sorted(one for one in tries if at - self.within < one <= at + _APART)
        return recent[-self.number] + self.within if len(recent) >= self.number else None


# Set on 2026-11-25, by judgement and not from any law: a person mistypes five times, no more; an office of some
# hundred people behind one address mistypes twenty times in a minute at the worst; guesses from many addresses at one
# account are down to 180 an hour, against a password that is on no list of common ones.
DEVICE = Limit(10, dt.timedelta(minutes=10))
PAIR = Limit(5, dt.timedelta(minutes=5))
ADDRESS = Limit(20, dt.timedelta(minutes=1))
ACCOUNT = Limit(30, dt.timedelta(minutes=10))
# Nobody signs in thirty times in ten minutes; five hundred people behind one address do not do so in one minute.
ENTERED = Limit(30, dt.timedelta(minutes=10))
ENTERED_ADDRESS = Limit(300, dt.timedelta(minutes=1))
# So far back tries for a name and tries from an address are looked at.
LONGEST = max(limit.within for limit in (DEVICE, PAIR, ACCOUNT, ENTERED))
LONGEST_ADDRESS = max(limit.within for limit in (ADDRESS, ENTERED_ADDRESS))
# Wrong codes of a second factor, behind a password that was right. Three of a million codes fit at a time, so ten
# guesses an hour, day and night, take two and a half years to find one at even odds; and all of them stand before the
# owner's eyes. From a known browser, and from one address, as many are borne as of passwords.
CODES = Limit(10, dt.timedelta(hours=1))
CODES_HERE = Limit(5, dt.timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Try:
    """One try: when, for which name (its key; the name is not kept), from where, from which known browser; its end."""

    at: dt.datetime
    tried: str
    address: str | None
    device: str
    failed: bool = True


def lifts_at(
    tries: Sequence[Try], *, tried: str, address: str | None, device: str, at: dt.datetime
) -> dt.datetime | None:
    """When this one may try again; None where he may try now.

    ``tries`` are those for the name in the last :data:`LONGEST` and from the address in the last
    :data:`LONGEST_ADDRESS`. Names that are no account's are counted like others, so that nobody learns from a refusal
    which accounts there are.
    """

    def wait(limit: Limit, counted: Iterable[Try], *, failed: bool) -> dt.datetime | None:
        return limit.lifts_at((one.at for one in counted if one.failed is failed), at)

    account = [one for one in tries if one.tried == tried and one.device == device]
    waits = [wait(ENTERED, account, failed=False)]
    if device:
        waits.append(wait(DEVICE, account, failed=True))
    else:
        here = [one for one in tries if one.address == address and not one.device]
        waits += [
            wait(PAIR, (one for one in account if one.address == address), failed=True),
            wait(ADDRESS, here, failed=True),
            wait(ACCOUNT, account, failed=True),
            wait(ENTERED_ADDRESS, here, failed=False),
        ]
    return max((one for one in waits if one is not None), default=None)


def code_lifts_at(wrong: Sequence[Try], *, address: str | None, device: str, at: dt.datetime) -> dt.datetime | None:
    """When somebody may type another code; None where he may now. ``wrong`` are his wrong ones of the last hour.

    As with passwords: a browser in which he has signed in before is counted by itself, so that who knows the password
    keeps nobody out of it.
    """
    same = [one for one in wrong if one.device == device]
    here = [one.at for one in same if device or one.address == address]
    waits = [CODES_HERE.lifts_at(here, at)]
    if not device:
        waits.append(CODES.lifts_at((one.at for one in same), at))
    return max((one for one in waits if one is not None), default=None)
