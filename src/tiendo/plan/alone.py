"""An annex that came without its document: its title, and the document that it says it comes with.

>>> text = "PHỤ LỤC II\\nDANH MỤC NHIỆM VỤ\\n(Kèm theo Nghị quyết số 5/NQ-CP ngày 02 tháng 3 năm 2026 của Chính phủ)"
>>> source = Source("a.txt", text, (), "text/plain", "")
>>> top = read(zones.split(lines.lines(source), source), source, Head())
>>> top.type.value, top.symbol.value, top.title.value, top.issuer.value, top.issued_on.value
('NQ', '5/NQ-CP', 'Danh mục nhiệm vụ', 'Chính phủ', '2026-03-02')
"""

from __future__ import annotations

import re
from dataclasses import replace

from tiendo import late
from tiendo.plan import citations, dates, issued, kinds, lines, titles, zones
from tiendo.plan.lines import Line
from tiendo.plan.model import Head, Read
from tiendo.plan.zones import Zones
from tiendo.source import Source, Span

_DOCUMENT = late.pattern(
    rf"(?P<kind>{kinds.ALTERNATIVES})\s+số\s*:?\s*(?P<symbol>[\d.…]*\s*/[\w/.-]+)?[^()]{{0,10}}?"
    rf"(?:\s+ngày\s+(?P<day>{dates.WRITTEN}|{dates.SHORT}))?(?:\s+của\s+(?P<issuer>[^,.;()]{{3,100}}?))?\s*(?=[),.;]|$)",
    re.IGNORECASE,
)
_LOOK = 8


def read(parts: Zones, source: Source, top: Head) -> Head:
    """``top``, or where the file is an annex alone what that says of its document."""
    if parts.head or parts.body or top.symbol or top.type or not parts.annexes:
        return top
    first = [line for line in parts.annexes[:_LOOK] if not line.is_row]
    at = next((i for i, line in enumerate(first) if issued.COMES_WITH.match(line.text)), None)
    found = _DOCUMENT.search(first[at].text) if at is not None else None
    if at is None or found is None:
        return top
    start = first[at].span.start
    day, name = dates.to_iso(found["day"] or ""), kinds.of_name(found["kind"])
    is_numbered = (found["symbol"] or "")[:1].isdigit()
    return replace(
        top,
        type=Read(name, _place(found, "kind", start)) if name else None,
        symbol=Read(citations.tidy(found["symbol"]), _place(found, "symbol", start)) if is_numbered else None,
        title=_title(first[1:at], source),
        issuer=Read(found["issuer"], _place(found, "issuer", start)) if found["issuer"] else None,
        issued_on=Read(day, _place(found, "day", start)) if day else None,
    )


def _title(found: list[Line], source: Source) -> Read | None:
    if not found:
        return None
    span = Span(found[0].span.start, found[-1].span.end)
    return Read(titles.lowered(source.slice(span), source.text[span.end :]), span)


def _place(found: re.Match[str], group: str, start: int) -> Span:
    return Span(start + found.start(group), start + found.end(group))


__all__ = ["lines", "read", "zones"]
