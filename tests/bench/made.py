"""Plans of our own words, as long as asked for: dense lists of tasks, each with owner, deadline and deliverable.

Clean by construction: days that exist and are worked, decrees under their own dates, numbering without gaps,
no order twice in one plan of up to a hundred pages. A page is 2,500 characters.

>>> plan(2).count("chủ trì"), round(len(plan(40)) / PAGE)
(25, 40)
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator

from tiendo import workdays

PAGE = 2_500
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number:02}/KH-UBND
Sơn Hải, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Bảo đảm an toàn đời sống nhân dân năm 2026 - 2030

"""
_TAIL = """
Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Sơn
"""
_DECREES = (
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020",
    "Nghị định số 66/2021/NĐ-CP ngày 06/7/2021",
    "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018",
    "Nghị định số 78/2021/NĐ-CP ngày 01 tháng 8 năm 2021",
    "Nghị định số 47/2020/NĐ-CP ngày 09/4/2020",
)
_BODIES = (
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Giáo dục và Đào tạo",
    "Sở Nông nghiệp và Môi trường",
    "Sở Khoa học và Công nghệ",
    "Công an tỉnh",
    "Thanh tra tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Ủy ban nhân dân các xã, phường",
)
_VERBS = ("rà soát", "kiểm tra", "lập danh mục", "sửa chữa", "đo đạc", "số hóa hồ sơ", "khảo sát", "công bố hiện trạng")
_THINGS = (
    "cầu treo",
    "hồ chứa nước",
    "trạm y tế",
    "trường tiểu học",
    "kè chắn sóng",
    "đường liên thôn",
    "nhà trú bão",
    "chợ dân sinh",
    "trạm bơm",
    "công trình cấp nước sạch",
    "bến đò ngang",
    "trạm đo mưa",
    "tủ sách pháp luật",
)
_PLACES = (
    "ven biển",
    "vùng núi phía tây",
    "dọc sông Lân",
    "vùng bãi ngang",
    "ven quốc lộ",
    "vùng đồi trọc",
    "trên đảo",
)
_SHEETS = ("báo cáo kết quả", "danh mục kèm bản đồ", "biên bản nghiệm thu", "quyết định phê duyệt")
_PARTS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_SECTIONS = 8
_LETTERS = "abcdđ"


def plan(pages: int, number: int = 45) -> str:
    """A plan of so many pages; the same for the same arguments."""
    orders = _orders(random.Random(number))
    parts = [_HEAD.format(number=number)]
    parts += [f"Căn cứ {decree} của Chính phủ;\n" for decree in _DECREES]
    length, section = sum(map(len, parts)) + len(_TAIL), 0
    while length < pages * PAGE:
        words = _section(section, orders)
        parts.append(words)
        length, section = length + len(words), section + 1
    return "".join([*parts, _TAIL])


def one_line(pages: int) -> str:
    """Orders of so many pages on one line, none of which ends: what a converter makes of a text it cannot lay out."""
    order = "Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát các hồ chứa nước ven biển trước ngày 15/6/2026; "
    return order * (pages * PAGE // len(order))


def typed_rows(pages: int) -> str:
    """A table of so many pages typed with tabs, no line of which ends."""
    row = "{}\tRà soát trạm bơm ven biển\tSở Y tế\tQuý IV năm 2026\n"
    return "".join(row.format(number) for number in range(1, pages * PAGE // len(row)))


def _section(section: int, orders: Iterator[str]) -> str:
    """A numbered section with five lettered tasks; every eighth opens a part, and past the last part an annex."""
    part, within = divmod(section, _SECTIONS)
    annex, roman = divmod(part, len(_PARTS))
    opening = f"\nPHỤ LỤC {annex}\n" if annex and not roman and not within else ""
    if not within:
        opening += f"\n{_PARTS[roman]}. NHIỆM VỤ VÙNG {part + 1}\n"
    heading = f"\n{within + 1}. Công trình {_THINGS[section % len(_THINGS)]} {_PLACES[section % len(_PLACES)]}\n"
    return opening + heading + "".join(f"{letter}) {next(orders)}\n" for letter in _LETTERS)


def _orders(chance: random.Random) -> Iterator[str]:
    """Orders without end; within one round no two are alike."""
    calendar = workdays.shipped()
    for round_ in itertools.count(1):
        wholes = [*itertools.product(_VERBS, _THINGS, _PLACES)]
        chance.shuffle(wholes)
        for verb, thing, place in wholes:
            lead, helper = chance.sample(_BODIES, 2)
            due = calendar.roll(dt.date(2026, 6, 1) + dt.timedelta(days=chance.randrange(500)))
            yield (
                f"{lead} chủ trì, phối hợp với {helper} {verb} các {thing} {place} đợt {round_}, trình "
                f"{chance.choice(_SHEETS)}, hoàn thành trước ngày {_written(due)}."
            )


def _written(day: dt.date) -> str:
    """A day as officials write it: two digits, and two for the months January and February (Decree 30/2020/NĐ-CP)."""
    return f"{day.day:02}/{f'{day.month:02}' if day.month < 3 else day.month}/{day.year}"
