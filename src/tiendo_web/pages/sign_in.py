"""Signing in. django-allauth does the work; here are our words, and the count of tries before anything is computed."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from allauth.account import views
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from tiendo_web.accounts import actions, queries
from tiendo_web.core import now
from tiendo_web.pages import refusals, whence


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's form with our labels, and no link to a password reset by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """allauth's form for a new password, with our labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Mật khẩu hiện nay")
        self.fields["password1"].label = _("Mật khẩu mới")
        self.fields["password2"].label = _("Gõ lại mật khẩu mới")
        self.fields["oldpassword"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


@login_not_required
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponseBase:
    """Sign in; who has tried too often is told when he may again, and no password is computed for him."""
    if request.method == "POST":
        username, at, address = typed_name(request), now.now(), whence.address(request)
        user = queries.by_username(username)
        device = whence.device(request, user.pk if user else None)
        lifts_at = queries.lifts_at(username=username, address=address, device=device, at=at)
        if lifts_at is not None:
            actions.note_failure(username=username, at=at, address=address, device=device, limited=True)
            return too_often(request, lifts_at - at)
    answer: HttpResponseBase = views.login(request)
    return answer


@rate_limit(action="change_password")  # type: ignore[untyped-decorator]
def new_password(request: HttpRequest) -> HttpResponseBase:
    """Change one's own password; the old one is not to be guessed in an open session either."""
    answer: HttpResponseBase = views.password_change(request)
    errors = answer.context_data["form"].errors if request.method == "POST" and hasattr(answer, "context_data") else ()
    if "oldpassword" in errors:
        refusals.keep(request, queries.Reason.OLD)
    elif errors:
        refusals.keep(request, queries.Reason.WEAK)
    return answer


def typed_name(request: HttpRequest) -> str:
    """The name that was typed, where it can be one (PostgreSQL takes no NUL)."""
    name = request.POST.get("login", "").strip()
    return name if name.isprintable() and len(name) <= 150 else ""


def too_often(request: HttpRequest, wait: dt.timedelta) -> HttpResponse:
    """Refused for now, with how long."""
    seconds = max(1, math.ceil(wait.total_seconds()))
    response = render(request, "429.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Who has no account, or forgot the password, is told whom to ask."""
    return render(request, "account/help.html")
