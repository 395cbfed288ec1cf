"""W003: two tasks under one heading have the same words and the same leading bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="W003",
    name="task-repeated",
    severity=Severity.WARNING,
    message=Words(
        vi="Nhiệm vụ {task} lặp lại nguyên văn nhiệm vụ {first}", en="Task {task} repeats task {first} word for word"
    ),
    help=Words(
        vi="Bỏ một trong hai, hoặc nói rõ chỗ khác nhau.", en="Leave one of the two out, or say how they differ."
    ),
    explanation=Words(
        vi=(
            "Nhiệm vụ lặp lại sẽ được giao, báo cáo và chấm hai lần; khi một bên xong thì bên kia vẫn hiện là "
            "trễ. Cùng lời nhưng giao cho cơ quan khác, hoặc dưới mục khác, thì không phải lặp."
        ),
        en=(
            "A repeated task is given, reported and scored twice; when one is done the other still shows as "
            "late. The same words for another body, or under another heading, are no repetition."
        ),
    ),
    examples=(
        Example(
            bad=(
                "1. Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng chắn sóng.\n\n2. Sở Tài chính bố trí "
                "kinh phí.\n\n3. Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng chắn sóng.\n"
            ),
            good=(
                "1. Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng chắn sóng.\n\n2. Sở Tài chính bố trí "
                "kinh phí.\n"
            ),
        ),
    ),
    basis="tiendo-plan/1: mỗi nhiệm vụ một lần",
    labels={"first": Words(vi="nhiệm vụ trước", en="the earlier task")},
)


_SHORTEST = 40
# Tasks that do not open alike need not be compared to their ends.
_FIRST = 4


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each later task of the same words, body and deadline, from forty letters on."""
    beside: dict[tuple[object, ...], list[Task]] = {}
    for task in plan.tasks:
        if len(task.text) >= _SHORTEST:
            when = task.deadline.values if task.deadline else ()
            # The same step under two headings ("lấy ý kiến …") is two tasks.
            beside.setdefault((task.label.rpartition(".")[0], when), []).append(task)
    for group in beside.values():
        for alike in _opening_alike(group) if len(group) > 1 else ():
            yield from _repeated(plan, alike)


def _opening_alike(group: Sequence[Task]) -> Iterator[Sequence[Task]]:
    """The tasks of a group that share their first words, where several do."""
    alike: dict[str, list[Task]] = {}
    for task in group:
        alike.setdefault(_folded(" ".join(task.text.split(maxsplit=_FIRST)[:_FIRST])), []).append(task)
    return (one for one in alike.values() if len(one) > 1)


def _repeated(plan: Plan, group: Sequence[Task]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, ...], Task] = {}
    for task in group:
        words = (_folded(task.text), *(viet.fold(lead.value) for lead in task.lead))
        first = seen.setdefault(words, task)
        if first is not task:
            yield RULE.found(
                plan.source.name,
                opening.of(plan, task),
                labels=(Label(opening.of(plan, first), "first"),),
                task=task.label,
                first=first.label,
            )


def _folded(text: str) -> str:
    return viet.fold(text).rstrip(" .;/")
