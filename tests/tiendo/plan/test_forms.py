"""Blank forms among the annexes: they order nothing, and say so; what stands behind them is read again."""

import pytest

from tests.tiendo.plan.texts import plan
from tiendo.plan.completeness import completeness
from tiendo.plan.model import Reason

HEAD = """QUYẾT ĐỊNH
Ban hành Quy định trồng rừng chắn cát
Điều 1. Sở Xây dựng lập sổ theo dõi bãi cát.
TM. ỦY BAN NHÂN DÂN
PHỤ LỤC I
VIỆC CẦN LÀM
1. Sở Y tế lập sổ sức khỏe cho đội.
"""
FORM = """{name}
Kính gửi: ……………………
1. Sở Y tế đề nghị cấp sổ cho đội trồng rừng.
2. Sở Y tế có trách nhiệm giữ sổ.
(Ký, ghi rõ họ tên)
"""


def texts(text):
    return [task.text for task in plan(text).tasks]


@pytest.mark.parametrize(
    "name", ["Mẫu số 01", "Mẫu số 02/TR", "Biểu mẫu số 3: Đơn xin cấp sổ", "Mẫu 1.2 - Đơn", "MẪU ĐƠN XIN CẤP SỔ"]
)
def test_a_blank_form_orders_nothing_and_says_so(name):
    made = plan(HEAD + FORM.format(name=name))
    assert [task.text for task in made.tasks][-1] == "Sở Y tế lập sổ sức khỏe cho đội."
    rest = {made.source.slice(one.span).strip(): one.reason for one in completeness(made).rest}
    assert rest["2. Sở Y tế có trách nhiệm giữ sổ."] is Reason.FORM


def test_the_next_annex_is_read_again_and_so_is_the_next_part_of_the_document():
    again = "1. Sở Du lịch xây dựng lối đi qua rừng."
    assert texts(HEAD + FORM.format(name="Mẫu số 01") + "PHỤ LỤC II\n" + again)[-1] == again[3:]
    parted = HEAD.replace("VIỆC CẦN LÀM", "A. VIỆC CẦN LÀM") + FORM.format(name="Mẫu số 01")
    assert texts(f"{parted}B. VIỆC LÀM SAU\n{again}")[-1] == again[3:]


def test_the_list_that_a_form_has_for_its_own_annex_is_part_of_it():
    listed = "Mẫu số 02\nPhụ lục\n1. Sở Y tế quản lý sổ của đội.\nNgày … tháng … năm ……"
    assert texts(HEAD + FORM.format(name="Mẫu số 01") + listed) == texts(HEAD)


def test_a_list_of_work_that_is_called_a_model_and_has_no_blank_is_work():
    listed = "Mẫu số 01\n1. Sở Y tế giữ sổ.\n2. Sở Y tế gửi sổ cho đội.\n3. Sở Y tế tổng hợp sổ cuối mùa.\n4. Hết."
    assert "Sở Y tế tổng hợp sổ cuối mùa." in texts(HEAD + listed)
