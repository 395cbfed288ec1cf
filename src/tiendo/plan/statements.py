"""Sentences that state something and order nothing, wherever they stand: told by how they begin.

>>> states("Tỷ lệ che phủ rừng đạt 52%."), states("Các nhiệm vụ khác theo quy định."), states("Rà soát các hồ chứa.")
(True, True, False)
"""

from __future__ import annotations

import re

from tiendo import late
from tiendo.plan import markers
from tiendo.viet import UPPER

# A figure to reach and nobody told to reach it is a target.
_TARGET = re.compile(
    r"(?:(?:Phấn đấu|Tối thiểu|Ít nhất|Trên|Dưới|Khoảng|Có|Đạt|Đưa|Giảm"
    r"|Tăng(?! cường)|Duy trì|Tỷ lệ|Tỉ lệ|Bình quân|Từ)\b"
    r"[^.;:]{0,120}?)?\b\d{1,3}(?:[.,]\d{1,2})?\s?%",
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]\.?")
# A body is told apart by what it is, in the words of a definition.
_IS_CALLED = re.compile(r"[^.;:()]{3,160}\((?:sau đây\s)?(?:được\s)?gọi (?:tắt |chung )*là [^()]{1,80}\) là\b")
# A topic that is left to another document, and a sum or quantity that is only foreseen.
_REFERS = re.compile(
    r"(?:[^:.;]{4,120}:|(?:Trình tự|Thủ tục|Hồ sơ|Cách thức|Phương pháp)\b[^:.;]{4,200}) "
    r"(?:được )?[Tt]hực hiện (?:theo|như) (?:các |đúng )?"
    r"(?:quy định|hướng dẫn|[Qq]uyết định|[Nn]ghị định|[Tt]hông tư|[Nn]ghị quyết|Luật|điểm|khoản|Điều)\b"
)
_POINTS = re.compile(
    r"(?:Danh mục|Chi tiết|Nội dung chi tiết)\b[^.;:]*\s(?:tại|theo|ở|trong)\s(?:các )?(?:[Pp]hụ lục|[Bb]iểu)\b"
    r"|(?:Các )?(?:[Mm]ẫu|Biên bản)\b[^.;,]{0,40}\bnày\s(?:được\s)?(?:sử dụng|dùng|thực hiện|áp dụng)\b"
)
# What an organ is made for.
_MADE = "được thành lập"
_MADE_FOR = late.pattern(
    r"(?:Hội đồng|Ban|Tổ|Đoàn|Quỹ)\b[^.,;:]{3,80}? được thành lập (?:để|nhằm|theo|trên cơ sở|khi|trong)\b"
)
# What is left to whatever else says so, and itself says nothing of what.
_RESIDUAL = re.compile(
    r"(?:Các|Những) (?:nhiệm vụ|nghĩa vụ|trách nhiệm|quyền(?: hạn)?|nội dung|biện pháp|hình thức|trường hợp)"
    r"(?:\s[^\W\d_]+){0,4}? khác\b"
)
_STATES = re.compile("|".join(one.pattern for one in (_TARGET, _IS_CALLED, _REFERS, _POINTS, _RESIDUAL, markers.NOTE)))
# How a paper is laid out.
_LAYOUT = late.pattern(
    r"\btrình bày (?:bằng|trang|góc|tại|một|dưới|thêm|ở|từ|quyền|trên)"
    r"|\b[Cc]ỡ chữ|\bkiểu chữ|\bmép (?:trên|dưới|trái|phải)"
    r"|[Gg]óc (?:trên|dưới|phải|trái)|\b[Dd]ấu (?:giáp lai|đóng)|\bđóng dấu|\bô số \d"
)
# Who is competent in a procedure ("Cơ quan thẩm định: Sở Y tế").
_COMPETENT = late.pattern(
    rf"(?:Cơ quan|Đơn vị|Cấp)\s(?:có thẩm quyền\s)?(?:tổ chức\s)?(?:lập|thẩm định|phê duyệt|ban hành|cấp phép|trình)\b"
    rf"[^.;:]{{0,60}}:\s[{UPPER}]"
)
# Who elects an organ, as charters say it.
_ELECTED = " bầu"
_IS_ELECTED = late.pattern(rf"[{UPPER}][^.;:]{{2,90}}?\sdo\s[^.;:,]{{3,80}}?\sbầu\b")
# Words put into another document, or in the place of its own.
_AMENDS = late.pattern(
    r"(?:Sửa đổi|Bổ sung|Thay thế|Bãi bỏ)\b[^.;:]{0,60}?\b(?:tiết|điểm|khoản|Điều|mục|cụm từ|gạch đầu dòng)\s.{0,300}?"
    r"\b(?:như sau|bằng cụm từ)\b",
    re.DOTALL,
)
# A time and nothing else, as one of several ("Đợt 1: trước ngày 20/4/2026").
_TIME = late.pattern(
    r"(?:(?:Đợt|Lần|Kỳ|Giai đoạn)\s(?:\d{1,2}|[IVX]{1,4})\s?:\s*)?"
    r"(?:(?:trước|trong|từ|vào|đến|hết|xong|chậm nhất(?: là)?|ngày|tháng|quý|năm|và)\s|[\dIVX/.,–-]++\s?){1,12}[.;]?",
    re.IGNORECASE,
)
# A blank of a form: long, or with the number of its note; an order that goes on and on may end in short ones.
_BLANK = late.pattern(
    r"(?:\.{3,}|…)\s?\(\d{1,2}\)\s?(?:\.{3,}|…)|\.{6,}+(?!\s*$)|:\s?\.{6,}|…{3,}|\(ghi rõ [^()]{3,80}\)"
)


def states(text: str) -> bool:
    """Whether words state a figure, a time, a definition, a rule laid down elsewhere, a form or an amendment."""
    return bool(
        _STATES.match(text)
        or is_time(text)
        or _QUOTED.fullmatch(text)
        or _COMPETENT.match(text)
        or _AMENDS.match(text)
        or (("..." in text or "…" in text or "(ghi rõ" in text) and _BLANK.search(text))
    )


def is_time(text: str) -> bool:
    """Whether words name a time and nothing else ("Đợt 1: trước ngày 20/4/2026")."""
    return bool(_TIME.fullmatch(text))


def is_of_organs(text: str) -> bool:
    """Whether words say who elects an organ ("Ban Kiểm tra do Đại hội bầu …"), or what one is made for."""
    if _MADE in text and _MADE_FOR.match(text):
        return True
    return _ELECTED in text and bool(_IS_ELECTED.match(text))


def is_of_layout(text: str) -> bool:
    """Whether words say how a paper is laid out."""
    return bool(_LAYOUT.search(text))
