"""Who issues where the letterhead does not say it, or not whose: told by who speaks over the bases, or by the place.

>>> in_capitals("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN HẢI"), in_capitals("BỘ TRƯỞNG BỘ Y TẾ"), in_capitals("GIẢI PHÁP")
('ỦY BAN NHÂN DÂN TỈNH SƠN HẢI', 'BỘ Y TẾ', None)
>>> whole("Ủy ban nhân dân", "Lai Châu", "Chủ tịch UBND tỉnh yêu cầu các sở, ngành:")
'Ủy ban nhân dân tỉnh Lai Châu'
"""

from __future__ import annotations

import re

from tiendo import late, viet
from tiendo.plan import titles

#: What is said of who it is in such a line before the body is named.
_OFFICE = late.pattern(
    r"(?:(?:Q\. )?CHỦ TỊCH|BỘ TRƯỞNG|(?:TỔNG )?GIÁM ĐỐC|CHÁNH(?= VĂN PHÒNG)|(?:TỔNG )?CỤC TRƯỞNG|CHI CỤC TRƯỞNG"
    r"|CHỦ NHIỆM|VIỆN TRƯỞNG(?= VIỆN)|HIỆU TRƯỞNG(?= TRƯỜNG)|TRƯỞNG BAN(?= BAN)|TỔNG THANH TRA(?= THANH TRA))\s+"
)
_BODY = late.pattern(
    r"(?:[ỦU][YỶ] BAN|UBND|HĐND|HỘI ĐỒNG|SỞ|BỘ|VĂN PHÒNG|CHI CỤC|CỤC|TỔNG CỤC|BAN (?!HÀNH)|TRƯỜNG|VIỆN|THANH TRA"
    r"|CHÍNH PHỦ$|THỦ TƯỚNG CHÍNH PHỦ$|NGÂN HÀNG|CÔNG TY|TẬP ĐOÀN|TRUNG TÂM|ĐẠI HỌC|BẢO HIỂM)\b.*"
)
_LEVELS = ("tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện", "quận", "thị xã", "thị trấn")
_BY_FOLDED = {viet.fold(level): level for level in _LEVELS}
_PROVINCIAL = ("tinh", "thanh pho")
_PEOPLES = r"(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) "


def in_capitals(text: str) -> str | None:
    """The body that such a line names, without the office of who heads it; None where it names none."""
    words = " ".join(text.split()).strip(" :,;")
    office = _OFFICE.match(words)
    name = words[office.end() :] if office else words
    return name if words.isupper() and len(words) < 120 and _BODY.fullmatch(name) else None


def whole(name: str, place: str, text: str) -> str:
    """A committee or council with whose it is, as ``text`` says of ``place``; ``name`` alone where it does not."""
    folded = viet.fold(text)
    wanted = re.escape(viet.fold(place)).replace(r"\-", "-").replace("-", r"\s?-\s?").replace(r"\ ", r"\s")
    is_province = viet.fold(place).replace(" - ", "-") in _PROVINCES
    levels = [one for one in _BY_FOLDED if (one in _PROVINCIAL) == is_province]
    either = "|".join(levels)
    found = re.search(rf"\b({either}) {wanted}\b", folded) or re.search(rf"\b{_PEOPLES}({either})\b(?!,)", folded)
    return f"{name} {_BY_FOLDED[found[1]]} {place}" if found else name


_PROVINCES = frozenset(viet.fold(place).replace(" - ", "-") for place in titles.PLACES)
