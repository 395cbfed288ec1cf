"""What is said with a move on a duty: text, figures, files, days, a reason out of a list, another duty."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from tiendo.duty import Closing

_FIGURE = re.compile(
    r"(?P<name>[^:]{1,120}):\s*(?P<value>[-−]?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,12}(?:,\d{1,6})?))\s*(?P<unit>[^\d].{0,40})?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report: what was counted, how many (a decimal as text), in what unit."""

    name: str
    value: str
    unit: str = ""


def figure(line: str) -> Figure | None:
    """A figure typed as "name: 1.250,5 unit", the way numbers are written in Viet Nam; None where it is none.

    >>> figure("Chênh lệch: −1.250,5 hộ")
    Figure(name='Chênh lệch', value='-1250.5', unit='hộ')
    """
    found = _FIGURE.fullmatch(line.strip())
    if found is None:
        return None
    value = found["value"].replace(".", "").replace(",", ".").replace("−", "-")
    return Figure(found["name"].strip(), value, (found["unit"] or "").strip())


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file handed in with a report."""

    name: str
    data: bytes


class PartsFate(StrEnum):
    """What becomes of the open parts of a duty that ends: they end with it, or go on by the reason that is given."""

    END = "end"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said with a move. ``reason`` goes with closing, ``other`` is the duty put in the place of this one.

    ``parts`` says what becomes of its open parts where a duty that has some ends. ``despite``: the duty is to be due
    after the last day of the body that owes it, which was seen.
    """

    text: str = ""
    figures: tuple[Figure, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    happened_on: dt.date | None = None
    until: dt.date | None = None
    reason: Closing | None = None
    other: int | None = None
    parts: PartsFate | None = None
    despite: bool = False
