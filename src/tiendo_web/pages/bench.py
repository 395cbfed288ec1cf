"""What the workbench shows of a draft: its tasks with names and days, what is wrong with it, what stands beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from tiendo import carry, farday, orgtree, since
from tiendo.ruleset import Basis
from tiendo_web.core import now, when
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import asked, carrying
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import bench_forms, beside, endings, levels, marked, names, parts, regrain, said
from tiendo_web.pages.doors import SignedIn
from tiendo_web.pages.forms import token
from tiendo_web.plans import deadlines, draft, fixes, issuers, pages, queries, versions
from tiendo_web.rulesets import queries as rulesets

# So many letters round a fix are shown with it.
_ROUND = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the workbench shows it: the draft, the names of its bodies, what its deadline means, its page.

    ``answer_by`` is the day of their own by which whoever coordinates answers. ``twin`` is the row that gives the task
    again and stands beside it, ``gives`` are the tasks beside which a row stands so; ``within`` is the row that it is
    one with.
    """

    task: draft.TaskDraft
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    meaning: deadlines.Meaning
    answer_by: deadlines.Meaning
    diagnostics: tuple[said.Said, ...]
    page: int | None = None
    twin: draft.TaskDraft | None = None
    gives: tuple[draft.TaskDraft, ...] = ()
    within: draft.TaskDraft | None = None


@dataclass(frozen=True, slots=True)
class Fixable:
    """A diagnostic with a safe fix: the words before and after, and whether it is applied."""

    said: said.Said
    before: str
    after: str
    applied: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows are made with: the tree of bodies, the rules of counting, the pages, and what is said."""

    days: since.Days
    tree: orgtree.OrgTree
    basis: Basis
    ranges: Sequence[pages.Range]
    found: Sequence[said.Said]
    twins: Mapping[str, draft.TaskDraft]
    given: Mapping[str, Sequence[draft.TaskDraft]]
    folded: Mapping[str, draft.TaskDraft]


def context(request: SignedIn, plan_id: int) -> dict[str, Any]:
    """Everything that the workbench's page shows: one part of the draft, and what concerns the whole."""
    viewer, on = request.viewer, now.today()
    shown, held = queries.page_and_draft(plan_id=plan_id, viewer=viewer, on=on)
    told = said.stored(held.diagnostics)
    known = _known(request, held, told, on)
    table_rows = [one.span for one in marked.rows(shown.compiled["outline"])]
    found = parts.parts(held.tasks, shown.text, table_rows)
    part = parts.chosen(found, request.GET.get("part", ""), request.GET.get("task", ""))
    said_here = [one for one in known.found if part.holds(one.span) and not (one.grouped and part.number > 1)]
    inside = [span for task in part.tasks for span in task.spans]
    general = [one for one in said_here if one.grouped or not _inside_any(one.span, inside)]
    fixable = [_fixable(one, shown.text, held) for one in told if one.edits and part.holds(one.span)]
    sureness = pages.sureness(plan_id=plan_id, viewer=viewer)
    return {
        "plan": shown,
        "draft": held,
        "part": part,
        "parts": found,
        "head": head_lines(held),
        "rows": [row(task, known) for task in part.tasks],
        "faults": [one for one in general if one.severity != "info"],
        "notes": [one for one in general if one.severity == "info"],
        "fixable": [one for one in fixable if not one.applied],
        "fixed": [one for one in fixable if one.applied],
        "fixes_token": token(),
        "undo_token": token(),
        "rows_token": token(),
        "versions": versions.of_document(plan=shown, viewer=viewer, on=on),
        "named": versions.named(plan=shown, viewer=viewer),
        "may_issue": may(viewer, Permission.ISSUE),
        "undo": regrain.undone_words(held.last),
        "beside": beside.beside(request, shown, held, known.found, known.ranges, part, as_page=sureness.pictures > 0),
        "new_task": bench_forms.NewTaskForm(),
        "editable": shown.directive_id is None,
        "sureness": sureness,
        "confidence": names.CONFIDENCE[shown.level],
        "for_inside": levels.proposed(shown) if may(viewer, Permission.MARK) else None,
        "ownerless": sum(1 for task in held.kept if not task.lead.now),
        "undated": sum(1 for task in held.kept if _is_without_day(deadlines.of_task(task, known.days, known.basis))),
    }


def _is_without_day(found: deadlines.Meaning) -> bool:
    """Whether nothing sets a day: a term that waits for an event, or for its duties to be given out, is a term."""
    return found.due_on is None and found.undated is None


def address(plan_id: int, key: str) -> str:
    """Where a task stands in the workbench, in whichever part."""
    return f"{reverse('workbench', args=[plan_id])}?task={quote(key)}#task-{quote(key)}"


def _known(request: SignedIn, held: draft.Draft, told: Sequence[said.Said], on: dt.date) -> _Known:
    here = request.viewer.jurisdiction_id
    tree = orgs.tree(jurisdiction_id=here, on=on)
    issuer_id = issuers.of_draft(held, tree, request.viewer)
    return _Known(
        days=since.Days(held.dated_on),
        tree=tree,
        basis=rulesets.basis(jurisdiction_id=here, on=on, issuer_id=issuer_id),
        ranges=pages.ranges(plan_id=held.plan_id, viewer=request.viewer),
        found=[one for one in told if one.number not in held.fixed],
        twins={task.key: row for task in held.doubled if (row := held.task(task.row)) is not None},
        given=_given(held),
        folded={row.key: row for row in held.rows},
    )


def _given(held: draft.Draft) -> dict[str, list[draft.TaskDraft]]:
    """The rows that stand beside tasks that they give again, each with these."""
    found: dict[str, list[draft.TaskDraft]] = {}
    for task in held.doubled:
        found.setdefault(task.row, []).append(task)
    return found


def issuing(request: SignedIn, plan_id: int, replaces: int | None = None, amends: int | None = None) -> dict[str, Any]:
    """What the page of issuing shows: every task that will be given out, and what becomes of an older directive's."""
    on = now.today()
    shown, held = queries.page_and_draft(plan_id=plan_id, viewer=request.viewer, on=on)
    known = _known(request, held, (), on)
    carried = None
    older = amends if replaces is None else replaces
    if older is not None:
        carried = carrying.foreseen(
            directive_id=older,
            new=shown,
            mended=held,
            viewer=request.viewer,
            tree=known.tree,
            amends=replaces is None,
        )
    rows = [row(task, known) for task in held.kept]
    return {
        "plan": shown,
        "draft": held,
        "rows": rows,
        "today": on,
        "past": _given_past_their_day(rows, carried, on),
        "far": [one.task for one in rows if one.meaning.due_on is not None and farday.is_slip(one.meaning.due_on, on)],
        "ownerless": sum(1 for task in held.kept if not task.lead.now),
        "endings": _endings(held, known, on),
        "carried": carried,
        "named": _left_alone(request, shown) if carried is None else [],
        "fates": [(names.FATES[fate], _fated(carried, fate, known.tree)) for fate in carry.Fate] if carried else [],
    }


def _endings(held: draft.Draft, known: _Known, on: dt.date) -> endings.Endings:
    """Which lead bodies end first where the plan is issued today: terms that run from that day are counted too."""
    days = since.Days(held.dated_on, given=on)
    due = ((task, deadlines.of_task(task, days, known.basis).due_on) for task in held.kept)
    return endings.of_tasks(due, known.tree)


def _left_alone(request: SignedIn, plan: queries.PlanPage) -> list[versions.Named]:
    """The issued directives that a document says it amends or replaces, while nobody carries their duties over."""
    return [one for one in versions.named(plan=plan, viewer=request.viewer) if not one.settled]


def _given_past_their_day(rows: Sequence[Row], carried: carrying.Carrying | None, on: dt.date) -> int:
    """How many tasks are given out when their day is over; one that only goes on is not given out."""
    past = {one.task.key for one in rows if one.meaning.due_on is not None and one.meaning.due_on < on}
    return len(past if carried is None else past & {due.task for due in carried.outcome.fresh})


def _fated(carried: carrying.Carrying, fate: carry.Fate, tree: orgtree.OrgTree) -> list[tuple[str, str]]:
    """The task and the body of each duty that comes to this end."""
    return [(one.held.task, tree.name(one.held.body)) for one in carried.outcome.fates if one.fate is fate]


def of_task(request: SignedIn, held: draft.Draft, task: draft.TaskDraft, on: dt.date) -> Row:
    """One task with what is said of it."""
    return row(task, _known(request, held, said.stored(held.diagnostics), on))


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
        day = when.day_or_none(iso)
        return f"{day:%d/%m/%Y}" if day else iso

    return draft.Field(words(field.read), words(field.now), field.by_hand)


def _inside_any(span: tuple[int, int] | None, tasks: list[tuple[int, int]]) -> bool:
    return span is not None and any(_within(span, task) for task in tasks)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def row(task: draft.TaskDraft, known: _Known) -> Row:
    """A task with the names of its bodies and what is said of it."""
    return Row(
        task=task,
        lead=tuple(known.tree.name(body) for body in task.lead.now),
        coordinating=tuple(known.tree.name(body) for body in task.coordinating.now),
        meaning=deadlines.of_task(task, known.days, known.basis),
        answer_by=asked.by(task, known.days, known.basis),
        diagnostics=tuple(
            one
            for one in known.found
            if not one.grouped and one.span is not None and any(_within(one.span, span) for span in task.spans)
        ),
        page=pages.holding(known.ranges, task.span[0]) if task.span else None,
        twin=known.twins.get(task.key),
        gives=tuple(known.given.get(task.key, ())),
        within=known.folded.get(task.row) if task.folded else None,
    )
