"""The parts of a plan as JSON values and back; :mod:`tiendo.plan.emit` puts them together.

A value that was read is printed plain; its place stands under ``spans`` of the same object, and
``inferred`` names what was not read there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from tiendo.plan.model import (
    Action,
    Authority,
    BodyRef,
    Bound,
    Citation,
    CitationRole,
    Deadline,
    Head,
    Identity,
    Layout,
    LayoutKind,
    Match,
    Mention,
    Passed,
    Read,
    Reason,
    Section,
    SectionKind,
    Signer,
    Target,
    Task,
)
from tiendo.registry import Document, Trust
from tiendo.source import Span

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
Fields: TypeAlias = Mapping[str, Json]


def fields(value: Json) -> Fields:
    """``value`` as an object; raises TypeError where it is none."""
    if not isinstance(value, Mapping):
        raise TypeError(f"not an object: {value!r}")
    return value


def array(value: Json) -> Sequence[Json]:
    """``value`` as a list; raises TypeError where it is none."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"not a list: {value!r}")
    return value


def string(value: Json) -> str:
    """``value`` as words; raises TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError(f"not a string: {value!r}")
    return value


def words(value: Json) -> str | None:
    """``value`` as words or nothing."""
    return None if value is None else string(value)


def _number(value: Json) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value


def span_out(span: Span | None) -> Json:
    """``[start, end]`` or null."""
    return None if span is None else [span.start, span.end]


def span_in(value: Json) -> Span | None:
    """A span or None."""
    return None if value is None else span(value)


def span(value: Json) -> Span:
    """A span; raises TypeError or ValueError where it is none."""
    start, end = array(value)
    return Span(_number(start), _number(end))


_HEAD = ("type", "symbol", "title", "issuer", "place", "issued_on")
_SIGNER = ("name", "position", "on_behalf")


def head_out(head: Head) -> dict[str, Json]:
    """``document``."""
    named: dict[str, Read | None] = {name: getattr(head, name) for name in (*_HEAD, "urgency")}
    layout = head.layout
    return {
        **_reads_out(named),
        "signer": None if head.signer is None else _signer_out(head.signer),
        "recipients": [one.value for one in head.recipients],
        "recipient_spans": [span_out(one.span) for one in head.recipients],
        "layout": None if layout is None else {"kind": layout.kind.value, "guide": layout.guide},
    }


def _signer_out(signer: Signer) -> Json:
    read = _reads_out({name: getattr(signer, name) for name in _SIGNER})
    return {**read, "authorities": [one.value for one in signer.authorities]}


def head_in(data: Fields) -> Head:
    """``document``, read back."""
    type_, symbol, title, issuer, place, issued_on = (_read_in(data, name) for name in _HEAD)
    signer = None if data["signer"] is None else _signer_in(fields(data["signer"]))
    listed = zip(array(data["recipients"]), array(data["recipient_spans"]), strict=True)
    recipients = tuple(Read(string(name), span_in(place)) for name, place in listed)
    layout = None if data["layout"] is None else fields(data["layout"])
    kind = None if layout is None else Layout(LayoutKind(string(layout["kind"])), words(layout["guide"]))
    # Plans of before have no word on it.
    urgency = _read_in(data, "urgency") if "urgency" in data else None
    return Head(type_, symbol, title, issuer, place, issued_on, signer, recipients, kind, urgency)


def _signer_in(data: Fields) -> Signer:
    name, position, on_behalf = (_read_in(data, key) for key in _SIGNER)
    return Signer(name, position, on_behalf, tuple(Authority(string(one)) for one in array(data["authorities"])))


def _reads_out(named: Mapping[str, Read | None]) -> dict[str, Json]:
    return {
        **{name: one.value if one else None for name, one in named.items()},
        "spans": {name: span_out(one.span) for name, one in named.items() if one and one.span},
        "inferred": [name for name, one in named.items() if one and one.inferred],
    }


def _read_in(data: Fields, name: str) -> Read | None:
    value = words(data[name])
    if value is None:
        return None
    return Read(value, span_in(fields(data["spans"]).get(name)), name in array(data["inferred"]))


def citation_out(one: Citation) -> Json:
    """An entry of ``citations``."""
    return {
        "symbol": one.symbol,
        "type": one.type,
        "date": one.date,
        "printed_date": one.printed_date,
        "issuer": one.issuer,
        "title": one.title,
        "role": one.role.value,
        "mentions": [{"span": span_out(mention.span), "date_span": span_out(mention.date)} for mention in one.mentions],
        "identity": one.identity.value if one.identity else None,
        "known": [_document_out(each) for each in one.known],
    }


def _document_out(one: Document) -> Json:
    return {
        "symbol": one.symbol,
        "type": one.kind,
        "date": one.on.isoformat(),
        "issuer": one.issuer,
        "title": one.title,
        "trust": one.trust.value,
    }


def _document_in(data: Fields) -> Document:
    return Document(
        symbol=string(data["symbol"]),
        kind=string(data["type"]),
        on=date.fromisoformat(string(data["date"])),
        issuer=words(data["issuer"]),
        trust=Trust(string(data["trust"])),
        title=words(data["title"]),
    )


def citation_in(data: Fields) -> Citation:
    """An entry of ``citations``, read back."""
    mentions = (fields(one) for one in array(data["mentions"]))
    return Citation(
        symbol=string(data["symbol"]),
        type=words(data["type"]),
        date=words(data["date"]),
        issuer=words(data["issuer"]),
        title=words(data["title"]),
        role=CitationRole(string(data["role"])),
        mentions=tuple(Mention(span(one["span"]), span_in(one["date_span"])) for one in mentions),
        printed_date=words(data["printed_date"]),
        identity=None if data["identity"] is None else Identity(string(data["identity"])),
        known=tuple(_document_in(fields(each)) for each in array(data["known"])),
    )


def section_out(one: Section) -> Json:
    """A node of ``outline``."""
    return {
        "kind": one.kind.value,
        "label": one.label,
        "heading": one.heading,
        "span": span_out(one.span),
        "children": [section_out(child) for child in one.children],
        "cells": [span_out(cell) for cell in one.cells],
        "head": one.is_head,
    }


def section_in(data: Fields) -> Section:
    """A node of ``outline``, read back."""
    return Section(
        kind=SectionKind(string(data["kind"])),
        label=string(data["label"]),
        heading=string(data["heading"]),
        span=span(data["span"]),
        children=tuple(section_in(fields(child)) for child in array(data["children"])),
        cells=tuple(span(cell) for cell in array(data["cells"])),
        is_head=data["head"] is True,
    )


def target_out(one: Target) -> Json:
    """A figure to reach."""
    return {
        "text": one.text,
        "value": one.value,
        "unit": one.unit,
        "by": one.by,
        "span": span_out(one.span),
        "bound": one.bound.value,
        "whom": one.whom.value if one.whom else None,
        "whom_span": span_out(one.whom.span) if one.whom else None,
    }


def target_in(data: Fields) -> Target:
    """A figure to reach, read back."""
    value = data["value"]
    number = float(value) if isinstance(value, int | float) else None
    return Target(
        text=string(data["text"]),
        value=number,
        unit=words(data["unit"]),
        by=words(data["by"]),
        span=span(data["span"]),
        bound=Bound(string(data["bound"])),
        whom=_one_in(data["whom"], data["whom_span"]),
    )


def task_out(one: Task) -> Json:
    """An entry of ``tasks``."""
    deadline = one.deadline
    return {
        "id": one.id,
        "label": one.label,
        "text": one.text,
        "span": span_out(one.span),
        "parts": [span_out(part) for part in one.parts],
        "lead": [body.value for body in one.lead],
        "coordinating": [body.value for body in one.coordinating],
        "deadline": list(deadline.values) if deadline else [],
        "deadline_text": deadline.text if deadline else None,
        "deadline_from": _event_out(deadline),
        "deliverable": one.deliverable.value if one.deliverable else None,
        "report_to": one.report_to.value if one.report_to else None,
        "actions": [{"verb": each.verb, "text": each.text, "span": span_out(each.span)} for each in one.actions],
        "targets": [target_out(each) for each in one.targets],
        "row": one.row,
        "spans": {
            "lead": [span_out(body.span) for body in one.lead],
            "coordinating": [span_out(body.span) for body in one.coordinating],
            "deadline": [span_out(place) for place in deadline.spans] if deadline else [],
            "deliverable": span_out(one.deliverable.span) if one.deliverable else None,
            "report_to": span_out(one.report_to.span) if one.report_to else None,
        },
        "bodies": {
            "lead": [_found_out(body) for body in one.lead],
            "coordinating": [_found_out(body) for body in one.coordinating],
            "report_to": _found_out(one.report_to) if one.report_to else None,
        },
        "inferred": {
            "lead": bool(one.lead) and one.lead[0].inferred,
            "coordinating": bool(one.coordinating) and one.coordinating[0].inferred,
            "deadline": bool(deadline and deadline.inferred),
        },
    }


def _found_out(body: BodyRef) -> Json:
    """How a body was found in the register, or null where none was at hand."""
    return None if body.match is None else {"match": body.match.value, "ids": list(body.bodies)}


def _event_out(deadline: Deadline | None) -> Json:
    event = deadline.from_event if deadline else None
    return {"event": event.value, "span": span_out(event.span)} if event else None


def task_in(data: Fields) -> Task:
    """An entry of ``tasks``, read back."""
    spans, inferred, found = (fields(data[key]) for key in ("spans", "inferred", "bodies"))
    acts = (fields(one) for one in array(data["actions"]))
    return Task(
        id=string(data["id"]),
        label=string(data["label"]),
        text=string(data["text"]),
        span=span(data["span"]),
        parts=tuple(span(part) for part in array(data["parts"])),
        lead=_bodies_in(data["lead"], spans["lead"], found["lead"], is_inferred=bool(inferred["lead"])),
        coordinating=_bodies_in(
            data["coordinating"],
            spans["coordinating"],
            found["coordinating"],
            is_inferred=bool(inferred["coordinating"]),
        ),
        deadline=_deadline_in(data),
        deliverable=_one_in(data["deliverable"], spans["deliverable"]),
        report_to=_body_in(data["report_to"], spans["report_to"], found["report_to"]),
        actions=tuple(Action(string(one["verb"]), string(one["text"]), span(one["span"])) for one in acts),
        targets=tuple(target_in(fields(one)) for one in array(data["targets"])),
        # Plans of before have no word on it.
        row=words(data["row"]) if "row" in data else None,
    )


def _bodies_in(names: Json, places: Json, found: Json, *, is_inferred: bool) -> tuple[BodyRef, ...]:
    rows = zip(array(names), array(places), array(found), strict=True)
    return tuple(_ref_in(string(name), place, one, is_inferred=is_inferred) for name, place, one in rows)


def _body_in(name: Json, place: Json, found: Json) -> BodyRef | None:
    return None if name is None else _ref_in(string(name), place, found, is_inferred=False)


def _ref_in(name: str, place: Json, found: Json, *, is_inferred: bool) -> BodyRef:
    if found is None:
        return BodyRef(name, span_in(place), is_inferred)
    told = fields(found)
    ids = tuple(_number(one) for one in array(told["ids"]))
    return BodyRef(name, span_in(place), is_inferred, Match(string(told["match"])), ids)


def _one_in(value: Json, place: Json) -> Read | None:
    return None if value is None else Read(string(value), span_in(place))


def _deadline_in(data: Fields) -> Deadline | None:
    text = words(data["deadline_text"])
    if text is None:
        return None
    event = None if data["deadline_from"] is None else fields(data["deadline_from"])
    return Deadline(
        values=tuple(string(value) for value in array(data["deadline"])),
        text=text,
        spans=tuple(span(place) for place in array(fields(data["spans"])["deadline"])),
        inferred=bool(fields(data["inferred"])["deadline"]),
        from_event=None if event is None else Read(string(event["event"]), span_in(event["span"])),
    )


def passed_out(one: Passed) -> Json:
    """An entry of ``passed``."""
    return {"span": span_out(one.span), "reason": one.reason.value}


def passed_in(data: Fields) -> Passed:
    """An entry of ``passed``, read back."""
    return Passed(span(data["span"]), Reason(string(data["reason"])))
