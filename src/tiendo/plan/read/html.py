"""A web page: the main text of a news or legal page, as headings, paragraphs, items and table rows.

Pages of known hosts mark where the document stands; elsewhere trafilatura finds the main text, and
where it finds none the whole body is taken. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice

from lxml import etree
from lxml import html as lxml_html

from tiendo.plan import attributes
from tiendo.plan.read import faults, labels
from tiendo.plan.read.draft import CARRIED, Draft, in_cell
from tiendo.source import PieceKind

_ROOTS = ("//*[@data-vbpl-content-root]",)
_SILENT = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "math",
        "button",
        "select",
        "textarea",
        "input",
        "nav",
        "footer",
        "graphic",
    )
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "main",
        "body",
        "html",
        "blockquote",
        "pre",
        "center",
        "address",
        "header",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "quote",
        "fieldset",
        "form",
        "details",
        "summary",
        "hr",
        "aside",
    )
)
_LISTS = {"ul": "ul", "ol": "ol", "list": ""}
_ITEMS = frozenset(("li", "item"))
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb"))
_BOLD = frozenset(("b", "strong"))
_HEADING = re.compile(r"h([1-6])\Z")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_WHITE = re.compile(r"\s+")
_NUMBER_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_COLUMNS = 63
_MIN_WORDS = 200
_HEAD = 12
_MENU = 4
_HEAD_ROWS = 4
_LONG_HEAD = 200
_OWN_NUMBER = re.compile(r"^\s*S[ốỐ]\s*:?\s*\d", re.MULTILINE)
# Pages have a few thousand elements; the extractor's time grows faster than their number.
_MAX_ELEMENTS = 30_000
# The extractor's time grows with depth as well.
_DEEPEST = 256
# Deeper than any page that people made; what lies below is taken as plain words.
_MAX_DEPTH = 100
_PICTURE = re.compile(rb'="data:image/[\w.+-]+;base64,[^"]*"')


def without_pictures(page: bytes) -> bytes:
    """A page without the pictures written out in its attributes: often most of its bytes, and no word of it."""
    return _PICTURE.sub(_emptied, page)


def _emptied(picture: re.Match[bytes]) -> bytes:
    """No picture holds a space: what does is words that say how one is written."""
    return picture[0] if b" " in picture[0] else b'=""'


def read(markup: str) -> tuple[list[Draft], bool]:
    """The main text of a page, and whether its end was out of reach; raises Unreadable where it is no page at all."""
    tree, is_cut = _parsed(markup)
    return list(_drafts(tree)), is_cut


def _drafts(tree: lxml_html.HtmlElement) -> Iterator[Draft]:
    root = _known_root(tree)
    if root is not None:
        yield from _titled(tree, _Walk().drafts(root))
        return
    small = sum(1 for _ in islice(tree.iter(), _MAX_ELEMENTS)) < _MAX_ELEMENTS
    found = _main_text(tree) if small and _depth(tree) < _DEEPEST else []
    yield from _from_title(found if found else _Walk().drafts(tree))


def _parsed(markup: str) -> tuple[lxml_html.HtmlElement, bool]:
    # What a page may hold is measured in bytes; the parser's own limits would drop its end without a word.
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        tree = lxml_html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise faults.Unreadable(faults.NO_TEXT, format="HTML") from None
    return tree, any(one.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for one in parser.error_log)


def _depth(tree: lxml_html.HtmlElement) -> int:
    """How many elements of a page stand within each other at most."""
    steps = accumulate(1 if event == "start" else -1 for event, _ in etree.iterwalk(tree, events=("start", "end")))
    return max(steps, default=0)


def _known_root(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    """The element in which a known host sets the document: the one with the most words."""
    found = [one for path in _ROOTS for one in tree.xpath(path) if isinstance(one, lxml_html.HtmlElement)]
    words = {one: str(one.text_content()) for one in found}
    best = max(found, key=lambda one: len(words[one]), default=None)
    return best if best is not None and words[best].strip() else None


def _titled(tree: lxml_html.HtmlElement, body: list[Draft]) -> Iterator[Draft]:
    """The document under the page's own heading, which names it where the text itself begins without a number."""
    for heading in tree.xpath("//h1")[:1]:
        title = _WHITE.sub(" ", str(heading.text_content())).strip()
        if title and not any(_OWN_NUMBER.search(cell) for draft in body[:_HEAD] for cell in draft.cells):
            yield Draft(PieceKind.HEADING, (title,), level=1)
    yield from body


def _from_title(body: list[Draft]) -> list[Draft]:
    """The drafts without the few words of a menu that stand before the page's own heading."""
    first = next((i for i, draft in enumerate(body[:_HEAD]) if draft.kind is PieceKind.HEADING and draft.level == 1), 0)
    is_menu = all(len(cell.split()) <= _MENU for draft in body[:first] for cell in draft.cells)
    return body[first:] if is_menu else body


def _main_text(tree: lxml_html.HtmlElement) -> list[Draft]:
    """What trafilatura takes for the main text, under the page's own title; empty where it finds none."""
    # Imported here: it takes longer to import than most documents to read.
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            include_formatting=True,
            favor_recall=True,
            with_metadata=False,
        )
        title = _own_title(tree)
    # Heuristics over any page there is: whatever they trip over, the page's body is still there to read.
    except Exception:
        return []
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    body = _merged_again(list(_Walk().drafts(found.body)), tree)
    if sum(len(cell) for draft in body for cell in draft.cells) < _MIN_WORDS:
        return []
    if title and not any(title in _WHITE.sub(" ", cell) for draft in body[:5] for cell in draft.cells):
        body.insert(0, Draft(PieceKind.HEADING, (title,), level=1))
    return body


def _own_title(tree: lxml_html.HtmlElement) -> str:
    """The title that a page gives itself. Its author and its day, which are looked for far longer, nobody asks for."""
    from trafilatura import metadata

    found = metadata.examine_meta(tree)
    with suppress(Exception):
        found = metadata.extract_meta_json(tree, found)
    found.title = found.title or metadata.extract_title(tree)
    found.clean_and_trim()
    return _WHITE.sub(" ", found.title or "").strip()


def _merged_again(body: list[Draft], tree: lxml_html.HtmlElement) -> list[Draft]:
    """Rows as the page has them: the extractor leaves empty what a cell above is merged down into."""
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    for table in tree.xpath("//table[not(descendant::table) and descendant::*[@rowspan]]"):
        for draft in _Walk().drafts(table):
            if CARRIED in draft.cells:
                rows[_words(draft.cells)] = draft.cells
    return [
        replace(one, cells=rows.get(_words(one.cells), one.cells)) if one.table is not None else one for one in body
    ]


def _words(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The words of each cell, a carried one as an empty one."""
    return tuple("" if cell == CARRIED else " ".join(cell.split()) for cell in cells)


@dataclass(slots=True)
class _Open:
    """Words that belong to one piece, until a block begins or ends."""

    words: list[str] = field(default_factory=list)
    plain: int = 0
    kind: PieceKind = PieceKind.PARAGRAPH
    level: int = 0
    centred: bool = False

    def add(self, text: str | None, *, bold: bool) -> None:
        if text:
            is_plain = "  " not in text and text.isprintable()
            self.words.append(text if is_plain else _WHITE.sub(" ", text))
            self.plain += bool(text.strip()) and not bold


@dataclass(slots=True)
class _Walk:
    """One way through a tree of HTML, or of trafilatura's own dialect, collecting drafts."""

    done: list[Draft] = field(default_factory=list)
    open: _Open = field(default_factory=_Open)
    depth: int = 0
    table: int = -1
    nested: int = 0
    within: int = 0

    def drafts(self, root: etree._Element) -> list[Draft]:
        """Every piece below ``root``."""
        self._element(root, bold=False)
        self._close()
        return self.done

    def _close(self) -> None:
        """End the open piece; line breaks in it end pieces too."""
        now, self.open = self.open, _Open(centred=self.open.centred)
        for number, line in enumerate("".join(now.words).split("\n")):
            if line.strip():
                kind = now.kind if number == 0 or now.kind is PieceKind.HEADING else PieceKind.PARAGRAPH
                self.done.append(Draft(kind, (line,), now.level, bold=now.plain == 0, centred=now.centred))

    def _children(self, element: etree._Element, *, bold: bool) -> None:
        if self.nested >= _MAX_DEPTH:
            self.open.add("".join(str(text) for text in element.itertext()), bold=bold)
            return
        self.nested += 1
        self.open.add(element.text, bold=bold)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, bold=bold)
            self.open.add(child.tail, bold=bold)
        self.nested -= 1

    def _element(self, element: etree._Element, *, bold: bool) -> None:
        tag = str(element.tag).rpartition("}")[2].lower()
        bold = bold or _is_bold(element, tag)
        if tag in _SILENT and "rend" not in element.attrib:  # the dialect's <head rend="h2"> is a heading
            return
        if tag in _BREAKS:
            self.open.words.append("\n")
        elif tag == "table":
            self._table(element, bold=bold)
        elif tag in _LISTS:
            self._list(element, _LISTS[tag] or element.get("rend") or "ul", bold=bold)
        elif heading := _HEADING.match(element.get("rend", "") if tag == "head" else tag):
            self._block(element, bold=bold, kind=PieceKind.HEADING, level=int(heading.group(1)))
        elif tag in _BLOCKS or tag in _ITEMS or tag in _CELLS or tag in _ROWS:
            self._block(element, bold=bold)
        else:
            self._children(element, bold=bold)

    def _block(
        self,
        element: etree._Element,
        *,
        bold: bool,
        kind: PieceKind = PieceKind.PARAGRAPH,
        level: int = 0,
        label: str = "",
    ) -> None:
        self._close()
        around = self.open.centred
        self.open = _Open(kind=kind, level=level, centred=around or _is_centred(element))
        if label:
            self.open.words.append(label)
        self._children(element, bold=bold)
        self._close()
        self.open.centred = around

    def _list(self, element: etree._Element, form: str, *, bold: bool) -> None:
        """Items with the labels that a browser prints."""
        self._close()
        number = _whole_number(element.get("start"), 1)
        for child in element:
            if isinstance(child.tag, str) and child.tag in _ITEMS:
                number = _whole_number(child.get("value"), number)
                label = "- " if form != "ol" else _list_label(number, element.get("type", "1"))
                self.depth += 1
                self._block(child, bold=bold, kind=PieceKind.ITEM, level=self.depth - 1, label=label)
                self.depth -= 1
                number += 1
            elif isinstance(child.tag, str):
                self._element(child, bold=bold)

    def _table(self, element: etree._Element, *, bold: bool) -> None:
        self._close()
        rows = [[cell for cell in row if _is_cell(cell)] for row in _rows(element)]
        if _is_layout(element, rows):
            for cell in (cell for row in rows for cell in row):
                self._block(cell, bold=bold)
            return
        self.table += 1
        table = self.table
        hanging: dict[int, int] = {}
        for row in rows:
            inside: list[Draft] = []
            cells = tuple(self._cells(row, hanging, inside))
            if cells:
                self.done.append(Draft(PieceKind.ROW, cells, self.within, table=table))
            self.done += inside

    def _cells(self, row: list[etree._Element], hanging: dict[int, int], inside: list[Draft]) -> Iterator[str]:
        """The texts of a row by column: a cell that spans says its text once, what it covers is empty or carried.

        The rows of tables of tasks in its cells go to ``inside``.
        """
        column = 0
        for cell in row:
            while hanging.get(column, 0):
                hanging[column] -= 1
                column += 1
                yield CARRIED
            wide = max(min(_whole_number(cell.get("colspan"), 1), _MAX_COLUMNS - column), 1)
            tall = _whole_number(cell.get("rowspan"), 1)
            yield self._cell(cell, inside)
            yield from ("",) * (wide - 1)
            for spanned in range(column, column + wide):
                hanging[spanned] = max(tall - 1, 0)
            column += wide
        while hanging.get(column, 0):
            hanging[column] -= 1
            column += 1
            yield CARRIED

    def _cell(self, cell: etree._Element, inside: list[Draft]) -> str:
        walk = _Walk(table=self.table, nested=self.nested, within=self.within + 1)
        words, rows = in_cell(walk.drafts(cell))
        inside += rows
        # Tables that became lines of the cell take no number of their own.
        self.table = walk.table if rows else self.table
        return words


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows, not those of tables inside it."""
    for child in table:
        tag = str(child.tag).lower()
        if tag in _ROWS:
            yield child
        elif tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if str(row.tag).lower() in _ROWS)


def _is_cell(element: etree._Element) -> bool:
    return str(element.tag).lower() in _CELLS


def _is_layout(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """A table of one column only sets the page, as does one round another table unless it has heads of its own."""
    if all(len(row) <= 1 for row in rows):
        return True
    return next(table.iterdescendants("table"), None) is not None and not any(map(_are_heads, rows[:_HEAD_ROWS]))


def _are_heads(row: list[etree._Element]) -> bool:
    """Whether a row names the columns of a table of tasks."""
    cells = ("".join(map(str, cell.itertext())) for cell in row if next(cell.iter("table"), None) is None)
    return attributes.are_heads(attributes.column(words) for words in cells if len(words) < _LONG_HEAD)


def _list_label(number: int, form: str) -> str:
    label = labels.ordinal(number, _NUMBER_FORMS.get(form, "decimal"))
    return f"{label}) " if form in ("a", "A") else f"{label}. "


def _whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _is_bold(element: etree._Element, tag: str) -> bool:
    if tag == "hi":
        return "#b" in element.get("rend", "")
    return tag in _BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))


def _is_centred(element: etree._Element) -> bool:
    return (
        element.tag == "center"
        or element.get("align", "").lower() == "center"
        or bool(_CENTRED.search(element.get("style", "")))
    )
