"""The acts of the workbench on more than a field: splitting, merging, fixes, undoing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from tiendo.errors import Refused
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.ledger.actions import Repeated
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import draft, folding, mending, queries

# So many tasks before and behind one are offered to be merged with it.
_NEAR = 15
_BLANK = re.compile(r"\n[ \t]*\n")
# Where a task is likely to fall apart: its lines, else its clauses, else its sentences.
_SEAMS = (re.compile(r"\n+"), re.compile(r"(?<=;)\s+"), re.compile(r"(?<=\.)\s+(?=[A-ZĐÀ-Ỹ])"))
_SHOWN = 200


class SplitForm(act_forms.MendForm):
    """The words of a task with a blank line wherever it is to be split."""

    parts = forms.CharField(
        label=gettext_lazy("Các phần"),
        help_text=gettext_lazy("Để một dòng trống giữa hai phần. Mỗi phần thành một nhiệm vụ."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class MergeForm(act_forms.MendForm):
    """Which tasks to merge into one."""

    others = forms.MultipleChoiceField(
        label=gettext_lazy("Gộp vào nhiệm vụ này"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một nhiệm vụ để gộp vào.")},
    )


class PickForm(act_forms.MendForm):
    """Diagnostics by number; nothing is typed."""


def suggestion(text: str) -> str:
    """A task's words with blank lines where it is likely to fall into parts.

    >>> suggestion("Rà soát; lập sổ.")
    'Rà soát;\\n\\nlập sổ.'
    """
    for seam in _SEAMS:
        parts = [part.strip() for part in seam.split(text) if part.strip()]
        if len(parts) > 1:
            return "\n\n".join(parts)
    return text


@needs(Permission.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: SignedIn, plan_id: int, key: str) -> HttpResponse:
    """Make several tasks of one."""
    held, task = _held(request, plan_id, key)
    initial = {"parts": suggestion(task.text.now), "seen": held.number}
    form = SplitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        parts = _BLANK.split(form.cleaned_data["parts"].replace("\r\n", "\n"))
        if _done(form, held, lambda: mending.split(_mend(request, plan_id, form), task=key, parts=parts)):
            return _at(plan_id, key)
    return _page(request, "workbench/split.html", plan_id, task, form)


@needs(Permission.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedIn, plan_id: int, key: str) -> HttpResponse:
    """Make one task of several."""
    held, task = _held(request, plan_id, key)
    form = MergeForm(request.POST or None, initial={"seen": held.number})
    field = form.fields["others"]
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = _near(held, key)
    if request.method == "POST" and form.is_valid():
        others = form.cleaned_data["others"]
        if _done(form, held, lambda: mending.merge(_mend(request, plan_id, form), into=key, others=others)):
            return _at(plan_id, key)
    return _page(request, "workbench/merge.html", plan_id, task, form)


@needs(Permission.DRAFT)
@require_http_methods(["POST"])
def fix(request: SignedIn, plan_id: int) -> HttpResponse:
    """Apply the fixes that were chosen, or the one whose button was pressed; or take one off."""
    only, off = _numbers(request, "only"), _numbers(request, "off")
    chosen = [] if off else only or _numbers(request, "fix")

    def act(mend: mending.Mend) -> str:
        count = mending.fix(mend, apply=chosen, withdraw=off)
        return ngettext("Đã sửa %(count)s chỗ.", "Đã sửa %(count)s chỗ.", count) % {"count": count}

    return _pressed(request, plan_id, act)


@needs(Permission.DRAFT)
@require_http_methods(["POST"])
def fold(request: SignedIn, plan_id: int) -> HttpResponse:
    """Make one of a row and the tasks that it gives again, of all such rows, or let one stand apart."""
    rows, apart = request.POST.getlist("row"), request.POST.getlist("apart")
    chosen = () if apart else rows or None

    def act(mend: mending.Mend) -> str:
        count = mending.fold(mend, rows=chosen, apart=apart)
        if apart:
            return _("Đã tách dòng ra, thành nhiệm vụ riêng.")
        return ngettext("Đã gộp %(count)s dòng.", "Đã gộp %(count)s dòng.", count) % {"count": count}

    return _pressed(request, plan_id, act)


@needs(Permission.DRAFT)
@require_http_methods(["POST"])
def undo(request: SignedIn, plan_id: int) -> HttpResponse:
    """Take the last act back."""

    def act(mend: mending.Mend) -> str:
        mending.undo(mend)
        return _("Đã hoàn tác.")

    return _pressed(request, plan_id, act)


def undone_words(last: Sequence[draft.Change]) -> str:
    """What undoing would take back, in words; empty where there is nothing."""
    fields = {change.field for change in last}
    if not last:
        return ""
    if draft.INTO in fields:
        return _("gộp nhiệm vụ")
    if folding.FOLDED in fields:
        return _("gộp hay tách dòng nêu lại nhiệm vụ")
    if draft.AFTER in fields:
        return _("tách nhiệm vụ")
    if any(name.startswith(draft.FIX) for name in fields):
        return _("sửa các chỗ an toàn")
    if not last[0].task:
        return _("sửa thông tin văn bản")
    return _("sửa nhiệm vụ %(key)s") % {"key": last[0].task}


def _held(request: SignedIn, plan_id: int, key: str) -> tuple[draft.Draft, draft.TaskDraft]:
    held = queries.plan_draft(plan_id=plan_id, viewer=request.viewer, on=now.today())
    task = held.task(key)
    if task is None:
        raise queries.NoPlan(_("Không có nhiệm vụ này."))
    return held, task


def _near(held: draft.Draft, key: str) -> list[tuple[str, str]]:
    """The tasks round one, with their first words."""
    keys = [task.key for task in held.tasks]
    at = keys.index(key)
    near = held.tasks[max(0, at - _NEAR) : at + _NEAR + 1]
    return [
        (task.key, f"{task.label or task.key}. {task.text.now[:_SHOWN]}")
        for task in near
        if task.key != key and not task.removed
    ]


def _mend(request: SignedIn, plan_id: int, form: act_forms.MendForm) -> mending.Mend:
    data = form.cleaned_data
    return mending.Mend(plan_id, request.viewer, now.now(), data["seen"], data["once"])


def _done(form: act_forms.MendForm, held: draft.Draft, act: Callable[[], Any]) -> bool:
    done, _result = act_forms.attempt(form, act, held.number)
    return done


def _pressed(request: SignedIn, plan_id: int, act: Callable[[mending.Mend], str]) -> HttpResponse:
    """An act by a single button: what came of it stands above the workbench."""
    form = PickForm(request.POST)
    queries.source_of(plan_id=plan_id, viewer=request.viewer)
    if not form.is_valid():
        messages.error(request, _("Trang đã cũ. Hãy thử lại."))
        return redirect("workbench", plan_id=plan_id)
    try:
        messages.success(request, act(_mend(request, plan_id, form)))
    except Repeated:
        pass
    except queries.NoPlan:
        raise
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("workbench", plan_id=plan_id)


def _numbers(request: SignedIn, name: str) -> list[int]:
    return [int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 7]


def _at(plan_id: int, key: str) -> HttpResponse:
    return redirect(f"{reverse('workbench', args=[plan_id])}?task={quote(key)}#task-{quote(key)}")


def _page(
    request: SignedIn, template: str, plan_id: int, task: draft.TaskDraft, form: act_forms.MendForm
) -> HttpResponse:
    context = {"form": form, "task": task, "plan": {"id": plan_id}}
    return render(request, template, context, status=422 if form.errors else 200)
