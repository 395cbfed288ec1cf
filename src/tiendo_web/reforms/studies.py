"""A reform that is not decided yet, judged and its duties routed, as things stand on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tiendo import reform as rules
from tiendo_web.reforms import waiting


@dataclass(frozen=True, slots=True)
class Study:
    """What the terms make of the bodies, every duty that they are about on its eve, and where each would go."""

    terms: rules.Terms
    outcome: rules.Outcome
    foresight: waiting.Foresight
    found: list[waiting.Coming]
    routing: rules.Routing
    names: Names
    on: dt.date


class Names:
    """What the bodies of a reform are called: those that live, and those that it founds."""

    def __init__(self, terms: rules.Terms, outcome: rules.Outcome) -> None:
        """Take the reform."""
        self._new = {one.id: one.name for one in terms.newcomers}
        self._before = outcome.before

    def __getitem__(self, body_id: int) -> str:
        """The name of a body, as it is on the eve or will be."""
        return self._new.get(body_id) or self._before.name(body_id) or f"#{body_id}"


def study(*, terms: rules.Terms, known: waiting.Facts, jurisdiction_id: int, on: dt.date) -> Study:
    """Judge terms on ``known``, the facts of all bodies, and route the duties; ``on`` is today."""
    outcome = rules.judge(terms, known, today=on, decided=waiting.decisions(jurisdiction_id))
    foresight = waiting.Foresight(jurisdiction_id, outcome, known, effect_on=terms.decision.effect_on, on=on)
    found = foresight.duties
    routing = rules.route(terms, outcome, [one.open for one in found])
    return Study(terms, outcome, foresight, found, routing, Names(terms, outcome), on)
