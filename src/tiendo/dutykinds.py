"""What can happen to a duty, how far it can have come, who acts on it: the words that its life is told in."""

from __future__ import annotations

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
    """Why a duty is closed without being done. "It does not concern us" is none: that is a refusal, to be answered."""

    NOT_NEEDED = "not-needed"
    DUPLICATE = "duplicate"
    MERGED = "merged"
    BASIS_GONE = "basis-gone"
    MISDIRECTED = "misdirected"
    IMPOSSIBLE = "impossible"
    OTHER = "other"


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
