"""The text of a plan as Akoma Ntoso: preface, preamble, body, conclusions, attachments.

The outline gives the hierarchy; what stands before it is the preface, what stands between it and the
last annexes the conclusions, as far as head and signature were read there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tiendo.export.akn.marks import Marked, make, sub
from tiendo.export.akn.names import Register
from tiendo.plan import markers
from tiendo.plan.model import Head, Plan, Read, Section, SectionKind
from tiendo.source import Source, Span

# A kind that is not here is a "level", which Akoma Ntoso keeps for what has no name of its own.
_ELEMENTS = {
    SectionKind.PART: "part",
    SectionKind.CHAPTER: "chapter",
    SectionKind.DIVISION: "division",
    SectionKind.CAPITAL: "subpart",
    SectionKind.SECTION: "section",
    SectionKind.ARTICLE: "article",
    SectionKind.CLAUSE: "paragraph",
    SectionKind.POINT: "point",
    SectionKind.NUMBER: "paragraph",
    SectionKind.PATH: "subparagraph",
    SectionKind.LETTER: "point",
    SectionKind.BRACKET: "point",
    SectionKind.DASH: "indent",
    SectionKind.PLUS: "indent",
    SectionKind.PARAGRAPH: "alinea",
}
_HEADED = frozenset(
    {
        SectionKind.ANNEX,
        SectionKind.PART,
        SectionKind.CHAPTER,
        SectionKind.DIVISION,
        SectionKind.CAPITAL,
        SectionKind.SECTION,
        SectionKind.ARTICLE,
    }
)
_HEADING_LENGTH = 300
_BASIS = re.compile(r"(?:-\s*)?(?:Căn cứ|Thực hiện|Theo|Xét|Trên cơ sở|Tiếp theo)\b")
_BRACKET = re.compile(r"\(\w{1,4}\)\s*")


@dataclass(slots=True)
class Body:
    """Writes sections and remembers which ``eId`` each place of the text got."""

    marked: Marked
    tasks: Sequence[Span]
    register: Register = field(default_factory=Register)
    given: list[tuple[Span, str]] = field(default_factory=list)

    def sections(self, parent: etree._Element, above: str, level: Iterable[Section]) -> None:
        """Siblings as elements of ``parent``."""
        for section in level:
            self._section(parent, above, section)

    def finish(self) -> None:
        """Order what was given by place, for :meth:`at`."""
        self.given.sort(key=lambda one: (one[0].start, -one[0].end))

    def at(self, place: int) -> str | None:
        """The ``eId`` of the innermost element that holds a place, after :meth:`finish`."""
        last = bisect_right(self.given, place, key=lambda one: one[0].start)
        inside = (self.given[at] for at in range(last - 1, -1, -1) if place < self.given[at][0].end)
        return next((name for _, name in inside), None)

    def _section(self, parent: etree._Element, above: str, section: Section) -> None:
        name = _ELEMENTS.get(section.kind, "level")
        made = sub(parent, name, **{"class": section.kind.value})
        made.set("eId", self.register.child(above, name, section.label or str(len(parent))))
        self.given.append((section.span, made.get("eId", "")))
        if section.kind in (SectionKind.TABLE, SectionKind.ROW):
            self._table(sub(made, "content"), section)
            return
        start = section.children[0].span.start if section.children else section.span.end
        own = Span(section.span.start, max(start, section.span.start))
        words = self._number(made, section, own)
        if self._is_heading(section, words):
            self.marked.write(sub(made, "heading"), _trimmed(self.marked.source, words))
        elif words.end > words.start:
            self.marked.paragraphs(sub(made, "intro" if section.children else "content"), words)
        self.sections(made, made.get("eId", ""), section.children)

    def _number(self, made: etree._Element, section: Section, own: Span) -> Span:
        """Write the label where the words begin with it; the words after it."""
        text = self.marked.source.slice(own)
        found = markers.at(text)
        bracket = _BRACKET.match(text) if section.kind is SectionKind.BRACKET else None
        is_marked = section.kind is not SectionKind.PARAGRAPH
        end = bracket.end() if bracket else found.end if found and is_marked else 0
        if not end:
            return own
        sub(made, "num").text = text[:end].strip()
        return Span(own.start + end, own.end)

    def _is_heading(self, section: Section, words: Span) -> bool:
        """Whether own words are a title rather than text: short, and no task."""
        text = self.marked.source.slice(words).strip()
        if not text or len(text) > _HEADING_LENGTH or text.endswith((".", ";")):
            return False
        is_titled = section.kind in _HEADED or (bool(section.children) and not text.endswith(":"))
        at = bisect_right(self.tasks, words.end, key=lambda span: span.start)
        return is_titled and not any(task.overlaps(words) for task in self.tasks[max(0, at - 1) : at])

    def _table(self, parent: etree._Element, section: Section) -> None:
        """A table with its rows; a row that stands alone is a table of one."""
        table = sub(parent, "table")
        for row in section.children or (section,):
            line = sub(table, "tr")
            for cell in row.cells or (row.span,):
                self.marked.paragraphs(sub(line, "th" if row.is_head else "td"), cell)


def preface(plan: Plan, marked: Marked, end: int) -> etree._Element | None:
    """What stands before the outline, from the first thing that was read there."""
    starts = [read.span.start for read in _head(plan.head) if read.span and read.span.end <= end]
    return _block("preface", marked, Span(min(starts), end)) if starts else None


def conclusions(plan: Plan, marked: Marked, start: int, end: int) -> etree._Element | None:
    """What stands behind the body, up to the last thing that was read of recipients and signature."""
    places = [read.span for read in _tail(plan.head) if read.span and start <= read.span.start and read.span.end <= end]
    if not places:
        return None
    last = max(place.end for place in places)
    line = marked.source.text.find("\n", last)
    return _block("conclusions", marked, Span(start, min(end, line if line >= 0 else end)))


def preamble(writer: Body, sections: Sequence[Section]) -> etree._Element | None:
    """The bases as recitals."""
    if not sections:
        return None
    made = make("preamble")
    recitals = sub(made, "recitals", eId=writer.register.child("", "recitals", ""))
    for number, section in enumerate(sections, 1):
        recital = sub(recitals, "recital", eId=writer.register.child("recs", "recital", str(number)))
        writer.given.append((section.span, recital.get("eId", "")))
        writer.marked.paragraphs(recital, section.span)
    return made


def parted(plan: Plan) -> tuple[list[Section], list[Section], list[list[Section]]]:
    """The outline as bases, body and annexes, each annex with what follows it."""
    signed = max((read.span.end for read in _tail(plan.head) if read.span), default=len(plan.source.text) + 1)
    bases: list[Section] = []
    body: list[Section] = []
    annexes: list[list[Section]] = []
    for section in plan.outline:
        if section.kind is SectionKind.ANNEX or (section.span.start >= signed and not annexes):
            annexes.append([section])
        elif annexes:
            annexes[-1].append(section)
        elif not body and _is_basis(section, plan):
            bases.append(section)
        else:
            body.append(section)
    return bases, body, annexes


def _is_basis(section: Section, plan: Plan) -> bool:
    text = plan.source.slice(section.span)
    is_task = any(task.parts[0] in section.span for task in plan.tasks)
    return not section.children and not is_task and text.rstrip()[-1:] != ":" and bool(_BASIS.match(text))


def _block(name: str, marked: Marked, span: Span) -> etree._Element:
    made = make(name)
    marked.paragraphs(made, span)
    return made


def _head(head: Head) -> Iterator[Read]:
    yield from (one for one in (head.type, head.symbol, head.title, head.issuer, head.place, head.issued_on) if one)


def _tail(head: Head) -> Iterator[Read]:
    yield from head.recipients
    if head.signer:
        signer = head.signer
        yield from (one for one in (signer.name, signer.position, signer.on_behalf) if one)


def _trimmed(source: Source, span: Span) -> Span:
    """``span`` without white space at its ends."""
    words = source.slice(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
