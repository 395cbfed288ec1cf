"""The reform of 1 July 2025 written for the bodies of a province, from the shipped units and what became of them.

Bodies are matched by the codes they bore on 30 June 2025, never by name. What the table has and the bodies have
not, or the reverse, comes back as problems for the clerk. Districts end without a successor, as they did: where
their duties go is for the clerk's rules to say.

A commune that went whole into one of the same code, alone, is that body still, under another name perhaps; every
other commune of today is founded, and those of before are merged into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from tiendo import units
from tiendo.orgtree import Body, BodyFacts, BodyKind, Level, body_on
from tiendo.reform.terms import Decision, Newcomer, Step, Terms, Verb
from tiendo.rulebook import Lang, Words
from tiendo.units import Bearer, Passage, Share, Tier, Unit

EVE = units.SINCE - timedelta(days=1)
_TIERS = {BodyKind.PROVINCE: Tier.PROVINCE, BodyKind.DISTRICT: Tier.DISTRICT, BodyKind.COMMUNE: Tier.COMMUNE}
_Bodies: TypeAlias = "Mapping[tuple[Tier, str], Body]"


class ProblemKind(StrEnum):
    """How the bodies can differ from the table of units."""

    NO_PROVINCE = "no-province"
    MISSING = "missing"
    SUPERFLUOUS = "superfluous"
    OTHER_NAME = "other-name"


_WORDS: Mapping[ProblemKind, Words] = MappingProxyType(
    {
        ProblemKind.NO_PROVINCE: Words(
            vi="Không có tỉnh, thành phố nào mang mã {code}.", en="No province has the code {code}."
        ),
        ProblemKind.MISSING: Words(
            vi="Chưa có cơ quan nào mang mã {code} ({unit}) vào ngày 30/6/2025.",
            en="No body bore the code {code} ({unit}) on 30 June 2025.",
        ),
        ProblemKind.SUPERFLUOUS: Words(
            vi="“{body}” (mã: {code}) không phải huyện, xã nào của ngày 30/6/2025.",
            en="“{body}” (code: {code}) is no district or commune of 30 June 2025.",
        ),
        ProblemKind.OTHER_NAME: Words(
            vi="Mã {code} ngày 30/6/2025 là của {unit}, nhưng cơ quan mang mã này tên là “{body}”.",
            en="On 30 June 2025 the code {code} was that of {unit}, but the body that bears it is called “{body}”.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One difference between the bodies and the table; ``body_id`` is None where no body is concerned."""

    kind: ProblemKind
    code: str
    unit: str = ""
    body_id: int | None = None
    body: str = ""

    def say(self, lang: Lang) -> str:
        """The problem in words."""
        return _WORDS[self.kind].say(lang, {"code": self.code or "–", "unit": self.unit, "body": self.body})


@dataclass(frozen=True, slots=True)
class Draft:
    """The terms as far as the bodies allow, and how these differ from the table."""

    terms: Terms
    problems: tuple[Problem, ...]


def draft(
    facts: Iterable[BodyFacts],
    decision: Decision,
    province_id: int,
    *,
    before: str | None = None,
    today: str | None = None,
) -> Draft:
    """The reform of 1 July 2025 for one province of before, or for all that became one of today, by its code.

    ``province_id`` is the body that the communes of today come under. Further bodies of provinces that went into
    the same one are merged into it.
    """
    passages = units.succession(before=before, today=today) if before or today else ()
    if not passages:
        return Draft(Terms(decision), (Problem(ProblemKind.NO_PROVINCE, before or today or ""),))
    bodies = _by_code(facts)
    writer = _Writer(passages, bodies, province_id)
    terms = Terms(decision, tuple(writer.newcomers()), tuple(writer.steps()))
    return Draft(terms, (*_against(writer.concerned, bodies), *_superfluous(bodies)))


class _Writer:
    """The passages of the communes concerned, and the bodies by the code they bore on the eve."""

    def __init__(self, passages: tuple[Passage, ...], bodies: _Bodies, province_id: int) -> None:
        self.concerned = _concerned({passage.province for passage in passages})
        self._province_id = province_id
        self._ids = {
            one.code: bodies[one.tier, one.code].id for one in self.concerned if (one.tier, one.code) in bodies
        }
        self._into = _gathered(passages)
        self._kept = [unit for unit, parts in self._into.items() if _lives_on(unit, parts) and unit.code in self._ids]
        new = [unit for unit in self._into if unit not in self._kept]
        self._heirs = {unit: -place for place, unit in enumerate(new, start=1)}

    def newcomers(self) -> Iterator[Newcomer]:
        """The communes of today that no body of before is."""
        for unit, body_id in self._heirs.items():
            yield Newcomer(body_id, BodyKind.COMMUNE, Level.COMMUNE, unit.name, self._province_id, code=unit.code)

    def steps(self) -> Iterator[Step]:
        """Communes first, then those that live on, then districts and provinces."""
        for unit, heir in self._heirs.items():
            parts = [(self._ids[old.code], share) for old, share in self._into[unit] if old.code in self._ids]
            bodies, shares = tuple(body for body, _ in parts), tuple(share for _, share in parts)
            divided = any(share is not Share.WHOLE for share in shares)
            yield (
                Step(Verb.MERGE, bodies, (heir,), shares if divided else (), below=True)
                if parts
                else Step(Verb.FOUND, into=(heir,))
            )
        yield from self._living_on()
        yield from self._districts()
        yield from self._provinces()

    def _living_on(self) -> Iterator[Step]:
        for unit in self._kept:
            if self._into[unit][0][0].name != unit.name:
                yield Step(Verb.RENAME, (self._ids[unit.code],), name=unit.name)
        if self._kept:
            yield Step(Verb.MOVE, tuple(self._ids[unit.code] for unit in self._kept), parent=self._province_id)

    def _districts(self) -> Iterator[Step]:
        merged = {old.code for parts in self._into.values() for old, _ in parts}
        codes = [one.code for one in self.concerned if one.tier is Tier.DISTRICT and one.code not in merged]
        ending = tuple(self._ids[code] for code in codes if code in self._ids)
        if ending:
            yield Step(Verb.ABOLISH, ending)

    def _provinces(self) -> Iterator[Step]:
        codes = [one.code for one in self.concerned if one.tier is Tier.PROVINCE and one.code in self._ids]
        others = tuple(self._ids[code] for code in codes if self._ids[code] != self._province_id)
        if others:
            yield Step(Verb.MERGE, others, (self._province_id,), below=True)
        own = next((code for code in codes if self._ids[code] == self._province_id), None)
        into = next((one.into for one in units.before() if one.code == own), own)
        if into is not None and into != own:
            yield Step(Verb.RENAME, (self._province_id,), code=into)


def _concerned(provinces: Set[str]) -> tuple[Bearer, ...]:
    """Every unit of these provinces on the eve."""
    codes = [
        code
        for province in units.before()
        if province.code in provinces
        for code in (
            province.code,
            *(district.code for district in province.districts),
            *(commune.code for commune in province.communes),
        )
    ]
    return tuple(found for code in codes if (found := units.bearer(code, EVE)) is not None)


def _gathered(passages: Iterable[Passage]) -> dict[Unit, list[tuple[Unit, Share]]]:
    """For each commune of today, by code: the units that went into it, each with its share."""
    found: dict[Unit, list[tuple[Unit, Share]]] = {}
    for passage in passages:
        for heir in passage.heirs:
            found.setdefault(heir.unit, []).append((passage.unit, heir.share))
    return dict(sorted(found.items(), key=lambda gathered: gathered[0].code))


def _lives_on(unit: Unit, parts: Sequence[tuple[Unit, Share]]) -> bool:
    old, share = parts[0]
    return len(parts) == 1 and old.code == unit.code and share is Share.WHOLE


def _by_code(facts: Iterable[BodyFacts]) -> _Bodies:
    """The provinces, districts and communes of the eve by code; those without a code stand under their id."""
    living = (body_on(one, EVE) for one in facts if one.lives(EVE))
    return {(_TIERS[body.kind], body.code or f"#{body.id}"): body for body in living if body and body.kind in _TIERS}


def _against(concerned: Iterable[Bearer], bodies: _Bodies) -> Iterator[Problem]:
    """What the table has: units without a body, and bodies that bear a unit's code under another name."""
    for unit in concerned:
        body = bodies.get((unit.tier, unit.code))
        if body is None and unit.tier is not Tier.PROVINCE:
            yield Problem(ProblemKind.MISSING, unit.code, unit.name)
        elif body is not None and not units.called(body.name, unit.name):
            yield Problem(ProblemKind.OTHER_NAME, unit.code, unit.name, body.id, body.name)


def _superfluous(bodies: _Bodies) -> Iterator[Problem]:
    """Districts and communes whose code was no unit's that day; those of other provinces are none of these."""
    for (tier, code), body in bodies.items():
        unit = units.bearer(code, EVE)
        if tier is not Tier.PROVINCE and (unit is None or unit.tier is not tier):
            yield Problem(ProblemKind.SUPERFLUOUS, body.code, body_id=body.id, body=body.name)
