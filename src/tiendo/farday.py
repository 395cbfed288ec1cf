"""A day that somebody sets: whether it lies so far off that its year may be a slip of the hand.

No rule says how far off a day may be; five years are what a plan period is long here.

>>> from datetime import date
>>> today = date(2026, 11, 26)
>>> [is_far(date(year, 6, 15), today) for year in (2016, 2025, 2026, 2030, 2062)]
[True, False, False, False, True]
>>> [is_slip(day, today) for day in (date(2045, 12, 31), date(2062, 6, 15))]
[False, True]
"""

from __future__ import annotations

from datetime import date

YEARS = 5
# Programmes run to the end of a year, however far.
_HORIZON = (12, 31)


def is_far(day: date, on: date) -> bool:
    """Whether a day lies more than five years from another, before or behind it."""
    earlier, later = sorted((day, on))
    return (later.year - YEARS, later.month, later.day) > (earlier.year, earlier.month, earlier.day)


def is_slip(day: date, on: date) -> bool:
    """The same of a day that a document sets, which may be the end of a far year."""
    return is_far(day, on) and (day.month, day.day) != _HORIZON
