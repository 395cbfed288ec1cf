"""C012: a cited number does not fit its day, and does with one digit more."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import number, printed, sequence
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C012",
    name="number-out-of-sequence",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol} được dẫn với ngày {printed}, mà {neighbour} cùng loại ra ngày {day}; có lẽ số đã rơi một chữ số",
        en="{symbol} is cited under {printed}, but {neighbour} of the same series dates from {day}; the number "
        "has perhaps lost a digit",
    ),
    help=Words(
        vi="Tra văn bản được dẫn theo ngày và tên gọi rồi sửa số.",
        en="Look the cited document up by its day and title, and put the number right.",
    ),
    explanation=Words(
        vi=(
            "Số của một cơ quan tăng dần trong năm: nghị định số 18 ra đầu năm, không thể mang ngày giữa năm. Khi "
            "thêm một chữ số vào số thì ngày lại hợp với các văn bản trước và sau nó trong sổ, số đã rơi chữ số ấy. "
            "Chỉ xét số từ 10 trở lên có ghi năm; lệch dưới 45 ngày được bỏ qua vì số có khi được giữ trước."
        ),
        en=(
            "A body's numbers rise through the year: decree 18 comes early and cannot bear a day of midsummer. Where "
            "one digit more puts the number among documents of the register that its day agrees with, that digit "
            "was lost. Only numbers from 10 that bear their year are looked at, and 45 days are let pass, since "
            "numbers are sometimes kept in reserve."
        ),
    ),
    examples=(
        Example(
            bad="Căn cứ Nghị định số 119/2025/NĐ-CP ngày 09/6/2025 của Chính phủ;\n\nCăn cứ Nghị định số "
            "25/2025/NĐ-CP ngày 21/02/2025 của Chính phủ;\n\nCăn cứ Nghị định số 18/2025/NĐ-CP ngày 09/6/2025 "
            "của Chính phủ;\n",
            good="Căn cứ Nghị định số 119/2025/NĐ-CP ngày 09/6/2025 của Chính phủ;\n\nCăn cứ Nghị định số "
            "25/2025/NĐ-CP ngày 21/02/2025 của Chính phủ;\n\nCăn cứ Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 "
            "của Chính phủ;\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Điều 15 (số văn bản lấy theo thứ tự và trình tự thời gian ban hành trong năm)",
)


#: The first numbers of a year are kept for whoever issues late: 01/2022/NĐ-CP is of November.
_TEN = 10


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each cited number that comes too early in its year, where one digit more puts it right."""
    order = sequence.Order(plan, context)
    for citation in plan.citations:
        place = sequence.place(citation)
        if place is None or place.number < _TEN or order.registered(place.series, place.number):
            continue
        other = order.contradiction(place.series, place.number, place.day)
        if other and any(order.fits(place.series, int(one), place.day) for one in number.with_digit(place.digits)):
            yield RULE.found(
                plan.source.name,
                next((one for one in citation.mentions if one.date), citation.mentions[0]).span,
                symbol=citation.symbol,
                printed=printed.vietnamese(place.day),
                neighbour=f"{other[0]}{place.series[0]}",
                day=printed.vietnamese(other[1]),
            )
