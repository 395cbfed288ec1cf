"""Two versions of a plan held against each other: which tasks are new, gone, elsewhere, or not what they were.

Tasks are paired by their words, then by their labels, then by likeness; a task that only got another number because
one was put in before it has not changed.

>>> from tiendo.plan import compile, read
>>> def version(words):
...     return compile(read.read(words.encode(), "ke-hoach.txt")[0])[0]
>>> old = version("1. Sở Y tế lập sổ trước ngày 15/12/2025.\\n2. Sở Nội vụ gửi báo cáo.")
>>> new = version("1. Sở Y tế lập sổ trước ngày 20/12/2025.")
>>> [(one.kind.value, [field.field.value for field in one.fields]) for one in compare(old, new)]
[('changed', ['deadline', 'text']), ('removed', [])]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tiendo import viet
from tiendo.plan.model import Deadline, Plan, Task

_WORD = re.compile(r"\w+")
_TWIN = re.compile(r"~\d+\Z")
# Two tasks under one label are one task reworded if they share so many words; under different labels, more.
_ALIKE = 0.35
_LIKE_NO_OTHER = 0.6


class Kind(StrEnum):
    """What became of a task."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


class Field(StrEnum):
    """What of a task can change."""

    PLACE = "place"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its words before and after."""

    field: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A task that is new (``before`` is None), gone (``after`` is None), or both with what differs.

    ``MOVED`` is a task that stands elsewhere and is otherwise what it was.
    """

    kind: Kind
    before: Task | None
    after: Task | None
    fields: tuple[FieldChange, ...] = ()


def compare(old: Plan, new: Plan, *, by_place: bool = True) -> tuple[Change, ...]:
    """What differs, in the order of the new version, each removed task before what follows it.

    Without ``by_place`` the numbers of the two say nothing: they are no versions of one document.
    """
    pairs = _pairs(old.tasks, new.tasks, by_place=by_place)
    stayed = _in_order([(pairs[at], at) for at in range(len(new.tasks)) if at in pairs])
    removed = [at for at in range(len(old.tasks)) if at not in set(pairs.values())]
    found: list[Change] = []
    gone = 0
    for at, task in enumerate(new.tasks):
        before = pairs.get(at)
        while before is not None and gone < len(removed) and removed[gone] < before:
            found.append(Change(Kind.REMOVED, old.tasks[removed[gone]], None))
            gone += 1
        if before is None:
            found.append(Change(Kind.ADDED, None, task))
        else:
            found += _changed(old.tasks[before], task, is_elsewhere=at not in stayed)
    return (*found, *(Change(Kind.REMOVED, old.tasks[at], None) for at in removed[gone:]))


def paired(old: Plan, new: Plan, *, by_place: bool = True) -> tuple[tuple[Task, Task], ...]:
    """Each task that stands in both versions, as it was and as it is, in the order of the new one."""
    pairs = _pairs(old.tasks, new.tasks, by_place=by_place)
    return tuple((old.tasks[pairs[at]], task) for at, task in enumerate(new.tasks) if at in pairs)


def reworded(before: Task, after: Task) -> bool:
    """Whether what is ordered, or by when, is not what it was; who is to do it is another matter."""
    return _key(before) != _key(after) or viet.fold(_when(before.deadline)) != viet.fold(_when(after.deadline))


def _changed(before: Task, after: Task, *, is_elsewhere: bool) -> Iterator[Change]:
    fields = tuple(_fields(before, after))
    moved = is_elsewhere or _parent(before) != _parent(after)
    place = (FieldChange(Field.PLACE, before.id, after.id),) if moved else ()
    if fields:
        yield Change(Kind.CHANGED, before, after, (*place, *fields))
    elif moved:
        yield Change(Kind.MOVED, before, after, place)


def _fields(before: Task, after: Task) -> Iterator[FieldChange]:
    shown = (
        (Field.LEAD, _bodies(before.lead), _bodies(after.lead)),
        (Field.COORDINATING, _bodies(before.coordinating), _bodies(after.coordinating)),
        (Field.DEADLINE, _when(before.deadline), _when(after.deadline)),
    )
    for field, old, new in shown:
        if viet.fold(old) != viet.fold(new):
            yield FieldChange(field, old, new)
    if _key(before) != _key(after):
        yield FieldChange(Field.TEXT, before.text, after.text)


def _bodies(bodies: Sequence[object]) -> str:
    return "; ".join(str(getattr(body, "value", "")) for body in bodies)


def _when(deadline: Deadline | None) -> str:
    """The normal forms of a deadline, or its words where it has none."""
    return "" if deadline is None else ", ".join(deadline.values) or deadline.text


def _key(task: Task) -> str:
    """The words of a task, whatever their case, spacing and tone places."""
    return " ".join(_WORD.findall(viet.fold(task.text)))


def _parent(task: Task) -> str:
    """The label of what a task stands under."""
    return _TWIN.sub("", task.id).rpartition(".")[0]


def _pairs(old: Sequence[Task], new: Sequence[Task], *, by_place: bool) -> dict[int, int]:
    """For tasks of the new version, the place of the same task in the old one."""
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(old)))
    by_words: dict[str, list[int]] = {}
    for at, task in enumerate(old):
        by_words.setdefault(_key(task), []).append(at)
    for at, task in enumerate(new):
        if same := by_words.get(_key(task)):
            pairs[at] = same.pop(0)
            del free[pairs[at]]
    old_words, new_words = [set(_key(task).split()) for task in old], [set(_key(task).split()) for task in new]
    labels = {task.id: at for at, task in enumerate(old)} if by_place else {}
    for at, task in enumerate(new):
        before = labels.get(task.id)
        if at not in pairs and before in free and _likeness(old_words[before], new_words[at]) >= _ALIKE:
            pairs[at] = before
            del free[before]
    _pair_by_likeness(pairs, free, old_words, new_words)
    return pairs


def _pair_by_likeness(
    pairs: dict[int, int], free: dict[int, None], old: Sequence[set[str]], new: Sequence[set[str]]
) -> None:
    """Pair what is left with what it is most like, the surest pairs first."""
    likely = sorted(
        (-likeness, at, before)
        for at in range(len(new))
        if at not in pairs
        for before in free
        if (likeness := _likeness(old[before], new[at])) >= _LIKE_NO_OTHER
    )
    for _, at, before in likely:
        if at not in pairs and before in free:
            pairs[at] = before
            del free[before]


def _likeness(one: set[str], other: set[str]) -> float:
    """The share of words that two tasks have in common."""
    together = len(one | other)
    return len(one & other) / together if together else 1.0


def _in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Of pairs (old, new) in the new order, the new places of the most that kept their order."""
    tails: list[int] = []
    ends: list[int] = []
    back: dict[int, int | None] = {}
    for number, (old, _) in enumerate(pairs):
        at = bisect_left(tails, old)
        back[number] = ends[at - 1] if at else None
        tails[at : at + 1] = [old]
        ends[at : at + 1] = [number]
    kept: set[int] = set()
    at_end = ends[-1] if ends else None
    while at_end is not None:
        kept.add(pairs[at_end][1])
        at_end = back[at_end]
    return kept
