"""Normal forms in the words of an office: days as 30/06/2026, rhythms, lengths of time, kinds of documents.

>>> due("monthly:20", Lang.VI), due("P15WD", Lang.EN)
('ngày 20 hằng tháng', '15 working days')
"""

from __future__ import annotations

import re
from datetime import date

from tiendo.plan import kinds
from tiendo.plan.model import BodyRef, Deadline, Head, Read
from tiendo.rulebook import Lang, Words

_RHYTHMS = {
    "ongoing": Words(vi="thường xuyên", en="ongoing"),
    "daily": Words(vi="hằng ngày", en="daily"),
    "weekly": Words(vi="hằng tuần", en="weekly"),
    "monthly": Words(vi="hằng tháng", en="monthly"),
    "quarterly": Words(vi="hằng quý", en="quarterly"),
    "halfyearly": Words(vi="6 tháng một lần", en="half-yearly"),
    "annual": Words(vi="hằng năm", en="annually"),
}
_ON_DAY = Words(vi="ngày {day} {rhythm}", en="{rhythm} on day {day}")
_LENGTH = re.compile(r"PT?(\d+)(WD|[DWMYH])")
_UNITS = {
    "WD": Words(vi="ngày làm việc", en="working days"),
    "D": Words(vi="ngày", en="days"),
    "W": Words(vi="tuần", en="weeks"),
    "M": Words(vi="tháng", en="months"),
    "Y": Words(vi="năm", en="years"),
    "H": Words(vi="giờ", en="hours"),
}
_SINCE = Words(vi="{length} kể từ {event}", en="{length} from {event}")
_ISSUED = Words(vi="{name} ngày {day} của {issuer}", en="{name} of {day}, {issuer}")
_KINDS = {abbreviation: name for name, abbreviation in reversed(kinds.NAMES.items())}


def day(iso: str) -> str:
    """An ISO date as 30/06/2026; the words unchanged where they are none."""
    if not is_day(iso):
        return iso
    year, month, number = iso.split("-")
    return f"{number}/{month}/{year}"


def is_day(iso: str) -> bool:
    """Whether words are an ISO date of the calendar; one that was printed may be none.

    >>> is_day("2026-06-30"), is_day("2026-02-30")
    (True, False)
    """
    try:
        return date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False


def due(value: str, lang: Lang) -> str:
    """A normal form of a deadline in words; one that is not known here stands as it is."""
    rhythm, _, which = value.partition(":")
    if rhythm in _RHYTHMS:
        said = _RHYTHMS[rhythm].say(lang)
        return _ON_DAY.say(lang, {"day": _day_of_year(which), "rhythm": said}) if which else said
    length = _LENGTH.fullmatch(value)
    return f"{length[1]} {_UNITS[length[2]].say(lang)}" if length else day(value)


def deadline(found: Deadline | None, lang: Lang) -> str:
    """All that is known of when, in words; empty where nothing is."""
    if found is None:
        return ""
    said = "; ".join(due(value, lang) for value in found.values) or found.text
    if found.from_event is None:
        return said
    return _SINCE.say(lang, {"length": said, "event": " ".join(found.from_event.value.split())})


def the_day(found: Deadline | None) -> date | None:
    """The one day of a deadline that names one day and nothing else."""
    is_one = found is not None and len(found.values) == 1 and is_day(found.values[0])
    return date.fromisoformat(found.values[0]) if found and is_one else None


def kind(head: Head) -> str:
    """The document's kind written out; its abbreviation where no name is known; else empty."""
    if head.type is None:
        return ""
    name = _KINDS.get(head.type.value)
    return name[0].upper() + name[1:] if name else head.type.value


def document(head: Head, lang: Lang) -> str:
    """The document by kind, symbol, day and issuer, as another document would cite it."""
    name = " số ".join(filter(None, (kind(head), value(head.symbol))))
    if head.issued_on is None or head.issuer is None:
        return name
    return _ISSUED.say(lang, {"name": name, "day": day(head.issued_on.value), "issuer": head.issuer.value})


def value(read: Read | BodyRef | None) -> str:
    """What was read, or nothing."""
    return read.value if read else ""


def bodies(found: tuple[BodyRef, ...]) -> str:
    """Names of bodies in one line."""
    return "; ".join(one.value for one in found)


def _day_of_year(which: str) -> str:
    """A day of the month as it is; month and day of "12-15" turned round."""
    month, _, number = which.partition("-")
    return f"{number}/{month}" if number else which
