"""B006: tasks are given to everybody at large; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import genre, opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="B006",
    name="everybody-leads",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ chỉ giao chung cho “{body}” hoặc tương tự: {list}",
        en="{count} tasks are given only to “{body}” or the like: {list}",
    ),
    help=Words(
        vi="Chỉ ra một cơ quan đầu mối tổng hợp; mỗi cơ quan còn lại báo cáo phần mình.",
        en="Name one body to gather the results; each other reports its part.",
    ),
    explanation=Words(
        vi=("“Các cơ quan, đơn vị, địa phương” là tất cả mọi người: khi tổng hợp không biết còn thiếu báo cáo của ai."),
        en=(
            "“The agencies, units and localities” are everybody: when results are gathered nobody knows whose "
            "report is missing."
        ),
    ),
    examples=(
        Example(
            bad=("1. Các cơ quan, đơn vị, địa phương tổ chức trồng rừng ven biển.\n"),
            good=("1. Sở Xây dựng tổ chức trồng rừng ven biển.\n"),
        ),
    ),
    basis=("Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)"),
    labels={"task": Words(vi="cũng giao chung", en="given to everybody as well")},
)


_EVERYBODY = re.compile(
    r"(?:các|tất cả(?: các)?|mọi|toàn thể)\s+"
    r"(?:(?:cơ quan|đơn vị|địa phương|cấp|ngành|tổ chức|cá nhân|bộ)(?:\s*,\s*|\s+và\s+|$|\s+các\s+)){1,5}"
    r"(?:địa phương|đơn vị|ngành|cơ quan|tổ chức|cá nhân)?",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"vướng mắc|phát sinh", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first task led by nobody in particular, with a label at each further one."""
    every = [
        task
        for task in genre.given(plan)
        if task.lead
        and all(_EVERYBODY.fullmatch(lead.value) for lead in task.lead)
        # "Should there be difficulties, the units report them" gives nobody work.
        and not _FORMULA.search(task.text)
    ]
    if every:
        first = every[0].lead[0]
        yield RULE.found(
            plan.source.name,
            first.span or opening.of(plan, every[0]),
            labels=opening.labels(plan, every),
            count=str(len(every)),
            body=first.value,
            list=opening.names(every),
        )
