"""What people corrected in a plan, as pairs of what was read and what holds, and as an annotation. Pure.

Corrections are not kept a second time: what was read never changes and what was changed by hand are edits, so the
pairs are computed from both. An annotation says what a careful clerk would write of the whole document; its form is
that of the files that the compiler's accuracy is measured against.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tiendo.plan import deadlines
from tiendo_web.plans import draft, owners

# As many words as tell the beginning and the end of an order from any other.
_BEGINS, _ENDS = 10, 7
Name = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One correction: of which task ("" for the document), which field, the words read, and those that hold.

    ``field`` is also ``added``, ``removed``, ``merged`` or ``split``: then the words are those of the tasks.
    """

    task: str
    field: str
    read: str
    corrected: str


def pairs(held: draft.Draft, compiled: Mapping[str, Any], name: Name) -> list[Pair]:
    """Every correction, in the order of the document; ``name`` gives the name of a body."""
    head = [Pair("", field, one.read, one.now) for field, one in held.head.items() if one.by_hand]
    merged = _merged(held, compiled)
    return head + merged + [pair for task in held.tasks for pair in _of_task(task, name)]


def told(held: draft.Draft, compiled: Mapping[str, Any], file: str, compiler: str, name: Name) -> dict[str, Any]:
    """The pairs with what they were read from and by, as they go out."""
    found = [asdict(one) for one in pairs(held, compiled, name)]
    return {"file": file, "sha256": compiled["source"]["sha256"], "compiler": compiler, "pairs": found}


def _merged(held: draft.Draft, compiled: Mapping[str, Any]) -> list[Pair]:
    """Tasks that were read and stand in another now; that a row is folded into its task corrects nothing."""
    standing = {task.key for task in held.tasks} | held.folded
    into = {label: task.text.now for task in held.tasks for label in task.merged}
    return [
        Pair(task["id"], "merged", task["text"], into.get(task["label"] or task["id"], ""))
        for task in compiled["tasks"]
        if task["id"] not in standing
    ]


def _of_task(task: draft.TaskDraft, name: Name) -> Iterator[Pair]:
    if task.removed:
        yield Pair(task.key, "removed", task.text.read, "")
        return
    if task.added:
        yield Pair(task.key, "split" if task.part_of else "added", "", task.text.now)
    elif task.text.by_hand:
        yield Pair(task.key, "text", task.text.read, task.text.now)
    for field, one, words in (
        ("lead", task.lead, task.lead_words),
        ("coordinating", task.coordinating, task.coordinating_words),
    ):
        if one.by_hand:
            yield Pair(task.key, field, "; ".join(word.words for word in words), "; ".join(map(name, one.now)))
    if task.deadline.by_hand:
        yield Pair(task.key, "deadline", task.deadline.read, task.deadline.now)


def annotation(held: draft.Draft, compiled: Mapping[str, Any], file: str, name: Name) -> dict[str, Any]:
    """The document as it was mended, in the form of an annotation."""
    head = {field: one.now or None for field, one in held.head.items()}
    gone = [task.label or task.key for task in held.tasks if task.removed]
    on = _day(held.head["issued_on"].now)
    folded = {task.row for task in held.kept if task.folded}
    tasks = (*held.kept, *(row for row in held.rows if row.key in folded))
    return {
        "file": file,
        "document": {field: head[field] for field in ("type", "symbol", "title", "issuer", "issued_on", "signer")},
        "citations": [
            {"symbol": one["symbol"], "date": one["printed_date"] or one["date"]} for one in compiled["citations"]
        ],
        "tasks": [_annotated(task, compiled["text"], on, name) for task in tasks],
        "notes": [f"không giao: {'; '.join(gone)}"] if gone else [],
    }


def _annotated(task: draft.TaskDraft, text: str, on: dt.date | None, name: Name) -> dict[str, Any]:
    words = _printed(task, text).split()
    return {
        "label": task.label or task.key,
        "begins": " ".join(words[:_BEGINS]),
        "ends": " ".join(words[-_ENDS:]),
        "lead": _names(task.lead, task.lead_words, name) if _is_own(task, "lead") else [],
        "coordinating": _names(task.coordinating, task.coordinating_words, name)
        if _is_own(task, "coordinating")
        else [],
        "deadline": _forms(task, on) if _is_own(task, "deadline") else [],
        **({"deadline_text": task.deadline.now} if task.deadline.now and _is_own(task, "deadline") else {}),
    }


def _is_own(task: draft.TaskDraft, field: str) -> bool:
    """Whether a field is the task's own, and not that of the row which is annotated beside it."""
    return field not in task.taken or bool(getattr(task, field).by_hand)


def _printed(task: draft.TaskDraft, text: str) -> str:
    """The words of a task as the document prints them, where it does: an annotation points into the document."""
    whole = " ".join(text.split())
    if " ".join(task.text.now.split()) in whole or not task.span:
        return task.text.now
    return task.text.read or text[task.span[0] : task.span[1]]


def _names(held: draft.Field[tuple[int, ...]], words: Sequence[owners.Proposal], name: Name) -> list[str]:
    return [name(body) for body in held.now] if held.by_hand else [one.words for one in words]


def _forms(task: draft.TaskDraft, on: dt.date | None) -> list[str]:
    """The normal forms of the deadline; those of words typed by hand are found as in any document."""
    if not task.deadline.by_hand:
        return list(task.deadline_forms)
    return list(deadlines.in_value(task.deadline.now, on).values)


def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None
