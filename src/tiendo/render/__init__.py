"""Diagnostics for the reader at hand: one file per output, each ``render(files, book, lang) -> str``.

``full`` for people, ``concise`` for lists, ``json`` and ``sarif`` for programs. None of them judges,
orders or drops anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from tiendo.diagnostic import Diagnostic
from tiendo.source import Source


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was asked for, what was read of it (None where nothing was), and its faults in order."""

    name: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]

    def place(self, offset: int | None) -> str:
        """``name:line:column``; the name alone for what concerns the whole file."""
        if offset is None or self.source is None:
            return self.name
        return f"{self.name}:{self.source.position(offset)}"
