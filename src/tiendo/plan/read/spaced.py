"""Words that are set with a space behind each letter ("K Ế   H O Ạ C H"), as typists made a heading stand out.

Where the gaps differ the wide ones part words; where they do not, syllables do.

>>> closed("Q U Y Ế T  Đ Ị N H"), closed("K Ế H O Ạ C H"), closed("lớp A B C D")
(('QUYẾT ĐỊNH', ['QUYẾT ĐỊNH']), ('KẾ HOẠCH', ['KẾ HOẠCH']), ('lớp A B C D', []))
"""

from __future__ import annotations

import re
from functools import lru_cache

from tiendo.plan.read.syllable import is_syllable
from tiendo.viet import UPPER

_SPACED = re.compile(rf"(?<![^\W_])[{UPPER}](?:[ ]{{1,8}}[{UPPER}]){{3,60}}(?![^\W_])")
# Its last three letters: a search that begins with a space is over in a thirtieth of the time.
_LIKELY = re.compile(rf" [{UPPER}] +[{UPPER}] +[{UPPER}]")
_GAP = re.compile(r" +")
_LONGEST = 7  # letters of a syllable: "nghiêng"
_VOWELS = frozenset("AĂÂEÊIOÔƠUƯY")


def closed(text: str) -> tuple[str, list[str]]:
    """``text`` with such words closed up, and what they read as then."""
    found: list[str] = []

    def close(match: re.Match[str]) -> str:
        words = _words(match.group())
        if words is None:
            return match.group()
        found.append(words)
        return words

    return (_SPACED.sub(close, text), found) if _LIKELY.search(text) else (text, found)


def _words(spaced: str) -> str | None:
    """The words of such a place; None where its letters make no syllables."""
    narrow = min(map(len, _GAP.findall(spaced)))
    parts = ["".join(part.split()) for part in re.split(f" {{{narrow + 1},}}", spaced)]
    syllables = [_syllables(part) for part in parts]
    found = [one for some in syllables if some for one in some]
    if not all(syllables) or len("".join(parts)) < 2 * len(found):
        return None
    return " ".join(found)


@lru_cache(maxsize=1_024)
def _syllables(letters: str) -> tuple[str, ...] | None:
    """The fewest syllables that letters make, rather such as begin with a consonant, the longest first."""
    best: tuple[str, ...] | None = () if not letters else None
    for end in range(min(_LONGEST, len(letters)), 0, -1):
        rest = _syllables(letters[end:]) if is_syllable(letters[:end]) else None
        if rest is not None and (best is None or _cost((letters[:end], *rest)) < _cost(best)):
            best = (letters[:end], *rest)
    return best


def _cost(syllables: tuple[str, ...]) -> tuple[int, int]:
    return len(syllables), sum(one[0] in _VOWELS for one in syllables)
