"""Which places of another document a text abolishes, and which tasks stand there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan import repeals

PATHS = ["I.1", "I.2", "I.2.a", "I.2.b", "II.1", "II.3", "II.3.a", "II.3.a~2", "III.4.1"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bãi bỏ khoản 2 Mục I.", [("I", "2")]),
        (
            "bãi bỏ nhiệm vụ tại điểm a, điểm b khoản 2 Mục I Kế hoạch số 15",
            [("I", "2", "a"), ("I", "2", "b")],
        ),
        ("Bãi bỏ điểm a và b khoản 2, khoản 3 Mục II", [("II", "2", "a"), ("II", "2", "b"), ("II", "3")]),
        ("Hủy bỏ nhiệm vụ số 4.1 Phần III; khoản 1 Mục II", [("III", "4", "1"), ("II", "1")]),
        ("Sửa đổi khoản 1 Mục I; bãi bỏ khoản 3 Mục II và sửa đổi khoản 2 Mục I", [("II", "3")]),
        ("Bãi bỏ Kế hoạch số 15/KH-UBND ngày 02/3/2026.", []),
        ("Khoản 3 Mục II giữ nguyên.", []),
        ("Bãi bỏ khoản 1 Mục I. Khoản 3 Mục II giữ nguyên.", [("I", "1")]),
    ],
)
def test_the_places_that_a_text_abolishes(text, places):
    assert list(repeals.places(text)) == places


@pytest.mark.parametrize(
    ("place", "tasks"),
    [
        (("I", "2"), {"I.2", "I.2.a", "I.2.b"}),
        (("II", "3", "a"), {"II.3.a", "II.3.a~2"}),
        (("3",), {"II.3", "II.3.a", "II.3.a~2"}),
        (("1",), set()),
        (("V",), set()),
    ],
)
def test_the_tasks_that_stand_in_a_place_and_none_where_several_sections_have_it(place, tasks):
    assert repeals.standing_in([place], PATHS) == tasks


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert repeals.standing_in(repeals.places("Bãi bỏ " + text), PATHS) <= set(PATHS)
