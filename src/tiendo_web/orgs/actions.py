"""Founding a jurisdiction and its bodies; giving hats and taking them off."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tiendo import viet
from tiendo.errors import Refusal, Refused
from tiendo.orgtree import BodyKind
from tiendo_web.accounts import actions as accounts
from tiendo_web.core.access import SYSTEM, Actor, Role
from tiendo_web.core.models import Jurisdiction
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs.models import Body, BodyCode, BodyName, Holder, HolderEnd, Parentage, TreeStamp


class SlugTaken(Refused):
    """Another jurisdiction has this short name."""

    kind = Refusal.CONFLICT


class HatOff(Refused):
    """The hat was taken off already, or is no hat of this jurisdiction."""

    kind = Refusal.CONFLICT


class NotOurs(Refused):
    """The account is not this jurisdiction's alone."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body to found. ``ref`` names it within one call, so that others can name it as ``parent``."""

    ref: str
    kind: BodyKind
    name: str
    begins_on: dt.date
    abbreviation: str = ""
    code: str = ""
    parent: str | None = None


@transaction.atomic
def found_jurisdiction(*, slug: str, name: str) -> Jurisdiction:
    """Make a tenant with an empty chain; raises :class:`SlugTaken`."""
    try:
        with transaction.atomic():
            jurisdiction = Jurisdiction.objects.create(slug=slug, name=name)
    except IntegrityError as fault:
        raise SlugTaken(_("Tên viết tắt này đã có."), field="slug") from fault
    ledger.open_chain(jurisdiction)
    return jurisdiction


def found_bodies(
    *, jurisdiction_id: int, bodies: Sequence[NewBody], by: Actor = SYSTEM, at: dt.datetime
) -> dict[str, int]:
    """Found bodies, parents before or after their children; gives the id of each ``ref``.

    Raises KeyError where a parent is not among ``bodies``.
    """
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.found", by=by, at=at) as act:
        rows = act.write_all([Body(kind=new.kind.value, begins_on=new.begins_on) for new in bodies])
        ids = {new.ref: row.pk for new, row in zip(bodies, rows, strict=True)}
        act.write_all([_name(ids[new.ref], new) for new in bodies])
        act.write_all(
            [BodyCode(body_id=ids[new.ref], code=new.code, starts_on=new.begins_on) for new in bodies if new.code]
        )
        act.write_all(
            [
                Parentage(
                    body_id=ids[new.ref],
                    parent_id=ids[new.parent] if new.parent is not None else None,
                    starts_on=new.begins_on,
                )
                for new in bodies
            ]
        )
        _stamp(jurisdiction_id)
    return ids


def _name(body_id: int, new: NewBody) -> BodyName:
    return BodyName(
        body_id=body_id,
        name=new.name,
        abbreviation=new.abbreviation,
        folded=viet.fold(f"{new.name} {new.abbreviation}"),
        starts_on=new.begins_on,
    )


def _stamp(jurisdiction_id: int) -> None:
    stamp = secrets.token_hex(16)
    if not TreeStamp.objects.filter(jurisdiction_id=jurisdiction_id).update(stamp=stamp):
        TreeStamp.objects.create(jurisdiction_id=jurisdiction_id, stamp=stamp)


def give_hat(
    *,
    jurisdiction_id: int,
    user_id: int,
    role: Role,
    body_id: int,
    holds_from: dt.date,
    by: Actor = SYSTEM,
    at: dt.datetime,
    holds_to: dt.date | None = None,
    once: str = "",
) -> int:
    """Let a user wear a role for a body over a period; gives the holder's id."""
    if holds_to is not None and holds_to <= holds_from:
        raise Refused(_("Ngày thôi giữ phải sau ngày bắt đầu."), field="holds_to")
    _check_body(jurisdiction_id, body_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.give-hat", by=by, at=at, once=once) as act:
        holder = act.write(
            Holder(user_id=user_id, role=role.value, body_id=body_id, holds_from=holds_from, holds_to=holds_to)
        )
    return holder.pk


def take_off_hat(*, jurisdiction_id: int, holder_id: int, ends_on: dt.date, by: Actor, at: dt.datetime) -> None:
    """From ``ends_on`` on the hat is no longer held; raises :class:`HatOff`."""
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.take-off-hat", by=by, at=at) as act:
        known = Holder.objects.filter(jurisdiction_id=jurisdiction_id, pk=holder_id).exists()
        ended = HolderEnd.objects.filter(jurisdiction_id=jurisdiction_id, holder_id=holder_id).exists()
        if not known or ended:
            raise HatOff(_("Vai trò này đã thôi giữ."))
        act.write(HolderEnd(holder_id=holder_id, ends_on=ends_on))


def welcome(
    *,
    jurisdiction_id: int,
    username: str,
    name: str,
    password: str,
    role: Role,
    body_id: int,
    by: Actor,
    at: dt.datetime,
    once: str = "",
) -> int:
    """Open an account together with its first hat, both or neither; gives the holder's id.

    Raises what ``accounts.actions.open_account`` raises, and ``Refused`` for a body that is not there.
    """
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.give-hat", by=by, at=at, once=once) as act:
        _check_body(jurisdiction_id, body_id)
        user = accounts.open_account(username=username, name=name, password=password)
        holder = act.write(Holder(user_id=user.pk, role=role.value, body_id=body_id, holds_from=act.on))
    return holder.pk


def replace_password(
    *, jurisdiction_id: int, user_id: int, password: str, by: Actor, at: dt.datetime, once: str = ""
) -> None:
    """Replace the password of somebody who wears a hat here and nowhere else.

    Raises :class:`NotOurs` for anybody else: an administrator of one province opens no door of another.
    """
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.replace-password", by=by, at=at, once=once) as act:
        here = Holder.objects.filter(jurisdiction_id=jurisdiction_id, user_id=user_id).exists()
        elsewhere = any(
            Holder.objects.filter(jurisdiction_id=other, user_id=user_id).exists()
            for other in Jurisdiction.objects.exclude(pk=jurisdiction_id).values_list("pk", flat=True)
        )
        if not here or elsewhere:
            raise NotOurs(_("Tài khoản này không do quản trị của đơn vị đặt lại được."))
        accounts.replace_password(user_id=user_id, password=password)
        act.subject = f"accounts.User:{user_id}"


def _check_body(jurisdiction_id: int, body_id: int) -> None:
    if not Body.objects.filter(jurisdiction_id=jurisdiction_id, pk=body_id).exists():
        raise Refused(_("Không có cơ quan này."), field="body")
