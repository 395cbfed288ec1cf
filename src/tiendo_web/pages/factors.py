"""Second factors and passkeys: allauth's forms with our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _code(field: forms.Field, help_text: Any) -> None:
    field.label, field.help_text = _("Mã xác nhận"), help_text
    field.widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second question at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like allauth's."""
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Sáu chữ số của ứng dụng xác nhận, hoặc một mã dự phòng"))


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
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
