"""A news page that reports a document: the head is that of the document reported, as far as it is told.

>>> text = "Tỉnh ủy Sơn Hải ban hành Kế hoạch số 12-KH/TU về trồng rừng.\\n1. Lập sổ."
>>> source = Source("a.txt", text, (), "text/plain", "")
>>> top = read(zones.split(lines.lines(source), source), source)
>>> top.type.value, top.symbol.value, top.issuer.value
('TIN', '12-KH/TU', 'Tỉnh ủy Sơn Hải')
"""

from __future__ import annotations

import re
from datetime import date

from tiendo.plan import citations, dates, kinds, layouts, lines, names, zones
from tiendo.plan.model import Head, Read, Signer
from tiendo.plan.zones import Zones
from tiendo.source import Source, Span
from tiendo.viet import UPPER

_KIND = "|".join(name[0].upper() + name[1:] for name in sorted(kinds.NAMES, key=len, reverse=True))
_ISSUED = re.compile(
    rf"(?P<issuer>(?:Ban|Tỉnh|Thành|Bộ|Ủy|Uỷ|UBND|Thủ|Chính|Hội|Sở|Đảng|Văn|Chủ|Quốc"
    rf"|Cục)\s?[^.;:()\n]{{0,120}}?)\s+(?:vừa\s+|đã\s+|mới\s+|có\s+)*(?:ký\s+ban hành|ban hành"
    rf"|ký)\s+(?:\w+\s+)?"
    rf"(?P<kind>{_KIND})\s+(?:số\s+)?(?P<symbol>\d[\w./-]*[/-][{UPPER}][\w/-]*)(?P<rest>[^.\n]{{0,400}}(?:\.\d[^.\n]*)*)"
)
_NAMED = re.compile(rf"(?:{_KIND})\s+(?:số\s+)?(?P<symbol>{citations.SYMBOL.pattern})")
_NUMBERED = re.compile(r"\bSố\s*:")
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Theo)\b")
_HEADLINES = 2
_HEADLINE = 300
_DATELINE = re.compile(r"\s*\([^)\n]{2,40}\)\s*[-–]\s*")
_SIGNED = re.compile(r"\bdo\s+(?P<who>[^.;:()\n]{4,140}?)\s+ký\b")
_SIGNER = re.compile(rf"(?:[{UPPER}][^\W\d_]*)(?:\s+[{UPPER}][^\W\d_]*){{1,3}}$")
_ABOUT = re.compile(r"\s*,?\s*(?:về|V/v)\s+(?:việc\s+)?")
_LOOK = 12


def read(parts: Zones, source: Source) -> Head | None:
    """The head of the document that the page reports, or None where this is no news page."""
    if parts.kind_line is not None or any(_NUMBERED.search(line.text) for line in parts.head):
        return None
    for line in parts.body[:_LOOK]:
        found = _ISSUED.search(line.text)
        if found and not _BASIS.match(line.text):
            return _head(found, line.span.start, parts, source)
    return _headed(parts)


def _headed(parts: Zones) -> Head | None:
    """The head by a first line that names the document ("Chỉ thị số 45-CT/TW về đại hội …"); None where none does."""
    for line in parts.body[:_HEADLINES]:
        found = _NAMED.search(line.text[:_HEADLINE])
        if found is None or _BASIS.match(line.text) or len(line.text) > _HEADLINE:
            continue
        start = line.span.start
        symbol = Span(start + found.start("symbol"), start + found.end("symbol"))
        value = citations.tidy(found["symbol"])
        return Head(
            type=Read("TIN", None, inferred=True),
            symbol=Read(value, symbol),
            title=_title(line.text[found.end() :], 0, start + found.end()),
            layout=layouts.layout(value, "", None),
        )
    return None


def _head(found: re.Match[str], start: int, parts: Zones, source: Source) -> Head:
    symbol = Span(start + found.start("symbol"), start + found.end("symbol"))
    dated = re.match(rf"\s*,?\s*ngày\s+({dates.SHORT}|{dates.WRITTEN})", found["rest"])
    iso = dates.to_iso(dated[1]) if dated else None
    rest = start + found.start("rest")
    day = Read(iso, Span(rest + dated.start(1), rest + dated.end(1))) if dated and iso else None
    return Head(
        type=Read("TIN", None, inferred=True),
        symbol=Read(citations.tidy(found["symbol"]), symbol),
        title=_title(found["rest"], dated.end() if dated else 0, rest),
        issuer=_issuer(found, start),
        issued_on=day,
        signer=_signer(parts, source),
        layout=layouts.layout(found["symbol"], "", date.fromisoformat(iso) if iso else None),
    )


def _issuer(found: re.Match[str], start: int) -> Read:
    words = re.sub(r"\s+(?:vừa|đã|mới|ký|có|ban hành)$", "", found["issuer"].strip())
    if found.string[: found.start("issuer")].rstrip().endswith("Thay mặt"):
        words = words.split(",")[0]
    return Read(words, Span(start + found.start("issuer"), start + found.start("issuer") + len(words)))


def _title(rest: str, after: int, offset: int) -> Read | None:
    about = _ABOUT.match(rest, after)
    if about is None or not rest[about.end() :].strip():
        return None
    words = rest[about.end() :].rstrip()
    shown = words[0].upper() + words[1:]
    return Read(" ".join(shown.split()), Span(offset + about.end(), offset + about.end() + len(words)))


def _signer(parts: Zones, source: Source) -> Signer | None:
    for line in parts.body[:_LOOK]:
        for found in _SIGNED.finditer(line.text):
            who = found["who"].split(",")[0].strip()
            words = who.split()
            first = next(
                (
                    i
                    for i, word in enumerate(words)
                    if names.FAMILY.fullmatch(word) and _SIGNER.search(" ".join(words[i:]))
                ),
                None,
            )
            if first is None or not 2 <= len(words) - first <= 5:
                continue
            name = who[len(" ".join(words[:first])) :].strip()
            start = line.span.start + found.start("who") + who.rfind(name)
            office = " ".join(words[:first])
            position = Read(office, Span(line.span.start + found.start("who"), start - 1)) if office else None
            return Signer(Read(name, Span(start, start + len(name))), position, None)
    return None


def _is_name(words: list[str]) -> bool:
    return bool(names.FAMILY.fullmatch(words[0]) and _SIGNER.search(" ".join(words)))


__all__ = ["lines", "read", "zones"]
