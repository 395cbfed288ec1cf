"""The recount: totals and columns kept for speed, held against what the events say.

A few directives at a time, so that memory does not grow with the duties; only what changes for a body on a day is
gathered over all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Max, QuerySet

from tiendo import duty as rules
from tiendo import inquiry, rollup
from tiendo.errors import Broken
from tiendo_web.core import when
from tiendo_web.duties import asked, body_totals, levels, passing, states, totals
from tiendo_web.duties.models import Duty, Event, Inquiry, InquiryStep, LetterLine, Tally
from tiendo_web.plans.models import Directive

_AT_ONCE = 20
_HELD = 1 << 16
_Encoded = dict[str, list[int]]
# Of each duty and its task no more is read than what is held against the events, and what they are told by.
_HELD_AGAINST = ("directive_id", "body_id", "parent_id", "task__position", *sorted(Duty.DERIVED))


@dataclass(frozen=True, slots=True)
class _Step:
    """What one event adds to the totals of the body that owes the duty then: the ``owner``-th one, from 0."""

    owner: int
    change: rollup.Change


@dataclass(frozen=True, slots=True)
class _Course:
    """What events come to, whoever owes the duty; ``columns`` are those of the duty that they give."""

    steps: tuple[_Step, ...]
    state: rules.State
    columns: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Story:
    """A duty as its events make it, and the bodies that owed it one after the other."""

    course: _Course
    owners: tuple[int, ...]

    @property
    def state(self) -> rules.State:
        """How it stands after the last event."""
        return self.course.state

    @property
    def owner(self) -> int:
        """Who owes it now."""
        return self.owners[-1]


def faults(jurisdiction_id: int) -> Iterator[str]:
    """Where a total or a column differs from a recount of the events, a line each; nothing when they agree."""
    rows = Directive.objects.filter(jurisdiction_id=jurisdiction_id).order_by("pk")
    ids, bodies = list(rows.values_list("pk", flat=True)), body_totals.Recount()
    for start in range(0, len(ids), _AT_ONCE):
        yield from _faults(jurisdiction_id, ids[start : start + _AT_ONCE], bodies)
    yield from bodies.faults(jurisdiction_id)


def _faults(jurisdiction_id: int, directive_ids: Sequence[int], bodies: body_totals.Recount) -> Iterator[str]:
    """The faults of a few directives, whose changes ``bodies`` gathers; a few queries."""
    duties = Duty.objects.filter(jurisdiction_id=jurisdiction_id, directive_id__in=directive_ids)
    rows = list(duties.select_related("task").only(*_HELD_AGAINST).order_by("pk"))
    events = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty__directive_id__in=directive_ids)
    stories = _stories(events, {row.pk: row.body_id for row in rows})
    heights = levels.fresh(jurisdiction_id, rows)
    for row in rows:
        if row.pk not in stories:
            yield f"the events of duty {row.pk} are no lawful history"
    rows = [row for row in rows if row.pk in stories]
    kept, fresh = _kept(jurisdiction_id, directive_ids), _fresh(rows, stories, heights, bodies)
    for key in sorted(set(kept) | set(fresh)):
        if not _same(kept.get(key, {}), fresh.get(key, {})):
            yield f"totals of directive {key.directive_id}, body {key.body_id}, level {key.level}"
    heard = _heard_of_parts(rows, stories, heights)
    for row in rows:
        story = stories[row.pk]
        columns = {**story.course.columns, "owner_id": story.owner, "level": heights[row.pk]}
        columns["parts_heard_on"] = heard.get(row.pk)
        if any(getattr(row, name) != value for name, value in columns.items()):
            yield f"columns of duty {row.pk}"


def heard_of_parts(jurisdiction_id: int, rows: Sequence[Duty], heights: Mapping[int, int]) -> dict[int, dt.date]:
    """The day of the last report on what was made out of each duty, were they of these levels; one query."""
    events = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id__in=[row.pk for row in rows])
    return _heard_of_parts(rows, _stories(events, {row.pk: row.body_id for row in rows}), heights)


def _heard_of_parts(
    rows: Sequence[Duty], stories: Mapping[int, _Story], heights: Mapping[int, int]
) -> dict[int, dt.date]:
    """The same of duties with their stories; a part has a greater number than its whole.

    A part above the level of its whole is not heard of there.
    """
    heard: dict[int, dt.date] = {}
    for row in sorted(rows, key=lambda row: -row.pk):
        days = [day for day in (stories[row.pk].state.spoke_on, heard.get(row.pk)) if day is not None]
        if row.parent_id is not None and days and heights[row.pk] == heights[row.parent_id]:
            heard[row.parent_id] = max([*days, heard.get(row.parent_id, dt.date.min)])
    return heard


def steps(jurisdiction_id: int, rows: Sequence[Duty], heights: Mapping[int, int]) -> Iterator[totals.Step]:
    """What these duties (with their tasks) add to the totals, were they of these levels; queries by the batch."""
    for start in range(0, len(rows), passing.BATCH):
        batch = rows[start : start + passing.BATCH]
        events = Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id__in=[row.pk for row in batch])
        stories = _stories(events, {row.pk: row.body_id for row in batch})
        for row in batch:
            yield from _steps_of(row, stories[row.pk], heights[row.pk])


def _steps_of(row: Duty, story: _Story, level: int) -> Iterator[totals.Step]:
    for step in story.course.steps:
        owner_id = story.owners[step.owner]
        yield totals.Step(totals.Key(row.directive_id, owner_id, level), str(row.task.position), step.change)


def _stories(events: QuerySet[Event], bodies: Mapping[int, int]) -> dict[int, _Story]:
    rows = events.order_by("duty_id", "pk").values_list("duty_id", "body_id", *states.TOLD).iterator(2000)
    found: dict[int, _Story] = {}
    for duty_id, some in groupby(rows, key=itemgetter(0)):
        owners, told = [bodies[duty_id]], []
        for _duty, body_id, kind, recorded_at, happened_on, *days in some:
            owners += [body_id] if body_id is not None else []
            recorded_on = when.day_of(recorded_at)
            # The day that somebody says counts only where it begins a term; each is a story of its own otherwise.
            said_on = happened_on if kind == rules.EventKind.BEGAN.value else recorded_on
            told.append((_event(kind, recorded_on, said_on, *days), body_id is not None))
        with suppress(rules.MoveRefused):
            found[duty_id] = _Story(_course(tuple(told)), tuple(owners))
    return found


# Under one task many bodies do the same on the same days: what that amounts to is worked out once.
_event = lru_cache(maxsize=_HELD)(states.on_day)


@lru_cache(maxsize=_HELD)
def _course(told: tuple[tuple[rules.Event, bool], ...]) -> _Course:
    """What each event changes, in the totals of which body; one that passes the duty on leaves one for another."""
    state: rules.State | None = None
    steps: list[_Step] = []
    owner = 0
    for event, passed in told:
        before, state = state, rules.apply(state, event)
        if passed:
            steps += [_Step(owner, one) for one in _changes(before, None, event.recorded_on)]
            owner, before = owner + 1, None
        steps += [_Step(owner, one) for one in _changes(before, state, event.recorded_on)]
    if state is None:
        raise Broken("a duty without events")
    return _Course(tuple(steps), state, states.columns(state))


@lru_cache(maxsize=_HELD)
def _changes(before: rules.State | None, after: rules.State | None, since: dt.date) -> tuple[rollup.Change, ...]:
    earlier, later = (rules.timeline(state) if state else None for state in (before, after))
    return rollup.changes(earlier, later, since)


def _fresh(
    rows: Iterable[Duty], stories: Mapping[int, _Story], heights: Mapping[int, int], bodies: body_totals.Recount
) -> dict[totals.Key, dict[dt.date, _Encoded]]:
    """The totals that the events make: for each of them the running vector by day of change; told to ``bodies``."""
    changes: dict[totals.Key, dict[dt.date, dict[str, rollup.Counts]]] = {}
    for row in rows:
        for step in _steps_of(row, stories[row.pk], heights[row.pk]):
            day = changes.setdefault(step.key, {}).setdefault(step.change.day, {})
            day[step.task] = day.get(step.task, rollup.ZERO) + step.change.counts
    for key, days in changes.items():
        for on, tasks in days.items():
            bodies.add(body_totals.Place(key.body_id, key.level), on, rollup.total(tasks.values()))
    return {key: _running(days) for key, days in changes.items()}


def _running(changes: Mapping[dt.date, Mapping[str, rollup.Counts]]) -> dict[dt.date, _Encoded]:
    """The vector of each day, as it is stored; what does not change from one day to the next is the same list."""
    sums: dict[str, rollup.Counts] = {}
    encoded: _Encoded = {}
    running = {}
    for day in sorted(changes):
        for task, counts in changes[day].items():
            sums[task] = sums.get(task, rollup.ZERO) + counts
            if sums[task]:
                encoded[task] = list(sums[task].values)
            else:
                encoded.pop(task, None)
        running[day] = dict(encoded)
    return running


def _kept(jurisdiction_id: int, directive_ids: Sequence[int]) -> dict[totals.Key, dict[dt.date, _Encoded]]:
    rows = Tally.objects.filter(jurisdiction_id=jurisdiction_id, directive_id__in=directive_ids)
    kept: dict[totals.Key, dict[dt.date, _Encoded]] = {}
    for *key, day, counts in rows.values_list("directive_id", "body_id", "level", "day", "counts"):
        kept.setdefault(totals.Key(*key), {})[day] = counts
    return kept


def _same(kept: Mapping[dt.date, _Encoded], fresh: Mapping[dt.date, _Encoded]) -> bool:
    """Whether two running totals change alike; rows that were written before there was more to count are filled up."""
    told = _changes_only(fresh)
    if _changes_only(kept) == told:
        return True
    filled = {day: {task: rollup.whole(row) for task, row in counts.items()} for day, counts in kept.items()}
    return _changes_only(filled) == told


def _changes_only(rows: Mapping[dt.date, _Encoded]) -> list[tuple[dt.date, _Encoded]]:
    """The days on which a running total changes; a row that changes nothing does not count."""
    changes: list[tuple[dt.date, _Encoded]] = []
    last: _Encoded = {}
    for day in sorted(rows):
        if rows[day] != last:
            changes.append((day, rows[day]))
            last = rows[day]
    return changes


def inquiry_columns(state: inquiry.State) -> dict[str, object]:
    """The derived columns of an inquiry in this state; its day where it has one of its own, else it is the task's."""
    columns: dict[str, object] = {"status": state.status.value, "answered_on": state.answered_on}
    return columns if state.by is None else {**columns, "answer_by": state.by}


def as_question(row: Inquiry) -> inquiry.Step:
    """What was asked, as the rules know it."""
    return inquiry.Step(inquiry.StepKind.ASKED, row.recorded_on, row.due_on)


def as_step(row: InquiryStep) -> inquiry.Step:
    """A stored step as the rules know it."""
    return inquiry.Step(inquiry.StepKind(row.kind), row.recorded_on, row.due_on)


def inquiry_faults(jurisdiction_id: int) -> Iterator[str]:
    """Where the columns of an inquiry differ from what its steps give."""
    steps = InquiryStep.objects.filter(jurisdiction_id=jurisdiction_id).order_by("inquiry_id", "pk").iterator(2000)
    waiting = next(steps, None)
    of_task = asked.standing(jurisdiction_id)
    for row in Inquiry.objects.filter(jurisdiction_id=jurisdiction_id).order_by("pk").iterator(2000):
        history = [as_question(row)]
        while waiting is not None and waiting.inquiry_id == row.pk:
            history.append(as_step(waiting))
            waiting = next(steps, None)
        columns = inquiry_columns(inquiry.replay(history))
        if row.task_id is not None:
            day, owed = of_task[row.task_id]
            columns = {"answer_by": day, **columns, "live": owed}
        if any(getattr(row, name) != value for name, value in columns.items()):
            yield f"columns of inquiry {row.pk}"


def urging_faults(jurisdiction_id: int) -> Iterator[str]:
    """Where the count and the day of the last letter, kept on a duty, differ from the letters."""
    lines = LetterLine.objects.filter(jurisdiction_id=jurisdiction_id).values("duty_id")
    fresh = {
        duty_id: (count, when.day_of(last))
        for duty_id, count, last in lines.annotate(n=Count("pk"), last=Max("recorded_at")).values_list(
            "duty_id", "n", "last"
        )
    }
    kept = Duty.objects.filter(jurisdiction_id=jurisdiction_id).exclude(urged=0, urged_on=None)
    held = {duty_id: (urged, urged_on) for duty_id, urged, urged_on in kept.values_list("pk", "urged", "urged_on")}
    for duty_id in sorted(set(fresh) | set(held)):
        if fresh.get(duty_id) != held.get(duty_id):
            yield f"urgings of duty {duty_id}"
