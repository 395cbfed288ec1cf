"""S004: the file is a press report about a document, not the document."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S004",
    name="news-report-for-document",
    severity=Severity.INFO,
    message=Words(
        vi="Đây là tin báo chí về văn bản {symbol}, không phải chính văn bản",
        en="This is a press report of document {symbol}, not the document itself",
    ),
    help=Words(
        vi="Nên lấy văn bản gốc trước khi giao nhiệm vụ; tin báo chí thường lược cơ quan chủ trì và thời hạn.",
        en="Get the document itself before issuing duties; reports tend to leave out owners and deadlines.",
    ),
    explanation=Words(
        vi="Phóng viên tóm tắt: số thứ tự, cơ quan được giao, thời hạn và phụ lục có thể bị bỏ bớt hoặc viết lại. "
        "Kế hoạch vẫn được đọc từ bản tin, nhưng người rà soát cần biết mình đang xem bản kể lại.",
        en="Reporters summarise: numbering, bodies, deadlines and annexes may be dropped or reworded. The plan is "
        "compiled all the same, but whoever looks it over should know that it is told at second hand.",
    ),
    examples=(
        Example(
            bad="Sơn Hải giao 3 nhiệm vụ trồng rừng ven biển\n\n"
            "(Baosonhai.vn) - UBND tỉnh Sơn Hải vừa ban hành Kế hoạch số 45/KH-UBND về trồng rừng ven biển.\n\n"
            "Kế hoạch đề ra các nhiệm vụ sau:\n\n1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\n1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n",
        ),
    ),
    basis="Đo trên bản tin mẫu: 10 trong 12 nhiệm vụ không còn cơ quan chủ trì",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic, at the reported symbol where one was read."""
    head = plan.head
    if head.type is None or head.type.value != "TIN":
        return
    named = head.symbol
    yield RULE.found(plan.source.name, named.span if named else None, symbol=named.value if named else "—")
