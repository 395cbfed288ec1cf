"""Files that carry files: archives and mails, opened in memory as far as bounds on depth, number and size allow.

What an archive says of itself is not believed. Names keep their last part only; nothing is written to disk.
"""

from __future__ import annotations

import email.policy
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser

from tiendo.diagnostic import Diagnostic
from tiendo.plan.read import faults, format_faults, package
from tiendo.plan.read.sniff import Format, carries, plain_name

MAX_DEPTH = 3
MAX_FILES = 200
_MB = 1024 * 1024
MAX_BYTES = 200 * _MB
INSIDE = " › "
# What systems put into archives beside the files that people put there.
_LITTER = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
_BODIES = {"text/plain": "txt", "text/html": "html"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file that another carried; ``is_body`` for the words of a mail itself."""

    name: str
    data: bytes
    is_body: bool = False

    @property
    def own_name(self) -> str:
        """The name without that of what carried it."""
        return own_name(self.name)


def own_name(name: str) -> str:
    """The last part of the name of something inside something.

    >>> own_name("a.zip › b.docx")
    'b.docx'
    """
    return name.rpartition(INSIDE)[2]


@dataclass(slots=True)
class Unpacking:
    """One unpacking, with what it has used of its bounds and what it had to tell, by the name of the file inside."""

    files: int = 0
    size: int = 0
    told: list[tuple[str, Diagnostic]] = field(default_factory=list)

    def members(self, data: bytes, name: str, kind: Format, depth: int = 0) -> Iterator[Member]:
        """The files in an archive or mail, those in archives inside it too; raises Unreadable where it is damaged."""
        inside = self._zip(data, name) if kind is Format.ZIP else _mail(data, name)
        for member in inside:
            kind_inside = carries(member.data, member.name)
            if kind_inside is None:
                if not self._counts(member):
                    return
                yield member
            elif depth + 1 >= MAX_DEPTH:
                self._tell_bounds(member.name)
            else:
                try:
                    yield from self.members(member.data, member.name, kind_inside, depth + 1)
                except faults.Unreadable as refusal:
                    self.told.append((member.name, refusal.told(member.own_name)))

    def _counts(self, member: Member) -> bool:
        self.files += 1
        if self.files > MAX_FILES:
            if self.files == MAX_FILES + 1:
                self._tell_bounds(member.name)
            return False
        return True

    def _zip(self, data: bytes, name: str) -> Iterator[Member]:
        archive = package.open_zip(data)
        for entry in archive.infolist():
            shown = name + INSIDE + plain_name(_spelt(entry))
            if entry.is_dir() or _is_litter(entry.filename):
                continue
            if entry.flag_bits & package.ENCRYPTED_FLAG:
                locked = format_faults.MEMBER_LOCKED.found(own_name(shown), None, member=shown)
                self.told.append((shown, locked))
            elif entry.file_size > MAX_BYTES - self.size:
                self._tell_bounds(shown)
            else:
                try:
                    unpacked = package.unpack(archive, entry)
                except faults.Unreadable as refusal:
                    self.told.append((shown, refusal.told(own_name(shown))))
                    continue
                self.size += len(unpacked)
                yield Member(shown, unpacked)

    def _tell_bounds(self, member: str) -> None:
        told = format_faults.ARCHIVE_DEEP.found(
            own_name(member),
            None,
            member=member,
            depth=str(MAX_DEPTH),
            count=str(MAX_FILES),
            size=str(MAX_BYTES // _MB),
        )
        self.told.append((member, told))


def _mail(data: bytes, name: str) -> Iterator[Member]:
    """The attachments of a mail, then its own words."""
    message = BytesParser(EmailMessage, policy=email.policy.default).parsebytes(data)
    body = _body(message)
    for part in message.walk():
        if part is body or part.is_multipart():
            continue
        words = part.get_payload(decode=True)
        if part.get_filename() and isinstance(words, bytes):
            yield Member(name + INSIDE + plain_name(str(part.get_filename())), words)
    if body is not None:
        words = body.get_payload(decode=True)
        if isinstance(words, bytes) and words.strip():
            ending = _BODIES[body.get_content_type()]
            yield Member(f"{name}{INSIDE}thu.{ending}", _in_utf8(words, body), is_body=True)


def _body(message: EmailMessage) -> EmailMessage | None:
    """The part that holds the mail's own words: plain ones rather than a page."""
    parts = [
        part
        for part in message.walk()
        if isinstance(part, EmailMessage) and part.get_content_type() in _BODIES and not part.get_filename()
    ]
    return min(parts, key=lambda part: list(_BODIES).index(part.get_content_type()), default=None)


def _in_utf8(words: bytes, part: EmailMessage) -> bytes:
    """The words in UTF-8 where the mail names a known charset; as they are where it does not."""
    try:
        return words.decode(part.get_content_charset() or "utf-8").encode()
    except (LookupError, UnicodeError):
        return words


def _spelt(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; programs that write UTF-8 without saying so are read as they meant it."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].lower() in _LITTER
