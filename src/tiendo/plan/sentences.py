"""A text cut into sentences that tile it: each code point is in exactly one, so that offsets are never lost.

A full stop ends a sentence where white space and then a capital, a digit, a quotation or a bullet follow, and
where it belongs to no label ("Điều 2.", "số 1."), abbreviation ("TP.", "ThS.") or date. A line break ends
none: who knows the lines of a document cuts there first.

>>> text = "TP. Sơn Hải lập sổ. Điều 2. Sở Y tế, v.v. kiểm tra."
>>> [text[one.start : one.end] for one in split(text)]
['TP. Sơn Hải lập sổ. ', 'Điều 2. Sở Y tế, v.v. kiểm tra.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tiendo.source import Span
from tiendo.viet import UPPER

_END = re.compile(rf"[.!?…]+[”\"’'\])»/.]*\s+(?=[{UPPER}\d“\"‘'(\[«+•–-]|[a-zđ]\))")
# Places, titles, marks of authority in signatures (Decree 30/2020/NĐ-CP, article 13), and what is written short.
_SHORT = re.compile(
    r"tp|tx|tt|p|q|h|x|kp|đ|ô|tm|kt|tl|tuq|ths|th\.s|ts|pgs|gs|gs\.ts|pgs\.ts|bs|cn|ks|ktv|đ/c|đc|đt|sđt|tr|st|vd|nxb|stt",
    re.IGNORECASE,
)
# All that a sentence has so far is a label; or "số 1." wherever it stands.
_LABEL = re.compile(
    r"\s*(?:[-–+•*]\s*)?(?:(?:Phụ lục|Mẫu|Biểu|Bảng|Điều|Chương|Mục|Phần|Bước|Nhóm|Khoản|Điểm|Tiểu mục)\s+)?"
    r"(?:[Ss]ố\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLivx]{1,6}|[a-zđA-ZĐ])"
)
_NUMBERED = re.compile(r"\b(?:số|Điều|Mẫu|Phụ lục)\s+(?:\d{1,3}|[IVX]{1,5})$")
_LOOK_BACK = 40


def split(text: str, place: Span | None = None) -> tuple[Span, ...]:
    """The sentences of the words at ``place`` (of all, where it is None), white space behind a sentence part of it."""
    whole = place or Span(0, len(text))
    cuts = [whole.start, *_cuts(text, whole), whole.end]
    return tuple(Span(start, end) for start, end in pairwise(cuts) if end > start)


def _cuts(text: str, whole: Span) -> Iterator[int]:
    start = whole.start
    for found in _END.finditer(text, whole.start, whole.end):
        is_end = found.end() < whole.end and not (found[0][0] == "." and _is_within(text, start, found))
        if is_end:
            start = found.end()
            yield start


def _is_within(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a full stop stands behind a label, an initial, an abbreviation or the day or month of a date."""
    stop = found.start()
    if _LABEL.fullmatch(text, start, stop):
        return True
    before = text[max(start, stop - _LOOK_BACK) : stop]
    word = re.split(r"[\s,;:(“\"]", before)[-1]
    if word.isdecimal() and len(word) < 3 and text[found.end()].isdecimal():
        return True
    is_initial = len(word) == 1 and word.isupper()
    return is_initial or bool(_SHORT.fullmatch(word)) or bool(_NUMBERED.search(before))
