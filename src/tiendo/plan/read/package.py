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

from tiendo.plan.read import faults

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
_ENCRYPTED_FLAG = 0x1
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_OFFICE_DOCUMENT = "/relationships/officeDocument"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class Package:
    """The parts of an opened package.

    ``unpacked`` counts what has been unpacked so far; ``noticed`` is true once a part held one of the words ``watch``.
    """

    archive: zipfile.ZipFile
    watch: tuple[bytes, ...] = ()
    unpacked: int = field(default=0)
    noticed: bool = field(default=False)

    @classmethod
    def of(cls, data: bytes, watch: tuple[bytes, ...] = ()) -> Self:
        """Open a package; raises Unreadable where it is damaged, locked, a bomb, or holds macros."""
        # Counted before the directory is parsed: a million entries are a bomb of their own.
        if data.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
            raise faults.Unreadable(faults.ARCHIVE_BOMB)
        try:
            package = cls(zipfile.ZipFile(io.BytesIO(data)), watch)
        except _BROKEN:
            raise faults.Unreadable(faults.ARCHIVE_BROKEN) from None
        package._measure(len(data))
        return package

    def main_part(self) -> tuple[str, etree._Element]:
        """The document's own part, its name and tree; raises Unreadable where the package has none."""
        relations = self.xml("_rels/.rels")
        for one in relations.iter(_RELATIONSHIP) if relations is not None else ():
            if one.get("Type", "").endswith(_OFFICE_DOCUMENT):
                name = posixpath.normpath(one.get("Target", "").lstrip("/"))
                root = self.xml(name)
                if root is not None:
                    return name, root
        usual = "word/document.xml"
        root = self.xml(usual)
        if root is None:
            raise faults.Unreadable(faults.ARCHIVE_BROKEN)
        return usual, root

    def xml(self, name: str) -> etree._Element | None:
        """A part as a tree, None where there is none; raises Unreadable where it is broken or dangerous."""
        if name not in self.archive.NameToInfo:
            return None
        data = self._bytes(name)
        if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\0", b"")):
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
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise faults.Unreadable(faults.XML_BROKEN, part=name) from None
        if root.getroottree().docinfo.doctype:
            raise faults.Unreadable(faults.XML_DOCTYPE, part=name)
        return root

    def _measure(self, packed: int) -> None:
        """Refuse by what the directory declares, before a byte is unpacked."""
        entries = self.archive.infolist()
        if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
            raise faults.Unreadable(faults.MACROS)
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise faults.Unreadable(faults.ENCRYPTED)
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ENTRIES or (total > _RATIO_FROM and total > MAX_RATIO * packed):
            raise faults.Unreadable(faults.ARCHIVE_BOMB)

    def _bytes(self, name: str) -> bytes:
        """A part unpacked, as long as all that was unpacked stays under the limit, whatever it declares."""
        entry = self.archive.getinfo(name)
        allowed = faults.MAX_XML_BYTES - self.unpacked
        if entry.file_size > allowed:
            raise faults.Unreadable(faults.ARCHIVE_BOMB)
        if entry.compress_type not in _METHODS:
            raise faults.Unreadable(faults.ARCHIVE_BROKEN)
        try:
            with self.archive.open(entry) as part:
                # Asking for more than is declared lets zipfile unpack as much before it sees the lie.
                data = part.read(entry.file_size)
                part.read(1)
        except (*_BROKEN, RuntimeError):
            raise faults.Unreadable(faults.ARCHIVE_BROKEN) from None
        self.unpacked += len(data)
        self.noticed = self.noticed or any(word in data for word in self.watch)
        return data
