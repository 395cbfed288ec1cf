"""A page of a text PDF: words with boxes, the lines they stand on, and what on it is only furniture.

Running heads and page numbers stand at the edge of page after page; they are found by that, and left out.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tiendo.plan import secrecy
from tiendo.source import Box

_NUMBER = re.compile(r"(?:trang|page)?\W*\d{1,4}\W*(?:(?:/|of)\W*\d{1,4}\W*)?", re.I)
_DIGITS = re.compile(r"\d+")
# Of the height of a page: where running heads and page numbers stand.
_EDGE = 0.11
_EDGE_LINES = 3
_LEAST_PAGES = 3
_OFTEN = 0.35
_LEAST_HEIGHT = 4.0
# In heights of type; a space is at least a fifth.
_TOUCHING = 0.06


@dataclass(frozen=True, slots=True)
class Ink:
    """A printed word: its letters, its page (from 1), its box in points, and its font."""

    text: str
    page: int
    box: Box
    font: str = ""
    bold: bool = False

    @property
    def middle(self) -> float:
        """The middle of the word, from top to bottom."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> float:
        """How high its type is, never nothing."""
        return max(self.box.bottom - self.box.top, 0.1)

    @property
    def width(self) -> float:
        """How long it is."""
        return self.box.right - self.box.left


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one height, from left to right."""

    words: tuple[Ink, ...]

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].box.left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].box.right

    @property
    def middle(self) -> float:
        """The middle of the line, from top to bottom."""
        return statistics.median(word.middle for word in self.words)

    @property
    def height(self) -> float:
        """The height of most of its type."""
        return statistics.median(word.height for word in self.words)

    @property
    def centre(self) -> float:
        """The middle of the line, from left to right."""
        return (self.left + self.right) / 2

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn along an edge of the page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as PDFium gave it; ``has_image`` where a picture covers most of it, ``has_drawing`` where there is any."""

    number: int
    width: float
    height: float
    turned: int
    words: tuple[Ink, ...]
    rules: tuple[Rule, ...]
    has_image: bool
    has_drawing: bool = False


def usual_height(words: Iterable[Ink]) -> float:
    """The height of most type."""
    heights = [word.height for word in words if word.height > _LEAST_HEIGHT]
    return statistics.median(heights) if heights else 12.0


def lines(words: Iterable[Ink]) -> list[Line]:
    """The lines of a page from top to bottom; small raised type belongs to the line it is raised on."""
    rows: list[list[Ink]] = []
    base: Ink | None = None
    for word in sorted(words, key=lambda one: (one.middle, one.box.left)):
        if base is None or word.middle - base.middle > 0.42 * max(word.height, base.height):
            rows.append([])
            base = word
        elif word.height > base.height:
            base = word
        rows[-1].append(word)
    return [Line(tuple(_whole(sorted(row, key=lambda one: one.box.left)))) for row in rows]


def _whole(row: Sequence[Ink]) -> Iterator[Ink]:
    """The words of a line, with those made one that nothing parts: some fonts make PDFium see gaps in words."""
    now: Ink | None = None
    for word in row:
        if now is not None and -_TOUCHING < (word.box.left - now.box.right) / word.height < _TOUCHING:
            now = replace(now, text=now.text + word.text, box=now.box | word.box)
            continue
        if now is not None:
            yield now
        now = word
    if now is not None:
        yield now


def without_furniture(pages: Sequence[PdfPage]) -> tuple[list[list[Line]], int]:
    """The lines of each page without running heads and page numbers, and how many lines those were."""
    found = [lines(page.words) for page in pages]
    edges = [list(_edge_lines(page, own)) for page, own in zip(pages, found, strict=True)]
    keys = Counter(key for own in edges for key in {_key(line) for line in own})
    wanted = max(_LEAST_PAGES, _OFTEN * len(pages))
    kept, removed = [], 0
    for own, edge in zip(found, edges, strict=True):
        gone = {id(line) for line in edge if keys[_key(line)] >= wanted or _is_number(line, own)}
        # A stamp of secrecy at the head of every page says what the document is.
        gone -= {id(line) for line in edge if secrecy.is_mark(line.text)}
        kept.append([line for line in own if id(line) not in gone])
        removed += len(gone)
    return kept, removed


def _edge_lines(page: PdfPage, found: Sequence[Line]) -> Iterator[Line]:
    """The outermost lines of a page, where they stand close to its edge."""
    for line in found[:_EDGE_LINES]:
        if line.middle < _EDGE * page.height:
            yield line
    for line in found[max(len(found) - _EDGE_LINES, _EDGE_LINES) :]:
        if line.middle > (1 - _EDGE) * page.height:
            yield line


def _is_number(line: Line, found: Sequence[Line]) -> bool:
    """Whether a line is a page number: digits and dashes alone, first or last on its page."""
    return line in (found[0], found[-1]) and _NUMBER.fullmatch(line.text.strip()) is not None


def _key(line: Line) -> str:
    """What running heads have in common: their words, whatever number stands among them, on whichever side."""
    return " ".join(sorted(_DIGITS.sub("#", line.text).split()))
