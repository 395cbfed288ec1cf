"""S015: the document does not say which body issues it."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S015",
    name="document-without-issuer",
    severity=Severity.WARNING,
    message=Words(vi="Không thấy cơ quan ban hành văn bản", en="No issuing body was found"),
    help=Words(
        vi="Kiểm tra phần đầu của tệp; nhập cơ quan ban hành khi rà soát.",
        en="Look at the head of the file; enter the body when looking the plan over.",
    ),
    explanation=Words(
        vi="Cơ quan ban hành cho biết ai có quyền giao những nhiệm vụ này và ai nhận báo cáo.",
        en="The issuing body tells who may give these duties and who receives the reports.",
    ),
    examples=(Example(bad=(sample.HEAD.replace("ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\n\n", "")), good=(sample.HEAD)),),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 2 (tên cơ quan, tổ chức ban hành văn bản)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, where the document has a head."""
    own = plan.head.symbol
    if page.kind(plan) and page.issued(plan) and own and plan.head.issuer is None:
        yield RULE.found(plan.source.name, own.span)
