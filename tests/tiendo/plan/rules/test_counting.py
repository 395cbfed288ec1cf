from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan.rules import counting

numbers = st.integers(2, 23)
ROMAN = {
    9: "IX",
    14: "XIV",
    39: "XXXIX",
    40: "XL",
    41: "XLI",
    49: "XLIX",
    50: "L",
    88: "LXXXVIII",
    90: "XC",
    99: "XCIX",
}


@given(numbers, st.sampled_from(["", "II.", "3.1."]))
def test_the_label_before_counts_one_less(number, stem):
    for label in (f"{stem}{number}", stem + counting.ALPHABET[number - 1]):
        assert counting.value(label) == number
        assert counting.value(counting.before(label)) == number - 1
        assert counting.before(label).startswith(stem)


def test_roman_numerals_go_back_to_the_first_one_by_one():
    label, worth = "XCIX", 99
    while before := counting.before(label):
        assert counting.roman(before) == worth - 1
        assert counting.roman(before.lower()) is None
        label, worth = before, worth - 1
    assert label == "I"


def test_roman_numerals_are_written_as_they_are_and_no_other_way():
    assert {number: counting.roman(label) for number, label in ROMAN.items()} == {number: number for number in ROMAN}
    assert [counting.roman(label) for label in ("IIII", "VX", "IC", "XXXX", "LL", "X" * 20_000)] == [None] * 6


def test_before_the_first_there_is_none_and_a_dash_counts_nothing():
    assert [counting.before(label) for label in ("1", "I", "a", "II.1", "", "-")] == [None] * 6
    assert counting.value("") is None
