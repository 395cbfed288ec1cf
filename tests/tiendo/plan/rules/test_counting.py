from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan.rules import counting

numbers = st.integers(2, 23)
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]


@given(numbers, st.sampled_from(["", "II.", "3.1."]))
def test_the_label_before_counts_one_less(number, stem):
    for label in (f"{stem}{number}", stem + counting.ALPHABET[number - 1]):
        assert counting.value(label) == number
        assert counting.value(counting.before(label)) == number - 1
        assert counting.before(label).startswith(stem)


@given(st.integers(2, len(ROMAN) - 1))
def test_roman_numerals_count_in_capitals_only(number):
    assert counting.roman(ROMAN[number]) == number
    assert counting.before(ROMAN[number]) == ROMAN[number - 1]
    assert counting.roman(ROMAN[number].lower()) is None


def test_before_the_first_there_is_none_and_a_dash_counts_nothing():
    assert [counting.before(label) for label in ("1", "I", "a", "II.1", "", "-")] == [None] * 6
    assert counting.value("") is None
