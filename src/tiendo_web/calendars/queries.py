"""What a decision on days off would move: the open clocks whose day comes out otherwise, each with its reason.

A day is counted again from the facts it came from: the words of the deadline and the day of issue, the pause it was
resumed from, the period it recurs for. Only a day that the old table explains is moved; one that somebody set stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from tiendo import daysoff, occurrence, pause, ruleset, setday, since, steps, workdays
from tiendo import duty as rules
from tiendo.duty import EventKind
from tiendo.errors import Refused
from tiendo.orgtree import Level
from tiendo.rulebook import Lang
from tiendo_web.core.access import Viewer
from tiendo_web.core.snapshot import snapshot
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties import reckoning
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import deadlines
from tiendo_web.plans import queries as plans
from tiendo_web.plans.draft import Draft
from tiendo_web.recurring import queries as recurring
from tiendo_web.rulesets import queries as rulesets

# How a due day comes about by a day table; None where it gives no day.
Count: TypeAlias = Callable[[workdays.Calendar], "steps.Steps | None"]


@dataclass(frozen=True, slots=True)
class Move:
    """An open duty whose days come out otherwise."""

    duty_id: int
    due_before: dt.date
    due_on: dt.date
    near_on: dt.date | None
    trace: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision does: the days that change, the clocks that move, and how many were looked at."""

    days: tuple[dt.date, ...]
    moves: tuple[Move, ...]
    looked_at: int


def effect(*, jurisdiction_id: int, decision: daysoff.Decision, before: workdays.Calendar, on: dt.date) -> Effect:
    """What a decision entered on a day does to the open duties of a jurisdiction."""
    after = daysoff.amended(before, decision)
    days = tuple(daysoff.changed(before, after, decision))
    moves: list[Move] = []
    number = 0
    if days:
        found = reckoning.due_from(min(days))
        counts = _counts(jurisdiction_id, (before, after), on, found)
        with snapshot(), orgs.steady():
            for one in reckoning.running(jurisdiction_id=jurisdiction_id, found=found):
                number += 1
                moves += _moved(one, counts, decision.basis, on)
    return Effect(days, tuple(moves), number)


def countable(*, jurisdiction_id: int, on: dt.date) -> list[reckoning.Moved]:
    """The duties whose term lay beyond the table of days off, and has a day by the table that is known now."""
    if not reckoning.plans(jurisdiction_id=jurisdiction_id, found=reckoning.BEYOND_TABLE):
        return []
    table, found = rulesets.calendar(jurisdiction_id=jurisdiction_id), reckoning.BEYOND_TABLE
    counts = _counts(jurisdiction_id, (table, table), on, found)
    with snapshot(), orgs.steady():
        running = reckoning.running(jurisdiction_id=jurisdiction_id, found=found)
        return [moved for one in running for moved in counts.first(one)]


def _counts(
    jurisdiction_id: int, tables: tuple[workdays.Calendar, workdays.Calendar], on: dt.date, found: reckoning.Found
) -> _Counts:
    plan_ids = reckoning.plans(jurisdiction_id=jurisdiction_id, found=found)
    drafts = plans.drafts(plan_ids=plan_ids, jurisdiction_id=jurisdiction_id, on=on)
    return _Counts(jurisdiction_id, tables, on, recurring.occurrences(jurisdiction_id=jurisdiction_id), drafts)


def _moved(one: reckoning.Running, counts: _Counts, basis: str, on: dt.date) -> Iterator[Move]:
    due_before, near_before = one.state.due_on, one.state.near_on
    assert due_before is not None
    found = counts.again(one)
    counted = (found.due_on if found else None) or due_before
    due_on = max([counted, *_floors(one.state, on)])
    near_on = counts.near(one, due_on) if near_before is not None else None
    if (due_on, near_on) != (due_before, near_before):
        said = f"{basis}: lịch nghỉ thay đổi, hạn {due_before:%d/%m/%Y} tính lại là {due_on:%d/%m/%Y}."
        if due_on == due_before:
            said = f"{basis}: lịch nghỉ thay đổi, hạn giữ nguyên, ngày coi là sắp đến hạn tính lại."
        elif found is not None:
            said = f"{said}\n{found.say(Lang.VI)}"
        yield Move(one.id, due_before, due_on, near_on, said)


def _explained(counted: dt.date | None, one: reckoning.Running) -> bool:
    """Whether the day that holds is the counted one, or what an earlier decision floored it to."""
    reckoned = [n for n, event in enumerate(one.story) if event.kind is EventKind.RECKONED]
    if counted == one.state.due_on or counted is None or not reckoned:
        return counted == one.state.due_on
    last, before = one.story[reckoned[-1]], rules.replay(one.story[: reckoned[-1]])
    floors = _floors(before, last.recorded_on) if before.due_on is not None else ()
    floored = max([counted, *floors])
    return last.due_on == one.state.due_on and one.state.due_on == floored


def _floors(state: rules.State, on: dt.date) -> Iterator[dt.date]:
    """The days before which a day counted anew may not lie.

    A day that is still to come never becomes one that has passed already: nobody could have kept it. Nor does it come
    to lie before the report or the pause at which the clock stood in term: what was in time stays so.
    """
    assert state.due_on is not None
    stopped = state.paused.since if state.paused is not None else state.handed_in_on
    yield from (day for day in (on, stopped) if day is not None and day <= state.due_on)


def _due(count: Count, table: workdays.Calendar) -> dt.date | None:
    try:
        found = count(table)
    except Refused:
        return None
    return found.due_on if found else None


@dataclass(frozen=True, slots=True)
class Day:
    """The due day of a duty as data; ``steps`` is None where nothing explains it any more, ``near`` likewise."""

    duty_id: int
    issued_on: dt.date
    first_due_on: dt.date | None
    due_on: dt.date | None
    near_on: dt.date | None
    steps: steps.Steps | None
    near: setday.Near | None


def day(*, duty_id: int, viewer: Viewer, on: dt.date) -> Day:
    """How the due day of a duty came about, by the table that was known when it was last counted.

    Raises ``duties.actions.NoDuty``.
    """
    duty_queries.open_duty(duty_id, viewer, on)
    one = reckoning.one(jurisdiction_id=viewer.jurisdiction_id, duty_id=duty_id)
    known = rulesets.calendar(
        jurisdiction_id=viewer.jurisdiction_id, until=reckoning.counted_by(one, viewer.jurisdiction_id)
    )
    about = recurring.occurrences(jurisdiction_id=viewer.jurisdiction_id, act=one.act)
    drafts = plans.drafts(plan_ids=[one.plan_id], jurisdiction_id=viewer.jurisdiction_id, on=on)
    counts = _Counts(viewer.jurisdiction_id, (known, known), on, about, drafts)
    found = counts.again(one) or counts.as_set(one)
    state = one.state
    return Day(duty_id, state.issued_on, state.first_due_on, state.due_on, state.near_on, found, counts.near_by(one))


class _Counts:
    """Counting by the tables before and after, of duties plan by plan; what is asked for again and again is kept."""

    def __init__(
        self,
        jurisdiction_id: int,
        tables: tuple[workdays.Calendar, workdays.Calendar],
        on: dt.date,
        about: recurring.Occurrences,
        drafts: Iterator[Draft],
    ) -> None:
        self._jurisdiction_id, self._on = jurisdiction_id, on
        self._before, self._after = tables
        self._recurring, self._drafts = about, drafts
        self._draft: Draft | None = None

    @cached_property
    def _book(self) -> rulesets.Book:
        return rulesets.book(jurisdiction_id=self._jurisdiction_id, on=self._on)

    def again(self, one: reckoning.Running) -> steps.Steps | None:
        """How the due day comes about by the new table; None where the old one does not explain the day that holds."""
        count = self._origin(one, one.story)
        if count is None or not _explained(_due(count, self._before), one):
            return None
        try:
            return count(self._after)
        except Refused:
            return None

    def first(self, one: reckoning.Running) -> Iterator[reckoning.Moved]:
        """The first day of a term that had none, where the table reaches it."""
        count = self._origin(one, one.story)
        try:
            found = count(self._after) if count is not None else None
        except Refused:
            return
        if found is not None and found.due_on is not None:
            near_on = ruleset.Basis(self._rules(one), self._after).near_on(found.due_on)
            yield reckoning.Moved(one.id, found.due_on, near_on, found.say(Lang.VI))

    def as_set(self, one: reckoning.Running) -> steps.Steps | None:
        """How somebody set the day that holds: by an extension, or with a part."""
        extended = [n for n, event in enumerate(one.story) if event.kind is EventKind.EXTENDED]
        if extended and one.story[extended[-1]].due_on == one.state.due_on is not None:
            held, event = rules.replay(one.story[: extended[-1]]), one.story[extended[-1]]
            basis = ruleset.Basis(self._rules(one), self._after)
            how = setday.How.GRANTED
            assert held.due_on is not None and event.due_on is not None
            return setday.extension(how, before=held.due_on, due_on=event.due_on, on=event.recorded_on, basis=basis)
        due_on, is_part = (
            one.state.due_on,
            not one.issued_so and self._recurring.of(act=one.act, duty_id=one.id) is None,
        )
        return setday.SetDay(setday.How.PART, due_on, None, one.state.issued_on) if due_on and is_part else None

    def near_by(self, one: reckoning.Running) -> setday.Near | None:
        """By which rule the near day that holds was counted; None where the rules of its issue do not explain it."""
        due_on, basis = one.state.due_on, ruleset.Basis(self._rules(one), self._after)
        if due_on is None or one.state.near_on is None or basis.near_on(due_on) != one.state.near_on:
            return None
        return setday.near(one.state.near_on, due_on, basis)

    def near(self, one: reckoning.Running, due_on: dt.date) -> dt.date | None:
        """The first near day by the new table, where the old one explains the one that holds or the due day moved."""
        assert one.state.due_on is not None
        known = self._rules(one)
        explained = ruleset.Basis(known, self._before).near_on(one.state.due_on) == one.state.near_on
        if explained or due_on != one.state.due_on:
            return ruleset.Basis(known, self._after).near_on(due_on)
        return one.state.near_on

    def _rules(self, one: reckoning.Running) -> ruleset.RuleSet:
        """The rules that a duty was issued under, of the body that issued it: what was counted stays so."""
        on = one.state.issued_on
        return self._book.rules(on=on, issued_on=on, issuer_id=one.issuer_id)

    def _origin(self, one: reckoning.Running, story: tuple[rules.Event, ...]) -> Count | None:
        """How the day that held at the end of this story was counted; None where somebody set it."""
        dated = [n for n, event in enumerate(story) if event.kind in (EventKind.EXTENDED, EventKind.RESUMED)]
        if dated:
            return self._resumed(one, story, dated[-1])
        about = self._recurring.of(act=one.act, duty_id=one.id)
        if about is not None:
            level, issued_on = self._level(one), one.state.issued_on
            return lambda table: occurrence.reckon(about.period, about.when, table, level=level, issued_on=issued_on)
        return self._issued(one) if one.issued_so else None

    def _resumed(self, one: reckoning.Running, story: tuple[rules.Event, ...], place: int) -> Count | None:
        """From the pause on, and the day that held when it began counted anew as well, where it was counted."""
        if story[place].kind is EventKind.EXTENDED:
            return None
        halted = rules.replay(story[:place])
        assert halted.paused is not None
        since, resumed_on, held = halted.paused.since, story[place].recorded_on, halted.due_on
        inner = self._origin(one, story[:place])

        def count(table: workdays.Calendar) -> steps.Steps:
            counted = _due(inner, table) if inner is not None and _due(inner, self._before) == held else held
            return pause.resume(counted, paused_on=since, resumed_on=resumed_on, calendar=table)

        return count

    def _issued(self, one: reckoning.Running) -> Count | None:
        issued_on = one.state.issued_on
        draft = self._plan(one.plan_id)
        task = draft.task(one.key)
        if task is None:
            return None
        known = self._rules(one)
        days = since.Days(draft.dated_on, given=issued_on, event=one.state.began_on)
        return lambda table: deadlines.of_task(task, days, ruleset.Basis(known, table)).steps

    def _plan(self, plan_id: int) -> Draft:
        """The plan as it was issued: nothing of it is changed after that."""
        while self._draft is None or self._draft.plan_id != plan_id:
            self._draft = next(self._drafts)
        return self._draft

    def _level(self, one: reckoning.Running) -> Level | None:
        """The level that the day was counted by: of the body that it was issued to, whoever owes it now."""
        body = orgs.tree(jurisdiction_id=self._jurisdiction_id, on=one.state.issued_on).known(one.body_id)
        return body.level if body else None
