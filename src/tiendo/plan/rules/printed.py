"""Dates as they are printed, and the days they can and cannot be.

>>> found = find("Quyết định số 5/QĐ-UBND ngày 31/02/2025", 0)
>>> found[0].text, found[0].day, impossible(found[0])
('31/02/2025', None, <Impossible.DAY: 'day'>)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tiendo.plan.model import Deadline
from tiendo.source import Span

# A pattern that opens with its first digit, and looks behind it only then, is searched for many times faster; and
# ten digits are looked up sooner than those of every script.
_DATE = re.compile(
    r"([0-9](?<!\d\d)\d?)(?:(?<![/.-]\d)(?<![/.-]\d\d)\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4,5})(?![\d/])"
    r"|\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4,5})(?!\d))",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
#: The state whose documents are cited was founded in 1945.
EARLIEST = date(1945, 1, 1)
LATEST_YEAR = 2100


class Impossible(StrEnum):
    """Why three numbers are no day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: its words, where they stand, its numbers, and the day; None where there is no such day."""

    text: str
    span: Span
    numbers: tuple[int, int, int]
    day: date | None


def calendar_day(day: int, month: int, year: int) -> date | None:
    """The day of these numbers, None where there is none from 1945 to 2100."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found >= EARLIEST and year <= LATEST_YEAR else None


def find(text: str, start: int, end: int | None = None) -> list[Printed]:
    """Every full date printed in ``text[start:end]``, possible or not, in order."""
    stop = len(text) if end is None else end
    return [_printed(found) for found in _DATE.finditer(text, start, stop)]


@lru_cache(maxsize=1)
def everywhere(text: str) -> tuple[Printed, ...]:
    """Every full date printed in ``text``; several rules ask this of one text in turn."""
    return tuple(find(text, 0))


def within(text: str, span: Span) -> Iterator[Printed]:
    """Those of :func:`everywhere` that stand in ``span``."""
    every = everywhere(text)
    for at in range(bisect_left(_starts(text), span.start), len(every)):
        if every[at].span.end > span.end:
            return
        yield every[at]


@lru_cache(maxsize=1)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(one.span.start for one in everywhere(text))


def impossible(printed: Printed) -> Impossible | None:
    """Why the printed date is no day; None where it is one."""
    _, month, year = printed.numbers
    if printed.day:
        return None
    if not EARLIEST.year <= year <= LATEST_YEAR:
        return Impossible.YEAR
    return Impossible.DAY if 1 <= month <= 12 else Impossible.MONTH


def one_digit_away(printed: Printed) -> Iterator[tuple[date, str]]:
    """Each other day that the printed date becomes when one digit is changed, or one too many left out."""
    seen = {printed.text}
    for at, char in enumerate(printed.text):
        if not char.isdigit():
            continue
        for digit in ("", *"0123456789"):
            text = printed.text[:at] + digit + printed.text[at + 1 :]
            found = _DATE.fullmatch(text)
            # Leaving a digit out mends a year of five digits; elsewhere it only makes another date.
            if not found or text in seen or (digit == "" and printed.numbers[2] <= LATEST_YEAR):
                continue
            seen.add(text)
            if day := _printed(found).day:
                yield day, text


def is_slip(first: date, second: date) -> bool:
    """Whether one day becomes the other by swapping day and month, or by one digit.

    >>> is_slip(date(2018, 3, 4), date(2018, 4, 3)), is_slip(date(2025, 8, 4), date(2025, 9, 15))
    (True, False)
    """
    if (first.day, first.month, first.year) == (second.month, second.day, second.year):
        return True
    return sum(a != b for a, b in zip(f"{first:%d%m%Y}", f"{second:%d%m%Y}", strict=True)) == 1


def vietnamese(day: date) -> str:
    """The day as people write it: 22/6/2015."""
    return f"{day.day}/{day.month}/{day.year}"


def iso_to_vietnamese(iso: str) -> str:
    """The same for a date in ISO form."""
    return vietnamese(date.fromisoformat(iso))


def last_day(deadline: Deadline | None) -> str | None:
    """The last day of a deadline that is made of days alone, as ISO; None for rhythms, lengths and what goes on."""
    if deadline is None or not deadline.values or not all(is_iso(value) for value in deadline.values):
        return None
    return max(deadline.values)


def is_iso(value: str) -> bool:
    """Whether a deadline's normal form is a day, not a rhythm or a length.

    >>> is_iso("2026-06-30"), is_iso("ongoing"), is_iso("P10D")
    (True, False, False)
    """
    return bool(_ISO.fullmatch(value))


def _printed(found: re.Match[str]) -> Printed:
    day, month, year = (int(one) for one in found.groups() if one is not None)
    return Printed(found[0], Span(*found.span()), (day, month, year), calendar_day(day, month, year))
