"""What a shipped unit is: a code and a name, and for those of before July 2025 what took them over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SINCE = date(2025, 7, 1)
BASIS = "19/2025/QĐ-TTg"


class Share(StrEnum):
    """How much of a unit passed to another: all of it, the main part of a divided one, or a part."""

    WHOLE = "whole"
    MAIN = "main"
    PART = "part"


class Tier(StrEnum):
    """What a unit is: a province, a district (none from July 2025 on) or a commune."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune: its code of five digits and its name with its kind ("Xã Bích Hào")."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its code of two digits, its name, its communes by code."""

    code: str
    name: str
    communes: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class District:
    """A district of before July 2025: its code of three digits, its name, its communes by code (five had none)."""

    code: str
    name: str
    communes: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province as it was on 30 June 2025; ``into`` is the code of the one it went into, or stayed."""

    code: str
    name: str
    into: str
    districts: tuple[District, ...]

    @property
    def communes(self) -> tuple[Unit, ...]:
        """The communes of all its districts."""
        return tuple(commune for district in self.districts for commune in district.communes)


@dataclass(frozen=True, slots=True)
class Inheritance:
    """One end of a passage: the unit at that end, and how much of the old unit passed."""

    unit: Unit
    share: Share


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of one unit on 1 July 2025: a commune, or one of the five districts that had none.

    ``heirs`` are communes of today: one that takes the whole, or several of which the first takes the main part.
    """

    unit: Unit
    province: str
    district: str
    heirs: tuple[Inheritance, ...]


@dataclass(frozen=True, slots=True)
class Bearer:
    """The unit that bore a code on a day, with the codes of the province and, before July 2025, the district above."""

    tier: Tier
    code: str
    name: str
    province: str
    district: str = ""
