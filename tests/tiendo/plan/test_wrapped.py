"""Plain text that was wrapped at a width: read as the sentences it is, shown where the file has it."""

from __future__ import annotations

from tests.tiendo.plan.texts import plan as compiled
from tiendo.plan import read
from tiendo.plan.compiler import compile as compile_source

WRAPPED = """KẾ HOẠCH
TRỒNG RỪNG VEN BIỂN
I. NHIỆM VỤ
1. Lập sổ theo dõi rừng
ven biển và gửi về nơi nhận
Chương trình phủ xanh những triền đồi ven biển giai đoạn
Trước tháng 6 năm 2026.
2. Giao Sở Y tế chủ trì, phối hợp
với Sở Nội vụ và Chủ tịch UBND các
xã, phường kiểm tra từng cơ sở trước ngày 15
tháng 6 năm 2026.
"""


def test_bodies_and_days_are_read_across_a_break() -> None:
    task = compiled(WRAPPED).tasks[1]
    assert [body.value for body in task.lead] == ["Sở Y tế"]
    assert [body.value for body in task.coordinating] == ["Sở Nội vụ", "Chủ tịch UBND các xã, phường"]
    assert task.deadline is not None and task.deadline.values == ("2026-06-15",)


def test_a_line_in_capitals_carries_a_sentence_on_where_the_text_is_wrapped() -> None:
    first = compiled(WRAPPED).tasks[0]
    assert first.text.endswith("Trước tháng 6 năm 2026.")


def test_places_stay_those_of_the_file() -> None:
    source, _ = read.read(WRAPPED.encode(), "ke-hoach.txt")
    plan, _ = compile_source(source)
    at = plan.source.text.index("Sở Nội vụ")
    assert plan.source.position(at) == source.position(at)
    assert plan.source.line(9) == WRAPPED.split("\n")[8]


def test_an_empty_line_parts_paragraphs_of_a_wrapped_text() -> None:
    text = WRAPPED + "\nUBND tỉnh giao các sở, ngành phối hợp thực hiện các việc này\n\nSở Tài chính bố trí kinh phí.\n"
    leads = [[body.value for body in task.lead] for task in compiled(text).tasks]
    assert ["Sở Tài chính"] in leads


def test_what_stands_in_a_break_and_is_no_white_space_stays() -> None:
    marked = WRAPPED.replace("chủ trì, phối hợp\n", "chủ trì, phối hợp\n** **\n")
    assert compiled(marked).source.text.split() == marked.split()
