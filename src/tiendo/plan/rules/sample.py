r"""Heads and ends that the rules' examples share. The province of Sơn Hải does not exist.

>>> HEAD.split("\n\n")[3]
'Số: 45/KH-UBND'
"""

from __future__ import annotations

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\n\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
    "Độc lập - Tự do - Hạnh phúc\n\n"
    "Số: 45/KH-UBND\n\n"
    "Sơn Hải, ngày 05 tháng 3 năm 2026\n\n"
    "KẾ HOẠCH\n\n"
    "Trồng rừng ven biển\n\n"
)
PARTY_HEAD = (
    "TỈNH ỦY SƠN HẢI\n\n*\n\n"
    "ĐẢNG CỘNG SẢN VIỆT NAM\n\n"
    "Số 12-KH/TU\n\n"
    "Sơn Hải, ngày 05 tháng 3 năm 2026\n\n"
    "KẾ HOẠCH\n\n"
    "Trồng rừng ven biển\n\n"
)
END = (
    "\n\nNơi nhận:\n\n- Các sở, ban, ngành;\n- UBND các xã, phường;\n- Lưu: VT, KT.\n\n"
    "TM. ỦY BAN NHÂN DÂN\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu\n\n"
)
PARTY_END = (
    "\n\nNơi nhận:\n\n- Các ban xây dựng Đảng,\n- Lưu Văn phòng Tỉnh ủy.\n\n"
    "T/M BAN THƯỜNG VỤ\n\nPHÓ BÍ THƯ\n\nTrần Văn Mẫu\n\n"
)
