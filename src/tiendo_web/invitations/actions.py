"""Inviting somebody, handing out a link for a new password, using it, closing an account."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts import queries as account_queries
from tiendo_web.accounts.queries import Identity, Outcome
from tiendo_web.core.access import Actor, ActorKind, Permission, Role, Viewer, acting
from tiendo_web.invitations import queries, table
from tiendo_web.invitations.models import Link, LinkUse
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import administrators

# Set on 2026-11-25, by judgement and not from any law. An invitation is handed over by hand or by mail to somebody who
# may be away for a week. A new password is asked for by somebody who stands before the screen.
INVITATION_LASTS = dt.timedelta(days=7)
RESET_LASTS = dt.timedelta(days=1)
# Who uses a link has not signed in: for the ledger it is whoever held the link.
WHOEVER_HOLDS_IT = Actor(ActorKind.PUBLIC)


@dataclass(frozen=True, slots=True)
class Handed:
    """A link as it is handed over: ``secret`` is said here, once, and kept nowhere."""

    user_id: int
    secret: str
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whom a table invited, with his link."""

    name: str
    username: str
    body_id: int
    handed: Handed


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table of people did: whom it invited, and how many roles it gave in all."""

    guests: tuple[Guest, ...]
    given: int


class ImportRefused(Refused):
    """A table of people was not taken over; ``diagnostics`` say why, row by row."""

    kind = Refusal.INVALID

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic]) -> None:
        """Take what was said of the table."""
        super().__init__(message, field="file")
        self.diagnostics = tuple(diagnostics)


class Guarded(Refused):
    """The account has a second factor, and a link alone joins it to nothing."""

    kind = Refusal.CONFLICT

    def __init__(self, message: str, user_id: int) -> None:
        """Take the reason and the user."""
        super().__init__(message)
        self.user_id = user_id


def invite(
    *,
    jurisdiction_id: int,
    person: accounts.Person,
    role: Role,
    body_id: int,
    holds_from: dt.date,
    holds_to: dt.date | None,
    by: Viewer | Actor,
    at: dt.datetime,
    once: str = "",
) -> Handed:
    """Open an account without a password, give its first hat and a link to choose one; all of it or nothing.

    Raises ``accounts.actions.NameTaken``, and ``Refused`` for a body that is not there or a period that is none.
    """
    by = acting(by, Permission.MANAGE_PEOPLE, jurisdiction_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="invitations.invite", by=by, at=at, once=once) as act:
        user = accounts.open_account(username=person.username, name=person.name, password=None, mail=person.mail)
        hat = orgs.NewHat(user.pk, role, body_id, holds_from, holds_to)
        orgs.put_hat(act, hat)
        return _hand(act, user.pk, INVITATION_LASTS)


def import_people(
    *,
    jurisdiction_id: int,
    data: bytes,
    name: str,
    on: dt.date,
    names: Mapping[Role, str],
    by: Viewer | Actor,
    at: dt.datetime,
    once: str = "",
) -> Imported:
    """Take a table of people over, all of it or nothing: accounts, roles and a link for everybody who is new.

    Raises :class:`ImportRefused` with what is wrong, row by row, or where the table changes nothing.
    """
    by = acting(by, Permission.MANAGE_PEOPLE, jurisdiction_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="invitations.import", by=by, at=at, once=once) as act:
        planned, told = table.planned(jurisdiction_id=jurisdiction_id, data=data, name=name, on=on, names=names)
        if planned is None:
            raise ImportRefused(_("Bảng còn chỗ sai nên không nhập gì cả."), told)
        if not planned.given:
            raise ImportRefused(_("Bảng không có gì khác với danh sách đang có."), told)
        new = [accounts.Person(one.name, one.username, one.mail) for one in planned.invited]
        ids = {user.username: user.pk for user in accounts.open_accounts(people=new)}
        hats = [
            orgs.NewHat(one.user_id or ids[one.username], Role(one.role), one.body_id, one.holds_from, one.holds_to)
            for one in planned.given
        ]
        orgs.put_hats(act, hats)
        handed = _hand_all(act, [ids[person.username] for person in new], INVITATION_LASTS)
    bodies = {one.username: one.body_id for one in reversed(planned.given)}
    guests = zip(new, handed, strict=True)
    return Imported(tuple(Guest(one.name, one.username, bodies[one.username], link) for one, link in guests), len(hats))


def hand_link(*, jurisdiction_id: int, user_id: int, by: Viewer | Actor, at: dt.datetime, once: str = "") -> Handed:
    """A link by which somebody who wears a hat here and nowhere else chooses a new password.

    His password holds until the link is used. Raises ``orgs.actions.NotOurs``.
    """
    by = acting(by, Permission.MANAGE_PEOPLE, jurisdiction_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="invitations.hand-link", by=by, at=at, once=once) as act:
        orgs.demand_ours(jurisdiction_id=jurisdiction_id, user_id=user_id)
        orgs.tell([user_id], Outcome.HANDED, act)
        return _hand(act, user_id, RESET_LASTS)


def _hand(act: ledger.Act, user_id: int, lasts: dt.timedelta) -> Handed:
    return _hand_all(act, [user_id], lasts)[0]


def _hand_all(act: ledger.Act, user_ids: Sequence[int], lasts: dt.timedelta) -> list[Handed]:
    expires_at = act.at + lasts
    handed = [Handed(one, f"{act.jurisdiction_id}-{secrets.token_urlsafe(32)}", expires_at) for one in user_ids]
    act.write_all(
        [Link(user_id=one.user_id, digest=queries.digest(one.secret), expires_at=expires_at) for one in handed]
    )
    return handed


def use_link(*, ticket: queries.Ticket, password: str, words: Iterable[str], at: dt.datetime) -> int:
    """Choose the password that a link is for, which ends the link and all sessions; gives the user's id.

    Raises ``queries.LinkDead`` and ``accounts.actions.WeakPassword``, after which the link still holds.
    """
    queries.live_link(ticket=ticket, at=at)
    with ledger.act(
        jurisdiction_id=ticket.jurisdiction_id, kind="invitations.use-link", by=WHOEVER_HOLDS_IT, at=at
    ) as act:
        # Asked again behind the lock: two browsers may hold the same link.
        link = queries.live_link(ticket=ticket, at=at)
        accounts.replace_password(user_id=link.user_id, password=password, words=words)
        act.write(LinkUse(link_id=link.id))
    return link.user_id


def use_link_to_join(*, ticket: queries.Ticket, identity: Identity, at: dt.datetime, address: str | None) -> int:
    """Join the account that a link is for to an outside identity; gives the user's id.

    That ends the link, all sessions and the password: as with a new password, nothing of before opens the account.
    Raises ``queries.LinkDead``, ``accounts.actions.Joined``, and :class:`Guarded` for an account with a second factor,
    which is asked for only later; after any of them the link still holds.
    """
    queries.live_link(ticket=ticket, at=at)
    with ledger.act(
        jurisdiction_id=ticket.jurisdiction_id, kind="invitations.join-by-link", by=WHOEVER_HOLDS_IT, at=at
    ) as act:
        link = queries.live_link(ticket=ticket, at=at)
        if account_queries.factors(user_id=link.user_id).guarded:
            words = _("Tài khoản này có lớp xác nhận: hãy đặt mật khẩu, đăng nhập, rồi gắn ở trang Tài khoản.")
            raise Guarded(words, link.user_id)
        accounts.join(user_id=link.user_id, identity=identity, at=at, address=address)
        accounts.close_other_ways(user_id=link.user_id, at=at, address=address)
        act.write(LinkUse(link_id=link.id))
    return link.user_id


def set_active(
    *, jurisdiction_id: int, user_id: int, active: bool, by: Viewer | Actor, at: dt.datetime, once: str = ""
) -> None:
    """Close an account, which ends its sessions, or open it again; raises ``orgs.actions.NotOurs``.

    Raises ``administrators.LastAdministrator`` where nobody would be left to open it again.
    """
    kind = "invitations.reopen-account" if active else "invitations.close-account"
    done = Outcome.REOPENED if active else Outcome.SHUT
    with _upon(user_id, done, jurisdiction_id=jurisdiction_id, kind=kind, by=by, at=at, once=once):
        accounts.set_active(user_id=user_id, active=active)


def drop_factors(*, jurisdiction_id: int, user_id: int, by: Viewer | Actor, at: dt.datetime, once: str = "") -> None:
    """Take the second factors from somebody who lost them; raises ``orgs.actions.NotOurs``.

    Raises ``administrators.LastAdministrator`` where a passkey is all by which the last of them can sign in.
    """
    with _upon(
        user_id,
        Outcome.TAKEN,
        jurisdiction_id=jurisdiction_id,
        kind="invitations.drop-factors",
        by=by,
        at=at,
        once=once,
    ):
        accounts.drop_factors(user_id=user_id)


def unjoin(*, jurisdiction_id: int, user_id: int, by: Viewer | Actor, at: dt.datetime, once: str = "") -> None:
    """Take an outside identity from somebody's account; raises ``orgs.actions.NotOurs``.

    Raises ``administrators.LastAdministrator`` where it is all by which the last of them can sign in.
    """
    with _upon(
        user_id, Outcome.PARTED, jurisdiction_id=jurisdiction_id, kind="invitations.unjoin", by=by, at=at, once=once
    ):
        accounts.drop_identities(user_id=user_id)


@contextmanager
def _upon(
    user_id: int, done: Outcome, *, jurisdiction_id: int, kind: str, by: Viewer | Actor, at: dt.datetime, once: str
) -> Iterator[None]:
    """An act upon somebody's account by who manages people, after which somebody still can."""
    actor = acting(by, Permission.MANAGE_PEOPLE, jurisdiction_id)
    with (
        ledger.act(jurisdiction_id=jurisdiction_id, kind=kind, by=actor, at=at, once=once) as act,
        administrators.kept(jurisdiction_id=jurisdiction_id, on=act.on),
    ):
        orgs.demand_ours(jurisdiction_id=jurisdiction_id, user_id=user_id)
        yield
        orgs.tell([user_id], done, act)
        act.subject = f"accounts.User:{user_id}"
