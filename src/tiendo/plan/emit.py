"""A plan and its diagnostics as the public form ``tiendo-plan/1``, and back.

Fields are added, never renamed. Spans are ``[start, end]`` in code points of ``text``. What a file's own
structure said of its pieces is not part of the form: a source read back has its text alone.

>>> from tiendo.plan.model import Head
>>> to_dict(Plan(Source("a.txt", "", (), "text/plain", ""), Head(), (), (), ()))["schema"]
'tiendo-plan/1'
"""

from __future__ import annotations

from collections.abc import Iterable

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Label, Severity
from tiendo.plan import wire
from tiendo.plan.model import Plan
from tiendo.plan.wire import Fields, Json
from tiendo.source import Source

SCHEMA = "tiendo-plan/1"


def to_dict(plan: Plan, found: Iterable[Diagnostic] = ()) -> dict[str, Json]:
    """The canonical form, for :func:`json.dumps`; findings as codes and arguments, their words come last."""
    return {
        "schema": SCHEMA,
        "source": _source_out(plan.source),
        "text": plan.source.text,
        "document": wire.head_out(plan.head),
        "citations": [wire.citation_out(one) for one in plan.citations],
        "outline": [wire.section_out(one) for one in plan.outline],
        "tasks": [wire.task_out(one) for one in plan.tasks],
        "targets": [wire.target_out(one) for one in plan.targets],
        "passed": [wire.passed_out(one) for one in plan.passed],
        "diagnostics": [_diagnostic_out(one) for one in found],
    }


def from_dict(data: Json) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan and findings of a canonical form; raises ValueError where it is not one."""
    try:
        whole = wire.fields(data)
        if whole["schema"] != SCHEMA:
            raise ValueError(f"not {SCHEMA}: {whole['schema']!r}")
        return _plan_in(whole), tuple(_diagnostic_in(wire.fields(one)) for one in wire.array(whole["diagnostics"]))
    except (KeyError, TypeError) as fault:
        raise ValueError(f"not {SCHEMA}: {fault}") from fault


def _plan_in(whole: Fields) -> Plan:
    return Plan(
        source=_source_in(wire.fields(whole["source"]), wire.string(whole["text"])),
        head=wire.head_in(wire.fields(whole["document"])),
        citations=tuple(wire.citation_in(wire.fields(one)) for one in wire.array(whole["citations"])),
        outline=tuple(wire.section_in(wire.fields(one)) for one in wire.array(whole["outline"])),
        tasks=tuple(wire.task_in(wire.fields(one)) for one in wire.array(whole["tasks"])),
        targets=tuple(wire.target_in(wire.fields(one)) for one in wire.array(whole["targets"])),
        passed=tuple(wire.passed_in(wire.fields(one)) for one in wire.array(whole["passed"])),
    )


def _source_out(source: Source) -> Json:
    return {
        "name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "pages": len(source.pages) or None,
        "ocr": source.ocr,
    }


def _source_in(data: Fields, text: str) -> Source:
    name, media_type, sha256 = (wire.string(data[key]) for key in ("name", "media_type", "sha256"))
    return Source(name, text, (), media_type, sha256)


def _diagnostic_out(one: Diagnostic) -> Json:
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.value,
        "source": one.source,
        "span": wire.span_out(one.span),
        "args": dict(one.args),
        "labels": [{"span": wire.span_out(label.span), "key": label.key} for label in one.labels],
        "fix": _fix_out(one.fix),
    }


def _fix_out(fix: Fix | None) -> Json:
    if fix is None:
        return None
    return {
        "kind": fix.kind.value,
        "edits": [{"span": wire.span_out(edit.span), "text": edit.text} for edit in fix.edits],
    }


def _diagnostic_in(data: Fields) -> Diagnostic:
    labels = (wire.fields(label) for label in wire.array(data["labels"]))
    return Diagnostic(
        code=wire.string(data["code"]),
        name=wire.string(data["name"]),
        severity=Severity(wire.string(data["severity"])),
        source=wire.string(data["source"]),
        span=wire.span_in(data["span"]),
        args=tuple((key, wire.string(value)) for key, value in wire.fields(data["args"]).items()),
        labels=tuple(Label(wire.span(label["span"]), wire.string(label["key"])) for label in labels),
        fix=_fix_in(data["fix"]),
    )


def _fix_in(data: Json) -> Fix | None:
    if data is None:
        return None
    whole = wire.fields(data)
    edits = (wire.fields(edit) for edit in wire.array(whole["edits"]))
    return Fix(
        FixKind(wire.string(whole["kind"])),
        tuple(Edit(wire.span(edit["span"]), wire.string(edit["text"])) for edit in edits),
    )
