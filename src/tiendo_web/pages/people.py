"""Người dùng: accounts, hats, and the audit of sign-ins; for administrators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo.orgtree import OrgTree
from tiendo_web.accounts import queries as account_queries
from tiendo_web.core import now
from tiendo_web.core.access import Permission, Role
from tiendo_web.orgs import actions, queries
from tiendo_web.pages import choice, frame
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs


class PersonForm(act_forms.ActForm):
    """A new account with its first hat."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.RegexField(
        label=_("Tên đăng nhập"),
        regex=r"^[a-z0-9][a-z0-9._-]*$",
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch nối"),
    )
    password = forms.CharField(
        label=_("Mật khẩu ban đầu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=[(role.value, frame.ROLE_NAMES[role]) for role in Role])
    body = choice.BodyField(label=_("Cơ quan"), help_text=_("Gõ tên, tên viết tắt hoặc mã; không cần dấu"))

    def __init__(self, *args: Any, tree: OrgTree, **kwargs: Any) -> None:
        """Let the bodies of ``tree`` be named."""
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, choice.BodyField)
        body.offer(tree)


class HatForm(act_forms.ActForm):
    """Another hat for somebody who has an account here."""

    user = forms.TypedChoiceField(label=_("Người dùng"), coerce=int)
    role = forms.ChoiceField(label=_("Vai trò"), choices=[(role.value, frame.ROLE_NAMES[role]) for role in Role])
    body = choice.BodyField(label=_("Cơ quan"), help_text=_("Gõ tên, tên viết tắt hoặc mã; không cần dấu"))
    holds_from = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    holds_to = forms.DateField(
        label=_("Đến hết trước ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, users: list[tuple[int, str]], tree: OrgTree, **kwargs: Any) -> None:
        """Offer ``users`` as (id, name); let the bodies of ``tree`` be named."""
        super().__init__(*args, **kwargs)
        user, body = self.fields["user"], self.fields["body"]
        assert isinstance(user, forms.TypedChoiceField) and isinstance(body, choice.BodyField)
        user.choices = users
        body.offer(tree)


def _tree(request: SignedIn) -> OrgTree:
    return queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today())


@needs(Permission.MANAGE_PEOPLE)
@require_safe
def people(request: SignedIn) -> HttpResponse:
    """Who wears which hat today."""
    lines = queries.holder_lines(viewer=request.viewer, on=now.today())
    tree = _tree(request)
    rows = [(line, frame.ROLE_NAMES[line.role], tree.name(line.body_id)) for line in lines]
    return render(request, "people/page.html", {"rows": rows, "form": act_forms.ActForm()})


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: SignedIn) -> HttpResponse:
    """Open an account and give its first hat."""
    form = PersonForm(request.POST or None, tree=_tree(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, _holder = act_forms.attempt(
            form,
            lambda: actions.welcome(
                jurisdiction_id=request.viewer.jurisdiction_id,
                username=data["username"],
                name=data["name"],
                password=data["password"],
                role=Role(data["role"]),
                body_id=data["body"],
                by=request.viewer.actor,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done:
            return redirect("people")
    return render(request, "people/new.html", {"form": form}, status=422 if form.errors else 200)


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def give_hat(request: SignedIn) -> HttpResponse:
    """Give another hat."""
    users = sorted({(line.user_id, line.user) for line in queries.holder_lines(viewer=request.viewer, on=now.today())})
    form = HatForm(request.POST or None, users=users, tree=_tree(request), initial={"holds_from": now.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, _holder = act_forms.attempt(
            form,
            lambda: actions.give_hat(
                jurisdiction_id=request.viewer.jurisdiction_id,
                user_id=data["user"],
                role=Role(data["role"]),
                body_id=data["body"],
                holds_from=data["holds_from"],
                holds_to=data["holds_to"],
                by=request.viewer.actor,
                at=now.now(),
                once=data["once"],
            ),
        )
        if done:
            return redirect("people")
    return render(request, "people/hat.html", {"form": form}, status=422 if form.errors else 200)


class PasswordForm(act_forms.ActForm):
    """A new password for somebody."""

    password = forms.CharField(
        label=_("Mật khẩu mới"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: SignedIn, user_id: int) -> HttpResponse:
    """Replace the password of somebody who wears a hat here."""
    known = {line.user_id: line.user for line in queries.holder_lines(viewer=request.viewer, on=now.today())}
    if user_id not in known:
        raise Http404
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.replace_password(
                jurisdiction_id=request.viewer.jurisdiction_id,
                user_id=user_id,
                password=form.cleaned_data["password"],
                by=request.viewer.actor,
                at=now.now(),
                once=form.cleaned_data["once"],
            ),
        )
        if done:
            return redirect("people")
    context = {"form": form, "name": known[user_id]}
    return render(request, "people/password.html", context, status=422 if form.errors else 200)


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["POST"])
def take_off_hat(request: SignedIn, holder_id: int) -> HttpResponse:
    """From today on the hat is no longer worn."""
    actions.take_off_hat(
        jurisdiction_id=request.viewer.jurisdiction_id,
        holder_id=holder_id,
        ends_on=now.today(),
        by=request.viewer.actor,
        at=now.now(),
    )
    return redirect("people")


@needs(Permission.READ_SIGN_INS)
@require_safe
def sign_ins(request: SignedIn) -> HttpResponse:
    """The latest sign-ins of this jurisdiction's users."""
    lines = account_queries.sign_ins(user_ids=queries.user_ids(viewer=request.viewer))
    return render(request, "sign-ins/page.html", {"lines": lines})
