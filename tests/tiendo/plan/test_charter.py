"""A document that lays down what one body is there for: who leads what it names nobody for; in words of our own."""

import pytest

from tests.tiendo.plan.texts import names, plan

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 45/QĐ-UBND\nSơn Hải, ngày 04 tháng 3 năm 2026\nQUYẾT ĐỊNH\n{}\n"
BODY = (
    "Điều 1. Vị trí\n1. Trung tâm Giống cây rừng là đơn vị sự nghiệp thuộc Sở Xây dựng.\n"
    "Điều 2. Nhiệm vụ và quyền hạn\n1. Về giống cây\na) Trình Sở Xây dựng dự thảo kế hoạch ươm giống;\n"
    "b) Đề nghị Ủy ban nhân dân tỉnh giao đất lập vườn ươm.\n2. Phối hợp với các xã trồng rừng.\n"
    "Điều 3. Trách nhiệm\n1. Sở Tài chính bố trí kinh phí cho vườn ươm.\n"
)


@pytest.mark.parametrize(
    "title",
    [
        "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Trung tâm Giống cây rừng",
        "QUY ĐỊNH NHIỆM VỤ, QUYỀN HẠN CỦA TRUNG TÂM GIỐNG CÂY RỪNG TRỰC THUỘC SỞ XÂY DỰNG",
        "Ban hành Quy chế tổ chức và hoạt động của Trung tâm Giống cây rừng",
    ],
)
def test_what_names_nobody_is_led_by_the_body_it_is_laid_down_for(title):
    tasks = plan(HEAD.format(title) + BODY).tasks
    assert [names(one.lead) for one in tasks] == [["Trung tâm Giống cây rừng"]] * 3 + [["Sở Tài chính"]]
    assert tasks[0].lead[0].inferred


@pytest.mark.parametrize(
    "title",
    [
        "Ban hành Quy chế quản lý hoạt động của các vườn ươm",
        "Bãi bỏ Quy chế tổ chức và hoạt động của Trung tâm Giống cây rừng",
        "Phân công nhiệm vụ của các sở, ngành",
    ],
)
def test_of_other_documents_no_body_leads_what_names_nobody(title):
    assert names(plan(HEAD.format(title) + BODY).tasks[2].lead) == []


def test_a_heading_of_tasks_and_powers_names_whom_they_are_laid_on():
    text = HEAD.format("Thành lập Tổ trồng rừng") + "Điều 2. Nhiệm vụ, quyền hạn của Tổ trồng rừng\n1. Lập vườn ươm.\n"
    assert [names(one.lead) for one in plan(text).tasks] == [["Tổ trồng rừng"]]


STATUTE = (
    "BỘ NỘI VỤ\nSố: 45/QĐ-BNV\nHà Nội, ngày 04 tháng 3 năm 2026\nQUYẾT ĐỊNH\n"
    "PHÊ DUYỆT ĐIỀU LỆ HIỆP HỘI TRỒNG RỪNG SƠN HẢI\n"
    "Điều 1. Phê duyệt Điều lệ Hiệp hội Trồng rừng Sơn Hải.\n./.\nĐIỀU LỆ\n"
    "Điều 1. Tôn chỉ\n1. Hiệp hội Trồng rừng Sơn Hải (sau đây gọi tắt là Hiệp hội) là tổ chức xã hội.\n"
    "Điều 2. Nhiệm vụ\n1. Tổ chức hội nghị, phổ biến cách trồng rừng cho hội viên.\n"
    "Điều 3. Nghĩa vụ của hội viên\n1. Chấp hành Điều lệ và các nghị quyết.\n"
    "Điều 4. Tổng thư ký\n1. Nhiệm vụ, quyền hạn của Tổng thư ký:\na) Quản lý tài sản và hồ sơ.\n"
    "b) Ký các văn bản giao dịch.\nc) Quyết định thành lập các tổ chức trực thuộc.\n"
)


def test_the_statute_of_an_association_names_each_by_his_charge_and_its_powers_are_no_tasks():
    found = {task.text.split(",")[0]: names(task.lead) for task in plan(STATUTE).tasks}
    assert found == {
        "Tổ chức hội nghị": ["Hiệp hội"],
        "Chấp hành Điều lệ và các nghị quyết.": ["hội viên"],
        "Quản lý tài sản và hồ sơ.": ["Tổng thư ký"],
    }


def test_how_an_organ_is_made_up_and_what_it_may_ask_is_no_task_but_its_duty_is():
    organs = (
        "Điều 5. Ban Kiểm tra\n1. Ban Kiểm tra do Đại hội bầu trực tiếp, nhiệm kỳ 05 năm.\n"
        "2. Ban Kiểm tra có quyền yêu cầu hội viên cung cấp hồ sơ.\n"
        "3. Ban Kiểm tra lập báo cáo kiểm tra hằng năm.\n"
        "4. Trưởng ban do Ban Kiểm tra bầu và có nhiệm vụ giữ sổ kiểm tra.\n"
    )
    found = [task.text for task in plan(STATUTE + organs).tasks][3:]
    assert found == [
        "Ban Kiểm tra lập báo cáo kiểm tra hằng năm.",
        "Trưởng ban do Ban Kiểm tra bầu và có nhiệm vụ giữ sổ kiểm tra.",
    ]


def test_what_an_organ_is_made_for_is_no_task():
    organs = "Điều 5. Hội đồng\n1. Hội đồng xét duyệt giống được thành lập để giúp Đại hội chọn giống cây.\n"
    assert len(plan(STATUTE + organs).tasks) == 3
