"""Duties without a deadline by their age: how long nothing was heard of them, and which the rules say to chase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tiendo import ageing, workdays
from tiendo import duty as rules
from tiendo.ageing import Age, Bounds
from tiendo.ruleset import Ground
from tiendo.term import Length
from tiendo_web.core.access import Viewer
from tiendo_web.duties.models import Duty
from tiendo_web.rulesets import queries as rulesets

# Those with whoever owes them: what waits to be confirmed or is paused does not age.
OPEN = (rules.Stage.ISSUED, rules.Stage.REFUSED, rules.Stage.DOING, rules.Stage.RETURNED)
AGEING = Q(stage__in=[stage.value for stage in OPEN], due_on=None)


@dataclass(frozen=True, slots=True)
class Ages:
    """How many duties there are of each age, and the rule by which they are chased: after how long, on what ground."""

    counts: Mapping[Age, int]
    chased_after: Length | None
    ground: Ground

    @property
    def total(self) -> int:
        """All of them: always the sum of the ages."""
        return sum(self.counts.values())


def cuts(viewer: Viewer, on: dt.date) -> Bounds:
    """Where the ages lie on a day, by the rules that hold then."""
    held = rulesets.rules(jurisdiction_id=viewer.jurisdiction_id, on=on)
    return ageing.bounds(on, held.chased_after.value, workdays.shipped())


def condition(age: Age, at: Bounds) -> Q:
    """The duties of an age, as a condition on the derived columns."""
    chased = _silent_since(at.chased) if at.chased is not None else Q(pk__in=[])
    match age:
        case Age.CHASED:
            return AGEING & chased
        case Age.QUIET:
            return AGEING & _silent_since(at.quiet) & ~chased
        case Age.RECENT:
            return AGEING & ~_silent_since(at.quiet) & ~chased


def _silent_since(day: dt.date) -> Q:
    """Nothing was heard after a day, neither of the duty itself nor of a part or an occurrence of it."""
    return Q(heard_on__lte=day) & (Q(parts_heard_on=None) | Q(parts_heard_on__lte=day))


def ages(rows: QuerySet[Duty], viewer: Viewer, on: dt.date) -> Ages:
    """How many of these duties there are of each age; one query, and those of the rules."""
    held = rulesets.rules(jurisdiction_id=viewer.jurisdiction_id, on=on).chased_after
    at = ageing.bounds(on, held.value, workdays.shipped())
    counts = rows.order_by().aggregate(**{age.value: Count("pk", filter=condition(age, at)) for age in Age})
    return Ages({age: counts[age.value] for age in Age}, held.value, held.ground)
