"""The forms in which times are written, and what each means given the document's day.

A day is the last one allowed; where a year is not printed it is the document's own, or that of the last of several
months or quarters that share one ("tháng 4 và tháng 8 năm 2026").

>>> form = next(one for one in FORMS if one.value is quarters)
>>> form.value(form.grammar.search("trong quý i, quý iii năm 2026"), None)
('2026-03-31', '2026-09-30')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from tiendo import late
from tiendo.plan import dates

Values: TypeAlias = tuple[str | None, ...]

_EVERY = {
    "ngày": "daily",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "năm": "annual",
    "6 tháng": "halfyearly",
}
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COMMON_YEAR = 2025
_LENGTH = {"ngày": "D", "tuần": "W", "tháng": "M", "năm": "Y"}
_NEXT_YEAR = re.compile(r"\s+năm\s+(?:sau|tới)\b")
_PART = re.compile(r"(?P<joint>,|và|hoặc|-|–|đến)?\s?(?:tháng\s+|qu[ýí]\s+)?(?P<n>\d{1,2}|i{1,3}\b|iv\b)")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of words in lower case, and what it means given the document's day.

    Without any of ``needs``, or without a digit where it has one, it is not there.
    With ``in_prose`` it counts in an order's sentence too, not only in a line or cell of time.
    """

    grammar: re.Pattern[str]
    value: Callable[[re.Match[str], date | None], Values]
    needs: tuple[str, ...]
    in_prose: bool = True
    has_digit: bool = True


def whole(found: re.Match[str], _on: date | None) -> Values:
    """A day with its year."""
    return (dates.to_iso(found["day"]),)


def coming(found: re.Match[str], on: date | None) -> Values:
    """A day with its year that lies ahead of the document: what it tells of has been only where it does not."""
    day = dates.to_iso(found["day"])
    return (day if day and on and day > on.isoformat() else None,)


def dayless(found: re.Match[str], on: date | None) -> Values:
    """Day and month: the document's year, the next one where that day is long past."""
    if on is None:
        return (None,)
    day, month = int(found["d"]), int(found["m"])
    year = on.year + 1 if (month, day) < (on.month, on.day) else on.year
    return (dates.iso(year, month, day),)


def years(found: re.Match[str], _on: date | None) -> Values:
    """The end of the year, or of the last of several."""
    return (f"{found['year']}-12-31",)


def year_in(found: re.Match[str], _on: date | None) -> Values:
    """The end of the year in which something is handed in."""
    return (f"{found['year']}-12-31",)


def onward(found: re.Match[str], _on: date | None) -> Values:
    """A year, and those to come behind it ("2026 trở đi")."""
    return (f"{found['year']}-12-31", "ongoing")


def target_year(found: re.Match[str], _on: date | None) -> Values:
    """The year by whose end those who are told must have got there."""
    return (f"{found['year'] or found['then']}-12-31",)


def stage(found: re.Match[str], _on: date | None) -> Values:
    """The year in brackets behind a stage of the work ("sơ kết (năm 2028)")."""
    return (f"{found['year']}-12-31",)


def year_before(found: re.Match[str], _on: date | None) -> Values:
    """The end of the year before one that must not have begun ("trước năm 2027")."""
    return (f"{int(found['year']) - 1}-12-31",)


def month_before(found: re.Match[str], on: date | None) -> Values:
    """The end of the month before one that must not have begun ("trước tháng 12/2025")."""
    end = _end_of(found, on, int(found["m"])) if 1 <= int(found["m"]) <= 12 else None
    if end is None:
        return (None,)
    year, month = int(end[:4]), int(end[5:7])
    return (dates.month_end(year, month - 1) if month > 1 else dates.month_end(year - 1, 12),)


def part_of_year(found: re.Match[str], on: date | None) -> Values:
    """So many months from a year's beginning or to its end."""
    year = _year(found, on)
    month = int(found["n"]) if found["end"] == "đầu" else 12
    return (dates.month_end(year, month),) if year and 1 <= month <= 12 else (None,)


def months(found: re.Match[str], on: date | None) -> Values:
    """The ends of the months named; of those that follow each other, of the last."""
    named = _last_of_each_run(_named(found["m"]))
    return tuple(_end_of(found, on, month) for month in named if 1 <= month <= 12)


def quarters(found: re.Match[str], on: date | None) -> Values:
    """The ends of the quarters named; of those that follow each other, of the last."""
    return tuple(_end_of(found, on, one * 3) for one in _last_of_each_run(_named(found["q"])))


def _end_of(found: re.Match[str], on: date | None, month: int) -> str | None:
    """The month's end in the year printed, else in the document's, or the next one where that is over or said so."""
    year = _year(found, on)
    if year is None or found["year"] or on is None:
        return dates.month_end(year, month) if year else None
    is_next = _NEXT_YEAR.match(found.string, found.end()) or (month < on.month and not found[0].startswith("từ"))
    return dates.month_end(year + 1 if is_next else year, month)


def _year(found: re.Match[str], on: date | None) -> int | None:
    return int(found["year"]) if found["year"] else on.year if on else None


def _named(listed: str) -> list[int]:
    """The numbers of months or quarters; of a stretch ("tháng 3 đến tháng 10") only its end."""
    numbers: list[int] = []
    for part in _PART.finditer(listed):
        if part["joint"] in ("-", "–", "đến") and numbers:
            numbers.pop()
        numbers.append(_QUARTER[part["n"]] if part["n"].isalpha() else int(part["n"]))
    return numbers


def _last_of_each_run(numbers: list[int]) -> list[int]:
    return [one for one, then in zip(numbers, [*numbers[1:], 0], strict=True) if then != one + 1]


def this(found: re.Match[str], on: date | None) -> Values:
    """The month, quarter or year of the document, or the next one."""
    if on is None:
        return (None,)
    step = 0 if found["which"] in ("này", "nay") else 1
    match found["unit"]:
        case "tháng":
            last = on.month + step
        case "quý":
            last = ((on.month - 1) // 3 + 1 + step) * 3
        case _:
            last = 12 + 12 * step
    return (dates.month_end(on.year + (last - 1) // 12, (last - 1) % 12 + 1),)


def every(found: re.Match[str], _on: date | None) -> Values:
    """A rhythm, or several in one breath ("hằng quý, năm")."""
    units = re.findall(r"(?<!\d)0?(6 tháng)|(ngày|tuần|tháng|quý|năm)", found[0])
    return tuple(_EVERY[months or unit] for months, unit in units)


def each_named(found: re.Match[str], _on: date | None) -> Values:
    """The rhythms of several reports in one breath ("định kỳ gửi báo cáo quý, năm")."""
    return tuple(_EVERY[unit] for unit in re.findall(r"6 tháng|tháng|quý|năm", found["each"]))


def times(found: re.Match[str], _on: date | None) -> Values:
    """So many times a day or week: the rhythm without its count."""
    return (_EVERY[found["unit"]],)


def every_on(found: re.Match[str], _on: date | None) -> Values:
    """A day of a rhythm ("ngày 20 hằng tháng"); "ngày 01/6 và 15/11 hằng năm" gives two."""
    unit = _EVERY[found["unit"]]
    if unit == "annual":
        pairs = re.findall(r"(\d{1,2})\s?(?:/|tháng)\s?(\d{1,2})", found[0])
        return tuple(f"annual:{int(m):02d}-{int(d):02d}" for d, m in pairs) or ("annual",)
    day = re.search(r"\d{1,2}", found[0])
    units = (unit, "quarterly") if found["also"] else (unit,)
    return tuple(f"{one}:{day[0]}" for one in units) if day else units


def month_day(found: re.Match[str], _on: date | None) -> Values:
    """A day of each month."""
    return (f"monthly:{int(found['d'])}",)


def year_part(found: re.Match[str], _on: date | None) -> Values:
    """The ends of quarters or months of every year ("quý I hằng năm"); February's is its 28th."""
    numbers = [one * 3 for one in _named(found["q"])] if found["q"] else _named(found["m"])
    ends = [dates.month_end(_COMMON_YEAR, month) for month in _last_of_each_run(numbers) if 1 <= month <= 12]
    return tuple(f"annual:{end[5:]}" for end in ends if end)


def quarter_day(found: re.Match[str], _on: date | None) -> Values:
    """A day of one month of each quarter."""
    return (f"quarterly:{int(found['d'])}",)


def length(found: re.Match[str], _on: date | None) -> Values:
    """A length of time from an event."""
    number, unit = int(found["n"]), found["unit"]
    if "làm việc" in unit:
        return (f"P{number}WD",)
    return (f"PT{number}H" if unit == "giờ" else f"P{number}{_LENGTH[unit]}",)


def ongoing(_found: re.Match[str], _on: date | None) -> Values:
    """All the time, or in the years to come."""
    return ("ongoing",)


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
    value: Callable[[re.Match[str], date | None], Values],
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
_ON_ITS_DAY = rf"[,\s]{{1,2}}\(?(?:định kỳ\s)?(?:(?:trước|vào|{_LATEST}|đến)\s(?:{_LATEST_ON}\s)?)?{_DAYTIME}ngày\s+"


def _days() -> Iterator[Form]:
    yield _form(
        rf"(?:ngày\s+)?{_D}\s?(?:/|\s?tháng\s)\s?{_D}(?:\s?(?:,|và)\s?(?:ngày\s+)?{_D}\s?(?:/"
        rf"|tháng)\s?{_D})*\s+(?:của\s+)?{_EACH}\s+(?P<unit>năm)",
        every_on,
        "năm",
    )
    for each in _EACH_WORDS:
        yield _form(
            rf"(?:qu[ýí]\s+{_QUARTERS}|(?<!\d\s)tháng\s+(?P<m>{_D}(?:{_ALSO}(?:tháng\s+)?{_D})*))"
            rf"\s+(?:của\s+)?{each}\s+năm",
            year_part,
            each,
            has_digit=False,
        )
        yield _form(
            rf"ngày\s+{_D}\s+(?:của\s+)?{each}\s+(?P<unit>tháng|quý)"
            rf"(?P<also>\s+và\s+(?:(?:{_EACH}\s+)?quý|{_MONTH_OF_QUARTER}))?",
            every_on,
            each,
        )
        yield _form(rf"{each}\s+tháng{_ON_ITS_DAY}(?P<d>{_D})(?:\s+của\s+tháng)?(?!\s?[/-]|\s+tháng)", month_day, each)
        yield _form(rf"{each}\s+quý{_ON_ITS_DAY}(?P<d>{_D})\s+{_MONTH_OF_QUARTER}", quarter_day, each)
    yield _form(rf"ngày\s+(?P<d>{_D})\s+{_MONTH_OF_QUARTER}", quarter_day, "quý")
    yield _form(rf"ngày\s+(?P<d>{_D})\s+(?:của\s+)?tháng\s+(?:kế tiếp|tiếp theo|liền kề)", month_day, "tháng")
    yield _form(rf"ngày\s+(?P<d>{_D})\s+của\s+tháng\b(?!\s+(?:\d|cuối|đầu|này|sau|tới))", month_day, "tháng")
    yield _form(rf"{_AT}(?:ngày\s+)?(?P<day>{dates.WRITTEN}|{dates.SHORT})", whole)
    yield _form(rf"(?<!tháng )(?<!\d)(?P<day>{dates.WRITTEN}|{dates.SHORT})", whole, in_prose=False)
    yield _form(rf"ngày\s+(?P<day>{dates.WRITTEN}|{dates.SHORT})", coming, "ngày")
    yield _form(
        rf"{_AT}ngày\s+(?P<d>{_D})\s?(?:/|-|\stháng\s)\s?(?P<m>{_D})(?![\d/])(?!\s*năm(?!\s+sau)|\s+h[ằà]ng)",
        dayless,
        "ngày",
    )


def _years_of_periods() -> Iterator[Form]:
    yield _form(
        rf"hoàn thành\s+trong giai đoạn\s+{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})",
        years,
        "trong giai đoạn",
    )
    yield _form(
        rf"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})",
        years,
        "giai đoạn",
        in_prose=False,
    )
    yield _form(rf"{_YEAR}\s?[-–]\s?(?P<year>{_YEAR})", years, in_prose=False)
    yield _form(rf"từ năm\s+{_YEAR}\s?(?:[-–]|đến(?: năm)?)\s?(?P<year>{_YEAR})", years, "từ năm", in_prose=False)


def _parts_of_years() -> Iterator[Form]:
    yield _form(
        rf"trước\s+(?:ngày\s+)?\d{{1,2}} tháng (?P<m>{_D})\s*(?:năm|/)\s*(?P<year>{_YEAR})",
        months,
        "tháng",
        in_prose=False,
    )
    yield _form(rf"trước\s+tháng\s+(?P<m>{_D}){_OF_YEAR}?(?![\d/])", month_before, "trước tháng")
    yield _form(
        rf"(?:trong|hết|xong|vào)\s+(?P<n>\d{{1,2}})\s+tháng\s+(?P<end>đầu|cuối)\s+năm(?:\s+(?P<year>{_YEAR}))?",
        part_of_year,
        "tháng",
    )
    yield _form(
        rf"(?P<n>\d{{1,2}})\s+tháng\s+(?P<end>đầu|cuối)\s+năm\s+(?P<year>{_YEAR})",
        part_of_year,
        "tháng",
        in_prose=False,
    )
    yield _form(rf"{_WITHIN}\s+tháng\s+{_MONTHS}{_OF_YEAR}?(?![\d/])", months, "tháng")
    yield _form(rf"tháng\s+{_MONTHS}{_OF_YEAR}?(?![\d/])", months, "tháng", in_prose=False)
    yield _form(rf"{_WITHIN}\s+qu[ýí]\s+{_QUARTERS}{_OF_YEAR}?", quarters, *_QUARTER_WORDS, has_digit=False)
    yield _form(rf"qu[ýí]\s+{_QUARTERS}{_OF_YEAR}?", quarters, *_QUARTER_WORDS, in_prose=False, has_digit=False)
    yield _form(
        rf"(?:trong|vào|hết|cuối|trước)\s+(?P<unit>tháng|quý|năm)\s+(?P<which>{'|'.join(_THIS_WORDS)})\b(?!,?\s+khi)",
        this,
        *_THIS_WORDS,
        has_digit=False,
    )


def _single_years() -> Iterator[Form]:
    yield _form(rf"(?:hoàn thành|xong)\s+(?:dứt điểm\s+)?(?:trong|trước|vào)?\s*năm\s+(?P<year>{_YEAR})", years, "năm")
    yield _form(rf"(?:từ\s+)?(?:năm\s+)?(?P<year>{_YEAR})\s+trở đi", onward, "trở đi", in_prose=False)
    yield _form(rf"trước\s+năm\s+(?P<year>{_YEAR})", year_before, "trước năm")
    yield _form(
        rf"(?:(?:vào|trước|trong)\s+cuối|trong|đến (?:hết|cuối)|hết|phấn đấu đến|phấn đấu|trước mắt,?)\s+năm"
        rf"\s+(?P<year>{_YEAR})(?=[,;.)\s]|$)",
        years,
        "năm",
    )
    yield _form(
        rf"(?:(?:(?:^\s*|[.;]\s+)đến\s+năm|từ nay\s+đến(?:\s+năm)?)\s+(?P<year>{_YEAR})\b"
        rf"|đến\s+năm\s+(?P<then>{_YEAR}),?\s+"
        r"(?=(?:cơ bản|hoàn thành|phải|đạt|có ít nhất|có tối thiểu|\d{1,3}\s?%)))",
        target_year,
        "đến",
    )
    yield _form(rf"vào\s+năm\s+(?P<year>{_YEAR})(?=[,;.)\s]|$)", year_in, "vào")
    yield _form(rf"(?<=\()năm\s+(?P<year>{_YEAR})(?=\))", stage, "(năm")
    yield _form(rf"trong\s+(?:hai|ba|các)\s+năm\s+(?:{_YEAR},?\s?)+\s?(?:và|đến|-)\s?(?P<year>{_YEAR})", years, "năm")
    yield _form(rf"năm\s+(?P<year>{_YEAR})", years, "năm", in_prose=False)
    yield _form(rf"^\s*(?P<year>{_YEAR})\s*$", years, in_prose=False)
    yield _form(rf"(?<![\d/.-])(?P<m>\d{{1,2}})\s?[/-]\s?(?P<year>{_YEAR})(?![\d/-])", months, in_prose=False)


_MORE_RHYTHMS = rf"(?:\s?(?:,|và|,\s?và)\s?(?:{_EACH}\s+)?(?:0?6 tháng|tháng|quý|năm)\b(?!\s+\d))+"


def _rhythms() -> Iterator[Form]:
    also = rf"(?:\s?(?:,|và|,\s?và)\s?(?:(?:{_EACH}|mỗi|cả|0?1|một)\s+)?(?:0?6 tháng|tuần|tháng|quý|năm)\b(?!\s+\d))*"
    yield _form(
        rf"(?:định kỳ|báo cáo|tổng hợp)\s+theo\s+(?P<each>(?:tháng|quý){_MORE_RHYTHMS})",
        each_named,
        "theo quý",
        "theo tháng",
        has_digit=False,
    )
    yield _form(
        r"định kỳ\s[^.;:,]{0,80}\bbáo cáo\s(?:[^\W\d_]+\s){0,5}?"
        rf"(?P<each>(?:0?6 tháng|tháng|quý){_MORE_RHYTHMS})",
        each_named,
        "định kỳ",
        has_digit=False,
    )
    yield _form(rf"0?6 tháng(?=[,\s]+(?:một lần|/lần|và))|định kỳ\s+(?:{_EACH}\s+)?0?6 tháng{also}", every, "6 tháng")
    for each in _EACH_WORDS:
        yield _form(rf"{each}\s+(?:ngày|tuần|tháng|quý|năm)\b{also}", every, each, has_digit=False)
    for what in ("lần", "đợt", "cuộc", "kỳ"):
        yield _form(
            rf"(?:\d{{1,2}}|một|hai|ba|bốn)\s+{what}\s?(?:/|trong|mỗi|một)\s?(?:01 |1 |một )?"
            r"(?P<unit>ngày|tuần|tháng|quý|năm)\b",
            times,
            what,
            has_digit=False,
        )
    yield _form(
        r"(?:một|0?1)\s+(?P<unit>tuần|tháng|quý|năm)\s+(?:ít nhất\s+)?(?:một|hai|ba|bốn|\d{1,2})\s+"
        r"(?:\(\d{1,2}\)\s+)?(?:lần|kỳ)\b",
        times,
        "lần",
        "kỳ",
        has_digit=False,
    )
    yield _form(r"(?:các|những) năm (?:tiếp theo|sau|tới)", ongoing, "năm", in_prose=False, has_digit=False)
    yield _form(r"thường xuyên", ongoing, "thường xuyên", has_digit=False)


# A number may be spelled out before its figure in brackets ("mười lăm (15) ngày"), or behind it.
_SPELLED = r"(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm)\s+){1,4}\("
_N = rf"(?:{_SPELLED})?(?P<n>\d{{1,3}})\)?\s*(?:\([^)]{{1,20}}\)\s*)?"


def _lengths() -> Iterator[Form]:
    yield _form(
        rf"(?:trong(?: vòng| thời hạn)?|thời hạn|{_LATEST}(?: sau)?|sau(?: tối đa)?|tối đa)\s+"
        rf"(?:là\s+)?{_N}(?P<unit>ngày làm việc|ngày|tuần"
        r"|tháng|giờ)\b(?!\s+(?:\d|(?:đầu|cuối|tết|lễ|nghỉ|lương|tuổi|liên tiếp|liên tục)\b))",
        length,
    )
    yield _form(
        rf"(?:và|hoặc)\s+{_N}(?P<unit>ngày làm việc|ngày)(?=,?\s+(?:kể|tính)\s+từ\b)", length, "kể từ", "tính từ"
    )
    yield _form(r"trong thời hạn\s+(?P<n>\d{1,2})\s(?P<unit>năm)\b(?!\s+\d)", length, "thời hạn")
    yield _form(
        r"trước(?: ít nhất| tối thiểu)?\s+(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày)\b(?!\s+(?:đầu|cuối|tết|lễ|\d))",
        length,
        "trước",
    )
    yield _form(
        r"(?:ít nhất|tối thiểu)\s+(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày|giờ)(?=\s+trước\b)",
        length,
        "ít nhất",
        "tối thiểu",
    )
    yield _form(r"^\s*(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày|tuần|tháng)\b", length, in_prose=False)


# Every form has a digit or one of these words in it, and its first letter not further before it.
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"tháng|tuần|thường|quý|quí|năm|hằng|hàng|mỗi|lần|định kỳ|này|nay|tới|sau\b")
_REACH = 60

FORMS: tuple[Form, ...] = tuple(_forms())
_NEEDED = frozenset(word for form in FORMS for word in form.needs)


def matches(lower: str, *, in_prose: bool) -> Iterator[tuple[Form, re.Match[str]]]:
    """Each place where a form stands, from the fullest form to the barest; with ``in_prose`` those of sentences."""
    digit = _DIGIT.search(lower)
    sign = _SIGN.search(lower, 0, digit.start()) if digit else _SIGN.search(lower)
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
