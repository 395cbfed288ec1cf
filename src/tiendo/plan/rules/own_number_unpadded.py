"""L003: the document's own number below ten lacks its nought, or lost a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="L003",
    name="own-number-unpadded",
    severity=Severity.WARNING,
    message=Words(
        vi="Số {symbol}: số nhỏ hơn 10 phải thêm số 0 phía trước; có thể đã rơi một chữ số",
        en="{symbol}: a number below ten takes a nought in front; a digit may be lost",
    ),
    help=Words(vi="Viết 0 trước số.", en="Write a nought before the number."),
    explanation=Words(
        vi=("Số 0 phía trước ngăn việc thêm một chữ số vào trước số văn bản, và giữ cho sổ văn bản sắp đúng thứ tự."),
        en="The nought keeps anyone from putting a digit before the number, and registers in order.",
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "45/KH-UBND", "5/KH-UBND"
                )
            ),
            good=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "45/KH-UBND", "05/KH-UBND"
                )
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 3 điểm c; Hướng dẫn 36-HD/VPTW, mục 1.3.2",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, with the nought as a fix."""
    own = plan.head.symbol
    if page.kind(plan) and own and own.span and re.match(r"[1-9][/-]", own.value):
        at = Span(own.span.start, own.span.start + 1)
        fix = Fix(FixKind.UNSAFE, (Edit(at, f"0{own.value[0]}"),)) if plan.source.slice(at) == own.value[0] else None
        yield RULE.found(plan.source.name, own.span, fix=fix, symbol=own.value)
