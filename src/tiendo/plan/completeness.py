"""Nothing that orders is lost silently: each piece of the text is in a task, or says why it is in none.

The judgement is made a second time, apart from the compiler's own: a piece *orders* by its words alone, whatever
stands around it. What orders, is in no task and has no reason is *lost*, and is shown.

>>> from tiendo.plan.compiler import compile
>>> text = "KẾ HOẠCH\\nI. MỤC ĐÍCH\\nNâng cao ý thức.\\nII. NHIỆM VỤ\\n1. Lập sổ theo dõi."
>>> plan, _ = compile(Source("a.txt", text, (), "", ""))
>>> report = completeness(plan)
>>> report.share, [(one.reason.value, plan.source.slice(one.span).strip()) for one in report.rest]
(1.0, [('aim', 'Nâng cao ý thức.')])
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import Generic, TypeVar

from tiendo.plan import attributes, lines, markers, reasons, sections, sentences, zones
from tiendo.plan.attributes import Field
from tiendo.plan.lines import Line
from tiendo.plan.model import Plan, Read, Reason, Section, SectionKind, Task
from tiendo.plan.sections import Mode
from tiendo.source import PieceKind, Source, Span

T = TypeVar("T")
_LABEL = re.compile(r"(?:\(\w{1,4}\)|\b[\w.]{1,8}[.)]|[-+•–])\s*\Z")
_LABEL_LENGTH = 12
_HEADING_LENGTH = 400
_HEADING_CELLS = 2
_HEAD_ROWS = 4
_COLUMN_LENGTH = 60
_OF_WORK = frozenset({Field.LEAD, Field.COORDINATING, Field.DEADLINE})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text: whether they order, the task they are in, or why they are in none."""

    span: Span
    orders: bool
    task: str | None
    reason: Reason | None

    @property
    def is_lost(self) -> bool:
        """Whether they order, and are in no task without a reason."""
        return self.orders and self.task is None and self.reason is None


@dataclass(frozen=True, slots=True)
class Completeness:
    """The pieces of a plan's text, which tile it."""

    pieces: tuple[Piece, ...]

    @property
    def ordering(self) -> tuple[Piece, ...]:
        """The pieces that order."""
        return tuple(one for one in self.pieces if one.orders)

    @property
    def rest(self) -> tuple[Piece, ...]:
        """The pieces that order and are in no task."""
        return tuple(one for one in self.ordering if one.task is None)

    @property
    def lost(self) -> tuple[Piece, ...]:
        """Those of the rest that have no reason."""
        return tuple(one for one in self.rest if one.is_lost)

    @property
    def share(self) -> float:
        """Of what orders and is explained by nothing else, how much is in a task; 1 where there is none."""
        inside = len(self.ordering) - len(self.rest)
        return inside / (inside + len(self.lost)) if inside or self.lost else 1.0


def completeness(plan: Plan) -> Completeness:
    """The whole text of ``plan`` in pieces, each judged."""
    return Completeness(tuple(_Judge(plan).pieces()))


class _Spans(Generic[T]):
    """Places with what stands there, to ask what meets a place."""

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        """Order them, and note how far those before each one reach."""
        self.pairs = sorted(pairs, key=lambda pair: pair[0])
        self._reach = list(accumulate((span.end for span, _ in self.pairs), max))

    def meeting(self, span: Span) -> Iterator[tuple[Span, T]]:
        """Those that share a code point with ``span``, the last first."""
        at = bisect_left(self.pairs, span.end, key=lambda pair: pair[0].start)
        while at and self._reach[at - 1] > span.start:
            at -= 1
            if self.pairs[at][0].overlaps(span):
                yield self.pairs[at]


class _Part(StrEnum):
    """Where in the document a line stands; FORMS are the annexes of one that publishes procedures, BLANKS are forms."""

    HEAD = "head"
    BODY = "body"
    FORMS = "forms"
    BLANKS = "blanks"
    TAIL = "tail"
    AROUND = "around"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class _Place:
    """A node of the outline: where it stands, under which mode, and which heading set that mode."""

    section: Section
    mode: Mode = Mode.OPEN
    heading: str = ""
    is_after_bases: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: the rows that name its columns, how many it has, why nothing in it orders (None where it does).

    ``work`` is the column that says what is to be done, where one is named so.
    """

    heads: tuple[Line, ...]
    width: int
    kind: Reason | None
    work: int | None


class _Judge:
    """One pass over one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._source = plan.source
        self._lines = lines.lines(plan.source)
        self._parts = _parts(self._lines, plan)
        self._is_unnumbered = not zones.numbered(self._lines)
        self._tasks = _Spans([(part, task.id) for task in plan.tasks for part in task.parts])
        self._values = _Spans([(place, task.id) for task in plan.tasks for place in _values(task)])
        self._passed = _Spans([(one.span, one.reason) for one in plan.passed])
        self._signed = max((read.span.end for read in _signed(plan) if read.span), default=0)
        head = plan.head
        self._head = [read for read in (head.type, head.symbol, head.title, head.issuer, head.issued_on) if read]
        self._tables = _tables(self._lines, plan.source)
        top = _Place(Section(SectionKind.PARAGRAPH, "", "", Span(0, 0), plan.outline))
        self._places = sorted(_placed(top), key=lambda one: one.section.span.start)

    def pieces(self) -> Iterator[Piece]:
        """Every piece in order."""
        cuts = sorted(self._cuts() | {0, len(self._source.text)})
        start = 0
        for cut in cuts[1:]:
            if cut > start and (_is_words(self._source.text[start:cut]) or cut == len(self._source.text)):
                yield self._piece(Span(start, cut))
                start = cut

    def _cuts(self) -> set[int]:
        """Where lines, cells, sentences and tasks begin and end; in what is no line, where its own lines do."""
        cuts = {edge for part, _ in self._tasks.pairs for edge in (self._labelled(part.start), part.end)}
        last = 0
        for line in self._lines:
            cuts |= _breaks(self._source.text, last, line.span.start) | {line.span.start, line.span.end}
            for place in line.cells or (line.span,):
                cuts |= {one.start for one in sentences.split(self._source.text, place)}
            last = line.span.end
        return cuts | _breaks(self._source.text, last, len(self._source.text))

    def _labelled(self, start: int) -> int:
        """Where the label before a task's words begins, so that it goes with them."""
        found = _LABEL.search(self._source.text, max(0, start - _LABEL_LENGTH), start)
        return found.start() if found else start

    def _piece(self, span: Span) -> Piece:
        found = markers.at(self._source.slice(span).lstrip())
        words = lines.trimmed(self._source.text, span)
        text = self._source.slice(words)[found.end if found else 0 :].strip()
        task = next((name for _, name in self._tasks.meeting(words)), None)
        # A title that begins with a verb ("Trồng rừng ven biển") is a name and orders nothing.
        is_order = reasons.is_order(text) and not any(read.span and read.span.overlaps(span) for read in self._head)
        return Piece(span, is_order, task, None if task else self._reason(words, text, is_order=is_order))

    def _reason(self, span: Span, text: str, *, is_order: bool) -> Reason | None:
        at = bisect_right(self._lines, span.start, key=lambda line: line.span.start) - 1
        line = self._lines[at] if at >= 0 and span.start < self._lines[at].span.end else None
        match self._parts[line.span.start] if line else _Part.SITE:
            case _Part.SITE:
                return Reason.SITE
            case _Part.BLANKS:
                return Reason.FORM
            case _Part.HEAD if not is_order:
                return Reason.HEAD
            case _Part.TAIL if not is_order or span.start < self._signed:
                return self._tail(span)
            case _Part.AROUND if not is_order:
                return Reason.SITE
            case _Part.FORMS if is_order and not reasons.is_given(text):
                return Reason.PROCEDURE
            case _:
                assert line is not None
                found = self._told(span) or self._in_body(span, text, line)
                return found if found or is_order else Reason.NO_ORDER

    def _tail(self, span: Span) -> Reason:
        recipients = self._plan.head.recipients
        is_signature = any(
            read.span and read.span.overlaps(span) for read in _signed(self._plan) if read not in recipients
        )
        return Reason.SIGNATURE if is_signature else Reason.RECIPIENT

    def _told(self, span: Span) -> Reason | None:
        """What the compiler itself says; that nothing is ordered is judged here anew."""
        reasons = (reason for _, reason in self._passed.meeting(span))
        return next((reason for reason in reasons if reason is not Reason.NO_ORDER), None)

    def _in_body(self, span: Span, text: str, line: Line) -> Reason | None:
        place = self._place(span.start)
        if line.is_row:
            return self._in_table(span, text, line)
        if any(self._values.meeting(span)) or attributes.read(text) or self._is_of_attribute(line):
            return Reason.ATTRIBUTE
        if place and place.section.span.start == line.span.start and _is_heading(place.section, text, line):
            return Reason.HEADING
        if self._is_unnumbered and text[-1:].isalnum():
            return Reason.HEADING
        if text.endswith(":"):
            return Reason.LEAD_IN
        if place and not place.is_after_bases and reasons.MAKES.match(text):
            return Reason.FORMULA
        if place and not place.is_after_bases and reasons.BASIS.match(text):
            return Reason.BASIS
        above = reasons.of_mode(place.mode, place.heading, text) if place else None
        return above or reasons.of_words(text)

    def _is_of_attribute(self, line: Line) -> bool:
        """Whether a line is an attribute's, so that its later sentences say more of that."""
        marker = markers.at(line.text)
        return attributes.read(line.text[marker.end :] if marker else line.text) is not None

    def _in_table(self, span: Span, text: str, line: Line) -> Reason | None:
        """What a row's words are: only the longest cell of a row of work may order, and only beside no task."""
        if any(self._tasks.meeting(line.span)):
            return Reason.ATTRIBUTE
        table = self._tables[line.table]
        filled = sum(1 for cell in line.cells if self._source.slice(cell).strip())
        if line in table.heads:
            return Reason.TABLE
        if filled <= _HEADING_CELLS < table.width:
            return Reason.HEADING
        if table.kind:
            return table.kind
        place = self._place(span.start)
        if place and place.mode is Mode.SILENT:
            return reasons.of_mode(place.mode, place.heading, text)
        if table.work is not None and len(line.cells) == len(table.heads[0].cells):
            told = line.cells[table.work]
        else:
            told = max(line.cells, key=lambda cell: cell.end - cell.start)
        return reasons.of_words(text) if told.overlaps(span) else Reason.ATTRIBUTE

    def _place(self, at: int) -> _Place | None:
        """The innermost node of the outline there."""
        last = bisect_right(self._places, at, key=lambda one: one.section.span.start)
        before = (self._places[i] for i in range(last - 1, -1, -1))
        return next((one for one in before if at < one.section.span.end), None)


def _is_heading(section: Section, text: str, line: Line) -> bool:
    is_title = line.bold or not text.endswith((".", ";", ":"))
    is_set_apart = line.bold or line.kind is PieceKind.HEADING
    if text.isupper() or (is_set_apart and not text.endswith((".", ";", ":", ","))):
        return True
    return bool(section.children) and is_title and len(text) < _HEADING_LENGTH


def _parts(found: Sequence[Line], plan: Plan) -> dict[int, _Part]:
    """Where each line stands, by its start; what is in no zone is the page's own from where it speaks for itself."""
    split = zones.split(found, plan.source)
    title = plan.head.title.value if plan.head.title else ""
    attached = _Part.FORMS if sections.attached(title) is Mode.STRICT else _Part.BODY
    known = {line.span.start: _Part.HEAD for line in (*split.head, *split.title, *split.captions)}
    known |= {line.span.start: _Part.BODY for line in split.body}
    known |= {line.span.start: attached for line in split.annexes}
    known |= {line.span.start: _Part.BLANKS for line in split.forms}
    tail = {line.span.start for line in split.tail}
    is_site = False
    last = max(known, default=0)
    for line in found:
        at = line.span.start
        is_site = at not in known and (bool(reasons.SITE.search(line.text)) or (is_site and not _resumes(line)))
        around = _Part.FORMS if attached is _Part.FORMS and last < at else _Part.AROUND
        known.setdefault(at, _Part.SITE if is_site else _Part.TAIL if at in tail else around)
    return known


def _resumes(line: Line) -> bool:
    """Whether a document goes on here behind words of the page: with a table or an annex."""
    found = markers.at(line.text)
    return line.is_row or (found is not None and found.style is markers.Style.ANNEX)


def _tables(found: Iterable[Line], source: Source) -> dict[int | None, _Table]:
    """The tables of a document, by number."""
    rows: dict[int | None, list[Line]] = {}
    for line in found:
        if line.is_row:
            rows.setdefault(line.table, []).append(line)
    return {number: _table(some, source) for number, some in rows.items()}


def _table(rows: Sequence[Line], source: Source) -> _Table:
    """A table told by the names of its columns: of work, of steps, or of neither."""
    heads = tuple(row for row in rows[:_HEAD_ROWS] if _names(row, source) & _OF_WORK)
    is_of_steps = any(reasons.STEPS.search(source.slice(row.span)) for row in rows[:1])
    kind = Reason.PROCEDURE if is_of_steps else None if heads else Reason.TABLE
    columns = [attributes.column(source.slice(cell).strip()) for cell in heads[0].cells] if heads else []
    work = columns.index(Field.CONTENT) if columns.count(Field.CONTENT) == 1 else None
    return _Table(heads, max(len(row.cells) for row in rows), kind, work)


def _names(row: Line, source: Source) -> set[Field]:
    """What the short cells of a row name as columns."""
    cells = (source.slice(cell).strip() for cell in row.cells)
    return {attributes.column(cell) for cell in cells if len(cell) < _COLUMN_LENGTH}


def _signed(plan: Plan) -> Iterator[Read]:
    """What was read at the end of the document."""
    yield from plan.head.recipients
    signer = plan.head.signer
    yield from (read for read in ((signer.name, signer.position, signer.on_behalf) if signer else ()) if read)


def _placed(above: _Place) -> Iterator[_Place]:
    """Each node below with the mode that stands over it."""
    is_after = above.is_after_bases
    for section in above.section.children:
        is_after = is_after or section.kind is not SectionKind.PARAGRAPH
        place = replace(above, section=section, is_after_bases=is_after)
        yield place
        words = sections.heading(section.heading, section.children[0].heading) if section.children else ""
        mode = sections.mode(words, above.mode) if section.children else above.mode
        is_of_rules = section.kind is SectionKind.ARTICLE or above.mode is Mode.RULED
        if is_of_rules and (mode is Mode.OPEN or (mode is Mode.ORDERS and sections.defines(section.heading))):
            mode = Mode.RULED
        yield from _placed(place if mode is above.mode else replace(place, mode=mode, heading=words))


def _values(task: Task) -> Iterator[Span]:
    """Where the values of a task stand, outside its own words."""
    reads = (*task.lead, *task.coordinating, task.deliverable, task.report_to)
    yield from (read.span for read in reads if read and read.span and not read.inferred)
    if task.deadline and not task.deadline.inferred:
        yield from task.deadline.spans


def _breaks(text: str, start: int, end: int) -> set[int]:
    """Where lines begin between two places, if anything but white space stands there."""
    if not text[start:end].strip():
        return set()
    return {start, *(start + found.end() for found in re.finditer(r"\n+", text[start:end]))}


def _is_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", text))
