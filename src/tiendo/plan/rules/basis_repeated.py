"""C009: one document stands twice among the bases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C009",
    name="basis-repeated",
    severity=Severity.INFO,
    message=Words(vi="{symbol} được nêu làm căn cứ hai lần", en="{symbol} is named as a basis twice"),
    help=Words(vi="Bỏ một trong hai dòng.", en="Leave one of the two lines out."),
    explanation=Words(
        vi=("Dòng căn cứ lặp lại thường là do ghép hai bản dự thảo; người soát văn bản nên xem còn chỗ nào ghép sót."),
        en="A basis named twice usually comes of two drafts put together; look for what else was left over.",
    ),
    examples=(
        Example(
            bad=(
                "Căn cứ Nghị định số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n\nCăn cứ Nghị định số "
                "17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n"
            ),
            good=("Căn cứ Nghị định số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm a (mỗi căn cứ một dòng)",
    labels={"first": Words(vi="lần đầu", en="the first time")},
)


_BASIS = re.compile(r"\s*(?:[-–*_]\s*)*Căn cứ\s+(?:(?!kèm theo)[^\d\n;]){0,60}$", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the second line that opens with the same document."""
    text = plan.source.text
    for citation in plan.citations:
        opening_lines = [
            one.span
            for one in citation.mentions
            if _BASIS.fullmatch(text, text.rfind("\n", 0, one.span.start) + 1, one.span.start)
        ]
        if len(opening_lines) > 1:
            yield RULE.found(
                plan.source.name,
                opening_lines[1],
                labels=(Label(opening_lines[0], "first"),),
                symbol=citation.symbol,
            )
