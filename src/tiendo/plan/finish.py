"""Drafts as tasks: who, who helps, by when, what comes of it; what was handed down says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tiendo.plan import actions, bodies, deadlines, joining, lines, owners, run_in, subjects, targets
from tiendo.plan.attributes import Field
from tiendo.plan.draft import Draft, Frame, add, parts_text
from tiendo.plan.model import BodyRef, Deadline, Read, Task
from tiendo.source import Source, Span

_CLOSED = re.compile(r"\s*(?:\./\.?|/\.)\s*$")
_REPORTS = ("báo cáo", "gửi", "phản ánh")
_REPORT = re.compile(r"(?:báo cáo|gửi|phản ánh)[^.;\n]{0,60}?\s(?:về|cho|đến|tới)\s")


def tasks(drafted: Iterable[Draft], source: Source, on: date | None) -> tuple[Task, ...]:
    """Tasks with ids that are their labels, told apart where a label comes again, and joined with rows of tables."""
    seen: dict[str, int] = {}
    result: list[Task] = []
    rows: set[str] = set()
    for draft in drafted:
        parts = tuple(trim(source, part) for part in draft.parts if source.slice(part).strip())
        if not parts:
            continue
        seen[draft.label] = seen.get(draft.label, 0) + 1
        count = seen[draft.label]
        task_id = draft.label if count == 1 else f"{draft.label}~{count}"
        result.append(_task(draft, task_id, parts, source, on))
        rows |= {task_id} if draft.is_row else set()
    return joining.joined(result, rows)


def trim(source: Source, part: Span) -> Span:
    """A part without the marks that close a document."""
    part, words = lines.trimmed(source.text, part), source.slice(part).strip()
    cut = _CLOSED.search(words) if words.endswith(("./", "/.")) else None
    return Span(part.start, part.start + cut.start() + cut[0].strip().startswith(".")) if cut else part


def _task(draft: Draft, task_id: str, parts: tuple[Span, ...], source: Source, on: date | None) -> Task:
    draft, own = _with_run_in(draft, parts, source)
    lead, coordinating = _owners(draft, own, source)
    places = [*parts, *(span for spans in draft.values.values() for span in spans)]
    return Task(
        id=task_id,
        label=draft.label,
        text=parts_text(source.text, parts),
        span=Span(parts[0].start, max(part.end for part in parts)),
        parts=parts,
        lead=lead,
        coordinating=coordinating,
        deadline=_deadline(draft, parts, source, on),
        deliverable=_deliverable(draft, source),
        report_to=_report_to(places, source),
        actions=actions.actions(source, parts),
        targets=tuple(target for part in parts for target in targets.targets(source, part, on)),
    )


def _with_run_in(draft: Draft, parts: tuple[Span, ...], source: Source) -> tuple[Draft, tuple[Span, ...]]:
    """A draft with the attributes that run on behind its words, unless it has its own, and the parts up to these."""
    values = dict(draft.values)
    own: list[Span] = []
    for part in parts:
        end, found = run_in.behind(source.slice(part))
        own.append(Span(part.start, part.start + end))
        for field, value in found:
            if field not in draft.values:
                add(values, field, Span(part.start + value.start, part.start + value.end))
    return (draft, parts) if values == draft.values else (replace(draft, values=values), tuple(own))


def _owners(draft: Draft, parts: Sequence[Span], source: Source) -> tuple[tuple[BodyRef, ...], tuple[BodyRef, ...]]:
    lead = _listed(draft, Field.LEAD, source)
    coordinating = _listed(draft, Field.COORDINATING, source)
    if not lead:
        for part in parts:
            if not (draft.frame.charged and owners.is_given(source.slice(part))):
                lead += tuple(owners.reads(source, part.start, owners.ordered(source.slice(part))))
    if not draft.is_row or not coordinating:
        for part in (*draft.values.get(Field.LEAD, ()), *parts):
            coordinating += tuple(owners.reads(source, part.start, owners.coordinating(source.slice(part))))
    if _points_back(lead, draft.frame.lead):
        lead = ()
    if not owners.opening(source.slice(parts[0])).lead and bodies.are_same(_names(lead), _names(draft.frame.lead)):
        lead = ()
    if not (lead or draft.frame.lead):
        lead = tuple(owners.reads(source, parts[0].start, subjects.member(source.slice(parts[0]))))
    if not (draft.values.get(Field.COORDINATING) or _is_of_another(lead, draft.frame)):
        is_all = not coordinating
        coordinating += tuple(replace(one, inferred=is_all) for one in draft.frame.coordinating)
    lead = lead or tuple(replace(one, inferred=True) for one in draft.frame.lead)
    leading = {one.value for one in lead}
    others = [one for one in coordinating if one.value not in leading]
    # A cell of who helps that names only those who lead too stands as it is printed.
    return _once(lead), _once(others or (coordinating if draft.is_row else ()))


def _points_back(lead: Sequence[BodyRef], above: Sequence[BodyRef]) -> bool:
    """Whether a bare word for a body ("đơn vị") means the class that the heading names ("các đơn vị phụ thuộc")."""
    return len(lead) == len(above) == 1 and f"{above[0].value} ".lower().startswith(f"các {lead[0].value} ".lower())


def _names(found: Iterable[BodyRef]) -> tuple[str, ...]:
    return tuple(one.value.lower() for one in found)


def _is_of_another(lead: tuple[BodyRef, ...], frame: Frame) -> bool:
    """Whether a task names others to lead than its heading does, whose helpers are then not its own."""
    return bool(lead and frame.lead) and not {one.value for one in lead} & {one.value for one in frame.lead}


def _listed(draft: Draft, field: Field, source: Source) -> tuple[BodyRef, ...]:
    spans = draft.values.get(field)
    if not spans:
        return ()
    return tuple(one for span in spans for one in owners.reads(source, span.start, owners.listed(source.slice(span))))


def _once(found: Iterable[BodyRef]) -> tuple[BodyRef, ...]:
    """Each body as it is first named; "các sở" and "Sở" behind it are the same."""
    first: dict[str, BodyRef] = {}
    for one in found:
        first.setdefault(one.value.lower().removeprefix("các "), one)
    return tuple(first.values())


def _deadline(draft: Draft, parts: Sequence[Span], source: Source, on: date | None) -> Deadline | None:
    stated = draft.values.get(Field.DEADLINE, [])
    found = [deadlines.in_value(source.slice(span), on, span.start) for span in stated]
    own = [deadlines.in_order(source.slice(part), on, part.start) for part in parts]
    chosen = [one for one in found if one.values] or [one for one in own if one.values]
    if chosen:
        return _joined(chosen, source, inferred=False)
    if stated:
        return Deadline((), " ".join(source.slice(stated[0]).split()), (stated[0],))
    above = draft.frame.deadline
    said = None if above is not None and above.values else _words(parts, source)
    return _joined([above], source, inferred=True) if above is not None and said is None else said


def _joined(found: Sequence[deadlines.Found], source: Source, *, inferred: bool) -> Deadline:
    whole = deadlines.joined(found)
    start = Read(source.slice(whole.event), whole.event) if whole.event else None
    words = "; ".join(" ".join(source.slice(span).split()) for span in whole.spans)
    return Deadline(whole.values, words, whole.spans, inferred, start)


def _words(parts: Sequence[Span], source: Source) -> Deadline | None:
    for part in parts:
        for span in deadlines.words(source.slice(part)):
            place = Span(part.start + span.start, part.start + span.end)
            return Deadline((), " ".join(source.slice(place).split()), (place,))
    return None


def _deliverable(draft: Draft, source: Source) -> Read | None:
    spans = draft.values.get(Field.DELIVERABLE)
    return Read(" ".join(source.slice(spans[0]).split()), spans[0]) if spans else None


def _report_to(places: Sequence[Span], source: Source) -> BodyRef | None:
    for place in places:
        text = source.slice(place)
        found = _REPORT.search(text) if any(map(text.__contains__, _REPORTS)) else None
        bodies = owners.listed(text[found.end() : found.end() + 160].split(",")[0]) if found else ()
        if found and bodies:
            span = Span(place.start + found.end() + bodies[0].start, place.start + found.end() + bodies[0].end)
            return BodyRef(" ".join(source.slice(span).split()), span)
    return None
