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

from tiendo.plan import blocks, orders, verbs
from tiendo.plan.attributes import Field
from tiendo.plan.draft import Draft, Frame
from tiendo.source import Source, Span
from tiendo.viet import UPPER

_LINE = re.compile(r"\s*(?P<dash>[-–+•]\s*)?(?P<words>[^\n]*\S)")
_SEVERAL = 2
_DASH = re.compile(rf"[:;.]\s+(?P<dash>[-–+•]\s+)(?=[{UPPER}])")
_LEADS_UP = re.compile(r":[^\w]{0,3}$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell without its dash."""

    span: Span
    has_dash: bool


def parted(draft: Draft, source: Source) -> Iterator[Draft]:
    """The row as one task; or as one for each line that orders, where as many lines say who leads."""
    within = list(_listed(draft, source))
    if within:
        yield from within
        return
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


def _listed(draft: Draft, source: Source) -> Iterator[Draft]:
    """The items that a row's words count in brackets, or set behind dashes, and lead up to with a colon."""
    start, end = draft.parts[0].start, draft.parts[-1].end
    text = source.text[start:end]
    cuts = _counted(text) or _dashed(text)
    if not cuts or not _LEADS_UP.search(text[: cuts[0][0]]):
        return
    if not cuts[0][1]:
        yield replace(draft, parts=[Span(start, start + len(text[: cuts[0][0]].rstrip()))])
    for i, (_, label, words) in enumerate(cuts):
        stop = cuts[i + 1][0] if i + 1 < len(cuts) else len(text)
        place = Span(start + words, start + len(text[:stop].rstrip()))
        parts = [
            Span(max(one.start, place.start), min(one.end, place.end)) for one in draft.parts if one.overlaps(place)
        ]
        yield replace(draft, label=f"{draft.label}.{label or f'[{i + 1}]'}", parts=parts)


def _counted(text: str) -> list[tuple[int, str, int]]:
    """Where numbers in brackets count work: more of it than of things that the words above are about."""
    cuts = [one for one in blocks.ordinals(text) if one[1].isdecimal()]
    ordering = sum(bool(verbs.opens(text[words:])) for _, _, words in cuts)
    return cuts if 2 * ordering > len(cuts) else []


def _dashed(text: str) -> list[tuple[int, str, int]]:
    """Where dashes inside a cell's words begin orders: all of them, behind the end of a clause."""
    found = list(_DASH.finditer(text))
    is_order = len(found) >= _SEVERAL and all(verbs.opens(text[one.end() :]) for one in found)
    return [(one.start("dash"), "", one.end()) for one in found] if is_order else []


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
