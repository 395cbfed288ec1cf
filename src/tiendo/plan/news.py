"""A news page that reports a document: the head is that of the document reported, as far as it is told.

>>> text = "Tỉnh ủy Sơn Hải ban hành Kế hoạch số 12-KH/TU về trồng rừng.\\n1. Lập sổ."
>>> source = Source("a.txt", text, (), "text/plain", "")
>>> top = read(zones.split(lines.lines(source), source), source)
>>> top.type.value, top.symbol.value, top.issuer.value
('TIN', '12-KH/TU', 'Tỉnh ủy Sơn Hải')
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tiendo import late
from tiendo.plan import citations, dates, kinds, layouts, lines, names, titles, zones
from tiendo.plan.model import Head, Read, Signer
from tiendo.plan.zones import Zones
from tiendo.source import Source, Span
from tiendo.viet import UPPER

_KIND = "|".join(name[0].upper() + name[1:] for name in sorted(kinds.NAMES, key=len, reverse=True))
_ISSUED = late.pattern(
    rf"(?P<issuer>(?:Ban|Tỉnh|Thành|Bộ|Ủy|Uỷ|UBND|Thủ|Chính|Hội|Sở|Đảng|Văn|Chủ|Quốc"
    rf"|Cục|Công (?:an|đoàn)|Liên đoàn|Tổng"
    rf"|Viện|Ngân|Trung|Mặt|Đoàn)\s?[^.;:()\n]{{0,120}}?)\s+(?:vừa\s+|đã\s+|mới\s+|có\s+)*(?:ký\s+ban hành|ban hành"
    rf"|ký|có(?=\s+(?:{_KIND})\s+(?:số\s+)?\d))\s+(?:\w+\s+)?"
    rf"(?P<kind>{_KIND})\s+(?:số\s+)?(?P<symbol>\d[\w./-]*[/-][{UPPER}][\w/-]*|\d{{1,4}}(?=,? (?:ngày|về)\s))"
    r"(?P<rest>[^.\n]{0,400}(?:\.\d[^.\n]*)*)"
)
_NAMED = late.pattern(rf"(?:{_KIND})\s+(?:số\s+)?(?P<symbol>{citations.SYMBOL.pattern})")
_NUMBERED = re.compile(r"\bSố\s*:")
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Theo)\b")
_HEADLINES = 2
_HEADLINE = 300
_DATELINE = re.compile(r"\s*\([^)\n]{2,40}\)\s*[-–]\s*")
_SIGNED = re.compile(r"\bdo\s+(?P<who>[^.;:()\n]{4,140}?)\s+ký\b")
_HAS_SIGNED = re.compile(r"^(?P<who>[^.;:()\n]{4,140}?)\s+(?:vừa|đã|mới)\s+ký\b")
_SIGNER = late.pattern(rf"(?:[{UPPER}][^\W\d_]*)(?:\s+[{UPPER}][^\W\d_]*){{1,3}}")
_ABOUT = re.compile(
    r"(?:\s+năm\s+\d{4})?(?:\s+của\s+(?P<body>[^.;:()\n]{3,120}?))?\s*,?\s*(?:(?:về|V/v)\s+(?:việc\s+)?"
    r"|(?:thông báo )?(?=(?:ý kiến )?(?:kết luận|chỉ đạo) của\s|(?:chỉ đạo|triển khai|thực hiện|tổ chức|tổng hợp"
    r"|hướng dẫn|tăng cường|phê duyệt)\s))"
)
# "Ngày 05/3/2026, Tỉnh ủy ban hành …": the day that the page tells before the body.
_ON_DAY = late.pattern(rf"\bngày\s+({dates.SHORT}|{dates.WRITTEN}),?\s*$", re.IGNORECASE)
_LOOK = 12


def read(parts: Zones, source: Source) -> Head | None:
    """The head of the document that the page reports, or None where this is no news page."""
    if parts.kind_line is not None or any(_NUMBERED.search(line.text) for line in parts.head):
        return None
    for line in parts.body[:_LOOK]:
        found = _ISSUED.search(line.text)
        if found and not _BASIS.match(line.text):
            return _head(found, line.span.start, parts)
    return _headed(parts)


def filled(top: Head, parts: Zones) -> Head:
    """A head that shows neither number nor day, with what a page says over the full text of that document."""
    if parts.kind_line is None or top.symbol or top.issued_on or top.type is None:
        return top
    for line in parts.head[: parts.kind_line]:
        found = _ISSUED.search(line.text)
        if found and kinds.of_name(found["kind"]) == top.type.value:
            told = _head(found, line.span.start, parts)
            return replace(top, symbol=told.symbol, issued_on=told.issued_on, issuer=top.issuer or told.issuer)
    return top


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


def _head(found: re.Match[str], start: int, parts: Zones) -> Head:
    symbol = Span(start + found.start("symbol"), start + found.end("symbol"))
    rest = start + found.start("rest")
    dated = re.match(rf"\s*,?\s*ngày\s+({dates.SHORT}|{dates.WRITTEN})", found["rest"])
    told = _ON_DAY.search(found.string, 0, found.start("issuer"))
    day = _day(dated, rest) or _day(told, start)
    after = dated.end() if dated else 0
    about = _ABOUT.match(found["rest"], after)
    return Head(
        type=Read("TIN", None, inferred=True),
        symbol=Read(citations.tidy(found["symbol"]), symbol) if any(map(str.isupper, found["symbol"])) else None,
        title=_title(found["rest"], after, rest),
        issuer=_read(about, "body", rest) if about and about["body"] else _issuer(found, start),
        issued_on=day,
        signer=_signer(parts),
        layout=layouts.layout(found["symbol"], "", date.fromisoformat(day.value) if day else None),
    )


def _day(found: re.Match[str] | None, offset: int) -> Read | None:
    iso = dates.to_iso(found[1]) if found else None
    return Read(iso, Span(offset + found.start(1), offset + found.end(1))) if found and iso else None


def _read(found: re.Match[str], group: str, offset: int) -> Read:
    return Read(found[group], Span(offset + found.start(group), offset + found.end(group)))


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


def _signer(parts: Zones) -> Signer | None:
    for line in parts.body[:_LOOK]:
        for found in (*_SIGNED.finditer(line.text), *_HAS_SIGNED.finditer(line.text)):
            start = line.span.start + found.start("who")
            every = (_person(part[0], start + part.start()) for part in re.finditer(r"[^,]+", found["who"]))
            signer = next((one for one in every if one), None)
            if signer:
                return signer
    return None


def _person(who: str, offset: int) -> Signer | None:
    """Who is named last, behind an office or none ("Bí thư Tỉnh ủy Trần Văn Sơn"); a province is no person."""
    words = list(re.finditer(r"\S+", who))
    for i, word in enumerate(words):
        name = who[word.start() :].rstrip()
        if names.FAMILY.fullmatch(word[0]) and 2 <= len(words) - i <= 5 and _SIGNER.fullmatch(name):
            office = who[: word.start()].strip()
            begin = offset + len(who) - len(who.lstrip())
            position = Read(office, Span(begin, begin + len(office))) if office else None
            is_place = name in titles.PLACES
            span = Span(offset + word.start(), offset + word.start() + len(name))
            return None if is_place else Signer(Read(name, span), position, None)
    return None


__all__ = ["lines", "read", "zones"]
