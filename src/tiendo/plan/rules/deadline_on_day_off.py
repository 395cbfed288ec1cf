"""D003: deadlines' printed days are Sundays, Saturdays or holidays; told once for each day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan, Task
from tiendo.plan.rules import opening, printed
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.workdays import Calendar

RULE = Rule(
    code="D003",
    name="deadline-on-day-off",
    severity=Severity.INFO,
    message=Words(
        vi="Hạn {due} là {weekday_vi}, cơ quan nghỉ (nhiệm vụ {list})",
        en="{due} is {weekday_en}, when offices are closed (tasks due: {list})",
    ),
    help=Words(
        vi="Nên đặt hạn vào ngày làm việc liền trước.",
        en="Better set it on the working day before.",
    ),
    explanation=Words(
        vi="Hạn rơi vào ngày nghỉ thì theo luật kết thúc vào cuối ngày làm việc tiếp theo, nên cơ quan giao "
        "nhận báo cáo "
        "muộn hơn dự tính. Chỉ xét ngày in rõ trong văn bản; “quý II” hay “tháng 5” không phải ngày in rõ.",
        en="A term that ends on a day off ends by law with the next working day, so the report comes later than "
        "intended. Only a day printed as such counts; “quarter II” or “May” is none.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng báo cáo kết quả trước ngày 07/6/2026.\n",
            good="1. Sở Xây dựng báo cáo kết quả trước ngày 05/6/2026.\n",
        ),
    ),
    basis="Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 5",
    labels={"task": Words(vi="cũng đến hạn ngày ấy", en="due on that day as well")},
)

_DAY_AND_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s?(?:[/.-]|tháng\s)\s?(\d{1,2})(?!\d)")
_WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("a Monday", "a Tuesday", "a Wednesday", "a Thursday", "a Friday", "a Saturday", "a Sunday")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic for each such day, at the first task due on it, where the compiler was given a calendar."""
    if context.calendar is None:
        return
    due: dict[date, list[Task]] = {}
    for task in plan.tasks:
        for value in task.deadline.values if task.deadline else ():
            day = date.fromisoformat(value) if printed.is_iso(value) else None
            if task.deadline and day and _is_off(context.calendar, day) and _is_printed(task.deadline, day):
                due.setdefault(day, []).append(task)
    for day, tasks in due.items():
        yield RULE.found(
            plan.source.name,
            _place(plan, tasks[0], day),
            labels=tuple(Label(_place(plan, task, day), "task") for task in tasks[1:]),
            list=opening.names(tasks),
            due=printed.vietnamese(day),
            weekday_vi=_WEEKDAYS_VI[day.weekday()],
            weekday_en=_WEEKDAYS_EN[day.weekday()],
        )


def _place(plan: Plan, task: Task, day: date) -> Span:
    """The words of the deadline that print the day; one of several may be a rhythm."""
    spans = task.deadline.spans if task.deadline else ()
    named = (span for span in spans if _prints(plan.source.slice(span), day))
    return next(named, spans[0] if spans else opening.of(plan, task))


def _is_printed(deadline: Deadline, day: date) -> bool:
    return _prints(deadline.text, day)


def _prints(words: str, day: date) -> bool:
    return any((int(d), int(m)) == (day.day, day.month) for d, m in _DAY_AND_MONTH.findall(words))


def _is_off(calendar: Calendar, day: date) -> bool:
    return calendar.covers(day) and not calendar.is_working(day)
