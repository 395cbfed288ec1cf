"""Vietnamese text: what is folded for comparing, never for showing.

>>> fold("Ủy ban nhân dân  xã Đông Hòa")
'uy ban nhan dan xa dong hoa'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
# For character classes: code points of the two cases stand mixed in Unicode, so that no range holds only one.
LOWER = "a-zđ" + "".join(letter for letter in _VOWELS if letter > "z")
UPPER = "A-ZĐ" + "".join(letter.upper() for letter in _VOWELS if letter > "z")
_BARE = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in _VOWELS} | {ord("đ"): "d"}


def lowered(text: str) -> str:
    """Lower case with every code point in its place, so that what is found in it stands there in ``text`` too.

    Searching this takes a fraction of the time of a search that ignores case.
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def any_of(words: Iterable[str], not_behind: str = "") -> str:
    """A pattern for any of ``words``, the longest first; by first letters, which a search runs through at once.

    What they may not stand behind is one character, and is looked at behind the first letter, so that a search does
    not look behind every other letter too.

    >>> any_of(["xã", "tỉnh", "tỉnh ủy"])
    '(?:t(?:ỉnh ủy|ỉnh)|x(?:ã))'
    >>> any_of(["xã"], not_behind=r"\\w")
    '(?:x(?<!\\\\wx)(?:ã))'
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace("\\ ", " "))
    looks = {letter: f"(?<!{not_behind}{letter})" if not_behind else "" for letter in by_letter}
    return "(?:" + "|".join(f"{one}{looks[one]}(?:{'|'.join(rests)})" for one, rests in by_letter.items()) + ")"


def fold(text: str) -> str:
    """A key for search: lower case, no diacritics, ``đ`` as ``d``, single spaces.

    Old and new tone places, NFC and NFD, and any case of letters give the same key.
    """
    return " ".join(filter(None, map(_folded, text.lower().split())))


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    bare = word.translate(_BARE)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))
    return bare
