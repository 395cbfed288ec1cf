"""N003: a day that the calendar does not have is printed somewhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import deadline_impossible, own_date_contradicted, own_date_impossible, page, printed, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="N003",
    name="date-impossible",
    severity=Severity.WARNING,
    message=Words(vi="Ngày “{printed}” không có trong lịch", en="The day “{printed}” is not in the calendar"),
    help=Words(
        vi="Tra lại ngày đúng; ngày và tháng đổi chỗ là lỗi hay gặp nhất.",
        en="Look the right day up; day and month changed places is the commonest slip.",
    ),
    explanation=Words(
        vi=(
            "Quy tắc này xét các ngày không phải ngày của văn bản được dẫn và không nằm trong thời hạn (hai loại "
            "ấy có quy tắc riêng). Ngày không ghi năm cũng được xét: “ngày 31/6” thì năm nào cũng không có. Ngày "
            "trước năm 1945 là lịch sử, trừ năm kém năm của văn bản đúng một nghìn."
        ),
        en=(
            "The rule looks at days that are neither a cited document's nor a deadline, which have rules of "
            "their own. Days without a year count too: there is no 31 June in any year. Days before 1945 are "
            "history, unless a thousand years before the document."
        ),
    ),
    examples=(
        Example(
            bad=("Cuộc họp tổng kết tổ chức ngày 31/6/2026 tại Sơn Hải.\n"),
            good=("Cuộc họp tổng kết tổ chức ngày 30/6/2026 tại Sơn Hải.\n"),
        ),
        Example(
            bad=("Tết trồng cây tổ chức vào ngày 30/02 hằng năm.\n"),
            good=("Tết trồng cây tổ chức vào ngày 28/02 hằng năm.\n"),
        ),
        Example(
            bad=(sample.HEAD + "Ngày 12/3/1026, cháy lớn ở bãi.\n\n1. Sở Xây dựng trồng rừng.\n"),
            good=(sample.HEAD + "Ngày 12/3/1010, vua dời đô.\n\n1. Sở Xây dựng trồng rừng.\n"),
        ),
    ),
    basis="Bộ luật Dân sự 91/2015/QH13, Điều 145 (thời hạn tính theo dương lịch)",
)


# A day and month alone; what goes on with a digit, a letter or a stroke is a symbol or a fraction.
_YEARLESS = re.compile(
    r"ngày(?<!\wngày)\s+(\d{1,2})(?:\s?/\s?|\s+tháng\s+)(\d{1,2})(?![\d/])(?!\s?[-/.]\s?\d|\s+năm\s+\d)"
)
# "31-11-2025A" is a number of its own, of a lot or a file.
_GOES_ON = re.compile(r"-?[A-ZĐ]")
_LEAP = 2000
_THOUSAND, _NEAR = 1000, 2


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such day, once for each printed form."""
    text, said, issued = plan.source.text, page.said(plan), page.issued(plan)
    places = [
        (one.span, one.text)
        for one in page.dates(plan)
        if _is_no_day(one, issued) and not _GOES_ON.match(text, one.span.end)
    ]
    places += [
        (Span(found.start(1), found.end(2)), text[found.start(1) : found.end(2)])
        for found in _YEARLESS.finditer(text, said.start, said.end)
        if printed.calendar_day(int(found[1]), int(found[2]), _LEAP) is None
    ]
    if not places:
        return
    taken = [one.date or one.span for citation in plan.citations for one in citation.mentions]
    taken += [one.span for one in _told_elsewhere(plan, context) if one.span]
    told: set[str] = set()
    for span, words in sorted(places):
        if words not in told and not any(span.overlaps(one) for one in taken):
            told.add(words)
            yield RULE.found(plan.source.name, span, printed=words)


def _told_elsewhere(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    for module in (deadline_impossible, own_date_impossible, own_date_contradicted):
        yield from module.check(plan, context)


def _is_no_day(found: printed.Printed, issued: date | None) -> bool:
    """Whether it is no day, days of before 1945 left alone: they are history, not slips.

    But for those that are a thousand years before the document's own (1026 for 2026).
    """
    day, month, year = found.numbers
    is_of_now = issued is not None and abs(year + _THOUSAND - issued.year) <= _NEAR
    if year > printed.LATEST_YEAR or is_of_now:
        return True
    return found.day is None and printed.calendar_day(day, month, _LEAP if year % 4 == 0 else _LEAP + 1) is None
