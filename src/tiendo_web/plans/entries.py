"""Which documents were entered later than the rules of their issuer let them be: how soon after their day they must.

A document of several tasks goes by the rule for such. How urgent one is stands in no field, so that no document is held
to the rule for urgent ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from tiendo import term, workdays
from tiendo.ruleset import Clause
from tiendo.term import Length
from tiendo_web.core import when
from tiendo_web.core.access import Viewer
from tiendo_web.plans.models import Directive
from tiendo_web.rulesets import queries as rulesets


@dataclass(frozen=True, slots=True)
class Late:
    """A document that was entered late: its day, the last day for entering it, when it was, and on what ground."""

    dated_on: dt.date
    until: dt.date
    entered_on: dt.date
    citation: str


def late(*, viewer: Viewer, plan_ids: Collection[int], on: dt.date) -> dict[int, Late]:
    """Those of the issued plans that were entered late, by id; a fixed number of queries."""
    rows = Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id, plan_id__in=plan_ids)
    columns = ("plan_id", "body_id", "dated_on", "plan__recorded_at", "plan__task_count")
    held = list(rows.exclude(dated_on=None).values_list(*columns))
    if not held:
        return {}
    book = rulesets.book(jurisdiction_id=viewer.jurisdiction_id, on=on)
    table = rulesets.calendar(jurisdiction_id=viewer.jurisdiction_id)
    found = {}
    for plan_id, issuer_id, dated_on, entered_at, tasks in held:
        entered_on = when.day_of(entered_at)
        rules = book.rules(on=entered_on, issued_on=entered_on, issuer_id=issuer_id)
        clause = rules.entry_many if tasks > 1 else rules.entry_ordinary
        until = _until(clause, dated_on, table)
        if until is not None and entered_on > until:
            found[plan_id] = Late(dated_on, until, entered_on, clause.ground.citation)
    return found


def _until(clause: Clause[Length | None], dated_on: dt.date, table: workdays.Calendar) -> dt.date | None:
    """The last day for entering a document; None where no rule sets one, or the table does not know its years."""
    try:
        return term.due(dated_on, clause.value, table).due_on if clause.value is not None else None
    except workdays.OutsideCalendar:
        return None
