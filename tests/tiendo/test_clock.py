"""Timelines: standings by time alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import clock
from tiendo.clock import Standing, Timeline

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS, st.integers(0, 20), st.integers(0, 60))
def test_the_standing_of_a_running_clock_is_what_the_days_say(start: date, due: date, near: int, later: int) -> None:
    near_on = due - timedelta(days=near)
    on = start + timedelta(days=later)
    expected = Standing.OVERDUE if on > due else Standing.NEAR_DUE if on >= near_on else Standing.IN_TERM
    line = clock.running(start, near_on=near_on, due_on=due)
    assert line.at(on) is expected
    assert line.at(start - timedelta(days=1)) is None


def test_a_duty_due_on_the_last_day_there_is_never_becomes_late() -> None:
    line = clock.running(date(2026, 1, 1), near_on=None, due_on=date.max)
    assert line.at(date.max) is Standing.IN_TERM


@pytest.mark.parametrize(
    "steps",
    [
        (),
        ((date(2026, 1, 2), Standing.IN_TERM), (date(2026, 1, 1), Standing.OVERDUE)),
        ((date(2026, 1, 1), Standing.IN_TERM), (date(2026, 1, 2), Standing.IN_TERM)),
    ],
)
def test_steps_are_in_order_and_each_changes_something(steps: tuple[tuple[date, Standing], ...]) -> None:
    with pytest.raises(ValueError, match="step"):
        Timeline(steps)
