"""What lists, moves and events are called, in the reader's language. One place, so that no two pages differ."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tiendo.duty import EventKind
from tiendo_web.duties.queries import Order, Which

LISTS = {
    Which.ALL: _("Tất cả"),
    Which.OVERDUE: _("Quá hạn"),
    Which.NEAR: _("Sắp đến hạn"),
    Which.WAITING: _("Chờ xác nhận"),
    Which.RETURNED: _("Bị trả lại"),
    Which.NEW: _("Chờ tiếp nhận"),
    Which.NO_DEADLINE: _("Không thời hạn"),
    Which.DONE: _("Đã hoàn thành"),
}
ORDERS = {Order.DUE: _("hạn"), Order.BODY: _("cơ quan"), Order.LATEST: _("việc mới nhất")}
MOVES = {
    EventKind.ACKNOWLEDGED: _("Tiếp nhận"),
    EventKind.PROGRESSED: _("Báo cáo tiến độ"),
    EventKind.REPORTED: _("Báo cáo hoàn thành"),
    EventKind.RETURNED: _("Trả lại"),
    EventKind.ACCEPTED: _("Xác nhận hoàn thành"),
    EventKind.CLOSED: _("Dừng theo dõi"),
}
# What each act will do, said before it is done.
MOVE_HELP = {
    EventKind.ACKNOWLEDGED: _("Ghi nhận cơ quan đã nhận nhiệm vụ."),
    EventKind.PROGRESSED: _("Báo cáo việc đang làm; nhiệm vụ vẫn còn mở, thời hạn vẫn chạy."),
    EventKind.REPORTED: _("Báo cáo đã làm xong và đề nghị văn phòng xác nhận; thời hạn dừng lại ở ngày nộp."),
    EventKind.RETURNED: _("Trả báo cáo về để làm lại; thời hạn cũ tiếp tục chạy."),
    EventKind.ACCEPTED: _("Xác nhận nhiệm vụ đã hoàn thành theo báo cáo gần nhất."),
    EventKind.CLOSED: _("Không theo dõi nhiệm vụ này nữa; lý do được ghi vào nhật ký."),
}
EVENTS = {
    EventKind.ISSUED: _("Giao nhiệm vụ"),
    EventKind.ACKNOWLEDGED: _("Đã tiếp nhận"),
    EventKind.PROGRESSED: _("Báo cáo tiến độ"),
    EventKind.REPORTED: _("Báo cáo hoàn thành"),
    EventKind.RETURNED: _("Trả lại"),
    EventKind.ACCEPTED: _("Xác nhận hoàn thành"),
    EventKind.CLOSED: _("Dừng theo dõi"),
}
