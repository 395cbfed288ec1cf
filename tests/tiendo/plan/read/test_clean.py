"""What is folded in every text, and what is told of it."""

from __future__ import annotations

import unicodedata

import pytest

from tiendo.plan.read import read
from tiendo.source import Source


def opened(text: str) -> tuple[Source, dict[str, dict[str, str]]]:
    source, told = read(text.encode("utf-8", "surrogatepass"), "a.txt")
    assert source is not None
    return source, {one.name: dict(one.args) for one in told}


@pytest.mark.parametrize(
    ("given", "text", "told"),
    [
        ("Kế hoạch", "Kế hoạch", {}),
        (unicodedata.normalize("NFD", "Kế hoạch"), "Kế hoạch", {"text-not-composed": {}}),
        ("Số:\u00a012\u200b/KH", "Số: 12/KH", {"invisible-characters": {"spaces": "1", "hidden": "1"}}),
        ("bảo\u00advệ", "bảovệ", {"invisible-characters": {"spaces": "0", "hidden": "1"}}),
        ("K\x00ế\x07 hoạch", "Kế hoạch", {"control-characters": {"count": "2"}}),
        ("Q\u00d0-UBND tỉnh", "QĐ-UBND tỉnh", {"eth-for-d": {"count": "1"}}),
        ("12/NĐ-\u0421\u0420 và", "12/NĐ-CP và", {"letters-of-another-alphabet": {"count": "1", "word": "12/NĐ-CP"}}),
        ("Khóa VII\u0406.", "Khóa VIII.", {"letters-of-another-alphabet": {"count": "1", "word": "VIII"}}),
        ("\u1d20àng", "vàng", {"letters-of-another-alphabet": {"count": "1", "word": "vàng"}}),
        ("10 μg/m3, Москва, góc α", "10 μg/m3, Москва, góc α", {}),
        ("\ufeffMột\r\nhai\rba", "Một\nhai\nba", {}),
        ("45/KH\u2011UBND", "45/KH-UBND", {"hyphens-of-another-code": {"count": "1"}}),
        ("K Ế   H O Ạ C H", "KẾ HOẠCH", {"letters-spaced-out": {"count": "1", "word": "KẾ HOẠCH"}}),
        ("Nhóm A B C D Đ", "Nhóm A B C D Đ", {}),
    ],
)
def test_folding(given: str, text: str, told: dict[str, dict[str, str]]) -> None:
    source, found = opened(given)
    assert (source.text, found) == (text, told)


@pytest.mark.parametrize("before", ["Đại hội", "**Đại** hội,\n\n"])
def test_the_folded_word_is_pointed_at_and_not_the_same_word_before_it(before: str) -> None:
    source, told = read(f"Khóa VIII khai mạc.\n\n{before} bầu khóa VII\u0406.\n".encode(), "a.md")
    assert source
    (place,) = (one.span for one in told if one.name == "letters-of-another-alphabet")
    assert (source.slice(place), place.start) == ("VIII", source.text.rindex("VIII"))


@pytest.mark.parametrize(
    ("spaced", "words"),
    [
        ("Q U Y Ế T  Đ Ị N H", "QUYẾT ĐỊNH"),
        ("C H Ư Ơ N G T R Ì N H", "CHƯƠNG TRÌNH"),
        ("T H Ô N G   B Á O", "THÔNG BÁO"),
        ("Đ  Ộ  C    L  Ậ  P", "ĐỘC LẬP"),
        ("N G H Ị Q U Y Ế T", "NGHỊ QUYẾT"),
        ("I. N H I Ệ M  V Ụ", "I. NHIỆM VỤ"),
        ("T H C S", "T H C S"),
        ("khối A B C D", "khối A B C D"),
        ("Vitamin A E I O U Y", "Vitamin A E I O U Y"),
    ],
)
def test_letters_set_apart_are_closed_up_to_words(spaced: str, words: str) -> None:
    assert opened(spaced)[0].text == words


def test_the_first_folded_symbol_is_pointed_at() -> None:
    source, told = read("Căn cứ 12/NĐ-\u0421\u0420.".encode(), "a.txt")
    assert source is not None
    assert [source.slice(one.span) for one in told if one.span] == ["12/NĐ-CP"]


def test_a_text_in_an_old_encoding_that_no_table_reads_is_warned_of() -> None:
    _, told = opened("K¸t h¶ch th¨c hi¸n nhi¶m v« tr©ng tªm c®a t¹nh n´m 1996. " * 10)
    assert "legacy-font" in told
    assert "legacy-font" not in opened("Kế hoạch thực hiện nhiệm vụ trọng tâm của tỉnh năm 1996. " * 10)[1]
