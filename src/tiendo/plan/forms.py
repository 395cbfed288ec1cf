"""Blank forms among the annexes of a document: which lines are to be filled in, and order nothing.

>>> source = Source("a.txt", "Mẫu số 01\\nKính gửi: ……………\\nSở Y tế đề nghị cấp sổ.", (), "text/plain", "")
>>> len(apart(lines.lines(source))[1])
3
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiendo.plan import lines, markers
from tiendo.plan.lines import Line
from tiendo.source import Source

_HEADING = re.compile(
    r"(?:Biểu |BIỂU )?(?:[Mm]ẫu|MẪU)\s(?:(?:[Ss]ố|SỐ)\s?:?\s?)?(?:\d{1,3}|[IVX]{1,5})(?:[\w./-]{0,20})(?=$|[\s.:])"
    r"|(?:CÁC )?(?:BIỂU )?MẪU\b(?!.*[a-z])"
)
_LONGEST_HEADING = 200
_BLANK = re.compile(
    r"\.{5,}|…{2,}|…\s+…|\(\d{1,2}\)\s?\.{3,}|(?:ngày|tháng|năm|[Ss]ố:?)\s?(?:\.{2,}|…)|:\s?(?:\.{3,}|…)\s*(?:\n|$)"
    r"|\([^()]{0,20}ghi rõ\b"
)
_DIVISIONS = frozenset((markers.Style.PART, markers.Style.CAPITAL))
_FIRST = ("A", "I", "1")
# So few lines behind the name of a form hold no more than what stands over it.
_EMPTY = 3


def apart(annexes: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of the annexes outside of blank forms, and those of the forms, each to the next annex or form."""
    blank = [some for some in _named(annexes) if len(some) <= _EMPTY or any(map(is_blank, some))]
    taken = {line.span.start for some in blank for line in some}
    if not taken:
        return annexes, ()
    return [one for one in annexes if one.span.start not in taken], [one for some in blank for one in some]


def is_blank(line: Line) -> bool:
    """Whether a line has room for what somebody is to write ("Kính gửi: ……", "(ghi rõ họ tên)")."""
    text = line.text
    return (".." in text or "…" in text or "ghi rõ" in text) and bool(_BLANK.search(text))


def _named(annexes: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each form; the list that a form has for its own annex belongs to it."""
    first = next((i for i, line in enumerate(annexes) if _is_heading(line)), len(annexes))
    divided = {marker.style for line in annexes[:first] if (marker := _marker(line))} if annexes[first:] else set()
    some: list[Line] = []
    for line in annexes[first:]:
        is_form = _is_heading(line)
        if some and (is_form or _resumes(line, divided, is_first=len(some) == 1)):
            yield some
            some = []
        if is_form or some:
            some.append(line)
    if some:
        yield some


def _resumes(line: Line, divided: set[markers.Style], *, is_first: bool) -> bool:
    """Whether the document goes on here: with its next annex, or the next of the parts it was divided into before."""
    marker = _marker(line)
    if marker is None:
        return False
    if marker.style is markers.Style.ANNEX:
        return not is_first
    return marker.style in _DIVISIONS & divided and marker.label not in _FIRST


def _is_heading(line: Line) -> bool:
    """Whether a line names a form, alone or in the last cell of a row."""
    text = line.text.rstrip().rpartition("\t")[2] if line.is_row else line.text
    if "ẫu" not in text and "ẪU" not in text:
        return False
    found = _HEADING.match(text)
    return found is not None and (not text[found.end() :].strip(" .:") if line.is_row else len(text) < _LONGEST_HEADING)


def _marker(line: Line) -> markers.Marker | None:
    return None if line.is_row else markers.at(line.text)


__all__ = ["Source", "apart", "is_blank", "lines"]
