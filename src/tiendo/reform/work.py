"""A reform being carried out, step by step, on the facts of the bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import assert_never

from tiendo.orgtree import BodyFacts, Code, Heir, Name, OrgTree, Parent, Rank, Share, Superior
from tiendo.reform.faults import Fault, FaultKind
from tiendo.reform.terms import Newcomer, Step, Terms, Verb

_ONE_BODY = (Verb.SPLIT, Verb.RENAME, Verb.RAISE)
_WITH_HEIR = (Verb.MERGE, Verb.SPLIT, Verb.FOUND)


@dataclass
class Work:
    """The state of the work: facts changed so far, who has ended or shed parts, and by which step."""

    terms: Terms
    known: Mapping[int, BodyFacts]
    before: OrgTree
    after: dict[int, BodyFacts] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)
    shed: dict[int, int] = field(default_factory=dict)
    done: dict[tuple[int, str], int] = field(default_factory=dict)

    @cached_property
    def on(self) -> date:
        """The day of effect."""
        return self.terms.decision.effect_on

    @cached_property
    def named(self) -> frozenset[int]:
        """The bodies that a step speaks of, which is then not taken to mean them by what is above them."""
        return frozenset(one for step in self.terms.steps for one in (*step.bodies, *step.into))

    def run(self) -> Iterator[Fault]:
        """Do all steps; a step with a fault of its own changes nothing."""
        if not self.terms.steps:
            yield Fault(FaultKind.NO_STEPS)
        for newcomer in self.terms.newcomers:
            yield from self._found(newcomer)
        for place, step in enumerate(self.terms.steps):
            faults = [*self._step_faults(place, step)]
            yield from faults
            if not faults:
                yield from self._do(place, step)
        yield from self._contradictions()
        yield from self._dead_heirs()
        yield from self._lost_people()

    def _found(self, new: Newcomer) -> Iterator[Fault]:
        if not new.name.strip():
            yield Fault(FaultKind.NO_NAME)
        self.after[new.id] = BodyFacts(
            id=new.id,
            kind=new.kind,
            names=(Name(new.name, new.abbreviation, self.on),),
            codes=(Code(new.code, self.on),) if new.code else (),
            parents=(Parent(new.parent, self.on),),
            begins_on=self.on,
            ranks=(Rank(new.kind, new.level, self.on),),
            superiors=(Superior(new.superior, self.on),) if new.superior is not None else (),
        )

    # What a step must have before it is done.

    def _step_faults(self, place: int, step: Step) -> Iterator[Fault]:
        yield from self._words_missing(place, step)
        for body_id in self._changed_by(step):
            yield from self._body_faults(place, body_id)
        for body_id in step.into:
            if body_id not in self.after and body_id not in self.known:
                yield Fault(FaultKind.UNKNOWN, place)
        if step.superior is not None and step.superior not in self.after and step.superior not in self.known:
            yield Fault(FaultKind.UNKNOWN, place)

    def _words_missing(self, place: int, step: Step) -> Iterator[Fault]:
        if step.verb is not Verb.FOUND and not _touched(step):
            yield Fault(FaultKind.NO_BODIES, place)
        if step.verb in _WITH_HEIR and not _others(step):
            yield Fault(FaultKind.NO_SUCCESSOR, place)
        if (step.verb in _ONE_BODY and len(step.bodies) > 1) or (step.verb is Verb.MERGE and len(step.into) > 1):
            yield Fault(FaultKind.ONLY_ONE, place)
        if step.verb is Verb.RENAME and not _says_name(step):
            yield Fault(FaultKind.NO_NAME, place)
        if step.verb is Verb.RAISE and step.kind is None and step.level is None:
            yield Fault(FaultKind.NO_RANK, place)
        shared = step.into if step.verb is Verb.SPLIT else step.bodies
        if step.shares and len(step.shares) != len(shared):
            yield Fault(FaultKind.SHARES, place, step.bodies, body=", ".join(map(self._name, step.bodies)))

    def _changed_by(self, step: Step) -> Iterator[int]:
        """The bodies that a step changes: those it names, those beneath that it means, and an heir it renames."""
        yield from step.bodies
        match step.verb:
            case Verb.ABOLISH:
                yield from self._beneath(step)
            case Verb.MERGE:
                yield from self._following(step)
                if _says_name(step):
                    yield from (one for one in step.into if one not in step.bodies and one in self.known)
            case _:
                pass

    def _beneath(self, step: Step) -> list[int]:
        """All bodies beneath those of a step; what stands beneath one that a step names goes the way of that one."""
        found: list[int] = []
        waiting = [*step.bodies] if step.below else []
        while waiting:
            below = self._directly_beneath(waiting.pop(0))
            found += below
            waiting += below
        return found

    def _following(self, step: Step) -> list[int]:
        """The bodies directly beneath those of a merge that go with the whole or the main part of them."""
        if not step.below:
            return []
        shares = step.shares or (Share.WHOLE,) * len(step.bodies)
        followed = [one for one, share in zip(step.bodies, shares, strict=False) if share is not Share.PART]
        return [below for one in followed if one not in step.into for below in self._directly_beneath(one)]

    def _directly_beneath(self, body_id: int) -> list[int]:
        """The bodies directly beneath that no step names."""
        below = self.before.children(body_id) if body_id in self.before else ()
        return [body.id for body in below if body.id not in self.named]

    def _body_faults(self, place: int, body_id: int) -> Iterator[Fault]:
        """A body that a step changes must live on the eve, and nothing may be decided for that day or later."""
        facts = self.known.get(body_id)
        if facts is None and body_id not in self.after:
            yield Fault(FaultKind.UNKNOWN, place)
        elif facts is None or body_id not in self.before or not facts.lives(self.on):
            yield Fault(FaultKind.NOT_LIVING, place, (body_id,), body=self._name(body_id), day=self.on)
        elif self.on in facts.days:
            yield Fault(FaultKind.SAME_DAY, place, (body_id,), body=self._name(body_id), day=self.on)
        elif later := [day for day in facts.days if day > self.on]:
            yield Fault(FaultKind.LATER_CHANGE, place, (body_id,), body=self._name(body_id), day=min(later))

    # Doing a step.

    def _do(self, place: int, step: Step) -> Iterator[Fault]:
        match step.verb:
            case Verb.MERGE:
                yield from self._merge(place, step)
            case Verb.SPLIT:
                yield from self._split(place, step)
            case Verb.ABOLISH:
                yield from self._abolish(place, step)
            case Verb.RENAME:
                yield from self._rename(place, step.bodies[0], step)
            case Verb.MOVE | Verb.LEAD:
                yield from self._placed(place, step)
            case Verb.RAISE:
                yield from self._raise(place, step.bodies[0], step)
            case Verb.FOUND:
                pass
            case _:
                assert_never(step.verb)

    def _merge(self, place: int, step: Step) -> Iterator[Fault]:
        into = step.into[0]
        shares = step.shares or (Share.WHOLE,) * len(step.bodies)
        for body_id, share in zip(step.bodies, shares, strict=True):
            if body_id == into:
                continue
            self._bequeath(body_id, into, share)
            # A divided body ends by several steps; each other way to end it twice is a contradiction.
            yield from self._once(self.done.get((body_id, "merge"), place), body_id, "end")
            self.done.setdefault((body_id, "merge"), place)
            self._end(place, body_id)
        for body_id in self._following(step):
            yield from self._move(place, body_id, into)
        if into in self.known and _says_name(step):
            yield from self._rename(place, into, step)

    def _split(self, place: int, step: Step) -> Iterator[Fault]:
        body_id = step.bodies[0]
        for heir, share in zip(step.into, step.shares or (Share.PART,) * len(step.into), strict=True):
            if heir != body_id:
                self._bequeath(body_id, heir, share)
        if step.keeps or body_id in step.into:
            self.shed.setdefault(body_id, place)
        else:
            yield from self._once(place, body_id, "end")
            self._end(place, body_id)

    def _abolish(self, place: int, step: Step) -> Iterator[Fault]:
        share = Share.WHOLE if len(step.into) == 1 else Share.PART
        for body_id in dict.fromkeys((*step.bodies, *self._beneath(step))):
            for heir in step.into:
                self._bequeath(body_id, heir, share)
            yield from self._once(place, body_id, "end")
            self._end(place, body_id)

    def _rename(self, place: int, body_id: int, step: Step) -> Iterator[Fault]:
        yield from self._once(place, body_id, "name")
        now = self.before.known(body_id)
        facts = self._facts(body_id)
        if now is not None and (step.name.strip() or step.abbreviation.strip()):
            name = Name(step.name.strip() or now.name, step.abbreviation.strip() or now.abbreviation, self.on)
            facts = replace(facts, names=(*facts.names, name))
        if step.code.strip():
            facts = replace(facts, codes=(*facts.codes, Code(step.code.strip(), self.on)))
        self.after[body_id] = facts

    def _placed(self, place: int, step: Step) -> Iterator[Fault]:
        for body_id in dict.fromkeys(step.bodies):
            moves = step.verb is Verb.MOVE
            yield from self._move(place, body_id, step.parent) if moves else self._lead(place, body_id, step.superior)

    def _move(self, place: int, body_id: int, parent: int | None) -> Iterator[Fault]:
        yield from self._once(place, body_id, "parent")
        facts = self._facts(body_id)
        self.after[body_id] = replace(facts, parents=(*facts.parents, Parent(parent, self.on)))

    def _lead(self, place: int, body_id: int, superior: int | None) -> Iterator[Fault]:
        yield from self._once(place, body_id, "superior")
        facts = self._facts(body_id)
        self.after[body_id] = replace(facts, superiors=(*facts.superiors, Superior(superior, self.on)))

    def _raise(self, place: int, body_id: int, step: Step) -> Iterator[Fault]:
        yield from self._once(place, body_id, "rank")
        now = self.before.body(body_id)
        facts = self._facts(body_id)
        rank = Rank(step.kind or now.kind, step.level or now.level, self.on)
        self.after[body_id] = replace(facts, ranks=(*facts.ranks, rank))
        if _says_name(step):
            yield from self._rename(place, body_id, step)

    def _facts(self, body_id: int) -> BodyFacts:
        return self.after.get(body_id) or self.known[body_id]

    def _bequeath(self, body_id: int, heir: int, share: Share) -> None:
        facts = self._facts(body_id)
        self.after[body_id] = replace(facts, heirs=(*facts.heirs, Heir(heir, share, self.on)))

    def _end(self, place: int, body_id: int) -> None:
        self.ended.setdefault(body_id, place)
        self.after[body_id] = replace(self._facts(body_id), ends_on=self.on)

    def _once(self, place: int, body_id: int, what: str) -> Iterator[Fault]:
        """A second word on one matter contradicts the first."""
        if self.done.setdefault((body_id, what), place) != place:
            yield Fault(FaultKind.TWICE, place, (body_id,), body=self._name(body_id))

    # What the steps say against each other.

    def _contradictions(self) -> Iterator[Fault]:
        """A body that ends may not be changed as well, nor one be given away whole and in part."""
        for (body_id, what), place in self.done.items():
            if body_id in self.ended and what in ("name", "parent", "rank", "superior"):
                yield Fault(FaultKind.ENDS_AND_CHANGES, place, (body_id,), body=self._name(body_id))
        for body_id, place in self.ended.items():
            if body_id in self.shed:
                yield Fault(FaultKind.ENDS_AND_CHANGES, place, (body_id,), body=self._name(body_id))
        for body_id, place in {**self.shed, **self.ended}.items():
            heirs = [heir for heir in self.after[body_id].heirs if heir.begins_on == self.on]
            if not _fit(heirs, whole=body_id in self.ended):
                yield Fault(FaultKind.SHARES, place, (body_id,), body=self._name(body_id))

    def _dead_heirs(self) -> Iterator[Fault]:
        """Who takes over must live on the day of effect."""
        for place, step in enumerate(self.terms.steps):
            for body_id in step.into:
                facts = self.after.get(body_id) or self.known.get(body_id)
                if facts is not None and not facts.lives(self.on):
                    yield Fault(FaultKind.DEAD_HEIR, place, (body_id,), body=self._name(body_id), day=self.on)

    def _lost_people(self) -> Iterator[Fault]:
        """Those who worked for a body that ends must come to one that lives."""
        for body_id in dict.fromkeys(self.terms.people.values()):
            facts = self.after.get(body_id) or self.known.get(body_id)
            if facts is None:
                yield Fault(FaultKind.UNKNOWN)
            elif not facts.lives(self.on):
                yield Fault(FaultKind.DEAD_HEIR, None, (body_id,), body=self._name(body_id), day=self.on)

    def _name(self, body_id: int) -> str:
        name = self.before.name(body_id)
        return name or next((new.name for new in self.terms.newcomers if new.id == body_id), f"#{body_id}")


def _touched(step: Step) -> tuple[int, ...]:
    """The bodies that a step changes; one that is merged into itself alone is none."""
    merged = step.verb is Verb.MERGE
    return tuple(one for one in step.bodies if not merged or one not in step.into[:1])


def _others(step: Step) -> tuple[int, ...]:
    """The heirs of a step; one that is split into itself alone has none."""
    split = step.verb is Verb.SPLIT
    return tuple(one for one in step.into if not split or one not in step.bodies[:1])


def _says_name(step: Step) -> bool:
    return any(word.strip() for word in (step.name, step.abbreviation, step.code))


def _fit(heirs: list[Heir], *, whole: bool) -> bool:
    """Whether shares go together: each heir once, the whole to one alone (and only of what ends), one main part.

    What ends cannot go to one heir in part: where would the rest go?
    """
    if whole and len(heirs) == 1 and heirs[0].share is Share.PART:
        return False
    shares = Counter(heir.share for heir in heirs)
    distinct = len({heir.body_id for heir in heirs}) == len(heirs)
    return distinct and shares[Share.MAIN] <= 1 and (not shares[Share.WHOLE] or (whole and len(heirs) == 1))
