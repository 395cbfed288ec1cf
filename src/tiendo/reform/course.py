"""A decided reform carried out on its day, and several that wait, one after the other.

What is carried out and what is foreseen are one function, so that what a clerk is shown is what will come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tiendo.orgtree import OrgTree, Share
from tiendo.reform.outcome import Outcome
from tiendo.reform.routing import Open, Pass, route
from tiendo.reform.terms import Terms


@dataclass(frozen=True, slots=True)
class Decided:
    """A reform as decided, the act that decided it, and the bodies on the day when it is carried out."""

    terms: Terms
    outcome: Outcome
    act: int
    now: OrgTree


@dataclass(frozen=True, slots=True)
class Carried:
    """What a reform does to the duties: those that pass, and those ``left`` with a body that has ended."""

    passes: tuple[Pass, ...]
    left: tuple[Open, ...]


def carried(decided: Decided, duties: Iterable[Open]) -> Carried:
    """What becomes of these duties, of whatever body, by one reform.

    Another decision may have ended an heir meanwhile: what goes to it goes on to who took it over whole, or stays.
    """
    meant = [one for one in duties if _is_meant(decided, one)]
    routing = route(decided.terms, decided.outcome, meant)
    found = [(one, decided.now.successor(one.target)) for one in (*routing.passes, *routing.misled)]
    passes = tuple(replace(one, target=to) for one, to in found if to is not None and to != one.source)
    lost = {one.duty for one, to in found if to is None} | {one.id for one in routing.undecided}
    return Carried(passes, tuple(one for one in meant if one.id in lost and one.body in decided.outcome.ended))


def _is_meant(decided: Decided, duty: Open) -> bool:
    """Whether the reform is about a duty: a body that lives on keeps what it was given after the decision.

    What recurs was given with the duty under which it does.
    """
    outcome = decided.outcome
    return duty.body in outcome.ended or (duty.body in outcome.shed and duty.act < decided.act)


def foreseen(waiting: Iterable[Decided], duties: Iterable[Open]) -> dict[int, Open]:
    """The duties by id, each with the body whose it will be once these reforms were carried out in this order."""
    held = {one.id: one for one in duties}
    for decided in waiting:
        for one in carried(decided, held.values()).passes:
            held[one.duty] = replace(held[one.duty], body=one.target)
    return held


def people_to(terms: Terms, outcome: Outcome, body_id: int) -> int | None:
    """For which body the people of an ended one go on working: as chosen, or whoever takes it over whole."""
    if body_id in terms.people:
        return terms.people[body_id]
    heirs = [heir for heir in outcome.heirs(body_id) if heir.begins_on == terms.decision.effect_on]
    return heirs[0].body_id if len(heirs) == 1 and heirs[0].share is Share.WHOLE else None
