"""The stamp of urgency: read at the head, never in the text; and out and back in the published form."""

import json

import pytest

from tests.tiendo.plan.texts import plan
from tiendo.plan import emit

HEAD = "UBND TỈNH SƠN HẢI\nSố: 5/{kind}-UBND\n{stamp}\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n{name}\nVề việc hộ đê\n\n"
TEXT = "1. Sở Y tế KHẨN TRƯƠNG lập đội cơ động.\n\nKHẨN\n\n2. Sở Xây dựng kiểm tra kè trước ngày 10/3/2026.\n"


def document(stamp, kind="KH", name="KẾ HOẠCH"):
    return HEAD.format(stamp=stamp, kind=kind, name=name) + TEXT


@pytest.mark.parametrize(
    ("stamp", "degree"),
    [
        ("KHẨN", "khẩn"),
        ("( THƯỢNG KHẨN )", "thượng khẩn"),
        ("HOẢ TỐC", "hỏa tốc"),
        ("HỎA TỐC HẸN GIỜ", "hỏa tốc"),
        ("Số: 5 KHẨN", None),
        ("KHẨN TRƯƠNG", None),
        ("Khẩn", None),
        ("", None),
    ],
)
def test_the_stamp_stands_alone_at_the_head(stamp, degree):
    head = plan(document(stamp)).head
    assert (head.urgency.value if head.urgency else None) == degree
    assert head.title.value == "Việc hộ đê" or "hộ đê" in head.title.value
    assert head.issued_on.value == "2026-03-05" and "KHẨN" not in head.issuer.value.upper()
    if head.urgency:
        assert document(stamp)[head.urgency.span.start : head.urgency.span.end] in stamp


def test_a_telegram_may_bear_it_behind_its_kind():
    text = document("", kind="CĐ", name="CÔNG ĐIỆN (KHẨN)")
    assert plan(text).head.urgency.value == "khẩn"


def test_it_goes_out_and_comes_back_and_plans_of_before_have_none():
    made = plan(document("KHẨN"))
    told = json.loads(json.dumps(emit.to_dict(made, ())))
    assert told["document"]["urgency"] == "khẩn"
    back, _told = emit.from_dict(told)
    assert back.head == made.head
    del told["document"]["urgency"]
    assert emit.from_dict(told)[0].head.urgency is None
