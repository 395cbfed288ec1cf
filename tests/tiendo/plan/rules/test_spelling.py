"""What a word without its marks is told by: its own letters, or its neighbours."""

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tiendo.plan.rules import spelling

PHRASES = [phrase for phrase in spelling._phrases() if len(phrase.split()) > 1]
CLOSED = ["thực", "việc", "quốc", "hợp", "pháp", "kết", "chức", "cấp", "được", "cách", "thuộc", "lập"]


def likely(text, phrases=()):
    return [(found.word, found.likely) for found in spelling.lost(text, phrases)]


@pytest.mark.parametrize("word", CLOSED)
def test_a_closed_syllable_bears_a_tone(word):
    assert not spelling.is_impossible(word)
    assert spelling.is_impossible(spelling.toneless(word))


@given(st.sampled_from(PHRASES), st.data())
def test_a_word_of_a_common_phrase_is_known_by_its_neighbour(phrase, data):
    words = phrase.split()
    at = data.draw(st.integers(0, len(words) - 1))
    plain = data.draw(st.sampled_from([spelling.toneless(words[at]), spelling.markless(words[at])]))
    assume(plain != words[at] and "," not in phrase)
    broken = " ".join([*words[:at], plain, *words[at + 1 :]])
    # Some pairs are another phrase once a word has lost its marks ("tự do"), and are let pass.
    assume(not any(spelling.goes_with(*pair) for pair in spelling._pairs(broken)))
    assert plain in {word for word, _ in likely(f"{broken}.")}


@given(st.lists(st.sampled_from(PHRASES), max_size=30))
def test_words_with_their_marks_are_left_alone(phrases):
    assert likely("; ".join(phrases)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Phần mềm Internet, website và robot của Microsoft Project.",
        "Chỉ thị số 02-CT/TU, thư gửi sonhai.gov.vn, tệp viec.hop@sonhai.",
        "Đình chỉ thi công công trình; đi đôi với trách nhiệm; chủ quan.",
        "GDP, ODA và FDI của tỉnh.",
    ],
)
def test_foreign_words_symbols_and_words_right_in_themselves_are_left_alone(text):
    assert likely(text) == []


def test_a_phrase_that_the_document_has_twice_tells_too():
    text = "Hồ Lân Sơn cạn. Hồ Lân Sơn đầy. Hồ Lân Sờn vỡ."
    assert likely(text) == []
    assert likely("Cống Đá Bạc mở. Cống Đá Bạc đóng. Cống Đa Bạc vỡ.") == [("Đa", "đá")]


@given(st.text(alphabet="aáđ ,.\n7_ω漢", max_size=60))
def test_words_are_runs_of_letters_and_neighbours_where_one_space_divides_them(text):
    said = spelling.words(text, 0, len(text))
    found = list(re.finditer(r"[aáđω]+", text))
    assert [word for word in said if word] == [one[0] for one in found]
    near = [(one[0], two[0]) for one, two in pairwise(found) if text[one.end() : two.start()] == " "]
    assert [pair for pair in pairwise(said) if all(pair)] == near


@given(st.text(alphabet="aáđ ,.", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_words_are_counted_within_their_bounds(text, start, end):
    counts = spelling.counted(text, start, end)
    assert sum(counts.values()) == len(text[start:end].replace(",", " ").replace(".", " ").split())
