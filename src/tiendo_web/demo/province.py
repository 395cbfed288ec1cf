"""Tỉnh Sơn Hải and its neighbour, tỉnh Bắc Giang Sơn: bodies and accounts, all of them invented.

Departments are of the kinds that provinces have since March 2025; the names of communes, their codes and
everybody's name are made up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tiendo import viet
from tiendo.orgtree import BodyKind
from tiendo_web.core.access import Role
from tiendo_web.orgs.actions import NewBody

SLUG, NAME = "son-hai", "Tỉnh Sơn Hải"
OTHER_SLUG, OTHER_NAME = "bac-giang-son", "Tỉnh Bắc Giang Sơn"
PASSWORD = "mot-nam-o-son-hai"  # noqa: S105 - printed at every start; it opens nothing but the sample
# Two-tier local government began on this day.
FOUNDED = dt.date(2025, 7, 1)
ROOT = "province"

_DEPARTMENTS = (
    ("stc", "Sở Tài chính", "STC"),
    ("sxd", "Sở Xây dựng", "SXD"),
    ("snnmt", "Sở Nông nghiệp và Môi trường", "SNNMT"),
    ("snv", "Sở Nội vụ", "SNV"),
    ("skhcn", "Sở Khoa học và Công nghệ", "SKHCN"),
    ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    ("syt", "Sở Y tế", "SYT"),
    ("sgddt", "Sở Giáo dục và Đào tạo", "SGDĐT"),
    ("stp", "Sở Tư pháp", "STP"),
    ("sct", "Sở Công Thương", "SCT"),
    ("sngv", "Sở Ngoại vụ", "SNgV"),
    ("ttt", "Thanh tra tỉnh", "TTT"),
    ("cat", "Công an tỉnh", "CAT"),
    ("bchqs", "Bộ Chỉ huy quân sự tỉnh", "BCHQS"),
    ("kkt", "Ban Quản lý Khu kinh tế Cửa Lân", "BQLKKT"),
    ("thue", "Thuế tỉnh Sơn Hải", "Thuế"),
    ("bhxh", "Bảo hiểm xã hội tỉnh Sơn Hải", "BHXH"),
    ("tke", "Thống kê tỉnh Sơn Hải", "TK"),
)
_OTHERS = (
    ("vp", BodyKind.OFFICE, "Văn phòng Ủy ban nhân dân tỉnh", "VP", ROOT),
    ("vptu", BodyKind.PARTY, "Văn phòng Tỉnh ủy", "VPTU", ROOT),
    ("bnc", BodyKind.PARTY, "Ban Nội chính Tỉnh ủy", "BNC", ROOT),
    ("mttq", BodyKind.FRONT, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sơn Hải", "MTTQ tỉnh", ROOT),
    ("ctd", BodyKind.FRONT, "Hội Chữ thập đỏ tỉnh", "HCTĐ", ROOT),
    ("hcc", BodyKind.SERVICE, "Trung tâm Phục vụ hành chính công tỉnh", "TTHCC", "vp"),
    ("bao", BodyKind.SERVICE, "Báo và Phát thanh, Truyền hình Sơn Hải", "BPTTH", ROOT),
    ("cdc", BodyKind.SERVICE, "Trung tâm Kiểm soát bệnh tật tỉnh", "CDC", "syt"),
    ("thuyloi", BodyKind.SERVICE, "Chi cục Thủy lợi tỉnh", "CCTL", "snnmt"),
)
_COMMUNES = [
    "Phường Sơn Bình",
    "Phường Bến Hạc",
    "Phường Cửa Lân",
    "Phường Thanh Khoái",
    "Phường Đông Phố",
    "Phường Tây Phố",
    "Phường Minh Khơi",
    "Phường Vạn Tín",
    "Phường Hồng Sa",
    "Xã Hải Thuận",
    "Xã Hải Khơi",
    "Xã Hải Phúc Thượng",
    "Xã Hải Trạch",
    "Xã Sơn Mạn",
    "Xã Sơn Trạch",
    "Xã Sơn Thượng Khê",
    "Xã Sơn Hạ Khê",
    "Xã Đá Bàn",
    "Xã Khe Vàng",
    "Xã Khe Mây",
    "Xã Suối Trầm",
    "Xã Mường Lịm",
    "Xã Pù Lan",
    "Xã Nà Khoang",
    "Xã Bản Thín",
    "Xã Thác Ngà",
    "Xã Đồng Mận",
    "Xã Đồng Lau",
    "Xã Bãi Dâu",
    "Xã Cồn Vạc",
    "Xã Cồn Sim",
    "Xã Rú Trầm",
    "Xã An Trạch",
    "Xã Phú Mạn",
    "Xã Lương Khoái",
    "Xã Kim Trà",
    "Xã Vĩnh Tuần",
    "Đặc khu Hòn Sếu",
]
COMMUNES = tuple(f"c{number:02}" for number in range(1, len(_COMMUNES) + 1))
DEPARTMENTS = tuple(ref for ref, _, _ in _DEPARTMENTS)
NAMES = {
    ROOT: "Ủy ban nhân dân tỉnh Sơn Hải",
    **{ref: name for ref, name, _ in _DEPARTMENTS},
    **{ref: name for ref, _, name, _, _ in _OTHERS},
    **dict(zip(COMMUNES, _COMMUNES, strict=True)),
}


def bodies(begins_on: dt.date) -> tuple[NewBody, ...]:
    """Every body of tỉnh Sơn Hải."""
    return (
        NewBody(ROOT, BodyKind.PROVINCE, NAMES[ROOT], begins_on, "UBND tỉnh"),
        *(NewBody(ref, kind, name, begins_on, short, parent=above) for ref, kind, name, short, above in _OTHERS),
        *(NewBody(ref, BodyKind.DEPARTMENT, name, begins_on, short, parent=ROOT) for ref, name, short in _DEPARTMENTS),
        *(
            NewBody(ref, BodyKind.COMMUNE, NAMES[ref], begins_on, code=f"{90_000 + number}", parent=ROOT)
            for number, ref in enumerate(COMMUNES, start=1)
        ),
    )


def other_bodies(begins_on: dt.date) -> tuple[NewBody, ...]:
    """The three bodies of the neighbour, where Chi works."""
    return (
        NewBody(ROOT, BodyKind.PROVINCE, "Ủy ban nhân dân tỉnh Bắc Giang Sơn", begins_on, "UBND tỉnh"),
        NewBody("stc", BodyKind.DEPARTMENT, "Sở Tài chính", begins_on, "STC", parent=ROOT),
        NewBody("c01", BodyKind.COMMUNE, "Xã Đèo Sậy", begins_on, code="91001", parent=ROOT),
    )


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in to the sample, and the hat that he wears."""

    username: str
    name: str
    role: Role
    body: str


CAST = (
    Account("an", "Nguyễn Thị An", Role.CLERK, ROOT),
    Account("binh", "Trần Văn Bình", Role.LEADER, ROOT),
    Account("giam", "Lê Thanh Giám", Role.INSPECTOR, ROOT),
    Account("quan", "Phạm Đức Quản", Role.ADMINISTRATOR, ROOT),
    Account("dau", "Ngô Thị Đầu", Role.HEAD, "syt"),
    Account("tiep", "Đỗ Văn Tiếp", Role.RECEPTION, "vp"),
    Account("khoa", "Hồ Minh Khóa", Role.CUSTODIAN, "vp"),
    Account("van", "Bùi Xuân Vận", Role.OPERATOR, ROOT),
)
CHI = Account("chi", "Hoàng Mai Chi", Role.CLERK, ROOT)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lương")
_MIDDLE = ("Thanh", "Minh", "Ngọc", "Kim", "Xuân", "Hải", "Bảo")
_GIVEN = ("Hà", "Khoa", "Lan", "Nam", "Oanh", "Phúc", "Giang", "Tâm", "Uyên", "Vinh", "Thảo", "Yến", "Dũng")


def sign_in(ref: str) -> str:
    """The name with which a body's officer signs in: its short name, a commune's own name.

    >>> sign_in("syt"), sign_in("c10")
    ('syt', 'hai-thuan')
    """
    if ref not in COMMUNES:
        return ref
    return viet.fold(re.sub("^(?:Phường|Xã|Đặc khu) ", "", NAMES[ref])).replace(" ", "-")


def officers() -> Iterator[Account]:
    """One officer for the office, each department, each commune, and the two services that are handed work."""
    for number, ref in enumerate(("vp", *DEPARTMENTS, *COMMUNES, "cdc", "thuyloi")):
        name = " ".join(words[number % len(words)] for words in (_FAMILY, _MIDDLE, _GIVEN))
        yield Account(sign_in(ref), name, Role.OFFICER, ref)
