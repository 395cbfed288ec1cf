"""More of what only looks like a fault: symbols and days, figures, names that are no more, words typed twice.

Each case has a text with the fault and one without; the province of Trường Giang does not exist.
"""

import pytest

from tests.tiendo.plan.rules.test_near_misses import PLAN, codes

SIGNED = (
    "\n\nNơi nhận:\n\n- Các sở;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu\n"
)
TIMED = (
    "| TT | Nội dung | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | {work} | Sở Xây dựng | Quý II/2026 |\n"
)
REGULATED = (
    "TỈNH ỦY TRƯỜNG GIANG\n\n*\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSố 12-QĐi/TU\n\n"
    "Trường Giang, ngày 05 tháng {month} năm 2026\n\nQUY ĐỊNH\n\nTrồng rừng ven biển\n\nĐiều 1. Các xã trồng rừng.\n"
)

CASES = {
    "a list of ours that is missing, and a form of a decree": (
        "S020",
        PLAN + "1. Sở Y tế báo cáo theo biểu mẫu số 01 gửi kèm." + SIGNED,
        PLAN + "1. Sở Y tế báo cáo theo biểu mẫu số 01 kèm theo Nghị định số 12/2025/NĐ-CP." + SIGNED,
    ),
    "a regulation of the Party by the guide of its day": (
        "K013",
        REGULATED.format(month=7),
        REGULATED.format(month=3),
    ),
    "a day from before the state, and history": (
        "C003",
        PLAN + "1. Sở Y tế lập sổ theo Quyết định số 16/QĐ-TTg ngày 12/3/1925.\n",
        PLAN + "1. Sở Y tế lập sổ theo Quyết định số 16/QĐ-TTg ngày 12/3/2025 về khu di tích từ ngày 12/3/1925.\n",
    ),
    "a year of another century, and a year": (
        "K002",
        PLAN + "1. Sở Y tế lập sổ theo Nghị định số 17/2205/NĐ-CP.\n",
        PLAN + "1. Sở Y tế lập sổ theo Nghị định số 17/2025/NĐ-CP và hồ sơ 17/2205/KH.\n",
    ),
    "two full stops, and words left out": (
        "W008",
        PLAN + "1. Sở Y tế lập sổ trước ngày 30/6/2026..\n\n2. Sở Y tế gửi sổ.\n",
        PLAN + "1. Sở Y tế lập sổ về thuốc, vật tư...\n\n2. Sở Y tế gửi sổ trước ngày 30/6/2026./.\n",
    ),
    "a department named twice, and a word of two like halves": (
        "W007",
        PLAN + "1. Giao Sở Sở Y tế lập sổ.\n",
        PLAN + "1. Giao Sở Y tế lập sổ; Bộ, Bộ trưởng; đời đời nhớ ơn.\n",
    ),
    "a sum in figures and in words, and words that tell of it": (
        "T005",
        PLAN + "1. Sở Tài chính cấp 1.250.000.000 đồng (Một tỷ hai trăm mười lăm triệu đồng./.).\n",
        PLAN + "1. Sở Tài chính cấp 1.250.000.000 đồng (Một tỷ hai trăm năm mươi triệu đồng) và 2.000.000 đồng "
        "(mỗi hộ một triệu đồng).\n",
    ),
    "the symbol of a letter, and a letter": (
        "K001",
        PLAN + "1. Sở Y tế lập sổ theo Tờ trình số 519/SNV-TCCC ngày 12/01/2026.\n",
        PLAN + "1. Sở Y tế lập sổ theo Công văn số 519/SNV-TCCC ngày 12/01/2026; Quy chế số 5/QCPH-SNV-STC.\n",
    ),
    "what is repaired is work": (
        "W001",
        PLAN + TIMED.format(work="Đê biển"),
        PLAN + TIMED.format(work="Sửa đê biển"),
    ),
    "a day of another decade, and a year of a vision": (
        "D015",
        PLAN + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2062.\n",
        PLAN + "1. Sở Xây dựng hoàn thành trồng rừng đến năm 2045.\n\n2. Sở Y tế gửi sổ trước ngày 31/12/2035.\n",
    ),
    "parts of one sum, and rates of several things": (
        "T004",
        PLAN + "1. Sở Tài chính phân bổ kinh phí gồm: tỉnh 50%, xã 30%, đóng góp 30%.\n",
        PLAN + "1. Sở Y tế phân bổ vắc xin; tỷ lệ tiêm: trẻ em 40%, người già 35%, phụ nữ 30%.\n",
    ),
    "a column that adds up to a hundred, and one of rates": (
        "T003",
        "| TT | Nguồn | Tỷ lệ |\n|---|---|---|\n| 1 | Tỉnh | 50% |\n| 2 | Xã | 30% |\n| 3 | Dân | 30% |\n"
        "| | Tổng | 100% |\n",
        "| TT | Xã | Đạt |\n|---|---|---|\n| 1 | Sơn Đông | 25% |\n| 2 | Sơn Tây | 30% |\n| 3 | Sơn Nam | 28% |\n"
        "| | Tổng | 90% |\n",
    ),
    "a commission that was joined, and the joint one": (
        "B004",
        PLAN + "1. Đề nghị Ban Tuyên giáo Tỉnh ủy định hướng báo chí.\n\n2. Tổng cục Thuế gửi số liệu.\n",
        PLAN
        + "1. Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng báo chí.\n\n2. Tổng cục Chính trị gửi số liệu.\n",
    ),
}


@pytest.mark.parametrize(("code", "has", "has_not"), CASES.values(), ids=CASES.keys())
def test_the_fault_is_told_and_what_looks_like_it_is_not(code, has, has_not):
    assert code in codes(has)
    assert code not in codes(has_not)
