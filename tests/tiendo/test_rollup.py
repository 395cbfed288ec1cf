"""Totals kept by changes equal totals counted afresh."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import clock, duty, rollup
from tiendo.clock import Mark, Standing
from tiendo.duty import Event, EventKind, Part
from tiendo.errors import Broken
from tiendo.rollup import Counts, Row, Scorecard, Vector

START = date(2026, 11, 2)
PLACES = len(rollup.ORDER)
COUNTS = st.lists(st.integers(-50, 50), min_size=PLACES, max_size=PLACES).map(lambda n: Counts(tuple(n)))
VECTORS = st.dictionaries(st.sampled_from("abcde"), COUNTS).map(Vector)
ROWS = st.lists(st.builds(Row, st.integers(1, 4), st.integers(1, 4), st.sampled_from("abc"), COUNTS))


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    start = START + timedelta(days=draw(st.integers(0, 20)))
    due = draw(st.none() | st.integers(-5, 40).map(lambda n: start + timedelta(days=n)))
    near = due - timedelta(days=draw(st.integers(0, 6))) if due and draw(st.booleans()) else None
    events = [Event(EventKind.ISSUED, start, due, near)]
    state = duty.replay(events)
    for _ in range(draw(st.integers(0, 7))):
        allowed = [*duty.moves(state, Part.DOER), *duty.moves(state, Part.GIVER)]
        if not allowed:
            break
        kind, on = draw(st.sampled_from(allowed)), state.last_on + timedelta(days=draw(st.integers(0, 8)))
        later = (state.due_on or on) + timedelta(days=draw(st.integers(1, 9)))
        dated = kind in (EventKind.ASKED, EventKind.EXTENDED)
        event = Event(kind, on, later if dated or (kind is EventKind.RESUMED and state.due_on) else None)
        if duty.extension_fault(state, event) is not None:
            break
        events.append(event)
        state = duty.apply(state, event)
    return events


def acts(events: list[Event]) -> list[rollup.Change]:
    """What the acts of one duty write, one after the other."""
    written: list[rollup.Change] = []
    before: clock.Timeline | None = None
    for upto in range(1, len(events) + 1):
        after = duty.timeline(duty.replay(events[:upto]))
        written += rollup.changes(before, after, since=events[upto - 1].recorded_on)
        before = after
    return written


@given(st.lists(histories(), max_size=5))
def test_changes_written_by_each_act_equal_a_recount_on_every_day(duties: list[list[Event]]) -> None:
    written = [change for events in duties for change in acts(events)]
    for number in range(-3, 130):
        on = START + timedelta(days=number)
        kept = rollup.total(change.counts for change in written if change.day <= on)
        lines = [line for events in duties if (line := duty.known(events, on))]
        counted = Counter(one for line in lines for one in (line.at(on), *line.borne(on)))
        assert {one: kept[one] for one in rollup.ORDER} == {one: counted[one] for one in rollup.ORDER}
        assert kept.total == len(lines), "every duty stands somehow, once, whatever marks it bears"


@given(histories(), st.dates(date(2026, 10, 1), date(2027, 3, 1)))
def test_a_duty_taken_out_leaves_nothing_from_that_day_on(events: list[Event], since: date) -> None:
    line = duty.timeline(duty.replay(events))
    written = [*rollup.changes(None, line, line.days[0]), *rollup.changes(line, None, since)]
    for number in range(-40, 200, 3):
        on = since + timedelta(days=number)
        kept = rollup.total(change.counts for change in written if change.day <= on)
        wanted = rollup.on(line, on) if on < since else rollup.ZERO
        assert kept == wanted


@given(histories(), histories(), st.dates(date(2026, 10, 1), date(2027, 3, 1)))
def test_no_change_is_empty_or_early(one: list[Event], other: list[Event], since: date) -> None:
    before, after = (duty.timeline(duty.replay(events)) for events in (one, other))
    found = rollup.changes(before, after, since)
    assert all(change.counts and change.day >= since for change in found)
    assert [change.day for change in found] == sorted({change.day for change in found})
    assert rollup.changes(before, before, since) == ()


@given(VECTORS, VECTORS, VECTORS)
def test_vectors_add_in_any_order_and_survive_storage(a: Vector, b: Vector, c: Vector) -> None:
    assert a.plus(b) == b.plus(a)
    assert a.plus(b).plus(c) == a.plus(b.plus(c))
    assert Vector.decode(a.encode()) == a
    assert rollup.summed(a.encode()) == a.counts
    assert a.plus({key: -counts for key, counts in a.items()}).encode() == {}


@pytest.mark.parametrize("stored", [{"a": [1, 2]}, {"a": 7}, {"a": ["x"] * 7}, {"a": None}])
def test_counts_that_cannot_be_read_are_a_broken_history(stored: dict[str, list[int]]) -> None:
    for read in (Vector.decode, rollup.summed):
        with pytest.raises(Broken):
            read(stored)


@given(ROWS, st.randoms(use_true_random=False))
def test_children_sum_to_the_parent_in_any_order(rows: list[Row], shuffle: object) -> None:
    card = Scorecard(rows)
    mixed = list(rows)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    again = Scorecard(mixed)
    everything = rollup.total(row.counts for row in rows)
    assert card.total == again.total == everything
    assert everything == rollup.total(card.column(one) for one in card.directives)
    for body in card.bodies:
        assert card.row(body) == rollup.total(again.cell(body, one) for one in card.directives)
    assert card.total.total == sum(card.row(body).total for body in card.bodies)


def test_a_cell_nobody_was_given_is_zero() -> None:
    card = Scorecard([Row(1, 7, "a", rollup.one(Standing.OVERDUE))])
    assert not card.cell(2, 7)
    assert not card.row(2)
    assert card.tasks(1, 7)["a"][Standing.OVERDUE] == 1


def test_counts_have_a_place_for_each_standing_and_mark() -> None:
    assert set(rollup.ORDER) == {*Standing, *Mark}
    with pytest.raises(ValueError, match="13"):
        Counts((1, 2))


def test_the_order_of_the_places_is_that_of_the_stored_vectors() -> None:
    assert [one.value for one in rollup.ORDER] == [
        "in_term",
        "near_due",
        "overdue",
        "done_on_time",
        "done_late",
        "no_deadline",
        "closed",
        "paused",
        "returned",
        "put_off",
        "done_past_first",
        "open_past_first",
        "undated",
    ]


def test_figures_by_the_granted_and_by_the_first_day_are_of_the_same_duties() -> None:
    counts = rollup.total(
        [
            rollup.one(Standing.DONE_ON_TIME),
            rollup.one(Standing.DONE_ON_TIME, {Mark.PUT_OFF, Mark.DONE_PAST_FIRST}),
            rollup.one(Standing.IN_TERM, {Mark.PUT_OFF, Mark.OPEN_PAST_FIRST}),
            rollup.one(Standing.IN_TERM),
            rollup.one(Standing.DONE_LATE),
        ]
    )
    assert counts.on_time.granted == rollup.Punctual(on_time=2, late=1, overdue=0)
    assert counts.on_time.first == rollup.Punctual(on_time=1, late=2, overdue=1)
    assert (counts.on_time.granted.due, counts.on_time.first.due, counts.total) == (3, 4, 5)


def test_a_vector_stored_before_there_were_pauses_is_read() -> None:
    old, new = Vector.decode({"a": [1, 2, 3, 4, 5, 6, 7]}), Vector.decode({"a": [1, 2, 3, 4, 5, 6, 7, 0, 0]})
    assert old == new and old.counts.total == 28
    assert rollup.summed({"a": [1] * 7, "b": [1] * len(rollup.ORDER)}).total == 7 + len(rollup.ORDER) - len(Mark)
