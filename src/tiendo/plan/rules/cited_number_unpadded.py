"""K010: a cited document's number below ten lacks its nought, or lost a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="K010",
    name="cited-number-unpadded",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol}: số nhỏ hơn 10 phải có số 0 phía trước; có thể đã rơi một chữ số",
        en="{symbol}: a number below ten takes a nought in front; a digit may be lost",
    ),
    help=Words(
        vi="Tra văn bản được dẫn: thêm số 0, hoặc thêm chữ số bị rơi.",
        en="Look the cited document up: add the nought, or the digit that was lost.",
    ),
    explanation=Words(
        vi=(
            "Số văn bản nhỏ hơn 10 luôn được viết với số 0. Một chữ số đứng một mình vì vậy thường là phần còn "
            "lại của một số hai chữ số, và chỉ nhầm sang văn bản khác. Văn bản Đảng trước đây viết không có số 0 "
            "nên không xét."
        ),
        en=(
            "Numbers below ten are always written with a nought. A digit alone is therefore usually what is left "
            "of two, and points at another document. The Party wrote its numbers without one, and is left alone."
        ),
    ),
    examples=(
        Example(
            bad=("Căn cứ Nghị định số 7/2021/NĐ-CP ngày 27/8/2021 của Chính phủ;\n"),
            good=("Căn cứ Nghị định số 78/2021/NĐ-CP ngày 27/8/2021 của Chính phủ;\n"),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 3 điểm c (số nhỏ hơn 10 phải ghi thêm số 0 "
        "phía trước); đo trên văn bản thật: 0 trong 65 lượt dẫn số nhỏ hơn 10 viết thiếu"
    ),
)


# The Party wrote its numbers without a nought until 2026.
_BARE = re.compile(r"[1-9][a-zđ]?/")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each such citation."""
    told: set[str] = set()
    for citation in plan.citations:
        if _BARE.match(citation.symbol) and citation.symbol not in told:
            told.add(citation.symbol)
            yield RULE.found(plan.source.name, citation.mentions[0].span, symbol=citation.symbol)
