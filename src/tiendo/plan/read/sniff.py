"""What the bytes of a file are, and what its name says they are.

>>> sniff(b"%PDF-1.7 ..."), claimed("ke-hoach.docx")
(<Format.PDF: 'PDF'>, <Format.DOCX: 'DOCX'>)
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from enum import StrEnum

MAX_NAME = 200
MAX_ENDING = 10


class Format(StrEnum):
    """Kinds of files that are told apart; the value is what people are told."""

    TEXT = "TXT"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    DOCX = "DOCX"
    DOCM = "DOCM"
    DOC = "DOC (Word 97-2003)"
    LOCKED = "Office (password)"
    OLE = "OLE"
    PDF = "PDF"
    RTF = "RTF"
    WORKBOOK = "XLSX"
    OLD_WORKBOOK = "XLS"
    SLIDES = "PPTX"
    OPEN_DOCUMENT = "OpenDocument"
    ZIP = "ZIP"
    MAIL = "EML"
    IMAGE = "JPEG/PNG/GIF/TIFF"
    PROGRAM = "EXE"
    BINARY = "nhị phân (binary)"


_BY_EXTENSION = {
    "txt": Format.TEXT,
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "htm": Format.HTML,
    "html": Format.HTML,
    "xhtml": Format.HTML,
    "docx": Format.DOCX,
    "docm": Format.DOCM,
    "dotm": Format.DOCM,
    "doc": Format.DOC,
    "pdf": Format.PDF,
    "rtf": Format.RTF,
    "xlsx": Format.WORKBOOK,
    "xls": Format.OLD_WORKBOOK,
    "pptx": Format.SLIDES,
    "odt": Format.OPEN_DOCUMENT,
    "zip": Format.ZIP,
    "eml": Format.MAIL,
    "jpg": Format.IMAGE,
    "jpeg": Format.IMAGE,
    "png": Format.IMAGE,
    "gif": Format.IMAGE,
    "tif": Format.IMAGE,
    "tiff": Format.IMAGE,
    "exe": Format.PROGRAM,
}

_BY_MAGIC = (
    (b"%PDF-", Format.PDF),
    (b"{\\rtf", Format.RTF),
    (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
    (b"MZ", Format.PROGRAM),
    (b"\x7fELF", Format.PROGRAM),
)
_IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_TEXTS = (Format.TEXT, Format.MARKDOWN, Format.HTML)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_HEAD = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_ANY_TAG = re.compile(rb"<[a-z!/][^<>]{0,400}>", re.I)
_MAIL_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# The upper bytes of what Vietnamese is written with: Latin, its two later blocks, loose marks, quotation marks.
_UPPER_BYTES = bytes((0x00, 0x01, 0x03, 0x1E, 0x20))
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))


def plain_name(name: str) -> str:
    """The last part of a name, without controls, safe to show; ``"?"`` where nothing of it is left."""
    last = re.split(r"[/\\]", name.strip())[-1]
    shown = "".join(char for char in unicodedata.normalize("NFC", last) if char.isprintable())
    stem, dot, ending = shown.strip().rpartition(".")
    if len(ending) > MAX_ENDING:
        stem, dot, ending = shown.strip(), "", ""
    return stem[: MAX_NAME - len(dot + ending)] + dot + ending or "?"


def claimed(name: str) -> Format | None:
    """What the extension of ``name`` says; None where it is missing or unknown."""
    stem, dot, extension = name.rpartition(".")
    return _BY_EXTENSION.get(extension.lower()) if dot and stem else None


def sniff(data: bytes) -> Format:
    """What the bytes are."""
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    for magic, kind in _BY_MAGIC:
        if data.startswith(magic):
            return kind if kind is not Format.PROGRAM or not _is_text(data) else Format.TEXT
    if not _is_text(data):
        return Format.BINARY
    return Format.HTML if _HTML_HEAD.match(_narrow(data[:8192])) else Format.TEXT


def image_type(data: bytes) -> str:
    """The media type of a picture."""
    return next((kind for magic, kind in _IMAGES.items() if data.startswith(magic)), "image/tiff")


def settle(says: Format, found: Format, data: bytes) -> Format | None:
    """The format to read ``data`` as, given what the name says; None where name and bytes disagree."""
    if found is Format.LOCKED or (found is Format.BINARY and says in _TEXTS):
        return found
    if says is found or (says is Format.DOCM and found is Format.DOCX):
        return says
    if found is Format.TEXT and says is Format.MARKDOWN:
        return says
    if found in _TEXTS and says is Format.MAIL and _MAIL_HEAD.match(data[:8192]):
        return says
    if found is Format.TEXT and says is Format.HTML and _ANY_TAG.search(_narrow(data[:1_000_000])):
        return says
    # Word's own .doc and .xls are one container; which stream it holds is not the name's lie.
    return says if found is Format.OLE and says in (Format.DOC, Format.OLD_WORKBOOK) else None


def carries(data: bytes, name: str) -> Format | None:
    """The format of a file that carries others; None for a file that is one itself."""
    found = sniff(data)
    kind = settle(claimed(name) or found, found, data)
    return kind if kind in (Format.ZIP, Format.MAIL) else None


def _kind_of_zip(data: bytes) -> Format:
    """By the names of the entries, which stand unpacked in the directory at the end."""
    directory = _directory(data)
    for mark, kind in ((b"word/", Format.DOCX), (b"xl/", Format.WORKBOOK), (b"ppt/", Format.SLIDES)):
        if b"[Content_Types].xml" in directory and mark in directory:
            return kind
    return Format.OPEN_DOCUMENT if b"opendocument" in data[:200] else Format.ZIP


def _directory(data: bytes) -> bytes:
    """The list of what an archive holds: its own, not that of an archive within; the end of a damaged one."""
    end = data.rfind(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return data[max(0, end - size) : end] if end >= 0 else data[-4 * 1024 * 1024 :]


def _kind_of_ole(data: bytes) -> Format:
    for stream, kind in (
        ("EncryptedPackage", Format.LOCKED),
        ("WordDocument", Format.DOC),
        ("Workbook", Format.OLD_WORKBOOK),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return Format.OLE


def _narrow(head: bytes) -> bytes:
    """The ASCII of a text that may be UTF-16, without its byte order mark."""
    return head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")


def wide(data: bytes) -> str | None:
    """The form of UTF-16 that bytes without a mark are in, told by where the upper bytes of Latin letters stand.

    >>> wide("Kế hoạch".encode("utf-16-be")), wide("Kế hoạch".encode())
    ('utf-16-be', None)
    """
    head = data[:4096]
    if len(data) % 2 or head.count(b"\0") * 4 < len(head):
        return None
    for upper, lower, form in ((head[1::2], head[::2], "utf-16-le"), (head[::2], head[1::2], "utf-16-be")):
        if not upper.translate(None, _UPPER_BYTES) and lower.count(b"\0") * 50 <= len(lower):
            return form
    return None


def _is_text(data: bytes) -> bool:
    """Whether the bytes may be text: few control codes; a NUL here and there is an accident, not a binary."""
    if data.startswith(_UTF16) or wide(data):
        return True
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 10 <= len(head) or (controls * 2 <= len(head) and _is_utf8(head))


def _is_utf8(head: bytes) -> bool:
    """Whether the bytes begin as UTF-8 does; they may end in the middle of a letter."""
    try:
        codecs.utf_8_decode(head, "strict", False)
    except UnicodeDecodeError:
        return False
    return True
