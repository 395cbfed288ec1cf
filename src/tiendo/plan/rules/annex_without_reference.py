"""L011: an annex does not say which document it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, SectionKind
from tiendo.plan.rules import counting, page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="L011",
    name="annex-without-reference",
    severity=Severity.INFO,
    message=Words(vi="{annex} không có dòng “(Kèm theo … số …)”", en="{annex} has no line “(Kèm theo … số …)”"),
    help=Words(vi="Thêm dòng chỉ dẫn dưới tên phụ lục.", en="Put the reference under the annex's name."),
    explanation=Words(
        vi="Phụ lục hay được gửi rời; không có dòng chỉ dẫn thì không biết bảng phân công thuộc về văn bản nào.",
        en="Annexes are often sent on alone; without the line nobody knows which document the table belongs to.",
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Trồng rừng theo Phụ lục I kèm theo.\n\nPHỤ LỤC I\n\nDanh mục khu vực\n"),
            good=(
                sample.HEAD
                + (
                    "1. Trồng rừng theo Phụ lục I kèm theo.\n\nPHỤ LỤC I\n\nDanh mục khu vực\n\n(Kèm theo Kế hoạch "
                    "số 45/KH-UBND ngày 05/3/2026 của UBND tỉnh)\n"
                )
            ),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 1 điểm c (thông tin chỉ dẫn kèm theo văn "
        "bản trên mỗi phụ lục)"
    ),
)


_REFERENCE = late.pattern(r"kèm theo|đính kèm|của (?:Quyết định|Kế hoạch|Thông tư|Nghị quyết)", re.IGNORECASE)
_AFTER = 700


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each annex of the outline that no such line stands near."""
    if page.kind(plan) is None:
        return
    for one in plan.outline:
        if one.kind is SectionKind.ANNEX and not _REFERENCE.search(
            plan.source.text, one.span.start, one.span.start + _AFTER
        ):
            span = counting.first_line(plan, one)
            yield RULE.found(plan.source.name, span, annex=plan.source.slice(span).strip())
