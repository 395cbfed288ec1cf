"""Rows of a table of tasks, read by the headings of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from tiendo import late
from tiendo.plan import attributes, bodies, cells, lines, verbs
from tiendo.plan.attributes import Field
from tiendo.plan.blocks import Block
from tiendo.plan.draft import Draft, Frame
from tiendo.plan.sections import Mode
from tiendo.source import Source, Span

_HEADER_ROWS = 4
# What such a column lists are things, not work.
_THINGS = late.pattern(
    r"(?:tên (?!nhiệm vụ|công việc|hoạt động|đề án|văn bản|chương trình|kế hoạch|nội dung|dự án)|thủ tục|TTHC"
    r"|họ (?:và )?tên|đơn vị|chỉ tiêu|tiêu chí|địa phương)",
    re.IGNORECASE,
)
_LEAST_WORDS = 3
# So short a matter is work only where its row is numbered and says who and when ("Họp báo").
_NAMES = re.compile(r"[^\W\d_]+\s+[^\W\d_]+")
# What a row of a progress report says of work that is done: it is not to be done again.
_DONE = late.pattern(r"đã (?:hoàn thành|xong)(?:,?\s(?:quá|đúng|trước) hạn)?\.?", re.IGNORECASE)
# A row without a number that goes on counting inside the one above, over the end of a page.
_CARRIES_ON = re.compile(r"\((?:[2-9]|1\d)\)\s")
# What is longer under "STT" is words, by which nobody calls a row.
_LONGEST_NUMBER = 20
_GROUP = re.compile(r"[IVX]{1,5}|[A-HĐ]")
_VALUES = (Field.LEAD, Field.COORDINATING, Field.DEADLINE, Field.DELIVERABLE)
Cells: TypeAlias = dict[Field, Span]
Values: TypeAlias = dict[Field, list[Span]]
HandsDown: TypeAlias = Callable[[Frame, Values], Frame]


def every(table: Sequence[Block], source: Source, frame: Frame, handed: HandsDown) -> Iterator[Draft]:
    """The tasks of a table and of those in its cells, in the order of the text; the latter count below their first row.

    ``handed`` gives the frame of a table inside a row, by what that row says of who and when.
    """
    tables: dict[int | None, list[Block]] = {}
    for block in table:
        tables.setdefault(block.row.table if block.row else None, []).append(block)
    own, *nested = tables.values()
    if not nested:
        return drafts(own, source, frame, own[0].path, {})
    around = _around(table)
    holding = frozenset(around.values())
    frames: dict[int, Frame] = {}
    found: list[Draft] = []
    for one in tables.values():
        above = frames.get(around.get(one[0].span.start, -1), frame)
        said: dict[int, Values] = {}
        found += drafts(one, source, above, one[0].path if one is own else f"{one[0].path}.", said)
        frames |= {at: handed(above, values) for at, values in said.items() if at in holding}
    return iter(sorted(found, key=lambda draft: draft.parts[0].start))


def _around(table: Sequence[Block]) -> dict[int, int]:
    """Where each table in a cell begins, and where the row begins that has it in a cell."""
    result: dict[int, int] = {}
    last: dict[int, Block] = {}
    for block in table:
        depth = block.row.depth if block.row else 0
        before = last.get(depth)
        outer = last.get(depth - 1)
        if outer and not (before and before.row and block.row and before.row.table == block.row.table):
            result[block.span.start] = outer.span.start
        last[depth] = block
    return result


def drafts(table: Sequence[Block], source: Source, frame: Frame, path: str, said: dict[int, Values]) -> Iterator[Draft]:
    """The tasks of a table whose header tells of work and of who or when; of any other table none.

    What each row says of who and when is added to ``said``, by where it begins.
    """
    header = next(
        (i for i, block in enumerate(table[:_HEADER_ROWS]) if attributes.are_heads(_columns(block, source))), None
    )
    if header is None or frame.mode is Mode.SILENT:
        return
    columns = _columns(table[header], source)
    below = _below_head(table[header + 1], columns, source) if len(table) > header + 1 else ()
    reader = _Reader(source, below or columns)
    prefix = path.rpartition(".")[0] or "PL1"
    pending: Draft | None = None
    for count, block in enumerate(table[header + (2 if below else 1) :], 1):
        draft = None if _repeats_head(block, columns, source) else reader.draft(block, frame)
        said[block.span.start] = reader.values
        if draft is None:
            continue
        if pending and not draft.label and _CARRIES_ON.match(source.text, draft.parts[0].start):
            pending.parts += draft.parts
            continue
        draft.label = ".".join((prefix, *([reader.group] if reader.group else []), draft.label or str(count)))
        yield from cells.parted(pending, source) if pending else ()
        pending = draft
    yield from cells.parted(pending, source) if pending else ()


class _Reader:
    """One pass over the rows of one table, with the group that they stand in and what is merged down into them."""

    def __init__(self, source: Source, columns: Sequence[Field]) -> None:
        self._source = source
        self._columns = columns
        self._above: Cells = {}
        self.group = ""
        self.values: Values = {}

    def draft(self, block: Block, frame: Frame) -> Draft | None:
        """The task of a row; None for one that opens a group or tells of no work."""
        cells = self._cells(block)
        content = self._without_bullet(cells.get(Field.CONTENT))
        number = self._source.slice(cells[Field.NUMBER]).strip(" .") if Field.NUMBER in cells else ""
        number = number if len(number) <= _LONGEST_NUMBER else ""
        self.values = values = {field: [cells[field]] for field in _VALUES if field in cells}
        if _GROUP.fullmatch(number) and (not values or self._lacks_who(values)):
            self.group, self._above = number, {}
            return None
        if content is None or self._is_done(block):
            return None
        text = self._source.slice(content)
        is_led = Field.LEAD in values or (block.row is not None and block.row.depth > 0 and bool(frame.lead))
        is_work = bool(values) and len(text.split()) >= _LEAST_WORDS and (is_led or verbs.anywhere(text))
        is_work |= bool(number and _NAMES.match(text)) and Field.LEAD in values and Field.DEADLINE in values
        self._above = cells
        return Draft(number, [content], frame, values, is_row=True) if is_work else None

    def _lacks_who(self, values: dict[Field, list[Span]]) -> bool:
        """Whether a row names nobody in a table that says who leads: what else it has is the end of a long title."""
        return Field.LEAD in self._columns and not {Field.LEAD, Field.COORDINATING, Field.DELIVERABLE} & values.keys()

    def _is_done(self, block: Block) -> bool:
        cells = block.row.cells if block.row else ()
        return any(_DONE.fullmatch(self._source.slice(cell).strip()) for cell in cells)

    def _cells(self, block: Block) -> Cells:
        """What a row says by column: a cell merged down says it again; one that lacks its number begins at its work."""
        row = block.row
        if row is None:
            return {}
        spans = [lines.trimmed(self._source.text, cell) for cell in row.cells]
        skipped = self._skipped(spans)
        cells: Cells = {}
        for i, (column, span) in enumerate(zip(self._columns[skipped:], spans, strict=False)):
            if i in row.carried and column in _VALUES and column in self._above:
                cells.setdefault(column, self._above[column])
            elif span.end > span.start:
                cells.setdefault(column, span)
        merged = (*self._columns[:skipped], Field.COORDINATING, Field.DEADLINE) if skipped else ()
        for field in merged:
            if field in _VALUES and field in self._above:
                cells.setdefault(field, self._above[field])
        return cells

    def _without_bullet(self, cell: Span | None) -> Span | None:
        if cell is None:
            return None
        text = self._source.slice(cell)
        return Span(cell.start + len(text) - len(text.lstrip("-–+ ")), cell.end) if text.lstrip("-–+ ") else cell

    def _skipped(self, spans: Sequence[Span]) -> int:
        """How many columns a short row lacks at its head: its number, or all before the work that it opens with."""
        if not spans or len(spans) >= len(self._columns) or Field.CONTENT not in self._columns:
            return 0
        first = self._source.slice(spans[0]).lstrip("-–+ ")
        lacking = len(self._columns) - len(spans)
        if self._columns[: lacking + 1] == [Field.NUMBER, Field.LEAD] and bodies.is_name(first):
            return lacking
        return self._columns.index(Field.CONTENT) if verbs.opens(first) and len(first.split()) >= _LEAST_WORDS else 0


def heads(table: Sequence[Block], source: Source) -> frozenset[int]:
    """Which rows name the columns: the first that does, and each that repeats it on a later page."""
    every = [_columns(block, source) for block in table]
    first = next(filter(attributes.are_heads, every), [])
    return frozenset(
        i for i, block in enumerate(table) if attributes.are_heads(every[i]) and not _is_counted(block, first, source)
    )


def _repeats_head(block: Block, columns: Sequence[Field], source: Source) -> bool:
    """Whether a row below the head names the columns once more, as it does on a later page."""
    return attributes.are_heads(_columns(block, source)) and not _is_counted(block, columns, source)


def _is_counted(block: Block, columns: Sequence[Field], source: Source) -> bool:
    """Whether a row has a number under "TT": then it is work, whatever words of a head stand in it."""
    row = block.row
    at = columns.index(Field.NUMBER) if Field.NUMBER in columns else -1
    return row is not None and 0 <= at < len(row.cells) and source.slice(row.cells[at]).strip(" .")[:1].isdigit()


def _columns(block: Block, source: Source) -> list[Field]:
    cells = block.row.cells if block.row else ()
    found = [attributes.column(source.slice(cell)) for cell in cells]
    named = found.index(Field.NUMBER) + 1 if Field.NUMBER in found else len(found)
    if Field.CONTENT not in found and named < len(found) and not _THINGS.match(source.slice(cells[named]).strip()):
        found[named] = Field.CONTENT
    return found


def _below_head(block: Block, columns: Sequence[Field], source: Source) -> list[Field]:
    """The columns by a second row of heads under the first, which tells apart who leads and who helps; else nothing."""
    row = block.row
    if row is None or len(row.cells) != len(columns):
        return []
    words = ["" if i in row.carried else source.slice(cell).strip() for i, cell in enumerate(row.cells)]
    found = [attributes.column(one) if one else None for one in words]
    is_work = any(one and column in (Field.NUMBER, Field.CONTENT) for one, column in zip(words, columns, strict=True))
    if is_work or not any(one in _VALUES for one in found):
        return []
    return [column if one is None else one for one, column in zip(found, columns, strict=True)]
