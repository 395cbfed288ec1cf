"""The bodies after a reform, and every reason why it cannot be. Never raises because of what the terms say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tiendo.orgtree import BodyFacts, Code, Heir, Name, OrgTree, Parent, Rank, Share, Superior, body_on
from tiendo.reform.faults import Fault, FaultKind
from tiendo.reform.terms import Newcomer, Step, Terms, Verb

__all__ = ["Fault", "FaultKind", "Outcome", "judge", "settled"]

_DAY = timedelta(days=1)
_ENDING = (Verb.MERGE, Verb.SPLIT, Verb.ABOLISH)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reform makes of the bodies.

    ``facts`` are those of all bodies after it, newcomers under their ids below zero; ``changed`` those of the
    bodies it touches; ``tree`` is the tree on the day of effect, None where there are faults. ``shed`` are the
    bodies that live on and give a part of their duties away.
    """

    facts: tuple[BodyFacts, ...]
    before: OrgTree
    tree: OrgTree | None
    ended: frozenset[int]
    shed: frozenset[int]
    changed: tuple[BodyFacts, ...]
    faults: tuple[Fault, ...]

    def heirs(self, body_id: int) -> tuple[Heir, ...]:
        """Who takes over from a body by this reform."""
        return next((one.heirs for one in self.changed if one.id == body_id), ())


def judge(terms: Terms, facts: Iterable[BodyFacts]) -> Outcome:
    """Carry out the terms on the facts of all bodies, and gather every fault."""
    known = {one.id: one for one in facts}
    before = OrgTree(known.values(), terms.decision.effect_on - _DAY)
    work = _Work(terms, known, before)
    faults = [*_decision_faults(terms), *work.run()]
    after = {**known, **work.after}
    faults += _tree_faults(after, terms.decision.effect_on)
    return Outcome(
        facts=tuple(after.values()),
        before=before,
        tree=None if faults else OrgTree(after.values(), terms.decision.effect_on),
        ended=frozenset(work.ended),
        shed=frozenset(work.shed),
        changed=tuple(work.after.values()),
        faults=tuple(faults),
    )


def settled(terms: Terms, facts: Iterable[BodyFacts], ended: frozenset[int], shed: frozenset[int]) -> Outcome:
    """The outcome of a reform that was decided before, read from the facts that it wrote.

    ``ended`` and ``shed`` are those of the outcome it was decided with; ``facts`` hold the newcomers under their
    own ids. Raises ``tiendo.orgtree.TreeRefused`` where the facts make no tree.
    """
    known = tuple(facts)
    on = terms.decision.effect_on
    return Outcome(
        facts=known,
        before=OrgTree(known, on - _DAY),
        tree=OrgTree(known, on),
        ended=ended,
        shed=shed,
        changed=tuple(one for one in known if on in one.days),
        faults=(),
    )


def _decision_faults(terms: Terms) -> Iterator[Fault]:
    decision = terms.decision
    if not decision.symbol.strip():
        yield Fault(FaultKind.NO_SYMBOL)
    if decision.decided_on > decision.effect_on:
        yield Fault(FaultKind.EFFECT_BEFORE_DECISION)
    if not terms.steps:
        yield Fault(FaultKind.NO_STEPS)


@dataclass(slots=True)
class _Work:
    """The reform being carried out, step by step."""

    terms: Terms
    known: Mapping[int, BodyFacts]
    before: OrgTree
    after: dict[int, BodyFacts] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)
    shed: set[int] = field(default_factory=set)
    done: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return self.terms.decision.effect_on

    def run(self) -> Iterator[Fault]:
        """Do all steps; a step with a fault of its own changes nothing."""
        for newcomer in self.terms.newcomers:
            yield from self._found(newcomer)
        for place, step in enumerate(self.terms.steps):
            faults = [*self._step_faults(place, step)]
            yield from faults
            if not faults:
                yield from self._do(place, step)
        yield from self._contradictions()
        yield from self._dead_heirs()

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

    def _step_faults(self, place: int, step: Step) -> Iterator[Fault]:
        if not step.bodies and step.verb is not Verb.FOUND:
            yield Fault(FaultKind.NO_BODIES, place)
        if _needs_heir(step) and not step.into:
            yield Fault(FaultKind.NO_SUCCESSOR, place)
        if step.verb is Verb.RENAME and not (step.name.strip() or step.abbreviation.strip() or step.code.strip()):
            yield Fault(FaultKind.NO_NAME, place)
        for body_id in step.bodies:
            yield from self._body_faults(place, body_id)
        for body_id in step.into:
            if body_id not in self.after and body_id not in self.known:
                yield Fault(FaultKind.UNKNOWN, place)

    def _body_faults(self, place: int, body_id: int) -> Iterator[Fault]:
        """A body that a step changes must live on the eve, and nothing may be decided for that day or later."""
        facts = self.known.get(body_id)
        if facts is None or body_id not in self.before or not facts.lives(self.on):
            yield Fault(FaultKind.NOT_LIVING, place, (body_id,), body=self._name(body_id), day=self.on)
        elif self.on in facts.days:
            yield Fault(FaultKind.SAME_DAY, place, (body_id,), body=self._name(body_id), day=self.on)
        elif later := [day for day in facts.days if day > self.on]:
            yield Fault(FaultKind.LATER_CHANGE, place, (body_id,), body=self._name(body_id), day=min(later))

    def _do(self, place: int, step: Step) -> Iterator[Fault]:
        match step.verb:
            case Verb.MERGE:
                yield from self._merge(place, step)
            case Verb.SPLIT:
                self._split(place, step)
            case Verb.ABOLISH:
                self._abolish(place, step)
            case Verb.RENAME:
                yield from self._rename(place, step.bodies[0], step)
            case Verb.MOVE:
                for body_id in step.bodies:
                    yield from self._move(place, body_id, step)
            case Verb.RAISE:
                yield from self._raise(place, step.bodies[0], step)
            case Verb.FOUND:
                pass

    def _merge(self, place: int, step: Step) -> Iterator[Fault]:
        into = step.into[0]
        shares = step.shares or (Share.WHOLE,) * len(step.bodies)
        for body_id, share in zip(step.bodies, shares, strict=True):
            if body_id == into:
                continue
            self._bequeath(body_id, into, share)
            self._end(place, body_id)
        if into in self.known and (step.name or step.abbreviation or step.code):
            yield from self._rename(place, into, step)

    def _split(self, place: int, step: Step) -> None:
        body_id = step.bodies[0]
        for heir, share in zip(step.into, step.shares or (Share.PART,) * len(step.into), strict=True):
            if heir != body_id:
                self._bequeath(body_id, heir, share)
        if step.keeps or body_id in step.into:
            self.shed.add(body_id)
        else:
            self._end(place, body_id)

    def _abolish(self, place: int, step: Step) -> None:
        share = Share.WHOLE if len(step.into) == 1 else Share.PART
        named = {body_id for other in self.terms.steps for body_id in (*other.bodies, *other.into)}
        for body_id in step.bodies:
            beneath = self.before.descendants(body_id) if step.below else ()
            for one in (body_id, *(body.id for body in beneath if body.id not in named)):
                for heir in step.into:
                    self._bequeath(one, heir, share)
                self._end(place, one)

    def _rename(self, place: int, body_id: int, step: Step) -> Iterator[Fault]:
        yield from self._once(place, body_id, "name")
        now = self.before.known(body_id)
        facts = self._facts(body_id)
        if now is not None and (step.name or step.abbreviation):
            name = Name(step.name or now.name, step.abbreviation or now.abbreviation, self.on)
            facts = replace(facts, names=(*facts.names, name))
        if step.code:
            facts = replace(facts, codes=(*facts.codes, Code(step.code, self.on)))
        self.after[body_id] = facts

    def _move(self, place: int, body_id: int, step: Step) -> Iterator[Fault]:
        yield from self._once(place, body_id, "parent")
        facts = self._facts(body_id)
        self.after[body_id] = replace(facts, parents=(*facts.parents, Parent(step.parent, self.on)))

    def _raise(self, place: int, body_id: int, step: Step) -> Iterator[Fault]:
        yield from self._once(place, body_id, "rank")
        now = self.before.body(body_id)
        facts = self._facts(body_id)
        rank = Rank(step.kind or now.kind, step.level or now.level, self.on)
        self.after[body_id] = replace(facts, ranks=(*facts.ranks, rank))
        if step.name or step.abbreviation or step.code:
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

    def _contradictions(self) -> Iterator[Fault]:
        """A body that ends may not be changed as well, nor be given away whole and in part."""
        for (body_id, _), place in self.done.items():
            if body_id in self.ended:
                yield Fault(FaultKind.ENDS_AND_CHANGES, place, (body_id,), body=self._name(body_id))
        for body_id, place in self.ended.items():
            shares = [heir.share for heir in self.after[body_id].heirs if heir.begins_on == self.on]
            heirs = {heir.body_id for heir in self.after[body_id].heirs if heir.begins_on == self.on}
            divided = len(shares) > 1
            if len(heirs) < len(shares) or (divided and Share.WHOLE in shares) or shares.count(Share.MAIN) > 1:
                yield Fault(FaultKind.SHARES, place, (body_id,), body=self._name(body_id))
            if body_id in self.shed:
                yield Fault(FaultKind.ENDS_AND_CHANGES, place, (body_id,), body=self._name(body_id))

    def _dead_heirs(self) -> Iterator[Fault]:
        """Who takes over must live on the day of effect."""
        for place, step in enumerate(self.terms.steps):
            for body_id in step.into:
                facts = self.after.get(body_id) or self.known.get(body_id)
                if facts is not None and not facts.lives(self.on):
                    yield Fault(FaultKind.DEAD_HEIR, place, (body_id,), body=self._name(body_id), day=self.on)

    def _name(self, body_id: int) -> str:
        name = self.before.name(body_id)
        return name or next((new.name for new in self.terms.newcomers if new.id == body_id), f"#{body_id}")


def _needs_heir(step: Step) -> bool:
    return step.verb in (Verb.MERGE, Verb.SPLIT, Verb.FOUND)


def _tree_faults(after: Mapping[int, BodyFacts], on: date) -> Iterator[Fault]:
    """What keeps the bodies of the day of effect from being a tree, or two from being told apart."""
    living = {one.id: body for one in after.values() if one.lives(on) and (body := body_on(one, on)) is not None}
    bearers: dict[str, int] = {}
    for body in living.values():
        first = bearers.setdefault(body.code, body.id) if body.code else body.id
        if first != body.id:
            yield Fault(
                FaultKind.CODE_TAKEN,
                bodies=(body.id, first),
                body=body.name,
                other=living[first].name,
                code=body.code,
            )
        if body.parent_id is not None and body.parent_id not in living:
            above = after.get(body.parent_id)
            then = body_on(above, on) if above else None
            yield Fault(
                FaultKind.ORPHAN, bodies=(body.id,), body=body.name, other=then.name if then else f"#{body.parent_id}"
            )
    for body_id in _circle(lambda one: living[one].parent_id if one in living else None, living):
        yield Fault(FaultKind.CIRCLE, bodies=(body_id,), body=living[body_id].name)


def _circle(above: Callable[[int], int | None], ids: Iterable[int]) -> list[int]:
    """The bodies that are their own ancestors."""
    sound: set[int] = set()
    found: list[int] = []
    for start in ids:
        path: list[int] = []
        one: int | None = start
        while one is not None and one not in sound and one not in path:
            path.append(one)
            one = above(one)
        if one is not None and one in path:
            found += path[path.index(one) :]
        sound.update(path)
    return found
