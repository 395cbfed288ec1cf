"""Points of bodies for what they did late, by the weights of the rule sets; none where no set gives any.

A figure derived for each body from its duties as they stand, with the rule it rests on; nobody is given points.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet

from tiendo import duty as rules
from tiendo import ruleset
from tiendo_web.core import when
from tiendo_web.core.access import Level, Viewer
from tiendo_web.duties import reach
from tiendo_web.duties.models import Coordination, Duty
from tiendo_web.rulesets import queries as rulesets


@dataclass(frozen=True, slots=True)
class Line:
    """A body: how many duties it did and of them late; the points of these, and its share of what it coordinates."""

    body_id: int
    done: int
    late: int
    own: int
    shared: Decimal

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.own + self.shared


@dataclass(frozen=True, slots=True)
class Points:
    """The bodies with what they did, and the rule sets whose weights were used; no set, no points."""

    lines: tuple[Line, ...]
    sets: tuple[ruleset.RuleSet, ...]


@dataclass(frozen=True, slots=True)
class _Late:
    """So many duties of one body under one task, so many days late, by one set of rules."""

    body_id: int
    task_id: int
    number: int
    days: int
    rules: ruleset.RuleSet

    @property
    def points(self) -> int:
        return self.number * ruleset.points(self.days, self.rules.late_points.value)


def points(*, viewer: Viewer, on: dt.date) -> Points:
    """The points of the bodies that the viewer's right to read duties reaches, by what is recorded; a few queries.

    Each duty goes by the rules that its directive was issued under. Where none give any points no duty is looked at.
    """
    book = rulesets.book(jurisdiction_id=viewer.jurisdiction_id, on=on)
    if not any(one.late_points.value for one in book.every):
        return Points((), ())
    done = _done(viewer)
    late = [one for one in _late(done, book, on) if one.rules.late_points.value]
    numbers = Counter(dict(done.values_list("owner_id").annotate(Count("pk"))))
    own: Counter[int] = Counter()
    many: Counter[int] = Counter()
    for one in late:
        own[one.body_id] += one.points
        many[one.body_id] += one.number
    shared = _shared(late, viewer)
    seen = reach.of(viewer).at(Level.OPEN)
    bodies = sorted(body for body in {*numbers, *shared} if body in seen)
    lines = (Line(body, numbers[body], many[body], own[body], shared.get(body, Decimal(0))) for body in bodies)
    used = {one.rules.name: one.rules for one in late}
    return Points(tuple(lines) if used else (), tuple(used.values()))


def _done(viewer: Viewer) -> QuerySet[Duty]:
    rows = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, stage=rules.Stage.DONE.value)
    return reach.of(viewer).narrow(rows, "owner_id")


def _late(done: QuerySet[Duty], book: rulesets.Book, on: dt.date) -> Iterator[_Late]:
    """What was done late, by body, task and number of days."""
    days = ExpressionWrapper(F("handed_in_on") - F("due_on"), output_field=DurationField())
    rows = done.filter(handed_in_on__gt=F("due_on")).annotate(days=days).values_list("owner_id", "task_id", "days")
    for body_id, task_id, gap, issuer_id, issued_at, number in rows.annotate(
        issuer=F("directive__body_id"), issued=F("directive__recorded_at"), number=Count("pk")
    ).order_by("owner_id", "task_id", "days"):
        held = book.rules(on=on, issued_on=when.day_of(issued_at), issuer_id=issuer_id)
        yield _Late(body_id, task_id, number, gap.days, held)


def _shared(late: list[_Late], viewer: Viewer) -> Mapping[int, Decimal]:
    """The share of whoever coordinates a task in the points of those who did it late; one query."""
    by_task: dict[int, Decimal] = defaultdict(Decimal)
    for one in late:
        by_task[one.task_id] += one.points * (one.rules.coordinator_share.value or Decimal(0))
    found: dict[int, Decimal] = defaultdict(Decimal)
    named = Coordination.objects.filter(jurisdiction_id=viewer.jurisdiction_id, task_id__in=list(by_task))
    for task_id, body_id in named.values_list("task_id", "body_id") if by_task else ():
        found[body_id] += by_task[task_id]
    return found
