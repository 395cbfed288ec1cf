"""What the workbench shows of a draft: its tasks with names and days, what is wrong with it, what stands beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tiendo import orgtree
from tiendo.ruleset import Basis
from tiendo_web.core import now
from tiendo_web.duties import actions as duties
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import bench_forms, beside, regrain, said
from tiendo_web.pages.doors import SignedIn
from tiendo_web.pages.forms import token
from tiendo_web.plans import deadlines, draft, fixes, pages, queries, versions
from tiendo_web.rulesets import queries as rulesets

# So many letters round a fix are shown with it.
_ROUND = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the workbench shows it: the draft, the names of its bodies, what its deadline means, its page."""

    task: draft.TaskDraft
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    meaning: deadlines.Meaning
    diagnostics: tuple[said.Said, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Fixable:
    """A diagnostic with a safe fix: the words before and after, and whether it is applied."""

    said: said.Said
    before: str
    after: str
    applied: bool


def context(request: SignedIn, plan_id: int) -> dict[str, Any]:
    """Everything that the workbench's page shows."""
    on = now.today()
    shown = queries.plan(plan_id=plan_id, viewer=request.viewer)
    held = queries.plan_draft(plan_id=plan_id, viewer=request.viewer, on=on)
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    told = said.stored(held.diagnostics)
    found = [one for one in told if one.number not in held.fixed]
    basis = rulesets.basis(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    ranges = pages.ranges(plan_id=plan_id, viewer=request.viewer)
    sureness = pages.sureness(plan_id=plan_id, viewer=request.viewer)
    rows = [row(task, tree, on, found, basis, ranges) for task in held.tasks]
    inside = [span for task in held.tasks for span in task.spans]
    general = [one for one in found if one.grouped or not _inside_any(one.span, inside)]
    fixable = [_fixable(one, shown.text, held) for one in told if one.edits]
    return {
        "plan": shown,
        "draft": held,
        "head": head_lines(held),
        "rows": rows,
        "faults": [one for one in general if one.severity != "info"],
        "notes": [one for one in general if one.severity == "info"],
        "fixable": [one for one in fixable if not one.applied],
        "fixed": [one for one in fixable if one.applied],
        "fixes_token": token(),
        "undo_token": token(),
        "versions": versions.of_document(plan=shown, viewer=request.viewer, on=on),
        "undo": regrain.undone_words(held.last),
        "beside": beside.beside(request, shown, held, found, ranges, as_page=sureness.pictures > 0),
        "new_task": bench_forms.NewTaskForm(),
        "editable": shown.directive_id is None,
        "sureness": sureness,
        "ownerless": sum(1 for task in held.kept if not task.lead.now),
        "undated": sum(1 for one in rows if not one.task.removed and one.meaning.due_on is None),
    }


def _fixable(one: said.Said, text: str, held: draft.Draft) -> Fixable:
    start, end = one.edits[0].start, one.edits[-1].end
    shown = slice(max(0, start - _ROUND), end + _ROUND)
    before = text[shown]
    after = fixes.words(text, shown.start, min(len(text), shown.stop), one.edits)
    return Fixable(one, before, after, one.number in held.fixed)


def head_lines(held: draft.Draft) -> list[tuple[str, draft.Field[str]]]:
    """The head's fields with their labels, in the order of the form, the day as it is written here."""
    labels = bench_forms.HeadForm.base_fields
    shown = dict(held.head) | {"issued_on": _written(held.head["issued_on"])}
    return [(str(labels[name].label), shown[name]) for name in draft.HEAD_FIELDS]


def _written(field: draft.Field[str]) -> draft.Field[str]:
    def words(iso: str) -> str:
        day = queries.day_or_none(iso)
        return f"{day:%d/%m/%Y}" if day else iso

    return draft.Field(words(field.read), words(field.now), field.by_hand)


def _inside_any(span: tuple[int, int] | None, tasks: list[tuple[int, int]]) -> bool:
    return span is not None and any(_within(span, task) for task in tasks)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def row(
    task: draft.TaskDraft,
    tree: orgtree.OrgTree,
    on: dt.date,
    found: list[said.Said],
    basis: Basis,
    ranges: Sequence[pages.Range] = (),
) -> Row:
    """A task with what is said of it."""
    return Row(
        page=pages.holding(ranges, task.span[0]) if task.span else None,
        task=task,
        lead=tuple(tree.name(body) for body in task.lead.now),
        coordinating=tuple(tree.name(body) for body in task.coordinating.now),
        meaning=duties.meaning(task, on, basis),
        diagnostics=tuple(
            one
            for one in found
            if not one.grouped and one.span is not None and any(_within(one.span, span) for span in task.spans)
        ),
    )
