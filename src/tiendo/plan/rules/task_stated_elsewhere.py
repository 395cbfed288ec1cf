"""W004: a task stands word for word in another document that the system holds."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="W004",
    name="task-stated-elsewhere",
    severity=Severity.INFO,
    message=Words(
        vi="Nhiệm vụ {task} đã có nguyên văn trong {where}", en="Task {task} stands word for word in {where}"
    ),
    help=Words(
        vi="Xem có phải nhiệm vụ đã giao; nếu phải thì nối với nhiệm vụ ấy thay vì giao lại.",
        en="See whether it was given already; if so, tie it to that duty and do not give it again.",
    ),
    explanation=Words(
        vi=(
            "Cùng một việc giao bằng hai văn bản sẽ có hai hạn và hai đầu báo cáo. Quy tắc chỉ chạy khi hệ thống "
            "đã có các văn bản khác."
        ),
        en=(
            "One piece of work given by two documents has two deadlines and two places to report. The rule only "
            "runs where the system holds other documents."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng phòng hộ trên toàn tỉnh.\n"),
            good=("1. Sở Xây dựng rà soát quỹ đất ven biển đã giao năm 2025 nhưng chưa trồng rừng.\n"),
        ),
    ),
    basis="Kết luận 226-KL/TW (một việc chỉ giao một cơ quan chủ trì, không chồng chéo)",
)


_SHORTEST = 40


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each task whose words the context knows from elsewhere, from forty letters on."""
    if not context.duties:
        return
    for task in plan.tasks:
        where = context.duties.get(key(task.text)) if len(task.text) >= _SHORTEST else None
        if where:
            yield RULE.found(plan.source.name, opening.of(plan, task), task=task.label, where=where)


def key(text: str) -> str:
    """A task's words as ``Context.duties`` has them: folded, without the mark at the end."""
    return viet.fold(text).rstrip(" .;/")
