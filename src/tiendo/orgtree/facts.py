"""What is known of bodies through time: facts with a first day each, and a body as they make it on a day.

A fact says only when something begins; the next fact of the same kind ends it, so two periods of one
kind cannot overlap. A body itself lives from ``begins_on`` up to and not including ``ends_on``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, TypeVar

from tiendo.units import Share

__all__ = [
    "Body",
    "BodyFacts",
    "BodyKind",
    "Code",
    "Heir",
    "Level",
    "Name",
    "Parent",
    "Rank",
    "Share",
    "Superior",
    "body_on",
    "current",
    "follows",
    "usual_level",
]


class BodyKind(StrEnum):
    """What a body is; siblings are listed in this order. A division is a department within a body."""

    PROVINCE = "province"
    OFFICE = "office"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    DIVISION = "division"
    PARTY = "party"
    FRONT = "front"
    SERVICE = "service"


class Level(StrEnum):
    """The level of administration at which a body works, from the highest."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


_OWN_LEVELS = MappingProxyType(
    {BodyKind.PROVINCE: Level.PROVINCE, BodyKind.DISTRICT: Level.DISTRICT, BodyKind.COMMUNE: Level.COMMUNE}
)


def usual_level(kind: BodyKind, above: Level = Level.PROVINCE) -> Level:
    """The level of a body of this kind where nothing else is said of it; ``above`` is that of the body above it."""
    return _OWN_LEVELS.get(kind, above)


def follows(kind: BodyKind) -> bool:
    """Whether a body of this kind works at the level of the body above: all but provinces, districts, communes."""
    return kind not in _OWN_LEVELS


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its abbreviation ("" where there is none) from a day on."""

    name: str
    abbreviation: str
    begins_on: date


@dataclass(frozen=True, slots=True)
class Code:
    """A code from a day on; an empty one takes the code away."""

    code: str
    begins_on: date


@dataclass(frozen=True, slots=True)
class Parent:
    """The body above from a day on; None stands at the top."""

    parent_id: int | None
    begins_on: date


@dataclass(frozen=True, slots=True)
class Superior:
    """The body that leads in the line of work (a ministry's department over a commune's) from a day on; or none."""

    superior_id: int | None
    begins_on: date


@dataclass(frozen=True, slots=True)
class Rank:
    """Kind and level from a day on."""

    kind: BodyKind
    level: Level
    begins_on: date


@dataclass(frozen=True, slots=True)
class Heir:
    """A body that takes over from this one on a day: its whole, the main part of it, or a part."""

    body_id: int
    share: Share
    begins_on: date


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """All that is known of one body through time; ``ends_on`` None is still there.

    ``kind`` is what it was founded as; ``ranks`` are later words on kind and level.
    """

    id: int
    kind: BodyKind
    names: tuple[Name, ...]
    codes: tuple[Code, ...]
    parents: tuple[Parent, ...]
    begins_on: date
    ends_on: date | None = None
    ranks: tuple[Rank, ...] = ()
    superiors: tuple[Superior, ...] = ()
    heirs: tuple[Heir, ...] = ()

    def lives(self, on: date) -> bool:
        """Whether the body exists on this day."""
        return self.begins_on <= on and (self.ends_on is None or on < self.ends_on)

    @property
    def whole_heir(self) -> int | None:
        """Who takes the body over whole on the day it ends; what it shed before is another matter. None for nobody."""
        last = [heir for heir in self.heirs if heir.begins_on == self.ends_on]
        return last[0].body_id if len(last) == 1 and last[0].share is Share.WHOLE else None

    @property
    def days(self) -> frozenset[date]:
        """Every day on which something about it begins or ends."""
        dated: list[_Dated] = [*self.names, *self.codes, *self.parents, *self.ranks, *self.superiors, *self.heirs]
        ends = {self.ends_on} if self.ends_on else set()
        return frozenset({self.begins_on, *ends, *(fact.begins_on for fact in dated)})


@dataclass(frozen=True, slots=True)
class Body:
    """A body on one day; ``former_names`` and ``former_codes`` are those it bore before that day."""

    id: int
    kind: BodyKind
    name: str
    abbreviation: str
    code: str
    parent_id: int | None
    former_names: tuple[str, ...] = ()
    level: Level = Level.PROVINCE
    superior_id: int | None = None
    begins_on: date = date.min
    ends_on: date | None = None
    former_codes: tuple[str, ...] = ()


class _Dated(Protocol):
    @property
    def begins_on(self) -> date: ...


_Fact = TypeVar("_Fact", bound=_Dated)


def current(facts: Iterable[_Fact], on: date) -> _Fact | None:
    """The fact that holds on a day: the last that has begun; None where none has."""
    begun = [fact for fact in facts if fact.begins_on <= on]
    return max(begun, key=lambda fact: fact.begins_on) if begun else None


def body_on(facts: BodyFacts, on: date) -> Body | None:
    """A body as its facts make it on a day, whether or not it lives then; None where it has no name yet."""
    name, code, parent = current(facts.names, on), current(facts.codes, on), current(facts.parents, on)
    if name is None:
        return None
    rank, superior = current(facts.ranks, on), current(facts.superiors, on)
    earlier = sorted((one for one in facts.names if one.begins_on < name.begins_on), key=lambda one: one.begins_on)
    before = sorted((one for one in facts.codes if one.begins_on <= on), key=lambda one: one.begins_on)
    now = code.code if code else ""
    kind = rank.kind if rank else facts.kind
    return Body(
        id=facts.id,
        kind=kind,
        name=name.name,
        abbreviation=name.abbreviation,
        code=now,
        parent_id=parent.parent_id if parent else None,
        former_names=tuple(dict.fromkeys(one.name for one in earlier if one.name != name.name)),
        level=rank.level if rank else usual_level(kind),
        superior_id=superior.superior_id if superior else None,
        begins_on=facts.begins_on,
        ends_on=facts.ends_on,
        former_codes=tuple(dict.fromkeys(one.code for one in before if one.code not in ("", now))),
    )
