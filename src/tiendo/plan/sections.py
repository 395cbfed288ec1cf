"""What kind of matter stands under a heading: orders, assessments and aims, money, or not yet told.

>>> mode("I. MỤC ĐÍCH, YÊU CẦU", Mode.OPEN), mode("III. TỔ CHỨC THỰC HIỆN", Mode.OPEN)
(<Mode.SILENT: 'silent'>, <Mode.ORDERS: 'orders'>)
"""

from __future__ import annotations

import re
from enum import StrEnum

from tiendo import late
from tiendo.plan import verbs


class Mode(StrEnum):
    """OPEN: units that read as orders. ORDERS: every unit. MONEY, STRICT: those to a named body. SILENT: none.

    RULED, in the articles of a regulation: those to a named body, and every unit under a heading that names one.
    ASSESSED, under what has been: those that turn to what must come.
    """

    OPEN = "open"
    ORDERS = "orders"
    MONEY = "money"
    STRICT = "strict"
    RULED = "ruled"
    ASSESSED = "assessed"
    SILENT = "silent"


_ORDERS = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức (?:triển khai )?thực hiện|phân công|trách nhiệm|\Anghĩa vụ|nội dung(?! và mục tiêu)"
    r"|các hoạt động|công tác chỉ đạo|biện pháp|tiến độ|lộ trình|tổ chức triển khai"
    r"|phương án (?:tổ chức|triển khai|thực hiện)",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"mục đích|yêu cầu|quan điểm|mục tiêu|chỉ tiêu|nguyên tắc|đối tượng|phạm vi|căn cứ"
    r"|cơ sở(?! dữ liệu| vật chất|,| giáo)|tình hình"
    r"|kết quả|đánh giá|sự cần thiết|bối cảnh|thực trạng|tiêu chuẩn|tiêu chí"
    r"|hồ sơ|thủ tục|hình thức|số lượng|giải thích từ ngữ|hiệu lực|phương châm|tầm nhìn|ưu điểm|tồn tại"
    r"|hạn chế|nguyên nhân|bài học|thời gian(?!.*(?:nhiệm vụ|báo cáo))|địa điểm|thành phần"
    r"|hiệu quả|định hướng|đặc điểm|điều kiện|chương trình làm việc|vị trí,? (?:và )?chức năng|cơ cấu tổ chức|biên chế"
    r"|trình tự",
    re.IGNORECASE,
)
_MONEY = re.compile(r"kinh phí|nguồn vốn|nguồn lực tài chính|ngân sách|dự toán", re.IGNORECASE)
_AIM_ONLY = late.pattern(r"(?:mục đích|yêu cầu|quan điểm|mục tiêu|chỉ tiêu|căn cứ|tình hình|kết quả)", re.IGNORECASE)
_RULES = re.compile(r"khen thưởng|tiêu chuẩn|số lượng|thủ tục|hồ sơ", re.IGNORECASE)
# A heading with these orders, whatever the work is about ("Trách nhiệm phối hợp giải quyết thủ tục").
_WORK = re.compile(r"nhiệm vụ|tổ chức thực hiện|trách nhiệm|phân công", re.IGNORECASE)
_TO_DO = re.compile(
    r"(?:thực hiện|triển khai|tập trung|làm|giải quyết)\b[^.;:]{0,60}?"
    r"\b(?:nhiệm vụ|giải pháp|nội dung|công việc|việc)\b[^.;:]{0,40}(?:sau(?: đây)?|dưới đây)\s*:\s*$"
)
_ASSESSES = re.compile(r"tình hình|kết quả|đánh giá|ưu điểm|tồn tại|hạn chế|nguyên nhân|thực trạng", re.IGNORECASE)
# A heading of several matters, one of them of the kind that rules lay down: only what names a body orders under it.
_OF_RULES = re.compile(
    r"(?!(?:phạm vi|đối tượng|nguyên tắc|mục đích|mục tiêu|thành phần)\b|.*\b(?:nhiệm vụ|trách nhiệm|giải pháp)\b)"
    r"[^:.]*?(?:,|\bvà)\s"
    r"(?:đối tượng|phạm vi|hình thức|thời gian|thời hạn|hồ sơ|thẩm quyền)\b",
    re.IGNORECASE,
)
_WHOM = re.compile(r"(?:Đối tượng|Nguyên tắc|Hình thức) ")
_DEMANDS = re.compile(
    r"(?:về )?(?:một số|các) yêu cầu\b|yêu cầu (?:đối với(?! (?:hoạt động|công tác|việc)\b)|các|cụ thể)\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"(?:Các )?(?:[Tt]iêu chí|[Tt]iêu chuẩn|[Cc]hỉ tiêu|[Cc]ách (?:thức|tính)|[Tt]hang điểm|[Đđ]iều kiện|[Hh]ồ sơ"
    r"|[Hh]ình thức khen|[Cc]ơ cấu giải|[Kk]hen thưởng|[Xx]ếp (?:loại|hạng)|[Tt]rình tự|[Qq]uy trình)\b(?!.*nhiệm vụ)"
)
_LISTS = re.compile(
    r"\b(?:chỉ tiêu|tiêu chí|tiêu chuẩn|mục tiêu|nguyên tắc|điều kiện|đối tượng|hồ sơ|thành phần|danh mục|trường hợp"
    r"|hình thức|ghi (?:nhận |rõ )?(?:các |những )?nội dung"
    r"|chức năng)"
    r"(?:\s(?:cụ thể|chính|chủ yếu|cơ bản|chung))?(?:,? (?:cụ thể )?(?:như )?sau(?: đây)?|\s(?:bao )?gồm)?\s*:\s*$",
    re.IGNORECASE,
)
# What such a heading opens is a list of things, or the steps that a procedure takes whenever it is used.
_LISTED = re.compile(
    r"(?:quy trình(?: nội bộ)?|nội dung(?: cụ thể)?(?: của)?(?: từng)?|trình tự(?:,| và)?|cơ quan giải quyết)\s"
    r"(?:[^:.]{0,40}\s)?(?:thủ tục|TTHC)\b"
    r"|nội dung (?:phương án |đề xuất |kiến nghị )?(?:cắt giảm,? |và )*đơn giản\b"
    r"|danh mục\b(?!.*\b(?:nhiệm vụ|công việc|hoạt động|đề án|chương trình|kế hoạch|phân công|chỉ đạo"
    r"|cơ quan|đơn vị)\b)"
    r"|danh mục (?:các )?(?:dự án|công trình|hồ sơ|văn bản|thủ tục|TTHC|tài liệu)\b",
    re.IGNORECASE,
)
# Whoever is only listed is told nothing: in the name of a firm the words of an order are its trade.
_NAMES = re.compile(
    r"danh sách\b(?!.*\b(?:nhiệm vụ|công việc|hoạt động|phân công|chỉ đạo|kế hoạch|báo cáo|thời hạn)\b)", re.IGNORECASE
)
# How something is done is told step by step; only what is laid on a body by name is an order there.
_STEPS = re.compile(r"(?:(?:các )?bước|phương pháp|cách thức)\b", re.IGNORECASE)
# How a form is filled in binds whoever fills it in, each time.
_FORMS = re.compile(
    r"(?:bản )?hướng dẫn (?:cách )?(?:sử dụng|ghi|điền|kê khai|lập)\b[^.:]{0,40}\b(?:mẫu|biểu|ấn chỉ|tờ khai)\b",
    re.IGNORECASE,
)
# What goes on as before is laid down by rules, in whatever part of a regulation.
_TRANSITION = re.compile(r"(?:quy định|điều khoản|xử lý) chuyển tiếp\b", re.IGNORECASE)
# How far earlier tasks have come.
_STANDING = re.compile(r"(?:kết quả|tình hình|tiến độ) thực hiện (?:các )?nhiệm vụ\b", re.IGNORECASE)
# What a report or an evaluation must hold is no work of its own, unless it says whose.
_HELD = re.compile(r"nội dung (?:đánh giá|báo cáo)(?! của)\b", re.IGNORECASE)
_CONSISTS = re.compile(r"(?:các )?nội dung\b", re.IGNORECASE)
_STEP = re.compile(r"Bước (?:\d{1,2}|thứ)\b")
_PUBLISHES = re.compile(r"công bố\b.{0,300}\b(?:thủ tục hành chính|TTHC)\b", re.IGNORECASE | re.DOTALL)
_POWERS = re.compile(r"(?:nhiệm vụ|chức năng),? (?:và )?quyền hạn\b", re.IGNORECASE)
_LENGTH = 140
_HEAD = 24


def mode(heading: str, above: Mode, *, is_name: bool = False) -> Mode:
    """The mode under ``heading``, given the one around it.

    What a body is called says nothing of what stands under its name ("Các cơ sở khám bệnh"), except in rules.
    """
    words = " ".join(heading.split())
    is_step = above is Mode.SILENT and _STEP.match(words)
    if is_step or lists_things(words) or _LISTED.match(words) or _NAMES.match(words) or _STANDING.match(words):
        return Mode.SILENT
    if _FORMS.match(words):
        return above if above is Mode.SILENT else Mode.STRICT
    if len(words) > _LENGTH or (above is Mode.SILENT and _DEMANDS.match(words)):
        return above
    if above is not Mode.SILENT and _is_of_rules(words):
        return Mode.STRICT
    if is_name and above in (Mode.OPEN, Mode.ORDERS):
        return above
    if _DEMANDS.match(words):
        return Mode.ORDERS
    if words.isupper() or (above is not Mode.ORDERS and not _WHOM.match(words)):
        return _told(words, above)
    if _MEASURES.match(words):
        return Mode.STRICT
    if re.match(
        r"(?:Mục đích|Yêu cầu(?! các| Sở| UBND)|Quan điểm|Mục tiêu|Chỉ tiêu|Nguyên tắc|Đối tượng|Phạm vi"
        r"|Thời gian,? địa điểm|Thành phần|Căn cứ\b(?=.{0,30}$))",
        words,
    ):
        return Mode.SILENT
    return Mode.MONEY if re.match(r"(?:Nguồn |Phương án (?:huy động|bố trí) )?[Kk]inh phí", words) else above


def heading(own: str, first: str) -> str:
    """The words of a unit; of a part with a number alone the line under it, where that says what is only listed."""
    return own or (first if _FORMS.match(first) or _NAMES.match(first) else "")


def attached(title: str) -> Mode:
    """The mode of the annexes of a document: one that publishes procedures says in them how these go."""
    return Mode.STRICT if _PUBLISHES.search(title) else Mode.OPEN


def defines(heading: str) -> bool:
    """Whether an article's heading says of what some matter consists, and speaks of nobody's work."""
    return bool(_CONSISTS.match(heading)) and len(_ORDERS.findall(heading)) == 1


def _is_of_rules(words: str) -> bool:
    """Whether a heading names what a report holds or how old cases go on, or several matters with one of rules."""
    return bool(_HELD.match(words) or _TRANSITION.match(words) or (_OF_RULES.match(words) and not verbs.opens(words)))


def _silent(words: str) -> re.Match[str] | None:
    """The word that says that what follows orders nothing, where it stands near the head of the heading.

    Behind a verb it is what the order is about ("Nâng cao hiệu quả trồng rừng").
    """
    found = _SILENT.search(words)
    if found is None or found.start() > _HEAD:
        return None
    return None if found.start() > 0 and _is_behind_verb(words) else found


def lists_powers(heading: str) -> bool:
    """Whether a heading says that powers stand among the tasks under it."""
    return bool(_POWERS.search(heading, 0, _LENGTH))


def lists_things(text: str) -> bool:
    """Whether a lead-in announces a list of figures, conditions or papers, and no work."""
    return text.rstrip().endswith(":") and bool(_LISTS.search(text))


def _is_of_work(words: str, above: Mode) -> bool:
    """Whether a heading that speaks of papers or rewards says whose work they are, or what is to be done to them.

    In rules it is the matter that counts: "Giải quyết hồ sơ" heads how that is done.
    """
    if _WORK.search(words):
        return True
    return above in (Mode.OPEN, Mode.ORDERS) and _is_behind_verb(words)


def _is_behind_verb(words: str) -> bool:
    return bool(verbs.opens(words.capitalize() if words.isupper() else words))


def asks_for_work(text: str) -> bool:
    """Whether a lead-in announces what is to be done, and nothing else ("… thực hiện các nhiệm vụ sau:")."""
    return bool(_TO_DO.search(text, max(0, len(text) - _LENGTH)))


def _told(words: str, above: Mode) -> Mode:
    orders, silent, money = _ORDERS.search(words), _silent(words), _MONEY.search(words)
    if above is Mode.SILENT and orders and orders.start() and orders[0].lower() == "nội dung":
        orders = _ORDERS.search(words, orders.end())
    if _STEPS.match(words) and not orders:
        return above if above is Mode.SILENT else Mode.STRICT
    if _RULES.search(words) and not _is_of_work(words, above):
        return above if above is Mode.SILENT else Mode.STRICT
    if silent and (
        not orders
        or (
            _AIM_ONLY.match(words)
            and silent.start() < orders.start()
            and not re.search(r"nhiệm vụ", words, re.IGNORECASE)
        )
    ):
        return Mode.ASSESSED if _ASSESSES.match(silent[0]) else Mode.SILENT
    if orders:
        return Mode.ORDERS
    if money:
        return Mode.MONEY
    return above
