"""The library at the command line: each command parses, makes one call, prints.

Exit codes: 0 clean, 1 findings (a warning or an error, a broken chain), 2 could not run. What a command
needs is imported inside it, so that ``--help`` costs nothing. ``tiendo_web.cli`` adds its own commands
to the same parser.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeAlias

if TYPE_CHECKING:
    from tiendo import ledger
    from tiendo.plan.context import Context
    from tiendo.plan.model import Plan
    from tiendo.render import File
    from tiendo.rulebook import Lang, Rulebook
    from tiendo.term import Due

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

STDIN = "-"
FORMATS = ("full", "concise", "json", "sarif")
# The words of tiendo.export.Format, which --help must not import.
EXPORTS = ("text", "csv", "xlsx", "akn")


class Exit(IntEnum):
    """What a command says to the shell."""

    CLEAN = 0
    FINDINGS = 1
    COULD_NOT_RUN = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the library's commands; gives the exit code."""
    return run(parser(), list(sys.argv[1:] if argv is None else argv))


def parser() -> argparse.ArgumentParser:
    """The parser of the console command with the library's commands in it."""
    made = argparse.ArgumentParser(
        prog="tiendo",
        description="From directive to done: compile Vietnamese directives into duties with clocks and proof.",
        epilog="examples:\n  tiendo compile plan.docx\n  tiendo check plan.docx --format concise\n"
        "  tiendo explain C003\n  tiendo due 2026-11-20 '7 ngày làm việc'\n  tiendo verify ledger.jsonl\n\n"
        "exit codes: 0 clean, 1 findings, 2 could not run",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_commands(made.add_subparsers(dest="command", metavar="COMMAND", required=True))
    return made


def commands_of(made: argparse.ArgumentParser) -> Commands:
    """Where further commands are added to ``made``; raises ValueError where it takes none."""
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action
    raise ValueError("a parser without commands")


def add_commands(commands: Commands) -> None:
    """Add compile, check, explain, due and verify."""
    _add_compile(commands)
    _add_check(commands)
    _add_explain(commands)
    _add_due(commands)
    _add_verify(commands)


def run(made: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Parse ``words`` and run the command they name; usage errors leave by SystemExit(2), as argparse does."""
    arguments = made.parse_args(words)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        # The reader of the pipe (head, less) has left; the interpreter must not flush into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.CLEAN


def _command(commands: Commands, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_language(made: argparse.ArgumentParser) -> None:
    made.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages (default vi)")


def _add_files(made: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    made.add_argument("files", nargs="+", metavar="FILE", help=".txt, .md, .html or .docx; - reads standard input")
    made.add_argument("--format", choices=formats, default="full", help="what to print (default full)")
    made.add_argument("-o", "--output", type=Path, metavar="PATH", help="write there instead of to standard output")
    _add_language(made)


def _add_compile(commands: Commands) -> None:
    made = _command(
        commands,
        "compile",
        "compile directives and plans into tasks with owners and deadlines",
        "  tiendo compile plan.docx\n  tiendo compile plan.docx --format json --output plan.json\n"
        "  tiendo compile plan.docx --format xlsx -o assignments.xlsx\n"
        "  cat plan.txt | tiendo compile - --lang en\n\n"
        "text, csv, xlsx and akn (Akoma Ntoso 3.0) hold one document each",
    )
    _add_files(made, (*FORMATS, *EXPORTS))
    made.set_defaults(run=_compile)


def _add_check(commands: Commands) -> None:
    made = _command(
        commands,
        "check",
        "print only what is wrong with directives and plans",
        "  tiendo check plan.docx\n  tiendo check *.docx --format concise\n"
        "  tiendo check plan.docx --format sarif --output plan.sarif\n"
        "  tiendo check --coverage plan.docx\n\n"
        "with --coverage a sentence that orders, is in no task and has no reason is a finding",
    )
    _add_files(made, FORMATS)
    made.add_argument("--coverage", action="store_true", help="print instead what orders and is in no task, and why")
    made.set_defaults(run=_check)


def _add_explain(commands: Commands) -> None:
    made = _command(
        commands,
        "explain",
        "explain a rule by its code or name",
        "  tiendo explain C003\n  tiendo explain task-without-lead --lang en\n  tiendo explain --list",
    )
    made.add_argument("code", nargs="?", help="a code (C003) or a name (citation-date-impossible)")
    made.add_argument("--list", action="store_true", help="list every rule")
    _add_language(made)
    made.set_defaults(run=_explain)


def _add_due(commands: Commands) -> None:
    made = _command(
        commands,
        "due",
        "compute the last lawful day of a term, with its trace",
        "  tiendo due 2026-11-20 '7 ngày làm việc'\n  tiendo due < terms.tsv\n\n"
        "without arguments: reads lines of START<TAB>TERM, prints one ISO date a line, - where there is none",
    )
    made.add_argument("start", nargs="?", metavar="START", help="the day the term runs from, YYYY-MM-DD")
    made.add_argument("term", nargs="*", metavar="TERM", help="the term in Vietnamese, e.g. 15 ngày làm việc")
    _add_language(made)
    made.set_defaults(run=_due)


def _add_verify(commands: Commands) -> None:
    made = _command(
        commands,
        "verify",
        "check an exported ledger without the database and name its first break",
        "  tiendo verify ledger.jsonl\n  tiendo verify ledger.jsonl --head 120:9f2c...",
    )
    made.add_argument("file", metavar="FILE", help="the export; - reads standard input")
    made.add_argument("--head", metavar="SEQ:HASH", help="a head noted earlier: the chain must still pass through it")
    _add_language(made)
    made.set_defaults(run=_verify)


def _compile(arguments: argparse.Namespace) -> int:
    from tiendo.plan import show
    from tiendo.rulebook import Lang

    if arguments.format in EXPORTS:
        return _export(arguments)
    lang = Lang(arguments.lang)
    results, unread = _compiled(arguments.files)
    if arguments.format == "json":
        _refused_to_stderr(results, lang)
        text = _plans_as_json(results, lang)
    elif arguments.format == "sarif":
        text = _diagnostics([file for file, _ in results], arguments)
    else:
        say = show.full if arguments.format == "full" else show.concise
        shown = ((say(plan, lang) if plan else "") + _diagnostics([file], arguments) for file, plan in results)
        text = "".join(shown)
    return _finish(text, arguments.output, [file for file, _ in results], unread)


def _export(arguments: argparse.Namespace) -> int:
    """Compile one file into one of the formats that hold a single document."""
    from tiendo import export
    from tiendo.rulebook import Lang

    wanted, lang = export.Format(arguments.format), Lang(arguments.lang)
    if len(arguments.files) > 1:
        _complain(f"--format {wanted.value} holds one document, {len(arguments.files)} files were named")
        return Exit.COULD_NOT_RUN
    if wanted.is_binary and arguments.output is None and sys.stdout.isatty():
        _complain(f"{wanted.value} is not for a terminal: name a file with -o, or redirect the output")
        return Exit.COULD_NOT_RUN
    results, unread = _compiled(arguments.files)
    _refused_to_stderr(results, lang)
    for file, plan in results:
        if plan is not None:
            data = export.render(plan, file.diagnostics, wanted, rulebook(), lang)
            return _finish(data, arguments.output, [file], unread)
    return Exit.COULD_NOT_RUN


def _check(arguments: argparse.Namespace) -> int:
    if arguments.coverage:
        return _coverage(arguments)
    results, unread = _compiled(arguments.files)
    files = [file for file, _ in results]
    return _finish(_diagnostics(files, arguments), arguments.output, files, unread)


def _coverage(arguments: argparse.Namespace) -> int:
    """How much of what orders is in tasks, and the rest with line and reason."""
    import json

    from tiendo.plan import rest
    from tiendo.plan.completeness import completeness
    from tiendo.rulebook import Lang

    lang, wanted = Lang(arguments.lang), arguments.format
    if wanted == "sarif":
        _complain("--coverage prints full, concise or json")
        return Exit.COULD_NOT_RUN
    results, unread = _compiled(arguments.files)
    _refused_to_stderr(results, lang)
    reports = [(file.name, plan.source, completeness(plan)) for file, plan in results if plan]
    if wanted == "json":
        rows = [rest.data(*report) for report in reports]
        text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(rest.text(*report, lang, only_lost=wanted == "concise") for report in reports)
    if not _write(text, arguments.output) or unread or len(reports) < len(results):
        return Exit.COULD_NOT_RUN
    return Exit.FINDINGS if any(found.lost for _, _, found in reports) else Exit.CLEAN


def _finish(text: str | bytes, output: Path | None, files: Sequence[File], unread: bool) -> int:
    from tiendo.diagnostic import Severity

    if not _write(text, output) or unread or any(file.source is None for file in files):
        return Exit.COULD_NOT_RUN
    found = any(one.severity is not Severity.INFO for file in files for one in file.diagnostics)
    return Exit.FINDINGS if found else Exit.CLEAN


def _compiled(names: Sequence[str]) -> tuple[list[tuple[File, Plan | None]], bool]:
    """Each file that could be opened, compiled; and whether one could not."""
    context = _context()
    results = []
    for name in names:
        data = _bytes(name)
        if data is not None:
            results.append(_compiled_one(name, data, context))
    return results, len(results) < len(names)


def _compiled_one(name: str, data: bytes, context: Context) -> tuple[File, Plan | None]:
    from tiendo.diagnostic import ordered
    from tiendo.plan import compiler, read
    from tiendo.render import File

    source, faults = read.read(data, "stdin" if name == STDIN else name)
    if source is None:
        return File(name, None, faults), None
    plan, found = compiler.compile(source, context)
    return File(name, source, ordered((*faults, *found))), plan


def _context() -> Context:
    from tiendo import registry, workdays
    from tiendo.plan.context import Context

    return Context(calendar=workdays.shipped(), registry=registry.shipped())


def _plans_as_json(results: Sequence[tuple[File, Plan | None]], lang: Lang) -> str:
    import json

    from tiendo.plan import emit
    from tiendo.render import json as render_json

    book = rulebook()
    plans = [
        {
            **emit.to_dict(plan, file.diagnostics),
            "diagnostics": [render_json.row(file, one, book, lang) for one in file.diagnostics],
        }
        for file, plan in results
        if plan
    ]
    if not plans:
        return ""
    return json.dumps(plans[0] if len(results) == 1 else plans, ensure_ascii=False, indent=2) + "\n"


def _refused_to_stderr(results: Sequence[tuple[File, Plan | None]], lang: Lang) -> None:
    from tiendo.render import concise

    sys.stderr.write(concise.render([file for file, plan in results if plan is None], rulebook(), lang))


def _diagnostics(files: Sequence[File], arguments: argparse.Namespace) -> str:
    from tiendo.render import concise, full, json, sarif
    from tiendo.rulebook import Lang

    book, lang = rulebook(), Lang(arguments.lang)
    match arguments.format:
        case "full":
            return full.render(files, book, lang, colour=arguments.output is None and _wants_colour(sys.stdout))
        case "json":
            return json.render(files, book, lang)
        case "sarif":
            return sarif.render(files, book, lang)
        case _:
            return concise.render(files, book, lang)


def rulebook() -> Rulebook:
    """Every rule that the library's commands can speak of."""
    from tiendo import term
    from tiendo.plan import rules
    from tiendo.plan.read import faults
    from tiendo.rulebook import Rulebook

    return Rulebook((*rules.RULES, *faults.RULES, *term.RULES))


def _explain(arguments: argparse.Namespace) -> int:
    from tiendo.rulebook import Lang, explain

    lang, book = Lang(arguments.lang), rulebook()
    if arguments.list or arguments.code is None:
        lines = [f"{rule.code}  {rule.severity.value:<8} {rule.name}" for rule in book]
        return Exit.CLEAN if _write("\n".join(lines) + "\n") else Exit.COULD_NOT_RUN
    rule = book.get(arguments.code)
    if rule is None:
        _complain(f"no rule {arguments.code}; see: tiendo explain --list")
        return Exit.COULD_NOT_RUN
    return Exit.CLEAN if _write(explain(rule, lang) + "\n") else Exit.COULD_NOT_RUN


def _due(arguments: argparse.Namespace) -> int:
    from tiendo.rulebook import Lang

    lang = Lang(arguments.lang)
    if arguments.start is None:
        return _due_of_lines(sys.stdin.buffer, lang)
    if not arguments.term:
        _complain("a term is missing: tiendo due START TERM")
        return Exit.COULD_NOT_RUN
    found, fault = _due_of(arguments.start, " ".join(arguments.term), lang)
    if found is None:
        _complain(fault)
        return Exit.COULD_NOT_RUN
    _write(f"{_day(found)}\n{found.trace.say(lang)}\n")
    return Exit.CLEAN


def _due_of_lines(lines: BinaryIO, lang: Lang) -> int:
    """One answer for each line, so that answers can be pasted beside questions; faults on standard error."""
    failed = False
    for number, line in enumerate(lines, start=1):
        start, _, words = line.decode("utf-8", "replace").strip("\r\n").partition("\t")
        found, fault = _due_of(start, words, lang)
        if found is None:
            failed = True
            _complain(f"{number}: {fault}")
        _write(f"{_day(found)}\n")
    return Exit.FINDINGS if failed else Exit.CLEAN


def _due_of(start: str, words: str, lang: Lang) -> tuple[Due | None, str]:
    """The due day, or None and why there is none."""
    from datetime import date

    from tiendo import errors, term, workdays
    from tiendo.rulebook import Rulebook

    try:
        day = date.fromisoformat(start.strip())
    except ValueError:
        return None, f"not a day (YYYY-MM-DD): {start}"
    understood, faults = term.parse(words)
    if understood is None:
        book = Rulebook(term.RULES)
        return None, " ".join(f"{book.message(one, lang)} {book.help(one, lang)}" for one in faults)
    try:
        return term.due(day, understood, workdays.shipped()), ""
    except errors.Refused as refusal:
        return None, refusal.message


def _day(found: Due | None) -> str:
    return found.due_on.isoformat() if found and found.due_on else "-"


def _verify(arguments: argparse.Namespace) -> int:
    from tiendo import ledger
    from tiendo.rulebook import Lang

    lang = Lang(arguments.lang)
    try:
        noted = _noted_head(arguments.head)
        with _opened(arguments.file) as stream:
            verdict = ledger.verify(ledger.lines(stream), noted)
    except OSError as fault:
        _complain(f"{arguments.file}: {fault.strerror}")
        return Exit.COULD_NOT_RUN
    except ValueError as fault:
        _complain(str(fault))
        return Exit.COULD_NOT_RUN
    head = f"{verdict.head.seq}:{verdict.head.hash}\n" if verdict.ok and verdict.head else ""
    if not _write(f"{ledger.say(verdict, lang)}\n{head}"):
        return Exit.COULD_NOT_RUN
    return Exit.CLEAN if verdict.ok else Exit.FINDINGS


def _noted_head(words: str | None) -> ledger.Head | None:
    from tiendo import ledger

    if words is None:
        return None
    seq, _, digest = words.partition(":")
    if not seq.isdecimal() or not digest:
        raise ValueError(f"not a head (SEQ:HASH): {words}")
    return ledger.Head(int(seq), digest)


@contextlib.contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STDIN:
        yield sys.stdin.buffer
    else:
        with open(name, "rb") as stream:
            yield stream


def _bytes(name: str) -> bytes | None:
    """The file's bytes; None, with a word on standard error, where it cannot be opened."""
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as fault:
        _complain(f"{name}: {fault.strerror}")
        return None


def _write(text: str | bytes, output: Path | None = None) -> bool:
    """Write to the file or to standard output, in UTF-8 whatever the locale; says whether it could."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    try:
        output.write_bytes(data)
    except OSError as fault:
        _complain(f"{output}: {fault.strerror}")
        return False
    return True


def _complain(words: str) -> None:
    print(f"tiendo: {words}", file=sys.stderr)


def _wants_colour(stream: TextIO) -> bool:
    """Whether a terminal is there that did not ask for plain text (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
