"""B009: tasks name those that help and nobody that leads; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import genre, opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="B009",
    name="coordinated-not-led",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ có cơ quan phối hợp mà không có cơ quan chủ trì: {list}",
        en="{count} tasks name who coordinates and not who leads: {list}",
    ),
    help=Words(vi="Nêu cơ quan chủ trì.", en="Name the leading body."),
    explanation=Words(
        vi="Nhiều cơ quan cùng phối hợp mà không ai chủ trì thì ai cũng chờ; khi hỏi kết quả không biết hỏi ai.",
        en="Where several coordinate and none leads, each waits; and nobody knows whom to ask.",
    ),
    examples=(
        Example(
            bad=("1. Phối hợp với Sở Tài chính rà soát quỹ đất ven biển.\n"),
            good=("1. Sở Xây dựng phối hợp với Sở Tài chính rà soát quỹ đất ven biển.\n"),
        ),
    ),
    basis="Nghị định 191/2026/NĐ-CP, Điều 2 khoản 2 (mỗi việc một cơ quan chủ trì, các cơ quan khác phối hợp)",
    labels={"task": Words(vi="cũng không có cơ quan chủ trì", en="nobody leads either")},
)


_NOBODY = late.pattern(r"(?:tiếp tục |chủ động |thường xuyên )?phối hợp\b", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first task that opens with "phối hợp", with a label at each further one."""
    every = [task for task in genre.given(plan) if task.coordinating and not task.lead and _NOBODY.match(task.text)]
    if every:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, every[0]),
            labels=opening.labels(plan, every),
            count=str(len(every)),
            list=opening.names(every),
        )
