"""Who signed and who receives, from the end of a document.

>>> source = Source("a.txt", "KT. GIÁM ĐỐC\\nPHÓ GIÁM ĐỐC\\nLê Văn Hòa", (), "text/plain", "")
>>> read(lines.lines(source), source).name.value
'Lê Văn Hòa'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiendo import late
from tiendo.plan import lines, names
from tiendo.plan.lines import Line
from tiendo.plan.model import Authority, Read, Signer
from tiendo.source import Source, Span
from tiendo.viet import LOWER, UPPER

_WORD = rf"[{UPPER}][{LOWER}]{{0,6}}"
NAME = re.compile(rf"(?<![\w]){_WORD}(?:\s{{1,2}}{_WORD}){{1,5}}(?![\w])")
_BEHALF = re.compile(
    rf"(?:^|\n)\s*(?:(?:TM|T/M|T\.M|KT|K/T|K\.T|TL|T/L|TUQ)(?:\s?[./]\s?|\s)"
    rf"|Q\.\s?)[{UPPER},.\-\s]*[{UPPER}]{{2,}}(?![{LOWER}])"
)
_OFFICE = re.compile(
    rf"(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|CHỦ NHIỆM|BÍ THƯ|CHÁNH VĂN PHÒNG"
    rf"|VĂN PHÒNG|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG BAN|TỔNG CỤC TRƯỞNG|THỐNG ĐỐC|TƯ LỆNH|TRƯỞNG|TỔNG"
    rf"|HIỆU TRƯỞNG|CHÁNH)(?:\s(?!PHÓ\s|QUYỀN\s|THỨ\s)[{UPPER}]{{2,}}(?![{LOWER}]))*"
)
_CAPITALS = rf"(?!PHÓ\b|QUYỀN\b|THỨ\b)[{UPPER}]{{2,}}(?![{LOWER}/.])"
_FOR_BODY = re.compile(rf"(?:TM|T/M|T\.M)\s?[./]?\s?{_CAPITALS}(?:[ ,\-]+{_CAPITALS})*")
_FOR_OFFICE = late.pattern(rf"(?:KT|K/T|TL|T/L|TUQ)\s?[./]?\s?{_CAPITALS}(?:[ ,\-]+{_CAPITALS})*")
_RECIPIENTS = re.compile(r"\s*n[ơo]i\s+nh[ậa]n\s*:?\s*", re.IGNORECASE)
_RECIPIENT = re.compile(r"\s*[-–]\s")
# Titles before a name, one or several; the ranks of officers are of the same kind.
_TITLES = re.compile(
    r"(?:(?:(?:PGS|GS|TSKH|TS|Ts|ThS|Ths|BS|Bs|DS|KS|CN|LS)\b\.?|CK\s?I{1,2}\b\.?"
    r"|(?:Phó )?[Gg]iáo sư|[Tt]iến sĩ|[Tt]hạc sĩ|[Bb]ác sĩ|[Kk]ỹ sư"
    r"|(?:Thượng|Đại|Trung|Thiếu) (?:tá|tướng))[\s,.]*){1,4}"
)
_HAS_SIGNED = re.compile(r"\(\s*[Đđ]ã ký\s*\)[\s:.]*")
_LOOK = 12
_NAME_WORDS = range(3, 6)
_AUTHORITY = re.compile(
    rf"(?<![{UPPER}])(?P<mark>T[./]?M|K[./]?T|T[./]?L|TUQ|Q)(?:\s?[./]\s?|\s)(?=[{UPPER}]{{2,}}|[{UPPER}]\s)"
)


def read(tail: Sequence[Line], source: Source) -> Signer | None:
    """The signature, or None where there is none; a block that bears a name goes before one that does not."""
    signing = [line for line in tail if line.cells or not _RECIPIENT.match(line.text)]
    cells = [cell for line in signing[:_LOOK] for cell in (line.cells or (line.span,))]
    nameless: Signer | None = None
    for i, cell in enumerate(cells):
        text = source.slice(cell)
        found = _BEHALF.search(text) or (None if _RECIPIENTS.match(text) else _OFFICE.search(text))
        if found is None:
            continue
        name = _name(text, found.end(), cell) or _following(cells[i + 1 : i + 5], source)
        if name or not _RECIPIENTS.match(text):
            block = Span(cell.start, name.span.start) if name and name.span else cell
            text = source.slice(block)
            signer = Signer(name, _office(text, block), _behalf(text, block), _authorities(text))
            if name:
                return signer
            nameless = nameless or signer
    return nameless


def signed(found: Sequence[Line], source: Source) -> Signer | None:
    """Who stands behind "(Đã ký)", where a web page has dropped the office or run the block into one line."""
    for line in found:
        mark = _HAS_SIGNED.search(line.text)
        name = NAME.match(line.text, mark.end()) if mark else None
        if name:
            place = Span(line.span.start + name.start(), line.span.start + name.end())
            return Signer(Read(" ".join(source.slice(place).split()), place), None, None)
    return None


def recipients(tail: Sequence[Line], source: Source) -> tuple[Read, ...]:
    """The list under "Nơi nhận", one entry each."""
    cells = [cell for line in tail[:40] for cell in (line.cells or (line.span,))]
    result: list[Read] = []
    is_open = False
    for cell in cells:
        text = source.slice(cell)
        found = _RECIPIENTS.match(text)
        if found:
            is_open = True
        elif not is_open or not re.match(r"\s*[-–]", text):
            is_open = is_open and bool(re.match(r"\s*[-–]", text))
            continue
        start = found.end() if found else 0
        for one in re.finditer(r"[-–]\s+([^\n]+)", text[start:]):
            words = one[1].strip().rstrip(";.")
            result.append(
                Read(words, Span(cell.start + start + one.start(1), cell.start + start + one.start(1) + len(words)))
            )
    return tuple(result)


def _name(text: str, begin: int, cell: Span) -> Read | None:
    """The last name in ordinary letters of the cell, after the office."""
    last: Read | None = None
    for found in NAME.finditer(text, begin):
        skipped = _TITLES.match(found[0])
        start = found.start() + (skipped.end() if skipped else 0)
        words = " ".join(text[start : found.end()].split())
        if 2 <= len(words.split()) <= 6 and not words.isupper():
            last = Read(words, Span(cell.start + start, cell.start + found.end()))
    return last


def _following(cells: Sequence[Span], source: Source) -> Read | None:
    for cell in cells:
        text = source.slice(cell).strip()
        skipped = _TITLES.match(text)
        words = text[skipped.end() :] if skipped else text
        if NAME.fullmatch(words) or _is_name_in_capitals(words):
            span = lines.trimmed(source.text, cell)
            return Read(" ".join(words.split()), Span(span.end - len(words), span.end))
    return None


def _is_name_in_capitals(words: str) -> bool:
    """Whether a line in capitals is a person's name: it begins with a family's, and holds no office.

    >>> _is_name_in_capitals("LÊ VĂN THỬ"), _is_name_in_capitals("VĂN PHÒNG TỈNH")
    (True, False)
    """
    each = words.split()
    if not words.isupper() or len(each) not in _NAME_WORDS or _OFFICE.search(words):
        return False
    return bool(names.FAMILY.fullmatch(each[0].title()))


def _office(text: str, cell: Span) -> Read | None:
    found = list(_OFFICE.finditer(text))
    if not found:
        return None
    last = found[-1]
    return Read(" ".join(last[0].split()), Span(cell.start + last.start(), cell.start + last.end()))


def _behalf(text: str, cell: Span) -> Read | None:
    """On whose behalf: the body after TM., or else the office after KT., TL. or TUQ."""
    found = _FOR_BODY.search(text) or _FOR_OFFICE.search(text)
    if not found:
        return None
    return Read(" ".join(found[0].split()), Span(cell.start + found.start(), cell.start + found.end()))


def _authorities(text: str) -> tuple[Authority, ...]:
    """The marks before the offices ("TM. ỦY BAN …, KT. CHỦ TỊCH"), each once, in order."""
    marks = (re.sub(r"[./]", "", found["mark"]) for found in _AUTHORITY.finditer(text))
    return tuple(dict.fromkeys(Authority(mark) for mark in marks))
