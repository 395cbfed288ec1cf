"""More of what only looks like a fault: days far ahead, days after the whole, names over a line's end, other provinces.

Each case has a text with the fault and one without; the province of Trường Giang does not exist.
"""

from datetime import date

import pytest

from tests.tiendo.plan.rules.test_near_misses import PLAN, codes
from tiendo import registry
from tiendo.plan import compiler, read
from tiendo.plan.context import Context
from tiendo.plan.rules import task_stated_elsewhere

YEARLY = PLAN.replace("Trồng rừng ven biển", "Trồng rừng ven biển năm 2026")
SHARES = (
    "| TT | Nguồn | Tỷ lệ |\n|---|---|---|\n| 1 | Tỉnh | {} |\n| 2 | Xã | {} |\n| 3 | Dân | {} |\n| | Cộng | 100% |\n"
)
VISITS = (
    PLAN + "PHỤ LỤC\n\n| STT | Nội dung công việc | Thời gian thực hiện | Đơn vị chủ trì |\n|---|---|---|---|\n"
    "| I. {} | | | |\n| 1 | Xã An Bình | Tháng 6/2026 | Sở Y tế |\n| 2 | Xã Bến Đá | Tháng 7/2026 | Sở Y tế |\n"
)
ANNEXES = "\n\nPHỤ LỤC I\n\nDanh mục\n\nPHỤ LỤC II\n\nBảng phân công\n"
TWENTIES = ("XIX", "XX", "XXI", "XXII", "XXIII", "XXIV")


def sections(labels):
    return "\n\n".join(f"{label}. VIỆC CỦA TRẠM\n\n1. Sở Y tế lập sổ." for label in labels)


CASES = {
    "a year with two digits changed about, and a loan": (
        "D015",
        PLAN + "1. Sở Tài chính lập sổ nợ, xong trước ngày 15/9/2062.\n",
        PLAN + "1. Sở Tài chính theo dõi khoản vay, trả hết nợ trước ngày 15/9/2045.\n",
    ),
    "a year with a digit changed, and a horizon": (
        "D015",
        PLAN + "1. Sở Y tế lập sổ, xong trước ngày 30/6/2056.\n",
        PLAN + "1. Sở Y tế lập sổ, xong trước ngày 31/12/2056.\n",
    ),
    "how long a licence lasts": (
        "D008",
        YEARLY + "1. Sở Y tế rà soát giấy phép, hoàn thành đến ngày 30/6/2029.\n",
        YEARLY + "1. Sở Y tế rà soát giấy phép có thời hạn đến ngày 30/6/2029.\n",
    ),
    "how long land is let": (
        "D008",
        YEARLY + "1. Sở Tài chính rà soát đất, hoàn thành đến ngày 30/6/2029.\n",
        YEARLY + "1. Sở Tài chính rà soát đất đã cho thuê đến ngày 30/6/2029.\n",
    ),
    "a day beyond the year, and a season that runs over its end": (
        "D008",
        YEARLY + "1. Sở Y tế tổ chức trực, hoàn thành trước ngày 30/4/2027.\n",
        YEARLY + "1. Sở Y tế tổ chức trực từ tháng 11/2026 đến tháng 4/2027.\n",
    ),
    "a plan issued in spring, and one issued late in its year": (
        "D008",
        YEARLY + "1. Sở Y tế lập sổ, hoàn thành trước ngày 21/4/2027.\n",
        YEARLY.replace("05 tháng 3", "05 tháng 11") + "1. Sở Y tế lập sổ, hoàn thành trước ngày 21/4/2027.\n",
    ),
    "a year's tasks, and a year's money for works": (
        "D008",
        YEARLY + "1. Sở Xây dựng xây dựng kè, hoàn thành trước ngày 30/9/2027.\n",
        PLAN.replace("Trồng rừng ven biển", "Đầu tư công năm 2026")
        + "1. Sở Xây dựng xây dựng kè, hoàn thành trước ngày 30/9/2027.\n",
    ),
    "what was handed in": (
        "D014",
        PLAN + "1. Sở Y tế báo cáo, hoàn thành trước ngày 08/02/2026.\n",
        PLAN + "1. Sở Y tế khen thưởng các xã đã nộp báo cáo trước ngày 08/02/2026.\n",
    ),
    "a part, and what looks back on the whole": (
        "D007",
        PLAN + "1. Sở Y tế lập sổ trước ngày 30/6/2026:\n\na) Rà soát các trạm trước ngày 15/7/2026.\n",
        PLAN + "1. Sở Y tế lập sổ trước ngày 30/6/2026:\n\na) Báo cáo kết quả lập sổ trước ngày 15/7/2026.\n\n"
        "b) Tổng kết trước ngày 15/12/2026.\n",
    ),
    "a part, and the carrying out of what the whole draws up": (
        "D007",
        PLAN + "1. Sở Y tế kiểm tra các trạm trước ngày 30/6/2026:\n\na) Triển khai tại các xã trước ngày 30/9/2026.\n",
        PLAN + "1. Sở Y tế ban hành kế hoạch trước ngày 30/6/2026:\n\na) Triển khai tại các xã trước ngày 30/9/2026.\n",
    ),
    "a commission of the Party, and a union's of that name": (
        "B004",
        PLAN + "1. Ban Dân vận Tỉnh ủy tổ chức lớp học.\n",
        PLAN + "1. Ban Dân vận Hội Phụ nữ tổ chức lớp học.\n",
    ),
    "an empty heading, and one whose items bear numbers of its own kind": (
        "S013",
        PLAN + "I. MỤC TIÊU\n\nII. NHIỆM VỤ\n\n1. Sở Y tế lập sổ.\n",
        PLAN
        + "I. MỤC ĐÍCH\n\nBảo vệ rừng.\n\nII. NHIỆM VỤ CỤ THỂ\n\nI. Sở Y tế lập sổ.\n\nIII. KINH PHÍ\n\nCủa tỉnh.\n",
    ),
    "a letterhead without a body, and one whose body is of no common name": (
        "S015",
        PLAN.replace("ỦY BAN NHÂN DÂN\n\nTỈNH TRƯỜNG GIANG", "DỰ THẢO LẦN 2") + "1. Sở Y tế lập sổ.\n",
        PLAN.replace("ỦY BAN NHÂN DÂN", "LIÊN HIỆP CÁC HỘI KHOA HỌC") + "1. Sở Y tế lập sổ.\n",
    ),
    "a term, and one that the clause before it starts": (
        "D005",
        PLAN + "1. Sở Y tế báo cáo trong thời hạn 05 ngày làm việc.\n",
        PLAN + "1. Khi có dịch, trong thời hạn 05 ngày làm việc Sở Y tế báo cáo Ủy ban nhân dân tỉnh.\n",
    ),
    "a term, and one that runs from a day in brackets": (
        "D005",
        PLAN + "1. Sở Y tế báo cáo trong thời hạn 05 ngày làm việc (theo mẫu).\n",
        PLAN + "1. Sở Y tế báo cáo trong thời hạn 05 ngày làm việc (kể từ ngày nhận được văn bản).\n",
    ),
    "a term, and one that runs from a meeting": (
        "D005",
        PLAN + "1. Sở Y tế báo cáo trong thời hạn 05 ngày làm việc.\n",
        PLAN + "1. Sở Y tế báo cáo trong thời hạn 05 ngày sau Đại hội.\n",
    ),
    "a term, and one that its lead-in starts": (
        "D005",
        PLAN + "1. Các sở thực hiện:\n\na) Sở Y tế báo cáo trong thời hạn 05 ngày làm việc.\n",
        PLAN + "1. Kể từ ngày Kế hoạch này ban hành:\n\na) Sở Y tế báo cáo trong thời hạn 05 ngày làm việc.\n",
    ),
    "haste, and what the work is for": (
        "W002",
        PLAN + "1. Sở Y tế kịp thời xử lý sai phạm.\n",
        PLAN + "1. Sở Y tế kiểm tra các trạm để phòng ngừa và kịp thời xử lý sai phạm.\n",
    ),
    "a list left open, and a blank to write on": (
        "W012",
        PLAN + "1. Sở Y tế kiểm tra trạm, kho...\n",
        PLAN + "1. Sở Y tế kiểm tra trạm phục vụ...... của xã.\n",
    ),
    "places alone, and places in a group of visits": (
        "W001",
        VISITS.format("ĐỊA BÀN"),
        VISITS.format("TỔ CHỨC CÁC ĐOÀN KIỂM TRA"),
    ),
    "a year cut short, and a parcel or a price": (
        "N004",
        PLAN + "1. Sở Y tế lập sổ trước ngày 12/5/206.\n",
        PLAN + "1. Sở Y tế lập sổ tại thửa 12/5/206, theo đơn giá 15/5/100, ở đường 12/3/205 Bến Đá.\n",
    ),
    "a month, and what is paid beside twelve": (
        "N007",
        PLAN + "1. Sở Y tế lập sổ trong tháng 13 năm 2026.\n",
        PLAN + "1. Sở Y tế chi lương tháng 13 năm 2026.\n",
    ),
    "a day, and the number of a lot": (
        "N003",
        PLAN + "Hội nghị tổ chức ngày 31-11-2025 tại Trường Giang.\n",
        PLAN + "1. Sở Y tế kiểm tra lô vắc xin 31-11-2025A.\n",
    ),
    "a numeral of another kind is no other annex": (
        "S012",
        PLAN + "1. Sở Y tế lập sổ theo Phụ lục 3 kèm theo Kế hoạch này." + ANNEXES,
        PLAN + "1. Sở Y tế lập sổ theo Phụ lục 2 kèm theo Kế hoạch này." + ANNEXES,
    ),
    "shares that are rounded": ("T003", SHARES.format("50%", "30%", "30%"), SHARES.format("33,3%", "33,3%", "33,3%")),
    "thousands of millions": (
        "T005",
        PLAN + "1. Sở Tài chính cấp 1.000.000.000 đồng (Một triệu đồng).\n",
        PLAN + "1. Sở Tài chính cấp 1.000.000.000 đồng (Một nghìn triệu đồng).\n",
    ),
    "a kind without its bar, and the letters of a section": (
        "K006",
        PLAN + "Căn cứ Nghị định số 15/2026/ND-CP ngày 12/01/2026 của Chính phủ;\n",
        PLAN + "Căn cứ Công văn số 12/SYT-ND ngày 02/3/2026;\n",
    ),
    "numbers that run through a year, and through a term": (
        "K009",
        PLAN + "Căn cứ Nghị định số 1211/2016/NĐ-CP;\n",
        PLAN + "Căn cứ Nghị quyết số 1211/2016/UBTVQH13;\n",
    ),
    "a letterhead whose first letter is lost": (
        "K008",
        PLAN.replace("ỦY BAN NHÂN DÂN\n\nTỈNH", "SỞ Y TẾ\n\nTỈNH") + "1. Sở Y tế lập sổ.\n",
        PLAN.replace("ỦY BAN NHÂN DÂN", "Y BAN NHÂN DÂN") + "1. Sở Y tế lập sổ.\n",
    ),
    "a letterhead whose first space is lost": (
        "K008",
        PLAN.replace("ỦY BAN NHÂN DÂN\n\nTỈNH", "CẢNG VỤ\n\nTỈNH") + "1. Sở Y tế lập sổ.\n",
        PLAN.replace("ỦY BAN NHÂN DÂN", "ỦYBAN NHÂN DÂN") + "1. Sở Y tế lập sổ.\n",
    ),
    "the same number of another province as a basis": (
        "C011",
        PLAN + "Căn cứ Kế hoạch số 128/KH-UBND của Ủy ban nhân dân tỉnh Trường Giang;\n",
        PLAN + "Căn cứ Kế hoạch số 128/KH-UBND của Ủy ban nhân dân tỉnh Sơn Hải;\n",
    ),
    "the same number of another province under its day": (
        "C001",
        PLAN
        + "1. Sở Y tế theo Kế hoạch số 128/KH-UBND ngày 20/02/2026 của Ủy ban nhân dân tỉnh Trường Giang lập sổ.\n",
        PLAN + "1. Sở Y tế theo Kế hoạch số 128/KH-UBND ngày 20/02/2026 của Ủy ban nhân dân tỉnh Sơn Hải lập sổ.\n",
    ),
    "a larger number of another province": (
        "K012",
        PLAN + "Tiếp theo Kế hoạch số 1285/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh Trường Giang;\n",
        PLAN + "Tiếp theo Kế hoạch số 1285/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh Sơn Hải;\n",
    ),
    "Roman numerals beyond twenty": (
        "S005",
        PLAN + sections(TWENTIES[:2] + TWENTIES[3:]),
        PLAN + sections(TWENTIES),
    ),
}


@pytest.mark.parametrize(("code", "has", "has_not"), CASES.values(), ids=CASES.keys())
def test_the_fault_is_told_and_what_looks_like_it_is_not(code, has, has_not):
    assert code in codes(has)
    assert code not in codes(has_not)


def plain(text, **said):
    """What is told of a plain text, whose lines may be wrapped."""
    source, _ = read.read(text.encode(), "van-ban.txt")
    return {one.code for one in compiler.compile(source, Context(**said))[1]}


def test_an_issuer_goes_on_over_the_end_of_a_line():
    basis = "Căn cứ Nghị định số 86/2015/NĐ-CP ngày 02 tháng 10 năm 2015 của {} quy định học phí;\n1. Sở Y tế lập sổ.\n"
    assert "C007" not in plain(PLAN + basis.format("Chính\nphủ"))
    assert "C007" in plain(PLAN + basis.format("Bộ Tài\nchính"))


def test_a_number_given_out_twice_has_both_its_days():
    basis = "Căn cứ Nghị định số 01/2022/NĐ-CP ngày {} của Chính phủ;\n1. Sở Y tế lập sổ.\n"
    known = registry.shipped()
    assert date(2022, 11, 30) in known.dates("01/2022/NĐ-CP")
    assert "C005" not in plain(PLAN + basis.format("30/11/2022"), registry=known)
    assert "C005" in plain(PLAN + basis.format("14/01/2022"), registry=known)


def test_what_each_plan_says_of_itself_is_not_given_elsewhere():
    work = "1. Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng phòng hộ.\n\n2. {}\n"
    for words in (
        "Các sở, ban, ngành theo chức năng tổ chức triển khai thực hiện nghiêm túc Kế hoạch này.",
        "Trong quá trình triển khai thực hiện, các sở kịp thời báo cáo Ủy ban nhân dân tỉnh.",
    ):
        source, _ = read.read((PLAN + work.format(words)).encode(), "van-ban.md")
        plan, _ = compiler.compile(source)
        told = task_stated_elsewhere.stated(plan, "van-ban.md")
        assert len(plan.tasks) == 2
        assert len(told) == 1
