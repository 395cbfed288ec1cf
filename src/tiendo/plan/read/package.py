"""A .docx as the zip package it is: opened in memory, measured before it is unpacked, never written to disk.

What its parts say is not believed: sizes are counted while unpacking, XML with a DOCTYPE is refused before a
parser sees it, and no entity or address is ever followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Self

from lxml import etree

from tiendo.plan.read import faults, ooxml

MAX_ENTRIES = 5_000
MAX_RATIO = 200
# Below this a high ratio is only a small file of many equal lines.
_RATIO_FROM = 10 * 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    OverflowError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG = 0x1
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_OFFICE_DOCUMENT = "/relationships/officeDocument"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class Package:
    """The parts of an opened package.

    ``unpacked`` counts what has been unpacked so far; ``noticed`` is true once ``watch`` was found in a part.
    """

    archive: zipfile.ZipFile
    watch: re.Pattern[bytes] | None = None
    unpacked: int = field(default=0)
    noticed: bool = field(default=False)

    @classmethod
    def of(cls, data: bytes, watch: re.Pattern[bytes] | None = None) -> Self:
        """Open a package; raises Unreadable where it is damaged, locked, a bomb, or holds macros."""
        package = cls(open_zip(data), watch)
        package._refuse()
        return package

    def main_name(self) -> str:
        """The name of the document's own part: what the package says, else what is usual."""
        relations = self.xml("_rels/.rels")
        found = () if relations is None else relations.iter(_RELATIONSHIP)
        targets = (one.get("Target", "") for one in found if one.get("Type", "").endswith(_OFFICE_DOCUMENT))
        names = (posixpath.normpath(target.lstrip("/")) for target in targets)
        return next((name for name in names if name in self.archive.NameToInfo), "word/document.xml")

    def xml(self, name: str) -> etree._Element | None:
        """A part as a tree, None where there is none; raises Unreadable where it is broken or dangerous."""
        if name not in self.archive.NameToInfo:
            return None
        data = self._bytes(name)
        if _DOCTYPE.search(data.replace(b"\0", b"")):
            raise faults.Unreadable(faults.XML_DOCTYPE, part=name)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(ooxml.without_looks(data, fonts=self.noticed), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise faults.Unreadable(faults.XML_BROKEN, part=name) from None
        if root.getroottree().docinfo.doctype:
            raise faults.Unreadable(faults.XML_DOCTYPE, part=name)
        return root

    def _refuse(self) -> None:
        """Refuse a package by what its directory lists."""
        entries = self.archive.infolist()
        if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
            raise faults.Unreadable(faults.MACROS)
        if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
            raise faults.Unreadable(faults.ENCRYPTED)

    def _bytes(self, name: str) -> bytes:
        """A part unpacked, as long as all that was unpacked stays under the limit, whatever it declares."""
        entry = self.archive.getinfo(name)
        if entry.file_size > faults.MAX_XML_BYTES - self.unpacked:
            raise faults.Unreadable(faults.ARCHIVE_BOMB)
        data = unpack(self.archive, entry)
        self.unpacked += len(data)
        self.noticed = self.noticed or (self.watch is not None and self.watch.search(data) is not None)
        return data


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open an archive; raises Unreadable where it is damaged, or a bomb by what it declares."""
    # Counted before the directory is parsed: a million entries are a bomb of their own.
    if data.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
        raise faults.Unreadable(faults.ARCHIVE_BOMB)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise faults.Unreadable(faults.ARCHIVE_BROKEN) from None
    total = sum(entry.file_size for entry in archive.infolist())
    if len(archive.infolist()) > MAX_ENTRIES or (total > _RATIO_FROM and total > MAX_RATIO * len(data)):
        raise faults.Unreadable(faults.ARCHIVE_BOMB)
    return archive


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, never more than it declares; raises Unreadable where it is damaged."""
    if entry.compress_type not in _METHODS:
        raise faults.Unreadable(faults.ARCHIVE_BROKEN)
    try:
        with archive.open(entry) as part:
            # Asking for more than is declared lets zipfile unpack as much before it sees the lie.
            data = part.read(entry.file_size)
            part.read(1)
    except (*_BROKEN, RuntimeError):
        raise faults.Unreadable(faults.ARCHIVE_BROKEN) from None
    return data
