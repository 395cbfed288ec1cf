"""What a rule once told wrongly, or did not tell: for each a text that has the fault, and one that only looks like it.

The province of Trường Giang does not exist. An empty text stands where only one side was at fault.
"""

from datetime import date

import pytest

from tiendo import workdays
from tiendo.plan import compiler, read
from tiendo.plan.context import Context
from tiendo.registry import Document, Registry, Trust

REGISTRY = Registry([Document("78/2025/NĐ-CP", "NĐ", date(2025, 4, 1), "Chính phủ", Trust.LISTED)])
CONTEXT = Context(calendar=workdays.shipped(), registry=REGISTRY)


def head(kind="KẾ HOẠCH", title="Trồng rừng ven biển", symbol="128/KH-UBND"):
    return (
        "ỦY BAN NHÂN DÂN\n\nTỈNH TRƯỜNG GIANG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số: {symbol}\n\nTrường Giang, ngày 05 tháng 3 năm 2026\n\n{kind}\n\n{title}\n\n"
    )


PLAN = head()
REGULATION = head("QUYẾT ĐỊNH", "Ban hành Quy chế quản lý rừng ven biển", "12/QĐ-UBND")
REPORT = "Tỉnh ủy Trường Giang ban hành Kế hoạch số 12-KH/TU về trồng rừng.\n\n"
PADDED = (
    "1. Sở Xây dựng lập sổ trước ngày 05/4/2026.\n\n2. Sở Y tế lập sổ trước ngày 07/5/2026.\n\n"
    "3. Sở Y tế lập sổ trước ngày 09/6/2026.\n\n"
)
LETTERED = "a) Sở Y tế lập sổ.\n\nb) Sở Y tế mở sổ.\n\nc) Sở Y tế ghi sổ.\n\nd) Sở Y tế khóa sổ.\n\n"
NEIGHBOURS = (
    "Căn cứ Nghị định số 119/2025/NĐ-CP ngày 09/6/2025 của Chính phủ;\n\n"
    "Căn cứ Nghị định số 25/2025/NĐ-CP ngày 21/02/2025 của Chính phủ;\n\n"
)
ROWS = (
    "PHỤ LỤC I\n\n| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn | {column} |\n|---|---|---|---|---|\n"
    "| 1 | Rà soát quỹ đất ven biển của các xã | Sở Xây dựng | 31/01/2026 | {first} |\n"
    "| 2 | Chuẩn bị cây giống cho vườn ươm | Sở Tài chính | 15/02/2026 | {second} |\n"
)

CASES = {
    "a plan names leads, a regulation names its duties elsewhere": (
        "B001",
        PLAN + "1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n",
        REGULATION + "Điều 1. Trồng rừng\n\n1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n",
    ),
    "a plan sets days, a regulation stands": (
        "D001",
        PLAN + "1. Sở Xây dựng rà soát quỹ đất ven biển.\n",
        REGULATION + "Điều 1. Trồng rừng\n\n1. Sở Xây dựng rà soát quỹ đất ven biển.\n",
    ),
    "what is done when something arises has no day": (
        "D001",
        PLAN + "1. Sở Xây dựng rà soát quỹ đất ven biển.\n",
        PLAN + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/5/2026.\n\n"
        "2. Trong quá trình thực hiện, nếu có vướng mắc, các sở báo cáo Ủy ban nhân dân tỉnh xem xét.\n",
    ),
    "a row of an annex gives a task of the text again with who and when": (
        "B001",
        PLAN
        + "1. Rà soát quỹ đất ven biển của từng xã.\n\n"
        + ROWS.format(column="Ghi chú", first="", second="").replace(
            "Rà soát quỹ đất ven biển của các xã", "Sửa chữa đường đi của các xã"
        ),
        PLAN + "1. Rà soát quỹ đất ven biển của từng xã.\n\n" + ROWS.format(column="Ghi chú", first="", second=""),
    ),
    "an annex that gives the tasks out says who does what in its own words": (
        "B001",
        PLAN + "1. Trồng rừng ở bãi.\n\n" + ROWS.format(column="Ghi chú", first="", second=""),
        PLAN
        + "1. Trồng rừng ở bãi.\n\n"
        + ROWS.format(column="Ghi chú", first="", second="").replace(
            "PHỤ LỤC I\n", "PHỤ LỤC I\n\nBẢNG PHÂN CÔNG NHIỆM VỤ\n"
        ),
    ),
    "a contest names once who takes part in it": (
        "B001",
        PLAN + "I. NỘI DUNG\n\n1. Chủ đề thi đua: trồng rừng.\n\n2. Trồng rừng ở bãi.\n",
        PLAN + "I. NỘI DUNG\n\n1. Đối tượng thi đua: Các sở, ngành, các xã.\n\n2. Trồng rừng ở bãi.\n",
    ),
    "what a meeting does is its agenda": (
        "B001",
        PLAN
        + "I. TỔ CHỨC THỰC HIỆN\n\n1. Nội dung công việc\n\na) Thảo luận, thông qua báo cáo.\n\nb) Trồng rừng ở bãi.\n",
        PLAN
        + "I. TỔ CHỨC THỰC HIỆN\n\n1. Nội dung Hội nghị\n\na) Thảo luận, thông qua báo cáo.\n\nb) Bầu ban điều hành.\n",
    ),
    "a point on when reports are due is about all reports of its unit": (
        "D001",
        PLAN + "1. Báo cáo:\n\na) Các xã báo cáo diện tích rừng.\n\nb) Nơi gửi báo cáo: Sở Xây dựng.\n",
        PLAN + "1. Báo cáo:\n\na) Các xã báo cáo diện tích rừng.\n\nb) Thời gian báo cáo: trước ngày 15/5/2026.\n",
    ),
    "what stands above parts that have their days has these": (
        "D001",
        PLAN + "1. Sở Xây dựng chuẩn bị trồng rừng.\n\na) Sở Y tế lập sổ.\n",
        PLAN + "1. Sở Xây dựng chuẩn bị trồng rừng.\n\na) Sở Y tế lập sổ trước ngày 15/5/2026.\n",
    ),
    "an occasion in the title is the time of all that is done for it": (
        "D001",
        head("CHỈ THỊ", "Về bảo vệ rừng ven biển", "12/CT-UBND") + "1. Sở Xây dựng trồng rừng.\n",
        head("CHỈ THỊ", "Về bảo vệ rừng trong dịp Tết Bính Ngọ", "12/CT-UBND") + "1. Sở Xây dựng trồng rừng.\n",
    ),
    "notes behind a table order nothing": (
        "D001",
        "",
        PLAN
        + "1. Sở Y tế lập sổ trước ngày 15/5/2026.\n\n"
        + ROWS.format(column="Ghi chú", first="", second="")
        + "\n[1] Cụ thể:\n\n(i) Ủy ban nhân dân tỉnh phê duyệt phương án trồng rừng ven biển.\n",
    ),
    "a plan says once by when all of it is done": (
        "D001",
        PLAN + "I. ĐỊA ĐIỂM\n\n1. Địa điểm thực hiện: ven biển.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n",
        PLAN + "I. THỜI GIAN\n\n1. Thời gian thực hiện: năm 2026.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n",
    ),
    "the plan of a year is done in that year": (
        "D001",
        head(title="Kế hoạch trồng rừng theo Luật Lâm nghiệp năm 2017") + "1. Sở Xây dựng trồng rừng.\n",
        head(title="Kế hoạch trồng rừng ven biển năm 2026") + "1. Sở Xây dựng trồng rừng.\n",
    ),
    "a report that closes a list says by when the rest of it is done": (
        "D001",
        PLAN + "1. Sở Xây dựng:\n\na) Rà soát quỹ đất.\n\nb) Báo cáo kết quả.\n",
        PLAN + "1. Sở Xây dựng:\n\na) Rà soát quỹ đất.\n\nb) Báo cáo kết quả trước ngày 15/5/2026.\n",
    ),
    "one sentence in several items has its day at its end": (
        "D001",
        PLAN + "1. Sở Xây dựng:\n\na) Rà soát quỹ đất.\n\nb) Lập bản đồ trước ngày 15/5/2026.\n",
        PLAN + "1. Sở Xây dựng:\n\na) Rà soát quỹ đất;\n\nb) Lập bản đồ trước ngày 15/5/2026.\n",
    ),
    "a line of time that gives a condition is no silence": (
        "D001",
        PLAN + "1. Sở Xây dựng trồng rừng.\n\n- Địa điểm thực hiện: ven biển.\n",
        PLAN + "1. Sở Xây dựng trồng rừng.\n\n- Thời gian thực hiện: Sau khi Nghị định được ban hành.\n",
    ),
    "a rhythm without its length is told as that": (
        "D001",
        "",
        PLAN + "1. Sở Xây dựng định kỳ kiểm tra vườn ươm.\n",
    ),
    "a date that cannot be is told as such, and no second time as missing": (
        "D001",
        "",
        PLAN + "1. Sở Xây dựng báo cáo kết quả trước ngày 31/4/2026.\n",
    ),
    "everybody at large leads in a plan; in a regulation it is conduct": (
        "B006",
        PLAN + "1. Các cơ quan, tổ chức, cá nhân thực hiện trồng rừng ven biển.\n",
        REGULATION + "Điều 1. Trồng rừng\n\n1. Các cơ quan, tổ chức, cá nhân phải thực hiện đúng quy định về rừng.\n",
    ),
    "a unit and its ministry on two lines are one name": (
        "B002",
        PLAN + "1. Rà soát quỹ đất.\n\n- Cơ quan chủ trì: Sở Xây dựng, Sở Tài chính.\n",
        PLAN + "PHỤ LỤC\n\n| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n"
        "| 1 | Rà soát quỹ đất ven biển | Vụ Pháp chế<br>Bộ Xây dựng | 31/5/2026 |\n",
    ),
    "a citation's day that the register knows is only written otherwise": (
        "N008",
        PLAN + PADDED + "4. Sở Y tế lập sổ trước ngày 2/7/2026.\n",
        PLAN + "Căn cứ Nghị định số 78/2025/NĐ-CP ngày 1/4/2025 của Chính phủ;\n\n" + PADDED,
    ),
    "a date that is alone in having a number below ten is held to what officials write": (
        "N008",
        PLAN + "1. Sở Y tế lập sổ trước ngày 15/2/2027.\n",
        PLAN + "1. Sở Y tế lập sổ trước ngày 15/2/2027.\n\n2. Sở Y tế nộp sổ trước ngày 25/2/2027.\n",
    ),
    "a text that leaves the noughts out everywhere is written so": (
        "N008",
        "",
        PADDED.replace("ngày 0", "ngày ") + "4. Sở Y tế lập sổ trước ngày 2/7/2026.\n",
    ),
    "two numbers of which one is the other without a digit are two documents of two days": (
        "K011",
        PLAN + "Căn cứ Kế hoạch số 145/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh;\n\nCăn cứ Báo cáo số 7/BC-SXD "
        "về kết quả thực hiện Kế hoạch số 14/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh;\n",
        PLAN + "Căn cứ Kế hoạch số 145/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh;\n\nCăn cứ Báo cáo số 7/BC-SXD "
        "về kết quả thực hiện Kế hoạch số 14/KH-UBND ngày 08/01/2026 của Ủy ban nhân dân tỉnh;\n",
    ),
    "a later mention without its day is the document of the first": (
        "K011",
        PLAN + "Căn cứ Nghị quyết số 214/NQ-CP ngày 23/7/2025 của Chính phủ;\n\n1. Sở Y tế lập sổ theo Phụ lục II "
        "Nghị quyết số 21/NQ-CP.\n",
        PLAN + "Căn cứ Nghị quyết số 214/NQ-CP ngày 23/7/2025 của Chính phủ;\n\n1. Sở Y tế lập sổ theo Phụ lục II "
        "Nghị quyết số 41/NQ-CP.\n",
    ),
    "an annex is tied to its document by the whole number": (
        "K011",
        PLAN + "1. Sở Y tế lập sổ.\n\nPHỤ LỤC\n\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2026 của Ủy ban)\n",
        PLAN + "1. Sở Y tế lập sổ.\n\nPHỤ LỤC\n\n(Kèm theo Kế hoạch số 128/KH-UBND ngày 05/3/2026 của Ủy ban)\n",
    ),
    "a commune that carries out the province's plan counts its own": (
        "K012",
        PLAN + "1. Sở Y tế lập sổ theo Kế hoạch số 310/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh.\n",
        PLAN + "1. Sở Y tế lập sổ theo Kế hoạch số 310/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân phường Bến Sậy.\n",
    ),
    "numbers begin anew each year, and where provinces were merged": (
        "K012",
        "",
        PLAN + "1. Sở Y tế lập sổ theo Kế hoạch số 310/KH-UBND ngày 05/02/2025 của Ủy ban nhân dân tỉnh.\n",
    ),
    "a number that is cited again and again was meant where it stands once without a digit": (
        "K011",
        PLAN
        + "".join(f"{at}. Sở Y tế lập sổ {at} theo Quyết định số 920/QĐ-TTg.\n\n" for at in (1, 2, 3))
        + "4. Sở Y tế nộp sổ theo Quyết định số 92/QĐ-TTg.\n",
        PLAN + "1. Sở Y tế lập sổ theo Quyết định số 920/QĐ-TTg.\n\n2. Sở Y tế nộp sổ theo Quyết định số 92/QĐ-TTg.\n",
    ),
    "the first numbers of a year are kept for whoever issues late": (
        "C012",
        NEIGHBOURS + "Căn cứ Nghị định số 18/2025/NĐ-CP ngày 09/6/2025 của Chính phủ;\n",
        NEIGHBOURS + "Căn cứ Nghị định số 08/2025/NĐ-CP ngày 09/6/2025 của Chính phủ;\n",
    ),
    "a number out of order that no digit puts right is another matter": (
        "C012",
        "",
        NEIGHBOURS + "Căn cứ Nghị định số 26/2025/NĐ-CP ngày 02/01/2025 của Chính phủ;\n",
    ),
    "what says that it reaches back may take effect before its day": (
        "N009",
        REGULATION + "Điều 1. Quyết định này có hiệu lực từ ngày 01/02/2026.\n",
        REGULATION + "Điều 1. Quyết định này có hiệu lực từ ngày 01/02/2026, áp dụng hiệu lực trở về trước.\n",
    ),
    "a panel may space its number out": (
        "S019",
        "Số hiệu:\t12/KH-UBND\n\nNgày ban hành:\t05/3/2026\n\n" + PLAN + "1. Sở Y tế lập sổ.\n",
        "Số hiệu:\t128 / KH-UBND\n\nNgày ban hành:\t5/3/2026\n\n" + PLAN + "1. Sở Y tế lập sổ.\n",
    ),
    "a number of nought is none, the document's own too": (
        "K002",
        head(symbol="0/KH-UBND") + "1. Sở Y tế lập sổ.\n",
        head(symbol="08/KH-UBND") + "1. Sở Y tế lập sổ.\n",
    ),
    "a decree numbered by parts has a year of four digits as well": (
        "K002",
        "Căn cứ Nghị quyết số 66.4/225/NQ-CP ngày 21/9/2025 của Chính phủ;\n",
        "Căn cứ Nghị quyết số 66.4/2025/NQ-CP ngày 21/9/2025 của Chính phủ;\n",
    ),
    "e follows d where no item of the document is lettered đ": (
        "S005",
        PLAN + f"I. NHIỆM VỤ\n\n{LETTERED}đ) Sở Y tế nộp sổ.\n\nII. BÁO CÁO\n\n{LETTERED}e) Sở Y tế nộp sổ.\n",
        PLAN + f"I. NHIỆM VỤ\n\n{LETTERED}e) Sở Y tế nộp sổ.\n\nII. BÁO CÁO\n\n{LETTERED}e) Sở Y tế nộp sổ.\n",
    ),
    "an item that runs in where the one before it ends counts on as others do": (
        "S005",
        PLAN + "1. Sở Y tế lập sổ cho các trạm. 3. Sở Xây dựng sửa chữa các trạm.\n",
        PLAN + "1. Sở Y tế lập sổ cho các trạm theo mục 3. Sở Xây dựng sửa chữa các trạm.\n",
    ),
    "what is issued under a decision counts its articles anew": (
        "S008",
        REGULATION + "Điều 1. Trồng rừng ven biển.\n\nĐiều 2. Hiệu lực từ ngày ký.\n\nĐiều 1. Phạm vi điều chỉnh.\n",
        REGULATION + "Điều 1. Trồng rừng ven biển.\n\nĐiều 2. Hiệu lực từ ngày ký.\n\n(Ban hành kèm theo Quyết định số "
        "12/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh)\n\nĐiều 1. Phạm vi điều chỉnh.\n",
    ),
    "a word of one compound may stand beside the other's neighbour": (
        "W006",
        PLAN + "1. Sơ Y tế rà soát bản đô, đầu tư hệ thông trang thiết bị theo chi đạo.\n",
        PLAN + "1. Sở Y tế rà soát hồ sơ y tế và văn bản do cơ quan lý luận lập, khắc phục các sơ hở trong hội thao.\n",
    ),
    "two documents joined by và do not speak of each other": (
        "C003",
        "Căn cứ Kết luận số 12-KL/TW ngày 10/5/2003 về tiếp tục thực hiện Chỉ thị số 40-CT/TW ngày 22/11/2014;\n",
        "1. Sở Tư pháp rà soát Nghị định số 91/1999/NĐ-CP ngày 04/9/1999 của Chính phủ và Quyết định thay thế "
        "Quyết định số 83/2009/QĐ-TTg ngày 27/5/2009.\n",
    ),
    "A and the abolition of B": (
        "C003",
        "",
        "1. Sở Tư pháp rà soát Nghị định số 91/1999/NĐ-CP ngày 04/9/1999 của Chính phủ và bãi bỏ Quyết định số "
        "83/2009/QĐ-TTg ngày 27/5/2009.\n",
    ),
    "last year's document of the same number is another one": (
        "C011",
        PLAN + "Căn cứ Kế hoạch số 128/KH-UBND của Ủy ban nhân dân tỉnh;\n",
        PLAN + "Căn cứ Kế hoạch số 128/KH-UBND ngày 14/3/2025 của Ủy ban nhân dân tỉnh;\n",
    ),
    "an annex means this document by whatever year; a basis does not": (
        "C001",
        PLAN + "1. Sở Xây dựng trồng rừng.\n\nPHỤ LỤC\n\n(Kèm theo Kế hoạch số 128/KH-UBND ngày 05/3/2025)\n",
        PLAN + "Căn cứ Kế hoạch số 128/KH-UBND ngày 14/3/2025 của Ủy ban nhân dân tỉnh;\n",
    ),
    "the day of a cited document is no time for a target": (
        "T009",
        PLAN + "Căn cứ Luật Lâm nghiệp ngày 15/11/2017;\n\nI. MỤC TIÊU\n\n1. Bảo đảm 80% số xã có vườn ươm.\n\n"
        "II. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n",
        PLAN + "Căn cứ Luật Lâm nghiệp ngày 15/11/2017;\n\nI. MỤC TIÊU\n\n1. Đến năm 2030, bảo đảm 80% số xã có vườn "
        "ươm.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n",
    ),
    "an abbreviation that opens a bracket behind the name": (
        "W015",
        "1. Sở Xây dựng gửi báo cáo cho QLRV và QLRV tổng hợp.\n\n2. Sở Y tế lập sổ gửi QLRV.\n",
        "1. Sở Xây dựng gửi báo cáo cho Quỹ liên kết rừng Việt (QLRV Foundation) và QLRV tổng hợp.\n\n"
        "2. Sở Y tế gửi QLRV.\n",
    ),
    "a report cuts with dots; a plan leaves open": (
        "W012",
        PLAN + "1. Sở Xây dựng trồng phi lao, đước…\n",
        REPORT + "1. Sở Xây dựng trồng phi lao, đước và bần của tỉnh…\n",
    ),
    "ô tô has not lost its mark before công": (
        "W006",
        "1. Sở Xây dựng thưc hiện rà soát.\n",
        "1. Sở Tài chính thành lập tổ công tác, tổ công nghệ. Không dùng xe ô tô công vào việc riêng.\n",
    ),
    "triẻn is no syllable": (
        "W006",
        "1. Sở Xây dựng phát triẻn rừng ven biển.\n",
        "1. Sở Xây dựng giẹp bỏ rào chắn.\n",
    ),
    "a small word twice": (
        "W007",
        "1. Sở Tài chính chưa chưa bố trí kinh phí.\n",
        "1. Sở Tài chính thu hút đầu tư tư nhân vào nhà ở ở nông thôn, Tỉnh uỷ uỷ quyền, các khu khu vực hóa.\n",
    ),
    "a word of two syllables twice, and no pattern": (
        "W007",
        "1. Sở Xây dựng hướng dẫn hướng dẫn các xã ven biển.\n",
        "1. Ủy ban nhân dân thành phố thành phố Hải từng bước từng bước trồng rừng: phi lao phi lao phi lao.\n",
    ),
    "a slip that makes another syllable": (
        "W011",
        "1. Sở Xây dựng được bố sung kinh phí chuyển đối số.\n",
        "1. Sở Xây dựng thay đối tượng thụ hưởng, sửa đối với từng xã, trao đối tác bản đồ.\n",
    ),
    "a section's number twice": (
        "S006",
        PLAN + "I. MỤC TIÊU\n\n1. Rừng xanh.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng lập sổ.\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Sở Y tế lập sổ.\n",
        PLAN + "I. MỤC TIÊU\n\n1. Rừng xanh.\n\nII. NHIỆM VỤ\n\nII.1. Vườn ươm\n\n1. Sở Xây dựng lập sổ.\n\n"
        "2. Sở Y tế lập sổ.\n\nII.2. Đất rừng\n\n1. Sở Y tế lập bản đồ.\n\n2. Sở Xây dựng lập bản đồ.\n",
    ),
    "rows are counted by what is printed": (
        "S006",
        ROWS.replace("| 2 |", "| 1 |")
        .replace("| 1 | Rà", "| 2 | Rà")
        .replace("| 1 | Ch", "| 2 | Ch")
        .format(column="Sản phẩm", first="Báo cáo", second="Báo cáo"),
        ROWS.replace("| 1 | Rà", "| | Rà")
        .replace("| 2 | Ch", "| 1 | Ch")
        .format(column="Sản phẩm", first="Báo cáo", second="Báo cáo"),
    ),
    "a number glued to the full stop before it": (
        "S005",
        "1. Sở Xây dựng lập sổ.\n\n2. Sở Y tế lập sổ.\n\n4. Sở Y tế gửi sổ.\n",
        "1. Sở Xây dựng lập sổ.\n\n2. Sở Y tế lập sổ (Phụ lục 1).3. Sở Y tế lập bản đồ.\n\n4. Sở Y tế gửi sổ.\n",
    ),
    "a table of how far earlier tasks have come may hold days that have passed": (
        "D002",
        PLAN
        + "1. Sở Xây dựng lập sổ trước ngày 15/01/2026.\n\n"
        + ROWS.format(column="Sản phẩm", first="Báo cáo", second="Báo cáo"),
        PLAN + ROWS.format(column="Kết quả thực hiện", first="Đang thực hiện", second="Chưa hoàn thành"),
    ),
    "an annex of overdue tasks": (
        "D002",
        "",
        PLAN
        + "1. Sở Xây dựng lập sổ.\n\n"
        + ROWS.format(column="Sản phẩm", first="Báo cáo", second="Báo cáo").replace(
            "PHỤ LỤC I\n", "PHỤ LỤC I\n\nTỔNG HỢP CÁC NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH\n"
        ),
    ),
    "what a report of progress calls a result is a state": (
        "T002",
        PLAN + "1. Sở Xây dựng lập sổ.\n\n" + ROWS.format(column="Sản phẩm", first="Báo cáo", second=""),
        PLAN
        + "1. Sở Xây dựng lập sổ.\n\n"
        + ROWS.format(column="Kết quả thực hiện", first="Báo cáo", second="").replace(
            "PHỤ LỤC I\n", "PHỤ LỤC I\n\nKẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025\n"
        ),
    ),
    "a press report has no day and signature to be missed": (
        "S002",
        "KẾ HOẠCH\n\nTrồng rừng ven biển\n\n1. Sở Xây dựng lập sổ.\n",
        REPORT + "1. Sở Xây dựng lập sổ.\n",
    ),
    "the last basis of a decision": (
        "L010",
        head("QUYẾT ĐỊNH", "Về trồng rừng", "9/QĐ-UBND")
        + "Theo đề nghị của Giám đốc Sở;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. A.\n",
        head("QUYẾT ĐỊNH", "Về trồng rừng", "9/QĐ-UBND").replace("2026", "2014")
        + "Theo đề nghị của Giám đốc Sở,\n\nQUYẾT ĐỊNH:\n\nĐiều 1. A.\n",
    ),
    "a proposal among the bases": (
        "L010",
        PLAN + "Theo đề nghị của Giám đốc Sở.\n\nCăn cứ Luật Lâm nghiệp.\n\n1. Sở Y tế lập sổ.\n",
        PLAN + "Theo đề nghị của Giám đốc Sở;\n\nCăn cứ Luật Lâm nghiệp.\n\n1. Sở Y tế lập sổ.\n",
    ),
    "degrees in full, in a place called Trường": (
        "L017",
        PLAN + "1. Sở Y tế lập sổ.\n\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\nThạc sĩ Trần Văn Mẫu\n",
        PLAN + "1. Sở Y tế lập sổ.\n\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\nTrần Văn Mẫu\n",
    ),
    "a day behind đã tells of the object": (
        "D014",
        PLAN + "1. Sở Tài chính quyết toán kinh phí, hoàn thành trước ngày 08/02/2026.\n",
        PLAN + "1. Sở Tài chính báo cáo kinh phí đã cấp trước ngày 08/02/2026, hoàn thành trước ngày 15/5/2026.\n",
    ),
    "recipients by name, none of whom leads": (
        "B010",
        PLAN + "1. Sở Xây dựng lập sổ.\n\nNơi nhận:\n\n- Sở Y tế;\n- Sở Nội vụ;\n- Lưu: VT.\n",
        PLAN + "1. Sở Xây dựng lập sổ.\n\nNơi nhận:\n\n- Sở Y tế;\n- Mục IV;\n- Lưu: VT.\n",
    ),
    "the line that ties an annex to this document": (
        "W009",
        PLAN + "1. Sở Y tế lập sổ.\n\nPHỤ LỤC\n\n(Kèm theo Kế hoạch số 128/KH-UBND ngày    /    /2026)\n",
        PLAN + "1. Sở Y tế lập sổ.\n\nPHỤ LỤC\n\nMẫu số 1\n\n(Kèm theo Quyết định số …/QĐ-BTC ngày … của …)\n",
    ),
    "haste, and how well something is done": (
        "W002",
        PLAN + "1. Sở Xây dựng kịp thời tháo gỡ vướng mắc về đất.\n",
        PLAN + "1. Sở Xây dựng chi trả đầy đủ, kịp thời; cảnh báo sớm cháy rừng.\n\n"
        "2. Nếu có vướng mắc, các sở kịp thời báo cáo Ủy ban nhân dân tỉnh.\n",
    ),
    "an annex alone of a decree lays down": (
        "B001",
        "PHỤ LỤC\n\n(Kèm theo Chương trình số 5/CTr-UBND)\n\n1. Rà soát quỹ đất ven biển.\n",
        "PHỤ LỤC\n\n(Kèm theo Nghị định số 5/2026/NĐ-CP)\n\n1. Rà soát quỹ đất ven biển.\n",
    ),
    "what is done when asked has no day": (
        "D001",
        "",
        PLAN + "1. Sở Tài chính cấp phương tiện cho các xã ven biển khi có yêu cầu của địa phương.\n",
    ),
    "an old decree has a bare number": (
        "S001",
        "SẮC LỆNH\n\nCỦA CHỦ TỊCH CHÍNH PHỦ\n\nĐiều 1. Lập quỹ.\n",
        "SẮC LỆNH\n\nCỦA CHỦ TỊCH CHÍNH PHỦ\n\nSỐ 65 NGÀY 23 THÁNG 11 NĂM 1945\n\nĐiều 1. Lập quỹ.\n",
    ),
}


def codes(text):
    source, _ = read.read(text.encode(), "van-ban.md")
    return {one.code for one in compiler.compile(source, CONTEXT)[1]}


@pytest.mark.parametrize(("code", "has", "has_not"), CASES.values(), ids=CASES.keys())
def test_the_fault_is_told_and_what_looks_like_it_is_not(code, has, has_not):
    assert not has or code in codes(has)
    assert code not in codes(has_not)
