"""Numbers of symbols: the series that they count in, and what is left of one that lost a digit.

>>> split("118/2025/NĐ-CP")
Number(digits='118', series='/2025/NĐ-CP')
>>> lost_digit("18", "118"), lost_digit("18", "181"), lost_digit("18", "208"), lost_digit("07", "007")
(True, True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tiendo import registry

_NUMBERED = re.compile(r"(\d{1,6})([/-])(.+)")


@dataclass(frozen=True, slots=True)
class Number:
    """The digits of a symbol, and all that stands behind them, folded."""

    digits: str
    series: str


def split(symbol: str) -> Number | None:
    """The number of a symbol; None where it bears a letter ("30a/2008/NQ-CP") or none."""
    found = _NUMBERED.fullmatch(symbol)
    return Number(found[1], found[2] + registry.key(found[3])) if found else None


def lost_digit(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` without one of its digits; a nought in front is none that counts."""
    return len(long) == len(short) + 1 and int(short) != int(long) and short in set(_shorter(long))


def with_digit(digits: str) -> Iterator[str]:
    """Each number that becomes ``digits`` when it loses one of its own.

    >>> sorted(with_digit("7"))[:3], len(set(with_digit("18")))
    (['17', '27', '37'], 27)
    """
    found = {digits[:at] + digit + digits[at:] for at in range(len(digits) + 1) for digit in "0123456789"}
    return (one for one in found if not one.startswith("0") and int(one) != int(digits))


def _shorter(digits: str) -> Iterator[str]:
    return (digits[:at] + digits[at + 1 :] for at in range(len(digits)))
