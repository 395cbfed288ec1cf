"""Days that are far off, on either side."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import farday

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, DAYS)
def test_far_is_far_from_either_side(one, other):
    assert farday.is_far(one, other) is farday.is_far(other, one)


@given(DAYS)
def test_a_day_is_far_once_five_years_are_over(on):
    anniversary = date(on.year + 5, on.month, min(on.day, 28))
    assert not farday.is_far(anniversary, on)
    assert farday.is_far(anniversary + timedelta(days=32), on)


@pytest.mark.parametrize(("day", "slip"), [(date(2062, 12, 30), True), (date(2062, 12, 31), False)])
def test_the_end_of_a_far_year_is_no_slip(day, slip):
    assert farday.is_slip(day, date(2026, 11, 26)) is slip
