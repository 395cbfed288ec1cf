"""Whether words order something: told by how they open, by the mode they stand in, and by what they are not.

>>> from tiendo.plan.sections import Mode
>>> is_order("Rà soát các hồ chứa.", Mode.OPEN), is_order("Kinh phí được bố trí từ ngân sách.", Mode.ORDERS)
(True, False)
"""

from __future__ import annotations

import re

from tiendo.plan import owners, verbs
from tiendo.plan.sections import Mode
from tiendo.viet import UPPER

_ASSESSES = re.compile(
    r"(?:Trong (?:những|các) năm|Thời gian qua|Những năm|Nhìn chung|Tuy nhiên|Cơ bản (?:thống nhất"
    r"|nhất trí)|Ghi nhận|Hiện nay|Qua (?:theo dõi|kiểm tra|báo cáo)"
    r"|Bên cạnh|Kết quả|Nguyên nhân|Thứ (?:nhất|hai|ba|tư|năm)\b|Thay mặt|Việc (?!triển khai|ban hành"
    r"|xây dựng)|Đánh giá cao|Biểu dương và|Hoan nghênh|Mục tiêu)"
)
_FORMULA = re.compile(
    r"(?:chịu trách nhiệm (?:thi hành|thực hiện)|(?:nghiêm túc|khẩn trương|tổ chức)?\s*(?:triển khai"
    r"|tổ chức)?,?\s*(?:thực hiện|thi hành)(?: nghiêm(?: túc)?)?(?: có hiệu quả)?(?: các nội dung)?)"
    r"(?:\s+(?:Kế hoạch|Chỉ thị|Quyết định|Công điện|Kết luận|Thông báo|Hướng dẫn|Chương trình|Quy định"
    r"|Nghị quyết|Công văn))?\s*(?:này)?\s*[./]*$",
    re.IGNORECASE,
)
_FRAMES = re.compile(
    r"(?:Trên đây là|Văn phòng [^.]{3,80} (?:xin )?thông báo|.{0,80}thông báo (?:để|đến|tới)"
    r"|Quyết định này|Chỉ thị này|Kế hoạch này|Thông tư này|Nghị định này)"
)
_MONEY = re.compile(
    r"(?:Nguồn )?[Kk]inh phí|Nguồn vốn|Từ nguồn|Ngân sách|Mức chi|Nội dung (?:và )?mức chi|Sử dụng nguồn"
    r"|Huy động (?:từ )?các nguồn"
)
_REST = re.compile(
    r"(?:Nếu|Trong quá trình|Quá trình|Trường hợp|Khi)\b.{0,120}?(?:khó khăn|vướng mắc|phát sinh|vấn đề|cần sửa đổi)",
    re.DOTALL,
)
_INTRODUCED = re.compile(
    r"(?:Đối với|Căn cứ|Trên cơ sở|Trong|Sau khi|Khi|Trước|Để|Hằng năm|Hàng năm|Định kỳ|Theo|Về)\b"
)
_PRAISES = re.compile(r"\b(?:ghi nhận và|ghi nhận,|đánh giá cao|ghi nhận sự|hoan nghênh)")
_SUBJECT_LENGTH = 120
_ENACTS = re.compile(r"Ban hành kèm theo|.{0,80}\bcó hiệu lực (?:thi hành )?(?:từ|kể từ)")
_RESPONSIBLE = re.compile(
    r"chịu trách nhiệm (?:thi hành|thực hiện) (?:Quyết định|Nghị quyết|Thông tư|Nghị định|Chỉ thị) này\s*[./]*$"
)
_INTRODUCTION = 500
_SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[{UPPER}])")
_ALWAYS_TASK = re.compile(r"(?:Giao|Yêu cầu|Đề nghị)\s")


def is_order(text: str, mode: Mode) -> bool:
    """Whether an enumerated unit's words are an order in ``mode``."""
    if mode is Mode.SILENT or len(text.split()) < 3 or not any(map(str.islower, text)):
        return False
    if owners.is_given(text):
        return True
    if _ASSESSES.match(text) or _FRAMES.match(text) or _PRAISES.search(text[:_SUBJECT_LENGTH]):
        return False
    if _MONEY.match(text) or _ENACTS.match(text) or _RESPONSIBLE.search(text):
        return False
    match mode:
        case Mode.ORDERS:
            return True
        case Mode.MONEY | Mode.STRICT:
            found = owners.opening(text)
            return bool(found.lead) and bool(verbs.opens(text[found.end :].lstrip(" ,:")))
        case _:
            if addresses(text) or verbs.opens(text) or re.search(r"\b(?:phải|cần)\b", text):
                return True
            clauses = [found.end() for found in re.finditer(r"[,:]\s+", text[:_INTRODUCTION])]
            return bool(_INTRODUCED.match(text)) and any(verbs.opens(text[at:]) for at in clauses)


def addresses(text: str) -> bool:
    """Whether a sentence opens by telling somebody to do something."""
    found = owners.opening(text)
    return bool(found.lead) and bool(verbs.opens(text[found.end :].lstrip(" ,:;")))


def closing(text: str) -> int | None:
    """Where in a closing paragraph an order of its own begins; None where it is only the formula."""
    at = 0
    for found in [*_SENTENCE.finditer(text), None]:
        end = found.start() if found else len(text)
        sentence = text[at:end].strip()
        if _REST.match(sentence) or (
            sentence and not _is_formula(sentence) and (addresses(sentence) or owners.is_given(sentence))
        ):
            return at
        at = found.end() if found else end
    return None


def is_closing(text: str) -> bool:
    """Whether a last paragraph speaks of the whole document."""
    return bool(
        _FRAMES.match(text)
        or _REST.match(text)
        or owners.is_given(text)
        or re.match(
            r"(?:Yêu cầu|Đề nghị|Căn cứ|Nhận được|(?:Kế hoạch|Chỉ thị|Kết luận|Công văn|Thông báo)\s"
            r"|[^,.;]{3,60} yêu cầu)",
            text,
        )
    )


def _is_formula(sentence: str) -> bool:
    return bool(_FORMULA.search(sentence)) or (
        bool(_FRAMES.match(sentence)) and not re.search(r"báo cáo|xây dựng", sentence)
    )


def own_order(text: str) -> int:
    """How much of a lead-in with sub-units is an order of its own: all, up to the sentence that frames them, or 0."""
    stripped = text.rstrip()
    if not stripped.endswith(":"):
        return len(stripped) if stripped.endswith((".", ";")) else 0
    cut = 0
    for found in _SENTENCE.finditer(stripped):
        cut = found.start()
    if cut:
        return cut
    clause = max(stripped.rfind("; "), 0)
    return clause if clause > 60 and verbs.anywhere(stripped[:clause]) else 0
