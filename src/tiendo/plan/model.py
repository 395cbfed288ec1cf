"""The compiled plan as values; every field that was read carries the place it was read from.

This is the inside of the public format ``tiendo-plan/1`` (:mod:`tiendo.plan.emit`). A value that was
not found is None or empty, never a guess; one that was inferred says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiendo.source import Source, Span


@dataclass(frozen=True, slots=True)
class Read:
    """Words that were read. ``value`` may be tidied (spaces, an ISO date); ``span`` is where they stand.

    ``span`` is None only where ``inferred`` is true: the value follows from something else.
    """

    value: str
    span: Span | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the name, the office held, and on whose behalf ("TM. ỦY BAN NHÂN DÂN")."""

    name: Read | None
    position: Read | None
    on_behalf: Read | None


@dataclass(frozen=True, slots=True)
class Head:
    """What the document says of itself. ``type`` is the abbreviation of the kind (KH, CT, TIN ...)."""

    type: Read | None = None
    symbol: Read | None = None
    title: Read | None = None
    issuer: Read | None = None
    place: Read | None = None
    issued_on: Read | None = None
    signer: Signer | None = None
    recipients: tuple[Read, ...] = ()


class CitationRole(StrEnum):
    """What a cited document is to this one."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    REPLACES = "replaces"
    AMENDS = "amends"
    REFERS = "refers"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document is cited; ``date`` is the place of its printed date, if it has one."""

    span: Span
    date: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document cited by symbol, once for each symbol and date.

    ``date`` is ISO as printed, even where it cannot be true; ``printed_date`` holds the words where
    they make no ISO date at all ("09/6/20205").
    """

    symbol: str
    type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    role: CitationRole
    mentions: tuple[Mention, ...]
    printed_date: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline: what it is, its label and heading, where it runs, what stands under it."""

    kind: str
    label: str
    heading: str
    span: Span
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task must be done: normal forms as in the annotation guide, and the words they stand in.

    ``values``: ISO dates, "ongoing", "monthly:20", "P10D" ...; empty where the words fix no day.
    ``from_event``: what a length runs from, where the text says.
    """

    values: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    inferred: bool = False
    from_event: Read | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One order inside a task."""

    verb: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach: value, unit, and by when (ISO) where the text says."""

    text: str
    value: float | None
    unit: str | None
    by: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """One order to do something, at the grain of the annotation guide.

    ``text`` is the order's words without attribute lines; ``parts`` are the spans it is joined from
    (with one newline between them) and ``span`` covers them all.
    """

    id: str
    label: str
    text: str
    span: Span
    parts: tuple[Span, ...]
    lead: tuple[Read, ...] = ()
    coordinating: tuple[Read, ...] = ()
    deadline: Deadline | None = None
    deliverable: Read | None = None
    report_to: Read | None = None
    actions: tuple[Action, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A directive or plan as compiled."""

    source: Source
    head: Head
    citations: tuple[Citation, ...]
    outline: tuple[Section, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...] = ()
