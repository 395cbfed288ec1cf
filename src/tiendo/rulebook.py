"""What a rule is, and how its words are put together.

A rule is one file that says what is wrong (``RULE``) and finds it (``check``). Its code is a family
letter and three digits and is never used twice; its name states the fault and reads after "allow".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from tiendo.diagnostic import Diagnostic, Fix, Label, Severity
from tiendo.source import Span

CODE = re.compile(r"[A-Z]\d{3}")
NAME = re.compile(r"[a-z]+(-[a-z]+)*")


class Lang(StrEnum):
    """The languages the product speaks."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages; ``{name}`` is filled from a diagnostic's arguments."""

    vi: str
    en: str

    def say(self, lang: Lang, args: Mapping[str, str] = MappingProxyType({})) -> str:
        """The sentence in ``lang``, filled; raises KeyError where an argument is missing."""
        return (self.vi if lang is Lang.VI else self.en).format_map(args)


@dataclass(frozen=True, slots=True)
class Example:
    """A text that has the fault and the same text without it (``good`` may be empty)."""

    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What is wrong, how bad, and everything a reader may want to know of it.

    ``message`` stands alone; ``help`` says what to do; ``explanation`` is for ``tiendo explain``;
    ``basis`` is the provision, guide or measurement behind the rule.
    """

    code: str
    name: str
    severity: Severity
    message: Words
    help: Words
    explanation: Words
    examples: tuple[Example, ...]
    basis: str
    labels: Mapping[str, Words] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a rule whose code or name is not of the agreed form."""
        if not CODE.fullmatch(self.code) or not NAME.fullmatch(self.name):
            raise ValueError(f"bad rule identity: {self.code} {self.name}")

    def found(
        self,
        source: str,
        span: Span | None,
        *,
        labels: tuple[Label, ...] = (),
        fix: Fix | None = None,
        **args: str,
    ) -> Diagnostic:
        """A diagnostic of this rule in the source named ``source``, at ``span``."""
        return Diagnostic(
            code=self.code,
            name=self.name,
            severity=self.severity,
            source=source,
            span=span,
            args=tuple(sorted(args.items())),
            labels=labels,
            fix=fix,
        )


class Rulebook:
    """Rules by code; what turns a diagnostic into words.

    >>> Rulebook([]).get("X000") is None
    True
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules; raises ValueError where a code or a name stands twice."""
        self._rules: dict[str, Rule] = {}
        names: set[str] = set()
        for rule in rules:
            if rule.code in self._rules or rule.name in names:
                raise ValueError(f"rule stands twice: {rule.code} {rule.name}")
            self._rules[rule.code] = rule
            names.add(rule.name)

    def __iter__(self) -> Iterator[Rule]:
        """The rules in the order of their codes."""
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))

    def get(self, code_or_name: str) -> Rule | None:
        """The rule with this code or name, in any case of letters; None where there is none."""
        wanted = code_or_name.strip()
        rule = self._rules.get(wanted.upper())
        return rule or next((r for r in self._rules.values() if r.name == wanted.lower()), None)

    def message(self, diagnostic: Diagnostic, lang: Lang) -> str:
        """The headline of a diagnostic."""
        return self._rules[diagnostic.code].message.say(lang, dict(diagnostic.args))

    def help(self, diagnostic: Diagnostic, lang: Lang) -> str:
        """What to do about a diagnostic."""
        return self._rules[diagnostic.code].help.say(lang, dict(diagnostic.args))

    def label(self, diagnostic: Diagnostic, label: Label, lang: Lang) -> str:
        """The words beside one of a diagnostic's further places."""
        return self._rules[diagnostic.code].labels[label.key].say(lang, dict(diagnostic.args))


def explain(rule: Rule, lang: Lang) -> str:
    """The explanation page of a rule as plain text."""
    import textwrap

    vi = lang is Lang.VI
    lines = [f"{rule.code} {rule.name} ({rule.severity.value})", "", rule.explanation.say(lang), ""]
    for example in rule.examples:
        lines += [("Ví dụ có lỗi:" if vi else "With the fault:"), textwrap.indent(example.bad.rstrip(), "  ")]
        if example.good:
            lines += [("Nên viết:" if vi else "Better:"), textwrap.indent(example.good.rstrip(), "  ")]
        lines.append("")
    lines.append(("Căn cứ: " if vi else "Basis: ") + rule.basis)
    return "\n".join(lines)
