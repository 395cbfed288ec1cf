"""Guides to procedures and their forms, and plans to simplify them: what in these is nobody's task."""

from tests.tiendo.plan import texts
from tiendo.plan import completeness

HEAD = "QUYẾT ĐỊNH\nVề việc thông qua phương án đơn giản hóa thủ tục hành chính về cây giống\n"
SIGNED = "Điều 1. Giao Sở Y tế lập sổ cây.\nNơi nhận:\n- Như trên.\nCHỦ TỊCH\nTrần Văn Cát\nPHỤ LỤC\n"


def told(annex):
    return [one.text for one in texts.plan(HEAD + SIGNED + annex).tasks]


def test_how_a_procedure_is_to_be_simplified_is_proposed_and_not_ordered():
    annex = (
        "1. Cấp giấy ươm cây\n1.1. Nội dung đơn giản hóa\nGiảm thời gian cấp giấy từ 10 ngày còn 07 ngày làm việc.\n"
    )
    assert told(annex) == ["Giao Sở Y tế lập sổ cây."]


def test_how_a_form_is_filled_in_binds_none_but_a_named_body():
    annex = (
        "I. HƯỚNG DẪN SỬ DỤNG TỪNG LOẠI MẪU SỔ CÂY\n1. Sử dụng mẫu này khi đếm cây ven biển.\n"
        "2. Sở Xây dựng cung cấp mẫu sổ cho các xã."
    )
    assert told(annex)[1:] == ["Sở Xây dựng cung cấp mẫu sổ cho các xã."]


def test_a_part_with_a_letter_that_guides_forms_opens_below_its_annex():
    annex = (
        "Mẫu 1. Sổ cây\nPhần B.\nBẢN HƯỚNG DẪN SỬ DỤNG MẪU SỔ CÂY TRONG TỈNH\nI. QUY ĐỊNH CHUNG\n"
        "1. Sổ cây phải ghi rõ ai đếm.\n2. Sổ cần ghi nhận các nội dung sau:\na) Ngày đếm cây;\nb) Nơi đếm cây.\n"
    )
    made = texts.plan(HEAD + SIGNED + annex)
    assert [one.text for one in made.tasks] == ["Giao Sở Y tế lập sổ cây."]
    assert not completeness.completeness(made).lost
    (annexed,) = [one for one in made.outline if one.kind.value == "annex"]
    assert [one.label for one in annexed.children if one.kind.value == "part"] == ["B"]


def test_steps_of_a_procedure_stay_so_under_a_heading_of_contents():
    annex = (
        "II. TRÌNH TỰ CẤP GIẤY ƯƠM CÂY\n1. Xác minh nội dung đơn\n1.1. Tiến hành xác minh\n"
        "a) Yêu cầu người nộp đơn giải trình;\nb) Trưng cầu giám định giống cây.\n"
    )
    assert told(annex) == ["Giao Sở Y tế lập sổ cây."]


def test_a_formula_over_several_lines_is_no_task():
    text = (
        "QUYẾT ĐỊNH\nVề vườn ươm\nĐiều 1. Giao Sở Y tế lập sổ cây.\nĐiều 2. Chánh Văn phòng, Thủ trưởng các ban;\n"
        "Giám đốc: Trung tâm Giống cây tỉnh, Trung tâm Phục vụ hành chính công;\n"
        "Chủ tịch UBND các xã và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    assert [one.text for one in texts.plan(text).tasks] == ["Giao Sở Y tế lập sổ cây."]
