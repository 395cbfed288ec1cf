"""K011: a number is another one of the same series and day without one of its digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Identity, Plan
from tiendo.plan.rules import number, page, places, printed, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="K011",
    name="number-digit-lost",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol} có lẽ là {other}{day_vi}, rơi một chữ số ({where_vi})",
        en="{symbol} is perhaps {other}{day_en} with a digit lost ({where_en})",
    ),
    help=Words(
        vi="Tra văn bản rồi sửa số cho khớp.", en="Look the document up and put the number right where it is wrong."
    ),
    explanation=Words(
        vi=(
            "Trong một ngày, một cơ quan không ra hai văn bản cùng loại mà số này là số kia bỏ bớt một chữ số: 11 và "
            "118 cách nhau hàng trăm số. Khi sổ văn bản, chỗ khác trong văn bản hay chính đầu văn bản có số kia với "
            "đúng ngày ấy, số ngắn là số đã rơi một chữ số; hai số cách nhau dưới 30, hay của hai tỉnh, thì không. "
            "Lần dẫn sau không ghi ngày được so với lần dẫn đầu."
        ),
        en=(
            "On one day no body issues two documents of a kind of which one's number is the other's without a digit: "
            "11 and 118 are a hundred numbers apart. Where the register of documents, another place of the text or its "
            "own head has the other number under that very day, the shorter one lost a digit, unless they are less "
            "than 30 apart or of two provinces. A later citation "
            "without a day is compared with the first."
        ),
    ),
    examples=(
        Example(
            bad="Căn cứ Nghị định số 11/2025/NĐ-CP ngày 09/6/2025 của Chính phủ;\n\n"
            "Căn cứ Thông tư số 03/2025/TT-VPCP ngày 15/9/2025 hướng dẫn Nghị định số 118/2025/NĐ-CP ngày 09/6/2025;\n",
            good="Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ;\n\n"
            "Căn cứ Thông tư số 03/2025/TT-VPCP ngày 15/9/2025 hướng dẫn Nghị định số 118/2025/NĐ-CP ngày 09/6/2025;\n",
        ),
        Example(
            bad=sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n\nPHỤ LỤC\n\n"
            "(Kèm theo Kế hoạch số 450/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh)\n",
            good=sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n\nPHỤ LỤC\n\n"
            "(Kèm theo Kế hoạch số 45/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh)\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Điều 15 (số văn bản lấy theo thứ tự và trình tự thời gian ban hành trong năm)",
    labels={"other": Words(vi="số kia", en="the other number")},
)

_OFTEN = 3
#: So many numbers a body gives out in a day, early in its year.
_IN_A_DAY = 30
_HERE = Words(vi="cùng văn bản này dẫn", en="as this text has it elsewhere")
_KNOWN = Words(vi="sổ văn bản có", en="which the register has")


@dataclass(frozen=True, slots=True)
class _Named:
    """A number as the text has it: of which day, where, whether the register knows it so, and how often."""

    symbol: str
    number: number.Number
    day: str | None
    span: Span
    issuer: str = ""
    is_known: bool = False
    times: int = 1


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first place of each number that lost a digit."""
    series: dict[str, list[_Named]] = {}
    for one in _named(plan):
        series.setdefault(one.number.series, []).append(one)
    for same in series.values():
        for one in same:
            if one.is_known:
                continue
            other = next((two for two in same if _is_short_of(one, two)), None)
            registered = None if other else _registered(one, context)
            if other:
                yield _told(plan, one, other.symbol, _HERE, (Label(other.span, "other"),))
            elif registered:
                yield _told(plan, one, registered, _KNOWN, ())


def _named(plan: Plan) -> Iterator[_Named]:
    """The document's own number, and those that it cites."""
    own, issued = plan.head.symbol, page.issued(plan)
    if own and own.span and issued and (found := number.split(own.value)):
        yield _Named(own.value, found, issued.isoformat(), own.span, plan.head.issuer.value if plan.head.issuer else "")
    for citation in plan.citations:
        if found := number.split(citation.symbol):
            times = len(citation.mentions)
            issuer, known = citation.issuer or "", _is_known(citation)
            yield _Named(citation.symbol, found, citation.date, _place(citation), issuer, known, times)


def _place(citation: Citation) -> Span:
    return next((one for one in citation.mentions if one.date), citation.mentions[0]).span


def _is_known(citation: Citation) -> bool:
    return citation.identity in (Identity.DATED, Identity.UNDATED, Identity.AMBIGUOUS)


def _is_short_of(one: _Named, other: _Named) -> bool:
    """Whether ``one`` lost a digit of ``other``: both are of one day, or ``one`` has none and ``other`` goes before.

    It goes before where it is cited first with its day, or again and again.
    """
    if not number.lost_digit(one.number.digits, other.number.digits) or places.is_elsewhere(one.issuer, other.issuer):
        return False
    if one.day and int(other.number.digits) - int(one.number.digits) < _IN_A_DAY:
        return False
    if one.day is None:
        is_first = other.day is not None and one.span.start > other.span.start
        return is_first or (one.times == 1 and other.times >= _OFTEN)
    return one.day == other.day


def _registered(one: _Named, context: Context) -> str | None:
    """The document that the register has under the day of ``one``, whose number with a digit less is its own."""
    if context.registry is None or one.day is None:
        return None
    for document in context.registry.of(date.fromisoformat(one.day)):
        found = number.split(document.symbol)
        if found and found.series == one.number.series and number.lost_digit(one.number.digits, found.digits):
            return document.symbol
    return None


def _told(plan: Plan, one: _Named, other: str, where: Words, labels: tuple[Label, ...]) -> Diagnostic:
    day = printed.iso_to_vietnamese(one.day) if one.day else ""
    return RULE.found(
        plan.source.name,
        one.span,
        labels=labels,
        symbol=one.symbol,
        other=other,
        day_vi=f" ngày {day}" if day else "",
        day_en=f" of {day}" if day else "",
        where_vi=where.vi,
        where_en=where.en,
    )
