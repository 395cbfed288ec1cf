"""Which days are worked, and why not: a dated day table that an upgrade never moves.

Whoever asks about a day outside the table is refused; a year for which no decision is known yet
answers from the law's fixed days and says that it is projected.

>>> from datetime import date
>>> calendar = shipped()
>>> str(calendar.add(date(2025, 12, 31), 3)), calendar.why_off(date(2026, 1, 2)).basis
('2026-01-07', '12729/VPCP-KGVX')
"""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from tiendo import data
from tiendo.diagnostic import Diagnostic, Severity, ordered
from tiendo.errors import Refusal, Refused
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

DAY = timedelta(days=1)
_SATURDAY = 5
_COLUMNS = (
    "date",
    "kind",
    "swap_with",
    "label_vi",
    "label_en",
    "basis",
    "status",
    "known_since",
    "source",
)


class DayKind(StrEnum):
    """What the table says of a day; ``COMPENSATION`` follows a holiday that fell on a rest day."""

    HOLIDAY = "holiday"
    OFF_SWAPPED = "off_swapped"
    WORKED = "worked"
    COMPENSATION = "compensation"


class Status(StrEnum):
    """How sure a row is: in a decision that was read, announced, or only what the law lets expect."""

    CONFIRMED = "confirmed"
    ANNOUNCED = "announced"
    PROJECTED = "projected"


class OutsideCalendar(Refused):
    """The day table says nothing about this day."""

    kind = Refusal.INVALID


@dataclass(frozen=True, slots=True)
class DayRow:
    """One row of the day table. ``swap_with`` is the other day of a swap."""

    day: date
    kind: DayKind
    label: Words
    basis: str
    status: Status
    swap_with: date | None = None
    known_since: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Off:
    """Why a day is not worked; ``kind`` is None for the weekly rest days."""

    day: date
    kind: DayKind | None
    label: Words
    basis: str
    status: Status


_REST = Words("Nghỉ hằng tuần", "Weekly rest day")
# The Saturday and Sunday of state bodies: the 40-hour week.
_REST_BASIS = "Quyết định 188/1999/QĐ-TTg"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day table of whole years; build it from rows, whose first and last years it covers.

    ``decided_to`` is the last year that is decided: it has a day that is more than expected, and its days off for Tết
    and National Day are, which are decided year by year (Bộ luật Lao động 45/2019/QH14 Đ112(3)). 0 where there is none.
    """

    rows: tuple[DayRow, ...]
    years: range = field(init=False, compare=False)
    decided_to: int = field(init=False, compare=False)
    _days: Mapping[date, DayRow] = field(init=False, repr=False, compare=False)
    _worked: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rows; raises ValueError where a day stands twice."""
        days = {row.day: row for row in sorted(self.rows, key=lambda row: row.day)}
        if len(days) != len(self.rows):
            raise ValueError("a day stands twice in the day table")
        years = [day.year for day in days] or [1, 0]
        waits = {row.day.year for row in self.rows if _waits(row)}
        known = {row.day.year for row in self.rows if row.status is not Status.PROJECTED}
        object.__setattr__(self, "_days", MappingProxyType(days))
        object.__setattr__(self, "years", range(years[0], years[-1] + 1))
        object.__setattr__(self, "decided_to", max(known - waits, default=0))
        object.__setattr__(self, "_worked", tuple(filter(self.is_working, _all_days(self.years))))

    def covers(self, day: date) -> bool:
        """Whether the table says anything about ``day``."""
        return day.year in self.years

    def projected(self, day: date) -> bool:
        """Whether a decision still to come may change ``day``, worked or not."""
        return day.year > self.decided_to

    def why_off(self, day: date) -> Off | None:
        """Why ``day`` is not worked; None for a working day. Raises :class:`OutsideCalendar`."""
        self._check(day)
        row = self._days.get(day)
        if row is not None:
            off = Off(day, row.kind, row.label, row.basis, row.status)
            return None if row.kind is DayKind.WORKED else off
        return Off(day, None, _REST, _REST_BASIS, Status.CONFIRMED) if day.weekday() >= _SATURDAY else None

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is worked. Raises :class:`OutsideCalendar`."""
        self._check(day)
        row = self._days.get(day)
        return row.kind is DayKind.WORKED if row is not None else day.weekday() < _SATURDAY

    def roll(self, day: date) -> date:
        """``day`` itself when it is worked, else the next day that is. Raises :class:`OutsideCalendar`."""
        self._check(day)
        return self._nth(bisect_left(self._worked, day))

    def next_working(self, day: date) -> date:
        """The first working day after ``day``. Raises :class:`OutsideCalendar`."""
        return self.add(day, 1)

    def add(self, day: date, number: int) -> date:
        """The ``number``-th working day after ``day`` (before it when negative); ``day`` is not counted.

        Raises :class:`OutsideCalendar`.
        """
        if not number:
            return day
        self._check(_step(day, 1 if number > 0 else -1))
        if number > 0:
            return self._nth(bisect_right(self._worked, day) + number - 1)
        return self._nth(bisect_left(self._worked, day) + number)

    def count(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; mirrored and negative where ``end`` is earlier.

        ``count(day, add(day, n))`` is ``n``. Raises :class:`OutsideCalendar`.
        """
        if start == end:
            return 0
        self._check(_step(start, 1 if start < end else -1))
        self._check(end)
        # The day from which is counted is not counted, the other is, whichever of them is the earlier.
        place = bisect_right if start < end else bisect_left
        return place(self._worked, end) - place(self._worked, start)

    def _nth(self, place: int) -> date:
        if not 0 <= place < len(self._worked):
            year = self.years.stop if place > 0 else self.years.start - 1
            raise OutsideCalendar(f"Bảng ngày nghỉ chưa có năm {year}.")
        return self._worked[place]

    def _check(self, day: date) -> None:
        if not self.covers(day):
            raise OutsideCalendar(f"Bảng ngày nghỉ chưa có năm {day.year}.")


def _all_days(years: range) -> Iterator[date]:
    """Every day of some years, in their order."""
    if years:
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
        yield from map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


# What the day table calls the days off that the Prime Minister decides for each year.
_BY_DECISION = ("Nghỉ Tết Nguyên đán", "Quốc khánh")


def _waits(row: DayRow) -> bool:
    return row.status is Status.PROJECTED and row.label.vi.startswith(_BY_DECISION)


@cache
def shipped() -> Calendar:
    """The day table that ships with the product; raises ValueError where it has faults."""
    calendar, faults = load(data.text("calendar.csv"), "calendar.csv")
    if faults:
        raise ValueError(f"the shipped day table has faults: {faults}")
    return calendar


def load(text: str, name: str) -> tuple[Calendar, tuple[Diagnostic, ...]]:
    """The calendar in a day table and the faults found; faulty rows are left out, nothing is raised."""
    faults: list[Diagnostic] = []
    kept: dict[date, tuple[DayRow, Span]] = {}
    for number, (line, span) in enumerate(_lines(text)):
        if number == 0 and line.split(",")[0] == "date":
            continue
        row = _read(line)
        if row is None:
            faults.append(UNREADABLE.found(name, span, row=line))
        elif row.day in kept:
            faults.append(REPEATED.found(name, span, day=row.day.isoformat()))
        else:
            kept[row.day] = (row, span)
    faults += _swaps(name, kept)
    return Calendar(tuple(row for row, _ in kept.values())), ordered(faults)


def _lines(text: str) -> Iterator[tuple[str, Span]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield line, Span(start, start + len(line))
        start += len(line) + 1


def _read(line: str) -> DayRow | None:
    try:
        (cells,) = csv.reader([line], strict=True)
        values = dict(zip(_COLUMNS, cells, strict=True))
        return DayRow(
            day=date.fromisoformat(values["date"]),
            kind=DayKind(values["kind"]),
            label=Words(values["label_vi"], values["label_en"]),
            basis=values["basis"],
            status=Status(values["status"]),
            swap_with=date.fromisoformat(values["swap_with"]) if values["swap_with"] else None,
            known_since=date.fromisoformat(values["known_since"]) if values["known_since"] else None,
            source=values["source"],
        )
    except (ValueError, csv.Error):
        return None


def _swaps(name: str, kept: Mapping[date, tuple[DayRow, Span]]) -> Iterable[Diagnostic]:
    """A swap is two rows that name each other; its other half may lie outside the years of the table."""
    other = {DayKind.OFF_SWAPPED: DayKind.WORKED, DayKind.WORKED: DayKind.OFF_SWAPPED}
    years = {day.year for day in kept}
    for day, (row, span) in kept.items():
        if row.kind not in other or (row.swap_with is not None and row.swap_with.year not in years):
            continue
        partner = kept.get(row.swap_with or day)
        if partner is None or partner[0].kind is not other[row.kind] or partner[0].swap_with != day:
            yield ALONE.found(name, span, day=day.isoformat())


def _step(day: date, towards: int) -> date:
    try:
        return day + towards * DAY
    except OverflowError as fault:
        raise OutsideCalendar("Bảng ngày nghỉ không có ngày này.") from fault


_HEADER = ",".join(_COLUMNS)
UNREADABLE = Rule(
    code="Y001",
    name="day-row-unreadable",
    severity=Severity.ERROR,
    message=Words("Không đọc được dòng ngày nghỉ: {row}", "This day row cannot be read: {row}"),
    help=Words(f"Viết đủ các cột {_HEADER}.", f"Write all columns {_HEADER}."),
    explanation=Words(
        "Mỗi dòng nói về một ngày; thiếu cột, sai ngày hoặc sai loại thì dòng bị bỏ qua và hạn có thể tính sai.",
        "Each row is about one day; with a column missing or a wrong date or kind it is left out, and due "
        "days may come out wrong.",
    ),
    examples=(Example("2026-02-30,holiday,,Tết,Tet,,confirmed,,", "2026-02-17,holiday,,Tết,Tet,,confirmed,,"),),
    basis="tiendo.workdays",
)
REPEATED = Rule(
    code="Y002",
    name="day-repeated",
    severity=Severity.ERROR,
    message=Words("Ngày {day} có hai dòng.", "The day {day} has two rows."),
    help=Words("Giữ lại một dòng.", "Keep one row."),
    explanation=Words(
        "Hai dòng cho một ngày có thể nói ngược nhau; dòng sau bị bỏ qua.",
        "Two rows for a day may contradict each other; the later one is left out.",
    ),
    examples=(
        Example(
            "2026-05-01,holiday,,a,a,,confirmed,,\n2026-05-01,holiday,,b,b,,confirmed,,",
            "2026-05-01,holiday,,a,a,,confirmed,,",
        ),
    ),
    basis="tiendo.workdays",
)
ALONE = Rule(
    code="Y003",
    name="swap-without-partner",
    severity=Severity.ERROR,
    message=Words("Ngày hoán đổi {day} không có ngày đối ứng.", "The swapped day {day} has no partner."),
    help=Words(
        "Thêm dòng kia và cho hai dòng trỏ vào nhau ở cột swap_with.",
        "Add the other row and let both name each other under swap_with.",
    ),
    explanation=Words(
        "Hoán đổi là một ngày nghỉ và một ngày làm bù; thiếu một vế thì số ngày làm việc sai.",
        "A swap is a day off and a day worked instead; without one of them working days are miscounted.",
    ),
    examples=(
        Example(
            "2026-01-02,off_swapped,2026-01-10,a,a,,confirmed,,",
            "2026-01-02,off_swapped,2026-01-10,a,a,,confirmed,,\n2026-01-10,worked,2026-01-02,b,b,,confirmed,,",
        ),
    ),
    basis="tiendo.workdays",
)
RULES = (UNREADABLE, REPEATED, ALONE)
