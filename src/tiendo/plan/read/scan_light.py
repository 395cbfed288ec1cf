"""A picture of a page made fit for reading: grey, without red seals, lit evenly, without dark edges.

Binarising was measured and is left to the engine: it made no page of the corpus better. What does help is the
size: at 150 dots to the inch the engine errs half as often as at 300, and is faster.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps

# How much redder than green and blue a point is that belongs to a seal, and how much of the page makes a seal.
_REDNESS = 40
_LEAST_SEAL = 0.001
# Paper darker than this is a dark scan: letters and ground must be told apart anew.
_DARK_PAPER = 190
_UNEVEN = 60
_BLOCK = 24
# A bar at the edge is the lid of the copier or the shadow of the fold.
_EDGE = 0.04
_BAR = 90


@dataclass(frozen=True, slots=True)
class Lit:
    """A grey picture with dark letters on white, and what was done to it."""

    picture: Image.Image
    seal: bool = False
    dark: bool = False


def lit(picture: Image.Image) -> Lit:
    """The picture of a page in grey, with what disturbs reading taken out."""
    grey, seal = _without_red(picture) if picture.mode == "RGB" else (picture.convert("L"), False)
    dark = _is_dark(grey)
    if dark:
        grey = _flattened(grey)
    return Lit(_without_edges(grey), seal, dark)


def _without_red(picture: Image.Image) -> tuple[Image.Image, bool]:
    """Grey, with red ink as pale as paper; black letters under it stay, for they are dark in red light too."""
    red, green, blue = picture.split()
    redness = ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(_step(_REDNESS))
    share = redness.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(share, int | float)
    if share < 1 and not _spots(redness):
        return picture.convert("L"), False
    paled = red.point([min(255, level * 3 // 2) for level in range(256)])
    return Image.composite(paled, picture.convert("L"), redness.filter(ImageFilter.MaxFilter(3))), True


def _spots(redness: Image.Image) -> bool:
    """Whether red points make up at least the share of a page that a seal does."""
    return redness.histogram()[255] >= _LEAST_SEAL * redness.width * redness.height


def _step(least: int) -> list[int]:
    return [0] * least + [255] * (256 - least)


def _paper(grey: Image.Image) -> list[int]:
    """How light the paper is, block by block: the lightest of the evened-out points of each."""
    small = grey.reduce(max(1, min(grey.size) // 200))
    blocks = small.filter(ImageFilter.MaxFilter(9)).reduce(8)
    return sorted(blocks.tobytes())


def _is_dark(grey: Image.Image) -> bool:
    """Whether the paper is dark, or much darker in one corner than in another."""
    paper = _paper(grey)
    low, middle = paper[len(paper) // 20], paper[len(paper) // 2]
    return middle < _DARK_PAPER or middle - low > _UNEVEN


def _flattened(grey: Image.Image) -> Image.Image:
    """The picture with the ground taken off, which lies where the letters are not, and the contrast drawn out."""
    small = grey.reduce(8)
    ground = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    ink = ImageChops.subtract(ground.resize(grey.size, Image.Resampling.BILINEAR), grey)
    return ImageOps.autocontrast(ImageOps.invert(ink), cutoff=(1, 0))


def _without_edges(grey: Image.Image) -> Image.Image:
    """The picture with dark bars at its four edges painted over."""
    columns = grey.resize((grey.width, 1), Image.Resampling.BOX).tobytes()
    rows = grey.resize((1, grey.height), Image.Resampling.BOX).tobytes()
    left, right = _bar(columns), _bar(columns[::-1])
    top, bottom = _bar(rows), _bar(rows[::-1])
    if not (left or right or top or bottom):
        return grey
    kept = grey.crop((left, top, grey.width - right, grey.height - bottom))
    return ImageOps.expand(kept, (left, top, right, bottom), fill=255)


def _bar(levels: bytes) -> int:
    """How many points from the beginning the last dark bar within the edge ends; 0 where there is none."""
    edge = max(1, int(len(levels) * _EDGE))
    dark = [at for at, level in enumerate(levels[:edge]) if level < _BAR]
    return min(edge, dark[-1] + 3) if dark else 0
