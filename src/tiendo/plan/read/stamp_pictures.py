"""Stamps of secrecy that stand on a page as a picture: printed, or set by hand, in red ink and at an angle.

The reader of scans takes red ink away, so that no seal disturbs the text; here red ink is read by itself. Missed are
stamps that are no more than a shadow, stand at more than a third of a right angle, run into other ink, or have letters
too small or too faint for the engine; in black, most of those that stand at an angle, and all beneath the first page's
head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image, ImageFilter, ImageOps

from tiendo.plan import secrecy
from tiendo.plan.read import scan_light, scan_lines, scan_rules
from tiendo.plan.read.scan_engine import Engine, Token
from tiendo.plan.read.scan_picture import Sheet
from tiendo.plan.read.scan_view import Read, turned

# A hand that sets a stamp turns it by less than a third of a right angle; letters are read some degrees off.
_INK_ANGLES = (0, -6, 6, -12, 12, -18, 18, -24, 24, -30, 30)
# Black on black, with the text of the page about it, a turned stamp is hard to tell: only so far is it looked for.
_HEAD_ANGLES = (0, -10, 10, -20, 20)
# Of the points of a page: a stamp of three letters has more red ink than this.
_LEAST_INK = 0.0003
_MARGIN = 30
# Beneath the number and symbol, which stand in the upper part of the first page (Nghị định 30/2020/NĐ-CP, Phụ lục I).
_HEAD = 0.4
# The sides of a stamp's frame are shorter than rules of tables are: drawn so much larger, they are found as rules.
_LARGER = 2


def stamp(sheet: Sheet, read: Read, engine: Engine, *, first: bool) -> str | None:
    """The words of a stamp on a sheet of which ``read`` was read; None without one.

    Of the ``first`` page of a file the head is looked at from several angles, of all pages the red ink.
    Raises programs.Failed where the engine gives nothing.
    """
    tokens = [view.tokens for view in read.views]
    return next((found for one in (*tokens, *_more(sheet, read, engine, first)) if (found := _among(one))), None)


def _more(sheet: Sheet, read: Read, engine: Engine, first: bool) -> Iterator[tuple[Token, ...]]:
    upright = turned(sheet.picture, read.turned)
    ink = _red_ink(upright)
    if ink is not None:
        yield tuple(engine.words(_beneath_each_other([_level(ink, angle) for angle in _INK_ANGLES]), scattered=True))
    if first:
        grey = scan_light.lit(upright).picture
        head = grey.crop((0, 0, grey.width, round(_HEAD * grey.height)))
        for angle in _HEAD_ANGLES:
            yield tuple(engine.words(_level(head, angle), scattered=True))


def _level(grey: Image.Image, angle: int) -> Image.Image:
    """A grey picture turned by an angle, without the frames that then lie level."""
    level = grey.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if angle else grey
    large = level.resize((_LARGER * level.width, _LARGER * level.height), Image.Resampling.BICUBIC)
    return scan_rules.painted_over(large, scan_rules.rules(large)).reduce(_LARGER)


def _beneath_each_other(pictures: Sequence[Image.Image]) -> Image.Image:
    """One picture of many: the engine takes longer to begin than to read a few words."""
    height = sum(one.height for one in pictures)
    whole = Image.new("L", (max(one.width for one in pictures), height), 255)
    top = 0
    for one in pictures:
        whole.paste(one, (0, top))
        top += one.height
    return whole


def _red_ink(picture: Image.Image) -> Image.Image | None:
    """What is red on a page, black on white; None where there is next to none."""
    if picture.mode != "RGB":
        return None
    ink = scan_light.redness(picture).filter(ImageFilter.MedianFilter(3))
    box = ink.getbbox()
    if box is None or ink.histogram()[255] < _LEAST_INK * ink.width * ink.height:
        return None
    return ImageOps.expand(ImageOps.invert(ink.crop(box)), _MARGIN, fill=255)


def _among(tokens: tuple[Token, ...]) -> str | None:
    """The line that is a stamp, among those that these words stand on."""
    lines = scan_lines.lines(tokens, scan_lines.height(tokens))
    return next((line.text for line in lines if secrecy.is_blurred_mark(line.text)), None)
