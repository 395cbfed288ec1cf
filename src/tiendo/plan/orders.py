"""Whether words order something: told by how they open, by the mode they stand in, and by what they are not.

>>> from tiendo.plan.sections import Mode
>>> is_order("Rà soát các hồ chứa.", Mode.OPEN), is_order("Kinh phí được bố trí từ ngân sách.", Mode.ORDERS)
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiendo import late
from tiendo.plan import bodies, owners, repeals, statements, verbs
from tiendo.plan.sections import Mode
from tiendo.viet import LOWER, UPPER

_ASSESSES = re.compile(
    r"(?:Trong (?:những|các) năm|Thời gian qua|Những năm|Nhìn chung|Tuy nhiên|Cơ bản (?:thống nhất"
    r"|nhất trí)|Ghi nhận|Hiện nay|Qua (?:theo dõi|kiểm tra|báo cáo)"
    r"|Bên cạnh|Kết quả|Nguyên nhân|Thay mặt|Việc (?!triển khai|ban hành"
    r"|xây dựng)|Tình hình|Mức độ|Tồn tại|Đánh giá cao|Biểu dương và|Hoan nghênh|Mục tiêu"
    r"|[^.;:,]{3,60}? thống nhất đánh giá)"
)
#: How a paragraph opens that speaks of the whole document.
FRAMES = re.compile(
    r"(?:Trên đây là|Văn phòng [^.]{3,80} (?:xin )?thông báo|.{0,80}thông báo (?:để|đến|tới)"
    r"|Quyết định này|Quyết định có hiệu lực|Chỉ thị này|Kế hoạch này|Thông tư này|Nghị định này)"
)
_MONEY = re.compile(
    r"(?:Nguồn )?[Kk]inh phí|Nguồn vốn|Từ nguồn|Ngân sách|Mức chi|Nội dung (?:và )?mức chi|Sử dụng nguồn"
    r"|Huy động (?:từ )?các nguồn"
)
_INTRODUCED = late.pattern(
    r"(?:Đối với|Căn cứ|Trên cơ sở|Trong|Sau khi|Khi|Trước|Để|Nhằm|Hằng năm|Hàng năm|Định kỳ|Theo|Về)\b"
)
_PRAISES = re.compile(r"g(?<!\wg)hi nhận(?: và|,| sự)|đ(?<!\wđ)ánh giá cao|h(?<!\wh)oan nghênh")
_SUBJECT_LENGTH = 120
_ENACTS = re.compile(r".{0,80}\bcó hiệu lực (?:thi hành )?(?:từ|kể từ)")
_LEADS_ON = re.compile(r"(?:như sau|sau đây|sau|yêu cầu|quyết định|kết luận|thông báo)\s*:\s*$")
_ANNOUNCES = re.compile(
    r"\b(?:ban hành|quy định|kết luận|thông báo|hướng dẫn|xây dựng|phê duyệt|yêu cầu|quyết định|chỉ thị|có ý kiến)\b"
    r".{0,300}$",
    re.DOTALL | re.IGNORECASE,
)
_BASIS = re.compile(rf"(?:Căn cứ(?! (?:vào )?[{LOWER}])|Xét|Theo đề nghị)\b")
# The sentence in which a document is made, over its first article.
_MAKES = re.compile(
    r"[^.;:]{3,100}\squyết định ban hành (?:Quy chế|Quy định|Nghị định|Nghị quyết|Thông tư|Quyết định)\b[^.;:]*[.:]$"
)
# A paragraph that stops at a comma leads up to who decides.
_RESTS_ON = re.compile(r"(?:Trên cơ sở|Sau khi|Căn cứ|Theo đề nghị)\b")
_ISSUES = late.pattern(
    r"Ban hành kèm theo|Ban hành [^.;]{3,200}? kèm theo (?:Nghị quyết|Quyết định|Thông tư|Nghị định|Quy định) này\b"
)
# A document by its number, since when it is in force: what a consolidated text was put together from.
_IN_FORCE = late.pattern(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư)(?: liên tịch)? số\s[^.;]{5,400}\bhiệu lực\b"
)
_COMPETENCE = late.pattern(
    r"(?:(?:Thảo luận|Xem xét)(?:,| và) )?(?:thông qua|quyết định|bầu|miễn nhiệm|phê chuẩn|ký(?! kết)|cử|đại diện"
    r"|được quyền|có quyền)\b",
    re.IGNORECASE,
)
_ABOLISHES = late.pattern(r"(?:bãi|hủy|huỷ) bỏ\b", re.IGNORECASE)
#: Who answers for carrying the document out, at the end of a sentence.
RESPONSIBLE = re.compile(
    r"(?:có|chịu) trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện|triển khai)"
    r" (?:Quyết định|Nghị quyết|Thông tư|Nghị định|Chỉ thị|Kế hoạch|Quy định|Quy chế|Chương trình|Đề án"
    r"|Hướng dẫn|Kết luận) này\s*[./]*$"
)
_COUNTED = re.compile(r"\d{1,3}\s[^\W\d_]")
_SHALL = re.compile(
    r"(?<![Ll]ề )(?<![Bb]ên )(?<!mép )(?<!góc )(?<![Kk]hông )(?<!vụ việc )(?<!trường hợp )"
    r"\b(?:phải|cần|có trách nhiệm)\b"
)
_TO_COME = late.pattern(r"(?:Trong )?(?:thời gian|những năm|năm) tới|Từ nay", re.IGNORECASE)
_MUST = re.compile(r"\s*(?:phải|cần)\b")
_QUOTA = late.pattern(r"không quá \d{1,3}\b(?! (?:ngày|giờ|tuần|tháng))|\d{1,3} (?:cá nhân|tập thể)\b", re.IGNORECASE)
_CASE = re.compile(r"(?:Trường hợp|Nếu)\b")
# In small letters, what each of the next has.
_LAYS = ("trách nhiệm", "trường hợp", "nếu")
_MAY_LAY = re.compile(r"trách nhiệm|(?<=[.;] )(?:trường hợp|nếu)\b", re.IGNORECASE)
# A lead-in that ends so is not done speaking: what stands under it is what its order is done to.
_TO_OBJECTS = re.compile(r"\bđối với(?: các [^:.;,]{2,60} sau(?: đây)?)?\s*:\s*$")
# What a thing that is to be made will be there for is no work of its own, however it begins.
_TO_USES = late.pattern(
    r"(?:xây dựng|thiết lập|hình thành|thành lập|lập|bố trí)\s[^:.;]{0,60}?\b(?:cơ chế|chính sách|mô hình|đội ngũ"
    r"|mạng lưới|hệ thống|nhóm|tổ|quỹ|câu lạc bộ)\b[^:.;]{0,200}\s(?:trong|cho|phục vụ|để (?:làm|thực hiện)) "
    r"(?:các|những) (?:việc|công việc|hoạt động|lĩnh vực|trường hợp|mục đích|khâu) (?:sau|dưới)(?: đây)?\s*:\s*$",
    re.IGNORECASE,
)
# "hoàn thiện các báo cáo:" and each item is one by its first words.
_THINGS_NAMED = late.pattern(r"\b(?:các|những|\d{1,2})\s(?P<name>[^\W\d_]+(?:\s[^\W\d_]+){0,2})(?:\s\w+){0,2}\s*:\s*$")
_TO_PARTS = re.compile(
    r"\b(?:(?:bao )?gồm(?: có)?|như|là|với|của|về|cho"
    r"|(?:các|những|\d{1,2})\s(?!nhiệm vụ|nội dung|việc|công việc|công tác|giải pháp|biện pháp|hoạt động|yêu cầu)"
    r"[^:.;,]{2,60}?(?:\ssau(?: đây)?)?)\s*:\s*$"
)
_TO_CONTENTS = re.compile(
    r"\b(?:gồm|với|về|đăng tải|công khai|niêm yết|công bố|cung cấp|kiểm tra)\b[^.;:]{0,100}?\b(?:các )?nội dung"
    r"(?:\s[^\W\d_]+){0,4}\s*:\s*$"
)
# A name of a thing may begin as an order does; of so many things one.
_FEW = 5
# In a line of time, a sentence that has something handed in or summed up.
_HANDED_IN = re.compile(
    r"(?:Tổng kết|Sơ kết|Gửi|Nộp|Trình|Báo cáo|Công bố)\b"
    r"|[^.;]{3,200}?\b(?:gửi|nộp)\b[^.;]{0,60}?\s(?:về|đến|cho|lên)\s"
)
_OF_A_MATTER = re.compile(r"(?:Việc|Công tác)\s[^.;:]{4,200}?\s(?:phải|cần)\s")
# "Hội đồng được thành lập để …" tells what a body is made for; "được giao chủ trì có trách nhiệm …" orders.
_IS_MADE = re.compile(r"\s+được\s")
_WHAT_FOR = re.compile(r"\s*(?:để|nhằm|theo|trên cơ sở|khi|tại|trong)\b")
# Rules bind people by what they are; what such a one must have is a standard and no duty.
_MEMBER_MUST = late.pattern(
    r"(?:(?:Các|Mọi|Mỗi|Những) )?(?:[Cc]án bộ|[Cc]ông chức|[Vv]iên chức|[Nn]hân viên|[Tt]hương nhân|[Tt]hành viên"
    r"|[Nn]gười|[Cc]á nhân|[Tt]ổ chức|[Hh]ộ|[Dd]oanh nghiệp)\b[^.;:]{0,160}?"
    r"\s(?:phải(?! có\b)|có trách nhiệm|không được)\b"
)
# Of things that are handed over or kept up to date somebody must do so; how others must be is a rule.
_HANDED_ON = late.pattern(r"[^.;:]{3,120}?\sphải được (?:gửi|cập nhật|báo cáo|nộp)\b")
_ADVERBIAL = late.pattern(
    r"(?:để|nhằm|khi|nếu|căn cứ|trên cơ sở|theo|trong|trước|sau|hằng|hàng|đối với|đã|đang|sẽ|vào)\b", re.IGNORECASE
)
# No step of a procedure is told so, and no rule: only what somebody is to do more of.
_URGES = re.compile(r"(?:Đẩy mạnh|Tăng cường|Tiếp tục đẩy mạnh|Tiếp tục tăng cường|Khẩn trương)\s")
_DECIDES = re.compile(
    r"\s*(?:quyết định\s(?:việc|hủy|huỷ|cho)|có thẩm quyền(?! [^.;:]{0,80}\b(?:phải|trách nhiệm)\b))\b"
)
# "X được hưởng …": what somebody has a right to; "làm việc theo chế độ …" how he works, the rest what he is liable for.
_HAS = re.compile(
    r"(?:\s[^\W\d_]+){0,3}?\s*(?<!không )(?<!phải )được\s(?:quyền|phép|hưởng|tham (?:dự|gia)|sử dụng|đào tạo"
    r"|bồi dưỡng|trang bị"
    r"|[A-ZĐ][^.;:,]{2,40}? cung cấp)\b"
    r"|\s*làm việc theo (?:chế độ|nguyên tắc|hình thức)\b"
    r"|\s*chịu trách nhiệm (?:trực tiếp|cá nhân|liên đới)\b"
    r"|\s*phải chịu trách nhiệm (?:đối với|về) (?:việc|những|mọi)\b"
)
# What an organ may ask of others, as charters say it.
_MAY_ASK = re.compile(r"\s*có quyền\b")
_HAS_DUTY = late.pattern(r"\b(?:có nhiệm vụ|trách nhiệm (?!trước|cá nhân))")
_CAN = re.compile(r"\s*có thể\s")
_LEFT_OPEN = late.pattern(r"(?:Tùy|Tuỳ|Trường hợp|Khi|Nếu)\b[^.;:]{0,160}?,\scó thể\s")
_HAS_DONE = re.compile(r"\s*(?:đã|đang)\s")
_DUTY = re.compile(
    r"\s*(?:là (?:cơ quan (?:thường trực|chủ trì|đầu mối)|đầu mối)|(?:có|chịu) trách nhiệm|có chức năng)\b"
)
# An order that goes on to say what matters most in it.
_STRESSED = re.compile(
    r",\s+(?:trong đó,?\s+|nhất là\s+)(?:cần\s+)?(?:lưu ý|tập trung|chú trọng|chú ý|ưu tiên|quan tâm)\b[^.;:]{0,160}:$"
)
# An order whose parts stand in brackets behind it ("Giao Sở X lập đề án (trong đó: (1) …").
_PARTED = re.compile(r"\s\((?:trong đó|cụ thể|bao gồm|gồm)\s?:$")
_FORESEEN = re.compile(r"dự kiến(?<!\wdự kiến) (?:là |khoảng |đạt )?\d[\d.,]*\s?(?:%|tỷ|tỉ|triệu|nghìn|m2|m²|ha\b)")
_NEED = re.compile(r"(?:Tổng hợp )?(?:[Nn]hu cầu|[Tt]ổng (?:nhu cầu|mức|số|vốn|kinh phí))\b")
_DOCUMENT = late.pattern(
    r"(?:Nghị định|Nghị quyết|Thông tư|Quyết định|Kế hoạch|Đề án|Dự án|Chương trình|Quy chế|Luật)\b"
)
_INTRODUCTION = 500
_TOPIC = re.compile(r"[^:.;\n]{4,120}:\s+")
#: Where one sentence ends and the next begins.
SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[{UPPER}])")
_ALWAYS_TASK = re.compile(r"(?:Giao|Yêu cầu|Đề nghị)\s")


def is_order(text: str, mode: Mode) -> bool:
    """Whether an enumerated unit's words are an order in ``mode``."""
    if mode is Mode.SILENT or _says_no_work(text) or _only_abolishes(text):
        return False
    if owners.is_given(text):
        return True
    if (_ASSESSES.match(text) or FRAMES.match(text) or issues(text)) and not is_of_a_matter(text):
        return False
    if _MONEY.match(text) and not duty_inside(text):
        return False
    if _PRAISES.search(text[:_SUBJECT_LENGTH]) or RESPONSIBLE.search(text):
        return False
    return _is_order_in(mode, text)


def _only_abolishes(text: str) -> bool:
    """Whether words take places of another document out of force, and tell nobody to do anything."""
    return bool(_ABOLISHES.match(text) and repeals.places(text)) and not owners.turned(text)


def issues(text: str) -> bool:
    """Whether a sentence issues something, or says from when it is in force."""
    if text.startswith("Ban hành "):
        return bool(_ISSUES.match(text))
    return "hiệu lực" in text and bool(_ENACTS.match(text) or _IN_FORCE.match(text))


def _is_order_in(mode: Mode, text: str) -> bool:
    """Whether words that may be an order are one where they stand."""
    if _is_of_organs(text):
        return False
    match mode:
        case Mode.ORDERS:
            return not _may(text)
        case Mode.ASSESSED:
            return is_to_come(text)
        case Mode.RULED | Mode.OPEN if _MEMBER_MUST.match(text):
            return True
        case Mode.STRICT if _URGES.match(text):
            return True
        case Mode.RULED if _HANDED_ON.match(text):
            return True
        case Mode.MONEY | Mode.STRICT | Mode.RULED:
            return bool(
                ((addresses(text) or is_duty(text)) and not is_power(text)) or duty_inside(text)
            ) and not _QUOTA.search(_unbracketed(text))
        case Mode.OPEN:
            return _reads_as_order(text)
        case Mode.SILENT:
            return False


def _is_of_organs(text: str) -> bool:
    """Whether a sentence says how an organ is made up, or what it has a right to, and of no duty."""
    is_power = "quyền" in text and bool(_MAY_ASK.match(text, owners.opening(text).end))
    return (is_power or statements.is_of_organs(text)) and not _HAS_DUTY.search(text)


def _says_no_work(text: str) -> bool:
    """Whether words are too few, all capitals, an announcement, a basis, a figure to reach or a thing counted."""
    if len(text.split(maxsplit=2)) < 3 or not any(map(str.islower, _unbracketed(text).replace("_", ""))):
        return True
    if is_frame(text) or _is_basis(text) or statements.states(text):
        return True
    if "ính đề nghị" in text[:_SUBJECT_LENGTH]:
        return True
    if "trình bày" in text and statements.is_of_layout(text) and not (owners.is_given(text) or addresses(text)):
        return True
    if _FORESEEN.search(text) and (_NEED.match(text) or not (verbs.opens(text) or addresses(text))):
        return True
    return bool(_COUNTED.match(text)) and not verbs.anywhere(text[:_SUBJECT_LENGTH])


def _reads_as_order(text: str) -> bool:
    """Whether words order something wherever they stand."""
    if is_power(text):
        return False
    if (
        addresses(text)
        or owners.after_address(text)
        or is_duty(text)
        or is_of_a_matter(text)
        or verbs.opens(text)
        or _SHALL.search(text[:_SUBJECT_LENGTH])
    ):
        return True
    if opens(text):
        return True
    turns = [found.end() for found in re.finditer(r"[,:]\s+", text[:_INTRODUCTION])]
    if _INTRODUCED.match(text) and any(verbs.opens(text[at:]) for at in turns):
        return True
    return duty_inside(text) > 0


def only_tells(text: str) -> bool:
    """Whether an unnumbered paragraph announces what follows, tells what has been, or names what it rests on."""
    return (
        is_frame(text)
        or _is_basis(text)
        or bool(_MAKES.match(text))
        or bool(_ASSESSES.match(text) and not is_of_a_matter(text))
    )


def is_frame(text: str) -> bool:
    """Whether words only announce what follows ("… ban hành Kế hoạch như sau:")."""
    return text.rstrip().endswith(":") and bool(_LEADS_ON.search(text) and _ANNOUNCES.search(text))


def _is_basis(text: str) -> bool:
    """Whether words name what a document rests on, by its name, and nobody to do anything."""
    if text.endswith(",") and _RESTS_ON.match(text):
        return True
    return bool(_BASIS.match(text)) and text.rstrip().endswith((";", ",")) and not owners.opening(text).lead


def _may(text: str) -> bool:
    """Whether one sentence says what somebody may do where he sees fit."""
    return bool(_LEFT_OPEN.match(text) or _CAN.match(text, owners.opening(text).end)) and sentences(text) == 1


def addresses(text: str) -> bool:
    """Whether a sentence opens by telling somebody to do something."""
    found = owners.opening(text)
    if not found.lead or _HAS_DONE.match(text, found.end):
        return False
    if _IS_MADE.match(text, found.lead[-1].end) and _WHAT_FOR.match(text, found.end):
        return False
    told = text[found.end :].lstrip(" ,:;")
    is_whole = text.startswith(":", found.end) or bodies.is_whole(text, found.end)
    return bool(verbs.opens(told)) or (is_whole and verbs.is_plain(told))


def is_power(text: str) -> bool:
    """Whether a sentence says what somebody decides when it is asked of him, may have or is: no order."""
    found = owners.opening(text)
    return bool(found.lead) and bool(_DECIDES.match(text, found.end) or _HAS.match(text, found.lead[-1].end))


def is_competence(text: str) -> bool:
    """Whether an item among tasks and powers is a power: what its body decides, elects, signs or stands for."""
    return bool(_COMPETENCE.match(text))


def duty_inside(text: str) -> int:
    """Where behind a semicolon or full stop a clause lays a duty on somebody by name; 0 where none does."""
    small = text.lower()
    if not (any(map(small.__contains__, _LAYS)) and _MAY_LAY.search(text)):
        return 0
    for start in clauses(text)[:-1]:
        clause = text[start].upper() + text[start + 1 :]
        if is_duty(clause) or (_CASE.match(clause) and addresses(clause)):
            return start
    return 0


def lists_objects(text: str, things: Sequence[str]) -> bool:
    """Whether a lead-in orders something and leads up to what it is done to: objects, or parts that order nothing."""
    if not (addresses(text) or opens(text)):
        return False
    if _TO_OBJECTS.search(text):
        return addresses(text)
    if text.endswith(":") and _TO_USES.search(text, len(text) - _INTRODUCTION):
        return True
    said = text[owners.opening(text).end :]
    named = _THINGS_NAMED.search(said)
    if named and things and all(one.lower().startswith(named["name"].lower()) for one in things):
        return True
    ordering = sum(opens(one) or addresses(one) for one in things)
    if not ordering and _TO_CONTENTS.search(said):
        return True
    return bool(_TO_PARTS.search(said)) and ordering * _FEW <= len(things)


def opens(text: str) -> bool:
    """Whether words begin with the verb of an order, or a topic and a colon lead up to it."""
    topic = _TOPIC.match(text)
    return bool(verbs.opens(text) or (topic and verbs.opens(text[topic.end() :])))


def is_of_a_matter(text: str) -> bool:
    """Whether a sentence says of some work, and of nobody, what must be done in it ("Việc rà soát phải …")."""
    return bool(_OF_A_MATTER.match(text))


def handed_in(text: str) -> int | None:
    """Where in a line of time a sentence begins that orders something to be handed in; None where none does."""
    starts = (0, *(found.end() for found in SENTENCE.finditer(text)))
    return next((start for start in starts if _HANDED_IN.match(text, start)), None)


def is_to_come(text: str) -> bool:
    """Whether a sentence among assessments turns to what somebody must do ("Trong thời gian tới, Tỉnh tổ chức …")."""
    found = owners.opening(text)
    return bool(found.lead) and bool(_TO_COME.match(text) or _MUST.match(text, found.end))


def carries_on(text: str) -> bool:
    """Whether a paragraph goes on with what the one before ordered: whole sentences that open with an order's verb."""
    return text.endswith((".", ";")) and bool(verbs.opens(text)) and not _ADVERBIAL.match(text)


def is_duty(text: str) -> bool:
    """Whether a sentence says what somebody is there for ("Sở Y tế là cơ quan thường trực, …")."""
    found = owners.opening(text)
    return bool(found.lead) and bool(_DUTY.match(text, found.end))


def clauses(text: str) -> tuple[int, ...]:
    """Where sentences begin, and clauses behind a semicolon; the last first."""
    found = (*SENTENCE.finditer(text), *re.finditer(r";\s+", text))
    return (*sorted((one.end() for one in found), reverse=True), 0)


def sentences(text: str) -> int:
    """How many sentences stand in the text."""
    return len(SENTENCE.findall(text)) + 1


def own_order(text: str) -> int:
    """How much of a lead-in with sub-units is an order of its own: all, up to the sentence that frames them, or 0."""
    stripped = _unbracketed(text.rstrip())
    if not stripped.endswith(":"):
        return len(stripped) if stripped.endswith((".", ";")) else 0
    cut = 0
    for found in SENTENCE.finditer(stripped):
        cut = found.start()
    if cut:
        return cut
    if stresses(stripped) and (stressed := _STRESSED.search(stripped)):
        return stressed.start()
    if (parted := _PARTED.search(stripped)) and (addresses(text) or owners.is_given(text)):
        return parted.start()
    clause = max(stripped.rfind("; "), 0)
    return clause if clause > 60 and verbs.anywhere(stripped[:clause]) else 0


def stresses(text: str) -> bool:
    """Whether a lead-in orders something and only stresses parts of it ("…, trong đó tập trung:")."""
    return text.endswith(":") and bool(_STRESSED.search(text)) and (addresses(text) or owners.turned(text))


def stressed(text: str) -> tuple[int, int] | None:
    """Where in a lead-in's last sentence an order stands that only stresses parts of itself ("…, trong đó …:")."""
    start = next((found.end() for found in reversed(list(SENTENCE.finditer(text)))), 0)
    last = text[start:]
    found = _STRESSED.search(last) if last.endswith(":") else None
    if found is None or not (verbs.opens(last) or addresses(last) or owners.turned(last)):
        return None
    return start, start + found.start()


def names_document(text: str) -> bool:
    """Whether a title names a document that is to be made."""
    return bool(_DOCUMENT.match(text))


def _unbracketed(text: str) -> str:
    """The text with what stands in brackets blotted out, so that a full stop in there ends no sentence."""
    if "(" not in text:
        return text
    return re.sub(r"\([^()]*\)", lambda found: "(" + "_" * (len(found[0]) - 2) + ")", text)


def later(text: str) -> int | None:
    """Where in a unit that begins by assessing the order begins: at the first sentence that turns to somebody."""
    if not _ASSESSES.match(text):
        return None
    for found in SENTENCE.finditer(text):
        sentence = text[found.end() :]
        if owners.is_given(sentence) or owners.turned(sentence.split(". ")[0]):
            return found.end()
    return None
