"""Every body that a reform touches, with all that hangs on it: shown before the decision, and kept with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from tiendo import reform as rules
from tiendo.errors import Broken
from tiendo_web.core.access import Viewer
from tiendo_web.duties import passing
from tiendo_web.orgs import holders, viewers
from tiendo_web.reforms import holdings
from tiendo_web.reforms.studies import Study

NOTHING: Mapping[holdings.Kind, int] = MappingProxyType({})


class Fate(StrEnum):
    """What becomes of a body that a reform touches: it ends, it gives a part away, or it is changed and goes on."""

    ENDS = "ends"
    SHEDS = "sheds"
    GOES_ON = "goes-on"


class People(StrEnum):
    """What becomes of the hats of a body that a reform touches.

    They stay or go on with the rights that they have; with those of a body in the place of the office's; or they end.
    """

    KEEP = "keep"
    NARROW = "narrow"
    END = "end"


@dataclass(frozen=True, slots=True)
class Touched:
    """A body that a reform touches. ``held`` is what the rooms hold at it; what they do not is left out."""

    body_id: int
    name: str
    fate: Fate
    heirs: tuple[str, ...] = ()
    duties: int = 0
    waiting: int = 0
    due_soon: int = 0
    undecided: int = 0
    people: int = 0
    people_to: str = ""
    people_fate: People = People.KEEP
    held: Mapping[holdings.Kind, int] = field(default_factory=lambda: NOTHING)

    def encode(self) -> dict[str, Any]:
        """The form that is stored as JSON with the decision: without what is named there already, or is not there."""
        numbers = {"duties": self.duties, "waiting": self.waiting, "due_soon": self.due_soon, "people": self.people}
        told = {name: number for name, number in numbers.items() if number}
        return {
            "body": self.body_id,
            "name": self.name,
            "fate": self.fate.value,
            "heirs": [*self.heirs],
            "people_to": self.people_to,
            "people_fate": self.people_fate.value,
            "held": {kind.value: number for kind, number in self.held.items()},
            **told,
        }

    @classmethod
    def decode(cls, stored: Mapping[str, Any]) -> Touched:
        """What :meth:`encode` gave; raises Broken where it cannot be read."""
        try:
            return cls(
                body_id=stored["body"],
                name=stored["name"],
                fate=Fate(stored["fate"]),
                heirs=tuple(stored["heirs"]),
                duties=stored.get("duties", 0),
                waiting=stored.get("waiting", 0),
                due_soon=stored.get("due_soon", 0),
                people=stored.get("people", 0),
                people_to=stored["people_to"],
                # Decisions of before the fate of hats was kept named where they go, and no more.
                people_fate=People(stored.get("people_fate", People.KEEP.value)),
                held={holdings.Kind(kind): number for kind, number in stored["held"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise Broken(f"what a reform touched cannot be read: {fault}") from fault


def touched(study: Study, viewer: Viewer) -> tuple[Touched, ...]:
    """The bodies that a reform ends, takes a part from, or changes, in this order, each with what it has on the eve."""
    return tuple(sorted(_touched(study, viewer), key=lambda one: [*Fate].index(one.fate)))


def _touched(study: Study, viewer: Viewer) -> Iterator[Touched]:
    outcome, jurisdiction_id = study.outcome, viewer.jurisdiction_id
    changed = frozenset(one.id for one in outcome.changed if one.id in outcome.before)
    eve = study.terms.decision.effect_on - dt.timedelta(days=1)
    tally = _Tally(study, passing.owed_counts(jurisdiction_id=jurisdiction_id, body_ids=changed - _concerned(outcome)))
    held = holdings.held(holdings.Asked(viewer, changed, outcome.before, max(eve, study.on)))
    people = holders.hat_counts(viewer=viewer, body_ids=changed, on=eve)
    for body in outcome.before:
        if body.id in changed:
            to = rules.people_to(study.terms, outcome, body.id) if body.id in outcome.ended else None
            fate = _of_people(study, jurisdiction_id, body.id, to)
            yield tally.line(
                body.id,
                people=people[body.id],
                people_to=study.names[to] if to is not None else "",
                people_fate=fate,
                held={kind: counts[body.id] for kind, counts in held.items() if counts.get(body.id)},
            )


def _of_people(study: Study, jurisdiction_id: int, body_id: int, to: int | None) -> People:
    """What becomes of the hats of a body whose people go on for ``to``: as ``orgs.moving.move_hats`` will have it."""
    outcome = study.outcome
    is_ended = body_id in outcome.ended
    if is_ended and to is None:
        return People.END
    if outcome.tree is None:
        return People.KEEP
    wide = viewers.is_office(jurisdiction_id, outcome.before, body_id)
    will_be = viewers.is_office(jurisdiction_id, outcome.tree, to if is_ended and to is not None else body_id)
    if wide:
        return People.KEEP if will_be else People.NARROW
    return People.END if is_ended and will_be else People.KEEP


def _concerned(outcome: rules.Outcome) -> frozenset[int]:
    """The bodies whose duties a reform is about."""
    return outcome.ended | outcome.shed


class _Tally:
    """The duties of the bodies that a reform touches, counted."""

    def __init__(self, study: Study, others: Mapping[int, int]) -> None:
        self._study, self._others = study, others
        self._own: dict[int, list[passing.Owed]] = {body_id: [] for body_id in _concerned(study.outcome)}
        for one in study.found:
            self._own[one.body_id].append(one.duty)
        self._undecided = Counter(one.body for one in study.routing.undecided)
        self._undecided.update(one.source for one in study.routing.misled)
        self._first = max(study.on, study.terms.decision.effect_on)
        self._last = self._first + dt.timedelta(days=30)

    def line(self, body_id: int, **more: Any) -> Touched:
        outcome, names = self._study.outcome, self._study.names
        own = self._own.get(body_id, [])
        fate = Fate.ENDS if body_id in outcome.ended else Fate.SHEDS if body_id in outcome.shed else Fate.GOES_ON
        return Touched(
            body_id=body_id,
            name=names[body_id],
            fate=fate,
            heirs=tuple(names[heir.body_id] for heir in outcome.heirs(body_id)),
            duties=len(own) if fate is not Fate.GOES_ON else self._others.get(body_id, 0),
            waiting=sum(one.reported for one in own),
            due_soon=sum(self._is_due_soon(one) for one in own),
            undecided=self._undecided[body_id],
            **more,
        )

    def _is_due_soon(self, one: passing.Owed) -> bool:
        return one.due_on is not None and self._first <= one.due_on < self._last


def sums(lines: Iterable[Touched]) -> Mapping[holdings.Kind, int]:
    """What the rooms hold at all these bodies together, in the order of the kinds; what none does is left out."""
    found: Counter[holdings.Kind] = Counter()
    for line in lines:
        found.update(line.held)
    return {kind: found[kind] for kind in holdings.Kind if found[kind]}
