"""Word documents: paragraphs, tables, text boxes and footnotes in document order, with printed labels.

The XML is read directly: the libraries for .docx give neither automatic numbers nor text boxes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tiendo.plan import secrecy
from tiendo.plan.read import labels, legacy, numbering, old_fonts, ooxml
from tiendo.plan.read.draft import CARRIED, Draft, in_cell
from tiendo.plan.read.ooxml import w
from tiendo.plan.read.package import Package
from tiendo.plan.read.styles import Style, Styles
from tiendo.source import At, PieceKind

_WRAPPERS = frozenset(
    map(w, ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo"))
)
_DROPPED = frozenset(map(w, ("del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "instrText", "delText")))
_P_PROPERTIES, _R_PROPERTIES = w("pPr"), w("rPr")
_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_STYLE, _LIST, _LIST_ID, _LIST_LEVEL = w("pStyle"), w("numPr"), w("numId"), w("ilvl")
_OUTLINE, _ALIGNED, _BOLD, _VANISHED = w("outlineLvl"), w("jc"), w("b"), w("vanish")
_MERGED_DOWN, _SPANS, _SKIPS = w("vMerge"), w("gridSpan"), w("gridBefore")
_VAL, _TYPE = w("val"), w("type")
_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_TAKEN_OUT = tuple(map(w, ("del", "moveFrom")))
_CELL_TAKEN_OUT = (w("cellDel"),)
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


_Properties = Mapping[object, etree._Element]


@dataclass(frozen=True, slots=True)
class _Looks:
    """The runs that say of themselves whether they are bold, or hidden: few do, and one pass finds them all."""

    bold: dict[etree._Element, bool]
    hidden: dict[etree._Element, bool]

    @classmethod
    def of(cls, roots: Sequence[etree._Element]) -> _Looks:
        """Gather them from the trees of the body and of the notes."""
        return cls(_said(roots, _BOLD), _said(roots, _VANISHED))


def _said(roots: Sequence[etree._Element], name: str) -> dict[etree._Element, bool]:
    """To each element whose properties hold an on-off property of this name, whether it is on; the first counts."""
    found: dict[etree._Element, bool] = {}
    for one in (one for root in roots for one in root.iter(name)):
        properties = one.getparent()
        if properties is not None and properties.tag == _R_PROPERTIES:
            found.setdefault(properties, ooxml.switch(one) or False)
    return {owner: is_on for properties, is_on in found.items() if (owner := properties.getparent()) is not None}


@dataclass(slots=True)
class _Words:
    """The words of one paragraph, whether all are bold, and the boxes anchored in it."""

    looks: _Looks
    parts: list[str] = field(default_factory=list)
    bold: bool = True
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Opened:
    """The pieces of a .docx, how many tracked changes it holds, and the old encoding that its fonts had, if any."""

    drafts: list[Draft]
    changes: int
    scheme: legacy.Scheme | None


def read(data: bytes) -> Opened:
    """Open a .docx; raises Unreadable."""
    package = Package.of(data, watch=old_fonts.NAMES)
    name, root = package.main_part()
    document = _Document.of(package, ooxml.transitional(root), name.rpartition("/")[0])
    scheme = old_fonts.rewrite((root, *document.notes), document.styles) if package.noticed else None
    return Opened([*_marks(package), *document.drafts()], sum(1 for _ in root.iter(*_CHANGES)), scheme)


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
    looks: _Looks
    table: int = -1
    # How many paragraphs of the text and tables were met, and where the way is now.
    paragraphs: int = 0
    tables: int = 0
    at: At = field(default_factory=At)
    # Paragraphs whose end was deleted: their words go on in the next, whose number and style they take.
    before: list[etree._Element] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package, root: etree._Element, folder: str) -> _Document:
        """Gather the parts that the body refers to."""

        def part(name: str) -> etree._Element | None:
            found = package.xml(f"{folder}/{name}.xml" if folder else f"{name}.xml")
            return None if found is None else ooxml.transitional(found)

        styles = part("styles")
        body = root.find(w("body"))
        notes = [note for name in ("footnotes", "endnotes") for note in _notes(part(name))]
        return cls(
            body=root if body is None else body,
            styles=Styles(styles),
            numbers=numbering.load(part("numbering"), styles),
            notes=notes,
            looks=_Looks.of((root, *notes)),
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
                properties = ooxml.named(ooxml.child(child, _P_PROPERTIES))
                if _holds(properties.get(_R_PROPERTIES), _TAKEN_OUT):
                    self.before.append(child)
                else:
                    yield from self._paragraph(child, properties, nested)
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
        words = _Words(self.looks)
        for one in before:
            _gather(one, words, bold=False)
        if words.boxes or "".join(words.parts).strip():
            self.before = before[:-1]
            yield from self._paragraph(before[-1], ooxml.named(ooxml.child(before[-1], _P_PROPERTIES)), nested)

    def _paragraph(self, paragraph: etree._Element, properties: _Properties, nested: int) -> Iterator[Draft]:
        style = self.styles.get(ooxml.val(properties.get(_STYLE)))
        words = _Words(self.looks)
        before, self.before = self.before, []
        for one in (*before, paragraph):
            _gather(one, words, style.bold or False)
        label, depth = self._label(properties, style)
        text = "".join(words.parts)
        if nested and not text.strip() and label not in labels.BULLETS:
            # The column of running numbers of a table is made of paragraphs that hold nothing else.
            text, label = label, ""
        if not nested and text.strip():
            self.paragraphs += 1
            self.at = At(paragraph=self.paragraphs)
        if text.strip() and not style.is_contents:
            yield from _pieces(text, label, _shape(properties, style, words, label, depth), self.at)
        if words.boxes and nested < _MAX_NESTED:
            for box in words.boxes:
                yield from self._blocks(box, nested + 1)

    def _label(self, properties: _Properties, style: Style) -> tuple[str, int]:
        """The label that Word prints before a paragraph, and its depth; numId 0 switches a style's off."""
        own = ooxml.named(properties.get(_LIST))
        num_id = ooxml.val(own.get(_LIST_ID)) or style.numbering[0]
        if num_id is None or num_id == "0":
            return "", 0
        index = ooxml.number(ooxml.val(own.get(_LIST_LEVEL)))
        if index is None:
            index = style.numbering[1]
        if index is None:
            index = self.numbers.level_of_style(num_id, ooxml.val(properties.get(_STYLE)))
        return self.numbers.label(num_id, index), index

    def _table(self, table: etree._Element, nested: int) -> Iterator[Draft]:
        if nested >= _MAX_NESTED:
            yield Draft(PieceKind.PARAGRAPH, (" ".join(words.text or "" for words in table.iter(_T)),))
            return
        rows = [row for row in _children(table, _ROW) if not _holds(ooxml.child(row, _ROW_PROPERTIES), _TAKEN_OUT)]
        cells = [[cell for cell in _children(row, _CELL) if not _is_cell_taken_out(cell)] for row in rows]
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
        column = _count(ooxml.val(ooxml.named(ooxml.child(row, _ROW_PROPERTIES)).get(_SKIPS)), 0)
        yield from ("",) * column
        for cell in cells:
            properties = ooxml.named(ooxml.child(cell, _CELL_PROPERTIES))
            merged = properties.get(_MERGED_DOWN)
            if merged is not None and merged.get(_VAL, "continue") == "continue":
                yield CARRIED
            else:
                yield self._cell(cell, nested, inside)
            spanned = min(_count(ooxml.val(properties.get(_SPANS)), 1), _MAX_COLUMNS - column) - 1
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
    if words.looks.hidden.get(run):
        return
    before = len(words.parts)
    for child in run:
        _inline(child, words)
    if words.bold:
        is_bold = words.looks.bold.get(run, bold)
        words.bold = is_bold or not "".join(words.parts[before:]).strip()


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


def _shape(properties: _Properties, style: Style, words: _Words, label: str, depth: int) -> Draft:
    """What a paragraph is, still without its words."""
    outline = ooxml.number(ooxml.val(properties.get(_OUTLINE)))
    level = style.level if outline is None else (outline + 1) % 10
    jc = ooxml.val(properties.get(_ALIGNED))
    centred = bool(style.centred) if jc is None else jc == "center"
    if level:
        return Draft(PieceKind.HEADING, (), level, bold=words.bold, centred=centred)
    kind = PieceKind.ITEM if label else PieceKind.PARAGRAPH
    return Draft(kind, (), depth if label else 0, bold=words.bold, centred=centred)


def _pieces(text: str, label: str, shape: Draft, at: At) -> Iterator[Draft]:
    """One draft for each printed line that a forced break makes; the label stands before the first."""
    lines = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        first = number == 0
        words = f"{label} {line.lstrip()}" if first and label else line
        kind = shape.kind if first or shape.kind is PieceKind.HEADING else PieceKind.PARAGRAPH
        level = shape.level if kind is shape.kind else 0
        yield Draft(kind, (words,), level, bold=shape.bold, centred=shape.centred, at=at)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _is_cell_taken_out(cell: etree._Element) -> bool:
    return _holds(ooxml.child(cell, _CELL_PROPERTIES), _CELL_TAKEN_OUT)


def _holds(properties: etree._Element | None, changes: Container[str]) -> bool:
    """Whether properties hold one of these tracked changes, not yet accepted."""
    return properties is not None and any(one.tag in changes for one in properties)


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
