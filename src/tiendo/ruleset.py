"""What an issuing body counts by: which day holds when none is set, when a duty is near due, how often it is extended.

A rule set is law as data: each value stands with its citation, where it was read, and how far that can be trusted. No
number of days stands here without them; the sets that ship are files in ``tiendo.data``, and what they could not find
in any regulation says so. A body adopts a set from a day on; what was issued before keeps the set it was issued under.

>>> from tiendo import ruleset_text
>>> common, other, *_ = ruleset_text.shipped()
>>> sets = placed([Adopted(common, date(2026, 1, 1))], Adopted(other, date(2026, 7, 1)))
>>> governing(sets, issued_on=date(2026, 6, 30), on=date(2026, 8, 1)).rules is common
True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar, assert_never

from tiendo import term, workdays
from tiendo.errors import Refusal, Refused
from tiendo.reporting import Report, Reporting
from tiendo.term import Length, PeriodEnd, Unit

T = TypeVar("T")
DAY = timedelta(days=1)


class Trust(StrEnum):
    """How a value is known."""

    TEXT = "text"
    """The text itself was read."""
    TRANSCRIBED = "transcribed"
    """Read in a copy that a third party made."""
    SUMMARY = "summary"
    """Known from a summary or the news."""
    PRACTICE = "practice"
    """No rule was found; done so in practice."""
    OWN = "own"
    """Set by the body itself."""


class Approver(StrEnum):
    """Whose consent an extension needs."""

    GIVER = "giver"
    """Whoever may judge the duty for the body that gave it."""
    LEADER = "leader"
    """A leader of that body only."""


class Returned(StrEnum):
    """What a returned report counts for. One effect is known from a regulation, so there is one to choose."""

    NOT_DONE = "not_done"
    """The duty is not done; its clock runs on against the day it had."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a value rests on: the provision, where it was read, and how far that can be trusted."""

    citation: str
    source: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class Clause(Generic[T]):
    """One rule: its value and its ground."""

    value: T
    ground: Ground


@dataclass(frozen=True, slots=True)
class LatePoints:
    """Points for a duty done ``first`` or more days late, until the next step."""

    first: int
    points: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of an issuing body. None is "no such rule": no limit, no day, not counted.

    ``deadline``: the term of a duty whose document sets none; ``chased_after``: after how long without a report such
    a duty is chased; ``near``: how long before its day a duty is near due; ``extensions``: how often it may be
    extended, ``longest``: by how much each time, ``approver``: by whom; ``period_end``: which day "in August" means;
    ``returned``: what a returned report counts for; ``entry_urgent``, ``entry_ordinary`` and ``entry_many`` (a
    document of many tasks or bodies): within how long after its day a document must be entered, 0 being the same day;
    ``silence``: after how long an unanswered request for an opinion counts as agreement; ``late_points`` and
    ``coordinator_share``: the weights of a score; ``report_routine`` and the like: the periods of what recurs, for each
    kind of report.
    """

    name: str
    deadline: Clause[Length | None]
    chased_after: Clause[Length | None]
    near: Clause[Length]
    extensions: Clause[int | None]
    longest: Clause[Length | None]
    approver: Clause[Approver]
    period_end: Clause[PeriodEnd]
    returned: Clause[Returned]
    entry_urgent: Clause[Length | None]
    entry_ordinary: Clause[Length | None]
    entry_many: Clause[Length | None]
    silence: Clause[Length | None]
    late_points: Clause[tuple[LatePoints, ...]]
    coordinator_share: Clause[Decimal | None]
    report_routine: Clause[tuple[Reporting, ...]]
    report_inspection: Clause[tuple[Reporting, ...]]
    report_investment: Clause[tuple[Reporting, ...]]

    def reporting(self, report: Report) -> Clause[tuple[Reporting, ...]]:
        """In which window the periods of a kind of report lie, and when its reports are sent."""
        match report:
            case Report.ROUTINE:
                return self.report_routine
            case Report.INSPECTION:
                return self.report_inspection
            case Report.INVESTMENT:
                return self.report_investment
            case _:
                assert_never(report)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a day is counted by: the rules, and the day table."""

    rules: RuleSet
    calendar: workdays.Calendar

    def near_on(self, due_on: date) -> date:
        """The first day on which a duty due on ``due_on`` is near due."""
        return near_on(due_on, self.rules.near.value, self.calendar)


class Limit(StrEnum):
    """Why the rules do not allow an extension."""

    TOO_OFTEN = "too_often"
    TOO_LONG = "too_long"


class Overlap(Refused):
    """The set would hold on a day on which another one is said to hold; ``other`` is that one."""

    kind = Refusal.INVALID

    def __init__(self, other: Adopted) -> None:
        """Take the set that holds already."""
        super().__init__(
            f"Thời gian áp dụng trùng với bộ quy tắc “{other.rules.name}” (từ {other.valid_from:%d/%m/%Y}).",
            field="valid_from",
        )
        self.other = other


@dataclass(frozen=True, slots=True)
class Adopted:
    """A rule set that a body adopted, and the days on which it holds; ``valid_to`` None is "until another comes".

    ``reaches_open``: by the words of the act it is also for duties that were issued before and are still open.
    """

    rules: RuleSet
    valid_from: date
    valid_to: date | None = None
    reaches_open: bool = False

    def __post_init__(self) -> None:
        """Refuse a set that never holds."""
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise Refused("Ngày kết thúc phải sau ngày bắt đầu áp dụng.", field="valid_to")

    def holds(self, on: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def placed(held: Iterable[Adopted], new: Adopted) -> tuple[Adopted, ...]:
    """The sets in the order of their days after ``new`` was adopted, which ends an open-ended one before it.

    Raises :class:`Overlap` where a set with an end of its own, or one that begins later, has a day of ``new``.
    """
    kept = []
    for one in sorted(held, key=lambda one: one.valid_from):
        if one.valid_to is None and one.valid_from < new.valid_from:
            one = replace(one, valid_to=new.valid_from)
        if _share_a_day(one, new):
            raise Overlap(one)
        kept.append(one)
    return tuple(sorted([*kept, new], key=lambda one: one.valid_from))


def _share_a_day(one: Adopted, other: Adopted) -> bool:
    return (other.valid_to is None or one.valid_from < other.valid_to) and (
        one.valid_to is None or other.valid_from < one.valid_to
    )


def in_force(sets: Iterable[Adopted], on: date) -> Adopted | None:
    """The set that holds on a day; None where none does."""
    return next((one for one in sets if one.holds(on)), None)


def governing(sets: Sequence[Adopted], *, issued_on: date, on: date) -> Adopted | None:
    """The set by which a duty issued on ``issued_on`` is judged on ``on``.

    It is the one in force when it was issued, unless a later one in force by then says that it reaches open duties.
    """
    reaching = [one for one in sets if one.reaches_open and issued_on < one.valid_from <= on]
    return max(reaching, key=lambda one: one.valid_from) if reaching else in_force(sets, issued_on)


def near_on(due_on: date, near: Length, calendar: workdays.Calendar) -> date:
    """The first day on which a duty due on ``due_on`` is near due; counted back no further than the day table goes."""
    day, left = due_on, near.count * (7 if near.unit is Unit.WEEK else 1)
    while left and day > date.min and calendar.covers(day - DAY):
        day -= DAY
        left -= calendar.is_working(day) if near.unit is Unit.WORKING_DAY else 1
    return day


def latest_extension(due_on: date, basis: Basis) -> date | None:
    """The last day to which a duty due on ``due_on`` may be extended at once; None where nothing limits it.

    Raises :class:`tiendo.workdays.OutsideCalendar` where the day table does not reach.
    """
    longest = basis.rules.longest.value
    return term.due(due_on, longest, basis.calendar).due_on if longest is not None else None


def limit_reached(*, extensions: int, due_on: date, until: date, basis: Basis) -> Limit | None:
    """Why a duty that was extended so often may not be extended to ``until``; None where the rules allow it.

    Raises :class:`tiendo.workdays.OutsideCalendar` where the day table does not reach.
    """
    often = basis.rules.extensions.value
    if often is not None and extensions >= often:
        return Limit.TOO_OFTEN
    latest = latest_extension(due_on, basis)
    return Limit.TOO_LONG if latest is not None and until > latest else None


def points(days_late: int, steps: Sequence[LatePoints]) -> int:
    """The points for a duty done so many days late; 0 where it is in time or nothing is counted."""
    return next((step.points for step in reversed(steps) if 0 < step.first <= days_late), 0)
