"""Where sessions are kept: Django's table, with the digest of the key in the place of the key.

Django finds this module by ``SESSION_ENGINE``. How long a session lasts is said by the settings, with the reason:
from its last use, from its beginning, and for who is not signed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Store
from django.core.exceptions import SuspiciousOperation
from django.db.models.functions import Now

from tiendo_web.accounts import seals
from tiendo_web.accounts.models import Session

# What a session remembers of where and when it began, and when it was last seen (pages.doors says it now and then).
BEGAN = "began"


def digest(key: str) -> str:
    """What the table holds in the place of a session's key; 160 bits are what the column takes."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def _whose(data: dict[str, Any]) -> int | None:
    """Who is signed in, or has passed the first step: ending a user's sessions ends those that wait for a code too."""
    if SESSION_KEY in data:
        return int(data[SESSION_KEY])
    waiting = (data.get(LOGIN_SESSION_KEY) or {}).get("user_pk")
    return int(url_str_to_user_pk(waiting)) if waiting else None


class SessionStore(Store):
    """Django's store of sessions, reading and writing under the digest of the key."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table, which knows whose a session is."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """A row to save: under the digest, with its user."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.session_key = digest(row.session_key)
        row.user_id = _whose(data)
        return row

    def get_session_cookie_age(self) -> int:
        """Seconds until it ends where it is not used: at the latest ``SESSION_LONGEST`` after its beginning."""
        if SESSION_KEY not in self:
            return int(settings.SESSION_NOBODYS)
        began = self.get(BEGAN)
        if began is None:
            return int(settings.SESSION_COOKIE_AGE)
        gone = dt.datetime.fromisoformat(began["seen"]) - dt.datetime.fromisoformat(began["at"])
        return min(settings.SESSION_COOKIE_AGE, int(settings.SESSION_LONGEST - gone.total_seconds()))

    def encode(self, session_dict: dict[str, Any]) -> str:
        """As the table keeps it: the secret of an app that is being set up is sealed like any other."""
        if SECRET_SESSION_KEY in session_dict:
            session_dict = session_dict | {SECRET_SESSION_KEY: seals.seal(session_dict[SECRET_SESSION_KEY])}
        return super().encode(session_dict)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What the table kept."""
        data: dict[str, Any] = super().decode(session_data)
        if SECRET_SESSION_KEY in data:
            data[SECRET_SESSION_KEY] = seals.unseal(data[SECRET_SESSION_KEY])
        return data

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return Session.objects.filter(session_key=digest(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """End a session; this one where no other is named."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=digest(key)).delete()

    def _get_session_from_db(self) -> Session | None:
        if self.session_key is None:
            return None
        try:
            return Session.objects.get(session_key=digest(self.session_key), expire_date__gt=Now())
        except (Session.DoesNotExist, SuspiciousOperation) as fault:
            if isinstance(fault, SuspiciousOperation):
                logging.getLogger("django.security").warning(str(fault))
            self._session_key = None
            return None
