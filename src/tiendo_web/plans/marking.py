"""The level of a document: who may know of it. One file has one level, however often it was read.

What becomes of the duties under a document whose level changes is :mod:`tiendo_web.duties.marking`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max

from tiendo_web.core.access import Level, Viewer
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import holders
from tiendo_web.plans import queries
from tiendo_web.plans.models import Marking, Plan

# What is written of a level that was chosen at the door; the records are Vietnamese in every language of the pages.
AT_THE_DOOR = "Chọn khi nhận văn bản."


@dataclass(frozen=True, slots=True)
class Line:
    """One change of a level."""

    level: Level
    reason: str
    by: str
    at: dt.datetime


def of_file(*, jurisdiction_id: int, sha256: str) -> Level:
    """The level that this very file has here; OPEN where it was never taken in. One query."""
    rows = Plan.objects.filter(jurisdiction_id=jurisdiction_id, document__sha256=sha256)
    return Level(rows.aggregate(highest=Max("level"))["highest"] or Level.OPEN)


def begin(act: ledger.Act, plan: Plan) -> None:
    """Within the act that keeps a plan: the fact that it began with its level, where that is not OPEN."""
    if plan.level != Level.OPEN:
        act.write(Marking(plan=plan, level=plan.level, reason=AT_THE_DOOR))


def mark(act: ledger.Act, *, plan_id: int, level: Level, reason: str) -> list[int]:
    """Within an act: give a document a level, in each plan that was read from its file; gives these plans."""
    here = {"jurisdiction_id": act.jurisdiction_id}
    file = Plan.objects.filter(**here, pk=plan_id).values("document__sha256")
    ids = list(Plan.objects.filter(**here, document__sha256__in=file).order_by("pk").values_list("pk", flat=True))
    act.write_all([Marking(plan_id=one, level=level, reason=reason) for one in ids])
    Plan.objects.filter(**here, pk__in=ids).update(level=level)
    return ids


def lines(*, plan_id: int, viewer: Viewer) -> list[Line]:
    """Each change of a document's level, the latest first; raises ``plans.queries.NoPlan``."""
    queries.level_of(plan_id=plan_id, viewer=viewer)
    rows = Marking.objects.filter(jurisdiction_id=viewer.jurisdiction_id, plan_id=plan_id).order_by("-pk")
    names = holders.holder_names(jurisdiction_id=viewer.jurisdiction_id, holder_ids={row.by_id for row in rows})
    return [Line(Level(row.level), row.reason, names.get(row.by_id, ""), row.recorded_at) for row in rows]


def drift(jurisdiction_id: int) -> Iterator[str]:
    """Where the level kept on a plan differs from what its markings say."""
    rows = Marking.objects.filter(jurisdiction_id=jurisdiction_id).order_by("pk")
    said: Mapping[int, int] = dict(rows.values_list("plan_id", "level"))
    marked = Plan.objects.filter(jurisdiction_id=jurisdiction_id).exclude(level=Level.OPEN)
    kept: Mapping[int, int] = dict(marked.values_list("pk", "level"))
    for plan_id in sorted({*said, *kept}):
        if said.get(plan_id, Level.OPEN) != kept.get(plan_id, Level.OPEN):
            yield f"level of plan {plan_id}"
