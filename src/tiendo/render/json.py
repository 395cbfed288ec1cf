"""Diagnostics for programs: a JSON list, one object for each, in the form of ``tiendo-plan/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tiendo.diagnostic import Diagnostic, Fix
from tiendo.render import File
from tiendo.rulebook import Lang, Rulebook
from tiendo.source import Span


def render(files: Sequence[File], book: Rulebook, lang: Lang) -> str:
    """One JSON list over all files, ended by a newline."""
    rows = [row(file, one, book, lang) for file in files for one in file.diagnostics]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def row(file: File, one: Diagnostic, book: Rulebook, lang: Lang) -> dict[str, object]:
    """One diagnostic as JSON values; positions as code points of the text, and as line and column of the file.

    ``place`` is there for files without lines: where a person finds it.
    """
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.value,
        "source": file.name,
        "span": _span(one.span),
        "position": _position(file, one.span),
        **_place(file, one.span),
        "message": book.message(one, lang),
        "help": book.help(one, lang),
        "args": dict(one.args),
        "labels": [{"span": _span(label.span), "message": book.label(one, label, lang)} for label in one.labels],
        "fix": _fix(one.fix),
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _position(file: File, span: Span | None) -> dict[str, int] | None:
    if file.source is None or span is None:
        return None
    position = file.position(span.start)
    return {"line": position.line, "column": position.column}


def _place(file: File, span: Span | None) -> dict[str, object]:
    if file.places is None:
        return {}
    where = file.where(span.start) if span else None
    if where is None:
        return {"place": None}
    names = ("unit", "page", "paragraph", "table", "row", "column", "note")
    return {"place": {name: value for name in names if (value := getattr(where, name)) is not None}}


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{"span": _span(edit.span), "text": edit.text} for edit in fix.edits]
    return {"kind": fix.kind.value, "edits": edits}
