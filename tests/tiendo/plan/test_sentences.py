"""A text cut into sentences: offsets are never lost, and a full stop is not always an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan import sentences
from tiendo.source import Span

WORDS = st.lists(
    st.sampled_from(["Sở", "y tế", "1.", "TP.", "v.v.", ". ", "./.", "\n", "số 1", " ", "a)", "A", "…", "2026"])
)


def cut(text):
    return [text[one.start : one.end] for one in sentences.split(text)]


@given(st.one_of(st.text(), WORDS.map("".join)))
def test_sentences_tile_the_text(text):
    assert "".join(cut(text)) == text
    assert all(cut(text))


@given(WORDS.map("".join), st.integers(0, 20), st.integers(0, 20))
def test_sentences_tile_any_place_in_it(text, start, length):
    place = Span(min(start, len(text)), min(start + length, len(text)))
    found = sentences.split(text, place)
    assert "".join(text[one.start : one.end] for one in found) == text[place.start : place.end]


@pytest.mark.parametrize(
    "whole",
    [
        "Ủy ban nhân dân TP. Sơn Hải, TX. Hải Đông lập sổ.",
        "Đồng chí ThS. Trần V. Mẫu ký.",
        "TM. ỦY BAN NHÂN DÂN",
        "Trước ngày 15. 12. 2026 gửi sổ.",
        "Điều 2. Sở Y tế lập sổ.",
        "1. Lập sổ theo mẫu số 1. Biểu kèm theo.",
        "a) Lập sổ, bảng biểu, v.v. và gửi báo cáo.",
        "Chi 1.500.000 đồng theo mục 2.1.3 và 3.4.",
    ],
)
def test_a_full_stop_that_ends_nothing(whole):
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Lập sổ. Gửi sổ.", ["Lập sổ. ", "Gửi sổ."]),
        ("Hoàn thành trong năm 2026. Các sở báo cáo.", ["Hoàn thành trong năm 2026. ", "Các sở báo cáo."]),
        ("Hết tháng 6. Sở Y tế báo cáo.", ["Hết tháng 6. ", "Sở Y tế báo cáo."]),
        ("1. Lập sổ. 2. Gửi sổ.", ["1. Lập sổ. ", "2. Gửi sổ."]),
        ("a) Lập sổ. b) Gửi sổ.", ["a) Lập sổ. ", "b) Gửi sổ."]),
        (
            "Lập sổ (mẫu kèm theo.) “Gửi sổ.” Báo cáo…  Xong!",
            ["Lập sổ (mẫu kèm theo.) ", "“Gửi sổ.” ", "Báo cáo…  ", "Xong!"],
        ),
        ("Lập sổ./. Nơi nhận", ["Lập sổ./. ", "Nơi nhận"]),
    ],
)
def test_a_full_stop_that_ends_a_sentence(text, parts):
    assert cut(text) == parts
