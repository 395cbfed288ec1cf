"""The administrative units that ship with the product: those from 1 July 2025, those before, what became of them.

Names and codes of today are facts of Quyết định 19/2025/QĐ-TTg. A code is of its day, since codes of before
July 2025 were given out anew: 2,145 of today's 3,321 commune codes bore another name.

>>> from datetime import date
>>> ha_noi = province("01")
>>> ha_noi.name, len(provinces()), sum(len(one.communes) for one in provinces())
('Thành phố Hà Nội', 34, 3321)
>>> bearer("00004", date(2025, 6, 30)).name, bearer("00004", date(2025, 7, 1)).name
('Phường Trúc Bạch', 'Phường Ba Đình')
>>> [(heir.unit.name, heir.share.value) for heir in heirs("00007")]
[('Phường Ngọc Hà', 'main'), ('Phường Giảng Võ', 'part')]
"""

from __future__ import annotations

from tiendo.units.lookup import bearer, called, former, heirs, proper, succession
from tiendo.units.model import (
    BASIS,
    SINCE,
    Bearer,
    District,
    FormerProvince,
    Inheritance,
    Passage,
    Province,
    Share,
    Tier,
    Unit,
)
from tiendo.units.tables import before, province, provinces

__all__ = [
    "BASIS",
    "SINCE",
    "Bearer",
    "District",
    "FormerProvince",
    "Inheritance",
    "Passage",
    "Province",
    "Share",
    "Tier",
    "Unit",
    "bearer",
    "before",
    "called",
    "former",
    "heirs",
    "proper",
    "province",
    "provinces",
    "succession",
]
