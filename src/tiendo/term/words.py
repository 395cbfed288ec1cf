"""Terms as people write them ("7 ngày làm việc", "trong quý II/2026"), and what is said of words that are none."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from types import MappingProxyType

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.rulebook import Example, Lang, Rule, Words
from tiendo.source import Span
from tiendo.term.model import Fixed, Length, Ongoing, Term, TermRefused, Unit, Within, YearEnd

_LONGEST = 9_999


def parse(text: str, name: str = "") -> tuple[Term | None, tuple[Diagnostic, ...]]:
    """The term in ``text``, or None and a diagnostic that points at the words; raises nothing.

    ``name`` is the source's name in the diagnostic.
    """
    bare = text.strip()
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(bare)) if bare else Span(0, 0)
    words = _stripped(bare)
    for reader in _READERS:
        try:
            found = reader(words)
        except ValueError:
            return None, (IMPOSSIBLE.found(name, span, words=bare),)
        if found is not None:
            return found, ()
    return None, (UNKNOWN.found(name, span, words=bare),)


def understood(text: str) -> Term:
    """The term in ``text``; raises :class:`TermRefused` for words that are none."""
    found, faults = parse(text)
    if found is None:
        rule = UNKNOWN if faults[0].code == UNKNOWN.code else IMPOSSIBLE
        raise TermRefused(rule.message.say(Lang.VI, dict(faults[0].args)), field="term")
    return found


_PAREN = re.compile(r"\([^()]*\)")
_LEAD = re.compile(
    r"^(?:hoan thanh|thoi han|trong vong|trong|cham nhat|khong qua|toi da|truoc|den het|den|het|la|vao|ngay(?= \d+[/-])"
    r"|:)\s+"
)
_FROM = re.compile(r",?\s*\b(?:ke tu|tinh tu|tu khi|tu ngay|sau khi|sau ngay)\b.*$")


def _stripped(text: str) -> str:
    """The folded words without what surrounds the term itself."""
    words = re.sub(r"\s+", " ", _PAREN.sub(" ", viet.fold(text))).strip(" .;,")
    words = _FROM.sub("", words).strip(" .;,")
    while (shorter := _LEAD.sub("", words)) != words:
        words = shorter
    return words


_UNITS = MappingProxyType(
    {
        "ngay lam viec": (1, Unit.WORKING_DAY),
        "ngay": (1, Unit.DAY),
        "tuan": (1, Unit.WEEK),
        "thang": (1, Unit.MONTH),
        "quy": (3, Unit.MONTH),
        "nam": (1, Unit.YEAR),
    }
)
_LENGTH = re.compile(rf"(?P<number>.+?) (?P<unit>{'|'.join(_UNITS)})")
# Half a month is fifteen days and half a year six months (Bộ luật Dân sự 91/2015/QH13 Đ146).
_HALVES = MappingProxyType({"nua thang": Length(15, Unit.DAY), "nua nam": Length(6, Unit.MONTH)})
_ONGOING = frozenset({"thuong xuyen", "lien tuc", "thuong xuyen, lien tuc"})
_DIGITS = MappingProxyType(
    {
        "mot": 1,
        "hai": 2,
        "ba": 3,
        "bon": 4,
        "tu": 4,
        "nam": 5,
        "lam": 5,
        "nham": 5,
        "sau": 6,
        "bay": 7,
        "tam": 8,
        "chin": 9,
    }
)
_ROMAN = MappingProxyType({"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4})


def _read_length(words: str) -> Term | None:
    if words in _HALVES:
        return _HALVES[words]
    found = _LENGTH.fullmatch(words)
    number = _number(found["number"]) if found else None
    if found is None or number is None:
        return None
    times, unit = _UNITS[found["unit"]]
    return Length(number * times, unit)


def _number(words: str) -> int | None:
    """A number in figures or in Vietnamese words, from 1 to 9999; None for anything else.

    Raises ValueError for a figure outside that range.
    """
    if re.fullmatch(r"[0-9]+", words):
        if not 1 <= int(words[:9]) <= _LONGEST:
            raise ValueError(words)
        return int(words)
    total = last = 0
    for word in words.split():
        if word == "tram" and last and not total:
            total, last = last * 100, 0
        elif word == "muoi" and not total % 100:
            total, last = total + 10 * (last or 1), 0
        elif word in _DIGITS and not last:
            last = _DIGITS[word]
        elif word not in ("linh", "le") or last or not total:
            return None
    return total + last or None


def _read_ongoing(words: str) -> Term | None:
    return Ongoing() if words in _ONGOING else None


def _read_day(words: str) -> Term | None:
    if found := re.fullmatch(r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", words):
        return Fixed(date(int(found[3]), int(found[2]), int(found[1])))
    if found := re.fullmatch(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", words):
        return Fixed(date(int(found[3]), int(found[2]), int(found[1])))
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        return Fixed(date(int(found[1]), int(found[2]), int(found[3])))
    return None


def _read_period(words: str) -> Term | None:
    if found := re.fullmatch(r"(?:cuoi )?quy ([iv]{1,3}|\d)(?:/| nam )(\d{4})", words):
        if found[1] not in _ROMAN:
            raise ValueError(words)
        return _last_of(int(found[2]), 3 * _ROMAN[found[1]])
    if found := re.fullmatch(r"(?:cuoi )?thang (\d{1,2})(?:/| nam )(\d{4})", words):
        return _last_of(int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(?:cuoi )?nam (\d{4})", words):
        return _last_of(int(found[1]), 12)
    return YearEnd() if words == "cuoi nam" else None


def _last_of(year: int, month: int) -> Within:
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    first = date(year, month, 1)
    return Within(first.replace(day=monthrange(year, month)[1]))


_READERS: tuple[Callable[[str], Term | None], ...] = (_read_ongoing, _read_day, _read_period, _read_length)

UNKNOWN = Rule(
    code="Z001",
    name="term-not-understood",
    severity=Severity.ERROR,
    message=Words("Không hiểu thời hạn “{words}”.", "The term “{words}” is not understood."),
    help=Words(
        "Viết như “7 ngày làm việc”, “30 ngày”, “2 tháng”, “31/12/2026”, “quý II/2026” hoặc “thường xuyên”.",
        "Write “7 ngày làm việc”, “30 ngày”, “2 tháng”, “31/12/2026”, “quý II/2026” or “thường xuyên”.",
    ),
    explanation=Words(
        "Thời hạn phải cho ra một ngày, hoặc nói rõ là thường xuyên; máy không đoán.",
        "A term must lead to a day or say that the work is ongoing; nothing is guessed.",
    ),
    examples=(Example("sớm nhất có thể", "15 ngày làm việc"),),
    basis="Bộ luật Dân sự 91/2015/QH13 Đ144",
)
IMPOSSIBLE = Rule(
    code="Z002",
    name="term-without-day",
    severity=Severity.ERROR,
    message=Words("Không có ngày như “{words}”.", "There is no such day as “{words}”."),
    help=Words("Kiểm tra lại ngày, tháng, quý hoặc số ngày.", "Check the day, month, quarter or number."),
    explanation=Words(
        "Ngày không có trên lịch (31/02), tháng 13, quý V, hoặc số 0 thì không tính được hạn.",
        "A day that no calendar has (31/02), month 13, quarter V or a length of 0 leads to no due day.",
    ),
    examples=(Example("31/02/2026", "28/02/2026"),),
    basis="Bộ luật Dân sự 91/2015/QH13 Đ145",
)
RULES = (UNKNOWN, IMPOSSIBLE)
