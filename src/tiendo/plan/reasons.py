"""Whether words order by themselves, and why words that order may be in no task; told by the words and the headings.

A second opinion beside the compiler's own, kept apart from it on purpose (:mod:`tiendo.plan.completeness`).

>>> is_order("Rà soát quỹ đất ven biển."), of_words("Kinh phí do ngân sách bảo đảm.").value
(True, 'money')
"""

from __future__ import annotations

import re

from tiendo.plan import orders, owners, statements, verbs
from tiendo.plan.model import Reason
from tiendo.plan.sections import Mode

# What a piece must say by itself to order: a modal, where it does not open with the order or its addressee.
_MUST = re.compile(
    r"(?<!không )\b(?:phải|có trách nhiệm|chịu trách nhiệm|không được|có nhiệm vụ"
    r"|cần(?= (?:phải|tập trung|khẩn trương|tiếp tục|chủ động|đẩy mạnh|tăng cường|quan tâm|được (?:đặc biệt )?quan tâm"
    r"|nhận thức|rà soát|có (?:giải pháp|biện pháp|kế hoạch))))\b"
)
_ADVERBIAL = re.compile(
    r"(?:để|nhằm|khi|nếu|căn cứ|trên cơ sở|theo|trong|trước|sau|hằng|hàng|đối với|đã|đang|sẽ|vào)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,:]\s+")
_FAR, _NEAR = 400, 100
_LEAST_WORDS = 3

# Where the page that holds a document begins to speak for itself.
SITE = re.compile(
    r"bản quyền|thuộc quyền sở hữu của|quý khách|click (?:trái|phải|vào)|bấm vào đây|hotline|đang tải|chưa cập nhật"
    r"|^\W*văn bản liên quan",
    re.IGNORECASE,
)
# A table of steps or papers: what stands in it is how a procedure goes.
STEPS = re.compile(r"trình tự|các bước|tên bước|thủ tục hành chính|TTHC|thành phần hồ sơ", re.IGNORECASE)
BASIS = re.compile(r"(?:-\s*)?(?:Căn cứ|Thực hiện|Theo|Xét|Trên cơ sở|Tiếp theo)\b")
_EFFECT = re.compile(
    r"hiệu lực (?:thi hành|kể từ|từ)|(?:thay thế|bãi bỏ) (?:các )?(?:Quyết định|Nghị định|Thông tư|Nghị quyết|Chỉ thị)"
    r"|(?:Ban hành|Công bố|Phê duyệt)(?:\s\([^()]*\))? kèm theo|\(Kèm theo"
    r"|^(?:\d\. )?Ban hành [^.;]{3,200} kèm theo (?:Nghị quyết|Quyết định|Thông tư|Nghị định) này"
    r"|(?:có|chịu) trách nhiệm (?:thi hành|thực hiện)\b.{0,60}\bnày\b"
    r"|^(?:\d\. )?(?:Công bố|Phê duyệt)(?: \d{1,3})? (?:[Dd]anh mục|quy trình nội bộ"
    r"|nhóm thủ tục)"
    r"|^Thay thế (?:một số |các )?cụm từ|\bnày bãi bỏ\b"
    r"|^(?:Sửa đổi|Bổ sung|Thay thế|Bãi bỏ)\b.{0,60}\b(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|cụm từ|[Pp]hụ lục)\b"
    r"|^(?:Bãi|H[ủu][yỷ]) bỏ\b.{0,60}\b(?:[Nn]hiệm vụ (?:số )?\d|[Mm]ục [IVX\d])",
    re.DOTALL,
)
# The sentence in which a document is made.
MAKES = re.compile(
    r".{0,900}?\bban hành (?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Chương trình|Quy định)\b"
    r"|.{0,900}?\b(?:xây dựng Kế hoạch|phát động (?:đợt |phong trào )?thi đua)\b",
    re.DOTALL,
)
# The sentences that close one.
_FORMULA = re.compile(
    r"(?:Trên đây là|.{0,80}\bthông báo (?:để|đến|tới) |.{0,80}\btrân trọng thông báo\W*$"
    r"|.{0,200}\b(?:thực hiện|thi hành)\b.{0,80}\bnày\W*$|.{0,400}\bchịu trách nhiệm thi hành\W*$"
    r"|.{0,200}?(?:[Yy]êu cầu|[Đđ]ề nghị|giao)\b.{0,300}?(?:nghiêm túc|khẩn trương)?\s(?:triển khai|tổ chức)\s?"
    r"(?:tổ chức )?(?:thực hiện|thi hành)|.{0,60}?(?:[Yy]êu cầu|[Đđ]ề nghị)\b.{0,400}\bthực hiện nghiêm túc"
    r"(?:,? (?:bảo đảm |đảm bảo )?(?:nghiêm túc|Chỉ thị|Kế hoạch|này|mục đích|yêu cầu|có hiệu quả"
    r"|hiệu quả|chất lượng|tiến độ"
    r"|đúng quy định)){0,6}\W*$)",
    re.DOTALL,
)
# What is told of things and cases, not of anybody who must act.
_RULES = re.compile(
    r"(?:Việc|Tài liệu|Hồ sơ|Văn bản|Trường hợp|Đối với (?:văn bản|tài liệu|hồ sơ|trường hợp))\b"
    r"|(?:Đối tượng|Cơ quan|Thành phần|Cách thức|Trình tự|Kết quả)\b[^:.;]{0,60}\b(?:TTHC|thủ tục)\b"
    r"[^:.;]{0,40}:"
    r"|[^,;.]{0,160}\bthực hiện theo (?:quy định|hướng dẫn) (?:của|tại)\b"
)
# Before whom somebody answers for what he does, which is no work.
_ANSWERS = re.compile(r"[^.;:]{3,120}? chịu trách nhiệm trước [^.;]{3,200}\.?$")
# Papers and documents by their names, not orders ("Đề nghị của tổ chức …", "Quyết định số …").
_NAMED = re.compile(r"(?:Đề nghị|Báo cáo|Thông báo|Quyết định|Quy định|Hướng dẫn|Kiến nghị|Yêu cầu) (?:của|số)\b")
_CITES = re.compile(
    r"Căn cứ (?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Quy chế|Quy định|Chỉ thị"
    r"|Kế hoạch|Kết luận)\b"
)
# Where the page of a site speaks of the document it shows.
_OF_PAGE = re.compile(r"Văn bản này chưa cập nhật")
_MONEY = re.compile(r"(?:Nguồn )?[Kk]inh phí|Ngân sách|Nguồn vốn|Mức chi")
# A figure to reach, and nobody told by name to reach it.
_FIGURE = re.compile(
    r"(?:Đưa|Phấn đấu|Đạt|Tỷ lệ|Tỉ lệ|Có|Giảm|Tăng(?! cường))\b[^;:]{0,200}?\d\s?%"
    r"|T[ỷỉ] lệ\b"
)
_DONE = re.compile(
    r"\b(?:đã|ghi nhận và|vẫn còn|còn (?:có|hạn chế|nhiều|chậm)|chưa được|thời gian qua|những năm qua)\b"
)
_JUDGES = re.compile(
    r"(?:Trong (?:(?:những|các) năm|bối cảnh)|Trước (?:tình hình|thực trạng) đó|Thời gian qua"
    r"|Những năm|Nhìn chung|Tuy nhiên|Hiện nay|Bên cạnh"
    r"|(?:Đồng thời, )?[Qq]ua (?:theo dõi|kiểm tra|báo cáo|rà soát)"
    r"|Về (?:tồn tại|hạn chế|tình hình|kết quả)|Kết quả|Nguyên nhân|Đánh giá|Biểu dương|Hoan nghênh|Ghi nhận|Thay mặt"
    r"|Cùng dự|Tham dự|Dự (?:họp|buổi)|Tham gia (?:Đoàn|buổi)|Hội nghị|Cuộc họp|Các ý kiến"
    r"|Thứ (?:nhất|hai|ba|tư|năm)|[^.;:,]{3,60}? thống nhất đánh giá)\b"
)
# What a heading under which nothing orders is about; the first that is found.
_SILENT: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.CRITERION, re.compile(r"mục tiêu|chỉ tiêu|tiêu chí|tiêu chuẩn|số lượng", re.IGNORECASE)),
    (
        Reason.AIM,
        re.compile(r"mục đích|yêu cầu|quan điểm|nguyên tắc|phương châm|tầm nhìn|định hướng", re.IGNORECASE),
    ),
    (
        Reason.ASSESSMENT,
        re.compile(
            r"tình hình|kết quả|đánh giá|thực trạng|bối cảnh|sự cần thiết|ưu điểm|tồn tại|hạn chế|nguyên nhân|bài học"
            r"|hiệu quả|đặc điểm",
            re.IGNORECASE,
        ),
    ),
    (Reason.BASIS, re.compile(r"căn cứ|cơ sở", re.IGNORECASE)),
)


def is_order(text: str) -> bool:
    """Whether words order by themselves: they address somebody, open with an order's verb, or say that one must."""
    if len(text.split(maxsplit=_LEAST_WORDS)) < _LEAST_WORDS or text.isupper() or _NAMED.match(text):
        return False
    if owners.is_given(text) or orders.addresses(text) or _MUST.search(text):
        return True
    if not _ADVERBIAL.match(text):
        return bool(verbs.opens(text))
    ends = (found.end() for found in _CLAUSE.finditer(text, 0, _FAR))
    return any(verbs.opens(text[at:]) and not _ADVERBIAL.match(text, at) for at in ends)


def is_given(text: str) -> bool:
    """Whether words order somebody by name."""
    return owners.is_given(text)


def of_words(text: str) -> Reason | None:
    """What a piece says of itself."""
    if _OF_PAGE.search(text):
        return Reason.SITE
    if _EFFECT.search(text):
        return Reason.EFFECT
    if _FORMULA.match(text):
        return Reason.FORMULA
    if _CITES.match(text) and not orders.addresses(text):
        return Reason.BASIS
    if _MONEY.match(text):
        return Reason.MONEY
    is_of_papers = statements.is_of_layout(text) and not owners.is_given(text)
    if is_of_papers or statements.is_of_organs(text) or _ANSWERS.match(text):
        return Reason.PROCEDURE
    if _FIGURE.match(text):
        return Reason.CRITERION
    if _RULES.match(text) and not orders.addresses(text):
        return Reason.PROCEDURE
    if _JUDGES.match(text) or (_DONE.search(text, 0, _NEAR) and not _MUST.search(text)):
        return Reason.ASSESSMENT
    return None


def of_mode(mode: Mode, heading: str, text: str) -> Reason | None:
    """What the headings above say; under money and rules an order to a named body still counts."""
    is_addressed = owners.is_given(text) or (orders.addresses(text) and not orders.is_power(text))
    match mode:
        case Mode.SILENT:
            named = (reason for reason, grammar in _SILENT if grammar.search(heading))
            return next(named, Reason.PROCEDURE)
        case Mode.ASSESSED if not orders.is_to_come(text):
            return Reason.ASSESSMENT
        case Mode.MONEY if not is_addressed:
            return Reason.MONEY
        case Mode.STRICT | Mode.RULED if not is_addressed:
            return Reason.PROCEDURE
        case _:
            return None
