"""Word documents: paragraphs, tables, text boxes and footnotes in document order, with printed labels.

The XML is read directly: the libraries for .docx give neither automatic numbers nor text boxes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from tiendo import heap
from tiendo.plan import secrecy
from tiendo.plan.read import faults, labels, legacy, numbering, old_fonts, ooxml
from tiendo.plan.read.draft import CARRIED, Draft, in_cell
from tiendo.plan.read.ooxml import w
from tiendo.plan.read.package import Package
from tiendo.plan.read.properties import Properties
from tiendo.plan.read.styles import Style, Styles
from tiendo.source import At, PieceKind

_WRAPPERS = frozenset(
    map(w, ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo"))
)
_DROPPED = frozenset(map(w, ("del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "instrText", "delText")))
_R_PROPERTIES, _LIST_ID, _LIST_LEVEL, _TYPE = map(w, ("rPr", "numId", "ilvl", "type"))
_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_BOX = w("txbxContent")
_P, _TBL, _ROW, _CELL, _R, _T = map(w, ("p", "tbl", "tr", "tc", "r", "t"))
_LINE_BREAK, _RETURN, _HYPHEN, _SIGN = w("br"), w("cr"), w("noBreakHyphen"), w("sym")
_TABS = frozenset((w("tab"), w("ptab")))
_FORMULAS = frozenset(map(ooxml.m, ("oMath", "oMathPara")))
# Signs that Word inserts by their place in the font Symbol, as figures to reach have them.
_SYMBOLS = {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠"}
# Word makes no table wider; a wider span is a slip, or made to fill the memory.
_MAX_COLUMNS = 63
_MAX_NESTED = 8
_HEADER = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTE_KINDS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


@dataclass(slots=True)
class _Words:
    """The words of one paragraph, whether all are bold, and the boxes anchored in it."""

    properties: Properties
    parts: list[str] = field(default_factory=list)
    bold: bool = True
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Opened:
    """The pieces of a .docx, how many tracked changes it holds, and the old encoding that its fonts had, if any."""

    drafts: list[Draft]
    changes: int
    scheme: legacy.Scheme | None


@heap.uncollected()
def read(data: bytes) -> Opened:
    """Open a .docx; raises Unreadable."""
    package = Package.of(data, watch=old_fonts.NAMES)
    document = _Document.of(package)
    scheme = None
    if package.noticed:
        scheme = old_fonts.rewrite((document.body, *document.notes), document.styles, document.properties)
    changes = sum(1 for _ in document.body.iter(*_CHANGES))
    return Opened([*_marks(package), *document.drafts()], changes, scheme)


def _marks(package: Package) -> Iterator[Draft]:
    """A stamp of secrecy in the head or foot of the pages; whatever else stands there is no part of the text."""
    for name in sorted(name for name in package.archive.NameToInfo if _HEADER.fullmatch(name)):
        root = package.xml(name)
        for paragraph in ooxml.transitional(root).iter(_P) if root is not None else ():
            line = "".join(words.text or "" for words in paragraph.iter(_T))
            if secrecy.is_mark(line):
                yield Draft(PieceKind.PARAGRAPH, (line.strip(),))
                return


@dataclass(slots=True)
class _Document:
    """A way through the body: styles, counters of lists, number of the table."""

    body: etree._Element
    styles: Styles
    numbers: numbering.Numbering
    notes: list[etree._Element]
    properties: Properties
    table: int = -1
    # How many paragraphs of the text and tables were met, and where the way is now.
    paragraphs: int = 0
    tables: int = 0
    at: At = field(default_factory=At)
    # Paragraphs whose end was deleted: their words go on in the next, whose number and style they take.
    before: list[etree._Element] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package) -> _Document:
        """Gather the body and the parts that it refers to; raises Unreadable where there is no body."""
        main = package.main_name()

        def part(name: str) -> etree._Element | None:
            found = package.xml(name)
            return None if found is None else ooxml.transitional(found)

        def beside(name: str) -> etree._Element | None:
            return part(posixpath.join(posixpath.dirname(main), f"{name}.xml"))

        # First: where a style has an old font, the fonts that runs name are kept in the body.
        styles = beside("styles")
        root = part(main)
        if root is None:
            raise faults.Unreadable(faults.ARCHIVE_BROKEN)
        body = root.find(w("body"))
        notes = [note for name in ("footnotes", "endnotes") for note in _notes(beside(name))]
        return cls(
            body=root if body is None else body,
            styles=Styles(styles),
            numbers=numbering.load(beside("numbering"), styles),
            notes=notes,
            properties=Properties.of((root, *notes)),
        )

    def drafts(self) -> Iterator[Draft]:
        """Everything in the body, then the notes."""
        yield from self._blocks(self.body, 0)
        for number, note in enumerate(self.notes, 1):
            self.at = At(note=number)
            lines = "\n".join(cell for draft in self._blocks(note, 0) for cell in draft.cells).strip()
            yield Draft(PieceKind.PARAGRAPH, (f"[{number}] {lines}",) if lines else ("",), at=At(note=number))

    def _blocks(self, parent: etree._Element, nested: int) -> Iterator[Draft]:
        yield from self._children(parent, nested)
        yield from self._left(nested)

    def _children(self, parent: etree._Element, nested: int) -> Iterator[Draft]:
        for child in parent:
            tag = child.tag
            if tag == _P:
                if child in self.properties.taken_out:
                    self.before.append(child)
                else:
                    yield from self._paragraph(child, nested)
            elif tag == _TBL:
                yield from self._left(nested)
                yield from self._table(child, nested)
            elif tag in _WRAPPERS:
                yield from self._children(child, nested)
            elif tag == ooxml.ALTERNATE:
                yield from self._children(_chosen(child), nested)

    def _left(self, nested: int) -> Iterator[Draft]:
        """Paragraphs without an end that no other follows; one that was deleted whole counts in no list."""
        before, self.before = self.before, []
        words = _Words(self.properties)
        for one in before:
            _gather(one, words, bold=False)
        if words.boxes or "".join(words.parts).strip():
            self.before = before[:-1]
            yield from self._paragraph(before[-1], nested)

    def _paragraph(self, paragraph: etree._Element, nested: int) -> Iterator[Draft]:
        style = self.styles.get(self.properties.style.get(paragraph))
        words = _Words(self.properties)
        before, self.before = self.before, []
        for one in (*before, paragraph):
            _gather(one, words, style.bold or False)
        label, depth = self._label(paragraph, style)
        text = "".join(words.parts)
        if nested and label and label not in labels.BULLETS and not text.strip():
            # The column of running numbers of a table is made of paragraphs that hold nothing else.
            text, label = label, ""
        has_words = bool(text.strip())
        if has_words and not nested:
            self.paragraphs += 1
            self.at = At(paragraph=self.paragraphs)
        if has_words and not style.is_contents:
            kind, level = self._kind(paragraph, style, label, depth)
            centred = self._is_centred(paragraph, style)
            yield from _pieces(Draft(kind, (text,), level, bold=words.bold, centred=centred, at=self.at), label)
        if words.boxes and nested < _MAX_NESTED:
            for box in words.boxes:
                yield from self._blocks(box, nested + 1)

    def _label(self, paragraph: etree._Element, style: Style) -> tuple[str, int]:
        """The label that Word prints before a paragraph, and its depth; numId 0 switches a style's off."""
        listed = self.properties.lists.get(paragraph)
        if listed is None and style.numbering[0] is None:
            return "", 0
        own = ooxml.named(listed)
        num_id = ooxml.val(own.get(_LIST_ID)) or style.numbering[0]
        if num_id is None or num_id == "0":
            return "", 0
        index = ooxml.number(ooxml.val(own.get(_LIST_LEVEL)))
        if index is None:
            index = style.numbering[1]
        if index is None:
            index = self.numbers.level_of_style(num_id, self.properties.style.get(paragraph))
        return self.numbers.label(num_id, index), index

    def _kind(self, paragraph: etree._Element, style: Style, label: str, depth: int) -> tuple[PieceKind, int]:
        """What a paragraph is, and of which level."""
        outline = ooxml.number(self.properties.outline.get(paragraph))
        level = style.level if outline is None else (outline + 1) % 10
        if level:
            return PieceKind.HEADING, level
        return (PieceKind.ITEM, depth) if label else (PieceKind.PARAGRAPH, 0)

    def _is_centred(self, paragraph: etree._Element, style: Style) -> bool:
        aligned = self.properties.aligned.get(paragraph)
        return bool(style.centred) if aligned is None else aligned == "center"

    def _table(self, table: etree._Element, nested: int) -> Iterator[Draft]:
        if nested >= _MAX_NESTED:
            yield Draft(PieceKind.PARAGRAPH, (" ".join(words.text or "" for words in table.iter(_T)),))
            return
        taken_out = self.properties.taken_out
        rows = [row for row in _children(table, _ROW) if row not in taken_out]
        cells = [[cell for cell in _children(row, _CELL) if cell not in taken_out] for row in rows]
        self.tables += not nested
        if all(len(row) <= 1 for row in cells) and sum(_is_long(cell) for row in cells for cell in row):
            for count, own in enumerate(cells, 1):
                self._be_in_row(count, nested)
                for cell in own:
                    yield from self._blocks(cell, nested + 1)
            return
        self.table += 1
        number = self.table
        for count, (row, own) in enumerate(zip(rows, cells, strict=True), 1):
            self._be_in_row(count, nested)
            inside: list[Draft] = []
            texts = tuple(self._cells(row, own, nested, inside))
            if texts:
                yield Draft(PieceKind.ROW, texts, nested, table=number, at=self.at)
            yield from inside

    def _be_in_row(self, count: int, nested: int) -> None:
        if not nested:
            self.at = At(table=self.tables, row=count)

    def _cells(
        self, row: etree._Element, cells: list[etree._Element], nested: int, inside: list[Draft]
    ) -> Iterator[str]:
        """The texts of a row by column: a cell that spans says its text once, what it covers is empty or carried.

        The rows of tables of tasks in its cells go to ``inside``.
        """
        column = _count(self.properties.skips.get(row), 0)
        yield from ("",) * column
        for cell in cells:
            if cell in self.properties.merged_down:
                yield CARRIED
            else:
                yield self._cell(cell, nested, inside)
            spanned = min(_count(self.properties.spans.get(cell), 1), _MAX_COLUMNS - column) - 1
            yield from ("",) * spanned
            column += 1 + max(spanned, 0)

    def _cell(self, cell: etree._Element, nested: int, inside: list[Draft]) -> str:
        number = self.table
        words, rows = in_cell(self._blocks(cell, nested + 1))
        inside += rows
        # Tables that became lines of the cell take no number of their own.
        self.table = self.table if rows else number
        return words


def _gather(parent: etree._Element, words: _Words, bold: bool) -> None:
    """The words below a paragraph, without what was deleted; text boxes are kept for after it."""
    for child in parent:
        tag = child.tag
        if tag == _R:
            _run(child, words, bold)
        elif tag in _WRAPPERS:
            _gather(child, words, bold)
        elif tag in _FORMULAS:
            words.parts.append("".join(one.text or "" for one in child.iter(ooxml.m("t"))))
        elif tag == ooxml.ALTERNATE:
            _gather(_chosen(child), words, bold)


def _run(run: etree._Element, words: _Words, bold: bool) -> None:
    if run in words.properties.hidden:
        return
    parts = words.parts
    before = len(parts)
    for child in run:
        tag = child.tag
        if tag == _T:
            parts.append(child.text or "")
        elif tag != _R_PROPERTIES:
            _inline(child, words)
    if words.bold and not words.properties.bold.get(run, bold):
        words.bold = not "".join(parts[before:]).strip()


def _inline(child: etree._Element, words: _Words) -> None:
    """One thing inside a run."""
    tag = child.tag
    if tag == _T:
        words.parts.append(child.text or "")
    elif tag in _TABS:
        words.parts.append("\t")
    elif tag in _DROPPED:
        return
    elif tag == _LINE_BREAK:
        words.parts.append("\n" if child.get(_TYPE, "textWrapping") == "textWrapping" else " ")
    elif tag == _RETURN:
        words.parts.append("\n")
    elif tag == _HYPHEN:
        words.parts.append("-")
    elif tag == _SIGN:
        words.parts.append(_symbol(child))
    elif tag == ooxml.ALTERNATE:
        for inner in _chosen(child):
            _inline(inner, words)
    else:
        words.boxes.extend(_outer_boxes(child))


def _symbol(child: etree._Element) -> str:
    """A sign of the font Symbol; nothing for the pictures of other fonts."""
    code = child.get(w("char"), "")
    is_known = child.get(w("font")) == "Symbol" and re.fullmatch(r"[0-9A-Fa-f]{4}", code)
    return _SYMBOLS.get(int(code, 16) & 0xFF, "") if is_known else ""


def _outer_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing; a box in a box is met when the outer one is read."""
    for child in drawing:
        if child.tag == _BOX:
            yield child
        elif child.tag == ooxml.ALTERNATE:
            yield from _outer_boxes(_chosen(child))
        elif isinstance(child.tag, str):
            yield from _outer_boxes(child)


def _chosen(alternate: etree._Element) -> etree._Element:
    """One of the twins of a drawing: the new form, or the old where the new holds no words."""
    choices = [child for child in alternate if isinstance(child.tag, str)]
    with_words = (child for child in choices if next(child.iter(_T), None) is not None)
    return next(with_words, choices[0] if choices else alternate)


def _pieces(shape: Draft, label: str) -> Iterator[Draft]:
    """One draft for each printed line that a forced break makes; the label stands before the first."""
    text = shape.cells[0]
    if not label and "\n" not in text:
        yield shape
        return
    lines = [line for line in text.split("\n") if line.strip()]
    yield replace(shape, cells=(f"{label} {lines[0].lstrip()}" if label else lines[0],))
    kind, level = (shape.kind, shape.level) if shape.kind is PieceKind.HEADING else (PieceKind.PARAGRAPH, 0)
    yield from (replace(shape, kind=kind, cells=(line,), level=level) for line in lines[1:])


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _notes(root: etree._Element | None) -> Iterator[etree._Element]:
    for note in () if root is None else root:
        if isinstance(note.tag, str) and note.get(w("type")) not in _NOTE_KINDS:
            yield note


def _is_long(cell: etree._Element) -> bool:
    """Whether a cell holds a page rather than an entry: several paragraphs, or a table."""
    return len(cell.findall(_P)) > 3 or cell.find(_TBL) is not None


def _count(text: str | None, otherwise: int) -> int:
    found = ooxml.number(text, otherwise)
    return min(max(found if found is not None else otherwise, 0), _MAX_COLUMNS)
