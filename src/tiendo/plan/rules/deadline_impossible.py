"""D004: a task names a day that the calendar does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import printed
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="D004",
    name="deadline-impossible",
    severity=Severity.ERROR,
    message=Words(
        vi="Nhiệm vụ {task} có ngày “{printed}” không có trong lịch",
        en="Task {task} names the day “{printed}”, which the calendar does not have",
    ),
    help=Words(
        vi="Hỏi lại cơ quan ban hành rồi sửa ngày; chưa sửa thì nhiệm vụ không có hạn.",
        en="Ask the issuing office and mend the date; until then the task has no deadline.",
    ),
    explanation=Words(
        vi="Ngày 31/4 hay năm năm chữ số không tính được hạn. Hệ thống không tự làm tròn sang ngày gần nhất, "
        "vì ngày đúng "
        "có thể khác cả tháng.",
        en="No term can be computed from 31/4 or a year of five digits. It is not rounded to the nearest day, "
        "since the "
        "right one may be a month away.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng rà soát quỹ đất ven biển, báo cáo trước ngày 31/4/2026.\n",
            good="1. Sở Xây dựng rà soát quỹ đất ven biển, báo cáo trước ngày 30/4/2026.\n",
        ),
    ),
    basis="Bộ luật Dân sự 91/2015/QH13, Điều 145 (thời hạn tính theo dương lịch)",
)

_DAY = re.compile(r"ngày\s+$", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each impossible day in a task that is not the date of a citation."""
    cited = [one.date or one.span for citation in plan.citations for one in citation.mentions]
    left = [one for one in _no_days(plan.source.text) if not _is_cited(one.span, cited)]
    for task in plan.tasks if left else ():
        spans = (*task.parts, *(task.deadline.spans if task.deadline else ()))
        for found in [one for one in left if any(one.span in span for span in spans)]:
            left.remove(found)
            yield RULE.found(plan.source.name, found.span, task=task.label, printed=found.text)


def _no_days(text: str) -> Iterator[printed.Printed]:
    """The printed dates that are called days and are none."""
    for found in printed.everywhere(text):
        if printed.impossible(found) and _DAY.search(text, max(0, found.span.start - 8), found.span.start):
            yield found


def _is_cited(span: Span, cited: list[Span]) -> bool:
    return any(span.overlaps(one) for one in cited)
