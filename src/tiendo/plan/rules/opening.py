"""Where to point when a whole task is meant, and how to name many tasks in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tiendo.diagnostic import Label
from tiendo.plan.model import Plan, Task
from tiendo.source import Span

_LONGEST = 60


def of(plan: Plan, task: Task) -> Span:
    """The first words of a task, to the end of a word, within its first line."""
    start = task.parts[0].start if task.parts else task.span.start
    line = plan.source.text[start : task.span.end].split("\n", 1)[0]
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rsplit(" ", 1)[0]
    return Span(start, start + len(line))


def labels(plan: Plan, tasks: Sequence[Task], key: str = "task") -> tuple[Label, ...]:
    """A label at the opening of each task but the first, where the diagnostic itself stands."""
    return tuple(Label(of(plan, task), key) for task in tasks[1:])


def names(tasks: Sequence[Task]) -> str:
    """The tasks' labels in one line: ``2, 3, [12]``."""
    return ", ".join(task.label for task in tasks)
