"""Duties without a deadline by their age: how long nothing was heard of them, and which the rules say to chase."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import Count, Q, QuerySet

from tiendo import ageing, setday
from tiendo import duty as rules
from tiendo.ageing import Age, Bounds
from tiendo.ruleset import Basis, Ground
from tiendo.term import Length
from tiendo_web.core import when
from tiendo_web.core.access import Viewer
from tiendo_web.duties.models import Duty
from tiendo_web.rulesets import queries as rulesets

DAY = dt.timedelta(days=1)
# Those with whoever owes them: what waits to be confirmed or is paused does not age.
OPEN = (rules.Stage.ISSUED, rules.Stage.REFUSED, rules.Stage.DOING, rules.Stage.RETURNED)
AGEING = Q(stage__in=[stage.value for stage in OPEN], due_on=None)


@dataclass(frozen=True, slots=True)
class Ages:
    """How many duties there are of each age, and the rule for what is issued today: after how long, on what ground."""

    counts: Mapping[Age, int]
    chased_after: Length | None
    ground: Ground

    @property
    def total(self) -> int:
        """All of them: always the sum of the ages."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the ages lie for the duties that go by the same rule; ``which`` are these."""

    which: Q
    bounds: Bounds


def cuts(viewer: Viewer, on: dt.date) -> tuple[Cut, ...]:
    """Where the ages lie on a day: each duty is chased by the rules of its issuer when it was issued, unless later ones
    reach it. A fixed number of queries.
    """
    book = rulesets.book(jurisdiction_id=viewer.jurisdiction_id, on=on)
    table = rulesets.calendar(jurisdiction_id=viewer.jurisdiction_id)
    ruled: dict[Length | None, list[Q]] = defaultdict(list)
    for issuer_id in [*book.sets, None]:
        whose = Q(directive__body_id=issuer_id) if issuer_id is not None else ~Q(directive__body_id__in=list(book.sets))
        for since, until, after in _eras(book, issuer_id, on):
            ruled[after].append(whose & _issued(since, until))
    if len(ruled) == 1:
        return tuple(Cut(Q(), ageing.bounds(on, after, table)) for after in ruled)
    return tuple(Cut(reduce(or_, which), ageing.bounds(on, after, table)) for after, which in ruled.items())


def _eras(
    book: rulesets.Book, issuer_id: int | None, on: dt.date
) -> Iterator[tuple[dt.date | None, dt.date | None, Length | None]]:
    """From when to when what a body issued goes by one rule, and which."""
    turns = [day for day in book.turns(issuer_id) if day <= on]
    for since, until in pairwise([None, *turns, None]):
        issued_on = since or (until - DAY if until else on)
        yield since, until, book.rules(on=on, issued_on=issued_on, issuer_id=issuer_id).chased_after.value


def _issued(since: dt.date | None, until: dt.date | None) -> Q:
    found = Q(recorded_at__gte=when.begin_of(since)) if since else Q()
    return found & Q(recorded_at__lt=when.begin_of(until)) if until else found


def condition(age: Age, at: Sequence[Cut]) -> Q:
    """The duties of an age, as a condition on the columns."""
    return AGEING & silence(age, at)


def silence(age: Age, at: Sequence[Cut]) -> Q:
    """The same of duties that age, as those of the lists by age do: what is said twice the database takes for rare."""
    quiet = _silent_since(at[0].bounds.quiet)
    ruled = [(cut.which, cut.bounds.chased) for cut in at]
    chased = reduce(or_, [which & _silent_since(day) for which, day in ruled if day is not None], Q(pk__in=[]))
    match age:
        case Age.CHASED:
            return chased
        case Age.QUIET:
            return quiet & ~chased
        case Age.RECENT:
            return ~quiet & ~chased


def _silent_since(day: dt.date) -> Q:
    """Nothing was heard after a day, neither of the duty itself nor of a part or an occurrence of it."""
    return Q(heard_on__lte=day) & (Q(parts_heard_on=None) | Q(parts_heard_on__lte=day))


def ages(rows: QuerySet[Duty], viewer: Viewer, on: dt.date) -> Ages:
    """How many of these duties, which all age, there are of each age; one query, and those of the rules."""
    held = rulesets.rules(jurisdiction_id=viewer.jurisdiction_id, on=on).chased_after
    at = cuts(viewer, on)
    counts = rows.order_by().aggregate(**{age.value: Count("pk", filter=silence(age, at)) for age in Age})
    return Ages({age: counts[age.value] for age in Age}, held.value, held.ground)


def chase(row: Duty, basis: Basis) -> setday.RuleDay | None:
    """After which day of silence a duty is chased that ages, by which of its rules; None for one that does not."""
    if row.due_on is not None or rules.Stage(row.stage) not in OPEN:
        return None
    issued_on = when.day_of(row.recorded_at)
    heard_on = max(day for day in (row.heard_on, row.parts_heard_on, issued_on) if day is not None)
    return setday.by_rule(setday.Rule.CHASE, basis.rules.chased_after, since=heard_on, basis=basis)
