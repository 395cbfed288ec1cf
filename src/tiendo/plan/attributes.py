"""Lines and columns that say who, when and what for of the task they stand under.

>>> found = read("Cơ quan chủ trì: Sở Y tế.")
>>> found.field.value, "Cơ quan chủ trì: Sở Y tế."[found.start:]
('lead', 'Sở Y tế.')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tiendo import late


class Field(StrEnum):
    """What an attribute fills; NUMBER and OTHER fill nothing."""

    CONTENT = "content"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    DELIVERABLE = "deliverable"
    OTHER = "other"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a line fills, and where its value begins."""

    field: Field
    start: int


_WHO = r"(?:các\s+)?(?:cơ quan|đơn vị|tổ chức|bộ phận|cấp|sở,? ngành|nơi|người)"
_MATTERS = (
    r"(?:thông số|địa điểm|số lượng(?:\s+\w+){0,2}|thành phần|đối tượng|hình thức|quy mô|phương thức|kinh phí|địa bàn"
    r"|phạm vi|thời lượng|kết quả|trách nhiệm)"
)
_TIMES = r"(?:thời gian|thời hạn|tiến độ|tần suất|thời điểm|lịch trình)"
_AND = r"\s?(?:,|và|,\s?và)\s"
# The one that stands without a colon.
_TIME_OPENS = frozenset("tT")
_TIME_ONLY = (
    Field.DEADLINE,
    re.compile(r"(?:thời gian|thời hạn|tiến độ)\s+(?:thực hiện|hoàn thành)\s+(?=[^:\n]{3,200}$)", re.IGNORECASE),
)
_GRAMMAR: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (
        Field.COORDINATING,
        re.compile(rf"(?:{_WHO}\s+)?(?:cùng\s+|tham gia\s+)?phối hợp(?:\s+thực hiện)?\s*:\s*", re.IGNORECASE),
    ),
    (
        Field.LEAD,
        re.compile(
            rf"(?:{_WHO}\s+(?:được\s+(?:giao|phân công)\s+)?)?(?:chủ trì|đầu mối|chịu trách nhiệm|thực hiện"
            rf"|tham mưu|tổ chức)"
            rf"(?:[\s,]+(?:thực hiện|tham mưu|tổ chức|phối hợp|triển khai|chính|xây dựng|soạn thảo"
            rf"|trình)){{0,3}}\s*:\s*",
            re.IGNORECASE,
        ),
    ),
    (
        Field.DEADLINE,
        re.compile(
            rf"(?:{_MATTERS}{_AND}){{0,4}}{_TIMES}(?:{_AND}(?:{_MATTERS}|{_TIMES})){{0,4}}"
            r"(?:\s+(?:tổ chức|thực hiện|triển khai|áp dụng|quan trắc|kiểm tra|báo cáo))?\s*:\s*",
            re.IGNORECASE,
        ),
    ),
    (
        Field.DEADLINE,
        re.compile(
            r"(?:(?:thời gian|thời hạn)(?:\s+\w+){0,6}|(?:tiến độ|thời điểm|lộ trình)"
            r"(?:\s+(?:tổ chức|thực hiện|hoàn thành|triển khai|trình|báo cáo|ban hành|và|kết thúc|bắt đầu|dự kiến"
            r"|gửi|xong)){0,6})\s*:\s*",
            re.IGNORECASE,
        ),
    ),
    _TIME_ONLY,
    (
        Field.DELIVERABLE,
        re.compile(
            r"(?:(?:dự kiến\s+)?sản phẩm|kết quả|đầu ra|hình thức văn bản)(?:\s+(?:đầu ra|thực hiện"
            r"|dự kiến|đạt được|cần đạt))?\s*:\s*",
            re.IGNORECASE,
        ),
    ),
    (
        Field.CONTENT,
        re.compile(
            r"(?:nội dung|nhiệm vụ|công việc|hoạt động)(?:\s+(?:thực hiện|công việc|chính|cụ thể|triển khai))?\s*:\s*",
            re.IGNORECASE,
        ),
    ),
    (
        Field.OTHER,
        re.compile(
            r"(?:(?:dự kiến\s+)?kinh phí|nguồn kinh phí|địa điểm|hình thức|thành phần|đối tượng|quy mô"
            r"|số lượng|phương thức|phạm vi|mục tiêu|mục đích|ghi chú|căn cứ|cấp trình|cấp ban hành|lưu ý|thời lượng"
            r"|(?:nội dung|phương pháp|điều kiện|tài liệu)(?=\s+(?:đào tạo|bồi dưỡng|tập huấn|tuyển chọn)\b))"
            r"(?:\s+(?:thực hiện|tham gia|tham dự|tổ chức|áp dụng|triển khai|thụ hưởng|đào tạo|bồi dưỡng|tập huấn"
            r"|tuyển chọn|học viên)){0,2}\s*:\s*",
            re.IGNORECASE,
        ),
    ),
)
_COLUMNS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (
        Field.OTHER,
        re.compile(r"(?:thuộc\s)?nhóm\s.{0,60}|văn bản giao.{0,30}|căn cứ.{0,30}", re.IGNORECASE | re.DOTALL),
    ),
    (Field.NUMBER, re.compile(r"(?:STT|TT|Số TT|Số thứ tự|S\.?T\.?T)\.?", re.IGNORECASE)),
    (Field.COORDINATING, re.compile(r".{0,30}phối hợp.{0,30}", re.IGNORECASE | re.DOTALL)),
    (
        Field.DELIVERABLE,
        re.compile(
            r".{0,20}(?:sản phẩm|kết quả|đầu ra|(?:chỉ|mục) tiêu (?:cần )?đạt).{0,30}", re.IGNORECASE | re.DOTALL
        ),
    ),
    (
        Field.DEADLINE,
        re.compile(
            r".{0,20}(?:thời gian|thời hạn|tiến độ|thời điểm|hoàn thành|kết thúc).{0,40}", re.IGNORECASE | re.DOTALL
        ),
    ),
    (
        Field.LEAD,
        late.pattern(
            r".{0,30}(?:chủ trì|đầu mối|(?:cơ quan|đơn vị|người)[\w\s]{0,20}(?:thực hiện|trách nhiệm"
            r"|thực thi)|phân công|cơ quan|đơn vị).{0,30}",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        Field.CONTENT,
        late.pattern(
            r".{0,30}(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|đề án|văn bản|chương trình).{0,60}",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
)


# A unit asks this of a line, and what it stands under has asked it just before.
@lru_cache(maxsize=256)
def read(text: str) -> Attribute | None:
    """The attribute that a line states, or None where it is no attribute line."""
    for field, grammar in _GRAMMAR if ":" in text else (_TIME_ONLY,) if text[:1] in _TIME_OPENS else ():
        found = grammar.match(text)
        if found:
            return Attribute(field, found.end())
    return None


def are_heads(columns: Iterable[Field]) -> bool:
    """Whether columns are those of a table of tasks: what is to be done, and who or when."""
    kinds = set(columns)
    return Field.CONTENT in kinds and bool(kinds & {Field.LEAD, Field.DEADLINE, Field.COORDINATING})


# None of those patterns goes on so far.
_LONGEST_HEADING = 110


# The cells of the rows under a heading are asked as well, and say the same again and again.
@lru_cache(maxsize=1_024)
def column(text: str) -> Field:
    """What a column holds, by its heading."""
    words = " ".join(text.split())
    for field, grammar in _COLUMNS if len(words) < _LONGEST_HEADING else ():
        if grammar.fullmatch(words):
            return field
    return Field.OTHER
