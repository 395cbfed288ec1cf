"""Opening and closing accounts, passwords, sessions, and the audit of all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.accounts import passwords, queries
from tiendo_web.accounts.models import Session, SignIn, User

# One line of the audit says for this long that tries are refused; a thousand tries a minute fill no table.
QUIET = dt.timedelta(minutes=1)


class NameTaken(Refused):
    """Another account has this sign-in name."""

    kind = Refusal.CONFLICT


class WeakPassword(Refused):
    """The password does not meet the rules; the message says which."""

    kind = Refusal.INVALID


class NoSession(Refused):
    """This user has no such session."""

    kind = Refusal.MISSING


@transaction.atomic
def open_account(*, username: str, name: str, password: str | None, mail: str = "", words: Iterable[str] = ()) -> User:
    """Make an account that may sign in, or that waits for a password where there is none.

    It may do nothing until it is given a hat. Raises :class:`NameTaken` or :class:`WeakPassword`.
    """
    user = User(username=username, name=name, email=mail)
    if password is not None:
        _check_password(user, password, words)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as fault:
        raise NameTaken(_("Tên đăng nhập này đã có người dùng."), field="username") from fault
    return user


def replace_password(*, user_id: int, password: str, words: Iterable[str] = ()) -> None:
    """Give an account a new password, which ends all its sessions; raises :class:`WeakPassword`.

    ``words`` are those that this user's password may not lean on: the names of his bodies and provinces.
    """
    user = User.objects.get(pk=user_id)
    _check_password(user, password, words)
    user.set_password(password)
    user.save(update_fields=["password"])


def _check_password(user: User, password: str, words: Iterable[str]) -> None:
    try:
        validate_password(password, user)
        passwords.refuse_known(password, words)
    except ValidationError as fault:
        raise WeakPassword(" ".join(fault.messages), field="password") from fault


def set_active(*, user_id: int, active: bool) -> None:
    """Close an account, which ends its sessions, or open it again."""
    User.objects.filter(pk=user_id).update(is_active=active)
    if not active:
        Session.objects.filter(user_id=user_id).delete()


def drop_factors(*, user_id: int) -> int:
    """Take every second factor and passkey from an account; gives how many there were."""
    gone: int = Authenticator.objects.filter(user_id=user_id).delete()[0]
    return gone


def note_failure(*, username: str, at: dt.datetime, address: str | None, device: str, limited: bool = False) -> None:
    """Keep that a try failed; or that it was not even looked at, which is noted once a minute."""
    user, tried = queries.by_username(username), queries.tried(username)
    outcome = SignIn.Outcome.LIMITED if limited else SignIn.Outcome.FAILED
    known = SignIn.objects.filter(tried=tried, address=address, outcome=outcome, at__gt=at - QUIET)
    if not (limited and known.exists()):
        SignIn.objects.create(user=user, at=at, outcome=outcome, address=address, device=device, tried=tried)


def note(*, user: User | None, at: dt.datetime, outcome: SignIn.Outcome, address: str | None) -> None:
    """Keep one line of the audit."""
    SignIn.objects.create(user=user, at=at, outcome=outcome, address=address)


@transaction.atomic
def end_session(*, user_id: int, session: str, at: dt.datetime, address: str | None) -> None:
    """End one session of a user, named as :func:`queries.sessions` names it; raises :class:`NoSession`."""
    gone, _by_table = Session.objects.filter(user_id=user_id, session_key=session).delete()
    if not gone:
        raise NoSession()
    SignIn.objects.create(user_id=user_id, at=at, outcome=SignIn.Outcome.ENDED, address=address)


@transaction.atomic
def end_sessions(*, user_id: int, at: dt.datetime, address: str | None) -> int:
    """End every session of a user; gives how many there were."""
    gone, _by_table = Session.objects.filter(user_id=user_id).delete()
    SignIn.objects.create(user_id=user_id, at=at, outcome=SignIn.Outcome.EVERYWHERE, address=address)
    return gone
