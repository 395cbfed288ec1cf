"""What a body is besides, which members a class has, who is told behind a condition; in words of our own."""

import pytest

from tests.tiendo.plan.test_owners import words
from tests.tiendo.plan.test_tasks import leads, openings
from tiendo.plan import owners

WORK = "- Lập sổ cây giống.\n"


def led(text):
    return words(text, owners.opening(text).lead)


class TestARoleBesideAName:
    @pytest.mark.parametrize(
        ("named", "body"),
        [
            ("Sở Xây dựng - Cơ quan thường trực Ban Chỉ đạo", "Sở Xây dựng"),
            ("Sở Xây dựng – Thường trực Ban Chỉ đạo trồng rừng", "Sở Xây dựng"),
            ("Sở Xây dựng, cơ quan thường trực của Ban Chỉ đạo,", "Sở Xây dựng"),
            ("Chủ tịch UBND tỉnh - Trưởng Ban Chỉ đạo", "Chủ tịch UBND tỉnh"),
            ("Sở Xây dựng (cơ quan thường trực)", "Sở Xây dựng"),
            ("Công an tỉnh - Thành viên Tổ công tác", "Công an tỉnh"),
        ],
    )
    def test_is_no_part_of_it(self, named, body):
        assert led(f"{named} lập sổ cây giống.") == [body]

    def test_is_none_in_a_heading_either(self):
        assert leads(f"I. NHIỆM VỤ\n1. Sở Xây dựng - Cơ quan thường trực Ban Chỉ đạo\n{WORK}") == [["Sở Xây dựng"]]

    @pytest.mark.parametrize(
        "name",
        ["Sở Lao động - Thương binh và Xã hội", "Ban Kinh tế - Xã hội", "Ủy ban nhân dân xã Bến Hạc - Hải Thuận"],
    )
    def test_leaves_a_name_with_a_dash_whole(self, name):
        assert led(f"{name} lập sổ cây giống.") == [name]


class TestMembersInBrackets:
    @pytest.mark.parametrize(
        ("heading", "members"),
        [
            ("Các cơ quan giao rừng (Sở Xây dựng, Công an tỉnh)", ["Sở Xây dựng", "Công an tỉnh"]),
            (
                "Các cơ quan quản lý vườn ươm (gồm: Sở Xây dựng và UBND xã Hải Thuận):",
                ["Sở Xây dựng", "UBND xã Hải Thuận"],
            ),
            ("Các đơn vị ven biển (bao gồm các Sở: Xây dựng, Y tế)", ["Sở Xây dựng", "Sở Y tế"]),
            ("Trách nhiệm của các sở trồng rừng (là Sở Xây dựng, Sở Y tế)", ["Sở Xây dựng", "Sở Y tế"]),
            ("Các tổ chức giúp việc (cụ thể: Hội Nông dân tỉnh, Tỉnh đoàn)", ["Hội Nông dân tỉnh", "Tỉnh đoàn"]),
        ],
    )
    def test_of_the_class_that_a_heading_names_lead(self, heading, members):
        assert leads(f"I. NHIỆM VỤ\n1. {heading}\n{WORK}") == [members]

    @pytest.mark.parametrize(
        "heading",
        [
            "Các chủ rừng là tổ chức (các Ban quản lý rừng, các Công ty nông nghiệp…)",
            "Các đơn vị ven biển (khi có bão)",
        ],
    )
    def test_that_are_classes_or_none_at_all_do_not(self, heading):
        assert leads(f"I. NHIỆM VỤ\n1. {heading}\n{WORK}")[0][0].startswith("Các")

    def test_of_departments_that_are_called_as_a_verb_is(self):
        assert led("Giao các Sở: Xây dựng, Y tế lập sổ cây giống.") == ["các Sở: Xây dựng, Y tế"]

    def test_are_no_more_than_what_a_class_is_said_to_be(self):
        text = f"I. NHIỆM VỤ\n1. Các sở, ngành: Là các đơn vị được hỏi ý kiến, chịu trách nhiệm các việc sau:\n{WORK}"
        assert leads(text) == [["Các sở, ngành"]]


class TestNamesWithAVerbInThem:
    @pytest.mark.parametrize(
        "name",
        [
            "Hội đồng thẩm định Nhà nước",
            "Hội đồng nghiệm thu cấp tỉnh",
            "Hội đồng đánh giá liên ngành",
            "Hội đồng thẩm định giá đất tỉnh",
            "Quỹ hỗ trợ nông dân tỉnh",
            "Ban quản lý Khu Nông nghiệp ứng dụng công nghệ cao Bến Hạc",
            "Ban quản lý khu công nghiệp hỗ trợ Hải Thuận",
        ],
    )
    def test_are_read_whole(self, name):
        assert led(f"{name} tổ chức kiểm tra rừng.") == [name]

    def test_end_where_the_council_is_told_what_to_do(self):
        assert led("Hội đồng thẩm định hồ sơ rừng trồng.") == ["Hội đồng"]

    @pytest.mark.parametrize(
        "verb", ["phản hồi", "trả lời", "giải trình", "phúc đáp", "đối chiếu", "góp ý", "giải ngân"]
    )
    def test_and_verbs_end_names(self, verb):
        assert led(f"Các xã ven biển {verb} theo quy định.") == ["Các xã ven biển"]


class TestBehindACondition:
    @pytest.mark.parametrize(
        ("sentence", "body"),
        [
            ("Trường hợp các cơ quan có ý kiến khác nhau, cơ quan chủ trì báo cáo UBND tỉnh.", "cơ quan chủ trì"),
            ("Nếu các xã chưa gửi sổ, Sở Xây dựng đôn đốc.", "Sở Xây dựng"),
            ("Khi các cơ quan, đơn vị đề nghị, Sở Xây dựng tổng hợp.", "Sở Xây dựng"),
            ("Sau khi các sở có ý kiến thì Sở Tư pháp thẩm định.", "Sở Tư pháp"),
            ("Trước khi các xã trồng rừng, Sở Xây dựng kiểm tra cây giống.", "Sở Xây dựng"),
            ("Nhằm giữ rừng, yêu cầu Sở Xây dựng lập bản đồ.", "Sở Xây dựng"),
            ("Nhằm giữ rừng, các xã ven biển lập vườn ươm.", "các xã ven biển"),
        ],
    )
    def test_the_one_is_told_who_stands_behind_it(self, sentence, body):
        assert led(sentence) == [body]

    def test_and_several_purposes_a_lead_in_names_who_does_what_follows(self):
        text = (
            "I. NHIỆM VỤ\n1. Để giữ rừng, tăng cường kiểm tra bãi cát, các xã và các đơn vị có liên quan thực hiện:\n"
            "a) Lập sổ cây giống.\n"
        )
        assert leads(text) == [["các xã", "các đơn vị có liên quan"]]

    def test_a_basis_with_classes_in_its_title_orders_nothing(self):
        text = (
            "Căn cứ Quyết định số 12/QĐ-UBND ngày 03/02/2026 về kiểm kê rừng tại cơ quan, tổ chức, đơn vị, rừng"
            " do Nhà nước đầu tư, quản lý;\nI. NHIỆM VỤ\n1. Lập sổ cây giống.\n"
        )
        assert openings(text) == ["Lập sổ cây"]
