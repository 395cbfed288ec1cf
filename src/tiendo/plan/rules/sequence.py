"""Where a number stands among those of its series: numbers rise through the year, with little play.

Only numbers that bear their year are ordered here: others begin anew, or are given out beside the open series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias

from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Plan

_NUMBERED = re.compile(r"(?P<number>\d{1,4})(?P<series>/(?P<year>(?:19|20)\d\d)/[^\s]+)")
_LOCAL = re.compile(r"(?:UBND|HĐND)$", re.IGNORECASE)
#: Numbers are sometimes kept in reserve for a few weeks.
_TOLERANCE = timedelta(days=45)
_REACH = 40
#: The letters of a series, and whose it is: every province counts its own decisions.
Series: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A cited number with its day, in its series."""

    series: Series
    digits: str
    day: date

    @property
    def number(self) -> int:
        """What the digits come to."""
        return int(self.digits)


def place(citation: Citation) -> Place | None:
    """Where a citation stands; None where it has no day of its own year, or its series is not known."""
    found = _NUMBERED.fullmatch(citation.symbol)
    if found is None or citation.date is None or not citation.date.startswith(found["year"]):
        return None
    series = _series(citation, found["series"])
    if series is None:
        return None
    return Place(series, found["number"], date.fromisoformat(citation.date))


def _series(citation: Citation, letters: str) -> Series | None:
    if not _LOCAL.search(letters):
        return letters, ""
    return (letters, citation.issuer) if citation.issuer else None


class Order:
    """What is known of the days of numbers: from the register, and from the document's own citations."""

    def __init__(self, plan: Plan, context: Context) -> None:
        """Take both; the citations are looked through once, where they are asked for at all."""
        self._plan, self._context = plan, context
        self._days: dict[tuple[Series, int], date | None] = {}

    def registered(self, series: Series, number: int) -> date | None:
        """The day the register has for a number; None where it has none, or several."""
        registry = self._context.registry
        if registry is None or series[1]:
            return None
        printed = (f"{number}", f"{number:02}") if number < 10 else (f"{number}",)
        days = {day for one in printed for day in registry.dates(one + series[0])}
        return days.pop() if len(days) == 1 else None

    def contradiction(self, series: Series, number: int, day: date) -> tuple[int, date] | None:
        """The nearest document of the series that cannot have its day beside this one's."""
        for other, at in self._around(series, number):
            if (at - day if other < number else day - at) > _TOLERANCE:
                return other, at
        return None

    def fits(self, series: Series, number: int, day: date) -> bool:
        """Whether the number has neighbours within reach, and none that its day contradicts."""
        return any(self._around(series, number)) and self.contradiction(series, number, day) is None

    def _around(self, series: Series, number: int) -> Iterator[tuple[int, date]]:
        near = (other for other in self._numbers(series) if 0 < abs(other - number) < _REACH)
        for other in sorted(near, key=lambda other: (abs(other - number), other)):
            at = self._known(series, other)
            if at:
                yield other, at

    def _numbers(self, series: Series) -> set[int]:
        """The numbers of a series that the register or the document may have a day for."""
        registry = self._context.registry
        return {*(registry.numbers(series[0]) if registry is not None else ()), *self._cited.get(series, ())}

    def _known(self, series: Series, number: int) -> date | None:
        # Neighbours are shared by the citations of a series.
        at = series, number
        if at not in self._days:
            self._days[at] = self.registered(series, number) or self._cited.get(series, {}).get(number)
        return self._days[at]

    @cached_property
    def _cited(self) -> Mapping[Series, Mapping[int, date]]:
        found: dict[Series, dict[int, date]] = {}
        for one in self._plan.citations:
            numbered = _NUMBERED.fullmatch(one.symbol) if one.date else None
            series = _series(one, numbered["series"]) if numbered else None
            if numbered and series and one.date:
                found.setdefault(series, {})[int(numbered["number"])] = date.fromisoformat(one.date)
        return found
