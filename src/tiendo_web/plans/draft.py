"""The plan on the clerk's screen: what was read, with what was changed by hand on top. Pure.

Nothing is stored here; the draft is computed from the compiled plan and the edits, so that each field
knows both what the compiler read and what holds now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from tiendo_web.plans import owners

T = TypeVar("T")
HEAD_FIELDS = ("type", "symbol", "title", "issuer", "issued_on", "signer")
TASK_FIELDS = ("text", "lead", "coordinating", "deadline", "removed")


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, as the draft needs it."""

    number: int
    task: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """What was read and what holds now."""

    read: T
    now: T
    by_hand: bool


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task on the screen. ``seen`` is the number of its last edit, which a form sends back."""

    key: str
    label: str
    span: tuple[int, int] | None
    text: Field[str]
    lead: Field[tuple[int, ...]]
    lead_words: tuple[owners.Proposal, ...]
    coordinating: Field[tuple[int, ...]]
    coordinating_words: tuple[owners.Proposal, ...]
    deadline: Field[str]
    deadline_forms: tuple[str, ...]
    removed: bool
    added: bool
    seen: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan on the screen; ``number`` is its last edit's, ``head_seen`` that of the last edit of its head."""

    head: Mapping[str, Field[str]]
    tasks: tuple[TaskDraft, ...]
    number: int
    head_seen: int
    diagnostics: tuple[Mapping[str, Any], ...] = ()

    @property
    def kept(self) -> tuple[TaskDraft, ...]:
        """The tasks that will be issued."""
        return tuple(task for task in self.tasks if not task.removed)

    def task(self, key: str) -> TaskDraft | None:
        """The task with this key."""
        return next((task for task in self.tasks if task.key == key), None)


@dataclass(slots=True)
class _Edits:
    """The latest edit of each field, and of each task."""

    fields: dict[tuple[str, str], Any] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    number: int = 0


def draft(compiled: Mapping[str, Any], changes: Iterable[Change], register: owners.Register) -> Draft:
    """The draft of a compiled plan (the dict of ``tiendo-plan/1``) after its edits, against a register of bodies."""
    edits = _Edits()
    for change in sorted(changes, key=lambda one: one.number):
        edits.fields[change.task, change.field] = change.value
        edits.seen[change.task] = edits.number = change.number
    keys = [task["id"] for task in compiled["tasks"]]
    added = sorted({key for key, _ in edits.fields if key and key not in set(keys)}, key=_added_order)
    tasks = [_task(task, edits, register) for task in compiled["tasks"]]
    tasks += [_task(_blank(key), edits, register, added=True) for key in added]
    return Draft(
        head={name: _head_field(compiled["document"], name, edits) for name in HEAD_FIELDS},
        tasks=tuple(tasks),
        number=edits.number,
        head_seen=edits.seen.get("", 0),
        diagnostics=tuple(compiled.get("diagnostics", ())),
    )


def _added_order(key: str) -> tuple[int, str]:
    """Tasks added by hand stand at the end, in the order they were added: ``+1``, ``+2`` ... ``+10``."""
    return (int(key[1:]) if key[1:].isdigit() else 0, key)


def _blank(key: str) -> Mapping[str, Any]:
    return {"id": key, "label": "", "text": "", "span": None, "lead": [], "coordinating": [], "deadline": []}


def _head_field(document: Mapping[str, Any], name: str, edits: _Edits) -> Field[str]:
    read = document.get(name) or ""
    if name == "signer" and isinstance(read, Mapping):
        read = read.get("name") or ""
    return _field("", name, str(read), edits)


def _field(task: str, name: str, read: T, edits: _Edits) -> Field[T]:
    if (task, name) not in edits.fields:
        return Field(read, read, by_hand=False)
    value = edits.fields[task, name]
    now: T = tuple(value) if isinstance(value, list) else value  # type: ignore[assignment]
    return Field(read, now, by_hand=now != read)


def _task(task: Mapping[str, Any], edits: _Edits, register: owners.Register, *, added: bool = False) -> TaskDraft:
    key = task["id"]
    lead = tuple(owners.propose(words, register) for words in task["lead"])
    coordinating = tuple(owners.propose(words, register) for words in task["coordinating"])
    return TaskDraft(
        key=key,
        label=task["label"],
        span=(task["span"][0], task["span"][1]) if task["span"] else None,
        text=_field(key, "text", task["text"], edits),
        lead=_field(key, "lead", _bodies(lead), edits),
        lead_words=lead,
        coordinating=_field(key, "coordinating", _bodies(coordinating), edits),
        coordinating_words=coordinating,
        deadline=_field(key, "deadline", task.get("deadline_text") or "", edits),
        deadline_forms=tuple(task["deadline"]),
        removed=bool(edits.fields.get((key, "removed"), False)),
        added=added,
        seen=edits.seen.get(key, 0),
    )


def _bodies(proposals: Iterable[owners.Proposal]) -> tuple[int, ...]:
    """The proposed bodies of several names, each once, in the order of the names."""
    return tuple(dict.fromkeys(body for proposal in proposals for body in proposal.bodies))
