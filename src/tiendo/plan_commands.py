"""What ``tiendo compile`` and ``tiendo check`` do: compile the files named, and print them in one of the formats.

Each format is imported where it is asked for.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tiendo import console, registry, workdays
from tiendo.diagnostic import Severity, ordered
from tiendo.plan import compiler, read, whereabouts
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.read import origin
from tiendo.render import File, concise
from tiendo.rulebook import Lang, Rulebook

if TYPE_CHECKING:
    from tiendo import together

Result: TypeAlias = "tuple[File, Plan | None]"


@dataclass(frozen=True, slots=True)
class Compiled:
    """The files that could be opened, each with its plan where one could be read; and whether one could not."""

    results: tuple[Result, ...]
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
    made = _compiled(arguments, is_kept=False)
    return _finish(_diagnostics(made.files, arguments, book), arguments.output, made)


def coverage(arguments: argparse.Namespace, book: Rulebook) -> int:
    """Print how much of what orders is in tasks, and the rest with line and reason."""
    from tiendo.plan import rest
    from tiendo.plan.completeness import completeness

    lang, wanted = Lang(arguments.lang), arguments.format
    if wanted == "sarif":
        console.complain("--coverage prints full, concise or json")
        return console.Exit.COULD_NOT_RUN
    asked = _Asked(arguments)
    reports, unread = [], []
    for file, plan in asked.results():
        if plan is None:
            unread.append(file)
        else:
            reports.append((_slim((file, plan))[0], completeness(plan)))
    sys.stderr.write(concise.render(unread, book, lang))
    if wanted == "json":
        text = _json([rest.data(*report) for report in reports])
    else:
        text = "".join(rest.text(*report, lang, only_lost=wanted == "concise") for report in reports)
    if not console.write(text, arguments.output) or asked.is_short or unread:
        return console.Exit.COULD_NOT_RUN
    return console.Exit.FINDINGS if any(found.lost for _, found in reports) else console.Exit.CLEAN


def _finish(text: str | bytes, output: Path | None, made: Compiled) -> int:
    if not console.write(text, output) or made.is_short or any(file.source is None for file in made.files):
        return console.Exit.COULD_NOT_RUN
    found = any(one.severity is not Severity.INFO for file in made.files for one in file.diagnostics)
    return console.Exit.FINDINGS if found else console.Exit.CLEAN


def _compiled(arguments: argparse.Namespace, *, is_kept: bool = True) -> Compiled:
    """The files compiled in their order, each held against the others; plans and structures only where they are kept.

    What is not kept is compiled again where the others have something to say of it, so that a folder of any size is
    checked in the memory that its texts take.
    """
    asked = _Asked(arguments)
    results = [result if is_kept else _slim(result) for result in asked.results()]
    if len(results) < 2:
        return Compiled(tuple(results), asked.is_short)
    from tiendo import together

    for at, others in enumerate(together.others(asked.summaries)):
        if others and is_kept:
            results[at] = together.held(results[at], others)
        elif others:
            results[at] = _slim(together.held(asked.again(at), others))
    return Compiled(tuple(results), asked.is_short)


class _Asked:
    """The files that were named, in their order, those of a folder in the folder's place; compiled one at a time."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        on: date | None = arguments.on
        self._context = Context(calendar=workdays.shipped(), registry=registry.shipped(), on=on, today=on)
        self.is_short = False
        self._names = [file for name in arguments.files for file in self._files(name)]
        self._places: list[tuple[str, int]] = []
        self.summaries: list[together.Summary] = []

    def _files(self, name: str) -> list[str]:
        if not os.path.isdir(name):
            return [name]
        from tiendo import together

        found = [str(path) for path in together.files(Path(name))]
        if not found:
            console.complain(f"no file that is read in {name}")
            self.is_short = True
        return found

    def results(self) -> Iterator[Result]:
        """Each file with its plan, and of several a summary to hold the others against."""
        for name in self._names:
            made = self._made(name)
            self.is_short |= made is None
            for number, result in enumerate(made or ()):
                self._places.append((name, number))
                if len(self._names) > 1 or len(made or ()) > 1:
                    from tiendo import together

                    self.summaries.append(together.Summary.of(result[1], result[0].name))
                yield result

    def again(self, at: int) -> Result:
        """The file at a place among the results, compiled once more."""
        name, number = self._places[at]
        made = self._made(name) or ()
        return made[number] if number < len(made) else (File(name, None, ()), None)

    def _made(self, name: str) -> Sequence[Result] | None:
        data = console.data(name)
        return None if data is None else compiled_one(name, data, self._context, _scanning(name))


def _slim(result: Result) -> Result:
    """A file without what only a plan is made of."""
    file, _plan = result
    if file.source is None:
        return result
    return replace(file, source=replace(file.source, pieces=(), pages=())), None


def compiled_one(name: str, data: bytes, context: Context, scanning: read.Scanning) -> list[Result]:
    """A file compiled; an archive or a mail, each of the files it carries."""
    opened = read.read_all(data, "stdin" if name == console.STDIN else name, scanning)
    is_one = len(opened) == 1
    results: list[Result] = []
    for each in opened:
        shown = name if is_one else str(Path(name).parent / each.name)
        if each.source is None:
            results.append((File(shown, None, each.told), None))
            continue
        plan, told = compiler.compile(each.source, context)
        places = whereabouts.of(each.source, plan.outline)
        found = ordered((*each.told, *told))
        results.append((File(shown, each.source, found, origin.of(data, each.source), places), plan))
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
