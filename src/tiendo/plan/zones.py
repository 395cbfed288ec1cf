"""Which lines are the head, the order itself, the signature, the annexes; what a web page adds belongs to none.

>>> source = Source("a.txt", "KẾ HOẠCH\\nVề trồng rừng\\nI. NỘI DUNG\\n1. Chuẩn bị giống", (), "text/plain", "")
>>> split(lines.lines(source), source).kind_line
0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from tiendo import late
from tiendo.plan import bodies, forms, issued, kinds, lines, markers
from tiendo.plan.lines import Line
from tiendo.source import Source
from tiendo.viet import UPPER

_MOTTO = re.compile(
    r"C[ỘO]NG\s+H[ÒO]A\s+X[ÃA]\s+H[ỘO]I|ĐẢNG\s+CỘNG SẢN VIỆT NAM|VIỆT NAM DÂN CHỦ CỘNG H[ÒO]A", re.IGNORECASE
)
_MOTTO_LOOK = 120
_KIND_LOOK = 40
_KIND = re.compile(rf"(?P<kind>{kinds.ALTERNATIVES.upper()})(?=[\s:]|$)")
_KIND_WRITTEN = late.pattern(
    rf"(?:{kinds.ALTERNATIVES})(?:\s+số\s+\d{{1,3}})?(?:[\s:*]*|\s(?!này\b|số\b|của\b)[^|]{{8,200}}[^\s.;:,])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bS[ốỐ]\s*(?::\s*\d|\d{1,5}\s?[/-]\s?[A-ZĐ])")
_NUMBER = re.compile(r"S[ốỐ]\s*:")
_SUBJECT = re.compile(r"\s*(?:[Vv]ề|V/v|V/V|VỀ)\b")
_OPENING = re.compile(
    r"(?:-\s*)?(?:Căn cứ|Thực hiện|Theo|Để|Nhằm|Trong|Sau khi|Ngày|Xét|Kính gửi|Tại|Trước|Trên cơ sở|Qua"
    r"|Thời gian|Vừa qua)\b"
)
_RECIPIENTS = re.compile(r"\s*n[ơo]i\s+nh[ậa]n\s*(?:[:;.\n-]|$)", re.IGNORECASE)
_RECIPIENTS_OPEN = frozenset("nN")
# The last of the recipients is always the archive, with its letters.
_FILED = re.compile(r"(?:^|\s)[-–]?\s*Lưu\s?:\s*(?:VT|VP|HC|Văn thư)\b")
_SIGNED = re.compile(rf"\s*(?:(?:TM|T/M|KT|K/T|TL|T/L|TUQ)(?:\s?[./]\s*|\s+)|Q\.\s*)(?:[{UPPER}]{{2}}|[{UPPER}]\s)")
_SIGNED_OPENS = frozenset("TKQ")
_OFFICE = re.compile(r"\s*(?:PHÓ\s+)?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|BÍ THƯ)\s*$")
_SITE = re.compile(r"chưa cập nhật|Văn bản liên quan|[Bb]ản quyền|E-mail|ATTACHED|đăng nhập", re.IGNORECASE)
_RESTS = re.compile(r"(?:-\s*)?(?:Căn cứ|Xét|Theo|Trên cơ sở)\b|QUYẾT (?:ĐỊNH|NGHỊ)\s*:")
_SENT = re.compile(r"(?:\bđiện|^\s*Kính gửi)\s*:\s*$", re.IGNORECASE)
_NOTE = re.compile(r"\[1\]\s*\S")
_TITLE_LINES = 6
# Between number and kind stand place and day, and what a page puts there.
_HEAD_LINES = 12
_LONGEST_SUBJECT = 300
# So many numbers or letters behind a signature, and it was one that the text shows.
_GOES_ON = 8


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of a document. ``kind_line`` is where its kind stands, None where it has no such line.

    ``captions`` are the titles of what it issues with itself, which stands among the annexes; ``forms`` the blank ones.
    ``last`` are the lines of the last signature: a form in the text may have one before the document's own.
    """

    head: tuple[Line, ...]
    title: tuple[Line, ...]
    body: tuple[Line, ...]
    tail: tuple[Line, ...]
    annexes: tuple[Line, ...]
    kind_line: int | None
    addressees: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    last: tuple[Line, ...] = ()
    captions: tuple[Line, ...] = ()
    forms: tuple[Line, ...] = ()

    @property
    def said(self) -> tuple[Line, ...]:
        """All that the document itself says, in order."""
        every = (*self.head, *self.title, *self.body, *self.captions, *self.annexes, *self.forms, *self.notes)
        return tuple(sorted(every, key=lambda line: line.span.start))


def split(found: Sequence[Line], source: Source) -> Zones:
    """The lines of a document put where they belong; every text has at least a body."""
    motto = _motto(found)
    start = _head_start(found, motto)
    kind = _kind_line(found, start, has_motto=motto is not None)
    after_kind = kind + 1 if kind is not None else _after_head(found, start, motto)
    begin = after_kind + (_title_length(found, after_kind, kind) if kind is not None else 0)
    addressed = begin
    begin = _addressed(found, begin)
    end = _end(found, begin, source)
    heads = _letterheads(found)
    attached = [line for line in _annexes(found, end, source) if line.span.start not in heads]
    annexes, captions = issued.without_captions(attached)
    written, blank = forms.apart(annexes)
    return Zones(
        head=tuple(found[start:after_kind]),
        title=tuple(found[after_kind:addressed]),
        body=tuple(line for line in found[begin:end] if line.span.start not in heads),
        tail=tuple(_tail(found, end)),
        annexes=tuple(_without_notes(written)),
        kind_line=kind - start if kind is not None else None,
        addressees=tuple(found[addressed:begin]),
        notes=_notes(found[end:]),
        last=_last(found, end, source),
        captions=tuple(captions),
        forms=tuple(blank),
    )


def _last(found: Sequence[Line], end: int, source: Source) -> tuple[Line, ...]:
    """The last list of recipients or signature before the annexes, behind the first one."""
    stop = next((i for i in range(end, len(found)) if _is_annex(found[i])), len(found))
    start = next((i for i in range(stop - 1, end, -1) if is_recipients(found[i], source)), stop)
    return tuple(found[start:stop])


def _addressed(found: Sequence[Line], begin: int) -> int:
    """Where the text begins behind the list of those a telegram or letter is sent to."""
    opened = begin < len(found) and bool(_SENT.search(found[begin].text))
    at = begin + opened
    while at < len(found) and _is_addressee(found[at].text, opened=opened):
        at += 1
    return at


def _is_addressee(text: str, *, opened: bool) -> bool:
    """Whether a line is a bullet with bodies and nothing that they are told; behind "điện:" any bullet is."""
    marker = markers.at(text)
    if marker is None or marker.style is not markers.Style.DASH:
        return False
    if opened:
        return True
    end = text.rstrip(" ;.,:")
    return bool(bodies.START.match(text, marker.end)) and bodies.list_end(end, marker.end) == len(end)


def _notes(rest: Sequence[Line]) -> tuple[Line, ...]:
    """The notes below the signature, from the first that has a number in square brackets to where a site speaks."""
    start = next((i for i, line in enumerate(rest) if _NOTE.match(line.text)), len(rest))
    stop = next((i for i, line in enumerate(rest) if i > start and _SITE.search(line.text)), len(rest))
    return tuple(line for line in rest[start:stop] if not line.is_row)


def _without_notes(annexes: Sequence[Line]) -> Sequence[Line]:
    """The annexes up to the notes that close them: those behind the last row, with no annex behind them."""
    last = max((i for i, line in enumerate(annexes) if line.is_row or _is_annex(line)), default=-1)
    return annexes[: next((i for i in range(last + 1, len(annexes)) if _NOTE.match(annexes[i].text)), len(annexes))]


def is_recipients(line: Line, source: Source) -> bool:
    """Whether a line opens the list of recipients or holds the signature."""
    cells = [source.slice(cell) for cell in line.cells] or [line.text]
    if line.is_row and any(map(_OFFICE.match, cells)):
        return True
    return any(map(_closes, cells))


def _closes(cell: str) -> bool:
    """Whether words open the list of recipients, name the archive, or say in whose stead somebody signs."""
    first = cell.lstrip()[:1]
    if first in _RECIPIENTS_OPEN and _RECIPIENTS.match(cell):
        return True
    return bool((first in _SIGNED_OPENS and _SIGNED.match(cell)) or ("Lưu" in cell and _FILED.search(cell)))


def _first(found: Sequence[Line], wanted: object) -> int | None:
    assert callable(wanted)
    return next((i for i, line in enumerate(found) if wanted(line)), None)


def _motto(found: Sequence[Line]) -> int | None:
    """The motto over the document; one behind its kind and bases is that of a form in its annex."""
    at = _first(found[:_MOTTO_LOOK], lambda line: bool(_MOTTO.search(line.text)))
    before = [line.text for line in found[: at or 0] if not line.is_row]
    if any(_KIND.fullmatch(one.strip(" :*")) for one in before) and any(map(_RESTS.match, before)):
        return None
    return at


def _head_start(found: Sequence[Line], motto: int | None) -> int:
    """The head begins at the motto, or at the lines in capitals just before it."""
    if motto is None:
        return 0
    start = motto
    while start > 0 and motto - start < 4 and _is_heading(found[start - 1]) and _may_rise(found[start]):
        start -= 1
    return start


def _may_rise(line: Line) -> bool:
    """Whether the letterhead may stand over a line: over a row where that holds none itself."""
    return not line.is_row or bool(_MOTTO.match(line.text))


def _is_heading(line: Line) -> bool:
    text = line.text
    return not line.is_row and (text.isupper() or not any(map(str.isalpha, text)) or bool(_NUMBER.match(text)))


def _kind_line(found: Sequence[Line], start: int, *, has_motto: bool) -> int | None:
    for i in range(start, min(len(found), start + _KIND_LOOK)):
        line = found[i]
        if line.is_row and _MOTTO.search(line.text):
            continue
        match, marker = _KIND.match(line.text), markers.at(line.text)
        if marker and marker.style in (markers.Style.PART, markers.Style.ARTICLE):
            return None
        if (match is None and not kinds.misread(line.text)) or line.is_row or marker:
            continue
        if match is None:
            return i
        rest = line.text[match.end() :].strip(" :*\n")
        is_headed = has_motto or any(_NUMBERED.search(one.text) for one in found[start:i])
        if not rest or rest.isupper() or _SUBJECT.match(rest) or (is_headed and len(rest) < 300):
            return i
    return _kind_in_small_letters(found, start)


def _kind_in_small_letters(found: Sequence[Line], start: int) -> int | None:
    """A kind that is not in capitals, below the number and before the text begins: there it heads the subject."""
    above = _first(
        found[start : start + _HEAD_LINES], lambda line: bool(_NUMBER.search(line.text) or _NUMBERED.search(line.text))
    )
    if above is None:
        return None
    for i in range(start + above + 1, min(len(found), start + above + _HEAD_LINES)):
        text = found[i].text
        if found[i].is_row:
            continue
        if markers.at(text) or _OPENING.match(text):
            return None
        if _KIND_WRITTEN.fullmatch(text):
            return i
    return None


def _after_head(found: Sequence[Line], start: int, motto: int | None) -> int:
    """Where a letter's text begins: after the table of the head."""
    if motto is None:
        return start
    after = motto + 1
    while after < len(found) and after < motto + 4 and (found[after].is_row or len(found[after].text) < 90):
        if markers.at(found[after].text) or _OPENING.match(found[after].text):
            break
        after += 1
    return after


def _title_length(found: Sequence[Line], begin: int, kind: int | None) -> int:
    """How many lines after the kind are the subject."""
    match = _KIND.match(found[kind].text) if kind is not None else None
    is_begun = match is not None and bool(found[begin - 1].text[match.end() :].strip(" :*\n"))
    for count in range(_TITLE_LINES):
        i = begin + count
        if i >= len(found) or _is_speaker(found, i, count + is_begun):
            return count
        if not (_is_title(found[i], count) or (count == 0 and _is_before_opening(found, i))):
            return count
    return _TITLE_LINES


def _is_before_opening(found: Sequence[Line], i: int) -> bool:
    """Whether a line that opens as the text does is the subject: it does not end, and the text opens behind it."""
    line = found[i]
    if line.is_row or line.text.endswith((".", ";", ":", ",")) or len(line.text) > _LONGEST_SUBJECT:
        return False
    return i + 1 < len(found) and bool(_OPENING.match(found[i + 1].text))


def _is_speaker(found: Sequence[Line], i: int, count: int) -> bool:
    """Whether a line in capitals behind the subject says who speaks: what it rests on or decides comes next."""
    text = found[i].text
    if not count or not text.isupper() or _SUBJECT.match(text) or not _speaks(text):
        return False
    following = next((line.text for line in found[i + 1 : i + 3]), "")
    return bool(_RESTS.match(following)) or not following


def _is_title(line: Line, count: int) -> bool:
    text = line.text
    if line.is_row or markers.at(text) or issued.COMES_WITH.match(text) or text.rstrip().endswith((":", ";")):
        return False
    if not any(map(str.isalpha, text)):
        return True
    if text.isupper():
        return True
    mostly_upper = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    if mostly_upper or _SUBJECT.match(text):
        return True
    if _OPENING.match(text) and not line.bold:
        return False
    return (count == 0 and len(text) < 400 and not text.endswith(".")) or (line.bold and len(text) < 400)


def _speaks(text: str) -> bool:
    """Whether a line in capitals names who decides, as it stands above the bases of a decision."""
    return bool(re.match(r"(?:ỦY|UỶ|CHỦ TỊCH|BỘ|BỘ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG|CHÍNH PHỦ|BAN|HỘI ĐỒNG|TỔNG|CỤC)\b", text))


def _end(found: Sequence[Line], begin: int, source: Source) -> int:
    for i in range(begin, len(found)):
        if _is_annex(found[i]) or (i > begin and issued.caption(found, i)):
            return i
        if is_recipients(found[i], source):
            return _own_end(found, i, source)
    return len(found)


def _letterheads(found: Sequence[Line]) -> frozenset[int]:
    """Where lines begin that name in capitals, right above an annex, who issues it: no part of what stands before."""
    starts = set()
    for i in range(1, len(found)):
        if not (found[i - 1].text.isupper() and _is_annex(found[i])):
            continue
        above = takewhile(lambda line: line.text.isupper() and _speaks(line.text), reversed(found[max(0, i - 3) : i]))
        starts |= {line.span.start for line in above}
    return frozenset(starts)


def _own_end(found: Sequence[Line], first: int, source: Source) -> int:
    """Where the document's own signature is, if the first was only shown: the text goes on by its numbers behind it."""
    if _lists_recipients(found[first], source):
        return first
    for i in range(first + 1, len(found)):
        if _is_annex(found[i]) or issued.caption(found, i):
            return first
        if _lists_recipients(found[i], source):
            return i if numbered(found[first:i]) >= _GOES_ON else first
    return first


def _lists_recipients(line: Line, source: Source) -> bool:
    cells = [source.slice(cell) for cell in line.cells] or [line.text]
    return any(map(_RECIPIENTS.match, cells))


def _is_annex(line: Line) -> bool:
    marker = markers.at(line.text)
    return marker is not None and marker.style is markers.Style.ANNEX and not line.is_row


def _tail(found: Sequence[Line], end: int) -> Sequence[Line]:
    stop = end
    while stop < len(found) and stop < end + 40 and not _is_annex(found[stop]):
        stop += 1
    return found[end:stop]


def _annexes(found: Sequence[Line], end: int, source: Source) -> Sequence[Line]:
    """From the first annex, or the text that a decision issues, to the next signature or site matter."""
    for i in range(end, len(found)):
        if _is_annex(found[i]) or issued.caption(found, i):
            return _without_tails(found[i:], source)
    return _unnamed(found[end:])


def _unnamed(rest: Sequence[Line]) -> Sequence[Line]:
    """Tables that follow the signature without a heading, up to where a web page speaks for itself."""
    stop = next((i for i, line in enumerate(rest) if i and _SITE.search(line.text)), len(rest))
    start = next((i for i, line in enumerate(rest[:stop]) if i and line.is_row), stop)
    return rest[start:stop]


def _without_tails(found: Sequence[Line], source: Source) -> Sequence[Line]:
    for i, line in enumerate(found):
        if i and is_recipients(line, source):
            return (*found[:i], *_annexes(found, i, source)) if i < len(found) else found
    return found


def numbered(found: Sequence[Line]) -> int:
    """How many lines open with a label; a text without any is told by paragraphs."""
    return sum(1 for line in found if not line.is_row and markers.at(line.text) is not None)


__all__ = ["Zones", "is_recipients", "lines", "numbered", "split"]
