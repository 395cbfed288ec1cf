"""Zones and blocks as a plan; leaves a hole rather than guess.

>>> source = Source("a.txt", "1. Sở Y tế lập sổ trước ngày 15/12/2025.", (), "text/plain", "")
>>> plan = lower(source, Context())
>>> plan.tasks[0].lead[0].value, plan.tasks[0].deadline.values
('Sở Y tế', ('2025-12-15',))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from tiendo.plan import (
    alone,
    blocks,
    charter,
    citations,
    closings,
    deadlines,
    finish,
    head,
    lines,
    news,
    outline,
    sections,
    targets,
    tasks,
    zones,
)
from tiendo.plan.blocks import Block
from tiendo.plan.context import Context
from tiendo.plan.draft import Draft
from tiendo.plan.markers import Style
from tiendo.plan.model import Head, Plan, Target, Task
from tiendo.plan.zones import Zones
from tiendo.source import Source, Span

if TYPE_CHECKING:
    from tiendo.orgtree import OrgTree

_AIMS = re.compile(r"(?:(?:Các |Quan điểm,? (?:và )?)?mục tiêu|(?:Các )?chỉ tiêu)\b(?!.*nhiệm vụ)", re.IGNORECASE)
_AIMS_OPEN = frozenset("cCmMqQ")
_HEADING = 150


def lower(source: Source, context: Context) -> Plan:
    """The plan that a source states; ``context`` gives the day where the document has none."""
    found, source = lines.unwrapped(source)
    parts = zones.split(found, source)
    story = news.read(parts, source)
    top = story or alone.read(parts, source, news.filled(head.read(parts, source), parts))
    on = _day(top.issued_on.value if top.issued_on else None) or context.on
    roots = _closed(blocks.tree(parts.body, source))
    annexes = _issued(blocks.tree(parts.annexes, source))
    # Each draft is finished before the next is made: what was read of its sentence is still at hand.
    one = charter.body(top.title.value if top.title else None, source)
    attached = sections.attached(top.title.value if top.title else "")
    drafted = chain(tasks.drafts(roots, source, on, one), tasks.drafts(annexes, source, on, one, attached))
    own = top.symbol.value if top.symbol else None
    return Plan(
        source=source,
        head=top,
        citations=citations.citations(source, _places(parts), own, context.registry),
        outline=outline.outline((*roots, *annexes), source),
        tasks=_resolved(
            finish.tasks(_unreported(drafted, story), source, on),
            context.tree,
            top.issuer.value if top.issuer else None,
        ),
        targets=_targets((*roots, *annexes), source, on),
    )


def _unreported(drafted: Iterator[Draft], story: Head | None) -> Iterator[Draft]:
    """The drafts without the sentence in which a page tells of the document that it reports."""
    told = story.symbol.span if story and story.symbol else None
    yield from (one for one in drafted if not (told and any(part.overlaps(told) for part in one.parts)))


def _resolved(made: tuple[Task, ...], tree: OrgTree | None, issuer: str | None) -> tuple[Task, ...]:
    """The tasks with their bodies resolved; as they are where there is no register, which is then not loaded."""
    if tree is None:
        return made
    from tiendo.plan import resolve

    return resolve.tasks(made, tree, issuer)


def _day(printed: str | None) -> date | None:
    return date.fromisoformat(printed) if printed else None


def _places(parts: Zones) -> list[Span]:
    return [line.span for line in parts.said]


def _issued(annexes: list[Block]) -> list[Block]:
    """What stands behind the signature; a text issued there, before its own annexes, closes as a document does."""
    end = next((i for i, block in enumerate(annexes) if block.style is Style.ANNEX), len(annexes))
    return [*_closed(annexes[:end]), *annexes[end:]]


def _closed(roots: list[Block]) -> list[Block]:
    """A last paragraph that speaks of the whole document, taken out of the unit it happens to follow."""
    parent: Block | None = None
    section: Block | None = None
    level = roots
    while level and level[-1].children:
        parent = level[-1]
        if parent.style in (Style.SECTION, Style.CAPITAL) and section is None:
            section = parent
        level = parent.children
    if parent is None or not level or level[-1].style is not Style.PARAGRAPH or parent is section:
        return roots
    moved = 0
    while (
        len(level) > moved
        and level[-1 - moved].style is Style.PARAGRAPH
        and closings.is_closing(level[-1 - moved].text)
    ):
        moved += 1
    if not moved or (moved == len(level) and tasks.is_topic(parent)):
        return roots
    target = section.children if section else roots
    prefix = f"{section.path}." if section else ""
    for count, block in enumerate(level[len(level) - moved :], 1):
        level.remove(block)
        target.append(block)
        block.path = f"{prefix}[{sum(one.is_enumerated for one in target) + count}]"
    return roots


def _targets(roots: Sequence[Block], source: Source, on: date | None) -> tuple[Target, ...]:
    """The figures under headings of aims; a heading between ("Đến năm 2030") says by when for those that do not."""
    result: list[Target] = []
    for block in blocks.walk(roots):
        if block.text[:1] in _AIMS_OPEN and _AIMS.match(block.text):
            result.extend(_figures(block, source, on))
    return tuple(dict.fromkeys(result))


def _figures(aims: Block, source: Source, on: date | None) -> Iterator[Target]:
    pending = [(child, _by(aims, on, None)) for child in reversed(aims.children)]
    while pending:
        block, by = pending.pop()
        for target in targets.targets(source, block.span, on):
            yield target if target.by else replace(target, by=by)
        below = _by(block, on, by) if block.children else by
        pending.extend((child, below) for child in reversed(block.children))


def _by(heading: Block, on: date | None, above: str | None) -> str | None:
    """The day that a heading sets for the figures under it, else that of the one above."""
    days = deadlines.in_value(heading.text, on).values if len(heading.text) < _HEADING else ()
    return next((one for one in days if re.fullmatch(r"\d{4}-\d\d-\d\d", one)), above)


__all__ = ["deadlines", "lower"]
