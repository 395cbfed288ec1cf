"""The administrative units that ship with the product: provinces and communes from 1 July 2025.

Names and codes are facts of Quyết định 19/2025/QĐ-TTg; a code is of its day, since codes of before July
2025 were given out anew.

>>> ha_noi = province("01")
>>> ha_noi.name, len(provinces()), sum(len(one.communes) for one in provinces())
('Thành phố Hà Nội', 34, 3321)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

SINCE = date(2025, 7, 1)
BASIS = "19/2025/QĐ-TTg"


class Share(StrEnum):
    """How much of a unit passed to another: all of it, the main part of a divided one, or a part."""

    WHOLE = "whole"
    MAIN = "main"
    PART = "part"


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


@cache
def provinces() -> tuple[Province, ...]:
    """All provinces, by code."""
    text = (resources.files("tiendo.data") / "units.tsv").read_text("utf-8")
    found: list[tuple[str, str, list[Unit]]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        above, _, rest = line.partition("\t")
        if above:
            found.append((above, rest, []))
        else:
            code, _, name = rest.partition("\t")
            found[-1][2].append(Unit(code, name))
    return tuple(Province(code, name, tuple(communes)) for code, name, communes in found)


def province(code: str) -> Province | None:
    """The province with this code, or None."""
    return next((one for one in provinces() if one.code == code), None)
