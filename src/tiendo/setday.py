"""A day that was set and not counted, and the day from which a duty is near due: how each came about, for a trace.

>>> from datetime import date
>>> one = SetDay(How.GRANTED, date(2026, 5, 29), before=date(2026, 3, 16), on=date(2026, 3, 10), rules="Mẫu chung")
>>> one.say(Lang.VI).splitlines()[0]
'Gia hạn ngày 10/03/2026, từ 16/03/2026 đến hết ngày 29/05/2026.'
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tiendo.rulebook import Lang, Words
from tiendo.ruleset import Basis, Clause, latest_extension
from tiendo.term import Length, due
from tiendo.workdays import OutsideCalendar


class How(StrEnum):
    """What set a day."""

    ASKED = "asked"
    GRANTED = "granted"
    PART = "part"
    WHOLE = "whole"
    ANSWER = "answer"
    """By when whoever was asked is to answer."""
    AGAIN = "again"
    """By when, after an answer was sent back."""
    TASK = "task"
    """By when whoever coordinates is to answer what a document asks: by the day of its task."""
    REPORT = "report"
    """By when an urging letter asks for a report."""


class Rule(StrEnum):
    """What a rule set counts a day for, from another one."""

    SILENCE = "silence"
    """A request for an opinion: from this day on silence may count as agreement."""
    CHASE = "chase"
    """A duty without a deadline: after this day of silence it is chased."""
    ENTRY = "entry"
    """A document: on this day at the latest it is entered."""


@dataclass(frozen=True, slots=True)
class SetDay:
    """A day that somebody set ``on`` a day: asked for or granted in the place of ``before``, or with a part.

    ``before`` of a part is the day of the whole, None where that has none; what goes by the day of a task has that for
    both, or no day where that has none. ``rules`` names the rule set, ``citation``
    what a limit rests on, ``latest`` is the last day it allows, None where it sets none.
    """

    how: How
    due_on: date | None
    before: date | None
    on: date
    rules: str = ""
    citation: str = ""
    latest: date | None = None

    def say(self, lang: Lang) -> str:
        """The trace in words."""
        known = {"due": self.due_on, "before": self.before, "on": self.on, "latest": self.latest}
        days = {name: _day(day, lang) for name, day in known.items() if day is not None}
        told = [_WORDS[self.how, self.before is not None].say(lang, days)]
        if self.rules:
            limit = _LATEST if self.latest is not None else _NO_LIMIT
            told.append(limit.say(lang, days | {"rules": self.rules, "citation": self.citation}))
        return "\n".join(told)


@dataclass(frozen=True, slots=True)
class RuleDay:
    """A day that a rule set counts ``since`` another; no ``length`` where it has no such rule, and then no day.

    ``until`` is also None where the day table does not reach.
    """

    rule: Rule
    since: date
    length: Words | None
    until: date | None
    rules: str
    citation: str

    def say(self, lang: Lang) -> str:
        """The trace in words."""
        told = {"rules": self.rules, "citation": self.citation, "since": _day(self.since, lang)}
        if self.length is None:
            return _NO_RULE[self.rule].say(lang, told)
        until = _day(self.until, lang) if self.until else _BEYOND.say(lang)
        return _RULED[self.rule].say(lang, told | {"length": self.length.say(lang), "until": until})


def by_rule(rule: Rule, clause: Clause[Length | None], *, since: date, basis: Basis) -> RuleDay:
    """The day that a rule of a set counts from another."""
    length, until = clause.value, None
    with contextlib.suppress(OutsideCalendar):
        until = due(since, length, basis.calendar).due_on if length is not None else None
    words = None if length is None else length.words if length.count else SAME_DAY
    return RuleDay(rule, since, words, until, basis.rules.name, clause.ground.citation)


@dataclass(frozen=True, slots=True)
class Near:
    """The day from which a duty is near due: so long before its day."""

    near_on: date
    due_on: date
    before: Words
    rules: str
    citation: str

    def say(self, lang: Lang) -> str:
        """The trace in words."""
        days = {"near": _day(self.near_on, lang), "due": _day(self.due_on, lang), "before": self.before.say(lang)}
        return _NEAR.say(lang, days | {"rules": self.rules, "citation": self.citation})


def extension(how: How, *, before: date, due_on: date, on: date, basis: Basis) -> SetDay:
    """An extension asked for or granted, with what the rules allow at once."""
    clause = basis.rules.longest
    try:
        latest = latest_extension(before, basis)
    except OutsideCalendar:
        latest = None
    return SetDay(how, due_on, before, on, basis.rules.name, clause.ground.citation, latest)


def near(near_on: date, due_on: date, basis: Basis) -> Near:
    """From when a duty due on a day is near due, by which rule."""
    clause = basis.rules.near
    return Near(near_on, due_on, clause.value.words, basis.rules.name, clause.ground.citation)


def _day(day: date, lang: Lang) -> str:
    return f"{day:%d/%m}/{day.year}" if lang is Lang.VI else day.isoformat()


_WORDS = MappingProxyType(
    {
        (How.ASKED, True): Words(
            "Xin gia hạn ngày {on}, từ {before} đến hết ngày {due}.",
            "Asked for on {on}: from {before} to the end of {due}.",
        ),
        (How.GRANTED, True): Words(
            "Gia hạn ngày {on}, từ {before} đến hết ngày {due}.", "Granted on {on}: from {before} to the end of {due}."
        ),
        (How.PART, True): Words(
            "Hạn của phần việc do cơ quan giao đặt ngày {on}: hết ngày {due}, không sau hạn của nhiệm vụ ({before}).",
            "The day of the part was set on {on} by who handed it down: the end of {due}, not after {before}.",
        ),
        (How.PART, False): Words(
            "Hạn của phần việc do cơ quan giao đặt ngày {on}: hết ngày {due}; nhiệm vụ không có hạn.",
            "The day of the part was set by who handed it down, on {on}: the end of {due}; the whole has none.",
        ),
        (How.ANSWER, False): Words(
            "Ngày phải trả lời do cơ quan hỏi đặt ngày {on}: hết ngày {due}.",
            "The day for the answer was set on {on} by who asked: the end of {due}.",
        ),
        (How.AGAIN, True): Words(
            "Trả lại ngày {on}: phải trả lời lại, hết ngày {due} (trước đó là {before}).",
            "Sent back on {on}: to be answered again by the end of {due} (before that {before}).",
        ),
        (How.AGAIN, False): Words(
            "Trả lại ngày {on}: phải trả lời lại, hết ngày {due}.",
            "Sent back on {on}: to be answered again by the end of {due}.",
        ),
        (How.TASK, True): Words(
            "Hỏi khi ban hành ngày {on}, không ghi ngày trả lời: theo hạn của nhiệm vụ, hết ngày {due}.",
            "Asked when it was issued on {on}, by no day of its own: by that of the task, the end of {due}.",
        ),
        (How.TASK, False): Words(
            "Hỏi khi ban hành ngày {on}, không ghi ngày trả lời: theo hạn của nhiệm vụ, lúc này không có ngày nào.",
            "Asked when it was issued on {on}, by no day of its own: by that of the task, which has none now.",
        ),
        (How.REPORT, False): Words(
            "Hạn báo cáo do cơ quan đôn đốc đặt ngày {on}: hết ngày {due}. Không tìm thấy quy định nào đặt số ngày.",
            "The day for the report was set on {on} by who urged: the end of {due}. No rule was found that sets one.",
        ),
        (How.WHOLE, True): Words(
            "Phần việc không ghi hạn: theo hạn của nhiệm vụ, ngày {due}.",
            "No day was said for the part: it is due with the whole, on {due}.",
        ),
    }
)
_LATEST = Words(
    "Theo “{rules}”, mỗi lần chậm nhất đến {latest} ({citation}).",
    "By “{rules}” each time to {latest} at the latest ({citation}).",
)
_NO_LIMIT = Words(
    "Theo “{rules}”, độ dài mỗi lần không bị giới hạn ({citation}).",
    "By “{rules}” the length of each is not limited ({citation}).",
)
SAME_DAY = Words("trong ngày", "the same day")
_BEYOND = Words("chưa tính được, vì lịch nghỉ chưa có đủ các năm", "no day yet, for the table of days off ends before")
_RULED = MappingProxyType(
    {
        Rule.SILENCE: Words(
            "Theo “{rules}”, im lặng là đồng ý sau {length} kể từ ngày hỏi {since}: {until} ({citation}).",
            "By “{rules}” silence is agreement {length} after the day of asking, {since}: {until} ({citation}).",
        ),
        Rule.CHASE: Words(
            "Theo “{rules}”, không có báo cáo trong {length} kể từ {since} thì đôn đốc: sau ngày {until} ({citation}).",
            "By “{rules}” it is chased where nothing is heard for {length} from {since}: after {until} ({citation}).",
        ),
        Rule.ENTRY: Words(
            "Theo “{rules}”, văn bản ngày {since} phải cập nhật trong {length}: {until} ({citation}).",
            "By “{rules}” a document of {since} is entered within {length}: {until} ({citation}).",
        ),
    }
)
_NO_RULE = MappingProxyType(
    {
        Rule.SILENCE: Words(
            "“{rules}” không coi im lặng là đồng ý ({citation}).",
            "“{rules}” does not count silence as agreement ({citation}).",
        ),
        Rule.CHASE: Words(
            "“{rules}” không đặt thời gian đôn đốc việc không có hạn ({citation}).",
            "“{rules}” does not say when duties without a deadline are chased ({citation}).",
        ),
        Rule.ENTRY: Words(
            "“{rules}” không đặt hạn cập nhật văn bản ({citation}).",
            "“{rules}” does not say how soon documents are entered ({citation}).",
        ),
    }
)
_NEAR = Words(
    "Coi là sắp đến hạn từ {near}: {before} trước hạn {due}, theo “{rules}” ({citation}).",
    "Near due from {near}: {before} before {due}, by “{rules}” ({citation}).",
)
