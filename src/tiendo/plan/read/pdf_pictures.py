"""A program of its own: pages of ``van-ban.pdf`` in its folder as bare points, page 3 in ``3.points`` beside it.

PDFium is native code and PDFs are hostile, so it runs apart, under the limits of :mod:`tiendo.programs`; what it says
is parsed as anything from outside is. It imports nothing of this package. Nothing in a PDF is run or fetched.

Standard output tells of the file, ``{"pages", "error"}``, then of each page: ``{"number", "size": [width, height] in
1/72 inch, "points": in the pictures on it, "picture": [width, height] as drawn, "mode": "L" or "RGB", "error"}``.
Annotations are not drawn: the stamp of a digital signature is laid over the page, not printed on it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

_ERRORS = {raw.FPDF_ERR_PASSWORD: "locked"}
_NESTED = 3


def main(short_side: int, longest: int, most_points: int, numbers: list[int]) -> None:
    """Write the pages ``numbers`` (from 1), each so large that its short side has ``short_side`` points."""
    try:
        document = pypdfium2.PdfDocument(Path("van-ban.pdf").read_bytes())
    except pypdfium2.PdfiumError as fault:
        _say({"pages": 0, "error": _ERRORS.get(getattr(fault, "err_code", None), "damaged")})
        return
    _say({"pages": len(document), "error": ""})
    for number in numbers:
        try:
            _say(_drawn(document, number, short_side, longest, most_points))
        except (pypdfium2.PdfiumError, ValueError, IndexError, MemoryError):
            _say({"number": number, "size": [0, 0], "points": 0, "error": "damaged"})


def _say(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row) + "\n")


def _drawn(
    document: pypdfium2.PdfDocument, number: int, short_side: int, longest: int, most_points: int
) -> dict[str, Any]:
    page = document[number - 1]
    width, height = page.get_size()
    points, grey = 0, True
    for image in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=_NESTED):
        across, down = image.get_px_size()
        points += across * down
        grey = grey and image.get_metadata().colorspace == raw.FPDF_COLORSPACE_DEVICEGRAY
    row = {"number": number, "size": [round(width, 1), round(height, 1)], "points": points, "error": ""}
    if points > most_points:
        return row | {"error": "large"}
    scale = min(short_side / max(1.0, min(width, height)), longest / max(1.0, width, height))
    # A page of grey pictures is drawn in grey, in half the time.
    bitmap = page.render(scale=scale, draw_annots=False, rev_byteorder=True, grayscale=grey)
    picture = bitmap.to_pil().convert("L" if grey else "RGB")
    Path(f"{number}.points").write_bytes(picture.tobytes())
    bitmap.close()
    page.close()
    return row | {"picture": picture.size, "mode": picture.mode}


if __name__ == "__main__":
    short, long, most, *pages = map(int, sys.argv[1:])
    main(short, long, most, pages)
