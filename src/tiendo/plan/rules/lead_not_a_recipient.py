"""B010: departments are given tasks and are not among the recipients; told once for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late, viet
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="B010",
    name="lead-not-a-recipient",
    severity=Severity.INFO,
    message=Words(
        vi="{count} cơ quan được giao việc mà không có trong “Nơi nhận”: {list}",
        en="{count} bodies are given tasks and are not among the recipients: {list}",
    ),
    help=Words(
        vi="Thêm vào “Nơi nhận”, hoặc gửi riêng cho cơ quan ấy.", en="Add them to the recipients, or send it to them."
    ),
    explanation=Words(
        vi=("Cơ quan không có tên ở “Nơi nhận” không được gửi văn bản, và chỉ biết mình được giao việc khi đã trễ."),
        en=(
            "A body that is not among the recipients is not sent the document, and learns of its duty when it is late."
        ),
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD
                + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n\n2. Sở Tài chính bố trí kinh phí.\n"
                + sample.END.replace("- Các sở, ban, ngành;", "- Sở Tài chính;")
            ),
            good=(
                sample.HEAD
                + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n\n2. Sở Tài chính bố trí kinh phí.\n"
                + sample.END.replace("- Các sở, ban, ngành;", "- Sở Tài chính;\n- Sở Xây dựng;")
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 9 điểm a (nơi nhận để thực hiện)",
)


_NAMED = late.pattern(
    r"^(?:Sở|Bộ|Công an|Thanh tra|Ban Quản lý|Ban Dân tộc|Bảo hiểm xã hội|Ngân hàng Nhà nước)\s", re.IGNORECASE
)
#: Words that take in all bodies of a kind, or all that the text names.
_CLASS = re.compile(
    r"\bcác (?:sở|cơ quan|đơn vị|ban|bộ|phòng|thành viên|tổ chức)|như (?:điều|trên|mục|khoản|phần)"
    r"|sở,? (?:ban,? )?ngành|\bsở: |đơn vị liên quan"
    r"|^(?:mục|phần|điều|khoản) [IVX\d]|theo danh sách|thành viên|phân công",
    re.IGNORECASE,
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the last recipient, where the list names bodies one by one."""
    received = [one.value for one in plan.head.recipients]
    if not received or any(_CLASS.search(one) for one in received):
        return
    listed = viet.fold(" ; ".join(received))
    leads = {lead.value: None for task in plan.tasks for lead in task.lead if _NAMED.match(lead.value)}
    absent = [name for name in leads if viet.fold(name) not in listed]
    place = plan.head.recipients[-1].span
    is_by_name = any(_NAMED.match(one) for one in received)
    if absent and place and (is_by_name or len(absent) < len(leads)):
        yield RULE.found(plan.source.name, place, count=str(len(absent)), list="; ".join(absent))
