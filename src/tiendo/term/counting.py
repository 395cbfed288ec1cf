"""From a start and a term to the last lawful day, by the calendar of working days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from tiendo import workdays
from tiendo.term import words
from tiendo.term.model import Fixed, Length, Ongoing, PeriodEnd, Term, Unit, Within, YearEnd
from tiendo.term.trace import CIVIL_CODE, Counting, Trace

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The last lawful day (None where the term sets none) and how it came about."""

    due_on: date | None
    trace: Trace


def due(
    start: date,
    term: str | Term,
    calendar: workdays.Calendar,
    *,
    counting: Counting = CIVIL_CODE,
    period_end: PeriodEnd = PeriodEnd.LAST_DAY,
) -> Due:
    """The last lawful day of a term that begins with ``start``; ``period_end`` is the rule set's.

    Raises :class:`TermRefused` for words that are no term, and
    :class:`tiendo.workdays.OutsideCalendar` where the day table does not reach.
    """
    known = words.understood(term) if isinstance(term, str) else term
    match known:
        case Ongoing():
            trace = Trace(start, known, counting)
        case Fixed():
            trace = _printed(start, known, known.day, calendar, counting)
        case Within():
            trace = _within(start, known, known.last, calendar, counting, period_end)
        case YearEnd():
            trace = _within(start, known, date(start.year, 12, 31), calendar, counting, period_end)
        case Length():
            trace = _counted(start, known, calendar, counting)
        case _:
            assert_never(known)
    return Due(trace.due_on, trace)


def _printed(start: date, term: Term, day: date, calendar: workdays.Calendar, counting: Counting) -> Trace:
    """A printed day stays as printed even when it is off: it is the author's choice, not a count."""
    off = calendar.why_off(day) if calendar.covers(day) else None
    return Trace(start, term, counting, reached=day, due_on=day, off_as_printed=off)


def _within(
    start: date, term: Term, last: date, calendar: workdays.Calendar, counting: Counting, end: PeriodEnd
) -> Trace:
    """The last day of a period, or the last one worked in it, where that is known and does not lie before the start."""
    trace = replace(_printed(start, term, last, calendar, counting), period_end=end)
    if end is PeriodEnd.LAST_DAY or trace.off_as_printed is None:
        return trace
    due_on = calendar.add(last, -1)
    if due_on < start:
        return replace(trace, period_end=PeriodEnd.LAST_DAY)
    rolled = _offs(calendar, due_on, last)
    projected = calendar.projected(due_on)
    return replace(trace, due_on=due_on, rolled=rolled, projected=projected, off_as_printed=None)


def _counted(start: date, length: Length, calendar: workdays.Calendar, counting: Counting) -> Trace:
    working = length.unit is Unit.WORKING_DAY
    reached = calendar.add(start, length.count) if working else _end(start, length)
    due_on = calendar.roll(reached)
    return Trace(
        start,
        length,
        counting,
        reached=reached,
        due_on=due_on,
        skipped=_offs(calendar, start, reached) if working else (),
        rolled=_offs(calendar, reached - _DAY, due_on),
        projected=calendar.projected(due_on),
    )


def _offs(calendar: workdays.Calendar, after: date, to: date) -> tuple[workdays.Off, ...]:
    days = (after + number * _DAY for number in range(1, (to - after).days + 1))
    return tuple(off for off in map(calendar.why_off, days) if off)


def _end(start: date, length: Length) -> date:
    """The last day by the calendar, before it is rolled."""
    try:
        match length.unit:
            case Unit.WEEK:
                return start + 7 * length.count * _DAY
            case Unit.MONTH:
                return _months(start, length.count)
            case Unit.YEAR:
                return _months(start, 12 * length.count)
            case Unit.DAY | Unit.WORKING_DAY:
                return start + length.count * _DAY
            case _:
                assert_never(length.unit)
    except (OverflowError, ValueError) as fault:
        raise workdays.OutsideCalendar("Thời hạn dài quá lịch.") from fault


def _months(start: date, number: int) -> date:
    """The same day number, or the last day of a shorter month (Đ148)."""
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
