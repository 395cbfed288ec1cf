"""Regulations, of the state and of the Party: who is bound by an article, and what is no order in it."""

from tests.tiendo.plan import texts

HEAD = "QUY ĐỊNH\nVề vườn ươm của tỉnh Sơn Hải\nỦy ban nhân dân tỉnh quy định về vườn ươm như sau:\n"


def tasks(articles):
    return [(one.text, [body.value for body in one.lead]) for one in texts.plan(HEAD + articles).tasks]


def test_a_clause_that_tells_a_named_body_is_a_task():
    assert tasks("Điều 3. Quản lý sổ cây\n1. Sở Y tế lập sổ cây thuốc hằng năm.") == [
        ("Sở Y tế lập sổ cây thuốc hằng năm.", ["Sở Y tế"])
    ]


def test_every_point_under_a_body_of_an_article_is_one():
    found = tasks("Điều 3. Quản lý sổ cây\n1. Lưu trữ hiện hành có nhiệm vụ:\na) Giữ sổ của cơ quan.\nb) Số hóa sổ cũ.")
    assert found == [("Giữ sổ của cơ quan.", ["Lưu trữ hiện hành"]), ("Số hóa sổ cũ.", ["Lưu trữ hiện hành"])]


def test_what_must_be_so_of_things_is_a_rule():
    assert not tasks("Điều 4. Sổ cây\n1. Sổ cây phải được giữ nơi khô ráo.\n2. Việc hủy sổ phải bảo đảm an toàn.")


def test_what_somebody_decides_when_asked_is_a_power():
    assert not tasks("Điều 5. Mang sổ ra ngoài\n1. Giám đốc Sở Y tế quyết định việc mang sổ ra ngoài tỉnh.")
    assert not tasks("Điều 5. Ký sổ\n1. Giám đốc Sở Y tế có thẩm quyền ký sổ cây; có thể giao cấp phó.")


def test_what_a_body_is_made_for_is_no_order():
    assert not tasks("Điều 6. Hội đồng\n1. Hội đồng chọn giống được thành lập để giúp Giám đốc Sở chọn giống.")


def test_people_told_by_what_they_are_must_do_it_but_need_not_have_it():
    found = tasks("Điều 7. Trồng cây\n1. Cán bộ vườn ươm phải ghi sổ mỗi buổi.\n2. Cán bộ vườn ươm phải có chứng chỉ.")
    assert [text for text, _ in found] == ["Cán bộ vườn ươm phải ghi sổ mỗi buổi."]


def test_the_formula_that_binds_everybody_is_no_task():
    assert not tasks("Điều 8. Thi hành\n1. Các cơ quan trong tỉnh có trách nhiệm thực hiện Quy định này.")


def test_words_put_in_the_place_of_others_order_nothing():
    assert not tasks("Điều 9. Thay thế một số cụm từ\n1. Thay thế cụm từ “vườn cây” thành “vườn ươm” tại Điều 3.")


def test_a_right_is_no_task():
    assert not tasks("Điều 10. Quyền của thương nhân\n1. Thương nhân được bán cây giống trong chợ theo hợp đồng đã ký.")


def test_a_time_limit_is_no_quota():
    found = tasks("Điều 11. Báo cáo\n1. Trong thời hạn không quá 03 ngày làm việc, Sở Y tế phải báo cáo.")
    assert [lead for _, lead in found] == [["Sở Y tế"]]


def test_what_is_to_be_done_more_is_an_order_even_among_forms_and_terms():
    text = (
        "HƯỚNG DẪN\nVề sổ cây\nI. PHƯƠNG THỨC, HÌNH THỨC GHI SỔ\n1. Đẩy mạnh ghi sổ bằng máy.\n2. Mẫu sổ gồm hai cột.\n"
    )
    assert [one.label for one in texts.plan(text).tasks] == ["I.1"]


def test_a_controller_answers_for_the_duties_that_an_article_lays_on_him():
    found = tasks(
        "Điều 12. Nghĩa vụ của Kiểm soát viên\n1. Giữ sổ cây.\n2. Các nghĩa vụ khác theo quy định.\n"
        "Điều 13. Chế độ làm việc của Kiểm soát viên\n1. Tháng 1 hàng năm, Kiểm soát viên lập lịch đếm cây.\n"
        "2. Kiểm soát viên làm việc theo chế độ kiêm nhiệm.\n3. Kiểm soát viên được hưởng thù lao theo buổi.\n"
        "4. Kiểm soát viên có nhiệm kỳ ba (03) năm."
    )
    assert found == [
        ("Giữ sổ cây.", ["Kiểm soát viên"]),
        ("Tháng 1 hàng năm, Kiểm soát viên lập lịch đếm cây.", ["Kiểm soát viên"]),
    ]


def test_who_speaks_for_a_share_of_capital_is_told_as_a_body_is():
    found = tasks("Điều 14. Công ty cây giống\n1. Định kỳ người đại diện phần vốn của tỉnh gửi sổ cây.")
    assert [lead for _, lead in found] == [["người đại diện phần vốn của tỉnh"]]


def test_contents_that_a_body_is_told_to_publish_are_part_of_its_task():
    found = tasks(
        "Điều 15. Công khai\n1. Sở Y tế có trách nhiệm công khai hằng quý các nội dung sau đây:\n"
        "a) Số cây thuốc;\nb) Định hướng về giống cây."
    )
    assert found == [
        (
            "Sở Y tế có trách nhiệm công khai hằng quý các nội dung sau đây:\nSố cây thuốc;\nĐịnh hướng về giống cây.",
            ["Sở Y tế"],
        )
    ]


def test_forms_in_which_something_is_done_are_no_tasks():
    assert not tasks(
        "Điều 16. Đếm cây và xếp loại cây\n1. Việc đếm cây được thực hiện theo các hình thức sau đây:\n"
        "a) Tổ chức đoàn đếm cây;\nb) Lập sổ cây."
    )


def test_the_last_of_a_list_set_off_by_a_comma_is_who_acts():
    text = "Trên cơ sở đề nghị của các Sở, Ban Quản lý rừng, Sở Y tế lập sổ cây thuốc."
    assert tasks(f"Điều 17. Sổ cây thuốc\n1. {text}") == [(text, ["Sở Y tế"])]


def test_what_a_body_is_by_definition_is_no_order():
    assert not tasks(
        "Điều 18. Hội đồng giống cây\n1. Hội đồng chọn giống (sau đây gọi tắt là Hội đồng) là tổ chức giúp Sở."
    )


def test_a_body_keeps_the_verb_in_its_name_in_a_heading_of_its_duties():
    found = tasks(
        "Điều 19. Nhiệm vụ của Hội đồng Tư vấn xử lý cây bệnh\n1. Phân loại cây bệnh.\n"
        "2. Tùy từng trường hợp cụ thể, Hội đồng có thể mời chuyên gia.\n3. Khi cần thiết, có thể họp bất thường."
    )
    assert found == [("Phân loại cây bệnh.", ["Hội đồng Tư vấn xử lý cây bệnh"])]


def test_what_is_handed_over_or_kept_up_to_date_is_somebodys_work():
    text = "Sổ cây phải được gửi cho các xã trước ngày 30 tháng 7 hàng năm."
    assert tasks(f"Điều 20. Sổ cây\n1. {text}") == [(text, [])]


def test_who_has_a_right_is_not_who_must():
    text = "Nếu cây bệnh lan rộng, Hội đồng Giống có quyền báo cáo. Sau khi nhận, Sở Y tế có trách nhiệm xử lý."
    assert tasks(f"Điều 21. Cây bệnh\n1. {text}") == [(text, ["Sở Y tế"])]


def test_those_by_whom_a_thing_is_done_are_not_told():
    text = "Đối với vườn ươm do các Sở, Ủy ban nhân dân xã trồng..., Sở Y tế có trách nhiệm đếm cây."
    assert tasks(f"Điều 22. Đếm cây\n1. {text}") == [(text, ["Sở Y tế"])]


def test_an_introduction_may_name_two_matters_and_a_rhythm_before_the_body():
    text = "Căn cứ kết quả kiểm tra, giám sát vườn ươm, hằng tháng, quý Sở Y tế phải đếm cây."
    assert tasks(f"Điều 23. Đếm cây\n1. {text}") == [(text, ["Sở Y tế"])]


def test_what_a_class_has_to_do_with_is_no_part_of_its_name():
    found = tasks("Điều 24. Đếm cây\n1. Các cơ quan, đơn vị có liên quan đến vườn ươm có trách nhiệm đếm cây.")
    assert [lead for _, lead in found] == [["Các cơ quan, đơn vị có liên quan"]]


def test_what_somebody_is_liable_for_is_no_task_and_who_acts_for_others_acts():
    found = tasks(
        "Điều 25. Quan hệ giữa các Kiểm soát viên\n1. Kiểm soát viên chịu trách nhiệm trực tiếp về kết quả đếm cây.\n"
        "2. Hàng quý, năm, sau khi kiểm tra, Kiểm soát viên phụ trách thay mặt các Kiểm soát viên lập sổ cây."
    )
    assert [lead for _, lead in found] == [["Kiểm soát viên phụ trách"]]


def test_a_bare_word_for_a_body_means_the_class_in_the_heading():
    found = tasks("Điều 26. Sổ cây\n1. Đối với các đơn vị phụ thuộc:\na) Định kỳ đơn vị có trách nhiệm gửi sổ cây.")
    assert [lead for _, lead in found] == [["các đơn vị phụ thuộc"]]


def test_the_body_of_the_article_leads_beside_one_that_is_told_further_inside():
    text = "Hỗ trợ các vườn ươm. Trường hợp thiếu giống, Sở Xây dựng có trách nhiệm cấp giống."
    assert tasks(f"Điều 27. Trách nhiệm của Sở Y tế\n1. {text}") == [(text, ["Sở Y tế", "Sở Xây dựng"])]


def test_how_old_cases_go_on_is_laid_down_by_rules_in_whatever_part():
    found = tasks(
        "Chương IV\nTỔ CHỨC THỰC HIỆN\nĐiều 8. Quy định chuyển tiếp\n1. Sổ cũ được giữ theo quy định trước đây.\n"
        "2. Trong thời hạn 5 năm, Sở Y tế phải chuyển sổ cũ sang sổ mới.\n"
    )
    assert [lead for _, lead in found] == [["Sở Y tế"]]


def test_how_money_is_found_is_no_order_without_a_name():
    assert not texts.plan(
        "II. TỔ CHỨC THỰC HIỆN\n1. Phương án huy động kinh phí\n- Lồng ghép vào kế hoạch đầu tư công.\n- Thuê dịch vụ."
    ).tasks


def test_people_told_by_what_they_are_lead_what_they_must_where_nobody_is_named_above():
    found = tasks(
        "Điều 9. Vào rừng\n1. Mọi người ra vào rừng phải giữ gìn cây con.\n2. Hộ trồng rừng không được đốt cỏ khô.\n"
        "Điều 10. Trách nhiệm của Sở Y tế\n1. Người hái thuốc phải có sổ và phải báo trước.\n"
    )
    assert [lead for _, lead in found] == [["Mọi người ra vào rừng"], ["Hộ trồng rừng"], ["Sở Y tế"]]


def test_what_a_document_issues_with_itself_or_puts_into_another_is_no_order():
    assert not tasks(
        "Điều 11. Danh mục\n1. Ban hành Danh mục giống cây được trồng kèm theo Quyết định này.\n"
        "2. Sửa đổi tiết 1.2 Phụ lục III về giống như sau:\na) Cây bản địa gồm phi lao.\nb) Cây khác gồm keo.\n"
    )
