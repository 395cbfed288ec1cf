"""When reports of a kind are due by the rules: in which window their periods lie, and on which day they are sent.

>>> rules = read("quy, sau thang, nam tu ngay 15 den ngay 14, gui ngay 17")
>>> of(rules, Kind.QUARTER) == Reporting((Kind.QUARTER, Kind.HALF_YEAR, Kind.YEAR), Window.DECREE_09, OnDay(17))
True
>>> say(rules).vi
'quý, sáu tháng, năm từ ngày 15 đến ngày 14, gửi ngày 17'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tiendo import viet
from tiendo.errors import Refused
from tiendo.occurrence import OnDay
from tiendo.period import Kind, Rhythm, Window
from tiendo.rulebook import Lang, Words


class Report(StrEnum):
    """The kinds of report for which a rule on periods is known."""

    ROUTINE = "routine"
    """What a body reports on its work."""
    INSPECTION = "inspection"
    """Inspection, reception of citizens, petitions, corruption."""
    INVESTMENT = "investment"
    """Monitoring of investment projects."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """The periods of these kinds lie in a window; their reports are sent on a day, None where the rule names none."""

    kinds: tuple[Kind, ...]
    window: Window
    send: OnDay | None = None

    def __post_init__(self) -> None:
        """Refuse a window that one of the kinds does not have."""
        for kind in self.kinds:
            Rhythm(kind, self.window)


def of(rules: Sequence[Reporting], kind: Kind) -> Reporting | None:
    """The rule for periods of a kind; None where there is none."""
    return next((one for one in rules if kind in one.kinds), None)


_KINDS = MappingProxyType(
    {
        Kind.WEEK: Words("tuần", "week"),
        Kind.MONTH: Words("tháng", "month"),
        Kind.QUARTER: Words("quý", "quarter"),
        Kind.HALF_YEAR: Words("sáu tháng", "half-year"),
        Kind.NINE_MONTHS: Words("chín tháng", "nine months"),
        Kind.YEAR: Words("năm", "year"),
    }
)
_WINDOWS = MappingProxyType(
    {
        Window.CALENDAR: Words("theo dương lịch", "by the calendar"),
        Window.DECREE_09: Words("từ ngày 15 đến ngày 14", "from the 15th to the 14th"),
    }
)
_BY_NAME = MappingProxyType({viet.fold(words.vi): kind for kind, words in _KINDS.items()})
_BY_WINDOW = MappingProxyType({viet.fold(words.vi): window for window, words in _WINDOWS.items()})
_NAME = "|".join(_BY_NAME)
_ONE = re.compile(
    rf"(?P<kinds>(?:{_NAME})(?:, (?:{_NAME}))*) (?P<window>{'|'.join(_BY_WINDOW)})"
    r"(?:, gui ngay (?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?)?"
)


def read(folded: str) -> tuple[Reporting, ...]:
    """The rules in folded words; raises ValueError where they are none, or name a kind twice."""
    found = tuple(_read(part.strip()) for part in folded.split(";"))
    kinds = [kind for one in found for kind in one.kinds]
    if len(kinds) != len(set(kinds)):
        raise ValueError(folded)
    return found


def _read(words: str) -> Reporting:
    found = _ONE.fullmatch(words)
    if found is None:
        raise ValueError(words)
    kinds = tuple(_BY_NAME[name] for name in found["kinds"].split(", "))
    month = int(found["month"]) if found["month"] else None
    try:
        send = OnDay(int(found["day"]), month) if found["day"] else None
        return Reporting(kinds, _BY_WINDOW[found["window"]], send)
    except Refused as refused:
        raise ValueError(words) from refused


def say(rules: Sequence[Reporting]) -> Words:
    """The rules in words, as they are read."""
    return Words("; ".join(_say(one, Lang.VI) for one in rules), "; ".join(_say(one, Lang.EN) for one in rules))


def _say(one: Reporting, lang: Lang) -> str:
    told = f"{', '.join(_KINDS[kind].say(lang) for kind in one.kinds)} {_WINDOWS[one.window].say(lang)}"
    if one.send is None:
        return told
    day = f"{one.send.day}/{one.send.month}" if one.send.month else str(one.send.day)
    return f"{told}, {Words('gửi ngày {day}', 'sent on day {day}').say(lang, {'day': day})}"
