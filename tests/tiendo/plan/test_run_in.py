"""Attributes that run on in an order's own paragraph, behind its words; in words of our own."""

import pytest

from tests.tiendo.plan.texts import names, plan

ABOVE = "KẾ HOẠCH\nGiữ rừng\nI. NHIỆM VỤ\n1. Lập sổ cây giống.\n2. "


def _only(words):
    """The task that the second item gives."""
    return plan(ABOVE + words).tasks[1]


@pytest.mark.parametrize(
    ("words", "lead", "helpers"),
    [
        ("Rà soát vườn ươm. Cơ quan chủ trì: Sở Y tế. Thời gian: tháng 5/2026.", ["Sở Y tế"], []),
        ("Rà soát vườn ươm. Đơn vị thực hiện: Sở Y tế.", ["Sở Y tế"], []),
        (
            "Rà soát vườn ươm. Chủ trì: Sở Y tế. Phối hợp: Công an tỉnh; UBND các xã.",
            ["Sở Y tế"],
            ["Công an tỉnh", "UBND các xã"],
        ),
        (
            "Rà soát vườn ươm (chủ trì: Sở Y tế; phối hợp: Công an tỉnh; hoàn thành trong tháng 5/2026).",
            ["Sở Y tế"],
            ["Công an tỉnh"],
        ),
        (
            "Rà soát vườn ươm; chủ trì: Sở Y tế; phối hợp: Sở Tài chính; thời gian: quý III/2026.",
            ["Sở Y tế"],
            ["Sở Tài chính"],
        ),
        ("Rà soát vườn ươm. Giao Sở Y tế chủ trì.", ["Sở Y tế"], []),
        ("Rà soát vườn ươm. Giao Sở Y tế làm đầu mối, phối hợp với Công an tỉnh.", ["Sở Y tế"], ["Công an tỉnh"]),
    ],
)
def test_who_stands_behind_the_order_has_it(words, lead, helpers):
    task = _only(words)
    assert (names(task.lead), names(task.coordinating)) == (lead, helpers)


def test_a_time_behind_the_order_is_its_day_whatever_day_it_speaks_of():
    task = _only("Rà soát vườn ươm lập trước ngày 01/01/2025. Thời hạn hoàn thành: 30/4/2026. Sản phẩm: bản đồ.")
    assert task.deadline is not None and task.deliverable is not None
    assert (task.deadline.values, task.deliverable.value) == (("2026-04-30",), "bản đồ")


@pytest.mark.parametrize(
    "words",
    [
        "Rà soát vườn ươm. Phối hợp: nhịp nhàng, kịp thời.",
        "Rà soát vườn ươm. Giao Sở Y tế chủ trì họp báo là việc của năm sau.",
        "Rà soát vườn ươm theo nguyên tắc đơn vị chủ trì: người gần rừng nhất.",
    ],
)
def test_what_names_nobody_there_gives_no_lead(words):
    assert _only(words).lead == ()


def test_a_line_of_its_own_goes_before_words_that_run_on():
    task = _only("Rà soát vườn ươm (chủ trì: Sở Y tế).\n- Cơ quan chủ trì: Sở Xây dựng.")
    assert names(task.lead) == ["Sở Xây dựng"]
