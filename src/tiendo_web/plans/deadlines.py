"""What the words of a deadline mean as a day, with the trace that says how. Pure.

The compiler's normal forms are used where the words were not touched, the words themselves where they
were; both end in :mod:`tiendo.term`, which cites its rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tiendo import term
from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refused
from tiendo.rulebook import Lang, Words
from tiendo.ruleset import Basis

_LENGTH = re.compile(r"P(\d+)(WD|D|W|M|Y)")
_UNITS = {
    "D": term.Unit.DAY,
    "WD": term.Unit.WORKING_DAY,
    "W": term.Unit.WEEK,
    "M": term.Unit.MONTH,
    "Y": term.Unit.YEAR,
}
# A day in figures ("31/8", "31-8-2026") or in words ("ngày 31 tháng 8"); "8/2026" names a month.
_PRINTED_DAY = re.compile(r"\b\d{1,2}\s*[/.-]\s*\d{1,2}(?!\d)|ngày\s+\d")
_BY_RULE = Words(
    "Văn bản không ghi thời hạn; bộ quy tắc “{name}” đặt hạn ({citation}).",
    "The document sets no deadline; the rule set “{name}” sets one ({citation}).",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The last lawful day (None: no day is fixed), how it was found, and what is wrong with the words.

    ``steps`` are those of the trace, as a value.
    """

    due_on: dt.date | None
    trace: str = ""
    steps: term.Trace | None = None
    faults: tuple[Diagnostic, ...] = ()


NO_DAY = Meaning(None)


def of_forms(forms: Sequence[str], *, words: str, start: dt.date, basis: Basis, lang: Lang) -> Meaning:
    """The meaning of the compiler's normal forms: the last dated one; a length runs from ``start``.

    ``words`` are those of the deadline: a form is the last day of a period where they print no day.
    """
    terms = [_term(form, words) for form in forms]
    meanings = [_meant(one, start, basis, lang) for one in terms if one is not None]
    dated = [meaning for meaning in meanings if meaning.due_on is not None]
    return max(dated, key=lambda meaning: meaning.due_on or dt.date.min, default=NO_DAY)


def of_words(words: str, *, start: dt.date, basis: Basis, lang: Lang) -> Meaning:
    """The meaning of words typed by hand, counted from ``start`` where they are a length."""
    if not words.strip():
        return NO_DAY
    parsed, faults = term.parse(words)
    return Meaning(None, faults=tuple(faults)) if parsed is None else _meant(parsed, start, basis, lang)


def of_silence(*, start: dt.date, basis: Basis, lang: Lang) -> Meaning:
    """The meaning of no deadline at all: the day that the rules set then, if they set one."""
    clause = basis.rules.deadline
    if clause.value is None:
        return NO_DAY
    found = _meant(clause.value, start, basis, lang)
    told = _BY_RULE.say(lang, {"name": basis.rules.name, "citation": clause.ground.citation})
    return Meaning(found.due_on, f"{told}\n{found.trace}", found.steps)


def _meant(one: term.Term, start: dt.date, basis: Basis, lang: Lang) -> Meaning:
    try:
        due = term.due(start, one, basis.calendar, period_end=basis.rules.period_end.value)
    except Refused as refused:
        return Meaning(None, trace=refused.message)
    return Meaning(due.due_on, due.trace.say(lang), due.trace)


def _term(form: str, words: str) -> term.Term | None:
    """A normal form as a term; None where it fixes no day (a rhythm, ongoing)."""
    length = _LENGTH.fullmatch(form)
    if length:
        return term.Length(int(length[1]), _UNITS[length[2]])
    try:
        day = dt.date.fromisoformat(form)
    except ValueError:
        return None
    ends_month = (day + dt.timedelta(days=1)).day == 1
    return term.Within(day) if ends_month and not _PRINTED_DAY.search(words.lower()) else term.Fixed(day)
