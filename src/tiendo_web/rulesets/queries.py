"""Which rule set holds on a day, and what held before.

Each body that issues may have sets of its own; where it has none those of the seat of the jurisdiction hold, and where
that has none the common set that ships. Each question is a fixed number of queries, however long the history.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from tiendo import daysoff, ruleset, ruleset_text, workdays
from tiendo.errors import Broken, Refusal, Refused
from tiendo_web.core.access import Actor, ActorKind, Viewer
from tiendo_web.orgs import queries as orgs
from tiendo_web.rulesets.models import Adoption, DaysOff, Withdrawal


class NoAdoption(Refused):
    """There is no such adoption for this viewer."""

    kind = Refusal.MISSING


class NoDecision(Refused):
    """There is no such decision on days off for this viewer."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class Line:
    """One adoption: what was adopted, and the days on which it holds; ``withdrawn`` ones hold on none."""

    id: int
    body_id: int
    adopted: ruleset.Adopted
    text: str
    act: int
    recorded_at: dt.datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The rules of a body on a day: what holds, what will, and every adoption there was, the latest first.

    ``others`` are the other bodies that adopted sets of their own. Without one of its own a body goes by the seat's.
    """

    rules: ruleset.RuleSet
    body_id: int | None
    now: Line | None
    coming: tuple[Line, ...]
    history: tuple[Line, ...]
    others: tuple[int, ...]


def common() -> ruleset.RuleSet:
    """The set that holds where none was adopted."""
    return ruleset_text.shipped()[0]


def seat(*, jurisdiction_id: int, on: dt.date) -> int | None:
    """The body whose rule sets hold on a day; None where there is no seat."""
    found = orgs.tree(jurisdiction_id=jurisdiction_id, on=on).seat
    return found.id if found else None


@dataclass(frozen=True, slots=True)
class Book:
    """Every set that was adopted in a jurisdiction, by the body that issues by it, and the seat of a day."""

    sets: Mapping[int, tuple[ruleset.Adopted, ...]]
    seat_id: int | None

    def rules(self, *, on: dt.date, issued_on: dt.date, issuer_id: int | None = None) -> ruleset.RuleSet:
        """The rules by which a duty that a body issued on a day is judged on another.

        They are the body's own; where it had none then those of the seat, and where that had none the common ones.
        """
        for body_id in (issuer_id, self.seat_id):
            held = self.sets.get(body_id, ()) if body_id is not None else ()
            found = ruleset.governing(held, issued_on=issued_on, on=on)
            if found is not None:
                return found.rules
        return common()

    @property
    def every(self) -> tuple[ruleset.RuleSet, ...]:
        """All rules that anything may be judged by: those that were adopted, and the common ones."""
        return (*(one.rules for held in self.sets.values() for one in held), common())

    def turns(self, issuer_id: int | None) -> list[dt.date]:
        """The days on which other rules may begin to hold for what a body issues, in their order."""
        held = [
            one for body_id in {issuer_id, self.seat_id} if body_id is not None for one in self.sets.get(body_id, ())
        ]
        return sorted({day for one in held for day in (one.valid_from, one.valid_to) if day is not None})


def book(*, jurisdiction_id: int, on: dt.date) -> Book:
    """The sets of a jurisdiction with the seat of a day; one query, and those of the tree."""
    by_body = groupby(_adopted(jurisdiction_id), key=lambda line: line.body_id)
    sets = {body_id: tuple(line.adopted for line in _standing(list(lines))) for body_id, lines in by_body}
    return Book(sets, seat(jurisdiction_id=jurisdiction_id, on=on))


def sets(*, jurisdiction_id: int, body_id: int | None) -> tuple[ruleset.Adopted, ...]:
    """The sets that a body adopted, in the order of their days, each with the day on which it ends."""
    return tuple(line.adopted for line in _standing(_lines(jurisdiction_id, body_id)))


def rules(
    *, jurisdiction_id: int, on: dt.date, issued_on: dt.date | None = None, issuer_id: int | None = None
) -> ruleset.RuleSet:
    """The rules by which duties are issued on a day; with ``issued_on`` those for a duty that was issued then.

    ``issuer_id`` is the body that issues; None: the seat.
    """
    held = book(jurisdiction_id=jurisdiction_id, on=on)
    return held.rules(on=on, issued_on=issued_on or on, issuer_id=issuer_id)


def basis(
    *, jurisdiction_id: int, on: dt.date, issued_on: dt.date | None = None, issuer_id: int | None = None
) -> ruleset.Basis:
    """The rules, as :func:`rules` gives them, with the day table: what days are counted by."""
    found = rules(jurisdiction_id=jurisdiction_id, on=on, issued_on=issued_on, issuer_id=issuer_id)
    return ruleset.Basis(found, calendar(jurisdiction_id=jurisdiction_id))


def calendar(*, jurisdiction_id: int, until: int | None = None) -> workdays.Calendar:
    """The day table by all that is known now, or was after the act ``until``; one query, and nothing built anew."""
    rows = DaysOff.objects.filter(jurisdiction_id=jurisdiction_id).order_by("pk")
    rows = rows.filter(act__lte=until) if until is not None else rows
    return _amended(tuple((row.basis, row.status, json.dumps(row.rows)) for row in rows))


def decided_by(*, jurisdiction_id: int) -> list[int]:
    """The acts that entered the decisions on days off, in their order; one query."""
    rows = DaysOff.objects.filter(jurisdiction_id=jurisdiction_id).order_by("act")
    return list(rows.values_list("act", flat=True))


@lru_cache(maxsize=32)
def _amended(decisions: tuple[tuple[str, str, str], ...]) -> workdays.Calendar:
    """The table that ships after these decisions; kept by what they say, since a number of a row can be given twice."""
    table = workdays.shipped()
    for basis, status, rows in decisions:
        decision = daysoff.decode(json.loads(rows), basis=basis, status=workdays.Status(status))
        table = daysoff.amended(table, decision)
    return table


@dataclass(frozen=True, slots=True)
class Entered:
    """A decision on days off: who entered it by which act, what it says, and the day table before and after it."""

    id: int
    act: int
    by: Actor
    decision: daysoff.Decision
    before: workdays.Calendar
    after: workdays.Calendar

    @property
    def days(self) -> list[dt.date]:
        """The days that are worked since, or off, and were not before."""
        return daysoff.changed(self.before, self.after, self.decision)


def subject_of_days(decision_id: int) -> str:
    """How the ledger names a decision on days off."""
    return f"{DaysOff._meta.label}:{decision_id}"


def entered(*, jurisdiction_id: int, decision_id: int) -> Entered:
    """A decision on days off that was entered; three queries."""
    row = DaysOff.objects.get(jurisdiction_id=jurisdiction_id, pk=decision_id)
    return Entered(
        id=row.pk,
        act=row.act,
        by=Actor(ActorKind(row.by_kind), row.by_id),
        decision=daysoff.decode(row.rows, basis=row.basis, status=workdays.Status(row.status)),
        before=calendar(jurisdiction_id=jurisdiction_id, until=row.act - 1),
        after=calendar(jurisdiction_id=jurisdiction_id, until=row.act),
    )


@dataclass(frozen=True, slots=True)
class DaysOffLine:
    """A decision on days off as it was entered."""

    id: int
    basis: str
    status: workdays.Status
    text: str
    act: int
    recorded_at: dt.datetime


def days_off_entered(*, decision_id: int, viewer: Viewer) -> DaysOffLine:
    """One of them; raises :class:`NoDecision`."""
    for line in days_off(viewer=viewer):
        if line.id == decision_id:
            return line
    raise NoDecision()


def days_off(*, viewer: Viewer, such: Q | None = None) -> list[DaysOffLine]:
    """The decisions that were entered, those alone that are ``such`` where it is said, the latest first; one query."""
    rows = DaysOff.objects.filter(such or Q(), jurisdiction_id=viewer.jurisdiction_id).order_by("-pk")
    return [
        DaysOffLine(row.pk, row.basis, workdays.Status(row.status), row.text, row.act, row.recorded_at) for row in rows
    ]


def page(*, viewer: Viewer, on: dt.date, body_id: int | None = None) -> Page:
    """The rules of a body of the viewer's jurisdiction as of a day; of the seat where none is named."""
    held = book(jurisdiction_id=viewer.jurisdiction_id, on=on)
    body_id = held.seat_id if body_id is None else body_id
    lines = _lines(viewer.jurisdiction_id, body_id)
    standing = _standing(lines)
    return Page(
        rules=held.rules(on=on, issued_on=on, issuer_id=body_id),
        body_id=body_id,
        now=next((line for line in standing if line.adopted.holds(on)), None),
        coming=tuple(line for line in standing if line.adopted.valid_from > on),
        history=tuple(sorted(_ended(lines, standing), key=lambda line: line.act, reverse=True)),
        others=tuple(one for one in held.sets if one != body_id),
    )


def adoption(*, adoption_id: int, viewer: Viewer) -> Line:
    """One adoption; raises :class:`NoAdoption`."""
    row = Adoption.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=adoption_id).first()
    if row is None:
        raise NoAdoption()
    lines = _lines(viewer.jurisdiction_id, row.body_id)
    (found,) = (line for line in _ended(lines, _standing(lines)) if line.id == row.pk)
    return found


def adopted_at(*, viewer: Viewer, body_ids: Collection[int]) -> Counter[int]:
    """How many rule sets each of these bodies adopted and did not withdraw; they are in force while it is the seat."""
    withdrawn = Withdrawal.objects.filter(jurisdiction_id=viewer.jurisdiction_id).values("adoption_id")
    rows = Adoption.objects.filter(jurisdiction_id=viewer.jurisdiction_id, body_id__in=body_ids)
    return Counter(rows.exclude(pk__in=withdrawn).values_list("body_id", flat=True))


def _lines(jurisdiction_id: int, body_id: int | None) -> list[Line]:
    """The adoptions of a body in the order of their acts, as they were written."""
    if body_id is None:
        return []
    return _adopted(jurisdiction_id, body_id=body_id)


def _adopted(jurisdiction_id: int, **whose: int) -> list[Line]:
    """The adoptions of a jurisdiction, of one body where it is named: by body, in the order of their acts."""
    withdrawn = Withdrawal.objects.filter(jurisdiction_id=jurisdiction_id, adoption_id=OuterRef("pk"))
    rows = Adoption.objects.filter(jurisdiction_id=jurisdiction_id, **whose).annotate(withdrawn=Exists(withdrawn))
    return [_line(row, row.withdrawn) for row in rows.order_by("body_id", "pk")]


def _line(row: Adoption, withdrawn: bool) -> Line:
    adopted = ruleset.Adopted(read(row.text), row.valid_from, row.valid_to, row.reaches_open)
    return Line(row.pk, row.body_id, adopted, row.text, row.act, row.recorded_at, withdrawn)


@lru_cache(maxsize=64)
def read(text: str) -> ruleset.RuleSet:
    """The rules in a text that was adopted; raises Broken where it cannot be read any more."""
    found, faults = ruleset_text.restored(text)
    if found is None:
        raise Broken(f"an adopted rule set cannot be read: {faults}")
    return found


def _standing(lines: Iterable[Line]) -> list[Line]:
    """The adoptions that were not withdrawn, in the order of their days, each ending where the next one begins."""
    held: tuple[ruleset.Adopted, ...] = ()
    kept = [line for line in lines if not line.withdrawn]
    for line in kept:
        held = ruleset.placed(held, line.adopted)
    kept.sort(key=lambda line: line.adopted.valid_from)
    return [_with(line, adopted) for line, adopted in zip(kept, held, strict=True)]


def _ended(lines: Iterable[Line], standing: Iterable[Line]) -> list[Line]:
    """All the adoptions, those that stand with the day on which they end."""
    by_id = {line.id: line for line in standing}
    return [by_id.get(line.id, line) for line in lines]


def _with(line: Line, adopted: ruleset.Adopted) -> Line:
    return Line(line.id, line.body_id, adopted, line.text, line.act, line.recorded_at, line.withdrawn)
