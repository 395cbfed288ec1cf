"""How a page lies in its picture: on its side, askew, or two pages beside each other.

All of it is judged by profiles: how dark each row and each column of a small copy is. Rows of text make the
profile of rows rise and fall with every line, and of columns hardly at all.
"""

from __future__ import annotations

import itertools

from PIL import Image, ImageOps

_SMALL = 413
# A picture on its side shows lines where columns should be; nothing is turned on a doubtful sign.
_SIDEWAYS = 2.0
_STEEP = tuple(float(angle) for angle in range(-5, 6))
# Turning blurs small letters: below this it costs more words than it saves.
_LEAST_SKEW = 0.45
_CLEARLY_BETTER = 1.02
# Two pages lie beside each other where the picture is wide and its middle is blank from top to bottom.
_WIDE = 1.2
_MIDDLE = (0.42, 0.58)
_LEAST_GUTTER = 0.012
_BLANK = 2
_LINE = 150
_LEAST_INK = 0.4


def small(grey: Image.Image) -> Image.Image:
    """The ink of a page, small: light where the page is dark."""
    return ImageOps.invert(grey.reduce(max(1, min(grey.size) // _SMALL)))


def is_sideways(ink: Image.Image) -> bool:
    """Whether the lines of ``ink`` run from top to bottom."""
    down, across = _liveliness(_rows(ink)), _liveliness(_columns(ink))
    return across > down * _SIDEWAYS


def skew(ink: Image.Image) -> float:
    """By how many degrees, counter-clockwise, ``ink`` is to be turned to make its lines level; 0 if they nearly are."""
    best = _best(ink.reduce(2), _STEEP)
    best = _best(ink, [best + step for step in (-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75)])
    best = _best(ink, [best + step for step in (-0.1, 0.0, 0.1)])
    if abs(best) < _LEAST_SKEW or _level(ink, best) < _level(ink, 0.0) * _CLEARLY_BETTER:
        return 0.0
    return best


def gutter(ink: Image.Image) -> float | None:
    """Where between two pages the picture is to be cut, as a share of its width; None where it is one page."""
    if ink.width < ink.height * _WIDE:
        return None
    dark = _columns(ink)
    first, last = (int(ink.width * share) for share in _MIDDLE)
    start, length = _longest_blank(dark[first:last])
    if length < ink.width * _LEAST_GUTTER:
        return None
    cut = first + start + length // 2
    if min(_ink(dark[:cut]), _ink(dark[cut:])) < _LEAST_INK:
        return None
    return cut / ink.width


def _rows(ink: Image.Image) -> bytes:
    return ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()


def _columns(ink: Image.Image) -> bytes:
    return ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes()


def _liveliness(profile: bytes) -> float:
    """How much a profile changes from one line to the next."""
    steps = itertools.pairwise(profile)
    return sum((here - there) ** 2 for here, there in steps) / max(1, len(profile))


def _level(ink: Image.Image, angle: float) -> float:
    return _liveliness(_rows(ink.rotate(angle, Image.Resampling.NEAREST) if angle else ink))


def _best(ink: Image.Image, angles: tuple[float, ...] | list[float]) -> float:
    return max(angles, key=lambda angle: (_level(ink, angle), -abs(angle)))


def _longest_blank(profile: bytes) -> tuple[int, int]:
    """Where the longest run of blank columns begins, and its length; a thin dark line (the fold) does not end it."""
    best = (0, 0)
    start = 0
    for at, level in enumerate(profile):
        if _BLANK < level < _LINE:
            start = at + 1
        elif at + 1 - start > best[1]:
            best = (start, at + 1 - start)
    return best


def _ink(profile: bytes) -> float:
    return sum(profile) / max(1, len(profile))
