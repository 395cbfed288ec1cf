"""The scorecard of a day: from the totals written ahead, never from the duties."""

from __future__ import annotations

import datetime as dt

from django.db.models import OuterRef, Subquery

from tiendo import rollup
from tiendo_web.core.access import Viewer
from tiendo_web.duties.models import Tally


def directive_ids(*, viewer: Viewer) -> frozenset[int]:
    """The directives under which a body of the viewer ever had a duty; one query."""
    rows = Tally.objects.filter(jurisdiction_id=viewer.jurisdiction_id)
    if not viewer.office:
        rows = rows.filter(body_id__in=viewer.bodies)
    return frozenset(rows.values_list("directive_id", flat=True).distinct())


def scorecard(*, viewer: Viewer, on: dt.date, directive_id: int | None = None) -> rollup.Scorecard:
    """Counts by body, directive and task as they stood when ``on`` was over; one query.

    The office sees all bodies; everybody else those that his hat answers for.
    """
    last = (
        Tally.objects.filter(
            jurisdiction_id=viewer.jurisdiction_id,
            directive_id=OuterRef("directive_id"),
            body_id=OuterRef("body_id"),
            day__lte=on,
        )
        .order_by("-day")
        .values("day")[:1]
    )
    rows = Tally.objects.filter(jurisdiction_id=viewer.jurisdiction_id, day=Subquery(last))
    if directive_id is not None:
        rows = rows.filter(directive_id=directive_id)
    if not viewer.office:
        rows = rows.filter(body_id__in=viewer.bodies)
    return rollup.Scorecard(
        rollup.Row(body, directive, task, counts)
        for body, directive, encoded in rows.values_list("body_id", "directive_id", "counts")
        for task, counts in rollup.decoded(encoded)
    )
