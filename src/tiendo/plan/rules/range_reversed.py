"""T007: a range of figures runs downwards where growth is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.viet import LOWER

RULE = Rule(
    code="T007",
    name="range-reversed",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}”: khoảng số chạy ngược", en="“{printed}”: the range runs backwards"),
    help=Words(vi="Đổi thứ tự, hoặc sửa số gõ nhầm.", en="Put the two in order, or mend the mistyped figure."),
    explanation=Words(
        vi=(
            "“Từ 80% đến 70%”, “từ 10 đến 5 lớp” không nói được chỉ tiêu nào phải đạt. Mức giảm thì được viết như vậy "
            "và không bị nhắc; giờ, ngày, tháng và số tiền tính bằng triệu, bằng tỷ cũng không."
        ),
        en=(
            "“From 80% to 70%”, “from 10 to 5 classes” does not say what is to be reached. Of a decrease it may be "
            "written so, and is left alone; so are hours, days, months, and sums in millions and thousands of them."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng bảo đảm từ 80% đến 70% số xã ven biển có vườn ươm.\n"),
            good=("1. Sở Xây dựng bảo đảm từ 70% đến 80% số xã ven biển có vườn ươm.\n"),
        ),
        Example(
            bad=("1. Sở Xây dựng tổ chức từ 10 đến 5 lớp tập huấn.\n"),
            good=("1. Sở Xây dựng tổ chức từ 5 đến 10 lớp tập huấn, trực từ 22 giờ đến 5 giờ.\n"),
        ),
    ),
    basis="Số học",
)


# What runs round a clock or a calendar, or down a scale, may fall; millions and thousands of them are not counted here.
_NO_UNIT = (
    r"(?:giờ|phút|giây|ngày|tuần|tháng|quý|năm|tuổi|nghìn|ngàn|triệu|tỷ|tỉ|độ|điểm|đến|và|của|trong|tại|hằng|hàng|mỗi)"
)
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d{1,7}(?:,\d{1,2})?"
_RANGE = re.compile(r"(\d(?<![\d.,]\d)\d{0,2}(?:,\d{1,2})?)\s?%?\s?(?:[-–]|đến)\s?(\d{1,3}(?:,\d{1,2})?)\s?%(?!\w)")
# In small letters, what a range of counts opens with.
_OPENS = ("từ", "khoảng", "mỗi")
# "từ 10 đến 5 lớp", "từ 500 ha đến 300 ha": the unit once or twice, and the same.
_COUNTED = late.pattern(
    rf"\b(?i:từ|khoảng|mỗi \w+)\s+({_NUMBER})(?:\s(?P<unit>(?!{_NO_UNIT}\b)[{LOWER}]+))?\s?(?:[-–]|đến)\s?({_NUMBER})"
    rf"\s(?(unit)(?P=unit)\b|(?!{_NO_UNIT}\b)[{LOWER}]{{2,}})"
)
_DOWN = late.pattern(
    r"giảm|hạ|thấp|rút|xuống|còn|từ năm|tụt|cắt|thu hẹp|tinh gọn|sắp xếp|sáp nhập|thứ tự|đếm|lùi|chuyển", re.IGNORECASE
)
_BEFORE = 90


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each range of percentages or counts that falls, where no word near it speaks of a fall."""
    text, small, said = plan.source.text, page.small(plan.source.text), page.said(plan)
    lines = page.lines_with(text, "%", said)
    shares = (found for line in lines for found in _RANGE.finditer(text, line.start, line.end))
    opened = (at for words in _OPENS for at in page.places(small, words, said.start, said.end))
    counted = filter(None, (_COUNTED.match(text, at, said.end) for at in opened))
    for found in chain(shares, counted):
        if _value(found[found.re.groups]) < _value(found[1]) and not _DOWN.search(_around(text, found)):
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])


def _around(text: str, found: re.Match[str]) -> str:
    line = text.rfind("\n", 0, found.start()) + 1
    return text[max(line, found.start() - _BEFORE) : found.end() + _BEFORE // 3].partition("\n")[0]


def _value(printed: str) -> float:
    return float(printed.replace(".", "").replace(",", "."))
