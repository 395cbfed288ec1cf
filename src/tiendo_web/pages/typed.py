"""Nhập chỉ đạo không có văn bản: what was said at a meeting, or asked by an inspection or a petition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tiendo import spoken
from tiendo.spoken import SourceKind, Spoken
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.duties import origins
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import level_forms, names
from tiendo_web.pages.doors import SignedIn, needs


class TypedForm(act_forms.ActForm):
    """A directive without a file."""

    kind = forms.ChoiceField(label=_("Nguồn"), choices=[(one.value, words) for one, words in names.SOURCES.items()])
    title = forms.CharField(
        label=_("Trích yếu"),
        max_length=300,
        help_text=_("Cuộc họp, kết luận hay đơn nào; không ghi tên người gửi đơn."),
    )
    issuer = forms.CharField(label=_("Cơ quan chỉ đạo, kết luận"), max_length=300)
    said_on = act_forms.DayField(label=_("Ngày"))
    tasks = forms.CharField(
        label=_("Nhiệm vụ"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi dòng một nhiệm vụ: cơ quan nào, làm gì, trước ngày nào."),
    )

    level = level_forms.LevelField(at_the_door=True)

    def said(self) -> Spoken:
        """What was typed."""
        data = self.cleaned_data
        return Spoken(
            SourceKind(data["kind"]), data["title"], data["issuer"], data["said_on"], spoken.tasks(data["tasks"])
        )


@needs(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def typed(request: SignedIn) -> HttpResponse:
    """Type a directive in; it goes on to the workbench like one that was a file."""
    on = now.today()
    body = orgs.body_name(viewer=request.viewer, body_id=request.viewer.body_id, on=on)
    initial: dict[str, Any] = {"issuer": body, "said_on": on}
    form = TypedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done, plan_id = act_forms.attempt(
            form,
            lambda: origins.type_in(
                said=form.said(),
                viewer=request.viewer,
                at=now.now(),
                level=form.cleaned_data["level"],
                once=form.cleaned_data["once"],
            ),
        )
        if done:
            return redirect("workbench", plan_id=plan_id) if plan_id else redirect("documents")
    return render(request, "documents/typed.html", {"form": form}, status=422 if form.errors else 200)
