"""K007: the year in the document's own symbol is not that of its day of issue."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, printed, sample, symbol
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="K007",
    name="own-symbol-year-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="Ký hiệu {symbol} mang năm {symbol_year}, ngày ban hành là {own}",
        en="The symbol {symbol} bears the year {symbol_year}, the day of issue is {own}",
    ),
    help=Words(vi="Sửa năm trong ký hiệu hoặc ngày ban hành.", en="Mend the year in the symbol or the day of issue."),
    explanation=Words(
        vi=(
            "Số của văn bản quy phạm pháp luật được lấy theo năm ban hành; hai năm khác nhau thì văn bản không "
            "tra được."
        ),
        en="A normative document is numbered in its year of issue; with two years it cannot be looked up.",
    ),
    examples=(
        Example(
            bad=(sample.HEAD.replace("45/KH-UBND", "45/2025/QĐ-UBND").replace("KẾ HOẠCH", "QUYẾT ĐỊNH")),
            good=(sample.HEAD.replace("45/KH-UBND", "45/2026/QĐ-UBND").replace("KẾ HOẠCH", "QUYẾT ĐỊNH")),
        ),
    ),
    basis="Nghị định 78/2025/NĐ-CP (số, ký hiệu văn bản quy phạm pháp luật)",
    labels={"own": Words(vi="ngày ban hành", en="day of issue")},
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, where both were read at the head."""
    own, day, place = plan.head.symbol, page.issued(plan), plan.head.issued_on
    year = symbol.letters(own.value).year if own else None
    if own and own.span and day and place and place.span and year is not None and year != day.year:
        yield RULE.found(
            plan.source.name,
            own.span,
            labels=(Label(place.span, "own"),),
            symbol=own.value,
            symbol_year=str(year),
            own=printed.vietnamese(day),
        )
