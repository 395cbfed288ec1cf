"""Diagnostics for the reader at hand: one file per output, each ``render(files, book, lang) -> str``.

``full`` for people, ``concise`` for lists, ``json`` and ``sarif`` for programs. None of them judges,
orders or drops anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tiendo.diagnostic import Diagnostic
from tiendo.rulebook import Lang, Words
from tiendo.source import Position, Source, Span


class Origin(Protocol):
    """Where words of a source stand in its file, for files that have lines."""

    def position(self, offset: int) -> Position:
        """Line and column, in the file, of a code point of the text."""

    def span(self, span: Span) -> Span | None:
        """The same words in code points of the file; None where it does not have them so."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where words stand in a file as a person looks for them: what is known of it, and ``said`` in both languages.

    ``unit`` is the path of the numbered unit ("II.3"); the others count from 1.
    """

    unit: str | None
    page: int | None
    paragraph: int | None
    table: int | None
    row: int | None
    column: int | None
    note: int | None
    said: Words


class Places(Protocol):
    """Where words of a source are to be looked for in its file, for files that have no lines."""

    def at(self, offset: int) -> Where | None:
        """Where a code point of the text stands; None where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was asked for, what was read of it (None where nothing was), and its faults in order.

    ``origin`` finds places in the file itself; without it they are those of the text that was read. ``places`` says
    where else to look, where the file has no lines.
    """

    name: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]
    origin: Origin | None = None
    places: Places | None = None

    def position(self, offset: int) -> Position:
        """Line and column of a code point of the text, as people meet them; ValueError where nothing was read."""
        if self.source is None:
            raise ValueError(f"nothing was read of {self.name}")
        return self.source.position(offset) if self.origin is None else self.origin.position(offset)

    def place(self, offset: int | None) -> str:
        """``name:line:column``; the name alone for what concerns the whole file."""
        if offset is None or self.source is None:
            return self.name
        return f"{self.name}:{self.position(offset)}"

    def where(self, offset: int | None) -> Where | None:
        """Where a person finds a code point of the text in a file without lines."""
        return None if offset is None or self.places is None else self.places.at(offset)

    def found_at(self, offset: int | None, lang: Lang) -> str:
        """The same in brackets behind a space; empty where there is nothing to say."""
        where = self.where(offset)
        return f" ({where.said.say(lang)})" if where else ""
