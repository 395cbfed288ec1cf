"""Word 97-2003: antiword opens plain documents in milliseconds, LibreOffice those that antiword would spoil.

antiword leaves out large tables and the running numbers in cells without a word, and tells no fonts, by which text
from before Unicode has its capitals. So where LibreOffice is installed it opens documents with real tables, in old
fonts, or of which antiword gave less than the file states. Where it is not, that is told.
"""

from __future__ import annotations

from tiendo import programs
from tiendo.diagnostic import Diagnostic
from tiendo.plan.read import docbook, docx, format_faults, legacy, outside
from tiendo.plan.read.draft import Draft
from tiendo.plan.read.faults import Unreadable
from tiendo.source import PieceKind

_MB = 1024 * 1024
_ANTIWORD = programs.Limits(seconds=20, memory=512 * _MB, output=32 * _MB)
_OFFICE = programs.Limits(seconds=90, memory=4_096 * _MB, output=64 * _MB)
_OFFICES = ("soffice", "libreoffice")
_WORD_97, _WORD_6 = b"\xec\xa5", b"\xdc\xa5"
_SECTOR = 512
_SEARCHED = 64 * _MB
_MOST = 0.75
# The heads and signatures of documents are set as tables of two columns.
_COLUMNS_OF_HEADS = 2


def read(data: bytes, name: str) -> tuple[list[Draft], legacy.Scheme | None, list[Diagnostic]]:
    """The pieces of a .doc, the old encoding that it was in, if any, and what is missing; raises Unreadable."""
    try:
        drafts = _by_antiword(data)
    except Unreadable as refusal:
        if programs.find(*_OFFICES) is None:
            raise
        return *_by_office(data, refusal), []
    is_short = _is_short(data, drafts)
    if (is_short or _needs_layout(drafts)) and programs.find(*_OFFICES) is not None:
        try:
            return *_by_office(data, None), []
        except Unreadable:
            pass
    told = [format_faults.PARTLY.found(name, None, program="antiword")] if is_short else []
    return *legacy.rewritten(drafts), told


def _is_short(data: bytes, drafts: list[Draft]) -> bool:
    """Whether there is much less text than the file's own header counts, or a table fell apart into bars."""
    stated = _stated_length(data)
    given = sum(len(cell) + 1 for draft in drafts for cell in draft.cells)
    bars = sum(draft.kind is PieceKind.PARAGRAPH and draft.cells[0].count("|") > 1 for draft in drafts)
    return bars > 1 or (stated is not None and given < _MOST * stated)


def _stated_length(data: bytes) -> int | None:
    """The count of characters in the main text by the header of the WordDocument stream ([MS-DOC] 2.5.4, ccpText)."""
    for magic, place in ((_WORD_97, 0x4C), (_WORD_6, 0x34)):
        for at in range(_SECTOR, min(len(data), _SEARCHED), _SECTOR):
            if data.startswith(magic, at) and at + place + 4 <= len(data):
                return int.from_bytes(data[at + place : at + place + 4], "little")
    return None


def _needs_layout(drafts: list[Draft]) -> bool:
    """Whether there is a table of three columns or more, or text whose capitals only a font tells."""
    if any(len(draft.cells) > _COLUMNS_OF_HEADS for draft in drafts):
        return True
    return legacy.told(cell for draft in drafts for cell in draft.cells) is legacy.Scheme.TCVN3


def _by_antiword(data: bytes) -> list[Draft]:
    files = {"van-ban.doc": data}
    xml = outside.run(["antiword", "-x", "db", "van-ban.doc"], files=files, limits=_ANTIWORD).output
    plain = outside.run(["antiword", "-m", "UTF-8.txt", "-w", "0", "van-ban.doc"], files=files, limits=_ANTIWORD).output
    return list(docbook.drafts(xml, plain.decode("utf-8", "replace")))


def _by_office(data: bytes, before: Unreadable | None) -> tuple[list[Draft], legacy.Scheme | None]:
    """Through LibreOffice into .docx; raises ``before``, what stopped the first program, where that fails too."""
    path = programs.find(*_OFFICES) or _OFFICES[0]
    # Its profile lies in the home folder, which is the one that goes away.
    command = [path, "--headless", "--norestore", "--convert-to", "docx", "--outdir", ".", "van-ban.doc"]
    try:
        ran = outside.run(command, files={"van-ban.doc": data}, collect=("van-ban.docx",), limits=_OFFICE)
        if "van-ban.docx" not in ran.files:
            raise Unreadable(format_faults.PROGRAM_FAILED, program="LibreOffice")
        found = docx.read(ran.files["van-ban.docx"])
    except Unreadable as refusal:
        raise before or refusal from None
    return legacy.rewritten(found.drafts) if found.scheme is None else (found.drafts, found.scheme)
