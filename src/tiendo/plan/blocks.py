"""Lines as a tree of headings, articles, numbered, lettered and dashed units, paragraphs and rows.

Accepts any text: a marker closes whatever stands as deep as itself, and nothing is ever refused.
Ordinals inside a sentence ("(1) …; (2) …") are units of their own.

>>> source = Source("a.txt", "1. Sở A:\\n- Lập sổ\\n- Gửi sổ\\n2. Sở B", (), "text/plain", "")
>>> [(block.path, len(block.children)) for block in tree(lines.lines(source), source)]
[('1', 2), ('2', 0)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tiendo.plan import lines, markers
from tiendo.plan.lines import Line
from tiendo.plan.markers import Style
from tiendo.source import Source, Span


@dataclass(slots=True)
class Block:
    """A unit: ``span`` of its own words without the label, ``whole`` with it. Built once, then only read."""

    style: Style
    label: str
    rank: int
    span: Span
    whole: Span
    text: str
    path: str = ""
    bold: bool = False
    row: Line | None = None
    children: list[Block] = field(default_factory=list)

    @property
    def is_enumerated(self) -> bool:
        """Whether it opens with a label or a bullet."""
        return self.style is not Style.PARAGRAPH

    @property
    def end(self) -> int:
        """Where its last descendant ends."""
        last = self
        while last.children:
            last = last.children[-1]
        return max(self.whole.end, last.whole.end)


def tree(found: Sequence[Line], source: Source) -> list[Block]:
    """The units of ``found``, in order, each with what stands under it."""
    roots: list[Block] = []
    stack: list[Block] = []
    for line in found:
        for block in _units(line, source):
            _place(block, stack, roots)
    _name(roots, "")
    return roots


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, parents first."""
    pending = list(blocks)[::-1]
    while pending:
        block = pending.pop()
        yield block
        pending.extend(reversed(block.children))


def _units(line: Line, source: Source) -> Iterator[Block]:
    """The block of a line, and those of the ordinals inside its sentence."""
    if line.is_row:
        yield Block(Style.ROW, "", markers.rank(Style.ROW), line.span, line.span, line.text, row=line)
        return
    marker = markers.at(line.text)
    if marker is None and markers.NOTE.match(line.text):
        begin, rank = line.span.start, markers.rank(Style.PARAGRAPH)
        yield _block(source, Style.PARAGRAPH, "", rank, begin, begin, line.span.end, False)
        return
    start = line.span.start + (marker.end if marker else 0)
    cuts = _inline(source.text[start : line.span.end])
    ends = [start + cut.begin for cut in cuts] + [line.span.end]
    style = marker.style if marker else Style.SECTION if _asks(line.text) else Style.PARAGRAPH
    rank = marker.rank if marker else markers.rank(style)
    if ends[0] > start or marker:
        yield _block(source, style, marker.label if marker else "", rank, line.span.start, start, ends[0], line.bold)
    first = markers.rank(Style.BRACKET) if rank < markers.rank(Style.BRACKET) else rank + 5
    for cut, end in zip(cuts, ends[1:], strict=True):
        yield _block(
            source,
            Style.BRACKET,
            cut.label,
            first + cut.depth,
            start + cut.begin,
            start + cut.words,
            end,
            line.bold,
        )


def _asks(text: str) -> bool:
    """Whether a line is a question, as web pages head what they report."""
    return text.endswith("?") and len(text) < _QUESTION


def _block(source: Source, style: Style, label: str, rank: int, whole: int, start: int, end: int, bold: bool) -> Block:
    span = lines.trimmed(source.text, Span(min(start, end), end))
    return Block(style, label, rank, span, Span(min(whole, span.start), span.end), source.slice(span), bold=bold)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where an ordinal inside a sentence begins, where its words do, and how deep it stands among such."""

    begin: int
    words: int
    label: str
    depth: int = 0


def ordinals(text: str) -> list[tuple[int, str, int]]:
    """Where ordinals in brackets cut a text, their labels, and where the words of each begin."""
    return [(one.begin, one.label, one.words) for one in _inline(text) if not one.depth]


def _inline(text: str) -> list[_Cut]:
    """Where ordinals in brackets cut a sentence; only runs from 1, and runs of the other kind within what they cut."""
    found = list(markers.INLINE.finditer(text)) if "(1)" in text or "(i)" in text else []
    run = _run(found)
    within: list[_Cut] = []
    for i, cut in enumerate(run):
        end = run[i + 1].begin if i + 1 < len(run) else len(text)
        inner = _run([one for one in found if cut.words <= one.start() < end])
        if inner and text[: inner[0].begin].rstrip().endswith(":"):
            within += [_Cut(one.begin, one.words, one.label, 1) for one in inner]
    return sorted((*run, *within), key=lambda cut: cut.begin)


def _run(found: Iterable[re.Match[str]]) -> list[_Cut]:
    """The first run of ordinals of one kind from 1; empty where there is but one."""
    run: list[_Cut] = []
    for match in found:
        number = len(run)
        awaited = (str(number + 1), _ROMANS[number] if number < len(_ROMANS) else "")
        if match[1] in awaited and (not run or match[1].isdecimal() == run[0].label.isdecimal()):
            run.append(_Cut(match.start(), match.end(), match[1]))
    return run if len(run) > 1 else []


_QUESTION = 200
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _place(block: Block, stack: list[Block], roots: list[Block]) -> None:
    """Hang a block under the nearest that stands higher."""
    if block.style is Style.NUMBER and _restarts_inside(block, stack):
        block.rank = markers.rank(Style.LETTER) + 5
    while stack and stack[-1].rank >= block.rank:
        stack.pop()
    (stack[-1].children if stack else roots).append(block)
    if block.style not in (Style.PARAGRAPH, Style.ROW):
        stack.append(block)


def _restarts_inside(block: Block, stack: list[Block]) -> bool:
    """Whether "1." begins a list inside a lettered unit, whose own number goes on elsewhere."""
    last = stack[-1] if stack else None
    if last is None or last.style not in (Style.LETTER, Style.NUMBER):
        return False
    if last.style is Style.NUMBER:
        return last.rank > markers.rank(Style.LETTER)
    return block.label == "1" and last.text.rstrip().endswith(":")


def _name(siblings: list[Block], path: str) -> None:
    """Give each block its path of labels; bullets and paragraphs count among their siblings."""
    pending = [(siblings, path)]
    annexes = 0
    while pending:
        level, above = pending.pop()
        ordinal = 0
        for block in level:
            if block.style is Style.ANNEX:
                annexes += 1
                block.path = f"PL{block.label or annexes}"
            elif block.label:
                ordinal += 1
                parent = _without_own(above, block.label) if block.style is Style.PATH else above
                block.path = f"{parent}.{block.label}" if parent else block.label
            else:
                ordinal += 1
                block.path = f"{above}.[{ordinal}]" if above else f"[{ordinal}]"
            pending.append((block.children, block.path))


def _without_own(above: str, label: str) -> str:
    """The path above a unit without the numbers that its own label gives again ("II.3.1" over "3.1.2")."""
    parts = label.split(".")
    for count in range(len(parts) - 1, 0, -1):
        again = ".".join(parts[:count])
        if above == again or above.endswith(f".{again}"):
            return above[: -len(again)].rstrip(".")
    return above


def table_at(level: Sequence[Block], i: int, *, with_nested: bool = False) -> Sequence[Block]:
    """The rows of the table that begins at ``level[i]``, to the first that is another's; empty where none begins there.

    With those of tables that stand in its cells, each behind the row it stands in, and all that follow, if asked.
    """
    first = level[i].row
    if first is None:
        return ()
    end = i + 1
    while end < len(level) and (row := level[end].row) is not None:
        if row.table != first.table and not (with_nested and row.depth > first.depth):
            break
        end += 1
    return level[i:end]
