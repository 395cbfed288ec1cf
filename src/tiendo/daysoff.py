"""A decision on days off as people enter it: one line a day, a swap, or a run of days.

    nghỉ 23/11/2026, làm bù 28/11/2026
    nghỉ 17/02/2027 đến 21/02/2027: Nghỉ Tết Nguyên đán
    làm việc 05/02/2027

What is written is source: a fault is a diagnostic at its words, and what changes no day is a fault too. Days beyond the
day table are refused, since the other days off of their year are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Severity, ordered
from tiendo.errors import Broken
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.workdays import Calendar, DayKind, DayRow, Status

DAY = timedelta(days=1)
# More days off in a row than any decision gives.
LONGEST = 31
_DATE = r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_OFF = re.compile(rf"nghi (?:ngay )?{_DATE}(?: (?:den|den het) (?:ngay )?{_DATE}| ?[,;]? lam bu (?:ngay )?{_DATE})?")
_WORKED = re.compile(rf"lam viec (?:ngay )?{_DATE}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision says of days: its symbol, how sure it is, and the rows of the day table."""

    basis: str
    status: Status
    rows: tuple[DayRow, ...]


def read(
    text: str, name: str = "", *, basis: str, status: Status, calendar: Calendar
) -> tuple[Decision | None, tuple[Diagnostic, ...]]:
    """The decision in a text, as it changes ``calendar``; None and the faults where a line is wrong; raises nothing."""
    rows: dict[date, DayRow] = {}
    faults: list[Diagnostic] = []
    for line, span in _lines(text):
        found, fault = _row(line, basis, status, calendar)
        if fault is not None:
            faults.append(fault.found(name, span, line=line))
        elif twice := [row for row in found if row.day in rows]:
            faults.append(TWICE.found(name, span, day=f"{twice[0].day:%d/%m/%Y}"))
        rows |= {row.day: row for row in found}
    if not rows and not faults:
        faults.append(EMPTY.found(name, None))
    if faults:
        return None, ordered(faults)
    return Decision(basis, status, tuple(rows[day] for day in sorted(rows))), ()


def amended(calendar: Calendar, decision: Decision) -> Calendar:
    """The day table after a decision: its rows take the place of what stood for their days."""
    days = {row.day: row for row in calendar.rows} | {row.day: row for row in decision.rows}
    return Calendar(tuple(days.values()))


def changed(before: Calendar, after: Calendar, decision: Decision) -> list[date]:
    """The days of a decision that were worked and are off now, or the other way about."""
    return [row.day for row in decision.rows if before.is_working(row.day) is not after.is_working(row.day)]


def encode(decision: Decision) -> list[list[str | None]]:
    """The rows of a decision as JSON values: what was decided stays so, whatever table ships later."""
    return [
        [
            row.day.isoformat(),
            row.kind.value,
            row.label.vi,
            row.label.en,
            row.swap_with.isoformat() if row.swap_with else None,
        ]
        for row in decision.rows
    ]


def decode(stored: Any, *, basis: str, status: Status) -> Decision:
    """What :func:`encode` wrote; raises :class:`tiendo.errors.Broken` where it cannot be read."""
    try:
        rows = [
            DayRow(
                day=date.fromisoformat(day),
                kind=DayKind(kind),
                label=Words(vi, en),
                basis=basis,
                status=status,
                swap_with=date.fromisoformat(swap_with) if swap_with else None,
            )
            for day, kind, vi, en, swap_with in stored
        ]
    except (TypeError, ValueError) as fault:
        raise Broken(f"a stored decision on days off cannot be read: {fault}") from fault
    return Decision(basis, status, tuple(rows))


def _lines(text: str) -> Iterator[tuple[str, Span]]:
    start = 0
    for line in text.splitlines(keepends=True):
        said = line.strip()
        if said and not said.startswith("#"):
            begin = start + line.index(said[0])
            yield said, Span(begin, begin + len(said))
        start += len(line)


def _row(line: str, basis: str, status: Status, calendar: Calendar) -> tuple[tuple[DayRow, ...], Rule | None]:
    """The rows that a line makes, or what is wrong with it."""
    words, _colon, label = line.partition(":")
    folded = viet.fold(words).strip(" .;,")
    off, worked = _OFF.fullmatch(folded), _WORKED.fullmatch(folded)
    try:
        if off:
            made = _off([_day(part) for part in off.groups()], label.strip(), basis, status, calendar)
        elif worked:
            day = _day(worked[1])
            said = Words(label.strip() or "Ngày làm việc", "Working day")
            made = (DayRow(_set(day), DayKind.WORKED, said, basis, status),)
        else:
            return (), UNREADABLE
    except ValueError:
        return (), IMPOSSIBLE
    if not all(calendar.covers(row.day) for row in made):
        return (), OUTSIDE
    worked_now = {row.day: row.kind is DayKind.WORKED for row in made}
    swap = [row for row in made if row.swap_with]
    if swap and any(calendar.is_working(row.day) is worked_now[row.day] for row in swap):
        return (), NO_CHANGE
    if all(calendar.is_working(day) is works for day, works in worked_now.items()):
        return (), NO_CHANGE
    return made, None


def _off(days: list[date | None], label: str, basis: str, status: Status, calendar: Calendar) -> tuple[DayRow, ...]:
    first, last, instead = days
    first = _set(first)
    if instead is not None:
        if instead == first:
            raise ValueError("a day is no swap for itself")
        return (
            DayRow(first, DayKind.OFF_SWAPPED, _swapped_off(instead), basis, status, swap_with=instead),
            DayRow(instead, DayKind.WORKED, _swapped_in(first), basis, status, swap_with=first),
        )
    number = ((last or first) - first).days + 1
    if not 1 <= number <= LONGEST:
        raise ValueError("the run of days ends before it begins, or is too long")
    said = Words(label or "Ngày nghỉ", label or "Day off")
    run = [first + n * DAY for n in range(number)]
    # A Saturday within the run stays the weekly rest day it is.
    kept = [day for day in run if number == 1 or not calendar.covers(day) or calendar.is_working(day)]
    return tuple(DayRow(day, DayKind.HOLIDAY, said, basis, status) for day in kept or run[:1])


def _swapped_off(instead: date) -> Words:
    return Words(f"Nghỉ hoán đổi, làm bù ngày {instead:%d/%m/%Y}", f"Day off; {instead.isoformat()} is worked instead")


def _swapped_in(day: date) -> Words:
    return Words(f"Làm bù cho ngày {day:%d/%m/%Y}", f"Worked in place of {day.isoformat()}")


def _set(day: date | None) -> date:
    assert day is not None
    return day


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    day, month, year = map(int, re.split(r"[/.-]", words))
    return date(year, month, day)


_BASIS = "tiendo.daysoff"
UNREADABLE = Rule(
    code="Y004",
    name="day-line-unreadable",
    severity=Severity.ERROR,
    message=Words("Không đọc được dòng “{line}”.", "The line “{line}” cannot be read."),
    help=Words(
        "Viết như “nghỉ 23/11/2026, làm bù 28/11/2026”, “nghỉ 17/02/2027 đến 21/02/2027: Nghỉ Tết” "
        "hoặc “làm việc 05/02/2027”.",
        "Write “nghỉ 23/11/2026, làm bù 28/11/2026”, “nghỉ 17/02/2027 đến 21/02/2027: Nghỉ Tết” "
        "or “làm việc 05/02/2027”.",
    ),
    explanation=Words(
        "Mỗi dòng nói về một ngày, một lần hoán đổi hoặc một đợt nghỉ, với ngày tháng năm đầy đủ.",
        "Each line is about a day, a swap or a run of days off, with day, month and year.",
    ),
    examples=(Example("nghỉ thứ hai tuần sau", "nghỉ 23/11/2026"),),
    basis=_BASIS,
)
IMPOSSIBLE = Rule(
    code="Y005",
    name="day-impossible",
    severity=Severity.ERROR,
    message=Words("Ngày trong dòng “{line}” không có thật hoặc ngược.", "The days of “{line}” cannot be."),
    help=Words("Kiểm tra lại ngày, tháng, năm.", "Check day, month and year."),
    explanation=Words(
        "Không có ngày này trên lịch, đợt nghỉ kết thúc trước khi bắt đầu, hoặc dài quá một tháng.",
        "No calendar has this day, the run ends before it begins, or it is longer than a month.",
    ),
    examples=(Example("nghỉ 31/02/2026", "nghỉ 02/03/2026"),),
    basis=_BASIS,
)
OUTSIDE = Rule(
    code="Y006",
    name="day-outside-table",
    severity=Severity.ERROR,
    message=Words("Bảng ngày nghỉ chưa có năm của dòng “{line}”.", "The day table lacks the year of “{line}”."),
    help=Words("Chờ bản cập nhật có bảng của năm đó.", "Wait for the release that has the table of that year."),
    explanation=Words(
        "Một ngày nghỉ riêng lẻ trong một năm chưa có bảng làm các ngày lễ khác của năm ấy bị coi là ngày làm việc.",
        "A single day off in a year without a table would make all its other holidays look like working days.",
    ),
    examples=(Example("nghỉ 02/01/2099", "nghỉ 02/03/2026"),),
    basis=_BASIS,
)
NO_CHANGE = Rule(
    code="Y007",
    name="day-unchanged",
    severity=Severity.ERROR,
    message=Words("Dòng “{line}” không làm đổi ngày nào.", "The line “{line}” changes no day."),
    help=Words(
        "Ngày nghỉ phải đang là ngày làm việc, ngày làm bù phải đang là ngày nghỉ.",
        "A day off has to be a working day now, a day worked instead has to be off now.",
    ),
    explanation=Words(
        "Dòng không đổi gì thường là gõ nhầm ngày; nếu bỏ qua, người nhập tưởng lịch đã đổi.",
        "A line that changes nothing is mostly a slip; passed over, whoever entered it would believe the days changed.",
    ),
    examples=(Example("nghỉ 22/11/2026", "nghỉ 23/11/2026"),),
    basis=_BASIS,
)
TWICE = Rule(
    code="Y008",
    name="day-told-twice",
    severity=Severity.ERROR,
    message=Words("Ngày {day} có ở hai dòng.", "The day {day} stands in two lines."),
    help=Words("Giữ lại một dòng.", "Keep one line."),
    explanation=Words("Hai dòng có thể nói ngược nhau.", "The two may contradict each other."),
    examples=(Example("nghỉ 23/11/2026\nnghỉ 23/11/2026", "nghỉ 23/11/2026"),),
    basis=_BASIS,
)
EMPTY = Rule(
    code="Y009",
    name="no-day-told",
    severity=Severity.ERROR,
    message=Words("Chưa có ngày nào.", "No day is given."),
    help=Words("Ghi ít nhất một dòng.", "Write at least one line."),
    explanation=Words("Quyết định không có ngày nào thì không đổi gì.", "A decision without days changes nothing."),
    examples=(Example("# chưa có", "nghỉ 23/11/2026"),),
    basis=_BASIS,
)
RULES = (UNREADABLE, IMPOSSIBLE, OUTSIDE, NO_CHANGE, TWICE, EMPTY)
