"""What the words of a deadline mean as a day, with the trace that says how. Pure.

The compiler's normal forms are used where the words were not touched, the words themselves where they
were; both end in :mod:`tiendo.term`, which cites its rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from tiendo import since, steps, term, workdays
from tiendo.diagnostic import Diagnostic
from tiendo.duty import Undated
from tiendo.errors import Broken
from tiendo.rulebook import Lang, Words
from tiendo.ruleset import Basis
from tiendo_web.plans import draft

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
_PERIOD_BY = Words("Theo “{name}” ({citation}).", "By “{name}” ({citation}).")
_BEYOND = Words(
    "{why} Thời hạn dài quá bảng ngày nghỉ: hạn được tính khi có bảng.",
    "{why} The term reaches beyond the table of days off: its day is counted once there is one.",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The last lawful day (None: no day is fixed), how it was found, and what is wrong with the words.

    ``steps`` are those of the trace, as a value; ``undated`` says why a term that was read gives no day yet. ``stages``
    are the earlier days, where the words set several.
    """

    due_on: dt.date | None
    trace: str = ""
    steps: steps.Steps | None = None
    faults: tuple[Diagnostic, ...] = ()
    undated: Undated | None = None
    stages: tuple[Meaning, ...] = ()


NO_DAY = Meaning(None)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a term is counted with: what it runs from, the days that are known, the rules and the day table."""

    whence: since.Since
    days: since.Days
    basis: Basis
    lang: Lang


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a task says of its deadline: the words, the compiler's forms of them and what they run from, and whether
    the words were typed by hand, so that the forms do not hold.
    """

    words: str
    forms: tuple[str, ...] = ()
    event: str = ""
    by_hand: bool = False


def said(task: draft.TaskDraft) -> Deadline:
    """What a task of a draft says of its deadline."""
    return Deadline(task.deadline.now, task.deadline_forms, task.deadline_from, task.deadline.by_hand)


def encode(one: Deadline) -> dict[str, Any]:
    """A deadline as JSON values, as it is stored with a task; alike deadlines are stored alike."""
    return {"words": one.words, "forms": list(one.forms), "event": one.event, "by_hand": one.by_hand}


def decode(stored: Any) -> Deadline:
    """What :func:`encode` wrote; raises :class:`tiendo.errors.Broken` where it cannot be read."""
    try:
        return Deadline(stored["words"], tuple(stored["forms"]), stored["event"], stored["by_hand"])
    except (KeyError, TypeError) as fault:
        raise Broken(f"a stored deadline cannot be read: {fault}") from fault


def of_task(task: draft.TaskDraft, days: since.Days, basis: Basis) -> Meaning:
    """The day that the deadline of a task of a draft means."""
    return meant(said(task), days, basis)


def meant(one: Deadline, days: since.Days, basis: Basis) -> Meaning:
    """The day that a deadline means: by the compiler's forms, the words typed by hand, or the rules."""
    if not one.words.strip() and not one.forms:
        return of_silence(days=days, basis=basis, lang=Lang.VI)
    if one.by_hand:
        return of_words(one.words, days=days, basis=basis, lang=Lang.VI)
    return of_forms(one.forms, words=one.words, event=one.event, days=days, basis=basis, lang=Lang.VI)


def of_forms(forms: Sequence[str], *, words: str, event: str, days: since.Days, basis: Basis, lang: Lang) -> Meaning:
    """The meaning of the compiler's normal forms: the last dated one; a length runs from ``event``.

    ``words`` are those of the deadline: a form is the last day of a period where they print no day.
    """
    known = _Known(since.of(event), days, basis, lang)
    terms = [_term(form, words) for form in forms]
    return _last([_meant(one, known) for one in terms if one is not None])


def _last(meanings: Sequence[Meaning]) -> Meaning:
    """The one with the last day, before which the others are stages; one that has no day yet may be later than any."""
    waiting = [meaning for meaning in meanings if meaning.undated is not None]
    by_day = {meaning.due_on: meaning for meaning in meanings if meaning.due_on is not None}
    dated = [by_day[day] for day in sorted(by_day)]
    last = waiting[0] if waiting else dated.pop() if dated else NO_DAY
    return replace(last, stages=tuple(dated))


def of_words(words: str, *, days: since.Days, basis: Basis, lang: Lang) -> Meaning:
    """The meaning of words typed by hand, a length counted from what they name."""
    if not words.strip():
        return NO_DAY
    parsed, faults = term.parse(words)
    if parsed is None:
        return Meaning(None, faults=tuple(faults))
    return _meant(parsed, _Known(since.in_words(words), days, basis, lang))


def of_silence(*, days: since.Days, basis: Basis, lang: Lang) -> Meaning:
    """The meaning of no deadline at all: the day that the rules set then, if they set one."""
    clause = basis.rules.deadline
    if clause.value is None:
        return NO_DAY
    found = _meant(clause.value, _Known(since.UNSAID, days, basis, lang))
    told = _BY_RULE.say(lang, {"name": basis.rules.name, "citation": clause.ground.citation})
    return replace(found, trace=f"{told}\n{found.trace}")


def _meant(one: term.Term, known: _Known) -> Meaning:
    match one:
        case term.Length() | term.YearEnd():
            return _counted(one, known)
        case term.Fixed() | term.Within() | term.Ongoing():
            return _due(one, dt.date.min if known.days.document is None else known.days.document, known, None)
        case _:
            assert_never(one)


def _counted(one: term.Length | term.YearEnd, known: _Known) -> Meaning:
    """A term that has no day without the one that it runs from."""
    from_what = known.whence if isinstance(one, term.Length) else since.UNSAID
    start = since.start(from_what, known.days)
    if start is not None:
        return _due(one, start, known, from_what if isinstance(one, term.Length) else None)
    length = one.words.say(known.lang) if isinstance(one, term.Length) else "cuối năm"
    return Meaning(None, since.say_waiting(from_what, length, known.lang), undated=Undated.EVENT)


def _due(one: term.Term, start: dt.date, known: _Known, from_what: since.Since | None) -> Meaning:
    try:
        due = term.due(start, one, known.basis.calendar, period_end=known.basis.rules.period_end.value)
    except workdays.OutsideCalendar as refused:
        return Meaning(None, _BEYOND.say(known.lang, {"why": refused.message}), undated=Undated.TABLE)
    found = since.Counted(from_what, due.trace) if from_what is not None else due.trace
    told = "\n".join([found.say(known.lang), *_by_whom(due.trace, known)])
    return Meaning(due.due_on, told, found)


def _by_whom(trace: term.Trace, known: _Known) -> list[str]:
    """Whose rule says which day of a period is meant, and what it rests on; of any other term nothing."""
    if trace.period_end is None:
        return []
    rules = known.basis.rules
    return [_PERIOD_BY.say(known.lang, {"name": rules.name, "citation": rules.period_end.ground.citation})]


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
