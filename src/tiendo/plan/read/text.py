"""Plain text: a paragraph for each line that is not empty; lines and columns stay those of the file."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tiendo.plan.read import faults
from tiendo.plan.read.clean import Cleaner
from tiendo.source import Piece, PieceKind, Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_DAMAGE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes; ``guess`` names the encoding where the bytes did not prove it."""

    text: str
    guess: str | None = None


def decode(data: bytes) -> Decoded:
    """Bytes as text: UTF-8, UTF-16 with its mark, else Windows-1258; raises Unreadable where none fits."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text, encoding.upper() if _DAMAGE in text else None)
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _guess(data)


def read(data: bytes, cleaner: Cleaner) -> tuple[str, tuple[Piece, ...], str | None]:
    """The text, its lines as paragraphs, and the encoding where it was guessed; raises Unreadable."""
    decoded = decode(data)
    text = cleaner.clean(decoded.text)
    if text.count("\n") > faults.MAX_PIECES:
        raise faults.Unreadable(faults.TOO_LONG, limit=str(faults.MAX_PIECES))
    pieces = tuple(Piece(PieceKind.PARAGRAPH, Span(*line.span())) for line in _LINE.finditer(text))
    return text, pieces, decoded.guess


def _guess(data: bytes) -> Decoded:
    """UTF-8 with a few damaged bytes, or Windows-1258, which writes tone marks apart from their letters."""
    damaged = data.decode("utf-8", errors="replace")
    whole = sum(char > "\x7f" for char in damaged)
    if damaged.count(_DAMAGE) * 2 < whole:
        return Decoded(damaged, "UTF-8 (?)")
    try:
        return Decoded(data.decode("cp1258"), "Windows-1258")
    except UnicodeDecodeError:
        raise faults.Unreadable(faults.ENCODING_UNKNOWN) from None
