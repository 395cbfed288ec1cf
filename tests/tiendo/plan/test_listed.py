"""What a row or a line of time lists by itself: numbers in brackets, dashes, years; labels with a note behind them."""

from __future__ import annotations

import pytest

from tests.tiendo.plan.texts import plan
from tiendo.plan import read
from tiendo.plan.compiler import compile as compile_source
from tiendo.plan.model import Task

HEAD = "| TT | Tên nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành |\n|---|---|---|---|\n"


def _rows(*rows: str) -> tuple[Task, ...]:
    text = "PHỤ LỤC II\n\nDANH MỤC NHIỆM VỤ\n\n" + HEAD + "\n".join(rows) + "\n"
    return compile_source(read.read(text.encode(), "phu-luc.md")[0])[0].tasks


def test_what_a_row_counts_in_brackets_is_a_task_each() -> None:
    found = _rows(
        "| 1. | Hoàn thành các việc sau, gồm¹: (1) Định danh tàu thuyền; (2) Lập sổ hộ tịch; | Sở Y tế | 2025 |",
        "| | (3) Xây dựng mô hình tại các xã ven biển. | Sở Y tế | 2025 |",
        "| 2. | Lập sổ theo dõi rừng. | Sở Nội vụ | 2026 |",
    )
    assert [one.label for one in found] == ["PLII.1.1", "PLII.1.2", "PLII.1.3", "PLII.2"]
    assert found[2].text == "Xây dựng mô hình tại các xã ven biển."
    assert {one.lead[0].value for one in found[:3]} == {"Sở Y tế"}


def test_what_a_row_orders_behind_dashes_is_a_task_each_beside_the_order_above() -> None:
    found = _rows(
        "| 1. | Sửa đổi quy chế, bao gồm: - Sửa đổi quy định về rừng; - Bổ sung quy định về đất. | Sở Y tế | 2025 |"
    )
    assert [one.text for one in found] == [
        "Sửa đổi quy chế, bao gồm:",
        "Sửa đổi quy định về rừng;",
        "Bổ sung quy định về đất.",
    ]


def test_dashes_that_name_things_divide_no_row() -> None:
    found = _rows("| 1. | Rà soát các nghị định: - Nghị định về đất; - Nghị định về rừng. | Sở Y tế | 2025 |")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("time", "values"),
    [
        ("2025 và những năm tiếp theo", ("2025-12-31", "ongoing")),
        ("2025.", ("2025-12-31",)),
        ("Lập sổ: 2025", ("2025-12-31",)),
    ],
)
def test_a_bare_year_is_a_time_whatever_closes_it(time: str, values: tuple[str, ...]) -> None:
    due = _rows(f"| 1. | Lập sổ theo dõi rừng. | Sở Y tế | {time} |")[0].deadline
    assert due is not None and due.values == values


def test_dashes_under_a_line_of_time_say_when_and_order_nothing() -> None:
    made = plan(
        "II. NHIỆM VỤ\na) Xây dựng giáo trình.\nThời gian thực hiện:\n- Xây dựng giáo trình: 2025;\n"
        "- Hoàn thiện giáo trình: 2026 - 2030.\nb) Lập sổ theo dõi."
    )
    assert [one.text for one in made.tasks] == ["Xây dựng giáo trình.", "Lập sổ theo dõi."]
    due = made.tasks[0].deadline
    assert due is not None and due.values == ("2025-12-31", "2030-12-31")


@pytest.mark.parametrize(
    "line",
    ["- Thời gian:\n- Đợt 1: trước ngày 20/4/2026;\n- Đợt 2: quý IV/2026.", "Thời gian:\n- 20/4/2026\n- 31/12/2026"],
)
def test_two_dashes_behind_a_line_of_time_are_two_times_and_no_tasks(line: str) -> None:
    (task,) = plan(f"II. NHIỆM VỤ\n1. Ra quân dọn bãi cát.\n{line}").tasks
    assert task.deadline is not None and task.deadline.values == ("2026-04-20", "2026-12-31")


def test_a_heading_hands_down_all_that_its_lines_of_time_say() -> None:
    made = plan(
        "II. NHIỆM VỤ\n1. Công tác trồng cây\n- Thời gian: tháng 4/2026.\n- Thời gian: tháng 9/2026.\n"
        "- Trồng cây ven sông.\n- Tưới cây mới trồng."
    )
    assert [one.deadline.values for one in made.tasks if one.deadline] == [("2026-04-30", "2026-09-30")] * 2


def test_dashes_behind_a_line_of_time_that_order_are_tasks() -> None:
    made = plan("II. NHIỆM VỤ\n1. Ra quân dọn bãi cát.\n- Thời gian:\n- Trước ngày 20/4/2026 dọn xong rác ở bãi.")
    assert [one.text for one in made.tasks][-1] == "Trước ngày 20/4/2026 dọn xong rác ở bãi."
    assert made.tasks[0].deadline is not None


def test_a_label_may_have_the_mark_of_a_note_behind_it() -> None:
    made = plan("II. NHIỆM VỤ\n1.[17] Sở Y tế lập sổ theo dõi.\n2.[18] Sở Nội vụ kiểm tra các xã.\na)[19] Gửi báo cáo.")
    assert [one.label for one in made.tasks][:1] == ["II.1"]
    assert made.tasks[-1].text == "Gửi báo cáo."


def test_a_heading_of_duties_and_powers_names_who_leads() -> None:
    made = plan(
        "QUY CHẾ\nQuản lý cảng\nĐiều 1. Trách nhiệm và quyền hạn của các Bộ, ngành liên quan\n"
        "1. Tham gia ý kiến về việc cấp phép.\n2. Phối hợp với Sở Y tế kiểm tra tàu."
    )
    assert {body.value for task in made.tasks for body in task.lead} == {"các Bộ, ngành liên quan"}


def test_a_page_may_say_that_a_body_has_a_plan() -> None:
    top = plan("Ban Chỉ đạo trồng rừng đã có Kế hoạch 01-KH/BCĐ năm 2025 triển khai Phong trào trồng rừng.").head
    assert top.title is not None and top.title.value == "Triển khai Phong trào trồng rừng"
    assert top.issuer is not None and top.issuer.value == "Ban Chỉ đạo trồng rừng"


def test_a_sentence_that_its_own_number_divides_is_a_heading_and_numbers_stand_once_in_a_path() -> None:
    made = plan(
        "II. NHIỆM VỤ\n1. Phát triển vườn ươm\n1.1. Nâng cao năng lực trồng rừng trong nước.\n"
        "1.1.1. Lập sổ theo dõi rừng.\n"
        "1.1.2. Kiểm tra các xã ven biển."
    )
    assert [one.label for one in made.tasks] == ["II.1.1.1", "II.1.1.2"]


def test_firms_that_an_annex_only_lists_are_told_nothing() -> None:
    text = (
        "KẾ HOẠCH\nGiữ sạch bãi biển\n1. Sở Y tế lập sổ.\nPHỤ LỤC I\nDANH SÁCH CÁC ĐƠN VỊ THU GOM\n"
        "1. Công ty Cổ phần Công trình Phú Hải\n2. Công ty CP Xử lý rác thải xây dựng và Đầu tư phát triển Sơn Hải.\n"
    )
    assert [one.label for one in plan(text).tasks] == ["1"]
    told = text.replace("CÁC ĐƠN VỊ THU GOM", "NHIỆM VỤ").replace("Phú Hải", "Phú Hải thu gom rác trước ngày 30/4/2026")
    assert "PLI.1" in [one.label for one in plan(told).tasks]


def test_a_statement_on_a_submission_is_no_order() -> None:
    text = "KẾT LUẬN\n1. Ban Bí thư cơ bản nhất trí với Tờ trình của Đảng ủy tỉnh.\n2. Giao Sở Y tế lập sổ.\n"
    assert [one.label for one in plan(text).tasks] == ["2"]
