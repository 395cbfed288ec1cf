"""What a compilation may know beside the text: bodies, days, known documents, the day it is done on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tiendo import workdays


@dataclass(frozen=True, slots=True)
class Context:
    """All of it optional: an empty context compiles any document.

    ``bodies`` are names known to the register; ``registry`` gives the dates under which a symbol was issued;
    ``on`` is the day to judge by where the document states none of its own.
    """

    bodies: tuple[str, ...] = ()
    calendar: workdays.Calendar | None = None
    registry: Mapping[str, tuple[date, ...]] | None = None
    on: date | None = None
