"""A page of a file as a picture to look at: upright, of one size, small enough to send over a bad line.

PDFium draws in a process of its own; pictures are measured before they are unpacked (see :mod:`.scan_picture`).
"""

from __future__ import annotations

import hashlib
import io

from PIL import Image

from tiendo.plan.read import faults, scan_picture, several
from tiendo.plan.read.sniff import carries

# Ten letters to the centimetre stay readable; a page has some 60 KB.
_WIDTH = 1000
_QUALITY = 50
# Clockwise turns, as Pillow names them by their counterpart.
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def drawn(data: bytes, number: int, turned: int) -> bytes | None:
    """Page ``number`` (from 1) as WebP, turned clockwise by so many degrees; None where it cannot be drawn."""
    try:
        sheet = next(scan_picture.sheets(data, [number]), None)
    except faults.Unreadable:
        return None
    if sheet is None:
        return None
    upright = sheet.picture.transpose(_TURNS[turned]) if turned in _TURNS else sheet.picture
    height = max(1, round(upright.height * _WIDTH / upright.width))
    stream = io.BytesIO()
    upright.resize((_WIDTH, height), Image.Resampling.LANCZOS, reducing_gap=2.0).save(stream, "WEBP", quality=_QUALITY)
    return stream.getvalue()


def inside(data: bytes, name: str, sha256: str) -> bytes | None:
    """Of an archive or a mail the file with that digest, of any other file itself; None where there is none."""
    if hashlib.sha256(data).hexdigest() == sha256:
        return data
    kind = carries(data, name)
    if kind is None:
        return None
    try:
        members = several.Unpacking().members(data, name, kind)
        return next((one.data for one in members if hashlib.sha256(one.data).hexdigest() == sha256), None)
    except faults.Unreadable:
        return None
