"""The tree of bodies as of a day, the hats of a user, and the viewer that a hat makes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from tiendo import orgtree, viet
from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo.intake import bodies, changes
from tiendo_web.core.access import Role, Viewer
from tiendo_web.core.models import Jurisdiction
from tiendo_web.orgs import facts
from tiendo_web.orgs.models import Group, Holder, HolderEnd, Import, TreeStamp


class NoHat(Refused):
    """The hat is not this user's, or not on this day."""

    kind = Refusal.FORBIDDEN


class NoGroup(Refused):
    """There is no such group, or it is over."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of bodies with its definition, the ``number``-th to be saved; who belongs is asked of a tree."""

    key: str
    name: str
    definition: orgtree.Definition
    number: int


@dataclass(frozen=True, slots=True)
class Episode:
    """A turn in a body's life, with the act that said so."""

    moment: orgtree.Moment
    act: int | None


@dataclass(frozen=True, slots=True)
class Hat:
    """A hat as its wearer chooses it: which role, for which body, in which jurisdiction."""

    id: int
    role: Role
    body_id: int
    body: str
    jurisdiction_id: int
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A hat as an administrator sees it."""

    id: int
    user_id: int
    username: str
    user: str
    role: Role
    body_id: int
    holds_from: dt.date
    holds_to: dt.date | None
    active: bool


def tree(*, jurisdiction_id: int, on: dt.date) -> orgtree.OrgTree:
    """The bodies of a jurisdiction as they stand on a day; one query while nothing has changed."""
    return _tree(jurisdiction_id, _stamp(jurisdiction_id), on)


def all_facts(*, jurisdiction_id: int) -> tuple[orgtree.BodyFacts, ...]:
    """All that is known of the bodies of a jurisdiction through time; one query while nothing has changed."""
    return _facts(jurisdiction_id, _stamp(jurisdiction_id))


def _stamp(jurisdiction_id: int) -> str:
    return TreeStamp.objects.filter(jurisdiction_id=jurisdiction_id).values_list("stamp", flat=True).first() or ""


@lru_cache(maxsize=32)
def _tree(jurisdiction_id: int, stamp: str, on: dt.date) -> orgtree.OrgTree:
    return orgtree.OrgTree(_facts(jurisdiction_id, stamp), on)


@lru_cache(maxsize=16)
def _facts(jurisdiction_id: int, stamp: str) -> tuple[orgtree.BodyFacts, ...]:
    """The facts under a stamp, or those of a later one: where a write came between two tables they are read anew."""
    found = facts.read(jurisdiction_id)
    while (now := _stamp(jurisdiction_id)) != stamp:
        stamp, found = now, facts.read(jurisdiction_id)
    return found


def planned(
    known: Iterable[orgtree.BodyFacts], *, data: bytes, name: str, on: dt.date
) -> tuple[changes.Changes | None, tuple[Diagnostic, ...]]:
    """What a table of bodies would change from a day on, and everything that is said of it; None where it cannot."""
    table, told = bodies.read(data, name)
    return changes.plan_import(table, known, on) if table is not None else (None, told)


def import_preview(
    *, viewer: Viewer, data: bytes, name: str, on: dt.date
) -> tuple[changes.Changes | None, tuple[Diagnostic, ...]]:
    """The same for the viewer's jurisdiction as it stands; writes nothing."""
    return planned(all_facts(jurisdiction_id=viewer.jurisdiction_id), data=data, name=name, on=on)


def history(*, viewer: Viewer, body_id: int, on: dt.date) -> list[Episode]:
    """The life of a body from its founding, also what comes after ``on``; one query for each kind of turn.

    Raises ``tiendo.orgtree.BodyMissing``.
    """
    now = tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    moments = orgtree.life(now.facts(body_id), now.taken(body_id))
    acts = facts.acts_of(viewer.jurisdiction_id, body_id, {one.turn for one in moments})
    return [Episode(one, acts.get((one.turn, one.day, facts.other(one)))) for one in moments]


def groups(*, jurisdiction_id: int) -> list[GroupLine]:
    """The groups that there are, by name; one query."""
    rows = list(Group.objects.filter(jurisdiction_id=jurisdiction_id).order_by("pk"))
    latest, numbers = {row.key: row for row in rows}, Counter(row.key for row in rows)
    lines = [
        GroupLine(row.key, row.name, orgtree.Definition.decode(row.definition), numbers[row.key])
        for row in latest.values()
        if row.definition is not None
    ]
    return sorted(lines, key=lambda line: viet.fold(line.name))


def group(*, jurisdiction_id: int, key: str) -> GroupLine:
    """One group; raises :class:`NoGroup`."""
    found = next((one for one in groups(jurisdiction_id=jurisdiction_id) if one.key == key), None)
    if found is None:
        raise NoGroup()
    return found


def _held(on: dt.date) -> Q:
    """The hats that are worn on a day."""
    return Q(holds_from__lte=on) & _not_over(on)


def _not_over(on: dt.date) -> Q:
    return (Q(holds_to=None) | Q(holds_to__gt=on)) & (Q(ended_on=None) | Q(ended_on__gt=on))


def _holders(jurisdiction_id: int) -> QuerySet[Holder]:
    """The hats of a jurisdiction; ``ended_on`` is the earliest day on which one was taken off."""
    ended = HolderEnd.objects.filter(jurisdiction_id=jurisdiction_id, holder_id=OuterRef("pk"))
    first = ended.order_by("ends_on").values("ends_on")[:1]
    return Holder.objects.filter(jurisdiction_id=jurisdiction_id).annotate(ended_on=Subquery(first))


def hats_to_move(
    *, jurisdiction_id: int, body_ids: Collection[int], on: dt.date
) -> list[tuple[Holder, dt.date | None]]:
    """The hats of these bodies that are not over on a day, each with the later day from which it is not worn."""
    rows = list(_holders(jurisdiction_id).filter(_not_over(on), body_id__in=body_ids).order_by("pk"))
    later = HolderEnd.objects.filter(jurisdiction_id=jurisdiction_id, holder_id__in=[row.pk for row in rows])
    taken_off = dict(later.values_list("holder_id").annotate(Min("ends_on")))
    ends = [filter(None, (row.holds_to, taken_off.get(row.pk))) for row in rows]
    return [(row, min(known, default=None)) for row, known in zip(rows, ends, strict=True)]


def hats(*, user_id: int, on: dt.date) -> list[Hat]:
    """Every hat that a user wears on a day, in whatever jurisdiction: what he may choose from."""
    found = []
    jurisdictions = dict(Jurisdiction.objects.values_list("pk", "name"))
    for jurisdiction_id, name in sorted(jurisdictions.items()):
        for row in _holders(jurisdiction_id).filter(_held(on), user_id=user_id).order_by("pk"):
            body = tree(jurisdiction_id=jurisdiction_id, on=on).name(row.body_id)
            found.append(Hat(row.pk, Role(row.role), row.body_id, body, jurisdiction_id, name))
    return found


def viewer(*, user_id: int, jurisdiction_id: int, holder_id: int, on: dt.date) -> Viewer:
    """The viewer that a hat makes; raises :class:`NoHat` where this user does not wear it on this day."""
    row = _holders(jurisdiction_id).filter(_held(on), user_id=user_id, pk=holder_id).first()
    if row is None:
        raise NoHat()
    now = tree(jurisdiction_id=jurisdiction_id, on=on)
    bodies = _answered_for(now, row.body_id)
    return Viewer(
        jurisdiction_id=jurisdiction_id,
        user_id=user_id,
        holder_id=row.pk,
        role=Role(row.role),
        body_id=row.body_id,
        bodies=bodies,
        office=_is_office(now, row.body_id),
        records=frozenset(one for one in bodies if one not in now),
        line=_line(now, bodies),
    )


def _is_office(now: orgtree.OrgTree, body_id: int) -> bool:
    """Whether a body issues and judges for its jurisdiction: the seat, or an office directly beneath it.

    A commune has an office too, and a former province may stand beside the seat: these answer for no more than
    what is theirs.
    """
    body, seat = now.get(body_id), now.seat
    if body is None or seat is None:
        return False
    return body == seat or (body.kind is orgtree.BodyKind.OFFICE and body.parent_id == seat.id)


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


def holder_lines(*, viewer: Viewer, on: dt.date) -> list[HolderLine]:
    """Who wears which hat in the viewer's jurisdiction on a day."""
    rows = _holders(viewer.jurisdiction_id).filter(_held(on)).select_related("user").order_by("user__name", "pk")
    return [
        HolderLine(
            row.pk,
            row.user_id,
            row.user.username,
            row.user.name,
            Role(row.role),
            row.body_id,
            row.holds_from,
            row.holds_to,
            row.user.is_active,
        )
        for row in rows
    ]


def hat_counts(*, viewer: Viewer, body_ids: Collection[int], on: dt.date) -> Counter[int]:
    """How many hats are worn for each of these bodies on a day."""
    rows = _holders(viewer.jurisdiction_id).filter(_held(on), body_id__in=body_ids)
    return Counter(rows.values_list("body_id", flat=True))


def any_group(*, jurisdiction_id: int, body_ids: Collection[int]) -> bool:
    """Whether a group names one of these bodies, to be in it, out of it, or above it."""
    wanted = set(body_ids)
    for one in groups(jurisdiction_id=jurisdiction_id):
        definition = one.definition
        if wanted & {*definition.added, *definition.left_out, definition.beneath}:
            return True
    return False


def imported_upon(
    *, jurisdiction_id: int, body_ids: Collection[int], founded: Collection[int], act: int, on: dt.date
) -> bool:
    """Whether a table taken over after an act, for ``on`` or later, says something of one of these bodies, or puts
    one beneath a body that the act founded.
    """
    tables = Import.objects.filter(jurisdiction_id=jurisdiction_id, act__gt=act, starts_on__gte=on)
    acts = list(tables.values_list("act", flat=True))
    told = facts.subjects(jurisdiction_id, acts)
    return not told.isdisjoint(body_ids) or facts.place_beneath(jurisdiction_id, founded, acts)


def any_hat(*, jurisdiction_id: int, body_ids: Collection[int], on: dt.date) -> bool:
    """Whether a hat for one of these bodies was given and is not taken off by this day."""
    rows = _holders(jurisdiction_id).filter(Q(ended_on=None) | Q(ended_on__gt=on), body_id__in=body_ids)
    return rows.exists()


def lasting_administrators(*, jurisdiction_id: int, on: dt.date, without: Collection[int] = ()) -> bool:
    """Whether on a day somebody with an open account is administrator, without a term, at a body not in ``without``."""
    rows = _holders(jurisdiction_id).filter(_held(on), Q(ended_on=None), role=Role.ADMINISTRATOR.value, holds_to=None)
    return rows.filter(user__is_active=True).exclude(body_id__in=without).exists()


def words(*, user_id: int, on: dt.date) -> list[str]:
    """The names of the provinces and bodies that a user works for: what his password may not lean on."""
    found = list[str]()
    for hat in hats(user_id=user_id, on=on):
        known = tree(jurisdiction_id=hat.jurisdiction_id, on=on).get(hat.body_id)
        found += [hat.jurisdiction, _bare(hat.jurisdiction), hat.body, _bare(hat.body)]
        found += [known.abbreviation] if known is not None else []
    return found


def _bare(name: str) -> str:
    """A name without its first word: "Sơn Hải" of "Tỉnh Sơn Hải", as people say it."""
    return name.partition(" ")[2]


def holder_names(*, jurisdiction_id: int, holder_ids: Collection[int]) -> dict[int, str]:
    """The names of the users behind hats, for showing who acted; one query."""
    rows = Holder.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=holder_ids)
    return dict(rows.values_list("pk", "user__name"))


def wearers(*, jurisdiction_id: int, holder_ids: Collection[int]) -> frozenset[int]:
    """The ids of the users behind hats; one query."""
    rows = Holder.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=holder_ids)
    return frozenset(rows.values_list("user_id", flat=True))


def user_ids(*, viewer: Viewer) -> frozenset[int]:
    """Everybody who ever wore a hat in the viewer's jurisdiction."""
    return frozenset(Holder.objects.filter(jurisdiction_id=viewer.jurisdiction_id).values_list("user_id", flat=True))


def body_name(*, viewer: Viewer, body_id: int, on: dt.date) -> str:
    """A body's name on a day; empty where the jurisdiction has no such body then."""
    return tree(jurisdiction_id=viewer.jurisdiction_id, on=on).name(body_id)
