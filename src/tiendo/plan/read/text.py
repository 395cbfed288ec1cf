"""Plain text: a paragraph for each line that is not empty; lines and columns stay those of the file."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tiendo.diagnostic import Diagnostic
from tiendo.plan.read import faults, format_faults, legacy, sniff, text_faults, twice
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.draft import Content
from tiendo.source import Piece, PieceKind, Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
# The longer marks first: that of UTF-32 begins as one of UTF-16 does.
_MARKED = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DAMAGE = "\ufffd"
# Enough to tell an encoding by.
_SAMPLE = 50_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes; ``guess`` names the encoding where the bytes did not prove it.

    ``scheme`` is the encoding from before Unicode that the text was converted from; ``twice`` says that the text had
    been encoded once too often.
    """

    text: str
    guess: str | None = None
    scheme: legacy.Scheme | None = None
    twice: bool = False

    def told(self, name: str) -> list[Diagnostic]:
        """That the encoding was guessed, or undone, where it was."""
        told = [faults.ENCODING_GUESSED.found(name, None, encoding=self.guess)] if self.guess else []
        return [*told, text_faults.TWICE_ENCODED.found(name, None)] if self.twice else told


def decode(data: bytes) -> Decoded:
    """Bytes as text: UTF-8, UTF-16 or UTF-32, else an old encoding; raises Unreadable where none fits."""
    for mark, encoding in _MARKED.items():
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text, encoding.upper() if _DAMAGE in text else None)
    if wide := sniff.wide(data):
        return Decoded(data.decode(wide, errors="replace"), wide.upper())
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _guess(data)
    mended = twice.undone(text)
    return Decoded(text) if mended is None else Decoded(mended, twice=True)


def read(data: bytes, name: str, cleaner: Cleaner) -> Content:
    """The text with its lines as paragraphs; raises Unreadable."""
    decoded = decode(data)
    scheme = decoded.scheme or legacy.told(decoded.text[:_SAMPLE].split("\n"))
    told = decoded.told(name)
    raw = decoded.text
    if scheme is not None:
        told.append(format_faults.CONVERTED.found(name, None, encoding=scheme.value))
        raw = raw if decoded.scheme else legacy.convert_lines(raw, scheme)
    text = cleaner.parted(cleaner.clean(raw))
    if text.count("\n") > faults.MAX_PIECES:
        raise faults.Unreadable(faults.TOO_LONG, limit=str(faults.MAX_PIECES))
    pieces = tuple(Piece(PieceKind.PARAGRAPH, Span(*line.span())) for line in _LINE.finditer(text))
    return Content(text, pieces, tuple(told))


def _guess(data: bytes) -> Decoded:
    """UTF-8 with a few damaged bytes; TCVN3, VNI or VISCII; Windows-1258, which writes tones apart from letters."""
    damaged = data.decode("utf-8", errors="replace")
    whole = sum(char > "\x7f" for char in damaged)
    if damaged.count(_DAMAGE) * 2 < whole:
        return Decoded(damaged, "UTF-8 (?)")
    western = data.decode("latin-1")
    scheme = legacy.told(western[:_SAMPLE].split("\n"))
    if scheme is not None:
        return Decoded(legacy.convert_lines(western, scheme), None, scheme)
    try:
        return Decoded(data.decode("cp1258"), "Windows-1258")
    except UnicodeDecodeError:
        raise faults.Unreadable(faults.ENCODING_UNKNOWN) from None
