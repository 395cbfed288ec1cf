"""Where sessions are kept: Django's table, with the digest of the key in the place of the key.

Django finds this module by ``SESSION_ENGINE``.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Store
from django.core.exceptions import SuspiciousOperation
from django.db.models.functions import Now

from tiendo_web.accounts.models import Session


def digest(key: str) -> str:
    """What the table holds in the place of a session's key; 160 bits are what the column takes."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


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
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

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
