"""S003: nobody is named as having signed."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S003",
    name="document-without-signer",
    severity=Severity.WARNING,
    message=Words(
        vi="Không thấy người ký văn bản",
        en="No signer of the document was found",
    ),
    help=Words(
        vi="Kiểm tra phần chữ ký cuối văn bản; nếu tệp là bản trích thì nhập người ký khi rà soát.",
        en="Look at the signature block at the end; where the file is an extract, enter the signer by hand.",
    ),
    explanation=Words(
        vi="Văn bản chưa ký chưa có hiệu lực giao việc. Tệp không có khối chữ ký thường là dự thảo, bản trích hoặc "
        "bản bị mất trang cuối.",
        en="An unsigned text gives no orders. A file without a signature block is usually a draft, an extract, or "
        "has lost its last page.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\nSở Xây dựng lập dự toán trong tháng 5 năm 2026.\n\n"
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II (chức vụ, họ tên và chữ ký của người có thẩm quyền)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the whole file where no signer's name was read; a press report is told of as such."""
    signer = plan.head.signer
    if (signer is None or signer.name is None) and not page.is_report(plan):
        yield RULE.found(plan.source.name, None)
