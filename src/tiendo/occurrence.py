"""What recurs: when the occurrence of a period is due, with the steps, and how a rhythm is stored.

>>> from tiendo.period import Kind, nth, number_of
>>> monthly = Rhythm(Kind.MONTH)
>>> june = nth(monthly, number_of(monthly, date(2026, 6, 1)))
>>> found = reckon(june, AfterEnd(3), workdays.shipped(), issued_on=date(2026, 6, 1))
>>> str(found.due_on), found.say(Lang.VI).splitlines()[0]
('2026-07-03', 'Kỳ tháng 6/2026: từ 01/06/2026 đến hết 30/06/2026.')
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias, assert_never

from tiendo import workdays
from tiendo.errors import Broken, Refused
from tiendo.orgtree import Level
from tiendo.period import Kind, Period, Rhythm, Window
from tiendo.rulebook import Lang, Words
from tiendo.term import Length, Unit


@dataclass(frozen=True, slots=True)
class AfterEnd:
    """Due so many working days after the period's last day, for each level its own number.

    ``levels`` names those that differ from ``days``. The day of sending lies at least one working day after the last
    day of the period and is set for each level (Nghị định 09/2019/NĐ-CP Đ8(5), from a summary).
    """

    days: int
    levels: Mapping[Level, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse fewer than one day or more than a year of them."""
        if not all(1 <= number <= 250 for number in (self.days, *self.levels.values())):
            raise Refused("Hạn gửi báo cáo phải sau ngày chốt ít nhất một ngày làm việc.", field="days")


@dataclass(frozen=True, slots=True)
class OnDay:
    """Due on a day of the month ("ngày 20 hằng tháng"), or of the year ("01/6 hằng năm"): the first after the period.

    No report is due before the period it is on is over (Nghị định 09/2019/NĐ-CP Đ8(5), from a summary). A shorter month
    has it on its last day; a day off runs to the next working day (Bộ luật Dân sự 91/2015/QH13 Đ148).
    """

    day: int
    month: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day that no month has."""
        if not 1 <= self.day <= 31 or not 1 <= (self.month or 1) <= 12:
            raise Refused("Không có ngày này trong tháng.", field="day")


When: TypeAlias = AfterEnd | OnDay
Json: TypeAlias = "str | int | dict[str, Json] | None"


def due_on(period: Period, when: When, calendar: workdays.Calendar, level: Level | None = None) -> date:
    """The last lawful day of what is owed for a period, for a body of this level.

    Raises :class:`tiendo.workdays.OutsideCalendar` where the day table does not reach.
    """
    match when:
        case AfterEnd():
            return calendar.add(period.last, when.levels.get(level, when.days) if level else when.days)
        case OnDay():
            return calendar.roll(_first_after(period.last, when))
        case _:
            assert_never(when)


def _first_after(last: date, when: OnDay) -> date:
    """The first day of that number after a day; raises ``OutsideCalendar`` at the end of all days."""
    months = 12 if when.month else 1
    month = 12 * last.year + (when.month or last.month) - 1
    while True:
        year, number = divmod(month, 12)
        if year > date.max.year:
            raise workdays.OutsideCalendar("Kỳ này nằm ngoài lịch.")
        day = date(year, number + 1, min(when.day, monthrange(year, number + 1)[1]))
        if day > last:
            return day
        month += months


def check(rhythm: Rhythm, when: When) -> None:
    """Raise ``Refused`` beside the day where periods shorter than a month are to be due on a day of the month."""
    short = rhythm.kind is Kind.WEEK or (rhythm.every is not None and rhythm.every.unit in (Unit.DAY, Unit.WEEK))
    if short and isinstance(when, OnDay):
        raise Refused("Kỳ ngắn hơn một tháng không lấy ngày trong tháng làm hạn.", field="day")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """When an occurrence is due, and how that came about; enough to count again by hand.

    ``counted`` is the day by the rhythm alone; where it was over before the occurrence could be issued (nobody looked
    in time), ``due_on`` is the next working day after the issue, so that no duty is late at its birth. ``ground`` says
    by which rule its period lies where it does.
    """

    period: Period
    when: When
    level: Level | None
    issued_on: date
    counted: date
    due_on: date
    ground: str = ""

    def say(self, lang: Lang) -> str:
        """The steps, one a line."""
        first, last, counted, due = map(_Day(lang), (self.period.first, self.period.last, self.counted, self.due_on))
        told = [self.ground] if self.ground else []
        told += [_PERIOD.say(lang, {"period": self.period.words.say(lang), "first": first, "last": last})]
        told.append(_rule(self.when, self.level).say(lang, {"day": counted}))
        if self.due_on != self.counted:
            told.append(_ISSUED_LATE.say(lang, {"issued": _Day(lang)(self.issued_on), "day": due}))
        return "\n".join([*told, _END.say(lang, {"day": due})])


def reckon(
    period: Period,
    when: When,
    calendar: workdays.Calendar,
    *,
    level: Level | None = None,
    issued_on: date,
    ground: str = "",
) -> Reckoned:
    """When the occurrence of a period is due that is issued on a day; raises as :func:`due_on` does."""
    counted = due_on(period, when, calendar, level)
    lawful = counted if counted >= issued_on else calendar.add(issued_on, 1)
    return Reckoned(period, when, level, issued_on, counted, lawful, ground)


_RHYTHMS = MappingProxyType(
    {
        "weekly": Kind.WEEK,
        "monthly": Kind.MONTH,
        "quarterly": Kind.QUARTER,
        "halfyearly": Kind.HALF_YEAR,
        "annual": Kind.YEAR,
    }
)


def of_form(form: str) -> tuple[Kind, OnDay | None] | None:
    """What a rhythm of the compiler's normal forms says: its kind, and the day where it names one; None for no rhythm.

    >>> of_form("monthly:20"), of_form("annual:06-01")
    ((<Kind.MONTH: 'month'>, OnDay(day=20, month=None)), (<Kind.YEAR: 'year'>, OnDay(day=1, month=6)))
    """
    name, _colon, day = form.partition(":")
    kind = _RHYTHMS.get(name)
    if kind is None:
        return None
    numbers = [int(part) for part in day.split("-") if part.isdecimal()]
    try:
        if kind is Kind.YEAR and len(numbers) == 2:
            return kind, OnDay(numbers[1], numbers[0])
        return kind, OnDay(numbers[0]) if len(numbers) == 1 and kind is not Kind.WEEK else None
    except Refused:
        return kind, None


def encode(rhythm: Rhythm, when: When) -> dict[str, Json]:
    """A rhythm and its due days as JSON values, as they are stored."""
    every: dict[str, Json] | None = (
        {"count": rhythm.every.count, "unit": rhythm.every.unit.value} if rhythm.every else None
    )
    anchor = rhythm.anchor.isoformat() if rhythm.anchor else None
    told: dict[str, Json] = {"kind": rhythm.kind.value, "window": rhythm.window.value, "every": every, "anchor": anchor}
    match when:
        case AfterEnd():
            levels: dict[str, Json] = {level.value: days for level, days in when.levels.items()}
            return told | {"days": when.days, "levels": levels}
        case OnDay():
            return told | {"day": when.day, "month": when.month}
        case _:
            assert_never(when)


def decode(stored: Any) -> tuple[Rhythm, When]:
    """What :func:`encode` wrote; raises :class:`tiendo.errors.Broken` where it cannot be read."""
    try:
        every = Length(stored["every"]["count"], Unit(stored["every"]["unit"])) if stored["every"] else None
        anchor = date.fromisoformat(stored["anchor"]) if stored["anchor"] else None
        rhythm = Rhythm(Kind(stored["kind"]), Window(stored["window"]), every, anchor)
        if "day" in stored:
            return rhythm, OnDay(stored["day"], stored["month"])
        levels = {Level(level): days for level, days in stored["levels"].items()}
        return rhythm, AfterEnd(stored["days"], levels)
    except (KeyError, TypeError, ValueError, AttributeError, Refused) as fault:
        raise Broken(f"a stored rhythm cannot be read: {fault}") from fault


_PERIOD = Words("Kỳ {period}: từ {first} đến hết {last}.", "Period {period}: from {first} to the end of {last}.")
_AFTER = Words(
    "{days} ngày làm việc sau ngày chốt (Nghị định 09/2019/NĐ-CP Đ8(5), theo bản tóm tắt: ít nhất một ngày, đặt riêng "
    "cho từng cấp): {{day}}.",
    "{days} working days after the period's end (Nghị định 09/2019/NĐ-CP Đ8(5), from a summary: at least one, set for "
    "each level): {{day}}.",
)
_ON_DAY = Words(
    "Ngày {number} đầu tiên sau khi hết kỳ (Nghị định 09/2019/NĐ-CP Đ8(5), theo bản tóm tắt: sau ngày chốt); rơi "
    "vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp (Bộ luật Dân sự 91/2015/QH13 Đ148): {{day}}.",
    "The first day {number} after the period (Nghị định 09/2019/NĐ-CP Đ8(5), from a summary: after its end); a day "
    "off runs to the next working day (Bộ luật Dân sự 91/2015/QH13 Đ148): {{day}}.",
)
_ISSUED_LATE = Words(
    "Đến ngày {issued} mới giao được, khi hạn đó đã qua: lấy ngày làm việc kế tiếp, {day} (ngày đầu không tính, "
    "Bộ luật Dân sự 91/2015/QH13 Đ147).",
    "It could be issued only on {issued}, when that day was over: the next working day is taken, {day} (the first day "
    "is not counted, Bộ luật Dân sự 91/2015/QH13 Đ147).",
)
_END = Words("Hạn cuối: hết ngày {day}.", "Due: the end of {day}.")


def _rule(when: When, level: Level | None) -> Words:
    match when:
        case AfterEnd():
            days = str(when.levels.get(level, when.days) if level else when.days)
            return Words(_AFTER.vi.format(days=days), _AFTER.en.format(days=days))
        case OnDay():
            number = f"{when.day}/{when.month}" if when.month else str(when.day)
            return Words(_ON_DAY.vi.format(number=number), _ON_DAY.en.format(number=number))
        case _:
            assert_never(when)


def say_when(when: When, lang: Lang) -> str:
    """When what recurs is due, in words."""
    match when:
        case AfterEnd():
            levels = "".join(f"; {LEVELS[level].say(lang)}: {days}" for level, days in when.levels.items())
            told = Words("{days} ngày làm việc sau ngày chốt", "{days} working days after the end of the period")
            return told.say(lang, {"days": str(when.days)}) + levels
        case OnDay():
            number = f"{when.day}/{when.month}" if when.month else str(when.day)
            return Words("ngày {number} đầu tiên sau khi hết kỳ", "the first day {number} after the period").say(
                lang, {"number": number}
            )
        case _:
            assert_never(when)


LEVELS = MappingProxyType(
    {
        Level.CENTRAL: Words("cấp trung ương", "central level"),
        Level.PROVINCE: Words("cấp tỉnh", "provincial level"),
        Level.DISTRICT: Words("cấp huyện", "district level"),
        Level.COMMUNE: Words("cấp xã", "communal level"),
    }
)


@dataclass(frozen=True, slots=True)
class _Day:
    """How a day is written in a language."""

    lang: Lang

    def __call__(self, day: date) -> str:
        return f"{day:%d/%m}/{day.year}" if self.lang is Lang.VI else day.isoformat()
