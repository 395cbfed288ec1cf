"""Words that lost the space between them ("kếhoạch"), as pages do to a text at each end of a line.

Only a text that has many is touched: a name of another language may look so once.

>>> parted("xây dựng kếhoạch, chínhphủ, triểnkhai")
('xây dựng kế hoạch, chính phủ, triển khai', ['kế hoạch', 'chính phủ', 'triển khai'])
>>> parted("người Êđê trồng càphê")
('người Êđê trồng càphê', [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tiendo.plan.read.syllable import is_syllable
from tiendo.viet import LOWER, UPPER

_VOWELS = "".join(letter for letter in LOWER + UPPER if letter > "z" and letter not in "đĐ") + "aeiouyAEIOUY"
_CONSONANTS = "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX"
# A vowel, consonants and another vowel stand in no syllable.
_BETWEEN = re.compile(f"[{_VOWELS}][{_CONSONANTS}]{{1,4}}[{_VOWELS}]")
_LIKELY = re.compile(rf"(?<![\w/.@-])(?=[{LOWER}{UPPER}]*{_BETWEEN.pattern})[{LOWER}{UPPER}]{{5,21}}(?![\w/@])")
_PLAIN = re.compile(r"[A-Za-z]+")
_LEAST = 3
_SAMPLE = 10_000
_LONGEST = 7  # letters of a syllable: "nghiêng"


def parted(text: str) -> tuple[str, list[str]]:
    """``text`` with such words apart, and what they read as then; as it was where its first part has few."""
    if len(_BETWEEN.findall(text, 0, _SAMPLE)) < _LEAST:
        return text, []
    sample = {match[0] for match in _LIKELY.finditer(text, 0, _SAMPLE)}
    if sum(_words(word) is not None for word in sample) < _LEAST:
        return text, []
    found: list[str] = []

    def part(match: re.Match[str]) -> str:
        words = _words(match[0])
        if words is None:
            return match[0]
        found.append(words)
        return words

    return _LIKELY.sub(part, text), found


@lru_cache(maxsize=1_024)
def _words(glued: str) -> str | None:
    """The syllables that a word was glued of, the longest first; None where it is no Vietnamese."""
    if _PLAIN.fullmatch(glued) or is_syllable(glued):
        return None
    return _split(glued)


def _split(glued: str) -> str | None:
    ways = [" ".join(way) for way in _ways(glued)]
    return min(ways, key=_cost, default=None)


def _ways(glued: str) -> Iterator[tuple[str, ...]]:
    """The ways to cut a word into syllables, the longest first."""
    if is_syllable(glued):
        yield (glued,)
    for end in range(min(_LONGEST, len(glued) - 2), 1, -1):
        if is_syllable(glued[:end]):
            yield from ((glued[:end], *rest) for rest in _ways(glued[end:]))


def _cost(words: str) -> tuple[int, int]:
    """Few syllables are likelier than many, and such as begin with a consonant."""
    syllables = words.split()
    return len(syllables), sum(one[0] in _VOWELS for one in syllables)
