"""Lead bodies that will be gone before what they are given is done: told on the page of issuing, in a few lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tiendo import orgtree
from tiendo_web.duties import fitness
from tiendo_web.plans import draft


@dataclass(frozen=True, slots=True)
class Line:
    """Bodies that end on one day and are followed by the same: their names, and the tasks that they lead."""

    bodies: tuple[str, ...]
    ends_on: dt.date
    heirs: tuple[str, ...]
    tasks: tuple[draft.TaskDraft, ...]


@dataclass(frozen=True, slots=True)
class Endings:
    """``barred`` cannot be given the duty, nobody follows them whole; from ``along`` it goes to who does."""

    barred: tuple[Line, ...]
    along: tuple[Line, ...]

    @property
    def number(self) -> int:
        """How many bodies end."""
        return len({name for line in (*self.barred, *self.along) for name in line.bodies})


def of_tasks(given: Iterable[tuple[draft.TaskDraft, dt.date | None]], tree: orgtree.OrgTree) -> Endings:
    """The endings that tasks meet, each with its due day, before that day; of a task without one, whenever they are."""
    found: dict[fitness.Ending, tuple[dict[int, None], dict[str, draft.TaskDraft]]] = {}
    for task, due_on in given:
        for body_id in task.lead.now:
            ending = fitness.ending(tree, body_id, due_on)
            if ending is not None:
                bodies, tasks = found.setdefault(ending, ({}, {}))
                bodies[body_id] = None
                tasks[task.key] = task
    told = [
        (
            ending.to is None,
            Line(
                bodies=tuple(tree.name(one) for one in bodies),
                ends_on=ending.ends_on,
                heirs=tuple(tree.name(one) for one in ending.heirs),
                tasks=tuple(tasks.values()),
            ),
        )
        for ending, (bodies, tasks) in sorted(found.items(), key=lambda one: (one[0].ends_on, one[0].heirs))
    ]
    return Endings(*(tuple(line for is_barred, line in told if is_barred is wanted) for wanted in (True, False)))
