"""A reorganisation under one decision: what it changes, whether it can be, and where each open duty goes.

    terms = Terms(decision, newcomers, steps, rules, choices, people)
    outcome = judge(terms, facts)        # the bodies after it, and every fault
    routing = route(terms, outcome, duties)   # each duty's successor, and those that are undecided
    foreseen(waiting, duties)            # whose each duty will be once the decisions that wait have taken effect

The terms of the reform of 1 July 2025 are written by :func:`tiendo.reform.succession.draft`.

All are pure functions; nothing passes by default.
"""

from __future__ import annotations

from tiendo.reform.course import Carried, Decided, carried, foreseen, people_to
from tiendo.reform.outcome import Fault, FaultKind, Outcome, judge, settled
from tiendo.reform.routing import Ground, Open, Pass, Routing, route
from tiendo.reform.shape import unsound
from tiendo.reform.terms import Decision, Newcomer, Rule, Step, Terms, Verb

__all__ = [
    "Carried",
    "Decided",
    "Decision",
    "Fault",
    "FaultKind",
    "Ground",
    "Newcomer",
    "Open",
    "Outcome",
    "Pass",
    "Routing",
    "Rule",
    "Step",
    "Terms",
    "Verb",
    "carried",
    "foreseen",
    "judge",
    "people_to",
    "route",
    "settled",
    "unsound",
]
