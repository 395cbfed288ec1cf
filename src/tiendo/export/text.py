"""A plan as a text to read, mail or print: the head, each task under its headings, figures to reach, what is cited.

The tasks are the rows of the assignment table read out, so that text and table never differ.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from tiendo.export import said
from tiendo.export.table import COLUMNS, Row, Table
from tiendo.plan.model import Citation, Plan, Section, Target, Task
from tiendo.rulebook import Lang, Words

_WIDTH = 100
_DEEPEST = 3
_SIGNED = Words(vi="Người ký: {name}", en="Signed by {name}")
_TASKS = Words(vi="NHIỆM VỤ ({count})", en="TASKS ({count})")
_TARGETS = Words(vi="CHỈ TIÊU ({count})", en="TARGETS ({count})")
_CITED = Words(vi="VĂN BẢN VIỆN DẪN ({count})", en="DOCUMENTS CITED ({count})")
_DATED = Words(vi="{symbol} ngày {day}", en="{symbol} of {day}")


def write(plan: Plan, table: Table, lang: Lang) -> bytes:
    """The text in UTF-8, lines of at most a hundred characters."""
    parts = (_head(plan, table, lang), _tasks(plan, table, lang), _targets(plan.targets, lang), _cited(plan, lang))
    blocks = ["\n".join(part) for part in map(list, parts) if part]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _head(plan: Plan, table: Table, lang: Lang) -> Iterator[str]:
    yield from _wrapped(table.document)
    yield from _wrapped(table.title)
    signer = plan.head.signer
    if signer and signer.name:
        yield _SIGNED.say(lang, {"name": signer.name.value})


def _tasks(plan: Plan, table: Table, lang: Lang) -> Iterator[str]:
    yield _TASKS.say(lang, {"count": str(len(table.rows))})
    shown: tuple[Section, ...] = ()
    for task, row in zip(plan.tasks, table.rows, strict=True):
        above = _above(plan.outline, task)
        new = [section for at, section in enumerate(above) if shown[at : at + 1] != (section,)]
        shown = above
        yield ""
        for section in new:
            yield from _wrapped(f"{section.label}. {section.heading}" if section.label else section.heading)
        yield from _task(row, lang)


def _above(outline: Sequence[Section], task: Task) -> tuple[Section, ...]:
    """The headings that a task stands under, the outermost first."""
    found: list[Section] = []
    level = outline
    while len(found) < _DEEPEST:
        inside = next((one for one in level if task.parts[0] in one.span and one.children), None)
        if inside is None or inside.children[0].span.start > task.parts[0].start:
            break
        found.append(inside)
        level = inside.children
    return tuple(found)


def _task(row: Row, lang: Lang) -> Iterator[str]:
    work, *rest = row.cells
    name = f"{row.number}. ".rjust(6)
    for paragraph in work.split("\n"):
        yield from _wrapped(paragraph, name, " " * 6)
        name = " " * 6
    for column, cell in zip(COLUMNS[2:], rest, strict=True):
        if cell:
            yield from _wrapped(f"{column.say(lang)}: {cell}", " " * 6, " " * 8)


def _targets(targets: Sequence[Target], lang: Lang) -> Iterator[str]:
    if targets:
        yield _TARGETS.say(lang, {"count": str(len(targets))})
    for one in targets:
        yield from _wrapped(one.text, "  - ", "    ")


def _cited(plan: Plan, lang: Lang) -> Iterator[str]:
    if plan.citations:
        yield _CITED.say(lang, {"count": str(len(plan.citations))})
    for one in plan.citations:
        yield f"  - {_citation(one, lang)}"


def _citation(one: Citation, lang: Lang) -> str:
    printed = said.day(one.date) if one.date else one.printed_date
    return _DATED.say(lang, {"symbol": one.symbol, "day": printed}) if printed else one.symbol


def _wrapped(words: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(" ".join(words.split()), _WIDTH, initial_indent=first, subsequent_indent=rest)
