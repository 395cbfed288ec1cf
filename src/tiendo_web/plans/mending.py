"""Mending a draft by more than a field: splitting and merging tasks, applying fixes, taking an act back.

Each writes edits like any other: the draft is computed from them, and what is issued follows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.core.access import Permission, Viewer, demand
from tiendo_web.ledger import actions as ledger
from tiendo_web.plans import actions, draft, fixes, folding, queries

# More parts than any task has, and few enough to look over.
MOST = 30


class NothingToUndo(Refused):
    """No act is left that could be taken back."""

    kind = Refusal.CONFLICT


@dataclass(frozen=True, slots=True)
class Mend:
    """Who mends which plan and when; ``seen`` is the last edit of the plan that was on the screen."""

    plan_id: int
    viewer: Viewer
    at: dt.datetime
    seen: int
    once: str = ""


@contextmanager
def _mending(mend: Mend, kind: str, tasks: Collection[str] = ()) -> Iterator[tuple[ledger.Act, draft.Draft]]:
    """An act on a draft; raises ``actions.EditedMeanwhile`` where one of ``tasks`` is not as it was seen."""
    demand(mend.viewer, Permission.DRAFT)
    here = mend.viewer.jurisdiction_id
    with ledger.act(jurisdiction_id=here, kind=kind, by=mend.viewer.actor, at=mend.at, once=mend.once) as act:
        now = actions.open_draft(mend.plan_id, mend.viewer, act.on)
        standing = {task.key: task for task in now.tasks}
        for key in tasks:
            if key not in standing:
                raise queries.NoPlan(_("Không có nhiệm vụ này."))
            if standing[key].seen > mend.seen:
                raise actions.EditedMeanwhile(standing[key])
        yield act, now


def split(mend: Mend, *, task: str, parts: Sequence[str]) -> list[str]:
    """Make several tasks of one: the first keeps its key, the others are new and stand behind it; gives their keys.

    Each part has the bodies and the deadline of the whole, for people to change.
    """
    words = [part.strip() for part in parts if part.strip()]
    if not 1 < len(words) <= MOST:
        raise Refused(_("Hãy để một dòng trống giữa các phần: cần ít nhất hai phần."), field="parts")
    with _mending(mend, "plans.split", [task]) as (act, now):
        whole = now.task(task)
        assert whole is not None
        text = queries.plan(plan_id=mend.plan_id, viewer=mend.viewer).text
        edits: list[tuple[str, str, Any]] = [(task, "text", words[0])]
        keys = [f"+{now.next_key + n}" for n in range(len(words) - 1)]
        for before, key, part in zip([task, *keys], keys, words[1:], strict=False):
            edits += [(key, "text", part), (key, draft.AFTER, before), *_inherited(key, whole)]
            if (span := place(text, whole.span, part)) is not None:
                edits.append((key, draft.SPAN, list(span)))
        actions.write_edits(act, mend.plan_id, now.number, edits)
    return keys


def _inherited(key: str, whole: draft.TaskDraft) -> Iterator[tuple[str, str, Any]]:
    """What a part takes over: from what was read by reference, from what was changed by hand by value."""
    origin = whole.part_of or ("" if whole.added else whole.key)
    if origin:
        yield key, draft.PART_OF, origin
    for name, held in (("lead", whole.lead), ("coordinating", whole.coordinating), ("deadline", whole.deadline)):
        if held.by_hand or not origin:
            yield key, name, list(held.now) if isinstance(held.now, tuple) else held.now


def place(text: str, span: tuple[int, int] | None, part: str) -> tuple[int, int] | None:
    """Where the words of a part stand within a span of the text, however they are spaced; None where they do not.

    >>> place("1. Rà soát;\\nlập sổ.", (0, 19), "lập  sổ.")
    (12, 19)
    """
    if span is None:
        return None
    pattern = r"\s+".join(map(re.escape, part.split()))
    found = re.compile(pattern).search(text, span[0], span[1])
    return found.span() if found else None


def merge(mend: Mend, *, into: str, others: Collection[str]) -> None:
    """Make one task of several: ``into`` takes words and bodies of the others, and a deadline where it has none."""
    chosen = set(others) - {into}
    if not chosen:
        raise Refused(_("Hãy chọn ít nhất một nhiệm vụ để gộp vào."), field="others")
    with _mending(mend, "plans.merge", [into, *sorted(chosen)]) as (act, now):
        whole = now.task(into)
        assert whole is not None
        together = [task for task in now.tasks if task.key == into or task.key in chosen]
        edits: list[tuple[str, str, Any]] = [(key, draft.INTO, into) for key in sorted(chosen)]
        edits += [(into, name, value) for name, value in _joined(whole, together)]
        actions.write_edits(act, mend.plan_id, now.number, edits)


def _joined(whole: draft.TaskDraft, together: Sequence[draft.TaskDraft]) -> Iterator[tuple[str, Any]]:
    """The fields of several tasks as one, those that change."""
    yield "text", "\n".join(task.text.now for task in together)
    lead = tuple(dict.fromkeys(body for task in together for body in task.lead.now))
    helping = (body for task in together for body in task.coordinating.now if body not in lead)
    for name, value, now in (
        ("lead", lead, whole.lead.now),
        ("coordinating", tuple(dict.fromkeys(helping)), whole.coordinating.now),
    ):
        if value != now:
            yield name, list(value)
    deadline = whole.deadline.now or next((task.deadline.now for task in together if task.deadline.now), "")
    if deadline != whole.deadline.now:
        yield "deadline", deadline


def fold(mend: Mend, *, rows: Collection[str] | None = (), apart: Collection[str] = ()) -> int:
    """Make one of rows (None: of all) and the tasks that they give again, or let such rows stand apart; gives how many.

    A row that was changed by hand is not folded: nobody could say which of its words hold. It is merged instead.
    """
    with _mending(mend, "plans.fold") as (act, now):
        free = {task.row for task in now.doubled if (row := now.task(task.row)) is not None and row.is_as_read}
        chosen = free if rows is None else free & set(rows)
        edits: list[tuple[str, str, Any]] = [(row, folding.FOLDED, True) for row in sorted(chosen)]
        edits += [(row, folding.FOLDED, None) for row in sorted(set(apart) & now.folded)]
        if not edits:
            raise Refused(_("Không có dòng nào để gộp hay tách, hoặc dòng đã được sửa tay."))
        actions.write_edits(act, mend.plan_id, now.number, edits)
    return len(edits)


def fix(mend: Mend, *, apply: Collection[int] = (), withdraw: Collection[int] = ()) -> int:
    """Apply the safe fixes of diagnostics, by number, or take applied ones off; gives how many changed."""
    with _mending(mend, "plans.fix") as (act, now):
        safe = {number for number, one in enumerate(now.diagnostics) if fixes.safe(one)}
        edits: list[tuple[str, str, Any]] = [
            ("", f"{draft.FIX}{number}", True) for number in sorted((set(apply) & safe) - now.fixed)
        ]
        edits += [("", f"{draft.FIX}{number}", None) for number in sorted(set(withdraw) & now.fixed)]
        if not edits:
            raise Refused(_("Không có chỗ nào được chọn, hoặc đã sửa rồi."))
        actions.write_edits(act, mend.plan_id, now.number, edits)
    return len(edits)


def undo(mend: Mend) -> None:
    """Take back the last act that still stands; raises :class:`NothingToUndo`, or where it is not the one seen."""
    with _mending(mend, "plans.undo") as (act, now):
        if now.number > mend.seen:
            raise actions.EditedMeanwhile(None)
        if not now.last:
            raise NothingToUndo(_("Không còn gì để hoàn tác."))
        made = queries.changes(plan_id=mend.plan_id, viewer=mend.viewer, on=act.on)
        back = draft.taken_back(made, now.last)
        actions.write_edits(act, mend.plan_id, now.number, [*back, ("", draft.UNDO, now.last[0].number)])
