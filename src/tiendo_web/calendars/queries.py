"""What a decision on days off would move: the open clocks whose day comes out otherwise, each with its reason.

Thousands of duties share few terms: each term is counted once, and the database says how many duties have it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from tiendo import daysoff, occurrence, setday, steps, workdays
from tiendo.rulebook import Lang
from tiendo_web.calendars.counting import Counts, floors
from tiendo_web.core.access import Viewer
from tiendo_web.core.snapshot import snapshot
from tiendo_web.duties import ages, moves, reckoning
from tiendo_web.duties import queries as duty_queries
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.recurring import queries as recurring
from tiendo_web.rulesets import queries as rulesets
from tiendo_web.work import queries as jobs

# The work of moving the clocks that a decision touches; its subject is the decision.
KIND = "calendars.move"
# What is due for so long finds no worker.
STALLED = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Move:
    """An open duty whose days come out otherwise; ``number`` do so, it alone or all that are alike."""

    duty_id: int
    due_before: dt.date
    due_on: dt.date
    near_on: dt.date | None
    trace: str
    number: int = 1

    @property
    def others(self) -> int:
        """How many move beside it."""
        return self.number - 1


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision does: the days that change, the clocks that move, and how many were looked at."""

    days: tuple[dt.date, ...]
    moves: tuple[Move, ...]
    looked_at: int

    @property
    def moved(self) -> int:
        """How many clocks move."""
        return sum(one.number for one in self.moves)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a decision has come: so many of the open clocks were looked at, so many moved.

    ``failed`` is why the last batch was not done, which is tried again at ``next_at``; ``is_stalled``: no worker comes
    for what is due.
    """

    decision_id: int
    looked_at: int
    total: int
    moved: int
    next_at: dt.datetime | None
    failed: str
    is_stalled: bool

    @property
    def is_open(self) -> bool:
        """Whether clocks are still to be looked at."""
        return self.next_at is not None


def progress(*, jurisdiction_id: int, decision_id: int, at: dt.datetime) -> Progress | None:
    """How far a decision has come; None for one whose clocks were moved by the act that entered it."""
    subject = str(decision_id)
    found = jobs.of_subjects(jurisdiction_id=jurisdiction_id, kind=KIND, subjects=[subject])
    return _progress(found[subject], at) if subject in found else None


def acts_of(line: rulesets.DaysOffLine, *, viewer: Viewer) -> list[int]:
    """The acts that moved clocks by a decision; an old one moved them in the act that entered it."""
    subject = rulesets.subject_of_days(line.id)
    return [line.act, *ledger.acts_about(jurisdiction_id=viewer.jurisdiction_id, kind=KIND, subject=subject)]


def under_way(*, viewer: Viewer) -> list[rulesets.DaysOffLine]:
    """The decisions that have not reached every clock: days shown may be those of before; one query."""
    moving = jobs.unended(jurisdiction_id=viewer.jurisdiction_id, kind=KIND)
    such = Q(Exists(moving.filter(subject=Cast(OuterRef("pk"), CharField()))))
    return rulesets.days_off(viewer=viewer, such=such)


def _progress(job: jobs.JobLine, at: dt.datetime) -> Progress:
    return Progress(
        decision_id=int(job.subject),
        looked_at=min(job.done, job.total),
        total=job.total,
        moved=job.changed,
        next_at=job.next_at,
        failed=job.outcome if job.next_at is not None else "",
        is_stalled=job.next_at is not None and job.next_at < at - STALLED,
    )


def preview(*, jurisdiction_id: int, decision: daysoff.Decision, before: workdays.Calendar, on: dt.date) -> Effect:
    """What a decision entered on a day would do to the open duties of a jurisdiction, those that are alike as one."""
    return _Look(jurisdiction_id, decision, before, on).effect()


class _Look:
    """One look at all open duties that a decision may move."""

    def __init__(
        self, jurisdiction_id: int, decision: daysoff.Decision, before: workdays.Calendar, on: dt.date
    ) -> None:
        self._jurisdiction_id, self._on, self._basis = jurisdiction_id, on, decision.basis
        after = daysoff.amended(before, decision)
        self._tables = before, after
        self._days = tuple(daysoff.changed(before, after, decision))
        self._alike: dict[int, reckoning.Alike] = {}

    def effect(self) -> Effect:
        """The days that change, and what moves."""
        if not self._days:
            return Effect((), (), 0)
        found = reckoning.due_from(min(self._days))
        with snapshot(), orgs.steady():
            about = recurring.occurrences(jurisdiction_id=self._jurisdiction_id)
            self._keys = self._told_apart(about, found)
            self._alike = {
                one.one_id: one
                for one in reckoning.alike(jurisdiction_id=self._jurisdiction_id, found=found, tables=self._keys)
            }
            ones = list(reckoning.running(jurisdiction_id=self._jurisdiction_id, found={"pk__in": list(self._alike)}))
            in_plans = sorted({one.plan_id for one in ones if one.deadline is None})
            counts = Counts(self._jurisdiction_id, self._tables, self._on, about, lambda: in_plans)
            moves: list[Move] = []
            for one in ones:
                number = self._alike[one.id].number
                moves += (replace(move, number=number) for move in moved(one, counts, self._basis, self._on))
        looked_at = sum(one.number for one in self._alike.values())
        return Effect(self._days, tuple(moves), looked_at)

    def _told_apart(self, about: recurring.Occurrences, found: reckoning.Found) -> reckoning.Tables:
        made = reckoning.acts_of_parts(jurisdiction_id=self._jurisdiction_id, found=found)
        by_level = [act for act in made & about.acts.keys() if _has_levels(about.acts[act])]
        return reckoning.Tables(
            rulesets.decided_by(jurisdiction_id=self._jurisdiction_id), by_level, sorted(made & about.made_up_by)
        )


def _has_levels(about: recurring.About) -> bool:
    return isinstance(about.when, occurrence.AfterEnd) and bool(about.when.levels)


def countable(*, jurisdiction_id: int, on: dt.date, among: reckoning.Found = reckoning.EVERY) -> list[reckoning.Moved]:
    """The duties whose term lay beyond the table of days off, and has a day by the table that is known now."""
    found = {**reckoning.BEYOND_TABLE, **among}
    if not reckoning.any_open(jurisdiction_id=jurisdiction_id, found=found):
        return []
    table = rulesets.calendar(jurisdiction_id=jurisdiction_id)
    about = recurring.occurrences(jurisdiction_id=jurisdiction_id)
    counts = _counts(jurisdiction_id, (table, table), on, found, about)
    with snapshot(), orgs.steady():
        running = reckoning.running(jurisdiction_id=jurisdiction_id, found=found)
        return [moved for one in running for moved in counts.first(one)]


def _counts(
    jurisdiction_id: int,
    tables: tuple[workdays.Calendar, workdays.Calendar],
    on: dt.date,
    found: reckoning.Found,
    about: recurring.Occurrences,
) -> Counts:
    return Counts(
        jurisdiction_id, tables, on, about, lambda: reckoning.plans(jurisdiction_id=jurisdiction_id, found=found)
    )


def moved(one: reckoning.Running, counts: Counts, basis: str, on: dt.date) -> Iterator[Move]:
    """What a decision under a symbol, entered on a day, does to an open duty: nothing, or its move."""
    due_before, near_before = one.state.due_on, one.state.near_on
    assert due_before is not None
    found = counts.again(one)
    counted = (found.due_on if found else None) or due_before
    due_on = max([counted, *floors(one.state, on)])
    near_on = counts.near(one, due_on) if near_before is not None else None
    if (due_on, near_on) != (due_before, near_before):
        said = f"{basis}: lịch nghỉ thay đổi, hạn {due_before:%d/%m/%Y} tính lại là {due_on:%d/%m/%Y}."
        if due_on == due_before:
            said = f"{basis}: lịch nghỉ thay đổi, hạn giữ nguyên, ngày coi là sắp đến hạn tính lại."
        elif found is not None:
            said = f"{said}\n{found.say(Lang.VI)}"
        yield Move(one.id, due_before, due_on, near_on, said)


def _counted_until(one: reckoning.Running, jurisdiction_id: int) -> int:
    """The last act whose day table the day of a duty was counted by; a decision on its way to it comes later."""
    counted = reckoning.counted_by(one, jurisdiction_id)
    for job in jobs.waiting(jurisdiction_id=jurisdiction_id, kind=KIND):
        made = rulesets.entered(jurisdiction_id=jurisdiction_id, decision_id=int(job.subject))
        settled = reckoning.acted_on_since(jurisdiction_id=jurisdiction_id, ids=[one.id], act=made.act)
        if one.act < made.act and one.id > job.mark and not settled:
            return min(counted, made.act - 1)
    return counted


@dataclass(frozen=True, slots=True)
class Day:
    """The due day of a duty as data; ``steps`` is None where nothing explains it any more, ``near`` likewise.

    ``asked`` is how a later day was asked for that waits; ``chase`` when one without a day is chased.
    """

    duty_id: int
    issued_on: dt.date
    first_due_on: dt.date | None
    due_on: dt.date | None
    near_on: dt.date | None
    steps: steps.Steps | None
    near: setday.Near | None
    asked: setday.SetDay | None
    chase: setday.RuleDay | None


def day(*, duty_id: int, viewer: Viewer, on: dt.date) -> Day:
    """How the due day of a duty came about, by the table that was known when it was last counted.

    Raises ``duties.actions.NoDuty``.
    """
    row = duty_queries.open_duty(duty_id, viewer, on)
    one = reckoning.one(jurisdiction_id=viewer.jurisdiction_id, duty_id=duty_id)
    known = rulesets.calendar(jurisdiction_id=viewer.jurisdiction_id, until=_counted_until(one, viewer.jurisdiction_id))
    about = recurring.occurrences(jurisdiction_id=viewer.jurisdiction_id, act=one.act)
    counts = Counts(viewer.jurisdiction_id, (known, known), on, about, lambda: [one.plan_id])
    found = counts.again(one) or counts.as_set(one)
    state = one.state
    return Day(
        duty_id=duty_id,
        issued_on=state.issued_on,
        first_due_on=state.first_due_on,
        due_on=state.due_on,
        near_on=state.near_on,
        steps=found,
        near=counts.near_by(one),
        asked=counts.asked(one),
        chase=ages.chase(row, moves.basis_of(state, row, on)) if row.due_on is None else None,
    )
