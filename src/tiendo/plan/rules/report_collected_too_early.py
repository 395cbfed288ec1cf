"""D013: a body must sum up reports before those are due to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import opening, page, printed
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


# The verb: not behind a noun that it tells apart ("cơ sở dữ liệu tổng hợp").
_SUMS_UP = re.compile(
    r"tổng hợp\b(?<!dữ liệu tổng hợp)(?<!csdl tổng hợp)(?<!kế hoạch tổng hợp)(?<!báo cáo tổng hợp)(?<!bảng tổng hợp)"
    r"(?<!biểu tổng hợp)(?<!phòng tổng hợp)"
)
_CLAUSE_END = re.compile(r"[.;\n](?!\d)")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each task that sums up and is due before a report sent to its leading body."""
    small = page.small(plan.source.text)
    sums = [(task, due) for task in plan.tasks if task.lead and (due := _summed_by(plan, task, small))]
    for report in plan.tasks if sums else ():
        later = _sent_by(plan, report)
        if report.report_to is None or later is None:
            continue
        to = viet.fold(report.report_to.value)
        for task, due in sums:
            if task is not report and due < later and any(viet.fold(lead.value) == to for lead in task.lead):
                yield RULE.found(
                    plan.source.name,
                    opening.of(plan, task),
                    labels=(Label(opening.of(plan, report), "report"),),
                    body=report.report_to.value,
                    due=printed.iso_to_vietnamese(due),
                    other=report.label,
                    other_due=printed.iso_to_vietnamese(later),
                )


def _summed_by(plan: Plan, task: Task, small: str) -> str | None:
    """The one day by which a task's clause says that it sums up; ``small`` is the text in small letters."""
    return next(filter(None, (_only_day(plan, task, at) for at in _sums_up(task, small))), None)


def _sums_up(task: Task, small: str) -> Iterator[int]:
    for part in task.parts:
        if small.find("tổng hợp", part.start, part.end) >= 0:
            yield from (part.start + found.end() for found in _SUMS_UP.finditer(small[part.start : part.end]))


def _sent_by(plan: Plan, task: Task) -> str | None:
    """The one day by which a task's clause says that its report is sent."""
    to = task.report_to.span if task.report_to else None
    return _only_day(plan, task, to.start) if to else None


def _only_day(plan: Plan, task: Task, at: int) -> str | None:
    """A task's deadline where it is a single day in the clause that holds ``at``: the day is then of that act."""
    day = printed.last_day(task.deadline)
    if day is None or task.deadline is None or task.deadline.inferred or len(task.deadline.values) != 1:
        return None
    span = task.deadline.spans[0]
    first, last = sorted((at, span.start))
    return None if _CLAUSE_END.search(plan.source.text, first, last) else day
