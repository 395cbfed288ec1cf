"""Where to point when a whole task is meant, and how to name many tasks in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiendo.diagnostic import Diagnostic, Label
from tiendo.plan.model import Plan, Task
from tiendo.rulebook import Rule
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


def first(plan: Plan, task: Task, words: re.Pattern[str]) -> Span | None:
    """Where such words stand first in the task's own parts."""
    text = plan.source.text
    hits = (one for part in task.parts for one in words.finditer(text, part.start, part.end))
    return next((Span(*hit.span()) for hit in hits), None)


def told_once(
    rule: Rule, plan: Plan, every: Sequence[tuple[Task, Span]], key: str = "also", **said: str
) -> Iterator[Diagnostic]:
    """One diagnostic for all these tasks, at the words of the first, with a label at those of each further one."""
    if every:
        yield rule.found(
            plan.source.name,
            every[0][1],
            labels=tuple(Label(span, key) for _, span in every[1:]),
            fix=None,
            count=str(len(every)),
            list=names([task for task, _ in every]),
            **said,
        )
