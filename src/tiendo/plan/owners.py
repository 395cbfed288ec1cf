"""Who must do an order and who helps: read from its opening, its attribute lines, and "phối hợp với".

>>> text = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát các cơ sở."
>>> said = opening(text)
>>> [text[s.start:s.end] for s in said.lead], [text[s.start:s.end] for s in coordinating(text)]
(['Sở Y tế'], ['Công an tỉnh'])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tiendo import late
from tiendo.plan import asides, bodies, subjects, verbs
from tiendo.plan.model import BodyRef
from tiendo.source import Source, Span
from tiendo.viet import LOWER, UPPER, lowered

_ORDERED = re.compile(
    r"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công|[ỦUủu][yỷ] quyền(?= cho\s))"
    r"\s*:?\s+(?:cho\s+)?(?:các đồng chí\s*:?\s*|đồng chí\s+)?"
)
# One of these is in each.
_ORDER_SAYS = ("iao", "êu cầu", "ề nghị", "hân công", " quyền")
_ADDRESSED = re.compile(
    r"(?:(?:Đối với|Trách nhiệm (?!và )(?:của )?|Nghĩa vụ của|Về phía"
    r"|(?:Nội dung|Nhiệm vụ|Công việc)(?:\s\w+){0,4}\scủa"
    r"|(?:Chức năng|Nhiệm vụ|Quyền hạn|Quyền|Trách nhiệm|Nghĩa vụ)"
    r"(?:(?:,| và) (?:chức năng|nhiệm vụ|quyền hạn|nghĩa vụ|trách nhiệm))+\scủa)\s*"
    r"|(?:Các )?[Đđ]ồng chí\s+|(?:Định kỳ(?: h[ằà]ng (?:năm|quý|tháng))?|H[ằà]ng (?:năm|quý|tháng))\s+)"
)
# Behind an introduction the order begins after a comma, or at words that turn to somebody.
_TURN = (
    r"(?:[,;]\s+|\bthì\s+|(?<!\bcủa)(?<!\bvới)(?<!\bcho)(?<!\bvà)(?<!\btừ)(?<!\btại)(?<!\btrong)(?<!\bgiữa)(?<!\btheo)"
    r"(?<!phát sinh)(?<!đáp ứng)(?<!tất cả)(?<!mời)"
    r"\s(?=các\s(?:cơ quan|sở|đơn vị|địa phương|bộ|tổ chức(?=, cá nhân))\b|đề nghị\s|yêu cầu\s|giao\s))"
)
_INTRODUCTION = (
    r"(?:Căn cứ|Trên (?:cơ sở|tinh thần)|Trong (?:quá trình|phạm vi|thời (?:gian|hạn)|trường hợp)|Theo(?! dõi)|Hằng năm"
    r"|Sau (?:tối đa|thời gian|\d{1,3})"
    r"|Hàng năm|H[ằà]ng (?:tuần|tháng|quý)|(?:Tháng \d{1,2}|Quý [IVX\d]{1,3}) h[ằà]ng năm"
    r"|Tu[ỳy]|Tù[ỳy]|Định kỳ|Sau khi|Đồng thời|Để|Nhằm|Khi|Đối với|Quá trình|Từ nay|Với vai trò"
    r"|Trước (?:ngày|mắt|khi)|Thời gian|Nếu|Trường hợp|Ngoài|Từ|Cụ thể"
    r"|Về(?! (?:việc )?(?:đề nghị|kiến nghị|yêu cầu|giao)\b))\b"
)
_INTRODUCED = re.compile(rf"{_INTRODUCTION}[^.;:\n]{{0,400}}?{_TURN}")
_NEXT = re.compile(rf"(?:[^.;:\n]|\.{{3}}){{0,300}}?{_TURN}")
# Whoever stands right behind such a word does what it depends on ("Nếu các sở chậm gửi, …"): the order comes later.
_CONDITION = re.compile(r"(?:Trường hợp|Nếu|Khi|Sau khi|Trước khi)\s+(?:mà\s+)?")
_BEHIND_CONDITION = re.compile(r"(?:[^.;:\n]|\.{3}){0,300}?(?:[,;]\s+|\bthì\s+)")
# A lead-in may have more than one purpose before it says who is to do what follows.
_PURPOSES = ("Để ", "Nhằm ")
_STILL = re.compile(
    r"(?:định hướng|quy định|quyết định|sau khi|trước khi|h[ằà]ng (?:tuần|tháng|quý|năm)"
    r"|nếu|khi|để|nhằm|căn cứ|theo|trên cơ sở|trong|đề nghị|yêu cầu|giao|đồng thời)\b"
)
_TOPIC = re.compile(r"(?:(?:Về|Đối với|Trường hợp)\b(?:[^:.\n]|\.(?=\S)){4,400}|[^:.\n]{4,160}):\s+")
# The topic goes on to say what is asked for, and a second colon leads up to who is told ("…: tăng biên chế: giao …").
_GIVEN = re.compile(r":\s+(?:giao|yêu cầu|đề nghị)\s+")
_PASSES_ON = re.compile(
    r"(?:[ỦUủu][yỷ] ban nhân dân|UBND|Chủ tịch|Thủ tướng|Phó Thủ tướng|Chính phủ|Bộ trưởng|Giám đốc|Ban Thường vụ"
    r"|Thường trực|Tỉnh [uủ][yỷ]|Thành [uủ][yỷ]|Bộ Chính trị|Ban Bí thư|Chánh Văn phòng|Thủ trưởng)\b"
    r"[^.;:,\n]{0,80}?\s(?=(?:giao|yêu cầu|[uủ][yỷ] quyền cho)\s|(?:có )?ý kiến(?: chỉ đạo)?(?: như sau)?:\s+[Gg]iao\s)"
    r"(?:(?:có )?ý kiến(?: chỉ đạo)?(?: như sau)?:\s+)?"
    r"|(?:Chính phủ|Thủ tướng Chính phủ|Bộ Chính trị|Ban Bí thư|Ban Thường vụ [^.;:,\n]{3,40}?)\s(?=đề nghị\s)"
)
_ASSIGNED = re.compile(
    r"(?:Kế hoạch|Chỉ thị|Kết luận|Nghị quyết|Công điện|Chương trình)\b[^.;:\n]{0,60}?(?:phân công"
    r"|giao)(?: rõ)? nhiệm vụ(?: cụ thể)? cho\s+"
)
# How a sentence begins that addresses somebody, unless a topic and a colon lead up to it; most do otherwise.
_ADDRESSES = re.compile(
    "|".join(one.pattern for one in (_PASSES_ON, _ADDRESSED, _ORDERED, _ASSIGNED, bodies.START)) + f"|{_INTRODUCTION}"
)
# A search that begins with the marks themselves runs from one to the next.
_CLAUSE = re.compile(rf"[.!?;](?:(?<=;)\s+(?=\w)|(?<!;)\s+(?=[{UPPER}]))")
# What goes on so tells the same body when and about what; names in it are of those who get the result.
_RECURS = re.compile(r"(?:Định kỳ|H[ằà]ng|Đối với|Để|Từ)\b")
_HAS_DONE = re.compile(r"\s*(?:đã|đang)\s")
_WITH = re.compile(
    r"[PpCcđ](?:(?<=[Pp])hối (?:hợp|(?=với))(?:\s+(?:chặt chẽ|đồng bộ|thường xuyên|kịp thời|hiệu quả))?"
    r"(?:(?:,\s+|\s+và\s+)(?:hướng dẫn|hỗ trợ|giúp đỡ|trao đổi|thống nhất|làm việc|đôn đốc)){0,2}"
    r"(?:,?\s*(?:với|cùng(?: với)?))?\s*:?"
    r"|(?:(?<=[Cc])hủ trì|(?<=đ)ầu mối),?\s+cùng(?: với)?)\s+"
)
_WITH_SAYS = ("hối hợp", "hủ trì", "ầu mối")
# Behind the body that is told to act: "Thanh tra Bộ cùng các đơn vị liên quan tăng cường …".
_TOGETHER = re.compile(r"\s*,?\s*cùng(?:\s+với)?\s+")
_LOWER_BODY = re.compile(
    r"(?:tổ chức, cá nhân|thành viên(?= (?:Hội đồng|Ban|Tổ|Đoàn)\b)|người đại diện(?= phần vốn)"
    r"|sở|(?:cơ quan|đơn vị)(?! nào)|chính quyền|lãnh đạo|thủ trưởng|chánh (?:văn phòng|thanh tra)|chủ tịch|giám đốc"
    r"|bí thư|bộ trưởng|người đứng đầu|thường trực|ban (?:thường vụ|chấp hành)|cấp [uủ][yỷ]|đảng [uủ][yỷ]|tổ chức đảng"
    rf"|lưu trữ (?:lịch sử|hiện hành)|(?:phường|xã|đặc khu)(?=(?: [{UPPER}]\w*+)++ [{LOWER}])"
    r"|tỉnh [uủ][yỷ]|thành [uủ][yỷ]|doanh nghiệp|lực lượng|chủ (?:chương trình|dự án|đầu tư|rừng))\b"
)
_HELPER = late.pattern(
    r"(?:sở|bộ|ban|cơ quan|đơn vị|chính quyền"
    r"|các(?! (?:chính sách|biện pháp|giải pháp|nhiệm vụ|nội dung|hoạt động|quy định|chương trình|dự án|nguồn)\b)"
    r"|[uủ][yỷ] ban|công an|địa phương|lực lượng|doanh nghiệp|viện|trường"
    r"|nhà trường|đảng [uủ][yỷ]|lưu trữ (?:lịch sử|hiện hành)"
    r"|tổ chức (?:đoàn|đảng|chính trị|hội)|đoàn thể|thường trực|cấp [uủ][yỷ]|gia đình|ngành)\b"
    r"(?!\s+(?:thực hiện|triển khai)\b)"
)
_COLON = re.compile(r"(?:\s*\([^)]{0,120}\))?\s*:\s+")
# "Trưởng Ban Chỉ đạo là Chủ tịch Ủy ban nhân dân": who sits in a body, and not who does something.
_IS_MADE_OF = late.pattern(
    r"(?<!nhất)(?<!tâm)(?<!biệt) là (?:đồng chí )?(?:Phó )?(?:Chủ tịch|Giám đốc|Trưởng|Bí thư|Bộ trưởng)"
)
_NEAR = 120
_LONGEST_INTRODUCTION = 500
_LIST_BEFORE = late.pattern(
    rf"\b(?:của|với|cho|từ) (?:các|những) [^.;:,{UPPER}]{{0,30}}(?:[{UPPER}][^.;:,]{{0,30}})?,\s$"
)
# The law knows ministries and "cơ quan ngang bộ" as one class, and never the latter alone.
_BEHIND_MINISTRIES = ("cơ quan ngang bộ", "cơ quan ngang Bộ")
# "tổ chức, cá nhân" and the like behind "cơ quan," is one more of a class.
_CLASS_BEFORE = re.compile(r"\b(?:cơ quan|đơn vị|tổ chức|cá nhân|doanh nghiệp),\s$")
# Those who issue what an order rests on, in a list of them ("các nghị quyết của Đảng, Quốc hội, …").
_AUTHORS = ("Quốc hội", "Chính phủ", "Nhà nước", "Thủ tướng Chính phủ", "Bộ Chính trị", "Ban Bí thư")
_OF_AUTHORS = re.compile(rf"\bcủa (?:Đảng|Trung ương|{'|'.join(_AUTHORS)})(?:, [^,.;:]{{3,40}})*,\s$")
_EVERY = ("các", "giao")
# Those by whom something is done that the order is about ("hoạt động do các sở, Ban Quản lý rừng tổ chức").
_BY_WHOM = re.compile(r"\bdo (?:các|những) (?:[Bb]ộ|[Ss]ở|[Bb]an|[Nn]gành|cơ quan|đơn vị),\s$")
# "kiểm tra, giám sát" is one matter behind an introduction.
_PAIRED = re.compile(r"\b(?:kiểm tra|thanh tra|theo dõi),\s$")
_RHYTHM = re.compile(r"h[ằà]ng (?:tuần|tháng|quý|năm)(?:, (?:quý|6 tháng|năm))*,?\s+")
# A heading of whose duties it is, and what goes on with the name of a body in one ("Hội đồng Tư vấn xử lý …").
_CHARGE = re.compile(r"(?:Trách nhiệm|Nghĩa vụ|Nhiệm vụ|Quyền hạn|Chức năng)\b[^.;:]{0,60}?\bcủa\s")
_REST_OF_NAME = re.compile(
    r"(?:xử lý|giải quyết|quản lý|điều phối|thẩm định|xét duyệt|đánh giá|kiểm tra|giám sát|ứng phó|nghiệm thu|lựa chọn"
    r"|đấu giá|bồi thường)\s[^,.;:()\n]{2,60}?[.:]?\s*"
)
# A class of bodies that its heading tells apart by what they do: the verbs there are no order.
_FOR_A_CLASS = late.pattern(
    r"(?:Đối với|Trách nhiệm của)\s+(?P<who>(?:các|những)\s"
    r"(?:cơ quan|đơn vị|cơ sở|doanh nghiệp|nhà máy|nhà thầu|chủ đầu tư|chủ rừng|hộ kinh doanh)"
    r"\s[^.;:()]{3,200}?)\s*(?:\([^()]*\))?\s*[:.]?"
)
_MAY = re.compile(r"\s*(?:có quyền|sẽ)\b")
# The unit of a ministry and that ministry, on two lines of a cell.
_OF_MINISTRY = late.pattern(
    rf"\s*(?P<unit>(?:Vụ|Cục|Tổng cục|Văn phòng|Thanh tra|Viện)\s[^\n;,.]{{3,60}}\n\s*Bộ\s[{UPPER}][^\n;,.]{{2,40}})\s*"
)
_PART = re.compile(r"[^;\n.]+(?:\.(?=\S)[^;\n.]*)*")
_JOINT = re.compile(r"[ +,-]+(?:(?:và|cùng)\s+)?")
_IN_THEIR = re.compile(
    r",?\s(?:trong phạm vi|theo|căn cứ)\s(?:chức năng|nhiệm vụ|thẩm quyền|quyền hạn)[^;.]{0,40}?"
    r"(?=\s(?:và|cùng)\s|$)"
)
_BY_THEIR = re.compile(
    r"(?:theo (?:chức năng|nhiệm vụ|thẩm quyền|lĩnh vực|[Qq]uy định|Quyết định|Kế hoạch)|trong phạm vi"
    r"|trên cơ sở|căn cứ|tại (?:Kế hoạch|Chỉ thị))\b.*$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Bodies that a sentence addresses and where the order to them begins."""

    lead: tuple[Span, ...]
    end: int


NOBODY = Opening((), 0)


# Headings, modes and tasks ask the same of one sentence, one soon after the other.
@lru_cache(maxsize=256)
def opening(text: str) -> Opening:
    """The bodies that ``text`` begins by addressing; none where it begins with the order itself."""
    start = _skip(text) if _ADDRESSES.match(text) else None
    if start is None and ":" in text:
        start = _behind_topic(text)
    if start is None or not _is_body(text, start):
        who = subjects.charged(text)
        return Opening((Span(who.start, who.stop),), who.stop) if who.stop else NOBODY
    end = subjects.end(text, start)
    if end <= start or (text.startswith("Đối với") and start < 9 and text[end : end + 1] not in ("", ":")):
        return NOBODY
    if _CHARGE.match(text) and _REST_OF_NAME.fullmatch(text, end):
        end = len(text.rstrip(" .:"))
    if " là " in text[start:end] and _IS_MADE_OF.search(text, start, end):
        return NOBODY
    cut = _BY_THEIR.search(text, start, end)
    listed = Span(start, cut.start() if cut else end)
    lead = tuple(bodies.divide(text, listed))
    return Opening(lead[-1:] if _is_set_off(text, lead) else lead, end)


def _is_set_off(text: str, found: Sequence[Span]) -> bool:
    """Whether the names only go on with a list before them, and the last stands apart: the one of whom it speaks.

    "Trên cơ sở đề nghị của các sở, Ban Quản lý, Sở Y tế lập sổ": the last two are joined by no "và".
    """
    if len(found) < 2 or not _LIST_BEFORE.search(text, max(0, found[0].start - _NEAR), found[0].start):
        return False
    return text[found[-2].end : found[-1].start].strip() == ","


def _behind_topic(text: str) -> int | None:
    """Where the address begins behind a topic and a colon ("Về đường bộ: giao Sở Xây dựng …"), or None."""
    topic = _TOPIC.match(text)
    if topic is None:
        return None
    start = topic.end()
    if text.count("(", 0, start) > text.count(")", 0, start):
        return None
    passed = _passed_on(text, start)
    if passed is not None:
        return passed
    if _turns_to_body(text, start) or (not verbs.opens(text) and _is_body(text, start)):
        ordered = _ORDERED.match(text, start)
        return ordered.end() if ordered else start
    told = next(
        (one.end() for one in _GIVEN.finditer(text, start, start + bodies.LIMIT) if _is_body(text, one.end())), 0
    )
    if told:
        return told
    skipped = _skip(text[start].upper() + text[start + 1 :])
    return start + skipped if skipped else None


def _turns_to_body(text: str, position: int) -> bool:
    """Whether an order to somebody begins here: "giao Sở …", or a body with a verb right behind it."""
    if _ORDERED.match(text, position):
        return True
    end = _list_end(text, position) if _is_body(text, position) else position
    return end > position and bool(verbs.begins(text, end))


@lru_cache(maxsize=256)
def addressee(text: str) -> tuple[Span, ...]:
    """The bodies that a heading names, where it names nothing else ("2. Sở Xây dựng", in capitals too)."""
    words = text[:1] + lowered(text[1:]) if text.isupper() else text
    if every := _members(words):
        return every
    if told := _FOR_A_CLASS.fullmatch(words):
        return (Span(*told.span("who")),)
    found = opening(words)
    if not found.lead:
        return ()
    rest = words[found.end :].strip(" :.-")
    is_only = not rest or bool(
        re.fullmatch(r"(?:có|chịu) trách nhiệm(?: sau)?|thực hiện|chủ trì(?: thực hiện)?|tổ chức thực hiện", rest)
    )
    return found.lead if is_only else ()


def _members(heading: str) -> tuple[Span, ...]:
    """The bodies that a heading gives in brackets behind the class that it names."""
    inside = asides.members(heading)
    if inside.stop == 0 or not _is_body(heading, inside.start) or _list_end(heading, inside.start) < inside.stop:
        return ()
    every = tuple(bodies.divide(heading, Span(inside.start, inside.stop)))
    named = [heading[one.start : one.end] for one in every]
    return every if all(bodies.is_name(one) and (":" in one or not one.startswith("các ")) for one in named) else ()


def coordinating(text: str) -> tuple[Span, ...]:
    """The bodies after "phối hợp (với)", wherever it stands, and those who act together with the one addressed."""
    result: list[Span] = []
    for start in _helped_from(text):
        if not (bodies.START.match(text, start) or _HELPER.match(text, start)):
            continue
        end = _list_end(text, start)
        result.extend(bodies.divide(text, Span(start, end)))
    return tuple(result)


def _helped_from(text: str) -> Iterator[int]:
    """Where those who help may be named."""
    told = opening(text) if "cùng" in text else NOBODY
    together = _TOGETHER.match(text, told.end) if told.lead else None
    if together:
        yield together.end()
    for found in _WITH.finditer(text) if any(map(text.__contains__, _WITH_SAYS)) else ():
        yield found.end()


# The rows of a table name the same bodies again and again.
@lru_cache(maxsize=256)
def listed(text: str) -> tuple[Span, ...]:
    """The bodies of an attribute's value or a cell: all of it is names, but for orders told in sentences."""
    unit = _OF_MINISTRY.fullmatch(text)
    if unit:
        return (Span(*unit.span("unit")),)
    result: list[Span] = []
    for part in _parts(text):
        end = min(part.end, _list_end(text, part.start)) if verbs.begins(text, part.start) is None else part.start
        every = bodies.divide(text, Span(part.start, end))
        result.extend(one for one in every if bodies.is_name(text[one.start : one.end]))
    return tuple(result)


def _parts(text: str) -> Iterator[Span]:
    """The parts of a value between its stops, and around words that only say in what these act ("trong phạm vi …")."""
    for found in _PART.finditer(text):
        start = found.start()
        for end, then in [*(one.span() for one in _IN_THEIR.finditer(text, *found.span())), (found.end(),) * 2]:
            joint = _JOINT.match(text, start)
            start = joint.end() if joint else start
            if start < end:
                yield Span(start, end)
            start = then


def reads(source: Source, offset: int, spans: Iterable[Span]) -> Iterator[BodyRef]:
    """Bodies as values with their places; a spread list gives one each, at the place of the list."""
    for span in spans:
        place = Span(offset + span.start, offset + span.end)
        for name in bodies.spread(" ".join(source.slice(place).split())):
            yield BodyRef(name, place)


def _skip(text: str) -> int | None:
    """Where the address begins: after an order's verb, an adverbial, or at once."""
    start = 0
    passed = _passed_on(text, start)
    if passed is not None:
        return passed
    for grammar in (_ADDRESSED, _ORDERED, _ASSIGNED):
        found = grammar.match(text)
        if found and _is_body(text, found.end()):
            return found.end()
    if _is_body(text, start):
        return start
    found = _INTRODUCED.match(text)
    tries = 0
    if found and (passed := _passed_on_behind(text)):
        return passed
    if found and _CONDITION.fullmatch(found[0]):
        found = _BEHIND_CONDITION.match(text, found.end())
    is_lead_in = text.startswith(_PURPOSES) and text.endswith(":")
    while found and tries < 6:
        ordered = _ORDERED.match(text, found.end())
        rhythm = _RHYTHM.match(text, found.end())
        after = ordered.end() if ordered else rhythm.end() if rhythm else found.end()
        if _is_body(text, after) and (ordered or (_is_subject(text, after) and not _goes_on(text, after))):
            return after
        if verbs.begins(text, after) and not (
            is_lead_in or _STILL.match(text, after) or _PAIRED.search(text, 0, after)
        ):
            return None
        found = _NEXT.match(text, found.end())
        tries += 1
    return None


def _passed_on(text: str, start: int) -> int | None:
    """Where the address begins behind somebody who hands the order on ("Tỉnh ủy giao Ban …"), or None."""
    passed = _PASSES_ON.match(text, start)
    ordered = _ORDERED.match(text, passed.end()) if passed else None
    return ordered.end() if ordered and _is_body(text, ordered.end()) else None


def _passed_on_behind(text: str) -> int | None:
    """The same behind an introduction, however many commas that has ("Về học phí, miễn, giảm, Thủ tướng giao Bộ …")."""
    turns = re.finditer(r"[,;]\s+", text[:_LONGEST_INTRODUCTION])
    return next((passed for one in turns if (passed := _passed_on(text, one.end())) is not None), None)


def _is_subject(text: str, start: int) -> bool:
    """Whether bodies named behind an introduction are who it leads up to: not the last it lists itself."""
    return not text[start : _list_end(text, start)].rstrip().endswith(("và", ","))


def _goes_on(text: str, start: int) -> bool:
    """Whether a class in lower case only goes on with a list before it ("đề nghị của các bộ, cơ quan liên quan, …")."""
    if (
        _BY_WHOM.search(text, max(0, start - _NEAR), start)
        or text.startswith(_BEHIND_MINISTRIES, start)
        or _CLASS_BEFORE.search(text, max(0, start - _NEAR), start)
        or (text.startswith(_AUTHORS, start) and _OF_AUTHORS.search(text, max(0, start - _NEAR), start))
    ):
        return True
    if text[start].isupper() or text.startswith(_EVERY, start):
        return False
    return bool(_LIST_BEFORE.search(text, max(0, start - _NEAR), start))


def _is_body(text: str, position: int) -> bool:
    if bodies.START.match(text, position):
        return True
    return position > 0 and bool(_LOWER_BODY.match(text, position))


def _list_end(text: str, start: int) -> int:
    return bodies.list_end(text, start)


def after_address(text: str) -> int:
    """Where the order begins behind an addressee: after a colon ("Sở Y tế: Lập sổ"), or at a lost line break; or 0."""
    found = opening(text)
    if not found.lead:
        return 0
    rest = text[found.end :]
    colon = _COLON.match(rest)
    if colon:
        return found.end + colon.end() if len(rest[colon.end() :].split(maxsplit=3)) > 3 else 0
    begin = len(text) - len(rest.lstrip())
    return begin if verbs.turns(text, begin) else 0


def is_given(text: str) -> bool:
    """Whether a sentence orders somebody by name ("Giao Sở …", "Yêu cầu các …")."""
    return any(found and _is_body(text, found.end()) for found in (_ORDERED.match(text), _ASSIGNED.match(text)))


def lead_in(text: str) -> tuple[Span, ...]:
    """The bodies that the last sentence of a lead-in orders ("…, yêu cầu Giám đốc các sở …:")."""
    for found in reversed(_orders(text)):
        if _is_body(text, found.end()):
            return tuple(bodies.divide(text, Span(found.end(), _list_end(text, found.end()))))
    return ()


def turned(sentence: str) -> bool:
    """Whether a sentence orders somebody behind an introduction ("Với vai trò …, yêu cầu các bộ …")."""
    return any(_is_body(sentence, found.end()) for found in _orders(sentence) if found.start())


def _orders(text: str) -> Sequence[re.Match[str]]:
    """Where somebody is given, asked or charged to do something."""
    return list(_ORDERED.finditer(text)) if any(map(text.__contains__, _ORDER_SAYS)) else ()


def ordered(text: str) -> tuple[Span, ...]:
    """Everybody whom an order addresses: its opening, and each later sentence or clause that turns to somebody by name.

    A later one counts only where the first addresses somebody too: else it tells who gets the result.
    """
    told = opening(text)
    first = told.lead
    if not first:
        return ()
    later = tuple(
        Span(found.end() + one.start, found.end() + one.end)
        for found in _CLAUSE.finditer(text, told.end)
        for one in _turned_to(text[found.end()].upper() + text[found.end() + 1 : found.end() + _LONGEST])
    )
    is_again = len(first) == 1 and any(_is_told_again(text, first[0], one) for one in later)
    if is_again or (later and _MAY.match(text, told.end)):
        return later
    said = tuple(f"{text[one.start : one.end]} " for one in first)
    return (*first, *(one for one in later if not f"{text[one.start : one.end]} ".startswith(said)))


def _is_told_again(text: str, first: Span, later: Span) -> bool:
    """Whether a body with a long clause, cut short or read too far, is named again by the next sentence."""
    long, short = text[first.start : first.end], text[later.start : later.end]
    return f"{long} ".startswith(f"{short} ") or (bool(subjects.BARE.fullmatch(long)) and short.startswith(f"{long} "))


# More than a sentence has: a text without an end must not be looked through again from each of its clauses.
_LONGEST = 4_000


def _turned_to(clause: str) -> tuple[Span, ...]:
    """Whom a sentence or clause behind the first turns to: told by name to do something."""
    found = NOBODY if _RECURS.match(clause) else opening(clause)
    if not found.lead or _HAS_DONE.match(clause, found.end):
        return ()
    if (
        len(found.lead) == 1
        and subjects.BARE.fullmatch(clause, found.lead[0].start, found.lead[0].end)
        and not is_given(clause)
    ):
        return ()
    return found.lead if is_given(clause) or verbs.opens(clause[found.end :].lstrip(" ,:")) else ()


def named(text: str) -> tuple[str, ...]:
    """The names of those whom a sentence addresses, for comparing."""
    return tuple(text[one.start : one.end].lower() for one in opening(text).lead)
