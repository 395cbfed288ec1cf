"""What a reorganisation says: the decision, its steps, its rules for duties, and the choices made by hand.

Bodies are named by id. An id below zero is a body that the reform itself founds.

>>> decision = Decision("12/2026/QĐ-UBND", "Sắp xếp các sở", date(2026, 11, 2), date(2027, 1, 1))
>>> terms = Terms(decision, steps=(Step(Verb.MERGE, (4, 5), into=(4,)),))
>>> Terms.decode(terms.encode()) == terms
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from tiendo.errors import Broken
from tiendo.orgtree import BodyKind, Level, Share

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


class Verb(StrEnum):
    """What a step does to bodies."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ABOLISH = "abolish"
    MOVE = "move"
    RAISE = "raise"
    LEAD = "lead"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper behind a reform. From ``effect_on`` on the bodies are as it says."""

    symbol: str
    title: str
    decided_on: date
    effect_on: date


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A body that the reform founds; ``id`` is below zero."""

    id: int
    kind: BodyKind
    level: Level
    name: str
    parent: int | None
    abbreviation: str = ""
    code: str = ""
    superior: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One change.

    ``merge``: ``bodies`` end and go to ``into[0]``, each with the share at its place in ``shares`` (whole where
    none is given; a divided body stands in several steps); with ``below`` the bodies directly beneath that no
    step names come under the heir of the whole or the main part. ``split``: ``bodies[0]`` goes to ``into`` in
    parts and ends, unless it ``keeps`` on. ``rename``: name, abbreviation, code; empty ones stay as they are.
    ``abolish``: ``bodies`` end, ``into`` takes over their functions; with ``below`` all bodies beneath end too,
    down to those that a step names. ``move``: ``bodies`` come under ``parent``. ``raise``: ``bodies[0]`` gets
    ``kind`` and ``level``. ``lead``: ``superior`` leads ``bodies`` in their line of work; None: nobody does.
    ``found``: ``into`` begins without a predecessor.
    """

    verb: Verb
    bodies: tuple[int, ...] = ()
    into: tuple[int, ...] = ()
    shares: tuple[Share, ...] = ()
    keeps: bool = False
    below: bool = False
    name: str = ""
    abbreviation: str = ""
    code: str = ""
    kind: BodyKind | None = None
    level: Level | None = None
    parent: int | None = None
    superior: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Where duties go: those of ``bodies`` or of bodies of ``kind`` (both empty: of any body that ends or is
    split), whose words hold one of ``words`` (empty: any words), to the body ``to``; None is the main heir, and
    for a body that keeps on and gives only parts away, that body.
    """

    to: int | None
    bodies: tuple[int, ...] = ()
    kind: BodyKind | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A reform as it was written. ``choices`` names a successor for a duty, ``people`` for a body's hats."""

    decision: Decision
    newcomers: tuple[Newcomer, ...] = ()
    steps: tuple[Step, ...] = ()
    rules: tuple[Rule, ...] = ()
    choices: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    people: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse newcomers whose ids could be taken for those of known bodies, or for each other's."""
        ids = [newcomer.id for newcomer in self.newcomers]
        if any(one >= 0 for one in ids) or len(set(ids)) < len(ids):
            raise ValueError(f"ids of newcomers: {ids}")

    def settled(self, ids: Mapping[int, int]) -> Terms:
        """The terms once their newcomers are founded: none are left, and ``ids`` stand for those below zero."""

        def known(body_id: int) -> int:
            return ids.get(body_id, body_id)

        def maybe(body_id: int | None) -> int | None:
            return known(body_id) if body_id is not None else None

        return Terms(
            decision=self.decision,
            steps=tuple(
                replace(
                    one,
                    into=tuple(known(body_id) for body_id in one.into),
                    parent=maybe(one.parent),
                    superior=maybe(one.superior),
                )
                for one in self.steps
            ),
            rules=tuple(replace(one, to=maybe(one.to)) for one in self.rules),
            choices=MappingProxyType({duty: known(to) for duty, to in self.choices.items()}),
            people=MappingProxyType({body: known(to) for body, to in self.people.items()}),
        )

    def encode(self) -> dict[str, Json]:
        """The form that is stored as JSON."""
        decision = self.decision
        return {
            "decision": {
                "symbol": decision.symbol,
                "title": decision.title,
                "decided_on": decision.decided_on.isoformat(),
                "effect_on": decision.effect_on.isoformat(),
            },
            "newcomers": [_plain(one) for one in self.newcomers],
            "steps": [_plain(one) for one in self.steps],
            "rules": [_plain(one) for one in self.rules],
            "choices": {str(duty): to for duty, to in sorted(self.choices.items())},
            "people": {str(body): to for body, to in sorted(self.people.items())},
        }

    @classmethod
    def decode(cls, stored: Mapping[str, object]) -> Terms:
        """The terms that were stored; raises Broken where what is stored is none."""
        try:
            return _terms(stored)
        except (AttributeError, KeyError, TypeError, ValueError) as fault:
            raise Broken(f"stored terms of a reform cannot be read: {fault}") from fault


def _plain(row: Newcomer | Step | Rule) -> dict[str, Json]:
    """A row as JSON; what says nothing is left out, so that a reform of four hundred steps stays small."""
    found: dict[str, Json] = {}
    for name in row.__slots__:
        value = getattr(row, name)
        if value not in ("", ()) and value is not None and value is not False:
            found[name] = [*value] if isinstance(value, tuple) else value
    return found


def _terms(stored: Mapping[str, object]) -> Terms:
    decision = _table(stored["decision"])
    return Terms(
        decision=Decision(
            str(decision["symbol"]),
            str(decision["title"]),
            date.fromisoformat(str(decision["decided_on"])),
            date.fromisoformat(str(decision["effect_on"])),
        ),
        newcomers=tuple(_newcomer(_table(row)) for row in _rows(stored["newcomers"])),
        steps=tuple(_step(_table(row)) for row in _rows(stored["steps"])),
        rules=tuple(_rule(_table(row)) for row in _rows(stored["rules"])),
        choices=_pairs(stored["choices"]),
        people=_pairs(stored["people"]),
    )


def _newcomer(row: Mapping[str, object]) -> Newcomer:
    return Newcomer(
        id=int(str(row["id"])),
        kind=BodyKind(str(row["kind"])),
        level=Level(str(row["level"])),
        name=str(row.get("name", "")),
        parent=_id(row.get("parent")),
        abbreviation=str(row.get("abbreviation", "")),
        code=str(row.get("code", "")),
        superior=_id(row.get("superior")),
    )


def _step(row: Mapping[str, object]) -> Step:
    return Step(
        verb=Verb(str(row["verb"])),
        bodies=_ids(row.get("bodies", [])),
        into=_ids(row.get("into", [])),
        shares=tuple(Share(str(one)) for one in _rows(row.get("shares", []))),
        keeps=bool(row.get("keeps")),
        below=bool(row.get("below")),
        name=str(row.get("name", "")),
        abbreviation=str(row.get("abbreviation", "")),
        code=str(row.get("code", "")),
        kind=BodyKind(str(row["kind"])) if row.get("kind") else None,
        level=Level(str(row["level"])) if row.get("level") else None,
        parent=_id(row.get("parent")),
        superior=_id(row.get("superior")),
    )


def _rule(row: Mapping[str, object]) -> Rule:
    return Rule(
        to=_id(row.get("to")),
        bodies=_ids(row.get("bodies", [])),
        kind=BodyKind(str(row["kind"])) if row.get("kind") else None,
        words=tuple(str(one) for one in _rows(row.get("words", []))),
    )


def _table(stored: object) -> Mapping[str, object]:
    if not isinstance(stored, Mapping):
        raise TypeError("not a table")
    return stored


def _rows(stored: object) -> Iterable[object]:
    if not isinstance(stored, list):
        raise TypeError("not a list")
    return stored


def _ids(stored: object) -> tuple[int, ...]:
    return tuple(int(str(one)) for one in _rows(stored))


def _id(stored: object) -> int | None:
    return int(str(stored)) if stored is not None else None


def _pairs(stored: object) -> Mapping[int, int]:
    return MappingProxyType({int(key): int(str(value)) for key, value in _table(stored).items()})
