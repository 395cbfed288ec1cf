"""Mức bảo mật: raising and lowering who may know of a document or a duty, with a reason."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tiendo.plan import secrecy
from tiendo_web.core import now
from tiendo_web.core.access import Level, Permission
from tiendo_web.duties import marking
from tiendo_web.duties import queries as duties
from tiendo_web.pages import documents, level_forms, names
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import marking as of_documents
from tiendo_web.plans import queries as plans


@dataclass(frozen=True, slots=True)
class Proposed:
    """A level that a document's own words ask for: which, called how, and the words."""

    level: int
    name: str
    printed: str

    @property
    def reason(self) -> str:
        """The ground for it; records are Vietnamese in every language of the pages."""
        return f"Văn bản ghi “{self.printed}”."


def proposed(plan: plans.PlanPage) -> Proposed | None:
    """The level that an open document says it should have; None where it says nothing. People decide."""
    span = secrecy.for_inside(plan.text) if plan.level is Level.OPEN else None
    if span is None:
        return None
    return Proposed(Level.INTERNAL.value, str(names.CONFIDENCE[Level.INTERNAL]), plan.text[span.start : span.end])


class LevelForm(act_forms.ActForm):
    """A level, and why."""

    level = level_forms.LevelField()
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, lowest: Level = Level.OPEN, **kwargs: Any) -> None:
        """Like any form; the levels from the lowest that can be chosen."""
        super().__init__(*args, **kwargs)
        level = self.fields["level"]
        assert isinstance(level, level_forms.LevelField)
        level.offer(lowest)


@needs(Permission.MARK)
@require_http_methods(["GET", "HEAD", "POST"])
def of_plan(request: SignedIn, plan_id: int) -> HttpResponse:
    """The level of a document, and the duties with it."""
    documents.demand_plan(request, plan_id)
    held = plans.level_of(plan_id=plan_id, viewer=request.viewer)
    wanted = proposed(plans.plan(plan_id=plan_id, viewer=request.viewer)) if "level" in request.GET else None
    first = {"level": str(wanted.level), "reason": wanted.reason} if wanted else {"level": str(held.value)}
    form = LevelForm(request.POST or None, initial=first)
    if _marked(form, request, functools.partial(marking.mark_document, plan_id=plan_id)):
        return redirect("workbench", plan_id=plan_id)
    lines = of_documents.lines(plan_id=plan_id, viewer=request.viewer)
    number = _("Văn bản số %(number)s") % {"number": plan_id}
    return _page(request, form, held, lines, number, reverse("workbench", args=[plan_id]))


@needs(Permission.MARK)
@require_http_methods(["GET", "HEAD", "POST"])
def of_duty(request: SignedIn, duty_id: int) -> HttpResponse:
    """The level of a duty, and its parts with it; never below that of its document."""
    (row,) = duties.rows(viewer=request.viewer, duty_ids=[duty_id])
    held, lowest = Level(row.level), marking.lowest(duty_id=duty_id, viewer=request.viewer)
    form = LevelForm(request.POST or None, initial={"level": str(held.value)}, lowest=lowest)
    if _marked(form, request, functools.partial(marking.mark_duty, duty_id=duty_id)):
        return redirect("duty", duty_id=duty_id)
    lines = marking.lines(duty_id=duty_id, viewer=request.viewer)
    number = _("Nhiệm vụ số %(number)s") % {"number": duty_id}
    return _page(request, form, held, lines, number, reverse("duty", args=[duty_id]))


def _marked(form: LevelForm, request: SignedIn, mark: Callable[..., None]) -> bool:
    """Give what ``mark`` is about the level of a form that was sent; whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    said = {name: form.cleaned_data[name] for name in ("level", "reason", "once")}
    done, _nothing = act_forms.attempt(form, lambda: mark(**said, viewer=request.viewer, at=now.now()))
    return done


def _page(
    request: SignedIn, form: LevelForm, held: Level, lines: list[of_documents.Line], number: str, cancel: str
) -> HttpResponse:
    context = {
        "form": form,
        "number": number,
        "cancel": cancel,
        "held": names.CONFIDENCE[held],
        "levels": [(names.CONFIDENCE[level], names.CONFIDENCE_HELP[level]) for level in Level],
        "lines": [(line, names.CONFIDENCE[line.level]) for line in lines],
    }
    return render(request, "levels/page.html", context, status=422 if form.errors else 200)
