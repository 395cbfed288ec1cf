"""Rows whose cells tell several bodies apart, line by line: each line of the work with the line of who leads it.

>>> text = "Lập sổ cây\\nTổng hợp sổ|Các xã\\nSở Y tế"
>>> source = Source("a.txt", text, (), "text/plain", "")
>>> work, who = Span(0, text.index("|")), Span(text.index("|") + 1, len(text))
>>> [draft.label for draft in parted(Draft("1", [work], Frame(), {Field.LEAD: [who]}), source)]
['1.[1]', '1.[2]']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tiendo.plan import orders, verbs
from tiendo.plan.attributes import Field
from tiendo.plan.draft import Draft, Frame
from tiendo.source import Source, Span

_LINE = re.compile(r"\s*(?P<dash>[-–+•]\s*)?(?P<words>[^\n]*\S)")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell without its dash."""

    span: Span
    has_dash: bool


def parted(draft: Draft, source: Source) -> Iterator[Draft]:
    """The row as one task; or as one for each line that orders, where as many lines say who leads."""
    works = _works(draft.parts, source)
    leads = _lines(draft.values.get(Field.LEAD, ()), source)
    if len(works) < _SEVERAL or len(leads) != len(works) or not all(_orders(source.slice(one.span)) for one in works):
        yield draft
        return
    for i, work in enumerate(works):
        values = {field: [_of(i, len(works), field, spans, source)] for field, spans in draft.values.items()}
        if _says_the_same(values, source):
            del values[Field.COORDINATING]
        yield replace(draft, label=f"{draft.label}.[{i + 1}]", parts=[work.span], values=values)


def _works(parts: Sequence[Span], source: Source) -> list[_Line]:
    """The lines of the work; those behind a dash where but a title stands above them."""
    lines = _lines(parts, source)
    dashed = [one for one in lines if one.has_dash]
    return dashed if dashed == lines[1:] else lines


def _of(i: int, count: int, field: Field, spans: Sequence[Span], source: Source) -> Span:
    """What a field says of the line ``i`` of ``count``: its own line where there are as many, else all of it."""
    lines = _lines(spans, source) if field in (Field.LEAD, Field.COORDINATING, Field.DEADLINE) else []
    return lines[i].span if len(lines) == count else spans[0]


def _says_the_same(values: dict[Field, list[Span]], source: Source) -> bool:
    """Whether the one who leads a line is named as who helps in the whole row."""
    return Field.COORDINATING in values and source.slice(values[Field.COORDINATING][0]) == source.slice(
        values[Field.LEAD][0]
    )


def _lines(cells: Sequence[Span], source: Source) -> list[_Line]:
    every = (found for cell in cells for found in _LINE.finditer(source.text, cell.start, cell.end))
    return [_Line(Span(*found.span("words")), bool(found["dash"])) for found in every]


def _orders(words: str) -> bool:
    return bool(verbs.opens(words)) or orders.addresses(words)


__all__ = ["Frame", "parted"]
