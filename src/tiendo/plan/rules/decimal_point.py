"""T006: percentages are written with a point for a comma; told once for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="T006",
    name="decimal-point",
    severity=Severity.INFO,
    message=Words(
        vi="{count} tỷ lệ viết dấu chấm thập phân, như “{printed}”; tiếng Việt dùng dấu phẩy",
        en="{count} percentages have a decimal point, as “{printed}”; Vietnamese uses a comma",
    ),
    help=Words(vi="Viết “{right}”.", en="Write “{right}”."),
    explanation=Words(
        vi=("Dấu chấm ngăn hàng nghìn: “1.500” là một nghìn năm trăm. Trộn hai cách viết làm bảng tính đọc sai số."),
        en=(
            "The point divides thousands: “1.500” is fifteen hundred. Mixing the two makes spreadsheets misread "
            "figures."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng bảo đảm 95.5% số xã ven biển có vườn ươm.\n"),
            good=("1. Sở Xây dựng bảo đảm 95,5% số xã ven biển có vườn ươm.\n"),
        ),
    ),
    basis="Luật Kế toán 88/2015/QH13, Điều 11 (chữ số: dấu phẩy sau hàng đơn vị, dấu chấm sau hàng nghìn)",
)


_POINT = re.compile(r"(\d(?<![\w.,]\d)\d{0,2})\.(\d{1,2})(?=\s?%)")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first such percentage, the commas of all as a fix."""
    text, said = plan.source.text, page.said(plan)
    lines = page.lines_with(text, "%", said)
    every = [found for line in lines for found in _POINT.finditer(text, line.start, line.end)]
    if every:
        edits = tuple(Edit(Span(*found.span()), f"{found[1]},{found[2]}") for found in every)
        yield RULE.found(
            plan.source.name,
            edits[0].span,
            fix=Fix(FixKind.UNSAFE, edits),
            count=str(len(every)),
            printed=f"{every[0][0]}%",
            right=f"{edits[0].text}%",
        )
