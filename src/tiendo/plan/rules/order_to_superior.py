"""B007: a local document gives an order to a body above its issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="B007",
    name="order-to-superior",
    severity=Severity.INFO,
    message=Words(
        vi="Nhiệm vụ {task} giao cho “{body}”, cơ quan cấp trên của nơi ban hành",
        en="Task {task} is given to “{body}”, which stands above the issuer",
    ),
    help=Words(
        vi="Viết “đề nghị”, “kiến nghị”, hoặc giao một cơ quan cấp mình làm việc với cấp trên.",
        en="Write “đề nghị” or “kiến nghị”, or charge a body of your own to deal with the superior.",
    ),
    explanation=Words(
        vi=(
            "Địa phương không giao việc cho bộ hay Chính phủ được; nhiệm vụ ấy sẽ không ai báo cáo. Thường là "
            "đoạn chép từ văn bản của trung ương."
        ),
        en=(
            "A province cannot give tasks to a ministry or the Government, and nobody will report on them. It is "
            "usually a passage copied from a central document."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Bộ Tài chính bố trí kinh phí trồng rừng.\n"),
            good=(sample.HEAD + "1. Sở Tài chính bố trí kinh phí trồng rừng.\n"),
        ),
    ),
    basis="Luật Tổ chức chính quyền địa phương 72/2025/QH15 (thẩm quyền của Ủy ban nhân dân)",
)


_LOCAL = re.compile(
    r"[uủ][yỷ] ban nhân dân|ubnd|^sở |^ban quản lý|(?:tỉnh|thành) [uủ][yỷ]|hội đồng nhân dân", re.IGNORECASE
)
_ABOVE = re.compile(
    r"^(?:Bộ (?!Chỉ huy|CH|Tư lệnh|TL|đội|phận|chỉ số)[A-ZĐÀ-Ỹ]|Chính phủ|Thủ tướng|Quốc hội|Bộ trưởng|Bộ Chính trị"
    r"|Ban Bí thư)"
)
_ASKED = late.pattern(
    r"(?:đề nghị|kiến nghị|báo cáo|đề xuất|trình|phối hợp|xin ý kiến|theo)[^.\n]{0,60}$", re.IGNORECASE
)
_BEFORE = 80


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such leading body that is not asked ("đề nghị") but told."""
    issuer = plan.head.issuer
    if issuer is None or not _LOCAL.search(issuer.value):
        return
    for task in plan.tasks:
        for lead in task.lead:
            if lead.span is None or not _ABOVE.match(lead.value):
                continue
            if not _ASKED.search(plan.source.text, max(0, lead.span.start - _BEFORE), lead.span.start):
                yield RULE.found(plan.source.name, lead.span, task=task.label, body=lead.value)
