"""What ``tiendo diff`` does: compile two versions of a plan, or take them compiled, and print what differs."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tiendo import console, registry, workdays
from tiendo.plan import compiler, emit, read
from tiendo.plan.context import Context
from tiendo.plan.diff import Change, Field, Kind, compare
from tiendo.plan.model import Plan, Task
from tiendo.render import File, concise
from tiendo.rulebook import Lang, Rulebook

_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.MOVED: ">", Kind.CHANGED: "~"}
_WORDS = {
    Lang.VI: {
        Field.PLACE: "vị trí",
        Field.LEAD: "chủ trì",
        Field.COORDINATING: "phối hợp",
        Field.DEADLINE: "thời hạn",
        Field.TEXT: "nội dung",
    },
    Lang.EN: {field: field.value for field in Field},
}
_COUNTS = {
    Lang.VI: "thêm {added}, bỏ {removed}, chuyển chỗ {moved}, sửa {changed}",
    Lang.EN: "{added} added, {removed} removed, {moved} moved, {changed} changed",
}
_NOTHING = {Lang.VI: "(không)", Lang.EN: "(none)"}
_LONGEST = 100
_AROUND = 6


def diff(arguments: argparse.Namespace, book: Rulebook) -> int:
    """Print what differs: exit code 0 where nothing does, 1 where something does, 2 where a file cannot be read."""
    lang = Lang(arguments.lang)
    plans = [_plan(name, book, lang) for name in (arguments.old, arguments.new)]
    old, new = plans
    if old is None or new is None:
        return console.Exit.COULD_NOT_RUN
    changes = compare(old, new)
    shown = _json(changes) if arguments.format == "json" else _text(changes, lang)
    if not console.write(shown, arguments.output):
        return console.Exit.COULD_NOT_RUN
    return console.Exit.FINDINGS if changes else console.Exit.CLEAN


def _plan(name: str, book: Rulebook, lang: Lang) -> Plan | None:
    """The plan of a document, or one that was compiled before; None, with a word on standard error, without one."""
    data = console.data(name)
    if data is None:
        return None
    if Path(name).suffix == ".json":
        try:
            return emit.from_dict({**json.loads(data), "diagnostics": []})[0]
        except (ValueError, TypeError) as fault:
            console.complain(f"{name}: {fault}")
            return None
    source, told = read.read(data, "stdin" if name == console.STDIN else name)
    if source is None:
        sys.stderr.write(concise.render([File(name, None, told)], book, lang))
        return None
    return compiler.compile(source, Context(calendar=workdays.shipped(), registry=registry.shipped()))[0]


def _text(changes: tuple[Change, ...], lang: Lang) -> str:
    lines = [line for change in changes for line in _lines(change, lang)]
    counts = {kind.value: sum(change.kind is kind for change in changes) for kind in Kind}
    return "\n".join([*lines, _COUNTS[lang].format(**counts)]) + "\n"


def _lines(change: Change, lang: Lang) -> list[str]:
    task = change.after or change.before
    assert task is not None, "a change is of a task"
    lines = [f"{_SIGNS[change.kind]} {task.id}  {_short(task.text)}"]
    for one in change.fields:
        before, after = (_short(words) or _NOTHING[lang] for words in _from_difference(one.before, one.after))
        if one.field is Field.TEXT:
            lines += [f"    {_WORDS[lang][one.field]}:", f"      - {before}", f"      + {after}"]
        else:
            lines.append(f"    {_WORDS[lang][one.field]}: {before} → {after}")
    return lines


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Both texts from a little before where they part."""
    one, other = before.split(), after.split()
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if same <= 2 * _AROUND:
        return before, after
    return " ".join(["…", *one[same - _AROUND :]]), " ".join(["…", *other[same - _AROUND :]])


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _json(changes: tuple[Change, ...]) -> str:
    rows = [
        {
            "kind": change.kind.value,
            "before": _task(change.before),
            "after": _task(change.after),
            "fields": [{"field": one.field.value, "before": one.before, "after": one.after} for one in change.fields],
        }
        for change in changes
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _task(task: Task | None) -> dict[str, str] | None:
    return None if task is None else {"id": task.id, "text": task.text}
