"""Made cases on both sides of a rule, several of each: what it must tell and what it must leave alone.

They were made to find where a rule is silent that should speak. The province of Trường Giang does not exist.
"""

from datetime import date

import pytest

from tests.tiendo.plan.rules.test_near_misses import PLAN, codes, head
from tests.tiendo.plan.texts import plan
from tiendo.orgtree import BodyFacts, BodyKind, Name, OrgTree, Parent
from tiendo.plan import compiler, read
from tiendo.plan.context import Context
from tiendo.plan.rules import task_stated_elsewhere

ANNEXES = "\n\nPHỤ LỤC I\n\nDanh mục khu vực\n\nPHỤ LỤC II\n\nBảng phân công\n"
BODY = "1. Sở Y tế lập sổ.\n"


def task(words):
    return PLAN + f"1. {words}.\n"


def annexed(words):
    return task(words) + ANNEXES


def aimed(aim, work):
    return PLAN + f"I. MỤC TIÊU\n\n1. {aim}.\n\nII. NHIỆM VỤ\n\n1. {work}.\n"


def table(*rows):
    first, *rest = ["| " + " | ".join(row) + " |\n" for row in rows]
    return first + "|---|---|---|\n" + "".join(rest)


def marked(place, mark):
    return (PLAN + BODY).replace(place, f"{place}\n\n{mark}") if place else f"{mark}\n\n{PLAN}{BODY}"


def signed(name):
    return task("Sở Y tế lập sổ") + f"\nNơi nhận:\n\n- Lưu: VT.\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\n{name}\n"


def cited(first, second):
    return PLAN + f"Căn cứ {first};\n\n1. Sở Y tế lập sổ theo {second}.\n"


HERE, THERE = "của Ủy ban nhân dân tỉnh Trường Giang", "của Ủy ban nhân dân tỉnh Sơn Hải"


def tasks(*words):
    return [task(one) for one in words]


DECISION = head("QUYẾT ĐỊNH", "Ban hành Quy chế trồng rừng", "12/QĐ-UBND")
HELPED = (
    "| TT | Nhiệm vụ | Chủ trì | {column} |\n|---|---|---|---|\n| 1 | Sửa bể nước ở bãi | Sở Xây dựng | {helps} |\n"
)


def by_article(words):
    return DECISION + f"Điều 1. Ban hành.\n\n1. Họp.\n\n2. Báo cáo.\n\nĐiều 2. Theo {words}.\n\nĐiều 3. Thi hành.\n"


def by_part(words):
    return PLAN + f"I. NHIỆM VỤ\n\n1. Sở Y tế lập sổ.\n\nII. TỔ CHỨC\n\n1. Sở Nội vụ thực hiện {words}.\n"


def based(words):
    return PLAN + f"{words};\n\n{BODY}"


def ended(words):
    return task(words) + "\nNơi nhận:\n\n- Lưu: VT.\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu\n"


TOLD = {
    "B004": tasks("Phòng Tài chính - Kế hoạch các huyện lập dự toán"),
    "B005": [
        PLAN + HELPED.format(column="Cơ quan phối hợp", helps="Sở Tài chính, Sở Xây dựng"),
        task("Văn phòng UBND tỉnh chủ trì, phối hợp Văn phòng Ủy ban nhân dân tỉnh lập sổ"),
    ],
    "C011": [based("Thực hiện Kế hoạch số 128/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh")],
    "K002": [
        based(f"Căn cứ văn bản số {one} ngày 05/02/2026") for one in ("12/QĐ/-UBND", "12/-QĐ-UBND", "12//KH-UBND")
    ],
    "K009": [based("Căn cứ Nghị quyết số 1515/2025/NQ-HĐND")],
    "N003": [PLAN + "Ngày 12/3/1026, cháy lớn ở bãi.\n\n" + BODY],
    "N006": tasks("Sở Y tế khám từ tháng 9/2026 đến tháng 5/2026"),
    "S007": tasks(
        "Sở Y tế lập sổ theo Phụ lục II ban hành kèm theo Kế hoạch này", "Sở Y tế lập sổ (Phụ lục I, II kèm theo)"
    ),
    "S011": [by_article("khoản 4 Điều 1 Quyết định này"), by_part("điểm 5 mục I Kế hoạch này")],
    "S020": [ended("Các xã báo cáo Sở Y tế (mẫu đính kèm)")],
    "T001": tasks("Tỷ lệ người dân có bảo hiểm y tế đạt 150%"),
    "T004": tasks(
        "Cơ cấu nguồn vốn:\n\n- Tỉnh: 50%;\n\n- Xã: 30%;\n\n- Dân góp: 10%",
        "Cơ cấu kinh tế năm 2030: nông nghiệp 18%; công nghiệp 46%; dịch vụ 38%",
    ),
    "C006": [cited(f"Quyết định số 12/QĐ-UBND ngày 05/02/2026 {HERE}", "Quyết định số 12/QĐ-UBND ngày 06/02/2026")],
    "D002": tasks("Sở Y tế lập sổ trước ngày 30/6/2025", "Sở Y tế ban hành quy chế trước ngày 30/6/2025"),
    "K011": [cited(f"Quyết định số 1815/QĐ-UBND ngày 05/02/2026 {HERE}", "Quyết định số 181/QĐ-UBND ngày 05/02/2026")],
    "N005": tasks("Sở Y tế họp thứ Hai, ngày 10/3/2026", "Sở Y tế khai mạc sáng thứ Bảy ngày 15/3/2026"),
    "S001": [PLAN.replace("Số: 128/KH-UBND", "Số:     /KH-UBND") + BODY],
    "S002": [PLAN.replace("ngày 05 tháng", "ngày … tháng") + BODY],
    "S003": [PLAN + BODY],
    "W007": tasks("Sở Y tế trực từ từ ngày 05/4/2026", "Sở Y tế gửi gửi sổ"),
    "W009": tasks("Sở Y tế lập sổ theo Công văn số     /SXD-QLN", "Sở Y tế lập sổ xong ngày ... tháng ... năm 2026"),
    "W006": tasks(
        "Sở Y tế lập danh sách hộ có hợp đông lao động, gửi hợp đồng về xã",
        "Sở Y tế ký kết các văn bản; thanh lập tổ trực",
        "Sở Xây dựng lập hồ sơ cho Sơ Y tế",
        "Ủy ban nhân dân thanh phố trồng rừng",
        "Sở Y tế xây dung các bể nước",
    ),
    "W011": tasks(
        "Sở Y tế bổ xung thuốc", "Sở Y tế khắc phục sơ xuất", "Sở Y tế sử lý rác", "Sở Y tế trú trọng vệ sinh"
    ),
    "S012": [
        annexed("Sở Y tế lập sổ (Phụ lục IV kèm theo)"),
        annexed("Sở Y tế lập sổ tại Phụ lục III Kế hoạch này"),
        annexed("Các xã báo cáo (Phụ lục 3 đính kèm); Sở Y tế tổng hợp"),
        annexed("Thực hiện Thông tư số 09/2025/TT-BYT. Sở Y tế lập sổ theo Phụ lục III kèm theo"),
    ],
    "S016": [
        marked("", "Dự thảo"),
        marked("", "DỰ THẢO LẦN THỨ HAI"),
        marked("", "Dự thảo ngày 02/3/2026"),
        marked("Số: 128/KH-UBND", "(Dự thảo)"),
        head("KẾ HOẠCH (DỰ THẢO)") + BODY,
    ],
    "T003": [
        table(("TT", "Xã", "Số hộ"), ("1", "Xã An", "120"), ("2", "Xã Bình", "75"), ("", "Cộng", "205")),
        table(("TT", "Xã", "Số hộ"), ("", "Tổng số", "50"), ("1", "Xã An", "20"), ("2", "Xã Bình", "25")),
    ],
    "T007": [
        task("Tổ chức từ 10 đến 5 lớp tập huấn"),
        task("Mỗi tổ từ 15 - 10 người"),
        task("Trồng từ 500 ha đến 300 ha rừng"),
        task("Khoảng 1.200 đến 800 hộ được hỗ trợ"),
    ],
    "T008": [
        aimed("Năm 2026 trồng 500 ha rừng ven biển", "Sở Xây dựng phấn đấu năm 2026 trồng 450 ha rừng ven biển"),
        aimed("Phấn đấu đến năm 2028 có 95% hộ có nước sạch", "Sở Y tế bảo đảm đến năm 2028 có 92% hộ có nước sạch"),
        aimed("Đến hết năm 2027, 80% cán bộ được tập huấn", "Đến năm 2027, 85% cán bộ được tập huấn"),
    ],
}
LEFT_ALONE = {
    "B005": [
        PLAN + HELPED.format(column="Cơ quan phối hợp", helps="Sở Tài chính, Chi cục thuộc Sở Xây dựng"),
        PLAN + HELPED.format(column="Nơi nhận báo cáo", helps="Sở Xây dựng"),
        PLAN + HELPED.format(column="Phối hợp", helps="Các xã, phường").replace("Sở Xây dựng", "Các xã, phường"),
        PLAN
        + HELPED.format(column="Phối hợp", helps="Các đơn vị thuộc Sở").replace("Sở Xây dựng", "Các đơn vị thuộc Sở"),
    ],
    "C011": [
        based("Thực hiện Kế hoạch số 128/KH-UBND ngày 05/3/2025 của Ủy ban nhân dân tỉnh"),
        task("Thực hiện Kế hoạch số 128/KH-UBND, các sở báo cáo"),
    ],
    "K002": [
        based("Căn cứ Quyết định số 12/QĐ-UBND và Nghị định số 12/2025/NĐ-CP"),
        task("Sở Y tế xem trang a.vn/12//KH"),
    ],
    "K009": [based("Căn cứ Nghị quyết số 115/2025/NQ-HĐND")],
    "K010": [based("Căn cứ Hướng dẫn số 6-HD/BTCTW ngày 05/12/2024 của Ban Tổ chức Trung ương")],
    "N003": [PLAN + "Ngày 12/3/1010, vua dời đô.\n\n" + BODY],
    "N006": tasks("Sở Y tế khám từ tháng 11/2026 đến hết tháng 3/2027"),
    "S007": tasks(
        "Sở Y tế lập sổ theo Phụ lục II ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05/02/2026",
        "Sở Y tế rà soát các Phụ lục I, II kèm theo hợp đồng",
        "Sở Y tế thu hồi Phụ lục kèm theo giấy phép",
    ),
    "S011": [
        by_article("khoản 2 Điều 1 Quyết định này"),
        by_article("khoản 4 Điều 1 Quy chế ban hành kèm theo Quyết định này"),
        by_article("khoản 4 Điều 3 Quyết định này"),
        by_part("điểm 1 mục I Kế hoạch này"),
        by_part("điểm 5 mục I Chỉ thị này"),
    ],
    "S020": [ended("Các xã báo cáo theo mẫu kèm theo Thông tư số 12/2025/TT-BYT")],
    "T001": tasks("Tỷ lệ hộ đăng ký đạt 105% kế hoạch", "Tỷ lệ người tham gia bảo hiểm tăng 120%"),
    "T004": tasks(
        "Cơ cấu nguồn vốn:\n\n- Tỉnh: 50%;\n\n- Xã: 35%;\n\n- Dân góp: 15%",
        "Cơ cấu lại sản xuất:\n\n- Cơ giới hóa đạt 80%;\n\n- Tưới tiết kiệm đạt 10%;\n\n- Rừng trồng tăng 5%",
        "Cơ cấu đại biểu: nữ 30%; trẻ 15%; tái cử 40%",
        "Phân bổ vốn:\n\n- Giao thông: 40%;\n\n- Thủy lợi: 30%, trong đó hồ chứa 10%;\n\n- Y tế: 30%",
    ),
    "B004": tasks("Phòng Quản lý đô thị xã An Bình lập sổ"),
    "C006": [
        cited(f"Quyết định số 12/QĐ-UBND ngày 05/02/2026 {HERE}", f"Quyết định số 12/QĐ-UBND ngày 06/02/2026 {THERE}")
    ],
    "D002": tasks(
        "Sở Y tế xử lý các vi phạm phát sinh trước ngày 01/7/2024",
        "Sở Y tế giải quyết hồ sơ tiếp nhận trước ngày 01/7/2025",
        "Sở Y tế quyết toán các công trình khởi công trước ngày 31/12/2024",
        "Sở Y tế chi trả cho hộ bị thiệt hại trước ngày 20/11/2025",
        "Sở Y tế tiêu hủy hồ sơ lập trước năm 2005",
        "Sở Y tế rà soát quỹ đất của các dự án hoàn thành trước năm 2025",
    ),
    "K011": [
        cited(
            f"Quyết định số 1815/QĐ-UBND ngày 05/02/2026 {HERE}", f"Quyết định số 181/QĐ-UBND ngày 05/02/2026 {THERE}"
        ),
        cited("Quyết định số 12/QĐ-UBND ngày 05/01/2026", "Quyết định số 1/QĐ-UBND ngày 05/01/2026"),
    ],
    "N005": tasks("Sở Y tế xét giải thứ ba ngày 20/3/2026", "Sở Y tế tiêm mũi thứ hai ngày 20/3/2026"),
    "S001": [PLAN.replace("Số: 128/KH-UBND", words) + BODY for words in ("128/KH-UBND", "Số: 128 - KH/UBND")],
    "S002": [
        PLAN.replace("ngày 05 tháng 3 năm", words) + BODY for words in ("NGÀY 05 THÁNG 3 NĂM", "ngày05 tháng 3 năm")
    ],
    "S003": [signed("LÊ VĂN THỬ"), signed("Lê Văn Thử")],
    "W007": tasks("Sở Y tế từ từ hạ mực nước"),
    "W009": tasks(
        "Sở Y tế ghi “Số: .../KH-UBND” lên sổ", "Sở Y tế lập sổ theo mẫu “Hôm nay, ngày ... tháng ... năm ...”"
    ),
    "W006": tasks(
        "Sở Y tế dọn rác trong rừng",
        "Sở Y tế hướng dẫn người dân thanh toán qua mạng",
        "Sở Y tế thực hiện tương tự tại các xã",
        "Sở Y tế giữ trật tự tại lễ hội đông người",
        "Các ban Tỉnh ủy hướng dẫn cán bộ kê khai",
        "Sở Y tế chăm lo hộ nghèo vùng biên của tỉnh",
        "Sở Xây dựng kiểm tra hợp đồng bao gồm cả bảo trì",
        "Sở Y tế cử người tham gia cả hai đợt",
        "Sở Y tế gửi Ủy ban nhân dân xã Yên Phong tỉnh Sơn Hải",
        "Sở Y tế giữ phần rừng chưa cháy, trồng rừng đạt 95% so kế hoạch",
    ),
    "W011": tasks(
        "Sở Y tế lập hồ sơ xuất khẩu, xuất trình giấy tờ",
        "Sở Y tế điều chỉnh chu kỳ khám; bàn vấn đề suất ăn",
        "Sở Y tế tra lịch sử phạt vi phạm, ban hành Chỉ thị hành động",
        "Sở Y tế kiểm tra nơi lưu trú trọng điểm, giám sát nhập khẩu thuốc",
    ),
    "S012": [
        annexed("Sở Y tế thực hiện Nghị định số 12/2025/NĐ-CP (Phụ lục IV kèm theo)"),
        annexed("Sở Y tế lập sổ theo Phụ lục IV kèm theo Quyết định số 12/QĐ-UBND"),
        annexed("Sở Y tế lập sổ theo Luật Dược (Phụ lục IV kèm theo)"),
        annexed("Sở Y tế lập sổ (Phụ lục 2 kèm theo)"),
    ],
    "S016": [
        head(title="Lấy ý kiến về dự thảo Quy chế") + BODY,
        head(title="Góp ý hồ sơ (dự thảo lần 2)") + BODY,
        PLAN + BODY + "\n(Dự thảo)\n\n2. Sở Xây dựng họp.\n",
        PLAN + table(("TT", "Việc", "Sản phẩm"), ("1", "Lập kế hoạch", "Dự thảo")),
    ],
    "T003": [
        table(("TT", "Xã", "Số hộ"), ("1", "Xã An", "120"), ("2", "Xã Bình", "75"), ("", "Cộng", "195")),
        table(("TT", "Xã", "Số hộ"), ("", "Tổng số", "50"), ("1", "Xã An", "20"), ("2", "Xã Bình", "30")),
        table(
            ("TT", "Xã", "Hộ"),
            ("1", "An", "120"),
            ("2", "Bình", "75"),
            ("", "Trong đó: thôn", "20"),
            ("", "Cộng", "195"),
        ),
        table(("TT", "Xã", "Thu nhập"), ("1", "Xã An", "45"), ("2", "Xã Bình", "55"), ("", "Cộng", "50")),
        table(("TT", "Hộ", "Số"), ("", "Tổng số", "50"), ("1", "Nghèo", "30"), ("2", "Có", "15"), ("-", "Khác", "5")),
    ],
    "T007": [
        task("Trực từ 22 giờ đến 05 giờ"),
        task("Sở Y tế báo cáo từ 25 đến 5 hằng tháng"),
        task("Sắp xếp từ 12 đến 8 phòng"),
        task("Hỗ trợ từ 500 triệu đến 1 tỷ đồng"),
        task("Trồng dải rừng từ 900 m đến 2 km"),
        task("Sở Y tế đánh số thứ tự từ 30 đến 10 phòng"),
    ],
    "T008": [
        aimed("Năm 2026 mở 20 lớp tập huấn phòng cháy", "Công an tỉnh năm 2026 mở 5 lớp tập huấn phòng cháy"),
        aimed("Đến năm 2030 có 80% hộ có nước sạch", "Các xã miền núi đến năm 2030 có 60% hộ có nước sạch"),
        aimed("Đến năm 2030 trồng 500 ha rừng ven biển", "Xã An đến năm 2030 trồng 300 ha rừng ven biển"),
        aimed("Đến năm 2030 có ít nhất 80% hộ có nước sạch", "Đến năm 2030 có 85% hộ có nước sạch"),
        aimed("Đến năm 2027 có 50% hộ có nước sạch", "Đến năm 2030 có 80% hộ có nước sạch"),
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TOLD.items() for text in texts])
def test_a_fault_is_told_however_it_is_put(code, text):
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in LEFT_ALONE.items() for text in texts])
def test_what_only_looks_like_a_fault_is_left_alone(code, text):
    assert code not in codes(text)


@pytest.mark.parametrize(
    ("words", "is_same"),
    [
        ("Sở Tài chính bố trí kinh phí thực hiện theo quy định của Luật Ngân sách nhà nước", False),
        ("Các sở lập dự toán kinh phí hằng năm theo phân cấp ngân sách hiện hành", False),
        ("Sở Tài chính bố trí kinh phí sửa 12 chòi canh lửa theo quy định của Luật Ngân sách nhà nước", True),
    ],
)
def test_money_for_the_plan_itself_is_each_plan_s_own_and_money_for_a_work_is_not(words, is_same):
    assert bool(task_stated_elsewhere.stated(plan(task(words)), "a.txt")) is is_same


DAY = date(2010, 1, 1)
KINDS = {
    "Ủy ban nhân dân tỉnh Trường Giang": BodyKind.PROVINCE,
    "Sở Tài chính": BodyKind.DEPARTMENT,
    "Sở Nông nghiệp và Môi trường": BodyKind.DEPARTMENT,
    "Chi cục Kiểm lâm": BodyKind.SERVICE,
    "Xã An Bình": BodyKind.COMMUNE,
    "Phòng Kinh tế": BodyKind.DIVISION,
}
TREE = OrgTree(
    [
        BodyFacts(number, kind, (Name(name, "", DAY),), (), (Parent(1, DAY),) if number > 1 else (), DAY)
        for number, (name, kind) in enumerate(KINDS.items(), start=1)
    ],
    on=date(2026, 3, 10),
)
REGISTER = Context(bodies=(*KINDS, "Ủy ban nhân dân Xã An Bình"), tree=TREE)


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        ("Sở Thủy sản", True),
        ("UBND xã Bến Đò", True),
        ("Trung tâm Y tế Bến Đá", True),
        ("Sở Giao thông vận tải", False),
        ("Giám đốc Sở Tài chính", False),
        ("Sở NN&MT", False),
        ("Sở Tài chính tỉnh Trường Giang", False),
        ("Phòng Kinh tế xã An Bình", False),
        ("UBND xã An Bình", False),
        ("Tòa án nhân dân tỉnh", False),
        ("Trưởng thôn", False),
        ("Chi cục Hải quan khu vực XI", False),
        ("Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo", False),
        ("Bộ Tài chính", False),
    ],
)
def test_a_name_is_unknown_only_where_the_register_holds_its_kind_and_the_law_did_not_end_it(body, is_told):
    source, _ = read.read(task(f"{body} chủ trì lập sổ").encode(), "a.md")
    told = {one.code for one in compiler.compile(source, REGISTER)[1]}
    assert ("B003" in told) is is_told


@pytest.mark.parametrize(
    ("time", "is_told"),
    [
        ("từ ngày 10/3/2026 đến ngày 15/4/2026", True),
        ("trước ngày 15/4/2026", True),
        ("bắt đầu từ ngày 10/3/2026", False),
        ("kể từ tháng 3/2026", False),
        ("từ ngày 10/3/2026 trở đi", False),
        ("từ tháng 3/2026 đến khi có thông báo mới", False),
    ],
)
def test_what_only_has_a_beginning_is_never_overdue(time, is_told):
    source, _ = read.read(task(f"Sở Y tế lập sổ.\n\nThời gian thực hiện: {time}").encode(), "a.md")
    told = {one.code for one in compiler.compile(source, Context(today=date(2026, 9, 1)))[1]}
    assert ("D006" in told) is is_told
