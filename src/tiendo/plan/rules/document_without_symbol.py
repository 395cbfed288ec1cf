"""S001: the document states no number and symbol of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S001",
    name="document-without-symbol",
    severity=Severity.WARNING,
    message=Words(
        vi="Không thấy số, ký hiệu của văn bản",
        en="The document's number and symbol were not found",
    ),
    help=Words(
        vi="Bổ sung dòng “Số: …/…” ở đầu văn bản, hoặc nhập số, ký hiệu khi rà soát.",
        en="Add the line “Số: …/…” at the head, or enter the symbol when looking the plan over.",
    ),
    explanation=Words(
        vi="Số và ký hiệu là tên gọi duy nhất để văn bản khác viện dẫn và để nhiệm vụ được truy về nguồn. "
        "Dự thảo chưa lấy số cũng rơi vào trường hợp này: nhiệm vụ không nên được giao từ một văn bản chưa ban hành.",
        en="Number and symbol are the one name by which others cite the document and by which a duty is traced to its "
        "source. A draft that has no number yet is caught too: duties should not be given out from an unissued text.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSơn Hải, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nTrồng rừng ven biển\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II (số, ký hiệu của văn bản)",
)


# Decrees of 1945 and the years after have a number and a day, and no letters.
_NUMBERED = re.compile(r"\bSỐ\s+\d{1,3}\s+NGÀY\s+\d", re.IGNORECASE)
_TOP = 400


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the whole file where no symbol was read, nor the bare number of an old decree."""
    if plan.head.symbol is None and not _NUMBERED.search(plan.source.text, 0, _TOP):
        yield RULE.found(plan.source.name, None)
