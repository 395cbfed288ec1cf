"""Secrets of second factors, sealed before the database sees them; opened also with former secret keys."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def _keys() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    derived = [salted_hmac("tiendo.factors", "", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])


def seal(text: str) -> str:
    """Seal a secret with the key of today."""
    return _keys().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Open a sealed secret; raises ``cryptography.fernet.InvalidToken`` where none of the keys fits."""
    return _keys().decrypt(sealed.encode()).decode()


def renewed(sealed: str) -> str | None:
    """The same secret under the key of today; None where no key fits."""
    try:
        return _keys().rotate(sealed.encode()).decode("ascii")
    except InvalidToken:
        return None
