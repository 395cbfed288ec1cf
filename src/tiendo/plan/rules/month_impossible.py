"""N007: a month above twelve or a quarter above four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="N007",
    name="month-impossible",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}” không có trong lịch", en="“{printed}” is not in the calendar"),
    help=Words(vi="Tra lại tháng hoặc quý đúng.", en="Look the right month or quarter up."),
    explanation=Words(
        vi="Một năm có mười hai tháng và bốn quý; số lớn hơn là gõ nhầm và không tính được hạn.",
        en="A year has twelve months and four quarters; a larger number is a slip, and gives no deadline.",
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng trồng rừng xong trong tháng 14/2026.\n"),
            good=("1. Sở Xây dựng trồng rừng xong trong tháng 4/2026.\n"),
        ),
        Example(
            bad=("1. Sở Xây dựng trồng rừng xong trong quý V/2026.\n"),
            good=("1. Sở Xây dựng trồng rừng xong trong quý IV/2026.\n"),
        ),
    ),
    basis="Bộ luật Dân sự 91/2015/QH13, Điều 145 (thời hạn tính theo dương lịch)",
)


# "lương tháng 13" is what is paid beside a year's wages.
_MONTH = re.compile(
    r"tháng(?<!\w.{5})(?<!\d .{5})(?<!lương .{5})(?<!thưởng .{5})"
    r"\s+(0|00|1[3-9]|[2-9]\d)\s?(?:/|năm\s|-)\s?(?:19|20)\d\d(?!\d)"
)
_QUARTER = re.compile(r"qu[ýí](?<!\w.{3})\s+(?:0|[5-9]|v|vi{1,3}|ix|x)\b\s?(?:/|năm\s|-)\s?(?:19|20)\d\d(?!\d)")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such month or quarter with a year beside it; whole dates have their own rule."""
    small, said = page.small(plan.source.text), page.said(plan)
    for pattern in (_MONTH, _QUARTER):
        for found in pattern.finditer(small, said.start, said.end):
            span = Span(*found.span())
            yield RULE.found(plan.source.name, span, printed=plan.source.slice(span))
