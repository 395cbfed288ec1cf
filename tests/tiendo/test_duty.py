"""A duty's life: who may do what when, and how it stands on each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import duty, pause, workdays
from tiendo.clock import Mark, Standing
from tiendo.duty import Event, EventKind, Part, Stage, Undated
from tiendo.errors import Broken, Refusal

START = date(2026, 11, 2)
DUE = date(2026, 11, 16)
NEAR = date(2026, 11, 11)
CALENDAR = workdays.shipped()
ENDS = ["closed", "revoked", "replaced"]


def day(number: int) -> date:
    return date(2026, 11, number)


def history(*later: tuple[EventKind, int], due: date | None = DUE, near: date | None = NEAR) -> list[Event]:
    return [
        Event(EventKind.ISSUED, START, due, near if due else None),
        *(Event(kind, day(on)) for kind, on in later),
    ]


def lawful(state: duty.State) -> list[EventKind]:
    """What may happen next: the moves of both sides, and what befalls a duty without a move."""
    moves = [*duty.moves(state, Part.DOER), *duty.moves(state, Part.GIVER)]
    if state.stage not in duty.OPEN:
        return moves
    return [*moves, EventKind.PASSED, *([EventKind.RECKONED] if state.due_on or state.undated is Undated.TABLE else [])]


def happening(state: duty.State, kind: EventKind, on: date) -> Event:
    """An event of this kind: one about the due day names a week after the one that holds, a pause ends as it must."""
    if kind is EventKind.RESUMED and state.paused is not None:
        again = pause.resume(state.due_on, paused_on=state.paused.since, resumed_on=on, calendar=CALENDAR)
        return Event(kind, on, again.due_on, state.near_on and again.due_on)
    if kind is EventKind.BEGAN:
        return Event(kind, on, on + timedelta(days=10), began_on=on)
    dated = kind in (EventKind.ASKED, EventKind.EXTENDED, EventKind.RECKONED)
    return Event(kind, on, (state.due_on or on) + timedelta(days=7) if dated else None)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any lawful history, of any length, with or without a due day."""
    due = draw(st.none() | st.dates(date(2026, 10, 1), date(2027, 1, 31)))
    near = due - timedelta(days=draw(st.integers(0, 9))) if due and draw(st.booleans()) else None
    events = [Event(EventKind.ISSUED, START, due, near, draw(st.sampled_from([None, *Undated])) if not due else None)]
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


@given(histories(), st.integers(-5, 5))
def test_counting_anew_moves_the_day_and_nothing_else(events: list[Event], days: int) -> None:
    state = duty.replay(events)
    if EventKind.RECKONED not in lawful(state) or state.due_on is None:
        return
    due = state.due_on + timedelta(days=days)
    after = duty.apply(state, Event(EventKind.RECKONED, state.last_on, due))
    assert after.due_on == due and after.near_on is None
    assert (after.stage, after.paused, after.handed_in_on) == (state.stage, state.paused, state.handed_in_on)
    assert after.asked_for in (None, state.asked_for) and (after.asked_for is None or after.asked_for > due)


@pytest.mark.parametrize(
    ("moved", "first"),
    [
        ([], 20),
        ([Event(EventKind.EXTENDED, day(5), day(25))], 16),
        ([Event(EventKind.PAUSED, day(5)), Event(EventKind.RESUMED, day(9), day(18))], 16),
    ],
    ids=["never moved", "extended", "paused"],
)
def test_a_day_that_was_moved_keeps_the_first_one_when_it_is_counted_anew(moved: list[Event], first: int) -> None:
    state = duty.replay([*history(), *moved, Event(EventKind.RECKONED, day(10), day(20))])
    assert (state.due_on, state.first_due_on) == (day(20), day(first))


def test_a_request_that_a_pause_makes_moot_is_dropped() -> None:
    asked = Event(EventKind.ASKED, day(5), day(18))
    halted = [*history(), asked, Event(EventKind.PAUSED, day(6))]
    assert duty.replay([*halted, Event(EventKind.RESUMED, day(9), day(17))]).asked_for == day(18)
    assert duty.replay([*halted, Event(EventKind.RESUMED, day(9), day(18))]).asked_for is None


def test_a_day_that_is_past_is_not_granted() -> None:
    state = duty.replay(history())
    assert duty.extension_fault(state, Event(EventKind.EXTENDED, day(25), day(24))) is duty.ExtensionFault.PAST
    assert duty.extension_fault(state, Event(EventKind.EXTENDED, day(25), day(25))) is None


def test_what_is_opened_again_goes_on_from_where_its_clock_stood() -> None:
    for story, since in (
        ([(EventKind.REVOKED, 5)], 5),
        ([(EventKind.PAUSED, 4), (EventKind.CLOSED, 9)], 4),
        ([(EventKind.REPORTED, 6), (EventKind.ACCEPTED, 9)], 6),
    ):
        assert duty.replay(history(*story)).stopped_on == day(since)
    again = duty.replay([*history((EventKind.REVOKED, 5)), Event(EventKind.REOPENED, day(20), day(27))])
    assert (again.due_on, again.first_due_on, again.put_offs, again.stopped_on) == (day(27), DUE, 1, None)
    with pytest.raises(duty.MoveRefused):
        duty.apply(duty.replay(history((EventKind.REVOKED, 5))), Event(EventKind.REOPENED, day(9), day(15)))


@given(histories(), st.integers(0, 60))
def test_beside_what_holds_stands_what_the_first_day_alone_would_say(events: list[Event], days: int) -> None:
    on = events[-1].recorded_on + timedelta(days=days)
    state = duty.replay(events)
    line, late = duty.timeline(state), {Standing.OVERDUE, Standing.DONE_LATE}
    handed, first = state.handed_in_on or (state.paused.since if state.paused else on), state.first_due_on
    closed = state.stage in (Stage.CLOSED, Stage.REVOKED, Stage.REPLACED)
    saved = not closed and first is not None and state.put_off and handed > first and line.at(on) not in late
    done = state.stage is Stage.DONE
    assert (Mark.DONE_PAST_FIRST in line.borne(on), Mark.OPEN_PAST_FIRST in line.borne(on)) == (
        saved and done,
        saved and not done,
    )
    assert (Mark.PUT_OFF in line.borne(on)) == state.put_off


def test_what_is_over_or_has_no_day_is_not_counted_anew() -> None:
    for events in (history((EventKind.CLOSED, 5)), history(due=None)):
        with pytest.raises(duty.MoveRefused):
            duty.apply(duty.replay(events), Event(EventKind.RECKONED, day(9), day(30)))
    with pytest.raises(duty.MoveRefused):
        duty.apply(duty.replay(history()), Event(EventKind.RECKONED, day(9)))


def test_a_term_waits_for_its_event_and_is_counted_when_its_day_is_entered() -> None:
    waits = [Event(EventKind.ISSUED, START, undated=Undated.EVENT)]
    assert duty.standing(waits, day(30)) is Standing.UNDATED
    state = duty.replay(waits)
    assert EventKind.BEGAN in duty.moves(state, Part.GIVER) and EventKind.BEGAN not in duty.moves(state, Part.DOER)
    with pytest.raises(duty.MoveRefused):
        duty.apply(state, Event(EventKind.BEGAN, day(9), began_on=day(8)))
    begun = [*waits, Event(EventKind.BEGAN, day(9), DUE, NEAR, began_on=day(8))]
    assert [duty.standing(begun, day(on)) for on in (8, 9, 11, 17)] == [
        Standing.UNDATED,
        Standing.IN_TERM,
        Standing.NEAR_DUE,
        Standing.OVERDUE,
    ]
    after = duty.replay(begun)
    assert (after.began_on, after.first_due_on, after.extensions) == (day(8), DUE, 0)
    assert EventKind.BEGAN not in duty.moves(after, Part.DOER)
    # Entered wrongly, it is entered again: the day that is right is the first one, and none that was put off.
    mended = duty.apply(after, Event(EventKind.BEGAN, day(9), day(20), began_on=day(9)))
    assert (mended.began_on, mended.due_on, mended.first_due_on, mended.put_offs) == (day(9), day(20), day(20), 0)
    extended = duty.apply(after, Event(EventKind.EXTENDED, day(10), day(25)))
    assert EventKind.BEGAN in duty.moves(after, Part.GIVER) and EventKind.BEGAN not in duty.moves(extended, Part.GIVER)


def test_a_term_beyond_the_table_is_counted_when_the_table_comes() -> None:
    state = duty.replay([Event(EventKind.ISSUED, START, undated=Undated.TABLE)])
    assert duty.timeline(state).at(day(30)) is Standing.UNDATED
    assert EventKind.BEGAN not in duty.moves(state, Part.GIVER)
    assert duty.apply(state, Event(EventKind.RECKONED, day(9), DUE)).due_on == DUE
    with pytest.raises(duty.MoveRefused):
        duty.apply(state, Event(EventKind.RECKONED, day(9)))


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
    state = duty.replay([*events, Event(EventKind.INSISTED, day(6))])
    assert (state.stage, state.returns, duty.timeline(state).marks) == (Stage.ISSUED, 0, frozenset())
    assert EventKind.REFUSED not in duty.moves(state, Part.DOER)
    assert EventKind.REFUSED in duty.moves(duty.apply(state, Event(EventKind.PASSED, day(7))), Part.DOER)


def paused(*, since: int, until: int, due: date | None = DUE) -> list[Event]:
    events = history((EventKind.PAUSED, since), due=due)
    return [*events, happening(duty.replay(events), EventKind.RESUMED, day(until))]


def test_a_pause_stops_the_clock_and_what_was_left_runs_on() -> None:
    events = paused(since=12, until=30)
    assert [duty.standing(events, day(on)) for on in (10, 11, 12, 29)] == [
        Standing.IN_TERM,
        Standing.NEAR_DUE,
        Standing.PAUSED,
        Standing.PAUSED,
    ]
    state = duty.replay(events)
    assert (state.due_on, state.first_due_on, state.extensions) == (date(2026, 12, 2), DUE, 0)
    assert duty.standing(events, date(2026, 12, 3)) is Standing.OVERDUE


def test_a_pause_hides_no_lateness() -> None:
    events = paused(since=17, until=30)
    assert [duty.standing(events, day(on)) for on in (16, 17, 30)] == [
        Standing.NEAR_DUE,
        Standing.OVERDUE,
        Standing.OVERDUE,
    ]
    assert duty.replay(events).due_on == DUE


@pytest.mark.parametrize("due", [None, date(2026, 11, 15)])
def test_a_pause_neither_sets_nor_shortens_a_deadline(due: date | None) -> None:
    state = duty.replay(history((EventKind.PAUSED, 5)))
    with pytest.raises(duty.MoveRefused):
        duty.apply(state, Event(EventKind.RESUMED, day(6), due))


def test_a_duty_passed_on_in_a_pause_waits_for_its_new_owner_when_it_goes_on() -> None:
    events = history((EventKind.ACKNOWLEDGED, 3), (EventKind.PAUSED, 5), (EventKind.PASSED, 6))
    state = duty.replay(events)
    assert state.stage is Stage.PAUSED
    assert duty.apply(state, happening(state, EventKind.RESUMED, day(9))).stage is Stage.ISSUED


def test_a_reopened_duty_runs_against_the_same_day_and_the_days_before_keep_what_they_showed() -> None:
    events = history((EventKind.REPORTED, 10), (EventKind.ACCEPTED, 11), (EventKind.REOPENED, 20))
    assert [duty.standing(events, day(on)) for on in (10, 11, 19, 20)] == [
        Standing.IN_TERM,
        Standing.DONE_ON_TIME,
        Standing.DONE_ON_TIME,
        Standing.OVERDUE,
    ]
    state = duty.replay(events)
    assert (state.stage, state.handed_in_on, state.due_on) == (Stage.ISSUED, None, DUE)


@given(histories(), st.integers(0, 40), st.integers(0, 40))
def test_a_pause_keeps_what_was_left_and_never_takes_a_day(events: list[Event], wait: int, length: int) -> None:
    state = duty.replay(events)
    if EventKind.PAUSED not in duty.moves(state, Part.GIVER) or state.due_on is None:
        return
    since = state.last_on + timedelta(days=wait)
    halted = duty.apply(state, Event(EventKind.PAUSED, since))
    until = since + timedelta(days=length)
    again = duty.apply(halted, happening(halted, EventKind.RESUMED, until))
    assert again.due_on is not None and again.due_on >= state.due_on
    assert again.stage is state.stage
    if since <= state.due_on:
        # With nothing left it ends on the day it goes on, or, where that is a day off, on the next working day.
        left = CALENDAR.count(since, state.due_on) or int(not CALENDAR.is_working(until))
        assert CALENDAR.count(until, again.due_on) >= CALENDAR.count(since, state.due_on)
        if again.due_on > state.due_on:
            assert CALENDAR.count(until, again.due_on) == left
    else:
        assert again.due_on == state.due_on


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
        ((), ["acknowledged", "refused", "progressed", "reported", "asked"], ["paused", *ENDS, "extended"]),
        ((EventKind.ACKNOWLEDGED,), ["progressed", "reported", "asked"], ["paused", *ENDS, "extended"]),
        ((EventKind.REFUSED,), [], ["insisted", *ENDS, "extended"]),
        ((EventKind.PROGRESSED,), ["progressed", "reported", "asked"], ["paused", *ENDS, "extended"]),
        ((EventKind.REPORTED,), ["reported"], ["returned", "accepted", *ENDS]),
        (
            (EventKind.REPORTED, EventKind.RETURNED),
            ["progressed", "reported", "asked"],
            ["paused", *ENDS, "extended"],
        ),
        ((EventKind.PAUSED,), [], ["resumed", *ENDS]),
        ((EventKind.REPORTED, EventKind.ACCEPTED), [], ["reopened"]),
        ((EventKind.CLOSED,), [], ["reopened"]),
        ((EventKind.REVOKED,), [], ["reopened"]),
        ((EventKind.REPLACED,), [], ["reopened"]),
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
def test_what_is_over_can_only_be_reopened_and_nothing_is_a_dead_end(events: list[Event]) -> None:
    state = duty.replay(events)
    over = duty.moves(state, Part.DOER) == () and duty.moves(state, Part.GIVER) == (EventKind.REOPENED,)
    assert over == (state.stage not in duty.OPEN)
    assert duty.moves(state, Part.GIVER)


@given(histories())
def test_a_duty_is_marked_as_returned_just_while_it_waits_to_be_done_again(events: list[Event]) -> None:
    state = duty.replay(events)
    line = duty.timeline(state)
    assert (Mark.RETURNED in line.marks) == (state.stage is Stage.RETURNED)
    if state.stage is Stage.RETURNED:
        done = {Standing.DONE_ON_TIME, Standing.DONE_LATE, Standing.CLOSED}
        assert done.isdisjoint(standing for _day, standing in line.steps), "counted as not completed"


@given(histories())
def test_the_last_report_is_remembered(events: list[Event]) -> None:
    reports = [one.recorded_on for one in events if one.kind in (EventKind.PROGRESSED, EventKind.REPORTED)]
    state = duty.replay(events)
    assert state.spoke_on == (reports[-1] if reports else None)
    assert max([START, *reports]) <= state.heard_on <= state.last_on, "silence is no longer than since the last report"


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
