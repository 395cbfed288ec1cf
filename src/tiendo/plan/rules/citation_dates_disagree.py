"""C006: one document is cited under two dates."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from tiendo import registry
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Plan
from tiendo.plan.rules import places, printed, symbol
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="C006",
    name="citation-dates-disagree",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol} được dẫn với hai ngày: {printed} và {other}",
        en="{symbol} is cited under two dates: {printed} and {other}",
    ),
    help=Words(
        vi="Tra văn bản được dẫn rồi sửa chỗ sai.", en="Look the cited document up and mend the place that is wrong."
    ),
    explanation=Words(
        vi=(
            "Một văn bản chỉ có một ngày. Văn bản đánh số theo năm thì hai ngày bất kỳ đều trái nhau; số của văn "
            "bản khác được dùng lại mỗi năm hay mỗi nhiệm kỳ, nên chỉ nhắc khi hai ngày chỉ lệch một chữ số hoặc "
            "đổi chỗ ngày và tháng."
        ),
        en=(
            "A document has one date. With symbols that bear a year any two dates conflict; other numbers are "
            "used again each year or term, so only dates one digit apart, or with day and month swapped, are "
            "told."
        ),
    ),
    examples=(
        Example(
            bad=(
                "Căn cứ Nghị định số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n\nCăn cứ Thông tư số "
                "9/2025/TT-BTC ngày 05/6/2025 hướng dẫn Nghị định số 17/2025/NĐ-CP ngày 02/03/2025;\n"
            ),
            good=(
                "Căn cứ Nghị định số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n\nCăn cứ Thông tư số "
                "9/2025/TT-BTC ngày 05/6/2025 hướng dẫn Nghị định số 17/2025/NĐ-CP ngày 03/02/2025;\n"
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm b (viện dẫn ghi thời gian ban hành)",
    labels={"other": Words(vi="ngày kia", en="the other date")},
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the date that is printed less often, or later, of each two that conflict."""
    by_key: dict[str, list[Citation]] = {}
    for citation in plan.citations:
        if citation.date:
            by_key.setdefault(registry.key(citation.symbol), []).append(citation)
    for same in by_key.values():
        for first, second in itertools.combinations(same, 2):
            if _conflict(first, second):
                # A stable sort keeps the earlier of two that are printed equally often first.
                usual, odd = sorted((first, second), key=lambda one: -_times(one))
                yield _told(plan, usual, odd)


def _conflict(first: Citation, second: Citation) -> bool:
    if places.is_elsewhere(first.issuer or "", second.issuer or ""):
        return False
    # A year that its own symbol contradicts is told by C002.
    year = symbol.letters(first.symbol).year
    days = [date.fromisoformat(one.date) for one in (first, second) if one.date]
    if year is not None:
        return all(day.year == year for day in days)
    return printed.is_slip(*days)


def _times(citation: Citation) -> int:
    return sum(one.date is not None for one in citation.mentions)


def _told(plan: Plan, usual: Citation, odd: Citation) -> Diagnostic:
    return RULE.found(
        plan.source.name,
        _place(odd),
        labels=(Label(_place(usual), "other"),),
        symbol=odd.symbol,
        printed=printed.iso_to_vietnamese(odd.date or ""),
        other=printed.iso_to_vietnamese(usual.date or ""),
    )


def _place(citation: Citation) -> Span:
    dated = next(one for one in citation.mentions if one.date)
    return dated.date or dated.span
