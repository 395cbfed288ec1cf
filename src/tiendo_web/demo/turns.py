"""The turns that a duty's life can take, each told once: lives that are written and not drawn.

Days are counted from the anchor; a step falls on the working day on or after its day, later than the step before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tiendo.duty import EventKind as Kind

ACKNOWLEDGED, GIVER = Kind.ACKNOWLEDGED, "an"


@dataclass(frozen=True, slots=True)
class Turn:
    """One step: on which day, what, in which words, and until when a later day is asked for or granted."""

    day: int
    kind: Kind
    text: str = ""
    until: int | None = None


def _acknowledged(day: int, *then: Turn) -> tuple[Turn, ...]:
    return (Turn(day, ACKNOWLEDGED), *then)


# By the words of a task of the plan on disasters, and the body that owes it.
LIVES: Mapping[tuple[str, str], tuple[Turn, ...]] = MappingProxyType(
    {
        ("Kiểm tra nơi neo đậu tàu thuyền", "snnmt"): _acknowledged(
            -115,
            Turn(-10, Kind.ASKED, "Hai cảng cá đang nạo vét, chưa kiểm tra được; xin lùi hạn đến khi xong.", 21),
            Turn(-7, Kind.EXTENDED, "Đồng ý lùi hạn; các cảng khác vẫn báo cáo theo hạn cũ.", 21),
        ),
        ("Chuẩn bị phương án bảo đảm giao thông", "sxd"): _acknowledged(
            -112,
            Turn(-75, Kind.ASKED, "Xin lùi hạn để khảo sát thêm tuyến ven sông.", -50),
            Turn(-72, Kind.DENIED, "Mùa mưa đã gần, giữ nguyên hạn."),
            Turn(-61, Kind.REPORTED, "Đã xong phương án cho các tuyến; tuyến ven sông bổ sung sau khảo sát."),
            Turn(-57, Kind.ACCEPTED),
        ),
        ("Tổ chức diễn tập theo phương án", "c09"): _acknowledged(
            -100, Turn(-4, Kind.ASKED, "Trùng lịch thi công bến phà, xin lùi ngày diễn tập.", 40)
        ),
        ("Dự trữ thuốc, hóa chất", "syt"): _acknowledged(
            -112,
            Turn(-62, Kind.REPORTED, "Đã đủ cơ số thuốc và hóa chất theo kế hoạch."),
            Turn(-3, Kind.RETURNED, "Chưa kèm biên bản kiểm kê của Trung tâm Kiểm soát bệnh tật."),
        ),
        ("Hiệp đồng lực lượng, phương tiện", "bchqs"): (
            Turn(-116, Kind.REFUSED, "Phương tiện trên biển không do cơ quan này quản lý."),
            Turn(-113, Kind.INSISTED, "Chỉ yêu cầu hiệp đồng; phương tiện do các địa phương đưa vào phương án."),
            Turn(-112, ACKNOWLEDGED),
            Turn(-75, Kind.REPORTED, "Đã ký hiệp đồng với các xã ven biển, có danh mục phương tiện."),
            Turn(-71, Kind.ACCEPTED),
        ),
        ("Kiện toàn lực lượng xung kích", "c05"): (
            Turn(-9, Kind.REFUSED, "Phường không còn thôn, tổ nào trong vùng phải sơ tán."),
        ),
        ("Kiện toàn lực lượng xung kích", "c12"): _acknowledged(
            -110, Turn(-70, Kind.REVOKED, "Đã đưa vào kế hoạch của khu vực phòng thủ, không giao riêng.")
        ),
        ("Bảo đảm liên lạc dự phòng", "skhcn"): _acknowledged(
            -115,
            Turn(-90, Kind.PAUSED, "Chờ thiết bị của nhà cung cấp."),
            Turn(-60, Kind.RESUMED, "Thiết bị đã về, tiếp tục thử nghiệm."),
            Turn(-32, Kind.REPORTED, "Đã thử nghiệm toàn tuyến, liên lạc thông suốt."),
            Turn(-28, Kind.ACCEPTED),
        ),
        ("Cập nhật bản đồ ngập lụt", "snnmt"): _acknowledged(
            -114,
            Turn(-62, Kind.REPORTED, "Đã cập nhật và bàn giao bản đồ."),
            Turn(-58, Kind.ACCEPTED),
            Turn(-20, Kind.REOPENED, "Bản đồ thiếu lưu vực phía tây, đề nghị bổ sung."),
            Turn(-18, ACKNOWLEDGED),
            Turn(-12, Kind.PROGRESSED, "Đang đo bổ sung lưu vực phía tây."),
        ),
        # These two end when the plan is amended.
        ("Dự trữ lương thực, nhiên liệu", "sct"): _acknowledged(
            -110, Turn(-70, Kind.PROGRESSED, "Đã ký hợp đồng dự trữ tại năm điểm.")
        ),
        ("Kiểm tra an toàn nhà trú bão", "sxd"): _acknowledged(
            -112, Turn(-60, Kind.PROGRESSED, "Đã lập danh mục nhà trú bão.")
        ),
        ("Thẩm định dự toán mua sắm", "stc"): _acknowledged(-110),
        ("Sửa chữa các cống tiêu thoát nước", "sxd"): _acknowledged(
            -105, Turn(-40, Kind.PROGRESSED, "Đợt một đã sửa được phần lớn số cống.")
        ),
    }
)
