"""D002: a task was due before the document was issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan
from tiendo.plan.rules import page, printed
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D002",
    name="deadline-before-document",
    severity=Severity.WARNING,
    message=Words(
        vi="Nhiệm vụ {task} có hạn {due}, trước ngày ban hành văn bản ({own})",
        en="Task {task} is due on {due}, before the document's day of issue ({own})",
    ),
    help=Words(
        vi="Sửa năm hoặc tháng của thời hạn; nếu việc đã xong thì bỏ khỏi danh sách giao.",
        en="Mend the year or month of the deadline; if the work is done, leave it out of what is issued.",
    ),
    explanation=Words(
        vi="Nhiệm vụ đã quá hạn ngay khi giao thì mọi báo cáo đều là trễ. Thường là năm cũ còn sót lại khi "
        "dùng kế hoạch "
        "năm trước làm mẫu.",
        en="A duty overdue when it is given makes every report late. Usually last year's number was left when last "
        "year's plan served as the pattern.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\nI. NHIỆM VỤ\n\n"
            "1. Sở Xây dựng rà soát quỹ đất, hoàn thành trước ngày 15/01/2026.\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\nI. NHIỆM VỤ\n\n"
            "1. Sở Xây dựng rà soát quỹ đất, hoàn thành trước ngày 15/6/2026.\n",
        ),
    ),
    basis="Lẽ thường: việc không thể đến hạn trước khi được giao",
    labels={"own": Words(vi="ngày ban hành", en="day of issue")},
)


_FROM = re.compile(r"từ\b", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each deadline whose every day lies before a certain day of issue."""
    own, issued = page.issued(plan), plan.head.issued_on
    if own is None or issued is None or issued.span is None:
        return
    for task in plan.tasks:
        days = [value for value in task.deadline.values if printed.is_iso(value)] if task.deadline else []
        # With a second value ("2025 and the years after") the task goes on.
        is_over = bool(days) and max(days) < issued.value
        if task.deadline and is_over and len(days) == len(task.deadline.values) and _is_stated(plan, task.deadline):
            yield RULE.found(
                plan.source.name,
                task.deadline.spans[0],
                labels=(Label(issued.span, "own"),),
                task=task.label,
                due=printed.iso_to_vietnamese(max(days)),
                own=printed.vietnamese(own),
            )


def _is_stated(plan: Plan, deadline: Deadline) -> bool:
    """Whether the words themselves say the year, and are not the beginning of a period ("từ tháng 10/2025")."""
    return page.states_year(plan, deadline) and not any(_FROM.match(plan.source.slice(one)) for one in deadline.spans)
