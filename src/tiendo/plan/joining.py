"""Which row of a table gives a task of the text again: a plan may order in its text, and say who and when in an annex.

Both are tasks and keep what they say themselves; a task of the text only names the row. Runs of three words tell which
one it is. Only rows that share some are compared, so that long tables cost what they are long.

>>> from tiendo.source import Span
>>> def made(name: str, text: str) -> Task:
...     return Task(name, name, text, Span(0, 9), (Span(0, 9),))
>>> said = made("II.1", "Xây dựng nền tảng đào tạo trực tuyến mở cho người dân và doanh nghiệp.")
>>> row = made("PL1.4", "Triển khai nền tảng đào tạo trực tuyến mở cho người dân")
>>> [one.row for one in joined((said, row), {"PL1.4"})]
['PL1.4', None]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from tiendo.plan.model import Task

_WORD = re.compile(r"\w+")
_RUN = 3
# Some runs may be shared by chance. Most of the shorter one must stand in the other, and more where that is long.
_LEAST = 3
_MOST, _NEARLY_ALL = 0.5, 0.75
_LONG = 4
# What so many rows have is a manner of speaking.
_COMMON = 12
_Runs: TypeAlias = frozenset[tuple[str, ...]]


def joined(tasks: Sequence[Task], rows: Collection[str]) -> tuple[Task, ...]:
    """The tasks; one that is no row itself has the id of the row that gives it again, where one does."""
    if not rows or len(rows) == len(tasks):
        return tuple(tasks)
    runs = {task.id: _runs(task.text) for task in tasks if task.id in rows}
    holders: dict[tuple[str, ...], list[str]] = {}
    for name, own in runs.items():
        for run in own:
            holders.setdefault(run, []).append(name)
    whole = {own: name for name, own in reversed(runs.items()) if own}
    text = ((task, _runs(task.text)) for task in tasks if task.id not in rows)
    found = {task.id: whole.get(own) or _likest(own, runs, holders) for task, own in text}
    return tuple(replace(task, row=found[task.id]) if found.get(task.id) else task for task in tasks)


def _likest(own: _Runs, runs: Mapping[str, _Runs], holders: Mapping[tuple[str, ...], Sequence[str]]) -> str | None:
    """The row that shares most with a task, by the share of the shorter one; what several rows have weighs less."""
    shared: dict[str, float] = {}
    for run in own:
        held = holders.get(run, ())
        for name in held if len(held) <= _COMMON else ():
            shared[name] = shared.get(name, 0) + len(held) ** -0.5
    best = max(shared, key=lambda name: (shared[name] / min(len(own), len(runs[name])), name), default=None)
    return best if best is not None and _is_same(shared[best], *sorted((len(own), len(runs[best])))) else None


def _is_same(shared: float, shorter: int, longer: int) -> bool:
    share = _NEARLY_ALL if longer > _LONG * shorter else _MOST
    return shared >= max(_LEAST, share * shorter)


def share(row: str, texts: Sequence[str]) -> float:
    """How much of a row's words stand in the texts that it gives again, by runs of three words; 1 of a shorter row.

    >>> share("Lập sổ cây giống", ["Lập sổ cây và gửi sổ"])
    0.5
    """
    own = _runs(row)
    known = frozenset(run for text in texts for run in _runs(text))
    return len(own & known) / len(own) if own else 1.0


def _runs(text: str) -> _Runs:
    words = _WORD.findall(text.lower())
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
