"""Người phụ trách, người theo dõi: who looks after duties, of the body that owes them and of the one that gave them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tiendo.duty import OPEN, Part
from tiendo_web.core import now
from tiendo_web.core.access import Permission, Viewer, may
from tiendo_web.duties import charges, naming, queries
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import frame, picked
from tiendo_web.pages.doors import SignedIn, needs

NOBODY = "0"
HEADS = MappingProxyType({Part.DOER: _("Người phụ trách"), Part.GIVER: _("Người theo dõi")})
ADDRESSES = MappingProxyType({Part.DOER: "name-doer", Part.GIVER: "name-follower"})
TITLES = MappingProxyType({Part.DOER: _("Giao người phụ trách"), Part.GIVER: _("Giao người theo dõi")})
BUTTONS = MappingProxyType({Part.DOER: _("Giao người phụ trách…"), Part.GIVER: _("Giao người theo dõi…")})


class NameForm(picked.ManyForm):
    """Who looks after the duties that were chosen, out of the people of one's own body."""

    user = forms.ChoiceField(label=_("Người"))
    field_order = ("user", "duties")

    def offer(self, people: list[charges.Candidate]) -> None:
        """The people to choose from, each with his role; and nobody."""
        user = self.fields["user"]
        assert isinstance(user, forms.ChoiceField)
        told = [(str(one.user_id), f"{one.name} · {frame.ROLE_NAMES[one.role]}") for one in people]
        user.choices = [("", gettext("Chọn người")), *told, (NOBODY, gettext("Thôi, không giao ai"))]


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a duty: who looks after it, and where to say who does; no address for whoever may not."""

    head: str | Promise
    named: charges.Named | None
    address: str


@dataclass(frozen=True, slots=True)
class Button:
    """What a list offers for the duties that are ticked."""

    words: str | Promise
    address: str


def lines_of(viewer: Viewer, shown: queries.DutyPage) -> list[Line]:
    """Both sides of a duty, where somebody was named or the viewer may name."""
    found = []
    for part in Part:
        named = shown.named.get(part)
        names = part in shown.sides and may(viewer, charges.PERMISSION[part]) and shown.line.stage in OPEN
        address = f"{reverse(ADDRESSES[part])}?duty={shown.line.id}" if names else ""
        if named or address:
            found.append(Line(HEADS[part], named, address))
    return found


def offered(viewer: Viewer) -> Button | None:
    """What is offered for duties that are ticked: to the office who follows them, to any other body who does them."""
    part = Part.GIVER if viewer.office else Part.DOER
    return Button(BUTTONS[part], reverse(ADDRESSES[part])) if may(viewer, charges.PERMISSION[part]) else None


@needs(Permission.REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def does(request: SignedIn) -> HttpResponse:
    """Who sees to duties for the body that owes them."""
    return _named(request, Part.DOER)


@needs(Permission.JUDGE)
@require_http_methods(["GET", "HEAD", "POST"])
def follows(request: SignedIn) -> HttpResponse:
    """Who follows duties for the body that gave them."""
    return _named(request, Part.GIVER)


def _named(request: SignedIn, part: Part) -> HttpResponse:
    on = now.today()
    people = charges.candidates(part, request.viewer, on)
    if request.method != "POST":
        chosen = picked.chosen(request.GET, request.viewer, on)
        return _page(request, part, people, None, chosen.ids, is_cut=chosen.is_cut)
    form = NameForm(request.POST)
    form.offer(people)
    if form.is_valid():
        data = form.cleaned_data
        done, _number = act_forms.attempt(
            form,
            lambda: naming.name(
                duty_ids=data["duties"],
                part=part,
                user_id=int(data["user"]) or None,
                viewer=request.viewer,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done:
            only = data["duties"][0] if len(data["duties"]) == 1 else None
            return redirect("duty", duty_id=only) if only else redirect("duties")
    return _page(request, part, people, form, form.cleaned_data.get("duties") or ())


def _page(
    request: SignedIn,
    part: Part,
    people: list[charges.Candidate],
    form: NameForm | None,
    ids: tuple[int, ...],
    *,
    is_cut: bool = False,
) -> HttpResponse:
    on = now.today()
    rows = queries.bare(viewer=request.viewer, duty_ids=ids)
    faults = dict(charges.nameable(rows, part, request.viewer, on))
    fit = [row for row in rows if not faults[row.pk]]
    left_out = [row for row in rows if faults[row.pk]]
    shown, not_named = picked.first_lines([row.pk for row in fit], [row.pk for row in left_out], request.viewer, on)
    if form is None:
        form = NameForm(initial={"duties": [row.pk for row in fit]})
        form.offer(people)
    elif fit:
        form.choose([row.pk for row in fit])
    context = {
        "part": part,
        "title": TITLES[part],
        "number": len(fit),
        "most": picked.MOST if is_cut else None,
        "form": form,
        "lines": shown,
        "left_out": [(line, faults[line.id]) for line in not_named],
        "more_left_out": len(left_out[picked.SHOWN :]),
    }
    return render(request, "duties/in-charge.html", context, status=422 if form.errors else 200)
