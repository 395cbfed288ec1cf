"""Terms in words, and the due days they lead to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import steps, term, workdays
from tiendo.rulebook import Lang, Rulebook
from tiendo.term import Fixed, Length, Ongoing, PeriodEnd, Unit, Within, YearEnd

INSIDE = st.dates(date(2016, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start", "words", "due_on"),
    [
        ("2026-11-20", "7 ngày làm việc", "2026-12-02"),
        ("2026-10-25", "30 ngày", "2026-11-25"),
        ("2025-12-31", "3 ngày làm việc", "2026-01-07"),
        ("2026-01-16", "30 ngày", "2026-02-23"),
        ("2026-08-07", "15 ngày", "2026-08-22"),
        ("2026-02-13", "10 ngày làm việc", "2026-03-06"),
        # Months end on the same day number, or on the last day of a shorter month, and roll.
        ("2025-12-31", "2 tháng", "2026-03-02"),
        ("2026-03-31", "1 tháng", "2026-05-04"),
        ("2024-02-29", "1 năm", "2025-02-28"),
        ("2026-06-03", "2 tuần", "2026-06-17"),
        ("2026-11-20", "trước ngày 15/12/2026", "2026-12-15"),
        ("2026-11-20", "cuối năm", "2026-12-31"),
    ],
)
def test_due_days(start: str, words: str, due_on: str) -> None:
    found = term.due(date.fromisoformat(start), words, workdays.shipped())
    assert found.due_on == found.trace.due_on == date.fromisoformat(due_on)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mười lăm ngày", Length(15, Unit.DAY)),
        ("hai mươi mốt ngày làm việc", Length(21, Unit.WORKING_DAY)),
        ("một trăm linh năm ngày", Length(105, Unit.DAY)),
        ("một trăm hai mươi ngày", Length(120, Unit.DAY)),
        ("năm năm", Length(5, Unit.YEAR)),
        ("07 (bảy) ngày làm việc", Length(7, Unit.WORKING_DAY)),
        ("Trong thời hạn 30 ngày, kể từ ngày nhận đủ hồ sơ.", Length(30, Unit.DAY)),
        ("trong thời hạn ba mươi ngày (kể từ ngày ký)", Length(30, Unit.DAY)),
        ("không quá 2 quý", Length(6, Unit.MONTH)),
        ("nửa tháng", Length(15, Unit.DAY)),
        ("31/12/2026", Fixed(date(2026, 12, 31))),
        ("2026-12-31", Fixed(date(2026, 12, 31))),
        ("chậm nhất là ngày 05 tháng 3 năm 2027", Fixed(date(2027, 3, 5))),
        ("quý II/2026", Within(date(2026, 6, 30))),
        ("trong quý 4 năm 2026", Within(date(2026, 12, 31))),
        ("tháng 11/2026", Within(date(2026, 11, 30))),
        ("năm 2026", Within(date(2026, 12, 31))),
        ("cuối năm", YearEnd()),
        ("Thường xuyên", Ongoing()),
    ],
)
def test_what_words_mean(words: str, expected: term.Term) -> None:
    assert term.parse(words) == (expected, ())


@pytest.mark.parametrize("words", ["sớm", "", "ngày", "mười mười ngày", "hai ba ngày", "7 ngày 2 tháng", "-3 ngày"])
def test_what_is_not_understood_is_said_and_pointed_at(words: str) -> None:
    found, faults = term.parse(f"  {words} ", "form")
    assert found is None
    assert [fault.code for fault in faults] == ["Z001"]
    assert faults[0].span is not None
    assert f"  {words} "[faults[0].span.start : faults[0].span.end] == words


@pytest.mark.parametrize("words", ["31/02/2026", "tháng 13/2026", "quý V/2026", "quý 7/2026", "0 ngày", "10000 ngày"])
def test_a_day_that_cannot_be_is_told_apart(words: str) -> None:
    assert [fault.code for fault in term.parse(words)[1]] == ["Z002"]
    with pytest.raises(term.TermRefused, match=words.split("/")[0]):
        term.due(date(2026, 1, 1), words, workdays.shipped())


@given(INSIDE, st.integers(1, 200), st.integers(0, 20))
def test_a_longer_term_never_ends_earlier(start: date, number: int, more: int) -> None:
    calendar = workdays.shipped()
    for unit in (Unit.WORKING_DAY, Unit.DAY):
        shorter = term.due(start, Length(number, unit), calendar).due_on
        longer = term.due(start, Length(number + more, unit), calendar).due_on
        assert shorter is not None
        assert longer is not None
        assert start < shorter <= longer
        assert calendar.is_working(shorter)


@given(INSIDE, st.integers(1, 120), st.sampled_from([Unit.WORKING_DAY, Unit.DAY]))
def test_the_trace_counts_again_to_the_same_day(start: date, number: int, unit: Unit) -> None:
    trace = term.due(start, Length(number, unit), workdays.shipped()).trace
    assert trace.reached is not None
    assert trace.reached == start + timedelta(days=number + len(trace.skipped))
    assert trace.due_on == trace.reached + timedelta(days=len(trace.rolled))


def test_the_trace_shows_reasons_and_the_law_in_both_languages() -> None:
    trace = term.due(date(2025, 12, 31), "3 ngày làm việc", workdays.shipped()).trace
    said = trace.say(Lang.VI)
    assert "12729/VPCP-KGVX" in said
    assert "91/2015/QH13" in said
    assert said.splitlines()[-1] == "Hạn cuối: hết ngày 07/01/2026."
    assert "2026-01-07" in trace.say(Lang.EN)


def test_a_due_day_in_an_undecided_year_says_so() -> None:
    trace = term.due(date(2026, 12, 20), "30 ngày", workdays.shipped()).trace
    assert trace.projected
    assert "2027" in trace.say(Lang.VI).splitlines()[-1]


def test_a_printed_day_off_stays_and_is_noted() -> None:
    found = term.due(date(2026, 11, 1), "24/11/2026", workdays.shipped())
    assert found.due_on == date(2026, 11, 24)
    assert "28/2026/QH16" in found.trace.say(Lang.VI)


def test_ongoing_work_has_no_day() -> None:
    found = term.due(date(2026, 11, 1), "thường xuyên", workdays.shipped())
    assert found.due_on is None
    assert "không có hạn" in found.trace.say(Lang.VI)


@pytest.mark.parametrize("words", ["9999 năm", "9999 ngày làm việc", "20 năm", "9999 quý", "9999 tuần"])
def test_a_term_beyond_the_day_table_is_refused(words: str) -> None:
    with pytest.raises(workdays.OutsideCalendar):
        term.due(date(2026, 1, 1), words, workdays.shipped())


@given(
    st.text() | st.lists(st.sampled_from(["ngày", "7", "mười", "tháng", "/", "2026", "quý", "(", "từ"])).map(" ".join)
)
def test_any_text_is_a_term_or_a_fault(text: str) -> None:
    found, faults = term.parse(text)
    assert (found is None) == (len(faults) == 1)


@pytest.mark.parametrize("rule", term.RULES, ids=lambda rule: rule.code)
def test_each_rule_finds_its_example(rule) -> None:  # type: ignore[no-untyped-def]
    (example,) = rule.examples
    (fault,) = term.parse(example.bad)[1]
    assert fault.code == rule.code
    assert example.bad in Rulebook(term.RULES).message(fault, Lang.EN)
    assert term.parse(example.good)[1] == ()


@pytest.mark.parametrize(
    ("words", "last", "worked"),
    [
        ("tháng 8/2026", date(2026, 8, 31), date(2026, 8, 28)),
        ("quý II/2026", date(2026, 6, 30), date(2026, 6, 30)),
        ("tháng 5/2026", date(2026, 5, 31), date(2026, 5, 29)),
        ("31/5/2026", date(2026, 5, 31), date(2026, 5, 31)),
    ],
)
def test_a_period_without_a_day_ends_as_the_rules_say(words: str, last: date, worked: date) -> None:
    start, calendar = date(2026, 3, 2), workdays.shipped()
    assert term.due(start, words, calendar).due_on == last
    found = term.due(start, words, calendar, period_end=PeriodEnd.LAST_WORKING_DAY)
    assert found.due_on == worked
    if worked != last:
        assert "ngày làm việc cuối cùng" in found.trace.say(Lang.VI)
        assert found.trace.say(Lang.EN).splitlines()[-1].endswith(f"{worked.isoformat()}.")


@pytest.mark.parametrize("words", ["tháng 8/2026", "quý II/2026", "cuối năm"])
@pytest.mark.parametrize(
    ("end", "said"), [("last_day", "lấy ngày cuối cùng"), ("last_working_day", "lấy ngày làm việc")]
)
def test_a_day_that_no_document_prints_is_told_as_the_rules(words: str, end: str, said: str) -> None:
    found = term.due(date(2026, 3, 2), words, workdays.shipped(), period_end=PeriodEnd(end))
    assert said in found.trace.say(Lang.VI)
    assert "giữ nguyên như văn bản" not in found.trace.say(Lang.VI)
    assert steps.data(found.trace)["period_end"] == end


def test_a_printed_day_is_told_as_printed() -> None:
    found = term.due(date(2026, 3, 2), "31/8/2026", workdays.shipped())
    assert "giữ nguyên như văn bản" in found.trace.say(Lang.VI)
    assert steps.data(found.trace)["period_end"] is None


def test_a_period_with_no_working_day_left_keeps_its_last_day() -> None:
    found = term.due(date(2026, 5, 30), "tháng 5/2026", workdays.shipped(), period_end=PeriodEnd.LAST_WORKING_DAY)
    assert found.due_on == date(2026, 5, 31)
