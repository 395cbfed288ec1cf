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
