"""Scanned files as pictures of their pages: PDF, JPEG, PNG, TIFF and GIF, bounded before anything is unpacked.

Pages come a few at a time, so that a long file never stands in memory as a whole.
"""

from __future__ import annotations

import io
import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from tiendo import programs
from tiendo.plan.read import faults, format_faults, outside, scan_faults

# The short side of a page, in points of the picture: A4 at 150 to the inch, at which the engine reads best.
SHORT_SIDE = 1240
_LONGEST = 4 * SHORT_SIDE
_LEAST_SIDE = 100
# A0 at 300 to the inch has 139 million.
MAX_POINTS = 150_000_000
_MILLION = 1_000_000
_A4_WIDTH = 595.0
_FORMATS = ("JPEG", "PNG", "TIFF", "GIF")
_ONE_FRAME = "GIF"
_PICTURE = "JPEG/PNG/GIF/TIFF"
_PROGRAM = Path(__file__).with_name("pdf_pictures.py")
# As many pages as one run of the program draws: its start costs as much as two.
_BATCH = 6
_FIRST = 2
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is in the file: number (from 1), size in points of 1/72 inch, picture in grey or RGB."""

    number: int
    width: float
    height: float
    picture: Image.Image


def count(data: bytes) -> int:
    """How many pages a file has; raises Unreadable where it cannot be opened."""
    if _is_pdf(data):
        return int(_drawn(data, ())[0][0]["pages"])
    with _opened(data) as picture:
        return 1 if picture.format == _ONE_FRAME else int(getattr(picture, "n_frames", 1))


def is_small(data: bytes) -> bool:
    """Whether a picture is too small for words, as bullets and logos are; raises Unreadable where it is broken."""
    with _opened(data) as picture:
        return min(picture.size) < _LEAST_SIDE


def sheets(data: bytes, wanted: Sequence[int]) -> Iterator[Sheet]:
    """The pages of ``wanted`` (from 1), in order; raises Unreadable where one is too large or broken."""
    return _pdf_sheets(data, wanted) if _is_pdf(data) else _frames(data, wanted)


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF")


def _pdf_sheets(data: bytes, wanted: Sequence[int]) -> Iterator[Sheet]:
    # The first pages come soon, so that reading begins while the next are drawn.
    starts = [0, *range(_FIRST, len(wanted), _BATCH)] if wanted else []
    for start, end in pairwise([*starts, len(wanted)]):
        (_, *rows), files = _drawn(data, wanted[start:end])
        for row in rows:
            yield _drawn_sheet(row, files)


def _drawn(data: bytes, numbers: Sequence[int]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """What the program tells of a PDF and of pages of it, and their pictures by name."""
    sizes = (SHORT_SIDE, _LONGEST, MAX_POINTS)
    ran = outside.run(
        [sys.executable, "-I", str(_PROGRAM), *map(str, (*sizes, *numbers))],
        files={"van-ban.pdf": data},
        collect=[f"{number}.points" for number in numbers],
        limits=programs.Limits(seconds=_SECONDS),
    )
    rows = [json.loads(line) for line in ran.output.splitlines()]
    if not rows or rows[0]["error"]:
        locked = bool(rows) and rows[0]["error"] == "locked"
        raise faults.Unreadable(faults.ENCRYPTED) if locked else _broken("PDF")
    return rows, dict(ran.files)


def _drawn_sheet(row: dict[str, Any], files: dict[str, bytes]) -> Sheet:
    number, drawn = int(row["number"]), files.get(f"{row['number']}.points")
    _measure(int(row["points"]), number)
    if row["error"] or drawn is None:
        raise _broken("PDF")
    width, height = map(float, row["size"])
    across, down = map(int, row["picture"])
    mode = "L" if row["mode"] == "L" else "RGB"
    if len(drawn) != len(mode) * across * down:
        raise _broken("PDF")
    return Sheet(number, width, height, Image.frombytes(mode, (across, down), drawn))


def _broken(kind: str) -> faults.Unreadable:
    return faults.Unreadable(format_faults.DAMAGED, format=kind)


def _measure(points: int, number: int) -> None:
    if points > MAX_POINTS:
        size, limit = str(round(points / _MILLION)), str(MAX_POINTS // _MILLION)
        raise faults.Unreadable(scan_faults.TOO_LARGE, page=str(number), size=size, limit=limit)


def _opened(data: bytes) -> Image.Image:
    """The picture, measured before it is unpacked."""
    try:
        with warnings.catch_warnings():
            # What is too large is refused below, by a measure of ours.
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise faults.Unreadable(
            scan_faults.TOO_LARGE, page="1", size=">179", limit=str(MAX_POINTS // _MILLION)
        ) from None
    except Exception:  # Pillow's readers raise whatever broken bytes lead them to
        raise _broken(_PICTURE) from None
    _measure(picture.width * picture.height, 1)
    return picture


def _frames(data: bytes, wanted: Sequence[int]) -> Iterator[Sheet]:
    with _opened(data) as picture:
        for number in wanted:
            try:
                upright = _frame(picture, number)
            except faults.Unreadable:
                raise
            except Exception:  # as above
                raise _broken(_PICTURE) from None
            yield _sheet(number, upright)


def _frame(picture: Image.Image, number: int) -> Image.Image:
    picture.seek(number - 1)
    _measure(picture.width * picture.height, number)
    # A JPEG is unpacked at the half or the quarter where that is enough.
    picture.draft(None, (SHORT_SIDE, SHORT_SIDE))
    return _plain(ImageOps.exif_transpose(picture))


def _sheet(number: int, picture: Image.Image) -> Sheet:
    """A picture says little of its size on paper: its short side is taken to be as wide as A4."""
    if min(picture.size) < _LEAST_SIDE:
        raise faults.Unreadable(scan_faults.TOO_SMALL, width=str(picture.width), height=str(picture.height))
    scale = min(SHORT_SIDE / min(picture.size), _LONGEST / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    to_points = _A4_WIDTH / min(size)
    fitted = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Sheet(number, round(size[0] * to_points, 1), round(size[1] * to_points, 1), fitted)


def _plain(picture: Image.Image) -> Image.Image:
    """Grey or RGB, whatever the picture was; what is see-through is white."""
    if picture.mode.startswith("I"):
        return picture.point(lambda level: level / 256).convert("L")
    if picture.mode in ("1", "L", "F"):
        return picture.convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return picture if picture.mode == "RGB" else picture.convert("RGB")
