"""B001: tasks name no body that must do them; told once for a plan."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import around, genre, opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="B001",
    name="task-without-lead",
    severity=Severity.INFO,
    message=Words(
        vi="{missing} trong {total} nhiệm vụ không nêu cơ quan chủ trì: {list}",
        en="{missing} of {total} tasks name no leading body: {list}",
    ),
    help=Words(
        vi="Chọn cơ quan chủ trì cho từng nhiệm vụ khi rà soát, trước khi giao.",
        en="Choose a leading body for each when looking the plan over, before issuing.",
    ),
    explanation=Words(
        vi="Việc giao cho mọi người là việc không giao cho ai. Mỗi nhiệm vụ cần một cơ quan chủ trì chịu trách "
        "nhiệm báo "
        "cáo; cơ quan phối hợp không thay được. Trình biên dịch không đoán cơ quan từ nội dung công việc.",
        en="What is given to everybody is given to nobody. Each task needs one leading body that reports on it; a "
        "coordinating body will not do. The compiler does not guess the body from what the work is about.",
    ),
    examples=(
        Example(
            bad="1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n",
            good="1. Sở Nông nghiệp và Môi trường rà soát quỹ đất ven biển.\n\n2. Sở Tài chính bố trí kinh phí "
            "mua cây giống.\n",
        ),
    ),
    basis="Nghị định 191/2026/NĐ-CP, Điều 2 khoản 2 (mỗi việc một cơ quan chủ trì, các cơ quan khác phối hợp)",
    labels={"task": Words(vi="cũng không nêu cơ quan chủ trì", en="names no leading body either")},
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such task, with a label at each further one."""
    tasks = genre.given(plan)
    unled = [task for task in tasks if not task.lead and genre.is_work(task)]
    known = around.of(plan) if unled else None
    missing = [task for task in unled if known and not known.leads(task)]
    if missing:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, missing[0]),
            labels=opening.labels(plan, missing),
            missing=str(len(missing)),
            total=str(len(tasks)),
            list=opening.names(missing),
        )
