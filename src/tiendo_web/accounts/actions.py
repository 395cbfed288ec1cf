"""Opening and closing accounts, passwords, sessions, and the audit of all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.accounts import passwords, queries, seals
from tiendo_web.accounts.models import Session, SignIn, Tally, User
from tiendo_web.core import queries as core
from tiendo_web.core.access import SYSTEM
from tiendo_web.ledger import actions as ledger

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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to invite: how he is called, what he signs in with, where mail reaches him."""

    name: str
    username: str
    mail: str = ""


# Under which keys the rows of second factors hold sealed secrets.
SEALED = ("secret", "seed")


class Joined(Refused):
    """The identity is joined to an account already, or the account to an identity; ``reason`` says which."""

    kind = Refusal.CONFLICT

    def __init__(self, reason: SignIn.Reason) -> None:
        """Take the reason."""
        super().__init__(str(reason.label))
        self.reason = reason


class OnlyWayIn(Refused):
    """Without its identity nobody could sign in to the account."""

    kind = Refusal.CONFLICT


class NotJoined(Refused):
    """The account is joined to no identity."""

    kind = Refusal.MISSING


@transaction.atomic
def open_account(*, username: str, name: str, password: str | None, mail: str = "", words: Iterable[str] = ()) -> User:
    """Make an account that may sign in, or that waits for a password where there is none.

    It may do nothing until it is given a hat. Raises :class:`NameTaken` or :class:`WeakPassword`.
    """
    user = _new(Person(name, username, mail))
    # Signing in is blind to case, so two accounts must not differ by it alone: neither could enter.
    if queries.by_username(username) is not None:
        raise NameTaken(_("Tên đăng nhập này đã có người dùng."), field="username")
    if password is not None:
        _check_password(user, password, words)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as fault:
        raise NameTaken(_("Tên đăng nhập này đã có người dùng."), field="username") from fault
    return user


def _new(person: Person) -> User:
    known = queries.folded(name=person.name, username=person.username)
    return User(username=person.username, name=person.name, email=person.mail, folded=known)


@transaction.atomic
def open_accounts(*, people: Sequence[Person]) -> list[User]:
    """Make accounts that wait for a password, in the order of ``people``; raises :class:`NameTaken` and makes none."""
    users = [_new(one) for one in people]
    for user in users:
        user.set_unusable_password()
    try:
        with transaction.atomic():
            return User.objects.bulk_create(users, batch_size=500)
    except IntegrityError as fault:
        raise NameTaken(_("Tên đăng nhập này đã có người dùng."), field="username") from fault


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


@transaction.atomic
def close_other_ways(*, user_id: int, at: dt.datetime, address: str | None) -> None:
    """Let the password of an account open nothing any more, and end all its sessions."""
    user = User.objects.get(pk=user_id)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user_id=user_id, at=at, address=address)


def set_active(*, user_id: int, active: bool) -> None:
    """Close an account, which ends its sessions, or open it again."""
    User.objects.filter(pk=user_id).update(is_active=active)
    if not active:
        Session.objects.filter(user_id=user_id).delete()


def drop_factors(*, user_id: int) -> int:
    """Take every second factor and passkey from an account; gives how many there were."""
    gone: int = Authenticator.objects.filter(user_id=user_id).delete()[0]
    return gone


@transaction.atomic
def end_factors(*, at: dt.datetime) -> int:
    """Take from every account what a leaked secret key gives away: apps and recovery codes; how many accounts had any.

    Passkeys stay: of them the database holds what is public. Each jurisdiction's ledger says that it was done.
    """
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    rows = Authenticator.objects.filter(type__in=kinds)
    users = sorted(set(rows.values_list("user_id", flat=True)))
    rows.delete()
    outcome = SignIn.Outcome.NO_FACTOR
    SignIn.objects.bulk_create([SignIn(user_id=one, at=at, outcome=outcome) for one in users], batch_size=500)
    _on_every_ledger("accounts.end-factors", at)
    return len(users)


def _on_every_ledger(kind: str, at: dt.datetime) -> None:
    """An act of whoever runs the server, on accounts that may work in any of its jurisdictions."""
    for jurisdiction in core.jurisdictions():
        with ledger.act(jurisdiction_id=jurisdiction.id, kind=kind, by=SYSTEM, at=at):
            pass


def forget_expired(*, at: dt.datetime) -> int:
    """Delete the sessions that have ended by themselves, and the counts that no longer count; how many there were."""
    gone, _by_table = Session.objects.filter(expire_date__lt=at).delete()
    more, _by_table = Tally.objects.filter(expires__lt=at).delete()
    return gone + more


@transaction.atomic
def reseal(*, at: dt.datetime) -> tuple[int, list[str]]:
    """Seal the secrets of all second factors with the key of today: how many, and the users whose no key opens."""
    done, lost = 0, list[str]()
    for row in Authenticator.objects.select_for_update(of=("self",)).select_related("user").order_by("pk"):
        old = {name: row.data[name] for name in SEALED if name in row.data}
        new = {name: seals.renewed(sealed) for name, sealed in old.items()}
        if None in new.values():
            lost.append(row.user.username)
        elif new:
            row.data = row.data | new
            row.save(update_fields=["data"])
            done += 1
    _on_every_ledger("accounts.reseal", at)
    return done, sorted(set(lost))


def demand_joinable(*, user_id: int, identity: queries.Identity) -> None:
    """Raise :class:`Joined` where the identity is another account's, or the account has another identity."""
    rows = SocialAccount.objects.filter(provider=identity.provider)
    if rows.filter(uid=identity.subject).exclude(user_id=user_id).exists():
        raise Joined(SignIn.Reason.OTHERS)
    if rows.filter(user_id=user_id).exclude(uid=identity.subject).exists():
        raise Joined(SignIn.Reason.SECOND)


@transaction.atomic
def join(*, user_id: int, identity: queries.Identity, at: dt.datetime, address: str | None) -> None:
    """Let an outside identity sign in to an account; raises :class:`Joined`."""
    # One account has one identity: two that come at once wait for one another here.
    User.objects.select_for_update().get(pk=user_id)
    demand_joinable(user_id=user_id, identity=identity)
    try:
        with transaction.atomic():
            SocialAccount.objects.get_or_create(
                user_id=user_id,
                provider=identity.provider,
                uid=identity.subject,
                defaults={"extra_data": {queries.SHOWN: identity.shown}},
            )
    except IntegrityError as fault:
        raise Joined(SignIn.Reason.OTHERS) from fault
    SignIn.objects.create(user_id=user_id, at=at, outcome=SignIn.Outcome.JOINED, address=address)


@transaction.atomic
def unjoin(*, user_id: int, at: dt.datetime, address: str | None) -> None:
    """Let the owner take the outside identities from his account; raises :class:`NotJoined`.

    Raises :class:`OnlyWayIn` where the account has no password.
    """
    if not User.objects.get(pk=user_id).has_usable_password():
        raise OnlyWayIn(_("Hãy xin quản trị một đường dẫn để đặt mật khẩu trước, nếu không bạn sẽ không vào được nữa."))
    drop_identities(user_id=user_id)
    SignIn.objects.create(user_id=user_id, at=at, outcome=SignIn.Outcome.UNJOINED, address=address)


def drop_identities(*, user_id: int) -> None:
    """Take the outside identities from an account; raises :class:`NotJoined`."""
    gone, _by_table = SocialAccount.objects.filter(user_id=user_id).delete()
    if not gone:
        raise NotJoined()


def drop_sessions(*, user_id: int) -> int:
    """End every session of a user; gives how many there were."""
    gone: int = Session.objects.filter(user_id=user_id).delete()[0]
    return gone


def note_refusal(
    *,
    user_id: int | None,
    reason: SignIn.Reason | None,
    at: dt.datetime,
    address: str | None,
    outcome: SignIn.Outcome = SignIn.Outcome.REFUSED,
) -> None:
    """Keep that something was refused, and why where its outcome does not say it; the same once a minute."""
    whose = Q(user_id=user_id) if user_id is not None else Q(user=None)
    told = {"outcome": outcome, "reason": reason or "", "address": address}
    if not SignIn.objects.filter(whose, at__gt=at - QUIET, **told).exists():
        SignIn.objects.create(user_id=user_id, at=at, **told)


def note_upon(*, user_ids: Iterable[int], outcome: SignIn.Outcome, by_id: int, at: dt.datetime) -> None:
    """Keep what was done to accounts by another; ``by_id`` is his user."""
    SignIn.objects.bulk_create(
        [SignIn(user_id=one, at=at, outcome=outcome, by_id=by_id) for one in user_ids], batch_size=500
    )


def note_failure(*, username: str, at: dt.datetime, address: str | None, device: str, limited: bool = False) -> None:
    """Keep that a try failed; or that it was not even looked at.

    That is noted once a minute for an account, whatever the addresses, and for an address, whatever the other names.
    """
    user, tried = queries.by_username(username), queries.tried(username)
    outcome = SignIn.Outcome.LIMITED if limited else SignIn.Outcome.FAILED
    same = Q(tried=tried) if user is not None else Q(address=address, user=None)
    if not (limited and SignIn.objects.filter(same, outcome=outcome, at__gt=at - QUIET).exists()):
        SignIn.objects.create(user=user, at=at, outcome=outcome, address=address, device=device, tried=tried)


def note_entry(*, user: User, at: dt.datetime, address: str | None, device: str, half: bool = False) -> None:
    """Keep that somebody signed in; or that he has passed the first step and is asked for a code."""
    tried, outcome = queries.tried(user.username), SignIn.Outcome.HALF if half else SignIn.Outcome.OK
    SignIn.objects.create(user=user, at=at, outcome=outcome, address=address, device=device, tried=tried)


def note(*, user: User | None, at: dt.datetime, outcome: SignIn.Outcome, address: str | None, device: str = "") -> None:
    """Keep one line of the audit."""
    SignIn.objects.create(user=user, at=at, outcome=outcome, address=address, device=device)


def note_hat(*, user_id: int, hat: tuple[int, int], at: dt.datetime, address: str | None) -> None:
    """Keep that somebody put on a hat, of a jurisdiction and by its holder."""
    worn = f"{hat[0]}:{hat[1]}"
    SignIn.objects.create(user_id=user_id, at=at, outcome=SignIn.Outcome.WORN, address=address, hat=worn)


@transaction.atomic
def end_session(*, user_id: int, session: str, at: dt.datetime, address: str | None) -> None:
    """End one session of a user, named as :func:`queries.sessions` names it; raises :class:`NoSession`."""
    gone, _by_table = Session.objects.filter(user_id=user_id, session_key=session).delete()
    if not gone:
        raise NoSession()
    SignIn.objects.create(user_id=user_id, at=at, outcome=SignIn.Outcome.ENDED, address=address)


@transaction.atomic
def end_sessions(*, user_id: int, at: dt.datetime, address: str | None) -> int:
    """Let a user end every session of his; gives how many there were."""
    gone = drop_sessions(user_id=user_id)
    SignIn.objects.create(user_id=user_id, at=at, outcome=SignIn.Outcome.EVERYWHERE, address=address)
    return gone
