"""One page from its picture to its words: turned upright, cut in two where it holds two, levelled, read.

Which way is up is asked of the engine's own doubt: a page that stands on its head is read with little
confidence, and only then is it turned and read again. A page that lies right costs nothing more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PIL import Image

from tiendo.plan.read import scan_light, scan_rules, scan_shape
from tiendo.plan.read.scan_engine import Engine, Token
from tiendo.plan.read.scan_picture import Sheet
from tiendo.plan.read.scan_rules import Rules
from tiendo.source import Box

# Vietnamese print is read with a mean confidence of 90 and more, upside down with less than 60.
_DOUBTFUL = 72
_LEAST_WORDS = 8
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """How a view lies on its upright page: its size, the turn that levelled it, where it begins, points to a dot."""

    width: int
    height: int
    skew: float = 0.0
    left: float = 0.0
    scale: float = 1.0

    def box(self, token: Token) -> Box:
        """The box of a word in points of the upright page."""
        corners = [self._point(x, y) for x in (token.left, token.right) for y in (token.top, token.bottom)]
        if self.skew:
            # The corners of a level box lean; its sides are where their middles are.
            lefts, rights = sorted(x for x, _ in corners)[:2], sorted(x for x, _ in corners)[2:]
            tops, bottoms = sorted(y for _, y in corners)[:2], sorted(y for _, y in corners)[2:]
            return _rounded(sum(lefts) / 2, sum(tops) / 2, sum(rights) / 2, sum(bottoms) / 2)
        return _rounded(*corners[0], *corners[-1])

    def _point(self, x: float, y: float) -> tuple[float, float]:
        angle = math.radians(self.skew)
        across, down = x - self.width / 2, y - self.height / 2
        back_x = across * math.cos(angle) - down * math.sin(angle) + self.width / 2
        back_y = across * math.sin(angle) + down * math.cos(angle) + self.height / 2
        return (back_x + self.left) * self.scale, back_y * self.scale


@dataclass(frozen=True, slots=True)
class View:
    """A page of text, level: one to a sheet, or two where two were laid beside each other."""

    frame: Frame
    tokens: tuple[Token, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a sheet: its size upright, by how much it was turned for that, its views, what was done."""

    number: int
    width: float
    height: float
    turned: int
    views: tuple[View, ...]
    seal: bool = False
    dark: bool = False

    @property
    def confidence(self) -> float:
        """How sure the engine is of the words, on average; 0 where there are none."""
        return _confidence(self.views)


def read(sheet: Sheet, engine: Engine) -> Read:
    """The words of a sheet, the way up that reads best; raises programs.Failed."""
    light = scan_light.lit(sheet.picture)
    lies = scan_shape.is_sideways(scan_shape.small(light.picture))
    best: tuple[int, tuple[View, ...]] | None = None
    for turn in (90, 270, 0, 180) if lies else (0, 180, 90, 270):
        views = _views(turned(light.picture, turn), _to_points(sheet), engine)
        if best is None or _weight(views) > _weight(best[1]):
            best = turn, views
        if not _is_doubtful(best[1]) or _is_blank(views):
            break
    assert best is not None
    turn, views = best
    size = (sheet.width, sheet.height) if turn in (0, 180) else (sheet.height, sheet.width)
    return Read(sheet.number, *size, turn, views, light.seal, light.dark)


def turned(picture: Image.Image, degrees: int) -> Image.Image:
    """A picture turned by a right angle, or several."""
    return picture.transpose(_TURNS[degrees]) if degrees else picture


def _to_points(sheet: Sheet) -> float:
    return sheet.width / sheet.picture.width


def _views(upright: Image.Image, scale: float, engine: Engine) -> tuple[View, ...]:
    cut = scan_shape.gutter(scan_shape.small(upright))
    if cut is None:
        return (_view(upright, 0, scale, engine),)
    at = round(cut * upright.width)
    halves = ((0, at), (at, upright.width))
    return tuple(_view(upright.crop((start, 0, end, upright.height)), start, scale, engine) for start, end in halves)


def _view(grey: Image.Image, left: int, scale: float, engine: Engine) -> View:
    skew = scan_shape.skew(scan_shape.small(grey))
    level = grey.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255) if skew else grey
    rules = scan_rules.rules(level)
    tokens = engine.words(scan_rules.painted_over(level, rules))
    return View(Frame(level.width, level.height, skew, left, scale), tuple(tokens), rules)


def _tokens(views: tuple[View, ...]) -> list[Token]:
    return [token for view in views for token in view.tokens]


def _confidence(views: tuple[View, ...]) -> float:
    tokens = _tokens(views)
    return sum(token.confidence for token in tokens) / len(tokens) if tokens else 0.0


def _weight(views: tuple[View, ...]) -> float:
    """How much was read for certain."""
    return sum(len(token.text) for token in _tokens(views) if token.confidence >= _DOUBTFUL)


def _is_doubtful(views: tuple[View, ...]) -> bool:
    return _confidence(views) < _DOUBTFUL


def _is_blank(views: tuple[View, ...]) -> bool:
    """Whether there is so little on the page that turning it would show nothing."""
    return len(_tokens(views)) < _LEAST_WORDS


def _rounded(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
