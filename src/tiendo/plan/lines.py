"""A source as lines of the document: trimmed, rejoined where wrapped, without what a web page adds.

Accepts any text. It does not say what a line is for; that is :mod:`tiendo.plan.zones`.

>>> [line.text for line in lines(Source("a.txt", "1. Lập sổ\\n\\n2. Gửi sổ", (), "text/plain", ""))]
['1. Lập sổ', '2. Gửi sổ']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from tiendo import late
from tiendo.plan import letterhead, markers, verbs
from tiendo.source import Piece, PieceKind, Source, Span
from tiendo.viet import LOWER, UPPER

_ENDED = (".", ";", ":", "!", "?", "…", "/.", "”", '"')
_FURNITURE = re.compile(
    r"(?:tin mới(?: nhất)?|tin liên quan|bài liên quan|tin cùng chuyên mục|tin khác|đọc thêm|xem thêm|tin nóng"
    r"|có thể bạn quan tâm|bình luận|từ khóa|văn bản liên quan)\s*:?",
    re.IGNORECASE,
)
_FURNITURE_LENGTH = 40
# A rule drawn by typing, as under a letterhead: no bullet that everything below hangs on.
_RULED = re.compile(r"[-–—_=*.\s]{4,}")
_CAPTION = re.compile(
    r"(?:\bảnh\s+\d{1,3}\.?$)|(?:[.(]\s*Ảnh(?:\s+(?:tư liệu|minh họa|minh hoạ|chụp|nguồn|cắt)\b|\s*:))|^Ảnh\s*:",
)
_CAPTION_LENGTH = 300
# From whom a page has what it shows.
_CREDIT = re.compile(
    r"\(?(?:(?:Theo|Nguồn:?)\s)?"
    r"(?:TTXVN|VGP|(?:Báo|Tạp chí|Cổng thông tin|Thông tấn xã|Trang thông tin)\s[^.;:,]{2,60})\)?"
)
_CREDIT_LENGTH = 80
_SHOUTED = re.compile(rf"([^{LOWER}\n]{{40,400}})\s(?=[{UPPER}][{LOWER}]{{1,6}}\s[{LOWER}\d])")
_RUN_ON = re.compile(rf"[.:;]\s+(?=(\d{{1,2}})\.\s+[{UPPER}])")
# A pair of words that is joined by a dash and was wrapped before it.
_HALVED = re.compile(
    r"\b(?:chính trị|kinh tế|văn hóa|văn hoá|khoa học|thương binh|thể dục|nông|lịch sử)$", re.IGNORECASE
)
_OTHER_HALF = late.pattern(
    r"[-–]\s(?:xã hội|kỹ thuật|nghề nghiệp|công nghệ|thể thao|lâm|văn h(?:óa|oá))\b", re.IGNORECASE
)
# No line of a document ends in such a word.
_UNFINISHED = re.compile(r"\b(?:và|của|các|với|trong|tại|từ|do|theo|những|là|hoặc|Liên hiệp|[ỦU]y ban|[ỦU]ỷ ban)$")
# A number that completes it stands at the head of the next.
_UNDATED = re.compile(r"\b(?:ngày|tháng|năm|\d{4}\s?[-–])$")
# A long line without an end, and behind it a dash with a name: "Tập đoàn Công nghiệp" "- Viễn thông Quân đội".
_DASHED_NAME = late.pattern(rf"[-–]\s[{UPPER}]")
_NAME_LAST = re.compile(rf"\s[{UPPER}][{LOWER}]+\s[{LOWER}]+$")
_LONG = 110
_WRAP_WIDTH = 130
_WRAP_LEAST = 55
# Nothing that was wrapped is longer; joined on and on, a text without an end would take the square of its length.
_LONGEST = 20_000
# How a line ends is seen in its last words.
_TAIL = 120
_EMPTY = 2
# So many breaks in mid-sentence, and a text was wrapped, however many short lines it has.
_WRAPS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, item or table row: its place, its words, what the file said it is."""

    span: Span
    text: str
    kind: PieceKind = PieceKind.PARAGRAPH
    cells: tuple[Span, ...] = ()
    table: int | None = None
    bold: bool = False
    carried: tuple[int, ...] = ()
    depth: int = 0

    @property
    def is_row(self) -> bool:
        """Whether it stands in a table."""
        return self.kind is PieceKind.ROW


def lines(source: Source) -> tuple[Line, ...]:
    """The lines of ``source`` in order, up to where a page turns to other matter."""
    return unwrapped(source)[0]


def unwrapped(source: Source) -> tuple[tuple[Line, ...], Source]:
    """The lines of ``source``, and the source without the breaks at which they were wrapped."""
    pieces = letterhead.apart(tuple(_pieces(source)), source.text)
    joined, breaks = _joined(source, _kept(pieces, source))
    flat = source.unwrapped(breaks)
    whole = [replace(line, text=flat.slice(line.span)) if "\n" in line.text else line for line in joined]
    return tuple(_numbered(whole, flat)), flat


def trimmed(text: str, span: Span) -> Span:
    """``span`` without white space at its ends."""
    words = text[span.start : span.end]
    if words and not (words[0].isspace() or words[-1].isspace()):
        return span
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a picture."""
    return len(text) < _CAPTION_LENGTH and ("ảnh" in text or "Ảnh" in text) and bool(_CAPTION.search(text))


def _is_credit(text: str) -> bool:
    """Whether a line says from whom a page has what it shows ("Theo TTXVN")."""
    return text.startswith(("Theo ", "(", "Nguồn")) and len(text) < _CREDIT_LENGTH and bool(_CREDIT.fullmatch(text))


def _pieces(source: Source) -> Iterator[Piece]:
    if source.pieces:
        yield from source.pieces
        return
    for found in re.finditer(r"[^\n]+", source.text):
        yield Piece(PieceKind.PARAGRAPH, Span(found.start(), found.end()))


def _kept(pieces: Iterable[Piece], source: Source) -> Iterator[Line]:
    """Pieces as lines, captions left out, ending where a list of other matter begins."""
    for piece in pieces:
        span = trimmed(source.text, piece.span)
        text = source.slice(span)
        if not text:
            continue
        if piece.kind is not PieceKind.ROW:
            if len(text) <= _FURNITURE_LENGTH and _FURNITURE.fullmatch(text):
                return
            if is_caption(text) or (not text[0].isalnum() and _RULED.fullmatch(text)) or _is_credit(text):
                continue
        bold = piece.bold or piece.kind is PieceKind.HEADING
        line = Line(span, text, piece.kind, piece.cells, piece.table, bold, piece.carried, piece.level)
        yield from _apart(line, source)


def _apart(line: Line, source: Source) -> Iterator[Line]:
    """A line, cut behind a subject in capitals that runs on into the text."""
    found = None if line.is_row else _SHOUTED.match(line.text)
    if found is None:
        yield line
        return
    first = Span(line.span.start, line.span.start + found.end(1))
    rest = trimmed(source.text, Span(first.end, line.span.end))
    yield replace(line, span=first, text=source.slice(first))
    yield replace(line, span=rest, text=source.slice(rest), bold=False)


def _numbered(every: list[Line], source: Source) -> list[Line]:
    """Lines cut where the next number of a running list stands inside them, after a full stop or colon."""
    result: list[Line] = []
    wanted = 1
    for line in every:
        start = line.span.start
        marker = markers.at(line.text)
        if marker and marker.style is markers.Style.NUMBER:
            wanted = int(marker.label) + 1
        is_there = not line.is_row and f"{wanted}." in line.text
        for found in _RUN_ON.finditer(line.text) if is_there else ():
            if int(found[1]) == wanted:
                end = line.span.start + found.start() + 1
                span = trimmed(source.text, Span(start, end))
                result.append(replace(line, span=span, text=source.slice(span)))
                start = end
                wanted += 1
        span = trimmed(source.text, Span(start, line.span.end))
        result.append(line if span == line.span else replace(line, span=span, text=source.slice(span)))
    return result


def _joined(source: Source, found: Iterable[Line]) -> tuple[list[Line], list[Span]]:
    """Lines that were only wrapped, as one, and the breaks between them."""
    every = list(found)
    is_wrapped = _is_hard_wrapped(source, every)
    result: list[Line] = []
    breaks: list[Span] = []
    for line in every:
        last = result[-1] if result else None
        if last is not None and _continues(last, line, is_wrapped=is_wrapped and _touch(source, last, line)):
            breaks.append(Span(last.span.end, line.span.start))
            span = Span(last.span.start, line.span.end)
            result[-1] = replace(last, span=span, text=source.slice(span), bold=last.bold and line.bold)
        else:
            result.append(line)
    return result, breaks


def _is_hard_wrapped(source: Source, every: list[Line]) -> bool:
    """Whether a plain text was wrapped at a fixed width."""
    if source.media_type != "text/plain" or len(every) < 8:
        return False
    sizes = sorted(len(line.text) for line in every if not line.is_row)
    if not sizes or sizes[-1] >= _WRAP_WIDTH:
        return False
    return sizes[len(sizes) * 3 // 4] > _WRAP_LEAST or _carried_on(every) >= _WRAPS


def _carried_on(every: list[Line]) -> int:
    """How many lines begin in the middle of a sentence: in small letters, behind a line that did not end."""
    return sum(
        line.text[0].islower() and not (last.text.endswith(_ENDED) or last.text.isupper() or markers.at(line.text))
        for last, line in pairwise(every)
    )


def _touch(source: Source, last: Line, line: Line) -> bool:
    """Whether no empty line stands between two."""
    return source.text.count("\n", last.span.end, line.span.start) < _EMPTY


def _is_rest_of_name(text: str) -> bool:
    return bool(_DASHED_NAME.match(text)) and not verbs.opens(text[2:])


def _continues(last: Line, line: Line, *, is_wrapped: bool) -> bool:
    if last.is_row or line.is_row or last.text.endswith(_ENDED) or len(last.text) > _LONGEST:
        return False
    tail = last.text[-_TAIL:]
    if re.match(r"[-–]\s*\d{4}\b", line.text) and last.text[-1].isdigit():
        return True
    if _HALVED.search(tail) and _OTHER_HALF.match(line.text):
        return True
    if len(last.text) > _WRAP_LEAST and ")" in line.text and last.text.count("(") > last.text.count(")"):
        return True
    if len(last.text) > _LONG and _NAME_LAST.search(tail) and _is_rest_of_name(line.text):
        return True
    if markers.at(line.text) is not None:
        return False
    if _UNFINISHED.search(tail) and not line.text.isupper():
        return True
    if line.text[0].isdigit() and _UNDATED.search(tail):
        return True
    if line.text[0].islower():
        return not last.text.isupper()
    printed = len(last.text) - 1 - last.text.rfind("\n")
    return is_wrapped and printed >= _WRAP_LEAST and not line.text.isupper() and not last.text.isupper()
