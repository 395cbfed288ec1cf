"""Names of persons, told apart from offices: only so that an office can be kept and a signer found.

>>> text = "Phó Thủ tướng Chính phủ Trần Văn Sơn"
>>> text[: without_person(text)]
'Phó Thủ tướng Chính phủ'
"""

from __future__ import annotations

import re

from tiendo import late
from tiendo.viet import LOWER, UPPER

# The commonest family names; a name begins with one, an office does not.
FAMILY = re.compile(
    r"Bàn|Bùi|Bạch|Cao|Chu|Châu|Cù|Cầm|Doãn|Dương|Giàng|Hoàng|Huỳnh|Hà|Hồ|Hờ|Hứa|Kha|Khuất|Kiều|La|Lâm|Lê|Lò|Lô"
    r"|Lý|Lưu|Lương|Lục|Lữ|Ma|Mai|Mạc|Nghiêm|Nguyễn|Ngô|Nông|Phan|Phùng|Phạm|Quàng|Quách|Rơ|Sùng|Thào|Thái|Thân"
    r"|Thạch|Triệu|Trương|Trần|Trịnh|Tô|Tăng|Tạ|Tống|Từ|Vi|Viên|Vàng|Võ|Văn|Vũ|Vương|Y|Âu|Đinh|Điểu|Đoàn|Đào"
    r"|Đặng|Đỗ"
)
_OFFICE = re.compile(
    r"(?:Phó |Tổng |Quyền )?(?:Thủ tướng|Chủ tịch|Bộ trưởng|Thứ trưởng|Giám đốc|Bí thư|Chánh|Trưởng)\b"
)
_WORD = rf"[{UPPER}][{LOWER}]{{0,6}}"
_NAME = late.pattern(rf"\s+(?:-\s+)?(?P<family>{_WORD})(?:\s{_WORD}){{2,3}}$")
# Towns, communes and institutions bear names of persons too; no province has one of three words.
_PLACES = late.pattern(r"(?:phố|TP\.?|huyện|xã|phường|khu|trấn|quận|thôn|quốc gia|trường|bệnh viện)$", re.IGNORECASE)


def without_person(text: str) -> int:
    """Where an office ends that is named together with who holds it; the whole length where no person is named."""
    if not _OFFICE.match(text):
        return len(text)
    found = _NAME.search(text)
    while found:
        if FAMILY.fullmatch(found["family"]) and not _PLACES.search(text[: found.start()]):
            return found.start()
        found = _NAME.search(text, found.start() + 1)
    return len(text)
