"""The scorecard of a day: from the totals written ahead, never from the duties."""

from __future__ import annotations

import datetime as dt

from django.db.models import OuterRef, QuerySet, Subquery

from tiendo import rollup
from tiendo_web.core.access import Viewer
from tiendo_web.duties.models import Tally


def directive_ids(*, viewer: Viewer) -> frozenset[int]:
    """The directives under which a body of the viewer ever had a duty; one query."""
    return frozenset(_openings(viewer).values_list("directive_id", flat=True))


def scorecard(*, viewer: Viewer, on: dt.date, directive_id: int | None = None) -> rollup.Scorecard:
    """Counts by body, directive and task as they stood when ``on`` was over; one query.

    The office sees all bodies; everybody else those that his hat answers for.
    """
    last = Tally.objects.filter(
        jurisdiction_id=viewer.jurisdiction_id,
        directive_id=OuterRef("directive_id"),
        body_id=OuterRef("body_id"),
        day__lte=on,
    ).order_by("-day")
    rows = _openings(viewer).filter(day__lte=on).annotate(held=Subquery(last.values("counts")[:1]))
    if directive_id is not None:
        rows = rows.filter(directive_id=directive_id)
    return rollup.Scorecard(
        rollup.Row(body, directive, task, counts)
        for body, directive, encoded in rows.values_list("body_id", "directive_id", "held")
        for task, counts in rollup.decoded(encoded)
    )


def _openings(viewer: Viewer) -> QuerySet[Tally]:
    """The first row of each body under each directive, as far as the viewer may see."""
    rows = Tally.objects.filter(jurisdiction_id=viewer.jurisdiction_id, opening=True)
    return rows if viewer.office else rows.filter(body_id__in=viewer.bodies)
