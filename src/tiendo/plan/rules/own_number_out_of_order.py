"""K012: the document's own number is below one of its series that is cited as older."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Plan
from tiendo.plan.rules import number, page, places, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="K012",
    name="own-number-out-of-order",
    severity=Severity.WARNING,
    message=Words(
        vi="Số {symbol} nhỏ hơn số {other} mà văn bản dẫn là đã ban hành ngày {day}; có lẽ đã rơi một chữ số",
        en="{symbol} is below {other}, which the document cites as issued on {day}; a digit is perhaps lost",
    ),
    help=Words(
        vi="Đối chiếu số trong sổ đăng ký văn bản đi; nếu số được dẫn sai thì sửa chỗ dẫn.",
        en="Look the number up in the register of documents sent; or mend the citation, if that is wrong.",
    ),
    explanation=Words(
        vi=(
            "Số của một loại văn bản tăng dần trong năm, nên văn bản ra sau không thể mang số nhỏ hơn văn bản cùng "
            "loại của chính cơ quan mình ra trước. Chỉ xét trong một năm, khi thêm một chữ số thì hết trái thứ tự; với "
            "Ủy ban nhân dân chỉ so văn bản của cùng một cấp, một địa phương, và không so qua ngày 01/7/2025 vì tỉnh, "
            "xã sáp nhập đánh số lại từ ngày ấy."
        ),
        en=(
            "Numbers of a kind rise through the year, so a later document cannot bear a smaller one than an earlier of "
            "the same body. Only within a year, and where one digit more puts it in order; People's Committees are "
            "compared at one level and place only, and not across 1 July 2025, when merged provinces and "
            "communes began anew."
        ),
    ),
    examples=(
        Example(
            bad=sample.HEAD + "Tiếp theo Kế hoạch số 449/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh Sơn Hải;\n",
            good=sample.HEAD + "Tiếp theo Kế hoạch số 44/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh Sơn Hải;\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Điều 15 (số văn bản lấy theo thứ tự và trình tự thời gian ban hành trong năm)",
    labels={"other": Words(vi="văn bản ra trước", en="the earlier document")},
)

_LOCAL = re.compile(r"(?:UBND|HĐND|TU|ĐU|HU)$", re.IGNORECASE)
_LEVEL = re.compile(r"tỉnh|thành phố|xã|phường|đặc khu|huyện|quận", re.IGNORECASE)
# Law 72/2025/QH15: two levels of local government from this day on.
_MERGED = date(2025, 7, 1)
_TOLERANCE = timedelta(days=10)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, beside the cited document with the largest number that contradicts it."""
    symbol, day = plan.head.symbol, page.issued(plan)
    own = number.split(symbol.value) if symbol and symbol.span else None
    if symbol is None or symbol.span is None or own is None or day is None:
        return
    above = [(int(found.digits), one) for one, found in _before(plan, own, day) if int(found.digits) > int(own.digits)]
    most, other = max(above, key=lambda one: one[0], default=(0, None))
    if other and other.date and any(int(one) > most for one in number.with_digit(own.digits)):
        yield RULE.found(
            plan.source.name,
            symbol.span,
            labels=(Label(other.mentions[0].span, "other"),),
            symbol=symbol.value,
            other=other.symbol,
            day=printed.iso_to_vietnamese(other.date),
        )


def _before(plan: Plan, own: number.Number, day: date) -> Iterator[tuple[Citation, number.Number]]:
    """The cited documents of the own series and year that are older than ``day`` by more than a reserve explains."""
    issuer = plan.head.issuer.value if plan.head.issuer else ""
    for citation in plan.citations:
        found = number.split(citation.symbol)
        on = date.fromisoformat(citation.date) if citation.date else None
        if found is None or on is None or found.series != own.series or on.year != day.year:
            continue
        if on + _TOLERANCE < day and (not _LOCAL.search(own.series) or _is_same_body(issuer, citation, on, day)):
            yield citation, found


def _is_same_body(issuer: str, citation: Citation, on: date, day: date) -> bool:
    levels = [_LEVEL.search(name) for name in (issuer, citation.issuer or "")]
    own, cited = (found[0].lower() if found else None for found in levels)
    is_here = not places.is_elsewhere(issuer, citation.issuer or "")
    return own is not None and own == cited and is_here and not on < _MERGED <= day
