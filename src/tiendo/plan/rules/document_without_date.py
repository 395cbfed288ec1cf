"""S002: the document states no day of issue."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S002",
    name="document-without-date",
    severity=Severity.WARNING,
    message=Words(
        vi="Không thấy ngày ban hành của văn bản",
        en="The document's day of issue was not found",
    ),
    help=Words(
        vi="Bổ sung “…, ngày … tháng … năm …” ở đầu văn bản, hoặc nhập ngày ban hành khi rà soát.",
        en="Add “…, ngày … tháng … năm …” at the head, or enter the day when looking the plan over.",
    ),
    explanation=Words(
        vi="Thời hạn tính theo ngày, quý hay “hằng năm” đều cần một mốc; khi văn bản không có ngày, mốc ấy phải do "
        "người rà soát nhập, không được đoán.",
        en="Terms counted in days, quarters or years need a day to start from; where the document has none, a person "
        "must enter it, and it is never guessed.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày … tháng … năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II (địa danh và thời gian ban hành văn bản)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the whole file where no day of issue was read; a press report is told of as such."""
    if plan.head.issued_on is None and not page.is_report(plan):
        yield RULE.found(plan.source.name, None)
