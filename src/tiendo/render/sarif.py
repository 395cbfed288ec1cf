"""Diagnostics as SARIF 2.1.0, which code review tools and editors read.

Columns are counted in code points, as everywhere in Tiến Độ, and the file says so (``columnKind``).
A fix that is only to be shown is left out: tools apply what stands under ``fixes``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import TypeAlias
from urllib.parse import quote

import tiendo
from tiendo.diagnostic import Diagnostic, Edit, FixKind, Severity
from tiendo.render import File
from tiendo.rulebook import Lang, Rule, Rulebook, explain
from tiendo.source import Position, Span

Json: TypeAlias = dict[str, object]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(files: Sequence[File], book: Rulebook, lang: Lang) -> str:
    """One SARIF log with one run over all files, ended by a newline."""
    used = sorted({one.code for file in files for one in file.diagnostics})
    rules = [rule for code in used if (rule := book.get(code))]
    index = {rule.code: at for at, rule in enumerate(rules)}
    # The schema wants each artifact once, also where a file was asked for twice.
    artifacts = {_uri(file): _artifact(file) for file in files}
    places = {uri: at for at, uri in enumerate(artifacts)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "tiendo",
                "version": tiendo.__version__,
                "rules": [_rule(rule, lang) for rule in rules],
            }
        },
        "language": lang.value,
        "columnKind": "unicodeCodePoints",
        "artifacts": list(artifacts.values()),
        "results": [
            _result(places[_uri(file)], file, one, index[one.code], book, lang)
            for file in files
            for one in file.diagnostics
        ],
    }
    log: Json = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, lang: Lang) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.explanation.say(lang)},
        "help": {"text": explain(rule, lang)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _artifact(file: File) -> Json:
    artifact: Json = {"location": {"uri": _uri(file)}}
    if file.source:
        artifact |= {"mimeType": file.source.media_type, "hashes": {"sha-256": file.source.sha256}}
    return artifact


def _result(at: int, file: File, one: Diagnostic, rule: int, book: Rulebook, lang: Lang) -> Json:
    text = f"{book.message(one, lang).rstrip('.')}. {book.help(one, lang)}"
    result: Json = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVEL[one.severity],
        "message": {"text": text},
        "locations": [_location(at, file, one.span, lang)],
    }
    if one.labels:
        result["relatedLocations"] = [
            {**_location(at, file, label.span, lang), "message": {"text": book.label(one, label, lang)}}
            for label in one.labels
        ]
    if one.fix and one.fix.kind is not FixKind.DISPLAY and file.source:
        edits = one.fix.edits
        # A tool that mends the file must find in it the very words that are to go.
        if file.origin is None or all(file.origin.span(edit.span) for edit in edits):
            result["fixes"] = [_fix(at, file, edits)]
    return result


def _location(at: int, file: File, span: Span | None, lang: Lang) -> Json:
    place: Json = {"artifactLocation": {"uri": _uri(file), "index": at}}
    if span and file.source:
        place["region"] = _region(file, span)
    where = file.where(span.start) if span else None
    if where is None:
        return {"physicalLocation": place}
    # A file without lines: the region is that of the text which was read, this is where a person finds it.
    return {"physicalLocation": place, "logicalLocations": [{"fullyQualifiedName": where.said.say(lang)}]}


def _region(file: File, span: Span) -> Json:
    """Lines and columns of the file; code points too where it has the words as they were read."""
    start, end = file.position(span.start), file.position(span.end)
    found: Span | None = span
    if file.origin is not None:
        found = file.origin.span(span)
        last = file.position(max(span.start, span.end - 1))
        end = Position(last.line, last.column + 1)
    region: Json = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    return region if found is None else region | {"charOffset": found.start, "charLength": found.end - found.start}


def _fix(at: int, file: File, edits: tuple[Edit, ...]) -> Json:
    replacements = [
        {"deletedRegion": _region(file, edit.span), "insertedContent": {"text": edit.text}} for edit in edits
    ]
    change = {"artifactLocation": {"uri": _uri(file), "index": at}, "replacements": replacements}
    return {"artifactChanges": [change]}


def _uri(file: File) -> str:
    """A relative path as it was given; an absolute one with its scheme (SARIF 2.1.0, 3.4.3)."""
    path = PurePath(file.name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
