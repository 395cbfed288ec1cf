"""The shipped tables, read once: ``units.tsv`` for today, ``units_before.tsv`` for 30 June 2025."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tiendo import data
from tiendo.units.model import District, FormerProvince, Inheritance, Passage, Province, Share, Unit


@cache
def provinces() -> tuple[Province, ...]:
    """All provinces of today, by code."""
    found: list[tuple[str, str, list[Unit]]] = []
    for above, *rest in _rows("units.tsv"):
        if above:
            found.append((above, rest[0], []))
        else:
            found[-1][2].append(Unit(rest[0], rest[1]))
    return tuple(Province(code, name, tuple(communes)) for code, name, communes in found)


@cache
def today() -> dict[str, Province]:
    """The provinces of today by their code."""
    return {one.code: one for one in provinces()}


@cache
def communes() -> dict[str, tuple[Unit, Province]]:
    """The communes of today by their code, each with its province."""
    return {unit.code: (unit, above) for above in provinces() for unit in above.communes}


def province(code: str) -> Province | None:
    """The province of today with this code, or None."""
    return today().get(code)


@cache
def before() -> tuple[FormerProvince, ...]:
    """The 63 provinces of 30 June 2025 with their districts and communes, by code."""
    found: list[tuple[str, str, str, list[tuple[str, str, list[Unit]]]]] = []
    for first, *rest in _rows("units_before.tsv"):
        match (first, *rest):
            case ("", "", code, name, _):
                found[-1][3][-1][2].append(Unit(code, name))
            case ("", code, name, *_):
                found[-1][3].append((code, name, []))
            case (code, name, into):
                found.append((code, name, into, []))
    return tuple(
        FormerProvince(code, name, into, tuple(District(at, called, tuple(below)) for at, called, below in districts))
        for code, name, into, districts in found
    )


@cache
def passages() -> dict[str, Passage]:
    """What became of each commune of 30 June 2025, and of the five districts without one, by the old code."""
    found: dict[str, Passage] = {}
    above = district = ""
    for first, *rest in _rows("units_before.tsv"):
        match (first, *rest):
            case ("", "", code, name, into):
                found[code] = Passage(Unit(code, name), above, district, _heirs(into))
            case ("", code, name, into):
                district = code
                found[code] = Passage(Unit(code, name), above, code, _heirs(into))
            case ("", code, _):
                district = code
            case _:
                above = first
    return found


def _heirs(codes: str) -> tuple[Inheritance, ...]:
    first, *others = codes.split()
    now = communes()
    share = Share.MAIN if others else Share.WHOLE
    return (Inheritance(now[first][0], share), *(Inheritance(now[code][0], Share.PART) for code in others))


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in data.text(name).splitlines() if not line.startswith("#"))
