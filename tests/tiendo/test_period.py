"""Periods tile the days and never drift; what recurs is issued once, however seldom somebody looks."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import occurrence, period, workdays
from tiendo.errors import Broken, Refused
from tiendo.occurrence import AfterEnd, OnDay
from tiendo.orgtree import Level
from tiendo.period import Kind, Rhythm, Window
from tiendo.rulebook import Lang
from tiendo.term import Length, Unit

DAY = timedelta(days=1)
DAYS = st.dates(date(2016, 1, 1), date(2028, 12, 31))
TILING = [Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR, Kind.YEAR]
NAMED = st.builds(Rhythm, st.sampled_from([*TILING, Kind.NINE_MONTHS]), st.sampled_from(Window))
UNITS = [Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR]
CUSTOM = st.builds(
    lambda count, unit, anchor: Rhythm(Kind.CUSTOM, every=Length(count, unit), anchor=anchor),
    st.integers(1, 40),
    st.sampled_from(UNITS),
    DAYS,
)
RHYTHMS = st.just(Rhythm(Kind.WEEK)) | NAMED | CUSTOM


@given(RHYTHMS.filter(lambda one: one.kind is not Kind.NINE_MONTHS), DAYS)
def test_each_day_lies_in_one_period_and_periods_tile(rhythm: Rhythm, day: date) -> None:
    number = period.number_of(rhythm, day)
    here, after = period.nth(rhythm, number), period.nth(rhythm, number + 1)
    assert day in here and day not in after
    assert here.first <= here.last and after.first == here.last + DAY
    assert period.number_of(rhythm, here.first) == period.number_of(rhythm, here.last) == number
    assert here.words.say(Lang.VI) and here.words.say(Lang.EN) and period.say(rhythm, Lang.EN)


@given(st.sampled_from(Window), DAYS)
def test_the_first_nine_months_are_those_of_the_year_and_the_last_three_lie_in_none(window: Window, day: date) -> None:
    nine, year = Rhythm(Kind.NINE_MONTHS, window), Rhythm(Kind.YEAR, window)
    number = period.number_of(nine, day)
    here, whole = period.nth(nine, number), period.nth(year, number)
    last_quarter = period.nth(Rhythm(Kind.QUARTER, window), 4 * number + 3)
    assert number == period.number_of(year, day)
    assert (here.first, here.last) == (whole.first, last_quarter.first - DAY)
    assert (day in here) is not (day in last_quarter)
    assert here.words.vi == f"9 tháng đầu năm {number}" and period.say(nine, Lang.EN)


@given(RHYTHMS, DAYS, st.lists(st.integers(0, 90), min_size=1, max_size=6))
def test_looking_seldom_finds_what_looking_often_finds(rhythm: Rhythm, first_on: date, waits: list[int]) -> None:
    """No period is lost, found twice or found early, however the looks fall."""
    seen: list[period.Period] = []
    on = first_on
    for wait in waits:
        on += wait * DAY
        seen += period.begun(rhythm, after=seen[-1].number if seen else None, first_on=first_on, on=on)
    once = list(period.begun(rhythm, after=None, first_on=first_on, on=on))
    assert seen == once
    assert [one.number for one in once] == list(range(once[0].number, once[0].number + len(once))) if once else True
    assert all(first_on <= one.first <= on for one in once)


@given(RHYTHMS, DAYS, st.integers(1, 30), st.integers(1, 30))
def test_a_report_is_due_after_its_period_on_a_day_that_is_worked(
    rhythm: Rhythm, day: date, days: int, commune: int
) -> None:
    calendar = workdays.shipped()
    here = period.nth(rhythm, period.number_of(rhythm, day))
    when = AfterEnd(days, {Level.COMMUNE: commune})
    if here.last.year > 2029:
        return
    for level, number in ((None, days), (Level.PROVINCE, days), (Level.COMMUNE, commune)):
        due = occurrence.due_on(here, when, calendar, level)
        assert due > here.last and calendar.is_working(due) and calendar.count(here.last, due) == number


@given(NAMED, DAYS, st.integers(1, 31))
def test_a_day_of_the_month_lies_after_the_period_and_within_a_month_of_it(
    rhythm: Rhythm, day: date, number: int
) -> None:
    calendar = workdays.shipped()
    here = period.nth(rhythm, period.number_of(rhythm, day))
    if here.last.year > 2029:
        return
    due = occurrence.due_on(here, OnDay(number), calendar)
    off = [here.last + timedelta(days=n) for n in range(1, (due - here.last).days)]
    assert calendar.is_working(due) and due > here.last
    rolled = [one for one in off if one.day == number and calendar.is_working(one)]
    assert not rolled, "it is the first such day that is worked, or what that rolls to"
    assert (due - here.last).days <= 31 + 12, "a month, and the longest Tết"


@pytest.mark.parametrize(
    ("day", "window", "first", "due"),
    [
        (5, Window.CALENDAR, date(2026, 11, 1), date(2026, 12, 7)),
        (20, Window.DECREE_09, date(2026, 10, 15), date(2026, 11, 20)),
        (10, Window.DECREE_09, date(2026, 10, 15), date(2026, 12, 10)),
        (31, Window.CALENDAR, date(2026, 1, 1), date(2026, 3, 2)),
    ],
)
def test_no_report_is_due_before_its_period_is_over(day: int, window: Window, first: date, due: date) -> None:
    rhythm = Rhythm(Kind.MONTH, window)
    here = period.nth(rhythm, period.number_of(rhythm, first))
    assert occurrence.due_on(here, OnDay(day), workdays.shipped()) == due


def test_one_issued_on_its_very_day_keeps_it() -> None:
    """Issued on the first, as each time: due on the first, whichever weekday it is; and nothing is said to be over."""
    rhythm = Rhythm(Kind.MONTH)
    october = period.nth(rhythm, period.number_of(rhythm, date(2026, 10, 1)))
    for number in (31, 30, 2):
        when = OnDay(number)
        due = occurrence.due_on(october, when, workdays.shipped())
        found = occurrence.reckon(october, when, workdays.shipped(), issued_on=due)
        assert found.due_on == due and "mới giao được" not in found.say(Lang.VI)


@pytest.mark.parametrize(
    "rhythm", [Rhythm(Kind.WEEK), Rhythm(Kind.CUSTOM, every=Length(10, Unit.DAY), anchor=date(2026, 1, 1))]
)
def test_what_is_shorter_than_a_month_has_no_day_of_the_month(rhythm: Rhythm) -> None:
    with pytest.raises(Refused) as refused:
        occurrence.check(rhythm, OnDay(10))
    assert refused.value.field == "day"
    occurrence.check(rhythm, AfterEnd(1))
    occurrence.check(Rhythm(Kind.MONTH), OnDay(10))


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        (Kind.MONTH, date(2026, 7, 14), date(2026, 6, 15), date(2026, 7, 14)),
        (Kind.MONTH, date(2026, 7, 15), date(2026, 7, 15), date(2026, 8, 14)),
        (Kind.MONTH, date(2026, 12, 20), date(2026, 12, 15), date(2027, 1, 14)),
        (Kind.QUARTER, date(2026, 2, 1), date(2025, 12, 15), date(2026, 3, 14)),
        (Kind.QUARTER, date(2026, 12, 14), date(2026, 9, 15), date(2026, 12, 14)),
        (Kind.HALF_YEAR, date(2026, 6, 14), date(2025, 12, 15), date(2026, 6, 14)),
        (Kind.HALF_YEAR, date(2026, 6, 15), date(2026, 6, 15), date(2026, 12, 14)),
        (Kind.NINE_MONTHS, date(2026, 7, 1), date(2025, 12, 15), date(2026, 9, 14)),
        (Kind.YEAR, date(2026, 12, 15), date(2026, 12, 15), date(2027, 12, 14)),
    ],
)
def test_the_windows_are_those_of_the_decree(kind: Kind, day: date, first: date, last: date) -> None:
    rhythm = Rhythm(kind, Window.DECREE_09)
    here = period.nth(rhythm, period.number_of(rhythm, day))
    assert (here.first, here.last) == (first, last)


def test_the_last_of_a_month_comes_back_after_a_shorter_one() -> None:
    rhythm = Rhythm(Kind.CUSTOM, every=Length(1, Unit.MONTH), anchor=date(2026, 1, 31))
    firsts = [str(period.nth(rhythm, n).first) for n in range(4)]
    assert firsts == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Rhythm(Kind.CUSTOM),
        lambda: Rhythm(Kind.MONTH, every=Length(1, Unit.DAY)),
        lambda: Rhythm(Kind.CUSTOM, every=Length(0, Unit.DAY), anchor=date(2026, 1, 1)),
        lambda: Rhythm(Kind.CUSTOM, every=Length(5, Unit.WORKING_DAY), anchor=date(2026, 1, 1)),
        lambda: Rhythm(Kind.WEEK, Window.DECREE_09),
        lambda: AfterEnd(0),
        lambda: AfterEnd(5, {Level.COMMUNE: 0}),
        lambda: OnDay(32),
        lambda: OnDay(1, 13),
    ],
)
def test_what_cannot_recur_is_refused_beside_its_field(make) -> None:
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.field


AFTER = st.builds(AfterEnd, st.integers(1, 60), st.dictionaries(st.sampled_from(Level), st.integers(1, 60)))
WHENS = AFTER | st.builds(OnDay, st.integers(1, 31), st.none() | st.integers(1, 12))
IMPOSSIBLE = {**occurrence.encode(Rhythm(Kind.WEEK), OnDay(5)), "day": 40}


@given(RHYTHMS, WHENS)
def test_what_is_stored_reads_back_the_same(rhythm: Rhythm, when: occurrence.When) -> None:
    stored = json.loads(json.dumps(occurrence.encode(rhythm, when)))
    assert occurrence.decode(stored) == (rhythm, when)
    assert occurrence.say_when(when, Lang.VI) and occurrence.say_when(when, Lang.EN)


@pytest.mark.parametrize("stored", [None, {}, [], {"kind": "month"}, IMPOSSIBLE])
def test_a_stored_rhythm_that_cannot_be_read_is_broken(stored) -> None:
    with pytest.raises(Broken):
        occurrence.decode(stored)


@given(NAMED, DAYS, WHENS, st.integers(-10, 500))
def test_no_occurrence_is_late_at_its_birth(rhythm: Rhythm, day: date, when: occurrence.When, waited: int) -> None:
    calendar = workdays.shipped()
    here = period.nth(rhythm, period.number_of(rhythm, day))
    issued_on = here.first + timedelta(days=max(0, waited))
    found = occurrence.reckon(here, when, calendar, level=Level.COMMUNE, issued_on=issued_on)
    assert found.due_on > issued_on or found.due_on == found.counted == issued_on
    assert (found.due_on == found.counted) == (found.counted >= issued_on)
    said = found.say(Lang.VI)
    assert said.splitlines()[-1].startswith("Hạn cuối") and ("mới giao được" in said) == (found.due_on != found.counted)
    assert "NĐ-CP" in said or "91/2015/QH13" in said, "a number of days stands with its citation"


def test_what_lies_beyond_any_day_table_is_refused() -> None:
    for number in (-(10**6), 10**6):
        with pytest.raises(workdays.OutsideCalendar):
            period.nth(Rhythm(Kind.YEAR), number)
