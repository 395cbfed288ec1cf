"""From "7 ngày làm việc" and a start to the last lawful day, with every step shown.

The rule by which days are counted is a named, citable value (:data:`CIVIL_CODE`), since the laws on
petitions name none. No clock is read here: the start is given.

>>> from datetime import date
>>> found = due(date(2026, 11, 20), "7 ngày làm việc", workdays.shipped())
>>> print(found.due_on, [str(off.day) for off in found.trace.skipped])
2026-12-02 ['2026-11-21', '2026-11-22', '2026-11-24', '2026-11-28', '2026-11-29']
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias, assert_never

from tiendo import viet, workdays
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.errors import Refusal, Refused
from tiendo.rulebook import Example, Lang, Rule, Words
from tiendo.source import Span

DAY = timedelta(days=1)
_LONGEST = 9_999


class Unit(StrEnum):
    """What a length is counted in."""

    WORKING_DAY = "working_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Length:
    """So many units from the start."""

    count: int
    unit: Unit

    @property
    def words(self) -> Words:
        """The length as it is written: "7 ngày làm việc"."""
        unit = _UNIT_WORDS[self.unit]
        return Words(f"{self.count} {unit.vi}", f"{self.count} {unit.en if self.count != 1 else unit.en[:-1]}")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day that the words fix without a start."""

    day: date


class PeriodEnd(StrEnum):
    """Which day is meant where only a period is named ("trong tháng 8"). No rule was found; a rule set says it."""

    LAST_DAY = "last_day"
    LAST_WORKING_DAY = "last_working_day"


@dataclass(frozen=True, slots=True)
class Within:
    """A period that is named without a day ("trong tháng 8/2026", "quý II/2026"), by its last day."""

    last: date


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The last day of the year of the start ("cuối năm")."""


@dataclass(frozen=True, slots=True)
class Ongoing:
    """No day at all ("thường xuyên")."""


Term: TypeAlias = Length | Fixed | Within | YearEnd | Ongoing


class TermRefused(Refused):
    """The words give no term, or the term leads to no day."""

    kind = Refusal.INVALID


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count days, with the law it rests on and how sure it is that this law applies."""

    name: Words
    citation: str
    trust: Words


CIVIL_CODE = Counting(
    name=Words(
        "Không tính ngày bắt đầu; ngày cuối rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp",
        "The first day is not counted; a last day that is not worked moves on to the next working day",
    ),
    citation="Bộ luật Dân sự 91/2015/QH13 Đ147, Đ148",
    trust=Words(
        "Áp dụng cho thời hạn hành chính là cách hiểu thông thường, chưa có quy định riêng nói rõ",
        "Its use for administrative terms is the ordinary reading; no rule of their own was found",
    ),
)


@dataclass(frozen=True, slots=True)
class Trace:
    """How a due day came about: enough for a reader to count again by hand.

    ``skipped`` are days that did not count, ``rolled`` days passed over at the end; ``reached`` is the
    day before rolling; ``projected`` says that a decision on days off still to come may change the result.
    """

    start: date
    term: Term
    counting: Counting
    reached: date | None = None
    due_on: date | None = None
    skipped: tuple[workdays.Off, ...] = ()
    rolled: tuple[workdays.Off, ...] = ()
    off_as_printed: workdays.Off | None = None
    projected: bool = False

    def say(self, lang: Lang) -> str:
        """The steps, one a line."""
        return "\n".join(_Sayer(lang).lines(self))


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
    known = _understood(term) if isinstance(term, str) else term
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


def parse(text: str, name: str = "") -> tuple[Term | None, tuple[Diagnostic, ...]]:
    """The term in ``text``, or None and a diagnostic that points at the words; raises nothing.

    ``name`` is the source's name in the diagnostic.
    """
    bare = text.strip()
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(bare)) if bare else Span(0, 0)
    words = _stripped(bare)
    for reader in _READERS:
        try:
            found = reader(words)
        except ValueError:
            return None, (IMPOSSIBLE.found(name, span, words=bare),)
        if found is not None:
            return found, ()
    return None, (UNKNOWN.found(name, span, words=bare),)


def _understood(text: str) -> Term:
    found, faults = parse(text)
    if found is None:
        rule = UNKNOWN if faults[0].code == UNKNOWN.code else IMPOSSIBLE
        raise TermRefused(rule.message.say(Lang.VI, dict(faults[0].args)), field="term")
    return found


def _printed(start: date, term: Term, day: date, calendar: workdays.Calendar, counting: Counting) -> Trace:
    """A printed day stays as printed even when it is off: it is the author's choice, not a count."""
    off = calendar.why_off(day) if calendar.covers(day) else None
    return Trace(start, term, counting, reached=day, due_on=day, off_as_printed=off)


def _within(
    start: date, term: Term, last: date, calendar: workdays.Calendar, counting: Counting, end: PeriodEnd
) -> Trace:
    """The last day of a period, or the last one worked in it, where that is known and does not lie before the start."""
    trace = _printed(start, term, last, calendar, counting)
    if end is PeriodEnd.LAST_DAY or trace.off_as_printed is None:
        return trace
    due_on = calendar.add(last, -1)
    if due_on < start:
        return trace
    rolled = _offs(calendar, due_on, last)
    return Trace(
        start, term, counting, reached=last, due_on=due_on, rolled=rolled, projected=calendar.projected(due_on)
    )


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
        rolled=_offs(calendar, reached - DAY, due_on),
        projected=calendar.projected(due_on),
    )


def _offs(calendar: workdays.Calendar, after: date, to: date) -> tuple[workdays.Off, ...]:
    days = (after + number * DAY for number in range(1, (to - after).days + 1))
    return tuple(off for off in map(calendar.why_off, days) if off)


def _end(start: date, length: Length) -> date:
    """The last day by the calendar, before it is rolled."""
    try:
        match length.unit:
            case Unit.WEEK:
                return start + 7 * length.count * DAY
            case Unit.MONTH:
                return _months(start, length.count)
            case Unit.YEAR:
                return _months(start, 12 * length.count)
            case Unit.DAY | Unit.WORKING_DAY:
                return start + length.count * DAY
            case _:
                assert_never(length.unit)
    except (OverflowError, ValueError) as fault:
        raise workdays.OutsideCalendar("Thời hạn dài quá lịch.") from fault


def _months(start: date, number: int) -> date:
    """The same day number, or the last day of a shorter month (Đ148)."""
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


_PAREN = re.compile(r"\([^()]*\)")
_LEAD = re.compile(
    r"^(?:hoan thanh|thoi han|trong vong|trong|cham nhat|khong qua|toi da|truoc|den het|den|het|la|vao|ngay(?= \d+[/-])"
    r"|:)\s+"
)
_FROM = re.compile(r",?\s*\b(?:ke tu|tinh tu|tu khi|tu ngay|sau khi|sau ngay)\b.*$")


def _stripped(text: str) -> str:
    """The folded words without what surrounds the term itself."""
    words = re.sub(r"\s+", " ", _PAREN.sub(" ", viet.fold(text))).strip(" .;,")
    words = _FROM.sub("", words).strip(" .;,")
    while (shorter := _LEAD.sub("", words)) != words:
        words = shorter
    return words


_UNITS = MappingProxyType(
    {
        "ngay lam viec": (1, Unit.WORKING_DAY),
        "ngay": (1, Unit.DAY),
        "tuan": (1, Unit.WEEK),
        "thang": (1, Unit.MONTH),
        "quy": (3, Unit.MONTH),
        "nam": (1, Unit.YEAR),
    }
)
_LENGTH = re.compile(rf"(?P<number>.+?) (?P<unit>{'|'.join(_UNITS)})")
# Half a month is fifteen days and half a year six months (Bộ luật Dân sự 91/2015/QH13 Đ146).
_HALVES = MappingProxyType({"nua thang": Length(15, Unit.DAY), "nua nam": Length(6, Unit.MONTH)})
_ONGOING = frozenset({"thuong xuyen", "lien tuc", "thuong xuyen, lien tuc"})
_DIGITS = MappingProxyType(
    {
        "mot": 1,
        "hai": 2,
        "ba": 3,
        "bon": 4,
        "tu": 4,
        "nam": 5,
        "lam": 5,
        "nham": 5,
        "sau": 6,
        "bay": 7,
        "tam": 8,
        "chin": 9,
    }
)
_ROMAN = MappingProxyType({"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4})


def _read_length(words: str) -> Term | None:
    if words in _HALVES:
        return _HALVES[words]
    found = _LENGTH.fullmatch(words)
    number = _number(found["number"]) if found else None
    if found is None or number is None:
        return None
    times, unit = _UNITS[found["unit"]]
    return Length(number * times, unit)


def _number(words: str) -> int | None:
    """A number in figures or in Vietnamese words, from 1 to 9999; None for anything else.

    Raises ValueError for a figure outside that range.
    """
    if re.fullmatch(r"[0-9]+", words):
        if not 1 <= int(words[:9]) <= _LONGEST:
            raise ValueError(words)
        return int(words)
    total = last = 0
    for word in words.split():
        if word == "tram" and last and not total:
            total, last = last * 100, 0
        elif word == "muoi" and not total % 100:
            total, last = total + 10 * (last or 1), 0
        elif word in _DIGITS and not last:
            last = _DIGITS[word]
        elif word not in ("linh", "le") or last or not total:
            return None
    return total + last or None


def _read_ongoing(words: str) -> Term | None:
    return Ongoing() if words in _ONGOING else None


def _read_day(words: str) -> Term | None:
    if found := re.fullmatch(r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", words):
        return Fixed(date(int(found[3]), int(found[2]), int(found[1])))
    if found := re.fullmatch(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", words):
        return Fixed(date(int(found[3]), int(found[2]), int(found[1])))
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        return Fixed(date(int(found[1]), int(found[2]), int(found[3])))
    return None


def _read_period(words: str) -> Term | None:
    if found := re.fullmatch(r"(?:cuoi )?quy ([iv]{1,3}|\d)(?:/| nam )(\d{4})", words):
        if found[1] not in _ROMAN:
            raise ValueError(words)
        return _last_of(int(found[2]), 3 * _ROMAN[found[1]])
    if found := re.fullmatch(r"(?:cuoi )?thang (\d{1,2})(?:/| nam )(\d{4})", words):
        return _last_of(int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(?:cuoi )?nam (\d{4})", words):
        return _last_of(int(found[1]), 12)
    return YearEnd() if words == "cuoi nam" else None


def _last_of(year: int, month: int) -> Within:
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    first = date(year, month, 1)
    return Within(first.replace(day=monthrange(year, month)[1]))


_READERS: tuple[Callable[[str], Term | None], ...] = (_read_ongoing, _read_day, _read_period, _read_length)

_UNIT_WORDS = MappingProxyType(
    {
        Unit.WORKING_DAY: Words("ngày làm việc", "working days"),
        Unit.DAY: Words("ngày", "days"),
        Unit.WEEK: Words("tuần", "weeks"),
        Unit.MONTH: Words("tháng", "months"),
        Unit.YEAR: Words("năm", "years"),
    }
)
_STATUS_WORDS = MappingProxyType(
    {
        workdays.Status.CONFIRMED: Words("", ""),
        workdays.Status.ANNOUNCED: Words(", đã thông báo", ", announced"),
        workdays.Status.PROJECTED: Words(", dự kiến", ", projected"),
    }
)
_START = Words("Bắt đầu {day}; thời hạn {term}, tính từ ngày kế tiếp.", "Starts {day}; {term}, from the next day on.")
_RULE = Words("Cách tính: {name} ({citation}). {trust}.", "Counting: {name} ({citation}). {trust}.")
_SKIP = Words("Không tính {day}: {off}.", "Not counted, {day}: {off}.")
_ROLL = Words("Ngày cuối rơi vào {day}: {off}.", "The last day falls on {day}: {off}.")
_END = Words("Hạn cuối: hết ngày {day}.", "Due: the end of {day}.")
_PERIOD = Words(
    "Chỉ ghi kỳ, hết kỳ là ngày {day}; theo bộ quy tắc, lấy ngày làm việc cuối cùng của kỳ.",
    "Only the period is named, which ends on {day}; by the rule set, its last working day is taken.",
)
_FIXED = Words("Hạn ghi ngày {day}, giữ nguyên như văn bản.", "The day {day} is printed and stays as it is.")
_FIXED_OFF = Words("Lưu ý: {day} là ngày nghỉ: {off}.", "Note: {day} is a day off: {off}.")
_NONE = Words("Việc thường xuyên, không có hạn.", "Ongoing work without a due day.")
_PROJECTED = Words(
    "Lưu ý: lịch nghỉ năm {year} chưa được quyết định, hạn có thể đổi.",
    "Note: the days off of {year} are not decided yet; the day may change.",
)


class _Sayer:
    """Puts a trace into one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def lines(self, trace: Trace) -> list[str]:
        if trace.due_on is None:
            return [_NONE.say(self._lang)]
        end = self._day(trace.due_on)
        if not isinstance(trace.term, Length) and trace.reached != trace.due_on:
            return self._period(trace, end)
        if not isinstance(trace.term, Length):
            off = trace.off_as_printed
            return [_FIXED.say(self._lang, {"day": end}), *([self._off(_FIXED_OFF, off)] if off else [])]
        counting = trace.counting
        named = {"citation": counting.citation, "name": counting.name.say(self._lang)}
        term = trace.term.words.say(self._lang)
        said = [
            _START.say(self._lang, {"day": self._day(trace.start), "term": term}),
            _RULE.say(self._lang, {**named, "trust": counting.trust.say(self._lang)}),
            *(self._off(_SKIP, off) for off in trace.skipped),
            *(self._off(_ROLL, off) for off in trace.rolled),
            _END.say(self._lang, {"day": end}),
        ]
        return [*said, _PROJECTED.say(self._lang, {"year": str(trace.due_on.year)})] if trace.projected else said

    def _period(self, trace: Trace, end: str) -> list[str]:
        assert trace.reached is not None
        said = [_PERIOD.say(self._lang, {"day": self._day(trace.reached)})]
        said += [self._off(_ROLL, off) for off in trace.rolled]
        return [*said, _END.say(self._lang, {"day": end})]

    def _off(self, words: Words, off: workdays.Off) -> str:
        why = off.label.say(self._lang) + (f" ({off.basis})" if off.basis else "")
        why += _STATUS_WORDS[off.status].say(self._lang)
        return words.say(self._lang, {"day": self._day(off.day), "off": why})

    def _day(self, day: date) -> str:
        return f"{day:%d/%m}/{day.year}" if self._lang is Lang.VI else day.isoformat()


UNKNOWN = Rule(
    code="Z001",
    name="term-not-understood",
    severity=Severity.ERROR,
    message=Words("Không hiểu thời hạn “{words}”.", "The term “{words}” is not understood."),
    help=Words(
        "Viết như “7 ngày làm việc”, “30 ngày”, “2 tháng”, “31/12/2026”, “quý II/2026” hoặc “thường xuyên”.",
        "Write “7 ngày làm việc”, “30 ngày”, “2 tháng”, “31/12/2026”, “quý II/2026” or “thường xuyên”.",
    ),
    explanation=Words(
        "Thời hạn phải cho ra một ngày, hoặc nói rõ là thường xuyên; máy không đoán.",
        "A term must lead to a day or say that the work is ongoing; nothing is guessed.",
    ),
    examples=(Example("sớm nhất có thể", "15 ngày làm việc"),),
    basis="Bộ luật Dân sự 91/2015/QH13 Đ144",
)
IMPOSSIBLE = Rule(
    code="Z002",
    name="term-without-day",
    severity=Severity.ERROR,
    message=Words("Không có ngày như “{words}”.", "There is no such day as “{words}”."),
    help=Words("Kiểm tra lại ngày, tháng, quý hoặc số ngày.", "Check the day, month, quarter or number."),
    explanation=Words(
        "Ngày không có trên lịch (31/02), tháng 13, quý V, hoặc số 0 thì không tính được hạn.",
        "A day that no calendar has (31/02), month 13, quarter V or a length of 0 leads to no due day.",
    ),
    examples=(Example("31/02/2026", "28/02/2026"),),
    basis="Bộ luật Dân sự 91/2015/QH13 Đ145",
)
RULES = (UNKNOWN, IMPOSSIBLE)
