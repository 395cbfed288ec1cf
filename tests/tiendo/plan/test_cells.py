"""Cells that tell several bodies apart line by line, and rows of work in the words of a head."""

from tiendo.plan import compiler, read

HEAD = "| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |\n|--|--|--|--|--|\n"


def plan(*rows):
    source, _ = read.read(f"# KẾ HOẠCH\n\n{HEAD}{''.join(rows)}".encode(), "bang.md")
    return compiler.compile(source)[0]


def said(task):
    return task.id, task.text, [one.value for one in task.lead], [one.value for one in task.coordinating]


def test_each_dash_goes_to_the_one_who_leads_it_on_his_line():
    works = "Kế hoạch gieo trồng năm<br>- Các trạm lập kế hoạch của trạm<br>- Sở Y tế tổng hợp kế hoạch"
    one, two = plan(f"| 1.1 | {works} | Các trạm thuộc Sở<br>Sở Y tế | Sở Y tế | Từ tháng 1-2/2026 |\n").tasks
    assert said(one) == ("PL1.1.1.[1]", "Các trạm lập kế hoạch của trạm", ["Các trạm thuộc Sở"], ["Sở Y tế"])
    assert said(two) == ("PL1.1.1.[2]", "Sở Y tế tổng hợp kế hoạch", ["Sở Y tế"], [])
    assert one.deadline.values == two.deadline.values == ("2026-02-28",)


def test_lines_without_dashes_go_with_their_helpers_and_days_too():
    cells = "Lập sổ cây<br>Kiểm tra sổ cây | Sở Y tế<br>Sở Xây dựng | Các xã<br>Sở Du lịch | Quý I/2026<br>Quý II/2026"
    one, two = plan(f"| 1 | {cells} |\n").tasks
    assert said(one)[2:] == (["Sở Y tế"], ["Các xã"])
    assert said(two)[2:] == (["Sở Xây dựng"], ["Sở Du lịch"])
    assert (one.deadline.values, two.deadline.values) == (("2026-03-31",), ("2026-06-30",))


def test_dashes_that_order_nothing_stay_in_their_row():
    places = "Kiểm tra vườn ươm<br>- Miền núi 01 cuộc<br>- Ven biển 02 cuộc"
    (task,) = plan(f"| 1 | {places} | Sở Y tế<br>Sở Xây dựng | Các xã | 2026 |\n").tasks
    assert said(task)[2:] == (["Sở Y tế", "Sở Xây dựng"], ["Các xã"])


def test_a_numbered_row_is_work_though_it_speaks_as_a_head_does():
    made = plan(
        "| 1 | Cho ý kiến về nội dung bản đồ rừng | Sở Y tế | Các đơn vị thuộc Sở | Theo tiến độ nhiệm vụ |\n",
        "| 2 | Đếm cây ven biển của các xã | Sở Y tế | Các xã | 2026 |\n",
    )
    assert [task.label for task in made.tasks] == ["PL1.1", "PL1.2"]
    (table,) = [one for one in made.outline if one.kind.value == "table"]
    assert [row.is_head for row in table.children] == [True, False, False]


def test_who_leads_and_helps_in_print_does_so_in_the_plan():
    (task,) = plan("| 1 | Đếm cây ven biển của các xã | Sở Y tế, các xã | Các xã | 2026 |\n").tasks
    assert said(task)[2:] == (["Sở Y tế", "các xã"], ["Các xã"])
