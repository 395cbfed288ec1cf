"""S014: the document says no subject."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S014",
    name="document-without-title",
    severity=Severity.WARNING,
    message=Words(vi="Không thấy trích yếu của văn bản", en="No subject was found"),
    help=Words(
        vi="Thêm trích yếu dưới tên loại, hoặc nhập khi rà soát.",
        en="Put a subject under the kind, or enter it when looking the plan over.",
    ),
    explanation=Words(
        vi="Trích yếu là tên mà người ta nhớ; không có thì danh sách văn bản chỉ còn những con số.",
        en="The subject is the name people remember; without it a list of documents is a list of numbers.",
    ),
    examples=(
        Example(
            bad=(sample.HEAD.replace("Trồng rừng ven biển\n\n", "") + "1. Sở Xây dựng trồng rừng.\n"),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng.\n"),
        ),
        Example(
            bad=(sample.HEAD.replace("KẾ HOẠCH\n\nTrồng rừng ven biển", "Kế hoạch") + "1. Sở Xây dựng trồng rừng.\n"),
            good=(sample.HEAD.replace("KẾ HOẠCH", "Kế hoạch") + "1. Sở Xây dựng trồng rừng.\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 5 (tên loại và trích yếu nội dung văn bản)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, where the document has a head."""
    own = plan.head.symbol
    if page.kind(plan) and page.issued(plan) and own and plan.head.title is None:
        yield RULE.found(plan.source.name, own.span)
