"""The scorecard of a day: from the totals written ahead, never from the duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db.models import OuterRef, QuerySet, Subquery

from tiendo import rollup
from tiendo_web.core.access import Viewer
from tiendo_web.duties import passing, reach
from tiendo_web.duties.models import Tally
from tiendo_web.orgs import queries as orgs


def directive_ids(*, viewer: Viewer) -> frozenset[int]:
    """The directives under which a body of the viewer ever had a duty; one query."""
    return frozenset(_openings(viewer).values_list("directive_id", flat=True))


def scorecard(*, viewer: Viewer, on: dt.date, directive_id: int | None = None) -> rollup.Scorecard:
    """Counts by body, directive and task as they stood when ``on`` was over; one query.

    They are of the bodies that the viewer's right to read duties reaches.
    """
    return rollup.Scorecard(_cells(viewer, on, directive_id))


def of_body(*, viewer: Viewer, body_id: int, on: dt.date) -> dict[int, rollup.Counts]:
    """The figures of one body by directive, as they stood when ``on`` was over; one query."""
    card = rollup.Scorecard(_cells(viewer, on, None, body_id))
    return {directive: card.cell(body_id, directive) for directive in card.directives}


def restructured(
    *,
    viewer: Viewer,
    on: dt.date,
    structure_on: dt.date,
    directive_id: int | None = None,
    coming: Mapping[int, int] = passing.NOTHING,
) -> rollup.Scorecard:
    """The figures of ``on`` under the bodies of another day; the sum is that of :func:`scorecard`, duty for duty.

    A duty that was passed on between the two days counts for the body that owes it on the other day. What was over
    by then counts for whoever keeps the records of an ended body: the heir of its whole or its main part. A body
    that has no such heir, or did not exist yet, keeps its figures under its own name.

    ``coming`` are the duties that decisions will pass on by that day, each with the body that will owe it.
    """
    rows = list(_cells(viewer, on, directive_id))
    reads = reach.of(viewer)
    jurisdiction_id = viewer.jurisdiction_id
    for one in passing.elsewhere(jurisdiction_id=jurisdiction_id, on=on, structure_on=structure_on, coming=coming):
        if reads.reads(one.held_by, one.level) and directive_id in (None, one.directive_id):
            rows.append(rollup.Row(one.held_by, one.directive_id, one.task, -one.counts))
            rows.append(rollup.Row(one.belongs_to, one.directive_id, one.task, one.counts))
    then = orgs.tree(jurisdiction_id=jurisdiction_id, on=structure_on)
    return rollup.Scorecard(replace(row, body=then.keeper(row.body)) for row in rows)


def _cells(viewer: Viewer, on: dt.date, directive_id: int | None, body_id: int | None = None) -> Iterator[rollup.Row]:
    """Counts by body, directive and task, from one row a level: a sum of what the viewer may know of."""
    last = Tally.objects.filter(
        jurisdiction_id=viewer.jurisdiction_id,
        directive_id=OuterRef("directive_id"),
        body_id=OuterRef("body_id"),
        level=OuterRef("level"),
        day__lte=on,
    ).order_by("-day")
    rows = _openings(viewer).filter(day__lte=on).annotate(held=Subquery(last.values("counts")[:1]))
    if directive_id is not None:
        rows = rows.filter(directive_id=directive_id)
    if body_id is not None:
        rows = rows.filter(body_id=body_id)
    for body, directive, encoded in rows.values_list("body_id", "directive_id", "held"):
        for task, counts in rollup.decoded(encoded):
            yield rollup.Row(body, directive, task, counts)


def _openings(viewer: Viewer) -> QuerySet[Tally]:
    """The first row of each body, level and directive, as far as the viewer may see."""
    rows = Tally.objects.filter(jurisdiction_id=viewer.jurisdiction_id, opening=True)
    return reach.of(viewer).narrow(rows, "body_id")
