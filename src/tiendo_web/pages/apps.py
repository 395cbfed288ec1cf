"""The pages as a Django app: here sign-ins are noted, since here the clock may be read."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth import signals
from django.http import HttpRequest


class Pages(AppConfig):
    """Connects the sign-in signals to the audit."""

    name = "tiendo_web.pages"

    def ready(self) -> None:
        """Connect."""
        signals.user_logged_in.connect(_signed_in, dispatch_uid="note sign-in")
        signals.user_logged_out.connect(_signed_out, dispatch_uid="note sign-out")
        signals.user_login_failed.connect(_failed, dispatch_uid="note failure")


def _signed_in(request: HttpRequest, user: Any, **_more: Any) -> None:
    from tiendo_web.accounts.queries import Outcome

    _note(request, user, Outcome.OK)


def _signed_out(request: HttpRequest, user: Any, **_more: Any) -> None:
    from tiendo_web.accounts.queries import Outcome

    if user is not None:
        _note(request, user, Outcome.OUT)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    from tiendo_web.accounts import queries

    user = queries.by_username(str(credentials.get("username") or ""))
    _note(request, user, queries.Outcome.FAILED)


def _note(request: HttpRequest | None, user: Any, outcome: Any) -> None:
    from tiendo_web.accounts import actions
    from tiendo_web.core import now

    address = request.META.get("REMOTE_ADDR") or None if request is not None else None
    actions.note_sign_in(user=user, at=now.now(), outcome=outcome, address=address)
