"""Where a request comes from: its address, its browser in a word, and whether that browser is known for a user."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

# Some web servers pass the port on too: ``192.0.2.1:4711``, ``[2001:db8::1]:4711``.
_PORT = re.compile(r"^(\[.+\]|[\d.]+):\d+$")
COOKIE = "known"
# Half a year: long enough for who signs in once a quarter. More users than this share no browser on one desk.
LASTS = 180 * 24 * 3600
MOST_USERS = 8
_SALT = "tiendo.known"
_BROWSERS = {"Edg": "Edge", "coc_coc": "Cốc Cốc", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")


def address(request: HttpRequest | None) -> str | None:
    """The address of who asks: what the last ``TIENDO_PROXIES`` web servers passed on, else who connected.

    Of IPv6 the first 64 bits, the others zero: whoever has a line has all the addresses behind them, so by whole ones
    nobody could be counted.
    """
    if request is None:
        return None
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    text = passed[-proxies] if 0 < proxies <= len(passed) else request.META.get("REMOTE_ADDR", "")
    try:
        found = ipaddress.ip_address(_PORT.sub(r"\1", text).strip("[]"))
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found), 64), strict=False).network_address)


def browser(request: HttpRequest) -> str:
    """The browser and the system in words: enough for its owner to know it, no more."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    name = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for name in _SYSTEMS if name in agent), "")
    return ", ".join(part for part in (name, system) if part)


def device(request: HttpRequest | None, user_id: int | None) -> str:
    """The digest of this browser's mark for a user who has signed in with it before; empty for any other."""
    mark = _marks(request).get(str(user_id)) if request is not None else None
    return hashlib.sha256(mark.encode()).hexdigest()[:40] if mark else ""


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return held if isinstance(held, dict) else {}


def remember(request: HttpRequest, response: HttpResponseBase, user_id: int) -> None:
    """Let the browser carry a mark that this user has signed in with it; what it carries for others stays."""
    marks = _marks(request)
    mark = marks.pop(str(user_id), "") or secrets.token_urlsafe(16)
    kept = dict([*marks.items()][-(MOST_USERS - 1) :]) | {str(user_id): mark}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
