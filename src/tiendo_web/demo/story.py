"""A year of life in the sample, as a list of acts: pure, and the same whenever the anchor is the same.

Each duty's life is drawn as it would go to its end, then cut off at the anchor: what would have happened
later has not happened yet. So duties wait, are near due or are being done for the reasons that real ones are.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tiendo.duty import Closing
from tiendo.duty import EventKind as Kind
from tiendo_web.core import when
from tiendo_web.core.access import Permission
from tiendo_web.demo import directives, province, turns, words
from tiendo_web.duties.actions import PERMISSION as PERMISSIONS
from tiendo_web.duties.actions import Attachment, Figure, PartsFate, Words

DAY = dt.timedelta(days=1)
# Numbers drawn from this word are the sample's; another word, another year.
SEED = "Sơn Hải"
# The first act of the sample, in days before the anchor.
BEGINS = 330


@dataclass(frozen=True, slots=True)
class Act:
    """One move on one duty: of which directive's which task (by its place in the table), whose, by whom."""

    at: dt.datetime
    task: int
    body: str
    kind: Kind
    by: str
    words: Words


class Fate(StrEnum):
    """How the life of a duty goes."""

    ON_TIME = "on time"
    MENDED = "returned once, then accepted"
    LATE = "late"
    STUCK = "begun, never reported"
    SILENT = "never acknowledged"
    REFUSED = "returned and left there"
    CLOSED = "closed"
    PAUSED = "paused"


# Out of a hundred duties.
SHARES = (
    (Fate.ON_TIME, 65),
    (Fate.MENDED, 11),
    (Fate.LATE, 10),
    (Fate.STUCK, 4),
    (Fate.SILENT, 3),
    (Fate.REFUSED, 2),
    (Fate.CLOSED, 3),
    (Fate.PAUSED, 2),
)


def instant(day: dt.date, hour: int = 8, minute: int = 0) -> dt.datetime:
    """An hour of a Vietnamese day, in UTC."""
    return dt.datetime.combine(day, dt.time(hour, minute), when.VIETNAM).astimezone(dt.UTC)


def acts(text: directives.Text, today: dt.date) -> list[Act]:
    """Every act on the duties of a directive up to the day before the anchor, in the order of their instants."""
    found: list[Act] = []
    for number, (owed, due) in enumerate(zip(text.sample.owed, text.due, strict=True)):
        owners = [(body, text.lines[number], due) for body in owed.leads]
        if owed.handed:
            owners.append((owed.handed.body, owed.handed.text, directives.handed_due(text, number)))
        for body, line, until in owners:
            written = turns.LIVES.get((owed.words, body), ())
            draw = random.Random(f"{SEED}/{text.sample.file}/{number}/{body}")  # noqa: S311 - a story, no secret
            life = _Life(draw, text.day, owed, line, body, number)
            found += _until(today, life.written(written, today) if written else life.steps(until))
    return sorted(found, key=lambda act: (act.at, act.task, act.body))


def _until(today: dt.date, life: Iterable[Act]) -> Iterator[Act]:
    end = instant(today, hour=0)
    for act in life:
        if act.at >= end:
            return
        yield act


class _Life:
    """Draws the life of one duty, a step after the other."""

    def __init__(
        self, draw: random.Random, issued: dt.date, owed: directives.Owed, line: str, body: str, number: int
    ) -> None:
        self._draw = draw
        self._day = issued
        self._owed = owed
        self._line = line
        self._body = body
        self._number = number
        self._counts: tuple[Figure, ...] = ()

    def steps(self, due: dt.date | None) -> Iterator[Act]:
        """The whole life, without an end to what is known."""
        if due is None:
            return self._ongoing()
        names, weights = zip(*SHARES, strict=True)
        fate: Fate = self._draw.choices(names, weights)[0]
        return self._timed(fate, due)

    def written(self, steps: Iterable[turns.Turn], today: dt.date) -> Iterator[Act]:
        """A life that is told and not drawn."""
        for one in steps:
            day = self._on(today + one.day * DAY)
            doer = PERMISSIONS[one.kind] is Permission.REPORT
            by = province.sign_in(self._body) if doer else turns.GIVER
            until = directives.workday(today + one.until * DAY) if one.until is not None else None
            yield self._act(one.kind, day, by, Words(text=one.text, until=until, parts=PartsFate.LEAVE))

    def _ongoing(self) -> Iterator[Act]:
        yield self._doer(Kind.ACKNOWLEDGED, self._after(1, 5))
        for _ in range(self._draw.randint(1, 3)):
            yield self._doer(Kind.PROGRESSED, self._after(12, 45))
        if self._draw.random() < 0.1:
            yield self._doer(Kind.REPORTED, self._after(5, 20))

    def _timed(self, fate: Fate, due: dt.date) -> Iterator[Act]:
        if fate is Fate.SILENT:
            return
        yield self._doer(Kind.ACKNOWLEDGED, self._after(1, 6))
        if fate is Fate.CLOSED:
            reason, text = self._draw.choice(words.CLOSED)
            yield self._giver(Kind.CLOSED, self._after(10, 40), text, reason)
            return
        if fate is Fate.PAUSED:
            yield self._giver(Kind.PAUSED, self._after(2, 20), self._draw.choice(words.PAUSED))
            return
        handed_in = self._handed_in(fate, due)
        yield from self._progress(handed_in)
        if fate is Fate.STUCK:
            return
        late = words.LATE if fate is Fate.LATE else ""
        yield self._doer(Kind.REPORTED, self._on(handed_in), late)
        if fate in (Fate.MENDED, Fate.REFUSED):
            yield self._giver(Kind.RETURNED, self._after(1, 4), self._draw.choice(words.RETURNED))
            if fate is Fate.REFUSED:
                return
            yield self._doer(Kind.REPORTED, self._after(1, 9), words.SUPPLEMENT)
        yield self._giver(Kind.ACCEPTED, self._after(1, 9), "")

    def _handed_in(self, fate: Fate, due: dt.date) -> dt.date:
        if fate is Fate.LATE:
            return due + self._draw.randint(2, 24) * DAY
        room = max(1, (due - self._day).days // 3)
        return due - self._draw.randint(1, min(room, 24)) * DAY

    def _progress(self, before: dt.date) -> Iterator[Act]:
        for _ in range(self._draw.choice((0, 1, 1, 2))):
            room = (before - self._day).days // 2
            if room < 4:
                return
            yield self._doer(Kind.PROGRESSED, self._after(3, room))

    def _after(self, least: int, most: int) -> dt.date:
        return self._on(self._day + self._draw.randint(least, most) * DAY)

    def _on(self, day: dt.date) -> dt.date:
        """The working day on or after ``day`` that comes after the last step; the next step comes after it."""
        self._day = directives.workday(max(day, self._day + DAY))
        return self._day

    def _doer(self, kind: Kind, day: dt.date, before: str = "") -> Act:
        said = words.SAID[self._owed.sort]
        if kind is Kind.ACKNOWLEDGED:
            return self._act(kind, day, province.sign_in(self._body), Words())
        if kind is Kind.PROGRESSED:
            return self._act(kind, day, province.sign_in(self._body), Words(text=self._draw.choice(said.progress)))
        done = self._draw.choice(said.done)
        self._counts = self._counts or self._figures(said)
        told = Words(text=before + done, figures=self._counts, attachments=self._papers(said, done, day, before))
        return self._act(kind, day, province.sign_in(self._body), told)

    def _giver(self, kind: Kind, day: dt.date, text: str, reason: Closing | None = None) -> Act:
        by = self._draw.choice(("an", "an", "an", "binh"))
        # A part that is not done when its whole is goes on.
        return self._act(kind, day, by, Words(text=text, reason=reason, parts=PartsFate.LEAVE))

    def _act(self, kind: Kind, day: dt.date, by: str, told: Words) -> Act:
        at = instant(day, self._draw.choice((8, 9, 10, 14, 15, 16)), self._draw.randint(0, 59))
        return Act(at, self._number, self._body, kind, by, told)

    def _figures(self, said: words.Said) -> tuple[Figure, ...]:
        if self._draw.random() < 0.3:
            return ()
        return tuple(
            Figure(count.name, str(self._draw.randint(count.least, count.most)), count.unit) for count in said.counts
        )

    def _papers(self, said: words.Said, done: str, day: dt.date, before: str) -> tuple[Attachment, ...]:
        """A paper with every supplement, and with one report in four."""
        if before != words.SUPPLEMENT and self._draw.random() > 0.25:
            return ()
        name = province.NAMES[self._body]
        data = words.paper(body=name, task=self._line, done=done, day=f"{day:%d/%m/%Y}")
        return (Attachment(said.paper, data),)
