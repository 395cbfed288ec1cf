"""C010: the date of a cited document does not fit its number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Mention, Plan
from tiendo.plan.rules import printed, sequence
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C010",
    name="citation-out-of-sequence",
    severity=Severity.INFO,
    message=Words(
        vi="{symbol} được dẫn với ngày {printed}, nhưng {neighbour} cùng loại ra ngày {day}",
        en="{symbol} is cited under {printed}, but {neighbour} of the same series dates from {day}",
    ),
    help=Words(
        vi="Tra văn bản được dẫn: số hoặc ngày bị gõ nhầm.",
        en="Look the cited document up: its number or its date was mistyped.",
    ),
    explanation=Words(
        vi=(
            "Số văn bản của một cơ quan tăng dần trong năm, nên văn bản mang số nhỏ hơn không thể ra sau văn bản "
            "mang số lớn hơn nhiều tuần. Quy tắc so với văn bản gần nhất trong sổ và trong chính văn bản này, "
            "bỏ qua lệch dưới 45 ngày vì số có khi được giữ trước, và chỉ lên tiếng khi sửa một chữ số hay đổi chỗ "
            "ngày và tháng thì hết trái thứ tự. Vẫn có văn bản thật trái thứ tự, nên đây chỉ là lưu ý."
        ),
        en=(
            "A body's numbers rise through the year, so a smaller one cannot come weeks after a larger one. The "
            "rule compares with the nearest documents of the register and of this text, lets 45 days pass, since "
            "numbers are sometimes kept in reserve, and speaks only where one digit changed, or day and month "
            "changed about, puts the date in order. Some true documents still break the order, so this is no more "
            "than a note."
        ),
    ),
    examples=(
        Example(
            bad=(
                "Căn cứ Nghị định số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n\nCăn cứ Nghị định số "
                "16/2025/NĐ-CP ngày 02/9/2025 của Chính phủ;\n"
            ),
            good=(
                "Căn cứ Nghị định số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n\nCăn cứ Nghị định số "
                "16/2025/NĐ-CP ngày 02/02/2025 của Chính phủ;\n"
            ),
        ),
    ),
    basis=("Nghị định 30/2020/NĐ-CP, Điều 15 (số văn bản lấy theo thứ tự và trình tự thời gian ban hành trong năm)"),
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the date of each citation that stands on the wrong side of a neighbour, where a slip mends it."""
    order = sequence.Order(plan, context)
    for citation in plan.citations:
        place = sequence.place(citation)
        # Where the register has the number itself, it can judge the date (C005).
        if place is None or order.registered(place.series, place.number):
            continue
        dated = next((one for one in citation.mentions if one.date), citation.mentions[0])
        other = order.contradiction(place.series, place.number, place.day)
        if other and _is_mended(plan, dated, place, other, order):
            yield RULE.found(
                plan.source.name,
                dated.date or dated.span,
                symbol=citation.symbol,
                printed=printed.vietnamese(place.day),
                neighbour=f"{other[0]}{place.series[0]}",
                day=printed.vietnamese(other[1]),
            )


def _is_mended(
    plan: Plan, dated: Mention, place: sequence.Place, other: tuple[int, date], order: sequence.Order
) -> bool:
    """Whether the date comes to stand rightly by one digit, or with day and month in each other's place."""
    at = dated.date or dated.span
    for found in printed.find(plan.source.text, at.start, at.end):
        day, month, year = found.numbers
        changed = [one for one, _ in printed.one_digit_away(found)] + [printed.calendar_day(month, day, year)]
        for one in changed:
            is_beside = one and one.year == year and (one <= other[1] if other[0] > place.number else one >= other[1])
            if one and is_beside and order.contradiction(place.series, place.number, one) is None:
                return True
    return False
