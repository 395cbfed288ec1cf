"""The decisions that wait for their day, and whose each open duty will be once they have taken effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.db.models import Exists, OuterRef

from tiendo import orgtree
from tiendo import reform as rules
from tiendo_web.duties import passing
from tiendo_web.orgs import queries as orgs
from tiendo_web.reforms.models import Effect, Reform, Undoing

Facts: TypeAlias = tuple[orgtree.BodyFacts, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """An open duty as it stands today, and the body whose it will be on the eve of a reform."""

    duty: passing.Owed
    body_id: int

    @property
    def open(self) -> rules.Open:
        """The duty as the rules know it on that eve."""
        return as_open(self.duty, self.body_id)


@dataclass(frozen=True, slots=True)
class Late:
    """A duty that a reform sends to a body which a decision made before ends later, and names nobody for it."""

    duty: passing.Owed
    body_id: int
    symbol: str
    effect_on: dt.date


def as_open(duty: passing.Owed, body_id: int | None = None) -> rules.Open:
    """An open duty as the rules know it: with the body that owes it today, or with another one."""
    return rules.Open(duty.id, duty.owner_id if body_id is None else body_id, duty.text, duty.act, duty.under)


def settled_ids(jurisdiction_id: int) -> tuple[set[int], set[int]]:
    """The reforms that have taken effect, and those that were undone."""
    effects = Effect.objects.filter(jurisdiction_id=jurisdiction_id).values_list("reform_id", flat=True)
    undoings = Undoing.objects.filter(jurisdiction_id=jurisdiction_id).values_list("reform_id", flat=True)
    return set(effects), set(undoings)


def decisions(jurisdiction_id: int) -> list[rules.Decision]:
    """The papers of the decisions that were made and not undone; one query."""
    undone = Undoing.objects.filter(jurisdiction_id=jurisdiction_id).values("reform_id")
    rows = Reform.objects.filter(jurisdiction_id=jurisdiction_id).exclude(pk__in=undone).order_by("pk")
    return [rules.Decision(*row) for row in rows.values_list("symbol", "title", "decided_on", "effect_on")]


def reforms(jurisdiction_id: int) -> list[Reform]:
    """The reforms that have neither taken effect nor been undone, in the order of their days; one query."""
    settled = (
        model.objects.filter(jurisdiction_id=jurisdiction_id, reform=OuterRef("pk")) for model in (Effect, Undoing)
    )
    rows = Reform.objects.filter(*(~Exists(one) for one in settled), jurisdiction_id=jurisdiction_id)
    return list(rows.order_by("effect_on", "pk"))


def decided(row: Reform, facts: Facts, on: dt.date) -> rules.Decided:
    """A reform as it is carried out: on its day, or on the later day ``on``, by what is known of bodies then."""
    terms = rules.Terms.decode(row.terms)
    outcome = rules.settled(terms, facts, frozenset(row.ended), frozenset(row.shed))
    day = max(on, row.effect_on)
    return rules.Decided(terms, outcome, row.act, orgtree.OrgTree(outcome.facts, day))


def coming(*, jurisdiction_id: int, on: dt.date, until: dt.date, duty_id: int | None = None) -> dict[int, int]:
    """The open duties that decisions will have passed on by a later day, each with the body that will owe it then.

    Of one duty only where it is named.
    """
    rows = [row for row in reforms(jurisdiction_id) if row.effect_on <= until] if until > on else []
    if not rows:
        return {}
    known = orgs.all_facts(jurisdiction_id=jurisdiction_id)
    bodies = {body_id for row in rows for body_id in (*row.ended, *row.shed)}
    owed = list(passing.owed(jurisdiction_id=jurisdiction_id, body_ids=bodies, duty_id=duty_id))
    now = [as_open(one) for one in owed]
    then = rules.foreseen((decided(row, known, on) for row in rows), now)
    return {one.id: then[one.id].body for one in owed if then[one.id].body != one.owner_id}


class Foresight:
    """What a reform that is not decided yet is about, after all that is to take effect before it.

    What is due by today is carried out before anything is decided, so it counts as done, whichever day it has.
    """

    def __init__(self, jurisdiction_id: int, outcome: rules.Outcome, known: Facts, *, effect_on: dt.date, on: dt.date):
        """Take what the reform makes of the bodies, and ``known``, the facts of all bodies without it."""
        self._outcome, self._known, self._on = outcome, known, on
        rows = reforms(jurisdiction_id)
        before = [row for row in rows if row.effect_on <= max(on, effect_on)]
        self._after = rows[len(before) :]
        bodies = {body_id for row in rows for body_id in (*row.ended, *row.shed)} | self._bodies
        self._owed = {one.id: one for one in passing.owed(jurisdiction_id=jurisdiction_id, body_ids=bodies)}
        now = [as_open(one) for one in self._owed.values()]
        self._held = rules.foreseen((decided(row, known, on) for row in before), now)

    @property
    def _bodies(self) -> frozenset[int]:
        return self._outcome.ended | self._outcome.shed

    @property
    def duties(self) -> list[Coming]:
        """Every duty of the bodies that the reform ends or takes a part from, on its eve."""
        return [Coming(self._owed[one.id], one.body) for one in self._held.values() if one.body in self._bodies]

    def owner(self, duty_id: int, today: int) -> int:
        """Whose a duty will be on the eve; ``today`` is whose it is now."""
        return self._held[duty_id].body if duty_id in self._held else today

    def late(self, routing: rules.Routing) -> list[Late]:
        """The duties that a decision of a later day would leave without a body, and would not without this reform."""
        if not self._after or self._outcome.tree is None:
            return []
        passed = {one.duty: one.target for one in routing.passes}
        then = {one.id: replace(one, body=passed.get(one.id, one.body)) for one in self._held.values()}
        already = {one.duty.id for one in self._left(self._known, self._held)}
        return [one for one in self._left(self._outcome.facts, then) if one.duty.id not in already]

    def _left(self, facts: Facts, held: Mapping[int, rules.Open]) -> Iterator[Late]:
        for row in self._after:
            found = rules.carried(decided(row, facts, self._on), held.values())
            yield from (Late(self._owed[one.id], one.body, row.symbol, row.effect_on) for one in found.left)
            held = {**held, **{one.duty: replace(held[one.duty], body=one.target) for one in found.passes}}
