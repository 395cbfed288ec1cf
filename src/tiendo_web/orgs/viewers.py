"""The viewer that a hat makes: for whom it answers, and as what."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.db.models import OuterRef, QuerySet, Subquery

from tiendo import orgtree
from tiendo.errors import Refusal, Refused
from tiendo_web.core.access import Principal, Role, Viewer
from tiendo_web.orgs import holders, queries
from tiendo_web.orgs.models import Office


class NoHat(Refused):
    """The hat is not this user's, or not on this day."""

    kind = Refusal.FORBIDDEN


def viewer(*, user_id: int, jurisdiction_id: int, holder_id: int, on: dt.date) -> Viewer:
    """The viewer that a hat makes; raises :class:`NoHat` where this user does not wear it on this day."""
    named = Subquery(_said(jurisdiction_id, on).filter(body_id=OuterRef("body_id")).values("named")[:1])
    mine = {"user_id": user_id, "pk": holder_id}
    # Each page asks this: a short query for a hat of one's own, as nearly all are, and another one for a deputy's.
    row = holders.by_themselves(jurisdiction_id, on).filter(**mine).annotate(is_named=named).first()
    if row is not None and row.stands_for_id is not None:
        worn = holders.all_of(jurisdiction_id).filter(holders.held(on), **mine)
        row = worn.select_related("stands_for__user").annotate(is_named=named).first()
    if row is None:
        raise NoHat()
    now = queries.tree(jurisdiction_id=jurisdiction_id, on=on)
    bodies = _answered_for(now, row.body_id)
    return Viewer(
        jurisdiction_id=jurisdiction_id,
        user_id=user_id,
        holder_id=row.pk,
        role=Role(row.role),
        body_id=row.body_id,
        bodies=bodies,
        office=_is_seat(now, row.body_id) or (can_be_office(now, row.body_id) and bool(row.is_named)),
        records=frozenset(one for one in bodies if one not in now),
        line=_line(now, bodies),
        principal=Principal(row.stands_for.user_id, row.stands_for.user.name) if row.stands_for is not None else None,
    )


def is_office(jurisdiction_id: int, now: orgtree.OrgTree, body_id: int) -> bool:
    """Whether a body issues and judges for its jurisdiction: the seat, or an office that was named to work for it.

    A commune has an office too, a council has one, and a former province may stand beside the seat: these answer for
    no more than what is theirs. One query, for what :func:`can_be_office` only.
    """
    if not can_be_office(now, body_id):
        return _is_seat(now, body_id)
    return bool(_said(jurisdiction_id, now.on).filter(body_id=body_id).values_list("named", flat=True).first())


def _is_seat(now: orgtree.OrgTree, body_id: int) -> bool:
    return now.seat is not None and body_id == now.seat.id


def _said(jurisdiction_id: int, on: dt.date) -> QuerySet[Office]:
    """What was said of offices by a day, the latest first."""
    return Office.objects.filter(jurisdiction_id=jurisdiction_id, begins_on__lte=on).order_by("-pk")


def can_be_office(now: orgtree.OrgTree, body_id: int) -> bool:
    """Whether a body can be named to work for the seat: an office directly beneath it."""
    body, seat = now.get(body_id), now.seat
    if body is None or seat is None:
        return False
    return body.kind is orgtree.BodyKind.OFFICE and body.parent_id == seat.id


@lru_cache(maxsize=64)
def _answered_for(now: orgtree.OrgTree, body_id: int) -> frozenset[int]:
    """The bodies that a hat answers for: its own, all beneath, and those whose records they keep."""
    beneath = now.descendants(body_id) if body_id in now else ()
    own = {body_id, *(child.id for child in beneath)}
    return frozenset(own.union(*(now.inherited(one) for one in own)))


@lru_cache(maxsize=64)
def _line(now: orgtree.OrgTree, bodies: frozenset[int]) -> frozenset[int]:
    """The bodies that these lead in their line of work, and those whose records they keep."""
    led = now.led(bodies)
    return led.union(*(now.inherited(one) for one in led)) - bodies


def of_user(*, user_id: int, jurisdiction_id: int, on: dt.date) -> list[Viewer]:
    """The viewers that a user's own hats here make on a day; none where his account is closed."""
    rows = holders.all_of(jurisdiction_id).filter(
        holders.held(on), user_id=user_id, stands_for=None, user__is_active=True
    )
    return [
        viewer(user_id=user_id, jurisdiction_id=jurisdiction_id, holder_id=holder_id, on=on)
        for holder_id in rows.values_list("pk", flat=True)
    ]
