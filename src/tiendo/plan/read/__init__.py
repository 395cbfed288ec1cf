"""Files as they come, read into sources: bytes and a name in, a :class:`~tiendo.source.Source` out.

What the bytes are decides, not the name; where the two disagree the file is refused. Nothing is written
to disk, nothing is fetched, nothing in a file is run, and no bytes raise.

>>> source, told = read("1. Lập sổ theo dõi.".encode(), "ke-hoach.txt")
>>> source.pieces[0].kind.value, told
('paragraph', ())
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from tiendo.diagnostic import Diagnostic, ordered
from tiendo.plan.read import faults, format_faults, legacy, markdown, scan_faults, text, text_faults
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.draft import Content, Draft, assemble
from tiendo.plan.read.faults import Unreadable
from tiendo.plan.read.scanning import DOUBT, Folder, Scanning, Store
from tiendo.plan.read.sniff import Format, carries, claimed, image_type, plain_name, settle, sniff
from tiendo.source import Source

__all__ = [
    "DOUBT",
    "RULES",
    "Folder",
    "Found",
    "Scanning",
    "Store",
    "Unreadable",
    "only",
    "pictures",
    "plain_name",
    "read",
    "read_all",
    "takes",
]

RULES = (*faults.RULES, *format_faults.RULES, *scan_faults.RULES, *text_faults.RULES)

_MEDIA_TYPES = {
    Format.TEXT: "text/plain",
    Format.MARKDOWN: "text/markdown",
    Format.HTML: "text/html",
    Format.DOC: "application/msword",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_TEXTS = (Format.TEXT, Format.MARKDOWN, Format.HTML)
_PLAIN = (Format.TEXT, Format.MARKDOWN)
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """One file of several: where it was (``a.zip › b.docx``), its source or None, and what there is to tell.

    ``is_body`` is true for the words of a mail itself, beside what is attached to it.
    """

    name: str
    source: Source | None
    told: tuple[Diagnostic, ...]
    is_body: bool = False


def read(data: bytes, name: str, scanning: Scanning | None = None) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A source and what was folded in it, or None and why there is none. Never raises.

    ``name`` may be anything; only its last part is kept, as the name of the source. Of an archive or a mail that
    carries one document that can be read, it is that one. ``scanning`` says how pictures of pages are read, which
    takes a second a page; without it they are told and not read.
    """
    return only(read_all(data, name, scanning), name)


def pictures(told: Sequence[Diagnostic]) -> int:
    """How many pages of a file are pictures that nobody asked to be read; 0 where something else is wrong with it."""
    if [one.code for one in told] == [format_faults.SCAN.code]:
        return int(dict(told[0].args)["pages"])
    beside = [dict(one.args)["pages"] for one in told if one.code == format_faults.PICTURES.code]
    return sum(pages.count(",") + 1 for pages in beside)


def takes(name: str) -> bool:
    """Whether a file of this name may be read: its ending is that of a format with a reader."""
    kind = claimed(name)
    return kind in _MEDIA_TYPES or kind in (Format.IMAGE, Format.ZIP, Format.MAIL)


def read_all(data: bytes, name: str, scanning: Scanning | None = None) -> tuple[Found, ...]:
    """What an archive or a mail carries, each file read, in its order; any other file by itself. Never raises.

    Which of them is the directive is for people to say. ``scanning`` is as for :func:`read`.
    """
    shown = plain_name(name)
    kind = carries(data, shown) if data else None
    if kind is None:
        return (Found(shown, *_one(data, shown, scanning)),)
    from tiendo.plan.read import several

    unpacking = several.Unpacking()
    found = []
    try:
        _measure(data, faults.MAX_BYTES)
        for member in unpacking.members(data, shown, kind):
            found.append(Found(member.name, *_one(member.data, member.own_name, scanning), member.is_body))
    except faults.Unreadable as refusal:
        found.append(Found(shown, None, (refusal.told(shown),)))
    found += [Found(name, None, (one,)) for name, one in unpacking.told]
    return tuple(found) or (Found(shown, None, (faults.Unreadable(faults.NO_TEXT, format=kind.value).told(shown),)),)


def only(found: tuple[Found, ...], name: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The one document among the files of an archive or a mail, rather what is attached than the mail itself."""
    readable = [one for one in found if one.source is not None]
    documents = [one for one in readable if not one.is_body] or readable
    if len(documents) > 1:
        told = format_faults.SEVERAL.found(plain_name(name), None, count=str(len(documents)))
        return None, (told,)
    if documents:
        return documents[0].source, documents[0].told
    return None, tuple(one for each in found for one in each.told)


def _one(data: bytes, name: str, how: Scanning | None) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    try:
        return _read(data, name, how)
    except faults.Unreadable as refusal:
        return None, (refusal.told(name),)


def _read(data: bytes, name: str, how: Scanning | None) -> tuple[Source, tuple[Diagnostic, ...]]:
    kind = _format(data, name)
    cleaner = Cleaner()
    found = _content(data, name, kind, cleaner, how)
    if not found.pieces:
        raise (
            faults.Unreadable(faults.EMPTY) if kind in _PLAIN else faults.Unreadable(faults.NO_TEXT, format=kind.value)
        )
    source = Source(
        name=name,
        text=found.text,
        pieces=found.pieces,
        media_type=_MEDIA_TYPES.get(kind) or image_type(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pages=found.pages,
    )
    return source, ordered((*found.told, *cleaner.told(name, found.text)))


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
        case _ if kind not in _MEDIA_TYPES and kind is not Format.IMAGE:
            raise faults.Unreadable(faults.NOT_READ, format=kind.value)
        case _:
            return kind


def _content(data: bytes, name: str, kind: Format, cleaner: Cleaner, how: Scanning | None) -> Content:
    """What the reader of a format makes of a file; raises Unreadable."""
    # What only one format needs is loaded for it: a plain text is checked in the time that loading XML takes.
    match kind:
        case Format.TEXT:
            return text.read(data, name, cleaner)
        case Format.DOCX:
            from tiendo.plan.read import docx

            opened = docx.read(data)
            told = [faults.TRACKED.found(name, None, count=str(opened.changes))] if opened.changes else []
            return _drafted(opened.drafts, name, cleaner, told, opened.scheme)
        case Format.PDF:
            from tiendo.plan.read import pdf

            return pdf.read(data, name, cleaner, how)
        case Format.IMAGE:
            from tiendo.plan.read import scan, scan_picture

            if how is None:
                raise faults.Unreadable(format_faults.SCAN, pages=str(scan_picture.count(data)))

            return scan.read(data, name, cleaner, how)
        case Format.DOC:
            from tiendo.plan.read import doc

            drafts, scheme, told = doc.read(data, name)
            return _drafted(drafts, name, cleaner, told, scheme)
        case _:
            return _marked_up(data, name, kind, cleaner)


def _marked_up(data: bytes, name: str, kind: Format, cleaner: Cleaner) -> Content:
    if kind is Format.MARKDOWN:
        decoded = text.decode(data)
        lines = list(markdown.drafts(cleaner.parted(decoded.text.replace("\r\n", "\n"))))
        return _drafted(lines, name, cleaner, decoded.told(name), decoded.scheme)
    from tiendo.plan.read import html

    decoded = text.decode(html.without_pictures(data))
    lines, is_cut = html.read(decoded.text)
    told = [*decoded.told(name), *([text_faults.CUT_SHORT.found(name, None)] if is_cut else [])]
    return _drafted(lines, name, cleaner, told, decoded.scheme)


def _drafted(
    drafts: list[Draft], name: str, cleaner: Cleaner, told: list[Diagnostic], scheme: legacy.Scheme | None
) -> Content:
    """Drafts put together; what is still in an old encoding, by whatever its format said, is converted."""
    if scheme is None:
        drafts, scheme = legacy.rewritten(drafts)
    if scheme is not None:
        told.append(format_faults.CONVERTED.found(name, None, encoding=scheme.value))
    return Content(*assemble(drafts, cleaner), tuple(told))
