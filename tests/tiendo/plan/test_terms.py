"""Times without an end, ranges of lengths, rhythms with their day; in words of our own."""

from datetime import date

import pytest

from tiendo.plan import deadlines

ON = date(2026, 3, 4)


class TestFromADayToAnEvent:
    @pytest.mark.parametrize(
        "value",
        [
            "Từ tháng 5/2026 đến khi trồng xong.",
            "Từ ngày 01/5/2026 cho đến khi có hướng dẫn mới",
            "Bắt đầu từ quý II/2026 cho tới khi nghiệm thu",
            "Kể từ tháng 5/2026 đến lúc cây khép tán",
            "Từ năm 2027, đến khi rừng được nghiệm thu",
        ],
    )
    def test_there_is_no_last_day(self, value):
        assert deadlines.in_value(value, ON).values == ()

    def test_a_sentence_has_none_either(self):
        assert deadlines.in_order("Triển khai từ tháng 5/2026 đến khi trồng xong.", ON).values == ()

    @pytest.mark.parametrize(
        ("value", "day"),
        [
            ("Từ tháng 5/2026", "2026-05-31"),
            ("Từ tháng 5/2026 đến tháng 9/2026", "2026-09-30"),
            ("Trước tháng 5/2026, đến khi có mưa thì trồng", "2026-04-30"),
        ],
    )
    def test_a_start_alone_and_an_end_with_a_day_stay(self, value, day):
        assert deadlines.in_value(value, ON).values == (day,)


class TestTheRhythmOfAPlan:
    @pytest.mark.parametrize(
        "value",
        [
            "Theo kế hoạch trồng rừng hằng năm.",
            "Theo Kế hoạch bồi dưỡng cán bộ, viên chức hàng năm",
            "Trong dự toán hằng năm",
            "Theo chương trình công tác hàng quý",
        ],
    )
    def test_is_its_name_in_a_line_of_time(self, value):
        assert deadlines.in_value(value, ON).values == ()

    @pytest.mark.parametrize("value", ["Hằng năm", "Hằng năm, theo kế hoạch", "Theo kế hoạch, hằng năm"])
    def test_is_one_of_the_order_beside_it(self, value):
        assert deadlines.in_value(value, ON).values == ("annual",)


@pytest.mark.parametrize(
    ("order", "value"),
    [
        ("Dựng lại cây đổ trong 24-48 giờ sau bão.", "PT48H"),
        ("Gửi sổ trong 5 - 7 ngày làm việc.", "P7WD"),
        ("Trả lời trong vòng từ 7 đến 10 ngày kể từ ngày nhận.", "P10D"),
        ("Tưới cây sau 3–5 ngày.", "P5D"),
        ("Dựng lại cây đổ trong vòng 48h sau bão.", "PT48H"),
        ("Báo tin chậm nhất sau 24h.", "PT24H"),
    ],
)
def test_of_a_range_the_longer_length_is_the_term(order, value):
    assert deadlines.in_order(order, ON).values == (value,)


@pytest.mark.parametrize(
    "order",
    [
        "Báo cáo kết quả thực hiện Kế hoạch hằng năm (trước ngày 15 tháng 11) về Sở Xây dựng.",
        "Báo cáo hằng năm (chậm nhất ngày 15/11) về Sở Xây dựng.",
        "Gửi sổ theo kế hoạch hàng năm (chậm nhất là ngày 15/11).",
        "Tổng hợp chương trình hằng năm (vào ngày 15 tháng 11).",
    ],
)
def test_a_day_in_brackets_makes_a_rhythm_one_of_the_order(order):
    assert deadlines.in_order(order, ON).values == ("annual:11-15",)


def test_what_something_was_until_a_day_is_no_deadline():
    assert deadlines.in_order("Các xã trước ngày 01/7/2025 là thị trấn lập sổ cây.", ON).values == ()


@pytest.mark.parametrize("matter", ["dân sự", "quân sự", "nhân sự"])
def test_an_adverb_behind_such_a_matter_is_one(matter):
    assert deadlines.in_order(f"Duy trì công tác {matter} thường xuyên.", ON).values == ("ongoing",)


def test_the_noun_of_it_is_none():
    assert deadlines.in_order("Bảo đảm sự thường xuyên, liên tục của việc tưới cây.", ON).values == ()
