"""N006: a period ends before it begins."""

from __future__ import annotations

import itertools
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
    code="N006",
    name="period-reversed",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}”: kỳ kết thúc trước khi bắt đầu", en="“{printed}”: the period ends before it begins"),
    help=Words(vi="Đổi lại thứ tự, hoặc sửa năm gõ nhầm.", en="Put the two in order, or mend the mistyped year."),
    explanation=Words(
        vi=("Giai đoạn 2030 - 2026 không tính được hạn. Thường là một năm bị gõ nhầm khi dùng kế hoạch cũ làm mẫu."),
        en=(
            "No deadline can be computed from a period 2030 to 2026. Usually one year was mistyped when an old "
            "plan served as the pattern."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng trồng rừng ven biển giai đoạn 2030 - 2026.\n"),
            good=("1. Sở Xây dựng trồng rừng ven biển giai đoạn 2026 - 2030.\n"),
        ),
        Example(
            bad=("1. Sở Xây dựng trồng rừng từ ngày 15/6/2026 đến ngày 01/6/2026.\n"),
            good=("1. Sở Xây dựng trồng rừng từ ngày 01/6/2026 đến ngày 15/6/2026.\n"),
        ),
        Example(
            bad=("1. Sở Xây dựng trồng rừng từ tháng 9/2026 đến tháng 5/2026.\n"),
            good=("1. Sở Xây dựng trồng rừng từ tháng 9/2026 đến tháng 5/2027.\n"),
        ),
    ),
    basis="Số học: thứ tự thời gian",
)


_YEARS = re.compile(r"((?:19|20)\d\d)\s?(?:[-–]|(?i:đến năm|đến))\s?((?:19|20)\d\d)(?!\d)")
_PERIOD = re.compile(r"(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm)\s+$", re.IGNORECASE)
_LONGEST = 16
# In small letters.
_MONTHS = late.pattern(
    r"từ tháng\s+(\d{1,2})(?:\s?/\s?|\s+năm\s+)(20\d\d)\s+đến\s+(?:hết\s+)?tháng\s+(\d{1,2})"
    r"(?:\s?/\s?|\s+năm\s+)(20\d\d)(?!\d)"
)
_FROM = re.compile(r"\btừ\s+(?:ngày\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:đến(?:\s+hết)?|[-–])\s*(?:ngày\s+)?", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each pair of years or of full dates that runs backwards."""
    text, said = plan.source.text, page.said(plan)
    for found in _YEARS.finditer(text, said.start, said.end):
        period = _PERIOD.search(text, max(0, found.start() - _LONGEST), found.start())
        if period and found[2] < found[1]:
            span = Span(period.start(), found.end())
            yield RULE.found(plan.source.name, span, printed=plan.source.slice(span))
    small = page.small(text)
    for found in _MONTHS.finditer(small, said.start, said.end) if "từ tháng" in small else ():
        begins, ends = ((int(found[at + 1]), int(found[at])) for at in (1, 3))
        if ends < begins:
            yield RULE.found(plan.source.name, Span(*found.span()), printed=text[found.start() : found.end()])
    days = page.dates(plan)
    for first, last in itertools.pairwise(days):
        if not _FROM.search(text, max(0, first.span.start - 12), first.span.start):
            continue
        if first.day and last.day and last.day < first.day and _UNTIL.fullmatch(text, first.span.end, last.span.start):
            span = Span(first.span.start, last.span.end)
            yield RULE.found(plan.source.name, span, printed=text[span.start : span.end])
