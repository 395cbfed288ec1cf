"""Asking the shipped tables: who bore a code on a day, what became of it, what went into it."""

from __future__ import annotations

from datetime import date
from functools import cache

from tiendo import viet
from tiendo.units import tables
from tiendo.units.model import SINCE, Bearer, Inheritance, Passage, Share, Tier, Unit

_TITLES = tuple(
    f"{viet.fold(title)} "
    for title in ("Thành phố", "Thị xã", "Thị trấn", "Phường", "Quận", "Huyện", "Tỉnh", "Xã", "Đặc khu")
)


def bearer(code: str, on: date) -> Bearer | None:
    """The unit that bore this code on a day; None where none did.

    Of the time before July 2025 only its last day is known: an earlier day is answered as 30 June 2025.
    """
    return (_bearers_today() if on >= SINCE else _bearers_before()).get(code)


def heirs(code: str) -> tuple[Inheritance, ...]:
    """The communes that took over from the commune (or district without one) that bore this code on 30 June 2025.

    The whole, or the main part first; empty where none bore it, and for districts that had communes.
    """
    passage = tables.passages().get(code)
    return passage.heirs if passage else ()


def former(code: str) -> tuple[Inheritance, ...]:
    """The units of 30 June 2025 that went into today's commune with this code, each with how much of it; by code."""
    return _former().get(code, ())


def succession(*, today: str | None = None, before: str | None = None) -> tuple[Passage, ...]:
    """What became of each commune on 1 July 2025, by old code; of all where no province is named.

    ``today`` keeps to one province of today by its code, ``before`` to one of 30 June 2025 by the code it had then:
    the two are told apart because 15 was Yên Bái and is Lào Cai.
    """
    into = {one.code: one.into for one in tables.before()}
    return tuple(
        one
        for one in tables.passages().values()
        if (before is None or one.province == before) and (today is None or into[one.province] == today)
    )


@cache
def _former() -> dict[str, tuple[Inheritance, ...]]:
    found: dict[str, list[tuple[Unit, Share]]] = {}
    for passage in tables.passages().values():
        for heir in passage.heirs:
            found.setdefault(heir.unit.code, []).append((passage.unit, heir.share))
    return {code: tuple(Inheritance(unit, share) for unit, share in units) for code, units in found.items()}


@cache
def _bearers_today() -> dict[str, Bearer]:
    found = {one.code: Bearer(Tier.PROVINCE, one.code, one.name, one.code) for one in tables.provinces()}
    for unit, above in tables.communes().values():
        found[unit.code] = Bearer(Tier.COMMUNE, unit.code, unit.name, above.code)
    return found


@cache
def _bearers_before() -> dict[str, Bearer]:
    found: dict[str, Bearer] = {}
    for above in tables.before():
        found[above.code] = Bearer(Tier.PROVINCE, above.code, above.name, above.code)
        for district in above.districts:
            found[district.code] = Bearer(Tier.DISTRICT, district.code, district.name, above.code, district.code)
            for unit in district.communes:
                found[unit.code] = Bearer(Tier.COMMUNE, unit.code, unit.name, above.code, district.code)
    return found


def proper(folded: str) -> str:
    """A unit's name, folded, without its title: "bich hao" of "xa bich hao"."""
    return next((folded.removeprefix(title) for title in _TITLES if folded.startswith(title)), folded)


def called(name: str, unit: str) -> bool:
    """Whether a name that people give holds a unit's proper name: "UBND xã Bích Hào" is that of "Xã Bích Hào"."""
    return f" {proper(viet.fold(unit))} " in f" {viet.fold(name)} "
