"""What happened to a duty, event by event, as its page tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tiendo import duty as rules
from tiendo import orgtree
from tiendo_web.core.access import Viewer
from tiendo_web.duties import proofs
from tiendo_web.duties.models import Event, Evidence
from tiendo_web.orgs import holders


@dataclass(frozen=True, slots=True)
class EventLine:
    """One thing that happened, with its evidence."""

    id: int
    kind: rules.EventKind
    recorded_at: dt.datetime
    recorded_on: dt.date
    happened_on: dt.date
    by: str
    text: str
    figures: tuple[tuple[str, str, str], ...]
    evidence: tuple[tuple[int, str], ...]
    trace: str
    passed_to: str
    until: dt.date | None
    reason: rules.Closing | None
    other_id: int | None
    held: tuple[proofs.HeldLine, ...] = ()


def event_lines(
    rows: list[Event],
    viewer: Viewer,
    tree: orgtree.OrgTree,
    others: Collection[int],
    behind: Mapping[int, holders.Behind],
) -> tuple[EventLine, ...]:
    """Events as they are shown, with who is ``behind`` the hats that acted, and with their evidence; two queries.

    Another duty that an event speaks of is named where it is among ``others``, which the viewer may know of.
    """
    evidence: dict[int, list[tuple[int, str]]] = {}
    for pk, event_id, name in (
        Evidence.objects.filter(jurisdiction_id=viewer.jurisdiction_id, event_id__in=[row.pk for row in rows])
        .order_by("id")
        .values_list("pk", "event_id", "name")
    ):
        evidence.setdefault(event_id, []).append((pk, name))
    held = proofs.held(jurisdiction_id=viewer.jurisdiction_id, event_ids=[row.pk for row in rows])
    return tuple(
        EventLine(
            id=row.pk,
            kind=rules.EventKind(row.kind),
            recorded_at=row.recorded_at,
            recorded_on=row.recorded_on,
            happened_on=row.happened_on,
            by=behind[row.by_id].name if row.by_id in behind else "",
            text=row.text,
            figures=tuple((name, value, unit) for name, value, unit in row.figures),
            evidence=tuple(evidence.get(row.pk, ())),
            trace=row.trace,
            passed_to=tree.name(row.body_id) if row.body_id is not None else "",
            until=row.due_on,
            reason=rules.Closing(row.reason) if row.reason else None,
            other_id=row.other_id if row.other_id in others else None,
            held=tuple(held.get(row.pk, ())),
        )
        for row in rows
    )
