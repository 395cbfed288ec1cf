"""Words of the text that bear a mark of their own (a citation, a day, a body), and text written out with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tiendo.export import said
from tiendo.export.akn import names, values
from tiendo.plan.model import BodyRef, Citation, Identity, Plan, Read
from tiendo.source import Source, Span

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element around the words at ``span``."""

    span: Span
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A source with its marks in order, none over another."""

    source: Source
    marks: tuple[Mark, ...]

    def write(self, parent: etree._Element, span: Span) -> None:
        """Put the words at ``span`` into ``parent`` on one line, with the marks that lie inside it."""
        at = span.start
        for mark in self._inside(span):
            _append(parent, self._words(at, mark.span.start))
            made = make(mark.name, dict(mark.attributes))
            made.text = self._words(mark.span.start, mark.span.end)
            parent.append(made)
            at = mark.span.end
        _append(parent, self._words(at, span.end))

    def paragraphs(self, parent: etree._Element, span: Span) -> None:
        """Put each line of the words at ``span`` into a ``p`` of ``parent``; always at least one."""
        places = list(_lines(self.source, span)) or [Span(span.start, span.start)]
        for place in places:
            self.write(sub(parent, "p"), place)

    def _inside(self, span: Span) -> Iterator[Mark]:
        at = bisect_left(self.marks, span.start, key=lambda mark: mark.span.start)
        while at < len(self.marks) and self.marks[at].span.start < span.end:
            if self.marks[at].span in span:
                yield self.marks[at]
            at += 1

    def _words(self, start: int, end: int) -> str:
        return values.legal(self.source.text[start:end]).replace("\n", " ")


def marked(plan: Plan) -> Marked:
    """The plan's text with marks on what was read in it; of two that overlap the first and longer stays."""
    found = sorted((*_head(plan), *_cited(plan), *_in_tasks(plan)), key=lambda one: (one.span.start, -one.span.end))
    kept: list[Mark] = []
    for mark in found:
        if mark.span.end > mark.span.start and (not kept or kept[-1].span.end <= mark.span.start):
            kept.append(mark)
    return Marked(plan.source, tuple(kept))


def make(name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """An element of Akoma Ntoso."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    for key, value in (attributes or {}).items():
        made.set(key, values.legal(value))
    return made


def sub(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """An element of Akoma Ntoso at the end of ``parent``."""
    made = make(tag, attributes)
    parent.append(made)
    return made


def body(name: str) -> str:
    """How a body is referred to."""
    return f"org_{names.slug(name)}"


def person(name: str) -> str:
    """How a signer is referred to."""
    return f"person_{names.slug(name)}"


def cited(one: Citation) -> str:
    """The URI of a cited document; day and issuer that were not printed are those of the one known document."""
    is_known = one.identity in (Identity.DATED, Identity.UNDATED) and len(one.known) == 1
    known = one.known[0] if is_known else None
    day = one.date or (known.on.isoformat() if known else None)
    return names.work(one.type, one.symbol, day, one.issuer or (known.issuer if known else None))


def _head(plan: Plan) -> Iterator[Mark]:
    head = plan.head
    for name, read in (
        ("docType", head.type),
        ("docNumber", head.symbol),
        ("docTitle", head.title),
        ("docAuthority", head.issuer),
    ):
        yield from _mark(read, name)
    if head.issued_on and said.is_day(head.issued_on.value):
        yield from _mark(head.issued_on, "docDate", date=head.issued_on.value)
    if head.signer and head.signer.position:
        yield from _mark(head.signer.position, "role", refersTo="#role_signer")
    if head.signer and head.signer.name:
        yield from _mark(head.signer.name, "person", refersTo=f"#{person(head.signer.name.value)}")


def _cited(plan: Plan) -> Iterator[Mark]:
    for one in plan.citations:
        for mention in one.mentions:
            yield Mark(mention.span, "ref", (("href", cited(one)),))


def _in_tasks(plan: Plan) -> Iterator[Mark]:
    for task in plan.tasks:
        for read in (*task.lead, *task.coordinating, task.report_to):
            if read and not read.inferred:
                yield from _mark(read, "organization", refersTo=f"#{body(read.value)}")
        day = said.the_day(task.deadline)
        if task.deadline and day and len(task.deadline.spans) == 1:
            yield Mark(task.deadline.spans[0], "date", (("date", day.isoformat()),))


def _mark(read: Read | BodyRef | None, name: str, **attributes: str) -> Iterator[Mark]:
    if read and read.span:
        yield Mark(read.span, name, tuple(attributes.items()))


def _append(parent: etree._Element, words: str) -> None:
    """Text at the end of an element, behind its last child."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _lines(source: Source, span: Span) -> Iterable[Span]:
    """The lines of a span that are not empty."""
    start = span.start
    for line in source.slice(span).split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
