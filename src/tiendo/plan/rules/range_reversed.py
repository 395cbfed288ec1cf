"""T007: a range of figures runs downwards where growth is meant."""

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
    code="T007",
    name="range-reversed",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}”: khoảng số chạy ngược", en="“{printed}”: the range runs backwards"),
    help=Words(vi="Đổi thứ tự, hoặc sửa số gõ nhầm.", en="Put the two in order, or mend the mistyped figure."),
    explanation=Words(
        vi=("“Từ 80% đến 70%” không nói được chỉ tiêu nào phải đạt. Mức giảm thì được viết như vậy và không bị nhắc."),
        en=(
            "“From 80% to 70%” does not say what is to be reached. Of a decrease it may be written so, and is "
            "left alone."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng bảo đảm từ 80% đến 70% số xã ven biển có vườn ươm.\n"),
            good=("1. Sở Xây dựng bảo đảm từ 70% đến 80% số xã ven biển có vườn ươm.\n"),
        ),
    ),
    basis="Số học",
)


_RANGE = re.compile(r"(\d(?<![\d.,]\d)\d{0,2}(?:,\d{1,2})?)\s?%?\s?(?:[-–]|đến)\s?(\d{1,3}(?:,\d{1,2})?)\s?%(?!\w)")
_DOWN = late.pattern(r"giảm|hạ|thấp|rút|xuống|còn|từ năm|tụt|cắt|thu hẹp", re.IGNORECASE)
_BEFORE = 90


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each range of percentages that falls, where no word near it speaks of a fall."""
    text, said = plan.source.text, page.said(plan)
    for found in _RANGE.finditer(text, said.start, said.end) if "%" in text else ():
        first, last = (float(found[at].replace(",", ".")) for at in (1, 2))
        line = text.rfind("\n", 0, found.start()) + 1
        around = text[max(line, found.start() - _BEFORE) : found.end() + _BEFORE // 3].partition("\n")[0]
        if last < first and not _DOWN.search(around):
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])
