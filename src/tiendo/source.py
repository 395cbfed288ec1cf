"""Where words stand: a text that was read, and places in it.

A :class:`Source` is what a reader makes of a file: one normalised (NFC) text and the *pieces* that the
file's own structure gave (paragraphs, table rows with cells). Positions everywhere are code points of
that text, half-open. This module does not read files.

>>> source = Source(name="a.txt", text="Một\\nhai", pieces=(), media_type="text/plain", sha256="")
>>> source.slice(Span(4, 7)), str(source.position(4))
('hai', '2:1')
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

_LINE_END = re.compile("\n")
_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in code points of a source's text."""

    start: int
    end: int

    # Twenty are made for each line of a document, so this is written out: what is generated takes twice the time.
    def __init__(self, start: int, end: int) -> None:
        """Take the two ends; raises ValueError where they run backwards."""
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        _put_start(self, start)
        _put_end(self, end)

    def __contains__(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


_put_start = vars(Span)["start"].__set__
_put_end = vars(Span)["end"].__set__


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
class At:
    """Where a piece stands in a file that has no lines, counted from 1 as people count in it.

    A paragraph of the text that has words, tables left out; or a row of a table; or a note. What stands in a box or in
    a table inside a cell is where the box is anchored, or that cell's row is.
    """

    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item or table row, in document order.

    ``span`` covers its words in ``Source.text`` (labels made by automatic numbering are part of the
    text). ``cells`` are the spans of a row's cells, empty for other kinds; ``table`` numbers the tables
    of the source from 0, so that rows of one table can be told from those of the next; ``level`` is the
    nesting that the file states (heading level, list depth, of a row how many cells its table stands in), 0 where it
    states none. ``carried`` are the columns of a
    row whose cell is the one above, merged downwards. ``bold`` and
    ``centred`` are true where the file's format says so for the whole piece. ``at`` is where it stands
    in the file, where its reader notes that.
    """

    kind: PieceKind
    span: Span
    cells: tuple[Span, ...] = ()
    table: int | None = None
    level: int = 0
    bold: bool = False
    centred: bool = False
    carried: tuple[int, ...] = ()
    at: At | None = None


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the top left corner of the page as it is read upright."""

    left: float
    top: float
    right: float
    bottom: float

    def __or__(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def is_beside(self, other: Box) -> bool:
        """Whether the two stand on one printed line: the middle of each lies within the other's height."""
        mine, yours = (self.top + self.bottom) / 2, (other.top + other.bottom) / 2
        return self.top <= yours <= self.bottom and other.top <= mine <= other.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word: where it stands in the text and on its page.

    ``confidence`` is what a reader of pictures says of its reading, 0 to 100; None where nothing was guessed.
    """

    span: Span
    box: Box
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read: its number in the file (from 1), its size in points, its words in the order of the text.

    ``turned`` is by how many degrees, clockwise, the page in the file must be turned to be upright; sizes and
    boxes are of the upright page. ``ocr`` is true where the words were read from a picture. Words that are not
    part of the text (running headers, page numbers) are not among ``words``.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    turned: int = 0
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand on paper: the page, and one box for each printed line that they touch."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name, its normalised text, its structure.

    ``media_type`` is what the bytes are, not what the name says; ``sha256`` is of the bytes. ``pages`` is the
    source map of formats that have pages (PDF, pictures), empty for the others.

    >>> word = Word(Span(0, 3), Box(72, 90, 95, 104))
    >>> source = Source("a.pdf", "Một", (), "application/pdf", "", (Page(1, 595, 842, (word,)),))
    >>> source.places(Span(1, 2))
    (Place(page=1, boxes=(Box(left=72, top=90, right=95, bottom=104),)),)
    """

    name: str
    text: str
    pieces: tuple[Piece, ...]
    media_type: str
    sha256: str
    pages: tuple[Page, ...] = ()
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where lines begin, so that positions cost a bisection."""
        starts = (0, *(found.end() for found in _LINE_END.finditer(self.text)))
        object.__setattr__(self, "_line_starts", starts)

    @property
    def ocr(self) -> bool:
        """Whether any page was read from a picture."""
        return any(page.ocr for page in self.pages)

    def places(self, span: Span) -> tuple[Place, ...]:
        """Where the words that ``span`` touches are printed, page by page; empty where there are no pages."""
        found = ((page.number, _lines(_touched(page, span))) for page in self.pages)
        return tuple(Place(number, boxes) for number, boxes in found if boxes)

    def slice(self, span: Span) -> str:
        """The words at ``span``."""
        return self.text[span.start : span.end]

    def unwrapped(self, breaks: Sequence[Span]) -> Source:
        """The same with spaces for what is no word in ``breaks``: places keep, and lines stay those of the file.

        >>> source = Source("a.txt", "Sở Y\\ntế họp", (), "text/plain", "").unwrapped([Span(4, 5)])
        >>> source.text, source.position(5), source.line(1)
        ('Sở Y tế họp', Position(line=2, column=1), 'Sở Y')
        """
        if not breaks:
            return self
        parts: list[str] = []
        at = 0
        for one in breaks:
            parts += (self.text[at : one.start], _WHITE.sub(" ", self.slice(one)))
            at = one.end
        made = replace(self, text="".join((*parts, self.text[at:])))
        object.__setattr__(made, "_line_starts", self._line_starts)
        return made

    def position(self, offset: int) -> Position:
        """Line and column of a code point."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The words of line ``number`` (from 1), without its end."""
        start, *after = self._line_starts[number - 1 : number + 1]
        return self.text[start : after[0] - 1] if after else self.text[start:]


def _touched(page: Page, span: Span) -> Iterator[Word]:
    """The words of a page that share a code point with ``span``."""
    first = bisect_right(page.words, span.start, key=lambda word: word.span.end)
    for word in islice(page.words, first, None):
        if word.span.start >= span.end:
            return
        yield word


def _lines(words: Iterable[Word]) -> tuple[Box, ...]:
    """The boxes of words with those that follow each other on one line put together."""
    boxes: list[Box] = []
    for word in words:
        if boxes and boxes[-1].is_beside(word.box) and boxes[-1].left <= word.box.left:
            boxes[-1] |= word.box
        else:
            boxes.append(word.box)
    return tuple(boxes)
