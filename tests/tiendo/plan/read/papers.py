"""Small PDF files, written by hand so that every box in them is known. All type is half as wide as it is high."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 600, 800
_FIRST = 33


@dataclass
class Sheet:
    """A page: texts as (left, baseline from the top, size, words), and lines as (x0, y0, x1, y1) from the top."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    rotate: int = 0

    def lines(self, *words: str, top: float = 100, left: float = 60, size: float = 12, step: float = 18) -> Sheet:
        """Put lines one below the other."""
        self.texts += [(left, top + step * number, size, line) for number, line in enumerate(words) if line]
        return self

    def table(self, xs: list[float], ys: list[float], rows: list[list[str]]) -> Sheet:
        """Rule a grid and put words in its cells, one line each for every line break."""
        self.rules += [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]
        for top, row in zip(ys, rows, strict=False):
            for left, cell in zip(xs, row, strict=False):
                self.lines(*cell.split("\n"), top=top + 14, left=left + 5, size=10, step=13)
        return self


def pdf(
    *sheets: Sheet, font: str = "Helvetica", catalog: str = "", extra: tuple[bytes, ...] = (), encrypt: str = ""
) -> bytes:
    """A PDF of these pages; ``catalog`` is added to its catalog, ``extra`` are further objects, from number 100."""
    letters = sorted({char for sheet in sheets for *_, text in sheet.texts for char in text if char != " "})
    codes = {char: _FIRST + number for number, char in enumerate(letters)}
    assert len(codes) < 220
    codes[" "] = 32
    objects: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: b"",
        3: (
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{font} /FirstChar 0 /LastChar 255 /ToUnicode 4 0 R "
            f"/Widths [{' '.join(['500'] * 256)}] >>"
        ).encode(),
        4: _stream(_unicode_map(codes)),
    }
    kids = []
    for number, sheet in enumerate(sheets):
        page, content = 10 + 2 * number, 11 + 2 * number
        turn = f"/Rotate {sheet.rotate} " if sheet.rotate else ""
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {turn}/Contents {content} 0 R "
            f"/Resources << /Font << /F 3 0 R >> >> >>"
        ).encode()
        objects[content] = _stream(_drawn(sheet, codes))
        kids.append(f"{page} 0 R")
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    objects |= {100 + 2 * len(sheets) + number: data for number, data in enumerate(extra)}
    return assembled(objects, encrypt)


def assembled(objects: dict[int, bytes], encrypt: str = "") -> bytes:
    """The objects as a file with its table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += f"trailer << /Size {max(objects) + 1} /Root 1 0 R {encrypt} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def packed(dictionary: str, data: bytes) -> bytes:
    """A compressed stream with more in its dictionary."""
    body = zlib.compress(data)
    return f"<< {dictionary} /Filter /FlateDecode /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def _drawn(sheet: Sheet, codes: dict[str, int]) -> bytes:
    # On a turned page everything is drawn turned back, so that it is upright when shown.
    across, tall = (HEIGHT, WIDTH) if sheet.rotate in (90, 270) else (WIDTH, HEIGHT)
    turn = {90: f"0 1 -1 0 {tall} 0 cm ", 180: f"-1 0 0 -1 {across} {tall} cm ", 270: f"0 -1 1 0 0 {across} cm "}
    parts = [turn.get(sheet.rotate, "")]
    for left, top, size, text in sheet.texts:
        shown = "".join(f"{codes[char]:02x}" for char in text)
        parts.append(f"BT /F {size} Tf {left} {tall - top} Td <{shown}> Tj ET ")
    parts += [f"{x0} {tall - y0} m {x1} {tall - y1} l S " for x0, y0, x1, y1 in sheet.rules]
    return "\n".join(parts).encode()


def _unicode_map(codes: dict[str, int]) -> bytes:
    rows = [f"<{code:02x}> <{char.encode('utf-16-be').hex()}>\n" for char, code in codes.items()]
    chunks = [rows[at : at + 90] for at in range(0, len(rows), 90)]
    blocks = "".join(f"{len(chunk)} beginbfchar\n{''.join(chunk)}endbfchar\n" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{blocks}endcmap end end"
    ).encode()
