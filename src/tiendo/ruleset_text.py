"""Rule sets as people write them: one rule a line, its ground beneath it; and back again.

    Tên: Quy chế theo dõi nhiệm vụ của tỉnh Sơn Hải

    Số lần gia hạn: 1 lần
      căn cứ: Quyết định 12/2026/QĐ-UBND, Điều 9
      nguồn: vanban.sonhai.example
      độ tin: toàn văn

What is written is source: a fault is a diagnostic at its words, and a rule without its ground is a fault. Case, marks
and the order of rules do not matter; a line that begins with ``#`` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from tiendo import data, reporting, term, viet
from tiendo.diagnostic import Diagnostic, ordered
from tiendo.reporting import Reporting
from tiendo.rulebook import Words
from tiendo.ruleset import Approver, Clause, Ground, LatePoints, Returned, RuleSet, Trust
from tiendo.ruleset_faults import ABSENT, GROUNDLESS, NO_SUCH, NOT_A_VALUE, RULES, TWICE, UNREADABLE
from tiendo.source import Span
from tiendo.term import Length, PeriodEnd, Unit

__all__ = ["KINDS", "RULES", "read", "restored", "shipped", "write"]
T = TypeVar("T")
# The sets that ship, the common one first: it holds for a body that adopted none.
SHIPPED = ("chung", "dong-thap-2021", "thanh-hoa-2025")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: the field of :class:`RuleSet`, its name in words, how a value is read and said.

    ``read`` raises ValueError for words that are none of its values; ``example`` is one that it reads.
    """

    field: str
    label: Words
    example: str
    read: Callable[[str], Any]
    say: Callable[[Any], Words]


def read(text: str, name: str = "") -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """The rule set in a text, or None with what is wrong, each at its words; raises nothing."""
    reading = _Reading(name)
    for line, span in _lines(text):
        reading.take(line, span)
    return reading.result()


def restored(text: str) -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """As :func:`read`, of a text that was adopted once: what it could not say then it has from the common set."""
    reading = _Reading("")
    for line, span in _lines(text):
        reading.take(line, span)
    return reading.result(instead={name: getattr(shipped()[0], name) for name in LATER})


def write(rules: RuleSet) -> str:
    """The text of a rule set; reading it gives the same set."""
    blocks = [f"Tên: {rules.name}\n"]
    for kind in KINDS:
        clause: Clause[Any] = getattr(rules, kind.field)
        lines = [f"{kind.label.vi}: {kind.say(clause.value).vi}", f"  căn cứ: {clause.ground.citation}"]
        lines += [f"  nguồn: {clause.ground.source}"] if clause.ground.source else []
        blocks.append("\n".join([*lines, f"  độ tin: {TRUST[clause.ground.trust].vi}\n"]))
    return "\n".join(blocks)


@cache
def shipped() -> tuple[RuleSet, ...]:
    """The sets that ship, the common one first; raises ValueError where one has faults."""
    return tuple(_shipped(name) for name in SHIPPED)


def _shipped(name: str) -> RuleSet:
    rules, faults = read(data.text(f"ruleset-{name}.txt"), name)
    if rules is None:
        raise ValueError(f"the shipped rule set {name} has faults: {faults}")
    return rules


_NONE = Words("không quy định", "not regulated")


def _length(words: str) -> Length:
    found, _faults = term.parse(words)
    if not isinstance(found, Length):
        raise ValueError(words)
    return found


def _some_length(words: str) -> Length | None:
    return None if words == viet.fold(_NONE.vi) else _length(words)


def _say_length(value: Length | None) -> Words:
    return _NONE if value is None else value.words


_SAME_DAY = Words("trong ngày", "the same day")


def _entry(words: str) -> Length | None:
    return Length(0, Unit.WORKING_DAY) if words == viet.fold(_SAME_DAY.vi) else _some_length(words)


def _say_entry(value: Length | None) -> Words:
    return _SAME_DAY if value is not None and value.count == 0 else _say_length(value)


def _times(words: str) -> int | None:
    if words == viet.fold(_NONE.vi):
        return None
    found = re.fullmatch(r"(\d{1,3}) lan", words)
    if found is None:
        raise ValueError(words)
    return int(found[1])


def _say_times(value: int | None) -> Words:
    return _NONE if value is None else Words(f"{value} lần", f"{value} times" if value != 1 else "once")


_STEP = re.compile(r"tu (\d{1,3}) ngay: ([+-]?\d{1,3})")


def _points(words: str) -> tuple[LatePoints, ...]:
    if words == viet.fold(_NONE.vi):
        return ()
    steps = []
    for part in words.split(";"):
        found = _STEP.fullmatch(part.strip())
        if found is None:
            raise ValueError(words)
        steps.append(LatePoints(int(found[1]), int(found[2])))
    firsts = [step.first for step in steps]
    if firsts != sorted(set(firsts)) or firsts[0] < 1:
        raise ValueError(words)
    return tuple(steps)


def _say_points(value: tuple[LatePoints, ...]) -> Words:
    if not value:
        return _NONE
    vi = "; ".join(f"từ {step.first} ngày: {step.points}" for step in value)
    return Words(vi, "; ".join(f"from {step.first} days: {step.points}" for step in value))


def _share(words: str) -> Decimal | None:
    if words == viet.fold(_NONE.vi):
        return None
    if not re.fullmatch(r"[01](,\d{1,2})?", words) or Decimal(words.replace(",", ".")) > 1:
        raise ValueError(words)
    return Decimal(words.replace(",", "."))


def _say_share(value: Decimal | None) -> Words:
    return _NONE if value is None else Words(str(value).replace(".", ","), str(value))


def _periods(words: str) -> tuple[Reporting, ...]:
    return () if words == viet.fold(_NONE.vi) else reporting.read(words)


def _say_periods(value: tuple[Reporting, ...]) -> Words:
    return reporting.say(value) if value else _NONE


def _one_of(values: Mapping[T, Words]) -> tuple[Callable[[str], T], Callable[[T], Words]]:
    """How one of a few values is read and said."""
    by_words = {viet.fold(words.vi): value for value, words in values.items()}

    def read_one(words: str) -> T:
        if words not in by_words:
            raise ValueError(words)
        return by_words[words]

    return read_one, lambda value: values[value]


APPROVERS = MappingProxyType(
    {
        Approver.GIVER: Words("cơ quan giao việc", "the body that gave the duty"),
        Approver.LEADER: Words("lãnh đạo cơ quan giao việc", "a leader of the body that gave the duty"),
    }
)
PERIOD_ENDS = MappingProxyType(
    {
        PeriodEnd.LAST_DAY: Words("ngày cuối cùng", "the last day"),
        PeriodEnd.LAST_WORKING_DAY: Words("ngày làm việc cuối cùng", "the last working day"),
    }
)
RETURNS = MappingProxyType(
    {Returned.NOT_DONE: Words("làm lại, tính là chưa hoàn thành", "redone, and counted as not completed")}
)
TRUST = MappingProxyType(
    {
        Trust.TEXT: Words("toàn văn", "text read"),
        Trust.TRANSCRIBED: Words("bản chép", "third party's copy"),
        Trust.SUMMARY: Words("tóm tắt", "summary or news"),
        Trust.PRACTICE: Words("thực tế", "practice"),
        Trust.OWN: Words("tự đặt", "own choice"),
    }
)

KINDS = (
    Kind(
        "deadline",
        Words("Hạn khi văn bản không ghi", "Deadline where none is set"),
        "30 ngày",
        _some_length,
        _say_length,
    ),
    Kind(
        "chased_after",
        Words("Đôn đốc việc không có hạn sau", "Duties without a deadline are chased after"),
        "3 tháng",
        _some_length,
        _say_length,
    ),
    Kind("near", Words("Coi là sắp đến hạn trước", "Near due before"), "3 ngày làm việc", _length, _say_length),
    Kind("extensions", Words("Số lần gia hạn", "Extensions allowed"), "1 lần", _times, _say_times),
    Kind("longest", Words("Mỗi lần gia hạn tối đa", "Longest extension"), "30 ngày", _some_length, _say_length),
    Kind(
        "approver",
        Words("Người cho gia hạn", "Who grants an extension"),
        "lãnh đạo cơ quan giao việc",
        *_one_of(APPROVERS),
    ),
    Kind(
        "period_end",
        Words("Hạn chỉ ghi tháng, quý, năm thì tính đến", "A deadline of a month, quarter or year means"),
        "ngày cuối cùng",
        *_one_of(PERIOD_ENDS),
    ),
    Kind(
        "returned",
        Words("Báo cáo bị trả lại", "A report that is returned"),
        "làm lại, tính là chưa hoàn thành",
        *_one_of(RETURNS),
    ),
    Kind("entry_urgent", Words("Cập nhật văn bản khẩn", "Entry, urgent document"), "trong ngày", _entry, _say_entry),
    Kind(
        "entry_ordinary",
        Words("Cập nhật văn bản thường", "Entry, ordinary document"),
        "1 ngày làm việc",
        _entry,
        _say_entry,
    ),
    Kind(
        "entry_many",
        Words("Cập nhật văn bản nhiều việc", "Entry, document of many tasks"),
        "2 ngày làm việc",
        _entry,
        _say_entry,
    ),
    Kind(
        "silence",
        Words("Không góp ý thì coi là đồng ý sau", "Silence on a request for an opinion is agreement after"),
        "5 ngày làm việc",
        _some_length,
        _say_length,
    ),
    Kind(
        "late_points",
        Words("Điểm khi hoàn thành quá hạn", "Points for a duty done late"),
        "từ 1 ngày: -10; từ 3 ngày: -25",
        _points,
        _say_points,
    ),
    Kind("coordinator_share", Words("Hệ số cơ quan phối hợp", "Coordinators' share"), "0,3", _share, _say_share),
    Kind(
        "report_routine",
        Words("Kỳ báo cáo định kỳ", "Periods of routine reports"),
        "tháng, quý, sáu tháng, năm từ ngày 15 đến ngày 14",
        _periods,
        _say_periods,
    ),
    Kind(
        "report_inspection",
        Words("Kỳ báo cáo thanh tra, tiếp công dân, khiếu nại, tố cáo", "Periods of reports on inspection, petitions"),
        "quý, sáu tháng, năm từ ngày 15 đến ngày 14, gửi ngày 17",
        _periods,
        _say_periods,
    ),
    Kind(
        "report_investment",
        Words("Kỳ báo cáo giám sát đầu tư", "Periods of reports on investment"),
        "quý theo dương lịch, gửi ngày 15; năm theo dương lịch, gửi ngày 20/2",
        _periods,
        _say_periods,
    ),
)
# Rules that came after sets had been adopted: a set that was written before takes them from the common one.
LATER = frozenset({"report_routine", "report_inspection", "report_investment"})
_BY_KEY = MappingProxyType({viet.fold(kind.label.vi): kind for kind in KINDS})
_NAME = "ten"
_CITATION, _SOURCE, _TRUST = "can cu", "nguon", "do tin"
_TRUST_BY_WORDS = MappingProxyType({viet.fold(words.vi): trust for trust, words in TRUST.items()})


@dataclass(slots=True)
class _Written:
    """A rule as far as its lines were read."""

    span: Span
    value: Any
    ground: dict[str, str] = field(default_factory=dict)
    trust: Trust | None = None


_NOTHING: Mapping[str, Clause[Any]] = MappingProxyType({})


class _Reading:
    """The lines taken so far, and what is wrong with them."""

    def __init__(self, name: str) -> None:
        self._source = name
        self._name = ""
        self._faults: list[Diagnostic] = []
        self._written: dict[str, _Written] = {}
        self._last: _Written | None = None

    def take(self, line: str, span: Span) -> None:
        """Read one line."""
        key, colon, value = line.partition(":")
        key, value = viet.fold(key), value.strip()
        if not colon or not value:
            self._faults.append(UNREADABLE.found(self._source, span, line=line.strip()))
        elif key in (_CITATION, _SOURCE, _TRUST):
            self._ground(key, value, span)
        elif key == _NAME:
            self._name, self._last = value, None
        elif key in _BY_KEY:
            self._rule(_BY_KEY[key], value, span)
        else:
            self._last = _Written(span, None)
            self._faults.append(NO_SUCH.found(self._source, span, line=line.partition(":")[0].strip()))

    def _rule(self, kind: Kind, words: str, span: Span) -> None:
        if kind.field in self._written:
            self._last = _Written(span, None)
            self._faults.append(TWICE.found(self._source, span, about=kind.label.vi))
            return
        try:
            value = kind.read(viet.fold(words))
        except ValueError:
            value = None
            self._faults.append(
                NOT_A_VALUE.found(self._source, span, words=words, about=kind.label.vi, example=kind.example)
            )
        self._last = self._written[kind.field] = _Written(span, value)

    def _ground(self, key: str, value: str, span: Span) -> None:
        if self._last is None:
            self._faults.append(UNREADABLE.found(self._source, span, line=f"{key}: {value}"))
        elif key == _TRUST:
            self._last.trust = _TRUST_BY_WORDS.get(viet.fold(value))
            if self._last.trust is None:
                allowed = ", ".join(words.vi for words in TRUST.values())
                self._faults.append(NOT_A_VALUE.found(self._source, span, words=value, about="độ tin", example=allowed))
        else:
            self._last.ground[key] = value

    def result(self, instead: Mapping[str, Clause[Any]] = _NOTHING) -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
        """The set, where nothing is wrong; ``instead`` are the clauses that hold where the text has none."""
        if not self._name:
            self._faults.append(ABSENT.found(self._source, None, about="Tên"))
        for kind in KINDS:
            written = self._written.get(kind.field)
            if written is None and kind.field not in instead:
                self._faults.append(ABSENT.found(self._source, None, about=kind.label.vi))
            elif written is not None and not (written.ground.get(_CITATION) and written.trust is not None):
                self._faults.append(GROUNDLESS.found(self._source, written.span, about=kind.label.vi))
        if self._faults:
            return None, ordered(self._faults)
        said = {name: _clause(one) for name, one in self._written.items()}
        return RuleSet(name=self._name, **{**instead, **said}), ()


def _clause(one: _Written) -> Clause[Any]:
    assert one.trust is not None
    return Clause(one.value, Ground(one.ground[_CITATION], one.ground.get(_SOURCE, ""), one.trust))


def _lines(text: str) -> Iterator[tuple[str, Span]]:
    """The lines that say something, with their places."""
    start = 0
    for line in text.splitlines(keepends=True):
        said = line.strip()
        if said and not said.startswith("#"):
            begin = start + line.index(said[0])
            yield said, Span(begin, begin + len(said))
        start += len(line)
