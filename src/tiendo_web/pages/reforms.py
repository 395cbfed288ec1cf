"""Sắp xếp cơ quan: the decided reforms, undoing one before its day, and the duties that wait for a body."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiendo.reform import Decision, Terms, drafting
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import names, reform_drafts, reform_forms, reform_words, said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.reforms import actions, queries

# So many rows of a long table on one page.
SIZE = 100


@needs(Permission.REORGANISE)
@require_safe
def reforms(request: SignedIn) -> HttpResponse:
    """The drafts, the decided reforms, and the duties that wait for a body."""
    on = now.today()
    context = {
        "drafts": queries.drafts(viewer=request.viewer),
        "reforms": [(one, names.REFORM_STAGES[one.stage]) for one in queries.reforms(viewer=request.viewer)],
        "unplaced": queries.unplaced_count(jurisdiction_id=request.viewer.jurisdiction_id, on=on),
    }
    return render(request, "reforms/page.html", context)


@needs(Permission.REORGANISE)
@require_safe
def reform(request: SignedIn, reform_id: int) -> HttpResponse:
    """A decided reform: what it changed, where the duties went, and the way back while there is one."""
    return _reform_page(request, reform_id)


def _reform_page(request: SignedIn, reform_id: int, **more: Any) -> HttpResponse:
    page = queries.reform(reform_id=reform_id, viewer=request.viewer, on=now.today())
    speaker = reform_words.Speaker(reform_drafts.tree_of(request, page.terms), page.terms)
    context = {
        "reform": page,
        "stage": names.REFORM_STAGES[page.line.stage],
        "steps": [(names.VERBS[one.verb], speaker.step(one)) for one in page.terms.steps[:SIZE]],
        "steps_more": max(0, len(page.terms.steps) - SIZE),
        "rules": [speaker.rule(one) for one in page.terms.rules],
        **reform_drafts.touched_shown(page.touched),
        "passed": sum(flow.count for flow in page.flows),
        "flows": page.flows[:SIZE],
        "eve": drafting.eve(page.terms),
        "undo": reform_forms.UndoForm(),
        "effect": act_forms.ActForm(),
        **more,
    }
    refused = more.get("undo")
    return render(request, "reforms/reform.html", context, status=422 if refused and refused.errors else 200)


@needs(Permission.REORGANISE)
@require_POST
def undo(request: SignedIn, reform_id: int) -> HttpResponse:
    """Undo a reform before its day."""
    form = reform_forms.UndoForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.undo(
                reform_id=reform_id, reason=data["reason"], viewer=request.viewer, at=now.now(), once=data["once"]
            ),
        )
        if done:
            return redirect("reform", reform_id=reform_id)
    return _reform_page(request, reform_id, undo=form)


@needs(Permission.REORGANISE)
@require_POST
def again(request: SignedIn, reform_id: int) -> HttpResponse:
    """Take the terms of a decision that was undone up as a new draft."""
    page = queries.reform(reform_id=reform_id, viewer=request.viewer, on=now.today())
    form = act_forms.ActForm(request.POST)
    if page.line.stage is queries.Stage.UNDONE and form.is_valid():
        done, key = act_forms.attempt(
            form,
            lambda: actions.begin(
                terms=page.terms, viewer=request.viewer, at=now.now(), once=form.cleaned_data["once"]
            ),
        )
        if done and key:
            return redirect("reform-draft", key=key)
    return redirect("reforms")


@needs(Permission.REORGANISE)
@require_POST
def effect(request: SignedIn, reform_id: int) -> HttpResponse:
    """Pass the duties on now, where the day has come and nobody has done it."""
    viewer = request.viewer
    actions.take_effect(reform_id=reform_id, jurisdiction_id=viewer.jurisdiction_id, at=now.now(), by=viewer.actor)
    return redirect("reform", reform_id=reform_id)


@needs(Permission.REORGANISE)
@require_http_methods(["GET", "HEAD", "POST"])
def unplaced(request: SignedIn) -> HttpResponse:
    """The duties whose body has ended without a successor for them, to be given to living bodies."""
    on = now.today()
    waiting = queries.unplaced(viewer=request.viewer, on=on)
    terms = Terms(Decision("", "", on, on))
    form = reform_forms.ChoicesForm(
        request.POST or None, duties=[(one.duty_id, one.text) for one in waiting], initial={"seen": 0}
    )
    form.offer(orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on), terms)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.place(
                choices=dict.fromkeys(data["duties"], data["to"]),
                viewer=request.viewer,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done:
            return redirect("reforms-unplaced")
    number = said.page_number(request)
    context = {
        "choices": waiting[SIZE * (number - 1) : SIZE * number],
        "count": len(waiting),
        "page": number,
        "more": len(waiting) > SIZE * number,
        "choices_form": form,
    }
    return render(request, "reforms/unplaced.html", context, status=422 if form.errors else 200)
