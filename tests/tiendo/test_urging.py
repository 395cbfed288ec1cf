"""The text of an urging letter: proposed from facts, its places filled for each body."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import urging
from tiendo.clock import Standing
from tiendo.urging import Facts, Owed, Place

ON, BY = date(2026, 11, 25), date(2026, 12, 1)
OWED = st.lists(st.builds(Owed, st.sampled_from(urging.URGED), st.integers(0, 900)), max_size=9).map(tuple)


def facts(*owed: Owed, body: str = "Sở Y tế") -> Facts:
    return Facts(body, ON, BY, owed)


def test_what_is_proposed_says_just_what_is_owed() -> None:
    text = urging.fill(urging.PROPOSED, facts(Owed(Standing.OVERDUE, 3), Owed(Standing.NO_DEADLINE, 99)))
    assert "Sở Y tế còn 1 nhiệm vụ quá hạn, 1 nhiệm vụ không có thời hạn (có danh mục" in text
    assert "25/11/2026" in text and "01/12/2026" in text and "{" not in text
    assert urging.unknown_places(urging.PROPOSED) == ()


@given(OWED)
def test_the_parts_add_up_to_the_number(owed: tuple[Owed, ...]) -> None:
    words = urging.fill("{số nhiệm vụ}|{tình hình}", facts(*owed))
    number, _, said = words.partition("|")
    assert int(number) == len(owed) == sum(int(part.split()[0]) for part in said.split(", "))


@given(st.text(max_size=60), OWED)
def test_any_text_can_be_filled_and_what_nothing_fills_is_told(text: str, owed: tuple[Owed, ...]) -> None:
    filled = urging.fill(text, facts(*owed, body=""))
    for place in urging.unknown_places(text):
        assert "{" + place + "}" in filled
    assert not [place for place in Place if "{" + place.value + "}" in filled]


def test_a_slip_in_a_place_is_found() -> None:
    assert urging.unknown_places("Gửi {cơ quan} {co quan} { ngày } {xyz} {xyz}") == ("co quan", "xyz")


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.OVERDUE, "Quá hạn 5 ngày"),
        (Standing.NEAR_DUE, "còn 5 ngày"),
        (Standing.NO_DEADLINE, "5 ngày chưa có báo cáo"),
    ],
)
def test_each_duty_says_how_it_stands(standing: Standing, words: str) -> None:
    assert words in urging.state(Owed(standing, 5))
