"""What can happen to a duty: a few stories, each as the events, the columns and the changes of totals it makes."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tiendo import duty as rules
from tiendo import rollup, ruleset, ruleset_text, workdays
from tiendo_web.duties import states

KIND = rules.EventKind
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


_ACK = Step(KIND.ACKNOWLEDGED, 1)
_HALF, _MORE = Step(KIND.PROGRESSED, 10), Step(KIND.PROGRESSED, 20)
# (how often in a hundred, what happens); a duty without a deadline counts from a due day thirty days after its issue.
STORIES: tuple[tuple[int, tuple[Step, ...]], ...] = (
    (44, (_ACK, _HALF, _MORE, Step(KIND.REPORTED, -3, True), Step(KIND.ACCEPTED, 1, True))),
    (
        16,
        (
            _ACK,
            _HALF,
            Step(KIND.REPORTED, 4, True),
            Step(KIND.RETURNED, 6, True),
            Step(KIND.REPORTED, 10, True),
            Step(KIND.ACCEPTED, 12, True),
        ),
    ),
    (14, (_ACK, _HALF, _MORE, Step(KIND.PROGRESSED, 28), Step(KIND.PROGRESSED, 29), Step(KIND.PROGRESSED, 8, True))),
    (
        8,
        (
            _ACK,
            _HALF,
            Step(KIND.ASKED, -5, True, until=30),
            Step(KIND.EXTENDED, -4, True, until=30),
            Step(KIND.REPORTED, 20, True),
            Step(KIND.ACCEPTED, 22, True),
        ),
    ),
    (8, (_ACK, _HALF, _MORE, Step(KIND.REPORTED, -1, True))),
    (5, (Step(KIND.PROGRESSED, 3), Step(KIND.CLOSED, 15))),
    (5, ()),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What the story adds to the totals of its body from a day on."""

    day: dt.date
    counts: rollup.Counts


@dataclass(frozen=True, slots=True)
class Story:
    """A duty issued on a day, with all that happened to it so far."""

    events: tuple[rules.Event, ...]
    columns: tuple[tuple[str, object], ...]
    changes: tuple[Change, ...]


def chosen(chance: random.Random, count: int) -> list[int]:
    """Which stories ``count`` duties have, by their places."""
    return chance.choices(range(len(STORIES)), weights=[weight for weight, _steps in STORIES], k=count)


@lru_cache(maxsize=4096)
def story(number: int, issued_on: dt.date, due_after: int | None, today: dt.date) -> Story:
    """A story told from a day on up to today. The same few hundred are told of all duties issued on one day."""
    calendar = workdays.shipped()
    due_on = calendar.roll(issued_on + due_after * DAY) if due_after is not None else None
    events = [_issued(issued_on, due_on, calendar)]
    state = rules.replay(events)
    changes = [Change(one.day, one.counts) for one in rollup.changes(None, rules.timeline(state), issued_on)]
    for event in _following(STORIES[number][1], issued_on, due_on, calendar):
        if event.recorded_on > today:
            break
        before, state = rules.timeline(state), rules.apply(state, event)
        events.append(event)
        changes += [
            Change(one.day, one.counts) for one in rollup.changes(before, rules.timeline(state), event.recorded_on)
        ]
    return Story(tuple(events), tuple(states.columns(state).items()), tuple(changes))


def _issued(on: dt.date, due_on: dt.date | None, calendar: workdays.Calendar) -> rules.Event:
    near_on = ruleset.near_on(due_on, _NEAR, calendar) if due_on is not None else None
    return rules.Event(KIND.ISSUED, on, due_on=due_on, near_on=near_on)


def _following(
    steps: Sequence[Step], issued_on: dt.date, due_on: dt.date | None, calendar: workdays.Calendar
) -> list[rules.Event]:
    """The events after the issue, none before the one before it."""
    goal, last, events = due_on or issued_on + 30 * DAY, issued_on, list[rules.Event]()
    for step in steps:
        if step.until and due_on is None:
            continue
        last = max(last, (goal if step.from_due else issued_on) + step.days * DAY)
        events.append(_event(step, last, due_on, calendar))
    return events


def _event(step: Step, on: dt.date, due_on: dt.date | None, calendar: workdays.Calendar) -> rules.Event:
    if not step.until or due_on is None:
        return rules.Event(step.kind, on)
    until = calendar.roll(due_on + step.until * DAY)
    near_on = ruleset.near_on(until, _NEAR, calendar) if step.kind is KIND.EXTENDED else None
    return rules.Event(step.kind, on, due_on=until, near_on=near_on)
