"""Days as they are printed, found and turned into ISO; nothing is corrected.

>>> [(day.iso, day.span) for day in days("trước ngày 15/12/2025")]
[('2025-12-15', Span(start=11, end=21))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tiendo.source import Span

WRITTEN = r"\d{1,2}\s{0,3}tháng\s{0,3}\d{1,2}\s{0,3}năm\s{0,3}\d{4,6}"
SHORT = r"\d{1,2}\s?[/.\-–]\s?\d{1,2}\s?[/.\-–]\s?\d{4,6}"
#: Both behind their first digit: what begins with that, and looks behind it only then, is searched for much faster.
REST = r"\d?(?:\s{0,3}tháng\s{0,3}\d{1,2}\s{0,3}năm\s{0,3}\d{4,6}|\s?[/.\-–]\s?\d{1,2}\s?[/.\-–]\s?\d{4,6})"
_NUMBER = re.compile(r"\d+")
DAY = re.compile(rf"\d(?<![\d/]\d){REST}(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day: ISO where it makes a date, and its words in any case."""

    iso: str | None
    text: str
    span: Span


def days(text: str, offset: int = 0) -> Iterator[Day]:
    """Every whole day printed in ``text``; spans are moved by ``offset``."""
    for found in DAY.finditer(text):
        yield Day(to_iso(found[0]), found[0], Span(offset + found.start(), offset + found.end()))


# A document has few days, and prints them often.
@lru_cache(maxsize=1_024)
def to_iso(printed: str) -> str | None:
    """A day with its year as ISO, or None where the calendar has no such day.

    >>> to_iso("01/4/2026"), to_iso("31/4/2026"), to_iso("1/4/99999999999999999999")
    ('2026-04-01', None, None)
    """
    numbers = [int(number) for number in _NUMBER.findall(printed)]
    if len(numbers) != 3:
        return None
    return iso(numbers[2], numbers[1], numbers[0])


def iso(year: int, month: int, day: int) -> str | None:
    """The day as ISO, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return None


def week_end(on: date, later: int) -> str | None:
    """The Sunday of a day's week, or of one so many weeks ``later``, as ISO."""
    try:
        return (on + timedelta(days=6 - on.weekday(), weeks=later)).isoformat()
    except OverflowError:
        return None


def month_end(year: int, month: int) -> str | None:
    """The last day of a month as ISO."""
    for day in (31, 30, 29, 28):
        found = iso(year, month, day)
        if found:
            return found
    return None
