"""From when a term runs: what stands behind "kể từ". A length has no day before that one is known.

Most terms run from the document's own day, some from its being handed on, many from an event that is still to come
(a dossier received, a decision taken). An event is never guessed: until somebody enters its day there is none.

>>> of("ký ban hành").kind.value, of("nhận được Kế hoạch này").kind.value, of("nhận đủ hồ sơ hợp lệ").kind.value
('issue', 'given', 'event')
>>> in_words("10 ngày làm việc kể từ ngày 01/7/2026").day
datetime.date(2026, 7, 1)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tiendo import term, viet
from tiendo.rulebook import Lang, Words


class Kind(StrEnum):
    """What a term runs from."""

    UNSAID = "unsaid"
    """The text names nothing: the document's own day, from which what it orders holds."""
    ISSUE = "issue"
    """The signing or issue of the document itself."""
    GIVEN = "given"
    """The receipt of the document itself: the day on which its duties are given out here."""
    DAY = "day"
    """A day that is printed."""
    EVENT = "event"
    """Anything else that has to happen first."""


@dataclass(frozen=True, slots=True)
class Since:
    """What a term runs from; ``words`` are those of the text, ``day`` is set where one is printed."""

    kind: Kind
    words: str = ""
    day: date | None = None


UNSAID = Since(Kind.UNSAID)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that terms can run from, each as far as it is known: of the document, of its being given out, of the
    event that a term waits for.
    """

    document: date | None
    given: date | None = None
    event: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A term counted from what it runs from."""

    since: Since
    trace: term.Trace

    @property
    def due_on(self) -> date | None:
        """The last lawful day."""
        return self.trace.due_on

    def say(self, lang: Lang) -> str:
        """The steps, one a line; first from when."""
        day = f"{self.trace.start:%d/%m}/{self.trace.start.year}" if lang is Lang.VI else self.trace.start.isoformat()
        told = _SAID[self.since.kind].say(lang, {"day": day, "words": self.since.words})
        return f"{told}\n{self.trace.say(lang)}"


_KINDS = "van ban|ke hoach|quyet dinh|chi thi|cong van|cong dien|thong bao|nghi quyet|chuong trinh|de an|ket luan"
_SIGNED = r"(?:ky|ban hanh|ky,? ban hanh|ky va ban hanh)"
_ISSUE = re.compile(rf"(?:ngay )?{_SIGNED}(?: (?:{_KINDS}) nay)?|(?:ngay )?(?:{_KINDS}) nay (?:duoc )?{_SIGNED}")
_GIVEN = re.compile(rf"(?:ngay )?(?:tiep )?nhan(?: duoc)? (?:{_KINDS}) nay")
_BEHIND = re.compile(
    r"\b(?:kể từ|tính từ|từ khi|từ ngày|sau khi|sau ngày)\b(?:\s+(?:ngày|khi))?\s+(?P<event>.+)$", re.IGNORECASE
)


def of(words: str) -> Since:
    """What the words behind "kể từ ngày" name; no words name nothing."""
    bare = " ".join(words.split()).strip(" .;,")
    folded = viet.fold(bare)
    if folded in ("", "ngay", "khi"):
        return UNSAID
    if _ISSUE.fullmatch(folded):
        return Since(Kind.ISSUE, bare)
    if _GIVEN.fullmatch(folded):
        return Since(Kind.GIVEN, bare)
    printed, _faults = term.parse(bare)
    return Since(Kind.DAY, bare, printed.day) if isinstance(printed, term.Fixed) else Since(Kind.EVENT, bare)


def in_words(text: str) -> Since:
    """What the term in a text runs from: what stands behind "kể từ ngày" and the like."""
    found = _BEHIND.search(" ".join(text.split()))
    return of(found["event"]) if found else UNSAID


def start(since: Since, days: Days) -> date | None:
    """The day from which the term runs; None where it is not known yet."""
    match since.kind:
        case Kind.DAY:
            return since.day
        case Kind.GIVEN:
            return days.given
        case Kind.EVENT:
            return days.event
        case Kind.UNSAID | Kind.ISSUE:
            # A document without a day of its own waits for one like any event.
            return days.document or days.event


def say_waiting(since: Since, length: str, lang: Lang) -> str:
    """That the term has no day yet, and what it waits for."""
    return _WAITS[since.kind].say(lang, {"length": length, "words": since.words})


_SAID = MappingProxyType(
    {
        Kind.UNSAID: Words(
            "Văn bản không nói tính từ đâu: tính từ ngày của văn bản, {day} (việc được giao từ ngày đó).",
            "The text does not say from when: from the document's own day, {day}, on which the order was given.",
        ),
        Kind.ISSUE: Words(
            "Tính từ ngày của văn bản, {day} (“{words}”).", "From the document's own day, {day} (“{words}”)."
        ),
        Kind.GIVEN: Words(
            "Tính từ ngày giao nhiệm vụ trên phần mềm, {day} (“{words}”).",
            "From the day on which the duty was given out here, {day} (“{words}”).",
        ),
        Kind.DAY: Words("Tính từ ngày ghi trong văn bản, {day}.", "From the day that is printed, {day}."),
        Kind.EVENT: Words(
            "Tính từ ngày xảy ra sự kiện “{words}”, {day}.", "From the day of the event “{words}”, {day}."
        ),
    }
)
_NO_DAY = Words(
    "Thời hạn {length} tính từ ngày của văn bản, mà văn bản không có ngày: chưa tính được hạn.",
    "{length} from the document's own day, and it has none: no day can be counted yet.",
)
_WAITS = MappingProxyType(
    {
        Kind.UNSAID: _NO_DAY,
        Kind.ISSUE: _NO_DAY,
        Kind.DAY: _NO_DAY,
        Kind.GIVEN: Words(
            "Thời hạn {length} tính từ ngày giao nhiệm vụ trên phần mềm (“{words}”): có hạn khi ban hành.",
            "{length} from the day on which the duty is given out here (“{words}”): the day comes with the issue.",
        ),
        Kind.EVENT: Words(
            "Thời hạn {length} tính từ sự kiện “{words}”, chưa ghi nhận đã xảy ra: chưa tính được hạn.",
            "{length} from the event “{words}”, which has not been entered yet: no day can be counted.",
        ),
    }
)
