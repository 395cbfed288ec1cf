"""What bodies write in their reports, by sort of work: about work and figures, never about persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tiendo.duty import Closing


class Sort(StrEnum):
    """The sort of work a task asks for."""

    PLAN = "plan"
    DRILL = "drill"
    TRAINING = "training"
    RULES = "rules"
    DATA = "data"
    PETITIONS = "petitions"
    INSPECTION = "inspection"
    WORKS = "works"
    RECOVERY = "recovery"
    MONEY = "money"
    STOCKS = "stocks"


@dataclass(frozen=True, slots=True)
class Count:
    """A figure that reports of one sort give: its name, the least and the most it may be, its unit."""

    name: str
    least: int
    most: int
    unit: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one sort of work: under way, done, with which figures and which paper."""

    progress: tuple[str, ...]
    done: tuple[str, ...]
    counts: tuple[Count, ...]
    paper: str


SAID: Mapping[Sort, Said] = MappingProxyType(
    {
        Sort.PLAN: Said(
            (
                "Đã có dự thảo, đang lấy ý kiến các đơn vị phối hợp.",
                "Đã khảo sát địa bàn, đang thống nhất mốc thời gian từng việc.",
                "Dự thảo lần hai đã gửi, còn chờ ý kiến về kinh phí.",
            ),
            (
                "Đã ban hành kế hoạch, có phân công đầu mối và mốc thời gian từng việc.",
                "Phương án đã được phê duyệt và gửi đến các đơn vị thực hiện.",
                "Đã phê duyệt, niêm yết và phổ biến phương án đến các đầu mối.",
            ),
            (Count("Số phương án đã phê duyệt", 1, 9, "phương án"),),
            "quyet-dinh-phe-duyet.txt",
        ),
        Sort.DRILL: Said(
            ("Đã chốt kịch bản, đang hiệp đồng phương tiện.", "Đã khảo sát địa điểm diễn tập."),
            (
                "Đã diễn tập đủ bốn nội dung chỉ huy, lực lượng, phương tiện, hậu cần; đã rút kinh nghiệm.",
                "Diễn tập hoàn thành theo kịch bản; thời gian huy động đạt yêu cầu.",
            ),
            (Count("Thời gian huy động", 18, 55, "phút"), Count("Phương tiện tham gia", 3, 24, "phương tiện")),
            "bien-ban-dien-tap.txt",
        ),
        Sort.TRAINING: Said(
            ("Đã hoàn thành tài liệu, đang xếp lịch lớp.", "Đã mở được một nửa số lớp theo kế hoạch."),
            ("Đã hoàn thành các lớp theo kế hoạch.", "Các lớp đã kết thúc, tài liệu đã gửi cho cơ sở."),
            (Count("Số lớp đã mở", 2, 14, "lớp"), Count("Lượt tham dự", 60, 900, "lượt")),
            "tong-hop-cac-lop.txt",
        ),
        Sort.RULES: Said(
            ("Đã rà soát xong, đang soạn sửa đổi.", "Dự thảo đang được thẩm định."),
            (
                "Đã rà soát và sửa đổi; văn bản mới đã ban hành.",
                "Đã rà soát; các quy định còn phù hợp được giữ nguyên, nội dung cũ đã bãi bỏ.",
            ),
            (Count("Văn bản đã rà soát", 3, 26, "văn bản"), Count("Văn bản sửa đổi", 1, 6, "văn bản")),
            "danh-muc-ra-soat.txt",
        ),
        Sort.DATA: Said(
            ("Đang đối chiếu số liệu giữa các nguồn.", "Đã tổng hợp được phần lớn số liệu, còn thiếu ba tháng đầu."),
            ("Đã tổng hợp đầy đủ và gửi theo mẫu.", "Số liệu đã đối chiếu, cập nhật trên hệ thống dùng chung."),
            (Count("Biểu số liệu đã cập nhật", 4, 40, "biểu"),),
            "bieu-tong-hop.txt",
        ),
        Sort.PETITIONS: Said(
            ("Đã công khai lịch tiếp, đang rà soát hồ sơ tồn.", "Đang phân loại hồ sơ theo thời hạn."),
            (
                "Lịch tiếp công dân đã niêm yết; đơn đến hạn đều đã được giải quyết.",
                "Đã giải quyết các đơn đến hạn, hồ sơ còn lại đang trong thời hạn.",
            ),
            (Count("Đơn đã giải quyết", 2, 30, "đơn"), Count("Buổi tiếp công dân", 4, 24, "buổi")),
            "bao-cao-tiep-cong-dan.txt",
        ),
        Sort.INSPECTION: Said(
            ("Đã kiểm tra được hai phần ba số cơ sở.", "Đã lập đoàn và lịch kiểm tra."),
            (
                "Đã kiểm tra đủ các cơ sở trong danh mục; tồn tại đã có thời hạn khắc phục.",
                "Hoàn thành kiểm tra; các tồn tại đã khắc phục xong.",
            ),
            (Count("Cơ sở đã kiểm tra", 6, 60, "cơ sở"), Count("Tồn tại đã khắc phục", 1, 15, "tồn tại")),
            "bien-ban-kiem-tra.txt",
        ),
        Sort.WORKS: Said(
            ("Đã khảo sát hiện trạng, đang lập dự toán.", "Thi công được khoảng một nửa khối lượng."),
            ("Đã hoàn thành và nghiệm thu các hạng mục.", "Hoàn thành khối lượng, hồ sơ nghiệm thu kèm theo."),
            (Count("Hạng mục hoàn thành", 2, 20, "hạng mục"), Count("Kinh phí thực hiện", 150, 2400, "triệu đồng")),
            "bien-ban-nghiem-thu.txt",
        ),
        Sort.RECOVERY: Said(
            ("Đã nộp một phần, phần còn lại đang đối chiếu.", "Đã thực hiện các kiến nghị về chấn chỉnh quản lý."),
            ("Đã thực hiện xong các kiến nghị và nộp đủ.", "Không còn kiến nghị chưa thực hiện."),
            (Count("Số tiền đã thu hồi", 20, 800, "triệu đồng"), Count("Kiến nghị đã thực hiện", 1, 9, "kiến nghị")),
            "chung-tu-nop-tien.txt",
        ),
        Sort.MONEY: Said(
            ("Đã tổng hợp nhu cầu, đang cân đối nguồn.", "Dự thảo phương án phân bổ đang lấy ý kiến."),
            ("Đã phân bổ theo định mức và thông báo cho các đơn vị.", "Kinh phí đã cấp đủ theo quyết định."),
            (Count("Kinh phí phân bổ", 900, 12000, "triệu đồng"),),
            "quyet-dinh-phan-bo.txt",
        ),
        Sort.STOCKS: Said(
            ("Đã ký hợp đồng dự trữ, đang nhập kho.", "Đã kiểm kê kho, đang bổ sung phần thiếu."),
            ("Đã dự trữ đủ cơ số tại các điểm.", "Hàng dự trữ đã nhập kho, có biên bản kiểm kê."),
            (Count("Điểm dự trữ", 3, 18, "điểm"), Count("Mức đạt so với kế hoạch", 90, 100, "%")),
            "bien-ban-kiem-ke.txt",
        ),
    }
)
RETURNED = (
    "Báo cáo chưa kèm tài liệu chứng minh, đề nghị bổ sung.",
    "Số liệu chưa khớp với kỳ báo cáo trước, đề nghị đối chiếu lại.",
    "Chưa nêu rõ đơn vị đầu mối và thời gian hoàn thành phần còn lại.",
    "Mới thực hiện một phần nội dung được giao, đề nghị làm rõ phần còn lại.",
)
CLOSED = (
    (Closing.MERGED, "Nội dung đã được thực hiện chung trong kế hoạch của cơ quan cấp trên, không báo cáo riêng."),
    (
        Closing.NOT_NEEDED,
        "Trên địa bàn không có đối tượng thuộc phạm vi của nhiệm vụ, thống nhất kết thúc theo dõi.",
    ),
)
PAUSED = (
    "Tạm dừng chờ ý kiến của bộ quản lý ngành về định mức.",
    "Tạm dừng trong thời gian điều chỉnh kế hoạch vốn của năm.",
)
WHY = "Đề nghị giải trình lý do chậm, trách nhiệm và thời gian hoàn thành."
BECAUSE = "Chậm do phải điều chỉnh dự toán; cơ quan đã phân công lại và cam kết hoàn thành trong tháng này."
PART = "Đề nghị góp ý về số liệu và phương án thuộc phạm vi quản lý."
DONE_PART = "Đã gửi số liệu và cử đầu mối phối hợp; thống nhất với phương án của cơ quan chủ trì."
SUPPLEMENT = "Báo cáo bổ sung theo yêu cầu: "
LATE = "Thực hiện chậm do phải điều chỉnh dự toán. "


def paper(*, body: str, task: str, done: str, day: str) -> bytes:
    """A small file that stands for the paper handed in with a report."""
    text = f"{body}\n\nTài liệu kèm theo báo cáo ngày {day} (tài liệu mẫu)\n\nNội dung: {task}\n\nKết quả: {done}\n"
    return text.encode()
