"""Single sign-on by OpenID Connect: what an issuer says of somebody, and whether it may be believed.

django-allauth goes through the steps; here is what it leaves out: each answer must be signed by the issuer, be
meant for us, be of now, and belong to the sign-in that this browser began. Whatever is not so is :class:`Foreign`.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount import app_settings
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from tiendo_web.accounts.queries import SHOWN, Identity, Reason
from tiendo_web.core import now
from tiendo_web.pages import outgoing

# Signatures that only the issuer can make; one by a shared secret is none of these.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
# A clock that is wrong by a minute is a server's, and no attack.
LEEWAY = 60
# For so long what the issuer says of itself is kept; its keys are asked for anew when one is not known.
KEPT = 600
# A key that the issuer withdraws is trusted for so long at the most.
KEYS_KEPT = 60
KEYS_ANEW = 60
# After a vain look at what the issuer says of itself nobody else waits for it, for so long. A vain exchange of one
# code is no sign of anything: a stranger may have brought it.
REST = 10
# An answer is made for the sign-in that waits for it, and that waits no longer than this (allauth's state).
OLDEST = 600
RESTING = "tiendo.sso:rest"
CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")


class Foreign(Exception):
    """What came from outside is refused; ``user_id`` is whose account it concerns, where that is known."""

    def __init__(self, reason: Reason, user_id: int | None = None) -> None:
        """Take the reason and the user."""
        super().__init__(reason.value)
        self.reason = reason
        self.user_id = user_id


def _app() -> dict[str, Any]:
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps[0] if apps else {}


def name() -> str:
    """What the button of single sign-on says; empty where there is none."""
    return str(_app().get("name", ""))


def provider_id() -> str:
    """Under which name identities of the issuer are kept; empty where there is none."""
    return str(_app().get("provider_id", ""))


def nonce_of(verifier: str) -> str:
    """The nonce of a sign-in, from the secret that its session keeps and that nobody outside has seen."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"nonce.{verifier}".encode()).digest()).decode().rstrip("=")


def claims_of(token: str, key: jwt.PyJWK, *, issuer: str, client: str, nonce: str, at: dt.datetime) -> dict[str, Any]:
    """What a token says, where it may be believed at ``at``; raises :class:`Foreign`."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=client,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": list(CLAIMS)},
        )
    except jwt.PyJWTError as fault:
        raise Foreign(_reason(fault)) from fault
    # OpenID Connect Core 3.1.3.7: meant for others too, it must say that it was made for us.
    others = isinstance(claims["aud"], list) and set(claims["aud"]) != {client}
    if claims.get("azp", None if others else client) != client:
        raise Foreign(Reason.AUDIENCE)
    if claims["iat"] < at.timestamp() - OLDEST - LEEWAY:
        raise Foreign(Reason.EXPIRED)
    if claims["nonce"] != nonce:
        raise Foreign(Reason.NONCE)
    return claims


def _reason(fault: jwt.PyJWTError) -> Reason:
    reasons: Mapping[type[jwt.PyJWTError], Reason] = {
        jwt.ExpiredSignatureError: Reason.EXPIRED,
        jwt.ImmatureSignatureError: Reason.EARLY,
        jwt.InvalidAudienceError: Reason.AUDIENCE,
        jwt.InvalidIssuerError: Reason.ISSUER,
        jwt.InvalidSignatureError: Reason.SIGNATURE,
        jwt.InvalidAlgorithmError: Reason.SIGNATURE,
    }
    missing = isinstance(fault, jwt.MissingRequiredClaimError) and fault.claim == "nonce"
    return Reason.NONCE if missing else reasons.get(type(fault), Reason.UNREADABLE)


class Issuer(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's provider; asks for no more than who it is, and keeps no more than how the issuer calls him."""

    def get_pkce_params(self) -> dict[str, str]:
        """The challenge of this sign-in, and its nonce, which both come from one secret."""
        made: dict[str, str] = super().get_pkce_params()
        return made | {"nonce": nonce_of(made["code_verifier"])}

    def get_oauth2_adapter(self, request: HttpRequest) -> Exchange:
        """Ours."""
        return Exchange(request, self.app.provider_id)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The unchanging word of the issuer for its user."""
        subject = data["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= app_settings.UID_MAX_LENGTH:
            raise Foreign(Reason.UNREADABLE)
        return subject

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, str]:
        """What the account page shows."""
        return {SHOWN: str(data.get("preferred_username") or data.get("name") or "")[:120]}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing: nobody is made from what an issuer says."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None: an address joins nobody to an account."""
        return []


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """allauth's steps with the issuer; every token is checked whole, wherever it came from."""

    _nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The discovery document; raises :class:`Foreign` where it is not the issuer's own."""
        issuer = str(_app()["settings"]["server_url"]).rstrip("/")
        found = self._kept(f"{issuer}/.well-known/openid-configuration")
        if str(found.get("issuer", "")).rstrip("/") != issuer:
            raise Foreign(Reason.ISSUER)
        if outgoing.origin(str(found.get("authorization_endpoint", ""))) != _app()["settings"]["origin"]:
            raise Foreign(Reason.ISSUER)
        return found

    def _kept(self, url: str, *, anew: bool = False, lasts: int = KEPT) -> dict[str, Any]:
        """A document of the issuer, asked for once in a while by one process for all."""
        place = f"tiendo.sso:{hashlib.sha256(url.encode()).hexdigest()}"
        known: dict[str, Any] | None = cache.get(place)
        if known is not None and not anew:
            return known
        with line() as asking:
            try:
                found = asking.get(url).json()
            except ValueError as fault:
                raise Foreign(Reason.UNREADABLE) from fault
            except outgoing.Unreachable:
                cache.set(RESTING, True, REST)
                raise
        if not isinstance(found, dict):
            raise Foreign(Reason.UNREADABLE)
        cache.set(place, found, lasts)
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the issuer sends the browser back to."""
        url: str = build_absolute_uri(request, reverse("sso-callback"))
        return url

    def get_access_token_data(self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: Any = None) -> Any:
        """Exchange the code, knowing which nonce the answer must bear."""
        self._nonce = nonce_of(str(pkce_code_verifier))
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> Any:
        """Who signs in, from the checked token alone."""
        written = more["response"].get("id_token")
        if not isinstance(written, str):
            raise Foreign(Reason.UNREADABLE)
        issuer, key = self.openid_config["issuer"], self._key(written)
        claims = claims_of(written, key, issuer=issuer, client=app.client_id, nonce=self._nonce, at=now.now())
        return self.get_provider().sociallogin_from_response(request, claims)

    def _key(self, token: str) -> jwt.PyJWK:
        """The issuer's key that a token names; its keys are asked for anew, once a minute, where none is so named."""
        try:
            head = jwt.get_unverified_header(token)
        except jwt.PyJWTError as fault:
            raise Foreign(Reason.UNREADABLE) from fault
        url = str(self.openid_config.get("jwks_uri", ""))
        found = _named(self._kept(url, lasts=KEYS_KEPT), head)
        if found is None and cache.add("tiendo.sso:keys-anew", True, KEYS_ANEW):
            found = _named(self._kept(url, anew=True, lasts=KEYS_KEPT), head)
        if found is None:
            raise Foreign(Reason.SIGNATURE)
        return found


def _named(keys: dict[str, Any], head: Mapping[str, Any]) -> jwt.PyJWK | None:
    """The key for signatures that a token's head names; the only one where it names none."""
    kid, algorithm = head.get("kid"), head.get("alg")
    told = keys.get("keys")
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise Foreign(Reason.UNREADABLE)
    fitting = [one for one in told if one.get("use", "sig") == "sig" and (kid is None or one.get("kid") == kid)]
    if len(fitting) != 1 or algorithm not in ALGORITHMS or fitting[0].get("alg", algorithm) != algorithm:
        return None
    try:
        # A key that does not say for which signatures it is, is for those of its kind.
        return jwt.PyJWK(fitting[0], algorithm=str(algorithm))
    except jwt.PyJWTError:
        return None


def line() -> outgoing.Line:
    """The line to the issuer; raises :class:`Foreign` while nobody is to wait for it."""
    if cache.get(RESTING):
        raise Foreign(Reason.DOWN)
    return outgoing.Line(_app()["settings"]["origin"])


def identity(account: Any) -> Identity:
    """The identity of allauth's row, saved or not."""
    return Identity(account.provider, account.uid, account.extra_data.get(SHOWN, ""))
