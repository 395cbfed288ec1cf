from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan.rules import printed

days = st.dates(date(1945, 1, 1), date(2100, 12, 31))


@given(
    days,
    st.sampled_from(["{0}/{1}/{2}", "{0:02}/{1:02}/{2}", "{0}-{1}-{2}", "{0:02} tháng {1} năm {2}", "{0}.{1}.{2}"]),
)
def test_a_day_is_found_as_it_was_printed(day, form):
    words = form.format(day.day, day.month, day.year)
    text = f"Căn cứ Quyết định số 12/QĐ-UBND ngày {words} của tỉnh"
    (found,) = printed.find(text, 0)
    assert (found.text, found.day, printed.impossible(found)) == (words, day, None)
    assert text[found.span.start : found.span.end] == words


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1000, 99999))
def test_three_numbers_are_a_day_or_there_is_one_reason_why_not(day, month, year):
    (found,) = printed.find(f"ngày {day}/{month}/{year}.", 0)
    assert (found.day is None) == (printed.impossible(found) is not None)


@given(days)
def test_one_digit_away_means_one_digit(day):
    (found,) = printed.find(printed.vietnamese(day), 0)
    for other, words in printed.one_digit_away(found):
        assert sum(a != b for a, b in zip(words, found.text, strict=True)) == 1
        assert printed.find(words, 0)[0].day == other


def test_a_digit_too_many_in_a_year_is_left_out():
    (found,) = printed.find("09/6/20205", 0)
    assert (date(2025, 6, 9), "09/6/2025") in set(printed.one_digit_away(found))


def test_symbols_and_sums_are_no_dates():
    assert printed.find("Số 01/02/2025/QĐ, 1.234.567 đồng, 12/2025/NĐ-CP, tỷ lệ 3/4", 0) == []
