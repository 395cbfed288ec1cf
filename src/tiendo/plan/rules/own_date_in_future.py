"""N002: the document is dated after the day it is read on."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="N002",
    name="own-date-in-future",
    severity=Severity.WARNING,
    message=Words(
        vi="Văn bản ghi ngày {own}, sau ngày hôm nay ({today})", en="The document is dated {own}, after today ({today})"
    ),
    help=Words(
        vi="Kiểm tra năm và tháng ở đầu văn bản; bản dự thảo thì chờ ban hành rồi mới giao việc.",
        en="Check year and month at the head; a draft gives no duties until it is issued.",
    ),
    explanation=Words(
        vi=(
            "Không thể nhận một văn bản chưa được ký. Ngày ở tương lai thường do gõ nhầm năm, và làm lệch mọi "
            "thời hạn tính từ ngày ấy."
        ),
        en=(
            "Nobody receives a document that is not signed yet. A day in the future is usually a mistyped year, "
            "and shifts every term that runs from it."
        ),
    ),
    examples=(Example(bad=(sample.HEAD.replace("năm 2026", "năm 2062")), good=(sample.HEAD)),),
    basis="Nghị định 30/2020/NĐ-CP, Điều 15 (số và thời gian ban hành được lấy theo thứ tự trong năm)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the day of issue, where the context says what day it is."""
    own, place = page.issued(plan), plan.head.issued_on
    if context.on and own and place and own > context.on:
        yield RULE.found(
            plan.source.name, place.span, own=printed.vietnamese(own), today=printed.vietnamese(context.on)
        )
