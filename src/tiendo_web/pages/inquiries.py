"""Giải trình, phối hợp: asking why duties are late, asking those who coordinate for their part, and answering."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo.errors import Refused
from tiendo.inquiry import InquiryKind, StepKind
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.duties import inquiries as actions
from tiendo_web.duties import inquiry_queries as queries
from tiendo_web.duties import lines, set_days
from tiendo_web.duties import queries as duties
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import days, names, picked, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs

# So many days are proposed for an explanation; whoever asks changes them.
DAYS = dt.timedelta(days=3)


class AskForm(act_forms.ActForm):
    """What is asked, and by when it is to be answered."""

    text = act_forms.WordsField(label=_("Nội dung yêu cầu"), rows=4)
    due_on = act_forms.DayField(label=_("Trả lời trước hết ngày"))


class ExplanationForm(AskForm, picked.ManyForm):
    """Why duties are late, asked for many at once."""

    due_on = act_forms.DayField(
        label=_("Trả lời trước hết ngày"),
        help_text=_("Không tìm thấy quy định về số ngày; ngày đề nghị sẵn chỉ để sửa."),
    )


class ContributionForm(AskForm):
    """What is asked of bodies that coordinate."""

    bodies = forms.MultipleChoiceField(label=_("Cơ quan phối hợp"), widget=forms.CheckboxSelectMultiple)
    field_order = ("bodies", "text", "due_on")


class StepForm(act_forms.MendForm):
    """An answer, or what the asker says to it. It knows the last step that its user saw."""

    text = act_forms.WordsField(label=_("Nội dung"), rows=4)

    def refuse(self, refused: Refused) -> None:
        """Where somebody took a step meanwhile, keep what was typed and know that the step was shown."""
        if isinstance(refused, actions.SteppedMeanwhile):
            self.see_again(Refused(refused.message), refused.seen)
        else:
            super().refuse(refused)


class AgainForm(StepForm):
    """An answer is sent back: what is missing, and by when it is asked for again."""

    due_on = act_forms.DayField(label=_("Trả lời lại trước hết ngày"))


class TakeForm(StepForm):
    """An answer is taken; words are not needed."""

    text = act_forms.WordsField(label=_("Ghi chú"), required=False, rows=2)


FORMS = {
    StepKind.ANSWERED: StepForm,
    StepKind.TAKEN: TakeForm,
    StepKind.SENT_BACK: AgainForm,
    StepKind.WITHDRAWN: StepForm,
}


@needs(Permission.READ_DUTIES)
@require_safe
def inquiries(request: SignedIn) -> HttpResponse:
    """One page of what was asked: which list, of which kind."""
    which = said.choice(queries.Which, request.GET.get("which"), queries.Which.ALL)
    given = request.GET.get("kind")
    kind = InquiryKind(given) if given in set(InquiryKind) else None
    number, on = said.page_number(request), now.today()
    seen = queries.what_is_seen(request.viewer, on)
    lines, more = queries.inquiries_of(viewer=request.viewer, on=on, seen=seen, which=which, kind=kind, page=number)
    context = {
        "lines": [(line, names.INQUIRIES[line.kind]) for line in lines],
        "which": which,
        "kind": kind,
        "lists": names.INQUIRY_LISTS.items(),
        "waiting": queries.waiting(viewer=request.viewer, on=on, seen=seen),
        "known_until": now.now(),
        "kinds": [(None, gettext("Tất cả")), *names.INQUIRIES.items()],
        "page": number,
        "more": more,
        "query": urlencode({"which": which.value, **({"kind": kind.value} if kind else {})}),
    }
    return render(request, "inquiries/page.html", context)


@needs(Permission.JUDGE)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Ask why duties are late: those that were ticked, or a whole list; what is not late is left out and named."""
    on = now.today()
    if request.method == "POST":
        form = ExplanationForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            done, asked = act_forms.attempt(
                form,
                lambda: actions.ask_explanations(
                    duty_ids=data["duties"],
                    text=data["text"],
                    due_on=data["due_on"],
                    viewer=request.viewer,
                    at=now.now(),
                    once=data["once"],
                ),
            )
            if done:
                if asked is not None:
                    words = ngettext("Đã gửi %(count)s yêu cầu.", "Đã gửi %(count)s yêu cầu.", len(asked))
                    messages.success(request, words % {"count": len(asked)})
                return redirect("inquiries")
        return _ask(request, form, form.cleaned_data.get("duties") or (), on)
    chosen = picked.chosen(request.GET, request.viewer, on)
    return _ask(request, None, chosen.ids, on, is_cut=chosen.is_cut)


def _ask(
    request: SignedIn, form: ExplanationForm | None, ids: tuple[int, ...], on: dt.date, *, is_cut: bool = False
) -> HttpResponse:
    rows = duties.bare(viewer=request.viewer, duty_ids=ids)
    faults = dict(actions.explainable(rows, request.viewer, on))
    late = [row for row in rows if not faults[row.pk]]
    left_out = [row for row in rows if faults[row.pk]]
    initial = {
        "duties": [row.pk for row in late],
        "due_on": on + DAYS,
        "text": gettext("Đề nghị giải trình lý do chậm, trách nhiệm và thời gian hoàn thành."),
    }
    shown, not_asked = picked.first_lines([row.pk for row in late], [row.pk for row in left_out], request.viewer, on)
    if form is not None and late:
        form.choose([row.pk for row in late])
    context = {
        "number": len(late),
        "more_left_out": len(left_out[picked.SHOWN :]),
        "most": picked.MOST if is_cut else None,
        "form": form or ExplanationForm(initial=initial),
        "lines": shown,
        "left_out": [(line, faults[line.id]) for line in not_asked],
    }
    return render(request, "inquiries/new.html", context, status=422 if form else 200)


@needs(Permission.READ_DUTIES)
@require_http_methods(["GET", "POST"])
def contributions(request: SignedIn, duty_id: int) -> HttpResponse:
    """Ask bodies that coordinate a duty's task for their part."""
    on = now.today()
    (row,) = duties.rows(viewer=request.viewer, duty_ids=[duty_id])
    actions.check_asks(row, request.viewer, now.today())
    usual = actions.by_silence(row, on)
    initial = {"due_on": usual.until}
    form = ContributionForm(request.POST or None, initial=initial)
    bodies = form.fields["bodies"]
    assert isinstance(bodies, forms.MultipleChoiceField)
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    bodies.choices = [(str(body_id), tree.name(body_id)) for body_id in actions.coordinating(row, tree)]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.ask_contributions(
                duty_id=duty_id,
                body_ids=[int(body_id) for body_id in data["bodies"]],
                text=data["text"],
                due_on=data["due_on"],
                viewer=request.viewer,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done:
            return redirect("duty", duty_id=duty_id)
    context = {
        "form": form,
        "duty": lines.lines([row], request.viewer, on)[0],
        "usual": usual,
        "silence": usual.say(said.lang()),
    }
    return render(request, "inquiries/contributions.html", context, status=422 if form.errors else 200)


@needs(Permission.READ_DUTIES)
@require_safe
def inquiry(request: SignedIn, inquiry_id: int) -> HttpResponse:
    """One inquiry: what was asked and said, and what can be done now."""
    return _page(request, inquiry_id)


def _page(request: SignedIn, inquiry_id: int, refused: tuple[StepKind, StepForm] | None = None) -> HttpResponse:
    on = now.today()
    shown = queries.one(inquiry_id=inquiry_id, viewer=request.viewer, on=on)
    initial = {"seen": shown.seen, "due_on": on + DAYS}
    steps: list[tuple[StepKind, Any, StepForm]] = [
        (kind, names.INQUIRY_STEPS[kind], FORMS[kind](prefix=kind.value, initial=initial)) for kind in shown.possible
    ]
    if refused is not None:
        kind, form = refused
        steps = [(kind, names.INQUIRY_STEPS[kind], form), *(one for one in steps if one[0] is not kind)]
    context = {
        "shown": shown,
        "line": shown.line,
        "kind": names.INQUIRIES[shown.line.kind],
        "story": [(step, names.INQUIRY_STEPS[step.kind]) for step in reversed(shown.steps)],
        "steps": steps,
        "opened": refused[0] if refused else None,
        "days": days.said_of(set_days.of_inquiry(inquiry_id=inquiry_id, viewer=request.viewer, on=on)),
    }
    return render(request, "inquiries/inquiry.html", context, status=422 if refused else 200)


@needs(Permission.READ_DUTIES)
@require_http_methods(["POST"])
def step(request: SignedIn, inquiry_id: int, step: str) -> HttpResponse:
    """Take one step; a refused form comes back filled."""
    if step not in {kind.value for kind in FORMS}:
        raise Http404
    kind = StepKind(step)
    form = FORMS[kind](request.POST, prefix=kind.value)
    if form.is_valid():
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.step(
                inquiry_id=inquiry_id,
                kind=kind,
                text=form.cleaned_data["text"],
                due_on=form.cleaned_data.get("due_on"),
                seen=form.cleaned_data["seen"],
                viewer=request.viewer,
                at=now.now(),
                once=form.cleaned_data["once"],
            ),
        )
        if done:
            return redirect("inquiry", inquiry_id=inquiry_id)
    return _page(request, inquiry_id, (kind, form))


@needs(Permission.READ_DUTIES)
@require_safe
def day(request: SignedIn, inquiry_id: int) -> HttpResponse:
    """How the day came about by which an inquiry is to be answered, as JSON."""
    found = set_days.of_inquiry(inquiry_id=inquiry_id, viewer=request.viewer, on=now.today())
    return days.as_json({"inquiry": inquiry_id}, found)
