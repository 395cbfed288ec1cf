"""What a one-time link is worth: whose it is, or why it is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.core import when
from tiendo_web.core.access import ActorKind, Viewer
from tiendo_web.invitations.models import Link, LinkUse
from tiendo_web.orgs import holders

_SECRET = re.compile(r"([0-9]{1,15})-([A-Za-z0-9_-]{43})")


class LinkDead(Refused):
    """The link cannot be used; the message says why. ``user_id`` is whose it was, where that is known."""

    kind = Refusal.CONFLICT

    def __init__(self, message: str, user_id: int | None = None) -> None:
        """Take the reason and the user."""
        super().__init__(message)
        self.user_id = user_id


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link's secret comes to, without the secret: fit to be kept in a session."""

    jurisdiction_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link that holds: whose it is."""

    id: int
    user_id: int
    username: str
    user: str
    expires_at: dt.datetime


def ticket(secret: str) -> Ticket | None:
    """What the secret comes to; None where it is none of ours."""
    found = _SECRET.fullmatch(secret)
    return Ticket(int(found[1]), digest(secret)) if found else None


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def waiting(
    *, jurisdiction_id: int, holder_ids: Collection[int], ids: Collection[int], at: dt.datetime
) -> list[LinkLine]:
    """The links handed out under one of these hats, or among ``ids``, that still wait to be used; one query."""
    rows = Link.objects.filter(jurisdiction_id=jurisdiction_id)
    used = LinkUse.objects.filter(jurisdiction_id=jurisdiction_id).values("link_id")
    newer = rows.filter(user_id=OuterRef("user_id"), pk__gt=OuterRef("pk"))
    whose = Q(by_kind=ActorKind.HOLDER.value, by_id__in=holder_ids) | Q(pk__in=ids)
    live = rows.filter(whose, ~Exists(newer), expires_at__gt=at, user__is_active=True).exclude(pk__in=used)
    return [
        LinkLine(link.pk, link.user_id, link.user.username, link.user.name, link.expires_at)
        for link in live.select_related("user").order_by("pk")
    ]


def waiting_at(*, viewer: Viewer, body_ids: Collection[int], on: dt.date) -> Counter[int]:
    """How many of those who wear a hat for each of these bodies hold a link they did not use yet; two queries."""
    here = viewer.jurisdiction_id
    worn = holders.all_of(here).filter(holders.held(on), stands_for=None, body_id__in=body_ids)
    rows = Link.objects.filter(jurisdiction_id=here, expires_at__gt=when.begin_of(on), user__is_active=True)
    used = LinkUse.objects.filter(jurisdiction_id=here, link_id=OuterRef("pk"))
    newer = Link.objects.filter(jurisdiction_id=here, user_id=OuterRef("user_id"), pk__gt=OuterRef("pk"))
    waits = set(rows.filter(~Exists(used), ~Exists(newer)).values_list("user_id", flat=True))
    pairs = set(worn.values_list("user_id", "body_id")) if waits else set()
    return Counter(body_id for user_id, body_id in pairs if user_id in waits)


def live_link(*, ticket: Ticket, at: dt.datetime) -> LinkLine:
    """The link, where it can be used; raises :class:`LinkDead` with the reason."""
    rows = Link.objects.filter(jurisdiction_id=ticket.jurisdiction_id)
    link = rows.filter(digest=ticket.digest).select_related("user").first()
    if link is None:
        raise LinkDead(_("Đường dẫn này không đúng. Hãy xem lại, hoặc xin quản trị một đường dẫn khác."))
    if LinkUse.objects.filter(jurisdiction_id=ticket.jurisdiction_id, link_id=link.pk).exists():
        raise LinkDead(_("Đường dẫn này đã được dùng một lần và không dùng lại được."), link.user_id)
    if rows.filter(user_id=link.user_id, pk__gt=link.pk).exists():
        raise LinkDead(_("Đường dẫn này đã được thay bằng một đường dẫn mới hơn."), link.user_id)
    if link.expires_at <= at:
        raise LinkDead(_("Đường dẫn này đã hết hạn. Hãy xin quản trị một đường dẫn khác."), link.user_id)
    if not link.user.is_active:
        raise LinkDead(_("Tài khoản này đã đóng."), link.user_id)
    return LinkLine(link.pk, link.user_id, link.user.username, link.user.name, link.expires_at)
