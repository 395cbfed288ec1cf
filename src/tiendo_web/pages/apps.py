"""The pages as a Django app: here the audit is written, since here the clock may be read."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth import signals
from django.http import HttpRequest


class Pages(AppConfig):
    """Connects the signals of signing in and of second factors to the audit."""

    name = "tiendo_web.pages"

    def ready(self) -> None:
        """Connect."""
        from allauth.mfa import signals as factors

        signals.user_logged_in.connect(_signed_in, dispatch_uid="note sign-in")
        signals.user_logged_out.connect(_signed_out, dispatch_uid="note sign-out")
        signals.user_login_failed.connect(_failed, dispatch_uid="note failure")
        factors.authenticator_added.connect(_added, dispatch_uid="note factor")
        factors.authenticator_removed.connect(_removed, dispatch_uid="note factor gone")
        factors.authenticator_reset.connect(_codes, dispatch_uid="note codes")


def _signed_in(request: HttpRequest, user: Any, **_more: Any) -> None:
    from tiendo_web.accounts import actions
    from tiendo_web.accounts.queries import BEGAN
    from tiendo_web.core import now
    from tiendo_web.pages import whence

    address, device = whence.address(request), whence.device(request, user.pk)
    actions.note_entry(user=user, at=now.now(), address=address, device=device)
    at = now.now().isoformat()
    request.session[BEGAN] = {
        "at": at,
        "seen": at,
        "address": whence.address(request) or "",
        "browser": whence.browser(request),
    }
    request.signed_in = user.pk  # type: ignore[attr-defined]


def _signed_out(request: HttpRequest, user: Any, **_more: Any) -> None:
    from tiendo_web.accounts.queries import Outcome

    if user is not None:
        _note(request, user, Outcome.OUT)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    from tiendo_web.accounts import actions, queries
    from tiendo_web.core import now
    from tiendo_web.pages import whence

    username = str(credentials.get("username") or "")
    user = queries.by_username(username)
    device = whence.device(request, user.pk if user else None)
    actions.note_failure(username=username, at=now.now(), address=whence.address(request), device=device)


def _added(request: HttpRequest, user: Any, authenticator: Any, **_more: Any) -> None:
    from tiendo_web.accounts import codes
    from tiendo_web.accounts.queries import Outcome

    step = getattr(request, "first_step", None)
    if authenticator.type == authenticator.Type.TOTP and step is not None:
        codes.keep_step(authenticator, step)
    _note(request, user, Outcome.FACTOR)


def _removed(request: HttpRequest, user: Any, **_more: Any) -> None:
    from tiendo_web.accounts.queries import Outcome

    _note(request, user, Outcome.NO_FACTOR)


def _codes(request: HttpRequest, user: Any, **_more: Any) -> None:
    from tiendo_web.accounts.queries import Outcome

    _note(request, user, Outcome.CODES)


def _note(request: HttpRequest | None, user: Any, outcome: Any) -> None:
    from tiendo_web.accounts import actions
    from tiendo_web.core import now
    from tiendo_web.pages import whence

    actions.note(user=user, at=now.now(), outcome=outcome, address=whence.address(request))
