"""The library at the command line: each command parses, makes one call, prints.

Exit codes: 0 clean, 1 findings (a warning or an error, a broken chain), 2 could not run. What a command
needs is imported inside it, so that ``--help`` costs nothing. ``tiendo_web.cli`` adds its own commands
to the same parser.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from tiendo import console

if TYPE_CHECKING:
    from datetime import date

    from tiendo import ledger
    from tiendo.rulebook import Lang, Rulebook
    from tiendo.term import Due

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

FORMATS = ("full", "concise", "json", "sarif")
# The words of tiendo.export.Format, which --help must not import.
EXPORTS = ("text", "csv", "xlsx", "akn")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the library's commands; gives the exit code."""
    return run(parser(), list(sys.argv[1:] if argv is None else argv))


def parser() -> argparse.ArgumentParser:
    """The parser of the console command with the library's commands in it."""
    made = argparse.ArgumentParser(
        prog="tiendo",
        description="From directive to done: compile Vietnamese directives into duties with clocks and proof.",
        epilog="examples:\n  tiendo compile plan.docx\n  tiendo check plan.docx --format concise\n"
        "  tiendo explain C003\n  tiendo due 2026-11-20 '7 ngày làm việc'\n  tiendo units 00004\n"
        "  tiendo verify ledger.jsonl\n\n"
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
    """Add compile, check, diff, schema, explain, due, units and verify."""
    _add_compile(commands)
    _add_check(commands)
    _add_diff(commands)
    _add_schema(commands)
    _add_explain(commands)
    _add_due(commands)
    _add_units(commands)
    _add_verify(commands)


def run(made: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Parse ``words`` and run the command they name; usage errors leave by SystemExit(2), as argparse does."""
    arguments = made.parse_args(words)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        # The reader of the pipe (head, less) has left; the interpreter must not flush into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return console.Exit.CLEAN


def _command(commands: Commands, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _iso_day(words: str) -> date:
    """A day as an argument; raises what argparse tells of where it is none."""
    from datetime import date

    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day (YYYY-MM-DD): {words}") from None


def _add_language(made: argparse.ArgumentParser) -> None:
    made.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages (default vi)")


def _add_output(made: argparse.ArgumentParser) -> None:
    made.add_argument("-o", "--output", type=Path, metavar="PATH", help="write there instead of to standard output")


def _add_files(made: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    kinds = ".docx, .doc, .pdf, .html, .md, .txt, .eml or .zip"
    made.add_argument("files", nargs="+", metavar="FILE", help=f"{kinds}, or a folder of such; - reads standard input")
    made.add_argument("--format", choices=formats, default="full", help="what to print (default full)")
    made.add_argument(
        "--on",
        type=_iso_day,
        metavar="DATE",
        help="the day to hold deadlines against, YYYY-MM-DD; also that of documents which state none",
    )
    _add_output(made)
    _add_language(made)


def _add_compile(commands: Commands) -> None:
    made = _command(
        commands,
        "compile",
        "compile directives and plans into tasks with owners and deadlines",
        "  tiendo compile plan.docx\n  tiendo compile plan.docx --format json --output plan.json\n"
        "  tiendo compile plan.docx --format xlsx -o assignments.xlsx\n"
        "  cat plan.txt | tiendo compile - --lang en\n"
        "  tiendo compile FOLDER -o PLANS -j 2\n\n"
        "a folder is compiled to JSON in the folder named by -o; a second run does what is new or changed\n"
        "of several files, and of those of a folder, each is held against the others\n"
        "text, csv, xlsx and akn (Akoma Ntoso 3.0) hold one document each",
    )
    _add_files(made, (*FORMATS, *EXPORTS))
    made.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="processes for a folder (default 1)")
    made.set_defaults(run=_compile)


def _add_check(commands: Commands) -> None:
    made = _command(
        commands,
        "check",
        "print only what is wrong with directives and plans",
        "  tiendo check plan.docx\n  tiendo check *.docx --format concise\n"
        "  tiendo check plan.docx --format sarif --output plan.sarif\n"
        "  tiendo check plan.docx --on 2026-07-01\n  tiendo check FOLDER --on 2026-07-01\n"
        "  tiendo check --coverage plan.docx\n\n"
        "of several files, and of those of a folder, each is held against the others: tasks that stand in one before\n"
        "it word for word (W004), a document that replaces it (C013)\n"
        "with --coverage a sentence that orders, is in no task and has no reason is a finding",
    )
    _add_files(made, FORMATS)
    made.add_argument("--coverage", action="store_true", help="print instead what orders and is in no task, and why")
    made.set_defaults(run=_check)


def _add_diff(commands: Commands) -> None:
    made = _command(
        commands,
        "diff",
        "print what differs between two versions of a plan",
        "  tiendo diff draft.docx issued.pdf\n  tiendo diff old.json new.docx --format json\n\n"
        "takes documents, or plans compiled with --format json; 0 where nothing differs, 1 where something does",
    )
    made.add_argument("old", metavar="OLD", help="the earlier version")
    made.add_argument("new", metavar="NEW", help="the later version")
    made.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default text)")
    _add_output(made)
    _add_language(made)
    made.set_defaults(run=_diff)


def _add_schema(commands: Commands) -> None:
    made = _command(
        commands,
        "schema",
        "print the JSON Schema of compiled plans, tiendo-plan/1",
        "  tiendo schema\n  tiendo schema -o tiendo-plan-1.schema.json",
    )
    _add_output(made)
    made.set_defaults(run=_schema)


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


def _add_units(commands: Commands) -> None:
    made = _command(
        commands,
        "units",
        "say which province, district or commune bore a code, and what became of it in July 2025",
        "  tiendo units 00004\n  tiendo units 00004 --on 2025-06-30\n\n"
        "of the days before July 2025 only the last is known; ends with 1 where nobody bore the code",
    )
    made.add_argument(
        "code", metavar="CODE", help="two digits for a province, three for a district, five for a commune"
    )
    made.add_argument("--on", metavar="DATE", help="only the one who bore it on this day, YYYY-MM-DD")
    _add_language(made)
    made.set_defaults(run=_units)


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
    from tiendo import heap

    with heap.loading():
        from tiendo import plan_commands
    if any(os.path.isdir(name) for name in arguments.files):
        return _compile_folder(arguments)
    command = plan_commands.export if arguments.format in EXPORTS else plan_commands.compile
    return command(arguments, _plan_rules())


def _compile_folder(arguments: argparse.Namespace) -> int:
    from tiendo import batch
    from tiendo.rulebook import Lang

    if len(arguments.files) > 1 or arguments.output is None or arguments.jobs < 1:
        console.complain("a folder is compiled by itself, into a folder named with -o, by one process or more (-j)")
        return console.Exit.COULD_NOT_RUN
    if arguments.format not in ("full", "json"):
        console.complain(f"a folder is compiled to JSON, not to {arguments.format}")
        return console.Exit.COULD_NOT_RUN
    folder, lang = Path(arguments.files[0]), Lang(arguments.lang)
    return batch.compile_folder(folder, arguments.output, arguments.jobs, lang, rulebook(), arguments.on)


def _diff(arguments: argparse.Namespace) -> int:
    from tiendo import diff_command

    return diff_command.diff(arguments, rulebook())


def _check(arguments: argparse.Namespace) -> int:
    from tiendo import heap

    with heap.loading():
        from tiendo import plan_commands
    command = plan_commands.coverage if arguments.coverage else plan_commands.check
    return command(arguments, _plan_rules())


def _schema(arguments: argparse.Namespace) -> int:
    from importlib import resources

    text = (resources.files("tiendo.plan") / "tiendo-plan-1.schema.json").read_text("utf-8")
    return console.Exit.CLEAN if console.write(text, arguments.output) else console.Exit.COULD_NOT_RUN


def _plan_rules() -> Rulebook:
    """The rules that a document can break."""
    from tiendo.plan import read, rules
    from tiendo.rulebook import Rulebook

    return Rulebook((*rules.RULES, *read.RULES))


def rulebook() -> Rulebook:
    """Every rule that the library's commands can speak of."""
    from tiendo import daysoff, intake, ruleset_text, term
    from tiendo.plan import read, rules
    from tiendo.rulebook import Rulebook

    return Rulebook((*rules.RULES, *read.RULES, *term.RULES, *intake.RULES, *ruleset_text.RULES, *daysoff.RULES))


def _explain(arguments: argparse.Namespace) -> int:
    from tiendo.rulebook import Lang, explain

    lang, book = Lang(arguments.lang), rulebook()
    if arguments.list or arguments.code is None:
        lines = [f"{rule.code}  {rule.severity.value:<8} {rule.name}" for rule in book]
        return console.Exit.CLEAN if console.write("\n".join(lines) + "\n") else console.Exit.COULD_NOT_RUN
    rule = book.get(arguments.code)
    if rule is None:
        console.complain(f"no rule {arguments.code}; see: tiendo explain --list")
        return console.Exit.COULD_NOT_RUN
    return console.Exit.CLEAN if console.write(explain(rule, lang) + "\n") else console.Exit.COULD_NOT_RUN


def _due(arguments: argparse.Namespace) -> int:
    from tiendo.rulebook import Lang

    lang = Lang(arguments.lang)
    if arguments.start is None:
        return _due_of_lines(sys.stdin.buffer, lang)
    if not arguments.term:
        console.complain("a term is missing: tiendo due START TERM")
        return console.Exit.COULD_NOT_RUN
    found, fault = _due_of(arguments.start, " ".join(arguments.term), lang)
    if found is None:
        console.complain(fault)
        return console.Exit.COULD_NOT_RUN
    console.write(f"{_day(found)}\n{found.trace.say(lang)}\n")
    return console.Exit.CLEAN


def _due_of_lines(lines: BinaryIO, lang: Lang) -> int:
    """One answer for each line, so that answers can be pasted beside questions; faults on standard error."""
    failed = False
    for number, line in enumerate(lines, start=1):
        start, _, words = line.decode("utf-8", "replace").strip("\r\n").partition("\t")
        found, fault = _due_of(start, words, lang)
        if found is None:
            failed = True
            console.complain(f"{number}: {fault}")
        console.write(f"{_day(found)}\n")
    return console.Exit.FINDINGS if failed else console.Exit.CLEAN


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


def _units(arguments: argparse.Namespace) -> int:
    from datetime import date

    from tiendo.render import unit
    from tiendo.rulebook import Lang

    try:
        day = date.fromisoformat(arguments.on) if arguments.on else None
    except ValueError:
        console.complain(f"not a day (YYYY-MM-DD): {arguments.on}")
        return console.Exit.COULD_NOT_RUN
    words = unit.say(arguments.code, day, Lang(arguments.lang))
    if not words:
        console.complain(f"no unit bore the code {arguments.code}")
        return console.Exit.FINDINGS
    return console.Exit.CLEAN if console.write(words) else console.Exit.COULD_NOT_RUN


def _verify(arguments: argparse.Namespace) -> int:
    from tiendo import ledger
    from tiendo.rulebook import Lang

    lang = Lang(arguments.lang)
    try:
        noted = _noted_head(arguments.head)
        with console.opened(arguments.file) as stream:
            verdict = ledger.verify(ledger.lines(stream), noted)
    except OSError as fault:
        console.complain(f"{arguments.file}: {fault.strerror}")
        return console.Exit.COULD_NOT_RUN
    except ValueError as fault:
        console.complain(str(fault))
        return console.Exit.COULD_NOT_RUN
    head = f"{verdict.head.seq}:{verdict.head.hash}\n" if verdict.ok and verdict.head else ""
    if not console.write(f"{ledger.say(verdict, lang)}\n{head}"):
        return console.Exit.COULD_NOT_RUN
    return console.Exit.CLEAN if verdict.ok else console.Exit.FINDINGS


def _noted_head(words: str | None) -> ledger.Head | None:
    from tiendo import ledger

    if words is None:
        return None
    seq, _, digest = words.partition(":")
    if not seq.isdecimal() or not digest:
        raise ValueError(f"not a head (SEQ:HASH): {words}")
    return ledger.Head(int(seq), digest)
