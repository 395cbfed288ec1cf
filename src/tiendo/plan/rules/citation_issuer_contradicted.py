"""C007: a cited document is said to be issued by another body than its symbol says."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import symbol
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C007",
    name="citation-issuer-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol} được ghi là của “{issuer}”, nhưng ký hiệu là của {right_vi}",
        en="{symbol} is said to be issued by “{issuer}”, but its symbol is that of {right_en}",
    ),
    help=Words(
        vi="Sửa tên cơ quan ban hành, hoặc tra lại ký hiệu.", en="Mend the issuing body, or look the symbol up."
    ),
    explanation=Words(
        vi=(
            "Phần cuối của ký hiệu là tên viết tắt của cơ quan ban hành. Nhầm giữa Chính phủ và Thủ tướng Chính "
            "phủ là hay gặp nhất, và hai bên có thẩm quyền khác nhau."
        ),
        en=(
            "The last part of a symbol abbreviates the issuing body. The Government and the Prime Minister are "
            "confused most often, and their powers differ."
        ),
    ),
    examples=(
        Example(
            bad=("Căn cứ Quyết định số 301/QĐ-TTg ngày 17/02/2026 của Chính phủ về trồng rừng;\n"),
            good=("Căn cứ Quyết định số 301/QĐ-TTg ngày 17/02/2026 của Thủ tướng Chính phủ về trồng rừng;\n"),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 3 điểm b (ký hiệu gồm chữ viết tắt tên cơ "
        "quan ban hành)"
    ),
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each such citation."""
    for citation in plan.citations:
        right = symbol.issuer(citation.symbol)
        if citation.issuer and right and not right.name.match(citation.issuer.lower()):
            yield RULE.found(
                plan.source.name,
                citation.mentions[0].span,
                symbol=citation.symbol,
                issuer=citation.issuer,
                right_vi=right.called.vi,
                right_en=right.called.en,
            )
