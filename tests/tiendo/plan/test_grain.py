"""Where one order ends and the next begins: things, ordinals within ordinals, notes, articles; in words of our own."""

import pytest

from tests.tiendo.plan.test_tasks import HEAD, openings, told
from tests.tiendo.plan.texts import names, plan


def test_things_behind_a_paragraph_are_part_of_its_order():
    text = (
        "I. NHIỆM VỤ\n1. Vườn ươm\nNghiên cứu, lập các vườn ươm giống chịu mặn như:\n"
        "- Vườn phi lao.\n- Vườn bần chua.\n2. Đồi cát\nSở Xây dựng thực hiện:\n- Đào hố trồng.\n- Vận chuyển cây.\n"
    )
    assert openings(text) == ["Nghiên cứu, lập", "Đào hố trồng.", "Vận chuyển cây."]
    assert plan(HEAD + text).tasks[0].text.endswith("Vườn bần chua.")


def test_ordinals_within_an_ordinal_are_units_behind_a_colon_only():
    text = (
        "I. NHIỆM VỤ\n1. Về giống: (1) Sở Xây dựng lập vườn ươm; (2) các xã tập trung: (i) Đào hố trồng phi lao; "
        "(ii) Che chắn cây con.\n2. Sở Y tế lập trạm có (1) một bể nước (i) lớn (ii) sâu; (2) một kho giống.\n"
    )
    assert openings(text)[:3] == ["Sở Xây dựng", "Đào hố trồng", "Che chắn cây"]
    assert not any(one.startswith(("lớn", "sâu")) for one in openings(text))


def test_a_footnote_orders_nothing():
    text = "I. NHIỆM VỤ\n1. Lập vườn ươm [1].\n[1] Các xã: (i) lập vườn ươm năm 2024; (ii) trồng rừng năm 2025.\n"
    assert openings(text) == ["Lập vườn ươm"]


def test_under_an_article_that_enacts_a_paragraph_may_order():
    text = (
        "Điều 1. Thông qua Đề án trồng rừng ven biển.\nSở Xây dựng chủ trì, phối hợp với các xã hoàn thiện Đề án.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký.\n"
    )
    assert [(one[2], one[3]) for one in told(text)] == [(["Sở Xây dựng"], ["các xã"])]


def test_a_quantity_in_brackets_makes_an_order_no_quota():
    text = (
        "I. KHEN THƯỞNG\n1. Chủ tịch Ủy ban nhân dân tỉnh xem xét tặng Bằng khen (không quá 10 người).\n"
        "2. Mỗi xã không quá 10 cá nhân được khen.\n"
    )
    assert leads_of(text) == [["Chủ tịch Ủy ban nhân dân tỉnh"]]


def leads_of(text):
    return [names(one.lead) for one in plan(HEAD + text).tasks]


@pytest.mark.parametrize("when", ["Định kỳ hằng năm (trước ngày 30 tháng 11)", "Hằng năm, trước ngày 30/11,"])
def test_a_last_paragraph_may_ask_for_a_report_again_and_again(when):
    text = (
        "I. NHIỆM VỤ\n1. Lập vườn ươm.\nTrên đây là Kế hoạch trồng rừng. Đề nghị các sở nghiêm túc thực hiện. "
        f"{when} báo cáo kết quả về Sở Xây dựng.\n"
    )
    assert [one[4] for one in told(text)] == [[], ["annual:11-30"]]


def test_a_lead_in_that_stresses_parts_of_its_order_is_a_task_beside_them():
    text = (
        "I. NHIỆM VỤ\nThời gian qua rừng chưa khép tán. Các xã trồng dặm mọi đồi cát, trong đó tập trung một số việc:\n"
        "1. Đào hố trồng.\n2. Vận chuyển cây.\n"
    )
    assert openings(text) == ["Các xã trồng", "Đào hố trồng.", "Vận chuyển cây."]


def test_an_order_whose_parts_stand_in_brackets_is_one_beside_them():
    text = "I. NHIỆM VỤ\n1. Giao Sở Xây dựng lập đề án trồng rừng (trong đó: (1) Rà soát bãi cát; (2) Lập vườn ươm).\n"
    assert openings(text) == ["Giao Sở Xây", "Rà soát bãi", "Lập vườn ươm)."]


def test_letters_with_a_number_stand_below_their_letter():
    text = (
        "I. NHIỆM VỤ\n1. Sở Xây dựng:\na) Trồng cây chắn cát:\na1) Đào hố trồng phi lao.\na2) Che chắn cây con.\n"
        "b) Lập vườn ươm.\n"
    )
    assert [one[0] for one in told(text)] == ["I.1.a.a1", "I.1.a.a2", "I.1.b"]


def test_a_regulation_orders_by_whom_it_makes_answer_and_not_by_procedure_or_formula():
    text = (
        "Điều 1. Kiểm tra vườn ươm\n1. Người giữ vườn có trách nhiệm ghi sổ tưới cây.\n"
        "2. Trình tự, thủ tục kiểm tra vườn ươm thực hiện theo quy định của Luật Lâm nghiệp.\n"
        "3. Các sở, ngành có trách nhiệm tổ chức thực hiện Quy định này.\n"
    )
    assert openings(text) == ["Người giữ vườn"]


def test_a_heading_may_say_when_to_report_and_the_order_stands_under_it():
    text = "Điều 1. Hình thức báo cáo\n1. Thời gian gửi báo cáo\nCác xã gửi số cây trước ngày 05 của tháng sau.\n"
    assert leads_of(text) == [["Các xã"]]


def test_of_what_a_matter_consists_is_told_by_an_article_and_orders_nothing():
    text = (
        "Điều 1. Nội dung chăm sóc rừng\n1. Tưới cây, diệt cỏ;\n2. Đếm cây sống.\n"
        "Điều 2. Tập huấn\n1. Nội dung tập huấn bao gồm:\na) Lập vườn ươm;\nb) Xây dựng sổ cây.\n"
        "2. Sở Xây dựng tổ chức tập huấn mỗi năm.\n"
        "Điều 3. Nội dung và nhiệm vụ của các xã\n1. Lập vườn ươm ven biển.\n"
    )
    assert openings(text) == ["Sở Xây dựng", "Lập vườn ươm"]


def test_what_a_form_is_used_for_is_no_order():
    text = "I. HƯỚNG DẪN\n1. Mẫu này được sử dụng khi đếm cây.\n2. Các xã ghi đủ số cây vào mẫu.\n"
    assert openings(text) == ["Các xã ghi"]


@pytest.mark.parametrize(
    "lead_in",
    [
        "Xây dựng cơ chế sử dụng đội giữ rừng trong các việc dưới đây:",
        "Thành lập tổ giữ rừng của xã phục vụ các hoạt động sau:",
    ],
)
def test_what_a_thing_will_be_there_for_is_no_work_of_its_own(lead_in):
    (task,) = plan(f"II. NHIỆM VỤ\n1. {lead_in}\n- Tham gia tuần tra bãi cát;\n- Tham gia chữa cháy rừng.").tasks
    assert task.text.startswith(lead_in) and task.text.endswith("chữa cháy rừng.")


def test_work_under_a_mechanism_to_build_is_work():
    lead_in = "Xây dựng cơ chế giữ rừng, tập trung các nhiệm vụ sau:"
    made = plan(f"II. NHIỆM VỤ\n1. {lead_in}\n- Rà soát bãi cát của xã;\n- Lập sổ theo dõi rừng.")
    assert [task.label for task in made.tasks] == ["II.1.[1]", "II.1.[2]"]


def test_what_a_course_is_like_says_more_of_it_and_orders_nothing():
    made = plan(
        "II. NHIỆM VỤ\n1. Tổ chức tập huấn cho đội giữ rừng.\n- Đối tượng tập huấn: đội giữ rừng các xã.\n"
        "- Nội dung tập huấn: xây dựng lán trại, phòng cháy.\n- Thời gian tập huấn: tháng 4/2026."
    )
    (task,) = made.tasks
    assert task.text == "Tổ chức tập huấn cho đội giữ rừng."
    assert task.deadline is not None and task.deadline.values == ("2026-04-30",)
