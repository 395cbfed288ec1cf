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
