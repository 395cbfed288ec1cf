"""The compiled plan as values; every field that was read carries the place it was read from.

This is the inside of the public format ``tiendo-plan/1`` (:mod:`tiendo.plan.emit`). A value that was
not found is None or empty, never a guess; one that was inferred says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiendo.registry import Document
from tiendo.source import Source, Span


@dataclass(frozen=True, slots=True)
class Read:
    """Words that were read. ``value`` may be tidied (spaces, an ISO date); ``span`` is where they stand.

    ``span`` is None only where ``inferred`` is true: the value follows from something else.
    """

    value: str
    span: Span | None
    inferred: bool = False


class Match(StrEnum):
    """How words were found in the register of bodies, the surest first; only the first four name bodies for certain.

    NAME: its name. ABBREVIATION: the same name shortened as everyone does. COMPLETED: a name that the document's
    own province makes whole ("Công an tỉnh"). GROUP: a class of bodies, given as its members. FORMER: a name no longer
    borne, given as the heirs. AMBIGUOUS: several bodies answer, all are given. NONE: no body answers.
    """

    NAME = "name"
    ABBREVIATION = "abbreviation"
    COMPLETED = "completed"
    GROUP = "group"
    FORMER = "former"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body or class of bodies as printed; ``bodies`` are ids of the register that stand for it on the day.

    ``match`` says how they were found; None where no register was at hand.
    """

    value: str
    span: Span | None
    inferred: bool = False
    match: Match | None = None
    bodies: tuple[int, ...] = ()


class Authority(StrEnum):
    """In what capacity one signs: on behalf of (TM.), in place of (KT.), by order of (TL.), mandated (TUQ.), acting."""

    TM = "TM"
    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"
    Q = "Q"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the name, the office held, on whose behalf ("TM. ỦY BAN NHÂN DÂN"), in what capacity."""

    name: Read | None
    position: Read | None
    on_behalf: Read | None
    authorities: tuple[Authority, ...] = ()


class LayoutKind(StrEnum):
    """The family of rules a document is made by."""

    STATE = "state"
    PARTY = "party"
    NORMATIVE = "normative"


@dataclass(frozen=True, slots=True)
class Layout:
    """The family of rules, and the symbol of the guide in force on the document's day; None where that is unknown."""

    kind: LayoutKind
    guide: str | None


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
    layout: Layout | None = None
    urgency: Read | None = None


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


class Identity(StrEnum):
    """How a citation was found among known documents, the surest first.

    DATED: symbol and date are those of one. UNDATED: no date is printed and one document has the symbol.
    REDATED: the symbol is known, under other dates only. AMBIGUOUS: no date is printed and several have the symbol.
    NONE: nobody knows the symbol.
    """

    DATED = "dated"
    UNDATED = "undated"
    REDATED = "redated"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document cited by symbol, once for each symbol and date.

    ``date`` is ISO as printed, even where it cannot be true; ``printed_date`` holds the words where
    they make no ISO date at all ("09/6/20205"). ``known`` are the known documents it may be, told by ``identity``,
    which is None where no register of documents was at hand.
    """

    symbol: str
    type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    role: CitationRole
    mentions: tuple[Mention, ...]
    printed_date: str | None = None
    identity: Identity | None = None
    known: tuple[Document, ...] = ()


class SectionKind(StrEnum):
    """What a node of the outline is, by its own mark; what numbers under an article are is told by law."""

    ANNEX = "annex"
    PART = "part"  # phần
    CHAPTER = "chapter"  # chương
    DIVISION = "division"  # mục
    CAPITAL = "capital"  # A.
    SECTION = "section"  # I.
    ARTICLE = "article"  # điều
    CLAUSE = "clause"  # khoản: a number under an article
    POINT = "point"  # điểm: a letter under an article or clause
    NUMBER = "number"
    PATH = "path"  # 3.1.
    LETTER = "letter"
    ORDINAL = "ordinal"  # thứ nhất, một là
    BRACKET = "bracket"  # (1), (i)
    DASH = "dash"
    PLUS = "plus"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline: what it is, its label and heading, where it runs, what stands under it.

    A table's children are its rows; ``cells`` are a row's, and ``is_head`` marks a row that names columns.
    """

    kind: SectionKind
    label: str
    heading: str
    span: Span
    children: tuple[Section, ...] = ()
    cells: tuple[Span, ...] = ()
    is_head: bool = False


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


class Bound(StrEnum):
    """Which side of a figure is the good one."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach: value, unit, by when (ISO) and for whom where the text says, and on which side of it."""

    text: str
    value: float | None
    unit: str | None
    by: str | None
    span: Span
    bound: Bound = Bound.EXACTLY
    whom: Read | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One order to do something, at the grain of the annotation guide.

    ``text`` is the order's words without attribute lines; ``parts`` are the spans it is joined from
    (with one newline between them) and ``span`` covers them all. ``row`` is the id of the task that gives the same
    work again in a row of a table; what that says of who and when is its own.
    """

    id: str
    label: str
    text: str
    span: Span
    parts: tuple[Span, ...]
    lead: tuple[BodyRef, ...] = ()
    coordinating: tuple[BodyRef, ...] = ()
    deadline: Deadline | None = None
    deliverable: Read | None = None
    report_to: BodyRef | None = None
    actions: tuple[Action, ...] = ()
    targets: tuple[Target, ...] = ()
    row: str | None = None


class Reason(StrEnum):
    """Why words are in no task; the last four stand outside the body."""

    HEADING = "heading"
    LEAD_IN = "lead_in"
    ATTRIBUTE = "attribute"
    BASIS = "basis"
    AIM = "aim"
    ASSESSMENT = "assessment"
    MONEY = "money"
    CRITERION = "criterion"
    PROCEDURE = "procedure"  # definitions, scope, dossiers, steps
    FORM = "form"
    FORMULA = "formula"
    EFFECT = "effect"
    TABLE = "table"
    NO_ORDER = "no_order"
    HEAD = "head"
    RECIPIENT = "recipient"
    SIGNATURE = "signature"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Passed:
    """Words of the body that somebody made no task of, and why."""

    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """A directive or plan as compiled; ``passed`` is for who reads on and says of words why they are no task.

    The compiler leaves it empty: :mod:`tiendo.plan.completeness` judges for itself.
    """

    source: Source
    head: Head
    citations: tuple[Citation, ...]
    outline: tuple[Section, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...] = ()
    passed: tuple[Passed, ...] = ()
