"""DocBook as antiword writes it: paragraphs, headings and tables of a Word 97-2003 document.

antiword drops forced line breaks in DocBook and keeps them in its plain text, so both are asked for and the breaks
are put back. Rows of one table with merged cells come in groups of their own; they are laid on one grid again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from tiendo.plan.read import faults, format_faults
from tiendo.plan.read.draft import Draft
from tiendo.source import PieceKind

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")
_SECTION = re.compile(r"sect([1-9])\Z")
_WHITE = re.compile(r"\s+")
_MARKS = frozenset(("superscript", "subscript"))
_WIDTH = re.compile(r"[\d.]+")
# Widths of columns are rounded, each by its own.
_NEAR = 3.0


def drafts(xml: bytes, plain: str) -> Iterator[Draft]:
    """The pieces of antiword's DocBook; ``plain`` is its plain text of the same document. Raises Unreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True)
    root = etree.fromstring(_DOCTYPE.sub(b"", xml, count=1), parser)
    if root is None:
        raise faults.Unreadable(format_faults.PROGRAM_FAILED, program="antiword")
    return _Walk(_Breaks.of(plain)).blocks(root.iter("chapter"), 0)


@dataclass(slots=True)
class _Walk:
    """A way through the chapters."""

    breaks: _Breaks
    table: int = -1

    def blocks(self, elements: Iterator[etree._Element] | etree._Element, level: int) -> Iterator[Draft]:
        for element in elements:
            tag = str(element.tag)
            if tag == "para":
                yield from self._paragraph(element)
            elif tag == "title":
                yield from self._lines(element, PieceKind.HEADING, max(level, 1))
            elif tag == "informaltable":
                yield from self._table(element)
            elif tag in ("orderedlist", "itemizedlist"):
                yield from self._list(element, level)
            else:
                section = _SECTION.match(tag)
                yield from self.blocks(element, int(section.group(1)) if section else level)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Draft]:
        tables = [child for child in paragraph if child.tag == "informaltable"]
        if not tables:
            yield from self._lines(paragraph, PieceKind.PARAGRAPH, 0)
        for table in tables:
            yield from self._table(table)

    def _lines(self, element: etree._Element, kind: PieceKind, level: int) -> Iterator[Draft]:
        """One draft for each line of a paragraph."""
        bold = _is_bold(element)
        for line in self.breaks.back("".join(element.itertext()).strip()).split("\n"):
            if line.strip():
                yield Draft(kind, (_WHITE.sub(" ", line).strip(),), level, bold=bold)

    def _list(self, element: etree._Element, level: int) -> Iterator[Draft]:
        for number, item in enumerate(element.iter("listitem"), 1):
            label = "-" if element.tag == "itemizedlist" else f"{number}."
            words = self.breaks.back(" ".join("".join(item.itertext()).split()))
            yield Draft(PieceKind.ITEM, (f"{label} {words}",), level)

    def _table(self, table: etree._Element) -> Iterator[Draft]:
        groups = [(_edges(group), group) for group in table.iter("tgroup")]
        grid = max((edges for edges, _ in groups), key=len, default=[])
        if len(grid) > 1:
            self.table += 1
        for edges, group in groups:
            for row in group.iter("row"):
                cells = ["\n".join(_cell_lines(entry)) for entry in row.iter("entry")]
                if len(grid) > 1:
                    yield Draft(PieceKind.ROW, tuple(_on_grid(cells, edges, grid)), table=self.table)
                else:
                    yield from (Draft(PieceKind.PARAGRAPH, (line,)) for cell in cells for line in cell.split("\n"))


def _edges(group: etree._Element) -> list[float]:
    """Where the columns of a group begin."""
    found = (_WIDTH.match(spec.get("colwidth", "")) for spec in group.iter("colspec"))
    widths = [float(match.group()) if match else 0.0 for match in found]
    return list(accumulate(widths, initial=0.0))[:-1]


def _on_grid(cells: list[str], edges: list[float], grid: list[float]) -> list[str]:
    """The cells of a row in the columns of the widest rows; a cell that spans leaves the rest empty."""
    if len(cells) >= len(grid):
        return cells
    row = [""] * len(grid)
    column = 0
    for cell, edge in zip(cells, [*edges, *([0.0] * len(cells))], strict=False):
        column = max(column, bisect_left(grid, edge - _NEAR))
        if column < len(row):
            row[column] = cell
        column += 1
    return row


def _cell_lines(entry: etree._Element) -> Iterator[str]:
    for line in "".join(str(text) for text in entry.itertext()).split("\n"):
        if line.strip():
            yield _WHITE.sub(" ", line).strip()


def _is_bold(element: etree._Element) -> bool:
    """Whether all words stand in bold type; marks of footnotes do not count."""
    if (element.text or "").strip():
        return False
    for child in element:
        plain = child.tag not in _MARKS and child.get("role") != "bold" and "".join(map(str, child.itertext())).strip()
        if plain or (child.tail or "").strip():
            return False
    return len(element) > 0


@dataclass(slots=True)
class _Breaks:
    """The plain text without white space, and before which of its letters it breaks a line."""

    letters: str
    ends: frozenset[int]
    at: int = 0

    @classmethod
    def of(cls, plain: str) -> _Breaks:
        parts, ends, length = [], [], 0
        for line in plain.split("\n"):
            if bare := _WHITE.sub("", line):
                ends.append(length)
                parts.append(bare)
                length += len(bare)
        return cls("".join(parts), frozenset(ends))

    def back(self, text: str) -> str:
        """A paragraph with its forced breaks; as it is where the plain text does not hold it."""
        bare = _WHITE.sub("", text)
        start = self.letters.find(bare, self.at)
        if not bare or start < 0:
            return text
        self.at = start + len(bare)
        parts, place = [], start
        for char in text:
            if not char.isspace():
                if place in self.ends and place > start:
                    parts.append("\n")
                place += 1
            parts.append(char)
        return "".join(parts)
