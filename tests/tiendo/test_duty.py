"""A duty's life: who may do what when, and how it stands on each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import duty
from tiendo.clock import Standing
from tiendo.duty import Event, EventKind, Part, Stage
from tiendo.errors import Broken, Refusal

START = date(2026, 11, 2)
DUE = date(2026, 11, 16)
NEAR = date(2026, 11, 11)


def day(number: int) -> date:
    return date(2026, 11, number)


def history(*later: tuple[EventKind, int], due: date | None = DUE, near: date | None = NEAR) -> list[Event]:
    return [
        Event(EventKind.ISSUED, START, due, near if due else None),
        *(Event(kind, day(on)) for kind, on in later),
    ]


def lawful(state: duty.State) -> list[EventKind]:
    """What may happen next: the moves of both sides, and that a reorganisation passes the duty on."""
    moves = [*duty.moves(state, Part.DOER), *duty.moves(state, Part.GIVER)]
    return [*moves, EventKind.PASSED] if state.stage in duty.OPEN else moves


def happening(state: duty.State, kind: EventKind, on: date) -> Event:
    """An event of this kind; one about the due day names a week after the one that holds."""
    dated = kind in (EventKind.ASKED, EventKind.EXTENDED)
    return Event(kind, on, (state.due_on or on) + timedelta(days=7) if dated else None)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any lawful history, of any length, with or without a due day."""
    due = draw(st.none() | st.dates(date(2026, 10, 1), date(2027, 1, 31)))
    near = due - timedelta(days=draw(st.integers(0, 9))) if due and draw(st.booleans()) else None
    events = [Event(EventKind.ISSUED, START, due, near)]
    state = duty.apply(None, events[0])
    for _ in range(draw(st.integers(0, 8))):
        allowed = [*lawful(state)]
        if not allowed:
            break
        on = events[-1].recorded_on + timedelta(days=draw(st.integers(0, 9)))
        event = happening(state, draw(st.sampled_from(allowed)), on)
        if duty.extension_fault(state, event) is not None:
            break
        events.append(event)
        state = duty.apply(state, event)
    return events


def test_a_duty_runs_from_in_term_through_near_due_to_overdue() -> None:
    events = history()
    seen = [duty.standing(events, day(on)) for on in (1, 2, 10, 11, 16, 17)]
    assert seen == [
        None,
        Standing.IN_TERM,
        Standing.IN_TERM,
        Standing.NEAR_DUE,
        Standing.NEAR_DUE,
        Standing.OVERDUE,
    ]


def test_a_slow_giver_does_not_make_the_doer_late() -> None:
    events = history((EventKind.REPORTED, 16), (EventKind.ACCEPTED, 28))
    assert duty.standing(events, day(27)) is Standing.IN_TERM
    assert duty.standing(events, day(28)) is Standing.DONE_ON_TIME


def test_a_return_sets_the_clock_running_against_the_same_day() -> None:
    events = history((EventKind.REPORTED, 10), (EventKind.RETURNED, 18))
    assert duty.standing(events, day(17)) is Standing.IN_TERM
    assert duty.standing(events, day(18)) is Standing.OVERDUE


def test_the_last_supplement_decides_whether_it_was_on_time() -> None:
    events = history((EventKind.REPORTED, 10), (EventKind.REPORTED, 17), (EventKind.ACCEPTED, 18))
    assert duty.standing(events, day(16)) is Standing.IN_TERM
    assert duty.standing(events, day(17)) is Standing.OVERDUE
    assert duty.standing(events, day(18)) is Standing.DONE_LATE


def test_a_later_day_is_asked_for_before_the_first_is_over_and_granted_by_the_giver() -> None:
    asked = Event(EventKind.ASKED, day(10), date(2026, 11, 20))
    waiting = duty.replay([*history(), asked])
    assert waiting.asked_for == date(2026, 11, 20) and waiting.due_on == DUE
    assert duty.moves(waiting, Part.DOER) == (EventKind.ACKNOWLEDGED, *duty.moves(waiting, Part.DOER)[1:])
    assert EventKind.ASKED not in duty.moves(waiting, Part.DOER), "once at a time"
    assert EventKind.DENIED in duty.moves(waiting, Part.GIVER)
    events = [*history(), asked, Event(EventKind.EXTENDED, day(18), date(2026, 11, 20), day(17))]
    state = duty.replay(events)
    assert (state.due_on, state.first_due_on, state.extensions) == (date(2026, 11, 20), DUE, 1)
    assert [duty.standing(events, day(on)) for on in (17, 18, 20, 21)] == [
        Standing.OVERDUE,
        Standing.NEAR_DUE,
        Standing.NEAR_DUE,
        Standing.OVERDUE,
    ], "the days before the answer keep what they showed"
    denied = duty.replay([*history(), asked, Event(EventKind.DENIED, day(11))])
    assert (denied.asked_for, denied.due_on, denied.extensions) == (None, DUE, 0)


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        (Event(EventKind.ASKED, day(17), day(25)), duty.ExtensionFault.EXPIRED),
        (Event(EventKind.ASKED, day(10), DUE), duty.ExtensionFault.NOT_LATER),
        (Event(EventKind.EXTENDED, day(20), day(30)), None),
    ],
)
def test_a_day_asked_for_too_late_or_not_later_is_a_fault(asked: Event, fault: duty.ExtensionFault | None) -> None:
    assert duty.extension_fault(duty.replay(history()), asked) is fault


def test_a_refusal_waits_for_the_giver_while_the_clock_runs() -> None:
    events = history((EventKind.REFUSED, 5))
    assert duty.standing(events, day(17)) is Standing.OVERDUE
    assert duty.replay([*events, Event(EventKind.RETURNED, day(6))]).stage is Stage.RETURNED


def test_without_a_due_day_nothing_is_late() -> None:
    events = history((EventKind.REPORTED, 10), (EventKind.ACCEPTED, 18), due=None)
    assert [duty.standing(events, day(on)) for on in (2, 10, 18)] == [
        Standing.NO_DEADLINE,
        Standing.NO_DEADLINE,
        Standing.DONE_ON_TIME,
    ]


def test_a_duty_issued_after_its_due_day_is_overdue_at_once() -> None:
    events = [Event(EventKind.ISSUED, day(20), DUE, NEAR)]
    assert duty.standing(events, day(20)) is Standing.OVERDUE
    assert len(duty.timeline(duty.replay(events)).steps) == 1


@pytest.mark.parametrize(
    ("later", "doer", "giver"),
    [
        ((), ["acknowledged", "refused", "progressed", "reported", "asked"], ["closed", "extended"]),
        ((EventKind.ACKNOWLEDGED,), ["progressed", "reported", "asked"], ["closed", "extended"]),
        ((EventKind.REFUSED,), [], ["returned", "closed", "extended"]),
        ((EventKind.PROGRESSED,), ["progressed", "reported", "asked"], ["closed", "extended"]),
        ((EventKind.REPORTED,), ["reported"], ["returned", "accepted", "closed"]),
        ((EventKind.REPORTED, EventKind.RETURNED), ["progressed", "reported", "asked"], ["closed", "extended"]),
        ((EventKind.REPORTED, EventKind.ACCEPTED), [], []),
        ((EventKind.CLOSED,), [], []),
    ],
)
def test_the_lawful_moves(later: tuple[EventKind, ...], doer: list[str], giver: list[str]) -> None:
    state = duty.replay(history(*((kind, 5) for kind in later)))
    assert [move.value for move in duty.moves(state, Part.DOER)] == doer
    assert [move.value for move in duty.moves(state, Part.GIVER)] == giver


@given(histories(), st.sampled_from(EventKind))
def test_apply_refuses_exactly_what_is_not_among_the_moves(events: list[Event], kind: EventKind) -> None:
    state = duty.replay(events)
    event = happening(state, kind, state.last_on)
    if kind in lawful(state) and duty.extension_fault(state, event) is None:
        assert duty.apply(state, event).last_on == state.last_on
    else:
        with pytest.raises(duty.MoveRefused) as refused:
            duty.apply(state, event)
        assert refused.value.kind is Refusal.CONFLICT
        with pytest.raises(Broken):
            duty.replay([*events, event])


@given(histories())
def test_done_and_closed_are_final(events: list[Event]) -> None:
    state = duty.replay(events)
    final = not duty.moves(state, Part.DOER) and not duty.moves(state, Part.GIVER)
    assert final == (state.stage in (Stage.DONE, Stage.CLOSED))


@given(histories(), st.integers(0, 60))
def test_passing_a_duty_on_changes_how_it_stands_on_no_day(events: list[Event], days: int) -> None:
    state = duty.replay(events)
    if state.stage in duty.OPEN:
        passed = duty.apply(state, Event(EventKind.PASSED, state.last_on))
        on = state.last_on + timedelta(days=days)
        assert duty.timeline(passed).at(on) is duty.timeline(state).at(on)
        anew = state.stage in (Stage.DOING, Stage.REFUSED)
        assert passed.stage is (Stage.ISSUED if anew else state.stage)


@given(histories(), st.dates(date(2026, 11, 2), date(2027, 6, 1)))
def test_later_events_never_change_an_earlier_day(events: list[Event], on: date) -> None:
    known = [event for event in events if event.recorded_on <= on]
    assert duty.standing(events, on) is duty.timeline(duty.replay(known)).at(on)


@pytest.mark.parametrize("events", [[], [Event(EventKind.CLOSED, START)]])
def test_a_history_that_does_not_begin_with_the_issue_is_broken(events: list[Event]) -> None:
    with pytest.raises(Broken):
        duty.replay(events)


def test_nothing_is_recorded_before_what_was_recorded_already() -> None:
    state = duty.replay(history((EventKind.PROGRESSED, 9)))
    with pytest.raises(duty.MoveRefused, match="ghi lùi"):
        duty.apply(state, Event(EventKind.REPORTED, day(8)))


@pytest.mark.parametrize(
    "wrong",
    [
        (EventKind.REPORTED, DUE, None),
        (EventKind.ISSUED, None, NEAR),
        (EventKind.ISSUED, NEAR, DUE),
    ],
)
def test_days_stand_only_where_they_belong(wrong: tuple[EventKind, date | None, date | None]) -> None:
    kind, due, near = wrong
    with pytest.raises(ValueError, match=r"due|days"):
        Event(kind, START, due, near)
