"""Where words stand: a text that was read, and places in it.

A :class:`Source` is what a reader makes of a file: one normalised (NFC) text and the *pieces* that the
file's own structure gave (paragraphs, table rows with cells). Positions everywhere are code points of
that text, half-open. This module does not read files.

>>> source = Source(name="a.txt", text="Một\\nhai", pieces=(), media_type="text/plain", sha256="")
>>> source.slice(Span(4, 7)), str(source.position(4))
('hai', '2:1')
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in code points of a source's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __contains__(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as people count it: line and column, both from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        """``line:column``, as editors print it."""
        return f"{self.line}:{self.column}"


class PieceKind(StrEnum):
    """What the file's own structure says a piece is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item or table row, in document order.

    ``span`` covers its words in ``Source.text`` (labels made by automatic numbering are part of the
    text). ``cells`` are the spans of a row's cells, empty for other kinds; ``table`` numbers the tables
    of the source from 0, so that rows of one table can be told from those of the next; ``level`` is the
    nesting that the file states (heading level, list depth), 0 where it states none. ``bold`` and
    ``centred`` are true where the file's format says so for the whole piece.
    """

    kind: PieceKind
    span: Span
    cells: tuple[Span, ...] = ()
    table: int | None = None
    level: int = 0
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name, its normalised text, its structure.

    ``media_type`` is what the bytes are, not what the name says; ``sha256`` is of the bytes.
    """

    name: str
    text: str
    pieces: tuple[Piece, ...]
    media_type: str
    sha256: str
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where lines begin, so that positions cost a bisection."""
        starts = (0, *(i + 1 for i, char in enumerate(self.text) if char == "\n"))
        object.__setattr__(self, "_line_starts", starts)

    def slice(self, span: Span) -> str:
        """The words at ``span``."""
        return self.text[span.start : span.end]

    def position(self, offset: int) -> Position:
        """Line and column of a code point."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The words of line ``number`` (from 1), without its end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]
