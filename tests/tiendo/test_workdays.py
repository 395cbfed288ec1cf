"""The day table: our own, checked against the package that seeded it."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import workdays
from tiendo.rulebook import Lang, Rule, Rulebook, Words
from tiendo.workdays import DayKind, OutsideCalendar

INSIDE = st.dates(date(2016, 1, 1), date(2029, 12, 31))

# 12729/VPCP-KGVX of 25 December 2025: the package does not know of this swap.
DIFFERENT = {date(2026, 1, 2): False, date(2026, 1, 10): True}


def test_the_table_agrees_with_the_package_but_for_the_listed_days() -> None:
    calendar = workdays.shipped()
    theirs = holidays.Vietnam(years=range(2015, 2031))  # type: ignore[attr-defined]
    day, different = date(2015, 1, 1), {}
    while day.year < 2031:
        ours = calendar.is_working(day)
        if ours != theirs.is_working_day(day):
            different[day] = ours
        day += timedelta(days=1)
    assert different == DIFFERENT


def test_the_proposed_swap_of_november_2026_is_not_loaded() -> None:
    assert workdays.shipped().is_working(date(2026, 11, 23))
    assert not workdays.shipped().is_working(date(2026, 11, 28))


@given(INSIDE, st.integers(-60, 60))
def test_adding_and_counting_undo_each_other(day: date, number: int) -> None:
    calendar = workdays.shipped()
    assert calendar.count(day, calendar.add(day, number)) == number


@given(INSIDE, st.integers(-40, 40), st.integers(0, 5), st.integers(0, 5))
def test_adding_is_monotonic_in_both(day: date, number: int, more: int, later: int) -> None:
    calendar = workdays.shipped()
    assert calendar.add(day, number) <= calendar.add(day, number + more)
    assert calendar.add(day, number) <= calendar.add(day + timedelta(days=later), number)


@given(INSIDE)
def test_rolling_ends_on_the_nearest_working_day(day: date) -> None:
    calendar = workdays.shipped()
    rolled = calendar.roll(day)
    assert calendar.is_working(rolled)
    assert calendar.count(day - timedelta(days=1), rolled) == 1
    assert calendar.next_working(day) > day


@given(INSIDE)
def test_a_day_is_worked_or_has_a_reason_with_a_basis(day: date) -> None:
    off = workdays.shipped().why_off(day)
    assert (off is None) == workdays.shipped().is_working(day)
    assert off is None or (off.basis and off.label.vi and off.label.en)


def test_years_after_the_last_decision_are_projected() -> None:
    calendar = workdays.shipped()
    assert not calendar.projected(date(2026, 12, 31))
    assert calendar.projected(date(2027, 1, 4))


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2031, 1, 1), date.min, date.max])
def test_outside_the_table_is_refused(day: date) -> None:
    with pytest.raises(OutsideCalendar):
        workdays.shipped().is_working(day)
    with pytest.raises(OutsideCalendar):
        workdays.shipped().add(day, -9_999 if day.year < 2020 else 9_999)


def test_an_empty_table_covers_nothing() -> None:
    calendar, faults = workdays.load("", "x")
    assert not faults
    assert not calendar.covers(date(2026, 1, 1))


@pytest.mark.parametrize("rule", workdays.RULES, ids=lambda rule: rule.code)
def test_each_rule_finds_its_example_and_points_at_the_row(rule: Rule) -> None:
    (example,) = rule.examples
    book = Rulebook(workdays.RULES)
    _, faults = workdays.load("\n" + example.bad, "x.csv")
    assert [fault.code for fault in faults] == [rule.code]
    assert faults[0].span is not None
    assert ("\n" + example.bad)[faults[0].span.start : faults[0].span.end] in example.bad.split("\n")
    assert "{" not in book.message(faults[0], Lang.VI)
    assert workdays.load(example.good, "x.csv")[1] == ()


@given(st.text() | st.lists(st.sampled_from(["2026-01-01", "worked", ",", "\n", '"', "é"])).map("".join))
def test_any_text_loads(text: str) -> None:
    calendar, faults = workdays.load(text, "x")
    assert all(fault.span is not None and fault.span.end <= len(text) for fault in faults)
    assert len(calendar.rows) <= text.count("\n") + 1


def test_the_swaps_that_were_published_are_in_the_table(shared: Path) -> None:
    calendar = workdays.shipped()
    rows = csv.DictReader((shared / "domain" / "calendar.csv").read_text(encoding="utf-8").splitlines())
    for row in [row for row in rows if not row["kind"].startswith("PROPOSED")]:
        off = calendar.why_off(date.fromisoformat(row["date"]))
        assert off is not None
        assert off.kind is DayKind(row["kind"])
        assert row["swap_with"] == "" or calendar.is_working(date.fromisoformat(row["swap_with"]))


def test_a_day_that_is_announced_decides_no_year() -> None:
    """Tết and National Day are decided year by year: until both are, the year stays expected."""
    calendar = workdays.shipped()
    one = workdays.DayRow(date(2027, 1, 4), workdays.DayKind.HOLIDAY, Words("a", "a"), "b", workdays.Status.ANNOUNCED)
    assert workdays.Calendar((*calendar.rows, one)).projected(date(2027, 3, 1))
    decided = [
        replace(row, status=workdays.Status.CONFIRMED)
        if row.day.year == 2027 and row.label.vi in ("Nghỉ Tết Nguyên đán", "Quốc khánh")
        else row
        for row in calendar.rows
    ]
    after = workdays.Calendar(tuple(decided))
    assert not after.projected(date(2027, 3, 1)) and after.projected(date(2028, 3, 1))
