"""What a code and a name mean together on a day.

Codes of units were given out anew in July 2025, and spreadsheets drop the zeros at their head. Each code that may
have been meant is held against the bodies and units of the day and against the units of before; the name decides.

>>> from datetime import date
>>> this_year = date(2026, 1, 1)
>>> meant("4", "Phường Ba Đình", this_year, {})
Meant(code='00004', then=None)
>>> last = meant("4", "Phường Trúc Bạch", this_year, {})
>>> last.code, last.then.name
('00004', 'Phường Trúc Bạch')
>>> meant("00004", "Phường Trúc Bạch", date(2025, 6, 30), {})
Meant(code='00004', then=None)
>>> meant("12", "Sở Y tế", this_year, {"12": "Sở Y tế"})
Meant(code='12', then=None)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tiendo import units, viet
from tiendo.orgtree.naming import exactly, same_code, without_committee

_EVE = units.SINCE - timedelta(days=1)
# How long codes of units are: provinces, districts, communes.
LENGTHS = (2, 3, 5)


@dataclass(frozen=True, slots=True)
class Meant:
    """The code with its zeros, and the unit of before July 2025 where code and name are that one's."""

    code: str
    then: units.Bearer | None = None


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How well a name is that of a body; of two bodies the greater is meant.

    ``grade``: 5 to the letter, 4 the whole name, 3 but for its diacritics, 2 but for its title, 1 among other words,
    0 not at all.
    """

    grade: int = 0
    letters: int = 0


def spellings(code: str) -> Iterator[str]:
    """The code as it stands, and with the zeros that a spreadsheet may have taken from it."""
    yield code
    if code.isdecimal():
        yield from (code.zfill(length) for length in LENGTHS if length > len(code))


def meant(code: str, name: str, on: date, called: Mapping[str, str]) -> Meant:
    """What a row with this code and name means; ``called`` are the names of the bodies of the day by code.

    Where nothing fits the name, the code as it stands.
    """
    found, best = Meant(code), Likeness()
    for guess in spellings(code):
        unit, before = units.bearer(guess, on), units.bearer(guess, _EVE)
        now = max(likeness(name, called.get(same_code(guess), "")), likeness(name, unit.name if unit else ""))
        then = likeness(name, before.name) if before and on >= units.SINCE else Likeness()
        if max(now, then) > best:
            found, best = Meant(guess, before if then > now else None), max(now, then)
    return found


def likeness(name: str, body: str) -> Likeness:
    """How well the name that people give ("UBND xã Bích Hào") is that of a body ("Xã Bích Hào")."""
    if not body:
        return Likeness()
    given, known = _key(name), _key(body)
    proper = units.proper(known)
    if name == body:
        return Likeness(5, len(known))
    if without_committee(exactly(name)) == without_committee(exactly(body)):
        return Likeness(4, len(known))
    if given == known:
        return Likeness(3, len(known))
    if units.proper(given) == proper:
        return Likeness(2, len(proper))
    held = next((words for words in (known, proper) if f" {words} " in f" {given} "), "")
    return Likeness(1, len(held)) if held else Likeness()


def _key(name: str) -> str:
    """A name without diacritics, marks and "UBND"."""
    return without_committee(" ".join(re.findall(r"\w+", viet.fold(name))))
