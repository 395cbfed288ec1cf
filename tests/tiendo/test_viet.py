import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tiendo import viet


def test_tone_places_and_forms_give_one_key():
    assert viet.fold("Hoà Bình") == viet.fold("HÒA  BÌNH") == viet.fold(unicodedata.normalize("NFD", "Hòa Bình"))


@given(st.text())
def test_folding_twice_is_folding_once(text):
    once = viet.fold(text)
    assert viet.fold(once) == once


@given(st.text())
def test_lower_case_keeps_every_place(text):
    lower = viet.lowered(text + "İ" + text)
    assert len(lower) == 2 * len(text) + 1
    assert viet.lowered(lower) == lower


def test_letters_of_a_case_are_told_apart():
    lower, upper = re.compile(f"[{viet.LOWER}]+"), re.compile(f"[{viet.UPPER}]+")
    assert lower.fullmatch("đượcửỹ")
    assert upper.fullmatch("ĐƯỢCỬỸ")
    assert not lower.search("ẠẢẤỆỌỰĐ")
    assert not upper.search("ạảấệọựđ")
