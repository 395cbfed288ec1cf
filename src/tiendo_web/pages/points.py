"""Điểm của cơ quan: points for what was done late, by the weights of the rule sets, with formula and ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tiendo import ruleset_text
from tiendo.ruleset import Clause, RuleSet
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.scorecards import points as scorecards


@dataclass(frozen=True, slots=True)
class Weight:
    """One weight of a rule set in words, and what it rests on."""

    rules: str
    label: str
    value: str
    citation: str
    trust: str


def _ground(rules: RuleSet, kind: ruleset_text.Kind) -> Weight:
    clause: Clause[Any] = getattr(rules, kind.field)
    lang = said.lang()
    trust = ruleset_text.TRUST[clause.ground.trust].say(lang)
    return Weight(rules.name, kind.label.say(lang), kind.say(clause.value).say(lang), clause.ground.citation, trust)


@needs(Permission.READ_DUTIES)
@require_safe
def points(request: SignedIn) -> HttpResponse:
    """The points of each body; where no rule set gives weights, that there are none."""
    on = now.today()
    found = scorecards.points(viewer=request.viewer, on=on)
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    weights = [kind for kind in ruleset_text.KINDS if kind.field in ("late_points", "coordinator_share")]
    grounds = [_ground(one, kind) for one in found.sets for kind in weights]
    context = {
        "lines": [(tree.name(line.body_id), line) for line in found.lines],
        "grounds": grounds,
        "known_until": now.now(),
    }
    return render(request, "scorecard/points.html", context)
