"""Lịch nghỉ: the days off that counts go by, the decisions that were entered, and entering one that comes late."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from tiendo import daysoff, steps, workdays
from tiendo_web.calendars import actions, moving, queries
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import queries as duties
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.pages.rulesets import told_by_line
from tiendo_web.rulesets import queries as tables

LONGEST = 5_000
# So many of the terms that come out otherwise are shown before the decision is entered; their number is always said.
SHOWN = 50
STATUSES = {
    workdays.Status.CONFIRMED: gettext_lazy("đã quyết định"),
    workdays.Status.ANNOUNCED: gettext_lazy("đã thông báo"),
    workdays.Status.PROJECTED: gettext_lazy("dự kiến"),
}


class DaysForm(act_forms.ActForm):
    """A decision: its symbol, how sure it is, and a line for each day."""

    basis = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: 9441/TB-BNV. Đề xuất chưa được quyết định thì không nhập."),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Mức chắc chắn"),
        choices=[(one.value, STATUSES[one]) for one in (workdays.Status.CONFIRMED, workdays.Status.ANNOUNCED)],
    )
    text = forms.CharField(
        label=gettext_lazy("Các ngày"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Mỗi dòng một việc: “nghỉ 23/11/2026, làm bù 28/11/2026”, “nghỉ 17/02/2027 đến 21/02/2027: Nghỉ Tết”, "
            "“làm việc 05/02/2027”."
        ),
    )

    def clean_text(self) -> str:
        """One kind of line end, so that places in the text mean the same everywhere."""
        return "\n".join(str(self.cleaned_data["text"]).splitlines()) + "\n"


@needs(Permission.READ_DUTIES)
@require_safe
def calendar(request: SignedIn) -> HttpResponse:
    """The days off of this year and the next, and the decisions that were entered."""
    table = tables.calendar(jurisdiction_id=request.viewer.jurisdiction_id)
    year = now.today().year
    context = {
        "years": [(one, _rows(table, one), table.decided_to < one) for one in (year, year + 1) if one in table.years],
        "decisions": [(one, STATUSES[one.status]) for one in tables.days_off(viewer=request.viewer)],
        "may_set": may(request.viewer, Permission.SET_RULES),
    }
    return render(request, "calendar/page.html", context)


@needs(Permission.READ_DUTIES)
@require_safe
def decision(request: SignedIn, decision_id: int) -> HttpResponse:
    """A decision that was entered, and each duty whose day it moved, as far as the viewer reads duties."""
    line = tables.days_off_entered(decision_id=decision_id, viewer=request.viewer)
    progress = _progress(request, decision_id)
    told = {"progress": progress, "may_set": may(request.viewer, Permission.SET_RULES)}
    if request.htmx:
        if progress is None or not progress.is_open:
            return HttpResponseClientRedirect(reverse("days-off", args=[decision_id]))
        return render(request, "calendar/_progress.html", told)
    number, on = said.page_number(request), now.today()
    acts = queries.acts_of(line, viewer=request.viewer)
    moved = duties.reckoned_by(acts=acts, viewer=request.viewer, on=on, page=number)
    context = {"line": line, "status": STATUSES[line.status], "moved": moved, **told}
    return render(request, "calendar/decision.html", context)


def _rows(table: workdays.Calendar, year: int) -> list[dict[str, Any]]:
    lang = said.lang()
    rows = sorted((row for row in table.rows if row.day.year == year), key=lambda row: row.day)
    return [
        {
            "day": row.day,
            "worked": row.kind is workdays.DayKind.WORKED,
            "label": row.label.say(lang),
            "basis": row.basis,
            "status": STATUSES[row.status],
        }
        for row in rows
    ]


@needs(Permission.SET_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Write a decision, look at what it would move, enter it."""
    form = DaysForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        data, on = form.cleaned_data, now.today()
        decision, faults = _read(request, data)
        context["faults"] = told_by_line(data["text"], faults)
        if decision is not None and "enter" not in request.POST:
            context |= _preview(request, decision, on)
            return render(request, "calendar/new.html", context)
        done, found = act_forms.attempt(
            form,
            lambda: actions.decide(
                jurisdiction_id=request.viewer.jurisdiction_id,
                text=data["text"],
                basis=data["basis"],
                status=workdays.Status(data["status"]),
                by=request.viewer,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done and found is not None:
            return _entered(request, found)
        if done:
            return redirect("calendar")
    return render(request, "calendar/new.html", context, status=422 if form.errors else 200)


def _entered(request: SignedIn, decision_id: int) -> HttpResponse:
    """Move the first clocks, which are all of them where they are few; the page of the decision tells how far it is."""
    moving.go_on(jurisdiction_id=request.viewer.jurisdiction_id, at=now.now())
    progress = _progress(request, decision_id)
    if progress is not None and not progress.is_open:
        messages.success(request, _say_moved(progress.moved))
    return redirect("days-off", decision_id=decision_id)


def _progress(request: SignedIn, decision_id: int) -> queries.Progress | None:
    here = request.viewer.jurisdiction_id
    return queries.progress(jurisdiction_id=here, decision_id=decision_id, at=now.now())


def _say_moved(number: int) -> str:
    words = ngettext(
        "Đã ghi ngày nghỉ; %(count)s nhiệm vụ được tính lại.",
        "Đã ghi ngày nghỉ; %(count)s nhiệm vụ được tính lại.",
        number,
    )
    return words % {"count": number}


def _read(request: SignedIn, data: dict[str, Any]) -> tuple[daysoff.Decision | None, tuple[Any, ...]]:
    held = tables.calendar(jurisdiction_id=request.viewer.jurisdiction_id)
    status = workdays.Status(data["status"])
    return daysoff.read(data["text"], basis=data["basis"], status=status, calendar=held)


def _preview(request: SignedIn, decision: daysoff.Decision, on: dt.date) -> dict[str, Any]:
    jurisdiction_id = request.viewer.jurisdiction_id
    before = tables.calendar(jurisdiction_id=jurisdiction_id)
    found = queries.preview(jurisdiction_id=jurisdiction_id, decision=decision, before=before, on=on)
    shown = found.moves[:SHOWN]
    return {"effect": found, "moves": shown, "more": found.moved - sum(one.number for one in shown)}


@needs(Permission.READ_DUTIES)
@require_safe
def day(request: SignedIn, duty_id: int) -> HttpResponse:
    """How the due day of a duty came about, as JSON that a program can count again."""
    found = queries.day(duty_id=duty_id, viewer=request.viewer, on=now.today())
    told = {
        "duty": found.duty_id,
        "issued_on": found.issued_on,
        "first_due_on": found.first_due_on,
        "due_on": found.due_on,
        "near_on": found.near_on,
        "steps": steps.data(found.steps) if found.steps else None,
        "near": steps.near(found.near) if found.near else None,
        "asked": steps.data(found.asked) if found.asked else None,
        "chase": steps.by_rule(found.chase) if found.chase else None,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
