"""K009: a yearly numbered normative document bears a number of four digits or more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="K009",
    name="symbol-number-improbable",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol}: chưa năm nào có đến {number} văn bản loại này",
        en="{symbol}: no year has had {number} documents of this kind",
    ),
    help=Words(
        vi="Tra lại số; thường là gõ thừa một chữ số.", en="Look the number up; usually a digit was typed twice."
    ),
    explanation=Words(
        vi=(
            "Mỗi năm chỉ có vài trăm nghị định, thông tư của một bộ, luật của Quốc hội, và ít hơn nữa văn bản quy "
            "phạm của một tỉnh. Số từ 1000 trở lên là gõ "
            "thừa, hoặc là văn bản cá biệt bị ghi thêm năm."
        ),
        en=(
            "A year sees some hundreds of decrees, of one ministry's circulars, of laws, and of one province's "
            "normative documents fewer still. A number from 1000 up "
            "has a digit too many, or is that of an individual decision with a year put in."
        ),
    ),
    examples=(
        Example(
            bad=("Căn cứ Nghị định số 2177/2025/NĐ-CP ngày 04/8/2025 của Chính phủ;\n"),
            good=("Căn cứ Nghị định số 217/2025/NĐ-CP ngày 04/8/2025 của Chính phủ;\n"),
        ),
        Example(
            bad=("Căn cứ Nghị quyết số 1515/2025/NQ-HĐND của Hội đồng nhân dân tỉnh;\n"),
            good=("Căn cứ Nghị quyết số 151/2025/NQ-HĐND của Hội đồng nhân dân tỉnh;\n"),
        ),
    ),
    basis=(
        "Đo trên 3.800 văn bản của Bộ pháp điển: số lớn nhất của nghị định, thông tư, luật trong một năm dưới 500; "
        "văn bản của tỉnh theo lẽ thường, chưa đo"
    ),
)


# Resolutions of the Standing Committee are numbered through a whole term, and pass a thousand.
_YEARLY = re.compile(r"(\d{4,})/(?:19|20)\d\d/(?:(?:NĐ|NQ)-CP|(?:NQ-HĐND|QĐ-UBND)|TT-\S+|QH\d*|PL-\S+)")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each such citation."""
    told: set[str] = set()
    for citation in plan.citations:
        found = _YEARLY.fullmatch(citation.symbol)
        if found and citation.symbol not in told:
            told.add(citation.symbol)
            yield RULE.found(plan.source.name, citation.mentions[0].span, symbol=citation.symbol, number=found[1])
