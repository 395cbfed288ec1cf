"""From when a term runs: the document's own day, its being given out, a printed day, or an event still to come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import since, steps, term, workdays
from tiendo.rulebook import Lang
from tiendo.since import Days, Kind, Since

DOCUMENT, GIVEN, EVENT = date(2026, 3, 2), date(2026, 3, 20), date(2026, 4, 6)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", Kind.UNSAID),
        ("ban hành", Kind.ISSUE),
        ("ký", Kind.ISSUE),
        ("ký ban hành Kế hoạch này", Kind.ISSUE),
        ("Quyết định này được ban hành", Kind.ISSUE),
        ("nhận được Kế hoạch này", Kind.GIVEN),
        ("01/7/2026", Kind.DAY),
        ("ban hành Quyết định", Kind.EVENT),
        ("nhận được văn bản", Kind.EVENT),
        ("nhận đủ hồ sơ hợp lệ", Kind.EVENT),
        ("Quyết định này có hiệu lực", Kind.EVENT),
    ],
)
def test_what_stands_behind_since(words: str, kind: Kind) -> None:
    found = since.of(words)
    assert found.kind is kind
    assert since.in_words(f"trong 10 ngày làm việc, kể từ ngày {words}").kind is kind


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (Kind.UNSAID, DOCUMENT),
        (Kind.ISSUE, DOCUMENT),
        (Kind.GIVEN, GIVEN),
        (Kind.DAY, date(2026, 7, 1)),
        (Kind.EVENT, EVENT),
    ],
)
def test_each_term_runs_from_its_own_day_and_from_none_before_it_is_known(kind: Kind, start: date) -> None:
    one = Since(kind, "việc", date(2026, 7, 1) if kind is Kind.DAY else None)
    assert since.start(one, Days(DOCUMENT, GIVEN, EVENT)) == start
    assert since.start(one, Days(None)) == (start if kind is Kind.DAY else None)
    assert all("5 ngày" in since.say_waiting(one, "5 ngày", lang) for lang in Lang)


def test_the_trace_says_from_when_in_words_and_as_data() -> None:
    found = since.Counted(since.of("nhận đủ hồ sơ"), term.due(EVENT, "5 ngày làm việc", workdays.shipped()).trace)
    assert found.say(Lang.VI).startswith("Tính từ ngày xảy ra sự kiện “nhận đủ hồ sơ”, 06/04/2026.")
    assert "2026-04-06" in found.say(Lang.EN)
    told = steps.data(found)
    assert told["since"] == {"kind": "event", "words": "nhận đủ hồ sơ"} and told["start"] == "2026-04-06"


@given(st.text(max_size=80))
def test_any_words_name_something(words: str) -> None:
    assert since.of(words).kind in Kind and since.in_words(words).kind in Kind
