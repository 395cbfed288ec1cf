"""Numbers written out in words, as sums of money are.

>>> in_words("Năm triệu hai trăm linh ba nghìn"), in_words("hai nghìn không trăm mười lăm tỷ")
(5203000, 2015000000000)
>>> in_words("theo dự toán") is None
True
"""

from __future__ import annotations

from types import MappingProxyType

_DIGITS = MappingProxyType(
    {
        "không": 0,
        "một": 1,
        "mốt": 1,
        "hai": 2,
        "ba": 3,
        "bốn": 4,
        "tư": 4,
        "năm": 5,
        "lăm": 5,
        "nhăm": 5,
        "sáu": 6,
        "bảy": 7,
        "bẩy": 7,
        "tám": 8,
        "chín": 9,
    }
)
_TENS = MappingProxyType({"mươi": 10, "trăm": 100})
_GROUPS = MappingProxyType({"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9})
_JOINS = frozenset(("linh", "lẻ"))


def in_words(words: str) -> int | None:
    """The number that words say; None where one of them is none of a number's, or they stand in no order."""
    whole = part = 0
    digit: int | None = None
    for word in words.lower().replace(",", " ").split():
        if word in _DIGITS and digit is None:
            digit = _DIGITS[word]
        elif word == "mười" and digit is None:
            part += 10
        elif word in _TENS and digit is not None:
            part, digit = part + digit * _TENS[word], None
        elif word in _GROUPS:
            # What stands before a milliard counts milliards, thousands of them too; so do thousands before a million.
            size, part, digit = _GROUPS[word], part + (digit or 0), None
            if size == 10**9 or (not part and 0 < whole < size):
                whole, part = (whole + part) * size, 0
            else:
                whole, part = whole + part * size, 0
        elif word not in _JOINS:
            return None
    return whole + part + (digit or 0) if whole or part or digit is not None else None
