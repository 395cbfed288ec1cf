"""A day that was set and not counted, and the day from which a duty is near due: how each came about, for a trace.

>>> from datetime import date
>>> one = SetDay(How.GRANTED, date(2026, 5, 29), before=date(2026, 3, 16), on=date(2026, 3, 10), rules="Mẫu chung")
>>> one.say(Lang.VI).splitlines()[0]
'Gia hạn ngày 10/03/2026, từ 16/03/2026 đến hết ngày 29/05/2026.'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tiendo.rulebook import Lang, Words
from tiendo.ruleset import Basis, latest_extension
from tiendo.workdays import OutsideCalendar


class How(StrEnum):
    """What set a day."""

    ASKED = "asked"
    GRANTED = "granted"
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class SetDay:
    """A day that somebody set ``on`` a day: asked for or granted in the place of ``before``, or with a part.

    ``before`` of a part is the day of the whole, None where that has none. ``rules`` names the rule set, ``citation``
    what a limit rests on, ``latest`` is the last day it allows, None where it sets none.
    """

    how: How
    due_on: date
    before: date | None
    on: date
    rules: str = ""
    citation: str = ""
    latest: date | None = None

    def say(self, lang: Lang) -> str:
        """The trace in words."""
        known = {"due": self.due_on, "before": self.before, "on": self.on, "latest": self.latest}
        days = {name: _day(day, lang) for name, day in known.items() if day is not None}
        told = [_WORDS[self.how, self.before is not None].say(lang, days)]
        if self.rules:
            limit = _LATEST if self.latest is not None else _NO_LIMIT
            told.append(limit.say(lang, days | {"rules": self.rules, "citation": self.citation}))
        return "\n".join(told)


@dataclass(frozen=True, slots=True)
class Near:
    """The day from which a duty is near due: so long before its day."""

    near_on: date
    due_on: date
    before: Words
    rules: str
    citation: str

    def say(self, lang: Lang) -> str:
        """The trace in words."""
        days = {"near": _day(self.near_on, lang), "due": _day(self.due_on, lang), "before": self.before.say(lang)}
        return _NEAR.say(lang, days | {"rules": self.rules, "citation": self.citation})


def extension(how: How, *, before: date, due_on: date, on: date, basis: Basis) -> SetDay:
    """An extension asked for or granted, with what the rules allow at once."""
    clause = basis.rules.longest
    try:
        latest = latest_extension(before, basis)
    except OutsideCalendar:
        latest = None
    return SetDay(how, due_on, before, on, basis.rules.name, clause.ground.citation, latest)


def near(near_on: date, due_on: date, basis: Basis) -> Near:
    """From when a duty due on a day is near due, by which rule."""
    clause = basis.rules.near
    return Near(near_on, due_on, clause.value.words, basis.rules.name, clause.ground.citation)


def _day(day: date, lang: Lang) -> str:
    return f"{day:%d/%m}/{day.year}" if lang is Lang.VI else day.isoformat()


_WORDS = MappingProxyType(
    {
        (How.ASKED, True): Words(
            "Xin gia hạn ngày {on}, từ {before} đến hết ngày {due}.",
            "Asked for on {on}: from {before} to the end of {due}.",
        ),
        (How.GRANTED, True): Words(
            "Gia hạn ngày {on}, từ {before} đến hết ngày {due}.", "Granted on {on}: from {before} to the end of {due}."
        ),
        (How.PART, True): Words(
            "Hạn của phần việc do cơ quan giao đặt ngày {on}: hết ngày {due}, không sau hạn của nhiệm vụ ({before}).",
            "The day of the part was set on {on} by who handed it down: the end of {due}, not after {before}.",
        ),
        (How.PART, False): Words(
            "Hạn của phần việc do cơ quan giao đặt ngày {on}: hết ngày {due}; nhiệm vụ không có hạn.",
            "The day of the part was set by who handed it down, on {on}: the end of {due}; the whole has none.",
        ),
        (How.WHOLE, True): Words(
            "Phần việc không ghi hạn: theo hạn của nhiệm vụ, ngày {due}.",
            "No day was said for the part: it is due with the whole, on {due}.",
        ),
    }
)
_LATEST = Words(
    "Theo “{rules}”, mỗi lần chậm nhất đến {latest} ({citation}).",
    "By “{rules}” each time to {latest} at the latest ({citation}).",
)
_NO_LIMIT = Words(
    "Theo “{rules}”, độ dài mỗi lần không bị giới hạn ({citation}).",
    "By “{rules}” the length of each is not limited ({citation}).",
)
_NEAR = Words(
    "Coi là sắp đến hạn từ {near}: {before} trước hạn {due}, theo “{rules}” ({citation}).",
    "Near due from {near}: {before} before {due}, by “{rules}” ({citation}).",
)
