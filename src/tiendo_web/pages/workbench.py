"""The workbench: the document beside its tasks, every field to be mended, and issuing.

Each task has a page of its own for its form, so that all works without JavaScript; with htmx the form opens
in the task's place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo import orgtree
from tiendo.ruleset import Basis
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import actions as duties
from tiendo_web.duties import queries as known
from tiendo_web.ledger.actions import Repeated
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import beside, choice, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import actions, deadlines, draft, pages, queries
from tiendo_web.rulesets import queries as rulesets


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the workbench shows it: the draft, the names of its bodies, what its deadline means, its page."""

    task: draft.TaskDraft
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    meaning: deadlines.Meaning
    diagnostics: tuple[said.Said, ...]
    page: int | None = None


class TaskForm(act_forms.MendForm):
    """Every field of a task."""

    text = forms.CharField(label=_("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 8}))
    lead = choice.BodiesField(label=_("Cơ quan chủ trì"), required=False, help_text=_("Phải có trước khi ban hành"))
    coordinating = choice.BodiesField(label=_("Cơ quan phối hợp"), required=False)
    deadline = forms.CharField(
        label=_("Thời hạn"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: 31/12/2026, quý II/2026, 15 ngày làm việc, thường xuyên"),
    )
    removed = forms.BooleanField(label=_("Không giao nhiệm vụ này"), required=False)

    def __init__(
        self,
        *args: Any,
        tree: orgtree.OrgTree,
        groups: Sequence[orgs.GroupLine],
        start: dt.date,
        basis: Basis,
        **kwargs: Any,
    ) -> None:
        """Offer the bodies of ``tree`` and the groups of them; lengths of time count from ``start`` by ``basis``."""
        super().__init__(*args, **kwargs)
        for name in ("lead", "coordinating"):
            field = self.fields[name]
            assert isinstance(field, choice.BodiesField)
            field.offer(tree, groups)
        self._start, self._basis = start, basis

    def clean_deadline(self) -> str:
        """Words that mean no day are refused beside the field, with what was not understood."""
        words = str(self.cleaned_data["deadline"]).strip()
        found = deadlines.of_words(words, start=self._start, basis=self._basis, lang=said.lang())
        if found.faults and "deadline" in self.changed_data:
            raise forms.ValidationError([fault.message for fault in said.diagnostics(found.faults)])
        return words


class HeadForm(act_forms.MendForm):
    """What the document says of itself."""

    type = forms.CharField(label=_("Loại văn bản"), max_length=10, required=False)
    symbol = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    title = forms.CharField(label=_("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    issued_on = forms.DateField(
        label=_("Ngày ban hành"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    signer = forms.CharField(label=_("Người ký"), max_length=120, required=False)


class NewTaskForm(act_forms.ActForm):
    """A task that the compiler did not see."""

    text = forms.CharField(label=_("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 4}))


class IssueForm(act_forms.ActForm):
    """Nothing but the token: issuing asks no question."""


@needs(Permission.READ_DOCUMENTS)
@require_http_methods(["GET", "HEAD"])
def workbench(request: SignedIn, plan_id: int) -> HttpResponse:
    """The document at left, its tasks at right."""
    if not may(request.viewer, Permission.DRAFT):
        return _read_only(request, plan_id)
    context = _context(request, plan_id)
    # Turning a page or choosing a task swaps what stands beside the tasks, and nothing else.
    is_turned = request.htmx and request.htmx.target == "source"
    return render(request, "workbench/_source.html" if is_turned else "workbench/page.html", context)


@needs(Permission.DRAFT)
@require_safe
def picture(request: SignedIn, plan_id: int, number: int) -> HttpResponse:
    """What a page of the document looks like."""
    response = HttpResponse(
        pages.picture(plan_id=plan_id, number=number, viewer=request.viewer), content_type="image/webp"
    )
    response["Cache-Control"] = "private, max-age=86400"
    response["Content-Security-Policy"] = "sandbox"
    return response


def _read_only(request: SignedIn, plan_id: int) -> HttpResponse:
    """Whoever may not mend a plan sees the directive that was made of it."""
    shown = queries.plan(plan_id=plan_id, viewer=request.viewer)
    if shown.directive_id is None or not known.knows(viewer=request.viewer, directive_id=shown.directive_id):
        raise queries.NoPlan(str(_("Không có văn bản này.")))
    return redirect("directive", directive_id=shown.directive_id)


def _context(request: SignedIn, plan_id: int) -> dict[str, Any]:
    on = now.today()
    shown = queries.plan(plan_id=plan_id, viewer=request.viewer)
    held = queries.plan_draft(plan_id=plan_id, viewer=request.viewer, on=on)
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    found = said.stored(held.diagnostics)
    basis = rulesets.basis(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    ranges = pages.ranges(plan_id=plan_id, viewer=request.viewer)
    sureness = pages.sureness(plan_id=plan_id, viewer=request.viewer)
    rows = [_row(task, tree, on, found, basis, ranges) for task in held.tasks]
    inside = [task.span for task in held.tasks if task.span]
    general = [one for one in found if one.grouped or not _inside_any(one.span, inside)]
    return {
        "plan": shown,
        "draft": held,
        "head": head_lines(held),
        "rows": rows,
        "faults": [one for one in general if one.severity != "info"],
        "notes": [one for one in general if one.severity == "info"],
        "beside": beside.beside(request, shown, held, found, ranges, as_page=sureness.pictures > 0),
        "new_task": NewTaskForm(),
        "editable": shown.directive_id is None,
        "sureness": sureness,
        "ownerless": sum(1 for task in held.kept if not task.lead.now),
        "undated": sum(1 for row in rows if not row.task.removed and row.meaning.due_on is None),
    }


def head_lines(held: draft.Draft) -> list[tuple[str, draft.Field[str]]]:
    """The head's fields with their labels, in the order of the form, the day as it is written here."""
    labels = HeadForm.base_fields
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


def _row(
    task: draft.TaskDraft,
    tree: orgtree.OrgTree,
    on: dt.date,
    found: list[said.Said],
    basis: Basis,
    ranges: Sequence[pages.Range] = (),
) -> Row:
    return Row(
        page=pages.holding(ranges, task.span[0]) if task.span else None,
        task=task,
        lead=tuple(tree.name(body) for body in task.lead.now),
        coordinating=tuple(tree.name(body) for body in task.coordinating.now),
        meaning=duties.meaning(task, on, basis),
        diagnostics=tuple(
            one
            for one in found
            if not one.grouped and one.span is not None and task.span is not None and _within(one.span, task.span)
        ),
    )


@needs(Permission.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: SignedIn, plan_id: int, key: str) -> HttpResponse:
    """The form of one task; a refused one comes back filled, beside what holds now."""
    on = now.today()
    held = queries.plan_draft(plan_id=plan_id, viewer=request.viewer, on=on)
    standing = held.task(key)
    if standing is None:
        raise queries.NoPlan()
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    initial = {name: _initial(getattr(standing, name)) for name in draft.TASK_FIELDS} | {"seen": standing.seen}
    groups = orgs.groups(jurisdiction_id=request.viewer.jurisdiction_id)
    basis = rulesets.basis(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    form = TaskForm(request.POST or None, initial=initial, tree=tree, groups=groups, start=on, basis=basis)
    conflict = None
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in draft.TASK_FIELDS}
        try:
            actions.mend_task(plan_id=plan_id, task=key, fields=fields, **_how(request, form))
            return _saved(request, plan_id, key)
        except Repeated:
            return redirect("workbench", plan_id=plan_id)
        except actions.EditedMeanwhile as refused:
            form.see_again(refused, standing.seen)
            conflict = _row(standing, tree, on, [], basis)
    context = {
        "form": form,
        "row": _row(standing, tree, on, said.stored(held.diagnostics), basis),
        "plan": {"id": plan_id},
        "conflict": conflict,
    }
    template = "workbench/_form.html" if request.htmx else "workbench/task.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _saved(request: SignedIn, plan_id: int, key: str) -> HttpResponse:
    """After a task was saved: the task in its place, or the workbench at the task."""
    if not request.htmx:
        return redirect(f"{reverse('workbench', args=[plan_id])}#task-{key}")
    context = _context(request, plan_id)
    row = next(row for row in context["rows"] if row.task.key == key)
    return render(request, "workbench/_task.html", context | {"row": row})


def _initial(held: Any) -> Any:
    """What a field holds now, as a form's initial value."""
    value = held.now if isinstance(held, draft.Field) else held
    return list(value) if isinstance(value, tuple) else value


@needs(Permission.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: SignedIn, plan_id: int) -> HttpResponse:
    """The form of the document's head."""
    held = queries.plan_draft(plan_id=plan_id, viewer=request.viewer, on=now.today())
    initial = {name: held.head[name].now for name in draft.HEAD_FIELDS} | {"seen": held.head_seen}
    form = HeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = {name: _as_text(form.cleaned_data[name]) for name in draft.HEAD_FIELDS}
        try:
            actions.mend_head(plan_id=plan_id, fields=fields, **_how(request, form))
            return redirect("workbench", plan_id=plan_id)
        except Repeated:
            return redirect("workbench", plan_id=plan_id)
        except actions.EditedMeanwhile as refused:
            form.see_again(refused, held.head_seen)
    context = {"form": form, "plan": {"id": plan_id}, "lines": head_lines(held)}
    return render(request, "workbench/head.html", context, status=422 if form.errors else 200)


def _how(request: SignedIn, form: act_forms.MendForm) -> dict[str, Any]:
    """Who mends, when, and what she had seen: the same for every form of the workbench."""
    return {
        "seen": form.cleaned_data["seen"],
        "viewer": request.viewer,
        "at": now.now(),
        "once": form.cleaned_data["once"],
    }


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


@needs(Permission.DRAFT)
@require_http_methods(["POST"])
def new_task(request: SignedIn, plan_id: int) -> HttpResponse:
    """Add a task and open its form."""
    form = NewTaskForm(request.POST)
    if form.is_valid():
        done, key = act_forms.attempt(
            form,
            lambda: actions.add_task(
                plan_id=plan_id,
                text=form.cleaned_data["text"],
                viewer=request.viewer,
                at=now.now(),
                once=form.cleaned_data["once"],
            ),
        )
        if done and key is not None:
            return redirect("plan-task", plan_id=plan_id, key=key)
        if done:
            return redirect("workbench", plan_id=plan_id)
    return render(request, "workbench/page.html", _context(request, plan_id) | {"new_task": form}, status=422)


@needs(Permission.ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: SignedIn, plan_id: int) -> HttpResponse:
    """What issuing will do, and the button that does it."""
    form = IssueForm(request.POST or None)
    missing: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            directive_id = duties.issue(
                plan_id=plan_id, viewer=request.viewer, at=now.now(), once=form.cleaned_data["once"]
            )
            return redirect("directive", directive_id=directive_id)
        except Repeated as repeated:
            return redirect(said.address(repeated.subject))
        except duties.NotReady as refused:
            form.refuse(refused)
            missing = refused.missing
    context = _context(request, plan_id) | {"form": form, "missing": missing}
    return render(request, "workbench/issue.html", context, status=422 if form.errors else 200)
