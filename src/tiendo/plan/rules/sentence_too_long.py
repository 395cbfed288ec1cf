"""W014: a task's sentence runs to more than a hundred and fifty words; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="W014",
    name="sentence-too-long",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ có câu dài trên {limit} chữ: {list}",
        en="{count} tasks have a sentence of more than {limit} words: {list}",
    ),
    help=Words(vi="Tách thành các ý, mỗi ý một việc.", en="Cut it into points, one thing to do in each."),
    explanation=Words(
        vi=("Câu dài gộp nhiều việc, nhiều cơ quan, nhiều hạn; người đọc bỏ sót và không ai báo cáo được từng việc."),
        en=(
            "A long sentence packs several things to do, bodies and deadlines; readers miss some, and none can "
            "be reported on alone."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng " + "rà soát quỹ đất ven biển, " * 30 + "báo cáo.\n"),
            good=("1. Sở Xây dựng rà soát quỹ đất ven biển, báo cáo.\n"),
        ),
    ),
    basis="Lẽ thường: mỗi câu một việc",
    labels={"task": Words(vi="cũng quá dài", en="too long as well")},
)


_LIMIT = 150
_STOP = re.compile(r"[.;:!?](?=\s|$)|\n")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such task, with a label at each further one."""
    long = [task for task in plan.tasks if len(task.text) > 2 * _LIMIT and _runs_on(task.text)]
    if long:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, long[0]),
            labels=opening.labels(plan, long),
            count=str(len(long)),
            limit=str(_LIMIT),
            list=opening.names(long),
        )


def _runs_on(text: str) -> bool:
    return len(text.split()) > _LIMIT and any(len(one.split()) > _LIMIT for one in _STOP.split(text))
