"""What a heading says of what stands under it: whose work it is, and whether it is work at all; in words of our own."""

import pytest

from tests.tiendo.plan.test_tasks import leads, openings, told

WORK = "- Lập sổ cây giống.\n- Phơi hạt ở sân ươm.\n"


class TestAName:
    @pytest.mark.parametrize(
        "name",
        [
            "Các cơ sở ươm giống trên địa bàn tỉnh",
            "Các cơ sở khám bệnh, chữa bệnh",
            "Bộ phận Tiếp nhận và Trả kết quả",
            "Trung tâm Lưu trữ hồ sơ rừng",
            "Các cơ quan, đơn vị thuộc đối tượng kiểm tra",
        ],
    )
    def test_says_nothing_of_what_stands_under_it(self, name):
        assert leads(f"I. SỞ XÂY DỰNG\n1. {name}\n{WORK}") == [[name], [name]]

    def test_that_is_no_name_still_does(self):
        assert openings(f"1. Cơ sở pháp lý\n{WORK}2. Tình hình, kết quả\n{WORK}") == []


class TestWhoIsKnownByWhatHeDoes:
    @pytest.mark.parametrize(
        "name",
        [
            "Cơ quan chủ trì giải quyết việc giao rừng",
            "Các đơn vị quản lý vườn ươm",
            "Các tổ chức, cá nhân trồng rừng ven biển",
            "Đơn vị tổ chức lễ phát động",
            "Các cơ sở sản xuất cây giống",
        ],
    )
    def test_leads_what_stands_under_it(self, name):
        assert leads(f"I. NHIỆM VỤ\n1. {name}\na) Lập sổ cây giống.\nb) Phơi hạt ở sân ươm.\n") == [[name], [name]]

    def test_is_not_who_is_only_told_to_lead(self):
        assert leads("I. NHIỆM VỤ\n1. Cơ quan chủ trì thực hiện\n- Sở Xây dựng: Lập sổ cây giống.\n") == [
            ["Sở Xây dựng"]
        ]


class TestWorkOnPapers:
    @pytest.mark.parametrize(
        "heading",
        [
            "I. Trách nhiệm phối hợp giải quyết thủ tục giao rừng",
            "I. Phân công lập hồ sơ rừng trồng",
            "I. ĐẨY MẠNH CẮT GIẢM THỦ TỤC GIAO RỪNG",
            "I. Hoàn thiện hồ sơ rừng trồng",
            "I. Rà soát tiêu chuẩn cây giống",
        ],
    )
    def test_is_work(self, heading):
        assert openings(f"{heading}\n1. Lập sổ cây giống.\n2. Rà soát vườn ươm.\n") == ["Lập sổ cây", "Rà soát vườn"]

    def test_is_no_rule_on_papers(self):
        assert openings("I. Hồ sơ, thủ tục\n1. Lập sổ cây giống.\n2. Phơi hạt ở sân ươm.\n") == []


class TestALeadInThatAsksForWork:
    @pytest.mark.parametrize(
        "asked",
        [
            "Yêu cầu các xã ven biển tập trung thực hiện tốt một số nhiệm vụ, giải pháp sau:",
            "Để giữ rừng, đề nghị Sở Xây dựng triển khai các nội dung sau đây:",
            "Giao Sở Xây dựng làm ngay các việc sau:",
        ],
    )
    def test_is_followed_by_orders_whatever_they_begin_with(self, asked):
        items = "1. Giảm tối đa số cây chết: Đây là việc gấp.\n2. Cây giống tưới đủ nước, che đủ nắng.\n"
        text = f"Rừng ven biển còn thưa.\n{asked}\n{items}"
        assert openings(text) == ["Giảm tối đa", "Cây giống tưới"]

    def test_leaves_a_heading_of_aims_one(self):
        text = (
            "Rừng ven biển còn thưa.\nYêu cầu các xã ven biển thực hiện các nhiệm vụ sau:\n"
            "I. MỤC TIÊU\n1. Phủ xanh đồi cát.\n"
            "II. NHIỆM VỤ\n1. Lập sổ cây giống.\n"
        )
        assert [(one[0], one[2]) for one in told(text)] == [("II.1", ["các xã ven biển"])]
