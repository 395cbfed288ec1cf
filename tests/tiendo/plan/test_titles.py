"""Titles in capitals come back in ordinary case, without the line that says who decides."""

import pytest

from tests.tiendo.plan.texts import plan

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 45/QĐ-UBND\nSơn Hải, ngày 04 tháng 3 năm 2026\nQUYẾT ĐỊNH\n"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (
            "VỀ VIỆC GIAO UBND XÃ THỰC HIỆN NGHỊ QUYẾT SỐ 12/NQ-HĐND",
            "Về việc giao UBND xã thực hiện Nghị quyết số 12/NQ-HĐND",
        ),
        (
            "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ TRẦN VĂN MẪU TẠI CUỘC HỌP VỀ RỪNG",
            "Kết luận của Phó Thủ tướng Chính phủ Trần Văn Mẫu tại cuộc họp về rừng",
        ),
        ("VỀ LỜI DẶN CỦA ĐỒNG CHÍ LÊ THỊ MẪU", "Về lời dặn của đồng chí Lê Thị Mẫu"),
        ("VỀ LỜI DẶN CỦA ĐỒNG CHÍ CHÁNH VĂN PHÒNG TẠI HỘI", "Về lời dặn của đồng chí chánh văn phòng tại hội"),
        ("VỀ VIỆC CHÀO MỪNG NGÀY HỘI LẦN THỨ XIV", "Về việc chào mừng ngày hội lần thứ XIV"),
        ("VỀ VIỆC TRỒNG RỪNG GIÁM ĐỐC SỞ XÂY DỰNG", "Về việc trồng rừng"),
        ("VỀ VIỆC KHEN THƯỞNG CỦA GIÁM ĐỐC SỞ XÂY DỰNG", "Về việc khen thưởng của giám đốc sở xây dựng"),
    ],
)  # fmt: skip
def test_title(printed, title):
    read = plan(f"{HEAD}{printed}\nCăn cứ đề nghị của Sở;\nQUYẾT ĐỊNH:\nĐiều 1. Giao Sở Y tế lập sổ.\n").head.title
    assert read.value == title


@pytest.mark.parametrize("above", ["Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"])
def test_what_stands_above_is_no_part_of_the_place(above):
    head = f"ỦY BAN NHÂN DÂN\n{above} Sơn Hải, ngày 04 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng rừng\n"
    place = plan(f"{head}1. Sở Y tế lập sổ.\n").head.place
    assert place is not None
    assert place.value == "Sơn Hải"
