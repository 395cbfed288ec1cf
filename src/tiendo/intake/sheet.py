"""A table as people send it, as bytes: read into a :class:`Sheet`, a source whose lines are the table's rows.

Line 7 of the source is row 7 of the sheet, also where rows are empty, so that a place in it is a place its sender
can find. Excel workbooks are measured and looked through before they are opened; formulas are noted, never run.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Label, ordered
from tiendo.intake import sheet_faults
from tiendo.plan import secrecy
from tiendo.plan.read import faults, office_stamps, text
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.faults import Unreadable
from tiendo.plan.read.package import Package
from tiendo.plan.read.sniff import Format, plain_name, sniff
from tiendo.rulebook import Rule
from tiendo.source import Piece, PieceKind, Source, Span

MAX_ROWS = 20_000
MAX_COLUMNS = 60
# Excel's own limit of a cell: what is longer was not typed there.
MAX_CELL = 32_767
_DELIMITERS = "\t;,"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ZEROS = re.compile(r"0+")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were merged, by the name that the program shows ("B2:B5"), and the rows and columns they cover."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a table, row by row; ``rows[0]`` is row 1. Every row has its spans in ``source``.

    ``formulas`` are the cells (row, column from 0) that hold a formula or an error, or words that would run as one;
    ``not_words`` those that hold neither words nor a whole number: a date, a fraction, true or false.
    """

    source: Source
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[Span, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Merged, ...] = ()
    not_words: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> str:
        """The words of a cell, row from 1 and column from 0; empty beyond the end of the row."""
        cells = self.rows[row - 1]
        return cells[column] if column < len(cells) else ""

    def span(self, row: int, column: int) -> Span:
        """Where a cell stands; the end of the row beyond it."""
        spans = self.spans[row - 1]
        return spans[column] if column < len(spans) else Span(spans[-1].end, spans[-1].end)

    def found(
        self, rule: Rule, span: Span | None, args: Mapping[str, str], labels: tuple[Label, ...] = ()
    ) -> Diagnostic:
        """A diagnostic of the rule in this sheet."""
        return replace(rule.found(self.source.name, span, labels=labels), args=tuple(sorted(args.items())))


@dataclass(slots=True)
class _Raw:
    """What a reader of one format gives, not yet cleaned."""

    rows: list[list[str]] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    not_words: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    told: list[Diagnostic] = field(default_factory=list)


def read(data: bytes, name: str) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    """The table in a file, or None and why there is none. Never raises because of the bytes or the name."""
    shown = plain_name(name)
    try:
        return _read(data, shown)
    except Unreadable as refusal:
        return None, (refusal.told(shown),)


def _read(data: bytes, name: str) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    found = _format(data)
    cleaner = Cleaner()
    if found is Format.WORKBOOK:
        raw, media_type = _workbook(data, name), _WORKBOOK
    else:
        raw, media_type = _text(data, name), "text/csv"
    rows = _trimmed([[_words(cell, cleaner) for cell in row] for row in raw.rows])
    if not rows:
        raise Unreadable(faults.EMPTY)
    sheet = _sheet(rows, raw, name, media_type, hashlib.sha256(data).hexdigest())
    if (mark := secrecy.mark(sheet.source)) is not None:
        raise Unreadable(sheet_faults.SECRET, printed=sheet.source.slice(mark))
    return sheet, ordered((*raw.told, *cleaner.told(name, sheet.source.text)))


def _format(data: bytes) -> Format:
    """Workbook or text; raises Unreadable for anything else."""
    if not data.strip():
        raise Unreadable(faults.EMPTY)
    found = sniff(data)
    limit = faults.MAX_TEXT_BYTES if found is Format.TEXT else faults.MAX_BYTES
    if len(data) > limit:
        megabyte = 1024 * 1024
        raise Unreadable(faults.TOO_LARGE, size=f"{len(data) / megabyte:.1f}", limit=str(limit // megabyte))
    if found is Format.LOCKED:
        raise Unreadable(faults.ENCRYPTED)
    if found is Format.ZIP and b"xl/" in data:
        # The directory, by which a workbook is known, stands at the end: this one was cut off.
        raise Unreadable(sheet_faults.DAMAGED)
    if found not in (Format.WORKBOOK, Format.TEXT):
        raise Unreadable(sheet_faults.NOT_A_TABLE, format=found.value)
    return found


def _sheet(rows: list[list[str]], raw: _Raw, name: str, media_type: str, digest: str) -> Sheet:
    spans, pieces, at = [], [], 0
    for cells in rows:
        start, placed = at, []
        for cell in cells or [""]:
            placed.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        spans.append(tuple(placed))
        if any(cells):
            pieces.append(Piece(PieceKind.ROW, Span(start, at - 1), cells=tuple(placed), table=0))
    words = "\n".join("\t".join(cells) for cells in rows)
    source = Source(name=name, text=words, pieces=tuple(pieces), media_type=media_type, sha256=digest)
    running = {(row, at) for row, cells in enumerate(rows, start=1) for at, cell in enumerate(cells) if _runs(cell)}
    return Sheet(
        source,
        tuple(map(tuple, rows)),
        tuple(spans),
        frozenset(raw.formulas | running),
        tuple(raw.merged),
        frozenset(raw.not_words),
    )


def _runs(cell: str) -> bool:
    """Whether words would run as a formula in the next program that opens them."""
    return cell[:1] in ("=", "+", "@")


def _words(cell: str, cleaner: Cleaner) -> str:
    """The words of a cell on one line."""
    return " ".join(cleaner.clean(cell[:MAX_CELL]).split())


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """The rows without empty cells at the end of each and without empty rows at the end of all."""
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise Unreadable(sheet_faults.TOO_MANY, limit=str(MAX_ROWS))
    return rows


# Text in columns.


def _text(data: bytes, name: str) -> _Raw:
    decoded = text.decode(data)
    told = [faults.ENCODING_GUESSED.found(name, None, encoding=decoded.guess)] if decoded.guess else []
    words = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    rows = []
    try:
        for row in csv.reader(io.StringIO(words), delimiter=_delimiter(words)):
            rows.append(row[:MAX_COLUMNS])
    except csv.Error:
        raise Unreadable(sheet_faults.DAMAGED) from None
    return _Raw(rows, told=told)


def _delimiter(words: str) -> str:
    """Tab, semicolon or comma: what stands in most of the first lines; names hold commas more often than the others."""
    lines = words.split("\n", 30)[:30]
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))


# Workbooks.


def _workbook(data: bytes, name: str) -> _Raw:
    package = _package(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it drops; none of them holds words.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            shown = [one for one in book.worksheets if one.sheet_state == "visible"]
            if not shown:
                raise Unreadable(sheet_faults.DAMAGED)
            raw, passed_over = _first_with_words(shown)
            titles = [one.title for one in shown[passed_over:]]
    except Unreadable:
        raise
    except Exception:
        # What openpyxl raises on a damaged workbook is of no one kind (KeyError, TypeError, ValueError ...).
        raise Unreadable(sheet_faults.DAMAGED) from None
    raw.merged = [*_merged(package, titles[0])]
    if len(titles) > 1:
        others = ", ".join(f"“{title}”" for title in titles[1:6]) + ("…" if len(titles) > 6 else "")
        raw.told.append(sheet_faults.SEVERAL_SHEETS.found(name, None, sheet=titles[0], others=others))
    return raw


def _first_with_words(shown: Sequence[Worksheet]) -> tuple[_Raw, int]:
    """The first sheet that has any words, and how many empty ones stand before it; the first where none has."""
    raws = (_cells(one.iter_rows(max_col=MAX_COLUMNS)) for one in shown)
    found = next(((raw, at) for at, raw in enumerate(raws) if any(map(any, raw.rows))), None)
    return found or (_Raw(), 0)


def _package(data: bytes) -> Package:
    """The workbook as a package, each of its XML parts looked through; raises Unreadable where one is not sound."""
    try:
        package = Package.of(data)
        for part in package.archive.namelist():
            if part.endswith((".xml", ".rels")):
                package.xml(part)
    except Unreadable as refusal:
        if refusal.rule is faults.MACROS:
            raise Unreadable(sheet_faults.MACROS) from None
        if refusal.rule in (faults.ARCHIVE_BROKEN, faults.XML_BROKEN):
            raise Unreadable(sheet_faults.DAMAGED) from None
        raise
    if (mark := office_stamps.printed(package)) is not None:
        raise Unreadable(sheet_faults.SECRET, printed=mark)
    if pictures := sum("/media/" in name for name in package.archive.namelist()):
        raise Unreadable(sheet_faults.PICTURED, count=str(pictures))
    return package


def _cells(rows: Iterable[tuple[Cell | MergedCell, ...]]) -> _Raw:
    raw = _Raw()
    blank: tuple[Cell | MergedCell, ...] | None = None
    for number, row in enumerate(rows, start=1):
        # Rows that a workbook leaves out are all the same tuple, and there may be a million of them.
        words = [] if row is blank else [_shown(cell) for cell in row]
        if any(words) and number > MAX_ROWS:
            raise Unreadable(sheet_faults.TOO_MANY, limit=str(MAX_ROWS))
        if any(words):
            raw.formulas |= {(number, at) for at, cell in enumerate(row) if cell.data_type in ("f", "e")}
            raw.not_words |= {(number, at) for at, cell in enumerate(row) if not _is_written(cell.value)}
        else:
            blank, words = row, []
        if number <= MAX_ROWS:
            raw.rows.append(words)
    return raw


def _is_written(value: object) -> bool:
    """Whether a cell holds what somebody writes for a name or a code: words, a whole number, or nothing."""
    if isinstance(value, float):
        return value.is_integer()
    return value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _shown(cell: Cell | MergedCell) -> str:
    """What the cell shows, as far as its format adds zeros to a number; whole numbers without a point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        zeros = _ZEROS.fullmatch(str(cell.number_format))
        return str(value).zfill(len(zeros[0])) if zeros else str(value)
    return str(value)


def _merged(package: Package, title: str) -> Iterator[Merged]:
    """The merged cells of the sheet with this title, which openpyxl does not tell when it reads row by row."""
    root = package.xml(_part(package, title))
    for one in root.iter(f"{_MAIN}mergeCell") if root is not None else ():
        found = _RANGE.fullmatch(one.get("ref", ""))
        if found:
            left, top, right, bottom = found.groups()
            yield Merged(found[0], int(top), int(bottom), _column(left), _column(right))


def _part(package: Package, title: str) -> str:
    """The part of the package that holds the sheet with this title; empty where it cannot be found."""
    book, relations = package.xml("xl/workbook.xml"), package.xml("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return ""
    wanted = {
        value for one in book.iter(f"{_MAIN}sheet") if one.get("name") == title for value in map(str, one.values())
    }
    targets = (str(one.get("Target", "")) for one in relations.iter(etree.Element) if one.get("Id") in wanted)
    target = next(targets, "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _column(letters: str) -> int:
    """The column of its letters, from 0."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


def folded_head(words: str) -> str:
    """A head as it is compared: without diacritics, marks and what stands in parentheses."""
    return " ".join(re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", viet.fold(words))))
