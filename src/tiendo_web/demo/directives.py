"""The sample's four directives: texts with days counted from an anchor, and who owes what under them.

A text holds its days in braces: ``{-30}`` is the working day thirty days before the anchor, ``{-30 tháng}``
and ``{-30 quý}`` name the month and the quarter of that day, ``{=20}`` is a length from the day of issue,
``{ban hành}`` and ``{năm}`` are the day and the year of issue. What a compiler reads in the text is not
relied on: :data:`SECURITY` and its like say for each task which words tell it apart and who leads it.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from dataclasses import dataclass
from importlib import resources

from tiendo import workdays
from tiendo_web.demo import province
from tiendo_web.demo.words import Sort

DAY = dt.timedelta(days=1)
_MARK = re.compile(r"\{(ban hành|năm|=\d+|[+-]\d+(?: tháng| quý)?)\}")
_LABEL = re.compile(r"^(?:[a-z]\)|\d+\.|-|\| \d+ \|) ")
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Handed:
    """A part of a duty that its owner hands to a body beneath, due ``before`` days before the duty itself."""

    body: str
    text: str
    before: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A task: the words that tell it apart in its text, who leads it, what sort of work it is."""

    words: str
    leads: tuple[str, ...]
    sort: Sort
    handed: Handed | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A directive of the sample; issued ``ago`` days before the anchor, or only drafted then.

    One that ``amends`` another, by its symbol, abolishes the tasks of it that hold one of these words.
    """

    file: str
    name: str
    symbol: str
    title: str
    ago: int
    issued: bool
    owed: tuple[Owed, ...]
    amends: str = ""
    abolishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A directive as written for one anchor: its words, its day, and each task of its table.

    ``due`` is a task's last day, ``lines`` its words without label or owner's cells.
    """

    sample: Sample
    text: str
    day: dt.date
    due: tuple[dt.date | None, ...]
    lines: tuple[str, ...]


_ALL, _EACH = province.COMMUNES, province.DEPARTMENTS
SECURITY = Sample(
    file="an-ninh-trat-tu.txt",
    symbol="38/KH-UBND",
    name="38-KH-UBND an ninh trật tự.txt",
    title="Tăng cường công tác bảo đảm an ninh, trật tự trên địa bàn tỉnh",
    ago=300,
    issued=True,
    owed=(
        Owed("xây dựng kế hoạch cụ thể của địa phương", _ALL, Sort.PLAN),
        Owed("tổ chức diễn tập phương án ứng phó sự cố", ("bchqs",), Sort.DRILL),
        Owed("mở lớp bồi dưỡng nghiệp vụ", ("snv",), Sort.TRAINING),
        Owed("xây dựng mẫu báo cáo tình hình", ("cat",), Sort.RULES),
        Owed("cung cấp chuỗi số liệu", ("tke",), Sort.DATA),
        Owed("rà soát nội quy, quy chế", _EACH, Sort.RULES),
        Owed("rà soát các vụ việc khiếu nại", ("ttt",), Sort.PETITIONS),
        Owed("phê duyệt hồ sơ đề xuất cấp độ", ("skhcn",), Sort.DATA),
        Owed("ban hành quy trình báo cáo sự cố", ("cat",), Sort.RULES),
        Owed("thường xuyên công bố thông tin chính thức", ("vp",), Sort.DATA),
        Owed("sử dụng các khoản viện trợ", ("sngv",), Sort.INSPECTION),
        Owed("ban hành quy chế lấy ý kiến thẩm định", ("stc",), Sort.RULES),
        Owed("kiểm tra việc thực hiện cam kết", ("kkt",), Sort.INSPECTION),
        Owed("lập phương án bảo vệ từng công trình", ("cat",), Sort.PLAN),
        Owed("kiểm tra điều kiện phòng cháy", _ALL, Sort.INSPECTION),
        Owed("xử lý các điểm mất an toàn giao thông", ("sxd",), Sort.WORKS),
        Owed("tổ chức dạy bơi an toàn", ("sgddt",), Sort.TRAINING),
        Owed("công khai lịch tiếp công dân", _ALL, Sort.PETITIONS),
        Owed("củng cố các tổ hòa giải", ("stp",), Sort.TRAINING),
        Owed("rà soát chính sách trợ giúp xã hội", ("syt",), Sort.DATA),
        Owed("lập danh mục kết luận thanh tra", ("ttt",), Sort.DATA),
        Owed("thu hồi đủ số tiền, tài sản", _EACH, Sort.RECOVERY),
        Owed("theo dõi việc thực hiện các thỏa thuận", ("sngv",), Sort.DATA),
        Owed("phân bổ kinh phí bổ sung cho cấp xã", ("stc",), Sort.MONEY),
        Owed("rà soát trụ sở làm việc của cấp xã", ("sxd",), Sort.WORKS),
    ),
)
DISASTERS = Sample(
    file="phong-chong-thien-tai.md",
    symbol="126/KH-UBND",
    name="126-KH-UBND phòng chống thiên tai.md",
    title="Phòng, chống thiên tai và tìm kiếm cứu nạn",
    ago=120,
    issued=True,
    owed=(
        Owed(
            "Kiểm tra toàn bộ đê, kè, hồ chứa",
            ("snnmt",),
            Sort.INSPECTION,
            Handed("thuyloi", "Kiểm tra hiện trạng các hồ chứa, lập biên bản từng công trình.", 12),
        ),
        Owed("Cập nhật bản đồ ngập lụt", ("snnmt",), Sort.DATA),
        Owed("Kiểm tra nơi neo đậu tàu thuyền", ("snnmt",), Sort.INSPECTION),
        Owed("Chuẩn bị phương án bảo đảm giao thông", ("sxd",), Sort.PLAN),
        Owed("Kiểm tra an toàn nhà trú bão", ("sxd",), Sort.INSPECTION),
        Owed(
            "Dự trữ thuốc, hóa chất",
            ("syt",),
            Sort.STOCKS,
            Handed("cdc", "Kiểm kê và bổ sung cơ số hóa chất xử lý nước.", 10),
        ),
        Owed("Hiệp đồng lực lượng, phương tiện", ("bchqs",), Sort.DRILL),
        Owed("Sửa chữa các cống tiêu thoát nước", ("sxd",), Sort.WORKS),
        Owed("Thẩm định dự toán mua sắm", ("stc",), Sort.MONEY),
        Owed("Dự trữ lương thực, nhiên liệu", ("sct",), Sort.STOCKS),
        Owed("Hướng dẫn các trường phương án", ("sgddt",), Sort.PLAN),
        Owed("Bảo đảm liên lạc dự phòng", ("skhcn",), Sort.DRILL),
        Owed("Kiện toàn lực lượng xung kích", _ALL, Sort.PLAN),
        Owed("Tổ chức diễn tập theo phương án", _ALL, Sort.DRILL),
        Owed("Duy trì chế độ trực ban", _ALL, Sort.DATA),
        Owed("Cấp bổ sung vật tư, phương tiện cứu hộ", ("stc",), Sort.MONEY),
        Owed(
            "Lắp đặt trạm đo mưa tự động",
            ("snnmt",),
            Sort.WORKS,
            Handed("thuyloi", "Khảo sát, chọn vị trí đặt trạm tại từng xã.", 20),
        ),
        Owed("Biên soạn sổ tay hướng dẫn", ("svhttdl",), Sort.RULES),
        Owed("Chốt phương án điều tiết liên hồ chứa", ("snnmt",), Sort.PLAN),
    ),
)
SERVICES = Sample(
    file="cai-cach-hanh-chinh.txt",
    symbol="201/KH-UBND",
    name="201-KH-UBND cải cách hành chính (dự thảo).txt",
    title="Cải cách hành chính và nâng cao chất lượng dịch vụ công trực tuyến",
    ago=4,
    issued=False,
    owed=(
        Owed("rà soát, cắt giảm giấy tờ", ("vp",), Sort.RULES),
        Owed("kết nối dữ liệu giữa hệ thống", ("skhcn",), Sort.DATA),
        Owed("Cập nhật quy trình điện tử", ("hcc",), Sort.DATA),
        Owed("số hóa kết quả giải quyết", ("hcc",), Sort.DATA),
    ),
)
AMENDED = Sample(
    file="sua-doi-thien-tai.md",
    symbol="187/KH-UBND",
    name="187-KH-UBND sửa đổi kế hoạch phòng chống thiên tai.md",
    title="Sửa đổi, bổ sung Kế hoạch số 126/KH-UBND về phòng, chống thiên tai và tìm kiếm cứu nạn",
    ago=30,
    issued=True,
    owed=(
        Owed("dự trữ lương thực, nhiên liệu", ("sct",), Sort.STOCKS),
        Owed("lập danh mục điểm bán hàng", ("sct",), Sort.DATA),
    ),
    amends=DISASTERS.symbol,
    abolishes=("nhà trú bão",),
)
SAMPLES = (SECURITY, DISASTERS, AMENDED, SERVICES)


def written(sample: Sample, today: dt.date) -> Text:
    """The directive as it reads where the anchor is ``today``.

    Raises ValueError where a task of its table stands in no line of its text.
    """
    day = workday(today - sample.ago * DAY)
    template = resources.files("tiendo_web.demo").joinpath("texts", sample.file).read_text(encoding="utf-8")
    lines = [_line(template.splitlines(), owed.words) for owed in sample.owed]

    def filled(words: str) -> str:
        return _MARK.sub(lambda mark: _say(mark[1], day, today), words)

    return Text(
        sample=sample,
        text=filled(template),
        day=day,
        due=tuple(_due(line, day, today) for line in lines),
        lines=tuple(filled(_LABEL.sub("", line).partition(" | ")[0]) for line in lines),
    )


def handed_due(text: Text, number: int) -> dt.date | None:
    """The last day of the part handed on of a task; None where there is no such day."""
    due, handed = text.due[number], text.sample.owed[number].handed
    return workday(due - handed.before * DAY) if due and handed else None


def workday(day: dt.date) -> dt.date:
    """The day itself where it is worked, else the next one that is."""
    calendar = workdays.shipped()
    return calendar.roll(day) if calendar.covers(day) else day


def _line(lines: list[str], words: str) -> str:
    found = [line for line in lines if words in line]
    if len(found) != 1:
        raise ValueError(f"{len(found)} lines hold {words!r}")
    return found[0]


def _due(line: str, issued: dt.date, today: dt.date) -> dt.date | None:
    marks = _MARK.findall(line)
    return _day(marks[-1], issued, today) if marks else None


def _day(mark: str, issued: dt.date, today: dt.date) -> dt.date:
    """The last day that a mark means."""
    if mark.startswith("="):
        return workday(issued + int(mark[1:]) * DAY)
    number, _, unit = mark.partition(" ")
    day = today + int(number) * DAY
    if unit == "tháng":
        return _month_end(day.year, day.month)
    if unit == "quý":
        return _month_end(day.year, 3 * ((day.month + 2) // 3))
    return workday(day)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, months.monthrange(year, month)[1])


def _say(mark: str, issued: dt.date, today: dt.date) -> str:
    if mark == "ban hành":
        return f"ngày {issued.day:02} tháng {_month(issued)} năm {issued.year}"
    if mark == "năm":
        return str(issued.year)
    if mark.startswith("="):
        return mark[1:]
    day = _day(mark, issued, today)
    if mark.endswith("tháng"):
        return f"tháng {day.month}/{day.year}"
    if mark.endswith("quý"):
        return f"quý {_QUARTERS[(day.month - 1) // 3]} năm {day.year}"
    return f"{day.day:02}/{_month(day)}/{day.year}"


def _month(day: dt.date) -> str:
    # Official documents write a nought before January and February only.
    return f"{day.month:02}" if day.month < 3 else str(day.month)
