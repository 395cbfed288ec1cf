"""Where a text that a document issues with itself begins: its title, and under it what it comes with.

A plan, programme, statute or list of any name: lines in capitals, and "(Ban hành kèm theo Quyết định số …)".

>>> from tiendo.plan import lines
>>> from tiendo.source import Source
>>> text = "NỘI QUY\\nCHỢ XUÂN\\n(Kèm theo Quyết định số 5/QĐ-UBND)\\nI. Giờ mở"
>>> found = lines.lines(Source("a.txt", text, (), "text/plain", ""))
>>> caption(found, 0), caption(found, 3)
(3, 0)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiendo.plan import kinds, markers
from tiendo.plan.lines import Line

_DONE = r"(?:(?:đã\s+)?được\s+)?(?:ban hành|phê duyệt|công bố|thông qua|gửi|đính)"
#: What says with which document a text comes, in brackets or without.
COMES_WITH = re.compile(
    rf"\(?\s*(?:{_DONE}\s+)?kèm\s+theo\b"
    rf"|\(\s*{_DONE}\s+(?:kèm|theo|tại|bởi)\s+(?:văn bản|{kinds.ALTERNATIVES})\b",
    re.IGNORECASE,
)
_MOST_LINES = 8
_KIND = 20
_LONGEST = 500


def caption(found: Sequence[Line], at: int) -> int:
    """How many lines from ``at`` on are the title of a text that is issued and what it comes with; 0 where none is."""
    for i in range(at, min(len(found), at + _MOST_LINES)):
        if i > at and COMES_WITH.match(" ".join(line.text for line in found[i : i + 2])):
            return _closed(found, i) - at
        if _holds_both(found[i], is_first=i == at):
            return _closed(found, i) - at
        if not ((i > at or _opens(found[i].text)) and _is_title(found[i])):
            return 0
    return 0


def without_captions(found: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of what is issued, and apart from them those of the titles; an annex keeps its own."""
    said: list[Line] = []
    titles: list[Line] = []
    i = 0
    while i < len(found):
        length = caption(found, i)
        is_annexed = i > 0 and length and _is_annex(found[i - 1])
        (said if is_annexed else titles).extend(found[i : i + length])
        said += found[i : i + 1] if not length else ()
        i += length or 1
    return said, titles


def _opens(text: str) -> bool:
    """Whether words begin such a title: in capitals, or the bare name of a kind of document."""
    return text.isupper() or (len(text) < _KIND and kinds.of_name(text) is not None)


def _holds_both(line: Line, *, is_first: bool) -> bool:
    """Whether the title, or its end, and what it comes with stand in one line."""
    title, bracket, rest = line.text.partition("(")
    if line.is_row or not (rest and COMES_WITH.match(bracket + rest)) or markers.at(line.text):
        return False
    return title.isupper() or not is_first


def _is_title(line: Line) -> bool:
    """Whether a line can stand in such a title: no row, unit or sentence, and not the name of who signed before it."""
    text = line.text
    if line.is_row or len(text) > _LONGEST or text.endswith((":", ";", ".")) or markers.at(text):
        return False
    return text.isupper() or any(map(str.islower, text.split()))


def _closed(found: Sequence[Line], at: int) -> int:
    """Behind the lines of what stands in brackets from ``at`` on."""
    if "(" not in found[at].text:
        return at + 1
    closing = (i for i in range(at, min(len(found), at + _MOST_LINES)) if ")" in found[i].text)
    return next(closing, at) + 1


def _is_annex(line: Line) -> bool:
    marker = markers.at(line.text)
    return marker is not None and marker.style is markers.Style.ANNEX
