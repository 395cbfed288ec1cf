"""Giao phần việc: handing parts of one's own duty to bodies beneath."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tiendo.orgtree import Body, OrgTree
from tiendo_web.core import now
from tiendo_web.core.access import Permission, demand
from tiendo_web.duties import actions, fitness, lines, queries
from tiendo_web.duties import shares as handing
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs


class PartForm(act_forms.ActForm):
    """What is handed down, to whom, until when; to several bodies the same."""

    # Named as the action names the field that a refusal speaks of.
    body = forms.MultipleChoiceField(label=_("Cơ quan trực thuộc"), widget=forms.CheckboxSelectMultiple)
    text = act_forms.WordsField(label=_("Nội dung phần việc"), rows=4)
    due_on = act_forms.DayField(
        label=_("Hạn"),
        required=False,
        help_text=_("Không sau hạn của nhiệm vụ."),
    )

    def parts(self) -> list[handing.Part]:
        """A part for each body that was chosen."""
        data = self.cleaned_data
        return [handing.Part(int(body_id), data["text"], data["due_on"]) for body_id in data["body"]]


def _offered(body: Body, tree: OrgTree, due_on: dt.date | None) -> str:
    """The name of a body beneath; where it ends before the duty is due, also when, and who follows it."""
    ending = fitness.ending(tree, body.id, due_on)
    if ending is None:
        return body.name
    told = {"body": body.name, "day": f"{ending.ends_on:%d/%m/%Y}", "heirs": "; ".join(map(tree.name, ending.heirs))}
    if not ending.heirs:
        return gettext("%(body)s – kết thúc từ ngày %(day)s, chưa có nơi tiếp nhận") % told
    return gettext("%(body)s – kết thúc từ ngày %(day)s, nơi tiếp nhận: %(heirs)s") % told


@needs(Permission.READ_DUTIES)
@require_http_methods(["GET", "POST"])
def shares(request: SignedIn, duty_id: int) -> HttpResponse:
    """Break a duty down; whoever owes it goes on answering for the whole."""
    on = now.today()
    (row,) = queries.rows(viewer=request.viewer, duty_ids=[duty_id])
    demand(request.viewer, Permission.REPORT)
    if row.owner_id != request.viewer.body_id:
        raise actions.NotYourDuty()
    form = PartForm(request.POST or None, initial={"text": row.text or row.task.text, "due_on": row.due_on})
    body = form.fields["body"]
    assert isinstance(body, forms.MultipleChoiceField)
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    beneath = request.viewer.bodies - {request.viewer.body_id}
    body.choices = [(str(one.id), _offered(one, tree, row.due_on)) for one in tree if one.id in beneath]
    if request.method == "POST" and form.is_valid():
        done, _ids = act_forms.attempt(
            form,
            lambda: handing.break_down(
                duty_id=duty_id,
                parts=form.parts(),
                viewer=request.viewer,
                at=now.now(),
                once=form.cleaned_data["once"],
            ),
        )
        if done:
            return redirect("duty", duty_id=duty_id)
    context = {"form": form, "duty": lines.lines([row], request.viewer, on)[0], "beneath": bool(body.choices)}
    return render(request, "duties/shares.html", context, status=422 if form.errors else 200)
