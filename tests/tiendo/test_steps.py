"""The steps of a due day as data: enough to count again without the program."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tiendo import occurrence, pause, period, steps, term, workdays
from tiendo.term import Length, Unit

CALENDAR = workdays.shipped()
DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


@given(DAYS, st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WORKING_DAY]))
def test_the_data_counts_again_to_the_day(start: date, count: int, unit: Unit) -> None:
    found = term.due(start, Length(count, unit), CALENDAR)
    told = json.loads(json.dumps(steps.data(found.trace)))
    reached = date.fromisoformat(told["start"]) + timedelta(days=count + len(told["skipped"]))
    assert reached.isoformat() == told["reached"]
    due = reached + timedelta(days=len(told["rolled"]))
    assert due.isoformat() == told["due_on"] == str(found.due_on)
    assert "91/2015/QH13" in told["counting"] and all(off["why"] for off in told["skipped"] + told["rolled"])


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_a_pause_and_a_period_are_told_too(due: date, before: int, pause_length: int) -> None:
    since = due - timedelta(days=before)
    again = pause.resume(due, paused_on=since, resumed_on=since + timedelta(days=pause_length), calendar=CALENDAR)
    told = json.loads(json.dumps(steps.data(again)))
    assert told["kind"] == "pause" and told["due_on"] == str(again.due_on) and told["left"] == again.left
    here = period.nth(period.Rhythm(period.Kind.MONTH), period.number_of(period.Rhythm(period.Kind.MONTH), due))
    reckoned = occurrence.reckon(here, occurrence.AfterEnd(2), CALENDAR, issued_on=here.first)
    told = json.loads(json.dumps(steps.data(reckoned)))
    assert told["kind"] == "period" and told["last"] < told["due_on"] == told["counted"]


def test_a_printed_day_has_no_length_and_says_where_it_is_off() -> None:
    told = steps.data(term.due(date(2026, 11, 1), "24/11/2026", CALENDAR).trace)
    assert told["length"] is None and told["off_as_printed"]["basis"] == "Nghị quyết 28/2026/QH16"
