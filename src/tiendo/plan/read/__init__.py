"""Files as they come, read into sources: bytes and a name in, a :class:`~tiendo.source.Source` out.

What the bytes are decides, not the name; where the two disagree the file is refused. Nothing is written
to disk, nothing is fetched, nothing in a file is run, and no bytes raise.

>>> source, told = read("1. Lập sổ theo dõi.".encode(), "ke-hoach.txt")
>>> source.pieces[0].kind.value, told
('paragraph', ())
"""

from __future__ import annotations

import hashlib

from tiendo.diagnostic import Diagnostic, ordered
from tiendo.plan.read import faults, markdown, text
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.draft import assemble
from tiendo.plan.read.faults import RULES
from tiendo.plan.read.sniff import Format, claimed, plain_name, settle, sniff
from tiendo.source import Piece, Source

__all__ = ["RULES", "read"]

_MEDIA_TYPES = {
    Format.TEXT: "text/plain",
    Format.MARKDOWN: "text/markdown",
    Format.HTML: "text/html",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_TEXTS = (Format.TEXT, Format.MARKDOWN, Format.HTML)
_MB = 1024 * 1024


def read(data: bytes, name: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A source and what was folded in it, or None and why there is none. Never raises.

    ``name`` may be anything; only its last part is kept, as the name of the source.
    """
    shown = plain_name(name)
    try:
        return _read(data, shown)
    except faults.Unreadable as refusal:
        return None, (refusal.told(shown),)


def _read(data: bytes, name: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    kind = _format(data, name)
    cleaner = Cleaner()
    words, pieces, told = _words(data, name, kind, cleaner)
    if not pieces:
        is_container = kind in (Format.DOCX, Format.HTML)
        raise faults.Unreadable(faults.NO_TEXT, format=kind.value) if is_container else faults.Unreadable(faults.EMPTY)
    source = Source(
        name=name,
        text=words,
        pieces=pieces,
        media_type=_MEDIA_TYPES[kind],
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return source, ordered((*told, *cleaner.told(name, words)))


def _format(data: bytes, name: str) -> Format:
    """The format to read as; raises Unreadable where there is none."""
    if not data:
        raise faults.Unreadable(faults.EMPTY)
    _measure(data, faults.MAX_BYTES)
    found = sniff(data)
    says = claimed(name) or found
    kind = settle(says, found, data)
    if kind is None:
        raise faults.Unreadable(faults.NOT_WHAT_IT_SAYS, claimed=says.value, actual=found.value)
    if kind in _TEXTS:
        _measure(data, faults.MAX_TEXT_BYTES)
    return _refused_unless_read(kind)


def _measure(data: bytes, limit: int) -> None:
    if len(data) > limit:
        size = f"{len(data) / _MB:.1f}"
        raise faults.Unreadable(faults.TOO_LARGE, size=size, limit=str(limit // _MB))


def _refused_unless_read(kind: Format) -> Format:
    match kind:
        case Format.DOCM:
            raise faults.Unreadable(faults.MACROS)
        case Format.LOCKED:
            raise faults.Unreadable(faults.ENCRYPTED)
        case Format.BINARY:
            raise faults.Unreadable(faults.ENCODING_UNKNOWN)
        case _ if kind not in _MEDIA_TYPES:
            raise faults.Unreadable(faults.NOT_READ, format=kind.value)
        case _:
            return kind


def _words(
    data: bytes, name: str, kind: Format, cleaner: Cleaner
) -> tuple[str, tuple[Piece, ...], tuple[Diagnostic, ...]]:
    """The text and pieces of a file of a format that is read, and what its reader had to tell."""
    # What only one format needs is loaded for it: a plain text is checked in the time that loading XML takes.
    if kind is Format.DOCX:
        from tiendo.plan.read import docx

        drafts, changes = docx.read(data)
        told = (faults.TRACKED.found(name, None, count=str(changes)),) if changes else ()
        return *assemble(drafts, cleaner), told
    if kind is Format.TEXT:
        words, pieces, guess = text.read(data, cleaner)
        return words, pieces, _guessed(name, guess)
    decoded = text.decode(data)
    if kind is Format.MARKDOWN:
        lines = markdown.drafts(decoded.text.replace("\r\n", "\n"))
    else:
        from tiendo.plan.read import html

        lines = html.drafts(decoded.text)
    return *assemble(lines, cleaner), _guessed(name, decoded.guess)


def _guessed(name: str, guess: str | None) -> tuple[Diagnostic, ...]:
    return (faults.ENCODING_GUESSED.found(name, None, encoding=guess),) if guess else ()
