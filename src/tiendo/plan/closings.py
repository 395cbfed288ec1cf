"""Closing paragraphs and articles: the bare formula that a document be carried out, and what they order beside it.

>>> is_closing("Yêu cầu các sở, ngành nghiêm túc thực hiện."), closing("Yêu cầu các sở, ngành nghiêm túc thực hiện.")
(True, None)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tiendo import late
from tiendo.plan import orders, owners, verbs

_FORMULA = re.compile(
    r"(?:chịu trách nhiệm (?:thi hành|thực hiện)|(?:nghiêm túc|khẩn trương|tổ chức)?\s*(?:triển khai"
    r"|tổ chức)?,?\s*(?<!tình hình )(?<!kết quả )(?:thực hiện|thi hành)(?: nghiêm(?: túc)?)?(?:,? có hiệu quả)?"
    r"(?: (?:các|những) (?:nội dung|nhiệm vụ|yêu cầu|ý kiến chỉ đạo)(?: (?:nêu )?trên| này)?)?)"
    r"(?:\s+(?:Kế hoạch|Chỉ thị|Quyết định|Công điện|Kết luận|Thông báo|Hướng dẫn|Chương trình|Quy định"
    r"|Nghị quyết|Công văn))?\s*(?:này)?"
    r"(?:[,\s]+(?:và\s+)?(?:nghiêm túc|nghiêm|đầy đủ|kịp thời|đồng bộ|có hiệu quả|hiệu quả|chất lượng|đúng quy định"
    r"|đúng tiến độ|(?:bảo|đảm) ?(?:đảm )?(?:mục đích|yêu cầu|tiến độ|hiệu quả|chất lượng)|đảm bảo|mục đích|yêu cầu"
    r"|theo (?:đúng )?quy định)){0,8}\s*[;,./]*$",
    re.IGNORECASE,
)
# One of the last words of these stands in every such formula.
_MUST_SAY = ("hiện", "hành")
# Whoever is to watch over others as they carry the document out does more than that himself.
_WATCHES = late.pattern(r"Giao\b[^.;]{3,160}?\s(?:đôn đốc|theo dõi|hướng dẫn|kiểm tra|giám sát)\b")
_LONGEST_FORMULA = 500
# In a closing paragraph, a report that is asked for again and again.
_RECURS = re.compile(r"(?:Định kỳ|H[ằà]ng (?:tuần|tháng|quý|năm))\b[^.]{0,80}?\b(?:báo cáo|tổng hợp|gửi)\b")
_REST = re.compile(
    r"(?:Nếu|Trong quá trình|Quá trình|Trường hợp|Khi)\b.{0,120}?(?:khó khăn|vướng mắc|phát sinh|vấn đề|cần sửa đổi)",
    re.DOTALL,
)
_ENACTING = re.compile(
    r"(?:Ban hành|Công bố|Phê duyệt|Thông qua|Bãi bỏ|Thay thế|Sửa đổi|Quy định|Bổ sung|Hủy bỏ)\b"
    r"(?![^.]{0,400}\b(?:giao|chủ trì|có trách nhiệm)\b)"
)


def is_all_formula(lines: Sequence[str]) -> bool:
    """Whether lines that list who is responsible end in the formula that says so ("…; Giám đốc: …; … thi hành …")."""
    return bool(orders.RESPONSIBLE.search(lines[-1])) and all(line.endswith((";", ",")) for line in lines[:-1])


def closing(text: str) -> int | None:
    """Where in a closing paragraph an order of its own begins; None where it is only the formula."""
    at = 0
    for found in [*orders.SENTENCE.finditer(text), None]:
        end = found.start() if found else len(text)
        sentence = text[at:end].strip()
        if _REST.match(sentence):
            return at
        clause = _after_formula(sentence)
        if clause:
            return at + clause
        if sentence and not _is_formula(sentence) and (orders.addresses(sentence) or owners.is_given(sentence)):
            return at
        if _RECURS.match(sentence):
            return at
        at = found.end() if found else end
    return None


def _after_formula(sentence: str) -> int:
    """Where behind the bare formula and a semicolon the same sentence orders something more; 0 where it does not."""
    for found in re.finditer(r";\s+", sentence):
        if _is_formula(sentence[: found.start()]) and (
            _REST.match(sentence[found.end() : found.end() + _LONGEST_FORMULA].capitalize())
            or verbs.opens(sentence[found.end() :])
        ):
            return found.end()
    return 0


def beside_formula(text: str) -> tuple[int, int] | None:
    """Where in an article that also says what is in force or who is responsible somebody is told to do something."""
    starts = (0, *(found.end() for found in orders.SENTENCE.finditer(text)))
    every = [(start, end) for start, end in pairwise((*starts, len(text)))]
    if len(every) == 1:
        return None
    for start, end in every:
        sentence = text[start:end].rstrip()
        is_bare = enacts(sentence) or orders.issues(sentence) or orders.FRAMES.match(sentence) or _is_formula(sentence)
        if not is_bare and (orders.addresses(sentence) or owners.is_given(sentence)):
            return start, start + len(sentence)
    return None


def enacts(text: str) -> bool:
    """Whether an article's own words put a document or list into force or out of it, and order nothing else."""
    return bool(_ENACTING.match(text))


def is_closing(text: str) -> bool:
    """Whether a last paragraph speaks of the whole document."""
    return bool(
        orders.FRAMES.match(text)
        or _REST.match(text)
        or owners.is_given(text)
        or re.match(
            r"(?:Yêu cầu|Đề nghị|Căn cứ|Nhận được|(?:Kế hoạch|Chỉ thị|Kết luận|Công văn|Thông báo)\s"
            r"|[^,.;]{3,60} yêu cầu|Trường hợp (?:các )?(?:văn bản|quy định)\b[^.;]{0,80}\b(?:viện dẫn|dẫn chiếu)\b)",
            text,
        )
        or any(owners.is_given(text[found.end() :]) for found in orders.SENTENCE.finditer(text))
    )


def _is_formula(sentence: str) -> bool:
    if _WATCHES.match(sentence):
        return False
    last = sentence[-_LONGEST_FORMULA:].lower()
    may_close = any(map(last.__contains__, _MUST_SAY))
    # It closes the sentence; and spaces between its words may be cut in many ways, so there is only one.
    return bool(may_close and _FORMULA.search(" ".join(sentence[-_LONGEST_FORMULA:].split()))) or (
        bool(orders.FRAMES.match(sentence)) and "báo cáo" not in sentence and "xây dựng" not in sentence
    )


def begins(text: str) -> int | None:
    """Where the order of an unnumbered paragraph begins: behind a bare formula; None where the formula is all."""
    first = next((text[: found.start()] for found in orders.SENTENCE.finditer(text)), text)
    return closing(text) if _is_formula(first) or _after_formula(first) else 0
