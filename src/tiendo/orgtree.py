"""The bodies of a jurisdiction as they stood on a day: names, codes and who is under whom.

Facts only say when something begins; the next fact of the same kind ends it. Periods are half-open:
on its ``ends_on`` a body is gone. Ids are ours; a code or a name may have belonged to another body before.

>>> from datetime import date
>>> day = date(2025, 7, 1)
>>> facts = [
...     BodyFacts(1, BodyKind.PROVINCE, (Name("UBND tỉnh Sơn Hải", "UBND tỉnh", day),), (), (Parent(None, day),), day),
...     BodyFacts(2, BodyKind.DEPARTMENT, (Name("Sở Tài chính", "STC", day),), (), (Parent(1, day),), day),
... ]
>>> tree = OrgTree(facts, on=date(2026, 11, 24))
>>> tree.find("so tai")[0].body.id, tree.ancestors(2)[0].name
(2, 'UBND tỉnh Sơn Hải')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Protocol, TypeVar

from tiendo import viet
from tiendo.errors import Refusal, Refused


class BodyKind(StrEnum):
    """What a body is; siblings are listed in this order."""

    PROVINCE = "province"
    OFFICE = "office"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    PARTY = "party"
    FRONT = "front"
    SERVICE = "service"


_KIND_ORDER = {kind: place for place, kind in enumerate(BodyKind)}


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
class BodyFacts:
    """All that is known of one body through time; ``ends_on`` None is still there."""

    id: int
    kind: BodyKind
    names: tuple[Name, ...]
    codes: tuple[Code, ...]
    parents: tuple[Parent, ...]
    begins_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body on one day; ``former_names`` are those it bore before that day."""

    id: int
    kind: BodyKind
    name: str
    abbreviation: str
    code: str
    parent_id: int | None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A body that was searched for; ``former`` says that only a name it no longer bears matched."""

    body: Body
    words: str
    former: bool


class TreeRefused(Refused):
    """The bodies of this day make no tree."""

    kind = Refusal.INVALID


class BodyMissing(Refused):
    """There is no such body on this day."""

    kind = Refusal.MISSING


class _Dated(Protocol):
    @property
    def begins_on(self) -> date: ...


_Fact = TypeVar("_Fact", bound=_Dated)


def current(facts: Iterable[_Fact], on: date) -> _Fact | None:
    """The fact that holds on a day: the last that has begun; None where none has."""
    begun = [fact for fact in facts if fact.begins_on <= on]
    return max(begun, key=lambda fact: fact.begins_on) if begun else None


class OrgTree:
    """The bodies that exist on one day."""

    def __init__(self, facts: Iterable[BodyFacts], on: date) -> None:
        """Take the facts of all bodies.

        Raises :class:`TreeRefused` for an id or code that stands twice, a body without a name, a parent
        that does not exist on the day, or a circle of parents.
        """
        self.on = on
        self._bodies: dict[int, Body] = {}
        for one in facts:
            if one.id in self._bodies:
                raise TreeRefused(f"Cơ quan số {one.id} có hai lần.")
            if one.begins_on <= on and (one.ends_on is None or on < one.ends_on):
                self._bodies[one.id] = _body(one, on)
        _check_codes(self._bodies.values())
        self._children = _children(self._bodies)
        self._order = self._walk(None)
        if len(self._order) != len(self._bodies):
            circle = sorted(self._bodies.keys() - {body.id for body in self._order})
            raise TreeRefused(f"Quan hệ trên dưới đi vòng: cơ quan số {', '.join(map(str, circle))}.")

    def __iter__(self) -> Iterator[Body]:
        """All bodies, each before its children, siblings by kind and name."""
        return iter(self._order)

    def __len__(self) -> int:
        """How many bodies there are."""
        return len(self._order)

    def __contains__(self, body_id: int) -> bool:
        """Whether the body exists on this day."""
        return body_id in self._bodies

    def body(self, body_id: int) -> Body:
        """The body; raises :class:`BodyMissing`."""
        try:
            return self._bodies[body_id]
        except KeyError as fault:
            raise BodyMissing("Không có cơ quan này vào ngày được hỏi.") from fault

    def get(self, body_id: int) -> Body | None:
        """The body, or None where it does not exist on this day."""
        return self._bodies.get(body_id)

    def name(self, body_id: int) -> str:
        """What the body is called on this day; empty where it does not exist."""
        body = self._bodies.get(body_id)
        return body.name if body else ""

    def depth(self, body_id: int) -> int:
        """How many bodies stand above it; raises :class:`BodyMissing`."""
        return len(self.ancestors(body_id))

    def parent(self, body_id: int) -> Body | None:
        """The body above, None at the top; raises :class:`BodyMissing`."""
        above = self.body(body_id).parent_id
        return None if above is None else self._bodies[above]

    def children(self, body_id: int) -> tuple[Body, ...]:
        """The bodies directly below; raises :class:`BodyMissing`."""
        return tuple(self._children.get(self.body(body_id).id, ()))

    def ancestors(self, body_id: int) -> tuple[Body, ...]:
        """The bodies above, nearest first; raises :class:`BodyMissing`."""
        found: list[Body] = []
        above = self.parent(body_id)
        while above is not None:
            found.append(above)
            above = self.parent(above.id)
        return tuple(found)

    def descendants(self, body_id: int) -> tuple[Body, ...]:
        """All bodies below, each before its children; raises :class:`BodyMissing`."""
        return self._walk(self.body(body_id).id)

    def find(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        """The bodies whose code, abbreviation or name has ``text``, best first.

        Letters are folded. A whole code, abbreviation or name comes before one that begins with the
        text, then one in which words begin with it; names no longer borne come last and are marked.
        """
        wanted = viet.fold(text)
        if not wanted:
            return ()
        ranked = [(rank, match) for body in self._order for rank, match in _matches(body, wanted)[:1]]
        return tuple(match for _, match in sorted(ranked, key=lambda found: found[0]))[:limit]

    def _walk(self, top: int | None) -> tuple[Body, ...]:
        found: list[Body] = []
        waiting = list(reversed(self._children.get(top, [])))
        while waiting:
            body = waiting.pop()
            found.append(body)
            waiting.extend(reversed(self._children.get(body.id, [])))
        return tuple(found)


def _body(facts: BodyFacts, on: date) -> Body:
    name, code, parent = current(facts.names, on), current(facts.codes, on), current(facts.parents, on)
    if name is None:
        raise TreeRefused(f"Cơ quan số {facts.id} không có tên vào ngày {on.isoformat()}.")
    earlier = sorted((one for one in facts.names if one.begins_on < name.begins_on), key=lambda one: one.begins_on)
    former = dict.fromkeys(one.name for one in earlier if one.name != name.name)
    return Body(
        id=facts.id,
        kind=facts.kind,
        name=name.name,
        abbreviation=name.abbreviation,
        code=code.code if code else "",
        parent_id=parent.parent_id if parent else None,
        former_names=tuple(former),
    )


def _check_codes(bodies: Iterable[Body]) -> None:
    bearers: dict[str, int] = {}
    for body in bodies:
        if body.code and bearers.setdefault(body.code, body.id) != body.id:
            raise TreeRefused(f"Mã {body.code} đang thuộc về hai cơ quan: {bearers[body.code]} và {body.id}.")


def _children(bodies: Mapping[int, Body]) -> dict[int | None, list[Body]]:
    found: dict[int | None, list[Body]] = {}
    for body in bodies.values():
        if body.parent_id is not None and body.parent_id not in bodies:
            raise TreeRefused(f"Cơ quan “{body.name}” thuộc cơ quan số {body.parent_id}, nhưng không có cơ quan đó.")
        found.setdefault(body.parent_id, []).append(body)
    for siblings in found.values():
        siblings.sort(key=lambda body: (_KIND_ORDER[body.kind], viet.fold(body.name), body.id))
    return found


class _Rank(IntEnum):
    WHOLE = 0
    BEGINS = 1
    WORDS = 2
    FORMER = 3


def _matches(body: Body, wanted: str) -> list[tuple[_Rank, Match]]:
    """The ways in which a body answers to folded words, best first."""
    found: list[tuple[_Rank, Match]] = []
    for words in filter(None, (body.code, body.abbreviation, body.name)):
        rank = _rank(viet.fold(words), wanted)
        if rank is not None:
            found.append((rank, Match(body, words, former=False)))
    for words in reversed(body.former_names):
        if _rank(viet.fold(words), wanted) is not None:
            found.append((_Rank.FORMER, Match(body, words, former=True)))
    return sorted(found, key=lambda one: one[0])


def _rank(folded: str, wanted: str) -> _Rank | None:
    if folded == wanted:
        return _Rank.WHOLE
    if folded.startswith(wanted):
        return _Rank.BEGINS
    words = folded.split()
    begun = all(any(word.startswith(part) for word in words) for part in wanted.split())
    return _Rank.WORDS if begun else None
