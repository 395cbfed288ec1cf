"""Tables of bodies: what one would change, those that were taken over, and what was taken over upon an act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tiendo import orgtree
from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo.intake import bodies, changes
from tiendo_web.core import when
from tiendo_web.core.access import ActorKind, Viewer
from tiendo_web.orgs import facts, holders, queries
from tiendo_web.orgs.models import Import, Withdrawal


class NoTable(Refused):
    """No such table of bodies was taken over."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table of bodies that was taken over, by whom, and when it was taken back; ``by`` is empty for the system."""

    id: int
    act: int
    name: str
    starts_on: dt.date
    taken_on: dt.date
    by: str
    withdrawn_on: dt.date | None


def planned(
    known: Iterable[orgtree.BodyFacts], *, data: bytes, name: str, on: dt.date, today: dt.date
) -> tuple[changes.Changes | None, tuple[Diagnostic, ...]]:
    """What a table of bodies would change from a day on, and everything that is said of it; None where it cannot."""
    table, told = bodies.read(data, name)
    return changes.plan_import(table, known, on, today) if table is not None else (None, told)


def import_preview(
    *, viewer: Viewer, data: bytes, name: str, on: dt.date, today: dt.date
) -> tuple[changes.Changes | None, tuple[Diagnostic, ...]]:
    """The same for the viewer's jurisdiction as it stands; writes nothing."""
    return planned(queries.all_facts(jurisdiction_id=viewer.jurisdiction_id), data=data, name=name, on=on, today=today)


def imported_upon(
    *, jurisdiction_id: int, body_ids: Collection[int], founded: Collection[int], act: int, on: dt.date
) -> bool:
    """Whether a table taken over after an act, for ``on`` or later, says something of one of these bodies, or puts
    one beneath a body that the act founded.
    """
    withdrawn = Withdrawal.objects.filter(jurisdiction_id=jurisdiction_id).values("withdrawn")
    later = Import.objects.filter(jurisdiction_id=jurisdiction_id, act__gt=act, starts_on__gte=on)
    acts = list(later.exclude(act__in=withdrawn).values_list("act", flat=True))
    told = facts.subjects(jurisdiction_id, acts)
    return not told.isdisjoint(body_ids) or facts.place_beneath(jurisdiction_id, founded, acts)


def tables(*, jurisdiction_id: int) -> list[TableLine]:
    """The tables of bodies that were taken over, the last first; three queries."""
    withdrawals = Withdrawal.objects.filter(jurisdiction_id=jurisdiction_id)
    withdrawn = {act: when.day_of(at) for act, at in withdrawals.values_list("withdrawn", "recorded_at")}
    rows = list(Import.objects.filter(jurisdiction_id=jurisdiction_id).order_by("-pk"))
    people = holders.holder_names(
        jurisdiction_id=jurisdiction_id, holder_ids={row.by_id for row in rows if row.by_kind == ActorKind.HOLDER.value}
    )
    return [
        TableLine(
            id=row.pk,
            act=row.act,
            name=row.name,
            starts_on=row.starts_on,
            taken_on=when.day_of(row.recorded_at),
            by=people.get(row.by_id, "") if row.by_kind == ActorKind.HOLDER.value else "",
            withdrawn_on=withdrawn.get(row.act),
        )
        for row in rows
    ]


def table(*, jurisdiction_id: int, table_id: int) -> TableLine:
    """One table; raises :class:`NoTable`."""
    found = next((one for one in tables(jurisdiction_id=jurisdiction_id) if one.id == table_id), None)
    if found is None:
        raise NoTable()
    return found
