"""The pages of tests/specs, each excerpt compiled and held to its marks."""

import re
from pathlib import Path

import pytest

from tiendo import workdays
from tiendo.plan import compiler, read
from tiendo.plan.context import Context

SPECS = Path(__file__).parents[3] / "specs"
EXCERPT = re.compile(r"^```directive\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"\s*# (error|warning|info): \[([a-z-]+)\]")
SUBJECT = re.compile(r"^Rules: ((?:[a-z-]+,?\s+)+)", re.MULTILINE)


def excerpts():
    for page in sorted(SPECS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        if page.name == "README.md":
            continue
        subjects = frozenset(SUBJECT.search(text)[1].replace(",", " ").split())
        for found in EXCERPT.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield pytest.param(subjects, found[1], id=f"{page.stem}:{line}")


def taken_off(excerpt):
    """The excerpt without its marks, and the marks as (line or None, severity, name)."""
    lines, marks = [], set()
    for line in excerpt.splitlines():
        words = MARK.sub("", line)
        is_own_line = not words and line
        marks |= {(None if is_own_line else len(lines) + 1, *mark) for mark in MARK.findall(line)}
        if not is_own_line:
            lines.append(words)
    return "\n".join(lines) + "\n", marks


@pytest.mark.parametrize(("subjects", "excerpt"), list(excerpts()))
def test_an_excerpt_has_exactly_the_faults_it_is_marked_with(subjects, excerpt):
    text, marks = taken_off(excerpt)
    source, _ = read.read(text.encode(), "trich.txt")
    _, diagnostics = compiler.compile(source, Context(calendar=workdays.shipped()))
    found = {
        (source.position(one.span.start).line if one.span else None, one.severity.value, one.name)
        for one in diagnostics
        if one.name in subjects
    }
    assert found == marks
