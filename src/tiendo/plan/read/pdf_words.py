"""A program of its own: the words and ruled lines of ``van-ban.pdf`` in its folder, as JSON on standard output.

PDFium is native code and PDFs are hostile, so it runs apart, under the limits of :mod:`tiendo.programs`; what it says
is parsed as anything from outside is. It imports nothing of this package. Nothing in a PDF is run or fetched.

The first line tells of the file: ``{"pages", "script", "error"}``. Then a line for each page:
``{"size": [width, height], "turned", "image", "drawing", "words": [[text, left, top, right, bottom, font], ...],
"fonts": [[name, weight], ...], "rules": [[x0, y0, x1, y1], ...]}``, all in points from the upper left corner.
"""

from __future__ import annotations

import json
import os
import re
import sys
import zlib
from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_ushort, create_string_buffer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

# PDFium writes \x02 for a hyphen that ends a line, and goes on with the next line without a break.
_WORD = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?")
_SCRIPT = re.compile(rb"/(JavaScript|JS|Launch)\b")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\x00]{0,400}?stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_MAX_UNPACKED = 1 << 20
_MAX_STREAMS = 2_000
_MAX_CHARS = 100_000
_MAX_OBJECTS = 5_000
_MAX_POINTS = 20_000
_THIN = 3.0
_ERRORS = {raw.FPDF_ERR_PASSWORD: "locked"}


def main(most_pages: int, seconds: float) -> None:
    """Write what there is to tell, page by page, as far as pages and processor time are allowed."""
    data = Path("van-ban.pdf").read_bytes()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        _say({"pages": 0, "script": _scripts(data), "error": _ERRORS.get(getattr(fault, "err_code", None), "damaged")})
        return
    script = _scripts(data)
    if not script and raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        script = ["JavaScript"]
    _say({"pages": len(document), "script": script, "error": ""})
    for number in range(min(len(document), most_pages)):
        if sum(os.times()[:2]) > seconds:
            break
        _say(_page(document, number))


def _say(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _scripts(data: bytes) -> list[str]:
    """Which commands a viewer would run: also in packed objects, also with letters written in hexadecimal."""
    found = set(_named(data))
    for number, stream in enumerate(_OBJECT_STREAM.finditer(data)):
        if number == _MAX_STREAMS:
            break
        try:
            found |= _named(
                zlib.decompressobj().decompress(data[stream.end() : stream.end() + _MAX_UNPACKED], _MAX_UNPACKED)
            )
        except zlib.error:
            continue
    return sorted(found)


def _named(data: bytes) -> set[str]:
    plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data) if b"#" in data[:_MAX_UNPACKED] else data
    return {"Launch" if match[1] == b"Launch" else "JavaScript" for match in _SCRIPT.finditer(plain)}


def _page(document: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    """One page; an empty one where PDFium cannot load it."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return {"size": [0, 0], "turned": 0, "image": False, "drawing": True, "words": [], "fonts": [], "rules": []}
    width, height = page.get_size()
    upright = _Upright(page.get_cropbox(), raw.FPDFPage_GetRotation(page.raw))
    fonts: dict[tuple[str, int], int] = {}
    row = {
        "size": [round(width, 1), round(height, 1)],
        "turned": upright.quarter * 90,
        "words": list(_words(page, upright, fonts)),
        **_drawn(page, upright, width * height),
        "fonts": [],
    }
    row["fonts"] = [list(font) for font in fonts]
    page.close()
    return row


class _Upright:
    """Takes points of a page's own space to points from the upper left corner of the page as it is shown."""

    def __init__(self, crop: tuple[float, float, float, float], quarter: int) -> None:
        self.left, self.bottom, self.right, self.top = crop
        self.quarter = quarter

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        if self.quarter == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return round(min(x0, x1), 1), round(min(y0, y1), 1), round(max(x0, x1), 1), round(max(y0, y1), 1)


def _words(page: pypdfium2.PdfPage, upright: _Upright, fonts: dict[tuple[str, int], int]) -> Iterator[list[Any]]:
    textpage = raw.FPDFText_LoadPage(page.raw)
    if not textpage:
        return
    try:
        count = min(raw.FPDFText_CountChars(textpage), _MAX_CHARS)
        buffer = (c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(textpage, 0, count, buffer)
        # By units rather than code points, so that places in it are those that PDFium counts.
        text = "".join(map(chr, buffer[: max(written - 1, 0)]))
        for match in _WORD.finditer(text):
            yield [_joined(match.group()), *_place(textpage, match.start(), match.end() - 1, upright, fonts)]
    finally:
        raw.FPDFText_ClosePage(textpage)


def _joined(units: str) -> str:
    """Surrogates made one letter again; a hyphen that ends a line is one, with a soft one behind it as the mark."""
    plain = units.replace("\x02", "-\u00ad").replace("\ufffe", "-\u00ad")
    if any("\ud800" <= unit < "\ue000" for unit in plain):
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


def _place(
    textpage: Any, first: int, last: int, upright: _Upright, fonts: dict[tuple[str, int], int]
) -> tuple[float | int, ...]:
    start, end = raw.FS_RECTF(), raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, first, byref(start))
    raw.FPDFText_GetLooseCharBox(textpage, last, byref(end))
    box = upright.box(
        min(start.left, end.left), min(start.bottom, end.bottom), max(start.right, end.right), max(start.top, end.top)
    )
    font = _font(textpage, first)
    return *box, fonts.setdefault(font, len(fonts))


def _font(textpage: Any, index: int) -> tuple[str, int]:
    name, flags = create_string_buffer(80), c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 80, byref(flags))
    return name.value.decode("utf-8", "replace"), raw.FPDFText_GetFontWeight(textpage, index)


def _drawn(page: pypdfium2.PdfPage, upright: _Upright, area: float) -> dict[str, Any]:
    """The straight lines along the edges of the page; whether a picture covers most of it, and whether there is any."""
    rules: set[tuple[float, float, float, float]] = set()
    image = drawing = False
    points = 0
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)):
        shape = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawing = True
            left, bottom, right, top = _bounds(shape)
            image = image or (right - left) * (top - bottom) > area / 2
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            # What is drawn once and used often may be a picture.
            drawing = True
        elif kind == raw.FPDF_PAGEOBJ_PATH and points < _MAX_POINTS:
            corners = _corners(shape)
            points += len(corners)
            rules.update(_straight(corners, upright))
    return {"image": image, "drawing": drawing, "rules": [list(rule) for rule in sorted(rules)]}


def _bounds(shape: Any) -> tuple[float, float, float, float]:
    edges = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(shape, *map(byref, edges))
    return edges[0].value, edges[1].value, edges[2].value, edges[3].value


def _corners(shape: Any) -> list[tuple[float, float, bool]]:
    """The corners of a path in the page's space; true where a stroke leads to one from the corner before."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, byref(matrix))
    found: list[tuple[float, float, bool]] = []
    begin = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(shape), _MAX_POINTS)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        place = matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        kind = raw.FPDFPathSegment_GetType(segment)
        begin = place if kind == raw.FPDF_SEGMENT_MOVETO else begin
        found.append((*place, kind == raw.FPDF_SEGMENT_LINETO))
        if raw.FPDFPathSegment_GetClose(segment):
            found.append((*begin, True))
    return found


def _straight(
    corners: list[tuple[float, float, bool]], upright: _Upright
) -> Iterator[tuple[float, float, float, float]]:
    for before, (x, y, drawn) in pairwise(corners):
        across, down = abs(x - before[0]), abs(y - before[1])
        if drawn and min(across, down) < 1.0 and max(across, down) > _THIN:
            yield upright.box(min(x, before[0]), min(y, before[1]), max(x, before[0]), max(y, before[1]))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
