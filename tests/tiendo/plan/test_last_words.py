"""What a last paragraph orders behind a statement, or beside the formula; in words of our own."""

import pytest

from tests.tiendo.plan.test_owners import words
from tests.tiendo.plan.test_tasks import leads, openings
from tiendo.plan import owners

ABOVE = "I. NHIỆM VỤ\n1. Lập sổ cây giống.\n2. Rà soát vườn ươm.\n"


@pytest.mark.parametrize(
    ("last", "lead"),
    [
        (
            "Rừng còn thưa. Đề nghị các xã ven biển khẩn trương trồng rừng; kịp thời báo cáo UBND tỉnh khó khăn.",
            ["các xã ven biển"],
        ),
        ("Rừng ven biển còn thưa. Giao Sở Xây dựng đôn đốc các xã thực hiện Kế hoạch này.", ["Sở Xây dựng"]),
        ("Yêu cầu các xã thực hiện những nội dung trên. Giao Sở Xây dựng lập bản đồ bãi cát.", ["Sở Xây dựng"]),
        ("Yêu cầu các xã nghiêm túc thực hiện các nhiệm vụ này. Giao Sở Y tế lập sổ.", ["Sở Y tế"]),
        ("Giao Sở Xây dựng chủ trì, theo dõi, hướng dẫn các xã thực hiện Kế hoạch này./.", ["Sở Xây dựng"]),
    ],
)
def test_an_order_of_its_own_is_a_task(last, lead):
    assert leads(ABOVE + last)[2:] == [lead]


@pytest.mark.parametrize(
    "last",
    [
        "Yêu cầu các xã ven biển nghiêm túc thực hiện những nội dung trên./.",
        "Giữ rừng là việc gấp. Đề nghị các xã ven biển nghiêm túc thực hiện Kế hoạch này./.",
        "Yêu cầu các xã thực hiện nghiêm các yêu cầu nêu trên.",
    ],
)
def test_the_formula_alone_is_none(last):
    assert openings(ABOVE + last) == ["Lập sổ cây", "Rà soát vườn"]


def test_who_helps_is_read_where_half_the_verb_is_lost():
    text = "Giao Sở Y tế chủ trì, phối với Sở Xây dựng lập sổ."
    assert words(text, owners.coordinating(text)) == ["Sở Xây dựng"]
