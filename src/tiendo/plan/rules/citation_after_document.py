"""C004: a cited document is younger than the one that cites it."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import printed, symbol
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C004",
    name="citation-after-document",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol} được dẫn với ngày {printed}, sau ngày ban hành của chính văn bản này ({own})",
        en="{symbol} is cited under {printed}, after this document's own day of issue ({own})",
    ),
    help=Words(
        vi="Kiểm tra cả hai ngày: ngày của văn bản được dẫn và ngày ban hành ở đầu văn bản.",
        en="Check both dates: the cited document's and the day of issue at the head.",
    ),
    explanation=Words(
        vi="Không thể dẫn một văn bản chưa ra đời. Quy tắc chỉ áp dụng khi ngày ban hành được đọc ngay ở đầu văn bản, "
        "và bỏ qua văn bản hợp nhất vì ngày ký ở đó không phải ngày của nội dung.",
        en="What does not exist yet cannot be cited. The rule is only used where the day of issue was read at the head "
        "itself, and leaves consolidated texts alone, whose date is not that of their content.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\n"
            "Thực hiện Quyết định số 301/QĐ-TTg ngày 17/4/2026 của Thủ tướng Chính phủ.\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\n"
            "Thực hiện Quyết định số 301/QĐ-TTg ngày 17/02/2026 của Thủ tướng Chính phủ.\n",
        ),
    ),
    basis="Đo trên 530 văn bản: phần lớn 102 trường hợp “dẫn muộn hơn” là do đọc sai ngày của chính văn bản, "
    "nên chỉ xét khi ngày ấy chắc chắn",
    labels={"own": Words(vi="ngày ban hành", en="day of issue")},
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first dated mention of each such citation, where the own date is certain."""
    issued, own = plan.head.issued_on, plan.head.symbol
    if issued is None or issued.inferred or issued.span is None or (own and "VBHN" in own.value):
        return
    for citation in plan.citations:
        year = symbol.letters(citation.symbol).year
        # A date that disagrees with its own symbol is told once, by C002.
        if citation.date is None or citation.date <= issued.value or year not in (None, int(citation.date[:4])):
            continue
        dated = next((one for one in citation.mentions if one.date), citation.mentions[0])
        yield RULE.found(
            plan.source.name,
            dated.date or dated.span,
            labels=(Label(issued.span, "own"),),
            symbol=citation.symbol,
            printed=printed.iso_to_vietnamese(citation.date),
            own=printed.iso_to_vietnamese(issued.value),
        )
