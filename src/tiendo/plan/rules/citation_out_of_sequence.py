"""C010: the date of a cited document does not fit its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import TypeAlias

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Mention, Plan
from tiendo.plan.rules import printed
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


_NUMBERED = re.compile(r"(?P<number>\d{1,4})(?P<series>/(?P<year>(?:19|20)\d\d)/[^\s]+)")
_LOCAL = re.compile(r"(?:UBND|HĐND)$", re.IGNORECASE)
_TOLERANCE = timedelta(days=45)
_REACH = 40
Series: TypeAlias = Mapping[tuple[str, str], Mapping[int, date]]


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the date of each citation that stands on the wrong side of a neighbour, where a slip mends it."""
    # Neighbours are shared by the citations of a series.
    known = cache(partial(_known, context, _cited(plan)))
    for citation in plan.citations:
        found = _NUMBERED.fullmatch(citation.symbol)
        series = _series(citation)
        if found is None or series is None or citation.date is None or not citation.date.startswith(found["year"]):
            continue
        number, day = int(found["number"]), date.fromisoformat(citation.date)
        if _registered(context, series, number):
            # The register itself can judge the date (C005).
            continue
        dated = next((one for one in citation.mentions if one.date), citation.mentions[0])
        other = _contradiction(number, day, partial(known, series))
        if other and _is_mended(plan, dated, number, other, partial(known, series)):
            yield RULE.found(
                plan.source.name,
                dated.date or dated.span,
                symbol=citation.symbol,
                printed=printed.vietnamese(day),
                neighbour=f"{other[0]}{series[0]}",
                day=printed.vietnamese(other[1]),
            )


def _series(citation: Citation) -> tuple[str, str] | None:
    """The series that a number belongs to, and whose it is: every province counts its own decisions."""
    found = _NUMBERED.fullmatch(citation.symbol)
    if found is None:
        return None
    if not _LOCAL.search(found["series"]):
        return found["series"], ""
    return (found["series"], citation.issuer) if citation.issuer else None


def _is_mended(
    plan: Plan, dated: Mention, number: int, other: tuple[int, date], known: Callable[[int], date | None]
) -> bool:
    """Whether the date comes to stand rightly by one digit, or with day and month in each other's place."""
    place = dated.date or dated.span
    for found in printed.find(plan.source.text, place.start, place.end):
        day, month, year = found.numbers
        changed = [one for one, _ in printed.one_digit_away(found)] + [printed.calendar_day(month, day, year)]
        for one in changed:
            is_beside = one and one.year == year and (one <= other[1] if other[0] > number else one >= other[1])
            if one and is_beside and _contradiction(number, one, known) is None:
                return True
    return False


def _registered(context: Context, series: tuple[str, str], number: int) -> date | None:
    """The day the register has for a number of a series; None where it has none, or several."""
    if context.registry is None or series[1]:
        return None
    days = {*context.registry.dates(f"{number}{series[0]}"), *context.registry.dates(f"{number:02}{series[0]}")}
    return days.pop() if len(days) == 1 else None


def _known(context: Context, cited: Series, series: tuple[str, str], number: int) -> date | None:
    return _registered(context, series, number) or cited.get(series, {}).get(number)


def _cited(plan: Plan) -> Series:
    """The days of the document's own citations, by series and number."""
    found: dict[tuple[str, str], dict[int, date]] = {}
    for one in plan.citations:
        numbered, series = _NUMBERED.fullmatch(one.symbol), _series(one)
        if numbered and series and one.date:
            found.setdefault(series, {})[int(numbered["number"])] = date.fromisoformat(one.date)
    return found


def _contradiction(number: int, day: date, known: Callable[[int], date | None]) -> tuple[int, date] | None:
    """The nearest document of the series that cannot have its day beside this one's."""
    for distance in range(1, _REACH):
        for other in (number - distance, number + distance):
            at = known(other) if other > 0 else None
            if at and (at - day if other < number else day - at) > _TOLERANCE:
                return other, at
    return None
