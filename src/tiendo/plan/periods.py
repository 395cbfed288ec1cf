"""The forms in which times are written; what each means is in :mod:`tiendo.plan.meanings`.

>>> form = next(one for one in FORMS if one.value is meanings.quarters)
>>> form.value(form.grammar.search("trong quý i, quý iii năm 2026"), None)
('2026-03-31', '2026-09-30')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tiendo import late
from tiendo.plan import dates, meanings


@dataclass(frozen=True, slots=True)
class Form:
    """A form of words in lower case, and what it means given the document's day.

    Without any of ``needs``, or without a digit where it has one, it is not there.
    With ``in_prose`` it counts in an order's sentence too, not only in a line or cell of time.
    """

    grammar: re.Pattern[str]
    value: Callable[[re.Match[str], date | None], meanings.Values]
    needs: tuple[str, ...]
    in_prose: bool = True
    has_digit: bool = True


def _forms() -> Iterator[Form]:
    """From the fullest to the barest: words that one has taken are no other's."""
    yield from _days()
    yield from _years_of_periods()
    yield from _parts_of_years()
    yield from _single_years()
    yield from _rhythms()
    yield from _lengths()


def _form(
    grammar: str,
    value: Callable[[re.Match[str], date | None], meanings.Values],
    *needs: str,
    in_prose: bool = True,
    has_digit: bool = True,
) -> Form:
    return Form(late.pattern(grammar), value, needs, in_prose, has_digit)


_D = r"\d{1,2}"
_EACH = r"h[ằà]ng"
_EACH_WORDS = ("hằng", "hàng", "mỗi")
_QUARTER_WORDS = ("quý", "quí")
_THIS_WORDS = ("này", "nay", "tới", "sau")
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:\s?(?:/|-|,?\s*(?:của\s+)?năm)\s?(?P<year>{_YEAR}))"
_ALSO = r"\s?(?:,|và|hoặc|-|–|đến)\s?"
_MONTHS = (
    rf"(?P<m>{_D}(?:{_ALSO}(?:tháng\s+)?{_D})+(?={_OF_YEAR.replace('?P<year>', '')})|{_D}\s?[-–]\s?{_D}(?![\d/])"
    rf"|{_D}(?:{_ALSO}tháng\s+{_D})*)"
)
_Q = r"(?:iv|i{1,3}|[1-4])\b"
_QUARTERS = rf"(?P<q>{_Q}(?:{_ALSO}(?:qu[ýí]\s+)?{_Q})*)"
# Each alternative begins with a letter of its own, so that a search can skip to where one may stand.
_LATEST = (
    r"chậm nhất(?: là)?|muộn nhất(?: là)?|không (?:chậm|muộn) (?:hơn|quá)|không quá"
    r"|hạn (?:cuối|chót)(?: cùng)?(?: là)?"
)
_LATEST_ON = r"(?:vào|trước|đến(?: hết)?|trong)"
_WITHIN = (
    rf"(?:trong|vào|đến(?: hết| cuối)?|hết|trước|xong|cuối|{_LATEST}|hoàn thành|từ)"
    r"(?:\s+(?:các|đầu|giữa|cuối))?"
)
_HOUR = rf"{_D}\s?(?:h|g|:|giờ)\s?(?:\d{{2}}(?:\s?phút|['’])?)?"
_DAYTIME = rf"(?:(?:buổi\s)?(?:sáng|chiều|tối|đêm)\s)?(?:{_HOUR},?\s+)?(?:(?:sáng|chiều|tối|đêm)\s)?(?:thứ \w+,?\s)?"
_MONTH_OF_QUARTER = (
    rf"(?:của\s+)?tháng\s+(?:cuối|đầu)(?:\s+(?:cùng|tiên))?(?:\s+của)?(?:\s+(?:{_EACH}|mỗi))?\s+quý"
    r"(?:\s+(?:sau|tiếp theo|kế tiếp|liền kề))?"
)
_AT = rf"(?:trước|trong|xong|{_LATEST}|đến hết|hết|đến|vào|là|từ|quá)\s+(?:{_LATEST_ON}\s)?{_DAYTIME}"
# What leads from a rhythm to its day ("hằng tháng (trước ngày 20)").
_ON_ITS_DAY = (
    r"[,\s]{1,2}\(?(?:định kỳ\s)?(?:(?:(?!quý|năm|tuần)[^.;:\d]){1,80}?\s(?=trước|chậm|muộn))?"
    rf"(?:(?:trước|vào|{_LATEST}|đến)\s(?:{_LATEST_ON}\s)?)?{_DAYTIME}ngày\s+"
)


def _days() -> Iterator[Form]:
    yield _form(
        rf"(?:ngày\s+)?{_D}\s?(?:/|\s?tháng\s)\s?{_D}(?:\s?(?:,|và)\s?(?:ngày\s+)?{_D}\s?(?:/"
        rf"|tháng)\s?{_D})*\s+(?:của\s+)?{_EACH}\s+(?P<unit>năm)",
        meanings.every_on,
        "năm",
    )
    for each in _EACH_WORDS:
        yield _form(
            rf"(?:qu[ýí]\s+{_QUARTERS}|(?<!\d\s)tháng\s+(?P<m>{_D}(?:{_ALSO}(?:tháng\s+)?{_D})*))"
            rf"\s+(?:của\s+)?{each}\s+năm",
            meanings.year_part,
            each,
            has_digit=False,
        )
        yield _form(
            rf"ngày\s+{_D}\s+(?:của\s+)?{each}\s+(?P<unit>tháng|quý)"
            rf"(?P<also>\s+và\s+(?:(?:{_EACH}\s+)?quý|{_MONTH_OF_QUARTER}))?",
            meanings.every_on,
            each,
        )
        yield _form(
            rf"{each}\s+tháng{_ON_ITS_DAY}(?P<d>{_D})(?!\d)(?:\s+của\s+tháng)?(?!\s?[/-]|\s+tháng)",
            meanings.month_day,
            each,
        )
        yield _form(rf"{each}\s+quý{_ON_ITS_DAY}(?P<d>{_D})\s+{_MONTH_OF_QUARTER}", meanings.quarter_day, each)
    yield _form(rf"ngày\s+(?P<d>{_D})\s+{_MONTH_OF_QUARTER}", meanings.quarter_day, "quý")
    yield _form(
        rf"ngày\s+(?P<d>{_D})\s?(?:/|\s?tháng\s)\s?(?P<m>{_D})\s+(?:của\s+)?năm\s+(?:tiếp theo|kế tiếp|liền kề)",
        meanings.next_year_day,
        "năm",
    )
    yield _form(rf"ngày\s+(?P<d>{_D})\s+(?:của\s+)?tháng\s+(?:kế tiếp|tiếp theo|liền kề)", meanings.month_day, "tháng")
    yield _form(rf"ngày\s+(?P<d>{_D})\s+của\s+tháng\b(?!\s+(?:\d|cuối|đầu|này|sau|tới))", meanings.month_day, "tháng")
    yield _form(rf"{_AT}(?:ngày\s+)?(?P<day>{dates.WRITTEN}|{dates.SHORT})", meanings.whole)
    yield _form(rf"(?P<day>\d(?<!\d\d)(?<!tháng \d){dates.REST})", meanings.whole, in_prose=False)
    yield _form(rf"ngày\s+(?P<day>{dates.WRITTEN}|{dates.SHORT})", meanings.coming, "ngày")
    yield _form(
        rf"{_AT}ngày\s+(?P<d>{_D})\s?(?:/|-|\stháng\s)\s?(?P<m>{_D})(?![\d/])(?!\s*năm(?!\s+sau)|\s+h[ằà]ng)",
        meanings.dayless,
        "ngày",
    )


def _years_of_periods() -> Iterator[Form]:
    yield _form(
        rf"hoàn thành\s+trong giai đoạn\s+{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})",
        meanings.years,
        "trong giai đoạn",
    )
    yield _form(
        rf"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})",
        meanings.years,
        "giai đoạn",
        in_prose=False,
    )
    yield _form(rf"{_YEAR}\s?[-–]\s?(?P<year>{_YEAR})", meanings.years, in_prose=False)
    yield _form(
        rf"từ năm\s+{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})", meanings.years, "từ năm", in_prose=False
    )


def _parts_of_years() -> Iterator[Form]:
    yield _form(
        rf"trước\s+(?:ngày\s+)?\d{{1,2}} tháng (?P<m>{_D})\s*(?:năm|/)\s*(?P<year>{_YEAR})",
        meanings.months,
        "tháng",
        in_prose=False,
    )
    yield _form(rf"trước\s+tháng\s+(?P<m>{_D}){_OF_YEAR}?(?![\d/])", meanings.month_before, "trước tháng")
    yield _form(
        rf"(?:trong|hết|xong|vào)\s+(?P<n>\d{{1,2}})\s+tháng\s+(?P<end>đầu|cuối)\s+năm(?:\s+(?P<year>{_YEAR}))?",
        meanings.part_of_year,
        "tháng",
    )
    yield _form(
        rf"(?P<n>\d{{1,2}})\s+tháng\s+(?P<end>đầu|cuối)\s+năm\s+(?P<year>{_YEAR})",
        meanings.part_of_year,
        "tháng",
        in_prose=False,
    )
    yield _form(rf"{_WITHIN}\s+tháng\s+{_MONTHS}{_OF_YEAR}?(?![\d/])", meanings.months, "tháng")
    yield _form(rf"tháng\s+{_MONTHS}{_OF_YEAR}?(?![\d/])", meanings.months, "tháng", in_prose=False)
    yield _form(rf"{_WITHIN}\s+qu[ýí]\s+{_QUARTERS}{_OF_YEAR}?", meanings.quarters, *_QUARTER_WORDS, has_digit=False)
    yield _form(
        rf"qu[ýí]\s+{_QUARTERS}{_OF_YEAR}?", meanings.quarters, *_QUARTER_WORDS, in_prose=False, has_digit=False
    )
    yield _form(
        rf"(?:trong|vào|hết|cuối|trước)\s+(?P<unit>tuần|tháng|quý|năm)\s+(?P<which>{'|'.join(_THIS_WORDS)})\b(?!,?\s+khi)",
        meanings.this,
        *_THIS_WORDS,
        has_digit=False,
    )


def _single_years() -> Iterator[Form]:
    yield _form(
        rf"(?:hoàn thành|xong)\s+(?:dứt điểm\s+)?(?:trong|trước|vào)?\s*năm\s+(?P<year>{_YEAR})", meanings.years, "năm"
    )
    yield _form(rf"(?:từ\s+)?(?:năm\s+)?(?P<year>{_YEAR})\s+trở đi", meanings.onward, "trở đi", in_prose=False)
    yield _form(rf"trước\s+năm\s+(?P<year>{_YEAR})", meanings.year_before, "trước năm")
    yield _form(
        r"(?:vào\s+cuối|trước\s+cuối|trong\s+cuối|trong|đến (?:hết|cuối)|hết|phấn đấu đến|phấn đấu|trước mắt,?)\s+năm"
        rf"\s+(?P<year>{_YEAR})(?=[,;.)\s]|$)",
        meanings.years,
        "năm",
    )
    yield _form(
        rf"(?:(?:(?:^\s*|[.;]\s+)đến\s+năm|từ nay\s+đến(?:\s+năm)?)\s+(?P<year>{_YEAR})\b"
        rf"|đến\s+năm\s+(?P<then>{_YEAR}),?\s+"
        r"(?=(?:cơ bản|hoàn thành|phải|đạt|có ít nhất|có tối thiểu|\d{1,3}\s?%)))",
        meanings.target_year,
        "đến",
    )
    yield _form(rf"vào\s+năm\s+(?P<year>{_YEAR})(?=[,;.)\s]|$)", meanings.year_in, "vào")
    yield _form(rf"(?<=\()năm\s+(?P<year>{_YEAR})(?=\))", meanings.stage, "(năm")
    yield _form(
        rf"trong\s+(?:hai|ba|các)\s+năm\s+(?:{_YEAR},?\s?)+\s?(?:và|đến|-)\s?(?P<year>{_YEAR})", meanings.years, "năm"
    )
    yield _form(rf"năm\s+(?P<year>{_YEAR})", meanings.years, "năm", in_prose=False)
    yield _form(
        rf"(?:^|:)\s*(?P<year>{_YEAR})(?=\s*[.;]?\s*$|[ \t]*[.;]?[ \t]*\n|,?\s+và\s+(?:các|những)\s+năm\b)",
        meanings.years,
        in_prose=False,
    )
    yield _form(rf"(?P<m>\d(?<![\d/.-]\d)\d?)\s?[/-]\s?(?P<year>{_YEAR})(?![\d/-])", meanings.months, in_prose=False)


_MORE_RHYTHMS = rf"(?:\s?(?:,|và|,\s?và)\s?(?:{_EACH}\s+)?(?:0?6 tháng|tháng|quý|năm)\b(?!\s+\d))+"


def _rhythms() -> Iterator[Form]:
    also = rf"(?:\s?(?:,|và|,\s?và)\s?(?:(?:{_EACH}|mỗi|cả|0?1|một)\s+)?(?:0?6 tháng|tuần|tháng|quý|năm)\b(?!\s+\d))*"
    yield _form(
        rf"(?:định kỳ|báo cáo|tổng hợp)\s+theo\s+(?P<each>(?:tháng|quý){_MORE_RHYTHMS})",
        meanings.each_named,
        "theo quý",
        "theo tháng",
        has_digit=False,
    )
    yield _form(
        r"định kỳ\s[^.;:,]{0,80}\bbáo cáo\s(?:[^\W\d_]+\s){0,5}?"
        rf"(?P<each>(?:0?6 tháng|tháng|quý){_MORE_RHYTHMS})",
        meanings.each_named,
        "định kỳ",
        has_digit=False,
    )
    yield _form(
        rf"0?6 tháng(?=[,\s]+(?:(?:một|0?1) lần|/lần|và))|định kỳ\s+(?:{_EACH}\s+)?0?6 tháng{also}",
        meanings.every,
        "6 tháng",
    )
    for each in _EACH_WORDS:
        yield _form(rf"{each}\s+(?:ngày|tuần|tháng|quý|năm)\b{also}", meanings.every, each, has_digit=False)
    for what in ("lần", "đợt", "cuộc", "kỳ"):
        yield _form(
            rf"(?:\d{{1,2}}|một|hai|ba|bốn)\s+{what}\s?(?:/|trong|mỗi|một)\s?(?:01 |1 |một )?"
            r"(?P<unit>ngày|tuần|tháng|quý|năm)\b",
            meanings.times,
            what,
            has_digit=False,
        )
    yield _form(
        r"(?:một|0?1)(?:\s\(một\))?\s+(?P<unit>tuần|tháng|quý|năm)\s+(?:ít nhất\s+)?(?:một|hai|ba|bốn|\d{1,2})\s+"
        r"(?:\([^)\s]{1,4}\)\s+)?(?:lần|kỳ)\b",
        meanings.times,
        "lần",
        "kỳ",
        has_digit=False,
    )
    yield _form(r"(?:các|những) năm (?:tiếp theo|sau|tới)", meanings.ongoing, "năm", in_prose=False, has_digit=False)
    yield _form(r"thường xuyên", meanings.ongoing, "thường xuyên", has_digit=False)


# A number may be spelled out before its figure in brackets ("mười lăm (15) ngày"), or behind it.
_SPELLED = r"(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm)\s+){1,4}\("
# Of a range the longer length is the term ("trong 5 - 7 ngày").
_N = rf"(?:(?:từ\s+)?\d{{1,3}}\s?(?:-|–|đến)\s?)?(?:{_SPELLED})?(?P<n>\d{{1,3}})\)?\s*(?:\([^)]{{1,20}}\)\s*)?"


def _lengths() -> Iterator[Form]:
    yield _form(
        rf"(?:trong(?: vòng| thời hạn| hạn)?|thời hạn|{_LATEST}(?: sau)?|sau(?: tối đa)?|tối đa)\s+"
        rf"(?:là\s+)?{_N}(?P<unit>ngày làm việc|ngày|tuần"
        r"|tháng|giờ)\b(?!\s+(?:\d|(?:đầu|cuối|tết|lễ|nghỉ|lương|tuổi|liên tiếp|liên tục)\b))",
        meanings.length,
    )
    yield _form(
        rf"(?:trong(?: vòng| thời hạn)?|{_LATEST}(?: sau)?|sau)\s+(?P<n>12|24|36|48|72)\s?(?P<unit>h)\b"
        r"(?!\s*\d|\s+ngày)",
        meanings.length,
    )
    yield _form(
        rf"(?:và|hoặc)\s+{_N}(?P<unit>ngày làm việc|ngày)(?=,?\s+(?:kể|tính)\s+từ\b)",
        meanings.length,
        "kể từ",
        "tính từ",
    )
    yield _form(r"trong thời hạn\s+(?P<n>\d{1,2})\s(?P<unit>năm)\b(?!\s+\d)", meanings.length, "thời hạn")
    yield _form(
        r"trước(?: ít nhất| tối thiểu)?\s+(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày)\b(?!\s+(?:đầu|cuối|tết|lễ|\d))",
        meanings.length,
        "trước",
    )
    yield _form(
        r"(?:ít nhất|tối thiểu)\s+(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày|giờ)(?=\s+trước\b)",
        meanings.length,
        "ít nhất",
        "tối thiểu",
    )
    yield _form(r"^\s*(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày|tuần|tháng)\b", meanings.length, in_prose=False)


# Every form has a digit or one of these words in it, and its first letter not further before it.
_DIGIT = re.compile(r"\d")
_SIGNS = (
    "tháng",
    "tuần",
    "thường",
    "quý",
    "quí",
    "năm",
    "hằng",
    "hàng",
    "mỗi",
    "lần",
    "định kỳ",
    "này",
    "nay",
    "tới",
    "sau",
)
_SIGN = re.compile("|".join(_SIGNS) + r"\b")
_REACH = 60

FORMS: tuple[Form, ...] = tuple(_forms())
_NEEDED = frozenset(word for form in FORMS for word in form.needs)


def matches(lower: str, *, in_prose: bool) -> Iterator[tuple[Form, re.Match[str]]]:
    """Each place where a form stands, from the fullest form to the barest; with ``in_prose`` those of sentences."""
    digit = _DIGIT.search(lower)
    has_sign = any(map(lower.__contains__, _SIGNS))
    sign = _SIGN.search(lower, 0, digit.start() if digit else len(lower)) if has_sign else None
    first = sign or digit
    if first is None:
        return
    start = max(0, first.start() - _REACH)
    for form in standing(lower, has_digit=digit is not None):
        if form.in_prose or not in_prose:
            for found in form.grammar.finditer(lower, start):
                yield form, found


def standing(lower: str, *, has_digit: bool = True) -> tuple[Form, ...]:
    """The forms that may stand in ``lower`` by the words they need."""
    return _with(frozenset(filter(lower.__contains__, _NEEDED)), has_digit)


@lru_cache(maxsize=4_096)
def _with(words: frozenset[str], has_digit: bool) -> tuple[Form, ...]:
    """The forms that may stand beside these words of those they need."""
    return tuple(
        form
        for form in FORMS
        if (has_digit or not form.has_digit) and (not form.needs or not words.isdisjoint(form.needs))
    )
