"""Bảng quyền: the table of rights in words, as it stands in the code that reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tiendo_web.core.access import TABLE, Grant, Permission, Reach, Role
from tiendo_web.pages import frame
from tiendo_web.pages.doors import SignedIn, needs

# What each role is for; of two, that what they are for is still to come.
PURPOSES = {
    Role.CLERK: _("Nhập văn bản, giao nhiệm vụ và tổng hợp cho cơ quan ban hành; ở cơ quan khác thì báo cáo và đọc."),
    Role.OFFICER: _("Làm nhiệm vụ của cơ quan mình và báo cáo."),
    Role.HEAD: _("Chịu trách nhiệm về cơ quan mình: báo cáo, xét việc của cấp dưới, biết ai giữ vai trò gì."),
    Role.LEADER: _("Lãnh đạo tỉnh, thành phố: nhìn mọi nhiệm vụ và xét kết quả."),
    Role.INSPECTOR: _("Đọc nhiệm vụ, minh chứng và nhật ký để kiểm tra; không làm thay, không xét thay."),
    Role.RECEPTION: _("Dành cho việc tiếp công dân và nhận đơn. Phần ấy chưa có, nên vai trò này chưa mở thêm gì."),
    Role.CUSTODIAN: _("Dành cho người giữ khóa mở phong bì đã niêm. Phần ấy chưa có, nên vai trò này chưa mở thêm gì."),
    Role.OPERATOR: _("Vận hành máy chủ: xem nhật ký có nguyên vẹn không; không đọc nhiệm vụ."),
    Role.ADMINISTRATOR: _("Mời người, giao vai trò, giữ danh sách cơ quan; không đọc nhiệm vụ."),
    Role.PUBLIC: _("Người không có tài khoản. Chưa có trang nào mở cho người dân."),
}
PERMISSIONS = {
    Permission.READ_BODIES: _("Xem cây cơ quan, nhóm cơ quan và bảng này"),
    Permission.READ_DOCUMENTS: _("Đọc văn bản đã ban hành"),
    Permission.READ_DUTIES: _("Đọc nhiệm vụ, báo cáo, minh chứng và số liệu"),
    Permission.READ_INTERNAL: _("Trong những gì đọc được: cả văn bản, nhiệm vụ mức Nội bộ"),
    Permission.READ_RESTRICTED: _("Trong những gì đọc được: cả văn bản, nhiệm vụ mức Hạn chế"),
    Permission.READ_ACCESSES: _("Xem ai đã xem hồ sơ có mức bảo mật"),
    Permission.MARK: _("Đặt và đổi mức bảo mật của văn bản, nhiệm vụ"),
    Permission.DRAFT: _("Nhập văn bản, sửa bản soạn"),
    Permission.ISSUE: _("Ban hành, giao nhiệm vụ"),
    Permission.REPORT: _("Tiếp nhận, từ chối, báo cáo, xin gia hạn, giao phần việc"),
    Permission.JUDGE: _("Xác nhận, trả lại, gia hạn, dừng theo dõi"),
    Permission.GRANT_TIME: _("Trả lời xin gia hạn khi quy tắc dành việc ấy cho lãnh đạo"),
    Permission.READ_PEOPLE: _("Xem ai giữ vai trò gì"),
    Permission.MANAGE_PEOPLE: _("Mời người, giao và thu vai trò, đóng tài khoản"),
    Permission.READ_SIGN_INS: _("Xem nhật ký đăng nhập"),
    Permission.MANAGE_BODIES: _("Nhập danh sách cơ quan, đặt nhóm"),
    Permission.REORGANISE: _("Sắp xếp cơ quan"),
    Permission.SET_RULES: _("Đặt bộ quy tắc tính hạn, gia hạn"),
    Permission.READ_LEDGER: _("Đọc và xuất nhật ký"),
    Permission.DEPUTISE: _("Cử người làm thay khi vắng mặt"),
}
REACHES = {
    Reach.SELF: _("chính mình"),
    Reach.OWN: _("cơ quan mình"),
    Reach.BELOW: _("cơ quan mình và cấp dưới"),
    Reach.LINE: _("cơ quan mình, cấp dưới và ngành dọc"),
    Reach.ALL: _("toàn tỉnh, thành phố"),
    None: _("không"),
}


@dataclass(frozen=True, slots=True)
class Right:
    """A row: what may be done, and on whose data from either place."""

    what: str | Promise
    office: str | Promise
    body: str | Promise
    same: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """A role with everything it may do."""

    role: Role
    name: str | Promise
    purpose: str | Promise
    rows: tuple[Right, ...]


def _right(permission: Permission, grant: Grant) -> Right:
    return Right(PERMISSIONS[permission], REACHES[grant.office], REACHES[grant.body], grant.office == grant.body)


def table() -> list[Rights]:
    """The table in the reader's language, role by role."""
    return [
        Rights(
            role=role,
            name=frame.ROLE_NAMES[role],
            purpose=PURPOSES[role],
            rows=tuple(_right(permission, grants[permission]) for permission in Permission if permission in grants),
        )
        for role, grants in TABLE.items()
    ]


@needs(Permission.READ_BODIES)
@require_safe
def rights(request: SignedIn) -> HttpResponse:
    """Who may do what on whose data."""
    return render(request, "rights/page.html", {"roles": table(), "mine": request.viewer.role})
