"""D001: tasks say no day, period or rhythm; told once for a plan."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan, Task
from tiendo.plan.rules import around, genre, opening, printed, rhythm_unsaid
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D001",
    name="task-without-deadline",
    severity=Severity.INFO,
    message=Words(
        vi="{missing} trong {total} nhiệm vụ không nêu thời hạn: {list}",
        en="{missing} of {total} tasks state no deadline: {list}",
    ),
    help=Words(
        vi="Đặt thời hạn cho từng nhiệm vụ khi rà soát, hoặc ghi rõ là thường xuyên.",
        en="Set a deadline for each when looking the plan over, or say that it is ongoing.",
    ),
    explanation=Words(
        vi="Nhiệm vụ không có hạn thì không bao giờ trễ, và cũng không bao giờ bị hỏi đến. “Kịp thời”, “sớm” "
        "không phải "
        "thời hạn. Nhiệm vụ làm thường xuyên hoặc theo định kỳ được coi là có hạn.",
        en="A task without a deadline is never late, and never asked about. “Promptly” and “soon” are no deadlines. A "
        "task that is ongoing or recurs counts as having one.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng rà soát quỹ đất ven biển.\n\n2. Sở Tài chính bố trí kinh phí.\n",
            good="1. Sở Xây dựng rà soát quỹ đất ven biển trước ngày 15/5/2026.\n\n"
            "2. Sở Tài chính bố trí kinh phí trước ngày 30/6/2026.\n",
        ),
    ),
    basis="Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)",
    labels={"task": Words(vi="cũng không nêu thời hạn", en="states no deadline either")},
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such task, with a label at each further one."""
    tasks = genre.given(plan)
    unset = [task for task in tasks if _is_open(plan, task)]
    known = around.of(plan) if unset else None
    closed = around.closed(plan.tasks) | around.timed_at_end(plan.tasks) if unset else frozenset[str]()
    missing = [task for task in unset if known and not known.dates(task) and task.id not in closed]
    if missing:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, missing[0]),
            labels=opening.labels(plan, missing),
            missing=str(len(missing)),
            total=str(len(tasks)),
            list=opening.names(missing),
        )


# What is done at all hours, and what recurs, by whatever words.
_ALWAYS = late.pattern(r"\b24\s?/\s?(?:7|24)\b|\bliên tục\b|^định kỳ\b|\bđịnh kỳ (?:hoặc|và|,) đột xuất\b")
_MAY_BE_ALWAYS = ("24", "liên tục", "định kỳ")


def _is_stated(task: Task, deadline: Deadline) -> bool:
    """Whether a line or cell of its own says when, though no day ("Theo tiến độ …", "Sau khi Luật ban hành")."""
    return bool(deadline.spans) and not any(place in part for place in deadline.spans for part in task.parts)


def _is_done_always(text: str) -> bool:
    small = text.lower()
    return any(words in small for words in _MAY_BE_ALWAYS) and bool(_ALWAYS.search(small))


def _is_open(plan: Plan, task: Task) -> bool:
    """Whether a task says no time; a day that cannot be is a time that D004 tells of, "định kỳ" one that D011 does."""
    if (task.deadline and (task.deadline.values or _is_stated(task, task.deadline))) or genre.arises(task):
        return False
    if not (task.lead or genre.is_work(task)) or rhythm_unsaid.bare(plan, task) or _is_done_always(task.text):
        return False
    return not any(printed.impossible(one) for part in task.parts for one in printed.within(plan.source.text, part))
