import pytest

from tests.tiendo.plan.texts import plan, source
from tiendo.plan.model import Bound
from tiendo.plan.targets import targets
from tiendo.source import Span


def first(text):
    return next(targets(source(text), Span(0, len(text)), None), None)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("100% xã có vườn ươm.", 100.0, "%", Bound.EXACTLY),
        ("Ít nhất 85,5% hộ ven biển tham gia.", 85.5, "%", Bound.AT_LEAST),
        ("Đạt từ 98% trở lên.", 98.0, "%", Bound.AT_LEAST),
        ("Tỷ lệ cây chết dưới 10%.", 10.0, "%", Bound.AT_MOST),
        ("Trồng ít nhất 1.200 cây phi lao.", 1200.0, "cây phi", Bound.AT_LEAST),
        ("Không quá 03 vườn ươm mỗi xã.", 3.0, "vườn ươm", Bound.AT_MOST),
    ],
)
def test_a_figure_says_its_value_its_unit_and_its_side(text, value, unit, bound):
    found = first(text)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@pytest.mark.parametrize("text", ["Không quá 15 ngày.", "Trồng cây trong 3 tháng.", "Khoản 2 Điều 5.", "Trồng cây."])
def test_lengths_of_time_and_bare_numbers_are_no_figures_to_reach(text):
    assert first(text) is None


def test_who_has_to_reach_it_is_read_behind_the_share():
    assert first("100% các xã, phường ven biển có vườn ươm.").whom.value == "các xã, phường ven biển"


AIMS = """II. MỤC TIÊU
1. Đến năm 2027
- Phấn đấu 60% đồi cát được phủ xanh.
- Đến hết năm 2026, 30% đồi cát được phủ xanh.
2. Định hướng đến năm 2030
- Phấn đấu 90% đồi cát được phủ xanh.
III. NHIỆM VỤ
1. Sở Xây dựng lập bản đồ cho 100% xã.
"""


def test_a_heading_says_by_when_for_the_figures_under_it():
    made = plan(AIMS)
    assert [(one.value, one.by) for one in made.targets] == [
        (60.0, "2027-12-31"),
        (30.0, "2026-12-31"),
        (90.0, "2030-12-31"),
    ]
    assert [one.value for one in made.tasks[0].targets] == [100.0]
