"""The audit of sign-ins, the sessions and factors of a user, and whether he may try to sign in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from tiendo import viet
from tiendo_web.accounts import limits
from tiendo_web.accounts import sessions as kept
from tiendo_web.accounts.models import Session, SignIn, User
from tiendo_web.accounts.sessions import SessionStore, digest

Outcome = SignIn.Outcome
Reason = SignIn.Reason
BEGAN = kept.BEGAN
# What others do to an account.
UPON = (
    Outcome.GIVEN,
    Outcome.HANDED,
    Outcome.TAKEN,
    Outcome.PARTED,
    Outcome.SHUT,
    Outcome.REOPENED,
    Outcome.LEFT,
)
# What counts as a failure where somebody signs in: by password, or by a passkey alone.
_WRONG = (Outcome.FAILED, Outcome.KEY)
# Under which key the row of an identity keeps what the issuer calls its user.
SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One line of the audit: when, who (None: no such account), what came of it and why, from where, by whom else.

    ``hat`` is the one that was put on: its jurisdiction and its holder.
    """

    at: dt.datetime
    name: str | None
    outcome: str
    address: str | None
    reason: str = ""
    by: str = ""
    hat: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Some lines of the audit, the latest first, and whether more follow."""

    lines: tuple[SignInLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody as an issuer knows him: which issuer, its unchanging word for him, what it calls him."""

    provider: str
    subject: str
    shown: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session: when and where it began, with which browser, when it was last seen, which hat is worn in it."""

    id: str
    began_at: dt.datetime | None
    seen_at: dt.datetime | None
    address: str
    browser: str
    hat: tuple[int, int] | None
    here: bool


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account asks for beside the password, and what can stand in for it."""

    totp: bool
    codes_left: int | None
    passkeys: tuple[str, ...]

    @property
    def guarded(self) -> bool:
        """Whether it asks for anything."""
        return self.totp or bool(self.passkeys)


def sign_ins(
    *,
    user_ids: Collection[int] | QuerySet[Any, int],
    unknown: bool = False,
    text: str = "",
    outcome: str = "",
    upon: bool = False,
    start: int = 0,
    size: int = 50,
) -> SignInPage:
    """The lines on these users, the latest first; with ``unknown`` also those on no account. One query.

    With ``text`` those of people in whose name or sign-in name its words stand, and those from that address; with
    ``outcome`` those that came to it; ``upon`` those only that others did to them.
    """
    whose = Q(user_id__in=user_ids)
    rows = SignIn.objects.filter(whose | Q(user=None) if unknown else whose)
    if text:
        named = Q()
        for word in viet.fold(text).split():
            named &= Q(user__folded__contains=word)
        rows = rows.filter(named | Q(address__startswith=text)) if named else rows.filter(address__startswith=text)
    if outcome:
        rows = rows.filter(outcome=outcome)
    if upon:
        rows = rows.filter(outcome__in=UPON)
    found = rows.select_related("user", "by").order_by("-at", "-id")[start : start + size + 1]
    lines = [_sign_in(row) for row in found]
    return SignInPage(tuple(lines[:size]), len(lines) > size)


def _sign_in(row: SignIn) -> SignInLine:
    return SignInLine(
        row.at,
        row.user.name if row.user else None,
        row.get_outcome_display(),
        row.address,
        row.get_reason_display(),
        row.by.name if row.by else "",
        _hat(row.hat),
    )


def _hat(text: str) -> tuple[int, int] | None:
    jurisdiction_id, _colon, holder_id = text.partition(":")
    return (int(jurisdiction_id), int(holder_id)) if holder_id else None


def by_username(username: str) -> User | None:
    """The account with this sign-in name, or None."""
    return User.objects.filter(username__iexact=username).first()


def by_id(user_id: int) -> User | None:
    """The account with this id, or None."""
    return User.objects.filter(pk=user_id).first()


def folded(*, name: str, username: str) -> str:
    """By what somebody is found and put in order: the given name, then the whole, then the sign-in name.

    >>> folded(name="Nguyễn Thị Ánh", username="anh.nt")
    'anh nguyen thi anh anh.nt'
    """
    words = viet.fold(name).split()
    return " ".join([*words[-1:], *words, username.lower()])


def ids_of(*, usernames: Collection[str]) -> dict[str, int]:
    """The accounts with these sign-in names; a query for each five hundred."""
    found, wanted = dict[str, int](), sorted(usernames)
    for start in range(0, len(wanted), 500):
        rows = User.objects.filter(username__in=wanted[start : start + 500])
        found |= dict(rows.values_list("username", "pk"))
    return found


def who_can_enter(user_ids: Collection[int]) -> set[int]:
    """Those of these users who can sign in: by a password, an identity of the issuer there is, or a passkey alone."""
    users = User.objects.filter(pk__in=user_ids, is_active=True)
    found = {user.pk for user in users if user.has_usable_password()}
    issuers = [app["provider_id"] for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]]
    joined = SocialAccount.objects.filter(user__in=users, provider__in=issuers)
    keys = Authenticator.objects.filter(user__in=users, type=Authenticator.Type.WEBAUTHN)
    alone = {row.user_id for row in keys if row.wrap().is_passwordless}
    return found | set(joined.values_list("user_id", flat=True)) | alone


def mail_of(user_id: int) -> str:
    """Where mail reaches a user; empty where nobody said."""
    return User.objects.filter(pk=user_id).values_list("email", flat=True).first() or ""


def tried(username: str) -> str:
    """By what tries for a name are counted: 32 bits of a keyed digest, from which nobody learns what was typed."""
    return salted_hmac("tiendo.tried", username.strip().lower(), algorithm="sha256").hexdigest()[:8]


def lifts_at(*, username: str, address: str | None, device: str, at: dt.datetime) -> dt.datetime | None:
    """When somebody may try to sign in again; None where he may try now. One query on indexed columns."""
    name = tried(username)
    whose = Q(tried=name, at__gt=at - limits.LONGEST) | Q(address=address, at__gt=at - limits.LONGEST_ADDRESS)
    rows = SignIn.objects.filter(whose, outcome__in=(*_WRONG, Outcome.OK, Outcome.HALF))
    latest = rows.order_by("-at").values_list("at", "tried", "address", "device", "outcome")[:1000]
    tries = [
        limits.Try(moment, whom, where, browser, failed=outcome in _WRONG)
        for moment, whom, where, browser, outcome in latest
    ]
    return limits.lifts_at(tries, tried=name, address=address, device=device, at=at)


def code_lifts_at(*, user_id: int, address: str | None, device: str, at: dt.datetime) -> dt.datetime | None:
    """When a user may try another code or passkey; None where he may now. One query on an index."""
    rows = SignIn.objects.filter(
        user_id=user_id, outcome__in=(Outcome.CODE, Outcome.KEY), at__gt=at - limits.CODES.within
    )
    latest = rows.order_by("-at").values_list("at", "tried", "address", "device")[:1000]
    return limits.code_lifts_at([limits.Try(*row) for row in latest], address=address, device=device, at=at)


def sessions(*, user_id: int, key: str | None, at: dt.datetime) -> list[SessionLine]:
    """The sessions of a user that are open, the latest first; ``key`` is that of the one looking."""
    here = digest(key) if key else ""
    lines = [_session(row, data, here) for row, data in _open_sessions(user_id, at)]
    return sorted(lines, key=lambda line: (line.here, line.seen_at or dt.datetime.min.replace(tzinfo=dt.UTC)))[::-1]


def session_count(*, user_id: int, at: dt.datetime) -> int:
    """How many sessions of a user are open; two queries."""
    return len(_open_sessions(user_id, at))


def _open_sessions(user_id: int, at: dt.datetime) -> list[tuple[Session, dict[str, Any]]]:
    """Those that let somebody in: not one of before the password was changed, nor one that still waits for a code."""
    user = User.objects.get(pk=user_id)
    valid = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    rows = Session.objects.filter(user_id=user_id, expire_date__gt=at)
    read = [(row, SessionStore().decode(row.session_data)) for row in rows]
    return [(row, data) for row, data in read if data.get(HASH_SESSION_KEY) in valid]


def _session(row: Session, data: dict[str, Any], here: str) -> SessionLine:
    began = data.get(BEGAN, {})
    hat = data.get("hat")
    return SessionLine(
        id=row.session_key,
        began_at=_instant(began.get("at")),
        seen_at=_instant(began.get("seen")),
        address=began.get("address", ""),
        browser=began.get("browser", ""),
        hat=(hat[0], hat[1]) if hat else None,
        here=row.session_key == here,
    )


def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def identity(*, user_id: int, provider: str) -> Identity | None:
    """The identity that an account is joined to at an issuer, or None; one query."""
    row = SocialAccount.objects.filter(user_id=user_id, provider=provider).first()
    return Identity(provider, row.uid, row.extra_data.get(SHOWN, "")) if row is not None else None


def factors(*, user_id: int) -> Factors:
    """The second factors and passkeys of an account; one query."""
    totp, codes, passkeys = False, None, list[str]()
    for row in Authenticator.objects.filter(user_id=user_id).order_by("pk"):
        match row.type:
            case Authenticator.Type.TOTP:
                totp = True
            case Authenticator.Type.RECOVERY_CODES:
                codes = len(row.wrap().get_unused_codes())
            case _:
                passkeys.append(row.wrap().name)
    return Factors(totp, codes, tuple(passkeys))
