"""What a page says of a text whose own head was not copied, and letters without a head; in words of our own."""

from tests.tiendo.plan.texts import plan

PAGE = (
    "Số hiệu:\t12/SYT-VP\nLoại văn bản:\tCông văn\tNơi ban hành:\tSở Y tế\n"
    "Người ký:\tLê An\tNgày ban hành:\t05/03/2026\n"
)
LETTER = "Kính gửi: Các xã ven biển\n1. Các xã ven biển rà soát giếng nước trước ngày 30/4/2026.\n"


def _said(text):
    head = plan(text).head
    every = (head.type, head.symbol, head.issuer, head.issued_on)
    return [one and one.value for one in every], {one.inferred for one in every if one}


def test_the_table_over_a_text_without_a_head_gives_number_kind_issuer_and_day():
    assert _said(PAGE + LETTER) == (["CV", "12/SYT-VP", "Sở Y tế", "2026-03-05"], {True})


def test_what_the_table_leaves_out_stays_out():
    assert _said("Số hiệu:\t12/SYT-VP\nLoại văn bản:\tVăn bản khác\n" + LETTER)[0] == ["CV", "12/SYT-VP", None, None]


def test_the_documents_own_head_goes_before_the_table():
    own = "SỞ XÂY DỰNG\nSố: 7/KH-SXD\nSơn Hải, ngày 01 tháng 02 năm 2026\nKẾ HOẠCH\nSửa cầu\n1. Sở Xây dựng sửa cầu.\n"
    assert _said(own + PAGE)[0] == ["KH", "7/KH-SXD", "Sở Xây dựng", "2026-02-01"]


def test_a_letter_without_a_head_is_a_letter_and_its_orders_are_read():
    assert _said(LETTER)[0] == ["CV", None, None, None]
    assert [one.lead[0].value for one in plan(LETTER).tasks] == ["Các xã ven biển"]


def test_a_text_that_is_sent_to_nobody_has_no_kind():
    assert _said("Ghi chép buổi họp\n1. Các xã rà soát giếng nước.\n")[0][0] is None
