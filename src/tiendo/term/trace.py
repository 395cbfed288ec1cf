"""How a due day came about, step by step and in words: by which counting, over which days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from tiendo import workdays
from tiendo.rulebook import Lang, Words
from tiendo.term.model import Length, PeriodEnd, Term


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
    day before rolling; ``projected`` says that a decision on days off still to come may change the result. Of words
    that name a period and no day, ``reached`` is its last day and ``period_end`` what the rule set takes it for.
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
    period_end: PeriodEnd | None = None

    def say(self, lang: Lang) -> str:
        """The steps, one a line."""
        return "\n".join(_Sayer(lang).lines(self))


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
_PERIOD = MappingProxyType(
    {
        PeriodEnd.LAST_DAY: Words(
            "Chỉ ghi kỳ, không ghi ngày: lấy ngày cuối cùng của kỳ, {day}.",
            "Only the period is named and no day: its last day is taken, {day}.",
        ),
        PeriodEnd.LAST_WORKING_DAY: Words(
            "Chỉ ghi kỳ, hết kỳ là ngày {day}; theo bộ quy tắc, lấy ngày làm việc cuối cùng của kỳ.",
            "Only the period is named, which ends on {day}; by the rule set, its last working day is taken.",
        ),
    }
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
        if trace.period_end is not None:
            return self._period(trace, trace.period_end, end)
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

    def _period(self, trace: Trace, period_end: PeriodEnd, end: str) -> list[str]:
        assert trace.reached is not None
        said = [_PERIOD[period_end].say(self._lang, {"day": self._day(trace.reached)})]
        said += [self._off(_ROLL, off) for off in trace.rolled]
        said += [self._off(_FIXED_OFF, trace.off_as_printed)] if trace.off_as_printed else []
        return [*said, _END.say(self._lang, {"day": end})]

    def _off(self, words: Words, off: workdays.Off) -> str:
        why = off.label.say(self._lang) + (f" ({off.basis})" if off.basis else "")
        why += _STATUS_WORDS[off.status].say(self._lang)
        return words.say(self._lang, {"day": self._day(off.day), "off": why})

    def _day(self, day: date) -> str:
        return f"{day:%d/%m}/{day.year}" if self._lang is Lang.VI else day.isoformat()
