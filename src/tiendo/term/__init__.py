"""From "7 ngày làm việc" and a start to the last lawful day, with every step shown.

The rule by which days are counted is a named, citable value (:data:`CIVIL_CODE`), since the laws on
petitions name none. No clock is read here: the start is given.

>>> from datetime import date
>>> from tiendo import workdays
>>> found = due(date(2026, 11, 20), "7 ngày làm việc", workdays.shipped())
>>> print(found.due_on, [str(off.day) for off in found.trace.skipped])
2026-12-02 ['2026-11-21', '2026-11-22', '2026-11-24', '2026-11-28', '2026-11-29']
"""

from __future__ import annotations

from tiendo.term.counting import Due, due
from tiendo.term.model import Fixed, Length, Ongoing, PeriodEnd, Term, TermRefused, Unit, Within, YearEnd
from tiendo.term.trace import CIVIL_CODE, Counting, Trace
from tiendo.term.words import IMPOSSIBLE, RULES, UNKNOWN, parse

__all__ = [
    "CIVIL_CODE",
    "IMPOSSIBLE",
    "RULES",
    "UNKNOWN",
    "Counting",
    "Due",
    "Fixed",
    "Length",
    "Ongoing",
    "PeriodEnd",
    "Term",
    "TermRefused",
    "Trace",
    "Unit",
    "Within",
    "YearEnd",
    "due",
    "parse",
]
