"""How many columns a text takes in a terminal: Vietnamese tone marks none, wide characters two.

>>> columns("tie" + chr(0x302) + chr(0x301) + "n"), columns("計画")
(4, 4)
"""

from __future__ import annotations

import unicodedata

_NOTHING = frozenset({"Mn", "Me", "Cf", "Cc"})
_WIDE = frozenset({"W", "F"})


def columns(text: str) -> int:
    """The columns that ``text`` takes; it should hold no tabs (see :func:`printable`)."""
    return sum(_columns(char) for char in text)


def printable(text: str) -> str:
    """The same number of characters, none of which moves the cursor: a control character shows as a space."""
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in _NOTHING:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
