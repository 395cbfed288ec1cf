"""What can happen to a duty: some stories, each as the events, the columns and the changes of totals it makes."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tiendo import duty as rules
from tiendo import inquiry, pause, rollup, ruleset, ruleset_text, workdays
from tiendo_web.duties import states

KIND, STEP = rules.EventKind, inquiry.StepKind
DAY = dt.timedelta(days=1)
_NEAR = ruleset_text.shipped()[0].near.value
# Days from the issue to the due day, by the task's place; None has no deadline.
DUE: tuple[int | None, ...] = (30, 60, 90, 60, 120, 45, 90, None, 60, 180)


@dataclass(frozen=True, slots=True)
class Step:
    """One event: so many days after the issue, or after the due day where ``from_due``; ``until`` extends by days."""

    kind: rules.EventKind
    days: int
    from_due: bool = False
    until: int = 0


@dataclass(frozen=True, slots=True)
class Tale:
    """What happens to ``weight`` duties in a hundred.

    ``urged`` and ``asked`` say how many days after the due day a letter urges it, and what is asked about it and
    answered. A duty without a deadline counts from a due day thirty days after its issue.
    """

    weight: int
    steps: tuple[Step, ...]
    urged: int | None = None
    asked: tuple[tuple[inquiry.StepKind, int], ...] = ()


_ACK = Step(KIND.ACKNOWLEDGED, 1)
_HALF, _MORE = Step(KIND.PROGRESSED, 10), Step(KIND.PROGRESSED, 20)
_EARLY = (Step(KIND.REPORTED, -3, True), Step(KIND.ACCEPTED, 1, True))
_LATE = (Step(KIND.REPORTED, 10, True), Step(KIND.ACCEPTED, 12, True))
_ANSWERED = ((STEP.ASKED, 9), (STEP.ANSWERED, 12), (STEP.TAKEN, 14))
STORIES: tuple[Tale, ...] = (
    Tale(39, (_ACK, _HALF, _MORE, *_EARLY)),
    Tale(
        14,
        (_ACK, _HALF, Step(KIND.REPORTED, 4, True), Step(KIND.RETURNED, 6, True), *_LATE),
        urged=2,
        asked=((STEP.ASKED, 13), (STEP.ANSWERED, 15), (STEP.SENT_BACK, 16), (STEP.ANSWERED, 18), (STEP.TAKEN, 19)),
    ),
    Tale(10, (_ACK, _HALF, _MORE, Step(KIND.PROGRESSED, 28), Step(KIND.PROGRESSED, 8, True)), urged=5, asked=_ANSWERED),
    Tale(1, (_ACK, _HALF), urged=3, asked=((STEP.ASKED, 4),)),
    Tale(
        7,
        (
            _ACK,
            _HALF,
            Step(KIND.ASKED, -5, True, until=30),
            Step(KIND.EXTENDED, -4, True, until=30),
            Step(KIND.REPORTED, 20, True),
            Step(KIND.ACCEPTED, 22, True),
        ),
    ),
    Tale(1, (_ACK, _HALF, Step(KIND.ASKED, -2, True, until=30))),
    Tale(1, (_ACK, Step(KIND.ASKED, -9, True, until=20), Step(KIND.DENIED, -8, True), *_EARLY)),
    Tale(7, (_ACK, _HALF, _MORE, Step(KIND.REPORTED, -1, True))),
    Tale(4, (Step(KIND.PROGRESSED, 3), Step(KIND.CLOSED, 15))),
    Tale(4, ()),
    Tale(4, (_ACK, _HALF, Step(KIND.PAUSED, 15), Step(KIND.RESUMED, 25), *_LATE)),
    Tale(1, (_ACK, Step(KIND.PAUSED, 12))),
    Tale(1, (Step(KIND.REFUSED, 3), Step(KIND.INSISTED, 5), *_EARLY)),
    Tale(1, (Step(KIND.REFUSED, 3),)),
    Tale(2, (_ACK, _HALF, Step(KIND.PASSED, 14), Step(KIND.ACKNOWLEDGED, 15), *_EARLY)),
    Tale(2, (_ACK, _HALF, Step(KIND.RECKONED, 12), *_LATE)),
    Tale(1, (_ACK, Step(KIND.REVOKED, 9), Step(KIND.REOPENED, 11), _MORE)),
)
_NEEDS_DAY = frozenset({KIND.ASKED, KIND.EXTENDED, KIND.DENIED, KIND.RECKONED})
# The silent and the punctual tell most of what parts and occurrences come to.
ONLY_SOME = (0, 2, 7, 9)


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and who owes the duty then: the first body, or the one that it was passed on to."""

    event: rules.Event
    owner: int


@dataclass(frozen=True, slots=True)
class Change:
    """What the story adds to the totals of the first or the second body from a day on."""

    day: dt.date
    counts: rollup.Counts
    owner: int


@dataclass(frozen=True, slots=True)
class Story:
    """A duty issued on a day, with all that happened to it so far; ``spoke_on`` is the day of the last report on it."""

    events: tuple[Told, ...]
    columns: tuple[tuple[str, object], ...]
    changes: tuple[Change, ...]
    spoke_on: dt.date | None
    urged_on: dt.date | None
    asked: tuple[inquiry.Step, ...]


def chosen(chance: random.Random, count: int) -> list[int]:
    """Which stories ``count`` duties have, by their places."""
    return chance.choices(range(len(STORIES)), weights=[tale.weight for tale in STORIES], k=count)


@lru_cache(maxsize=4096)
def story(number: int, issued_on: dt.date, due_after: int | None, today: dt.date) -> Story:
    """A story told from a day on up to today. The same few hundred are told of all duties issued on one day."""
    calendar = workdays.shipped()
    due_on = calendar.roll(issued_on + due_after * DAY) if due_after is not None else None
    goal = due_on or issued_on + 30 * DAY
    state: rules.State | None = None
    events: list[Told] = []
    changes: list[Change] = []
    owner = 0
    for event in _happening(STORIES[number], issued_on, due_on, goal, calendar):
        if event.recorded_on > today:
            break
        before, state = state, rules.apply(state, event)
        if event.kind is KIND.PASSED:
            changes += _changes(before, None, event.recorded_on, owner)
            owner, before = 1, None
        events.append(Told(event, owner))
        changes += _changes(before, state, event.recorded_on, owner)
    assert state is not None
    urged = STORIES[number].urged
    urged_on = goal + urged * DAY if urged is not None and goal + urged * DAY <= today else None
    columns, asked = tuple(states.columns(state).items()), _asked(number, goal, today)
    return Story(tuple(events), columns, tuple(changes), state.spoke_on, urged_on, asked)


def _changes(before: rules.State | None, after: rules.State | None, since: dt.date, owner: int) -> Iterator[Change]:
    earlier, later = (rules.timeline(state) if state else None for state in (before, after))
    for one in rollup.changes(earlier, later, since):
        yield Change(one.day, one.counts, owner)


def _asked(number: int, goal: dt.date, today: dt.date) -> tuple[inquiry.Step, ...]:
    """What was asked about the duty, and answered."""
    steps = []
    for kind, days in STORIES[number].asked:
        on = goal + days * DAY
        by = on + 5 * DAY if kind in (STEP.ASKED, STEP.SENT_BACK) else None
        if on <= today:
            steps.append(inquiry.Step(kind, on, by))
    return tuple(steps)


def _happening(
    tale: Tale, issued_on: dt.date, due_on: dt.date | None, goal: dt.date, calendar: workdays.Calendar
) -> Iterator[rules.Event]:
    """The issue and the events after it, none before the one before it."""
    yield rules.Event(KIND.ISSUED, issued_on, due_on=due_on, near_on=_near(due_on, calendar))
    held, last, paused = due_on, issued_on, issued_on
    for step in tale.steps:
        if due_on is None and step.kind in _NEEDS_DAY:
            continue
        last = max(last, (goal if step.from_due else issued_on) + step.days * DAY)
        paused = last if step.kind is KIND.PAUSED else paused
        event = _event(step, last, held, paused, calendar)
        held = event.due_on if event.due_on is not None and step.kind is not KIND.ASKED else held
        yield event


def _near(due_on: dt.date | None, calendar: workdays.Calendar) -> dt.date | None:
    return ruleset.near_on(due_on, _NEAR, calendar) if due_on is not None else None


def _event(step: Step, on: dt.date, held: dt.date | None, paused: dt.date, calendar: workdays.Calendar) -> rules.Event:
    """One event, of a duty that is due on the day ``held`` and was ``paused``."""
    match step.kind:
        case KIND.ASKED if held is not None:
            return rules.Event(step.kind, on, due_on=calendar.roll(held + step.until * DAY))
        case KIND.EXTENDED if held is not None:
            held = calendar.roll(held + step.until * DAY)
        case KIND.RECKONED if held is not None:
            held = calendar.roll(held + DAY)
        case KIND.RESUMED:
            held = pause.resume(held, paused_on=paused, resumed_on=on, calendar=calendar).due_on
        case _:
            return rules.Event(step.kind, on)
    return rules.Event(step.kind, on, due_on=held, near_on=_near(held, calendar))
