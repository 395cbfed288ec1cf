"""C001: the document cites itself under another date than its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import places, printed
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C001",
    name="own-date-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="Văn bản tự dẫn mình với ngày {cited}, trong khi ngày ban hành là {own}",
        en="The document refers to itself as of {cited}, but is dated {own}",
    ),
    help=Words(
        vi="Sửa dòng “(Kèm theo … ngày …)” cho khớp ngày ban hành.",
        en="Put the line “(Kèm theo … ngày …)” in step with the day of issue.",
    ),
    explanation=Words(
        vi="Dòng “Kèm theo” gắn phụ lục với văn bản. Hai ngày khác nhau thì không chứng minh được phụ lục thuộc về "
        "văn bản nào; thường là do chép từ bản dự thảo trước.",
        en="The line “Kèm theo” ties an annex to its document. With two dates nobody can show which document the "
        "annex belongs to; it is usually left over from an earlier draft.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\n1. Sở Xây dựng chuẩn bị cây giống.\n\nPHỤ LỤC\n"
            "(Kèm theo Kế hoạch số 45/KH-UBND ngày 05/4/2026 của Ủy ban nhân dân tỉnh)\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\n1. Sở Xây dựng chuẩn bị cây giống.\n\nPHỤ LỤC\n"
            "(Kèm theo Kế hoạch số 45/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh)\n",
        ),
    ),
    basis="Đo trên văn bản thật: một quyết định ngày 21/11/2025 có phụ lục “kèm theo … ngày 21/12/2025”",
    labels={"own": Words(vi="ngày ban hành", en="day of issue")},
)

_NEAR = 30
_BEFORE = 60
# Numbers begin again each year: only an annex's line of reference means this document by a day of another year.
_ATTACHED = re.compile(r"kèm theo[^\n;.]*$", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each date that stands right behind the document's own symbol and is not its own."""
    symbol, issued = plan.head.symbol, plan.head.issued_on
    if symbol is None or issued is None or issued.span is None:
        return
    text = plan.source.text
    issuer = plan.head.issuer.value if plan.head.issuer else ""
    for found in re.finditer(re.escape(symbol.value) + r"(?!\w),?\s+ngày\s+", text):
        dates = printed.find(text, found.end(), min(len(text), found.end() + _NEAR))
        if not dates or dates[0].span.start != found.end():
            continue
        day = dates[0].day
        if (
            day
            and day.year != int(issued.value[:4])
            and not _ATTACHED.search(text, max(0, found.start() - _BEFORE), found.start())
        ):
            continue
        if places.is_elsewhere(issuer, places.body_behind(text, dates[0].span.end)):
            continue
        if day is None or day.isoformat() != issued.value:
            yield RULE.found(
                plan.source.name,
                dates[0].span,
                labels=(Label(issued.span, "own"),),
                cited=printed.vietnamese(day) if day else dates[0].text,
                own=printed.iso_to_vietnamese(issued.value),
            )
