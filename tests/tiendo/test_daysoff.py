"""Decisions on days off as people enter them: what they change, and what is wrong with them at its words."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import daysoff, workdays
from tiendo.rulebook import Lang, Rulebook
from tiendo.workdays import DayKind, Status

CALENDAR = workdays.shipped()
BOOK = Rulebook(daysoff.RULES)
BASIS = "9999/TB-BNV"


def read(text: str):
    return daysoff.read(text, "form", basis=BASIS, status=Status.ANNOUNCED, calendar=CALENDAR)


def test_a_swap_moves_a_working_day() -> None:
    decision, faults = read("Nghỉ ngày 23/11/2026, làm bù ngày 28/11/2026.\n")
    assert faults == () and decision is not None
    after = daysoff.amended(CALENDAR, decision)
    assert daysoff.changed(CALENDAR, after, decision) == [date(2026, 11, 23), date(2026, 11, 28)]
    assert not after.is_working(date(2026, 11, 23)) and after.is_working(date(2026, 11, 28))
    off = after.why_off(date(2026, 11, 23))
    assert off is not None and off.basis == BASIS and off.status is Status.ANNOUNCED and "28/11/2026" in off.label.vi
    assert str(after.add(date(2026, 11, 20), 7)) == "2026-12-02", "the same as without the swap"
    assert (
        str(after.add(date(2026, 11, 20), 1)) == "2026-11-25"
        and str(CALENDAR.add(date(2026, 11, 20), 1)) == "2026-11-23"
    )


def test_a_run_of_days_leaves_rest_days_as_they_are() -> None:
    decision, _faults = read("nghi 17/06/2027 den 22/06/2027: Nghỉ bù\nlàm việc 26/06/2027")
    assert decision is not None
    kinds = [(row.day.day, row.kind) for row in decision.rows]
    assert kinds == [*[(day, DayKind.HOLIDAY) for day in (17, 18, 21, 22)], (26, DayKind.WORKED)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("nghỉ thứ hai", "Y004"),
        ("nghỉ 23/11", "Y004"),
        ("nghỉ 31/02/2026", "Y005"),
        ("nghỉ 24/06/2026 đến 23/06/2026", "Y005"),
        ("nghỉ 01/03/2026 đến 30/04/2026", "Y005"),
        ("nghỉ 23/11/2026, làm bù 23/11/2026", "Y005"),
        ("nghỉ 02/01/2099", "Y006"),
        ("nghỉ 22/11/2026", "Y007"),
        ("nghỉ 23/11/2026, làm bù 25/11/2026", "Y007"),
        ("làm việc 23/11/2026", "Y007"),
        ("nghỉ 24/11/2026, làm bù 28/11/2026", "Y007"),
    ],
)
def test_a_fault_is_told_at_its_line(line: str, code: str) -> None:
    text = f"nghỉ 25/11/2026\n  {line}  \n"
    decision, (fault,) = read(text)
    assert decision is None and fault.code == code and fault.span is not None
    assert text[fault.span.start : fault.span.end] == line
    assert line in BOOK.message(fault, Lang.EN)


@pytest.mark.parametrize("rule", daysoff.RULES, ids=lambda rule: rule.code)
def test_each_rule_finds_its_example_and_not_the_mended_one(rule) -> None:
    (example,) = rule.examples
    assert rule.code in {fault.code for fault in read(example.bad)[1]}
    assert read(example.good)[1] == ()


@given(
    st.text()
    | st.lists(st.sampled_from(["nghỉ", "23/11/2026", "làm bù", "đến", ":", ",", "\n", "làm việc"])).map(" ".join)
)
def test_any_text_is_a_decision_or_faults(text: str) -> None:
    decision, faults = read(text)
    assert (decision is None) == bool(faults)
    for fault in faults:
        assert fault.span is None or text[fault.span.start : fault.span.end].strip()


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(1, 28))
def test_what_a_decision_does_not_name_stays_as_it_was(day: date, later: int) -> None:
    instead = day + timedelta(days=later)
    decision, _faults = read(f"nghỉ {day:%d/%m/%Y}, làm bù {instead:%d/%m/%Y}")
    if decision is None:
        assert not CALENDAR.is_working(day) or CALENDAR.is_working(instead)
        return
    stored = json.loads(json.dumps(daysoff.encode(decision)))
    assert daysoff.decode(stored, basis=BASIS, status=Status.ANNOUNCED) == decision
    after = daysoff.amended(CALENDAR, decision)
    for n in range(-40, 80):
        other = day + timedelta(days=n)
        if other not in (day, instead) and CALENDAR.covers(other):
            assert after.is_working(other) is CALENDAR.is_working(other)
    assert after.count(day - timedelta(days=1), instead) == CALENDAR.count(day - timedelta(days=1), instead)
