"""Guides to procedures and their forms, and plans to simplify them: what in these is nobody's task."""

from tests.tiendo.plan import texts

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
