"""The plan on the clerk's screen: what was read, with what was changed by hand on top. Pure.

Nothing is stored here; the draft is computed from the compiled plan and the edits, so that each field
knows both what the compiler read and what holds now.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Generic, TypeVar

from tiendo_web.plans import fixes, folding, owners

T = TypeVar("T")
HEAD_FIELDS = ("type", "symbol", "title", "issuer", "issued_on", "urgency", "signer")
TASK_FIELDS = ("text", "lead", "coordinating", "asked", "asked_by", "deadline", "removed")
# What else an edit may say: of a task added by hand, after which it stands, of which it is a part and where its words
# are; of any task, into which it was merged; of the document, that a fix is applied, or what an act took back.
AFTER, PART_OF, SPAN, INTO = "after", "from", "span", "into"
FIX, UNDO = "fix:", "undo"


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, as the draft needs it. ``act`` tells the edits that were made together; ``value`` None takes back."""

    number: int
    task: str
    field: str
    value: Any
    act: int = 0


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """What was read and what holds now."""

    read: T
    now: T
    by_hand: bool


NOTHING = Field("", "", by_hand=False)


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task on the screen. ``seen`` is the number of its last edit, which a form sends back.

    ``asked`` and ``asked_by`` are what whoever coordinates is asked, and by when; empty: the order itself, by its day.
    ``also`` are the places of the tasks that were merged into it, ``merged`` their labels; ``part_of`` is the task read
    that it is a part of. ``row`` is the row that gives it again: where ``folded``, the two are one, and the fields
    ``taken`` are the row's.
    """

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
    deadline_from: str
    removed: bool
    added: bool
    seen: int
    part_of: str = ""
    asked: Field[str] = NOTHING
    asked_by: Field[str] = NOTHING
    also: tuple[tuple[int, int], ...] = ()
    merged: tuple[str, ...] = ()
    row: str = ""
    folded: bool = False
    taken: frozenset[str] = frozenset()

    @property
    def is_as_read(self) -> bool:
        """Whether nobody changed anything in it by hand."""
        fields = (self.text, self.lead, self.coordinating, self.asked, self.asked_by, self.deadline)
        return not (self.removed or self.merged or any(field.by_hand for field in fields))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Every place of its words in the document."""
        return ((self.span,) if self.span else ()) + self.also


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan on the screen; ``number`` is its last edit's, ``head_seen`` that of the last edit of its head.

    ``last`` is the act that undoing would take back: its changes, none where there is nothing to undo. ``fixed`` are
    the numbers of the diagnostics whose fix is applied, ``next_key`` is the key of the next task added by hand.
    ``rows`` are the rows that are folded into tasks, as they would stand; ``mended`` whether a person changed anything.
    """

    head: Mapping[str, Field[str]]
    tasks: tuple[TaskDraft, ...]
    number: int
    head_seen: int
    diagnostics: tuple[Mapping[str, Any], ...] = ()
    fixed: frozenset[int] = frozenset()
    changes: tuple[fixes.Replacement, ...] = ()
    last: tuple[Change, ...] = ()
    next_key: int = 1
    plan_id: int = 0
    rows: tuple[TaskDraft, ...] = ()
    mended: bool = False

    @property
    def dated_on(self) -> dt.date | None:
        """The document's own day; None where it has none."""
        try:
            return dt.date.fromisoformat(self.head["issued_on"].now)
        except ValueError:
            return None

    @property
    def kept(self) -> tuple[TaskDraft, ...]:
        """The tasks that will be issued."""
        return tuple(task for task in self.tasks if not task.removed)

    @property
    def folded(self) -> frozenset[str]:
        """The rows that are folded into tasks."""
        return frozenset(row.key for row in self.rows)

    @property
    def doubled(self) -> tuple[TaskDraft, ...]:
        """The tasks that will be issued beside the row that gives them again."""
        kept = {task.key for task in self.kept}
        return tuple(task for task in self.kept if task.row in kept)

    def task(self, key: str) -> TaskDraft | None:
        """The task with this key."""
        return next((task for task in self.tasks if task.key == key), None)


@dataclass(slots=True)
class _Edits:
    """The latest edit of each field, and of each task; ``added`` are the keys of tasks that were ever added."""

    fields: dict[tuple[str, str], Any] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    number: int = 0
    added: int = 0

    def take(self, change: Change) -> None:
        """Let a change hold."""
        place = (change.task, change.field)
        if change.value is None:
            self.fields.pop(place, None)
        else:
            self.fields[place] = change.value
        self.seen[change.task] = self.number = change.number
        if change.task.startswith("+"):
            self.added = max(self.added, _added_order(change.task)[0])

    @property
    def fixed(self) -> frozenset[int]:
        """The numbers of the diagnostics whose fix is applied."""
        return frozenset(int(name[len(FIX) :]) for task, name in self.fields if not task and name.startswith(FIX))

    @property
    def folded(self) -> frozenset[str]:
        """The rows that are to be folded into tasks."""
        return frozenset(task for (task, name), value in self.fields.items() if name == folding.FOLDED and value)


@dataclass(frozen=True, slots=True)
class _Read:
    """What everything of a draft is made of: the compiled plan, its edits, the register of bodies."""

    compiled: Mapping[str, Any]
    edits: _Edits
    register: owners.Register
    changes: tuple[fixes.Replacement, ...]
    proposed: dict[str, owners.Proposal] = field(default_factory=dict)

    def propose(self, names: Sequence[str]) -> tuple[owners.Proposal, ...]:
        """What each name may mean; a long plan names few bodies many times."""
        for words in names:
            if words not in self.proposed:
                self.proposed[words] = owners.propose(words, self.register)
        return tuple(self.proposed[words] for words in names)


def draft(compiled: Mapping[str, Any], changes: Iterable[Change], register: owners.Register) -> Draft:
    """The draft of a compiled plan (the dict of ``tiendo-plan/1``) after its edits, against a register of bodies."""
    edits, all_changes = _Edits(), sorted(changes, key=lambda one: one.number)
    for change in all_changes:
        edits.take(change)
    rows = edits.folded & folding.named(compiled["tasks"]).keys()
    diagnostics = tuple(compiled.get("diagnostics", ()))
    fixed = edits.fixed
    read = _Read(compiled, edits, register, fixes.replacements(diagnostics, fixed))
    tasks = folding.folded(compiled["tasks"], rows)
    return Draft(
        head={name: _head_field(read, name) for name in HEAD_FIELDS},
        tasks=_merged(_in_order(tasks, read), edits),
        number=edits.number,
        head_seen=edits.seen.get("", 0),
        diagnostics=diagnostics,
        fixed=fixed,
        changes=read.changes,
        last=_last(all_changes),
        next_key=edits.added + 1,
        rows=tuple(_task(task, read) for task in compiled["tasks"] if task["id"] in rows),
        mended=any(name not in (folding.FOLDED, UNDO) for _task, name in edits.fields),
    )


def taken_back(changes: Iterable[Change], last: Iterable[Change]) -> list[tuple[str, str, Any]]:
    """For each field that ``last`` changed, what it held before: (task, field, value), None for what was read."""
    first = min(change.number for change in last)
    before: dict[tuple[str, str], Any] = {(change.task, change.field): None for change in last}
    for change in sorted(changes, key=lambda one: one.number):
        if change.number < first and (change.task, change.field) in before:
            before[change.task, change.field] = change.value
    return [(task, name, value) for (task, name), value in before.items()]


def _last(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The last act that was not taken back; an act that takes back holds an edit that says so."""
    standing: list[tuple[Change, ...]] = []
    for _act, made in groupby(changes, key=lambda one: one.act):
        together = tuple(made)
        if any(change.field == UNDO for change in together):
            standing = standing[:-1]
        else:
            standing.append(together)
    return standing[-1] if standing else ()


def _in_order(held: Sequence[Mapping[str, Any]], read: _Read) -> list[TaskDraft]:
    """Tasks as they were read, parts behind what they were taken from, others that were added at the end."""
    tasks = [_task(task, read) for task in held]
    origins = {task["id"]: task for task in held}
    added = sorted({key for key, name in read.edits.fields if name == "text" and key.startswith("+")}, key=_added_order)
    parts: Counter[str] = Counter()
    for key in added:
        origin = origins.get(read.edits.fields.get((key, PART_OF), ""))
        parts[origin["id"] if origin else ""] += 1
        number = 1 + parts[origin["id"]] if origin else 0
        made = _task(_blank(key, origin, number, read.edits.fields.get((key, SPAN))), read, added=True)
        after = read.edits.fields.get((key, AFTER), "")
        at = next((n for n, task in enumerate(tasks, start=1) if task.key == after), len(tasks))
        tasks.insert(at, made)
    return tasks


def _merged(tasks: list[TaskDraft], edits: _Edits) -> tuple[TaskDraft, ...]:
    """The tasks without those that were merged into others, whose places and labels these have now."""
    known = {task.key for task in tasks}
    gone: dict[str, list[TaskDraft]] = {}
    for task in tasks:
        into = _root(task.key, edits, known)
        if into != task.key:
            gone.setdefault(into, []).append(task)
    away = {task.key for others in gone.values() for task in others}
    return tuple(_with(task, gone.get(task.key, [])) for task in tasks if task.key not in away)


def _root(key: str, edits: _Edits, known: set[str]) -> str:
    """The task that a task was merged into, and that into another; itself where it stands."""
    passed = {key}
    while (into := edits.fields.get((key, INTO), "")) in known and into not in passed:
        passed.add(into)
        key = into
    return key


def _with(task: TaskDraft, others: list[TaskDraft]) -> TaskDraft:
    if not others:
        return task
    spans = tuple(span for one in others for span in one.spans)
    return replace(task, also=task.also + spans, merged=tuple(one.label or one.key for one in others))


def _added_order(key: str) -> tuple[int, str]:
    """Tasks added by hand stand at the end, in the order they were added: ``+1``, ``+2`` ... ``+10``."""
    return (int(key[1:]) if key[1:].isdigit() else 0, key)


def _blank(key: str, origin: Mapping[str, Any] | None, number: int, span: list[int] | None) -> Mapping[str, Any]:
    """A task added by hand; part ``number`` of another has what that was read to have, but for the words."""
    own = {"id": key, "text": "", "span": span, "parts": []}
    if origin is None:
        return {"label": "", "lead": [], "coordinating": [], "deadline": [], **own}
    return {**origin, **own, "part_of": origin["id"], "label": f"{origin['label'] or origin['id']}/{number}"}


def _head_field(read: _Read, name: str) -> Field[str]:
    document, text = read.compiled["document"], read.compiled.get("text", "")
    fixed = fixes.of_head(document, name, text, read.changes)
    return _field("", name, fixes.of_head(document, name, text, ()), read.edits, fixed)


def _field(task: str, name: str, read: T, edits: _Edits, fixed: T | None = None) -> Field[T]:
    """A field; ``fixed`` is what was read with the applied fixes in it, which an edit by hand goes before."""
    held: T = read if fixed is None else fixed
    if (task, name) not in edits.fields:
        return Field(read, held, by_hand=held != read)
    value = edits.fields[task, name]
    now: T = tuple(value) if isinstance(value, list) else value  # type: ignore[assignment]
    return Field(read, now, by_hand=now != read)


def _task(task: Mapping[str, Any], read: _Read, *, added: bool = False) -> TaskDraft:
    key, edits = task["id"], read.edits
    lead, coordinating = read.propose(task["lead"]), read.propose(task["coordinating"])
    return TaskDraft(
        key=key,
        label=task["label"],
        span=(task["span"][0], task["span"][1]) if task["span"] else None,
        text=_field(key, "text", task["text"], edits, fixes.of_task(task, read.compiled.get("text", ""), read.changes)),
        lead=_field(key, "lead", _bodies(lead), edits),
        lead_words=lead,
        coordinating=_field(key, "coordinating", _bodies(coordinating), edits),
        coordinating_words=coordinating,
        asked=_field(key, "asked", "", edits),
        asked_by=_field(key, "asked_by", "", edits),
        deadline=_field(key, "deadline", _deadline_words(task, read.compiled.get("text", "")), edits),
        deadline_forms=tuple(task["deadline"]),
        deadline_from=(task.get("deadline_from") or {}).get("event", ""),
        removed=bool(edits.fields.get((key, "removed"), False)),
        added=added,
        seen=edits.seen.get(key, 0),
        part_of=task.get("part_of", ""),
        also=((row["span"][0], row["span"][1]),) if (row := task.get("folded")) and not added else (),
        row=task.get("row") or "",
        folded="folded" in task,
        taken=frozenset(task.get("taken", ())),
    )


def _deadline_words(task: Mapping[str, Any], text: str) -> str:
    """The words of a deadline, those of a length together with what it runs from."""
    event = task.get("deadline_from")
    if not event:
        return task.get("deadline_text") or ""
    end = event["span"][1]
    spans = [(start, last) for start, last in task["spans"]["deadline"]]
    length = max((one for one in spans if one[0] < end), default=None)
    shown = [text[start : end if (start, last) == length else last] for start, last in spans]
    return "; ".join(" ".join(words.split()) for words in shown)


def _bodies(proposals: Iterable[owners.Proposal]) -> tuple[int, ...]:
    """The proposed bodies of several names, each once, in the order of the names."""
    return tuple(dict.fromkeys(body for proposal in proposals for body in proposal.bodies))
