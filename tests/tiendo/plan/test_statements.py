"""What states something and orders nothing, in whatever mode it stands."""

import pytest

from tiendo.plan import orders, statements
from tiendo.plan.sections import Mode


@pytest.mark.parametrize(
    "text",
    [
        "Cơ quan tổ chức lập quy hoạch vườn ươm: Ban Quản lý rừng tỉnh Sơn Hải;",
        "Cơ quan phê duyệt: Ủy ban nhân dân tỉnh Sơn Hải.",
        "Sửa đổi, bổ sung tiết 1.2 khoản 3 Điều 4 về giống cây như sau: “1.2. Cây bản địa.”",
        "....(2).... cho phép người trồng rừng vào vườn ươm theo lối phía Đông.",
        "Các nhiệm vụ khác do Sở Y tế giao.",
        "Sở Y tế đề nghị ……………… cấp sổ cho đội trồng rừng.",
        "Cử ông (bà): ......................... đi trồng rừng.",
        "Tổ chức nhận cây giống (ghi rõ tên và địa chỉ).",
        "Đợt 1: trước ngày 20/4/2026.",
    ],
)
def test_no_order_in_any_mode(text):
    assert statements.states(text)
    assert not any(orders.is_order(text, mode) for mode in Mode)


def test_how_a_paper_is_laid_out_orders_nothing_but_who_speaks_somewhere_acts():
    assert not orders.is_order("Số trang của sổ cây trình bày tại góc phải, phải cân đối.", Mode.ORDERS)
    assert orders.is_order("Sở Y tế trình bày tại kỳ họp về vườn ươm.", Mode.ORDERS)


@pytest.mark.parametrize(
    "text",
    [
        "Cơ quan thường trực: Sở Y tế tổng hợp số cây.",
        "Sửa đổi quy chế của vườn ươm trước ngày 15/12/2026.",
        "Trồng cây ở ... (3) nơi của tỉnh.",
        "Trồng cây ở bãi cát, ven sông, cửa biển,........",
        "Trước ngày 20/4/2026 trồng xong cây.",
        "Các nhiệm vụ trồng rừng phải xong trong năm.",
    ],
)
def test_near_misses_state_nothing(text):
    assert not statements.states(text)
