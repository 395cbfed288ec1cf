"""What numbers, letters and dashes at the head of a line say about its place.

It reads one line and knows nothing of those around it; the stack is in :mod:`tiendo.plan.blocks`.

>>> marker = at("3.1. Lập danh sách")
>>> marker.style.value, marker.label, marker.rank
('path', '3.1', 42)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Style(StrEnum):
    """The ways to mark a unit."""

    ANNEX = "annex"
    PART = "part"
    CAPITAL = "capital"
    SECTION = "section"
    ARTICLE = "article"
    NUMBER = "number"
    PATH = "path"
    LETTER = "letter"
    ORDINAL = "ordinal"
    BRACKET = "bracket"
    DASH = "dash"
    PLUS = "plus"
    PARAGRAPH = "paragraph"
    ROW = "row"


_ORDINALS = (
    ("nhất", "một"),
    ("hai",),
    ("ba",),
    ("tư", "bốn"),
    ("năm",),
    ("sáu",),
    ("bảy",),
    ("tám",),
    ("chín",),
    ("mười",),
)
_PARTS = ("phần", "chương", "mục")
_RANKS = {
    Style.ANNEX: 0,
    Style.PART: 10,
    Style.CAPITAL: 20,
    Style.SECTION: 30,
    Style.ARTICLE: 35,
    Style.NUMBER: 40,
    Style.PATH: 40,
    Style.LETTER: 50,
    Style.ORDINAL: 55,
    Style.BRACKET: 60,
    Style.DASH: 70,
    Style.PLUS: 80,
    Style.PARAGRAPH: 90,
    Style.ROW: 90,
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A label, its style, and where the words after it begin. A lower rank stands higher."""

    style: Style
    label: str
    end: int
    rank: int


_GRAMMAR: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.ANNEX, re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?([IVX]{1,5}|\d{1,2}))?\s*[.:]?(?=\s|$)")),
    (
        Style.PART,
        re.compile(
            r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+((?:thứ|THỨ)\s+\w{1,5}|[IVX]{1,6}|\d{1,2}|[A-HĐ](?=[.:]|\s*$))(?=[\s.:]|$)[.:]?\s*"
        ),
    ),
    (Style.ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s+(\d{1,3}[a-zđ]?)\s*[.:]\s*")),
    (Style.SECTION, re.compile(r"((?:X{0,3})(?:IX|IV|V?I{0,3}))\s?(?:[.):-]\s*|/\s+)(?=\S)")),
    (Style.PATH, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)]\s*|\s+)(?=[^\W\d_])")),
    (Style.NUMBER, re.compile(r"(\d{1,3})(?:[.)/]\s*(?=[^\W\d_“\"(])|[.)]\s+|[.)]\s?\[\d{1,3}\]\s*(?=\S))")),
    (Style.CAPITAL, re.compile(r"([A-HĐ])[.)]\s+(?=[^\W\d_])")),
    (Style.LETTER, re.compile(r"([a-zđ]\d?)\s?[.)]\s*(?:\[\d{1,3}\]\s*)?(?=\S)")),
    (
        Style.ORDINAL,
        re.compile(r"(?:Thứ (nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám) là)\s?[,:]\s+"),
    ),
    (Style.BRACKET, re.compile(r"\((\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s*(?=\S)")),
    (Style.DASH, re.compile(r"()[-–—−•●▪*]\s*(?=\S)")),
    (Style.PLUS, re.compile(r"()\+\s*(?=\S)")),
)
# The letters that each opens with; most lines open with one that opens none. Any digit stands for all.
_OPENS = {
    Style.ANNEX: "P",
    Style.PART: "PCM",
    Style.ARTICLE: "Đ",
    Style.SECTION: "IVX",
    Style.PATH: "0",
    Style.NUMBER: "0",
    Style.CAPITAL: "ABCDEFGHĐ",
    Style.LETTER: "abcdefghijklmnopqrstuvwxyzđ",
    Style.ORDINAL: "TMHBNS",
    Style.BRACKET: "(",
    Style.DASH: "-–—−•●▪*",
    Style.PLUS: "+",
}
_BY_LETTER = {
    letter: tuple((style, grammar) for style, grammar in _GRAMMAR if letter in _OPENS[style])
    for letter in "".join(_OPENS.values())
}
#: A footnote as text formats print it, under its mark in square brackets.
NOTE = re.compile(r"\[\d{1,3}\]\s+\S")
INLINE = re.compile(r"\((?<![^\s;:.,]\()(\d{1,2}|[ivx]{1,4})\)\s+(?=[^\W\d_])")


# How a document is cut into lines, zones and blocks each asks what a line opens with.
@lru_cache(maxsize=4_096)
def at(text: str) -> Marker | None:
    """The marker that ``text`` opens with, or None."""
    opens = "0" if text[:1].isdecimal() else text[:1]
    for style, grammar in _BY_LETTER.get(opens, ()):
        found = grammar.match(text)
        if found is None or (style is Style.SECTION and not found[1]):
            continue
        if style is Style.ANNEX and not _opens_annex(text, found):
            continue
        label = _ordinal(found) if style is Style.ORDINAL else found[1] or ""
        return Marker(style, label, found.end(), _rank(style, label, text))
    return None


def _ordinal(found: re.Match[str]) -> str:
    """The number of an ordinal: 3 for "Thứ ba", 4 for "Bốn là"."""
    word = (found[1] or found[2]).lower()
    return str(next(place for place, words in enumerate(_ORDINALS, 1) if word in words))


def _rank(style: Style, label: str, text: str) -> int:
    """How deep a label stands: a chapter below a part, a division below a chapter, 3.1.2 below 3.1, a1 below a."""
    if style is Style.PART:
        return _RANKS[style] + _PARTS.index(text.split(maxsplit=1)[0].lower())
    if style is Style.LETTER:
        return _RANKS[style] + len(label) - 1
    return _RANKS[style] + label.count(".") * 2


def rank(style: Style) -> int:
    """How deep a style usually stands."""
    return _RANKS[style]


def _opens_annex(text: str, found: re.Match[str]) -> bool:
    """An annex begins with its name in capitals, or alone on its line."""
    return found[0].isupper() or not text[found.end() :].strip()
