"""L009: the day of issue stands without a place."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="L009",
    name="place-missing",
    severity=Severity.INFO,
    message=Words(vi="Ngày ban hành không có địa danh đứng trước", en="The day of issue has no place before it"),
    help=Words(
        vi="Ghi địa danh: “Sơn Hải, ngày … tháng … năm …”.", en="Write the place: “Sơn Hải, ngày … tháng … năm …”."
    ),
    explanation=Words(
        vi="Địa danh cùng với ngày nói văn bản được ban hành ở đâu, khi nào; thiếu thì sai thể thức.",
        en="Place and day say where and when the document was issued; without it the document is out of form.",
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "Sơn Hải, ngày 05", "Ngày 05"
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 4 điểm a",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the day of issue, where that was read at the head."""
    day = plan.head.issued_on
    if page.kind(plan) and page.issued(plan) and day and day.span and plan.head.place is None:
        top = page.head(plan)
        if day.span.end <= top.end:
            yield RULE.found(plan.source.name, day.span)
