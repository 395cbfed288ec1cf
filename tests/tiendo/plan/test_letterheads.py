"""Heads as sites and converters leave them: cells between bars, columns run together, a place left out."""

from __future__ import annotations

import pytest

from tests.tiendo.plan.texts import plan as compiled
from tiendo.plan import read
from tiendo.plan.compiler import compile as compile_source
from tiendo.plan.model import Head, Read

BARRED = """ỦY
BAN NHÂN DÂN
TỈNH SƠN HẢI
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
24/KH-UBND
|
Sơn
Hải, ngày 23 tháng 01 năm 2026
|
KẾ HOẠCH
TRỒNG
RỪNG VEN BIỂN
Căn cứ Luật Lâm nghiệp;
I. NHIỆM VỤ
1. Lập sổ theo dõi.
"""
BESIDE = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SƠN HẢI Độc lập - Tự do - Hạnh phúc
Số: 24/KH-UBND Sơn Hải, ngày 23 tháng 01 năm 2026
KẾ HOẠCH
TRỒNG RỪNG VEN BIỂN
I. NHIỆM VỤ
1. Lập sổ theo dõi.
"""
ONE_LINE = (
    "1. CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ỦY BAN NHÂN DÂN TỈNH SƠN HẢI Độc lập - Tự do - Hạnh phúc ----- "
    "Sơn Hải, ngày 23 tháng 01 năm 2026 Số: 24/KH-UBND KẾ HOẠCH TRỒNG RỪNG VEN BIỂN TRÊN ĐỊA BÀN TỈNH SƠN HẢI "
    "Thực hiện chủ trương trồng rừng, Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Y tế lập sổ theo dõi."
)


def _head(text: str) -> Head:
    return compiled(text).head


def _said(read: Read | None) -> str | None:
    return read.value if read else None


@pytest.mark.parametrize("text", [BARRED, BESIDE, ONE_LINE], ids=["barred", "beside", "one line"])
def test_a_head_is_read_whose_columns_ran_together(text: str) -> None:
    top = _head(text)
    assert _said(top.type) == "KH"
    assert _said(top.symbol) == "24/KH-UBND"
    assert (_said(top.title) or "").lower().startswith("trồng rừng ven biển")
    assert _said(top.issuer) == "Ủy ban nhân dân tỉnh Sơn Hải"
    assert (_said(top.place), _said(top.issued_on)) == ("Sơn Hải", "2026-01-23")


def test_bars_far_below_the_head_part_nothing_of_it() -> None:
    text = BESIDE + "\n".join(f"{i}. Lập sổ." for i in range(2, 30)) + "\nTên | Số lượng\n"
    assert _said(_head(text).issuer) == "Ủy ban nhân dân tỉnh Sơn Hải"


BARE = "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 6/CT-UBND | {place}, ngày 02 tháng 5 năm 2026 |\n"


@pytest.mark.parametrize(
    ("place", "rest", "issuer"),
    [
        ("Lai Châu", "CHỈ THỊ\nVỀ VIỆC TRỒNG RỪNG\nChủ tịch UBND tỉnh yêu cầu:", "Ủy ban nhân dân tỉnh Lai Châu"),
        (
            "Xuân Hải",
            "CHỈ THỊ\nVỀ VIỆC TRỒNG RỪNG\nThực hiện ý kiến của UBND tỉnh, UBND xã yêu cầu:",
            "Ủy ban nhân dân xã Xuân Hải",
        ),
        ("Xuân Hải", "CHỈ THỊ\nVỀ VIỆC TRỒNG RỪNG TẠI PHƯỜNG XUÂN HẢI\nYêu cầu:", "Ủy ban nhân dân phường Xuân Hải"),
        ("Xuân Hải", "CHỈ THỊ\nVỀ VIỆC TRỒNG RỪNG\nYêu cầu:", "Ủy ban nhân dân"),
        (
            "Sơn Hải",
            "QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nCăn cứ Luật Lâm nghiệp;",
            "Ủy ban nhân dân tỉnh Sơn Hải",
        ),
    ],
)
def test_a_committee_without_its_place_gets_it_from_who_speaks_or_from_the_place(
    place: str, rest: str, issuer: str
) -> None:
    top = _head(BARE.format(place=place) + rest + "\n1. Sở Y tế lập sổ.")
    assert _said(top.issuer) == issuer


def test_who_decides_is_the_issuer_where_no_letterhead_shows_one() -> None:
    text = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-BYT
Hà Nội, ngày 15 tháng 8 năm 2025
QUYẾT ĐỊNH CỦA BỘ TRƯỞNG
BỘ Y TẾ
BAN HÀNH QUY CHẾ LÀM VIỆC
BỘ TRƯỞNG BỘ Y TẾ
Căn cứ Luật Tổ chức Chính phủ;
Điều 1. Ban hành Quy chế.
"""
    top = _head(text)
    assert (_said(top.issuer), _said(top.title)) == ("Bộ Y tế", "Ban hành quy chế làm việc")


def test_a_kind_with_marks_and_gaps_wrong_from_a_scan_is_still_the_kind() -> None:
    top = _head(
        "TỈNH ỦY SƠN HẢI\n*\nSố 45-KL/TU\nSơn Hải, ngày 13 tháng 5 năm 2022\nK ÉT LUẬN\nHỘI NGHỊ\nvề trồng rừng\n"
    )
    assert (_said(top.type), _said(top.title)) == ("KL", "Hội nghị về trồng rừng")


def test_a_symbol_with_its_day_behind_it_is_no_place() -> None:
    top = _head(
        "CHƯƠNG TRÌNH\nTrồng rừng\nThực hiện Chỉ thị 13-CT/TW, ngày 12/01/2017 của Ban Bí thư, Tỉnh ủy yêu cầu:"
    )
    assert top.issued_on is None


def test_the_subject_may_open_as_the_text_does() -> None:
    text = (
        "CHƯƠNG TRÌNH\nThực hiện Chỉ thị 13-CT/TW của Ban Bí thư về trồng rừng\n"
        "Thực hiện Chỉ thị 13-CT/TW của Ban Bí thư, Ban Thường vụ ban hành chương trình như sau:\n1. Lập sổ."
    )
    assert _said(_head(text).title) == "Thực hiện Chỉ thị 13-CT/TW của Ban Bí thư về trồng rừng"


def test_an_action_plan_has_a_subject_of_its_own() -> None:
    assert (
        _said(_head("Số: 9/KH-SYT\nKẾ HOẠCH HÀNH ĐỘNG\nTRỒNG RỪNG VEN BIỂN\n1. Lập sổ.").title) == "Trồng rừng ven biển"
    )


def test_a_page_over_the_full_text_tells_what_the_head_does_not() -> None:
    top = _head(
        "Ngày 23/8/2017, Tỉnh ủy Sơn Hải đã ban hành Chương trình số 27-CTr/TU về trồng rừng.\n"
        "CHƯƠNG TRÌNH\nTrồng rừng ven biển\nI. NHIỆM VỤ\n1. Lập sổ theo dõi."
    )
    assert (_said(top.type), _said(top.symbol)) == ("CTr", "27-CTr/TU")
    assert (_said(top.issuer), _said(top.issued_on)) == ("Tỉnh ủy Sơn Hải", "2017-08-23")


def test_a_page_names_the_subject_of_a_text_without_its_own() -> None:
    top = _head(
        "Quyết định 41/QĐ-UBND năm 2025 về Phương án bảo vệ rừng\nỦY BAN NHÂN DÂN |\n"
        "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\n"
        "|\n"
        "Số: 41/QĐ-UBND |\nSơn Hải, ngày 31 tháng 12 năm 2025 |\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nCăn cứ Luật Lâm nghiệp;"
    )
    assert (_said(top.title), _said(top.issuer)) == ("Phương án bảo vệ rừng", "Ủy ban nhân dân tỉnh Sơn Hải")


def test_a_page_may_report_a_directive_by_its_bare_number() -> None:
    top = _head(
        "Ngày 6/8, Ban Thường vụ Tỉnh ủy Sơn Hải đã ban hành Chỉ thị số 17 về việc trồng rừng ven biển.\n1. Lập sổ."
    )
    assert (_said(top.type), top.symbol, _said(top.title)) == ("TIN", None, "Trồng rừng ven biển")


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nLAI CHÂU", "Ủy ban nhân dân tỉnh Lai Châu"),
        ("ỦY BAN NHÂN DÂN\nTỈNH", "Ủy ban nhân dân tỉnh Lai Châu"),
    ],
)
def test_a_committee_named_with_half_of_its_place_gets_the_rest(letterhead: str, issuer: str) -> None:
    top = _head(
        f"{letterhead}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/KH-UBND\nLai Châu, ngày 18 tháng 8 năm 2025\n"
        "KẾ HOẠCH\nTRỒNG RỪNG VEN BIỂN\nỦy ban nhân dân tỉnh Lai Châu yêu cầu:\n1. Lập sổ theo dõi."
    )
    assert _said(top.issuer) == issuer


def test_a_page_may_report_the_conclusion_of_a_leader() -> None:
    top = _head(
        "Văn phòng Chính phủ ban hành Thông báo số 36/TB-VPCP kết luận của Phó Thủ tướng tại cuộc họp về học phí.\n"
        "Bộ Y tế chủ trì lập sổ theo dõi."
    )
    assert _said(top.title) == "Kết luận của Phó Thủ tướng tại cuộc họp về học phí"


def test_a_head_without_a_letterhead_has_who_says_that_he_makes_the_document() -> None:
    source, _ = read.read(
        (
            "Số 70/KH-UBND\n\nSơn Hải, ngày 15 tháng 9 năm 2025\n\n# KẾ HOẠCH Trồng rừng ven biển\n\n"
            "Ủy ban nhân dân tỉnh Sơn Hải ban hành Kế hoạch trồng rừng như sau:\n\n# II. NHIỆM VỤ\n\n"
            "1. Sở Y tế lập sổ.\n"
        ).encode(),
        "ke-hoach.md",
    )
    top = compile_source(source)[0].head
    assert (_said(top.type), _said(top.symbol)) == ("KH", "70/KH-UBND")
    assert (_said(top.issuer), _said(top.title)) == ("Ủy ban nhân dân tỉnh Sơn Hải", "Trồng rừng ven biển")


def test_a_number_and_the_rest_of_its_symbol_may_stand_apart_and_a_subject_beside_its_kind() -> None:
    source, _ = read.read(
        (
            "<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH SƠN HẢI</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
            "<tr><td>Số: 18</td><td>/2025/QĐ-UBND</td><td>Sơn Hải, ngày 28 tháng 02 năm 2025</td></tr></table>"
            "<p>QUYẾT ĐỊNH<br>Về việc trồng rừng ven biển</p><p>ỦY BAN NHÂN DÂN TỈNH SƠN HẢI</p>"
            "<p>Căn cứ Luật Lâm nghiệp;</p><p>Điều 1. Giao Sở Y tế lập sổ.</p>"
        ).encode(),
        "quyet-dinh.html",
    )
    top = compile_source(source)[0].head
    assert (_said(top.symbol), _said(top.title)) == ("18/2025/QĐ-UBND", "Về việc trồng rừng ven biển")
