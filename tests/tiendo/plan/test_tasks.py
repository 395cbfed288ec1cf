"""What is a task and what is none, at which grain, and what its headings hand down; in words of our own."""

import pytest

from tests.tiendo.plan.texts import names, plan
from tiendo.plan import compiler, read

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 04 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng rừng ven biển\n"
)


def told(text):
    """Tasks of a text below a head: label, first words, lead, coordinating, deadline."""
    return [
        (
            task.label,
            " ".join(task.text.split()[:3]),
            names(task.lead),
            names(task.coordinating),
            list(task.deadline.values) if task.deadline else [],
        )
        for task in plan(HEAD + text).tasks
    ]


def openings(text):
    return [one[1] for one in told(text)]


def leads(text):
    return [one[2] for one in told(text)]


class TestWhatIsATask:
    def test_a_heading_among_headings_is_none_even_with_a_full_stop(self):
        text = (
            "I. NHIỆM VỤ\n1. Ươm giống\na) Lập vườn ươm phi lao.\n2. Trồng rừng chắn cát ở các xã ven biển.\n"
            "a) Đào hố trồng cây.\n3. Chăm sóc\na) Tưới cây hằng ngày.\n"
        )
        assert openings(text) == ["Lập vườn ươm", "Đào hố trồng", "Tưới cây hằng"]

    def test_figures_to_reach_and_criteria_are_none(self):
        text = (
            "I. NHIỆM VỤ\n1. Thi đua trồng rừng, phấn đấu đạt các chỉ tiêu sau:\n- 100% xã có vườn ươm.\n"
            "- Ít nhất 80% đồi cát được phủ xanh.\n2. Tiêu chí đánh giá\n- Trồng đủ cây theo kế hoạch được giao.\n"
            "3. Sở Xây dựng lập bản đồ bãi cát.\n"
        )
        assert leads(text) == [["Sở Xây dựng"]]

    def test_what_has_been_is_none_until_it_turns_to_what_must_come(self):
        text = (
            "I. KẾT QUẢ ĐẠT ĐƯỢC\nCác xã đã trồng 20 ha rừng phi lao.\n"
            "Trong thời gian tới, Sở Xây dựng tổ chức kiểm tra rừng mới trồng.\n"
        )
        assert leads(text) == [["Sở Xây dựng"]]

    def test_an_article_that_only_enacts_is_none(self):
        text = (
            "Điều 1. Phê duyệt Đề án trồng rừng chắn cát ven biển.\nĐiều 2. Sở Xây dựng chủ trì lập bản đồ bãi cát.\n"
        )
        assert leads(text) == [["Sở Xây dựng"]]

    def test_ordinals_are_units(self):
        text = "I. MỘT SỐ YÊU CẦU\nThứ nhất, các xã bảo vệ rừng mới trồng.\nThứ hai, Sở Xây dựng kiểm tra hằng tháng.\n"
        assert leads(text) == [["các xã"], ["Sở Xây dựng"]]

    def test_a_bare_formula_is_passed_over_for_what_stands_behind_it(self):
        text = (
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng lập bản đồ bãi cát.\n"
            "Các cơ quan, đơn vị nghiêm túc triển khai thực hiện Kế hoạch này; kịp thời báo cáo về Sở Xây dựng.\n"
        )
        assert openings(text)[-1].startswith("kịp thời báo")

    def test_a_basis_with_a_dash_is_none(self):
        assert told("- Căn cứ Điều lệ Đảng;\n- Căn cứ Luật Lâm nghiệp;\n1. Sở Xây dựng lập bản đồ.\n")[0][2] == [
            "Sở Xây dựng"
        ]

    def test_those_a_telegram_is_sent_to_are_no_tasks(self):
        text = (
            "Kính gửi:\n- Giám đốc Sở Xây dựng;\n- Chủ tịch Ủy ban nhân dân các xã ven biển.\n"
            "Mưa lớn đã xảy ra nhiều ngày.\n1. Sở Xây dựng kiểm tra đê cát.\n"
        )
        assert openings(text) == ["Sở Xây dựng"]

    def test_what_an_order_lists_by_its_name_is_part_of_it(self):
        text = (
            "I. NHIỆM VỤ\n1. Sở Xây dựng hoàn thiện các báo cáo:\na) Báo cáo kết quả ươm giống;\n"
            "b) Báo cáo kết quả trồng rừng.\n"
        )
        assert leads(text) == [["Sở Xây dựng"]]

    def test_a_line_of_time_that_orders_a_body_by_name_is_one_among_letters_too(self):
        text = (
            "I. NHIỆM VỤ\n1. Về báo cáo trồng rừng:\na) Nội dung báo cáo: diện tích rừng.\n"
            "b) Thời hạn gửi báo cáo: Các xã gửi báo cáo về Sở Xây dựng trước ngày 05 hằng tháng.\n"
        )
        assert [(one[2], one[4]) for one in told(text)][-1] == (["Các xã"], ["monthly:5"])

    def test_a_document_that_came_into_force_is_none(self):
        text = (
            "I. NHIỆM VỤ\n1. Quyết định số 38/2025/QĐ-UBND ngày 01/10/2025, có hiệu lực từ ngày 01/12/2025.\n"
            "2. Sở Xây dựng lập bản đồ bãi cát.\n"
        )
        assert leads(text) == [["Sở Xây dựng"]]

    def test_what_only_abolishes_places_of_another_document_is_none(self):
        text = (
            "I. NHIỆM VỤ SỬA ĐỔI\n1. Bãi bỏ nhiệm vụ số 5 Mục II Kế hoạch số 15/KH-UBND.\n"
            "2. Hủy bỏ các khoản 1 và 2 Mục I; giao Sở Xây dựng lập bản đồ bãi cát.\n"
            "3. Bãi bỏ các thủ tục giao đất không còn cần thiết.\n"
        )
        assert openings(text) == ["Hủy bỏ các", "Bãi bỏ các"]


class TestWhatIsHandedDown:
    def test_a_period_in_a_heading_is_the_deadline_of_what_stands_under_it(self):
        text = "I. LỘ TRÌNH\n1. Giai đoạn 2026 - 2027\n- Ươm giống phi lao.\n2. Năm 2028\n- Trồng rừng chắn cát.\n"
        assert [one[4] for one in told(text)] == [["2027-12-31"], ["2028-12-31"]]

    def test_under_an_addressee_every_unit_orders(self):
        text = "1. Sở Xây dựng\na) Tối giản hồ sơ giao đất trồng rừng.\nb) Lập bản đồ bãi cát.\n"
        assert leads(text) == [["Sở Xây dựng"], ["Sở Xây dựng"]]

    def test_those_who_help_are_handed_down_with_who_leads(self):
        text = "1. Sở Xây dựng chủ trì, phối hợp với các xã:\na) Lập bản đồ bãi cát.\nb) Cắm mốc đất trồng.\n"
        assert [one[3] for one in told(text)] == [["các xã"], ["các xã"]]

    def test_who_leads_and_who_helps_may_stand_under_one_heading(self):
        text = (
            "II. NHIỆM VỤ\n1. Về giống\na) Nhiệm vụ:\n- Ươm giống phi lao.\n- Chọn đất ươm.\nb) Cơ quan thực hiện:\n"
            "- Đơn vị chủ trì: Sở Xây dựng.\n- Đơn vị phối hợp: Công an tỉnh, UBND các xã.\n"
            "c) Thời gian thực hiện: Hoàn thành trong năm 2026.\n"
        )
        assert {(tuple(one[2]), tuple(one[3]), tuple(one[4])) for one in told(text)} == {
            (("Sở Xây dựng",), ("Công an tỉnh", "UBND các xã"), ("2026-12-31",))
        }
        assert len(told(text)) == 2

    def test_an_order_of_its_own_among_the_attributes_is_a_task_beside(self):
        text = (
            "II. NHIỆM VỤ\na) Tuyên truyền bảo vệ rừng\n- Cơ quan thực hiện:\n"
            "+ Sở Y tế chủ trì, phối hợp với các xã.\n+ Sở Xây dựng đăng tải bản đồ rừng trên bảng tin.\n"
        )
        assert leads(text) == [["Sở Y tế"], ["Sở Xây dựng"]]

    def test_another_paragraph_to_the_same_body_carries_the_task_on(self):
        text = (
            "I. NHIỆM VỤ\n1. Về xe chở nước: Sở Xây dựng bố trí xe chở nước tưới rừng.\n"
            "Trường hợp còn thiếu, Sở Xây dựng báo cáo Sở Tài chính.\n"
        )
        assert len(told(text)) == 1


class TestWho:
    @pytest.mark.parametrize(
        ("text", "lead"),
        [
            ("Ủy ban nhân dân tỉnh giao Sở Xây dựng lập bản đồ.", ["Sở Xây dựng"]),
            ("Giao Phó Chủ tịch Ủy ban nhân dân tỉnh Trần Văn Sơn chỉ đạo trồng rừng.",
             ["Phó Chủ tịch Ủy ban nhân dân tỉnh"]),
            ("Chủ tịch Ủy ban nhân dân các xã, phường: Đông Hòa, Bình An kiểm tra đê cát.",
             ["Chủ tịch Ủy ban nhân dân các xã, phường: Đông Hòa, Bình An"]),
            ("Các Bộ, cơ quan: Tài chính, Xây dựng, Tập đoàn Điện lực Việt Nam rà soát đường dây.",
             ["Bộ Tài chính", "Bộ Xây dựng", "Tập đoàn Điện lực Việt Nam"]),
            ("Sở Xây dựng là cơ quan thường trực, theo dõi việc trồng rừng.", ["Sở Xây dựng"]),
            ("Về đất trồng rừng: giao Sở Xây dựng lập bản đồ.", ["Sở Xây dựng"]),
            ("Về kho giống: với vai trò là chủ đầu tư, Sở Xây dựng chủ động lập hồ sơ.", ["Sở Xây dựng"]),
            ("Trường hợp cát bay: Sở Xây dựng báo cáo ngay.", ["Sở Xây dựng"]),
            ("Nếu cát bay thì các xã ven biển báo cáo ngay.", ["các xã ven biển"]),
            ("Doanh nghiệp viễn thông bảo đảm sóng ở vườn ươm.", ["Doanh nghiệp viễn thông"]),
            ("Báo cáo kết quả trồng rừng về tỉnh.", []),
            ("Lãnh đạo, chỉ đạo việc trồng rừng.", []),
        ],
    )  # fmt: skip
    def test_who_must_do_it(self, text, lead):
        assert leads(f"I. NHIỆM VỤ\n1. {text}\n") == [lead]

    def test_a_lost_line_break_behind_an_addressee_is_found(self):
        found = told("I. NHIỆM VỤ\n1. Giám đốc Sở Xây dựng Tập trung lập bản đồ bãi cát.\n")
        assert [(one[1], one[2]) for one in found] == [("Tập trung lập", ["Giám đốc Sở Xây dựng"])]

    def test_a_later_sentence_that_orders_somebody_adds_them(self):
        text = "I. NHIỆM VỤ\n1. Giao Sở Xây dựng lập bản đồ. Yêu cầu Sở Tài chính bố trí kinh phí.\n"
        assert leads(text) == [["Sở Xây dựng", "Sở Tài chính"]]

    @pytest.mark.parametrize(
        ("text", "lead", "coordinating"),
        [
            ("Hội Nông dân tỉnh và các tổ chức thành viên như Hội Làm vườn, Hội Thủy sản trồng cây.",
             ["Hội Nông dân tỉnh", "các tổ chức thành viên"], []),
            ("Sở Xây dựng phối hợp với các sở có liên quan lập bản đồ; phối hợp với sở có liên quan lập sổ.",
             ["Sở Xây dựng"], ["các sở có liên quan"]),
        ],
    )  # fmt: skip
    def test_examples_and_repeated_names_are_no_bodies_of_their_own(self, text, lead, coordinating):
        assert [one[2:4] for one in told(f"I. NHIỆM VỤ\n1. {text}\n")] == [(lead, coordinating)]


class TestWhatOnlyLooksLikeATask:
    @pytest.mark.parametrize(
        "unit",
        [
            "Khen thưởng: thực hiện theo quy định của Luật Thi đua.",
            "Tổng nhu cầu vốn dự kiến 30 tỷ đồng.",
            "Nhu cầu cây giống dự kiến là 20 triệu cây.",
            "Giám đốc các sở chịu trách nhiệm tổ chức thực hiện Kế hoạch này./.",
            "Danh mục công trình trồng rừng\n- Trồng rừng bãi Hải Thuận.\n- Trồng rừng bãi Bến Hạc.",
            "Quy trình nội bộ giải quyết thủ tục cấp phép khai thác rừng\nBước 1. Tiếp nhận hồ sơ.\n"
            "Bước 2. Thẩm định hồ sơ.",
        ],
    )
    def test_topics_referred_elsewhere_sums_foreseen_and_lists_of_things_are_none(self, unit):
        assert openings(f"I. NHIỆM VỤ\n1. {unit}\n2. Sở Xây dựng lập bản đồ bãi cát.\n") == ["Sở Xây dựng"]

    def test_under_a_heading_about_who_and_when_only_what_addresses_somebody_is_one(self):
        text = (
            "I. NHIỆM VỤ\n1. Cơ quan thực hiện và thời gian kiểm kê\na) Kiểm kê vào mùa khô.\n"
            "b) Sở Xây dựng lập bản đồ bãi cát.\n"
        )
        assert leads(text) == [["Sở Xây dựng"]]

    @pytest.mark.parametrize("order", ["Sở Xây dựng lập bản đồ, dự kiến 20 ha.", "Trồng rừng dự kiến 30 ha."])
    def test_an_order_with_a_quantity_foreseen_is_one(self, order):
        assert len(told(f"I. NHIỆM VỤ\n1. {order}\n")) == 1

    def test_the_things_that_an_order_is_done_to_are_none_of_their_own(self):
        text = "I. NHIỆM VỤ\n1. Sở Xây dựng rà soát đối với các công trình sau:\n- Kè Hải Thuận.\n- Cống Bến Hạc.\n"
        assert leads(text) == [["Sở Xây dựng"]]


class TestInsideAUnit:
    @pytest.mark.parametrize(
        "text",
        [
            "I. NHIỆM VỤ\n1. Cây chết được trồng lại trong năm; Sở Xây dựng có trách nhiệm kiểm tra.\n",
            "I. NHIỆM VỤ\n1. Cây giống được kiểm dịch; trường hợp có sâu bệnh, Sở Xây dựng tiêu hủy.\n",
            "I. NHIỆM VỤ\n1. Cây giống được kiểm dịch. Trường hợp có sâu bệnh, Sở Xây dựng báo cáo.\n",
            "I. KINH PHÍ\n1. Kinh phí lấy từ ngân sách tỉnh. Sở Xây dựng có trách nhiệm lập dự toán.\n",
            "I. KINH PHÍ\nKinh phí lấy từ ngân sách tỉnh; Sở Xây dựng có trách nhiệm lập dự toán.\n",
        ],
    )
    def test_a_duty_laid_down_behind_a_semicolon_or_full_stop_has_its_owner(self, text):
        assert leads(text) == [["Sở Xây dựng"]]

    @pytest.mark.parametrize("when", ["Sau 30 ngày", "Sau tối đa 30 ngày", "Sau tối đa 30 (ba mươi) ngày"])
    def test_an_order_behind_when_it_is_due_has_both(self, when):
        text = f"I. NHIỆM VỤ\n1. {when} kể từ ngày trồng, Sở Xây dựng nghiệm thu cây sống.\n"
        assert [(one[2], one[4]) for one in told(text)] == [(["Sở Xây dựng"], ["P30D"])]

    def test_an_order_may_begin_with_what_it_rests_on(self):
        text = "I. NHIỆM VỤ\n1. Căn cứ kết quả trồng rừng lập bảng xếp hạng các xã;\n2. Báo cáo số cây sống.\n"
        assert [one[0] for one in told(text)] == ["I.1", "I.2"]

    def test_a_body_named_by_what_it_does_is_one_up_to_what_it_must(self):
        text = "I. NHIỆM VỤ\n1. Cơ quan tiếp nhận cây giống có trách nhiệm kiểm tra sâu bệnh.\n"
        assert leads(text) == [["Cơ quan tiếp nhận cây giống"]]

    def test_a_run_in_list_is_units_of_the_one_who_is_told(self):
        text = (
            "I. NHIỆM VỤ\n1. Yêu cầu Sở Xây dựng: (1) lập bản đồ bãi cát; (2) trồng thử 2 ha phi lao; "
            "(3) báo cáo trước ngày 10/4/2026.\n"
        )
        assert [(one[0], one[2], one[4]) for one in told(text)] == [
            ("I.1.1", ["Sở Xây dựng"], []),
            ("I.1.2", ["Sở Xây dựng"], []),
            ("I.1.3", ["Sở Xây dựng"], ["2026-04-10"]),
        ]

    def test_a_stressed_order_keeps_its_own_day(self):
        text = (
            "I. NHIỆM VỤ\n1. Sở Xây dựng lập bản đồ trước ngày 10/4/2026, trong đó tập trung:\n"
            "a) Đo bãi cát phía bắc.\nb) Đo bãi cát phía nam.\n"
        )
        assert [(one[2], one[4]) for one in told(text)] == [
            (["Sở Xây dựng"], ["2026-04-10"]),
            (["Sở Xây dựng"], []),
            (["Sở Xây dựng"], []),
        ]

    def test_who_helps_by_a_lead_in_helps_with_what_stands_under_it(self):
        text = "I. NHIỆM VỤ\n1. Sở Xây dựng phối hợp với Công an tỉnh:\na) Tuần tra rừng.\nb) Dựng biển cấm.\n"
        assert [one[2:4] for one in told(text)] == [(["Sở Xây dựng"], ["Công an tỉnh"])] * 2

    @pytest.mark.parametrize(
        ("text", "bodies"),
        [
            ("Sở Xây dựng lập bản đồ; Công an tỉnh tuần tra bãi cát.", ["Sở Xây dựng", "Công an tỉnh"]),
            ("Sở Xây dựng lập bản đồ. Yêu cầu Công an tỉnh tuần tra.", ["Sở Xây dựng", "Công an tỉnh"]),
            ("Sở Xây dựng lập bản đồ; trường hợp khó, Công an tỉnh hỗ trợ.", ["Sở Xây dựng", "Công an tỉnh"]),
            ("Sở Xây dựng lập bản đồ; định kỳ báo cáo Công an tỉnh theo quy định.", ["Sở Xây dựng"]),
            ("Sở Xây dựng lập bản đồ; Công an tỉnh đã tuần tra bãi cát.", ["Sở Xây dựng"]),
        ],
    )
    def test_a_later_clause_that_turns_to_another_body_adds_it(self, text, bodies):
        assert leads(f"I. NHIỆM VỤ\n1. {text}\n") == [bodies]

    def test_one_who_is_told_under_a_heading_has_not_the_helpers_of_another(self):
        text = "I. NHIỆM VỤ\n1. Sở Xây dựng phối hợp với Công an tỉnh:\na) Tuần tra rừng.\nb) Sở Y tế cung cấp thuốc.\n"
        assert [one[2:4] for one in told(text)] == [(["Sở Xây dựng"], ["Công an tỉnh"]), (["Sở Y tế"], [])]

    def test_a_heading_of_what_a_body_has_to_do_names_it(self):
        text = "I. NHIỆM VỤ\n1. Nội dung giám sát của chủ dự án\na) Đo độ cao của cây.\nb) Đếm cây chết.\n"
        assert leads(text) == [["chủ dự án"]] * 2


class TestTimesHandedDown:
    def test_a_lead_in_hands_down_when_as_well_as_who(self):
        text = (
            "I. NHIỆM VỤ\n1. Trồng rừng\nTrước mắt, trong hai năm 2026 và 2027 phải làm được các việc sau đây:\n"
            "a) Sở Xây dựng khảo sát bãi cát.\nb) Sở Tài chính bố trí kinh phí.\n"
        )
        assert [one[4] for one in told(text)] == [["2027-12-31"]] * 2

    def test_a_line_of_several_matters_is_of_time_where_it_names_one(self):
        text = (
            "I. NHIỆM VỤ\n1. Đo nước\n- Đo nước ở cửa sông Hải.\n- Đo nước ở cửa sông Thuận.\n"
            "- Thông số, tần suất, thời gian và số lượng mẫu: độ mặn, 02 lần/tháng; từ tháng 3 đến tháng 10 năm 2026.\n"
        )
        assert [one[4] for one in told(text)] == [["monthly", "2026-10-31"]] * 2

    @pytest.mark.parametrize(
        ("line", "task"),
        [
            ("Hồ sơ gửi về Sở Xây dựng trước ngày 31/3/2026.", ("Hồ sơ gửi", ["2026-03-31"])),
            ("Từ tháng 3 năm 2026. Tổng kết vào tháng 9 năm 2026.", ("Tổng kết vào", ["2026-09-30"])),
        ],
    )
    def test_a_line_of_time_may_order_that_something_is_handed_in(self, line, task):
        text = f"I. NHIỆM VỤ\n1. Sở Xây dựng kiểm tra vườn ươm.\n2. Thời gian kiểm tra vườn ươm: {line}\n"
        last = told(text)[-1]
        assert (last[1], last[4]) == task

    def test_a_line_of_time_that_only_says_when_is_no_task(self):
        text = "I. NHIỆM VỤ\n1. Sở Xây dựng kiểm tra vườn ươm.\n2. Thời gian kiểm tra vườn ươm: tháng 9 năm 2026.\n"
        assert [(one[0], one[4]) for one in told(text)] == [("I.1", ["2026-09-30"])]


class TestListsOfThings:
    @pytest.mark.parametrize("lead_in", ["Lấy mẫu nước ở 02 nơi, gồm:", "Bãi bắc: Lập bản đồ các bãi như:"])
    def test_an_order_and_the_things_it_lists_are_one_task(self, lead_in):
        text = f"I. NHIỆM VỤ\n1. {lead_in}\n- 01 nơi ở cửa sông Hải;\n- 01 nơi ở cửa sông Thuận.\n2. Trồng cây mới.\n"
        assert [one[0] for one in told(text)] == ["I.1", "I.2"]

    def test_parts_that_order_are_tasks_of_their_own(self):
        text = "I. NHIỆM VỤ\n1. Thực hiện các dự án, bao gồm:\n- Dự án 1: Trồng phi lao.\n- Dự án 2: Trồng keo lai.\n"
        assert [one[0] for one in told(text)] == ["I.1.[1]", "I.1.[2]"]

    def test_how_to_go_about_it_orders_only_those_it_names(self):
        text = (
            "I. PHƯƠNG PHÁP, CÁC BƯỚC GIÁM SÁT\n1. Phương pháp\n- Khảo sát bãi cát.\n"
            "2. Các bước\n- Sở Xây dựng tổng hợp số liệu.\n"
        )
        assert leads(text) == [["Sở Xây dựng"]]

    @pytest.mark.parametrize(
        ("heading", "owners"),
        [
            ("Hình thức, thời gian gửi báo cáo", [["Sở Xây dựng"]]),
            ("Phạm vi, đối tượng áp dụng", []),
            ("Danh mục giống cây và địa điểm", []),
            ("Danh mục nhiệm vụ", [[], ["Sở Xây dựng"]]),
        ],
    )
    def test_what_a_heading_lists_or_lays_down_tells_what_orders_under_it(self, heading, owners):
        text = f"II. {heading}\n1. Phi lao trồng ở bãi bắc.\n2. Sở Xây dựng báo cáo số cây.\n"
        assert leads(text) == owners

    @pytest.mark.parametrize("rule", ["----------", "* * * * *", "____________"])
    def test_a_line_that_is_only_drawn_is_no_bullet(self, rule):
        text = f"{HEAD}{rule}\nCăn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\nSở Xây dựng lập sổ theo dõi.\n"
        assert [one.label for one in plan(text).tasks] == ["[2]"]

    def test_what_only_points_at_an_annex_is_none(self):
        text = "I. NHIỆM VỤ\n1. Danh mục giống cây ưu tiên tại Phụ lục I.\n2. Lập danh mục giống cây tại Phụ lục I.\n"
        assert [one[0] for one in told(text)] == ["I.2"]

    def test_work_that_must_be_done_and_turns_to_nobody_is_a_unit_among_those_that_do(self):
        text = (
            "I. NHIỆM VỤ\na) Trồng rừng ven biển\nSở Xây dựng chỉ đạo các xã đo bãi cát.\n"
            "Công an tỉnh tuần tra bãi cát.\nViệc đo bãi cát phải xong trước khi trồng cây.\n"
        )
        assert [one[0] for one in told(text)] == ["I.a.[1]", "I.a.[2]", "I.a.[3]"]


class TestTitlesAndTheirContent:
    @pytest.mark.parametrize(
        ("title", "content", "opening"),
        [
            ("Trồng rừng bãi Hải Thuận", "20 ha phi lao và keo.", "Trồng rừng bãi"),
            ("Đề án trồng rừng phòng hộ", "Đánh giá đất, chọn giống.", "Đề án trồng"),
            ("Bãi cát Hải Thuận", "Trồng 20 ha phi lao và keo.", "Trồng 20 ha"),
        ],
    )
    def test_the_title_is_said_where_only_it_says_what_is_to_be_done_or_made(self, title, content, opening):
        text = f"I. NHIỆM VỤ\n1. {title}\n- Nội dung: {content}\n- Cơ quan chủ trì: Sở Xây dựng\n"
        assert [one[1:3] for one in told(text)] == [(opening, ["Sở Xây dựng"])]


def rows(table):
    """Tasks of a table in markdown: label, lead, coordinating, deadline."""
    source, _ = read.read(f"PHỤ LỤC\n\n{table}".encode(), "bang.md")
    return [
        (one.label, names(one.lead), names(one.coordinating), list(one.deadline.values) if one.deadline else [])
        for one in compiler.compile(source)[0].tasks
    ]


def test_who_is_sent_a_copy_is_told_nothing_even_where_nobody_says_who_gets_one():
    text = "1. Các xã lập vườn ươm.\n2. Sở A gửi số cây.\n- Thủ tướng Chính phủ; - Các bộ, ngành; - Lưu: VT, NC (02).\n"
    assert openings(text) == ["Các xã lập", "Sở A gửi"]


class TestRows:
    def test_heads_in_two_rows_tell_who_leads_and_who_helps(self):
        table = (
            "| STT | Nội dung công việc | Thời gian | | Cơ quan thực hiện | |\n|---|---|---|---|---|---|\n"
            "| | | Bắt đầu | Kết thúc | Chủ trì | Phối hợp |\n"
            "| 1 | Lập vườn ươm phi lao | Tháng 3/2026 | Tháng 5/2026 | Sở Xây dựng | Công an tỉnh |\n"
        )
        assert rows(table) == [("PL1.1", ["Sở Xây dựng"], ["Công an tỉnh"], ["2026-05-31"])]

    def test_two_words_are_work_where_a_numbered_row_says_who_and_when(self):
        table = (
            "| STT | Nội dung công việc | Thời gian | Đơn vị chủ trì |\n|---|---|---|---|\n"
            "| 1 | Họp báo | Tháng 5/2026 | Sở Xây dựng |\n| 2 | 1.014 H05 | Tháng 5/2026 | Sở Xây dựng |\n"
            "| 3 | Họp dân | Tháng 6/2026 | |\n"
        )
        assert [one[0] for one in rows(table)] == ["PL1.1"]

    def test_a_row_of_work_that_is_done_orders_nothing(self):
        table = (
            "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn | Tình trạng |\n|---|---|---|---|---|\n"
            "| 1 | Lập vườn ươm phi lao | Sở Xây dựng | Tháng 3/2026 | Đã hoàn thành |\n"
            "| 2 | Trồng rừng chắn cát | Sở Xây dựng | Tháng 5/2026 | Chưa hoàn thành |\n"
        )
        assert [one[0] for one in rows(table)] == ["PL1.2"]


class TestParagraphsAlone:
    """A text without units, as a page of news tells of a conclusion."""

    def leads(self, text):
        return [(one.text, [body.value for body in one.lead]) for one in plan(text).tasks]

    def test_a_paragraph_goes_on_for_whom_the_one_before_told(self):
        text = "Giao Sở Y tế lập sổ cây thuốc.\n\nBáo cáo Tỉnh ủy trong quý II/2026.\n"
        assert self.leads(text) == [
            ("Giao Sở Y tế lập sổ cây thuốc.", ["Sở Y tế"]),
            ("Báo cáo Tỉnh ủy trong quý II/2026.", ["Sở Y tế"]),
        ]

    def test_a_heading_between_breaks_nothing_and_is_no_task(self):
        text = "Giao Sở Y tế lập sổ cây thuốc.\n\nNghiên cứu giống cây mới\n\nXây dựng vườn ươm tại các xã.\n"
        assert [words for words, _ in self.leads(text)] == [
            "Giao Sở Y tế lập sổ cây thuốc.",
            "Xây dựng vườn ươm tại các xã.",
        ]

    def test_a_story_between_ends_it(self):
        text = "Giao Sở Y tế lập sổ cây thuốc.\n\nVườn ươm có từ năm 1990.\n\nXây dựng vườn ươm là việc khó.\n"
        assert len(self.leads(text)) == 1


def test_more_of_something_is_an_order_and_no_figure_to_reach():
    text = "KẾ HOẠCH\nI. NHIỆM VỤ\n1. Tăng cường kiểm tra, yêu cầu 100% vườn ươm có sổ.\n2. Tăng diện tích lên 40%.\n"
    assert [one.label for one in plan(text).tasks] == ["I.1"]


def test_a_signature_that_the_text_only_shows_ends_nothing():
    shown = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n" + "".join(f"{n}. Sở Y tế lập sổ số {n}.\n" for n in range(2, 12))
    text = f"HƯỚNG DẪN\nVề cách ký\n1. Chữ ký trình bày như sau:\n{shown}Nơi nhận:\n- Các sở.\nTM. ỦY BAN NHÂN DÂN\n"
    assert len(plan(text).tasks) == 10


def test_the_name_over_an_annex_is_no_part_of_the_last_task():
    text = (
        "KẾ HOẠCH\nVề trồng rừng\nI. NHIỆM VỤ\n1. Sở Y tế lập sổ.\n2. Sở Y tế gửi sổ.\n"
        "ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nPHỤ LỤC\nDANH MỤC GIỐNG CÂY\n"
    )
    assert plan(text).tasks[-1].text == "Sở Y tế gửi sổ."
