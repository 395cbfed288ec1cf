"""The verbs that orders begin with, and how to tell them from the same words inside a name.

A closed list of our own, of the verbs that administrative orders use; capitals inside a sentence mark a
name ("Sở Xây dựng"), so only lower case counts there.

>>> begins("Sở Y tế chủ trì", 8), opens("Tiếp tục rà soát")
('chủ trì', 'Tiếp tục')
"""

from __future__ import annotations

import re

from tiendo import late
from tiendo.viet import lowered

_ADVERBS = (
    "tiếp tục|tập trung|tăng cường|đẩy mạnh|chủ động|khẩn trương|kịp thời|thường xuyên|nghiêm túc"
    "|tích cực|quyết liệt|đồng thời|trực tiếp"
    "|định kỳ|phải|cần|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|không được|không để|sớm|kiên quyết"
    "|từng bước|ưu tiên|cùng|chú trọng|quan tâm"
    "|sau khi|trước khi|theo chức năng|căn cứ|trên cơ sở|trong phạm vi|theo nhiệm vụ|theo thẩm quyền|theo lĩnh vực"
    "|hằng năm|hàng năm|hằng tháng|hàng tháng"
    "|hằng quý|hàng quý|trong quá trình|nếu|để|khi|nhằm|sẽ|đã|đang|vào|thống nhất|nhất là|trước ngày"
    "|trong tháng|trong năm|theo dõi sát"
)
_VERBS = (
    "chủ trì|phối hợp|chỉ đạo|lãnh đạo|tổ chức|xây dựng|tham mưu|giúp|theo dõi|rà soát|thực hiện"
    "|triển khai|ban hành|hướng dẫn|kiểm tra"
    "|thanh tra|giám sát|đôn đốc|nghiên cứu|báo cáo|bố trí|cân đối|đề xuất|trình|lập|gửi|xem xét|tổng hợp"
    "|bảo đảm|đảm bảo|hỗ trợ|tuyên truyền"
    "|vận động|cung cấp|cập nhật|đánh giá|thẩm định|phê duyệt|quản lý|quán triệt|phổ biến|phát động"
    "|phát huy|nâng cao|duy trì|hoàn thành"
    "|hoàn thiện|huy động|xử lý|giải quyết|tháo gỡ|khắc phục|chuẩn bị|sửa đổi|bổ sung|điều chỉnh|công bố"
    "|công khai|đăng tải|đưa|tiếp nhận"
    "|thông báo|thông tin|phản ánh|kiến nghị|đề nghị|yêu cầu|giao|phân công|sắp xếp|bồi dưỡng|đào tạo"
    "|tập huấn|khai thác|sử dụng|bảo vệ"
    "|phòng ngừa|phòng, chống|ngăn chặn|phát hiện|xác định|thành lập|kiện toàn|củng cố|mở rộng|phát triển"
    "|thúc đẩy|khuyến khích|tạo điều kiện|tạo chuyển biến|tạo môi trường|tạo lập|tuân thủ|chấp hành"
    "|tham gia"
    "|đầu tư|thiết lập|thống kê|điều tra|khảo sát|quy định|cụ thể hóa|cụ thể hoá|nắm|làm tốt|làm rõ|làm chủ|làm việc"
    "|làm đầu mối|là đầu mối|là cơ quan đầu mối|lồng ghép|ứng dụng|vận hành|kết nối|chia sẻ|tiến hành"
    "|biểu dương|khen thưởng|tổng kết|sơ kết|ký kết|bàn giao|thu hồi|cấp phát|phân bổ|dự báo|cảnh báo"
    "|quan trắc|tiết kiệm|hạn chế|đổi mới|thu hút"
    "|thu thập|đấu tranh|truyên truyền|bám sát|lựa chọn|kết hợp|thay thế|cung ứng|điều tiết|dừng|tránh"
    "|khuyến cáo|kết thúc|cử cán bộ|cử người|in ấn|phát hành"
    "|đấu giá|đẩy nhanh|nỗ lực|chuẩn hóa|chuẩn hoá|nâng cấp|rút ngắn|chấn chỉnh|động viên|nhanh chóng"
    "|xuất cấp|ứng phó|chăm sóc|trồng|đặt|khởi công|chi trả|điều phối|tiếp thu|tiếp tục|hợp tác|xúc tiến"
    "|quyết định|áp dụng|vận dụng|tích hợp|thí điểm|nhân rộng|hình thành|tối ưu|niêm yết|sửa chữa|nạo vét|di dời"
    "|sơ tán|khuyến nghị|chỉ định|nhắc nhở|phấn đấu|tuần tra|quán xuyến|số hóa|số hoá|đối thoại|rút kinh nghiệm"
    "|định hướng(?! về)|tôn trọng|đề cao|gắn|coi|lấy ý kiến|lấy mẫu|giữ vững|mời|hoạt động|kiểm soát(?! viên)|bắt đầu"
    "|nghiệm thu|tiêu hủy|tiêu huỷ|kiểm điểm|hoàn chỉnh|tập hợp|xác minh|thẩm tra|truy tố|xét xử|quảng bá|giới thiệu"
    "|thi công|thi hành|quyết toán|thanh toán|vận chuyển|bình ổn|dự trữ|đăng ký|tính toán|khôi phục|giữ gìn|trao đổi"
    "|ký cam kết|bổ nhiệm|có phương án|có giải pháp|có biện pháp|có kế hoạch|có văn bản|cho phép|cho ý kiến|có ý kiến"
    "|cấp kinh phí|tăng thời lượng|khoanh vùng|bồi thường|giải phóng mặt bằng|thu gom|phân loại|chỉnh lý"
    "|thay mặt(?=[^.;,]{3,60}\\s(?:lập|gửi|báo cáo|thông báo)\\b)"
    "|tự (?:tạo|in|kiểm tra|rà soát|đánh giá|tổ chức|xây dựng)|ra quyết định|ra văn bản"
    "|nộp|xác thực|sưu tầm|biên soạn|họp|phản hồi|phúc đáp|trả lời|giải trình|đối chiếu|giải ngân|góp ý|tham vấn"
    "|tuyển dụng|luân chuyển|điều động|sàng lọc|cắt giảm(?! \\d)|giảm thiểu|loại bỏ|xóa bỏ|xoá bỏ|nêu gương"
    "|đầu mối (?:chỉ đạo|tổng hợp|theo dõi|tham mưu|thực hiện|triển khai)"
)
# "đóng tại", "đóng trên địa bàn": where somebody is.
_IS_AT = re.compile(r"đóng (?:tại|trên|ở)\b|mở rộng\b|đào tạo\b")
# What is done by hand; right behind a whole name only, since inside one most of these are part of it.
_PLAIN = late.pattern(
    r"(?:dọn|sửa|vá|đắp|mua|bán|lắp|cắm|quét|dựng|đào|khơi thông|treo|dán|tháo dỡ|đóng|cắt|phun|tiêm|mở|chặt|gia cố"
    r"|che chắn|canh gác|chốt|tưới|gieo|cấy|chôn|bơm|kê khai|kiểm kê|đếm|viết|soạn|trả|xây|chuyển|tìm|cứu|tặng|thăm)\b"
)
FIRST_WORDS = frozenset(re.findall(r"(?:^|\|)(\w+)", f"{_ADVERBS}|{_VERBS}"))
_ANY = re.compile(rf"(?:{_ADVERBS}|{_VERBS})\b")
# No verb with what follows it to tell it from a name is longer.
_LONGEST = 100
_LONGEST_VERB = 4
_NOUNS = (
    "bầu|các|Các|những|của|nhiệm vụ|công tác|về|việc|nội dung|Ban|Đoàn|Phòng|Trung tâm|Tổ|Cục|Sở|Hội|Chi cục|ban|"
    "đoàn|tổ|thuộc|nhà|Nhà|nguồn|chủ|Chủ|viện|dịch vụ|Ngoại|ngoại|bộ phận|lĩnh vực|là|Chương|chương|công|Quy|quy|lộ|tờ|"
    "Truyền|truyền|độc|được|Nghiên cứu|Bộ phận|chuyên môn|sự nghiệp|cấp nước|lực lượng|liên|trực tiếp"
)
# Before another verb they are verbs whatever stands before them ("các tổ chức chi trả dịch vụ thực hiện ký kết").
_DOES = ("thực hiện", "tiến hành")
# What nobody calls a field: behind "các sở quản lý ngành, lĩnh vực" they are what these do.
_OF_NO_FIELD = re.compile(
    r"chủ trì|phối hợp|đề xuất|rà soát|tham mưu|đánh giá|báo cáo|căn cứ|khẩn trương|thực hiện|tổ chức|triển khai"
    r"|gửi|trình|lập|tiếp tục|chỉ đạo|đôn đốc|xem xét|tổng hợp"
)
_FIELDS = ("lĩnh vực", "dịch vụ")
_NOUN_BEFORE = tuple(_NOUNS.split("|"))
_OFFICE_BEFORE = re.compile(r"(?<!Văn thư )(?:[Cc]ơ quan|[Đđ]ơn vị|[Cc]ơ sở)\s$")
# "Các cục" and "Tổ Giúp việc" are whole names, though what an office does may go on with the former.
_WHOLE_BEFORE = re.compile(r"\b[Cc]ác (?:Ban|Đoàn|Phòng|Tổ|Cục|Sở|Hội|ban|đoàn|tổ)\s$|Giúp việc\s$")
_BEFORE = 16
_COMMA_BEFORE = re.compile(r",\s$")
_LISTED = ("tổ chức", "quản lý", "đào tạo", "cấp", "phòng")
_OF_OFFICES = late.pattern(
    r"(?:quản lý|chủ trì|phối hợp|tham mưu|cung cấp|hướng dẫn|giám sát|kiểm tra|thanh tra|sử dụng|tiếp nhận"
    r"|tổ chức|vận hành|khai thác"
    r"|phát hành|đầu mối.*|thẩm định|thực hiện|điều tra|báo cáo|tuyên truyền|thông tin)"
)
# In a list of bodies these are the leaders of others, not what somebody does.
_LEADERS = re.compile(r"lãnh đạo\s(?:các\s(?:[Bb]ộ|[Ss]ở|[Bb]an|cơ quan|đơn vị|địa phương)|UBND|[ỦU][yỷ] ban|Sở|Bộ)\b")
_TURNS = re.compile(
    r"(?:Tập trung|Khẩn trương|Tiếp tục|Chủ động|Chủ trì|Phối hợp|Rà soát|Tham mưu|Đẩy mạnh|Tăng cường|Thực hiện"
    r"|Triển khai|Nghiêm túc|Thường xuyên|Căn cứ|Kịp thời|Bố trí|Đảm bảo|Bảo đảm)\s[^\WA-ZĐ]"
)
_LIST_BEFORE = re.compile(r"(?:[,;]|\bvà)\s$")
_ORGANISATION = re.compile(
    r"(?<=[Cc]ơ quan, )tổ chức\b"
    r"|tổ chức(?=\s(?:chính trị|xã hội|đảng|có liên quan|liên quan|thành viên|đoàn thể|quốc tế|kinh tế"
    r"|trong|tín dụng|công đoàn|cá nhân|thuộc|phi chính phủ"
    r"|hội|nghề nghiệp|khác|sử dụng|hành chính|bộ máy)|\s*[,;.:)]|\s+và\b|$)"
)
_NOT_VERB = re.compile(
    r"(?:(?<=Cảnh sát )điều tra|(?<=An ninh )điều tra|(?<=[Cc]ổng )thông tin|(?<=[Tt]rang )thông tin"
    r"|(?<=[Xx]úc tiến )đầu tư"
    r"|trình(?=\sbày)|(?<=\b[Tt]ờ )trình|(?<=\b[Cc]ông )trình"
    r"|đăng ký(?=\s(?:đất|kinh doanh|doanh nghiệp|hộ tịch|quốc))|in(?=\b(?!\s+ấn))"
    r"|quản lý(?=\s(?:nhà nước|dự án|rừng|khu|các khu|chất lượng|đất đai|(?:chuyên )?ngành))"
    r"|cấp(?=\s(?:tỉnh|xã|huyện|trên|dưới|ủy|uỷ|có thẩm quyền|ngành|cơ sở|trung ương))"
    r"|quyết định(?=\s(?:về|số(?! lượng)|này|của)\b)"
    r"|phòng(?=[,\s]+(?:ban|chuyên môn|chống|giao dịch|họp))"
    r"|(?<=công nghệ )thông tin|thông tin(?=\s(?:đại chúng|truyền thông"
    r"|và truyền thông)|,\s*(?:tuyên truyền|truyền thông))|đầu tư(?=\s(?:xây dựng|công|hạ tầng)\b)"
    r"|chi(?=\s(?:cục|nhánh|bộ|hội|thường xuyên))|phát triển(?=\s(?:quỹ|nông))"
    # What such a council, fund or park is for is part of its name.
    r"|(?<=Hội đồng )(?:thẩm định|nghiệm thu|xét duyệt|đánh giá|quản lý|giám sát|xử lý|lựa chọn|điều phối|phối hợp)"
    r"(?=\s(?:[Nn]hà nước|quốc gia|cấp|liên ngành|liên|cơ sở|tỉnh|thành phố|giá|Quỹ|trường|tổ chức|họp|có)\b)"
    r"|(?<=Quỹ )(?:hỗ trợ|bảo vệ|phát triển|đầu tư|phòng, chống|đổi mới|bảo trì|khuyến khích)"
    r"|(?<=[Cc]ông nghiệp )hỗ trợ|(?<=[Nn]ông nghiệp )ứng dụng(?=\s[Cc]ông nghệ)"
    r"|trồng(?=\s(?:th[uủ][yỷ] sản|trọt))|hợp tác(?=\sxã)|đào tạo(?=\s+(?:nghề|trên))|kiểm tra(?=\sliên ngành))"
)


def begins(text: str, position: int) -> str | None:
    """The order's verb or adverb that stands at ``position``, where the words before do not make it a noun."""
    found = _ANY.match(text, position)
    if found is None or _NOT_VERB.match(text, position) or _ORGANISATION.match(text, position):
        return None
    if found[0] in _DOES and text[position - 1 : position].isspace() and _ANY.match(text, found.end() + 1):
        return found[0]
    follows_noun = text[position - 1 : position].isspace() and text.endswith(_NOUN_BEFORE, 0, position - 1)
    if follows_noun and _WHOLE_BEFORE.search(text, max(0, position - _BEFORE), position):
        follows_noun = bool(_OF_OFFICES.fullmatch(found[0]))
    if follows_noun and not (_OF_NO_FIELD.fullmatch(found[0]) and text.endswith(_FIELDS, 0, position - 1)):
        return None
    if _OFFICE_BEFORE.search(text, max(0, position - _BEFORE), position) and _OF_OFFICES.fullmatch(found[0]):
        return None
    if (
        found[0] == "lãnh đạo"
        and _LEADERS.match(text, position)
        and _LIST_BEFORE.search(text[max(0, position - 4) : position])
    ):
        return None
    if found[0] in _LISTED and _COMMA_BEFORE.search(text[max(0, position - 2) : position]):
        return found[0] if _ANY.match(text, found.end() + 1) else None
    return found[0]


def turns(text: str, position: int) -> bool:
    """Whether an order begins here with a capital, as it does where a line break behind its addressee was lost."""
    return bool(_TURNS.match(text, position)) and text[position - 2 : position - 1].isalpha()


def opens(text: str) -> str | None:
    """The verb or adverb that a sentence begins with, in any case."""
    head = lowered(text[:_LONGEST])
    found = _ANY.match(head)
    return text[: found.end()] if found and not _ORGANISATION.match(head) else None


def is_plain(text: str) -> bool:
    """Whether words begin with what is done by hand ("sửa cầu"), as an order told behind a whole name does."""
    return bool(_PLAIN.match(text)) and not _IS_AT.match(text)


def ends(text: str) -> bool:
    """Whether the last words of the text are a verb or adverb of an order."""
    last = lowered(text[-_LONGEST:]).split()[-_LONGEST_VERB:]
    return any(_ANY.fullmatch(" ".join(last[start:])) for start in range(len(last)))


def anywhere(text: str) -> bool:
    """Whether any verb of an order stands in the text."""
    return bool(_ANY.search(lowered(text)))
