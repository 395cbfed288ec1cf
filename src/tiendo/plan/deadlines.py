"""When an order must be done, in the normal forms of ``tiendo-plan/1``.

A day is the last one allowed; where a year is not printed it is the document's own. "định kỳ" without a
rhythm, "kịp thời" and events without a day fix nothing and give no value.

>>> in_order("Gửi báo cáo trước ngày 20 hằng tháng.", None).values
('monthly:20',)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import TypeAlias

from tiendo.plan import dates
from tiendo.source import Span
from tiendo.viet import lowered

_EVERY = {
    "ngày": "daily",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "năm": "annual",
    "6 tháng": "halfyearly",
}
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WITHIN = r"(?:trong|vào|đến(?: hết| cuối)?|hết|trước|xong|cuối|chậm nhất(?: là)?|muộn nhất(?: là)?|hoàn thành|từ)"
_EACH = r"h[ằà]ng"
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class Found:
    """Values in the text's order without repeats, and the places of their words."""

    values: tuple[str, ...]
    spans: tuple[Span, ...]
    event: Span | None = None


NOTHING = Found((), ())


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of words in lower case, and what it means given the document's day; without ``needs`` it is not there."""

    grammar: re.Pattern[str]
    value: Callable[[re.Match[str], date | None], tuple[str | None, ...]]
    needs: str
    in_prose: bool = True


def _whole(found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    return (dates.to_iso(found["day"]),)


def _dayless(found: re.Match[str], on: date | None) -> tuple[str | None, ...]:
    """Day and month: the document's year, the next one where that day is long past."""
    if on is None:
        return (None,)
    day, month = int(found["d"]), int(found["m"])
    year = on.year + 1 if (month, day) < (on.month, on.day) else on.year
    return (dates.iso(year, month, day),)


def _range(found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    return (f"{found['year']}-12-31",)


def _month(found: re.Match[str], on: date | None) -> tuple[str | None, ...]:
    year = int(found["year"]) if found["year"] else on.year if on else None
    if year is None or not 1 <= int(found["m"]) <= 12:
        return (None,)
    return (dates.month_end(year, int(found["m"])),)


def _quarter(found: re.Match[str], on: date | None) -> tuple[str | None, ...]:
    year = int(found["year"]) if found["year"] else on.year if on else None
    quarter = _QUARTER.get(found["q"])
    return (dates.month_end(year, quarter * 3),) if year and quarter else (None,)


def _every(found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    return (_EVERY[found["unit"]],)


def _times(found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    """So many times a day or week: the rhythm without its count."""
    return (_EVERY[found["unit"].lower()],)


def _every_on(found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    """A day of a rhythm ("ngày 20 hằng tháng"); "ngày 01/6 và 15/11 hằng năm" gives two."""
    unit = _EVERY[found["unit"]]
    if unit == "annual":
        pairs = re.findall(r"(\d{1,2})\s?(?:/|tháng)\s?(\d{1,2})", found[0])
        return tuple(f"annual:{int(m):02d}-{int(d):02d}" for d, m in pairs) or ("annual",)
    day = re.search(r"\d{1,2}", found[0])
    return (f"{unit}:{day[0]}",) if day else (unit,)


def _quarter_day(found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    return (f"quarterly:{int(found['d'])}",)


def _length(found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    unit = found["unit"]
    if "làm việc" in unit:
        return (f"P{int(found['n'])}WD",)
    letter = {"ngày": "D", "tuần": "W", "tháng": "M", "năm": "Y", "giờ": "H"}[unit]
    return (f"PT{int(found['n'])}H" if letter == "H" else f"P{int(found['n'])}{letter}",)


def _ongoing(_found: re.Match[str], _on: date | None) -> tuple[str | None, ...]:
    return ("ongoing",)


def _form(
    grammar: str,
    value: Callable[[re.Match[str], date | None], tuple[str | None, ...]],
    *,
    needs: str = "",
    in_prose: bool = True,
) -> _Form:
    return _Form(re.compile(grammar), value, needs, in_prose)


_D = r"\d{1,2}"
_FORMS: tuple[_Form, ...] = (
    _form(
        rf"(?:ngày\s+)?{_D}\s?(?:/|\s?tháng\s)\s?{_D}(?:\s?(?:,|và)\s?(?:ngày\s+)?{_D}\s?(?:/"
        rf"|tháng)\s?{_D})*\s+(?:của\s+)?{_EACH}\s+(?P<unit>năm)",
        _every_on,
        needs="năm",
    ),
    _form(rf"ngày\s+{_D}\s+(?:của\s+)?(?:{_EACH}|mỗi)\s+(?P<unit>tháng|quý)", _every_on, needs="ngày"),
    _form(
        rf"ngày\s+(?P<d>{_D})\s+(?:của\s+)?tháng\s+cuối\s+(?:{_EACH}\s+|mỗi\s+|của\s+)?quý", _quarter_day, needs="quý"
    ),
    _form(
        rf"(?:trước|trong|xong|chậm nhất(?: là)?|muộn nhất(?: là)?|đến hết|hết|đến|vào|là"
        rf"|từ)\s+(?:{_D}h\d{{0,2}}\s+)?(?:chiều |sáng )?(?:thứ \w+ )?(?:ngày\s+)?(?P<day>{dates.WRITTEN}"
        rf"|{dates.SHORT})",
        _whole,
    ),
    _form(rf"(?P<day>{dates.WRITTEN}|{dates.SHORT})", _whole, in_prose=False),
    _form(
        rf"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|xong|đến)\s+ngày\s+(?P<d>{_D})\s?(?:/|-"
        rf"|\stháng\s)\s?(?P<m>{_D})(?![\d/])(?!\s*năm|\s+h[ằà]ng)",
        _dayless,
        needs="ngày",
    ),
    _form(
        rf"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})",
        _range,
        needs="giai đoạn",
        in_prose=False,
    ),
    _form(rf"{_YEAR}\s?[-–]\s?(?P<year>{_YEAR})", _range, in_prose=False),
    _form(rf"từ năm\s+{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})", _range, needs="từ năm", in_prose=False),
    _form(
        rf"trước\s+(?:ngày\s+)?\d{{1,2}} tháng (?P<m>{_D})\s*(?:năm|/)\s*(?P<year>{_YEAR})",
        _month,
        needs="tháng",
        in_prose=False,
    ),
    _form(
        rf"{_WITHIN}\s+tháng\s+(?P<m>{_D})(?:\s?(?:/|-|,?\s*năm)\s?(?P<year>{_YEAR}))?(?![\d/])", _month, needs="tháng"
    ),
    _form(
        rf"tháng\s+(?P<m>{_D})(?:\s?(?:/|-|,?\s*năm)\s?(?P<year>{_YEAR}))?(?![\d/])",
        _month,
        needs="tháng",
        in_prose=False,
    ),
    _form(
        rf"{_WITHIN}\s+qu[ýí]\s+(?P<q>iv|i{{1,3}}|[1-4])\b(?:\s?(?:/|-|,?\s*năm)\s?(?P<year>{_YEAR}))?",
        _quarter,
        needs="qu",
    ),
    _form(
        rf"qu[ýí]\s+(?P<q>iv|i{{1,3}}|[1-4])\b(?:\s?(?:/|-|,?\s*năm)\s?(?P<year>{_YEAR}))?",
        _quarter,
        needs="qu",
        in_prose=False,
    ),
    _form(
        rf"(?:hoàn thành|xong)\s+(?:dứt điểm\s+)?(?:trong|trước|vào)?\s*năm\s+(?P<year>{_YEAR})", _range, needs="năm"
    ),
    _form(
        rf"(?:trong|đến hết|đến cuối|hết|phấn đấu đến|phấn đấu)\s+năm\s+(?P<year>{_YEAR})(?=[,;.)\s]|$)",
        _range,
        needs="năm",
    ),
    _form(rf"trong\s+(?:hai|ba|các)\s+năm\s+(?:{_YEAR},?\s?)+\s?(?:và|đến|-)\s?(?P<year>{_YEAR})", _range, needs="năm"),
    _form(rf"năm\s+(?P<year>{_YEAR})", _range, needs="năm", in_prose=False),
    _form(rf"^\s*(?P<year>{_YEAR})\s*$", _range, in_prose=False),
    _form(rf"(?<![\d/.-])(?P<m>\d{{1,2}})\s?[/-]\s?(?P<year>{_YEAR})(?![\d/-])", _month, in_prose=False),
    _form(
        rf"(?P<unit>6 tháng)(?=[,\s]+(?:một lần|/lần|và))|định kỳ\s+(?:{_EACH}\s+)?(?P<unit2>6 tháng)",
        lambda _f, _o: ("halfyearly",),
        needs="6 tháng",
    ),
    _form(rf"(?:{_EACH}|mỗi)\s+(?P<unit>ngày|tuần|tháng|quý|năm)\b", _every),
    _form(r"\d{1,2}\s+lần\s?(?:/|trong)\s?(?:01 )?(?P<unit>ngày|tuần|tháng|quý|năm)\b", _times, needs="lần"),
    _form(r"(?:các|những) năm (?:tiếp theo|sau|tới)", _ongoing, needs="năm", in_prose=False),
    _form(r"thường xuyên", _ongoing),
    _form(
        r"(?:trong|trong vòng|trong thời hạn|thời hạn|chậm nhất(?: là)?(?: sau)?|(?:sau )?tối đa|sau"
        r"|không quá)\s+(?:là\s+)?(?P<n>\d{1,3})\s*(?:\([^)]{1,20}\)\s*)?(?P<unit>ngày làm việc|ngày|tuần"
        r"|tháng|giờ)\b(?!\s+\d)",
        _length,
    ),
    _form(r"^\s*(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày|tuần|tháng)\b", _length, in_prose=False),
)
_EVENT = re.compile(r"\s*,?\s*(?:kể từ|tính từ|sau khi|từ khi)\s+(?:ngày\s+|khi\s+)?([^,.;:\n]{3,120})")
_CITED = re.compile(r"\d[^\s]{0,12}[/-][A-ZĐ][\w-]*,?\s*(?:được ban hành\s)?$")
_NOT_DUE = re.compile(r"(?:hiệu lực|kể|tính|số \S+)\s*$")
_OF_WHAT = re.compile(r"\s*(?:của|trở)")
_NO_ADVERB = re.compile(
    r"(?:chi|kinh phí|nhiệm vụ|công việc|không|trọng yếu,|vốn|nguồn|cơ quan|hoạt động|ủy viên|uỷ viên|quan hệ|việc|sự"
    r"|tính|chế độ|ngân sách|toán|trực)\s$",
    re.IGNORECASE,
)
_NOT_ON_ORDER = re.compile(r"\s+(?:của|quan hệ|xảy ra|chịu|bị|trú|gặp|có nguy cơ|sinh sống|thuộc)\b")
# Tasks "của năm 2025", "từ nay đến tháng 6" are what the order is about, not when it is due.
_MATTER = re.compile(r"(?:đối với[^,.;]*|(?:nhiệm vụ|phương hướng)[^,.;]{0,25}từ nay\s*)$", re.IGNORECASE)
_SINCE = re.compile(r"\s*(?:của|trở (?:về|lại)|đã)\b")
_WORDS_ONLY = re.compile(
    r"kịp thời\b|(?:định kỳ|đột xuất|theo tiến độ|khi có yêu cầu|ngay sau khi|sau khi|trong thời gian)[^.;\n]{0,100}"
)
_HABIT = re.compile(
    r"(?:xếp loại|kế hoạch|dự toán|ngân sách|chương trình|báo cáo|chi|kinh phí|khen thưởng|nghị quyết|kỳ"
    r"|giai đoạn)[\w\s]{0,25}$",
    re.IGNORECASE,
)


def in_value(text: str, on: date | None, offset: int = 0) -> Found:
    """The deadline in the value of a time line or cell, where every period counts."""
    return _read(text, on, offset, is_prose=False)


def in_order(text: str, on: date | None, offset: int = 0) -> Found:
    """The deadline in an order's sentences, where only words that bind the doing count."""
    return _read(text, on, offset, is_prose=True)


_PERIOD = re.compile(
    r"(?:(?:về\s+)?(?:các |một số |những )?(?:nhiệm vụ|giải pháp|nội dung|công việc|hoạt động|lộ trình)"
    r"[^:.\n]{0,40}?\s)?"
    r"(?:(?:trong|từ|đến|cho)\s)?(?:giai đoạn|năm|quý|tháng|đợt)\b[^:.\n]{0,50}[:.]?\s*",
    re.IGNORECASE,
)


def in_heading(text: str, on: date | None, offset: int = 0) -> Found:
    """The deadline that a heading sets for what stands under it: where it names a period and little else, that one."""
    return _read(text, on, offset, is_prose=not _PERIOD.fullmatch(" ".join(text.split())))


_Taken: TypeAlias = tuple[Span, tuple[str, ...]]
_NEAR = 160
_DAYLESS = re.compile(r"[^\d]*\d{1,2}\s?(?:/|-|\stháng\s)\s?\d{1,2}", re.IGNORECASE)


def _read(text: str, on: date | None, offset: int, *, is_prose: bool) -> Found:
    taken: list[_Taken] = []
    event: Span | None = None
    lower = lowered(text)
    for form in _FORMS:
        if form.needs not in lower or (is_prose and not form.in_prose):
            continue
        for found in form.grammar.finditer(lower):
            span = Span(found.start(), found.end())
            if any(span.overlaps(other) for other, _ in taken) or (is_prose and not _binds(text, found, form)):
                continue
            values = tuple(value for value in form.value(found, on) if value)
            if values:
                taken.append((span, values))
                event = event or _event(text, found, form, offset)
    taken = _yearly(text, _ended(text, sorted(taken), is_prose=is_prose))
    values = tuple(dict.fromkeys(value for _, group in taken for value in group))
    return Found(values, tuple(Span(offset + span.start, offset + span.end) for span, _ in taken), event)


def _ended(text: str, taken: list[_Taken], *, is_prose: bool) -> list[_Taken]:
    """Without those that only say from when."""
    pairs = zip_longest(taken, taken[1:])
    return [one for one, then in pairs if then is None or not _is_start(text, one[0], then[0], is_prose=is_prose)]


def _is_start(text: str, first: Span, second: Span, *, is_prose: bool) -> bool:
    """Whether ``first`` only says from when ("từ ngày … đến ngày …", in a cell "Quý IV/2025 - Quý II/2026")."""
    between = text[first.end : min(len(text), second.start + 5)]
    if second.start - first.end >= 6 or not re.search(r"(?:đến|[-–])", between):
        return False
    return not is_prose or bool(re.search(r"\btừ\s", text[max(0, first.start - 12) : first.end], re.IGNORECASE))


def _yearly(text: str, taken: list[_Taken]) -> list[_Taken]:
    """A rhythm of years and a day without its year in one sentence are one ("hằng năm, trước ngày 15/12")."""
    for i, (span, values) in enumerate(taken[:-1]):
        day, found = taken[i + 1]
        is_near = "." not in text[span.end : day.start] and day.start - span.end < _NEAR
        if values == ("annual",) and is_near and len(found) == 1 and _DAYLESS.fullmatch(text[day.start : day.end]):
            one = (Span(span.start, day.end), (f"annual:{found[0][5:]}",))
            return [*taken[:i], one, *taken[i + 2 :]]
    return taken


def _event(text: str, found: re.Match[str], form: _Form, offset: int) -> Span | None:
    if form.value is not _length:
        return None
    match = _EVENT.match(text, found.end())
    return Span(offset + match.start(1), offset + match.end(1)) if match else None


def _binds(text: str, found: re.Match[str], form: _Form) -> bool:
    """Whether words in a sentence bind the order, and do not only describe its matter."""
    before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 40]
    if form.value is _ongoing:
        return not _NO_ADVERB.search(before) and not _NOT_ON_ORDER.match(after)
    if form.value is _range:
        return not _HABIT.search(before) and not _SINCE.match(after) and not _MATTER.search(before)
    if form.value is _every:
        return _is_rhythm(before, after)
    if form.value is _whole:
        return not _CITED.search(before) and not _NOT_DUE.search(before)
    if form.value in (_month, _quarter):
        return not _OF_WHAT.match(after) and not _MATTER.search(before)
    return True


def _is_rhythm(before: str, after: str) -> bool:
    if _HABIT.search(before):
        return bool(re.search(r"(?i:định kỳ)\s*\(?$|báo cáo\s*$", before)) and not re.match(r"\s*của", after)
    return (
        not before.strip()
        or bool(re.search(r"[.;:,(’'h]\s*$|(?i:định kỳ)\s*\(?$|vào\s+$|và\s+$|thực hiện\s*$", before))
        or bool(
            re.match(r"\s*(?:[,.;)]|tổng hợp|báo cáo|rà soát|tham mưu|xây dựng|tổ chức|$)", after)
            and not _HABIT.search(before)
        )
    )


def words(text: str) -> Iterator[Span]:
    """Words about time that fix no day ("kịp thời", "định kỳ …")."""
    for found in _WORDS_ONLY.finditer(lowered(text)):
        yield Span(found.start(), found.end())
