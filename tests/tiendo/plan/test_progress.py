"""Headings and tables that tell how far earlier tasks have come: what is done is no task, what is overdue still is."""

import pytest

from tests.tiendo.plan.texts import plan
from tiendo.plan import compiler, read

TABLE = (
    "PHỤ LỤC\n\n{title}\n\n| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn | {column} |\n|---|---|---|---|---|\n"
    "| 1 | Rà soát quỹ đất ven biển của các xã | Sở Xây dựng | 31/01/2026 | {first} |\n"
    "| 2 | Chuẩn bị cây giống cho vườn ươm | Sở Tài chính | 15/02/2026 | {second} |\n"
)


def of_table(**words):
    source, _ = read.read(TABLE.format(**words).encode(), "bang.md")
    return len(compiler.compile(source)[0].tasks)


@pytest.mark.parametrize(
    ("column", "first", "second", "count"),
    [
        ("Kết quả thực hiện", "Đang thực hiện", "Chưa hoàn thành", 2),
        ("Kết quả thực hiện", "Đã hoàn thành", "Đã hoàn thành quá hạn", 0),
        ("Tình trạng", "Quá hạn", "Đang trình ký", 2),
        ("Kết quả", "Báo cáo của Sở", "Cây giống", 2),
        ("Kết quả thực hiện", "", "", 2),
        ("Tình trạng", "Mới", "Chuyển tiếp", 2),
    ],
)
def test_a_row_of_work_that_is_done_is_none(column, first, second, count):
    assert of_table(title="DANH MỤC NHIỆM VỤ", column=column, first=first, second=second) == count


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("1. Các nhiệm vụ về trồng rừng quá hạn chưa hoàn thành", 2),
        ("1. Kết quả thực hiện nhiệm vụ năm 2025", 0),
        ("1. Nội dung giám sát", 2),
        ("1. Nội dung, nhiệm vụ giám sát", 2),
        ("1. Các nhiệm vụ trọng tâm", 2),
    ],
)
def test_a_heading_says_whether_what_follows_is_given_now(heading, count):
    text = (
        f"KẾ HOẠCH\nTrồng rừng\nI. NỘI DUNG\n{heading}\n- Theo dõi tiến độ trồng rừng.\n- Rà soát quỹ đất ven biển.\n"
    )
    assert len(plan(text).tasks) == count
