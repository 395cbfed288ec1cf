from datetime import date

import pytest

from tests.tiendo.plan.texts import KE_HOACH, top
from tiendo.plan.layouts import layout
from tiendo.plan.model import LayoutKind


@pytest.mark.parametrize(
    ("symbol", "head", "on", "kind", "guide"),
    [
        ("12-KH/TU", "", date(2026, 5, 26), LayoutKind.PARTY, "36-HD/VPTW"),
        ("12-KH/TU", "", date(2026, 5, 27), LayoutKind.PARTY, "05-HD/VPTW"),
        ("12/KH-UBND", "", date(2020, 3, 4), LayoutKind.STATE, "01/2011/TT-BNV"),
        ("12/KH-UBND", "", date(2020, 3, 5), LayoutKind.STATE, "30/2020/NĐ-CP"),
        ("12/2026/QĐ-UBND", "", date(2026, 1, 2), LayoutKind.NORMATIVE, "78/2025/NĐ-CP"),
        (None, "ĐẢNG CỘNG SẢN VIỆT NAM", None, LayoutKind.PARTY, None),
        (None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None, LayoutKind.STATE, None),
    ],
)
def test_the_head_and_the_day_choose_the_rules(symbol, head, on, kind, guide):
    found = layout(symbol, head, on)
    assert (found.kind, found.guide) == (kind, guide)


def test_words_without_a_head_choose_none():
    assert layout(None, "Lập sổ theo dõi", None) is None


def test_a_plan_of_a_province_is_the_states():
    assert top(KE_HOACH).layout.guide == "30/2020/NĐ-CP"
