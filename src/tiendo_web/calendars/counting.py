"""How the day of an open duty is counted again by another day table, from the facts it came from.

These are the words of the deadline and the day of issue, the pause it was resumed from, the end it was reopened after,
the period it recurs for. Only a day that the old table explains is counted; one that somebody set stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeAlias

from tiendo import duty as rules
from tiendo import occurrence, pause, ruleset, setday, since, steps, workdays
from tiendo.duty import EventKind
from tiendo.errors import Refused
from tiendo.orgtree import Level
from tiendo.rulebook import Lang
from tiendo_web.duties import reckoning
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import deadlines
from tiendo_web.plans import queries as plans
from tiendo_web.plans.draft import Draft
from tiendo_web.recurring import queries as recurring
from tiendo_web.rulesets import queries as rulesets

# How a due day comes about by a day table; None where it gives no day.
Count: TypeAlias = Callable[[workdays.Calendar], "steps.Steps | None"]
# What a term means depends on what it says, the days known, whose rules of which day, and which of the tables.
_Term: TypeAlias = "tuple[deadlines.Deadline, since.Days, int, dt.date, bool]"
# What sets a day in the place of the one that was issued, where it names one.
_SETS = frozenset({EventKind.EXTENDED, EventKind.RESUMED, EventKind.REOPENED})


def floors(state: rules.State, on: dt.date) -> Iterator[dt.date]:
    """The days before which a day counted anew may not lie.

    A day that is still to come never becomes one that has passed already: nobody could have kept it. Nor does it come
    to lie before the report or the pause at which the clock stood in term: what was in time stays so.
    """
    assert state.due_on is not None
    stopped = state.paused.since if state.paused is not None else state.handed_in_on
    yield from (day for day in (on, stopped) if day is not None and day <= state.due_on)


def _explained(counted: dt.date | None, one: reckoning.Running) -> bool:
    """Whether the day that holds is the counted one, or what an earlier decision floored it to."""
    reckoned = [n for n, event in enumerate(one.story) if event.kind is EventKind.RECKONED]
    if counted == one.state.due_on or counted is None or not reckoned:
        return counted == one.state.due_on
    last, before = one.story[reckoned[-1]], rules.replay(one.story[: reckoned[-1]])
    earliest = floors(before, last.recorded_on) if before.due_on is not None else ()
    floored = max([counted, *earliest])
    return last.due_on == one.state.due_on and one.state.due_on == floored


def _due(count: Count, table: workdays.Calendar) -> dt.date | None:
    try:
        found = count(table)
    except Refused:
        return None
    return found.due_on if found else None


class Counts:
    """Counting by the tables before and after, of duties plan by plan; what is asked for again and again is kept."""

    def __init__(
        self,
        jurisdiction_id: int,
        tables: tuple[workdays.Calendar, workdays.Calendar],
        on: dt.date,
        about: recurring.Occurrences,
        plan_ids: Callable[[], list[int]],
    ) -> None:
        """Count by the tables ``before`` and ``after``; ``plan_ids`` gives the plans in which deadlines stand that
        are not stored with their tasks, in the order in which their duties are asked about.
        """
        self._jurisdiction_id, self._on = jurisdiction_id, on
        self._before, self._after = tables
        self._recurring, self._plan_ids = about, plan_ids
        self._draft: Draft | None = None
        # Few terms are shared by many duties: what each means by a table is worked out once. No cache of methods, which
        # would hold this, and with it an open look at the database, until nobody knows when.
        self._meanings: dict[_Term, deadlines.Meaning] = {}
        self._sets: dict[tuple[int, dt.date], ruleset.RuleSet] = {}

    def _meant(
        self, said: deadlines.Deadline, days: since.Days, issuer_id: int, issued_on: dt.date, *, after: bool
    ) -> deadlines.Meaning:
        term = said, days, issuer_id, issued_on, after
        if term not in self._meanings:
            basis = ruleset.Basis(self._ruled(issuer_id, issued_on), self._after if after else self._before)
            self._meanings[term] = deadlines.meant(said, days, basis)
        return self._meanings[term]

    @property
    def tables(self) -> tuple[workdays.Calendar, workdays.Calendar]:
        """The table that explains the days that hold, and the one they are counted by."""
        return self._before, self._after

    @cached_property
    def _drafts(self) -> Iterator[Draft]:
        return plans.drafts(plan_ids=self._plan_ids(), jurisdiction_id=self._jurisdiction_id, on=self._on)

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

    def as_set(self, one: reckoning.Running) -> setday.SetDay | None:
        """How somebody set the day that holds: by an extension, or with a part."""
        granted = self._extension(one, EventKind.EXTENDED, setday.How.GRANTED)
        if granted is not None and granted.due_on == one.state.due_on:
            return granted
        is_occurrence = self._recurring.of(act=one.act, duty_id=one.id) is not None
        if one.state.due_on is None or one.issued_so or one.is_stage or is_occurrence:
            return None
        return setday.SetDay(setday.How.PART, one.state.due_on, self._whole_due_on(one), one.state.issued_on)

    def asked(self, one: reckoning.Running) -> setday.SetDay | None:
        """How a later day was asked for that waits; None where none does."""
        found = self._extension(one, EventKind.ASKED, setday.How.ASKED) if one.state.asked_for is not None else None
        return found if found is not None and found.due_on == one.state.asked_for else None

    def _extension(self, one: reckoning.Running, kind: EventKind, how: setday.How) -> setday.SetDay | None:
        """The last extension that was asked for or granted, with what the rules allow at once."""
        places = [n for n, event in enumerate(one.story) if event.kind is kind]
        if not places:
            return None
        held, event = rules.replay(one.story[: places[-1]]), one.story[places[-1]]
        basis = ruleset.Basis(self._rules(one), self._after)
        assert held.due_on is not None and event.due_on is not None
        return setday.extension(how, before=held.due_on, due_on=event.due_on, on=event.recorded_on, basis=basis)

    def _whole_due_on(self, one: reckoning.Running) -> dt.date | None:
        """The day that the whole had when a part of it was handed down; two queries."""
        assert one.parent_id is not None
        whole = reckoning.one(jurisdiction_id=self._jurisdiction_id, duty_id=one.parent_id)
        story = [event for event in whole.story if event.recorded_on <= one.state.issued_on]
        return rules.replay(story).due_on if story else None

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
        return self._ruled(one.issuer_id, one.state.issued_on)

    def _ruled(self, issuer_id: int, issued_on: dt.date) -> ruleset.RuleSet:
        if (issuer_id, issued_on) not in self._sets:
            found = self._book.rules(on=issued_on, issued_on=issued_on, issuer_id=issuer_id)
            self._sets[issuer_id, issued_on] = found
        return self._sets[issuer_id, issued_on]

    def _origin(self, one: reckoning.Running, story: tuple[rules.Event, ...]) -> Count | None:
        """How the day that held at the end of this story was counted; None where somebody set it."""
        dated = [n for n, event in enumerate(story) if event.kind in _SETS and event.due_on is not None]
        if dated:
            return self._went_on(one, story, dated[-1])
        about = self._recurring.of(act=one.act, duty_id=one.id)
        if about is not None:
            level, issued_on = self._level(one), one.state.issued_on
            return lambda table: occurrence.reckon(
                about.period, about.when, table, level=level, issued_on=issued_on, ground=about.ground
            )
        return self._issued(one) if one.issued_so or one.is_stage else None

    def _went_on(self, one: reckoning.Running, story: tuple[rules.Event, ...], place: int) -> Count | None:
        """From the pause or the end on, and the day that held when it began counted anew too, where it was counted."""
        kind, again_on, halted = story[place].kind, story[place].recorded_on, rules.replay(story[:place])
        stood = halted.paused.since if halted.paused is not None else halted.stopped_on
        if kind is EventKind.EXTENDED or stood is None:
            return None
        halt, held, inner = pause.Halt.PAUSE, halted.due_on, self._origin(one, story[:place])
        if kind is EventKind.REOPENED:
            halt = pause.Halt.END

        def count(table: workdays.Calendar) -> steps.Steps:
            counted = _due(inner, table) if inner is not None and _due(inner, self._before) == held else held
            return pause.resume(counted, paused_on=stood, resumed_on=again_on, calendar=table, halt=halt)

        return count

    def _issued(self, one: reckoning.Running) -> Count | None:
        said, dated_on = self._deadline(one)
        if said is None:
            return None
        issued_on = one.state.issued_on
        days = since.Days(dated_on, given=issued_on, event=one.state.began_on)
        place = (
            self._stage(one, self._meant(said, days, one.issuer_id, issued_on, after=False).stages)
            if one.is_stage
            else None
        )

        def count(table: workdays.Calendar) -> steps.Steps | None:
            found = self._meant(said, days, one.issuer_id, issued_on, after=table is self._after)
            if not one.is_stage:
                return found.steps
            return found.stages[place].steps if place is not None and place < len(found.stages) else None

        return count

    def _stage(self, one: reckoning.Running, stages: tuple[deadlines.Meaning, ...]) -> int | None:
        """Which of the earlier days of its task a stage was given with; None where no table explains it."""
        days = [stage.due_on for stage in stages]
        return days.index(one.state.first_due_on) if one.state.first_due_on in days else None

    def _deadline(self, one: reckoning.Running) -> tuple[deadlines.Deadline | None, dt.date | None]:
        """The deadline of a duty's task and the document's own day, as they were issued."""
        if one.deadline is not None:
            return deadlines.decode(one.deadline), one.dated_on
        draft = self._plan(one.plan_id)
        task = draft.task(one.key)
        return deadlines.said(task) if task is not None else None, draft.dated_on

    def _plan(self, plan_id: int) -> Draft:
        """The plan as it was issued: nothing of it is changed after that."""
        while self._draft is None or self._draft.plan_id != plan_id:
            self._draft = next(self._drafts)
        return self._draft

    def _level(self, one: reckoning.Running) -> Level | None:
        """The level that the day was counted by: of the body that it was issued to, whoever owes it now."""
        body = orgs.tree(jurisdiction_id=self._jurisdiction_id, on=one.state.issued_on).known(one.body_id)
        return body.level if body else None
