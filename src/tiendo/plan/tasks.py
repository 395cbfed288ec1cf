"""The tree of units as drafts of tasks, at the grain of the annotation guide.

A heading hands down who and when; the smallest enumerated unit that orders is a task; a paragraph inside
a unit is part of it unless it turns to another body.

>>> source = Source("a.txt", "1. Sở Y tế:\\n- Lập sổ theo dõi.\\n- Gửi báo cáo.", (), "text/plain", "")
>>> [draft.label for draft in drafts(blocks.tree(lines.lines(source), source), source, None)]
['1.[1]', '1.[2]']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tiendo.plan import (
    attributes,
    blocks,
    bodies,
    closings,
    deadlines,
    lines,
    orders,
    owners,
    rows,
    sections,
    siblings,
    subjects,
    verbs,
)
from tiendo.plan.attributes import Field
from tiendo.plan.blocks import Block
from tiendo.plan.draft import Draft, Frame, add
from tiendo.plan.markers import Style
from tiendo.plan.model import BodyRef
from tiendo.plan.sections import Mode
from tiendo.source import Source, Span

Values = dict[Field, list[Span]]
_ASIDE = re.compile(r"\([^()\n]{0,300}\)\s*[.;]?")
_DEEPEST = 60
_MORE = re.compile(r"Đồng thời,?\s+")
_ISSUES = re.compile(r"ban hành|yêu cầu|kết luận|thông báo|chỉ thị|quyết định|như sau")


def drafts(
    roots: Sequence[Block],
    source: Source,
    on: date | None,
    charged: BodyRef | None = None,
    mode: Mode = Mode.OPEN,
) -> Iterator[Draft]:
    """The tasks of a tree in order; ``on`` is the document's day, ``charged`` the body whose tasks it lays down.

    ``mode`` is that of the whole tree.
    """
    return _Reader(source, on).level(roots, Frame(mode=mode, charged=charged, lead=(charged,) if charged else ()), 0)


@dataclass(frozen=True, slots=True)
class _Said:
    """Whom a paragraph told something, and why the next may go on: behind a semicolon, or as all their charge."""

    lead: tuple[BodyRef, ...] = ()
    is_open: bool = False
    is_charge: bool = False


class _Reader:
    """One pass over one document."""

    def __init__(self, source: Source, on: date | None) -> None:
        self._source = source
        self._on = on
        self._said = _Said()

    def level(self, level: Sequence[Block], frame: Frame, depth: int) -> Iterator[Draft]:
        """The tasks of siblings; a lead-in paragraph frames what follows it, a table is read by its columns."""
        if depth > _DEEPEST:
            return
        frame = self._with_sibling_time(level, frame)
        has_units = any(block.is_enumerated and block.style is not Style.ROW for block in level)
        headed = siblings.headed(level)
        i = 0
        while i < len(level):
            block = level[i]
            table = blocks.table_at(level, i, with_nested=True)
            if table:
                yield from rows.every(table, self._source, frame, self._within)
                i += len(table)
                continue
            if block.style is Style.PARAGRAPH:
                frame = self._framed(block, frame)
                things = siblings.things(block, level[i + 1 :]) if frame.mode is not Mode.SILENT else []
                if things:
                    yield Draft(block.path, [block.span, *(one.span for one in things)], frame)
                    i += len(things)
                elif not has_units or block.text[-1:] != ":":
                    yield from self._loose(
                        block, frame, has_units=has_units and depth == 0, is_alone=not (has_units or depth)
                    )
                elif frame.mode is not Mode.SILENT and (own := orders.stressed(block.text)):
                    yield Draft(block.path, [Span(block.span.start + own[0], block.span.start + own[1])], frame)
            else:
                yield from self.unit(block, frame, depth, is_headed=siblings.is_parallel(block, headed))
            i += 1

    def unit(self, block: Block, frame: Frame, depth: int, *, is_headed: bool = False) -> Iterator[Draft]:
        """The tasks of an enumerated unit and of what stands under it; ``is_headed`` where its words are a heading."""
        below, values, asides = self._attributes(block)
        if not (below or asides):
            yield from self._whole(block, (), frame, values)
            return
        units = [child for child in below if child.style is not Style.PARAGRAPH]
        paragraphs = [child for child in below if child.style is Style.PARAGRAPH]
        inner = self._heading(block, frame, values, has_children=bool(below))
        if units and frame.mode is not Mode.SILENT and siblings.lists_objects(block, units):
            yield Draft(block.path, [block.span, *(one.span for one in below)], frame, values)
        elif units:
            if not (is_headed or siblings.is_over_matters(block, units) or siblings.is_over_paths(block, units)):
                yield from self._own(block, frame, values)
            yield from self.level(below, inner, depth + 1)
        elif paragraphs and closings.is_all_formula([block.text, *(one.text for one in paragraphs)]):
            return
        elif paragraphs and (self._is_heading(block) or siblings.is_matter(block, paragraphs)):
            yield from self._grouped(block, paragraphs, inner, values)
        else:
            yield from self._whole(block, paragraphs, frame, values)
        for aside in asides:
            yield from self._whole(aside, (), inner, {})

    def _attributes(self, block: Block) -> tuple[list[Block], Values, list[Block]]:
        """The children that are no attribute lines, the values of those that are, and the orders among these."""
        below: list[Block] = []
        asides: list[Block] = []
        values: Values = {}
        for child in siblings.with_dashes(block.children):
            found = attributes.read(child.text)
            if found is None or child.style in (Style.NUMBER, Style.PATH, Style.SECTION):
                below.append(child)
                continue
            is_empty = not child.text[found.start :].strip()
            if found.field is Field.CONTENT and is_empty and child.children:
                below.extend(child.children)
                continue
            asides += self._valued(child, found, values)
            if found.field is Field.DEADLINE and orders.addresses(child.text[found.start :]):
                asides.append(child)
        return below, values, asides

    def _valued(self, line: Block, found: attributes.Attribute, values: Values) -> list[Block]:
        """Add the values of an attribute line and of the items under it; gives the items that order for themselves."""
        is_who = found.field in (Field.LEAD, Field.COORDINATING)
        asides = [one for one in line.children if is_who and siblings.is_order_of_its_own(one)]
        named = [(one, attributes.read(one.text)) for one in line.children if one not in asides]
        is_split = bool(asides) or any(inner for _, inner in named)
        end = line.span.end if is_split else line.end
        value = lines.trimmed(self._source.text, Span(min(line.span.start + found.start, end), end))
        if value.end > value.start or not is_split:
            add(values, found.field, value)
        for one, inner in named if is_split else ():
            start = one.span.start + (inner.start if inner else 0)
            add(values, inner.field if inner else found.field, lines.trimmed(self._source.text, Span(start, one.end)))
        return asides

    def _heading(self, block: Block, frame: Frame, values: Values, *, has_children: bool) -> Frame:
        """What a unit hands down."""
        words = sections.heading(block.text, block.children[0].text if block.children else "")
        addressed = owners.addressee(block.text)
        is_over = self._is_heading(block) or has_children
        mode = sections.mode(words, frame.mode, is_name=bool(addressed)) if is_over else frame.mode
        is_of_rules = block.style is Style.ARTICLE or frame.mode is Mode.RULED
        if is_of_rules and (mode is Mode.OPEN or (mode is Mode.ORDERS and sections.defines(block.text))):
            mode = Mode.RULED
        is_lead_in = has_children and block.text.rstrip().endswith(":")
        if mode in (Mode.OPEN, Mode.RULED) and (addressed or (is_lead_in and owners.opening(block.text).lead)):
            mode = Mode.ORDERS
        named = addressed or (has_children and subjects.by_clause(block.text)) or ()
        if has_children and not named:
            named = owners.opening(block.text).lead or owners.lead_in(block.text) or subjects.doing(block.text)
        lead = self._reads(block.span.start, named) or self._values(values, Field.LEAD)
        found = self._time(values)
        if found is None and self._is_heading(block) and not orders.stresses(block.text):
            own = deadlines.in_heading(block.text, self._on, block.span.start)
            found = own if own.values else None
        inner = frame.under(mode=mode, lead=lead, deadline=found)
        helpers = self._values(values, Field.COORDINATING) or self._helpers(values)
        if not helpers and has_children and named and block.text.rstrip().endswith(":"):
            helpers = self._reads(block.span.start, owners.coordinating(block.text))
        inner = replace(inner, powers=inner.powers or sections.lists_powers(block.text))
        return replace(inner, coordinating=helpers) if helpers else inner

    def _time(self, values: Values) -> deadlines.Found | None:
        """All that lines of time give; the words of the first where they give nothing ("Theo tiến độ …")."""
        stated = values.get(Field.DEADLINE, ())
        every = [deadlines.in_value(self._source.slice(span), self._on, span.start) for span in stated]
        read = [found for found in every if found.values]
        words = next((deadlines.Found((), (span,)) for span in stated if span.end > span.start), None)
        return deadlines.joined(read) if read else words

    def _within(self, frame: Frame, values: Values) -> Frame:
        """What a row hands into a table in one of its cells."""
        inner = frame.under(mode=frame.mode, lead=self._values(values, Field.LEAD), deadline=self._time(values))
        helpers = self._values(values, Field.COORDINATING) or self._helpers(values)
        return replace(inner, coordinating=helpers) if helpers else inner

    def _with_sibling_time(self, level: Sequence[Block], frame: Frame) -> Frame:
        """A time line among numbered siblings is said of all of them, unless it says only from when."""
        for block in level:
            found = attributes.read(block.text) if block.style in (Style.NUMBER, Style.LETTER, Style.PATH) else None
            if found and found.field is Field.DEADLINE:
                time = deadlines.in_value(block.text[found.start :], self._on, block.span.start + found.start)
                if time.values and frame.deadline is None and not deadlines.is_start(block.text[found.start :]):
                    first = deadlines.Found(time.values[:1], time.spans[:1])
                    return frame.under(mode=frame.mode, deadline=first)
        return frame

    def _values(self, values: Values, field: Field) -> tuple[BodyRef, ...]:
        result: list[BodyRef] = []
        for span in values.get(field, ()):
            result.extend(self._reads(span.start, owners.listed(self._source.slice(span))))
        return tuple(result)

    def _helpers(self, values: Values) -> tuple[BodyRef, ...]:
        """Those who help, where the line of who leads names them too."""
        result: list[BodyRef] = []
        for span in values.get(Field.LEAD, ()):
            result.extend(self._reads(span.start, owners.coordinating(self._source.slice(span))))
        return tuple(result)

    def _reads(self, offset: int, spans: Sequence[Span]) -> tuple[BodyRef, ...]:
        return tuple(owners.reads(self._source, offset, spans))

    def _own(self, block: Block, frame: Frame, values: Values) -> Iterator[Draft]:
        """The order that a lead-in gives beside its sub-units."""
        if block.style is Style.ARTICLE and closings.enacts(block.text):
            return
        length = orders.own_order(block.text)
        if (
            length
            and not block.bold
            and orders.is_order(block.text[:length], frame.mode)
            and not attributes.read(block.text)
        ):
            text = block.text[:length]
            turned = () if owners.opening(text).lead else owners.lead_in(text)
            own = frame.under(mode=frame.mode, lead=self._reads(block.span.start, turned))
            yield Draft(block.path, [Span(block.span.start, block.span.start + length)], own, values)

    def _grouped(self, block: Block, paragraphs: Sequence[Block], frame: Frame, values: Values) -> Iterator[Draft]:
        """Paragraphs under a heading: one task, or one for each body that is addressed."""
        groups = _by_addressee(paragraphs, frame.lead)
        for i, group in enumerate(groups, 1):
            if any(orders.is_order(one.text, frame.mode) for one in group):
                label = block.path if len(groups) == 1 else f"{block.path}.[{i}]"
                own = frame.under(mode=frame.mode, lead=self._told(group[0], frame.lead, is_cut=False))
                yield Draft(label, [one.span for one in group], own, values)

    def _whole(self, block: Block, paragraphs: Sequence[Block], frame: Frame, values: Values) -> Iterator[Draft]:
        """A unit with its own words and the paragraphs that carry them on."""
        if block.style is Style.ARTICLE and closings.enacts(block.text):
            yield from self._grouped(block, paragraphs, frame, values)
            return
        content = values.get(Field.CONTENT)
        mode = sections.mode(block.text, frame.mode) if self._is_heading(block) else frame.mode
        found = attributes.read(block.text)
        if found and not content:
            if found.field is not Field.CONTENT:
                yield from self._inside(block, frame, found)
                return
            content = [Span(block.span.start + found.start, block.span.end)]
        first, *rest = _by_addressee([block, *paragraphs], frame.lead)
        if content and mode is not Mode.SILENT:
            yield Draft(block.path, self._with_content(block, content), frame, values)
        elif mode is not Mode.SILENT and (later := orders.later(block.text)):
            parts = [Span(block.span.start + later, block.span.end), *(one.span for one in first[1:])]
            yield Draft(block.path, parts, frame.under(mode=mode), values)
        elif frame.powers and orders.is_competence(block.text):
            return
        elif orders.is_order(block.text, mode) and not self._is_bare(block, values):
            begin = block.span.start + owners.after_address(block.text)
            lead = self._told(block, frame.lead, is_cut=begin > block.span.start)
            parts = [Span(begin, block.span.end), *(one.span for one in first[1:])]
            yield Draft(block.path, parts, frame.under(mode=mode, lead=lead), values)
        elif block.style is Style.ARTICLE:
            yield from self._beside_formula(block, frame.under(mode=mode))
        yield from self._turned(block.path, rest, frame.under(mode=mode), values)

    def _turned(self, path: str, rest: Sequence[Sequence[Block]], frame: Frame, values: Values) -> Iterator[Draft]:
        """The paragraphs of a unit that turn to others than its own words."""
        for i, group in enumerate(rest, 2):
            order_at = closings.begins(group[0].text)
            if order_at is not None and any(orders.is_order(one.text, frame.mode) for one in group):
                lead = self._reads(group[0].span.start, owners.opening(group[0].text).lead) if order_at else ()
                parts = [Span(group[0].span.start + order_at, group[0].span.end), *(one.span for one in group[1:])]
                yield Draft(f"{path}.[{i}]", parts, frame.under(mode=frame.mode, lead=lead), values)

    def _beside_formula(self, block: Block, frame: Frame) -> Iterator[Draft]:
        """The sentence of a closing article that tells somebody more than to carry the document out."""
        found = closings.beside_formula(block.text) if frame.mode is not Mode.SILENT else None
        if found:
            yield Draft(block.path, [Span(block.span.start + found[0], block.span.start + found[1])], frame)

    def _told(self, block: Block, above: tuple[BodyRef, ...], *, is_cut: bool) -> tuple[BodyRef, ...]:
        """Whom a unit's words name outside of what becomes the task's opening: before it, or further inside.

        Where another is told further inside, those ``above`` do what the unit opens with.
        """
        named = owners.opening(block.text).lead
        if is_cut:
            return self._reads(block.span.start, named)
        start = 0 if named else orders.duty_inside(block.text)
        if not start:
            return ()
        clause = block.text[start].upper() + block.text[start + 1 :]
        told = self._reads(block.span.start + start, owners.opening(clause).lead)
        others = [one for one in above if one.value not in {each.value for each in told}]
        return (*others, *told) if told and verbs.opens(block.text) else told

    def _with_content(self, block: Block, content: Sequence[Span]) -> list[Span]:
        """What the line "Nội dung:" says; behind the title where only this says what is to be done, or made."""
        told = [one for one in content if one.end > one.start]
        if not told:
            return [block.span]
        is_whole = verbs.opens(self._source.slice(told[0])) and not orders.names_document(block.text)
        return told if is_whole or attributes.read(block.text) else [block.span, *told]

    def _inside(self, block: Block, frame: Frame, found: attributes.Attribute) -> Iterator[Draft]:
        """An order inside an attribute line that stands by itself: to a named body, or to hand something in in time."""
        text = block.text[found.start :]
        start: int | None = 0 if orders.addresses(text) else None
        if start is None and found.field is Field.DEADLINE:
            start = orders.handed_in(text)
        if frame.mode is not Mode.SILENT and start is not None:
            yield Draft(block.path, [Span(block.span.start + found.start + start, block.span.end)], frame, {})

    def _is_bare(self, block: Block, values: Values) -> bool:
        """A heading with nothing under it, which names a body or a matter but no work."""
        if values:
            return False
        return bool(owners.addressee(block.text)) or (block.text.rstrip().endswith(":") and len(block.text) < 160)

    def _is_heading(self, block: Block) -> bool:
        text = block.text.rstrip()
        if block.style in (Style.SECTION, Style.PART, Style.CAPITAL, Style.ANNEX) and (
            len(text) < 200 or text.isupper()
        ):
            return True
        if block.bold or text.endswith(":") or owners.addressee(text):
            return True
        return not text.endswith((".", ";", ",", "./")) and len(text) < 200 and bool(block.children)

    def _framed(self, block: Block, frame: Frame) -> Frame:
        """The frame after a paragraph that ends in a colon."""
        if not block.text.endswith(":"):
            return frame
        mode = Mode.SILENT if sections.lists_things(block.text) else frame.mode
        if mode is Mode.OPEN and sections.asks_for_work(block.text) and owners.lead_in(block.text):
            mode = Mode.ORDERS
        last = _speaks_from(block.text)
        is_bare = orders.is_frame(block.text) and not owners.lead_in(block.text)
        said = None if is_bare else block.text[last:]
        told = deadlines.in_order(said, self._on, block.span.start + last) if said else None
        inner = frame.under(
            mode=mode,
            lead=self._reads(block.span.start, _announced(block.text)),
            deadline=told if told and told.values else None,
        )
        helpers = self._reads(block.span.start, owners.coordinating(block.text))
        return replace(inner, coordinating=helpers or inner.coordinating)

    def _loose(self, block: Block, frame: Frame, *, has_units: bool, is_alone: bool) -> Iterator[Draft]:
        """A paragraph in no enumerated unit; ``is_alone`` where the whole text has none."""
        if has_units and not closings.is_closing(block.text):
            return
        start = closings.closing(block.text) if closings.is_closing(block.text) else 0
        if start is None or frame.mode is Mode.SILENT or attributes.read(block.text) or orders.only_tells(block.text):
            return
        if block.text.isupper() or (is_alone and block.text[-1:].isalnum() and not owners.is_given(block.text)):
            return
        text = block.text[start:]
        is_told = (
            owners.is_given(text)
            or orders.addresses(text)
            or (start > 0 or bool(re.match(r"(?:Nếu|Trong quá trình|Quá trình)", text)))
        )
        if is_told or (frame.mode is Mode.ORDERS and verbs.opens(text)):
            lead = self._reads(block.span.start, owners.lead_in(block.text[:start]))
            yield Draft(
                block.path, [Span(block.span.start + start, block.span.end)], frame.under(mode=frame.mode, lead=lead)
            )
            named = self._reads(block.span.start, owners.opening(block.text).lead)
            self._said = _Said(named, text.endswith(";"), is_charge=owners.after_address(text) > 0)
        elif not block.bold:
            yield from self._carried_on(block, frame, is_alone=is_alone)

    def _carried_on(self, block: Block, frame: Frame, *, is_alone: bool) -> Iterator[Draft]:
        """A paragraph that names nobody and goes on with what the one before told somebody."""
        told = self._said
        is_more = bool(_MORE.match(block.text)) or (is_alone and orders.carries_on(block.text))
        if told.lead and (is_more or told.is_open or told.is_charge) and verbs.opens(_MORE.sub("", block.text)):
            yield Draft(block.path, [block.span], frame.under(mode=frame.mode, lead=told.lead))
            self._said = replace(told, is_open=block.text.endswith(";"))
        elif not (is_alone and block.text[-1:].isalnum()):
            self._said = _Said()


def _announced(text: str) -> tuple[Span, ...]:
    """Whom a paragraph that ends in a colon speaks to: by its last sentence or clause that does."""
    ordered = owners.lead_in(text)
    if ordered:
        return ordered
    for start in orders.clauses(text):
        found = owners.opening(text[start].upper() + text[start + 1 :])
        if found.lead and not _ISSUES.search(text, start + found.lead[0].start):
            return tuple(Span(start + one.start, start + one.end) for one in found.lead)
    return ()


def _speaks_from(text: str) -> int:
    """Where the last sentence or clause of a lead-in begins that turns to somebody; 0 where none does."""
    return next((start for start in orders.clauses(text) if owners.lead_in(text[start:])), 0)


def _by_addressee(paragraphs: Sequence[Block], told: Sequence[BodyRef] = ()) -> list[list[Block]]:
    """Paragraphs in groups; a new one begins where another body is addressed than before, or ``told`` above."""
    if len(paragraphs) == 1:
        return [[*paragraphs]]
    groups: list[list[Block]] = []
    before = tuple(one.value.lower() for one in told)
    for block in paragraphs:
        if _ASIDE.fullmatch(block.text) and groups:
            continue
        named = owners.named(block.text) if orders.addresses(block.text) or owners.is_given(block.text) else ()
        is_new = not bodies.are_same(named, before) if named else bool(before) and orders.is_of_a_matter(block.text)
        before = named or before
        if groups and not is_new:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def is_topic(block: Block) -> bool:
    """Whether a unit's own words are only a heading for the paragraphs under it."""
    return block.bold or block.text.rstrip().endswith(":") or bool(owners.addressee(block.text))


__all__ = ["blocks", "drafts", "is_topic"]
