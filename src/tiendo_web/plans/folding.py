"""A task of the text and the row of a table that gives it again, as one: words of the text, who and when of the row.

Both are read as tasks. Were both issued, one body would owe the same work twice; so a row is folded into the tasks that
name it, by an edit like any other: taking a document in makes it, and it can be taken back. Pure.

>>> said = {"id": "1", "row": "PL.1", "text": "Lập sổ cây giống.", "lead": [], "deadline": [], "inferred": {}}
>>> proposed([said, {"id": "PL.1", "row": None, "text": "Lập sổ cây giống", "lead": ["Sở Y tế"], "deadline": []}])
['PL.1']
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from tiendo import viet
from tiendo.plan import joining

# The field of an edit that says so, of the row.
FOLDED = "folded"
# What a row may say of a task, each with the values that go with it.
_SAYS = (
    ("lead", ()),
    ("coordinating", ()),
    ("deadline", ("deadline_text", "deadline_from")),
    ("deliverable", ()),
    ("report_to", ()),
)
# So much of a row's words stands in the text where it only gives it again.
_MOST = 0.75
# What an edit can name.
_LONGEST = 80
_KEPT_BESIDE = ("spans", "bodies", "inferred")
_Compiled: TypeAlias = Mapping[str, Any]


def proposed(tasks: Sequence[_Compiled]) -> list[str]:
    """The rows to fold as a document is taken in: all that neither contradict nor go beyond the tasks they give again.

    Where the text charges one body and the row another, or each sets a day, which one was meant is for a person to say;
    so it is where the row orders what the text does not, for that would be given to nobody.
    """
    known = {task["id"]: task for task in tasks if len(task["id"]) <= _LONGEST}
    pairs = ((known[row], them) for row, them in named(tasks).items() if row in known)
    return [row["id"] for row, them in pairs if not (any(_differ(task, row) for task in them) or _says_more(row, them))]


def named(tasks: Iterable[_Compiled]) -> dict[str, list[_Compiled]]:
    """The rows that give tasks of the text again, each with these tasks; all in their order."""
    found: dict[str, list[_Compiled]] = {}
    for task in tasks:
        if task.get("row"):
            found.setdefault(task["row"], []).append(task)
    return found


def folded(tasks: Sequence[_Compiled], rows: Collection[str]) -> list[_Compiled]:
    """The tasks without some rows; one that names such a row has from it what it does not say itself.

    It then has ``folded`` (the row) and ``taken`` (the fields that are the row's).
    """
    if not rows:
        return list(tasks)
    known = {task["id"]: task for task in tasks if task["id"] in rows}
    return [
        _with(task, known[task["row"]]) if task.get("row") in known else task
        for task in tasks
        if task["id"] not in known
    ]


def _with(task: _Compiled, row: _Compiled) -> _Compiled:
    made = {**task, **{name: dict(task.get(name) or {}) for name in _KEPT_BESIDE}, "folded": row}
    made["taken"] = [name for name, _ in _SAYS if row.get(name) and not _says(task, name)]
    for name, others in _SAYS:
        if name in made["taken"]:
            made |= {key: row.get(key) for key in (name, *others)}
            for beside in _KEPT_BESIDE:
                if name in (row.get(beside) or {}):
                    made[beside][name] = row[beside][name]
    return made


def _says(task: _Compiled, name: str) -> bool:
    """Whether a task says so itself: what was handed down from a heading is less than what a row says of it alone."""
    return bool(task.get(name)) and not (task.get("inferred") or {}).get(name)


def _differ(task: _Compiled, row: _Compiled) -> bool:
    """Whether both say who leads or by when, and not the same."""
    both = [name for name in ("lead", "deadline") if _says(task, name) and row.get(name)]
    return any(_same(task[name]) != _same(row[name]) for name in both)


def _says_more(row: _Compiled, tasks: Sequence[_Compiled]) -> bool:
    return joining.share(row["text"], [task["text"] for task in tasks]) < _MOST


def _same(values: Iterable[str]) -> frozenset[str]:
    return frozenset(viet.fold(value) for value in values)
