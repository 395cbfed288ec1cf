"""W012: tasks end in “and so on”; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening, page
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="W012",
    name="list-left-open",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ để ngỏ bằng “{word}”: {list}", en="{count} tasks are left open by “{word}”: {list}"
    ),
    help=Words(
        vi="Liệt kê cho hết, hoặc nêu tiêu chí thay cho “v.v.”.",
        en="Name all of it, or give a criterion in the place of “v.v.”.",
    ),
    explanation=Words(
        vi="“V.v.” không nói việc đến đâu là hết, nên không ai báo cáo hoàn thành được.",
        en="“And so on” does not say where the work ends, so nobody can report it complete.",
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng trồng phi lao, đước, bần, v.v.\n"),
            good=("1. Sở Xây dựng trồng phi lao, đước và bần.\n"),
        ),
    ),
    basis=("Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)"),
    labels={"also": Words(vi="cũng để ngỏ", en="left open as well")},
)


# In small letters, one of which is in each.
_MARKS = ("…", "...", "v.v", "v. v")
# A line of dots, cut in two or not, is a blank of a form to write on.
_OPEN = re.compile(r"(?<!\w)v\.\s?v\b|(?<=\w)(?:\s?…|\.{3})(?!\s?(?:…|\.\.))(?=\s*[.;)]|\s|$)", re.IGNORECASE)

# A press report ends in dots what it cuts, and not what the document left open.
_OPEN_IN_REPORT = re.compile(r"(?<!\w)v\.\s?v\b", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such word, with a label at each further one."""
    small = page.small(plan.source.text)
    marks = [mark for mark in _MARKS if mark in small]
    opens = _OPEN_IN_REPORT if page.is_report(plan) else _OPEN
    marked = (task for task in plan.tasks if any(mark in task.text.lower() for mark in marks)) if marks else ()
    every = [(task, span) for task in marked if (span := opening.first(plan, task, opens))]
    if every:
        yield from opening.told_once(RULE, plan, every, word=plan.source.slice(every[0][1]).strip())
