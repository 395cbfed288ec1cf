"""What each form of time means given the document's day: the last day allowed, a rhythm or a length.

Where a year is not printed it is the document's own, or that of the last of several months or quarters that share one
("tháng 4 và tháng 8 năm 2026").

>>> quarters(re.fullmatch("quý (?P<q>i, quý iii) năm (?P<year>2026)", "quý i, quý iii năm 2026"), None)
('2026-03-31', '2026-09-30')
"""

from __future__ import annotations

import re
from datetime import date
from typing import TypeAlias

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
    """The week, month, quarter or year of the document, or the next one; a week ends on its Sunday."""
    if on is None:
        return (None,)
    step = 0 if found["which"] in ("này", "nay") else 1
    match found["unit"]:
        case "tuần":
            return (dates.week_end(on, step),)
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
    return tuple(f"{one}:{int(day[0])}" for one in units) if day else units


def month_day(found: re.Match[str], _on: date | None) -> Values:
    """A day of each month."""
    return (f"monthly:{int(found['d'])}",)


def next_year_day(found: re.Match[str], _on: date | None) -> Values:
    """A day of the year behind each that is reported on ("ngày 30 tháng 01 của năm tiếp theo")."""
    day = dates.iso(_COMMON_YEAR, int(found["m"]), int(found["d"]))
    return (f"annual:{day[5:]}" if day else None,)


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
    return (f"PT{number}H" if unit in ("giờ", "h") else f"P{number}{_LENGTH[unit]}",)


def ongoing(_found: re.Match[str], _on: date | None) -> Values:
    """All the time, or in the years to come."""
    return ("ongoing",)
