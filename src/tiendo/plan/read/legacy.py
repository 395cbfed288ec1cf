"""Vietnamese as it was written before Unicode: TCVN3 (ABC), VNI and VISCII, recognised and rewritten.

These encodings put Vietnamese letters in the places of Western ones, so that text without its font reads as
``KÕ ho¹ch``. TCVN3 has no capitals with tones: its capital *fonts* (``.VnTimeH``) draw small letters as capitals.
Where fonts are known they decide; elsewhere the letters beside do. No Unicode text is rewritten.

>>> told(["KÕ ho¹ch ph¸t triÓn kinh tÕ - x· héi", "Sè: 12/Q§-UB"])
<Scheme.TCVN3: 'TCVN3 (ABC)'>
>>> convert("CHñ TÞCH Uû ban", Scheme.TCVN3), convert("Keá hoaïch", Scheme.VNI)
('CHỦ TỊCH Uỷ ban', 'Kế hoạch')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from tiendo.plan.read.draft import Draft
from tiendo.plan.read.syllable import is_syllable


class Scheme(StrEnum):
    """An encoding of Vietnamese from before Unicode; the value is what people are told."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI Windows"
    VISCII = "VISCII"


# TCVN 5712:1993, the set of 74 letters that fonts have: from 0xA1, from 0xB5 with gaps.
_TCVN3 = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
# RFC 1456; the six capitals among the control codes are read from bytes only.
_VISCII = {
    0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    0x02: "Ẳ",
    0x05: "ẴẪ",
    0x14: "Ỷ",
    0x19: "Ỹ",
    0x1E: "Ỵ",
}
# VNI writes a letter and, behind it, its mark as a second letter; a few letters have a place of their own.
_VNI_BASES = {
    "a": {"": "aáàảãạ", "â": "âấầẩẫậ", "ê": "ăắằẳẵặ"},
    "e": {"": "eéèẻẽẹ", "â": "êếềểễệ"},
    "o": {"": "oóòỏõọ", "â": "ôốồổỗộ"},
    "u": {"": "uúùủũụ"},
    "y": {"": "yýỳỷỹ"},
    "ô": {"": "ơớờởỡợ"},
    "ö": {"": "ưứừửữự"},
}
_VNI_MARKS = {"": "ùøûõï", "â": "áàåãä", "ê": "éèúüë"}
_VNI_SINGLES = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _by_code(runs: dict[int, str]) -> dict[int, str]:
    return {first + place: letter for first, letters in runs.items() for place, letter in enumerate(letters)}


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_SINGLES)
    for base, hats in _VNI_BASES.items():
        for hat, letters in hats.items():
            if hat:
                pairs[base + hat] = letters[0]
            pairs |= {base + mark: letter for mark, letter in zip(_VNI_MARKS[hat], letters[1:], strict=False)}
    return pairs


_WINDOWS = str.maketrans(
    {
        byte.decode("cp1252"): code
        for code in range(0x80, 0xA0)
        if (byte := bytes([code])) not in b"\x81\x8d\x8f\x90\x9d"
    }
)
_TABLES = {Scheme.TCVN3: str.maketrans(_by_code(_TCVN3)), Scheme.VISCII: str.maketrans(_by_code(_VISCII))}
_PAIRS = _vni_pairs()
_VNI = re.compile(
    "[aeouyôö][" + "".join({mark for marks in _VNI_MARKS.values() for mark in marks} | {"â", "ê"}) + "]"
    "|[" + "".join(_VNI_SINGLES) + "]",
    re.I,
)
_WORD = re.compile("[A-Za-z\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]+")
# Letters of Vietnamese that no Western encoding has.
UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_SAMPLE = 500
_LEAST = 4
_MOST_RIGHT = 0.8
_GAIN = 0.3


def told(texts: Iterable[str]) -> Scheme | None:
    """The encoding that these texts of one document are in; None where they are Unicode, or too few to tell."""
    words = _sample(texts)
    total = sum(words.values())
    if total < _LEAST:
        return None
    as_is = _share(words, None)
    best = max(Scheme, key=lambda scheme: _share(words, scheme))
    share = _share(words, best)
    return best if share >= _MOST_RIGHT and share - as_is >= _GAIN else None


def rewritten(drafts: list[Draft]) -> tuple[list[Draft], Scheme | None]:
    """The drafts of one document in Unicode, and the encoding that they were in, if an old one."""
    scheme = told(cell for draft in drafts for cell in draft.cells)
    if scheme is None:
        return drafts, None
    return [replace(draft, cells=tuple(convert(cell, scheme) for cell in draft.cells)) for draft in drafts], scheme


def convert(text: str, scheme: Scheme, *, capitals: bool | None = None) -> str:
    """``text`` in Unicode. ``capitals`` says that the font draws capitals, None that no font is known.

    Text that holds letters which only Unicode has is given back as it is.
    """
    if text.isascii():
        return text.upper() if capitals else text
    if UNICODE_ONLY.search(text):
        return text
    if capitals:
        return _plain(text, scheme).upper()
    if scheme is not Scheme.TCVN3 or capitals is False:
        return _plain(text, scheme)
    return "\n".join(map(_with_capitals, text.split("\n")))


def convert_lines(text: str, scheme: Scheme) -> str:
    """A plain text in Unicode, line by line; lines that are in Unicode already stay as they are."""
    return "\n".join(convert(line, scheme) for line in text.split("\n"))


@lru_cache(maxsize=256)
def of_font(name: str) -> tuple[Scheme, bool] | None:
    """The encoding that a font of this name draws, and whether it draws capitals; None for fonts of Unicode.

    >>> of_font(".VnTimeH"), of_font("VNI-Times"), of_font("Times New Roman")
    ((<Scheme.TCVN3: 'TCVN3 (ABC)'>, True), (<Scheme.VNI: 'VNI Windows'>, False), None)
    """
    lowered = name.strip().lower()
    if lowered.startswith(".vn"):
        return Scheme.TCVN3, lowered.endswith("h")
    return (Scheme.VNI, False) if lowered.startswith(("vni-", "vni ")) else None


def _plain(text: str, scheme: Scheme) -> str:
    """Letter by letter, in the case that is written."""
    if scheme is Scheme.VNI:
        return _VNI.sub(_paired, text)
    if scheme is Scheme.VISCII:
        text = text.translate(_WINDOWS)
    return text.translate(_TABLES[scheme])


def _paired(match: re.Match[str]) -> str:
    pair = match.group()
    letter = _PAIRS.get(pair.lower())
    if letter is None:
        return _PAIRS.get(pair[0].lower(), pair[0]) + _VNI.sub(_paired, pair[1:])
    return letter.upper() if pair[0].isupper() else letter


def _with_capitals(line: str) -> str:
    """A line of TCVN3 without its fonts: words among capitals are capitals."""
    words = list(_WORD.finditer(line))
    heights = [_height(match.group()) for match in words]
    parts, end = [], 0
    for number, match in enumerate(words):
        word = _plain(match.group(), Scheme.TCVN3)
        parts += [line[end : match.start()], word.upper() if _is_high(heights, number) else word]
        end = match.end()
    return "".join([*parts, line[end:]])


def _height(word: str) -> bool | None:
    """True for a word in capitals, False for one with a small letter, None where its letters cannot tell."""
    latin = [char for char in word if char.isascii()]
    if any(char.islower() for char in latin):
        return False
    return True if len(latin) > 1 else None


def _is_high(heights: list[bool | None], number: int) -> bool:
    """Whether a word is in capitals: by itself, else as the nearest words that can tell, all of them."""
    own = heights[number]
    if own is not None:
        return own
    before = next((one for one in reversed(heights[:number]) if one is not None), None)
    after = next((one for one in heights[number + 1 :] if one is not None), None)
    known = [one for one in (before, after) if one is not None]
    return bool(known) and all(known)


def _sample(texts: Iterable[str]) -> Counter[str]:
    """Words that hold a letter from outside ASCII; none where much of the text is Unicode for certain."""
    found: Counter[str] = Counter()
    true = 0
    for text in texts:
        if text.isascii():
            continue
        true += len(UNICODE_ONLY.findall(text))
        found.update(word for word in _WORD.findall(text) if not word.isascii())
        if true + found.total() > _SAMPLE:
            break
    return found if true * 2 < found.total() else Counter()


def _share(words: Counter[str], scheme: Scheme | None) -> float:
    """How many of the words are syllables when read so."""
    right = sum(times for word, times in words.items() if is_syllable(_plain(word, scheme) if scheme else word))
    return right / words.total()
