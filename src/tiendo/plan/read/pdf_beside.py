"""What stands side by side on a page: the halves of a head, recipients and signature, columns of running text.

A gap that no word bridges over several lines is a gutter; the lines round it belong to one side or the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tiendo.plan.read.pdf_flow import MARKER
from tiendo.plan.read.pdf_page import Line

# In heights of type: no space between words is as wide, even in a justified line.
_GAP = 1.6
_FAR = 3.0
_GUTTER = 0.7
_APART = 2.6
# Columns with more lines than any head or signature has are columns of running text.
RUNNING_TEXT = 26
_SIDED = 0.6
# What stands to the left of the signature, and may begin above it.
_RECIPIENTS = re.compile(r"nơi nhận\s*:?$", re.I)


@dataclass(frozen=True, slots=True)
class Beside:
    """Lines to the left and to the right of a gutter."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    gutter: float


def _segments(line: Line, usual: float) -> list[Line]:
    """A line parted where a gap is wider than any between words."""
    found, start = [], 0
    for at in range(1, len(line.words) + 1):
        if at == len(line.words) or line.words[at].box.left - line.words[at - 1].box.right > _GAP * usual:
            found.append(Line(line.words[start:at]))
            start = at
    return found


def parts(lines: Sequence[Line], usual: float) -> Iterator[Line | Beside]:
    """Lines from top to bottom, those round a gutter as what stands side by side."""
    at = 0
    centre = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    while at < len(lines):
        end, gutter = _reach(lines, at, usual, centre)
        if gutter is not None:
            yield _split(lines[at:end], gutter, usual)
            at = end
        else:
            yield lines[at]
            at += 1


def _reach(lines: Sequence[Line], start: int, usual: float, centre: float) -> tuple[int, float | None]:
    """Where the lines end that stand on either side of one gap, begun at ``start``, and the middle of that gap."""
    low, high = _first_gap(lines, start, usual, centre)
    if high - low < _GAP * usual:
        return start, None
    sides, both, widest, end = [0, 0], 0, high - low, start
    while end < len(lines):
        own = _segments(lines[end], usual)
        lefts = [one for one in own if one.centre < (low + high) / 2]
        rights = own[len(lefts) :]
        left, right = max([low, *(one.right for one in lefts)]), min([high, *(one.left for one in rights)])
        leaves = end > start and len(own) == 1 and _leaves(lines[end], lines[end - 1], usual, centre)
        if right - left < _GUTTER * usual or leaves:
            break
        low, high, end = left, right, end + 1
        both += bool(lefts) and bool(rights)
        sides = [sides[0] + bool(lefts), sides[1] + bool(rights)]
    is_gutter = min(sides) > 0 and (both > 1 or (end - start > 1 and widest > _FAR * usual))
    return (end, (low + high) / 2) if is_gutter else (start, None)


def _first_gap(lines: Sequence[Line], start: int, usual: float, centre: float) -> tuple[float, float]:
    """The gap that a line opens: its widest, or what it leaves of the page where it stands on one side alone."""
    line = lines[start]
    own = _segments(line, usual)
    if len(own) > 1:
        if MARKER.fullmatch(own[0].text):
            return 0.0, 0.0
        return max(((one.right, other.left) for one, other in pairwise(own)), key=lambda gap: gap[1] - gap[0])
    if start + 1 == len(lines):
        return 0.0, 0.0
    following = lines[start + 1]
    if line.left > centre:
        return min(one.left for one in lines), line.left
    is_staggered = following.left > line.right and following.middle - line.middle < 0.9 * usual
    if line.right < centre and (is_staggered or _RECIPIENTS.match(line.text)):
        return line.right, max(one.right for one in lines)
    return 0.0, 0.0


def _leaves(line: Line, above: Line, usual: float, centre: float) -> bool:
    """Whether a line alone on its height stands in the middle of the page, or well below what is side by side."""
    return abs(line.centre - centre) < 0.5 * usual or line.middle - above.middle > _APART * usual


def _split(lines: Sequence[Line], gutter: float, usual: float) -> Beside:
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        for side, words in (
            (left, tuple(word for word in line.words if word.box.left < gutter)),
            (right, tuple(word for word in line.words if word.box.left >= gutter)),
        ):
            if words:
                side.append(Line(words))
    return Beside(tuple(left), tuple(right), gutter)


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines of one side, with what is wrapped below a bullet put behind it."""
    found: list[Line] = []
    in_list = False
    for line in lines:
        opens = bool(MARKER.match(line.text)) or line.text.startswith("-")
        if found and in_list and not opens and line.text[:1].islower():
            found[-1] = Line(found[-1].words + line.words)
        else:
            found.append(line)
        in_list = opens or in_list
    return found


def page_gutter(lines: Sequence[Line], usual: float) -> float | None:
    """The middle of a gutter that stays open between most lines of a page: two columns of running text."""
    if len(lines) < RUNNING_TEXT:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle = (left + right) / 2
    gaps = [_gap_round(line, middle, _GUTTER * usual) for line in lines]
    held = [gap for gap in gaps if gap is not None]
    if len(held) < _SIDED * len(lines):
        return None
    low, high = sorted(gap[0] for gap in held), sorted(gap[1] for gap in held)
    start, end = low[len(low) * 9 // 10], high[len(high) // 10]
    return (start + end) / 2 if end - start > _GUTTER * usual else None


def _gap_round(line: Line, middle: float, least: float) -> tuple[float, float] | None:
    """The gap of a line that lies about the middle of the page, with words on both sides."""
    for before, after in zip(line.words, line.words[1:], strict=False):
        if (
            after.box.left - before.box.right > least
            and before.box.right - 3 * least < middle < after.box.left + 3 * least
        ):
            return before.box.right, after.box.left
    return None


def columns(lines: Sequence[Line], gutter: float) -> Iterator[Line | Beside]:
    """Runs of lines that keep the gutter as two columns; lines that cross it on their own."""
    pending: list[Line] = []
    for line in lines:
        if any(word.box.left < gutter < word.box.right for word in line.words):
            if pending:
                yield _split(pending, gutter, 0)
                pending = []
            yield line
        else:
            pending.append(line)
    if pending:
        yield _split(pending, gutter, 0)
