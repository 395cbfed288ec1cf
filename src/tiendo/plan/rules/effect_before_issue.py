"""N009: the document takes effect before its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, page, printed, sample
from tiendo.rulebook import Example, Rule, Words

_DECISION = sample.HEAD.replace("45/KH-UBND", "45/QĐ-UBND").replace("KẾ HOẠCH", "QUYẾT ĐỊNH")

RULE = Rule(
    code="N009",
    name="effect-before-issue",
    severity=Severity.WARNING,
    message=Words(
        vi="Văn bản có hiệu lực từ {printed}, trước ngày ban hành {own}",
        en="The document takes effect on {printed}, before its own day {own}",
    ),
    help=Words(
        vi="Sửa ngày có hiệu lực, hoặc nói rõ là có hiệu lực trở về trước và căn cứ nào cho phép.",
        en="Mend the day of effect, or say that it reaches back and what allows it.",
    ),
    explanation=Words(
        vi=(
            "Ngày có hiệu lực không thể trước ngày ban hành, trừ khi văn bản nói rõ là trở về trước. Thường là ngày "
            "và tháng bị đảo, rơi một chữ số, hoặc ngày của bản dự thảo còn sót lại."
        ),
        en=(
            "A document cannot take effect before it is issued, unless it says that it reaches back. Usually day and "
            "month changed places, a digit was lost, or the draft's day was left."
        ),
    ),
    examples=(
        Example(
            bad=_DECISION + "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 12/01/2026.\n",
            good=_DECISION + "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01/12/2026.\n",
        ),
    ),
    basis="Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15 (thời điểm có hiệu lực không sớm hơn ngày ban hành)",
    labels={"own": Words(vi="ngày ban hành", en="day of issue")},
)

_FROM = re.compile(r"này(?:\s+sẽ)?\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ\s+ngày\s+(?=\d)")
_BACK = re.compile(r"trở\s+về\s+trước")
_NEAR = 40
_SENTENCE = 200


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each day of effect of the document itself that lies before its own day."""
    own, issued = page.issued(plan), plan.head.issued_on
    # What amends or consolidates quotes other documents' days of effect.
    if own is None or issued is None or issued.span is None or counting.quotes_numbers(plan):
        return
    text, said = plan.source.text, page.said(plan)
    for found in _FROM.finditer(text, said.start, said.end):
        days = printed.find(text, found.end(), min(len(text), found.end() + _NEAR))
        day = days[0].day if days and days[0].span.start == found.end() else None
        if day and day < own and not _BACK.search(text, found.end(), found.end() + _SENTENCE):
            yield RULE.found(
                plan.source.name,
                days[0].span,
                labels=(Label(issued.span, "own"),),
                printed=printed.vietnamese(day),
                own=printed.vietnamese(own),
            )
