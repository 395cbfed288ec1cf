r"""Text as it comes out of files, folded to text that can be compared and stored; what was folded is told.

Every word of a :class:`~tiendo.source.Source` has passed through :meth:`Cleaner.clean`. Only what cannot
be seen is changed: no letter, no tone place, no case.

>>> Cleaner().clean("Số:\u00a012/Q\u00d0-UBND")
'Số: 12/QĐ-UBND'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tiendo.diagnostic import Diagnostic
from tiendo.plan.read import faults, glued, spaced, text_faults
from tiendo.source import Span

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_HIDDEN = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_CONTROLS = "".join(
    chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n" + _BREAKS
)
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
#: Halves of pairs, which no text holds alone: two thousand, which a class takes long to read one by one.
_HALVES = range(0xD800, 0xE000)
_LAYOUT = _SPACES + _BREAKS + _HIDDEN + _HYPHENS
_ODD = re.compile(f"[{re.escape(_LAYOUT + _CONTROLS)}{chr(_HALVES[0])}-{chr(_HALVES[-1])}]")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_BREAKS, "\n"),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_HIDDEN + _CONTROLS),
        **dict.fromkeys(map(chr, _HALVES)),
    }
)

# Letters that are drawn like Latin ones (Unicode confusables), as met in symbols of issued documents and
# in pages that hide their words from search. Greek small letters stay: μ, α, β are units and signs.
_CYRILLIC = dict(zip("АВЕЅЗІЈКМНОРСТУХаеѕіјорсуһԁԛԝхѵ", "ABES3IJKMHOPCTYXaesijopcyhdqwxv", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_SMALL_CAPITALS = dict(zip("ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", "acdejkmoptuvwz", strict=True))
_LATIN_FOR = _CYRILLIC | _GREEK | _SMALL_CAPITALS
_POSING = re.compile(f"[{''.join(_LATIN_FOR)}]")
_TO_LATIN = str.maketrans(_LATIN_FOR)
_WORD = re.compile(r"\w+")
_NEAR = 60
_TOKEN = re.compile(r"[^\W_][\w/.&\-–]*")
_ETH, _AFRICAN_D = "\u00d0", "\u0189"
_TO_STROKE = str.maketrans(_ETH + _AFRICAN_D, "\u0110\u0110")

_RUN_OF_SPACES = re.compile(r"[ \t]+")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_LEGACY = re.compile(r"[A-Za-z][µ¸¶·¹¨»¾¼½Æ©ÊÇÈÉË®ÌÐÎÏÑªÒÓÔÕÖ×ØÜÞßáâãäåæçè¬êëìíîïñòóôõö÷øùúûüýþ]")


@dataclass(slots=True)
class Cleaner:
    """Cleans the texts of one file and remembers what it changed."""

    spaces: int = 0
    hidden: int = 0
    controls: int = 0
    composed: int = 0
    eths: int = 0
    posing: int = 0
    posing_word: str = ""
    posing_after: tuple[str, ...] = ()
    hyphens: int = 0
    spaced: int = 0
    spaced_word: str = ""
    glued: int = 0
    glued_word: str = ""

    def clean(self, raw: str) -> str:
        """The text in NFC with plain spaces and line ends and without what cannot be seen."""
        if raw.isascii() and raw.isprintable():
            return raw
        text = self._plain(raw)
        if not unicodedata.is_normalized("NFC", text):
            self.composed += 1
            text = unicodedata.normalize("NFC", text)
        if eths := text.count(_ETH) + text.count(_AFRICAN_D):
            self.eths += eths
            text = text.translate(_TO_STROKE)
        if _POSING.search(text):
            # A folded letter may meet a loose tone mark and compose with it.
            text = unicodedata.normalize("NFC", _TOKEN.sub(self._latin, text))
        return self._closed(text)

    def tidy(self, raw: str) -> str:
        """The cleaned text with single spaces, without white space round its lines and without empty lines."""
        text = self.clean(raw)
        if "  " in text or "\t" in text:
            text = _RUN_OF_SPACES.sub(" ", text)
        if "\n" not in text:
            return text.strip()
        lines = (line.strip() for line in text.split("\n"))
        return "\n".join(line for line in lines if line)

    def told(self, name: str, text: str) -> tuple[Diagnostic, ...]:
        """What was folded in the source ``name`` whose cleaned text is ``text``, one diagnostic a kind."""
        found = []
        if self.controls:
            found.append(faults.CONTROLS.found(name, None, count=str(self.controls)))
        if self.composed:
            found.append(faults.NOT_COMPOSED.found(name, None))
        if self.spaces or self.hidden:
            found.append(faults.INVISIBLE.found(name, None, spaces=str(self.spaces), hidden=str(self.hidden)))
        if self.eths:
            found.append(faults.ETH.found(name, _first(text, "Đ"), count=str(self.eths)))
        if self.posing:
            span = _behind(text, self.posing_after, self.posing_word)
            found.append(faults.LOOK_ALIKE.found(name, span, count=str(self.posing), word=self.posing_word))
        if self.hyphens:
            found.append(text_faults.HYPHENS.found(name, None, count=str(self.hyphens)))
        if self.spaced:
            span = _first(text, self.spaced_word)
            found.append(text_faults.SPACED_OUT.found(name, span, count=str(self.spaced), word=self.spaced_word))
        if self.glued:
            span = _first(text, self.glued_word)
            found.append(text_faults.GLUED.found(name, span, count=str(self.glued), word=self.glued_word))
        if _in_legacy_font(text):
            found.append(faults.LEGACY_FONT.found(name, None))
        return tuple(found)

    def parted(self, text: str) -> str:
        """A whole text with the words apart that lost the space between them, where it has many."""
        shown, words = glued.parted(text)
        self.glued += len(words)
        self.glued_word = self.glued_word or next(iter(words), "")
        return shown

    def _plain(self, raw: str) -> str:
        if not _ODD.search(raw):
            return raw
        odd = _ODD.findall(raw)
        self.spaces += sum(char in _SPACES for char in odd)
        self.hidden += sum(char in _HIDDEN for char in odd)
        self.controls += sum(char not in _LAYOUT for char in odd)
        self.hyphens += sum(char in _HYPHENS for char in odd)
        return raw.replace("\r\n", "\n").translate(_FOLDED)

    def _closed(self, text: str) -> str:
        shut, words = spaced.closed(text)
        self.spaced += len(words)
        self.spaced_word = self.spaced_word or next(iter(words), "")
        return shut

    def _latin(self, match: re.Match[str]) -> str:
        token = match.group()
        letters = [char for char in token if char.isalpha()]
        latin = [char for char in letters if _is_latin(char)]
        if not latin or not all(char in _LATIN_FOR or _is_latin(char) for char in letters):
            return token
        if len(latin) == len(letters):
            return token
        folded = token.translate(_TO_LATIN)
        if not self.posing:
            self.posing_word = unicodedata.normalize("NFC", folded).rstrip(".-–/")
            self.posing_after = tuple(_WORD.findall(match.string, max(0, match.start() - _NEAR), match.start())[-3:])
        self.posing += 1
        return folded


def _is_latin(char: str) -> bool:
    return char not in _LATIN_FOR and (char < "\u0250" or "\u1e00" <= char < "\u1f00")


def _first(text: str, word: str) -> Span | None:
    at = text.find(word)
    return Span(at, at + len(word)) if at >= 0 else None


def _behind(text: str, words: Sequence[str], word: str) -> Span | None:
    """Where a word stands behind these; fewer of them are asked for where they are not left together in the text.

    The words are those of a piece of the file, which may have lost its marks and line ends on the way into the text.
    """
    for start in range(len(words)):
        found = re.search(r"\W+".join(map(re.escape, (*words[start:], word))), text)
        if found:
            return Span(found.end() - len(word), found.end())
    return _first(text, word)


def _in_legacy_font(text: str) -> bool:
    """Whether the signs that TCVN3 fonts redraw stand among letters, and hardly a true Vietnamese letter does."""
    sample = text[:50_000]
    vietnamese = len(_VIETNAMESE.findall(sample))
    # Each sign stands behind a letter, so that no more than half of the sample can be signs.
    if vietnamese >= len(sample) // 8:
        return False
    legacy = len(_LEGACY.findall(sample))
    return legacy > 20 and legacy > len(sample) // 50 and vietnamese < legacy // 4
