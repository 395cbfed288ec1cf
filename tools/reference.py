"""Write ``docs/reference`` from the code: rules, commands, settings. With ``check``: say what is stale."""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tiendo import cli
from tiendo.plan import rules
from tiendo.rulebook import Lang, Rule
from tiendo_web import cli as product

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
WRITTEN = "Written by `./dev docs` from the code; change it there.\n"


def rule_page(rule: Rule) -> Iterator[str]:
    """What there is to say of a rule, in both languages."""
    yield f"## {rule.code} {rule.name}\n"
    yield f"*{rule.severity.value}*\n"
    for lang in (Lang.VI, Lang.EN):
        yield rule.explanation.say(lang).strip() + "\n"
    for example in rule.examples:
        yield "```text\n" + example.bad.strip() + "\n```\n"
        if example.good:
            yield "better:\n\n```text\n" + example.good.strip() + "\n```\n"
    yield f"Basis: {rule.basis}\n"


def rules_page() -> str:
    """Every rule, by code."""
    ordered = sorted(rules.RULES, key=lambda rule: rule.code)
    lines = ["# Rules\n", WRITTEN, "| code | name | severity |", "|---|---|---|"]
    lines += [f"| {rule.code} | `{rule.name}` | {rule.severity.value} |" for rule in ordered]
    return "\n".join([*lines, "", *(line for rule in ordered for line in rule_page(rule))])


def option(action: argparse.Action) -> str:
    """One row of a command's table."""
    names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar or action.dest}`"
    choices = f" ({', '.join(map(str, action.choices))})" if action.choices else ""
    return f"| {names} | {(action.help or '').replace('|', '/')}{choices} |"


def commands_page() -> str:
    """Every command of ``tiendo`` with its options."""
    parser = product.parser()
    lines = ["# Commands\n", WRITTEN, "Each ends with 0 when all is well, 1 on findings, 2 when it could not run.\n"]
    commands = cli.commands_of(parser)
    summaries = {action.dest: action.help or "" for action in commands._get_subactions()}
    for name, command in commands.choices.items():
        lines += [f"## tiendo {name}\n", summaries.get(name, "") + "\n"]
        actions = [action for action in command._actions if action.dest != "help"]
        if actions:
            lines += ["| | |", "|---|---|", *map(option, actions), ""]
    return "\n".join([*lines, "| | |", "|---|---|", *operators_commands()])


def operators_commands() -> Iterator[str]:
    """A row for each command of ``tiendo manage`` that is ours, as the first line of its module says it."""
    for path in sorted((ROOT / "src" / "tiendo_web").glob("*/management/commands/[a-z]*.py")):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        call, _, what = said.split("\n")[0].strip("`").partition("``: ")
        yield f"| `{call}` | {what.rstrip('.').replace('``', '`')} |"


def settings_page() -> str:
    """The variables of the environment, as the settings explain them."""
    text = (ROOT / "src" / "tiendo_web" / "settings.py").read_text(encoding="utf-8")
    explained = ast.get_docstring(ast.parse(text)) or ""
    return f"# Settings\n\n{WRITTEN}\n```text\n{explained}\n```\n"


def pages() -> dict[Path, str]:
    """Every page of the reference, by its path."""
    texts = {"rules.md": rules_page(), "commands.md": commands_page(), "settings.md": settings_page()}
    return {REFERENCE / name: text.rstrip() + "\n" for name, text in texts.items()}


def main(verb: str) -> int:
    """Write the pages, or ``check`` that they are fresh."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if verb == "check":
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)}; run ./dev docs")
        return 1 if stale else 0
    REFERENCE.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "write"))
