"""Second factors and passkeys: allauth's pages and forms with our words, our counting, and each code taken once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.stages import LoginStageController
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiendo.errors import Refusal, Refused
from tiendo_web.accounts import actions, codes, queries
from tiendo_web.core import now
from tiendo_web.pages import whence
from tiendo_web.pages.doors import View
from tiendo_web.pages.sign_in import too_often

# For so long after a sign-in nobody need say again who he is, where there is nothing to ask him for.
FRESH = dt.timedelta(minutes=15)
# Under which key a sign-in that waits for its code keeps what it was begun with.
SINCE = "since"


class CodeStage(AuthenticateStage):  # type: ignore[misc]
    """The second step of a sign-in: kept in the audit when it begins, and worth nothing after a new password."""

    def handle(self) -> tuple[Any, bool]:
        """Ask for the code where there is a factor."""
        response, goes_on = super().handle()
        if response is not None:
            user = self.login.user
            self.state[SINCE] = user.get_session_auth_hash()
            address, device = whence.address(self.request), whence.device(self.request, user.pk)
            actions.note_entry(user=user, at=now.now(), address=address, device=device, half=True)
        return response, goes_on

    def holds(self) -> bool:
        """Whether the password is still the one that this sign-in began with."""
        return bool(self.state.get(SINCE) == self.login.user.get_session_auth_hash())


@login_not_required
def code(request: HttpRequest) -> HttpResponseBase:
    """The second question at sign-in, where the first was answered with what still holds."""
    stage = LoginStageController.enter(request, CodeStage.key)
    if isinstance(stage, CodeStage) and not stage.holds():
        stage.abort()
        return redirect("account_login")
    answer: HttpResponseBase = _counted(request, stage.login.user if stage else None, views.authenticate)
    return answer


def code_again(request: HttpRequest) -> HttpResponseBase:
    """A code once more, before something that matters."""
    return _counted(request, request.user, views.reauthenticate)


def passkey_again(request: HttpRequest) -> HttpResponseBase:
    """A passkey once more, before something that matters."""
    return _counted(request, request.user, passkeys.reauthenticate_webauthn)


@login_not_required
def passkey_login(request: HttpRequest) -> HttpResponseBase:
    """Sign in by a passkey alone; who tried too often from this address is told when he may again."""
    if request.method == "POST":
        at, address = now.now(), whence.address(request)
        lifts_at = queries.lifts_at(username="", address=address, device="", at=at)
        if lifts_at is not None:
            actions.note_failure(username="", at=at, address=address, device="", limited=True)
            return too_often(request, lifts_at - at)
    answer: HttpResponseBase = passkeys.login_webauthn(request)
    return answer


def _counted(request: HttpRequest, user: Any, view: Callable[..., HttpResponseBase]) -> HttpResponseBase:
    """The page, or how long to wait for who tried too many wrong codes or passkeys."""
    if request.method == "POST" and user is not None:
        at, address, device = now.now(), whence.address(request), whence.device(request, user.pk)
        lifts_at = queries.code_lifts_at(user_id=user.pk, address=address, device=device, at=at)
        if lifts_at is not None:
            return too_often(request, lifts_at - at)
    return view(request)


def fresh(view: View) -> View:
    """Mark a view as asking again who one is, also of who has nothing to say it with: he signs in anew for it."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        began = request.session.get(queries.BEGAN, {}).get("at", "")
        if not get_reauthentication_flows(request.user) and not _recent(began):
            raise Refused(
                gettext("Hãy đăng xuất, đăng nhập lại qua cổng chung, rồi làm việc này trong vòng 15 phút."),
                kind=Refusal.FORBIDDEN,
            )
        return view(request, *args, **kwargs)

    return asked


def _recent(began: str) -> bool:
    return bool(began) and now.now() - dt.datetime.fromisoformat(began) < FRESH


class OnceForm:
    """A code that is taken once; how often one may try was asked at the door of the page."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """The code, used up."""
        typed: str = self.cleaned_data["code"]
        found = codes.take(user_id=self.user.pk, code=typed, at=now.now())
        if found is None:
            actions.note(
                user=self.user,
                at=now.now(),
                outcome=queries.Outcome.CODE,
                address=whence.address(context.request),
                device=whence.device(context.request, self.user.pk),
            )
            raise get_adapter().validation_error("incorrect_code")
        found.user = self.user
        self.authenticator = found
        return typed


class CountedKey:
    """A passkey; one that is not right is a line of the audit, and counts as a wrong code or password does."""

    user: Any

    def clean_credential(self) -> Any:
        """The passkey, where it is right."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            user = self.user
            actions.note(
                user=user,
                at=now.now(),
                outcome=queries.Outcome.KEY,
                address=whence.address(context.request),
                device=whence.device(context.request, user.pk) if user is not None else "",
            )
            raise


class KeyForm(CountedKey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second question at sign-in."""


class KeyAgainForm(CountedKey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something that matters."""


class KeyAloneForm(CountedKey, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey in the place of name and password."""


def _code(field: forms.Field, help_text: Any) -> None:
    field.label, field.help_text = _("Mã xác nhận"), help_text
    field.widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class CodeForm(OnceForm, AuthenticateForm):  # type: ignore[misc]
    """The second question at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Sáu chữ số của ứng dụng xác nhận, hoặc một mã dự phòng"))


class CodeAgainForm(OnceForm, ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Sáu chữ số của ứng dụng xác nhận, hoặc một mã dự phòng"))


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app, which proves that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Sáu chữ số mà ứng dụng vừa hiện ra"))

    def clean_code(self) -> str:
        """The code, which lets nobody in afterwards."""
        typed: str = super().clean_code()
        context.request.first_step = codes.step_of(self.secret, typed, now.now())
        return typed


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; where it can do without a password, the browser is asked to make it so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên gọi")
        self.fields["name"].help_text = _("Để sau này nhận ra, ví dụ: Máy tính ở cơ quan")
        self.fields["passwordless"].label = _("Đăng nhập không cần mật khẩu")
        self.fields["passwordless"].help_text = _("Thiết bị sẽ hỏi vân tay, khuôn mặt hoặc mã PIN của chính nó.")
        self.fields["passwordless"].initial = True


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên gọi")
