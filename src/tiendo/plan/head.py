"""The head of a document of the state or the Party: kind, symbol, title, issuer, day, signer, recipients.

>>> text = "SỞ Y TẾ\\nSố: 12/KH-SYT\\nSơn La, ngày 05 tháng 3 năm 2026\\nKẾ HOẠCH\\nVề tiêm chủng"
>>> source = Source("a.txt", text, (), "text/plain", "")
>>> top = read(zones.split(lines.lines(source), source), source)
>>> top.symbol.value, top.issued_on.value, top.title.value
('12/KH-SYT', '2026-03-05', 'Về tiêm chủng')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tiendo import late
from tiendo.plan import catalogue, citations, dates, issuer, kinds, layouts, lines, signer, titles, urgency, zones
from tiendo.plan.lines import Line
from tiendo.plan.model import Head, Read, Signer
from tiendo.plan.zones import Zones
from tiendo.source import Source, Span
from tiendo.viet import LOWER, UPPER

_NUMBERED = re.compile(r"\bS[ốỐ]\s*[:.]?\s*(?P<symbol>\d[^\s,;]*(?:\s?[-–/]\s?(?:[A-ZĐ]|20\d\d/)[^\s,;]*)*)")
# The motto of the state or the name of the Party stands over the place, on a scan without a line between them.
_MOTTO = re.compile(r".*\b(?:hạnh\s+phúc|đảng\s+cộng\s+sản\s+việt\s+nam)[\s_*–-]*", re.IGNORECASE | re.DOTALL)
_PLACED = re.compile(
    rf"(?<![\w/.-])(?P<place>[{UPPER}][\w .\n-]{{1,40}}?)\s*,\s*(?i:ngày)\s*(?P<day>(?i:{dates.WRITTEN})|{dates.SHORT})"
)
_DAY = re.compile(rf"(?i:ngày\s*(?P<day>{dates.WRITTEN}))")
_ABOUT = re.compile(r"(?:V/v|Về việc|V/V)\s*:?\s*[^\n]+(?:\n[^\n]+){0,4}")
_OF_BODY = re.compile(
    r"^(?:\s*CỦA\s+)(?P<body>(?!ĐỒNG CHÍ)[^\n]{3,80}?)(?:(?:\n\s*|\s+)(?=VỀ\s)"
    r"|(?:\n[^\n]{3,80}?)?\n\s*(?=(?:BAN HÀNH|PHÊ DUYỆT|QUY ĐỊNH|SỬA ĐỔI|CÔNG BỐ|HƯỚNG DẪN)\s))",
    re.IGNORECASE,
)
# The gazette gives number and day in the subject ("CỦA CHÍNH PHỦ SỐ 03/2010/NĐ-CP NGÀY 13 THÁNG 01 NĂM 2010 …").
_GAZETTED = re.compile(
    rf"\s*CỦA\s[^\n]{{3,80}}?\s+SỐ\s+(?P<symbol>\d\S*)\s+NGÀY\s+(?P<day>{dates.WRITTEN})\s*", re.IGNORECASE
)
_BARE = late.pattern(
    rf"[\s*]*(?:(?:{kinds.ALTERNATIVES})\s+số\s*:\s*)?(?P<symbol>\d{{1,5}}/[A-ZĐ]\S*-\S+|\d{{1,3}}/(?:19|20)\d\d/[A-Z]\S*)[\s*]*",
    re.IGNORECASE,
)
# The number and the rest of a symbol in two cells, as a form has them ("Số: 18" "/2025/QĐ-UBND").
_REST_OF_SYMBOL = re.compile(r"/[\w/-]*[A-ZĐ]\S*")
_PAGE_HEADING = late.pattern(
    rf"(?:{kinds.ALTERNATIVES}|decree|decision|circular|law)\s+(?:số\s+)?(?P<symbol>\d[\w./-]*/[\w-]+)", re.IGNORECASE
)
_PAGE_ABOUT = late.pattern(r"(?:\s+năm\s+\d{4})?,?\s+(?=(?:về|V/v)\s)(?:về\s+(?!việc))?", re.IGNORECASE)
_WIRED = re.compile(
    rf"\s+(?:THỦ TƯỚNG CHÍNH PHỦ|CHỦ TỊCH|[ỦU][YỶ] BAN|BỘ|BAN)[^\n:{LOWER}]{{0,80}}\s+(?:điện|ĐIỆN)\s*:?\s*$"
)
# Who decides, joined to the subject by a lost line break; the bases follow.
_DECIDES = re.compile(
    r"(?<!CỦA)(?<!CHO)(?<!DO)(?<!VỚI)(?<!VÀ)(?<!PHÓ)(?<!,)\s+(?:CHỦ TỊCH [ỦU][YỶ] BAN|(?:BỘ|CỤC|VIỆN|TỔNG CỤC) TRƯỞNG"
    rf"|(?:TỔNG )?GIÁM ĐỐC|THỐNG ĐỐC|THỦ TƯỚNG CHÍNH PHỦ)(?!\s+CÁC)[^,;:{LOWER}]{{0,90}}$"
)
_RESTS = re.compile(r"\s*(?:-\s*)?(?:Căn cứ|Xét)\b")
_UNDER_KIND = late.pattern(rf"\s*(?:{kinds.ALTERNATIVES.upper()})\s*\n\s*(?P<subject>\S[\s\S]{{5,500}}\S)")
# What is part of the kind's name, on the line with it.
_OF_KIND = re.compile(r"HÀNH ĐỘNG|TỔNG THỂ|CHI TIẾT")
_TO = re.compile(r"\W*Kính gửi\s*:")
_FIRST_LINES = 3
_LOOK = 4000


def read(parts: Zones, source: Source) -> Head:
    """What the head says; None for what it does not."""
    cells = list(_cells(parts.head, source))
    printed, dated = _gazetted(parts, source)
    page = catalogue.NOTHING if parts.head else catalogue.read(source)
    symbol = _symbol(cells, source) or printed or _headed(parts) or page.symbol
    placed, day = _dated(cells, source) if dated is None else (None, dated)
    title = _title(parts, source, symbol)
    signed = _signed(parts, source)
    issued = day or _last_day(parts, source) or page.day
    words = " ".join(line.text for line in parts.head)
    on = date.fromisoformat(issued.value) if issued else None
    return Head(
        type=page.kind or _kind(parts, source, symbol),
        symbol=symbol,
        title=title,
        issuer=issuer.read(parts, source, signed, placed) or page.issuer,
        place=placed,
        issued_on=issued,
        signer=signed,
        recipients=signer.recipients(parts.tail, source),
        layout=layouts.layout(symbol.value if symbol else None, words, on),
        urgency=urgency.read(source, parts.body[0].span.start if parts.body else len(source.text)),
    )


def _signed(parts: Zones, source: Source) -> Signer | None:
    """Who signed: by the block that closes the text, or by the last of the file where that names nobody."""
    first = signer.read(parts.tail, source)
    if first and first.name:
        return first
    last = signer.read(parts.last, source)
    if last and last.name:
        return last
    return signer.signed((*parts.tail, *parts.body[-1:]), source) or first


def _cells(found: tuple[Line, ...], source: Source) -> Iterator[Span]:
    for line in found:
        yield from line.cells or (line.span,)


def _symbol(cells: list[Span], source: Source) -> Read | None:
    for i, cell in enumerate(cells):
        found = _NUMBERED.search(source.slice(cell))
        if found:
            text = found["symbol"].rstrip(".:")
            rest = _REST_OF_SYMBOL.match(source.slice(cells[i + 1])) if text.isdecimal() and cells[i + 1 :] else None
            if rest:
                return Read(citations.tidy(text + rest[0]), Span(cell.start + found.start("symbol"), cells[i + 1].end))
            match = citations.SYMBOL.match(text)
            text = match[0] if match and len(match[0]) > len(text) // 2 else text
            start = cell.start + found.start("symbol")
            if any(map(str.isupper, text)):
                return Read(citations.tidy(text), Span(start, start + len(text)))
    return _bare_symbol(cells, source)


def _bare_symbol(cells: list[Span], source: Source) -> Read | None:
    """A symbol that is all of its line or cell, without the word for number before it."""
    for cell in cells:
        found = _BARE.fullmatch(source.slice(cell))
        if found:
            return Read(
                citations.tidy(found["symbol"]),
                Span(cell.start + found.start("symbol"), cell.start + found.end("symbol")),
            )
    return None


def _headed(parts: Zones) -> Read | None:
    """The symbol by which the heading of a page names the document, over a text that has no number itself."""
    line = next(iter(parts.head or parts.body), None)
    found = _PAGE_HEADING.match(line.text) if line else None
    if line is None or found is None:
        return None
    start = line.span.start + found.start("symbol")
    return Read(citations.tidy(found["symbol"]), Span(start, start + len(found["symbol"])))


def _dated(cells: list[Span], source: Source) -> tuple[Read | None, Read | None]:
    for cell in cells:
        text = source.slice(cell)
        found = _PLACED.search(text) or _DAY.search(text)
        if not found:
            continue
        iso = dates.to_iso(found["day"])
        day = Read(iso, Span(cell.start + found.start("day"), cell.start + found.end("day"))) if iso else None
        if "place" not in found.groupdict():
            return None, day
        motto = _MOTTO.match(found["place"])
        begin = found.start("place") + (motto.end() if motto else 0)
        place = Span(cell.start + begin, cell.start + found.end("place"))
        return Read(" ".join(source.slice(place).split()), place), day
    return None, None


def _gazetted(parts: Zones, source: Source) -> tuple[Read | None, Read | None]:
    """Number and day where the subject gives them, as the gazette prints it; a bare number is no symbol."""
    span = _title_span(parts, source)
    found = _GAZETTED.match(source.slice(span)) if span else None
    if span is None or found is None:
        return None, None
    symbol, day = (Span(span.start + found.start(one), span.start + found.end(one)) for one in ("symbol", "day"))
    iso = dates.to_iso(found["day"])
    is_whole = any(map(str.isupper, found["symbol"]))
    return (
        Read(citations.tidy(found["symbol"]), symbol) if is_whole else None,
        Read(iso, day) if iso else None,
    )


def _last_day(parts: Zones, source: Source) -> Read | None:
    """The day printed with the signature, as older documents do."""
    for line in (*parts.title, *parts.body[:1], *parts.tail[:3]):
        found = _PLACED.search(line.text[:300])
        iso = dates.to_iso(found["day"]) if found else None
        if found and iso:
            return Read(iso, Span(line.span.start + found.start("day"), line.span.start + found.end("day")))
    return None


def _kind(parts: Zones, source: Source, symbol: Read | None) -> Read | None:
    if parts.kind_line is not None:
        line = parts.head[parts.kind_line]
        found = kinds.ANY.match(line.text)
        name = kinds.of_name(found[0]) if found else kinds.misread(line.text)
        if name:
            return Read(name, Span(line.span.start, line.span.start + (found.end() if found else len(line.text))))
    kind = kinds.of_symbol(symbol.value) if symbol else None
    place = symbol.span if symbol else _sent(parts)
    return Read(kind or "CV", place, inferred=True) if place else None


def _sent(parts: Zones) -> Span | None:
    """Where a letter whose head was not copied says to whom it goes; any other kind with these words names itself."""
    found = next((line for line in (*parts.head, *parts.body[:_FIRST_LINES]) if _TO.match(line.text)), None)
    return found.span if found else None


def _page_title(source: Source, symbol: Read | None) -> Span | None:
    """What the document is about by the heading of a page, which names it by its symbol."""
    line = source.text.lstrip().split("\n", 1)[0]
    found = _PAGE_HEADING.match(line)
    about = _PAGE_ABOUT.match(line, found.end()) if found else None
    if found is None or about is None or symbol is None or found["symbol"] != symbol.value:
        return None
    start = source.text.index(line)
    return Span(start + about.end(), start + len(line.rstrip()))


def _title(parts: Zones, source: Source, symbol: Read | None) -> Read | None:
    """The subject: the lines under the kind, or the words after "V/v"."""
    body = source.text[parts.body[0].span.start : parts.body[0].span.start + _LOOK] if parts.body else ""
    span = _title_span(parts, source) or _page_title(source, symbol)
    if span is None:
        for cell in _cells(parts.head, source):
            found = _UNDER_KIND.match(source.slice(cell)) or _ABOUT.search(source.slice(cell))
            if found:
                begin = found.start("subject") if "subject" in found.groupdict() else found.start()
                place = Span(cell.start + begin, cell.start + found.end())
                return _shown(place, body, source)
        return None
    of_body = _GAZETTED.match(source.slice(span)) or _OF_BODY.match(source.slice(span))
    if of_body and source.slice(span)[of_body.end() :].strip():
        span = Span(span.start + of_body.end(), span.end)
    return _shown(span, body, source)


def _shown(span: Span, body: str, source: Source) -> Read:
    """The subject in ordinary letters, without the line that names who sends a telegram, or who decides."""
    wired = _WIRED.search(source.slice(span)) or (_RESTS.match(body) and _DECIDES.search(source.slice(span)))
    span = Span(span.start, span.start + wired.start()) if wired and wired.start() else span
    return Read(re.sub(r"\s*[-_*]{2,}\s*", " ", titles.lowered(source.slice(span), body)).strip(), span)


def _title_span(parts: Zones, source: Source) -> Span | None:
    if parts.kind_line is None:
        return None
    line = parts.head[parts.kind_line]
    found = kinds.ANY.match(line.text)
    after = lines.trimmed(
        source.text, Span(line.span.start + (found.end() if found else len(line.text)), line.span.end)
    )
    if parts.title and _OF_KIND.fullmatch(source.slice(after)):
        after = Span(after.end, after.end)
    starts = [after] if after.end > after.start and any(map(str.isalpha, source.slice(after))) else []
    named = [one.span for one in parts.title if any(map(str.isalpha, one.text))]
    every = [*starts, *named]
    return Span(every[0].start, every[-1].end) if every else None


__all__ = ["read", "zones"]
