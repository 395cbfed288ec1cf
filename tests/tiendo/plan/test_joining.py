"""Tasks of a text and the rows that give them again: which row, and that nothing else of a task changes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.texts import names
from tiendo.plan import compiler, joining, read
from tiendo.plan.model import Task
from tiendo.source import Span

HEAD = (
    "ỦY BAN NHÂN DÂN\n\nTỈNH SƠN HẢI\n\nSố: 45/KH-UBND\n\nSơn Hải, ngày 04 tháng 3 năm 2026\n\nKẾ HOẠCH\n\n"
    "Trồng rừng ven biển\n\nI. NHIỆM VỤ\n\n{tasks}\n\nPHỤ LỤC I\n\n"
    "| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n{rows}\n"
)
WORDS = st.text("abcdefgh ", max_size=40)


def rows_of(tasks, *rows):
    text = HEAD.format(
        tasks="\n\n".join(f"{at}. {words}" for at, words in enumerate(tasks, 1)),
        rows="\n".join(f"| {at} | {words} | Sở Xây dựng | 31/5/2026 |" for at, words in enumerate(rows, 1)),
    )
    source, _ = read.read(text.encode(), "ke-hoach.md")
    return {task.id: task for task in compiler.compile(source)[0].tasks}


def test_a_task_names_the_row_and_keeps_what_it_says_itself():
    found = rows_of(
        ["Rà soát quỹ đất ven biển của từng xã, từng thôn."],
        "Chuẩn bị cây giống cho vườn ươm",
        "Tổ chức rà soát quỹ đất ven biển của từng xã",
    )
    assert found["I.1"].row == "PLI.2"
    assert (found["I.1"].lead, found["I.1"].deadline) == ((), None)
    assert names(found["PLI.2"].lead) == ["Sở Xây dựng"]
    assert found["PLI.2"].row is None


def test_words_of_the_office_that_all_rows_share_join_nothing():
    found = rows_of(
        ["Tổ chức triển khai thực hiện trồng rừng."],
        "Tổ chức triển khai thực hiện cắm mốc bãi cát",
        "Tổ chức triển khai thực hiện sửa chữa đường đi",
    )
    assert found["I.1"].row is None


def test_a_long_task_that_only_mentions_a_row_is_not_that_row():
    mentioned = "rà soát quỹ đất ven biển của xã"
    long = (
        "lập sổ, ghi tên từng hộ, chia đội, đào hố, ươm cây, tưới nước, rào bãi, cắm mốc, sửa đường, dựng lều trại, "
        "mua dụng cụ, thuê thuyền, trả công"
    )
    found = rows_of(
        [f"Tổ chức {long} và rà soát quỹ đất ven biển."], f"Phối hợp {mentioned} Bến Sậy, xã Cồn Ngang và xã Bãi Ngao"
    )
    assert found["I.1"].row is None


@given(st.lists(WORDS, max_size=8), st.integers(0, 8))
def test_joining_changes_nothing_but_the_row(texts, tabled):
    tasks = tuple(Task(str(at), str(at), words, Span(0, 1), (Span(0, 1),)) for at, words in enumerate(texts))
    rows = {task.id for task in tasks[:tabled]}
    made = joining.joined(tasks, rows)
    assert tuple(replace(task, row=None) for task in made) == tasks
    assert all(task.row is None or (task.row in rows and task.id not in rows) for task in made)
