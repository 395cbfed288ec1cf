"""Names of bodies and offices in a sentence: where a list of them begins, where it ends, how it divides.

Only the words are read; whether such a body exists is not asked here.

>>> text = "Sở Y tế, Sở Văn hóa, Thể thao và Du lịch và các xã"
>>> [text[one.start : one.end] for one in divide(text, Span(0, len(text)))]
['Sở Y tế', 'Sở Văn hóa, Thể thao và Du lịch', 'các xã']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.plan import verbs
from tiendo.source import Span

_UY = "(?:Ủy|Uỷ|ủy|uỷ)"
_PROPER = (
    rf"Sở|Bộ|{_UY} ban|UBND|UBMTTQ|MTTQ|Công an|Ban(?! hành)|BQL|Văn phòng|VPUB|Cục|Chi cục|Tổng cục|Vụ"
    rf"|Viện|Trung tâm|Thanh tra|Báo|Đài"
    r"|Hội|Hội đồng|Hiệp hội|Liên đoàn|Liên minh|Liên hiệp|Mặt trận|Đoàn|Tỉnh [đĐ]oàn|Thành [đĐ]oàn|Tòa án"
    r"|Toà án|Kho bạc"
    rf"|Ngân hàng|Bảo hiểm|BHXH|Thuế|Hải quan|Kiểm toán|Đảng {_UY}|Tỉnh {_UY}|Thành {_UY}|Tổng công ty"
    rf"|Tập đoàn|Công ty|Trường|Bệnh viện"
    r"|Học viện|Phòng|Quỹ|Chính phủ|Quốc hội|Quân khu|Lực lượng|Thông tấn xã|Cổng|Tổ(?! chức)|Tiểu ban"
    r"|Chi nhánh|Trạm|Hạt|Đội|Kiểm lâm"
    r"|Thành phố|Tỉnh|VNPT|Viettel|EVN|Tổng hội|Câu lạc bộ|Cảng|Nhà|Cụm|Nhà máy|Xí nghiệp|Hợp tác xã"
)
_OFFICES = (
    r"Chủ tịch|Phó Chủ tịch|Giám đốc|Tổng [Gg]iám đốc|Thủ trưởng|Bộ trưởng|Chánh|Bí thư|Cục trưởng"
    r"|Vụ trưởng|Viện trưởng|Trưởng|Hiệu trưởng"
    r"|Người đứng đầu|Thủ tướng|Phó Thủ tướng|Lãnh đạo|Tư lệnh|Chỉ huy trưởng|Thống đốc|Tổng Thanh tra|Tổng Kiểm toán"
)
_CLASSES = (
    r"sở|bộ|ban|ngành|cơ quan|đơn vị|địa phương|tổ chức|cấp|cấp ủy|cấp uỷ|đoàn thể|xã|phường|huyện|tỉnh"
    r"|thành phố|doanh nghiệp|chủ|cơ sở|bệnh viện|trường|hội|thành viên"
    r"|công ty|chi cục|cục|vụ|viện|trung tâm|phòng|chủ đầu tư|nhà máy|tỉnh uỷ|tỉnh ủy|thành ủy|đồng chí"
    r"|tập đoàn|ủy ban|uỷ ban|lực lượng|hiệp hội"
    r"|cán bộ|ban quản lý|khu|chủ rừng|nhà trường|hộ|cộng đồng|chính quyền|đại biểu|quỹ|ngân hàng"
    r"|tổng công ty|trạm|cảng|nhóm|đảng bộ|đảng ủy|đảng uỷ|chi bộ|văn phòng"
)
_PLURAL = (
    rf"(?:[Cc]ác|[Nn]hững|[Tt]ất cả các|[Tt]oàn thể)\s+(?:đồng chí\s+)?(?:{_CLASSES}|{_PROPER}|{_OFFICES}"
    r"|bí thư|bộ trưởng|thủ trưởng|chủ tịch)"
)
_LOWER = (
    r"lãnh đạo|thủ trưởng|chủ tịch|giám đốc|bí thư|bộ trưởng|người đứng đầu|cơ quan|đơn vị|chính quyền"
    r"|cấp ủy|cấp uỷ|tổ chức có liên quan"
    r"|[uủ][yỷ] ban nhân dân|đoàn thể|cộng đồng|đảng ủy|đảng uỷ|công an|sở|bộ"
)
START = re.compile(
    rf"(?:{_PLURAL}|(?:{_PROPER}|{_OFFICES})(?=\s+[\w(]|[,;:.)]|$)|(?:Cơ quan|Đơn vị|Chính quyền"
    rf"|Cấp [uủ][yỷ]|Mỗi|Từng)\s)"
)
_AFTER_AND = re.compile(rf"(?:{_LOWER})\b")
_SEPARATOR = re.compile(r"\s*(?:;|,|\bvà\b|\bcùng\b|\n)\s*(?:và\s+)?(?:đồng chí\s+)?")
_TITLE_ONLY = re.compile(
    rf"(?:(?:các\s+)?đồng chí\s+)?(?:{_OFFICES}|bí thư|bộ trưởng|thủ trưởng|chủ tịch|giám đốc)", re.IGNORECASE
)
_SPREAD = re.compile(
    r"(?P<plural>[Cc]ác)\s+(?P<kind>Bộ|bộ|Sở|sở|Cục trưởng các Cục|Cục trưởng|Cục|Vụ|Ban)\s*:\s*(?P<names>.+)",
    re.DOTALL,
)
_ANY_BODY = re.compile(
    r"[Cc]ác (?:cơ quan|đơn vị|tổ chức|địa phương)(?:, (?:cơ quan|đơn vị|tổ chức|địa phương|cá nhân))*"
)
_ASIDE = re.compile(r"\((?:[Cc]ác|gồm|bao gồm|[Cc]ơ quan|là|qua|thông qua|sau đây|để)\b")
_EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ",;:."
_STOPS = '.!?\n“"'
_MARK_OR_WORD = re.compile(rf"[():{_STOPS}]|[^\W_]+")
_NEXT_NAME = re.compile(r"(?:các|[Uu]BND|[ỦU][yỷ] ban)\b")
_OPEN_COLON = re.compile(r":\s*[^:]*$")
_SAYS_ALL = re.compile(r"\b[Cc]ác\b")
_BEFORE_NAME = re.compile(r"\s*(?:và\s+|cùng\s+|với\s+)?(?:các đồng chí\s*:\s*|các đồng chí\s+|[Đđ]ồng chí\s+)?")
_LAST_ASIDE = re.compile(r"\s*\((?:Cơ quan|cơ quan|là|qua|thông qua|để|sau đây)[^()]*\)?\s*$")
_TOLD = re.compile(r"\s+được\s.*$", re.DOTALL)
_LAST_AND = re.compile(r"\bvà$")
_SHORTENED = re.compile(r"\b(?:TP|Tp|TX|P|Q|TT)$")
_ALL_OF_KIND = re.compile(r"(?:[Cc]ác|Cục trưởng các)\s+\w+(?:\s\w+)?$")
_THEN_NAME = re.compile(r":\s+[A-ZĐ]")
_RELATIVE = re.compile(r"(?:được(?:\s\w+){0,3}\s|\bcó\s|\bcác tổ chức\s)$")
LIMIT = 420


def list_end(text: str, start: int) -> int:
    """Where the list of bodies that begins at ``start`` ends: at the first verb of an order, or a stop."""
    stop = min(len(text), start + LIMIT)
    depth = 0
    for found in _MARK_OR_WORD.finditer(text, start, stop):
        position, mark = found.start(), found[0]
        if mark == "(":
            if _ASIDE.match(text, position):
                return position
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif not depth and _ends_list(text, start, position, mark):
            return position
    return stop


def _ends_list(text: str, start: int, position: int, mark: str) -> bool:
    """Whether the list of bodies from ``start`` ends before a mark or a word."""
    if mark in _STOPS:
        return not _is_inner_stop(text, position)
    if mark == ":":
        return not _is_spread(text, start, position)
    if position == start or mark not in verbs.FIRST_WORDS or verbs.begins(text, position) is None:
        return False
    return not _is_relative(text, start, position)


def divide(text: str, span: Span) -> Iterator[Span]:
    """The single bodies of a list, as places; words under one "các" stay together."""
    begin = span.start
    for found in _SEPARATOR.finditer(text, span.start, span.end):
        if found.start() <= begin:
            continue
        if _starts_another(text, begin, found, span.end):
            yield from _clean(text, begin, found.start())
            begin = found.end()
    yield from _clean(text, begin, span.end)


def is_name(text: str) -> bool:
    """Whether words begin as a body's name does."""
    return bool(START.match(text) or _AFTER_AND.match(text) or (text[:1].isupper() and not verbs.opens(text)))


def spread(text: str) -> list[str]:
    """A list under one kind ("Các Bộ: Quốc phòng, Tài chính") as each with its own kind; any other name as it is."""
    found = _SPREAD.fullmatch(text)
    if not found:
        return [text]
    kind = found["kind"][0].upper() + found["kind"][1:]
    kind = kind.replace(" các Cục", " Cục")
    return [f"{kind} {name.strip()}" for name in _names(found["names"]) if name.strip()]


def _names(listed: str) -> list[str]:
    whole = re.sub(
        r"Văn h(?:óa|oá), Thể thao và Du lịch", lambda m: m[0].replace(",", "\0").replace(" và ", "\1"), listed
    )
    parts = re.split(r"[,;]\s*", whole)
    return [part.replace("\0", ",").replace("\1", " và ") for part in parts]


def _starts_another(text: str, begin: int, found: re.Match[str], end: int) -> bool:
    after = found.end()
    current = text[begin : found.start()].strip()
    if ";" in found[0]:
        return after < end and bool(START.match(text, after) or _AFTER_AND.match(text, after))
    if _TITLE_ONLY.fullmatch(current):
        return False
    if _SPREAD.match(current) or _OPEN_COLON.search(current):
        return bool(_NEXT_NAME.match(text, after, after + 8))
    if START.match(text, after):
        return True
    if not _AFTER_AND.match(text, after):
        return False
    if "," not in found[0]:
        return True
    return not _SAYS_ALL.search(current) and not current[:1].islower()


def _clean(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    lead = _BEFORE_NAME.match(words)
    start += lead.end() if lead else 0
    aside = _LAST_ASIDE.search(text[start:end])
    end = start + aside.start() if aside else end
    told = _TOLD.search(text[start:end])
    if told and not _ANY_BODY.fullmatch(text[start : start + told.start()]):
        end = start + told.start()
    end = start + len(_without_edge(text[start:end]))
    if end > start:
        yield Span(start, end)


def _without_edge(words: str) -> str:
    """Words without the marks, and without a last "và", that lead on to the next name."""
    return _LAST_AND.sub("", words).rstrip(_EDGE)


def _is_inner_stop(text: str, position: int) -> bool:
    """A full stop inside an abbreviation ("TP. Huế")."""
    return text[position] == "." and bool(_SHORTENED.search(text[max(0, position - 3) : position]))


def _is_spread(text: str, start: int, position: int) -> bool:
    return bool(_ALL_OF_KIND.search(text[start:position])) and bool(_THEN_NAME.match(text, position, position + 4))


def _is_relative(text: str, start: int, position: int) -> bool:
    """Whether the verb at ``position`` belongs to a clause that tells which bodies ("được giao chủ trì")."""
    before = text[max(start, position - 60) : position]
    return bool(_RELATIVE.search(before)) and not before.endswith("có trách nhiệm ")
