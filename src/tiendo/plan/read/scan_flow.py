"""Lines put together again to paragraphs: what the width of the paper broke, and nothing else.

A line begins a paragraph where it is indented, where it opens with a number or a bullet, where the line before
it ended short although the next word had room, where more space lies between, or where centred lines begin.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tiendo.plan.read.scan_lines import Line

MARKER = re.compile(
    r"(?:[-–+*•]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđ]{1,2}[.)]|\([a-zđivx]{1,4}\)|[IVX]{1,5}\s?[-–.)]|\d{1,2}(?:\.\d{1,2}){1,3})(?=\s|$)"
    r"|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+[\dIVX]"
)
_ENDED = re.compile(r"[.;:!?”\"/][)\]”\"]?$")
# In heights of a word.
_INDENT = 1.0
_CENTRED = 1.6
_MARGIN = 2.0
# In distances of lines.
_SPACED = 1.55
# In widths of a page: how wide its text is at least, and its margins by Decree 30/2020/NĐ-CP (30 mm, 15 mm of 210).
_FILLED = 0.55
_LEFT_EDGE = 0.14
_RIGHT_EDGE = 0.92


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines begin and end that fill the column, and how far the lines are apart."""

    left: float
    right: float
    usual: float
    pitch: float

    @property
    def centre(self) -> float:
        """The middle of the column."""
        return (self.left + self.right) / 2

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both margins."""
        off = abs(line.centre - self.centre)
        return (
            off < _CENTRED * self.usual and min(line.left - self.left, self.right - line.right) > _MARGIN * self.usual
        )

    def is_inset(self, line: Line) -> bool:
        """Whether a line stands in the middle and keeps off both margins, however little."""
        off = abs(line.centre - self.centre)
        return off < 0.6 * self.usual and min(line.left - self.left, self.right - line.right) > 0.3 * self.usual

    def is_indented(self, line: Line) -> bool:
        """Whether a line begins to the right of those that fill the column."""
        return line.left - self.left > _INDENT * self.usual

    def had_room(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line would have stood on this one."""
        first = following.tokens[0]
        return line.right + (first.right - first.left) + self.usual < self.right


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph; ``open`` where its last line fills the column and ends in no stop."""

    lines: tuple[Line, ...]
    centred: bool = False
    open: bool = False
    indented: bool = False

    def joined(self, other: Paragraph) -> Paragraph:
        """The two as one, as where a page ends in the midst of one."""
        return replace(self, lines=self.lines + other.lines, open=other.open)


def margins(found: Sequence[Line], usual: float, width: int = 0) -> Margins:
    """The margins that most lines keep to; on a page of ``width`` where no line is long, those of any page."""
    if not found:
        return Margins(0, 0, usual, usual)
    lefts = sorted(line.left for line in found)
    rights = sorted(line.right for line in found)
    steps = [low.middle - high.middle for high, low in pairwise(found)]
    pitch = statistics.median([step for step in steps if usual * 0.6 < step < usual * 4] or [usual * 1.5])
    # The leftmost tenth may be strays; the rightmost lines are the full ones.
    left, right = lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]
    if right - left < _FILLED * width:
        left, right = min(left, round(_LEFT_EDGE * width)), max(right, round(_RIGHT_EDGE * width))
    return Margins(left, right, usual, pitch)


def paragraphs(found: Sequence[Line], bounds: Margins) -> Iterator[Paragraph]:
    """The paragraphs of lines that stand below each other."""
    pending: list[Line] = []
    for line in found:
        if pending and _begins(pending, line, bounds):
            yield _paragraph(pending, bounds)
            pending = []
        pending.append(line)
    if pending:
        yield _paragraph(pending, bounds)


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph at the top of a page carries on the last of the page before."""
    first = after.lines[0]
    return before.open and not after.centred and not after.indented and not MARKER.match(first.text)


def _paragraph(found: list[Line], bounds: Margins) -> Paragraph:
    last = found[-1]
    is_full = bounds.right - last.right < 3 * bounds.usual
    return Paragraph(
        tuple(found),
        centred=all(bounds.is_centred(line) for line in found) and not MARKER.match(found[0].text),
        open=is_full and not _ENDED.search(last.text),
        indented=bounds.is_indented(found[0]),
    )


def _begins(pending: list[Line], line: Line, bounds: Margins) -> bool:
    """Whether ``line`` begins a paragraph below the lines of ``pending``."""
    above = pending[-1]
    if line.middle - above.middle > _SPACED * bounds.pitch:
        return True
    centred = bounds.is_centred(line)
    if centred and bounds.is_centred(above):
        return _is_shouted(line) != _is_shouted(above) or bool(MARKER.match(line.text))
    if centred and bounds.is_inset(above) and not bounds.had_room(above, line):
        return False
    if MARKER.match(line.text) and _may_open(pending, line, bounds):
        return True
    if bounds.had_room(above, line) and not (centred or _is_inside(pending, line, bounds)):
        return True
    if not bounds.is_indented(line):
        return False
    return line.left - above.left > _INDENT * bounds.usual or _opens_alike(pending, line, bounds)


def _may_open(pending: list[Line], line: Line, bounds: Margins) -> bool:
    """Whether a line with a number or bullet is an item, and not the middle of a sentence that holds a number."""
    above = pending[-1]
    return bool(bounds.is_indented(line) or _ENDED.search(above.text) or bounds.had_room(above, line)) or bool(
        MARKER.match(pending[0].text) and abs(line.left - pending[0].left) < 0.6 * bounds.usual
    )


def _opens_alike(pending: list[Line], line: Line, bounds: Margins) -> bool:
    """Whether a line is indented as the first line of the paragraph above is, which that one alone should be."""
    if len(pending) > 1 or abs(line.left - pending[0].left) > 0.6 * bounds.usual:
        return False
    return bool(MARKER.match(pending[0].text) or _ENDED.search(pending[0].text))


def _is_inside(pending: list[Line], line: Line, bounds: Margins) -> bool:
    """Whether a line keeps to a column narrower than the page's, as the lines above it do."""
    if len(pending) < 2:
        return False
    right = max(one.right for one in pending)
    return right - pending[-1].right < 2 * bounds.usual and abs(line.left - pending[-1].left) < bounds.usual


def _is_shouted(line: Line) -> bool:
    letters = [char for char in line.text if char.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)
