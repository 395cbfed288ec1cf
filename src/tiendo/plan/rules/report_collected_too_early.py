"""D013: a body must sum up reports before those are due to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening, printed
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D013",
    name="report-collected-too-early",
    severity=Severity.INFO,
    message=Words(
        vi="{body} phải tổng hợp trước {due}, mà báo cáo gửi đến ({other}) hạn {other_due}",
        en="{body} must sum up by {due}, but the reports to it ({other}) are due {other_due}",
    ),
    help=Words(
        vi="Đặt hạn gửi trước hạn tổng hợp ít nhất vài ngày làm việc.",
        en="Set the reports' deadline some working days before the summary's.",
    ),
    explanation=Words(
        vi=(
            "Cơ quan tổng hợp không thể gửi báo cáo khi số liệu thành phần chưa đến hạn nộp; một trong hai hạn "
            "bị gõ nhầm."
        ),
        en="Whoever sums up cannot report before the parts are due; one of the two deadlines was mistyped.",
    ),
    examples=(
        Example(
            bad=(
                "1. Sở Tài chính gửi báo cáo về Sở Xây dựng trước ngày 25/6/2026.\n\n2. Sở Xây dựng tổng hợp, "
                "báo cáo Ủy ban nhân dân tỉnh trước ngày 20/6/2026.\n"
            ),
            good=(
                "1. Sở Tài chính gửi báo cáo về Sở Xây dựng trước ngày 15/6/2026.\n\n2. Sở Xây dựng tổng hợp, "
                "báo cáo Ủy ban nhân dân tỉnh trước ngày 20/6/2026.\n"
            ),
        ),
    ),
    basis="Lẽ thường: tổng hợp sau khi nhận đủ",
    labels={"report": Words(vi="báo cáo gửi đến", en="the report to it")},
)


_SUMS_UP = re.compile(r"tổng hợp", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each task that sums up and is due before a report sent to its leading body."""
    sums = [task for task in plan.tasks if _SUMS_UP.search(task.text) and printed.last_day(task.deadline) and task.lead]
    for report in plan.tasks:
        later = printed.last_day(report.deadline)
        if report.report_to is None or later is None:
            continue
        to = viet.fold(report.report_to.value)
        for task in sums:
            due = printed.last_day(task.deadline)
            if task is not report and due and due < later and any(viet.fold(lead.value) == to for lead in task.lead):
                yield RULE.found(
                    plan.source.name,
                    opening.of(plan, task),
                    labels=(Label(opening.of(plan, report), "report"),),
                    body=report.report_to.value,
                    due=printed.iso_to_vietnamese(due),
                    other=report.label,
                    other_due=printed.iso_to_vietnamese(later),
                )
