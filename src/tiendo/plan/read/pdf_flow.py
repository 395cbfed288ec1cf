"""Lines put together again to paragraphs, over the ends of lines and of pages.

A paragraph ends where the next word would still have stood on the line, and where the next line is indented, is
numbered, or stands farther below. What the width of the paper broke is joined; nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tiendo.plan.read.pdf_page import Ink, Line, usual_height

MARKER = re.compile(
    r"(?:[-–+*•●▪]|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[a-zđ]{1,2}[.)]|\([a-zđ\dIVX]{1,4}\)|[IVX]{1,5}\s?[-–.)]|\d{1,2}(?:\.\d{1,2}){1,3})(?=\s|$)"
    r"|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+[\dIVX]"
)
_ENDED = re.compile(r"[.;:!?…”\"/][)\]”\"]?$")
SOFT_HYPHEN = "\u00ad"
# In heights of type.
_INDENT = 0.5
_ROOM = 0.25
_MARGIN = 1.5
_CENTRED = 0.7
# In distances of lines.
_SPACED = 1.6
_SPACED_ITEM = 1.15
# In lengths of a full line.
_NEARLY = 0.92
_RAGGED = 0.15


@dataclass(frozen=True, slots=True)
class Bounds:
    """The margins that lines keep to, the height of the type, and how far the lines are apart."""

    left: float
    right: float
    usual: float
    pitch: float

    @property
    def width(self) -> float:
        """How long a full line is."""
        return self.right - self.left

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, off both margins."""
        off = abs(line.centre - (self.left + self.right) / 2)
        return off < _CENTRED * self.usual and line.left - self.left > _MARGIN * self.usual

    def is_indented(self, line: Line) -> bool:
        """Whether a line begins to the right of the margin."""
        return line.left - self.left > _INDENT * self.usual

    def had_room(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line would still have stood on this one."""
        return line.right + following.words[0].width + _ROOM * self.usual < self.right


def bounds(found: Sequence[Line], usual: float, left: float | None = None, right: float | None = None) -> Bounds:
    """The margins of lines that stand below each other; those of a cell are given."""
    lefts, rights = sorted(line.left for line in found), sorted(line.right for line in found)
    steps = [low.middle - high.middle for high, low in pairwise(found)]
    near = sorted(step for step in steps if 0.6 * usual < step < 3 * usual) or [1.3 * usual]
    return Bounds(
        lefts[len(lefts) // 20] if left is None else left,
        rights[-1 - len(rights) // 20] if right is None else right,
        usual,
        near[len(near) // 4],
    )


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, with the margins of the last of them."""

    lines: list[Line]
    margins: Bounds
    centred: bool
    words: list[Ink] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words; those that a hyphen parted at the end of a line keep it: Vietnamese has no other hyphens."""
        return " ".join(word.text for word in self.words).replace(SOFT_HYPHEN + " ", "")

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)


def paragraphs(found: Sequence[Line], margins: Bounds) -> Iterator[Paragraph]:
    """The paragraphs of lines that stand below each other."""
    now: Paragraph | None = None
    for line in found:
        if now is None or _begins(now, line, margins):
            if now is not None:
                yield now
            now = Paragraph([], margins, margins.is_centred(line))
        now.lines.append(line)
        now.words += line.words
    if now is not None:
        yield now


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph at the top of a page or column carries on the one that closed the last."""
    last, first = before.lines[-1], after.lines[0]
    if before.centred or after.centred or MARKER.match(first.text):
        return False
    if before.margins.had_room(last, first) or after.margins.is_indented(first):
        return False
    return not _ENDED.search(last.text) or first.text[:1].islower()


def joined(before: Paragraph, after: Paragraph) -> None:
    """Put what carries on behind what it carries on."""
    before.lines += after.lines
    before.words += after.words
    before.margins = after.margins


def cell(words: Sequence[Ink], found: Sequence[Line], left: float, right: float) -> list[Paragraph]:
    """The paragraphs in a cell that reaches from ``left`` to ``right``."""
    usual = usual_height(words)
    inner = bounds(found, usual)
    # Text keeps off the rules of its cell; as far on the right as on the left.
    own = bounds(found, usual, inner.left, max(inner.right, right - max(inner.left - left, 0.0) - 0.3 * usual))
    return list(paragraphs(found, own))


def _begins(now: Paragraph, line: Line, margins: Bounds) -> bool:
    above = now.lines[-1]
    step = (line.middle - above.middle) / margins.pitch
    if step > _SPACED or (step > _SPACED_ITEM and MARKER.match(line.text)):
        return True
    if now.centred or margins.is_centred(line):
        return _begins_in_the_middle(now, line, margins)
    if MARKER.match(line.text) and (_ENDED.search(above.text) or margins.is_indented(line)):
        return True
    if margins.had_room(above, line) and not _is_ragged(above, line, margins):
        return True
    if line.left - above.left > _INDENT * margins.usual:
        return True
    return margins.is_indented(line) and len(now.lines) == 1 and _opens_alike(above, line, margins)


def _begins_in_the_middle(now: Paragraph, line: Line, margins: Bounds) -> bool:
    """Centred lines are one paragraph where the first is as good as full, or the next goes on in small letters."""
    above = now.lines[-1]
    if now.centred != margins.is_centred(line):
        if line.text[:1].islower():
            return margins.had_room(above, line)
        goes_on = _is_shouted(above) == _is_shouted(line) and not _ENDED.search(above.text)
        return margins.had_room(above, line) or not goes_on
    if line.text[:1].islower():
        return False
    length = above.right - above.left + line.words[0].width
    return length < _NEARLY * margins.width or _is_shouted(above) != _is_shouted(line)


def _is_ragged(above: Line, line: Line, margins: Bounds) -> bool:
    """Whether a line only ended a little early, in the midst of a sentence."""
    is_early = margins.right - above.right < _RAGGED * margins.width
    return is_early and line.text[:1].islower() and not _ENDED.search(above.text)


def _opens_alike(above: Line, line: Line, margins: Bounds) -> bool:
    """Whether a line is indented as the one above, the first of its paragraph, which that one alone should be."""
    if abs(line.left - above.left) > _INDENT * margins.usual:
        return False
    return bool(_ENDED.search(above.text))


def _is_shouted(line: Line) -> bool:
    letters = [char for char in line.text if char.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)
