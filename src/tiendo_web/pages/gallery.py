"""The gallery: every component of the design system in each of its states, made from the components."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tiendo.clock import Standing
from tiendo.duty import Stage
from tiendo_web.core import now
from tiendo_web.duties.lines import DutyLine
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import choice
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn
from tiendo_web.pages.duties import Bar
from tiendo_web.pages.said import Said

DAY = dt.date(2026, 11, 24)


class SampleForm(forms.Form):
    """A field of each kind, one of them refused."""

    text = forms.CharField(label="Nội dung", help_text="Một câu là đủ.", widget=forms.Textarea(attrs={"rows": 2}))
    day = act_forms.DayField(label="Ngày", required=False)
    chosen = forms.ChoiceField(label="Cơ quan", choices=[("1", "Sở Y tế"), ("2", "Sở Tài chính")])
    named = choice.BodyField(label="Cơ quan theo tên")
    yes = forms.BooleanField(label="Không giao nhiệm vụ này", required=False)


@require_safe
def gallery(request: SignedIn) -> HttpResponse:
    """One page with all of it."""
    form = SampleForm({"text": "", "day": "31/02/2026", "chosen": "1", "named": "sở"})
    named = form.fields["named"]
    assert isinstance(named, choice.BodyField)
    named.offer(orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today()))
    words = _("Ngày 30/9/2001 không thể đúng.")
    context = {
        "standings": list(Standing),
        "stages": list(Stage),
        "kinds": ["info", "success", "warning", "error"],
        "faults": [Said("C003", severity, words, "", None) for severity in ("info", "warning", "error")],
        "form": form,
        "lines": [
            DutyLine(n, 1, "15/KH-UBND", f"I.{n}", "Rà soát phương án bốn tại chỗ", 1, "Sở Y tế", Stage.DOING, one, DAY)
            for n, one in enumerate(Standing, start=1)
        ],
        "bar": Bar(DAY, DAY + dt.timedelta(days=60), 500, 560, 420, 560, _("Đồng hồ mẫu")),
        "heats": range(6),
    }
    return render(request, "gallery/page.html", context)
