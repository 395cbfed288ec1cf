"""How urgent a document is, by the stamp at its head: KHẨN, THƯỢNG KHẨN, HỎA TỐC; never the word in a sentence.

The stamp stands alone in the head, beneath the number (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 2 điểm
b); a telegram may have it behind its kind ("CÔNG ĐIỆN (KHẨN)"). What a stamp says only as a picture, no reader sees.

>>> text = "UBND TỈNH\\nSố: 5/UBND-VP\\n( HOẢ TỐC )\\nV/v hộ đê\\nXử lý khẩn trương."
>>> source = Source("a.txt", text, (), "text/plain", "")
>>> read(source, 45).value, read(source, 20)
('hỏa tốc', None)
"""

from __future__ import annotations

import re
from types import MappingProxyType

from tiendo.plan.model import Read
from tiendo.rulebook import Words
from tiendo.source import Source, Span

# The degrees by the words that are kept, the lowest first.
DEGREES = MappingProxyType(
    {
        "khẩn": Words("Khẩn", "Urgent"),
        "thượng khẩn": Words("Thượng khẩn", "Very urgent"),
        "hỏa tốc": Words("Hỏa tốc", "Most urgent"),
    }
)
_MARK = r"THƯỢNG[ \u00a0]+KHẨN|KHẨN|H(?:ỎA|OẢ)[ \u00a0]+TỐC(?:[ \u00a0]+HẸN[ \u00a0]+GIỜ)?"
_STAMP = re.compile(rf"(?<![^\n\t])[^\w\n\t]*(?:CÔNG[ \u00a0]+ĐIỆN[^\w\n\t]+)?(?P<mark>{_MARK})[^\w\n\t]*(?![^\n\t])")


def read(source: Source, end: int) -> Read | None:
    """The stamp that stands alone on a line or in a cell before ``end``, where the text itself begins; None without."""
    found = _STAMP.search(source.text, 0, end)
    if found is None:
        return None
    bare = " ".join(found["mark"].split()).lower().replace("hoả", "hỏa")
    degree = "hỏa tốc" if bare.startswith("hỏa tốc") else bare
    return Read(degree, Span(*found.span("mark")))
