"""By when documents had to be entered by the rules of their issuer, and which were entered later.

A document with a stamp of urgency goes by the rule for such, one of several tasks by the rule for those.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from tiendo import setday
from tiendo.ruleset import Basis, Clause, RuleSet
from tiendo.setday import RuleDay
from tiendo.term import Length
from tiendo_web.core import when
from tiendo_web.core.access import Viewer
from tiendo_web.plans.models import Directive
from tiendo_web.rulesets import queries as rulesets


@dataclass(frozen=True, slots=True)
class Entry:
    """When a document was entered, and by when it had to be, with the rule that says so."""

    entered_on: dt.date
    by_rule: RuleDay

    @property
    def is_late(self) -> bool:
        """Whether it was entered after the last day."""
        return self.by_rule.until is not None and self.entered_on > self.by_rule.until


def entries(*, viewer: Viewer, plan_ids: Collection[int], on: dt.date) -> dict[int, Entry]:
    """Those of the issued plans that have a day of their own, by id; a fixed number of queries."""
    rows = Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id, plan_id__in=plan_ids)
    columns = ("plan_id", "body_id", "dated_on", "urgency", "plan__recorded_at", "plan__task_count")
    held = list(rows.exclude(dated_on=None).values_list(*columns))
    if not held:
        return {}
    book = rulesets.book(jurisdiction_id=viewer.jurisdiction_id, on=on)
    table = rulesets.calendar(jurisdiction_id=viewer.jurisdiction_id)
    found = {}
    for plan_id, issuer_id, dated_on, urgency, entered_at, tasks in held:
        entered_on = when.day_of(entered_at)
        rules = book.rules(on=entered_on, issued_on=entered_on, issuer_id=issuer_id)
        clause = _clause(rules, is_urgent=bool(urgency), tasks=tasks)
        by_rule = setday.by_rule(setday.Rule.ENTRY, clause, since=dated_on, basis=Basis(rules, table))
        found[plan_id] = Entry(entered_on, by_rule)
    return found


def late(*, viewer: Viewer, plan_ids: Collection[int], on: dt.date) -> dict[int, Entry]:
    """Those of them that were entered late."""
    found = entries(viewer=viewer, plan_ids=plan_ids, on=on)
    return {plan_id: one for plan_id, one in found.items() if one.is_late}


def _clause(rules: RuleSet, *, is_urgent: bool, tasks: int) -> Clause[Length | None]:
    if is_urgent:
        return rules.entry_urgent
    return rules.entry_many if tasks > 1 else rules.entry_ordinary
