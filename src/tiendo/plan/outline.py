"""The units of a document as its outline: each by its own mark, tables with their rows and the heads repeated in them.

>>> from tiendo.plan import lines
>>> source = Source("a.txt", "Điều 1. Phạm vi\\n1. Sổ\\na) Sổ giấy", (), "text/plain", "")
>>> top = outline(blocks.tree(lines.lines(source), source), source)[0]
>>> top.kind.value, top.children[0].kind.value, top.children[0].children[0].kind.value
('article', 'clause', 'point')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiendo.plan import blocks, rows
from tiendo.plan.blocks import Block
from tiendo.plan.markers import Style
from tiendo.plan.model import Section, SectionKind
from tiendo.source import Source, Span

_DEEPEST = 40
_LONGEST = 200
_WIDE = _LONGEST + 50
_CHAPTER = re.compile(r"chương", re.IGNORECASE)
_DIVISION = re.compile(r"mục", re.IGNORECASE)
_KINDS = {
    Style.ANNEX: SectionKind.ANNEX,
    Style.CAPITAL: SectionKind.CAPITAL,
    Style.SECTION: SectionKind.SECTION,
    Style.ARTICLE: SectionKind.ARTICLE,
    Style.NUMBER: SectionKind.NUMBER,
    Style.PATH: SectionKind.PATH,
    Style.LETTER: SectionKind.LETTER,
    Style.ORDINAL: SectionKind.ORDINAL,
    Style.BRACKET: SectionKind.BRACKET,
    Style.DASH: SectionKind.DASH,
    Style.PLUS: SectionKind.PLUS,
    Style.PARAGRAPH: SectionKind.PARAGRAPH,
    Style.ROW: SectionKind.ROW,
}
_LAWFUL = frozenset((SectionKind.ARTICLE, SectionKind.CLAUSE))


def outline(roots: Sequence[Block], source: Source) -> tuple[Section, ...]:
    """The outline of ``roots``; what lies deeper than any document goes is left out."""
    return tuple(_level(roots, source, None, 0))


def _level(level: Sequence[Block], source: Source, above: SectionKind | None, depth: int) -> Iterator[Section]:
    i = 0
    while i < len(level):
        table = blocks.table_at(level, i)
        if table:
            yield _table(table, source)
            i += len(table)
            continue
        yield _section(level[i], source, above, depth)
        i += 1


def _section(block: Block, source: Source, above: SectionKind | None, depth: int) -> Section:
    kind = _kind(block, source, above)
    children = _level(block.children, source, kind, depth + 1) if depth < _DEEPEST else ()
    return Section(kind, block.label, _heading(block), _whole(block), tuple(children))


def _table(table: Sequence[Block], source: Source) -> Section:
    heads = rows.heads(table, source)
    span = Span(table[0].whole.start, table[-1].whole.end)
    return Section(
        SectionKind.TABLE, "", "", span, tuple(_row(block, is_head=i in heads) for i, block in enumerate(table))
    )


def _row(block: Block, *, is_head: bool) -> Section:
    cells = block.row.cells if block.row else ()
    return Section(SectionKind.ROW, "", _heading(block), block.whole, (), cells, is_head)


def _kind(block: Block, source: Source, above: SectionKind | None) -> SectionKind:
    if block.style is Style.PART:
        opening = source.text[block.whole.start : block.whole.start + 8]
        if _CHAPTER.match(opening):
            return SectionKind.CHAPTER
        return SectionKind.DIVISION if _DIVISION.match(opening) else SectionKind.PART
    if block.style is Style.NUMBER and above is SectionKind.ARTICLE:
        return SectionKind.CLAUSE
    if block.style is Style.LETTER and above in _LAWFUL:
        return SectionKind.POINT
    return _KINDS[block.style]


def _heading(block: Block) -> str:
    # A long paragraph is not put together to be cut again; white space seldom makes its head too short.
    words = " ".join(block.text[:_WIDE].split())
    if len(words) < _LONGEST and len(block.text) > _WIDE:
        words = " ".join(block.text.split())
    return words if len(words) < _LONGEST else words[: _LONGEST - 1] + "…"


def _whole(block: Block) -> Span:
    return Span(block.whole.start, max(block.whole.end, block.end))
