"""A table of bodies that people send, as typed rows; and the bodies of a day as the same table.

Columns are known by their heads, Vietnamese or English, in any order, with or without diacritics. Only the name
has to be there; what is left empty stays as it is for a body that is known.

>>> table, told = read("Mã;Tên;Loại\\n00004;Phường Ba Đình;Xã\\n".encode(), "co-quan.csv")
>>> (table.rows[0].number, table.rows[0].name, table.rows[0].kind.value), told
((2, 'Phường Ba Đình', 'commune'), ())
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Severity, ordered
from tiendo.intake import body_faults, sheet
from tiendo.intake.columns import Columns
from tiendo.intake.sheet import Sheet
from tiendo.orgtree import BodyKind, Level, OrgTree
from tiendo.source import Span


class Column(StrEnum):
    """What a column says; the value is its head when bodies are written out."""

    CODE = "Mã"
    NAME = "Tên"
    ABBREVIATION = "Viết tắt"
    KIND = "Loại"
    LEVEL = "Cấp"
    PARENT_CODE = "Mã cấp trên"
    PARENT = "Cấp trên"
    SUPERIOR = "Cấp trên về chuyên môn"
    RENAMED = "Đổi tên"
    RECODED = "Đổi mã"


_HEADS: Mapping[str, Column] = MappingProxyType(
    {
        words: column
        for column, all_words in {
            Column.CODE: ("ma", "ma so", "ma co quan", "ma don vi", "ma dvhc", "code"),
            Column.NAME: ("ten", "ten co quan", "ten don vi", "ten co quan don vi", "co quan", "name", "body"),
            Column.ABBREVIATION: ("viet tat", "ten viet tat", "abbreviation", "short name"),
            Column.KIND: ("loai", "loai co quan", "loai don vi", "kind", "type"),
            Column.LEVEL: ("cap", "cap hanh chinh", "level"),
            Column.PARENT_CODE: ("ma cap tren", "ma co quan cap tren", "parent code"),
            Column.PARENT: ("cap tren", "co quan cap tren", "don vi cap tren", "truc thuoc", "parent"),
            Column.SUPERIOR: (
                "cap tren ve chuyen mon",
                "co quan cap tren ve chuyen mon",
                "cap tren chuyen mon",
                "functional superior",
                "superior",
            ),
            Column.RENAMED: ("doi ten", "renamed"),
            Column.RECODED: ("doi ma", "recoded"),
        }.items()
        for words in all_words
    }
)
KINDS: Mapping[BodyKind, tuple[str, ...]] = MappingProxyType(
    {
        BodyKind.PROVINCE: ("Cấp tỉnh", "Tỉnh", "UBND tỉnh", "Thành phố trực thuộc trung ương"),
        BodyKind.OFFICE: ("Văn phòng",),
        BodyKind.DEPARTMENT: ("Sở, ban, ngành", "Sở", "Ban", "Ngành"),
        BodyKind.DISTRICT: ("Huyện", "Quận", "Thị xã", "Thành phố thuộc tỉnh"),
        BodyKind.COMMUNE: ("Xã", "Phường", "Thị trấn", "Đặc khu", "Xã, phường, đặc khu", "Cấp xã"),
        BodyKind.DIVISION: ("Phòng", "Phòng, ban", "Đơn vị thuộc cơ quan"),
        BodyKind.PARTY: ("Cơ quan đảng", "Đảng"),
        BodyKind.FRONT: ("Mặt trận, đoàn thể", "Mặt trận", "Đoàn thể"),
        BodyKind.SERVICE: ("Đơn vị sự nghiệp", "Sự nghiệp"),
    }
)
LEVELS: Mapping[Level, tuple[str, ...]] = MappingProxyType(
    {
        Level.CENTRAL: ("Trung ương", "Cấp trung ương"),
        Level.PROVINCE: ("Tỉnh", "Cấp tỉnh"),
        Level.DISTRICT: ("Huyện", "Cấp huyện"),
        Level.COMMUNE: ("Xã", "Cấp xã"),
    }
)
_KIND_BY = {sheet.folded_head(word): kind for kind, words in KINDS.items() for word in (*words, kind.value)}
_LEVEL_BY = {sheet.folded_head(word): level for level, words in LEVELS.items() for word in (*words, level.value)}
# The longest that is kept of each; what is longer is a note in the wrong column.
_LONGEST = {Column.NAME: 200, Column.ABBREVIATION: 40, Column.CODE: 20}
_LONGEST_ELSE = 200
# What a row says of a change, not of a body.
_SAID_ONCE = frozenset((Column.RENAMED, Column.RECODED))
_WORDED = frozenset(Column) - _SAID_ONCE
_YES = frozenset(("x", "co", "yes", "y", "1", "true"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it says what a body is; empty or None where it says nothing. ``number`` counts from 1.

    ``parent`` and ``superior`` are a code or a name; ``renamed`` says that a wholly different name is meant,
    ``recoded`` that the body is given another code.
    """

    number: int
    name: str
    code: str = ""
    abbreviation: str = ""
    kind: BodyKind | None = None
    level: Level | None = None
    parent: str = ""
    superior: str = ""
    renamed: bool = False
    recoded: bool = False


@dataclass(frozen=True, slots=True)
class BodyTable:
    """A table of bodies: its sheet, the row of its heads, its columns and rows, and what is wrong with it so far."""

    sheet: Sheet
    head_row: int
    columns: Mapping[Column, int]
    rows: tuple[Row, ...]
    faults: tuple[Diagnostic, ...] = ()

    def span(self, row: Row, column: Column) -> Span:
        """Where a row says this; its name where there is no such column."""
        return self.sheet.span(row.number, self.columns.get(column, self.columns[Column.NAME]))

    def head(self, column: Column) -> str:
        """What the table calls a column."""
        return self.sheet.cell(self.head_row, self.columns[column]) if column in self.columns else column.value

    def says(self, row: Row, column: Column) -> str:
        """The words of a row in this column, understood or not; empty where there are none."""
        return self.sheet.cell(row.number, self.columns[column]) if column in self.columns else ""

    def parent_column(self, row: Row) -> Column:
        """Which column names the body above."""
        coded = self.says(row, Column.PARENT_CODE)
        return Column.PARENT_CODE if coded or Column.PARENT not in self.columns else Column.PARENT


def read(data: bytes, name: str) -> tuple[BodyTable | None, tuple[Diagnostic, ...]]:
    """The table of bodies in a file and what is wrong with it; None where no rows can be read. Never raises."""
    found, told = sheet.read(data, name)
    if found is None:
        return None, told
    reader = _Reader(found)
    rows = tuple(reader.rows())
    columns = reader.columns
    every = ordered((*told, *columns.told))
    if Column.NAME not in columns.at:
        return None, every
    return BodyTable(found, columns.head, MappingProxyType(columns.at), rows, every), every


def export_rows(tree: OrgTree) -> tuple[tuple[str, ...], ...]:
    """The bodies of a day as a table: a head and a row each, parents first.

    Read back on the same day it changes nothing, as long as a body without a code is the only one of its name
    under its parent.
    """
    columns = [column for column in Column if column not in _SAID_ONCE]
    return (tuple(columns), *(tuple(_exported(tree, body.id)[column] for column in columns) for body in tree))


def _exported(tree: OrgTree, body_id: int) -> dict[Column, str]:
    body, above = tree.body(body_id), tree.parent(body_id)
    superior = tree.get(body.superior_id) if body.superior_id is not None else None
    return {
        Column.CODE: body.code,
        Column.NAME: body.name,
        Column.ABBREVIATION: body.abbreviation,
        Column.KIND: KINDS[body.kind][0],
        Column.LEVEL: LEVELS[body.level][0],
        Column.PARENT_CODE: above.code if above else "",
        Column.PARENT: above.name if above else "",
        Column.SUPERIOR: (superior.code or superior.name) if superior else "",
    }


class _Reader:
    """The rows being read, and what is wrong with them."""

    def __init__(self, found: Sheet) -> None:
        self.columns = Columns(found, _HEADS, Column.NAME)

    def rows(self) -> Iterator[Row]:
        for number, said in self.columns.rows():
            self.columns.check(number, said, _LONGEST, _LONGEST_ELSE, _WORDED)
            yield self._row(number, said)

    def _row(self, number: int, said: Mapping[Column, str]) -> Row:
        if not said[Column.NAME]:
            self.columns.fault(body_faults.NAME_MISSING, number, Column.NAME)
        return Row(
            number,
            name=said[Column.NAME],
            code=said.get(Column.CODE, ""),
            abbreviation=said.get(Column.ABBREVIATION, ""),
            kind=self._kind(number, said.get(Column.KIND, "")),
            level=self._level(number, said.get(Column.LEVEL, "")),
            parent=said.get(Column.PARENT_CODE, "") or said.get(Column.PARENT, ""),
            superior=said.get(Column.SUPERIOR, ""),
            renamed=viet.fold(said.get(Column.RENAMED, "")) in _YES,
            recoded=viet.fold(said.get(Column.RECODED, "")) in _YES,
        )

    def _kind(self, number: int, words: str) -> BodyKind | None:
        kind = _KIND_BY.get(sheet.folded_head(words))
        if words and kind is None:
            known = ", ".join(f"“{one[0]}”" for one in KINDS.values())
            self.columns.fault(body_faults.KIND_UNKNOWN, number, Column.KIND, value=words[:40], known=known)
        return kind

    def _level(self, number: int, words: str) -> Level | None:
        level = _LEVEL_BY.get(sheet.folded_head(words))
        if words and level is None:
            known = ", ".join(f"“{one[0]}”" for one in LEVELS.values())
            self.columns.fault(body_faults.LEVEL_UNKNOWN, number, Column.LEVEL, value=words[:40], known=known)
        return level


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether one of them stops the import."""
    return any(one.severity is Severity.ERROR for one in diagnostics)
