"""Heads as older documents, the gazette and bodies with long names print them; in words of our own."""

import pytest

from tests.tiendo.plan.texts import plan

BODY = "\nCăn cứ Luật Lâm nghiệp;\nĐiều 1. Sở Xây dựng lập vườn ươm.\n"


def test_the_gazette_gives_number_day_and_body_in_the_subject():
    text = "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 07/2010/NĐ-CP NGÀY 13 THÁNG 01 NĂM 2010\nQUY ĐỊNH VIỆC TRỒNG RỪNG VEN BIỂN\n"
    head = plan(text + BODY).head
    assert (head.type.value, head.symbol.value, head.issued_on.value) == ("NĐ", "07/2010/NĐ-CP", "2010-01-13")
    assert (head.issuer.value, head.title.value) == ("Chính phủ", "Quy định việc trồng rừng ven biển")


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("NGÂN HÀNG CÂY RỪNG\nVIỆT NAM\n-------\nSố: 01/CT-NHCR", "Ngân hàng cây rừng việt nam"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM\nBAN CHẤP HÀNH TRUNG ƯƠNG\nĐẢNG ĐOÀN QUỐC HỘI\nSố 01-CT/ĐĐQH", "Đảng đoàn Quốc hội"),
    ],
)
def test_the_issuer_is_named_whole_and_no_more(letterhead, issuer):
    text = f"{letterhead}\nHà Nội, ngày 15 tháng 01 năm 2024\nCHỈ THỊ\nVề trồng rừng\n1. Đảng đoàn Quốc hội lập sổ.\n"
    assert plan(text).head.issuer.value.lower() == issuer.lower()


@pytest.mark.parametrize(
    ("over", "issuer"),
    [
        ("TỔ CÔNG TÁC\nTỈNH SƠN HẢI\n", "Tổ công tác tỉnh Sơn Hải"),
        ("DỰ THẢO LẦN 2\nCẢNG VỤ SƠN HẢI\n", "Cảng vụ sơn hải"),
        ("DỰ THẢO LẦN 2\n", None),
        ("TRANG CHỦ\n", None),
    ],
)
def test_what_stands_over_the_motto_issues_whatever_it_is_called(over, issuer):
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 5/KH-TCT\n"
    head = plan(f"{over}{motto}Sơn Hải, ngày 15 tháng 01 năm 2024\nKẾ HOẠCH\nTrồng rừng\n1. Các xã lập sổ.\n").head
    assert (head.issuer and head.issuer.value) == issuer


@pytest.mark.parametrize(
    ("signature", "office"), [("THỐNG ĐỐC", "THỐNG ĐỐC"), ("KT. BỘ TRƯỞNG THỨ TRƯỞNG", "THỨ TRƯỞNG")]
)
def test_who_signed_holds_the_office_that_signs(signature, office):
    text = "BỘ XÂY DỰNG\nSố: 01/CT-BXD\nHà Nội, ngày 15 tháng 01 năm 2024\nCHỈ THỊ\nVề trồng rừng\n1. Sở A lập sổ.\n"
    signer = plan(f"{text}Nơi nhận:\n- Lưu: VT.\n{signature}\nTrần Văn Sơn\n").head.signer
    assert (signer.position.value, signer.name.value) == (office, "Trần Văn Sơn")


def test_the_motto_of_a_form_in_the_annex_is_not_the_documents_own():
    form = "Phụ lục số 1\nUỶ BAN NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO\nTình hình vườn ươm\n"
    text = "THÔNG TƯ\nCỦA BỘ XÂY DỰNG SỐ 02/2010/TT-BXD NGÀY 14 THÁNG 01 NĂM 2010\nQUY ĐỊNH VIỆC TRỒNG RỪNG\n"
    head = plan(f"{text}{BODY}KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Sơn\n{form}").head
    assert (head.type.value, head.symbol.value, head.signer.name.value) == ("TT", "02/2010/TT-BXD", "Trần Văn Sơn")


@pytest.mark.parametrize("heading", ["Thông tư số 9/2025/TT-BXD Quy định việc trồng rừng", "Circular 9/2025/TT-BXD"])
def test_the_heading_of_a_page_gives_the_number_that_its_text_lacks(heading):
    assert plan(f"{heading}\nTHÔNG TƯ\nQuy định việc trồng rừng\n{BODY}").head.symbol.value == "9/2025/TT-BXD"


def test_a_drawn_line_is_no_part_of_the_place():
    head = "BỘ Y TẾ\nĐộc lập - Tự do - Hạnh phúc\n--------------- Hà Nội, ngày 04 tháng 3 năm 2026\nCHỈ THỊ\nVề vườn\n"
    assert plan(f"{head}1. Sở Y tế lập sổ.\n").head.place.value == "Hà Nội"


SMALL_HEAD = (
    "UBND TỈNH SƠN HẢI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{number}\nSơn Hải, ngày 05 tháng 3 năm 2026\n{rest}"
)


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("Kế hoạch\nTrồng rừng ven biển\n1. Sở Y tế lập sổ.", "Trồng rừng ven biển"),
        ("Kế hoạch trồng rừng ven biển\n1. Sở Y tế lập sổ.", "trồng rừng ven biển"),
        ("Kế hoạch\n1. Sở Y tế lập sổ.", None),
        ("Kế hoạch này trồng rừng\n1. Sở Y tế lập sổ.", None),
        ("Căn cứ Luật;\nKế hoạch\n1. Sở Y tế lập sổ.", None),
    ],
)
def test_a_kind_in_small_letters_heads_the_subject_above_the_text_only(rest, title):
    for number in ("Số: 12/KH-UBND", "Số 12-KH/TU"):
        found = plan(SMALL_HEAD.format(number=number, rest=rest)).head.title
        assert (found and found.value) == title
