"""The labels that automatic numbering prints: 3, c, III.

>>> ordinal(4, "upperRoman"), ordinal(28, "lowerLetter")
('IV', 'bb')
"""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MAX = 3999
BULLETS = frozenset("-+")


def ordinal(number: int, form: str) -> str:
    """``number`` as Word's ``w:numFmt`` writes it; forms that are not known are written in digits."""
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "lowerLetter":
            return letters(number)
        case "upperLetter":
            return letters(number).upper()
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case _:
            return str(number)


def letters(number: int) -> str:
    """Letters a to z, then aa, bb …: Word repeats the letter, and knows no đ."""
    if not 1 <= number <= _MAX:
        return str(number)
    times, which = divmod(number - 1, 26)
    return chr(ord("a") + which) * (times + 1)


def roman(number: int) -> str:
    """Small Roman numerals; digits outside 1..3999."""
    if not 1 <= number <= _MAX:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def bullet(sign: str) -> str:
    """A bullet as typed text has it: dash or plus; the pictures of symbol fonts become a dash."""
    return sign.strip() if sign.strip() in BULLETS else "-"
