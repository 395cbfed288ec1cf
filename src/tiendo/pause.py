"""A pause of a clock: the time in which it stands does not count, and what was left runs on from the day it goes again.

What is left is counted in working days, the way the page counts them ("5 working days left"): a pause on days off
alone gives and takes nothing, and the day it ends on is not counted, as the first day of no term is (Bộ luật Dân sự
91/2015/QH13 Đ147). The rule is that of the complaints clock (Decree 155/2026/NĐ-CP Art. 28b: the remaining time runs on
from the day of the decision to resume; summary only, medium trust), taken for duties because no rule of their own was
found.

>>> from datetime import date
>>> from tiendo import workdays
>>> calendar = workdays.shipped()
>>> paused, resumed = date(2026, 11, 12), date(2026, 12, 1)
>>> again = resume(date(2026, 11, 16), paused_on=paused, resumed_on=resumed, calendar=calendar)
>>> again.due_on, again.left
(datetime.date(2026, 12, 3), 2)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiendo import workdays
from tiendo.rulebook import Lang, Words


class Effect(StrEnum):
    """What a pause did to a due day: nothing, because there was none or it was over already; or it ran on."""

    NO_DEADLINE = "no-deadline"
    LATE_ALREADY = "late-already"
    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"


_WORDS = {
    Effect.NO_DEADLINE: Words(
        "Nhiệm vụ không có thời hạn nên {stopped} không đổi hạn nào.", "There is no deadline for the {stopped} to move."
    ),
    Effect.LATE_ALREADY: Words(
        "Khi {stopped} ({paused}) đã quá hạn {before}: hạn giữ nguyên.",
        "On the day of the {stopped} ({paused}) the due day {before} was over already: it stays.",
    ),
    Effect.WORKING_DAYS: Words(
        "Khi {stopped} ({paused}) còn {left} ngày làm việc đến hạn {before}; "
        "tính tiếp {left} ngày làm việc từ ngày {again} ({resumed}): hạn {due}.",
        "On the day of the {stopped} ({paused}) {left} working days were left to the due day {before}; "
        "they run on from the day of {again} ({resumed}): due {due}.",
    ),
    Effect.CALENDAR_DAYS: Words(
        "Lịch làm việc chưa có đủ các năm: khi {stopped} ({paused}) còn {left} ngày đến hạn {before}; "
        "tính tiếp {left} ngày từ ngày {again} ({resumed}): hạn {due}.",
        "The calendar does not know all the years: on the day of the {stopped} ({paused}) {left} days were left "
        "to the due day {before}; they run on from the day of {again} ({resumed}): due {due}.",
    ),
}


class Halt(StrEnum):
    """Why the clock stood: a pause, or the end of a duty that is opened again."""

    PAUSE = "pause"
    END = "end"


_HALTS = {
    Halt.PAUSE: (Words("tạm dừng", "pause"), Words("tiếp tục", "resuming")),
    Halt.END: (Words("dừng đồng hồ", "end"), Words("mở lại", "reopening")),
}


@dataclass(frozen=True, slots=True)
class Resumption:
    """The due day after a halt, and how it came about; ``left`` is what was left on the day from which it stood."""

    effect: Effect
    before: date | None
    paused_on: date
    resumed_on: date
    due_on: date | None
    left: int = 0
    halt: Halt = Halt.PAUSE

    def say(self, lang: Lang) -> str:
        """The trace in words."""
        days = {"paused": self.paused_on, "resumed": self.resumed_on, "before": self.before, "due": self.due_on}
        args = {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day is not None}
        stopped, again = (words.say(lang) for words in _HALTS[self.halt])
        return _WORDS[self.effect].say(lang, args | {"left": str(self.left), "stopped": stopped, "again": again})


def resume(
    due_on: date | None,
    *,
    paused_on: date,
    resumed_on: date,
    calendar: workdays.Calendar,
    halt: Halt = Halt.PAUSE,
) -> Resumption:
    """The due day of a duty that was paused, or over, and goes on; never earlier than the one it had.

    A duty that was late before the pause stays late: a pause heals nothing.
    """
    if due_on is None:
        return Resumption(Effect.NO_DEADLINE, due_on, paused_on, resumed_on, due_on, halt=halt)
    if paused_on > due_on:
        return Resumption(Effect.LATE_ALREADY, due_on, paused_on, resumed_on, due_on, halt=halt)
    try:
        left = calendar.count(paused_on, due_on)
        # With nothing left it is due on the day itself, or the next worked one (Bộ luật Dân sự 91/2015/QH13 Đ148).
        later = max(due_on, calendar.roll(calendar.add(resumed_on, left)))
    except workdays.OutsideCalendar:
        later = due_on + min(resumed_on - paused_on, date.max - due_on)
        return Resumption(Effect.CALENDAR_DAYS, due_on, paused_on, resumed_on, later, (due_on - paused_on).days, halt)
    return Resumption(Effect.WORKING_DAYS, due_on, paused_on, resumed_on, later, left, halt)
