"""The stamp of a state secret: the degree alone on its line, never the word in a sentence.

A document that bears it does not belong on a networked system (Luật Bảo vệ bí mật nhà nước 29/2018/QH14,
Điều 5), so whoever takes documents in asks here first and keeps nothing of one that does. What a stamp says only as a
picture, no reader of text sees.
"""

from __future__ import annotations

import re

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
_AFTER = rf"(?:[^\w\n\t]+{_URGENT}|[ \u00a0]*\([A-Z0-9]{{1,2}}\)|[ \u00a0]+{_NUMBER}(?=$|\n|\t))?[^\w\n\t]*"
_MARK = rf"{_BEFORE}({_DEGREE}|{_WRITTEN}|{_STATED}){_AFTER}"
_ALONE = re.compile(rf"^{_MARK}$", re.MULTILINE)
_IN_CELL = re.compile(rf"(?<![^\n\t])(?:{_MARK}|[^\w\n\t]*(Mật)[^\w\n\t]*)(?![^\n\t])")
# A reader of pictures loses marks over capitals: TOI MẬT, TỐI MAT.
_BLURRED = late.pattern(
    r"^[^\w\n\t]*((?:T ?U ?Y ?[EÊỆẸẾỀỂỄÉ] ?T +|T ?[OÔỐÓÒỎỒỔỖỘÕ] ?I +)?M ?[AÂẬẠẤÁẦẨẪẢĂẶ] ?T)[^\w\n\t]*$", re.MULTILINE
)
# Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 2 điểm c: for whom a document is, where it is not for all.
_INSIDE = re.compile(r"(?<![^\n\t])[^\w\n\t]*((?i:lưu +hành +nội +bộ))[^\w\n\t]*(?![^\n\t])")
# Tables that lay out the head of a document stand here; further down a cell may speak of other documents.
_TOP = 3000


def is_mark(line: str) -> bool:
    """Whether a printed line is nothing but such a stamp.

    >>> is_mark("( TỐI MẬT )"), is_mark("Độ mật: Mật"), is_mark("tài liệu MẬT")
    (True, True, False)
    """
    return _ALONE.fullmatch(line) is not None


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
    found = _ALONE.search(source.text) or _IN_CELL.search(source.text, 0, _TOP)
    if found is None and source.ocr:
        found = _BLURRED.search(source.text)
    return Span(*found.span(found.lastindex or 1)) if found else None


def for_inside(text: str) -> Span | None:
    """Where a document says, alone on a line or in a cell, that it is for inside use: no secret, and not for all.

    >>> for_inside("Số: 4/KH-UBND\\tLƯU HÀNH NỘI BỘ")
    Span(start=14, end=29)
    >>> for_inside("Tài liệu lưu hành nội bộ của Sở.") is None
    True
    """
    found = _INSIDE.search(text)
    return Span(*found.span(1)) if found else None
