"""What kind of matter stands under a heading: orders, assessments and aims, money, or not yet told.

>>> mode("I. MỤC ĐÍCH, YÊU CẦU", Mode.OPEN), mode("III. TỔ CHỨC THỰC HIỆN", Mode.OPEN)
(<Mode.SILENT: 'silent'>, <Mode.ORDERS: 'orders'>)
"""

from __future__ import annotations

import re
from enum import StrEnum


class Mode(StrEnum):
    """OPEN: units that read as orders. ORDERS: every unit. MONEY, STRICT: those to a named body. SILENT: none."""

    OPEN = "open"
    ORDERS = "orders"
    MONEY = "money"
    STRICT = "strict"
    SILENT = "silent"


_ORDERS = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức (?:triển khai )?thực hiện|phân công|trách nhiệm|nội dung(?! và mục tiêu)"
    r"|các hoạt động|công tác chỉ đạo|biện pháp|tiến độ|lộ trình|tổ chức triển khai",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"mục đích|yêu cầu|quan điểm|mục tiêu|chỉ tiêu|nguyên tắc|đối tượng|phạm vi|căn cứ|cơ sở|tình hình"
    r"|kết quả|đánh giá|sự cần thiết|bối cảnh|thực trạng|tiêu chuẩn|tiêu chí"
    r"|hồ sơ|thủ tục|hình thức|số lượng|giải thích từ ngữ|hiệu lực|phương châm|tầm nhìn|ưu điểm|tồn tại"
    r"|hạn chế|nguyên nhân|bài học|thời gian(?!.*nhiệm vụ)|địa điểm|thành phần"
    r"|hiệu quả|định hướng|đặc điểm|điều kiện|chương trình làm việc",
    re.IGNORECASE,
)
_MONEY = re.compile(r"kinh phí|nguồn vốn|nguồn lực tài chính|ngân sách|dự toán", re.IGNORECASE)
_AIM_ONLY = re.compile(r"(?:mục đích|yêu cầu|quan điểm|mục tiêu|chỉ tiêu|căn cứ|tình hình|kết quả)", re.IGNORECASE)
_RULES = re.compile(r"khen thưởng|tiêu chuẩn|số lượng|thủ tục|hồ sơ", re.IGNORECASE)
_LENGTH = 140


def mode(heading: str, above: Mode) -> Mode:
    """The mode under ``heading``, given the one around it."""
    words = " ".join(heading.split())
    if len(words) > _LENGTH:
        return above
    if words.isupper() or above is not Mode.ORDERS:
        return _told(words, above)
    if re.match(
        r"(?:Mục đích|Yêu cầu(?! các| Sở| UBND)|Quan điểm|Mục tiêu|Chỉ tiêu|Nguyên tắc|Đối tượng|Phạm vi"
        r"|Thời gian,? địa điểm|Thành phần|Căn cứ\b(?=.{0,30}$))",
        words,
    ):
        return Mode.SILENT
    return Mode.MONEY if re.match(r"(?:Nguồn )?[Kk]inh phí", words) else above


def _told(words: str, above: Mode) -> Mode:
    orders, silent, money = _ORDERS.search(words), _SILENT.search(words), _MONEY.search(words)
    if _RULES.search(words) and not re.search(r"nhiệm vụ|tổ chức thực hiện", words, re.IGNORECASE):
        return Mode.STRICT
    if silent and (
        not orders
        or (
            _AIM_ONLY.match(words)
            and silent.start() < orders.start()
            and not re.search(r"nhiệm vụ", words, re.IGNORECASE)
        )
    ):
        return Mode.SILENT
    if orders:
        return Mode.ORDERS
    if money:
        return Mode.MONEY
    return above
