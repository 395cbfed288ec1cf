from datetime import date

import pytest

from tiendo.plan import deadlines

ON = date(2025, 11, 19)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Quý IV năm 2025 và các năm tiếp theo", ["2025-12-31", "ongoing"]),
        ("Quí II/2026", ["2026-06-30"]),
        ("Tháng 02/2026", ["2026-02-28"]),
        ("Năm 2026", ["2026-12-31"]),
        ("Giai đoạn 2026-2030", ["2030-12-31"]),
        ("2026 - 2030", ["2030-12-31"]),
        ("Trước ngày 15/12", ["2025-12-15"]),
        ("trước ngày 15/3", ["2026-03-15"]),
        ("Thường xuyên, hằng năm", ["ongoing", "annual"]),
        ("Hàng quý", ["quarterly"]),
        ("Từ tháng 10 năm 2025 đến hết tháng 3 năm 2026", ["2026-03-31"]),
        ("Theo tiến độ", []),
        ("Tháng 4 và tháng 8 năm 2026", ["2026-04-30", "2026-08-31"]),
        ("Tháng 3 đến tháng 10 năm 2026", ["2026-10-31"]),
        ("Tháng 11, 12/2026", ["2026-12-31"]),
        ("Quý I, quý III năm 2026", ["2026-03-31", "2026-09-30"]),
        ("Quý III - IV/2026", ["2026-12-31"]),
        ("Quý I và Quý II năm 2026", ["2026-06-30"]),
        ("6 tháng đầu năm 2026", ["2026-06-30"]),
        ("Trước năm 2027", ["2026-12-31"]),
        ("Trong tháng này", ["2025-11-30"]),
        ("Tháng 3", ["2026-03-31"]),
        ("Tháng 4 năm sau", ["2026-04-30"]),
        ("Quý I", ["2026-03-31"]),
        ("Từ tháng 10", ["2025-10-31"]),
        ("Trong quý tới", ["2026-03-31"]),
        ("Hàng quý, năm", ["quarterly", "annual"]),
        ("Định kỳ 6 tháng và cả năm", ["halfyearly", "annual"]),
        ("02 lần/tháng", ["monthly"]),
        ("Mỗi quý một lần", ["quarterly"]),
    ],
)
def test_the_value_of_a_time_line(text, values):
    assert list(deadlines.in_value(text, ON).values) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Gửi báo cáo trước ngày 15 tháng 12 năm 2025.", ["2025-12-15"]),
        ("Gửi báo cáo trước ngày 31/02/2026.", []),
        ("Báo cáo trước ngày 20 hằng tháng.", ["monthly:20"]),
        ("Báo cáo định kỳ trước ngày 01/6 và 15/11 hằng năm.", ["annual:06-01", "annual:11-15"]),
        ("Báo cáo ngày 25 tháng cuối quý.", ["quarterly:25"]),
        ("Thường xuyên kiểm tra chất lượng.", ["ongoing"]),
        ("Bố trí chi thường xuyên theo quy định.", []),
        ("Là nhiệm vụ trọng yếu, thường xuyên của toàn xã hội.", []),
        ("Trả lời trong 10 ngày làm việc kể từ ngày nhận đơn.", ["P10WD"]),
        ("Xử lý trong vòng 30 ngày.", ["P30D"]),
        ("Hoàn thành trong năm 2025.", ["2025-12-31"]),
        ("Hoàn thành trong quý I/2026.", ["2026-03-31"]),
        ("Triển khai kế hoạch giai đoạn 2021-2025.", []),
        ("Thực hiện Nghị định số 12/2020/NĐ-CP ngày 03/02/2020.", []),
        ("Định kỳ báo cáo theo quy định, kịp thời xử lý.", []),
        ("Báo cáo Chủ tịch tỉnh hằng tuần về số cây đã trồng.", ["weekly"]),
        ("Niêm yết giá cây giống công khai hằng ngày để dân biết.", ["daily"]),
        ("Chủ tịch tỉnh hằng tháng xem xét tiến độ trồng rừng.", ["monthly"]),
        ("Lập chương trình công tác định kỳ 6 tháng, hằng năm trình Chủ tịch.", ["halfyearly", "annual"]),
        ("Lập kế hoạch hằng năm và định kỳ báo cáo trước ngày 20/11.", ["annual:11-20"]),
        ("Lập kế hoạch trồng rừng hằng năm của tỉnh.", []),
        ("Trả trợ cấp hằng tháng cho đội giữ rừng.", []),
        ("Mở rộng vườn ươm, nhiệm vụ thường xuyên; nộp đề án trước ngày 10/12/2025.", ["ongoing", "2025-12-10"]),
        ("Bố trí người làm nhiệm vụ thường xuyên.", []),
        ("Báo cáo nhanh trong 3 ngày Tết.", []),
        ("Tổng kết vào cuối năm 2030.", ["2030-12-31"]),
        ("Sơ kết (năm 2028) và tổng kết (năm 2030) việc trồng rừng.", ["2028-12-31", "2030-12-31"]),
        ("Đọc quy hoạch vùng cát (năm 2028) của tỉnh.", []),
        ("Mở rộng vườn ươm (2026 - 2028).", ["2028-12-31"]),
        ("Chọn giống cây mới (Quý II/2026);", ["2026-06-30"]),
        ("Rà soát kế hoạch trồng rừng 05 năm (2026 - 2030).", []),
        ("Trồng dặm theo Luật Lâm nghiệp (năm 2017).", []),
        ("Thực hiện Chương trình (giai đoạn 2026 - 2030).", []),
        ("Trồng rừng để đến năm 2030 cơ bản hoàn thành đai chắn cát.", ["2030-12-31"]),
        ("Thực hiện Chiến lược trồng rừng đến năm 2030.", []),
        ("Hoàn thành trồng dặm trong 6 tháng đầu năm 2026.", ["2026-06-30"]),
        ("Khai mạc vào ngày 26/11.", ["2025-11-26"]),
    ],
)
def test_what_binds_an_order(text, values):
    assert list(deadlines.in_order(text, ON).values) == values


def test_a_length_says_what_it_runs_from():
    text = "Trả lời trong 10 ngày kể từ ngày nhận đơn."
    found = deadlines.in_order(text, None)
    assert text[found.event.start : found.event.end] == "nhận đơn"


def test_without_a_day_of_the_document_a_day_without_year_stays_open():
    assert deadlines.in_order("Gửi trước ngày 15/12.", None).values == ()
