"""Where the one who is told ends and what he is told begins, where his name goes on in a clause.

>>> text = "Ủy ban nhân dân cấp có thẩm quyền thu hồi đất phải lập phương án."
>>> text[: end(text, 0)], charged(text)
('Ủy ban nhân dân cấp có thẩm quyền thu hồi đất', slice(0, 0, None))
"""

from __future__ import annotations

import re

from tiendo import late
from tiendo.plan import bodies, verbs
from tiendo.source import Span
from tiendo.viet import UPPER

_CHARGED = "trách nhiệm"
_ACTS = re.compile(r"chỉ đạo|chủ trì,? phối hợp")
_DUTY = re.compile(r"\s+(?:có|chịu) trách nhiệm(?: sau)?\s*:?\s*$")
_RESPONSIBLE = re.compile(r"\s(?:có|chịu)\s+trách nhiệm\b")
#: "Cơ quan tiếp nhận kê khai có trách nhiệm …": a body named by what it does, up to what it must do.
BARE = re.compile(
    r"(?:[Cc]ác )?(?:[Cc]ơ quan|[Đđ]ơn vị|[Tt]ổ chức)(?:, (?:cơ quan|đơn vị|tổ chức|cá nhân))*(?: tổ chức)?"
)
_MUST = re.compile(r"(?<=[^.,;:])(?<! và)(?<! cần)\s(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|phải)\b")
_IS_TOLD = re.compile(r"\bđược\b|\bcó\b")
_NEAR = 120
# A class of bodies that a clause tells apart: nothing in it is a name. Those who may decide something are told so too.
_CLASS = late.pattern(rf"(?:Các|Những|Mọi|Tất cả(?: các)?) [^.;:{UPPER}]{{3,60}}")
_MAY_DECIDE = "có thẩm quyền"
_BY_WHAT = late.pattern(
    r"\s?(?:tham gia|kinh doanh|sử dụng|quản lý|thu hồi|tiếp nhận|hoạt động|sản xuất|cung cấp|thực hiện|đầu tư)\b"
)
# Whoever has a duty is somebody, whatever he is called ("Đối tượng kiểm tra có trách nhiệm …").
_NOBODY = (
    r"(?:Việc|Công tác|Trong|Khi|Nếu|Trường hợp|Theo|Căn cứ|Để|Sau|Ngoài|Đối với|Quá trình|Kinh phí|Tại|Trước|Từ)\b"
)
_HAS_DUTY = late.pattern(
    rf"(?!{_NOBODY})(?P<who>[{UPPER}](?:(?! phải\b| là\b)[^.;:,]){{3,160}}?)(?<!người)(?<!sẽ)\s"
    r"(?:có|chịu) trách nhiệm\s(?!cá nhân|trước|về|thi hành|thực hiện (?:Quyết định|Quy|Nghị))"
)


# People by what they are, where rules say what they must.
_MEMBERS = late.pattern(
    r"(?P<who>(?:(?:Các|Mọi|Mỗi|Những) )?(?:[Cc]án bộ|[Cc]ông chức|[Vv]iên chức|[Nn]hân viên|[Tt]hương nhân|[Hh]ội viên"
    r"|[Nn]gười|[Hh]ộ)\b(?:(?! phải\b| là\b)[^.;:()]){0,100}?)(?<! không)"
    r"\s(?:phải(?! có\b)|không được)\s"
)
_BY_CLAUSE = re.compile(
    r"(?:Các|Những|Mọi|Tất cả(?: các)?)\s[^.;:,]{3,60}?(?:, [^.;:,\s]+)?"
    r"\s(?:hoạt động|tham gia|sản xuất|kinh doanh|sử dụng)\s[^.;:]{3,200}"
)
_CHARGES = r"(?:nghĩa vụ|nhiệm vụ|trách nhiệm|chức năng|quyền hạn|quyền lợi|quyền)"
_HELD_BY = late.pattern(
    rf"(?:(?:Nghĩa vụ|Trách nhiệm)|(?:{_CHARGES})(?:(?:,| và) {_CHARGES})+)\scủa\s(?!chương trình|kế hoạch|đề án|dự án)"
    r"(?P<who>[^.;:,()]{3,60}?)\s*[:.]?",
    re.IGNORECASE,
)
_BY_CHARGE = re.compile(
    r"(?:Các (?:cơ quan|đơn vị|tổ chức|cơ sở)|Cơ quan|Đơn vị)(?:, (?:cơ quan|đơn vị|tổ chức|cá nhân))*"
    r" (?!(?:thực hiện|có|phối hợp|liên quan|khác)\b|chủ trì(?: thực hiện)?$)[^.;:,()]{8,100}"
)
_DOES = re.compile(
    r"(?!(?:Việc|Công tác|Kế hoạch|Chương trình|Nội dung|Quá trình|Trong|Để|Khi|Nếu|Trường hợp|Đối với|Theo|Căn cứ)\b)"
    rf"(?P<who>[{UPPER}][^.;:,]{{5,80}}?)\s(?:(?:tập trung|phải|cần|có trách nhiệm|tổ chức|triển khai)\s)*thực hiện\s"
    r"(?:(?:tốt|các|những|\d{1,2})\s)*(?:nội dung|nhiệm vụ|công việc)\b[^.;:]{0,40}\ssau(?: đây)?\s*:\s*$"
)


def end(text: str, start: int) -> int:
    """Where the subject that begins at ``start`` ends; it must be followed by an order, or be all of the text."""
    is_charged = _CHARGED in text
    duty = _DUTY.search(text, start) if is_charged else None
    if duty and len(text) < bodies.LIMIT and not _ACTS.search(text, start, duty.start()):
        return duty.start()
    stop = bodies.list_end(text, start)
    must = _must(text, start, stop)
    if must:
        return must
    responsible = _RESPONSIBLE.search(text, start, min(len(text), start + bodies.LIMIT)) if is_charged else None
    if (
        responsible
        and responsible.start() < stop + 90
        and _IS_TOLD.search(text[start : responsible.start()])
        and not {".", ":"} & set(text[stop : responsible.start()])
    ):
        stop = responsible.start()
    return stop


def _must(text: str, start: int, stop: int) -> int:
    """Where somebody is told what he must, behind a clause that says who he is; 0 where none does."""
    name = text[start:stop].rstrip()
    is_person = text.startswith("Người được ", start)
    is_class = name.endswith(_MAY_DECIDE) or (_CLASS.fullmatch(name) and _BY_WHAT.match(text, stop))
    if not (is_person or is_class or BARE.fullmatch(name)):
        return 0
    must = _MUST.search(text, max(start, stop - 1), min(len(text), stop + _NEAR))
    if must is None or "." in text[stop : must.start()] or not (is_person or "," not in text[stop : must.start()]):
        return 0
    return must.start()


def charged(text: str) -> slice:
    """Who has a duty by what a sentence says, if nobody is named at its head; empty where it says so of nobody."""
    found = _HAS_DUTY.match(text) if _CHARGED in text else None
    return slice(*found.span("who")) if found and not verbs.opens(text) else slice(0, 0)


def member(text: str) -> tuple[Span, ...]:
    """The people whom rules tell what they must by what they are ("Người ra vào rừng phải …")."""
    found = _MEMBERS.match(text) if " phải " in text or " không được " in text else None
    return (Span(*found.span("who")),) if found else ()


def by_clause(text: str) -> tuple[Span, ...]:
    """Those whom a heading names by a clause, all of it ("Các doanh nghiệp hoạt động trong …"), or by their charge.

    "Nghĩa vụ của hội viên", "Nhiệm vụ, quyền hạn của Tổng thư ký" name whoever stands behind "của"; "Cơ quan quản lý
    cơ sở dữ liệu" is known by what it does.
    """
    held = _HELD_BY.fullmatch(text)
    if held:
        return (Span(*held.span("who")),)
    return (Span(0, len(text)),) if _BY_CLAUSE.fullmatch(text) or _BY_CHARGE.fullmatch(text) else ()


def doing(text: str) -> tuple[Span, ...]:
    """The subject of a lead-in that says who does what follows, whatever its name ("Đại hội các cấp thực hiện …:")."""
    found = _DOES.match(text)
    return (Span(*found.span("who")),) if found and not verbs.opens(text) else ()
