"""A head whose columns a page or a converter ran together, as its parts again.

Sites set the columns of a letterhead as cells between bars, line by line beside each other, or all in one line. Only
the first lines of a text are looked at, and only where the motto shows that they are a head.

>>> text = "UBND TỈNH SƠN HẢI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\nSố: 5/KH-UBND Sơn Hải, ngày 02 tháng 3 năm 2026"
>>> pieces = [Piece(PieceKind.PARAGRAPH, Span(*line.span())) for line in re.finditer(".+", text)]
>>> [text[one.span.start : one.span.end] for one in apart(pieces, text)]
['UBND TỈNH SƠN HẢI', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Số: 5/KH-UBND', 'Sơn Hải, ngày 02 tháng 3 năm 2026']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tiendo import late
from tiendo.plan import dates, kinds
from tiendo.source import Piece, PieceKind, Span
from tiendo.viet import LOWER, UPPER

#: The motto of the state or the name of the Party as a whole line of a head has it, wrapped or not.
MOTTO = re.compile(r"C[ỘO]NG H\S{1,2}A X\S{1,2} ?H[ỘO]I(?: CHỦ NGHĨA VIỆT NAM)?|ĐẢNG CỘNG SẢN VIỆT NAM")
_FREEDOM = r"Độc lập\s*[-–]?\s*Tự do\s*[-–]?\s*Hạnh phúc"
_SHOWN = re.compile(rf"{MOTTO.pattern}|{_FREEDOM}")
_NUMBER = r"S[ốỐ]\s*:\s*(?:\d+\s?[-–/]\s?)?\S+"
_PLACED = rf"[{UPPER}][\w .-]{{1,40}}?\s*,\s*ngày\s+{dates.WRITTEN}"
_PART = late.pattern(rf"{MOTTO.pattern}|{_FREEDOM}|{_NUMBER}|{_PLACED}")
_KIND = late.pattern(rf"(?:{kinds.ALTERNATIVES.upper()})(?=\s)")
_WORD = re.compile(r"[^\W\d_]")
_SMALL = re.compile(f"[{LOWER}]")
_LOOK = 80
_BEFORE, _AFTER = 8, 14
_LONGEST = 300


def apart(pieces: Sequence[Piece], text: str) -> Sequence[Piece]:
    """``pieces`` with the head as one row of cells where bars part it, else cut where another part of it begins."""
    shown = (i for i, one in enumerate(pieces[:_LOOK]) if _SHOWN.search(text, one.span.start, one.span.end))
    at = next(shown, None)
    if at is None or pieces[at].kind is PieceKind.ROW:
        return pieces
    end = _last_barred(pieces, at, text)
    if end is not None:
        return _as_row(pieces, at, end, text)
    first, last = max(0, at - _BEFORE), at + _AFTER
    return (*pieces[:first], *(part for one in pieces[first:last] for part in _cut(one, text)), *pieces[last:])


def _said(piece: Piece, text: str) -> str:
    return text[piece.span.start : piece.span.end]


def _last_barred(pieces: Sequence[Piece], at: int, text: str) -> int | None:
    """The last line of the head with a bar, before the kind of the document."""
    found = None
    for i in range(max(0, at - 1), min(len(pieces), at + _AFTER)):
        said = _said(pieces[i], text)
        if pieces[i].kind is PieceKind.ROW or kinds.of_name(said):
            break
        if len(said) > _LONGEST:
            return None
        found = i if "|" in said and i >= at else found
    return found


def _as_row(pieces: Sequence[Piece], at: int, end: int, text: str) -> Sequence[Piece]:
    start = at
    while start and at - start < _BEFORE and _is_of_letterhead(pieces[start - 1], text):
        start -= 1
    span = Span(pieces[start].span.start, pieces[end].span.end)
    cells = tuple(_cells(text, span))
    return (*pieces[:start], replace(pieces[at], kind=PieceKind.ROW, span=span, cells=cells), *pieces[end + 1 :])


def _is_of_letterhead(piece: Piece, text: str) -> bool:
    return piece.kind is not PieceKind.ROW and not _SMALL.search(text, piece.span.start, piece.span.end)


def _cells(text: str, span: Span) -> Iterator[Span]:
    for found in re.compile(r"[^|]+").finditer(text, span.start, span.end):
        if _WORD.search(found[0]):
            yield _trimmed(text, *found.span())


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))


def _cut(piece: Piece, text: str) -> Iterator[Piece]:
    """A line as the parts of a head that stand in it, and what is before, between and behind them."""
    if piece.kind is PieceKind.ROW:
        yield piece
        return
    edges = [piece.span.start, piece.span.end]
    for found in _PART.finditer(text, piece.span.start, piece.span.end):
        edges += found.span()
    kind = _KIND.search(text, max(edges[2:]), piece.span.end) if len(edges) > 2 else None
    edges += [kind.start()] if kind else []
    places = sorted(set(edges))
    for start, end in pairwise(places):
        if text[start:end].strip():
            yield replace(piece, span=_trimmed(text, start, end))
