"""D005: a length of time without the event that it runs from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, opening
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

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


# "Khi … thì trong hạn 5 ngày", "Nếu …, trong 10 ngày": the term runs from what the clause tells.
_WHEN = late.pattern(r"\b(?:khi|sau|kể từ|tính từ|nếu|trường hợp)\s", re.IGNORECASE)
_FROM = late.pattern(r"\b(?:kể từ|tính từ|sau khi)\b[^.;]{3,120}:\s*$", re.IGNORECASE)
# "trước 30 ngày tổ chức": thirty days before it takes place.
_OCCASION = late.pattern(r"\s(?:tổ chức|thực hiện|diễn ra|khai mạc|khởi hành|bắt đầu)\b")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such deadline."""
    for task in plan.tasks:
        deadline = task.deadline
        if deadline is None or deadline.from_event is not None:
            continue
        if any(value.startswith("P") for value in deadline.values):
            span = deadline.spans[0] if deadline.spans else opening.of(plan, task)
            if _says_when(plan, span):
                continue
            yield RULE.found(plan.source.name, span, task=task.label, term=deadline.text)


def _says_when(plan: Plan, term: Span) -> bool:
    """Whether the words around the term, or those that lead up to its item, say when it begins."""
    text = plan.source.text
    start = max(text.rfind(mark, 0, term.start) for mark in (".", ";", "\n")) + 1
    above = [one for one in counting.every(plan.outline) if one.children and one.span.start < start < one.span.end]
    leads = [text[one.span.start : one.children[0].span.start] for one in above]
    is_before = text[term.start : term.end].startswith("trước") and _OCCASION.match(text, term.end)
    return bool(_WHEN.search(text, start, term.start) or any(map(_FROM.search, leads)) or is_before)
