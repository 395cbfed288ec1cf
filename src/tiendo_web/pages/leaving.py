"""People and roles of a body, and leaving it: what that would do is shown first, then done in one act."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import auth, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo_web.accounts import queries as accounts
from tiendo_web.core import now
from tiendo_web.core.access import Permission, Viewer, may, scope
from tiendo_web.leaving import actions, queries
from tiendo_web.ledger.actions import Repeated
from tiendo_web.orgs import actions as org_actions
from tiendo_web.orgs import holders, viewers
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import frame, said
from tiendo_web.pages.doors import SignedIn, needs

KINDS = {
    queries.WorkKind.PLAN: _("Văn bản đang soạn"),
    queries.WorkKind.REFORM: _("Phương án sắp xếp đang soạn"),
    queries.WorkKind.INVITATION: _("Lời mời chưa dùng"),
}


class LeaveForm(act_forms.ActForm):
    """Who takes over; nobody: the body."""

    successor = forms.CharField(
        label=_("Tên đăng nhập của người nhận bàn giao"),
        max_length=60,
        required=False,
        help_text=_("Để trống thì việc còn lại trả về cơ quan."),
    )

    def clean_successor(self) -> int | None:
        """The user; one who is no user and one of another province are refused in the same words, by the act."""
        if not self.cleaned_data["successor"]:
            return None
        found = accounts.by_username(self.cleaned_data["successor"])
        return int(found.pk) if found is not None else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of open work in words, with its page; ``url`` is empty where the reader does not open that."""

    kind: str | Promise
    name: str
    url: str


def in_words(work: queries.Work, viewer: Viewer) -> Line:
    """A piece of open work as a page shows it to somebody."""
    match work.kind:
        case queries.WorkKind.PLAN:
            url = said.page_for(viewer, "workbench", work.key)
        case queries.WorkKind.REFORM:
            url = said.page_for(viewer, "reform-draft", work.key)
        case queries.WorkKind.INVITATION:
            url = said.page_for(viewer, "person", work.user_id)
    return Line(KINDS[work.kind], work.name, url)


def handed(request: SignedIn) -> list[tuple[queries.Handed, Line]]:
    """What was handed to whoever looks, or to his body, and is open still."""
    return [(one, in_words(one.work, request.viewer)) for one in queries.handed(viewer=request.viewer, at=now.now())]


@needs(Permission.READ_PEOPLE)
@require_safe
def body_people(request: SignedIn, body_id: int) -> HttpResponse:
    """Who holds which role for a body, and who stands in for whom."""
    viewer, on = request.viewer, now.today()
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    body = tree.known(body_id)
    if body is None or body_id not in scope(viewer, Permission.READ_PEOPLE):
        raise Http404
    lines = holders.holder_lines(viewer=viewer, on=on, body_id=body_id)
    context = {
        "body": body,
        "rows": [(line, frame.ROLE_NAMES[line.role]) for line in lines],
        "managed": may(viewer, Permission.MANAGE_PEOPLE),
        "office": viewers.is_office(viewer.jurisdiction_id, tree, body_id),
        "upon": accounts.sign_ins(user_ids={line.user_id for line in lines}, upon=True, size=20).lines,
        "can_be_office": viewers.can_be_office(tree, body_id),
        "form": act_forms.ActForm(),
    }
    return render(request, "bodies/people.html", context)


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["POST"])
def body_office(request: SignedIn, body_id: int) -> HttpResponse:
    """Let an office work for the seat, or no longer: the hats worn there reach further or less far by it."""
    viewer, form = request.viewer, act_forms.ActForm(request.POST)
    if orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=now.today()).get(body_id) is None or not form.is_valid():
        raise Http404
    with contextlib.suppress(Repeated):
        org_actions.name_office(
            viewer=viewer,
            body_id=body_id,
            named=request.POST.get("named") == "1",
            at=now.now(),
            once=form.cleaned_data["once"],
        )
    messages.success(request, gettext("Việc đã được làm và ghi vào nhật ký."))
    return redirect("body-people", body_id)


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedIn, user_id: int, body_id: int) -> HttpResponse:
    """What leaving would do, and the button that does it."""
    viewer = request.viewer
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, gone = act_forms.attempt(
            form,
            lambda: actions.leave(
                user_id=user_id,
                body_id=body_id,
                successor_id=form.cleaned_data["successor"],
                viewer=viewer,
                at=now.now(),
                once=form.cleaned_data["once"],
            ),
        )
        if done:
            return _left(request, gone)
    shown = queries.leave(user_id=user_id, body_id=body_id, viewer=viewer, at=now.now())
    if shown is None:
        raise Http404
    body = orgs.body_name(viewer=viewer, body_id=body_id, on=now.today())
    context = {"leave": shown, "body": body, "form": form, "roles": _roles(shown.hats)}
    context["work"] = [in_words(work, request.viewer) for work in shown.work]
    return render(request, "leaving/page.html", context, status=422 if form.errors else 200)


def _left(request: SignedIn, gone: queries.Leave | None) -> HttpResponse:
    """The way on: who has left himself has no session any more; a form that was sent twice has said it already."""
    if gone is not None and gone.user_id == request.viewer.user_id:
        auth.logout(request)
        return redirect("account_login")
    if gone is not None:
        messages.success(request, gettext("%(name)s đã rời cơ quan; việc này ghi vào nhật ký.") % {"name": gone.user})
    return redirect("people")


def _roles(hats: Sequence[holders.HolderLine]) -> list[tuple[holders.HolderLine, str | Promise]]:
    return [(line, frame.ROLE_NAMES[line.role]) for line in hats]
