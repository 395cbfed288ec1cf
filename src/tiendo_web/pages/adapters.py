"""What django-allauth asks of us: words, addresses, secrets kept sealed, passwords set by our own actions."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tiendo_web.accounts import actions, passwords, seals
from tiendo_web.accounts.queries import Outcome, Reason
from tiendo_web.core import now
from tiendo_web.orgs import holders
from tiendo_web.pages import identity, outgoing, sso, whence

_LOCKED = _("Thử quá nhiều lần. Hãy đợi vài phút rồi thử lại.")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody opens an account for himself; passwords are set by our action and kept in the audit."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "enter_current_password": _("Hãy gõ mật khẩu hiện nay."),
        "too_many_login_attempts": _LOCKED,
        "rate_limited": _LOCKED,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_stages(self) -> list[str]:
        """The second factor, as we ask for it; of allauth's other stages none is switched on."""
        return ["tiendo_web.pages.factors.CodeStage"]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: tries are counted at the door of the sign-in page, before this is asked."""

    def clean_password(self, password: str, user: Any = None) -> str:
        """Refuse what allauth and Django refuse, and what leans on the names of the user's bodies."""
        cleaned: str = super().clean_password(password, user)
        if user is not None and user.pk:
            passwords.refuse_known(cleaned, holders.words(user_id=user.pk, on=now.today()))
        return cleaned

    def set_password(self, user: Any, password: str) -> None:
        """By our action; the audit says so."""
        actions.replace_password(user_id=user.pk, password=password)
        user.refresh_from_db(fields=["password"])
        actions.note(user=user, at=now.now(), outcome=Outcome.PASSWORD, address=whence.address(self.request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """As everywhere here."""
        return whence.address(request) or ""

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Those of allauth in our words."""
        words = {
            "reauthenticate": _("Dùng mật khẩu"),
            "mfa_reauthenticate": _("Dùng mã xác nhận"),
            "mfa_reauthenticate:webauthn": _("Dùng khóa truy cập"),
        }
        found = super().get_reauthentication_methods(user)
        return [method | {"description": str(words.get(method["id"], method["description"]))} for method in found]


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed with the key of the settings before the database sees them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Mã không đúng. Mã đổi mỗi nửa phút và chỉ dùng được một lần."),
        "cannot_generate_recovery_codes": _("Hãy bật một lớp xác nhận trước khi tạo mã dự phòng."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seals.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret, also one sealed with an earlier key."""
        return seals.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The code as a drawing that can stand in a page: the policy lets no image in from a data address."""
        drawn: str = super().build_totp_svg(url)
        # What stands before the drawing is of XML, and no HTML.
        return drawn.partition("?>")[2].strip() or drawn

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner says otherwise."""
        return str(_("Khóa truy cập"))

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The user as the browser shows him."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name}


class Identities(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on: one issuer from the environment, nobody made by it, every fault in our own words."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """The issuer of the settings; the table of others stays empty."""
        told = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return [SocialApp(provider="openid_connect", **app) for app in told]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> identity.Issuer:
        """Our reading of allauth's provider."""
        return identity.Issuer(request, app=self.get_app(request, provider, client_id))

    def get_requests_session(self) -> outgoing.Line:
        """A line that reaches the issuer and nobody else."""
        return identity.line()

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Whether this identity may."""
        sso.settle(request, sociallogin)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say which; allauth's own words are never shown, and what its exception carries is never logged."""
        if error == AuthError.CANCELLED:
            raise identity.Foreign(Reason.CANCELLED)
        unasked = exception is None and "state" not in (extra_context or {})
        raise identity.Foreign(Reason.STATE if unasked else Reason.CODE)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Nobody is made from what an issuer says."""
        return sociallogin.user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """My account."""
        return reverse("account")
