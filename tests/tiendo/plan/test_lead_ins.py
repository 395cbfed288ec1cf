"""What a lead-in hands down, and what it does not; in words of our own."""

from tests.tiendo.plan.test_tasks import HEAD, told
from tiendo.plan import compiler, read


class TestWhen:
    def test_a_time_that_a_lead_in_only_tells_of_is_handed_to_nobody(self):
        text = (
            "I. NHIỆM VỤ\nTừ nay đến hết năm 2026 chỉ còn hai mùa mưa, cây còn thiếu; do vậy, yêu cầu các sở, ngành:\n"
            "1. Ươm thêm giống phi lao.\n2. Đào thêm hố trồng.\n"
        )
        assert [(one[2], one[4]) for one in told(text)] == [(["các sở, ngành"], []), (["các sở, ngành"], [])]

    def test_a_time_in_the_clause_that_turns_to_somebody_is(self):
        text = (
            "I. NHIỆM VỤ\nYêu cầu các sở, ngành trồng xong rừng trong năm 2026; trong đó lưu ý một số việc sau:\n"
            "1. Ươm thêm giống phi lao.\n2. Đào thêm hố trồng.\n"
        )
        assert [one[4] for one in told(text)] == [["2026-12-31"], ["2026-12-31"]]

    def test_a_line_among_siblings_that_says_only_from_when_is_no_deadline(self):
        text = "I. NỘI DUNG\n1. Thời gian: {}\n2. Nội dung thi đua\na) Ươm giống phi lao.\nb) Đào hố trồng cây.\n"
        assert [one[4] for one in told(text.format("Từ tháng 3/2026 cho tới mùa mưa."))] == [[], []]
        assert [one[4] for one in told(text.format("Đến hết tháng 9/2026."))] == [["2026-09-30"], ["2026-09-30"]]


def test_who_helps_is_handed_down_where_a_later_sentence_names_the_same_leader():
    text = (
        "I. NHIỆM VỤ\na) Sở Xây dựng chủ trì, phối hợp với các xã:\n"
        "Tập trung lập vườn ươm. Trường hợp thiếu giống, Sở Xây dựng trình tỉnh phương án.\n"
    )
    assert [(one[2], one[3]) for one in told(text)] == [(["Sở Xây dựng"], ["các xã"])]


def test_who_helps_may_stand_in_a_line_of_its_own_and_in_the_order():
    text = (
        "I. NHIỆM VỤ\n1. Phối hợp với Bộ Xây dựng lập bản đồ bãi cát.\n"
        "- Cơ quan chủ trì: Sở Xây dựng.\n- Cơ quan phối hợp: các xã.\n"
    )
    assert [(one[2], one[3]) for one in told(text)] == [(["Sở Xây dựng"], ["các xã", "Bộ Xây dựng"])]


def test_an_addressee_before_a_colon_is_told_whatever_follows():
    text = "1. Về vườn ươm\na) Đội Giống cây rừng: mỗi tuần hai chuyến nước lên đồi.\n"
    assert [(one[1], one[2]) for one in told(text)] == [("mỗi tuần hai", ["Đội Giống cây rừng"])]


def test_who_helps_by_a_heading_helps_beside_those_whom_the_order_names():
    text = (
        "I. NHIỆM VỤ\n1. Về giống\na) Nhiệm vụ:\n- Phối hợp với Bộ Xây dựng ươm giống.\n- Chọn đất ươm.\n"
        "b) Cơ quan thực hiện:\n- Đơn vị chủ trì: Sở Xây dựng.\n- Đơn vị phối hợp: các xã.\n"
    )
    assert [one[3] for one in told(text)] == [["Bộ Xây dựng", "các xã"], ["các xã"]]


def test_rows_of_work_that_is_overdue_are_tasks_still():
    row = "| {} | {} | Sở Xây dựng | 31/01/2026 | Đang thực hiện |\n"
    text = (
        "PHỤ LỤC\n\nNHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH\n\n| TT | Nhiệm vụ | Chủ trì | Thời hạn | Kết quả thực hiện |\n"
        "|---|---|---|---|---|\n" + row.format(1, "Rà soát bãi cát ven biển") + row.format(2, "Chuẩn bị cây giống con")
    )
    source, _told = read.read((HEAD + "\n1. Lập vườn ươm.\n\n" + text).encode(), "a.md")
    assert [one.text for one in compiler.compile(source)[0].tasks[1:]] == [
        "Rà soát bãi cát ven biển",
        "Chuẩn bị cây giống con",
    ]


def test_a_heading_may_name_a_class_of_bodies_by_a_clause():
    text = (
        "I. PHÂN CÔNG\n1. Các doanh nghiệp hoạt động trong lĩnh vực ươm giống, trồng rừng\n"
        "- Chủ động ươm giống phi lao.\n- Đề xuất giống cây mới.\n2. Các doanh nghiệp tham gia trồng rừng ven biển.\n"
    )
    assert [one[2] for one in told(text)] == [
        ["Các doanh nghiệp hoạt động trong lĩnh vực ươm giống, trồng rừng"],
        ["Các doanh nghiệp hoạt động trong lĩnh vực ươm giống, trồng rừng"],
        ["Các doanh nghiệp"],
    ]


def test_a_later_sentence_to_the_bare_class_speaks_of_those_already_told():
    text = "1. Các hợp tác xã của tỉnh tổ chức tưới cây. Các đơn vị tổ chức trực đêm. Sở Y tế bố trí trạm xá.\n"
    assert [one[2] for one in told(text)] == [["Các hợp tác xã của tỉnh", "Sở Y tế"]]


def test_a_paragraph_to_the_same_office_in_other_words_carries_the_task_on():
    text = (
        "1. Chủ tịch Ủy ban nhân dân các tỉnh ven biển:\na) Trồng rừng trên cát. Lập vườn ươm giống.\n"
        "{} chịu trách nhiệm về số cây đã trồng.\n"
    )
    same = told(text.format("Chủ tịch Ủy ban nhân dân cấp tỉnh"))
    assert [one[2] for one in same] == [["Chủ tịch Ủy ban nhân dân các tỉnh ven biển"]]
    assert len(told(text.format("Chủ tịch Ủy ban nhân dân cấp xã"))) == 2


def test_what_an_evaluation_holds_is_no_work_unless_it_is_said_whose():
    text = "I. NHIỆM VỤ\n1. Nội dung đánh giá{}\na) Đánh giá công tác trồng rừng.\nb) Phương hướng năm tiếp theo.\n"
    assert told(text.format("")) == []
    assert len(told(text.format(" của chủ rừng"))) == 2
