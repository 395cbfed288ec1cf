"""What a term can be: a length from the start, a day, a period, the end of the year, or no day at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from tiendo.errors import Refusal, Refused
from tiendo.rulebook import Words


class Unit(StrEnum):
    """What a length is counted in."""

    WORKING_DAY = "working_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Length:
    """So many units from the start."""

    count: int
    unit: Unit

    @property
    def words(self) -> Words:
        """The length as it is written: "7 ngày làm việc"."""
        unit = _UNIT_WORDS[self.unit]
        return Words(f"{self.count} {unit.vi}", f"{self.count} {unit.en if self.count != 1 else unit.en[:-1]}")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day that the words fix without a start."""

    day: date


class PeriodEnd(StrEnum):
    """Which day is meant where only a period is named ("trong tháng 8"). No rule was found; a rule set says it."""

    LAST_DAY = "last_day"
    LAST_WORKING_DAY = "last_working_day"


@dataclass(frozen=True, slots=True)
class Within:
    """A period that is named without a day ("trong tháng 8/2026", "quý II/2026"), by its last day."""

    last: date


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The last day of the year of the start ("cuối năm")."""


@dataclass(frozen=True, slots=True)
class Ongoing:
    """No day at all ("thường xuyên")."""


Term: TypeAlias = Length | Fixed | Within | YearEnd | Ongoing


class TermRefused(Refused):
    """The words give no term, or the term leads to no day."""

    kind = Refusal.INVALID


_UNIT_WORDS = MappingProxyType(
    {
        Unit.WORKING_DAY: Words("ngày làm việc", "working days"),
        Unit.DAY: Words("ngày", "days"),
        Unit.WEEK: Words("tuần", "weeks"),
        Unit.MONTH: Words("tháng", "months"),
        Unit.YEAR: Words("năm", "years"),
    }
)
