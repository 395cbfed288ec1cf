"""D012: a monthly task falls on a day that not every month has."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D012",
    name="rhythm-day-missing",
    severity=Severity.WARNING,
    message=Words(
        vi="Nhiệm vụ {task} hẹn ngày {day} hằng tháng, mà không phải tháng nào cũng có",
        en="Task {task} is due on day {day} of each month, which not every month has",
    ),
    help=Words(
        vi="Ghi “ngày cuối tháng”, hoặc chọn ngày từ 1 đến 28.",
        en="Say “the last day of the month”, or choose a day from 1 to 28.",
    ),
    explanation=Words(
        vi="Tháng Hai không có ngày 30, bốn tháng không có ngày 31; kỳ ấy mỗi người hiểu một cách.",
        en="February has no 30th and four months no 31st; in those everybody reads it their own way.",
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng báo cáo trước ngày 31 hằng tháng.\n"),
            good=("1. Sở Xây dựng báo cáo trước ngày 25 hằng tháng.\n"),
        ),
    ),
    basis="Bộ luật Dân sự 91/2015/QH13, Điều 147, Điều 148 (kết thúc thời hạn tính bằng tháng)",
)


_LAST_SURE = 28


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such deadline."""
    for task in plan.tasks:
        for value in task.deadline.values if task.deadline else ():
            rhythm, _, day = value.partition(":")
            if rhythm == "monthly" and day.isdigit() and int(day) > _LAST_SURE and task.deadline:
                span = task.deadline.spans[0] if task.deadline.spans else opening.of(plan, task)
                yield RULE.found(plan.source.name, span, task=task.label, day=day)
