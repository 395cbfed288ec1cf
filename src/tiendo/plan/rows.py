"""Rows of a table of tasks, read by the headings of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiendo.plan import attributes, lines, verbs
from tiendo.plan.attributes import Field
from tiendo.plan.blocks import Block
from tiendo.plan.draft import Draft, Frame
from tiendo.plan.sections import Mode
from tiendo.source import Source, Span

_HEADER_ROWS = 4
# What such a column lists are things, not work.
_THINGS = re.compile(
    r"(?:tên (?:thủ tục|TTHC|dịch vụ|đơn vị|cơ quan)|thủ tục|TTHC|họ (?:và )?tên|đơn vị|chỉ tiêu|tiêu chí|địa phương)",
    re.IGNORECASE,
)
_LEAST_WORDS = 3


def drafts(table: Sequence[Block], source: Source, frame: Frame, path: str) -> Iterator[Draft]:
    """The tasks of a table whose header tells of work and of who or when; of any other table none."""
    header = next((i for i, block in enumerate(table[:_HEADER_ROWS]) if _is_header(_columns(block, source))), None)
    if header is None or frame.mode is Mode.SILENT:
        return
    columns = _columns(table[header], source)
    above = path.rpartition(".")[0]
    prefix = above or "PL1"
    for count, block in enumerate(_tasks(table[header + 1 :], columns, source), 1):
        draft = _draft(block, columns, source, frame)
        if draft is not None:
            number = _cell(block, columns, Field.NUMBER, source)
            label = source.slice(number).strip(" .") if number else ""
            draft.label = f"{prefix}.{label or count}"
            yield draft


def heads(table: Sequence[Block], source: Source) -> frozenset[int]:
    """Which rows name the columns: the first that does, and each that repeats it on a later page."""
    return frozenset(i for i, block in enumerate(table) if _is_header(_columns(block, source)))


def _columns(block: Block, source: Source) -> list[Field]:
    cells = block.row.cells if block.row else ()
    found = [attributes.column(source.slice(cell)) for cell in cells]
    named = found.index(Field.NUMBER) + 1 if Field.NUMBER in found else len(found)
    if Field.CONTENT not in found and named < len(found) and not _THINGS.match(source.slice(cells[named]).strip()):
        found[named] = Field.CONTENT
    return found


def _is_header(columns: Sequence[Field]) -> bool:
    kinds = set(columns)
    return Field.CONTENT in kinds and bool(kinds & {Field.LEAD, Field.DEADLINE, Field.COORDINATING})


def _tasks(table: Sequence[Block], columns: Sequence[Field], source: Source) -> Iterator[Block]:
    for block in table:
        cells = block.row.cells if block.row else ()
        if len(cells) >= max(2, len(columns) - 1) and not _is_header(_columns(block, source)):
            yield block


def _cell(block: Block, columns: Sequence[Field], field: Field, source: Source) -> Span | None:
    cells = block.row.cells if block.row else ()
    for column, cell in zip(columns, cells, strict=False):
        span = lines.trimmed(source.text, cell)
        if column is field and span.end > span.start:
            return span
    return None


def _draft(block: Block, columns: Sequence[Field], source: Source, frame: Frame) -> Draft | None:
    content = _cell(block, columns, Field.CONTENT, source)
    if content is None:
        return None
    text = source.slice(content)
    values = {
        field: [span]
        for field in (Field.LEAD, Field.COORDINATING, Field.DEADLINE, Field.DELIVERABLE)
        if (span := _cell(block, columns, field, source)) is not None
    }
    is_work = bool(values) and len(text.split()) >= _LEAST_WORDS and (verbs.anywhere(text) or Field.LEAD in values)
    return Draft("", [content], frame, values, is_row=True) if is_work else None
