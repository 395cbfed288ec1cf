"""Numbers in words: what is said by the grammar of numbers is read back, whatever the number."""

from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan.rules.amount import in_words

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def hundreds(number, *, whole):
    """Three digits in words; all three are said where a group stands before them."""
    hundred, ten, one = number // 100, number // 10 % 10, number % 10
    words = [DIGITS[hundred], "trăm"] if hundred or whole else []
    if ten == 1:
        words.append("mười")
    elif ten:
        words += [DIGITS[ten], "mươi"]
    elif one and words:
        words.append("linh")
    if one:
        words.append("mốt" if one == 1 and ten > 1 else "lăm" if one == 5 and ten else DIGITS[one])
    return words


def said(number):
    """A number up to a thousand milliards in words."""
    words = []
    for size, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // size % 1000
        if group:
            words += [*hundreds(group, whole=bool(words)), name]
    return " ".join(words).strip().capitalize()


@given(st.integers(1, 10**12 - 1))
def test_what_is_said_is_read(number):
    assert in_words(said(number)) == number


@given(st.text(max_size=40))
def test_any_words_are_a_number_or_none(words):
    assert in_words(words) is None or in_words(words) >= 0
