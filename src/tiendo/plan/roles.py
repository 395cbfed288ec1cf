"""What a cited document is to the one that cites it: its basis, what it carries out, replaces or amends, or no more.

>>> words = "Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 03/02/2024."
>>> role(words, words.index("12/"), words.index(" ngày")).value
'replaces'
"""

from __future__ import annotations

import re

from tiendo.plan import kinds
from tiendo.plan.model import CitationRole

_BASIS = re.compile(r"\s*(?:-\s*)?(?:Căn cứ|Theo|Xét)\b")
_IMPLEMENTS = re.compile(
    r"\s*(?:-\s*)?(?:(?:Về(?: việc)?|V/v)\s+)?(?:Thực hiện|Triển khai|Để (?:tiếp tục )?(?:triển khai|thực hiện))\b",
    re.IGNORECASE,
)
# "... ban hành Kế hoạch triển khai thực hiện Nghị quyết số ...": what this document was made for.
_MADE_FOR = re.compile(
    rf"\bban hành (?:{kinds.ALTERNATIVES})\s(?:[\w-]+\s){{0,4}}(?:thực hiện|triển khai)\s(?:[\w,]+\s){{0,6}}$",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?P<replaces>thay thế|bãi bỏ|hủy bỏ|huỷ bỏ)\b|\bsửa đổi(?:,? bổ sung)?\b|\bbổ sung\b", re.IGNORECASE
)
# Between the verb and what it changes: which parts, and other documents of the same list.
_PARTS = re.compile(r"\s(?:[\w,]+\s){0,8}")
# What takes away or changes a part leaves the rest in force.
_OF_PARTS = re.compile(r"\b(?:phần|chương|mục|điều|khoản|điểm|nhiệm vụ|nội dung|cụm từ|phụ lục|dòng)\b", re.IGNORECASE)
_LISTED = re.compile(rf"(?:\bvà|,|;)\s+(?:các\s+)?(?:{kinds.ALTERNATIVES})\s+(?:số\s*:?\s*)?$", re.IGNORECASE)
# A number as symbols have one: whatever verb stands behind it is in that document's own title.
_SYMBOL = re.compile(r"\d\w*(?:/|-[^\W\d_]+/)[^\W\d_]|\d/\d{4}/[^\W\d_]")
# Somebody is told to prepare a change: it is not made here.
_TOLD = re.compile(
    r"\b(?:tham mưu|đề xuất|trình|kiến nghị|rà soát|nghiên cứu|xem xét|xây dựng|soạn thảo)\b", re.IGNORECASE
)
_THIS = re.compile(r"\bnày\b")
_ENDS = re.compile(
    r"[^.;\n]{0,240}?\b(?:hết hiệu lực|(?:được|bị) (?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ) (?:bởi|bằng|kể từ|từ ngày))\b"
)
_SENTENCE = re.compile(r"[.:]\s+(?=[^\W\d_])|\n")
_BEFORE = 400
_STRONG = (CitationRole.REPLACES, CitationRole.AMENDS)


def role(text: str, start: int, end: int) -> CitationRole:
    """The role of the document whose symbol is ``text[start:end]``, by the words of its paragraph ``text``."""
    before = _sentence(text, start)
    if changed := _changed(before):
        return changed
    if _ENDS.match(text, end):
        return CitationRole.REPLACES
    if _BASIS.match(text):
        return CitationRole.BASIS
    if _IMPLEMENTS.match(text) or _MADE_FOR.search(before):
        return CitationRole.IMPLEMENTS
    return CitationRole.REFERS


def stronger(first: CitationRole, later: CitationRole) -> CitationRole:
    """The role of a document cited twice: what is done to it, then what was said of it first."""
    if later in _STRONG and first not in _STRONG:
        return later
    return later if first is CitationRole.REFERS else first


def _sentence(text: str, start: int) -> str:
    """What stands before the symbol in its own sentence."""
    before = text[max(0, start - _BEFORE) : start]
    return _SENTENCE.split(before)[-1]


def _changed(before: str) -> CitationRole | None:
    """What the last verb of change does to the symbol behind ``before``; a reference where it is others who do it."""
    verbs = list(_CHANGES.finditer(before))
    if not verbs:
        return None
    verb = verbs[-1]
    between = before[verb.end() :]
    if not (_PARTS.fullmatch(between) or _LISTED.search(between)):
        return None
    first = next((one for one in verbs if not _SYMBOL.search(before, one.end(), verb.start())), verb)
    titled = list(_SYMBOL.finditer(before, 0, first.start()))
    is_own = not titled or _THIS.search(before, titled[-1].end(), first.start())
    if not is_own or _TOLD.search(before, 0, first.start()):
        return CitationRole.REFERS
    is_whole = verb["replaces"] and not (_PARTS.fullmatch(between) and _OF_PARTS.search(between))
    return CitationRole.REPLACES if is_whole else CitationRole.AMENDS
