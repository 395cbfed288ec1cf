"""Names of bodies and offices in a sentence: where a list of them begins, where it ends, how it divides.

Only the words are read; whether such a body exists is not asked here.

>>> text = "Sở Y tế, Sở Văn hóa, Thể thao và Du lịch và các xã"
>>> [text[one.start : one.end] for one in divide(text, Span(0, len(text)))]
['Sở Y tế', 'Sở Văn hóa, Thể thao và Du lịch', 'các xã']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tiendo import late
from tiendo.plan import asides, names, verbs
from tiendo.source import Span
from tiendo.viet import LOWER, UPPER, any_of, lowered

_UY = "(?:Ủy|Uỷ|ủy|uỷ)"
# A word that begins names of bodies begins common phrases too ("Trường hợp", "Báo cáo"): those are no bodies.
_PROPER = (
    rf"Sở(?! hữu| dĩ)|Bộ phận(?= (?:[{UPPER}]|tiếp nhận|một cửa|phụ trách|thường trực|tham mưu|xúc tiến))"
    rf"|Bộ(?! phận| máy| chỉ| tiêu| Tiêu| luật| Luật| thủ| quy| Quy| công cụ| hồ sơ)|{_UY} ban|UBND|UBMTTQ"
    rf"|MTTQ|Công an|Ban(?! hành|, ngành)|BQL|Văn phòng|VPUB|Cục(?! diện)|Chi cục|Tổng cục"
    rf"|Vụ(?! việc| án| cháy| nổ| tai| [Đđ]ông| [Xx]uân| [Hh]è)|Viện(?! trợ| dẫn)|Trung tâm"
    rf"|Thanh tra(?= (?:[{UPPER}]|tỉnh|thành|sở|nhà))|Báo(?! cáo| động)|Đài"
    r"|Hội(?! nghị| thảo| họp| nhập| thi| chợ| viên)|Hiệp hội|Liên đoàn|Liên minh|Liên hiệp|Mặt trận"
    r"|Đoàn(?! kết| viên)|Tỉnh [đĐ]oàn|Thành [đĐ]oàn|Tòa án|Toà án|Kho bạc"
    rf"|Ngân hàng(?! đề| câu| dữ)|Bảo hiểm(?= (?:xã hội|tiền|[{UPPER}]))|BHXH|Thuế(?= (?:tỉnh|thành|cơ sở|[{UPPER}]))"
    rf"|Hải quan|Kiểm dịch(?= (?:y tế|động vật|thực vật))|Cảng vụ"
    rf"|Kiểm toán(?= [Nn]hà)|Đảng {_UY}|(?:Tỉnh|Thành|Quân|Huyện|Quận|Thị) {_UY}|Tổng công ty"
    r"|Tập đoàn|Công ty|Trường(?! hợp| tồn)|Bệnh viện"
    r"|Học viện|Phòng(?!,| ngừa| chống| bệnh| cháy| tránh| vệ)|Quỹ(?! đất| nhà)|Chính phủ|Quốc hội|Quân khu"
    r"|Đảng đoàn|Lực lượng|Nhóm(?= công tác)|Thông tấn xã|Cổng(?= [Tt]hông)|Tổ(?! chức| hợp)|Tiểu ban"
    r"|Chi nhánh|Trạm|Hạt(?= [Kk]iểm)|Đội(?! ngũ| hình)|Kiểm lâm|Thống kê(?= tỉnh| thành)"
    r"|Thành phố|Tỉnh|VNPT|Viettel|EVN|Tổng hội|Câu lạc bộ|Cảng|Cụm(?= thi đua)|Nhà máy|Xí nghiệp|Hợp tác xã"
    r"|Nhà(?= (?:đầu tư|thầu|trường|xuất bản|cung cấp|tài trợ|sản xuất|văn hóa))|Doanh nghiệp"
    r"|Văn thư(?= cơ quan)|Lưu trữ(?= (?:lịch sử|hiện hành|quốc gia|nhà nước))|Thường trực(?! tham mưu)"
    r"|Cộng đồng|Tổ chức(?=, cá nhân| đảng| tín dụng)|Tất cả(?= lực lượng)|Bưu điện"
    rf"|Người(?= (?:được (?:giao|phân công|[uủ][yỷ] quyền)|đại diện phần vốn)\b)"
    rf"|Chủ(?= (?:đầu tư|rừng|đập|hồ|dự án|cơ sở))|Đồn"
    rf"|Đảng bộ|Ngành(?= [{UPPER}])|Kiểm soát viên"
    # Before a colon it is where something is done, and by whom is not said.
    rf"|(?:Phường|Xã|Đặc khu)(?=(?: [{UPPER}]\w*+)++ [{LOWER}])"
)
_OFFICES = (
    r"Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Tổng (?:[Gg]iám đốc|[Bb]iên tập)|Thủ trưởng|Bộ trưởng|Thứ trưởng"
    r"|Chánh|Bí thư|Cục trưởng"
    rf"|Vụ trưởng|Viện trưởng|Trưởng(?= (?:các |[Bb]an|[Pp]hòng|[Cc]ông an|[Đđ]oàn|[{UPPER}]|thôn|ấp|bản|khóm))"
    r"|Hiệu trưởng|Người đứng đầu|Thủ tướng|Phó Thủ tướng|Tư lệnh|Chỉ huy trưởng|Thống đốc|Tổng Thanh tra"
    rf"|Lãnh đạo(?= (?:các|cơ quan|đơn vị|địa phương|[{UPPER}]))|Tổng Kiểm toán"
    rf"|[ỦU][yỷ] viên(?= (?:Bộ Chính trị|Ban|Thường trực|Hội đồng)\b)"
)
_CLASSES = (
    r"sở|bộ|ban|ngành|cơ quan|đơn vị|địa phương|tổ chức|cấp|cấp ủy|cấp uỷ|đoàn thể|xã|phường|huyện|tỉnh"
    r"|thành phố|doanh nghiệp|chủ|cơ sở|bệnh viện|trường(?! hợp)|hội|thành viên"
    r"|công ty|chi cục|cục|vụ(?! việc| án)|viện|trung tâm|phòng|chủ đầu tư|nhà máy|tỉnh uỷ|tỉnh ủy|thành ủy"
    r"|tập đoàn|ủy ban|uỷ ban|lực lượng|hiệp hội"
    r"|cán bộ|ban quản lý|khu(?! vực)|chủ rừng|nhà trường|hộ|cộng đồng|chính quyền|đại biểu|quỹ|ngân hàng"
    r"|tổng công ty|trạm|cảng|nhóm|đảng bộ|đảng ủy|đảng uỷ|chi bộ|văn phòng|nhà đầu tư|nhà thầu|nhà cung cấp"
    r"|hợp tác xã|nhà (?:xuất bản|mạng|tài trợ|sản xuất|khoa học)|tạp chí|thư viện|bảo tàng|bưu điện"
    r"|thôn|khu phố|tổ dân phố|tòa án|viện kiểm sát|học viện|xí nghiệp"
    r"|(?:đoàn|tổ) (?:kiểm tra|công tác|thanh tra|giám sát)|kiểm soát viên"
)
_ALL = r"(?:[Cc]ác|[Nn]hững(?! đồng chí)|[Tt]ất cả các|[Tt]oàn thể)\s+(?:đồng chí\s+)?"
_LOWER = (
    r"lãnh đạo|Chủ nhiệm|chánh (?:văn phòng|thanh tra)|thủ trưởng|chủ tịch|giám đốc|bí thư|bộ trưởng|người đứng đầu"
    r"|cơ quan(?! nào)|đơn vị(?! nào)|chính quyền|bộ phận(?= (?:tham mưu|chuyên|xúc tiến|một cửa|tiếp nhận|phụ trách))"
    r"|cấp ủy|cấp uỷ|tổ chức(?: có liên quan|(?=, đơn vị\b))|địa phương|doanh nghiệp"
    r"|[uủ][yỷ] ban nhân dân|đoàn thể|cộng đồng|đảng ủy|đảng uỷ|công an|sở|bộ|lực lượng|hệ thống truyền|báo, đài"
    rf"|thường trực|ban (?:thường vụ|chấp hành|tổ chức|tuyên giáo|nội chính|dân vận|kiểm tra)|quân [uủ][yỷ]|đảng bộ"
    rf"|lưu trữ (?:lịch sử|hiện hành)|nhà đầu tư|nhà thầu|nhà cung cấp|viện nghiên cứu|trường đại học"
    rf"|(?:tỉnh|thành phố)(?= [{UPPER}])|một số(?= (?:bộ|sở|tỉnh|xã|phường|địa phương)\b)"
)
# Behind "các" and the like a class will do, and a name needs nothing behind it. The names are written once, with the
# two cases told apart by the group, because a pattern of so many words takes long to compile.
START = re.compile(
    rf"(?P<all>{_ALL})?(?:(?:{_PROPER}|{_OFFICES})(?(all)|(?=\s+[\w(]|[,;:.)]|$))"
    rf"|(?(all)(?:{_CLASSES}|bí thư|bộ trưởng|thủ trưởng|chủ tịch)|(?:Cơ quan(?! nào)|Đơn vị(?! nào)|Chính quyền"
    rf"|Cấp [uủ][yỷ]|Mỗi|Từng(?! bước))(?:,\s|\s)))"
)
_AFTER_AND = re.compile(rf"(?:{_LOWER})\b")
_ANY_OF_THEM = r"(?:cơ quan|đơn vị|tổ chức|cá nhân)(?:, (?:cơ quan|đơn vị|tổ chức|cá nhân))*"
_ANY_NAMED = re.compile(rf"{_ANY_OF_THEM}\b")
_OTHERS = re.compile(rf"{_ANY_OF_THEM} khác\b")
# What "cơ quan, tổ chức khác" has named before its last comma: one tail, not several bodies.
_OTHERS_BEGUN = re.compile(rf"(?:[Cc]ác\s+)?{_ANY_OF_THEM}", re.IGNORECASE)
# White space before it is the separator's too; a search that begins with a letter is faster.
_SEPARATOR = re.compile(r"(?:;|,|và\b|cùng\b|\n)\s*(?:và\s+|nhất là\s+|đặc biệt là\s+)?(?:đồng chí\s+)?")
# Bodies known by their letters alone, one beside the other ("VTV, VOV"); organs of a place share what names that.
_SHORT = re.compile(rf"(?!UBND|HĐND|MTTQ)[{UPPER}]{{2,8}}")
_SHORT_NEXT = re.compile(rf"[{UPPER}]{{2,8}}(?=\s*(?:[,;]|$))")
_TITLE_ONLY = re.compile(
    rf"(?:(?:các\s+)?đồng chí\s+)?(?:{_OFFICES}|bí thư|bộ trưởng|thủ trưởng|chủ tịch|giám đốc)"
    r"(?: hội đồng (?:thành viên|quản trị))?",
    re.IGNORECASE,
)
# Titles share the bodies behind them, but ministers are named without any.
_MINISTERS = re.compile(r"bộ trưởng$", re.IGNORECASE)
# The head of a class of bodies ("Thủ trưởng cơ quan ngang bộ"), who is that of the next class too.
_HEAD_OF_CLASS = re.compile(
    r"(?:(?:các\s+)?đồng chí\s+)?(?:thủ trưởng|người đứng đầu|lãnh đạo)\s(?:các\s)?(?:cơ quan|đơn vị|bộ|sở)\b[^,;]*",
    re.IGNORECASE,
)
_CLASS_NEXT = re.compile(r"(?:cơ quan|đơn vị|tổ chức|địa phương)\b")
# The head of any of several kinds of bodies ("Người đứng đầu cơ quan, tổ chức đảng, Mặt trận Tổ quốc") is one.
_HEAD_OF_ANY = re.compile(r"người đứng đầu\s(?:các\s)?(?:cấp [uủ][yỷ]|cơ quan|tổ chức|đơn vị)\b", re.IGNORECASE)
_ANY_NEXT = re.compile(r"Mặt trận|(?:tổ chức|cơ quan|đơn vị|đoàn thể|chính quyền|cấp [uủ][yỷ]|địa phương|lưu trữ)\b")
# Where a body stands, in a list of places ("… đóng tại Hà Nội, thành phố Hồ Chí Minh").
_PLACES = re.compile(rf"(?:thành phố|tỉnh)\s[{UPPER}]")
_AT_PLACE = late.pattern(rf"\b(?:tại|ở)\s[{UPPER}][^;:()]*$")
# The offices of several ministries ("các cơ quan liên quan thuộc Bộ Xây dựng, Bộ Quốc phòng").
_PART_OF = late.pattern(r"các (?:cơ quan|đơn vị)\b[^,;:]{0,30}? thuộc (?P<kind>Bộ|Sở)\s[^;:]+")
# Classes in lower case that go on with others of their kind, and stand apart behind a name ("Sở Y tế, địa phương").
_COMMON = re.compile(r"(?:địa phương|doanh nghiệp)\b")
_OTHER_HEADS = re.compile(r"thủ trưởng\s(?:các\s)?cơ quan ngang", re.IGNORECASE)
_SPREAD = re.compile(
    r"(?P<plural>[Cc]ác)\s+(?P<kind>Bộ|bộ|Sở|sở|Cục trưởng các Cục|Cục trưởng|Cục|Vụ|Ban|Tập đoàn"
    r"|[Đđ]ảng [uủ][yỷ])"
    r"(?:,\s*(?:cơ quan|ngành))*\s*:\s*(?P<names>.+)",
    re.DOTALL,
)
# Among ministries it is one, though its name alone is that of a body too.
_POLICE = ("Bộ", "Công an")
# A ward or commune beside another, told by their names alone.
_WARD = re.compile(rf"(?:[Pp]hường|[Xx]ã|[Đđ]ặc khu) [{UPPER}]")
# Committees of the Party are named by whose they are, each of which is a body too ("các Đảng ủy: Chính phủ; Quốc hội").
_COMMITTEES = re.compile(r"[Cc]ác\s+[Đđ]ảng [uủ][yỷ]\s*:")
_SPREADS = re.compile(
    r"(?:[Cc]ác|Cục trưởng các)\s+(?:Tập đoàn|\w+)(?:,\s*(?:cơ quan|ngành|thành phố|xã|phường|đặc khu))*"
    r"(?:\s\w+)?(?:\s+trực thuộc [Tt]rung ương)?$"
)
# Bodies known only by what they were charged with; any other is the same body without it.
_BY_CHARGE = late.pattern(
    r"(?:các\s+)?(?:cơ quan|đơn vị|tổ chức|bệnh viện|trường|doanh nghiệp|chủ đầu tư|địa phương|người)\b", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"(?:là (?:cơ quan|đơn vị|đầu mối|thành viên|cầu nối|chủ đầu tư|nơi|một)"
    r"|có (?:chức năng (?:tham mưu|giúp|thực hiện)|thể|quyền|báo cáo|ý kiến|văn bản|kế hoạch|phương án"
    r"|giải pháp|biện pháp|tư cách|vai trò|hình thức|nhiệm kỳ|con dấu|trụ sở)"
    r"|(?:có|chịu) trách nhiệm"
    r"|trong (?:việc|công tác|quá trình|(?:các|những) nhiệm vụ)|về việc|thay mặt|thừa (?:[uủ][yỷ] quyền|lệnh))\b"
)
_PREDICATES = frozenset(("là", "có", "chịu", "trong", "về", "thay", "thừa"))
# Both are of small letters: patterns of so many words that ignore case take three times as long to make and to match.
_KIND = f"(?:{_CLASSES}|{_PROPER})".lower()
_BARE = re.compile(rf"(?:các\s+)?{_KIND}(?:,\s*(?:{_CLASSES}))*")
_BARE_NEXT = late.pattern(
    rf"(?!sở,? ban){_KIND}(?=\s*(?:[,;.)]|$|và\b)|\s+(?:(?:có )?liên quan|(?:trực )?thuộc)\b|,? ngành)"
)
_UNPARTED = re.compile(rf"(?<=[\w)])\s+(?=(?:Sở|Bộ)\s[{UPPER}])")
_KEPT_WITH = late.pattern(
    r"(?:các|của|thuộc|với|tại|qua|theo|cho|về|và|trình|giúp|đốc|trưởng|viên|phòng|đạo|tra|[Tt]hủ trưởng"
    r"|[Đđ]ảng [uủ][yỷ])$",
    re.IGNORECASE,
)
# The unit of a ministry or department goes on with the name of that ("Vụ Pháp chế Bộ Xây dựng").
_UNIT = re.compile(r"(?:Vụ|Cục|Chi cục|Tổng cục|Văn phòng|Thanh tra|Viện|Trung tâm|Phòng|Trường|Học viện)\b[^,;:.]*$")
# "các đoàn kiểm tra của Bộ Chính trị, Ban Bí thư": of both, who are named together.
_OF_POLITBURO = late.pattern(r"\S\sBộ Chính trị$")
# The committee over the Front and the unions is one, in whose name both stand.
_FRONT = re.compile(rf"Đảng {_UY} (?:Mặt trận Tổ quốc|MTTQ)(?: Việt Nam)?")
_UNIONS = re.compile(r"(?:các )?(?:đoàn thể|tổ chức chính trị)\b")
_ASIDE = re.compile(r"\((?:[Cc]ác|gồm|bao gồm|[Cc]ơ quan|là|qua|thông qua|sau đây|để)\b")
_EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ",;:."
_STOPS = '.!?\n“"'
_ENDING = verbs.FIRST_WORDS | set(map(str.capitalize, verbs.FIRST_WORDS)) | _PREDICATES
_MAY_END = re.compile(rf"[():{_STOPS}]|(?<![^\W_]){any_of(_ENDING)}(?![^\W_])")
_ABOVE_ALL = late.pattern(rf"nhất là\s+(?={_PROPER})")
_NEXT_NAME = re.compile(r"(?:các|[Uu]BND|[ỦU][yỷ] ban|lãnh đạo|[Cc]hủ tịch|[Gg]iám đốc|[Tt]hủ trưởng|[Bb]í thư)\b")
_SAYS_ALL = re.compile(r"\b[Cc]ác\b")
_BEFORE_NAME = re.compile(r"\s*(?:và\s+|cùng\s+|với\s+)?(?:các đồng chí\s*:\s*|các đồng chí\s+|[Đđ]ồng chí\s+)?")
_LAST_ASIDE = re.compile(
    r"\s*\((?:Cơ quan|cơ quan|là|qua|thông qua|để|sau đây|quy định|theo|nêu|chủ trì|phối hợp|phụ trách)[^()]*\)?\s*$"
)
# Words that lead on from a name to what is said of it.
_LEADS_ON = re.compile(r"\s(?:trên tinh thần|trong|với|theo|kính|không|sẽ|phải)\s*$")
_LEAD = len(" trên tinh thần  ")
_TOLD = re.compile(r"\s+được\s.*$", re.DOTALL)
# Where somebody is named, which nobody needs to know him by who has a name.
_STATED = re.compile(r"\s+(?:được\s+)?(?:nêu|quy định|liệt kê)\s+(?:tại|ở|trên)\b")
# What a class has to do with ("… có liên quan đến các lĩnh vực trên") is no part of its name.
_OF_WHAT = re.compile(r"(?<=\sliên quan)\s+(?:đến|tới)\s|\svới\s(?=các\s)|\stham mưu, giúp\s")
_LAST_AND = re.compile(r"\bvà$")
_SHORTENED = re.compile(r"\b(?:TP|Tp|TX|P|Q|TT)$")
_WAS_TOLD = re.compile(r"\bđược\b")
_THEN_NAME = re.compile(r":\s+[A-ZĐ]")
_RELATIVE = re.compile(r"(?:được(?:\s\w+){0,3}\s|\bcó\s|\bcác tổ chức\s)$")
_EXAMPLES = late.pattern(rf"\s+như\s*:?\s+(?=(?:{_PROPER})\b)|,?\strong đó\b")
# Names that are complete: nothing of lower case goes on with them but a few words.
_FIELD = (
    r"Nội vụ|Tài chính|Xây dựng|Công [Tt]hương|Nông nghiệp và Môi trường|Y tế|Giáo dục và Đào tạo|Tư pháp"
    r"|Khoa học và Công nghệ|Văn h(?:óa|oá), Thể thao và Du lịch|Dân tộc và Tôn giáo|Ngoại (?:vụ|giao)|Du lịch"
    r"|Quốc phòng|Công an"
)
# Behind a colon it is said what those are or must, and none of them is named.
_IS_SAID = re.compile(r"(?:Là|Có|Được|Chịu|Phải|Cần|Theo|Do|Khi|Nếu)\s")
# In a list they are not what "Xây dựng" says as a verb.
_OF_FIELD = re.compile(rf"(?:{_FIELD})\s*(?:[,;)]|và\b|$)")
# A class behind such a name, with the comma left out, is another body.
_CLASS_BESIDE = re.compile(
    rf"\b(?:Sở|(?P<of_state>Bộ)) (?:{_FIELD})\s+"
    r"(?=các\s(?:cơ quan|đơn vị|sở|bộ|ban|địa phương|doanh nghiệp|(?(of_state)tỉnh|(?!)))\b)"
)
# Each alternative begins with a letter, and looks behind it only then, so that a search can skip to where one stands.
_CLOSED = re.compile(
    rf"(?:S(?<!\wS)ở (?:{_FIELD})(?: (?:tỉnh|thành phố))?|B(?<!\wB)ộ (?:{_FIELD})(?: (?:tỉnh|thành phố))?"
    r"|t(?<!các t)(?<!Các t)(?<!cấp t)(?<!\wt)ỉnh|c(?<!\wc)ấp (?:tỉnh|xã)|c(?<!\wc)ó liên quan|l(?<!\wl)iên quan"
    rf"|(?:P(?<!\wP)|p(?<!\wp))hường(?: [{UPPER}]\w*+)++|(?:X(?<!\wX)|x(?<!\wx))ã(?: [{UPPER}]\w*+)++"
    r"|Việt Nam)\s++"
    r"(?!(?:và|cùng|với|các|của|thuộc|trực|tỉnh|thành|cấp|liên|có|trên|tại|ở|khác|trong|là|được|đã|theo|đến|từ|về|ven"
    rf"|như|nhất|đặc|trừ|chưa|không|tới|gồm|bao|khu|lân|[uủ][yỷ]|đoàn|phụ|hoặc|mà|do|để|khi|đủ)\b|[^{LOWER}])"
)
LIMIT = 420
_NAME = 60
_OF_LEVEL = re.compile(
    r"(?P<office>(?:chủ tịch |giám đốc )?(?:[uủ][yỷ] ban nhân dân|ubnd|sở [^,]{3,30}?|công an)) (?:các |cấp )?"
    r"(?P<level>tỉnh|thành phố|xã|phường)\b"
)
_PROVINCES = ("tỉnh", "thành phố")


def list_end(text: str, start: int) -> int:
    """Where the list of bodies that begins at ``start`` ends: at the first verb of an order, or a stop."""
    stop = min(len(text), start + LIMIT)
    closed = _CLOSED.search(text, start, stop)
    if closed and text.count("(", start, closed.end()) == text.count(")", start, closed.end()):
        stop = closed.end()
    depth = 0
    for found in _MAY_END.finditer(text, start, stop):
        mark = found[0]
        position = found.start()
        if mark == "(":
            if _ASIDE.match(text, position):
                return position
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif not depth and _ends_list(text, start, position, mark):
            return position
    return stop


def is_whole(text: str, end: int) -> bool:
    """Whether the list of bodies that ends there closes with a name that is complete ("… Sở Y tế sửa")."""
    return any(found.end() == end for found in _CLOSED.finditer(text, max(0, end - _NAME), end + _NAME))


def _ends_list(text: str, start: int, position: int, mark: str) -> bool:
    """Whether the list of bodies from ``start`` ends before a mark or a word: at a stop, or where they are told."""
    if mark in _STOPS:
        return not _is_inner_stop(text, position)
    if mark == ":":
        return not _is_spread(text, start, position)
    return position > start and _ends_at(text, start, position, mark)


def _ends_at(text: str, start: int, position: int, word: str) -> bool:
    """Whether at ``word`` the bodies are told what to do, or what they are."""
    if word in _PREDICATES and _PREDICATE.match(text, position):
        return not _WAS_TOLD.search(text, max(start, position - 40), position)
    if word[:1].isupper() and verbs.turns(text, position):
        return True
    if word not in verbs.FIRST_WORDS or verbs.begins(text, position) is None:
        return False
    if word == "nhất" and _ABOVE_ALL.match(text, position):
        return False
    return not _is_relative(text, start, position)


def divide(text: str, span: Span) -> Iterator[Span]:
    """The single bodies of a list, as places; words under one "các" stay together; examples are left out."""
    words = text[span.start : span.end]
    examples = _EXAMPLES.search(text, span.start, span.end) if "như" in words or "trong" in words else None
    span = Span(span.start, examples.start()) if examples else span
    begin = span.start
    for start, end in _cuts(text, span):
        if start > begin and (start == end or _starts_another(text, begin, Span(start, end), span.end)):
            yield from _clean(text, begin, start)
            begin = end
    yield from _clean(text, begin, span.end)


def _cuts(text: str, span: Span) -> list[tuple[int, int]]:
    """The separators outside brackets, and the places where two names stand side by side with none."""
    found = [
        (_space_before(text, span.start, one.start()), one.end())
        for one in _SEPARATOR.finditer(text, span.start, span.end)
    ]
    if text.count(" các ", span.start, span.end):
        found += [(one.end(), one.end()) for one in _CLASS_BESIDE.finditer(text, span.start, span.end)]
    if text.count(" Sở ", span.start, span.end) or text.count(" Bộ ", span.start, span.end):
        found += [
            (one.end(), one.end())
            for one in _UNPARTED.finditer(text, span.start, span.end)
            if not _KEPT_WITH.search(text[max(span.start, one.start() - 14) : one.start()])
            and not _UNIT.search(text, span.start, one.start())
        ]
    if "(" not in text[span.start : span.end]:
        return sorted(found)
    return [cut for cut in sorted(found) if _depth(text, span.start, cut[0]) <= 0]


def _space_before(text: str, start: int, position: int) -> int:
    """Where the white space before ``position`` begins, not before ``start``."""
    return start + len(text[start:position].rstrip())


def _depth(text: str, start: int, end: int) -> int:
    return text.count("(", start, end) - text.count(")", start, end)


def is_name(text: str) -> bool:
    """Whether words begin as a body's name does."""
    return bool(START.match(text) or _AFTER_AND.match(text) or (text[:1].isupper() and not verbs.opens(text)))


def spread(text: str) -> list[str]:
    """A list under one kind ("Các Bộ: Quốc phòng, Tài chính") as each with its own kind; any other name as it is."""
    found = _SPREAD.fullmatch(text)
    if not found:
        return [text]
    kind = found["kind"][0].upper() + found["kind"][1:]
    kind = kind.replace(" các Cục", " Cục")
    every = [name.strip() for name in _names(found["names"])]
    if _COMMITTEES.match(text):
        return [f"{kind} {name}" for name in every if name]
    return [name if START.match(name) and (kind, name) != _POLICE else f"{kind} {name}" for name in every if name]


def _names(listed: str) -> list[str]:
    whole = re.sub(
        r"Văn h(?:óa|oá), Thể thao và Du lịch", lambda m: m[0].replace(",", "\0").replace(" và ", "\1"), listed
    )
    parts = re.split(r";\s*" if ";" in whole else r",\s*", whole)
    return [part.replace("\0", ",").replace("\1", " và ") for part in parts]


def _starts_another(text: str, begin: int, found: Span, end: int) -> bool:
    after = found.end
    current = text[begin : found.start].strip()
    separator = text[found.start : found.end]
    if ";" in separator:
        return after < end and _is_behind_semicolon(current, text, after)
    if _is_one_with(current, text, after) or (current[:1].isupper() and asides.ROLE.match(text, after)):
        return False
    if _TITLE_ONLY.fullmatch(current):
        return bool(_MINISTERS.search(current) and _OTHER_HEADS.match(text, after))
    if _is_bare(current) and _BARE_NEXT.match(lowered(text[after:end])):
        return False
    if _SPREAD.match(current) or ":" in current:
        return bool(_NEXT_NAME.match(text, after))
    if START.match(text, after) or _is_named_alike(current, text, after):
        return True
    if _OTHERS.match(text, after):
        return not _OTHERS_BEGUN.fullmatch(current)
    if not _AFTER_AND.match(text, after):
        return False
    if "," not in separator:
        return True
    return _is_qualified(current) or (not _SAYS_ALL.search(current) and not current[:1].islower())


def _is_named_alike(current: str, text: str, after: int) -> bool:
    """Whether one body known by its letters, or one ward by its name, stands beside another."""
    if _WARD.match(current):
        return bool(_WARD.match(text, after))
    return bool(_SHORT.fullmatch(current) and _SHORT_NEXT.match(text, after))


def _is_behind_semicolon(current: str, text: str, after: int) -> bool:
    """Whether a body stands there that is not one more of the committees that are listed."""
    if _COMMITTEES.match(current):
        return text.startswith("các ", after)
    return bool(START.match(text, after) or _AFTER_AND.match(text, after))


def _is_one_with(current: str, text: str, after: int) -> bool:
    """Whether what follows goes on with what is named: one more kind of body, one more under its head, the Front's."""
    if _COMMITTEES.match(current):
        return not text.startswith("các ", after) or (";" in current and not text.endswith("và ", 0, after))
    if _FRONT.fullmatch(current):
        return bool(_UNIONS.match(text, after))
    if _OF_POLITBURO.search(current):
        return text.startswith("Ban Bí thư", after)
    if _OTHERS_BEGUN.fullmatch(current):
        return bool(_ANY_NAMED.match(text, after))
    if _PLACES.match(text, after) and _AT_PLACE.search(current):
        return True
    if _COMMON.match(text, after):
        return bool(_is_bare(current) or _SAYS_ALL.search(current) or current[:1].islower())
    if (part := _PART_OF.fullmatch(current)) and text.startswith(f"{part['kind']} ", after):
        return True
    if _HEAD_OF_ANY.match(current):
        return bool(_ANY_NEXT.match(text, after))
    return bool(_HEAD_OF_CLASS.fullmatch(current) and _CLASS_NEXT.match(text, after))


def _is_qualified(current: str) -> bool:
    """Whether the first of several is told apart by words of its own, so that the next is another."""
    first = current.partition(",")[0]
    return bool(_SAYS_ALL.match(first) or first[:1].islower()) and not _is_bare(first)


def _is_bare(words: str) -> bool:
    """Whether words name kinds of bodies and nothing that tells which ("các sở", "cơ quan, đơn vị")."""
    return bool(_BARE.fullmatch(lowered(words)))


def _clean(text: str, start: int, end: int) -> Iterator[Span]:
    begins, ends = _named_in(text[start:end])
    if ends > begins:
        yield Span(start + begins, start + ends)


# A document names the same bodies again and again.
@lru_cache(maxsize=1_024)
def _named_in(words: str) -> tuple[int, int]:
    """From where to where words for one body are its name."""
    lead = _BEFORE_NAME.match(words)
    start, end = lead.end() if lead else 0, len(words)
    aside = _LAST_ASIDE.search(words) if "(" in words else None
    end = aside.start() if aside else end
    told = _TOLD.search(words[start:end]) if "được" in words else None
    if told and not _is_by_charge(words[start : start + told.start()]):
        end = start + told.start()
    stated = _STATED.search(words, start, end)
    named = words[start : stated.start()] if stated else ""
    if stated and not (_is_bare(named) or _OTHERS_BEGUN.fullmatch(named)):
        end = stated.start()
    of_what = _OF_WHAT.search(words, start, end)
    end = of_what.start() if of_what else end
    end = start + len(_without_edge(_without_lead(words[start:end])))
    end = start + asides.without_role(words[start:end])
    return start, start + names.without_person(words[start:end])


def _without_lead(words: str) -> str:
    """Words without those at their end that lead on to what is said of the body."""
    found = _LEADS_ON.search(words, max(0, len(words) - _LEAD))
    return words[: found.start()] if found else words


def _is_by_charge(name: str) -> bool:
    """Whether nothing but its charge tells which body is meant ("đơn vị được giao chủ trì")."""
    return bool(_BY_CHARGE.match(name)) and not any(map(str.isupper, name[1:]))


def _without_edge(words: str) -> str:
    """Words without the marks, without a last "và", and without a bracket left open, that lead on to the next name."""
    bare = words.rstrip(_EDGE)
    found = _LAST_AND.search(bare, max(0, len(bare) - len("và")))
    bare = (bare[: found.start()] if found else bare).rstrip(_EDGE)
    opened = bare.rfind("(") if "(" in bare else -1
    return bare[:opened].rstrip(_EDGE) if opened > 0 and ")" not in bare[opened:] else bare


def _is_inner_stop(text: str, position: int) -> bool:
    """A full stop inside an abbreviation ("TP. Huế"), or the end of a line that was wrapped inside a name."""
    if text[position] == "\n":
        is_halved = text.startswith(("- ", "– "), position + 1)
        return is_halved or (text[position + 1 : position + 2].isupper() and not START.match(text, position + 1))
    return text[position] == "." and bool(_SHORTENED.search(text[max(0, position - 3) : position]))


def _is_spread(text: str, start: int, position: int) -> bool:
    if not _THEN_NAME.match(text, position, position + 4) or not _SPREADS.search(text[start:position]):
        return False
    said = text[position + 1 : position + 1 + _NAME].lstrip()
    return bool(_OF_FIELD.match(said)) or not (verbs.opens(said) or _IS_SAID.match(said))


def _is_relative(text: str, start: int, position: int) -> bool:
    """Whether the verb at ``position`` belongs to a clause that tells which bodies ("được giao chủ trì")."""
    before = text[max(start, position - 60) : position]
    return bool(_RELATIVE.search(before)) and not before.endswith("có trách nhiệm ")


def are_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether names are the same, or name one office of one level ("… các tỉnh ven biển", "… cấp tỉnh")."""
    if tuple(one) == tuple(other):
        return True
    offices = [_OF_LEVEL.match(name) for name in (*one, *other)] if len(one) == len(other) == 1 else []
    if not all(offices):
        return False
    return len({(found["office"], found["level"] in _PROVINCES) for found in offices if found}) == 1 and bool(offices)
