"""C002: the year in a cited symbol is not the year of its date."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import printed, symbol
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C002",
    name="symbol-year-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol} mang năm {symbol_year} trong ký hiệu nhưng được dẫn với ngày {printed}",
        en="{symbol} bears the year {symbol_year} but is cited under the date {printed}",
    ),
    help=Words(
        vi="Tra lại văn bản được dẫn; năm trong ký hiệu và năm trong ngày ban hành phải là một.",
        en="Look the cited document up; the year in its symbol and in its date must be one.",
    ),
    explanation=Words(
        vi="Văn bản quy phạm pháp luật được đánh số theo năm ban hành, nên năm trong ký hiệu chính là năm của ngày "
        "ban hành. Hai năm khác nhau thì ít nhất một trong hai bị gõ nhầm. Quy tắc không nói bên nào đúng.",
        en="Normative documents are numbered by year of issue, so the year in the symbol is the year of the date. "
        "Where they differ at least one was mistyped. The rule does not say which.",
    ),
    examples=(
        Example(
            bad="Căn cứ Nghị định số 217/2025/NĐ-CP ngày 04 tháng 8 năm 2028 của Chính phủ;\n",
            good="Căn cứ Nghị định số 217/2025/NĐ-CP ngày 04 tháng 8 năm 2025 của Chính phủ;\n",
        ),
    ),
    basis="Nghị định 78/2025/NĐ-CP (số, ký hiệu văn bản quy phạm pháp luật); 34 trong 5.774 lượt viện dẫn đo được",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first dated mention of each such citation."""
    for citation in plan.citations:
        year = symbol.letters(citation.symbol).year
        if year is None or citation.date is None or citation.date.startswith(f"{year:04}-"):
            continue
        dated = next((one for one in citation.mentions if one.date), citation.mentions[0])
        yield RULE.found(
            plan.source.name,
            dated.span,
            symbol=citation.symbol,
            symbol_year=str(year),
            printed=printed.iso_to_vietnamese(citation.date),
        )
