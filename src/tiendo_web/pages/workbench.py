"""The workbench: the document beside its tasks, every field to be mended, and issuing.

Each task has a page of its own for its form, so that all works without JavaScript; with htmx the form opens
in the task's place.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo_web.core import now
from tiendo_web.core.access import Level, Permission, may
from tiendo_web.duties import actions as duties
from tiendo_web.duties import involved
from tiendo_web.ledger.actions import Repeated
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import bench, bench_forms, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import actions, draft, issued, pages, queries
from tiendo_web.rulesets import queries as rulesets


@needs(Permission.READ_DOCUMENTS)
@require_http_methods(["GET", "HEAD"])
def workbench(request: SignedIn, plan_id: int) -> HttpResponse:
    """The document at left, its tasks at right."""
    if not may(request.viewer, Permission.DRAFT):
        return _read_only(request, plan_id)
    context = bench.context(request, plan_id)
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
    is_open = queries.level_of(plan_id=plan_id, viewer=request.viewer) is Level.OPEN
    # What is noted at each look must be asked for at each look.
    response["Cache-Control"] = "private, max-age=86400" if is_open else "no-store"
    response["Content-Security-Policy"] = "sandbox"
    return response


def _read_only(request: SignedIn, plan_id: int) -> HttpResponse:
    """Whoever may not mend a plan sees the directive that was made of it."""
    directive_id = issued.directive_of(plan_id=plan_id, viewer=request.viewer)
    if directive_id is None or not involved.knows(viewer=request.viewer, directive_id=directive_id):
        raise queries.NoPlan(str(_("Không có văn bản này.")))
    return redirect("directive", directive_id=directive_id)


@needs(Permission.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: SignedIn, plan_id: int, key: str) -> HttpResponse:
    """The form of one task; a refused one comes back filled, beside what holds now."""
    on = now.today()
    opened, held = queries.page_and_draft(plan_id=plan_id, viewer=request.viewer, on=on)
    standing = held.task(key)
    if standing is None:
        raise queries.NoPlan()
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    initial = {name: _initial(getattr(standing, name)) for name in draft.TASK_FIELDS} | {"seen": standing.seen}
    groups = orgs.groups(jurisdiction_id=request.viewer.jurisdiction_id)
    basis = rulesets.basis(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    form = bench_forms.TaskForm(request.POST or None, initial=initial, tree=tree, groups=groups, basis=basis)
    conflict = None
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in draft.TASK_FIELDS}
        try:
            actions.mend_task(plan_id=plan_id, task=key, fields=fields, opened=opened, **_how(request, form))
            return _saved(request, opened, key)
        except Repeated:
            return redirect("workbench", plan_id=plan_id)
        except actions.EditedMeanwhile as refused:
            form.see_again(refused, standing.seen)
            conflict = bench.of_task(request, held, standing, on)
    context = {
        "form": form,
        "row": bench.of_task(request, held, standing, on),
        "plan": {"id": plan_id},
        "conflict": conflict,
    }
    template = "workbench/_form.html" if request.htmx else "workbench/task.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _saved(request: SignedIn, opened: queries.PlanPage, key: str) -> HttpResponse:
    """After a task was saved: the task in its place, or the workbench at the task."""
    if not request.htmx:
        return redirect(bench.address(opened.id, key))
    on = now.today()
    held = queries.draft_again(opened, viewer=request.viewer, on=on)
    task = held.task(key)
    if task is None:
        raise queries.NoPlan()
    context = {"row": bench.of_task(request, held, task, on), "plan": {"id": opened.id}, "editable": True}
    return render(request, "workbench/_task.html", context)


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
    form = bench_forms.HeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = {name: _as_text(form.cleaned_data[name]) for name in draft.HEAD_FIELDS}
        try:
            actions.mend_head(plan_id=plan_id, fields=fields, **_how(request, form))
            return redirect("workbench", plan_id=plan_id)
        except Repeated:
            return redirect("workbench", plan_id=plan_id)
        except actions.EditedMeanwhile as refused:
            form.see_again(refused, held.head_seen)
    context = {"form": form, "plan": {"id": plan_id}, "lines": bench.head_lines(held)}
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
    form = bench_forms.NewTaskForm(request.POST)
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
    return render(request, "workbench/page.html", bench.context(request, plan_id) | {"new_task": form}, status=422)


@needs(Permission.ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: SignedIn, plan_id: int) -> HttpResponse:
    """What issuing will do, and the button that does it."""
    initial = {name: said.number(request.GET.get(name)) for name in ("replaces", "amends")}
    form = bench_forms.IssueForm(request.POST or None, initial=initial)
    missing: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            directive_id = duties.issue(
                plan_id=plan_id,
                viewer=request.viewer,
                at=now.now(),
                replaces=form.cleaned_data["replaces"],
                amends=form.cleaned_data["amends"],
                abolishes=form.abolished(),
                once=form.cleaned_data["once"],
            )
            return redirect("directive", directive_id=directive_id)
        except Repeated as repeated:
            return redirect(said.address(repeated.subject))
        except actions.AlreadyIssued as refused:
            # Somebody else was quicker: the directive that he made of it is shown.
            messages.warning(request, refused.message)
            return redirect("plan-issue", plan_id=plan_id)
        except duties.NotReady as refused:
            form.refuse(refused)
            missing = refused.missing
    replaces, amends = (said.number(str(form[name].value() or "")) for name in initial)
    context = bench.issuing(request, plan_id, replaces, amends)
    issued = context["plan"].directive_id
    if issued is not None:
        # Whoever comes back to this page finds what was done, and nothing to do.
        return redirect("directive", directive_id=issued)
    form.offer(context["carried"].offers if context["carried"] else ())
    context |= {"form": form, "missing": missing}
    return render(request, "workbench/issue.html", context, status=422 if form.errors else 200)
