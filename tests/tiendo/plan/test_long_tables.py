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


def test_a_row_without_its_number_shares_who_helps_and_by_when():
    table = (
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n|--|--|--|--|--|\n"
        "| 1 | Xây dựng vườn ươm giống mới | Sở Y tế | Sở Xây dựng | Quý IV/2026 |\n"
        "| Trồng cây thuốc ven suối | Sở Du lịch |\n"
    )
    found, _ = read.read(f"# KẾ HOẠCH\n\n{table}".encode(), "a.md")
    last = compiler.compile(found)[0].tasks[-1]
    assert [one.value for one in (*last.lead, *last.coordinating)] == ["Sở Du lịch", "Sở Xây dựng"]
    assert last.deadline.values == ("2026-12-31",)


def test_words_in_the_column_of_numbers_name_no_row():
    words = "Theo kết luận của Thường trực " * 8
    source, _ = read.read(ROWS.replace("| 1. |", f"| {words} |").encode(), "bang.md")
    (task,) = compiler.compile(source)[0].tasks
    assert task.id == "PL1.I.2", "it is the second row below the heads"
