"""What units that stand beside or under each other make of one another: headings, things, values of a line.

>>> from tiendo.plan import blocks, lines
>>> from tiendo.source import Source
>>> source = Source("a.txt", "1. Lập sổ các loại gồm:\\n- Sổ cây;\\n- Sổ đất.", (), "text/plain", "")
>>> (unit,) = blocks.tree(lines.lines(source), source)
>>> lists_objects(unit, unit.children)
True
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from tiendo.plan import attributes, orders, owners, statements
from tiendo.plan.attributes import Field
from tiendo.plan.blocks import Block
from tiendo.plan.markers import Style

_HEADING = 200
_LONG_HEADING = 320
_SEVERAL = 2
_ROLE = re.compile(r"\bchủ trì\b|\bphối hợp\b")


def with_dashes(children: Sequence[Block]) -> list[Block]:
    """The children, with the dashes behind a line of time that says none yet put under that line.

    Behind a line of time that is a dash itself those that name a time and nothing else.
    """
    result: list[Block] = []
    taker: Block | None = None
    for child in children:
        is_dash = child.style is Style.DASH
        if is_dash and taker is not None and (taker.style is not Style.DASH or statements.is_time(child.text)):
            taker.children.append(child)
        else:
            taker = replace(child, children=[*child.children]) if _is_open_time(child) else None
            result.append(taker or child)
    return result


def _is_open_time(block: Block) -> bool:
    """Whether a line of time says none itself ("Thời gian:")."""
    if block.style is Style.DASH and block.text[-1:] != ":":
        return False
    found = attributes.read(block.text)
    return found is not None and found.field is Field.DEADLINE and not block.text[found.start :].strip()


def headed(level: Sequence[Block]) -> Counter[tuple[Style, bool]]:
    """How many units of each style have something under them, by whether their own words are only a heading."""
    return Counter((one.style, orders.own_order(one.text) == 0) for one in level if one.children)


def is_parallel(block: Block, headed: Counter[tuple[Style, bool]]) -> bool:
    """Whether a unit of one sentence stands among siblings whose own words are headings: then its are one too."""
    if headed[block.style, True] < _SEVERAL or len(block.text) > _HEADING or orders.sentences(block.text) > 1:
        return False
    if owners.opening(block.text).lead:
        return False
    others = headed.copy()
    if block.children:
        others[block.style, orders.own_order(block.text) == 0] -= 1
    return others[block.style, True] >= _SEVERAL and not others[block.style, False]


def lists_objects(block: Block, units: Sequence[Block]) -> bool:
    """Whether the units under a lead-in are things that it orders something to be done to."""
    if any(one.children for one in units) or statements.states(block.text):
        return False
    return orders.lists_objects(block.text, [one.text for one in units])


def things(lead_in: Block, after: Sequence[Block]) -> list[Block]:
    """The bullets behind a paragraph that are things that it orders something to be done to."""
    if not lead_in.text.endswith(":"):
        return []
    bullets = list(takewhile(lambda one: one.style in (Style.DASH, Style.PLUS), after))
    is_listed = bullets and not any(one.children for one in bullets)
    return bullets if is_listed and orders.lists_objects(lead_in.text, [one.text for one in bullets]) else []


def is_matter(block: Block, paragraphs: Sequence[Block]) -> bool:
    """Whether a unit's one sentence names a matter and nobody, and the first paragraph under it turns to a body."""
    if len(block.text) > _HEADING or orders.sentences(block.text) > 1 or owners.opening(block.text).lead:
        return False
    return orders.addresses(paragraphs[0].text) or owners.is_given(paragraphs[0].text)


def is_over_matters(block: Block, units: Sequence[Block]) -> bool:
    """Whether a unit under this one names a matter for its paragraphs, so that this one's sentence is a heading too."""
    if len(block.text) > _LONG_HEADING or orders.sentences(block.text) > 1 or owners.opening(block.text).lead:
        return False
    within = [[child for child in one.children if child.style is Style.PARAGRAPH] for one in units]
    return any(paragraphs and is_matter(one, paragraphs) for one, paragraphs in zip(units, within, strict=True))


def is_over_paths(block: Block, units: Sequence[Block]) -> bool:
    """Whether a unit of one sentence is divided by its own number ("1.1" over "1.1.1"): then that is a heading."""
    if len(block.text) > _LONG_HEADING or orders.sentences(block.text) > 1 or owners.opening(block.text).lead:
        return False
    return any(one.style is Style.PATH and one.label.startswith(f"{block.label}.") for one in units)


def is_order_of_its_own(block: Block) -> bool:
    """Whether an item under "Cơ quan thực hiện:" tells its body to do something else than to lead or to help."""
    return orders.addresses(block.text) and not _ROLE.search(block.text)
