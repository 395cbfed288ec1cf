"""What ``tiendo compile`` and ``tiendo check`` do: compile the files named, and print them in one of the formats.

Each format is imported where it is asked for.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from tiendo import console, registry, workdays
from tiendo.diagnostic import Severity, ordered
from tiendo.plan import compiler, read
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.read import origin
from tiendo.render import File, concise
from tiendo.rulebook import Lang, Rulebook


@dataclass(frozen=True, slots=True)
class Compiled:
    """The files that could be opened, each with its plan where one could be read; and whether one could not."""

    results: tuple[tuple[File, Plan | None], ...]
    is_short: bool

    @property
    def files(self) -> list[File]:
        """The files, in the order they were asked for."""
        return [file for file, _ in self.results]


def compile(arguments: argparse.Namespace, book: Rulebook) -> int:
    """Print plans for people or as JSON, or only their findings as SARIF."""
    lang, made = Lang(arguments.lang), _compiled(arguments)
    match arguments.format:
        case "json":
            _refused_to_stderr(made, book, lang)
            text = plans_as_json(made, book, lang)
        case "sarif":
            from tiendo.render import sarif

            text = sarif.render(made.files, book, lang)
        case _:
            from tiendo.plan import show

            say = show.full if arguments.format == "full" else show.concise
            text = "".join(
                (say(plan, lang) if plan else "") + _diagnostics([file], arguments, book) for file, plan in made.results
            )
    return _finish(text, arguments.output, made)


def export(arguments: argparse.Namespace, book: Rulebook) -> int:
    """Compile one file into one of the formats that hold a single document."""
    from tiendo import export as formats

    wanted, lang = formats.Format(arguments.format), Lang(arguments.lang)
    if len(arguments.files) > 1:
        console.complain(f"--format {wanted.value} holds one document, {len(arguments.files)} files were named")
        return console.Exit.COULD_NOT_RUN
    if wanted.is_binary and arguments.output is None and sys.stdout.isatty():
        console.complain(f"{wanted.value} is not for a terminal: name a file with -o, or redirect the output")
        return console.Exit.COULD_NOT_RUN
    made = _compiled(arguments)
    _refused_to_stderr(made, book, lang)
    for file, plan in made.results:
        if plan is not None:
            return _finish(formats.render(plan, file.diagnostics, wanted, book, lang), arguments.output, made)
    return console.Exit.COULD_NOT_RUN


def check(arguments: argparse.Namespace, book: Rulebook) -> int:
    """Print what is wrong."""
    made = _compiled(arguments)
    return _finish(_diagnostics(made.files, arguments, book), arguments.output, made)


def coverage(arguments: argparse.Namespace, book: Rulebook) -> int:
    """Print how much of what orders is in tasks, and the rest with line and reason."""
    from tiendo.plan import rest
    from tiendo.plan.completeness import completeness

    lang, wanted = Lang(arguments.lang), arguments.format
    if wanted == "sarif":
        console.complain("--coverage prints full, concise or json")
        return console.Exit.COULD_NOT_RUN
    made = _compiled(arguments)
    _refused_to_stderr(made, book, lang)
    reports = [(file, completeness(plan)) for file, plan in made.results if plan]
    if wanted == "json":
        text = _json([rest.data(*report) for report in reports])
    else:
        text = "".join(rest.text(*report, lang, only_lost=wanted == "concise") for report in reports)
    if not console.write(text, arguments.output) or made.is_short or len(reports) < len(made.results):
        return console.Exit.COULD_NOT_RUN
    return console.Exit.FINDINGS if any(found.lost for _, found in reports) else console.Exit.CLEAN


def _finish(text: str | bytes, output: Path | None, made: Compiled) -> int:
    if not console.write(text, output) or made.is_short or any(file.source is None for file in made.files):
        return console.Exit.COULD_NOT_RUN
    found = any(one.severity is not Severity.INFO for file in made.files for one in file.diagnostics)
    return console.Exit.FINDINGS if found else console.Exit.CLEAN


def _compiled(arguments: argparse.Namespace) -> Compiled:
    """The files compiled in their order, each held against the tasks of those before it."""
    from tiendo.plan.rules import task_stated_elsewhere

    on: date | None = arguments.on
    known: dict[str, str] = {}
    context = Context(
        calendar=workdays.shipped(), registry=registry.shipped(), on=on, today=on, duties=MappingProxyType(known)
    )
    opened = [(name, data) for name in arguments.files if (data := console.data(name)) is not None]
    results: list[tuple[File, Plan | None]] = []
    for name, data in opened:
        made = compiled_one(name, data, context, _scanning(name))
        results += made
        if len(opened) > 1:
            for file, plan in made:
                known.update({} if plan is None else task_stated_elsewhere.stated(plan, file.name) | known)
    return Compiled(tuple(results), len(opened) < len(arguments.files))


def compiled_one(name: str, data: bytes, context: Context, scanning: read.Scanning) -> list[tuple[File, Plan | None]]:
    """A file compiled; an archive or a mail, each of the files it carries."""
    found = read.read_all(data, "stdin" if name == console.STDIN else name, scanning)
    is_one = len(found) == 1
    results: list[tuple[File, Plan | None]] = []
    for each in found:
        shown = name if is_one else str(Path(name).parent / each.name)
        if each.source is None:
            results.append((File(shown, None, each.told), None))
            continue
        plan, told = compiler.compile(each.source, context)
        results.append((File(shown, each.source, ordered((*each.told, *told)), origin.of(data, each.source)), plan))
    return results


def _scanning(name: str) -> read.Scanning:
    """Scans are read on every processor and kept in the user's cache; a terminal is told of each page."""
    told = (lambda done, pages: console.progress(name, done, pages)) if sys.stderr.isatty() else None
    return read.Scanning(read.Folder(console.cache() / "scans"), os.cpu_count() or 1, told)


def plans_as_json(made: Compiled, book: Rulebook, lang: Lang) -> str:
    """The plans as ``tiendo-plan/1``, each with its findings in words; a list where several were compiled."""
    from tiendo.plan import emit
    from tiendo.render import json as render_json

    plans = [
        {
            **emit.to_dict(plan, file.diagnostics),
            "diagnostics": [render_json.row(file, one, book, lang) for one in file.diagnostics],
        }
        for file, plan in made.results
        if plan
    ]
    if not plans:
        return ""
    return _json(plans[0] if len(made.results) == 1 else plans)


def _json(data: object) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _refused_to_stderr(made: Compiled, book: Rulebook, lang: Lang) -> None:
    sys.stderr.write(concise.render([file for file, plan in made.results if plan is None], book, lang))


def _diagnostics(files: Sequence[File], arguments: argparse.Namespace, book: Rulebook) -> str:
    lang = Lang(arguments.lang)
    match arguments.format:
        case "full":
            from tiendo.render import full

            colour = arguments.output is None and console.wants_colour(sys.stdout)
            return full.render(files, book, lang, colour=colour)
        case "json":
            from tiendo.render import json as render_json

            return render_json.render(files, book, lang)
        case "sarif":
            from tiendo.render import sarif

            return sarif.render(files, book, lang)
        case _:
            return concise.render(files, book, lang)
