"""D005: a length of time without the event that it runs from."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D005",
    name="deadline-without-start",
    severity=Severity.INFO,
    message=Words(
        vi="Nhiệm vụ {task} có thời hạn “{term}” nhưng không nói tính từ đâu",
        en="Task {task} has the term “{term}” but does not say from when",
    ),
    help=Words(
        vi="Ghi “kể từ ngày …” (ban hành, nhận được văn bản, kết thúc kiểm tra …).",
        en="Add “kể từ ngày …” (of issue, of receipt, of the end of the inspection …).",
    ),
    explanation=Words(
        vi="Mười ngày kể từ khi ký và mười ngày kể từ khi nhận có thể cách nhau cả tuần. Không ghi mốc thì mỗi cơ quan "
        "hiểu một cách; phần mềm tính từ ngày của văn bản và nói rõ như vậy.",
        en="Ten days from signing and ten days from receipt can lie a week apart. Without a start each body reads it "
        "its own way; here it is counted from the document's own day, and the trace says so.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng báo cáo kết quả trong thời hạn 10 ngày.\n",
            good="1. Sở Xây dựng báo cáo kết quả trong thời hạn 10 ngày kể từ ngày nhận được Kế hoạch này.\n",
        ),
    ),
    basis="Bộ luật Dân sự 91/2015/QH13, Điều 147 (thời điểm bắt đầu thời hạn)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such deadline."""
    for task in plan.tasks:
        deadline = task.deadline
        if deadline is None or deadline.from_event is not None:
            continue
        if any(value.startswith("P") for value in deadline.values):
            span = deadline.spans[0] if deadline.spans else opening.of(plan, task)
            yield RULE.found(plan.source.name, span, task=task.label, term=deadline.text)
