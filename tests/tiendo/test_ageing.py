"""Ages of duties without a deadline."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tiendo import ageing, term, workdays
from tiendo.ageing import Age
from tiendo.term import Length, Unit

CALENDAR = workdays.shipped()
LENGTHS = st.builds(Length, st.integers(1, 20), st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH]))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(DAYS, LENGTHS, st.integers(-5, 5))
def test_a_duty_is_chased_from_the_day_after_the_length_is_over(on: date, length: Length, shift: int) -> None:
    cuts = ageing.bounds(on, length, CALENDAR)
    assert cuts.chased is not None
    heard = cuts.chased + timedelta(days=shift)
    if heard <= on:
        over = term.due(heard, length, CALENDAR).due_on
        assert over is not None
        assert (ageing.age(heard, cuts) is Age.CHASED) == (over < on)


@given(DAYS, st.none() | LENGTHS, st.integers(0, 900))
def test_an_age_never_becomes_less(on: date, length: Length | None, silent: int) -> None:
    cuts = ageing.bounds(on, length, CALENDAR)
    order = [Age.RECENT, Age.QUIET, Age.CHASED]
    heard = on - timedelta(days=silent)
    younger, older = ageing.age(heard, cuts), ageing.age(heard - timedelta(days=1), cuts)
    assert order.index(older) >= order.index(younger)
    assert length is not None or older is not Age.CHASED


def test_days_that_no_calendar_knows_are_counted_as_they_are() -> None:
    for on in (date(1, 1, 1), date(1, 3, 1), date(1999, 5, 5), date(9999, 12, 31)):
        cuts = ageing.bounds(on, Length(3, Unit.MONTH), CALENDAR)
        assert cuts.chased is not None and cuts.chased <= on
