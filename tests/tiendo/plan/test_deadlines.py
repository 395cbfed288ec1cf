from datetime import date

import pytest

from tiendo.plan import deadlines

ON = date(2025, 11, 19)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Quý IV năm 2025 và các năm tiếp theo", ["2025-12-31", "ongoing"]),
        ("Quí II/2026", ["2026-06-30"]),
        ("Tháng 02/2026", ["2026-02-28"]),
        ("Năm 2026", ["2026-12-31"]),
        ("Giai đoạn 2026-2030", ["2030-12-31"]),
        ("2026 - 2030", ["2030-12-31"]),
        ("Trước ngày 15/12", ["2025-12-15"]),
        ("trước ngày 15/3", ["2026-03-15"]),
        ("Thường xuyên, hằng năm", ["ongoing", "annual"]),
        ("Hàng quý", ["quarterly"]),
        ("Từ tháng 10 năm 2025 đến hết tháng 3 năm 2026", ["2026-03-31"]),
        ("Theo tiến độ", []),
        ("Tháng 4 và tháng 8 năm 2026", ["2026-04-30", "2026-08-31"]),
        ("Tháng 3 đến tháng 10 năm 2026", ["2026-10-31"]),
        ("Tháng 11, 12/2026", ["2026-12-31"]),
        ("Quý I, quý III năm 2026", ["2026-03-31", "2026-09-30"]),
        ("Quý III - IV/2026", ["2026-12-31"]),
        ("Quý I và Quý II năm 2026", ["2026-06-30"]),
        ("6 tháng đầu năm 2026", ["2026-06-30"]),
        ("Trước năm 2027", ["2026-12-31"]),
        ("Trong tháng này", ["2025-11-30"]),
        ("Tháng 3", ["2026-03-31"]),
        ("Tháng 4 năm sau", ["2026-04-30"]),
        ("Quý I", ["2026-03-31"]),
        ("Từ tháng 10", ["2025-10-31"]),
        ("Trong quý tới", ["2026-03-31"]),
        ("Trong tuần này", ["2025-11-23"]),
        ("Trước tuần tới", ["2025-11-30"]),
        ("- Trước ngày 20/4/2026;\n- Trước ngày 20/10/2026.", ["2026-04-20", "2026-10-20"]),
        ("Hàng quý, năm", ["quarterly", "annual"]),
        ("Định kỳ 6 tháng và cả năm", ["halfyearly", "annual"]),
        ("02 lần/tháng", ["monthly"]),
        ("Mỗi quý một lần", ["quarterly"]),
        ("2 lần/tháng; 02 lần/năm, vào tháng 4 và tháng 8 năm 2026", ["monthly", "2026-04-30", "2026-08-31"]),
        ("02 đợt/năm", ["annual"]),
        ("Trước tháng 12/2025", ["2025-11-30"]),
        ("Trước ngày 05 của tháng kế tiếp", ["monthly:5"]),
        ("2026 trở đi", ["2026-12-31", "ongoing"]),
        ("Từ tháng 5-12", ["2025-12-31"]),
        ("Tháng 01 - tháng 12", ["2025-12-31"]),
        ("Tháng 11-12/2025", ["2025-12-31"]),
        ("Tháng 12-2025", ["2025-12-31"]),
        ("Quý I hằng năm", ["annual:03-31"]),
        ("Tháng 4, tháng 10 hàng năm", ["annual:04-30", "annual:10-31"]),
    ],
)
def test_the_value_of_a_time_line(text, values):
    assert list(deadlines.in_value(text, ON).values) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Gửi báo cáo trước ngày 15 tháng 12 năm 2025.", ["2025-12-15"]),
        ("Gửi báo cáo trước ngày 31/02/2026.", []),
        ("Báo cáo trước ngày 20 hằng tháng.", ["monthly:20"]),
        ("Báo cáo định kỳ trước ngày 01/6 và 15/11 hằng năm.", ["annual:06-01", "annual:11-15"]),
        ("Báo cáo ngày 25 tháng cuối quý.", ["quarterly:25"]),
        ("Thường xuyên kiểm tra chất lượng.", ["ongoing"]),
        ("Bố trí chi thường xuyên theo quy định.", []),
        ("Là nhiệm vụ trọng yếu, thường xuyên của toàn xã hội.", []),
        ("Trả lời trong 10 ngày làm việc kể từ ngày nhận đơn.", ["P10WD"]),
        ("Xử lý trong vòng 30 ngày.", ["P30D"]),
        ("Hoàn thành trong năm 2025.", ["2025-12-31"]),
        ("Hoàn thành trong quý I/2026.", ["2026-03-31"]),
        ("Triển khai kế hoạch giai đoạn 2021-2025.", []),
        ("Thực hiện Nghị định số 12/2020/NĐ-CP ngày 03/02/2020.", []),
        ("Định kỳ báo cáo theo quy định, kịp thời xử lý.", []),
        ("Báo cáo Chủ tịch tỉnh hằng tuần về số cây đã trồng.", ["weekly"]),
        ("Niêm yết giá cây giống công khai hằng ngày để dân biết.", ["daily"]),
        ("Chủ tịch tỉnh hằng tháng xem xét tiến độ trồng rừng.", ["monthly"]),
        ("Lập chương trình công tác định kỳ 6 tháng, hằng năm trình Chủ tịch.", ["halfyearly", "annual"]),
        ("Lập kế hoạch hằng năm và định kỳ báo cáo trước ngày 20/11.", ["annual:11-20"]),
        ("Lập kế hoạch trồng rừng hằng năm của tỉnh.", []),
        ("Trả trợ cấp hằng tháng cho đội giữ rừng.", []),
        ("Mở rộng vườn ươm, nhiệm vụ thường xuyên; nộp đề án trước ngày 10/12/2025.", ["ongoing", "2025-12-10"]),
        ("Bố trí người làm nhiệm vụ thường xuyên.", []),
        ("Báo cáo nhanh trong 3 ngày Tết.", []),
        ("Tổng kết vào cuối năm 2030.", ["2030-12-31"]),
        ("Sơ kết (năm 2028) và tổng kết (năm 2030) việc trồng rừng.", ["2028-12-31", "2030-12-31"]),
        ("Đọc quy hoạch vùng cát (năm 2028) của tỉnh.", []),
        ("Mở rộng vườn ươm (2026 - 2028).", ["2028-12-31"]),
        ("Chọn giống cây mới (Quý II/2026);", ["2026-06-30"]),
        ("Rà soát kế hoạch trồng rừng 05 năm (2026 - 2030).", []),
        ("Trồng dặm theo Luật Lâm nghiệp (năm 2017).", []),
        ("Thực hiện Chương trình (giai đoạn 2026 - 2030).", []),
        ("Trồng rừng để đến năm 2030 cơ bản hoàn thành đai chắn cát.", ["2030-12-31"]),
        ("Thực hiện Chiến lược trồng rừng đến năm 2030.", []),
        ("Hoàn thành trồng dặm trong 6 tháng đầu năm 2026.", ["2026-06-30"]),
        ("Khai mạc vào ngày 26/11.", ["2025-11-26"]),
        ("Nộp hạt giống trước 16 giờ 00 ngày 15/12/2025.", ["2025-12-15"]),
        ("Nộp hạt giống trước 17h00' thứ Sáu, ngày 12/12.", ["2025-12-12"]),
        ("Nộp hạt giống không muộn hơn ngày 15/12/2025.", ["2025-12-15"]),
        ("Nộp hạt giống hạn chót là ngày 15/12/2025.", ["2025-12-15"]),
        ("Trồng thử ba luống, thời gian thực hiện: Quý I/2026.", ["2026-03-31"]),
        ("Trồng thử ba luống; thời hạn hoàn thành: tháng 12/2025.", ["2025-12-31"]),
        ("Trình sơ đồ vườn ươm, quý II/2026.", ["2026-06-30"]),
        ("Tưới xong trong Quý IV/2025 và Quý I/2026.", ["2025-12-31", "2026-03-31"]),
        ("Đếm cây trước ngày 20/11/2025 và ngày 20/12/2025.", ["2025-11-20", "2025-12-20"]),
        ("Định kỳ hằng tháng (trước ngày 20) đếm cây.", ["monthly:20"]),
        ("Hằng tháng, chậm nhất ngày 20 gửi số cây.", ["monthly:20"]),
        ("Đếm cây hằng tháng, gửi trước ngày 20.", ["monthly:20"]),
        ("Báo cáo hằng tháng, nộp về Sở Xây dựng chậm nhất ngày 5 để tổng hợp.", ["monthly:5"]),
        ("Đếm cây hằng tháng, gửi trước ngày 20/12.", ["monthly", "2025-12-20"]),
        ("Trước ngày 20 của tháng, gửi số cây.", ["monthly:20"]),
        ("Gửi số cây hằng tháng trước ngày 05 của tháng tiếp theo.", ["monthly:5"]),
        ("Định kỳ hằng quý (trước ngày 20 của tháng cuối quý) đếm cây.", ["quarterly:20"]),
        ("Trước ngày 05 tháng đầu quý sau gửi số cây.", ["quarterly:5"]),
        ("Gửi số cây trước ngày 05 tháng đầu tiên của quý liền kề.", ["quarterly:5"]),
        ("Gửi số cây trước ngày 18 hằng tháng và hằng quý.", ["monthly:18", "quarterly:18"]),
        ("Gửi số cây trước ngày 20 hàng tháng và tháng cuối quý.", ["monthly:20", "quarterly:20"]),
        ("Định kỳ hằng năm (chậm nhất là ngày 31 tháng 01 năm sau) đếm cây.", ["annual:01-31"]),
        ("Từ nay đến 2030 cơ bản không chặt cây ven biển.", ["2030-12-31"]),
        ("Trước mắt, năm 2026 tập trung vào vườn ươm.", ["2026-12-31"]),
        ("Lập đề án vườn ươm, trình Chủ tịch tỉnh vào năm 2027.", ["2027-12-31"]),
        ("Vận động để rừng khép tán vào năm 2027.", []),
        ("Ưu tiên vốn cho các dự án hoàn thành trong năm 2026.", []),
        ("Người trồng rừng được gia hạn tiền thuê đất trong thời gian tối đa 24 tháng.", []),
        ("Hợp nhất các trung tâm giáo dục thường xuyên.", []),
        ("Định kỳ 06 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12) đếm cây.", ["annual:06-15", "annual:12-15"]),
        ("Định kỳ 6 tháng, 1 năm đếm cây.", ["halfyearly", "annual"]),
        ("Tổ chức ngày hội trồng cây ngày 05/12/2025.", ["2025-12-05"]),
        ("Trồng cây nhân kỷ niệm ngày 20/12/2025.", []),
        ("Đọc biên bản ngày 10/11/2025 về vườn ươm.", []),
        ("Trồng đai rừng, hoàn thành trong giai đoạn 2026 - 2030.", ["2030-12-31"]),
        ("Đăng ký giống trước 30 ngày so với ngày gieo.", ["P30D"]),
        ("Tối thiểu 05 ngày trước khi gieo, báo cho các xã.", ["P5D"]),
        ("Sửa lỗi thường xuyên trên máy bơm của trạm.", []),
        ("Kiểm tra thường xuyên các trạm bơm.", ["ongoing"]),
        ("Gửi số cây trước ngày 05 hàng tháng.", ["monthly:5"]),
        ("Trong hạn 10 ngày từ khi gieo, đếm mầm.", ["P10D"]),
        ("Quý IV hằng năm đếm cây ven biển.", ["annual:12-31"]),
        ("Tháng 2 hàng năm, đội giữ rừng lập lịch tuần tra.", ["annual:02-28"]),
        ("Trong thời hạn mười lăm (15) ngày làm việc, kể từ ngày nhận giống, gieo xong.", ["P15WD"]),
        ("Sau năm (05) ngày kể từ ngày gieo, báo cho xã.", ["P5D"]),
        (
            "Trong 15 ngày làm việc kể từ ngày hết quý và ba mươi (30) ngày làm việc kể từ ngày hết năm, gửi số cây.",
            ["P15WD", "P30WD"],
        ),
        ("Gửi số cây để tổng hợp theo quý, 6 tháng và hằng năm.", ["quarterly", "halfyearly", "annual"]),
        ("Lập kế hoạch tưới theo tháng, quý.", []),
        ("Định kỳ trạm bơm gửi báo cáo tưới 6 tháng, năm.", ["halfyearly", "annual"]),
        ("Tổ giữ rừng họp một tháng một (01) lần.", ["monthly"]),
        ("Tổ giữ rừng họp 01 (một) năm 01 (một) lần.", ["annual"]),
        ("Tổ giữ rừng họp 6 tháng 1 lần.", ["halfyearly"]),
        ("Tổ chức sơ kết việc trồng rừng vào cuối năm 2027.", ["2027-12-31"]),
        ("Các xã tạm dừng cho xe vào rừng không quá 12 giờ.", []),
        ("Ưu tiên vốn cho rừng mới trồng, có khả năng hoàn thành trong năm 2027.", []),
        ("Được đổi giống cây vào năm sau, khi giống cũ không sống.", []),
        ("Trường hợp đến kỳ kiểm tra hằng năm mà cây chết thì trồng lại.", []),
        ("Gửi số cây trước ngày 30 tháng 01 của năm tiếp theo.", ["annual:01-30"]),
        ("Gửi số cây trước ngày 31/02 của năm tiếp theo.", []),
        ("Tập huấn riêng và thường xuyên cho đội giữ rừng.", []),
        ("Đếm cây và thường xuyên kiểm tra hố trồng.", ["ongoing"]),
    ],
)
def test_what_binds_an_order(text, values):
    assert list(deadlines.in_order(text, ON).values) == values


def test_a_length_says_what_it_runs_from():
    text = "Trả lời trong 10 ngày kể từ ngày nhận đơn."
    found = deadlines.in_order(text, None)
    assert text[found.event.start : found.event.end] == "nhận đơn"


def test_the_last_week_of_the_calendar_has_no_end():
    assert deadlines.in_value("Trong tuần này", date.max).values == ()


def test_without_a_day_of_the_document_a_day_without_year_stays_open():
    assert deadlines.in_order("Gửi trước ngày 15/12.", None).values == ()
