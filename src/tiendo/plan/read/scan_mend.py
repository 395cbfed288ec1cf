"""Slips that readers of pictures make with Vietnamese, mended where only one reading is possible.

Three kinds: marks lost from fixed words of office (``TÔ CHỨC`` is ``TỔ CHỨC``, for the other is no word), letters in
numbers (``3O/6/2O26``), and abbreviations in symbols (``QD-UBND``). What may be read two ways stays as it was read.
A mended word keeps its place on the page and what was read there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from tiendo.plan import kinds
from tiendo.plan.read.scan_layout import Block, Cell, Spot
from tiendo.viet import fold

# Words whose syllables, without one mark or another, make no other word and no end and beginning of two others.
_WORDS = (
    "biên chế, bộ trưởng, chiến lược, chính phủ, chính sách, chủ tịch, chủ trì, chuyển đổi, chuyển đổi số, "
    "đơn vị, giám đốc, giải pháp, hành chính, hội nghị, hướng dẫn, kế hoạch, kết luận, kết quả, kiểm tra, "
    "kinh phí, kinh tế, kịp thời, lãnh đạo, nghị định, nghị quyết, nhiệm vụ, phê duyệt, phối hợp, phụ lục, "
    "quy định, quyết định, tăng cường, thành phố, thẩm định, thống kê, thống nhất, thông báo, thủ tướng, thủ tục, "
    "thực hiện, tổ chức, tổng hợp, triển khai, trực thuộc, truyền hình, tuyên truyền, vướng mắc, xã hội, yêu cầu"
)
_FIXED = {fold(word): tuple(word.split()) for word in _WORDS.split(", ")}
_LENGTHS = (3, 2)
_EDGES = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.DOTALL)
_KINDS = {fold(name).replace(" ", ""): name for name in kinds.NAMES if " " in name}
# Abbreviations that stand for nothing without their stroke.
_STROKES = {
    "QD": "QĐ",
    "ND": "NĐ",
    "HDND": "HĐND",
    "BCD": "BCĐ",
    "BGDDT": "BGDĐT",
    "BLDTBXH": "BLĐTBXH",
    "LDTBXH": "LĐTBXH",
}
_SYMBOL = re.compile(r"\d[\w.]*[-/][\wĐ./-]+")
_PART = re.compile(r"[A-ZĐ]+")
_NUMBER_MISREAD = ("sô", "só")
_NUMBERED = re.compile(r"\d|:")
_DIGITS = str.maketrans("OoQIl|", "000111")
_MIXED = re.compile(r"[\dOoIl|]+")
_DATE = re.compile(r"[\dOoIl|]{1,2}([/.-])[\dOoIl|]{1,2}\1[12][\dOoIl|]{3}")
_ROMAN = {"HI": "III", "IH": "III", "Il": "II", "lI": "II", "1I": "II", "I1": "II", "IIl": "III", "lII": "III"}
_ROMAN_LABEL = re.compile(r"([IHl1]{2,3})([-–.)]+)")
_COUNTED = ("ngay", "thang", "nam", "quy")


def mended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what is certain mended."""
    return [replace(block, cells=tuple(_cell(cell) for cell in block.cells)) for block in blocks]


def _cell(cell: Cell) -> Cell:
    return tuple(_line(line) for line in cell)


def _line(line: tuple[Spot, ...]) -> tuple[Spot, ...]:
    words = [unicodedata.normalize("NFC", spot.text).replace("Ð", "Đ") for spot in line]
    shown = _recipients(words) or _kind(words) or _labelled(words)
    shown = [_number(word, shown[at - 1] if at else "") for at, word in enumerate(shown)]
    shown = [_symbol(word) for word in shown]
    shown = _numbers_named(shown)
    shown = _fixed(shown)
    return tuple(
        spot if new == word else replace(spot, text=new, read=spot.text)
        for spot, word, new in zip(line, words, shown, strict=True)
    )


def _recipients(words: list[str]) -> list[str] | None:
    """The heading of the recipients, printed in slanted letters that are often misread."""
    if len(words) == 2 and fold(words[1]).rstrip(":") == "nhan" and fold(words[0]).endswith("oi"):
        return ["Nơi", "nhận:"]
    return None


def _kind(words: list[str]) -> list[str] | None:
    """The name of a kind of document, alone in capitals, whose marks were misread or whose words ran together."""
    name = _KINDS.get("".join(map(fold, words)))
    if name is None or not all(map(str.isupper, words)):
        return None
    parts = name.upper().split()
    return parts if len(parts) == len(words) else [name.upper()] if len(words) == 1 else None


def _labelled(words: list[str]) -> list[str]:
    """A Roman label of a heading in capitals whose strokes ran together."""
    if len(words) < 3 or not all(word.isupper() for word in words[1:3]):
        return words
    if words[0] in ("L", "l."):
        return ["I.", *words[1:]]
    found = _ROMAN_LABEL.fullmatch(words[0])
    if found is None or found[1] not in _ROMAN:
        return words
    return [_ROMAN[found[1]] + found[2], *words[1:]]


def _number(word: str, before: str) -> str:
    """A number in which letters stand for digits: in a date, or behind a word that counts days, months or years."""
    head, core, tail = _cut(word)
    if not any(map(str.isdigit, core)) or core.isdigit():
        return word
    is_counted = fold(before) in _COUNTED and _MIXED.fullmatch(core)
    if is_counted or _DATE.fullmatch(core):
        return head + core.translate(_DIGITS) + tail
    return word


def _symbol(word: str) -> str:
    """A document's symbol with the strokes of its abbreviations."""
    if not _SYMBOL.search(word):
        return word
    return _PART.sub(lambda part: _STROKES.get(part[0], part[0]), word)


def _numbers_named(words: list[str]) -> list[str]:
    """The word for a number before one."""
    shown = list(words)
    for at, word in enumerate(words):
        follows = words[at + 1] if at + 1 < len(words) else ""
        head, core, tail = _cut(word)
        if core.lower() in _NUMBER_MISREAD and (tail == ":" or _NUMBERED.match(follows)):
            shown[at] = head + _cased("số", core) + tail
    return shown


def _fixed(words: list[str]) -> list[str]:
    """Fixed words of office with their marks."""
    shown = list(words)
    at = 0
    while at < len(words):
        at += next((length for length in _LENGTHS if _set_right(shown, at, length)), 1)
    return shown


def _set_right(words: list[str], at: int, length: int) -> bool:
    """Whether ``length`` words from ``at`` are a fixed word; its syllables are then written as they should be."""
    cut = [_cut(word) for word in words[at : at + length]]
    if any(tail for _, _, tail in cut[:-1]) or any(head for head, _, _ in cut[1:]):
        return False
    wanted = _FIXED.get(" ".join(fold(core) for _, core, _ in cut))
    if wanted is None or len(wanted) != len(cut):
        return False
    if not all(_lost_marks(core, syllable) for (_, core, _), syllable in zip(cut, wanted, strict=True)):
        return False
    for index, ((head, core, tail), syllable) in enumerate(zip(cut, wanted, strict=True)):
        if core.lower() != syllable:
            words[at + index] = head + _cased(syllable, core) + tail
    return True


def _lost_marks(read: str, wanted: str) -> bool:
    """Whether ``read`` is ``wanted`` without some of its marks; a mark of another kind makes another word."""
    ours, theirs = _letters(read), _letters(wanted)
    return len(ours) == len(theirs) and all(
        mine[0] == other[0] and set(mine[1:]) <= set(other[1:]) for mine, other in zip(ours, theirs, strict=True)
    )


def _letters(word: str) -> list[str]:
    """The letters of a word in lower case, each with its marks behind it."""
    loose = [unicodedata.normalize("NFD", char) for char in unicodedata.normalize("NFC", word.lower())]
    return ["d-" if char == "đ" else char for char in loose]


def _cut(word: str) -> tuple[str, str, str]:
    """A word without the marks of punctuation round it."""
    found = _EDGES.match(word)
    assert found is not None
    return found[1], found[2], found[3]


def _cased(wanted: str, like: str) -> str:
    """``wanted`` with capitals where ``like`` has them."""
    if like.isupper() and len(like) > 1:
        return wanted.upper()
    return wanted.capitalize() if like[:1].isupper() else wanted
