"""The scorecard of a day: from the totals written ahead, never from the duties."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from tiendo import rollup
from tiendo_web.core import when
from tiendo_web.core.access import Viewer
from tiendo_web.core.snapshot import snapshot
from tiendo_web.duties import body_totals, passing, reach
from tiendo_web.duties.models import Tally
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans.models import Directive


@dataclass(frozen=True, slots=True)
class Overview:
    """All directives on a day: the figures of each body, and in ``card`` what stands behind them of some directives.

    Both are of one moment.
    """

    bodies: Mapping[int, rollup.Counts]
    card: rollup.Scorecard

    @property
    def total(self) -> rollup.Counts:
        """Everything."""
        return rollup.total(self.bodies.values())


def directive_ids(*, viewer: Viewer, on: dt.date, size: int, start: int = 0) -> list[int]:
    """Some of the directives under which a body of the viewer had a duty by a day, the latest first; one query."""
    given = _openings(viewer).filter(day__lte=on, directive_id=OuterRef("pk"))
    # One that was issued later gave nothing by then; the latest of the others stand first in the index.
    rows = Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id, recorded_at__lt=when.end_of(on))
    rows = rows.filter(Exists(given))
    return list(rows.order_by("-recorded_at", "-id").values_list("pk", flat=True)[start : start + size])


def scorecard(
    *, viewer: Viewer, on: dt.date, directive_ids: Collection[int] | None = None, by_task: bool = True
) -> rollup.Scorecard:
    """Counts by body and directive as they stood when ``on`` was over, of these directives or all; one query.

    They are of the bodies that the viewer's right to read duties reaches. Unless ``by_task`` the tasks of a cell are
    one sum, which is told much sooner.
    """
    return rollup.Scorecard(_cells(viewer, on, directive_ids, by_task=by_task))


def overview(
    *,
    viewer: Viewer,
    on: dt.date,
    directive_ids: Collection[int] = (),
    structure_on: dt.date | None = None,
    coming: Mapping[int, int] = passing.NOTHING,
) -> Overview:
    """The figures of ``on``, with what stands behind them of these directives; a few queries, however many there are.

    With ``structure_on`` under the bodies of that day, as in :func:`restructured`.
    """
    with snapshot():
        if structure_on is None:
            card = scorecard(viewer=viewer, on=on, directive_ids=directive_ids, by_task=False)
            return Overview(dict(_by_body(viewer, on)), card)
        moved = list(_moved(viewer, on, structure_on, coming))
        shown = [
            *_cells(viewer, on, directive_ids, by_task=False),
            *(row for row in moved if row.directive in directive_ids),
        ]
        found = [*_by_body(viewer, on), *((row.body, row.counts) for row in moved)]
        then = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=structure_on)
    bodies: dict[int, rollup.Counts] = defaultdict(lambda: rollup.ZERO)
    for body_id, counts in found:
        bodies[then.keeper(body_id)] += counts
    return Overview(dict(bodies), rollup.Scorecard(replace(row, body=then.keeper(row.body)) for row in shown))


def _by_body(viewer: Viewer, on: dt.date) -> Iterator[tuple[int, rollup.Counts]]:
    """The figures of each body over all directives; three queries."""
    sums: dict[int, rollup.Counts] = defaultdict(lambda: rollup.ZERO)
    for rows in body_totals.parts(viewer.jurisdiction_id, on):
        for body_id, counts in body_totals.summed(reach.of(viewer).narrow(rows, "body_id")):
            sums[body_id] += counts
    yield from sums.items()


def figures(
    *, viewer: Viewer, on: dt.date, structure_on: dt.date | None = None, coming: Mapping[int, int] = passing.NOTHING
) -> Mapping[int, Mapping[int, rollup.Counts]]:
    """The figures of ``on`` by body and directive, all there are; of tens of thousands of cells nothing else is made.

    With ``structure_on`` under the bodies of that day, as in :func:`restructured`. A few queries, whatever they find.
    """
    with snapshot():
        rows = [*_cells(viewer, on, None, by_task=False)]
        rows += _moved(viewer, on, structure_on, coming) if structure_on is not None else ()
        then = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=structure_on) if structure_on is not None else None
    found: dict[int, dict[int, rollup.Counts]] = {}
    for row in rows:
        cells = found.setdefault(then.keeper(row.body) if then is not None else row.body, {})
        cells[row.directive] = cells[row.directive] + row.counts if row.directive in cells else row.counts
    return found


def of_body(*, viewer: Viewer, body_id: int, on: dt.date) -> dict[int, rollup.Counts]:
    """The figures of one body by directive, as they stood when ``on`` was over; one query."""
    card = rollup.Scorecard(_cells(viewer, on, None, body_id, by_task=False))
    return {directive: card.cell(body_id, directive) for directive in card.directives}


def restructured(
    *,
    viewer: Viewer,
    on: dt.date,
    structure_on: dt.date,
    directive_ids: Collection[int] | None = None,
    coming: Mapping[int, int] = passing.NOTHING,
    by_task: bool = True,
) -> rollup.Scorecard:
    """The figures of ``on`` under the bodies of another day; the sum is that of :func:`scorecard`, duty for duty.

    A duty that was passed on between the two days counts for the body that owes it on the other day. What was over
    by then counts for whoever keeps the records of an ended body: the heir of its whole or its main part. A body
    that has no such heir, or did not exist yet, keeps its figures under its own name.

    ``coming`` are the duties that decisions will pass on by that day, each with the body that will owe it.
    """
    rows = [*_cells(viewer, on, directive_ids, by_task=by_task)]
    for row in _moved(viewer, on, structure_on, coming):
        if directive_ids is None or row.directive in directive_ids:
            rows.append(row)
    then = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=structure_on)
    return rollup.Scorecard(replace(row, body=then.keeper(row.body)) for row in rows)


def _moved(viewer: Viewer, on: dt.date, structure_on: dt.date, coming: Mapping[int, int]) -> Iterator[rollup.Row]:
    """What each duty that is passed on between the two days takes from one body and gives to the other."""
    reads = reach.of(viewer)
    jurisdiction_id = viewer.jurisdiction_id
    for one in passing.elsewhere(jurisdiction_id=jurisdiction_id, on=on, structure_on=structure_on, coming=coming):
        if reads.reads(one.held_by, one.level):
            yield rollup.Row(one.held_by, one.directive_id, one.task, -one.counts)
            yield rollup.Row(one.belongs_to, one.directive_id, one.task, one.counts)


def _cells(
    viewer: Viewer, on: dt.date, directive_ids: Collection[int] | None, body_id: int | None = None, *, by_task: bool
) -> Iterator[rollup.Row]:
    """Counts by body, directive and task, from one row a level: a sum of what the viewer may know of."""
    last = Tally.objects.filter(
        jurisdiction_id=viewer.jurisdiction_id,
        directive_id=OuterRef("directive_id"),
        body_id=OuterRef("body_id"),
        level=OuterRef("level"),
        day__lte=on,
    ).order_by("-day")
    rows = _openings(viewer).filter(day__lte=on).annotate(held=Subquery(last.values("counts")[:1]))
    if directive_ids is not None:
        rows = rows.filter(directive_id__in=directive_ids)
    if body_id is not None:
        rows = rows.filter(body_id=body_id)
    for body, directive, encoded in rows.values_list("body_id", "directive_id", "held"):
        for task, counts in rollup.decoded(encoded) if by_task else [("", rollup.summed(encoded))]:
            yield rollup.Row(body, directive, task, counts)


def _openings(viewer: Viewer) -> QuerySet[Tally]:
    """The first row of each body, level and directive, as far as the viewer may see."""
    rows = Tally.objects.filter(jurisdiction_id=viewer.jurisdiction_id, opening=True)
    return reach.of(viewer).narrow(rows, "body_id")
