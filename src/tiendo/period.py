"""Reporting periods: weeks, months, quarters, half-years, the first nine months, years, or any length.

Each period has a number and is computed from it, never from the period before: nothing drifts, and whoever was away for
a year finds the same periods as whoever looked each day. Periods of one rhythm tile the days, but for the first nine
months of each year, which leave three out. No clock is read here.

>>> july = nth(Rhythm(Kind.MONTH, Window.DECREE_09), number_of(Rhythm(Kind.MONTH, Window.DECREE_09), date(2026, 7, 1)))
>>> str(july.first), str(july.last), july.words.vi
('2026-06-15', '2026-07-14', 'tháng 7/2026')
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from tiendo import workdays
from tiendo.errors import Refused
from tiendo.rulebook import Lang, Words
from tiendo.term import Length, Unit

DAY = timedelta(days=1)


class Kind(StrEnum):
    """How often."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    """The first nine months of a year, on which offices report before its end (Thông tư 06/2025/TT-TTCP Đ7)."""
    YEAR = "year"
    CUSTOM = "custom"


class Window(StrEnum):
    """Where a month, quarter, half-year or year begins and ends for a report."""

    CALENDAR = "calendar"
    DECREE_09 = "decree_09"
    """From the 15th of the month before to the 14th of its last month (Nghị định 09/2019/NĐ-CP Đ12)."""


WINDOW_BASIS = MappingProxyType(
    {
        Window.CALENDAR: Words("theo tháng dương lịch", "by the calendar"),
        Window.DECREE_09: Words(
            "từ ngày 15 tháng trước đến ngày 14 (Nghị định 09/2019/NĐ-CP Đ12, theo bản tóm tắt)",
            "from the 15th of the month before to the 14th (Nghị định 09/2019/NĐ-CP Đ12, from a summary)",
        ),
    }
)
# From the first month of a period to that of the next.
_MONTHS = MappingProxyType({Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF_YEAR: 6, Kind.NINE_MONTHS: 12, Kind.YEAR: 12})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What recurs: a kind of period and its window; a custom one has a length and the first day of its first period."""

    kind: Kind
    window: Window = Window.CALENDAR
    every: Length | None = None
    anchor: date | None = None

    def __post_init__(self) -> None:
        """Refuse a length where there is none, and a custom rhythm without one; working days make no periods."""
        custom = self.kind is Kind.CUSTOM
        if custom != (self.every is not None) or custom != (self.anchor is not None):
            raise Refused("Kỳ tự đặt cần độ dài và ngày bắt đầu; kỳ khác thì không.", field="every")
        if self.every is not None and (self.every.unit is Unit.WORKING_DAY or self.every.count < 1):
            raise Refused("Kỳ tự đặt tính bằng ngày, tuần, tháng hoặc năm.", field="every")
        if self.window is Window.DECREE_09 and self.kind not in _MONTHS:
            raise Refused("Kỳ từ ngày 15 đến ngày 14 chỉ có ở tháng, quý, sáu tháng, chín tháng, năm.", field="window")


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a rhythm: its number, its first and last day, and what it is called."""

    number: int
    first: date
    last: date
    words: Words

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


def number_of(rhythm: Rhythm, day: date) -> int:
    """The number of the period in which a day lies; of a day that none holds, of the last one before it."""
    if rhythm.kind is Kind.WEEK:
        return (day.toordinal() - 1) // 7
    if rhythm.kind is Kind.CUSTOM:
        return _custom_number(rhythm, day)
    month = 12 * day.year + day.month - 1
    if rhythm.window is Window.DECREE_09:
        month += day.day >= 15
    return month // _MONTHS[rhythm.kind]


def nth(rhythm: Rhythm, number: int) -> Period:
    """The period with this number; raises :class:`tiendo.workdays.OutsideCalendar` beyond any day table."""
    try:
        first, last = _start(rhythm, number), _after(rhythm, number) - DAY
    except (OverflowError, ValueError) as fault:
        raise workdays.OutsideCalendar("Kỳ này nằm ngoài lịch.") from fault
    return Period(number, first, last, _words(rhythm, number, first, last))


def first_number(rhythm: Rhythm, first_on: date) -> int:
    """The number of the first period that begins no earlier than ``first_on``."""
    number = number_of(rhythm, first_on)
    return number if nth(rhythm, number).first >= first_on else number + 1


def begun(rhythm: Rhythm, *, after: int | None, first_on: date, on: date) -> Iterator[Period]:
    """The periods that have begun by ``on`` and come after the one numbered ``after``, from ``first_on`` on.

    ``after`` is the last one that was issued, None where none was. Asked on any days, however far apart, it gives each
    period once and in order: what was missed is caught up.
    """
    number = first_number(rhythm, first_on) if after is None else after + 1
    while (period := nth(rhythm, number)).first <= on:
        yield period
        number += 1


def _start(rhythm: Rhythm, number: int) -> date:
    """The first day of a period, from its number alone."""
    if rhythm.kind is Kind.WEEK:
        return date.fromordinal(7 * number + 1)
    if rhythm.kind is Kind.CUSTOM:
        return _custom_start(rhythm, number)
    return _month_start(rhythm, number * _MONTHS[rhythm.kind])


def _after(rhythm: Rhythm, number: int) -> date:
    """The first day after a period."""
    if rhythm.kind is Kind.NINE_MONTHS:
        return _month_start(rhythm, number * _MONTHS[rhythm.kind] + 9)
    return _start(rhythm, number + 1)


def _month_start(rhythm: Rhythm, month: int) -> date:
    """The first day of a month, counted from the year 0, in the window of a rhythm."""
    if rhythm.window is Window.DECREE_09:
        return date((month - 1) // 12, (month - 1) % 12 + 1, 15)
    return date(month // 12, month % 12 + 1, 1)


def _custom_start(rhythm: Rhythm, number: int) -> date:
    assert rhythm.every is not None and rhythm.anchor is not None
    count, anchor = rhythm.every.count * number, rhythm.anchor
    match rhythm.every.unit:
        case Unit.DAY | Unit.WORKING_DAY:
            return anchor + count * DAY
        case Unit.WEEK:
            return anchor + 7 * count * DAY
        case Unit.MONTH | Unit.YEAR:
            months = 12 * anchor.year + anchor.month - 1 + count * (12 if rhythm.every.unit is Unit.YEAR else 1)
            # From the anchor's own day each time: the 31st comes back after a month that has none.
            return _day_of(months // 12, months % 12 + 1, anchor.day)
        case _:
            assert_never(rhythm.every.unit)


def _custom_number(rhythm: Rhythm, day: date) -> int:
    """Near the right one by the mean length, then the one whose days hold it."""
    assert rhythm.every is not None and rhythm.anchor is not None
    mean = {Unit.DAY: 1.0, Unit.WEEK: 7.0, Unit.MONTH: 30.436875, Unit.YEAR: 365.2425}[rhythm.every.unit]
    number = int((day - rhythm.anchor).days // (mean * rhythm.every.count))
    while _start(rhythm, number) > day:
        number -= 1
    while _start(rhythm, number + 1) <= day:
        number += 1
    return number


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _words(rhythm: Rhythm, number: int, first: date, last: date) -> Words:
    """What a period is called: by its name where it has one, else by its days."""
    match rhythm.kind:
        case Kind.MONTH:
            return Words(f"tháng {number % 12 + 1}/{number // 12}", f"{number // 12}-{number % 12 + 1:02d}")
        case Kind.QUARTER:
            quarter = ("I", "II", "III", "IV")[number % 4]
            return Words(f"quý {quarter}/{number // 4}", f"quarter {quarter}/{number // 4}")
        case Kind.HALF_YEAR:
            vi, en = ("đầu", "first") if number % 2 == 0 else ("cuối", "second")
            return Words(f"6 tháng {vi} năm {number // 2}", f"{en} half of {number // 2}")
        case Kind.NINE_MONTHS:
            return Words(f"9 tháng đầu năm {number}", f"first nine months of {number}")
        case Kind.YEAR:
            return Words(f"năm {number}", f"{number}")
        case Kind.WEEK | Kind.CUSTOM:
            return Words(f"{first:%d/%m/%Y} đến {last:%d/%m/%Y}", f"{first.isoformat()} to {last.isoformat()}")
        case _:
            assert_never(rhythm.kind)


KIND_WORDS = MappingProxyType(
    {
        Kind.WEEK: Words("hằng tuần", "weekly"),
        Kind.MONTH: Words("hằng tháng", "monthly"),
        Kind.QUARTER: Words("hằng quý", "quarterly"),
        Kind.HALF_YEAR: Words("sáu tháng một lần", "half-yearly"),
        Kind.NINE_MONTHS: Words("chín tháng đầu năm, hằng năm", "the first nine months of each year"),
        Kind.YEAR: Words("hằng năm", "yearly"),
    }
)


def say(rhythm: Rhythm, lang: Lang) -> str:
    """A rhythm in words: "hằng tháng, theo tháng dương lịch"."""
    if rhythm.every is not None:
        words = rhythm.every.words.say(lang)
        return f"{words} một lần" if lang is Lang.VI else f"every {words}"
    told = KIND_WORDS[rhythm.kind].say(lang)
    return told if rhythm.kind is Kind.WEEK else f"{told}, {WINDOW_BASIS[rhythm.window].say(lang)}"
