"""Whether a file may be let in at all: what it is, and all that it carries, is read for a stamp of secrecy.

What cannot be read for one is not let in: a locked file, an archive of an unknown kind, a format without a reader. What
has letters is read at once. Pictures take a second each and more, so they are counted here and read by
:func:`stamp_in_pictures`; until then whoever holds the file shows it to nobody.

>>> look("TỐI MẬT\\n\\nKẾ HOẠCH".encode(), "ke-hoach.txt").stamp.code
'L016'
>>> look(b"7z\\xbc\\xaf\\x27\\x1c\\x00\\x04", "goi.7z").shut.code
'F012'
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tiendo import programs
from tiendo.diagnostic import Diagnostic
from tiendo.plan import read
from tiendo.plan.read import faults, format_faults, office_stamps, outside
from tiendo.plan.read.package import Package, unpack
from tiendo.plan.read.several import Member, Unpacking
from tiendo.plan.read.sniff import Format, carries, plain_name, sniff
from tiendo.plan.rules import secrecy_mark

_PACKAGES = (Format.DOCX, Format.DOCM, Format.WORKBOOK, Format.SLIDES, Format.OPEN_DOCUMENT)
# These have no words, or none that anybody has read yet: no reason to refuse them.
_WORDLESS = {faults.EMPTY.code, faults.NO_TEXT.code, format_faults.SCAN.code}
_MOST_PICTURES = 300
_NESTED = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: a stamp, why the file could not be read whole for one, how many pictures are still unread."""

    stamp: Diagnostic | None = None
    shut: Diagnostic | None = None
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class _Picture:
    """A file that is a picture, or a PDF of which some pages are, and which pages."""

    name: str
    data: bytes
    pages: tuple[int, ...]


def look(data: bytes, name: str, found: Sequence[read.Found] | None = None) -> Looked:
    """What can be told at once of a file; ``found`` is what its readers said, where they were asked. Never raises."""
    told = read.read_all(data, name) if found is None else found
    shown = plain_name(name)
    if (mark := stamp_in_words(told)) is not None:
        return Looked(stamp=mark)
    try:
        parts = [*_parts(data, shown)]
        if (printed := next(filter(None, map(_printed, parts)), None)) is not None:
            return Looked(stamp=_told(shown, printed))
        pictures = sum(len(one.pages) for one in _pictures(parts))
    except faults.Unreadable as refusal:
        return Looked(shut=refusal.told(shown))
    return Looked(shut=_shut(told, shown, pictures), pictures=pictures)


def stamp_in_words(found: Sequence[read.Found]) -> Diagnostic | None:
    """The stamp in what was read of these files; None without one."""
    return next((told for one in found if one.source is not None and (told := secrecy_mark.on(one.source))), None)


def stamp_in_pictures(data: bytes, name: str, how: read.Scanning) -> Diagnostic | None:
    """The stamp on one of the pictures that :func:`look` counted; None without one.

    Raises faults.Unreadable where there is no engine, or one of them cannot be read.
    """
    from tiendo.plan.read import scan, scan_engine, scan_picture, scan_store, stamp_pictures

    engine = scan_engine.engine()
    for one in _pictures([*_parts(data, plain_name(name))]):
        reads, unread = scan.pages(one.data, one.pages, how)
        if unread:
            raise faults.Unreadable(format_faults.PROGRAM_FAILED, program=scan_engine.PROGRAM)
        by_number = {page.number: page for page in reads}
        digest = hashlib.sha256(one.data).hexdigest()
        for sheet in scan_picture.sheets(one.data, one.pages):
            is_first = sheet.number == one.pages[0]
            clean = scan_store.key(digest, sheet.number, f"{engine.key} stamps {is_first}")
            if how.store is not None and how.store.get(clean) is not None:
                continue
            try:
                printed = stamp_pictures.stamp(sheet, by_number[sheet.number], engine, first=is_first)
            except programs.Failed as fault:
                raise outside.refusal(fault) from None
            if printed is not None:
                return _told(one.name, printed)
            if how.store is not None:
                how.store.put(clean, b"none")
    return None


def _told(name: str, printed: str) -> Diagnostic:
    return secrecy_mark.RULE.found(name, None, printed=printed)


def _shut(told: Sequence[read.Found], name: str, pictures: int) -> Diagnostic | None:
    """Why a file was not read whole, or why its pictures will not be."""
    for one in told:
        for fault in one.told:
            if fault.code == format_faults.PAGES_LEFT_OUT.code or (one.source is None and not _is_read_here(fault)):
                return fault
    if pictures > _MOST_PICTURES:
        return format_faults.PAGES_LEFT_OUT.found(name, None, pages=str(pictures), limit=str(_MOST_PICTURES))
    if pictures:
        from tiendo.plan.read import scan_engine

        try:
            scan_engine.engine()
        except faults.Unreadable as absent:
            return absent.told(name)
    return None


def _is_read_here(fault: Diagnostic) -> bool:
    """Whether what a reader could make nothing of is read here all the same, or has nothing to be read."""
    packed = fault.code == faults.NOT_READ.code and dict(fault.args)["format"] in {kind.value for kind in _PACKAGES}
    return packed or fault.code in _WORDLESS


def _parts(data: bytes, name: str, depth: int = 0) -> Iterator[Member]:
    """A file that carries no other, or all that it carries: in archives, mails, and documents of offices."""
    kind = carries(data, name) if data else None
    if kind is not None:
        for member in Unpacking().members(data, name, kind):
            yield from _parts(member.data, member.name, depth)
        return
    yield Member(name, data)
    if sniff(data) in _PACKAGES:
        archive = Package.of(data).archive
        for entry in archive.infolist():
            if entry.filename.lower().endswith((".xml", ".rels")) or entry.is_dir():
                continue
            part = Member(f"{name} › {plain_name(entry.filename)}", unpack(archive, entry))
            if sniff(part.data) is Format.IMAGE:
                yield replace(part, is_body=True)
            elif sniff(part.data) in (*_PACKAGES, Format.ZIP) and depth < _NESTED:
                yield from _parts(part.data, part.name, depth + 1)


def _printed(part: Member) -> str | None:
    """The stamp among the words of a document of an office; None of any other file."""
    return office_stamps.printed(Package.of(part.data)) if sniff(part.data) in _PACKAGES else None


def _pictures(parts: Sequence[Member]) -> Iterator[_Picture]:
    """The pictures among these files, each once; of a PDF the pages that are pictures, or have one."""
    from tiendo.plan.read import pdf, scan_picture

    seen = set[str]()
    for part in parts:
        digest = hashlib.sha256(part.data).hexdigest()
        kind = sniff(part.data)
        if digest in seen or kind not in (Format.IMAGE, Format.PDF):
            continue
        seen.add(digest)
        if kind is Format.PDF:
            pages = tuple(pdf.pictured(part.data))
        elif part.is_body and scan_picture.is_small(part.data):
            pages = ()
        else:
            pages = tuple(range(1, scan_picture.count(part.data) + 1))
        if pages:
            yield _Picture(part.name, part.data, pages)
