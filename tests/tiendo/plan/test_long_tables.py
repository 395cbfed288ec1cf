"""Rows of long tables: titles of groups that run over, and rows that carry on the one above."""

from tiendo.plan import compiler, read

ROWS = (
    "PHỤ LỤC\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Kết quả | Thời hạn |\n|---|---|---|---|---|\n"
    "| I. | Phát triển vườn ươm và rừng ven biển trong |  |  | năm |\n"
    "| 1. | Rà soát quỹ đất, gồm: (1) đất bãi; | Sở Xây dựng | Báo cáo | 2026 |\n"
    "|  | (2) Lập bản đồ đất rừng các xã |  | Bản đồ | 2026 |\n"
)


def test_a_long_title_of_a_group_is_no_task_and_a_row_may_carry_on_the_one_above():
    source, _ = read.read(ROWS.encode(), "bang.md")
    (task,) = compiler.compile(source)[0].tasks
    assert (task.id, task.text.splitlines()[-1]) == ("PL1.I.1", "(2) Lập bản đồ đất rừng các xã")
