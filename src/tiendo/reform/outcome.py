"""The bodies after a reform, and every reason why it cannot be. Never raises because of what the terms say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tiendo import viet
from tiendo.orgtree import BodyFacts, Heir, OrgTree
from tiendo.reform import shape
from tiendo.reform.faults import Fault, FaultKind
from tiendo.reform.terms import Decision, Terms
from tiendo.reform.work import Work

__all__ = ["Fault", "FaultKind", "Outcome", "judge", "settled"]


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
        """Who takes over from a body by this reform; a body that lives on may have shed other parts before."""
        heirs = next((one.heirs for one in self.changed if one.id == body_id), ())
        return tuple(heir for heir in heirs if heir.begins_on > self.before.on)


def judge(
    terms: Terms, facts: Iterable[BodyFacts], *, today: date = date.max, decided: Iterable[Decision] = ()
) -> Outcome:
    """Carry out the terms on the facts of all bodies, and gather every fault; nothing signed after ``today`` is.

    ``decided`` are the decisions made before and not undone: no second one bears the symbol of one of the same year.

    Raises :class:`tiendo.orgtree.TreeRefused` where the bodies make no tree before the reform already.
    """
    known = {one.id: one for one in facts}
    on = terms.decision.effect_on
    before = OrgTree(known.values(), on - timedelta(days=1) if on > date.min else on)
    work = Work(terms, known, before)
    faults = [*_decision_faults(terms.decision, today), *_taken(terms.decision, decided), *work.run()]
    after = {**known, **work.after}
    faults += [*shape.faults(after, on), *shape.shared_names(after, on), *shape.leading(after, on)]
    return Outcome(
        facts=tuple(after.values()),
        before=before,
        tree=None if faults else OrgTree(after.values(), on),
        ended=frozenset(work.ended),
        shed=frozenset(work.shed),
        changed=tuple(work.after.values()),
        faults=tuple(faults),
    )


def settled(terms: Terms, facts: Iterable[BodyFacts], ended: frozenset[int], shed: frozenset[int]) -> Outcome:
    """The outcome of a reform that was decided before, read from the facts that it wrote.

    ``ended`` and ``shed`` are those of the outcome it was decided with; ``facts`` hold what it founded under their
    own ids. Raises ``tiendo.orgtree.TreeRefused`` where the facts make no tree.
    """
    known = tuple(facts)
    on = terms.decision.effect_on
    return Outcome(
        facts=known,
        before=OrgTree(known, on - timedelta(days=1)),
        tree=OrgTree(known, on),
        ended=ended,
        shed=shed,
        changed=tuple(one for one in known if on in one.days),
        faults=(),
    )


def _taken(decision: Decision, decided: Iterable[Decision]) -> Iterator[Fault]:
    """A number is given once a year. One paper may take effect on several days, but is written once for each."""
    for one in decided:
        if _paper(one) != _paper(decision) or not decision.symbol.strip():
            continue
        if one.decided_on != decision.decided_on:
            yield Fault(FaultKind.SYMBOL_TAKEN, code=one.symbol, day=one.decided_on)
        elif one.effect_on == decision.effect_on:
            yield Fault(FaultKind.DECIDED_ALREADY, code=one.symbol, day=one.effect_on)


def _paper(decision: Decision) -> tuple[str, int]:
    """What tells decisions of one issuer apart: the symbol, however it is spaced and written, and the year."""
    return "".join(viet.fold(decision.symbol).split()), decision.decided_on.year


def _decision_faults(decision: Decision, today: date) -> Iterator[Fault]:
    if decision.decided_on > today:
        yield Fault(FaultKind.SIGNED_LATER, day=decision.decided_on)
    if not decision.symbol.strip():
        yield Fault(FaultKind.NO_SYMBOL)
    if decision.decided_on > decision.effect_on:
        yield Fault(FaultKind.EFFECT_BEFORE_DECISION)
