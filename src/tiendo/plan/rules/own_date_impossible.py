"""N001: the day of issue printed at the head is no day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="N001",
    name="own-date-impossible",
    severity=Severity.WARNING,
    message=Words(
        vi="Ngày ban hành “{printed}” không có trong lịch", en="The day of issue “{printed}” is not in the calendar"
    ),
    help=Words(
        vi="Sửa ngày ở đầu văn bản theo sổ văn bản đi.",
        en="Mend the day at the head after the register of outgoing documents.",
    ),
    explanation=Words(
        vi=(
            "Thời hạn “kể từ ngày ban hành”, “cuối năm” hay không ghi mốc đều tính từ ngày của văn bản. Khi ngày ấy "
            "không có thật, hệ thống không đoán ngày gần nhất mà để trống, và những thời hạn đó chưa có hạn."
        ),
        en=(
            "Terms from the issue, to the end of the year, or without a start run from the document's own day. Where "
            "there is no such day it is left open, the nearest one is not guessed, and those terms have no day yet."
        ),
    ),
    examples=(Example(bad=(sample.HEAD.replace("05 tháng 3", "31 tháng 4")), good=(sample.HEAD)),),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 4 điểm b (thời gian ban hành văn bản)",
)


_PLACED = re.compile(r"[^\W\d_]\s*,\s*ngày\s+$")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first dated place of the head, where its date is no day."""
    top = page.head(plan)
    for found in printed.find(plan.source.text, top.start, top.end):
        if _PLACED.search(plan.source.text, max(0, found.span.start - 20), found.span.start):
            if printed.impossible(found):
                yield RULE.found(plan.source.name, found.span, printed=found.text)
            return
