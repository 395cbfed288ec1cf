"""The body that issues: the last name of the letterhead, made whole by what stands above it and by who signed.

>>> groups(["UBND TỈNH SƠN LA", "SỞ Y TẾ"])
['UBND TỈNH SƠN LA', 'SỞ Y TẾ']
"""

from __future__ import annotations

import re
from itertools import takewhile

from tiendo import late, viet
from tiendo.plan import kinds, letterhead, speaker, titles
from tiendo.plan.lines import Line
from tiendo.plan.model import Read, Signer
from tiendo.plan.zones import Zones
from tiendo.source import Source, Span
from tiendo.viet import UPPER

_BODY = re.compile(
    r"(?:Ủ?Y BAN|UỶ BAN|ỦY BAN|UBND|HĐND|HỘI ĐỒNG|SỞ|BỘ|VĂN PHÒNG|CHI CỤC|CỤC|TỔNG CỤC|TỈNH ỦY|TỈNH UỶ"
    r"|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|QUẬN ỦY|BAN|ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ"
    r"|TRƯỜNG(?! HỢP)|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|TÒA ÁN|VIỆN|THANH TRA|CÔNG AN|ĐOÀN|TỔNG|HỘI|NGÂN HÀNG|BẢO HIỂM"
    r"|KHO BẠC|KIỂM TOÁN|ĐẢNG ĐOÀN|CHỦ TỊCH|TRUNG TÂM|CÔNG TY|ĐÀI|BÁO|LIÊN ĐOÀN|MẶT TRẬN|TỈNH ĐOÀN|PHÒNG)\b",
    re.IGNORECASE,
)
_MOTTO = re.compile(
    r"CỘNG H|ĐẢNG\s+CỘNG SẢN|ĐỘC LẬP|VIỆT NAM DÂN CHỦ|^\W*$|^S[ốỐ]\b|^VIỆT NAM$|^CHỦ NGHĨA|HẠNH PHÚC", re.IGNORECASE
)
# The last line of a motto, and of the names of some bodies.
_COUNTRY = "VIỆT NAM"
_LOCAL = late.pattern(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ XÃ|ĐẶC KHU)\s+.+", re.IGNORECASE)
_PARTY = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|ĐẢNG)\s+[ỦU][YỶ]", re.IGNORECASE)
_OF_BODY = re.compile(r"\s*CỦA\s+(?P<body>[^\n]{3,80}?)(?=\s+VỀ\s|\s+SỐ\s+\d|\s*\n|\s*$)")
_PLACE_NAME = re.compile(r"(\b(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|đặc khu) )((?![uủ][yỷ]\b|đoàn\b).+)$")
_CENTRAL = re.compile(r"BAN CHẤP HÀNH TRUNG ƯƠNG$", re.IGNORECASE)
_OFFICE = re.compile(r"VĂN PHÒNG", re.IGNORECASE)
_UNDER_CENTRE = re.compile(r"BAN|VĂN PHÒNG|[ỦU][YỶ] BAN|HỘI ĐỒNG", re.IGNORECASE)
_UNDER_PARTY = late.pattern(r"VĂN PHÒNG$|BAN (?!THƯỜNG VỤ|CHẤP HÀNH)|[ỦU][YỶ] BAN KIỂM TRA", re.IGNORECASE)
_SPEAKS = late.pattern(r"T\s?[/.]?\s?M\s?[/.]?\s+(BỘ CHÍNH TRỊ|BAN BÍ THƯ)", re.IGNORECASE)
_UNFINISHED = (" VÀ", ",", " CỦA", "ỦY BAN", "BAN")
_LOOK = 30_000
_LETTERHEAD = 300
_BARE = late.pattern(
    r"(?P<body>(?:[ỦU][YỶ] BAN|HỘI ĐỒNG) NHÂN DÂN)(?: (?P<place>(?!TỈNH|THÀNH|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ|ĐẶC|CÁC).+)"
    r"| (?P<level>TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN|ĐẶC KHU))?",
    re.IGNORECASE,
)
_LEVEL = r"(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận|thị xã)"
_MAKES = late.pattern(
    rf"(?P<body>[ỦU][yỷ] ban nhân dân {_LEVEL}(?: [{UPPER}][^\W\d_]+(?: -)?)+)\s(?:ban hành|xây dựng)\s"
    rf"(?i:{kinds.ALTERNATIVES})\b"
)
# How far down who speaks may be named, and whose the committee is.
_SPOKEN = 3
_GAP = 3
_NAME_LINES = 3
# Marks beside a head, and what a page says of itself.
_MARK = late.pattern(
    r"\W*(?:DỰ THẢO|H[OỎ][ẢA] TỐC|(?:THƯỢNG )?KHẨN|TUYỆT MẬT|TỐI MẬT|LƯU HÀNH|TRANG (?:CHỦ|THÔNG TIN)|CỔNG THÔNG TIN"
    r"|VĂN BẢN)\b"
)
_LETTER = 6_000
_OF_PLACE = late.pattern(r"SỞ|VĂN PHÒNG|BAN|TRUNG TÂM|THANH TRA|CHI CỤC", re.IGNORECASE)
_ABBREVIATED = (
    (re.compile(r"^(?:UBND|Y BAN NHÂN DÂN)\b"), "ỦY BAN NHÂN DÂN"),
    (re.compile(r"^HĐND\b"), "HỘI ĐỒNG NHÂN DÂN"),
)


def read(parts: Zones, source: Source, signed: Signer | None, placed: Read | None) -> Read | None:
    """The issuer as the document shows it, or None; ``placed`` is where it is issued."""
    body = source.text
    spoken = _in_title(parts, source)
    if spoken is not None:
        return Read(titles.lowered(source.slice(spoken), body), spoken)
    place = _letterhead(parts.head, source)
    every = groups(letterhead.MOTTO.sub("\n", source.slice(place)).split("\n")) if place else []
    name = _whole(every) if every else ""
    if place is None or not name or _BARE.fullmatch(name):
        return _completed(parts, source, Read(name, place) if name else None, placed) or _above_motto(parts, source)
    shown = titles.lowered(name, body[:_LOOK])
    on_behalf = signed.on_behalf.value if signed and signed.on_behalf else ""
    speaks = _SPEAKS.match(on_behalf) if _CENTRAL.match(name) else None
    if speaks:
        return Read(titles.lowered(speaks[1], body[:_LOOK]), place)
    if _PARTY.match(name) and "BAN THƯỜNG VỤ" in on_behalf.upper():
        shown = f"Ban Thường vụ {_cased(shown)}"
    return Read(_cased(shown), place)


def _completed(parts: Zones, source: Source, bare: Read | None, placed: Read | None) -> Read | None:
    """Who speaks over the bases, where the letterhead names nobody or does not say whose; else whose by the place."""
    said = (*(parts.head[-_SPOKEN:] if parts.kind_line is None else ()), *parts.body[:_SPOKEN])
    spoken = ((speaker.in_capitals(line.text), line.span) for line in said)
    name, span = next((one for one in spoken if one[0]), (bare.value if bare else None, bare.span if bare else None))
    if name is None:
        return _made_by(parts)
    shown = _cased(titles.lowered(_whole([name]), source.text[:_LOOK]))
    start = parts.body[0].span.start if parts.body else 0
    words = " ".join((*(line.text for line in parts.title), source.text[start : start + _LETTER]))
    whole = _with_place(shown, placed.value, words) if placed else shown
    return Read(whole, span, inferred=whole != shown)


def _made_by(parts: Zones) -> Read | None:
    """Who says in the first paragraphs that he makes the document ("Ủy ban nhân dân tỉnh X ban hành Kế hoạch …")."""
    for line in parts.body[:_SPOKEN] if parts.kind_line is not None else ():
        found = _MAKES.search(line.text)
        if found:
            return Read(found["body"], Span(line.span.start + found.start("body"), line.span.start + found.end("body")))
    return None


def _with_place(name: str, place: str, words: str) -> str:
    """A committee or council with whose it is, where its name leaves that out or gives the place alone."""
    found = _BARE.fullmatch(name)
    if found is None or (found["place"] and viet.fold(found["place"]) != viet.fold(place)):
        return name
    return f"{name} {place}" if found["level"] else speaker.whole(found["body"], place, words)


def _above_motto(parts: Zones, source: Source) -> Read | None:
    """What stands over the motto or in the cell beside it, whatever bodies of that name are called."""
    span = _beside_motto(parts.head, source) or _over_motto(parts.head)
    every = groups(source.slice(span).split("\n")) if span else []
    return Read(_cased(titles.lowered(_whole(every), source.text[:_LOOK])), span) if every else None


def _beside_motto(found: tuple[Line, ...], source: Source) -> Span | None:
    for line in found:
        names = [cell for cell in line.cells if _is_name(source.slice(cell))]
        if len(names) == 1 and len(line.cells) > 1 and _MOTTO.search(line.text):
            return names[0]
    return None


def _over_motto(found: tuple[Line, ...]) -> Span | None:
    plain = [line for line in found if not line.cells]
    at = next((at for at, line in enumerate(plain) if _MOTTO.search(line.text)), 0)
    names = list(takewhile(lambda line: _is_name(line.text), reversed(plain[max(0, at - _NAME_LINES) : at])))
    return Span(names[-1].span.start, names[0].span.end) if names else None


def _is_name(words: str) -> bool:
    """Whether words in capitals may be a body's name: neither motto nor number, no mark beside the head."""
    first = words.strip().partition("\n")[0]
    is_name = first.isupper() and len(first.split()) > 1 and len(words) <= _LETTERHEAD
    return is_name and not _MOTTO.search(first) and not _MARK.match(first)


def groups(found: list[str]) -> list[str]:
    """Lines of a letterhead as names: a line that begins no body carries the one before it on."""
    result: list[str] = []
    is_wrapped = False
    for line in found:
        words = " ".join(line.split()).strip(" -*_–")
        if not words or (_MOTTO.search(words) and not (is_wrapped and words.upper() == _COUNTRY)):
            is_wrapped = False
            continue
        is_wrapped = True
        is_whole = _BODY.match(result[-1] if result else "") and not result[-1].upper().endswith(_UNFINISHED)
        if result and not (is_whole and _BODY.match(words)):
            result[-1] += f" {words}"
        else:
            result.append(words)
    return result


def _whole(every: list[str]) -> str:
    name = every[-1]
    for grammar, full in _ABBREVIATED:
        name = grammar.sub(full, name)
    if len(every) > 1 and _CENTRAL.match(every[-2]) and _UNDER_CENTRE.match(name):
        return f"{name} TRUNG ƯƠNG ĐẢNG" if _OFFICE.fullmatch(name) else f"{name} TRUNG ƯƠNG"
    if len(every) > 1 and _PARTY.match(every[-2]) and _UNDER_PARTY.match(name):
        return f"{name} {every[-2]}"
    above = _LOCAL.search(every[-2]) if len(every) > 1 else None
    if above and not _LOCAL.search(name) and _OF_PLACE.match(name) and len(name) < 60:
        return f"{name} {above[0]}"
    return name


def _cased(name: str) -> str:
    """Capitals for the names of sectors that follow "Sở" and "Bộ"."""
    name = _PLACE_NAME.sub(lambda found: found[1] + found[2].title(), name)
    return re.sub(r"^(Sở|Bộ|Cục) (\w)", lambda found: f"{found[1]} {found[2].upper()}", name)


def _letterhead(found: tuple[Line, ...], source: Source) -> Span | None:
    """The first cell, or the lines before the motto or the number."""
    for line in found:
        for cell in line.cells:
            if cell.end - cell.start > _LETTERHEAD:
                continue
            if any(_BODY.match(name) for name in groups(source.slice(cell).split("\n"))):
                return cell
    plain = [line for line in found if not line.cells and line.text.upper() == line.text]
    start = next((line for line in plain if _BODY.match(line.text) and not _MOTTO.search(line.text)), None)
    if start is None:
        return None
    end = start
    reach = start.span.end
    for line in plain[plain.index(start) + 1 :]:
        is_beside = "\n" not in source.text[reach : line.span.start]
        is_motto = _MOTTO.search(line.text) and line.text != _COUNTRY
        if (is_motto and not is_beside) or line.span.start - reach > _GAP:
            break
        end, reach = (end if is_motto else line), line.span.end
    return Span(start.span.start, end.span.end)


def _in_title(parts: Zones, source: Source) -> Span | None:
    """The body that speaks where the line under the kind says whose it is."""
    if parts.kind_line is None or not parts.title:
        return None
    line = parts.title[0]
    found = _OF_BODY.match(line.text)
    if found is None or not _BODY.match(found["body"]) or not line.text.isupper():
        return None
    return Span(line.span.start + found.start("body"), line.span.start + found.end("body"))
