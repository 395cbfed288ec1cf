"""Which duties a viewer may know of: by whose they are, and by their level. Every room that shows duties asks here.

What a room asks for is fetched with its gate in the query: a duty that is hidden and one that does not exist cost the
same and look the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery

from tiendo import orgtree
from tiendo_web.core.access import Level, Permission, Sight, Viewer, sight
from tiendo_web.core.models import Row
from tiendo_web.duties.models import Coordination, Duty
from tiendo_web.orgs import queries as orgs
from tiendo_web.orgs.models import Body

# What a body that coordinates may know of as such; above it, only who owes and who gives.
COORDINATED = Level.INTERNAL
# So many duties are told to the database one by one, where they are those of so many bodies at most.
FEW, FEW_BODIES = 2_000, 300
_WHOLE = Duty._meta.get_field("parent")


def of(viewer: Viewer) -> Sight:
    """What the viewer reads of duties."""
    return sight(viewer, Permission.READ_DUTIES)


def seen(viewer: Viewer, known: Told | None = None) -> QuerySet[Duty]:
    """The duties that a viewer may see: those of the bodies that his right reaches, and parts of these.

    Two queries more, unless he sees all of a level or none: which of his bodies owe anything, so that the database
    knows how few duties that may be, and for the parts that other bodies owe. One, where the former is ``known``; and
    where they were told one by one, so are these.
    """
    rows = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id).select_related("task", "directive")
    reads = of(viewer)
    if reads.flat:
        return reads.narrow(rows, "owner_id")
    if known is not None and known.owed is not None:
        return rows.filter(pk__in=[*known.owed, *_parts_elsewhere(viewer, reads, known.owed)])
    reads = concerned(viewer, Duty, "owner_id") if known is None else known.owing
    own = reads.within("owner_id")
    parts = Duty.objects.filter(reads.within("parent__owner_id"), jurisdiction_id=viewer.jurisdiction_id)
    elsewhere = list(parts.exclude(own).values_list("pk", flat=True))
    return rows.filter(own | Q(pk__in=elsewhere)) if elsewhere else rows.filter(own)


def _parts_elsewhere(viewer: Viewer, reads: Sight, owed: Mapping[int, int]) -> list[int]:
    """The parts of these duties that other bodies owe; no part has a lower level than its whole."""
    parts = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, parent__in=list(owed))
    found = parts.values_list("pk", "parent_id", "level")
    return [pk for pk, whole, level in found if pk not in owed and reads.reads(owed[whole or 0], level)]


def among(viewer: Viewer) -> QuerySet[Duty]:
    """The same duties, to be looked for among few: of one task, or some by their ids.

    No query more; but whether it is seen is asked of each row, with its whole.
    """
    rows, reads = (
        Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id).select_related("task", "directive"),
        of(viewer),
    )
    if reads.flat:
        return reads.narrow(rows, "owner_id")
    return rows.filter(reads.within("owner_id") | reads.within("parent__owner_id"))


def concerned(viewer: Viewer, model: type[Row], column: str) -> Sight:
    """What the viewer reads, of the bodies alone that a row names in this column; one query.

    A department has a hundred bodies beneath it that owe nothing: so the database knows how few rows there may be.
    """
    reads, here = of(viewer), {"jurisdiction_id": viewer.jurisdiction_id}
    named = Q(Exists(model._default_manager.filter(**{column: OuterRef("pk")}, **here)))
    bodies = Body.objects.filter(named, pk__in=reads.at(Level.OPEN).bodies, **here)
    return reads.among(frozenset(bodies.values_list("pk", flat=True)))


class _Number(Subquery):
    """How many rows a query gives."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Told:
    """What a viewer reads, of the bodies that owe duties and of those that other rows name.

    ``owed`` are the duties of the former, told one by one, each with its body; None where they are many.
    """

    owing: Sight
    named: Sight
    owed: Mapping[int, int] | None


def told(viewer: Viewer, model: type[Row], column: str) -> Told:
    """What the viewer reads, of the bodies alone that owe duties or that a row names in this column; two queries.

    Of a hundred bodies some owe a thousand duties and others one, which the statistics of no database tell: told the
    bodies, it looks through all that is kept; told the duties, it does not.
    """
    reads, here = of(viewer), {"jurisdiction_id": viewer.jurisdiction_id}
    bodies = reads.at(Level.OPEN).bodies
    most = FEW if len(bodies) <= FEW_BODIES else 0
    owed = Duty.objects.filter(owner=OuterRef("pk"), **here)
    rows = Body.objects.filter(pk__in=bodies, **here).annotate(
        number=_Number(owed.values("pk")[: most + 1]),
        named=Exists(model._default_manager.filter(**{column: OuterRef("pk")}, **here)),
    )
    found = list(rows.values_list("pk", "number", "named"))
    owing = reads.among(frozenset(pk for pk, number, _named in found if number))
    named = reads.among(frozenset(pk for pk, _number, is_named in found if is_named))
    if sum(number for _pk, number, _named in found) > most:
        return Told(owing, named, None)
    every = Duty.objects.filter(owing.within("owner_id"), **here).values_list("pk", "owner_id")
    return Told(owing, named, MappingProxyType(dict(every)))


def giver(row: Duty, viewer: Viewer, on: dt.date) -> int | None:
    """Who gives a part: whoever owes the whole, or keeps the records of that body; none for a whole duty.

    None where that is the doer itself, stands beneath it, or is gone: then who stands above the doer gives, as of
    any duty.
    """
    return givers([row], viewer, on).get(row.pk)


def givers(rows: Iterable[Duty], viewer: Viewer, on: dt.date) -> dict[int, int]:
    """Who gives each of these duties that are parts, by their ids, as :func:`giver` says.

    One query, unless they came with their wholes.
    """
    parts = [row for row in rows if row.parent_id is not None]
    if not parts:
        return {}
    owners = {row.parent.pk: row.parent.owner_id for row in parts if _WHOLE.is_cached(row) and row.parent is not None}
    if apart := {row.parent_id for row in parts if row.parent_id is not None} - owners.keys():
        wholes = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk__in=apart)
        owners |= dict(wholes.values_list("pk", "owner_id"))
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    found = ((row, tree.keeper(owners[row.parent_id])) for row in parts if row.parent_id is not None)
    return {row.pk: one for row, one in found if _gives(one, row.owner_id, tree)}


def _gives(one: int, doer: int, tree: orgtree.OrgTree) -> bool:
    """Whether a body that owes the whole gives the part to this doer."""
    return one in tree and one != doer and all(above.id != doer for above in tree.ancestors(one))


def sees(row: Duty, viewer: Viewer, on: dt.date) -> bool:
    """Whether a duty, or the whole that it is a part of, is within the viewer's reach."""
    reads = of(viewer)
    given = giver(row, viewer, on)
    return reads.reads(row.owner_id, row.level) or (given is not None and reads.reads(given, row.level))


def follows(row: Duty, viewer: Viewer, on: dt.date) -> bool:
    """Whether a body of the viewer coordinates the duty's task, or took over a part of one that does or that owes it.

    A body that took over a part of one that was named coordinates in its place, and answers for what a body left
    behind of which it took over a part.
    """
    bodies = viewer.bodies if row.level == Level.OPEN else of(viewer).at(row.level).bodies
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    before = {gone for body_id in bodies for gone in tree.inherited(body_id, parts=True)}
    named = Coordination.objects.filter(
        jurisdiction_id=viewer.jurisdiction_id, task_id=row.task_id, body_id__in=bodies | before
    )
    return row.owner_id in before or (named.exists() and row.level <= COORDINATED)


def coordinated(viewer: Viewer, on: dt.date) -> QuerySet[Duty]:
    """The whole duties whose tasks the viewer's own body coordinates and others owe, also where it took that over."""
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    mine = {viewer.body_id, *tree.inherited(viewer.body_id, parts=True)}
    named = Coordination.objects.filter(jurisdiction_id=viewer.jurisdiction_id, body_id__in=mine)
    rows = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, parent=None, task__in=named.values("task_id"))
    highest = min(of(viewer).up_to(viewer.body_id), COORDINATED)
    return rows.filter(level__lte=highest).exclude(owner_id=viewer.body_id).select_related("task", "directive")
