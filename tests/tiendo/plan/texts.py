"""Sources from lines of text, in our own words, for the tests of the compiler."""

from tiendo.plan import blocks, head, lines, zones
from tiendo.plan.compiler import compile as compile_source
from tiendo.source import Source


def source(text, name="thu.txt"):
    """A source as a reader of plain text would make it."""
    return Source(name, text, (), "text/plain", "")


def plan(text):
    """The plan of a text."""
    return compile_source(source(text))[0]


def tree(text):
    """The units of a text."""
    whole = source(text)
    return blocks.tree(lines.lines(whole), whole)


def top(text):
    """The head of a text."""
    whole = source(text)
    return head.read(zones.split(lines.lines(whole), whole), whole)


def names(reads):
    """The values of what was read."""
    return [one.value for one in reads]


KE_HOACH = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND
Sơn Hải, ngày 04 tháng 3 năm 2026
KẾ HOẠCH
Trồng rừng chắn cát ven biển
Căn cứ Quyết định số 301/QĐ-TTg ngày 17 tháng 02 năm 2026 của Thủ tướng Chính phủ về trồng rừng;
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Giữ đất, giữ làng.
II. NHIỆM VỤ
1. Sở Xây dựng
- Lập bản đồ bãi cát trước ngày 30/6/2026.
- Chủ trì, phối hợp với Công an tỉnh và các xã ven biển bảo vệ khu đất trồng.
2. Ươm cây giống
- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.
- Cơ quan phối hợp: Sở Tài chính; Ủy ban nhân dân các xã.
- Thời gian thực hiện: Quý III năm 2026 và các năm tiếp theo.
3. Giao Ban Quản lý rừng phòng hộ chăm sóc cây non trong 45 ngày kể từ ngày trồng.
III. TỔ CHỨC THỰC HIỆN
1. Các sở, ngành báo cáo kết quả về Sở Xây dựng trước ngày 20 hằng tháng.
Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các xã phản ánh về Sở Xây dựng./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Văn Hòa
"""
