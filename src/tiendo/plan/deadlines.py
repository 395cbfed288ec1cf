"""When an order must be done, in the normal forms of ``tiendo-plan/1``.

A day is the last one allowed; where a year is not printed it is the document's own. "định kỳ" without a
rhythm, "kịp thời" and events without a day fix nothing and give no value.

>>> in_order("Gửi báo cáo trước ngày 20 hằng tháng.", None).values
('monthly:20',)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product, zip_longest
from typing import TypeAlias

from tiendo import late
from tiendo.plan import meanings, periods, verbs
from tiendo.plan.periods import Form
from tiendo.source import Span
from tiendo.viet import lowered


@dataclass(frozen=True, slots=True)
class Found:
    """Values in the text's order without repeats, and the places of their words."""

    values: tuple[str, ...]
    spans: tuple[Span, ...]
    event: Span | None = None


NOTHING = Found((), ())


def joined(found: Sequence[Found]) -> Found:
    """Several as one: each value once, the first event."""
    return Found(
        tuple(dict.fromkeys(value for one in found for value in one.values)),
        tuple(span for one in found for span in one.spans),
        next((one.event for one in found if one.event), None),
    )


_EVENT = re.compile(
    r"\s*,?\s*\(?(?:kể từ|tính từ|sau khi|từ khi|sau(?= ngày |\s[A-ZĐ]))\s+(?:ngày\s+|khi\s+)?([^,.;:()\n]{3,120})"
)
_CITED = re.compile(r"\d[^\s]{0,12}[/-][A-ZĐ][\w-]*,?\s*(?:được ban hành\s)?$")
_NOT_DUE = re.compile(r"(?:hiệu lực|kể|tính|số \S+)\s*$")
# A day that lies ahead and is that of an occasion, or of what takes effect then, is not when the order is due.
_OCCASION = late.pattern(
    r"(?:nhân|dịp|mừng|niệm|lễ|sinh|thống|họp|hội nghị|kỳ thi|đợt|từ|sau|kể|áp dụng|hiệu lực|tính)\s+(?:vào\s+)?$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"\s*(?:của|trở)")
_NO_ADVERB = late.pattern(
    r"(?:chi|kinh phí|nhiệm vụ|công việc|không|trọng yếu,|vốn|nguồn|cơ quan|hoạt động|ủy viên|uỷ viên|quan hệ|việc"
    r"|(?<!dân )(?<!quân )(?<!hình )(?<!nhân )sự"
    r"|tính|chế độ|ngân sách|toán|trực|giáo dục)\s$",
    re.IGNORECASE,
)
_NOT_ON_ORDER = re.compile(r"\s+(?:của|quan hệ|xảy ra|chịu|bị|trú|gặp|có nguy cơ|sinh sống|thuộc)\b")
# Tasks "của năm 2025", "từ nay đến tháng 6" are what the order is about, not when it is due.
_MATTER = late.pattern(r"(?:đối với[^,.;]*|(?:nhiệm vụ|phương hướng)[^,.;]{0,25}từ nay\s*)$", re.IGNORECASE)
_SINCE = re.compile(r"\s*(?:của|trở (?:về|lại)|đã)\b")
_WORDS_ONLY = re.compile(
    r"kịp thời\b|(?:định kỳ|đột xuất|theo tiến độ|khi có yêu cầu|ngay sau khi|sau khi|trong thời gian)[^.;\n]{0,100}"
)
_ARE_OF_TIME = ("kịp thời", "định kỳ", "đột xuất", "theo tiến độ", "khi có yêu cầu", "sau khi", "trong thời gian")
_HABIT = late.pattern(
    r"(?:xếp loại|kế hoạch|dự toán|ngân sách|chương trình|báo cáo|chi|kinh phí|khen thưởng|nghị quyết|kỳ"
    r"|giai đoạn)[\w\s]{0,25}$",
    re.IGNORECASE,
)
# A run of signs is taken whole or not at all: there are more ways to cut a line of dots than time to try them.
# Nothing but a time in brackets, behind a comma or a colon, that closes the one sentence of an order ("… (2026).").
_LAST_PERIOD = re.compile(
    r"(?:[^.]|\.(?=\S))*(?<!năm)(?<!kỳ)(?<!đoạn)(?<!hoạch)(?<!trình)(?<!lược)"
    r"(?:\s\(|:\s|,\s(?=(?:từ|trong|năm|quý|tháng|đến)\s))"
    r"(?P<period>(?:(?:từ|trong|xuyên suốt|năm|quý|tháng|đến)\s|[\dIVX/.,–-]++\s?|và\s|trở đi){1,8})\)?\s*[.;]?\s*",
    re.IGNORECASE,
)
# What such a time ends in, in small letters; many sentences do not, and looking for it in them takes long.
_PERIOD_ENDS = (*"0123456789ivx", "từ", "trong", "suốt", "năm", "quý", "tháng", "đến", "và", "đi")
# "2015 - 2020: thành lập trung tâm": a time and nothing else, which leads up to the order.
_FIRST_PERIOD = re.compile(
    r"(?P<period>(?:(?:từ|trong|giai đoạn|năm|quý|tháng|đến)\s|[\dIVX/.,–-]++\s?|và\s){1,8}):\s", re.IGNORECASE
)
# Inside a sentence what such words and a colon lead up to is read as the value of a line of time is.
_LABELLED = re.compile(
    r"\b(?:thời (?:gian|hạn|điểm)|tiến độ|hạn (?:cuối|chót)|hoàn thành)(?:\s\w+){0,4}\s?:\s*(?P<value>[^.;\n]{3,80})",
    re.IGNORECASE,
)
# What goes on behind a time that binds binds too ("trong quý IV/2025 và quý I/2026").
_ALSO = re.compile(r"\s*(?:,|;|và|hoặc|,\s*và)\s*(?:(?:trước|trong|đến|hết)\s+)?", re.IGNORECASE)
_SAID_TASK = re.compile(r"(?:^|[,;(]\s*)(?:(?:đây )?là )?nhiệm vụ\s$", re.IGNORECASE)
# "Sau 12 tháng mới được hủy" says when at the earliest, "giai đoạn sau 72 giờ" which stage.
_STAGE_AFTER = re.compile(r"giai đoạn\s*$", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"[^.;]{0,40}\bmới\b|,\s(?:khi|nếu)\b")
_STAGE = late.pattern(r"(?:sơ kết|tổng kết|giữa kỳ|cuối kỳ|hoàn thành)[^.;()]{0,40}\($", re.IGNORECASE)
# What has a rhythm by its nature, so that the rhythm is its name and not the order's.
_PLANNED = late.pattern(
    r"(?:xếp loại|kế hoạch|dự toán|ngân sách|chương trình|chi|kinh phí|khen thưởng|(?<!thực hiện )nghị quyết|kỳ"
    r"|giai đoạn|trợ cấp|lương|thù lao|thu nhập|chế độ báo cáo)[\w\s]{0,25}$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:báo cáo|gửi)\b[^.;:]*$", re.IGNORECASE)
_REGULARLY = re.compile(r"định kỳ\s*\(?$", re.IGNORECASE)
_OPENS_CLAUSE = late.pattern(r"(?:^|[.;:,(’'h]|\bvào|\bvà|thực hiện|quý [ivx1-4]{1,3})\s*$", re.IGNORECASE)
_CLOSES_CLAUSE = re.compile(r"\s*(?:[,.;)]|$|(?:để|nhằm|gửi|một lần|\d{1,2} lần)\b)")
_ENDS_CLAUSE = re.compile(r"\s*(?:[,.;)]|$|và (?:đột xuất|định kỳ|liên tục)\b)")
# In a case it says when that comes up, and not when to act.
_IN_CASE = late.pattern(r"\b(?:Trường hợp|Nếu)\s[^.;,:]*$", re.IGNORECASE)
# The day that stands right behind a rhythm makes it one of the order.
_ON_A_DAY = re.compile(r"\s*\((?:trước|(?:chậm|muộn) nhất(?: là)?|vào)\s(?:trước\s)?ngày\s")
# "trước ngày 01/01/2025 là tuyến huyện": what something was until then.
_WAS = re.compile(r"\s+(?:là|còn|vẫn)\s")
_OF_WHOM = re.compile(r"\s*của\b")
_CLAUSE = 90


def in_value(text: str, on: date | None, offset: int = 0) -> Found:
    """The deadline in the value of a time line or cell, where every period counts."""
    return _read(text, on, offset, is_prose=False)


def in_order(text: str, on: date | None, offset: int = 0) -> Found:
    """The deadline in an order's sentences, where only words that bind the doing count; or the period that ends it."""
    found = _read(text, on, offset, is_prose=True)
    said = text.rstrip(" .;)\n")
    if found.values or not said[-1:].isalnum():
        return found
    is_at_end = said.lower().endswith(_PERIOD_ENDS)
    last = _FIRST_PERIOD.match(text) or (_LAST_PERIOD.fullmatch(text) if is_at_end else None)
    period = in_value(last["period"], on, offset + last.start("period")) if last else NOTHING
    is_to_come = on is None or all(value >= on.isoformat() for value in period.values)
    return period if period.values and is_to_come else found


_PERIOD = re.compile(
    r"(?:(?:về\s+)?(?:các |một số |những )?(?:nhiệm vụ|giải pháp|nội dung|công việc|hoạt động|lộ trình)"
    r"[^:.\n]{0,40}?\s)?"
    r"(?:(?:trong|từ|đến|cho)\s)?(?:giai đoạn|năm|quý|tháng|đợt)\b[^:.\n]{0,50}[:.]?\s*",
    re.IGNORECASE,
)


def in_heading(text: str, on: date | None, offset: int = 0) -> Found:
    """The deadline that a heading sets for what stands under it: where it names a period and little else, that one."""
    return _read(text, on, offset, is_prose=not _PERIOD.fullmatch(" ".join(text.split())))


_UNTIL = re.compile(r"\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+(?:khi|lúc)\b")
# In a line of time the rhythm of a plan is its name ("Theo kế hoạch đào tạo hằng năm").
_BY_PLAN = re.compile(r"\b(?:theo|trong) (?:các )?(?:kế hoạch|chương trình|dự toán|ngân sách)\b[^;.\n]*(?<!,)\s$")
# The dash of the next item of a list, which leads from no time to another.
_NEXT_ITEM = re.compile(r"[;\n]\s*[-–+]")
_Taken: TypeAlias = tuple[Span, tuple[str, ...]]
_NEAR = 160
_CLOSE = 40
_COUNTED = re.compile(r"\w+ (?:lần|đợt|cuộc|kỳ)\b.*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYLESS = re.compile(r"[^\d]*\d{1,2}\s?(?:/|-|\stháng\s)\s?\d{1,2}", re.IGNORECASE)


@dataclass(slots=True)
class _Places:
    """Places that do not overlap each other, in order: another is held against its neighbours alone."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def overlap(self, span: Span) -> bool:
        """Whether one of them shares a letter with ``span``."""
        at = bisect_left(self.starts, span.end)
        return at > 0 and self.ends[at - 1] > span.start

    def add(self, span: Span) -> None:
        """Take a place that overlaps none."""
        at = bisect_left(self.starts, span.start)
        self.starts.insert(at, span.start)
        self.ends.insert(at, span.end)


def _read(text: str, on: date | None, offset: int, *, is_prose: bool) -> Found:
    lower = lowered(text)
    free = tuple(Span(*one.span("value")) for one in _LABELLED.finditer(text)) if is_prose and ":" in text else ()
    taken: list[_Taken] = []
    places = _Places()
    event: Span | None = None
    for form, found in periods.matches(lower, in_prose=is_prose and not free):
        span = Span(found.start(), found.end())
        if taken and places.overlap(span):
            continue
        if is_prose and not _lies_in(span, free) and not (form.in_prose and _binds(text, found, form)):
            continue
        if not is_prose and form.value is meanings.every and _BY_PLAN.search(lower, 0, span.start):
            continue
        values = tuple(value for value in form.value(found, on) if value)
        if values:
            taken.append((span, values))
            places.add(span)
            event = event or _event(text, found, form, offset)
    if not taken:
        return NOTHING
    if is_prose:
        taken += _going_on(text, lower, on, taken, places)
    if taken and "từ" in lower:
        taken = [one for one in taken if not _is_open(lower, one[0])]
    if len(taken) > 1:
        taken = _rhythmic(text, _ended(text, sorted(taken), is_prose=is_prose))
    values = tuple(dict.fromkeys(value for _, group in taken for value in group))
    on_days = {value.partition(":")[0] for value in values if ":" in value}
    values = tuple(value for value in values if value not in on_days)
    return Found(values, tuple(Span(offset + span.start, offset + span.end) for span, _ in taken), event)


def _lies_in(span: Span, places: tuple[Span, ...]) -> bool:
    """Whether a place lies within one of those, which stand in order and apart."""
    at = bisect_right(places, span.start, key=lambda place: place.start)
    return at > 0 and span.end <= places[at - 1].end


def _going_on(text: str, lower: str, on: date | None, taken: list[_Taken], places: _Places) -> list[_Taken]:
    """Times that go on right behind one that binds."""
    result: list[_Taken] = []
    starts = [also.end() for span, _ in taken if (also := _ALSO.match(text, span.end))]
    for start, form in product(starts, periods.standing(lower) if starts else ()):
        found = None if form.in_prose else form.grammar.match(lower, start)
        if found and not places.overlap(Span(*found.span())):
            values = tuple(value for value in form.value(found, on) if value)
            if values:
                result.append((Span(*found.span()), values))
                places.add(result[-1][0])
    return result


def _ended(text: str, taken: list[_Taken], *, is_prose: bool) -> list[_Taken]:
    """Without those that only say from when."""
    pairs = zip_longest(taken, taken[1:])
    return [one for one, then in pairs if then is None or not _is_start(text, one[0], then[0], is_prose=is_prose)]


def _is_open(lower: str, span: Span) -> bool:
    """Whether a time is that of a beginning, and the end an event without a day ("từ tháng 3 đến khi kết thúc …")."""
    if not _UNTIL.match(lower, span.end):
        return False
    return lower.startswith("từ ", span.start) or lower.endswith(("từ ", "từ ngày "), 0, span.start)


def _is_start(text: str, first: Span, second: Span, *, is_prose: bool) -> bool:
    """Whether ``first`` only says from when ("từ ngày … đến ngày …", in a cell "Quý IV/2025 - Quý II/2026")."""
    between = text[first.end : min(len(text), second.start + 5)]
    if second.start - first.end >= 6 or not re.search(r"(?:đến|[-–])", between) or _NEXT_ITEM.search(between):
        return False
    return not is_prose or bool(re.search(r"\btừ\s", text[max(0, first.start - 12) : first.end], re.IGNORECASE))


def _rhythmic(text: str, taken: list[_Taken]) -> list[_Taken]:
    """Rhythms of years joined with the days without a year, or the months, that tell when in the year.

    "hằng năm, trước ngày 15/12" is a day of each year; "02 lần/năm, tháng 4 và tháng 8 năm 2026" is those months.
    """
    result: list[_Taken] = []
    for one in taken:
        before = result[-1] if result else None
        joined = _in_the_year(text, before, one) if before else None
        if joined:
            result[-1] = joined
        else:
            result.append(one)
    return result


def _in_the_year(text: str, rhythm: _Taken, then: _Taken) -> _Taken | None:
    (span, values), (day, found) = rhythm, then
    is_dayless = len(found) == 1 and bool(_DAYLESS.fullmatch(text[day.start : day.end]))
    if is_dayless and values[-1].startswith("annual:") and "." not in text[span.end : day.start]:
        return Span(span.start, day.end), (*values, f"annual:{found[0][5:]}")
    if values[-1] not in ("annual", "halfyearly") or day.start - span.end >= _NEAR or "." in text[span.end : day.start]:
        return None
    whole = Span(span.start, day.end)
    if is_dayless:
        return whole, (*values[:-1], f"annual:{found[0][5:]}")
    is_counted = _COUNTED.fullmatch(text[span.start : span.end])
    if is_counted and day.start - span.end < _CLOSE and all(map(_DAY.fullmatch, found)):
        return whole, (*values[:-1], *found)
    return None


def _event(text: str, found: re.Match[str], form: Form, offset: int) -> Span | None:
    if form.value is not meanings.length:
        return None
    match = _EVENT.match(text, found.end())
    return Span(offset + match.start(1), offset + match.end(1)) if match else None


# "các dự án hoàn thành trong năm 2026" tells which; "được gia hạn tối đa 24 tháng" what somebody is granted.
_OF_WORKS = late.pattern(
    r"(?:(?:dự án|công trình|hạng mục)(?: (?:dự kiến|phải|sẽ|có thể|đã))?|có khả năng)(?: hoàn thành)? $",
    re.IGNORECASE,
)
_GRANTED = late.pattern(
    r"\b(?:gia hạn|giãn|miễn|hưởng|cho vay|cho thuê|bảo hành|tạm dừng|tạm giữ|đình chỉ|hạn chế)\b[^.;:]*$",
    re.IGNORECASE,
)
# "trình Quốc hội vào năm 2026": when something is to be handed in, and not when a thing will be so.
_HANDED_IN = late.pattern(
    r"\b(?:trình|sơ kết|tổng kết|ban hành|hoàn thành|báo cáo|phê duyệt)\b[^.;:,]*$", re.IGNORECASE
)
# "kinh phí đã cấp trước ngày …": when something was done that the order is about.
_DONE = re.compile(
    r"\bđã (?:được )?(?:[^\W\d_]+(?: [^\W\d_]+)?|(?:nộp|gửi|ký|cấp|đăng ký|thành lập)(?: [^\W\d_]+){2,3}) $"
)
# "giấy phép có thời hạn đến ngày …", "đất cho thuê đến ngày …": how long a thing lasts that the order is about.
_LASTS = re.compile(
    r"\b(?:(?:có|còn) (?:thời )?hạn(?: (?:sử dụng|thuê))?|hết hạn|cho thuê|đã thuê|thuê đất)(?: (?:vào|đến|tới))? $"
)


def _binds(text: str, found: re.Match[str], form: Form) -> bool:
    """Whether words in a sentence bind the order, and do not only describe its matter."""
    before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 40]
    if ("đã " in before and _DONE.search(before)) or _LASTS.search(before):
        return False
    match form.value:
        case meanings.ongoing:
            return _is_on_order(before, after)
        case meanings.years | meanings.target_year:
            return not (
                _HABIT.search(before) or _SINCE.match(after) or _MATTER.search(before) or _OF_WORKS.search(before)
            )
        case meanings.every:
            return (
                found[0].startswith("định kỳ")
                or bool(_ON_A_DAY.match(after))
                or _is_rhythm(text[max(0, found.start() - _CLAUSE) : found.start()], after)
            )
        case meanings.length:
            return not (
                _GRANTED.search(text, max(0, found.start() - _CLAUSE), found.start())
                or _STAGE_AFTER.search(before)
                or (found[0].startswith("sau") and _NOT_BEFORE.match(after))
            )
        case meanings.stage | meanings.year_in:
            return bool((_STAGE if form.value is meanings.stage else _HANDED_IN).search(before))
        case meanings.whole:
            return not (_CITED.search(before) or _NOT_DUE.search(before) or _WAS.match(after))
        case meanings.coming:
            return not (_CITED.search(before) or _NOT_DUE.search(before) or _OCCASION.search(before))
        case meanings.months | meanings.quarters:
            return not _OF_WHAT.match(after) and not _MATTER.search(before)
        case _:
            return True


def _is_on_order(before: str, after: str) -> bool:
    """Whether "thường xuyên" says how often to act: beside a verb or alone in its clause; or a task is said to be one.

    Behind a noun it says of what kind a thing is.
    """
    if _SAID_TASK.search(before):
        return True
    if _NO_ADVERB.search(before) or _NOT_ON_ORDER.match(after):
        return False
    is_alone = bool((_OPENS_CLAUSE.search(before) and not before.endswith("và ")) or _ENDS_CLAUSE.match(after))
    return is_alone or verbs.begins(after, 1) is not None or verbs.ends(before)


def _is_rhythm(before: str, after: str) -> bool:
    """Whether "hằng năm" and the like say when to act, and not of which plan or report there is talk."""
    if _OF_WHOM.match(after) or _IN_CASE.search(before):
        return False
    if _PLANNED.search(before):
        return bool(_REGULARLY.search(before)) or after.startswith(" và định kỳ")
    if _REPORTED.search(before) or _REGULARLY.search(before) or _OPENS_CLAUSE.search(before):
        return True
    return bool(_CLOSES_CLAUSE.match(after)) or verbs.begins(after, 1) is not None


def is_start(text: str) -> bool:
    """Whether the value of a time line says only from when ("Từ tháng 10/2025 …"), and no end."""
    found = in_value(text, None)
    return len(found.spans) == 1 and text[found.spans[0].start :].lower().startswith("từ ")


def words(text: str) -> Iterator[Span]:
    """Words about time that fix no day ("kịp thời", "định kỳ …")."""
    small = lowered(text)
    for found in _WORDS_ONLY.finditer(small) if any(map(small.__contains__, _ARE_OF_TIME)) else ():
        yield Span(found.start(), found.end())
