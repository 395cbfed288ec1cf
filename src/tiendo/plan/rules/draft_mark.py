"""S016: the document is marked as a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="S016",
    name="draft-mark",
    severity=Severity.WARNING,
    message=Words(vi="Văn bản còn mang dấu “{printed}”", en="The document still bears the mark “{printed}”"),
    help=Words(vi="Chờ bản chính thức rồi mới giao nhiệm vụ.", en="Wait for the issued document before giving duties."),
    explanation=Words(
        vi="Dự thảo gửi lấy ý kiến chưa có hiệu lực; nhiệm vụ giao từ dự thảo có thể khác với bản ký.",
        en=(
            "A draft sent round for opinions has no force; duties taken from it may differ from those that are signed."
        ),
    ),
    examples=(Example(bad=("DỰ THẢO\n\n" + sample.HEAD), good=(sample.HEAD)),),
    basis="Nghị định 30/2020/NĐ-CP, Điều 10 đến Điều 13 (soạn thảo, duyệt bản thảo, ký ban hành)",
)


_MARK = re.compile(
    r"^[ \t(*_]*(DỰ THẢO(?:\s+(?:LẦN\s+)?\d{1,2}|\s+\d{1,2}[/.]\d{1,2}[/.]\d{4})?)[ \t)*_]*(?=$|\t)", re.MULTILINE
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at a mark that stands alone on its line or in its cell, above the order itself."""
    top = page.head(plan)
    found = _MARK.search(plan.source.text, top.start, top.end)
    if found:
        yield RULE.found(plan.source.name, Span(*found.span(1)), printed=found[1])
