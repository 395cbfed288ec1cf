"""S016: the document is marked as a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan import kinds
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
        vi="Dự thảo gửi lấy ý kiến chưa có hiệu lực; nhiệm vụ giao từ dự thảo có thể khác với bản ký. Dấu đứng riêng "
        "một dòng, một ô phía trên nội dung, hoặc trong ngoặc sau tên loại.",
        en=(
            "A draft sent round for opinions has no force; duties taken from it may differ from those that are signed. "
            "The mark stands alone on a line or in a cell above the text, or in brackets behind the kind."
        ),
    ),
    examples=(
        Example(bad=("DỰ THẢO\n\n" + sample.HEAD), good=(sample.HEAD)),
        Example(
            bad=(sample.HEAD.replace("Số: 45/KH-UBND", "Số:    /KH-UBND\n\n(Dự thảo)")),
            good=(sample.HEAD + "1. Sở Xây dựng gửi Dự thảo Nghị quyết.\n\nDự thảo\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Điều 10 đến Điều 13 (soạn thảo, duyệt bản thảo, ký ban hành)",
)


_COUNT = r"(?:\s+(?:lần\s+)?(?:thứ\s+)?(?:\d{1,2}|nhất|hai|ba|tư|năm)|\s+(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.]\d{4})?"
_MARK = late.pattern(
    rf"^(?:[ \t(\[*_]*|[ *_]*(?:{kinds.ALTERNATIVES})[ *_]*[(\[][ *_]*)(dự thảo{_COUNT})[ \t)\]*_]*(?=$|\t)",
    re.MULTILINE | re.IGNORECASE,
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at a mark that stands alone on its line or in its cell, above the order itself."""
    top = page.head(plan)
    found = _MARK.search(plan.source.text, top.start, top.end)
    if found:
        yield RULE.found(plan.source.name, Span(*found.span(1)), printed=found[1])
