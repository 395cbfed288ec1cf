"""N004: a date ends in a year of three digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="N004",
    name="year-cut-short",
    severity=Severity.WARNING,
    message=Words(vi="Ngày “{printed}” thiếu một chữ số ở năm", en="The date “{printed}” lacks a digit of its year"),
    help=Words(vi="Ghi đủ bốn chữ số của năm.", en="Write the year with four digits."),
    explanation=Words(
        vi=(
            "Năm ba chữ số là dấu vết của một chữ số bị rơi khi gõ hoặc khi nhận dạng. Hệ thống không đọc ngày "
            "ấy và không đoán chữ số thiếu."
        ),
        en=(
            "A year of three digits is the trace of one lost in typing or scanning. The date is not read, and "
            "the digit is not guessed."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng rà soát quỹ đất ven biển trước ngày 15/5/206.\n"),
            good=("1. Sở Xây dựng rà soát quỹ đất ven biển trước ngày 15/5/2026.\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 4 điểm b (ngày, tháng, năm viết đầy đủ)",
)


# What a date so cut ends in; most documents have none, and these are found sooner than a first digit.
_SHORT = re.compile(r"/[012]\d\d(?!\d)")
_SHORT_WRITTEN = re.compile(r"năm\s+\d{3}(?!\d)")
# Parcels, prices and addresses have strokes too; a date has a word of time before it, or stands by itself.
_AS_DATE = late.pattern(
    r"(?:(?:\b(?:ngày|trước|sau|đến|từ|vào|hết|hạn|tháng|năm|sáng|chiều|và)|,)\s+|(?:^|[(\t\n:–-])[\s*]*)$",
    re.IGNORECASE,
)
_BEFORE = 12
_CUT = late.pattern(
    r"\d(?<!\d\d)\d?(?:(?<![/.,-]\d)(?<![/.,-]\d\d)/\d{1,2}/[012]\d\d(?![\d/.,-]*\d)"
    r"|\s+tháng\s+\d{1,2}\s+năm\s+\d{3}(?!\d))",
    re.IGNORECASE,
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such date."""
    text, said = plan.source.text, page.said(plan)
    is_cut = _SHORT.search(text) or _SHORT_WRITTEN.search(page.small(text))
    for found in _CUT.finditer(text, said.start, said.end) if is_cut else ():
        if "/" not in found[0] or _AS_DATE.search(text[max(0, found.start() - _BEFORE) : found.start()]):
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])
