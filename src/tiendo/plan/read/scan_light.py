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
_UNEVEN = 45
_BLOCKS = 5
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
    grey = picture.convert("L")
    small = picture.reduce(4)
    if redness(small).histogram()[255] < _LEAST_SEAL * small.width * small.height:
        return grey, False
    paled = picture.getchannel("R").point([min(255, level * 3 // 2) for level in range(256)])
    return Image.composite(paled, grey, redness(picture).filter(ImageFilter.MaxFilter(3))), True


def redness(picture: Image.Image) -> Image.Image:
    """White where a point of a coloured picture is red, black elsewhere."""
    red, green, blue = picture.split()
    return ImageChops.subtract(red, ImageChops.lighter(green, blue)).point([0] * _REDNESS + [255] * (256 - _REDNESS))


def _is_dark(grey: Image.Image) -> bool:
    """Whether the paper is dark, or much darker in one corner than in another."""
    small = grey.reduce(6)
    across, down = small.width / _BLOCKS, small.height / _BLOCKS
    paper = sorted(
        _light(small.crop((int(x * across), int(y * down), int((x + 1) * across), int((y + 1) * down))))
        for x in range(_BLOCKS)
        for y in range(_BLOCKS)
    )
    return paper[len(paper) // 2] < _DARK_PAPER or paper[len(paper) // 2] - paper[1] > _UNEVEN


def _light(block: Image.Image) -> int:
    """How light the paper of a block is: a fifth of its points are lighter, whatever is printed on it."""
    left = block.width * block.height // 5
    for level, points in zip(range(255, -1, -1), reversed(block.histogram()), strict=True):
        left -= points
        if left < 0:
            return level
    return 0


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
