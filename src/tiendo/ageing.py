"""How long nothing was heard of a duty without a deadline. It cannot become late, so it ages, and is chased by age.

>>> from datetime import date
>>> from tiendo import workdays
>>> from tiendo.term import Length, Unit
>>> cuts = bounds(date(2026, 11, 25), Length(3, Unit.MONTH), workdays.shipped())
>>> [age(date(2026, *day), cuts).value for day in ((11, 2), (10, 1), (8, 3))]
['recent', 'quiet', 'chased']
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tiendo import term, workdays
from tiendo.term import Length, Unit

DAY = timedelta(days=1)
# No rule: a step on the way to being chased, so that a list of hundreds can be looked through from its older end.
QUIET_AFTER = Length(1, Unit.MONTH)
# No length of these units is shorter than so many days.
_SHORTEST = {Unit.DAY: 1, Unit.WORKING_DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.YEAR: 365}


class Age(StrEnum):
    """How long nothing was heard: not long, for more than a month, for longer than the rule set lets pass."""

    RECENT = "recent"
    QUIET = "quiet"
    CHASED = "chased"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The last day of a report for each age: on or before ``chased`` it is chased (None: by no rule), else quiet."""

    quiet: date
    chased: date | None


def bounds(on: date, chased_after: Length | None, calendar: workdays.Calendar) -> Bounds:
    """Where the ages lie on a day; ``chased_after`` is the rule set's."""
    chased = _last_before(on, chased_after, calendar) if chased_after is not None else None
    return Bounds(_last_before(on, QUIET_AFTER, calendar), chased)


def age(heard_on: date, cuts: Bounds) -> Age:
    """The age of a duty that was last heard of on a day."""
    if cuts.chased is not None and heard_on <= cuts.chased:
        return Age.CHASED
    return Age.QUIET if heard_on <= cuts.quiet else Age.RECENT


def _last_before(on: date, length: Length, calendar: workdays.Calendar) -> date:
    """The last day whose ``length`` is over before ``on``; where the calendar does not reach, days off do not count."""
    day = on - min(length.count * _SHORTEST[length.unit], (on - date.min).days) * DAY
    while day > date.min and _ends(day, length, calendar) >= on:
        day -= DAY
    return day


def _ends(day: date, length: Length, calendar: workdays.Calendar) -> date:
    try:
        return term.due(day, length, calendar).due_on or date.max
    except workdays.OutsideCalendar:
        return day + length.count * _SHORTEST[length.unit] * DAY
