"""Paragraphs without numbers, as news and closing articles have them: who is told, and what only tells."""

from __future__ import annotations

import pytest

from tests.tiendo.plan.texts import plan
from tiendo.plan.completeness import completeness


def _told(text: str) -> list[tuple[str, list[str]]]:
    return [(task.text, [body.value for body in task.lead]) for task in plan(text).tasks]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Theo đó, UBND tỉnh yêu cầu các đơn vị, địa phương lập sổ theo dõi.", ["các đơn vị, địa phương"]),
        ("Cụ thể, về trồng rừng, Phó Thủ tướng Trần Văn Sơn yêu cầu Bộ Y tế chủ trì lập sổ.", ["Bộ Y tế"]),
        ("Về học phí, miễn, giảm, hỗ trợ, cấp học bổng, Thủ tướng giao Bộ Y tế khẩn trương lập sổ.", ["Bộ Y tế"]),
        ("Sau khi xem xét, Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở Y tế lập sổ theo dõi.", ["Sở Y tế"]),
        ("Về việc trồng rừng, Sở Y tế chủ trì lập sổ theo dõi.", ["Sở Y tế"]),
        ("Về đề nghị Chính phủ chỉ đạo trồng rừng: Giao Sở Y tế lập sổ theo dõi.", ["Sở Y tế"]),
    ],
)
def test_whom_somebody_tells_behind_an_introduction_leads(text: str, lead: list[str]) -> None:
    assert _told(f"Việc trồng rừng\n{text}") == [(text, lead)]


def test_a_headline_and_what_announces_or_judges_order_nothing() -> None:
    text = (
        "Chính phủ yêu cầu trồng rừng ven biển\n"
        "Chính phủ thống nhất đánh giá: Trong tháng 9, các địa phương tập trung trồng rừng.\n"
        "Trên cơ sở ý kiến các địa phương tại cuộc họp ngày 02 tháng 10 năm 2025,\n"
        "Sau khi nghe báo cáo của Bộ Y tế, Phó Thủ tướng Chính phủ có ý kiến như sau:\n"
        "Bộ Y tế chủ trì lập sổ theo dõi."
    )
    made = plan(text)
    assert [task.text for task in made.tasks] == ["Bộ Y tế chủ trì lập sổ theo dõi."]
    assert completeness(made).share == 1.0


@pytest.mark.parametrize(
    ("article", "order"),
    [
        (
            "Quyết định này có hiệu lực sau 15 ngày. Các đơn vị thuộc Bộ ban hành quy chế của mình.",
            "Các đơn vị thuộc Bộ ban hành quy chế của mình.",
        ),
        (
            "Chánh Văn phòng Bộ có trách nhiệm đôn đốc, kiểm tra các đơn vị. Thủ trưởng các đơn vị chịu trách nhiệm "
            "thi hành Quyết định này.",
            "Chánh Văn phòng Bộ có trách nhiệm đôn đốc, kiểm tra các đơn vị.",
        ),
    ],
)
def test_a_closing_article_may_tell_somebody_more_than_to_carry_the_document_out(article: str, order: str) -> None:
    text = f"QUYẾT ĐỊNH\nBan hành quy chế\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\nĐiều 2. {article}"
    assert [task.text for task in plan(text).tasks] == [order]


def test_a_closing_article_of_bare_formulas_orders_nothing() -> None:
    text = (
        "QUYẾT ĐỊNH\nBan hành quy chế\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký. Chánh Văn phòng Bộ, Thủ trưởng các đơn vị chịu trách nhiệm "
        "thi hành Quyết định này."
    )
    assert not plan(text).tasks
