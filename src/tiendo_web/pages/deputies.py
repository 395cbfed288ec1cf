"""Người làm thay: who stands in for whom; given by oneself for the hat worn, by an administrator for any hat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from tiendo_web.accounts import queries as accounts
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.orgs import deputies as actions
from tiendo_web.orgs import holders, queries
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import frame
from tiendo_web.pages.doors import SignedIn, needs


class PeriodForm(act_forms.ActForm):
    """From when until when."""

    holds_from = act_forms.DayField(label=_("Làm thay từ ngày"))
    holds_to = act_forms.DayField(label=_("Thôi làm thay từ ngày"), help_text=_("Đến ngày này việc làm thay tự hết."))


class ColleagueForm(PeriodForm):
    """A colleague who stands in for oneself."""

    field_order = ("user",)
    user = forms.TypedChoiceField(label=_("Người làm thay"), coerce=int)

    def __init__(self, *args: Any, candidates: Sequence[actions.Candidate], **kwargs: Any) -> None:
        """Offer these."""
        super().__init__(*args, **kwargs)
        user = self.fields["user"]
        assert isinstance(user, forms.TypedChoiceField)
        user.choices = [(one.user_id, one.name) for one in candidates]


class AnybodyForm(PeriodForm):
    """Anybody of the province, by his sign-in name."""

    field_order = ("user",)
    user = forms.CharField(label=_("Tên đăng nhập của người làm thay"), max_length=60)

    def clean_user(self) -> int:
        """The user; one who is no user and one of another province are refused in the same words, by the act."""
        found = accounts.by_username(self.cleaned_data["user"])
        return int(found.pk) if found is not None else 0


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who stands in, in words."""

    line: actions.DeputyLine
    role: str | Promise
    body: str


def _lines(request: SignedIn) -> list[Line]:
    on = now.today()
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    found = actions.deputies(viewer=request.viewer, on=on)
    return [Line(line, frame.ROLE_NAMES[line.role], tree.name(line.body_id)) for line in found]


@needs(Permission.DEPUTISE)
@require_http_methods(["GET", "HEAD", "POST"])
def deputies(request: SignedIn) -> HttpResponse:
    """Who stands in for me, for whom I do, and letting a colleague stand in for the hat worn now."""
    viewer = request.viewer
    colleagues = [one for one in actions.candidates(viewer=viewer, on=now.today()) if one.user_id != viewer.user_id]
    form = ColleagueForm(request.POST or None, candidates=colleagues, initial={"holds_from": now.today()})
    if request.method == "POST" and form.is_valid() and _given(request, form, viewer.holder_id):
        return redirect("deputies")
    context = {"lines": _lines(request), "form": form, "colleagues": colleagues, "principal": viewer.principal}
    return render(request, "deputies/page.html", context, status=422 if form.errors else 200)


def _given(request: SignedIn, form: PeriodForm, holder_id: int) -> bool:
    """Whether the deputy was given; where not, the form says why."""
    data = form.cleaned_data
    done, _holder = act_forms.attempt(
        form,
        lambda: actions.give(
            holder_id=holder_id,
            user_id=data["user"],
            holds_from=data["holds_from"],
            holds_to=data["holds_to"],
            viewer=request.viewer,
            at=now.now(),
            once=data["once"],
        ),
    )
    if done:
        messages.success(request, gettext("Đã cử người làm thay và ghi vào nhật ký."))
    return done


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def hat_deputy(request: SignedIn, holder_id: int) -> HttpResponse:
    """Let somebody stand in for the wearer of any hat."""
    hats = holders.holder_lines(viewer=request.viewer, on=now.today())
    hat = next((line for line in hats if line.id == holder_id), None)
    if hat is None:
        raise Http404
    form = AnybodyForm(request.POST or None, initial={"holds_from": now.today()})
    if request.method == "POST" and form.is_valid() and _given(request, form, holder_id):
        return redirect("person", hat.user_id)
    context = {"form": form, "hat": hat, "role": frame.ROLE_NAMES[hat.role]}
    return render(request, "deputies/hat.html", context, status=422 if form.errors else 200)


@needs(Permission.DEPUTISE)
@require_POST
def end_deputy(request: SignedIn, holder_id: int) -> HttpResponse:
    """From today on he no longer stands in."""
    actions.end(holder_id=holder_id, viewer=request.viewer, at=now.now())
    messages.success(request, gettext("Việc làm thay đã kết thúc."))
    return redirect("deputies")
