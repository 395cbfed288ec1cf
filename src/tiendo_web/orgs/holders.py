"""Who wears which hat (user, role, body, period) on a day.

A hat that was taken off has its :class:`HolderEnd`; a deputy's hat is over with the one that it stands for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from tiendo import viet
from tiendo_web.accounts.models import User
from tiendo_web.core.access import Role, Viewer
from tiendo_web.core.models import Jurisdiction
from tiendo_web.orgs import queries
from tiendo_web.orgs.models import Holder, HolderEnd


@dataclass(frozen=True, slots=True)
class Hat:
    """A hat as its wearer chooses it: which role, for which body, in which jurisdiction; standing in for whom."""

    id: int
    role: Role
    body_id: int
    body: str
    jurisdiction_id: int
    jurisdiction: str
    principal: str = ""
    holds_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A hat as an administrator sees it; ``principal`` is whom a deputy stands in for."""

    id: int
    user_id: int
    username: str
    user: str
    role: Role
    body_id: int
    holds_from: dt.date
    holds_to: dt.date | None
    active: bool
    principal: str = ""


@dataclass(frozen=True, slots=True)
class HolderPage:
    """Some of the hats found, how many there are, and whether more follow."""

    lines: tuple[HolderLine, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Former:
    """An account of somebody, whatever hats he wears or wears no longer."""

    user_id: int
    username: str
    user: str
    active: bool


@dataclass(frozen=True, slots=True)
class FormerPage:
    """Some of those who wear no hat any more, and whether more follow."""

    lines: tuple[Former, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Wearer:
    """Somebody with his hats in one jurisdiction that are not over on a day."""

    user_id: int
    username: str
    name: str
    mail: str
    hats: tuple[HolderLine, ...]


def held(on: dt.date) -> Q:
    """The hats that are worn on a day."""
    return Q(holds_from__lte=on) & _not_over(on)


def _not_over(on: dt.date) -> Q:
    """The hats that are not over on a day.

    A deputy's is over with the one it stands for, and while that one sleeps; and when no hat of his own is left to him.
    """
    own = (Q(holds_to=None) | Q(holds_to__gt=on)) & (Q(ended_on=None) | Q(ended_on__gt=on))
    stood_for = (Q(stands_for__holds_to=None) | Q(stands_for__holds_to__gt=on)) & (
        Q(stood_ended_on=None) | Q(stood_ended_on__gt=on)
    )
    ends = HolderEnd.objects.filter(jurisdiction_id=OuterRef("jurisdiction_id"), holder_id=OuterRef("pk"))
    works_here = Holder.objects.filter(
        Q(holds_to=None) | Q(holds_to__gt=on),
        ~Exists(ends.filter(ends_on__lte=on)),
        jurisdiction_id=OuterRef("jurisdiction_id"),
        user_id=OuterRef("user_id"),
        stands_for=None,
    )
    return own & (Q(stands_for=None) | (stood_for & Q(stands_for__user__is_active=True) & Q(Exists(works_here))))


def by_themselves(jurisdiction_id: int, on: dt.date) -> QuerySet[Holder]:
    """The hats that are worn on a day but for what becomes of the one that a deputy stands for."""
    ended = HolderEnd.objects.filter(jurisdiction_id=jurisdiction_id, holder_id=OuterRef("pk"), ends_on__lte=on)
    worn = Q(holds_from__lte=on) & (Q(holds_to=None) | Q(holds_to__gt=on)) & ~Exists(ended)
    return Holder.objects.filter(worn, jurisdiction_id=jurisdiction_id)


def all_of(jurisdiction_id: int) -> QuerySet[Holder]:
    """The hats of a jurisdiction, each with the earliest day on which it, and the one it stands for, was taken off."""
    ended = HolderEnd.objects.filter(jurisdiction_id=jurisdiction_id).order_by("ends_on")
    return Holder.objects.filter(jurisdiction_id=jurisdiction_id).annotate(
        ended_on=Subquery(ended.filter(holder_id=OuterRef("pk")).values("ends_on")[:1]),
        stood_ended_on=Subquery(ended.filter(holder_id=OuterRef("stands_for_id")).values("ends_on")[:1]),
    )


def running_hat(*, jurisdiction_id: int, holder_id: int, on: dt.date) -> Holder | None:
    """A hat that is worn on a day or will be, with ``ended_on``; None where there is none here, or it is over."""
    rows = all_of(jurisdiction_id).filter(_not_over(on), pk=holder_id).select_related("user")
    return rows.first()


def over_on(hat: Holder) -> dt.date | None:
    """The day from which a hat of :func:`running_hat` is not worn; None while no such day is known."""
    ended: dt.date | None = getattr(hat, "ended_on", None)
    return min(filter(None, (hat.holds_to, ended)), default=None)


def running_deputies(*, jurisdiction_id: int, on: dt.date) -> list[Holder]:
    """The hats of those who stand in for somebody on a day or will, with both users; one query."""
    rows = all_of(jurisdiction_id).filter(_not_over(on), stands_for__isnull=False)
    return list(rows.select_related("user", "stands_for__user").order_by("holds_from", "pk"))


def wears_own_hat(*, jurisdiction_id: int, user_id: int, on: dt.date) -> bool:
    """Whether a user with an open account wears a hat here on a day that is not a deputy's."""
    rows = all_of(jurisdiction_id).filter(held(on), user_id=user_id, stands_for=None, user__is_active=True)
    return rows.exists()


def hats_to_move(
    *, jurisdiction_id: int, body_ids: Collection[int], on: dt.date
) -> list[tuple[Holder, dt.date | None]]:
    """The hats of these bodies that are not over on a day, each with the later day from which it is not worn.

    A deputy's hat is not among them: it ends with the one that it stands for.
    """
    own = all_of(jurisdiction_id).filter(_not_over(on), body_id__in=body_ids, stands_for=None)
    rows = list(own.order_by("pk"))
    later = HolderEnd.objects.filter(jurisdiction_id=jurisdiction_id, holder_id__in=[row.pk for row in rows])
    taken_off = dict(later.values_list("holder_id").annotate(Min("ends_on")))
    ends = [filter(None, (row.holds_to, taken_off.get(row.pk))) for row in rows]
    return [(row, min(known, default=None)) for row, known in zip(rows, ends, strict=True)]


def given_for_good(*, jurisdiction_id: int, roles: Collection[Role], on: dt.date) -> list[Holder]:
    """The hats of these roles that are worn on a day without an end, by whoever has an open account; one query."""
    rows = all_of(jurisdiction_id).filter(held(on), Q(ended_on=None), holds_to=None, stands_for=None)
    return list(rows.filter(role__in=[role.value for role in roles], user__is_active=True).order_by("pk"))


def periods(
    *, jurisdiction_id: int, user_ids: Collection[int]
) -> dict[tuple[int, str, int], list[tuple[dt.date, dt.date | None]]]:
    """When each of these users wore, wears or will wear which role for which body; a query for each five hundred."""
    found: dict[tuple[int, str, int], list[tuple[dt.date, dt.date | None]]] = {}
    wanted = sorted(set(user_ids))
    for start in range(0, len(wanted), 500):
        rows = all_of(jurisdiction_id).filter(user_id__in=wanted[start : start + 500], stands_for=None)
        for row in rows:
            end: dt.date | None = min(filter(None, (row.holds_to, vars(row)["ended_on"])), default=None)
            if end is None or end > row.holds_from:
                found.setdefault((row.user_id, row.role, row.body_id), []).append((row.holds_from, end))
    return found


def worn_for_good(*, jurisdiction_id: int, body_ids: Collection[int], on: dt.date) -> set[tuple[int, str, int]]:
    """Who wears which role at which of these bodies on a day and without an end, by user, role and body."""
    rows = all_of(jurisdiction_id).filter(held(on), Q(ended_on=None), holds_to=None, body_id__in=body_ids)
    return set(rows.values_list("user_id", "role", "body_id"))


def hats(*, user_id: int, on: dt.date) -> list[Hat]:
    """Every hat that a user wears on a day, in whatever jurisdiction: what he may choose from."""
    found = list[Hat]()
    jurisdictions = dict(Jurisdiction.objects.values_list("pk", "name"))
    for jurisdiction_id, name in sorted(jurisdictions.items()):
        rows = all_of(jurisdiction_id).filter(held(on), user_id=user_id).select_related("stands_for__user")
        found += [_hat(row, name, on) for row in rows.order_by("pk")]
    return found


def worn(*, user_id: int, jurisdiction_id: int, holder_id: int, on: dt.date) -> Hat | None:
    """A hat that this user wears or wore; None where it never was his."""
    rows = Holder.objects.filter(jurisdiction_id=jurisdiction_id, user_id=user_id, pk=holder_id)
    row = rows.select_related("stands_for__user", "jurisdiction").first()
    return _hat(row, row.jurisdiction.name, on) if row is not None else None


def _hat(row: Holder, jurisdiction: str, on: dt.date) -> Hat:
    body = queries.tree(jurisdiction_id=row.jurisdiction_id, on=on).name(row.body_id)
    role, principal = Role(row.role), _principal(row)
    return Hat(row.pk, role, row.body_id, body, row.jurisdiction_id, jurisdiction, principal, row.holds_to)


def _principal(row: Holder) -> str:
    return row.stands_for.user.name if row.stands_for is not None else ""


def hats_ever(*, jurisdiction_id: int, user_id: int, body_id: int) -> frozenset[int]:
    """Every hat that a user wears, wore or will wear for a body; one query."""
    rows = Holder.objects.filter(jurisdiction_id=jurisdiction_id, user_id=user_id, body_id=body_id)
    return frozenset(rows.values_list("pk", flat=True))


def holder_lines(
    *, viewer: Viewer, on: dt.date, body_id: int | None = None, user_id: int | None = None
) -> list[HolderLine]:
    """Who wears which hat in the viewer's jurisdiction on a day; for one body, of one user, where they are named."""
    asked = {name: value for name, value in (("body_id", body_id), ("user_id", user_id)) if value is not None}
    return _lines(_worn(viewer, on).filter(**asked))


def running_hats(*, viewer: Viewer, user_id: int, on: dt.date) -> list[HolderLine]:
    """The hats that a user wears here on a day, or will; one query."""
    return _lines(all_of(viewer.jurisdiction_id).filter(_not_over(on), user_id=user_id))


def _lines(rows: QuerySet[Holder]) -> list[HolderLine]:
    told = rows.select_related("user", "stands_for__user").order_by("user__folded", "pk")
    return [_holder_line(row, row.holds_to) for row in told]


def _worn(viewer: Viewer, on: dt.date) -> QuerySet[Holder]:
    """The hats worn on a day, asked for so that a database need not look up the end of each of ten thousand."""
    here = viewer.jurisdiction_id
    over = HolderEnd.objects.filter(jurisdiction_id=here, holder_id=OuterRef("pk"), ends_on__lte=on)
    begun = Holder.objects.filter(Q(holds_to=None) | Q(holds_to__gt=on), jurisdiction_id=here, holds_from__lte=on)
    deputies = all_of(here).filter(_not_over(on), stands_for__isnull=False).values("pk")
    own = Q(stands_for=None) | Q(pk__in=deputies)
    return begun.filter(~Exists(over), own).select_related("user", "stands_for__user")


def holder_page(
    *,
    viewer: Viewer,
    on: dt.date,
    text: str = "",
    body_ids: Collection[int] = (),
    role: Role | None = None,
    start: int = 0,
    size: int = 50,
) -> HolderPage:
    """The hats worn on a day, by given name; two queries.

    With ``text`` those of people in whose name or sign-in name each of its words stands, diacritics or not, and those
    worn for ``body_ids``.
    """
    rows = _worn(viewer, on)
    if text:
        named = Q()
        for word in viet.fold(text).split():
            named &= Q(user__folded__contains=word)
        rows = rows.filter(named | Q(body_id__in=body_ids))
    if role is not None:
        rows = rows.filter(role=role.value)
    number = rows.count()
    found = rows.order_by("user__folded", "pk")[start : start + size] if start < number else ()
    return HolderPage(tuple(_holder_line(row, row.holds_to) for row in found), number, number > start + size)


def _holder_line(row: Holder, holds_to: dt.date | None) -> HolderLine:
    return HolderLine(
        row.pk,
        row.user_id,
        row.user.username,
        row.user.name,
        Role(row.role),
        row.body_id,
        row.holds_from,
        holds_to,
        row.user.is_active,
        _principal(row),
    )


def hats_of(*, jurisdiction_id: int, user_ids: Iterable[int], on: dt.date) -> dict[int, Wearer]:
    """Those of these users who wear or ever wore a hat here, with their own hats that are not over on a day."""
    found, wanted = dict[int, Wearer](), sorted(user_ids)
    for start in range(0, len(wanted), 500):
        rows = all_of(jurisdiction_id).filter(user_id__in=wanted[start : start + 500])
        found |= _wearers(rows, on)
    return found


def everybody(*, jurisdiction_id: int, on: dt.date) -> list[Wearer]:
    """Everybody who wears a hat of his own on a day, by name; one query."""
    return list(_wearers(all_of(jurisdiction_id).filter(held(on), stands_for=None), on).values())


def _wearers(rows: QuerySet[Holder], on: dt.date) -> dict[int, Wearer]:
    worn: dict[int, list[HolderLine]] = {}
    users = {}
    for row in rows.select_related("user", "stands_for__user").order_by("user__folded", "pk"):
        users[row.user_id] = row.user
        # ``ended_on`` is of the query, and no field of the row.
        end: dt.date | None = min(filter(None, (row.holds_to, vars(row)["ended_on"])), default=None)
        worn.setdefault(row.user_id, [])
        if row.stands_for_id is None and (end is None or end > on):
            worn[row.user_id].append(_holder_line(row, end))
    return {key: Wearer(key, user.username, user.name, user.email, tuple(worn[key])) for key, user in users.items()}


def hat_counts(*, viewer: Viewer, body_ids: Collection[int], on: dt.date) -> Counter[int]:
    """How many hats are worn for each of these bodies on a day."""
    rows = all_of(viewer.jurisdiction_id).filter(held(on), body_id__in=body_ids)
    return Counter(rows.values_list("body_id", flat=True))


def deputy_counts(*, viewer: Viewer, body_ids: Collection[int], on: dt.date) -> Counter[int]:
    """How many people stand in, on a day or later, for somebody of each of these bodies."""
    rows = all_of(viewer.jurisdiction_id).filter(_not_over(on), stands_for__isnull=False, body_id__in=body_ids)
    return Counter(rows.values_list("body_id", flat=True))


def any_hat(*, jurisdiction_id: int, body_ids: Collection[int], on: dt.date) -> bool:
    """Whether a hat for one of these bodies was given and is not taken off by this day."""
    rows = all_of(jurisdiction_id).filter(Q(ended_on=None) | Q(ended_on__gt=on), body_id__in=body_ids)
    return rows.exists()


def words(*, user_id: int, on: dt.date) -> list[str]:
    """The names of the provinces and bodies that a user works for, or will: what his password may not lean on."""
    found = list[str]()
    for jurisdiction_id, name in Jurisdiction.objects.values_list("pk", "name"):
        rows = all_of(jurisdiction_id).filter(_not_over(on), user_id=user_id)
        for hat in [_hat(row, name, on) for row in rows.select_related("stands_for__user")]:
            known = queries.tree(jurisdiction_id=jurisdiction_id, on=on).get(hat.body_id)
            found += spoken(name, hat.body)
            found += [known.abbreviation] if known is not None else []
    return found


def spoken(*names: str) -> list[str]:
    """Names, and each as people say it.

    >>> spoken("Tỉnh Sơn Hải")
    ['Tỉnh Sơn Hải', 'Sơn Hải']
    """
    return [form for name in names for form in (name, _bare(name))]


def _bare(name: str) -> str:
    """A name without its first word: "Sơn Hải" of "Tỉnh Sơn Hải", as people say it."""
    return name.partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind a hat, as it is shown who acted; the ids of the user and of whom he stood in for."""

    name: str
    persons: frozenset[int]


def behind(*, jurisdiction_id: int, holder_ids: Collection[int]) -> dict[int, Behind]:
    """Who is behind each of these hats, by their ids; one query."""
    rows = Holder.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=holder_ids)
    told = rows.values_list("pk", "user_id", "user__name", "stands_for__user_id", "stands_for__user__name")
    return {
        pk: Behind(on_behalf(name, principal or ""), frozenset(one for one in (user_id, other_id) if one is not None))
        for pk, user_id, name, other_id, principal in told
    }


def holder_names(*, jurisdiction_id: int, holder_ids: Collection[int]) -> dict[int, str]:
    """The names of the users behind hats, for showing who acted, and of whom they stood in for; one query."""
    return {pk: one.name for pk, one in behind(jurisdiction_id=jurisdiction_id, holder_ids=holder_ids).items()}


def roles(*, jurisdiction_id: int, holder_ids: Collection[int], on: dt.date) -> dict[int, tuple[Role, str]]:
    """The role of each of these hats, and the name of its body on a day; whoever wears or wore them."""
    rows = Holder.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=holder_ids).values_list(
        "pk", "role", "body_id"
    )
    tree = queries.tree(jurisdiction_id=jurisdiction_id, on=on)
    return {pk: (Role(role), tree.name(body_id)) for pk, role, body_id in rows}


def on_behalf(name: str, principal: str) -> str:
    """A name, and on whose behalf it stands there."""
    return _("%(name)s, thay mặt %(principal)s") % {"name": name, "principal": principal} if principal else name


def user_ids(*, viewer: Viewer, on: dt.date) -> QuerySet[Holder, int]:
    """Those whose sign-ins are the viewer's jurisdiction's business on a day, to be asked for within another query.

    Everybody who ever wore a hat here, but for who has gone on to another jurisdiction.
    """
    here = viewer.jurisdiction_id
    ever = Holder.objects.filter(jurisdiction_id=here)
    both = set(ever.filter(user_id__in=_elsewhere(here)).values_list("user_id", flat=True))
    back = all_of(here).filter(_not_over(on), user_id__in=both).values_list("user_id", flat=True)
    return ever.exclude(user_id__in=both.difference(back)).values_list("user_id", flat=True)


def _elsewhere(jurisdiction_id: int) -> QuerySet[Holder, int]:
    """The users who wear or wore a hat in another jurisdiction."""
    others = list(Jurisdiction.objects.exclude(pk=jurisdiction_id).values_list("pk", flat=True))
    return Holder.objects.filter(jurisdiction_id__in=others).values_list("user_id", flat=True)


def is_ours(*, jurisdiction_id: int, user_id: int) -> bool:
    """Whether somebody wears or wore a hat here, and none elsewhere."""
    here = Holder.objects.filter(jurisdiction_id=jurisdiction_id, user_id=user_id).exists()
    return here and not _elsewhere(jurisdiction_id).filter(user_id=user_id).exists()


def former(*, viewer: Viewer, on: dt.date, text: str = "", start: int = 0, size: int = 50) -> FormerPage:
    """Those who wore a hat here, wear none any more nor will, and none elsewhere; by given name, three queries."""
    here = viewer.jurisdiction_id
    running = all_of(here).filter(_not_over(on)).values_list("user_id", flat=True)
    ever = set(Holder.objects.filter(jurisdiction_id=here).values_list("user_id", flat=True))
    rows = User.objects.filter(pk__in=ever.difference(running, _elsewhere(here)))
    for word in viet.fold(text).split():
        rows = rows.filter(folded__contains=word)
    found = rows.order_by("folded", "pk")[start : start + size + 1]
    lines = [Former(row.pk, row.username, row.name, row.is_active) for row in found]
    return FormerPage(tuple(lines[:size]), len(lines) > size)


def somebody(*, user_id: int) -> Former:
    """An account in a line."""
    row = User.objects.get(pk=user_id)
    return Former(row.pk, row.username, row.name, row.is_active)
