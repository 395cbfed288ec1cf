"""What the words of a deadline mean as a day, with the trace that says how. Pure.

The compiler's normal forms are used where the words were not touched, the words themselves where they
were; both end in :mod:`tiendo.term`, which cites its rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tiendo import term, workdays
from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refused
from tiendo.rulebook import Lang

# How many working days before its last day a duty counts as near due: the three days that the trackers
# kept by officials themselves use.
NEAR = 3
_LENGTH = re.compile(r"P(\d+)(WD|D|W|M|Y)")
_UNITS = {"D": "ngày", "WD": "ngày làm việc", "W": "tuần", "M": "tháng", "Y": "năm"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The last lawful day (None: no day is fixed), how it was found, and what is wrong with the words."""

    due_on: dt.date | None
    trace: str = ""
    faults: tuple[Diagnostic, ...] = ()


NO_DAY = Meaning(None)


def of_forms(forms: Sequence[str], *, start: dt.date, calendar: workdays.Calendar, lang: Lang) -> Meaning:
    """The meaning of the compiler's normal forms: the last dated one; a length runs from ``start``."""
    meanings = [of_words(_words(form), start=start, calendar=calendar, lang=lang) for form in forms if _words(form)]
    dated = [meaning for meaning in meanings if meaning.due_on is not None]
    return max(dated, key=lambda meaning: meaning.due_on or dt.date.min, default=NO_DAY)


def of_words(words: str, *, start: dt.date, calendar: workdays.Calendar, lang: Lang) -> Meaning:
    """The meaning of words typed by hand, counted from ``start`` where they are a length."""
    if not words.strip():
        return NO_DAY
    parsed, faults = term.parse(words)
    if parsed is None:
        return Meaning(None, faults=tuple(faults))
    try:
        due = term.due(start, parsed, calendar)
    except Refused as refused:
        return Meaning(None, trace=refused.message)
    return Meaning(due.due_on, due.trace.say(lang))


def near_on(due_on: dt.date, calendar: workdays.Calendar) -> dt.date:
    """The first day on which a duty due on ``due_on`` is near due."""
    day, left = due_on, NEAR
    while left and calendar.covers(day - dt.timedelta(days=1)):
        day -= dt.timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def _words(form: str) -> str:
    """A normal form as words for :mod:`tiendo.term`; empty where it fixes no day (a rhythm, ongoing)."""
    length = _LENGTH.fullmatch(form)
    if length:
        return f"{length[1]} {_UNITS[length[2]]}"
    try:
        return dt.date.fromisoformat(form).strftime("%d/%m/%Y")
    except ValueError:
        return ""
