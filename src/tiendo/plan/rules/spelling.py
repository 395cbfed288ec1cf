r"""How a Vietnamese syllable may be spelt, and words that lost their marks.

>>> [found[0] for found in IMPOSSIBLE.finditer("Sở thưc hiện viec hop bắt buộc")]
['thưc', 'viec']
>>> [likely for _, likely in broken("Sở Y tế họp với So Y tế và Sơ y tế.", ["Sở Y tế"])]
['Sở', 'Sở']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tiendo.source import Span

_ONSET = "(?:ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
#: A syllable closed by c, ch, p, t without a tone, its vowels marked or not; four letters or a mark make it Vietnamese.
_TONELESS = r"(?:[aăâeêioôơuưy]{1,3})(?:ch|c|p|t)"
#: The rimes ie, ye, uo before a final always have a hat or a horn.
_BARE = r"(?:(?:i|uy|y)e(?:ng|n|m|u|c|t|p)|uo(?:ng|n|m|i|u|c|t|p))"
_CLOSED = rf"{_ONSET}(?=[a-zđ]*[ăâêôơưđ]|[^\W\d_]{{4,}}){_TONELESS}"
IMPOSSIBLE = re.compile(
    rf"(?<![\w/.@&-])(?:{_CLOSED}|{_ONSET}{_BARE})(?![\w/@&-]|\.\w)",
    re.IGNORECASE,
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_TOKEN = re.compile(r"[^\W\d_]+")
_SHORTEST = 3


def is_foreign(text: str, start: int, end: int) -> bool:
    """Whether a word without marks is an abbreviation, or stands between words without marks as in English."""
    word = text[start:end]
    if not word.isascii():
        return False
    if not (word.islower() or word.istitle()):
        return True
    around = [*_TOKEN.findall(text[max(0, start - 24) : start])[-1:], *_TOKEN.findall(text[end : end + 24])[:1]]
    if word.istitle():
        return any(one.isascii() and one.istitle() for one in around)
    return bool(around) and all(one.isascii() for one in around)


def toneless(word: str) -> str:
    """The word without its tone: ``thực`` as ``thưc``."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


def markless(word: str) -> str:
    """The word without any mark, ``đ`` as ``d``."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D")


@lru_cache(maxsize=1)
def chunks(text: str) -> frozenset[str]:
    """What stands between white space, each once: words come again and again, and need be looked at only once."""
    return frozenset(text.split())


@lru_cache(maxsize=1)
def _vocabulary(text: str) -> frozenset[str]:
    """The words of the text in lower case, each once."""
    return frozenset(word.lower() for chunk in chunks(text) for word in _TOKEN.findall(chunk))


def broken(text: str, phrases: Iterable[str]) -> Iterator[tuple[Span, str]]:
    """Words of ``text`` that stand in a phrase where the phrase has them with marks, and the marked words.

    Phrases of fewer than three words are only known by a capital at their head: "hai quan điểm" is no "Hải quan".
    """
    suspects = [phrase for phrase in phrases if _may_be_broken(phrase, _vocabulary(text))]
    plain = _bare(text) if suspects else ""
    for phrase in suspects:
        words = phrase.split()
        wanted = _bare(phrase)
        at = plain.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            is_whole = not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum()
            if is_whole and text[at:end] != phrase and (len(words) >= _SHORTEST or text[at].isupper()):
                yield from _differing(text, at, phrase)
            at = plain.find(wanted, at + 1)


def _may_be_broken(phrase: str, vocabulary: frozenset[str]) -> bool:
    words = _TOKEN.findall(phrase.lower())
    return any(not vocabulary.isdisjoint({toneless(word), markless(word)} - {word}) for word in words)


def _differing(text: str, start: int, phrase: str) -> Iterator[tuple[Span, str]]:
    for found in _TOKEN.finditer(phrase):
        span = Span(start + found.start(), start + found.end())
        here, right = text[span.start : span.end].lower(), found[0].lower()
        if here != right and here in (toneless(right), markless(right)):
            yield span, found[0]


def _bare(text: str) -> str:
    """The text in lower case without marks, letter for letter."""
    return text.translate(_BARE_LETTERS)


_BARE_LETTERS = {
    code: bare.lower()
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    if len(bare := markless(chr(code))) == 1
}
