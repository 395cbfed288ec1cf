"""D014: a deadline lies before the document, and would not with its day and month in each other's place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan
from tiendo.plan.rules import page, printed
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D014",
    name="deadline-day-month-swapped",
    severity=Severity.WARNING,
    message=Words(
        vi="Hạn {due} của nhiệm vụ {task} trước ngày ban hành ({own}); có lẽ là {likely}, ngày và tháng bị đảo",
        en="The deadline {due} of task {task} is before the day of issue ({own}); perhaps {likely}, with day and "
        "month in each other's place",
    ),
    help=Words(
        vi="Hỏi lại nơi soạn thảo rồi đổi chỗ ngày và tháng; nếu việc đã xong thì bỏ khỏi danh sách giao.",
        en="Ask the drafters, then change day and month about; if the work is done, leave it out of what is issued.",
    ),
    explanation=Words(
        vi="Việc không thể đến hạn trước khi được giao. Khi đổi chỗ ngày và tháng thì hạn rơi vào trong vòng một năm "
        "sau ngày ban hành, lỗi gõ này là cách hiểu gần nhất. Ngày đọc được vẫn giữ như in cho đến khi có người sửa.",
        en="Work cannot be due before it is given. Where the deadline falls within a year of the issue once day and "
        "month change places, this slip is the nearest reading. The day is kept as printed until somebody mends it.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\nI. NHIỆM VỤ\n\n"
            "1. Sở Xây dựng rà soát quỹ đất, hoàn thành trước ngày 06/02/2026.\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\nI. NHIỆM VỤ\n\n"
            "1. Sở Xây dựng rà soát quỹ đất, hoàn thành trước ngày 02/6/2026.\n",
        ),
    ),
    basis="Lẽ thường: việc không thể đến hạn trước khi được giao",
    labels={"own": Words(vi="ngày ban hành", en="day of issue")},
)

_LONGEST = timedelta(days=366)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such deadline, with the other reading shown as an edit."""
    own, issued = page.issued(plan), plan.head.issued_on
    if own is None or issued is None or issued.span is None:
        return
    for task in plan.tasks:
        for found, likely in swapped(plan, task.deadline, own):
            yield RULE.found(
                plan.source.name,
                found.span,
                labels=(Label(issued.span, "own"),),
                fix=Fix(FixKind.DISPLAY, (Edit(found.span, printed.vietnamese(likely)),)),
                task=task.label,
                due=found.text,
                own=printed.vietnamese(own),
                likely=printed.vietnamese(likely),
            )


def swapped(plan: Plan, deadline: Deadline | None, own: date) -> Iterator[tuple[printed.Printed, date]]:
    """The days of a deadline that lie before ``own`` but soon after it with day and month changed about."""
    for span in deadline.spans if deadline and not deadline.inferred else ():
        for found in printed.within(plan.source.text, span):
            if found.day is None or found.day >= own:
                continue
            day, month, year = found.numbers
            other = printed.calendar_day(month, day, year)
            if other and own <= other <= own + _LONGEST:
                yield found, other
