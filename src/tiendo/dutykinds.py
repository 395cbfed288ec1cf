"""What can happen to a duty, how far it can have come, who acts on it, and what its events amount to so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a duty. A report that does not claim completion is ``PROGRESSED``.

    ``REFUSED`` is what the doer says to an order, and ``INSISTED`` the giver's answer: it stands. What is ``RETURNED``
    is a report.

    ``ASKED`` asks for a later due day, ``EXTENDED`` grants one, ``DENIED`` does not; all three leave the stage alone.

    ``PAUSED`` stops the clock and ``RESUMED`` lets it go on (:mod:`tiendo.pause`). ``CLOSED`` ends a duty without its
    being done, for one of the reasons of :class:`Closing`; ``REVOKED`` takes it back; ``REPLACED`` puts another in its
    place. ``REOPENED`` takes up again what was over, with what was left when its clock stopped. ``BEGAN``
    enters the day of the event that the term runs from. ``PASSED`` is nobody's move: a reorganisation gives the duty to
    another body. Nor is ``RECKONED``: a decision on days off that came late counts its day anew.
    """

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    PROGRESSED = "progressed"
    REPORTED = "reported"
    INSISTED = "insisted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    PASSED = "passed"
    ASKED = "asked"
    EXTENDED = "extended"
    DENIED = "denied"
    PAUSED = "paused"
    RESUMED = "resumed"
    REVOKED = "revoked"
    REPLACED = "replaced"
    REOPENED = "reopened"
    RECKONED = "reckoned"
    BEGAN = "began"


class Closing(StrEnum):
    """Why a duty is closed without being done. "It does not concern us" is none: that is a refusal, to be answered.

    ``ABOLISHED`` is what another document says of its task; nobody chooses it by hand.
    """

    NOT_NEEDED = "not-needed"
    DUPLICATE = "duplicate"
    MERGED = "merged"
    BASIS_GONE = "basis-gone"
    MISDIRECTED = "misdirected"
    IMPOSSIBLE = "impossible"
    OTHER = "other"
    ABOLISHED = "abolished"


class Undated(StrEnum):
    """Why a duty that has a term has no day yet."""

    EVENT = "event"
    """The term runs from an event whose day has not been entered."""
    TABLE = "table"
    """The table of days off does not reach so far."""


class Stage(StrEnum):
    """How far a duty has come: ``ISSUED`` waits to be acknowledged, ``REPORTED`` to be confirmed.

    ``REFUSED`` waits for the giver, who insists or closes; the clock runs on meanwhile.
    """

    ISSUED = "issued"
    REFUSED = "refused"
    DOING = "doing"
    REPORTED = "reported"
    RETURNED = "returned"
    DONE = "done"
    CLOSED = "closed"
    PAUSED = "paused"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Part(StrEnum):
    """The side of the duty on which somebody acts."""

    DOER = "doer"
    GIVER = "giver"


COUNTED_ON = frozenset({EventKind.RESUMED, EventKind.REOPENED})
# What may leave a duty with a term and without its day.
_LEAVES_UNDATED = frozenset({EventKind.ISSUED, EventKind.BEGAN})
_DATED = COUNTED_ON | _LEAVES_UNDATED | {EventKind.ASKED, EventKind.EXTENDED, EventKind.RECKONED}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a duty, on the Vietnamese day on which it was recorded.

    ``due_on`` (the last lawful day) and ``near_on`` (the first day of "near due") stand only on the event that issues
    the duty, on one that extends it and on one that ends a pause or opens it again; on one that asks, ``due_on`` is the
    day asked for.
    ``undated`` says why there is no day though there is a term; ``began_on`` is the day of the event it waited for.
    """

    kind: EventKind
    recorded_on: date
    due_on: date | None = None
    near_on: date | None = None
    undated: Undated | None = None
    began_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse due days where they do not belong, and a near day after the due day."""
        if self.undated is not None and (self.due_on is not None or self.kind not in _LEAVES_UNDATED):
            raise ValueError(f"{self.kind.value} does not leave a duty without its day")
        if (self.kind is EventKind.BEGAN) is not (self.began_on is not None):
            raise ValueError("the day of an event belongs to what enters it")
        if self.kind not in _DATED and (self.due_on or self.near_on):
            raise ValueError(f"{self.kind.value} sets no days")
        if self.kind in (EventKind.ASKED, EventKind.EXTENDED) and self.due_on is None:
            raise ValueError(f"{self.kind.value} needs a day")
        if self.near_on is not None and (self.due_on is None or self.near_on > self.due_on):
            raise ValueError(f"near due {self.near_on} but due {self.due_on}")


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that lasts: the day it began on, and the stage that the duty goes back to."""

    since: date
    stage: Stage


@dataclass(frozen=True, slots=True)
class State:
    """What the events so far amount to.

    ``last_on`` is the day of the last event; ``handed_in_on`` the day of the report that waits or was
    accepted (the last supplement counts), None where there is none. ``first_due_on`` is the day that the duty was
    issued with, ``extensions`` how often it was extended, ``put_offs`` how often the day was moved later by anybody's
    move: extensions, pauses and reopenings; ``asked_for`` the day of a request that waits. ``heard_on`` is
    the day from which silence counts: of the last report, or the issue; ``spoke_on`` that of the last report, None
    where there is none; ``returns`` how often a report was returned.
    ``insisted``: whoever owes it refused, and the giver stood by the order. ``stopped_on`` is the day from which the
    clock of what is over stands: that of the pause or the report it was over in, else of its end.
    ``undated`` says why there is no day though there is a term, ``began_on`` when the event was from which it runs.
    """

    stage: Stage
    issued_on: date
    last_on: date
    due_on: date | None
    near_on: date | None
    handed_in_on: date | None = None
    first_due_on: date | None = None
    extensions: int = 0
    asked_for: date | None = None
    paused: Pause | None = None
    heard_on: date = date.min
    returns: int = 0
    undated: Undated | None = None
    began_on: date | None = None
    spoke_on: date | None = None
    put_offs: int = 0
    stopped_on: date | None = None
    insisted: bool = False

    @property
    def put_off(self) -> bool:
        """Whether another, later day holds than the one that was set first."""
        return self.due_on is not None and self.first_due_on is not None and self.first_due_on < self.due_on
