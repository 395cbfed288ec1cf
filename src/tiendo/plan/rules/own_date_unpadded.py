"""L004: the day of issue lacks a nought, or lost a digit."""

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
    code="L004",
    name="own-date-unpadded",
    severity=Severity.WARNING,
    message=Words(
        vi="Ngày ban hành “{printed}” thiếu số 0: “{right}”; có thể đã rơi một chữ số",
        en="The day of issue “{printed}” lacks a nought: “{right}”; a digit may be lost",
    ),
    help=Words(
        vi="Ngày nhỏ hơn 10 và tháng 1, 2 thêm số 0 phía trước; các tháng khác không thêm.",
        en="Days below ten and the months 1 and 2 take a nought in front; other months take none.",
    ),
    explanation=Words(
        vi=(
            "Số 0 ngăn việc sửa ngày 5 thành 15, tháng 2 thành 12. Tháng 3 đến 9 không thêm được thành tháng "
            "khác nên không cần. Một ngày thiếu số 0 vì thế có khi là phần còn lại của một ngày hai chữ số."
        ),
        en=(
            "The nought keeps 5 from becoming 15, and month 2 from becoming 12. Months 3 to 9 cannot be changed "
            "so, and need none. A day without it is therefore at times what is left of two digits."
        ),
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "ngày 05 tháng", "ngày 5 tháng"
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 4 điểm b; Hướng dẫn 36-HD/VPTW, mục 1.4.2",
)


_WRITTEN = re.compile(r"(\d{1,2})(\s+tháng\s+)(\d{1,2})(?=\s+năm)", re.IGNORECASE)
_PADDED_MONTHS = 3


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the day of issue, with the nought as a fix; a nought too many at the month is let pass."""
    place = plan.head.issued_on
    if page.issued(plan) is None or place is None or place.span is None or page.kind(plan) is None:
        return
    found = _WRITTEN.match(plan.source.text, place.span.start, place.span.end)
    if found is None:
        return
    month = f"{int(found[3]):02}" if int(found[3]) < _PADDED_MONTHS else found[3]
    right = f"{int(found[1]):02}{found[2]}{month}"
    if right != found[0]:
        span = Span(*found.span())
        fix = Fix(FixKind.UNSAFE, (Edit(span, right),))
        yield RULE.found(plan.source.name, span, fix=fix, printed=found[0], right=right)
