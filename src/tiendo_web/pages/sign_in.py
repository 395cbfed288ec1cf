"""Signing in. django-allauth does the work; here are our words, and what to do without a password.

Only the ways in that we offer have an address: signing in and out, and changing one's password. Accounts are
opened, and forgotten passwords replaced, by an administrator.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


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


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Who has no account, or forgot the password, is told whom to ask."""
    return render(request, "account/help.html")
