"""W013: orders are put off with “if possible”; told once for a plan."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening
from tiendo.rulebook import Example, Rule, Words
from tiendo.viet import any_of

RULE = Rule(
    code="W013",
    name="order-hedged",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ chỉ phải làm “{word}” hoặc tương tự: {list}",
        en="{count} tasks are only due “{word}” or the like: {list}",
    ),
    help=Words(vi="Nói rõ điều kiện, hoặc bỏ lời rào đón.", en="Name the condition, or drop the hedge."),
    explanation=Words(
        vi=(
            "“Nếu có thể”, “khi có điều kiện” để người thực hiện tự quyết có làm hay không; không làm cũng không "
            "phải là trễ."
        ),
        en="“If possible” leaves it to whoever is charged whether to act; not acting is not being late.",
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng trồng rừng ven biển khi có điều kiện.\n"),
            good=("1. Sở Xây dựng trồng rừng ven biển sau khi đất được giao.\n"),
        ),
    ),
    basis=("Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)"),
    labels={"also": Words(vi="cũng rào đón", en="hedged as well")},
)


_HEDGES = (
    "nếu có thể",
    "khi có điều kiện",
    "nếu có điều kiện",
    "nếu đủ điều kiện",
    "trong khả năng",
    "tùy tình hình",
    "tùy theo điều kiện",
    "tuỳ tình hình",
    "tuỳ theo điều kiện",
)
_HEDGE = late.pattern(rf"{any_of(_HEDGES)}\b")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such word, with a label at each further one."""
    if not any(hedge in plan.source.text for hedge in _HEDGES):
        return
    every = [(task, span) for task in plan.tasks if (span := opening.first(plan, task, _HEDGE))]
    if every:
        yield from opening.told_once(RULE, plan, every, word=plan.source.slice(every[0][1]))
