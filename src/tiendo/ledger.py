"""The chain of acts: what makes it, carries it out of the house, and finds the first break in it.

An entry holds ids, times and a digest of the act's facts, never their words: erasing a text and its
salt leaves the chain whole. An export is ``tiendo-ledger/1``: a header line, then one entry a line,
each in the one canonical form, so that no byte can be changed unseen.

>>> first = append(genesis("son-hai"), kind="plan.issue", actor="holder:12", subject="plans.Plan:5",
...                recorded_at="2026-11-02T01:15:00.000000Z", facts=act_digest([]))
>>> lines = list(dump("son-hai", [first]))
>>> verify(lines).ok, verify([lines[0], lines[1].replace("holder:12", "holder:13")]).reason.value
(True, 'hash')
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

from tiendo.errors import Broken
from tiendo.rulebook import Lang, Words

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

SCHEMA = "tiendo-ledger/1"
_HEX = re.compile(r"[0-9a-f]{64}")
# One width, so that the order of the strings is the order of the instants.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_LONGEST_LINE = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the chain. ``facts`` digests its rows, ``prev`` is the hash before, ``hash`` its own."""

    seq: int
    kind: str
    actor: str
    recorded_at: str
    subject: str
    facts: str
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: what a witness notes down. ``seq`` 0 is a chain without entries."""

    seq: int
    hash: str


def canonical(value: JSON) -> bytes:
    """The one way to write a value: keys sorted, no spaces, UTF-8, letters as they came.

    Raises ValueError for what JSON cannot hold (NaN, lone surrogates).
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def genesis(jurisdiction: str) -> str:
    """The hash that stands before the first entry of a jurisdiction."""
    return _digest(b"genesis", jurisdiction.encode("utf-8"))


def row_digest(salt: bytes, table: str, key: int, values: Mapping[str, JSON]) -> str:
    """The salted digest of one row; without the salt nobody can test a guess against it."""
    return _digest(b"row", salt, table.encode("utf-8"), str(key).encode("ascii"), canonical(values))


def act_digest(row_digests: Iterable[str]) -> str:
    """The digest of all rows that an act wrote, whatever order they come in."""
    return _digest(b"act", *(digest.encode("ascii") for digest in sorted(row_digests)))


def link(*, seq: int, kind: str, actor: str, recorded_at: str, subject: str, facts: str, prev: str) -> str:
    """The hash of an entry: over everything in it and the hash before it."""
    fields: dict[str, JSON] = {
        "seq": seq,
        "kind": kind,
        "actor": actor,
        "recorded_at": recorded_at,
        "subject": subject,
        "facts": facts,
        "prev": prev,
    }
    return _digest(b"entry", canonical(fields))


def append(previous: Entry | Head | str, *, kind: str, actor: str, recorded_at: str, subject: str, facts: str) -> Entry:
    """The entry that follows ``previous`` (an entry, a head, or a genesis hash).

    Raises Broken where the time is not of the one form or lies before that of ``previous``.
    """
    if not _is_instant(recorded_at):
        raise Broken(f"not an instant in UTC with microseconds: {recorded_at}")
    if isinstance(previous, Entry) and recorded_at < previous.recorded_at:
        raise Broken(f"time runs backwards after entry {previous.seq}")
    seq, prev = (1, previous) if isinstance(previous, str) else (previous.seq + 1, previous.hash)
    made = link(seq=seq, kind=kind, actor=actor, recorded_at=recorded_at, subject=subject, facts=facts, prev=prev)
    return Entry(seq, kind, actor, recorded_at, subject, facts, prev, made)


def dump(jurisdiction: str, entries: Iterable[Entry], head: Head | None = None) -> Iterator[str]:
    """The lines of an export, each with its line end.

    The header names the head first, so without ``head`` the entries are gathered; with it they stream.
    """
    if head is None:
        entries = tuple(entries)
        head = Head(entries[-1].seq, entries[-1].hash) if entries else Head(0, genesis(jurisdiction))
    header: dict[str, JSON] = {"schema": SCHEMA, "jurisdiction": jurisdiction, "head": asdict(head)}
    yield canonical(header).decode("utf-8") + "\n"
    for entry in entries:
        yield canonical(asdict(entry)).decode("utf-8") + "\n"


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of an export opened in binary mode, for :func:`verify`; no bytes make it fail.

    An overlong line comes in parts, so that memory stays bounded; no part of it is an entry.
    """
    while part := stream.readline(4 * _LONGEST_LINE):
        yield part.decode("utf-8", errors="surrogateescape")


class Reason(StrEnum):
    """What the first break in an export is."""

    HEADER = "header"
    NOT_JSON = "not_json"
    NOT_CANONICAL = "not_canonical"
    SHAPE = "shape"
    SEQUENCE = "sequence"
    LINK = "link"
    HASH = "hash"
    TIME = "time"
    HEAD = "head"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking found. ``checked`` counts the sound entries; ``head`` is the last of them.

    ``reason`` is None where the chain is whole; else ``line`` (from 1) is where it breaks first.
    """

    checked: int
    head: Head | None
    reason: Reason | None = None
    line: int | None = None

    @property
    def ok(self) -> bool:
        """Whether the chain is whole."""
        return self.reason is None


class _Break(Exception):
    """The first break, on its way from a check to the verdict."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def verify(export: Iterable[str], head: Head | None = None) -> Verdict:
    r"""Check an export line by line in constant memory; never raises, whatever the text is.

    ``head`` is one noted earlier by a witness: the chain must still pass through it. Lines may keep
    their ``\n``. A file is to be read with :func:`lines`: text mode would take ``\r`` for a line end.
    """
    walk = _Walk(head)
    try:
        for line in export:
            walk.take(line.removesuffix("\n"))
        walk.finish()
    except _Break as broken:
        return Verdict(walk.checked, walk.head, broken.reason, walk.line)
    return Verdict(walk.checked, walk.head)


class _Walk:
    """Where a check stands: all that is kept of the lines before."""

    def __init__(self, noted: Head | None) -> None:
        self.checked = 0
        self.line = 1
        self.head: Head | None = None
        self._noted = noted
        self._stated: Head | None = None
        self._last_at = ""

    def take(self, line: str) -> None:
        found = _parse(line)
        if self._stated is None or self.head is None:
            jurisdiction, self._stated = _read_header(found)
            self.head = Head(0, genesis(jurisdiction))
        else:
            self._follow(_read_entry(found), self.head)
        self._meets_noted(self.head)
        self.line += 1

    def finish(self) -> None:
        if self.head is None or self._stated is None:
            raise _Break(Reason.TRUNCATED)
        if self.head.seq < max(self._stated.seq, self._noted.seq if self._noted else 0):
            raise _Break(Reason.TRUNCATED)
        if self.head != self._stated:
            raise _Break(Reason.HEAD)

    def _follow(self, entry: Entry, head: Head) -> None:
        if entry.seq != head.seq + 1:
            raise _Break(Reason.SEQUENCE)
        if entry.prev != head.hash:
            raise _Break(Reason.LINK)
        fields = asdict(entry)
        if fields.pop("hash") != link(**fields):
            raise _Break(Reason.HASH)
        if entry.recorded_at < self._last_at:
            raise _Break(Reason.TIME)
        self.checked, self._last_at, self.head = entry.seq, entry.recorded_at, Head(entry.seq, entry.hash)

    def _meets_noted(self, head: Head) -> None:
        if self._noted is not None and self._noted.seq == head.seq and self._noted != head:
            raise _Break(Reason.HEAD)


def _parse(line: str) -> Mapping[str, object]:
    if len(line) > _LONGEST_LINE:
        raise _Break(Reason.SHAPE)
    try:
        found = json.loads(line)
        again = canonical(found)
        as_read = line.encode("utf-8")
    except (ValueError, RecursionError) as fault:
        raise _Break(Reason.NOT_JSON) from fault
    if again != as_read:
        raise _Break(Reason.NOT_CANONICAL)
    if not isinstance(found, dict):
        raise _Break(Reason.SHAPE)
    return found


def _read_header(found: Mapping[str, object]) -> tuple[str, Head]:
    head = found.get("head")
    jurisdiction = found.get("jurisdiction")
    if set(found) != {"schema", "jurisdiction", "head"} or found["schema"] != SCHEMA:
        raise _Break(Reason.HEADER)
    if not isinstance(jurisdiction, str) or not isinstance(head, dict) or set(head) != {"seq", "hash"}:
        raise _Break(Reason.HEADER)
    if not _is_seq(head["seq"]) or not _is_hex(head["hash"]):
        raise _Break(Reason.HEADER)
    return jurisdiction, Head(head["seq"], head["hash"])


def _read_entry(found: Mapping[str, object]) -> Entry:
    if set(found) != set(Entry.__slots__):
        raise _Break(Reason.SHAPE)
    seq = found["seq"]
    words = {name: value for name, value in found.items() if isinstance(value, str)}
    if not isinstance(seq, int) or not _is_seq(seq) or len(words) != len(found) - 1:
        raise _Break(Reason.SHAPE)
    if not all(_is_hex(words[name]) for name in ("facts", "prev", "hash")):
        raise _Break(Reason.SHAPE)
    if not _is_instant(words["recorded_at"]):
        raise _Break(Reason.SHAPE)
    return Entry(seq=seq, **words)


def _is_seq(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_hex(value: object) -> bool:
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def _is_instant(value: str) -> bool:
    if not _INSTANT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _digest(tag: bytes, *parts: bytes) -> str:
    """SHA-256 over parts with their lengths, so that no two lists of parts give the same bytes."""
    made = hashlib.sha256(SCHEMA.encode("ascii"))
    for part in (tag, *parts):
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


_WORDS: Mapping[Reason, Words] = MappingProxyType(
    {
        Reason.HEADER: Words(
            "dòng đầu không phải của sổ tiendo-ledger/1", "the first line is not a tiendo-ledger/1 header"
        ),
        Reason.NOT_JSON: Words("dòng này không phải JSON", "this line is not JSON"),
        Reason.NOT_CANONICAL: Words(
            "dòng này không ở dạng chuẩn: đã bị sửa", "this line is not in the canonical form: it was altered"
        ),
        Reason.SHAPE: Words("dòng này không phải một mục sổ", "this line is not an entry"),
        Reason.SEQUENCE: Words("số thứ tự bị nhảy hoặc lặp", "the sequence number jumps or repeats"),
        Reason.LINK: Words("mục không nối với mục trước", "the entry does not link to the one before"),
        Reason.HASH: Words("nội dung mục không khớp mã băm của nó", "the entry does not match its own hash"),
        Reason.TIME: Words("thời gian ghi lùi so với mục trước", "the time goes back behind the entry before"),
        Reason.HEAD: Words("mục cuối không khớp mốc đã ghi nhận", "the chain does not pass through the stated head"),
        Reason.TRUNCATED: Words(
            "sổ bị cắt: thiếu các mục cuối", "the export is cut short: its last entries are missing"
        ),
    }
)
_WHOLE = Words("Sổ nguyên vẹn: đã kiểm {checked} mục.", "The chain is whole: {checked} entries checked.")
_BROKEN = Words(
    "Sổ hỏng tại dòng {line}: {what} (đã kiểm {checked} mục lành).",
    "The chain breaks at line {line}: {what} ({checked} sound entries before it).",
)


def say(verdict: Verdict, lang: Lang) -> str:
    """The verdict as one sentence for people."""
    args = {"checked": str(verdict.checked), "line": str(verdict.line)}
    if verdict.reason is None:
        return _WHOLE.say(lang, args)
    return _BROKEN.say(lang, {**args, "what": _WORDS[verdict.reason].say(lang)})
