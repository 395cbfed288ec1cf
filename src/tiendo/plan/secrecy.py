"""The stamp of a state secret: the degree alone on its line, never the word in a sentence.

A document that bears it does not belong on a networked system (Luật Bảo vệ bí mật nhà nước 29/2018/QH14,
Điều 5), so whoever takes documents in asks here first and keeps nothing of one that does. What a stamp says only as a
picture, no reader of text sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from tiendo import late
from tiendo.source import Source, Span
from tiendo.viet import fold

# The three degrees of Luật Bảo vệ bí mật nhà nước, Điều 8. A stamp's letters may be set apart.
_GAP = r"[ \u00a0]*"
_DEGREE = _GAP.join("MẬT")
_DEGREE = rf"(?:{_GAP.join('TUYỆT')}{_GAP}|{_GAP.join('TỐI')}{_GAP})?{_DEGREE}"
# In small letters the higher two say enough by themselves; the lowest is a word that tables of goods have too.
_WRITTEN = r"(?:Tuyệt|Tối)[ \u00a0]+[Mm]ật"
_STATED = r"(?i:(?:mức +độ(?: +mật)?|độ +mật) *: *(?:tuyệt +|tối +)?mật)"
# What may stand on the line beside it: brackets or rules, how urgent it is (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
# mục III khoản 2 điểm b), a letter in brackets, the document's number as a PDF gives a head laid out in two columns.
_URGENT = r"(?:(?:THƯỢNG +)?KHẨN|H(?:ỎA|OẢ) +TỐC)"
_NUMBER = r"Số *:[^\n\t]{1,40}?"
_BEFORE = rf"[^\w\n\t]*(?:{_URGENT}[^\w\n\t]+|{_NUMBER} {{2,}})?"
# Which copy it is, and who may open it.
_COPY = r"(?i:bản +số\W{0,3}\d{1,4}|chỉ +người +có +tên\b[^\n\t]{0,40})"
_AFTER = (
    rf"(?:[^\w\n\t]+(?:(?i:{_URGENT})|{_COPY})|[ \u00a0]*\([A-Z0-9]{{1,2}}\)|[ \u00a0]+{_NUMBER}(?=$|\n|\t))?[^\w\n\t]*"
)
_MARK = rf"{_BEFORE}({_DEGREE}|{_WRITTEN}|{_STATED}){_AFTER}"
# In small letters, what every such mark holds and most texts do not.
_WORD = re.compile(_GAP.join("mật"))
_BARE_WORD = late.pattern(r"\b(?:tuyet|toi) +mat\b")
_ALONE = re.compile(rf"^{_MARK}$", re.MULTILINE)
# These are words of other things as well, further down.
_AT_TOP = r"Mật|TÀI +LIỆU +(?:TUYỆT +|TỐI +)?MẬT|(?:TUYET|TOI) +MAT"
_IN_CELL = re.compile(rf"(?<![^\n\t])(?:{_MARK}|{_BEFORE}({_AT_TOP}){_AFTER})(?![^\n\t])")
# A reader of pictures loses marks over capitals: TOI MẬT, TỐI MAT.
_BLURRED = late.pattern(
    r"^[^\w\n\t]*((?:T ?U ?Y ?[EÊỆẸẾỀỂỄÉ] ?T +|T ?[OÔỐÓÒỎỒỔỖỘÕ] ?I +)?M ?[AÂẬẠẤÁẦẨẪẢĂẶ] ?T)[^\w\n\t]*$", re.MULTILINE
)
# Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 2 điểm c: for whom a document is, where it is not for all.
_INSIDE = re.compile(r"(?<![^\n\t])[^\w\n\t]*((?i:lưu +hành +nội +bộ))[^\w\n\t]*(?![^\n\t])")
# In a list of the degrees, or of goods: a dash before it and an end that a stamp never has, or a semicolon.
_ITEM = re.compile(r"\s*(?:[-–—+•*][^\n\t]*[;,.]|[^\n\t]*;)\s*")
# What the table of a head has beside its stamp: number, day, motto, subject, who issues it.
_OF_HEAD = late.pattern(
    r"(?i:\bsố *:|cộng h(?:òa|oà) xã hội|đảng cộng sản|\bngày\b.{1,12}\btháng\b|\bv/v\b)"
    r"|\b(?:ỦY BAN|UBND|TỈNH|BỘ|SỞ|BAN)\b"
)
_COLUMN = late.pattern(r"(?i:\b(?:độ|dấu|mức)\b[^\n]{0,12}\bmật\b)")
# The stamps themselves, as a form for stamps shows them.
_SHOWN = late.pattern(r"(?i:mẫu +(?:con +)?dấu|hình +dấu)")
_LOOK = 400
_LOWEST = late.pattern(rf"{_GAP.join('MẬT')}|Mật")
_COUNT = late.pattern(r"\d{1,3}[.)]?|[IVX]{1,5}\.?|[a-zđ][.)]?")
_AMOUNT = late.pattern(r"\d[\d.,]*(?: ?[^\W\d_][\w/ ]{0,20}| ?%)?")
# Tables that lay out the head of a document stand here; further down a cell may speak of other documents.
_TOP = 3000


def is_mark(line: str) -> bool:
    """Whether a printed line is nothing but such a stamp.

    >>> is_mark("( TỐI MẬT )"), is_mark("Độ mật: Mật"), is_mark("tài liệu MẬT")
    (True, True, False)
    """
    return _ALONE.fullmatch(line) is not None and not _ITEM.fullmatch(line)


def is_blurred_mark(line: str) -> bool:
    """Whether a line that was read from a picture is nothing but such a stamp, however well it was read.

    >>> is_blurred_mark("TOI MAT"), is_blurred_mark("[MậT|"), is_blurred_mark("MẶT HÀNG"), is_blurred_mark("mắt")
    (True, True, False, False)
    """
    words = "".join(char if char.isalpha() else " " for char in line)
    letters = fold(words).replace(" ", "")
    if letters in ("toimat", "tuyetmat"):
        return any(map(str.isupper, line))
    return is_mark(line) or (letters == "mat" and sum(map(str.isupper, line)) > 1 and "Ắ" not in line)


def mark(source: Source) -> Span | None:
    """Where a stamp stands, alone on a line of the text or in a cell near its top; None without one.

    In small letters the lowest degree counts near the top only.

    In what was read from a picture, a degree that lost its marks counts too.
    """
    words = source.text.lower()
    may_say = _WORD.search(words) or ("mat" in words and _BARE_WORD.search(words))
    found = _stamp(source.text) if may_say else None
    if found is None and source.ocr:
        found = _BLURRED.search(source.text)
    return Span(*found.span(found.lastindex or 1)) if found else None


def _stamp(text: str) -> re.Match[str] | None:
    alone = (one for one in _ALONE.finditer(text) if not _is_shown(text, one))
    cells = (one for one in _IN_CELL.finditer(text, 0, _TOP) if not _is_shown(text, one) and not _is_listed(text, one))
    return next(alone, None) or next(cells, None)


def _is_shown(text: str, found: re.Match[str]) -> bool:
    return bool(_ITEM.fullmatch(found[0])) or is_form_of_stamps(text[max(0, found.start() - _LOOK) : found.start()])


def is_form_of_stamps(before: str) -> bool:
    """Whether the words before a stamp say that the forms of stamps are shown here.

    >>> is_form_of_stamps("PHỤ LỤC\\nMẪU DẤU CHỈ ĐỘ MẬT"), is_form_of_stamps("PHỤ LỤC\\nDanh sách kho")
    (True, False)
    """
    return _SHOWN.search(before) is not None


def is_listed(stamp: str, row: Sequence[str], above: Iterable[str] = (), beneath: str = "") -> bool:
    """Whether what looks like a stamp stands in a table that names goods or degrees, and not in that of a head.

    ``row`` are the cells of its row, ``above`` those of the rows over it, ``beneath`` the one under it. A secret let
    through costs more than a file refused, so a row is a list's only by what a head never has: a column that says how
    secret other documents are, a count before it, an amount beside or beneath it, a second degree.

    >>> is_listed("MẬT", ["1", "MẬT", "50 lít"]), is_listed("TỐI MẬT", ["Sơ đồ kho", "TỐI MẬT"], ["Tên", "Độ mật"])
    (True, True)
    >>> is_listed("MẬT", ["MẬT", "Bản số: 03"]), is_listed("MẬT", ["Độ mật", "MẬT"])
    (False, False)
    """
    if len(row) == 1 or any(map(_OF_HEAD.search, row)):
        return False
    degrees = {fold(cell).replace(" ", "") for cell in row if is_mark(cell) or _LOWEST.fullmatch(cell)}
    over = list(above)
    if len(degrees) > 1 or (any(map(_COLUMN.fullmatch, over)) and not any(map(_OF_HEAD.search, over))):
        return True
    if not _LOWEST.fullmatch(stamp) or any(map(_COLUMN.search, row)):
        return False
    return bool(_COUNT.fullmatch(row[0])) or any(map(_AMOUNT.fullmatch, [*row[1:], beneath]))


def _is_listed(text: str, found: re.Match[str]) -> bool:
    start, end = text.rfind("\n", 0, found.start()) + 1, (text + "\n").index("\n", found.end())
    above = takewhile(lambda line: "\t" in line, reversed(text[:start].split("\n")[:-1]))
    under = dict(enumerate(_cells(text[end + 1 :].split("\n", 1)[0])))
    return is_listed(
        found[found.lastindex or 1],
        _cells(text[start:end]),
        [cell for line in above for cell in _cells(line)],
        under.get(text.count("\t", start, found.start()), ""),
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t")]


def for_inside(text: str) -> Span | None:
    """Where a document says, alone on a line or in a cell, that it is for inside use: no secret, and not for all.

    >>> for_inside("Số: 4/KH-UBND\\tLƯU HÀNH NỘI BỘ")
    Span(start=14, end=29)
    >>> for_inside("Tài liệu lưu hành nội bộ của Sở.") is None
    True
    """
    found = _INSIDE.search(text)
    return Span(*found.span(1)) if found else None
