"""What every page has around it: the way to the other pages, the hat worn, the version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

import tiendo
from tiendo_web.calendars import queries as calendars
from tiendo_web.core import now
from tiendo_web.core.access import Permission, Role, Viewer, may
from tiendo_web.orgs import queries as orgs

ROLE_NAMES = {
    Role.CLERK: gettext_lazy("Chuyên viên văn phòng"),
    Role.OFFICER: gettext_lazy("Cán bộ cơ quan"),
    Role.HEAD: gettext_lazy("Người đứng đầu cơ quan"),
    Role.LEADER: gettext_lazy("Lãnh đạo"),
    Role.INSPECTOR: gettext_lazy("Thanh tra"),
    Role.RECEPTION: gettext_lazy("Cán bộ tiếp công dân"),
    Role.CUSTODIAN: gettext_lazy("Người giữ khóa"),
    Role.OPERATOR: gettext_lazy("Vận hành hệ thống"),
    Role.ADMINISTRATOR: gettext_lazy("Quản trị"),
    Role.PUBLIC: gettext_lazy("Người dân"),
}
# The pages of the navigation, in their order, each with the right that opens it.
PLACES: tuple[tuple[str | Promise, str, Permission], ...] = (
    (gettext_lazy("Hôm nay"), "today", Permission.READ_DUTIES),
    (gettext_lazy("Văn bản"), "documents", Permission.READ_DOCUMENTS),
    (gettext_lazy("Nhiệm vụ"), "duties", Permission.READ_DUTIES),
    (gettext_lazy("Bảng theo dõi"), "scorecard", Permission.READ_DUTIES),
    (gettext_lazy("Cơ quan"), "bodies", Permission.READ_BODIES),
    (gettext_lazy("Nhật ký"), "ledger", Permission.READ_LEDGER),
    (gettext_lazy("Người dùng"), "people", Permission.MANAGE_PEOPLE),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the navigation."""

    label: str
    url: str
    current: bool


# The pages that stand beneath a page of the navigation, itself the first.
BENEATH: dict[str, tuple[tuple[str | Promise, str, Permission], ...]] = {
    "duties": (
        (gettext_lazy("Nhiệm vụ"), "duties", Permission.READ_DUTIES),
        (gettext_lazy("Giải trình, phối hợp"), "inquiries", Permission.READ_DUTIES),
        (gettext_lazy("Việc định kỳ"), "recurring", Permission.READ_DUTIES),
        (gettext_lazy("Đôn đốc"), "letters", Permission.READ_DUTIES),
    ),
    "bodies": (
        (gettext_lazy("Cây cơ quan"), "bodies", Permission.READ_BODIES),
        (gettext_lazy("Nhóm cơ quan"), "groups", Permission.READ_BODIES),
        (gettext_lazy("Sắp xếp"), "reforms", Permission.REORGANISE),
        (gettext_lazy("Nhập danh sách"), "bodies-import", Permission.MANAGE_BODIES),
        (gettext_lazy("Quy tắc"), "rules", Permission.READ_DUTIES),
        (gettext_lazy("Lịch nghỉ"), "calendar", Permission.READ_DUTIES),
        (gettext_lazy("Bảng quyền"), "rights", Permission.READ_BODIES),
    ),
    "people": (
        (gettext_lazy("Người và vai trò"), "people", Permission.MANAGE_PEOPLE),
        (gettext_lazy("Nhật ký đăng nhập"), "sign-ins", Permission.READ_SIGN_INS),
    ),
}


@dataclass(frozen=True, slots=True)
class Worn:
    """The hat as the page head shows it."""

    role: str
    body: str
    url: str
    principal: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor: ``nav``, ``nav_beneath``, ``hat``, ``version``; before a hat is worn only the last.

    ``recounting`` are the decisions on days off that have not reached every duty yet.
    """
    viewer: Viewer | None = getattr(request, "viewer", None)
    frame: dict[str, Any] = {"version": tiendo.__version__, "nav": [], "nav_beneath": [], "hat": None}
    if viewer is not None and may(viewer, Permission.READ_DUTIES):
        # Asked for by the pages that tell it.
        frame["recounting"] = lambda: calendars.under_way(viewer=viewer)
    if viewer is not None:
        frame["nav"], frame["nav_beneath"] = _ways(request, viewer)
        body = orgs.body_name(viewer=viewer, body_id=viewer.body_id, on=now.today())
        principal = viewer.principal.name if viewer.principal else ""
        frame["hat"] = Worn(str(ROLE_NAMES[viewer.role]), body, reverse("hats"), principal)
    return frame


def _ways(request: HttpRequest, viewer: Viewer) -> tuple[list[Way], list[Way]]:
    """The navigation, and the pages beneath the one of it that is open."""
    ways, beneath = [], list[Way]()
    for label, name, permission in PLACES:
        if may(viewer, permission):
            under = _beneath(request, viewer, name)
            here = _is_at(request, reverse(name)) or any(way.current for way in under)
            ways.append(Way(str(label), reverse(name), here))
            beneath = under if here else beneath
    return ways, beneath


def _beneath(request: HttpRequest, viewer: Viewer, name: str) -> list[Way]:
    """The pages beneath one of the navigation; of those that are open the one whose address says most."""
    places = [
        (str(label), reverse(page)) for label, page, permission in BENEATH.get(name, ()) if may(viewer, permission)
    ]
    here = max((url for _label, url in places if _is_at(request, url)), key=len, default="")
    return [Way(label, url, url == here) for label, url in places]


def _is_at(request: HttpRequest, url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(url))
