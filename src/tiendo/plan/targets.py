"""Figures to reach: the value and its unit, by when, for whom, and which side of it is the good one.

A share is always one; a count is one where a word says that it is a bound ("ít nhất 20 mô hình").

>>> text = "Phấn đấu đến hết năm 2027, ít nhất 90% xã, phường có sổ theo dõi."
>>> found = next(targets(Source("a.txt", text, (), "text/plain", ""), Span(0, len(text)), None))
>>> found.value, found.unit, found.bound.value, found.by, found.whom.value
(90.0, '%', 'at_least', '2027-12-31', 'xã, phường')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tiendo import late
from tiendo.plan import deadlines
from tiendo.plan.model import Bound, Read, Target
from tiendo.source import Source, Span
from tiendo.viet import LOWER

_CLAUSE = re.compile(r"[^.;\n]+(?:\.(?=\S)[^.;\n]*)*")
_LEAST = r"ít nhất|tối thiểu|trên|hơn|từ|không dưới|không thấp hơn|ít ra"
_MOST = r"tối đa|dưới|không quá|không vượt quá|nhiều nhất"
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d{1,7}(?:,\d{1,2})?|\d{1,3}\.\d{1,2}"
_SHARE = late.pattern(
    rf"(?:\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))\s+)?(?<![\d.,])(?P<value>{_NUMBER})\s?(?P<unit>%)"
    r"(?P<more>\s+trở lên)?",
    re.IGNORECASE,
)
_COUNT = late.pattern(
    rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))\s+(?P<value>{_NUMBER})\s+(?P<unit>[{LOWER}]+(?:\s[{LOWER}]+)?)"
    r"(?P<more>\s+trở lên)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d\s+[^\W\d_]")
# A length of time is a deadline, a day or article no figure to reach.
_NO_UNIT = late.pattern(r"(?:ngày|tháng|năm|tuần|giờ|phút|quý|điều|khoản|điểm|giai đoạn|lần|tỷ lệ|tuổi)\b")
_WHOM = late.pattern(
    rf"\s+(?:(?:tổng )?số\s+)?(?P<whom>(?:các\s+)?[{LOWER}][^.;:%()\d]{{1,90}}?)"
    r"(?=\s+(?:có|được|đạt|thực hiện|hoàn thành|triển khai|áp dụng|tham gia|sử dụng|là|phải|bảo đảm|đảm bảo|trên|tại"
    r"|trong|chưa|không|đủ|biết|vào|theo)\b|\s*[.;:,]?\s*$)"
)


def targets(source: Source, span: Span, on: date | None) -> Iterator[Target]:
    """The first figure of each clause of ``span``; ``on`` is the document's day."""
    words = source.slice(span)
    if "%" not in words and not _COUNTED.search(words):
        return
    for clause in _CLAUSE.finditer(words):
        text = clause[0].strip()
        start = span.start + clause.start() + len(clause[0]) - len(clause[0].lstrip())
        found = _figure(text)
        if found:
            yield _target(text, found, start, on)


def _figure(text: str) -> re.Match[str] | None:
    share = _SHARE.search(text) if "%" in text else None
    if share:
        return share
    if not _COUNTED.search(text):
        return None
    return next((one for one in _COUNT.finditer(text) if not _NO_UNIT.match(one["unit"].lower())), None)


def _target(text: str, found: re.Match[str], start: int, on: date | None) -> Target:
    whom = _WHOM.match(text, found.end()) if found["unit"] == "%" else None
    days = deadlines.in_value(text, on).values
    return Target(
        text=text,
        value=_value(found["value"]),
        unit=found["unit"],
        by=next((one for one in days if re.fullmatch(r"\d{4}-\d\d-\d\d", one)), None),
        span=Span(start, start + len(text)),
        bound=_bound(found),
        whom=_read(whom, start) if whom else None,
    )


def _read(whom: re.Match[str], start: int) -> Read:
    place = Span(start + whom.start("whom"), start + whom.end("whom"))
    return Read(" ".join(whom["whom"].split()), place)


def _value(printed: str) -> float:
    """A figure as printed here: a full stop before three digits parts thousands, a comma the decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", printed):
        return float(printed.replace(".", ""))
    return float(printed.replace(",", "."))


def _bound(found: re.Match[str]) -> Bound:
    if found["least"] or found["more"]:
        return Bound.AT_LEAST
    return Bound.AT_MOST if found["most"] else Bound.EXACTLY
