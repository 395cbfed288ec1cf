"""S018: an annex follows that the text never mentions."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S018",
    name="annex-not-mentioned",
    severity=Severity.INFO,
    message=Words(
        vi="Văn bản có {annex} nhưng phần chính không nhắc đến phụ lục nào",
        en="{annex} follows, but the main text mentions no annex",
    ),
    help=Words(
        vi="Thêm chỉ dẫn “theo Phụ lục … kèm theo” ở chỗ cần.", en="Add “theo Phụ lục … kèm theo” where it belongs."
    ),
    explanation=Words(
        vi=(
            "Người đọc phần chính không biết có bảng phân công phía sau; phụ lục không được nhắc cũng không chắc "
            "thuộc về văn bản này."
        ),
        en=(
            "Whoever reads the main text does not learn of the table behind it; and an annex that is not "
            "mentioned may belong to another document."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng trồng rừng.\n\nPHỤ LỤC I\n\nDanh mục khu vực\n"),
            good=(
                sample.HEAD + "1. Sở Xây dựng trồng rừng theo Phụ lục I kèm theo.\n\nPHỤ LỤC I\n\nDanh mục khu vực\n"
            ),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 1 điểm a (trong văn bản phải có chỉ dẫn về phụ lục)"
    ),
)


_MENTIONS = ("phụ lục", "kèm theo", "biểu mẫu", "phụ biểu")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first annex, where the text before it speaks of none."""
    first = next((one for one in plan.outline if one.kind == "annex"), None)
    if page.kind(plan) is None or first is None:
        return
    before = plan.source.text[: first.span.start].lower()
    if any(mention in before for mention in _MENTIONS):
        return
    span = counting.first_line(plan, first)
    yield RULE.found(plan.source.name, span, annex=plan.source.slice(span).strip())
