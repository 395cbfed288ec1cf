"""Slips of the hand, put into clean texts: what people and converters get wrong in directives.

Written before the rules that are to find them, from what goes wrong in print, and ignorant of how the compiler
reads: the patterns here are its own. A :class:`Slip` is one thing changed. A slip that leaves the
meaning as it was (``06`` for ``6``) is none.

>>> kinds = {slip.kind: slip.now for slip in every("ngày 03/4/2018, số 36/KH-UBND")}
>>> kinds["swap day and month"], kinds["drop a digit of a date's year"]
('04/3/2018', '03/4/201')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

# "66.4/2025/NQ-CP" is a symbol, and no date.
_DATE = re.compile(r"\b(\d{1,2})([/.-]|\s+tháng\s+)(\d{1,2})([/.-]|\s+năm\s+)(\d{4})\b(?!/)")
# Behind a stroke a year stands, and the number before it was left blank.
_SYMBOL = re.compile(r"(?<!/)\b(\d{1,5})(?:/(\d{4}))?[/-](?:NĐ|NQ|QĐ|TT|CT|CĐ|KH|KL|TB|HD|QC|BC|CV|TTr)[-/][A-ZĐ]\w*")
_HEADING = re.compile(r"^[#*\s]*(?:[IVX]+|\d{1,2})\.[ *]*(?=\w)([^.:;\n|]{6,90})$", re.MULTILINE)
_BODY = re.compile(
    r"\b(?:Sở|Ủy ban nhân dân|UBND|Hội đồng nhân dân|Công an|Thanh tra|Văn phòng|Bộ|Ban)"
    r" (?:[A-ZĐÀ-Ỹ]\w*(?: và|,)? ?|tỉnh|thành phố){1,6}"
)
_WORD = re.compile(r"[^\W\d_]+")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ITEM = re.compile(r"^([#*\s]*)(?:([IVX]+)(?=\.)|(\d{1,2})(?=\.[ *])|([a-zđ])(?=\)))", re.MULTILINE)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_LETTERS = ("", *"abcdđeghiklmnopqrstuvxy")
_ARABIC = ("", *(str(number) for number in range(1, 100)))
_NUMERALS = (_ROMAN, _ARABIC, _LETTERS)
List: TypeAlias = tuple[tuple[str, ...], list[re.Match[str]]]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its kind, the words as they were and are now, and what is put where in the text.

    A list counted on wrongly is changed in many places; its words are those of the first.
    """

    kind: str
    was: str
    now: str
    edits: tuple[tuple[int, int, str], ...]

    def put(self, text: str) -> str:
        """The text with this slip in it."""
        parts, last = [], 0
        for start, end, now in self.edits:
            parts += [text[last:start], now]
            last = end
        return "".join(parts) + text[last:]


def every(text: str) -> Iterator[Slip]:
    """Every slip that ``text`` gives room for, one kind after the other, each in the order of the text."""
    for make in (swapped, shortened_dates, shortened_symbols, toneless, skipped):
        yield from make(text)


def swapped(text: str) -> Iterator[Slip]:
    """Day and month in each other's place; the new date may be one that cannot be.

    Written as officials write: days of two digits, months of two up to February.
    """
    for found in _DATE.finditer(text):
        day, between, month, then, year = found.groups()
        if int(day) != int(month):
            written = f"{int(month):02}{between}{f'{int(day):02}' if int(day) < 3 else int(day)}{then}{year}"
            yield _put(found, "swap day and month", written)


def shortened_dates(text: str) -> Iterator[Slip]:
    """A date without one of the digits of its day, month or year."""
    for found in _DATE.finditer(text):
        for group, part in ((1, "day"), (3, "month"), (5, "year")):
            yield from _shortened(found, group, f"drop a digit of a date's {part}")


def shortened_symbols(text: str) -> Iterator[Slip]:
    """A symbol without one of the digits of its number or year."""
    for found in _SYMBOL.finditer(text):
        for group, part in ((1, "number"), (2, "year")):
            if found[group]:
                yield from _shortened(found, group, f"drop a digit of a symbol's {part}")


def _shortened(found: re.Match[str], group: int, kind: str) -> Iterator[Slip]:
    digits, (start, end) = found[group], found.span(group)
    before, after = found[0][: start - found.start()], found[0][end - found.start() :]
    for shorter in dict.fromkeys(digits[:at] + digits[at + 1 :] for at in range(len(digits))):
        if shorter and int(shorter) != int(digits):
            yield _put(found, kind, before + shorter + after)


def toneless(text: str) -> Iterator[Slip]:
    """One word of a heading or of a body's name, without its tone or without any mark."""
    for where, pattern, group in (("a heading", _HEADING, 1), ("a body's name", _BODY, 0)):
        for found in pattern.finditer(text):
            for word in _WORD.finditer(text, *found.span(group)):
                for plain in sorted({_toneless(word[0]), _markless(word[0])} - {word[0]}):
                    yield _put(word, f"drop the marks of a word in {where}", plain)


def _toneless(word: str) -> str:
    kept = "".join(char for char in unicodedata.normalize("NFD", word) if char not in _TONES)
    return unicodedata.normalize("NFC", kept)


def _markless(word: str) -> str:
    kept = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return kept.replace("đ", "d").replace("Đ", "D")


def skipped(text: str) -> Iterator[Slip]:
    """A number left out of a numbered list: the item and all that follow it in the list count one too many."""
    for numerals, items in _lists(text):
        for at in range(1, len(items)):
            if numerals.index(_label(items[-1])) + 1 < len(numerals):
                yield _renumbered(items[at:], numerals)


def _renumbered(items: list[re.Match[str]], numerals: tuple[str, ...]) -> Slip:
    edits = []
    for item in items:
        label = _label(item)
        edits.append((item.end() - len(label), item.end(), numerals[numerals.index(label) + 1]))
    return Slip("skip a number of a list", _label(items[0]), edits[0][2], tuple(edits))


def _lists(text: str) -> Iterator[List]:
    """Runs of labels that count on by one; a Roman numeral ends the lists beneath it, a number those of letters."""
    running: list[list[re.Match[str]]] = [[], [], []]
    for item in _ITEM.finditer(text):
        depth = next(depth for depth in range(3) if item[depth + 2])
        numerals = _NUMERALS[depth]
        for deeper in range(depth + 1, 3):
            yield from _closed(_NUMERALS[deeper], running[deeper])
            running[deeper] = []
        run = running[depth]
        label = _label(item)
        if run and label in numerals and numerals.index(label) == numerals.index(_label(run[-1])) + 1:
            run.append(item)
        else:
            yield from _closed(numerals, run)
            running[depth] = [item] if label in numerals else []
    for numerals, run in zip(_NUMERALS, running, strict=True):
        yield from _closed(numerals, run)


def _closed(numerals: tuple[str, ...], run: list[re.Match[str]]) -> Iterator[List]:
    if len(run) > 1:
        yield numerals, run


def _label(item: re.Match[str]) -> str:
    return item[2] or item[3] or item[4]


def _put(found: re.Match[str], kind: str, now: str) -> Slip:
    return Slip(kind, found[0], now, ((*found.span(), now),))
