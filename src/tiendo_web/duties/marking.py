"""Raising and lowering the level of a document or a duty: one act, which takes everything beneath along.

A duty is never below its document, nor a part below its whole. Its whole story moves between the totals, from its
first day on: were it moved from today on, yesterday's figure and today's list would differ by what is hidden.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from tiendo import rollup
from tiendo.errors import Refusal, Refused
from tiendo_web.core.access import Level, Permission, Viewer, demand
from tiendo_web.duties import levels, queries, recount, totals
from tiendo_web.duties.models import Duty, Marking
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import holders
from tiendo_web.plans import marking as documents
from tiendo_web.plans import queries as plan_queries
from tiendo_web.plans.models import Directive, Plan

# So many duties in one statement.
BATCH = 500


class BelowItsDocument(Refused):
    """A duty cannot have a lower level than its document, or than the duty that it is a part of."""

    kind = Refusal.INVALID


def mark_document(*, plan_id: int, level: Level, reason: str, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """Give a document a level, and with it the duties under it.

    Raises ``Refused`` beside the field that is wrong, or ``plans.queries.NoPlan``.
    """
    demand(viewer, Permission.MARK)
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    with ledger.act(**here, kind="plans.mark", by=viewer.actor, at=at, once=once) as act:
        held = plan_queries.level_of(plan_id=plan_id, viewer=viewer)
        _check(level, held, reason)
        plans = documents.mark(act, plan_id=plan_id, level=level, reason=reason.strip())
        act.concerns(Plan(pk=plan_id))
        under = Directive.objects.filter(**here, plan_id__in=plans).values("pk")
        _bring_up(act, Duty.objects.filter(**here, directive_id__in=under).select_related("task").order_by("pk"))


def mark_duty(*, duty_id: int, level: Level, reason: str, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """Give a duty a level, and with it its parts.

    Raises :class:`BelowItsDocument`, ``Refused`` beside the field that is wrong, or ``duties.actions.NoDuty``.
    """
    demand(viewer, Permission.MARK)
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    with ledger.act(**here, kind="duties.mark", by=viewer.actor, at=at, once=once) as act:
        (row,) = queries.rows(viewer=viewer, duty_ids=[duty_id])
        _check(level, Level(row.level), reason)
        if level < floor(row):
            raise BelowItsDocument(
                _("Không thể thấp hơn mức của văn bản, hay của nhiệm vụ mà phần việc được tách ra từ đó."),
                field="level",
            )
        act.write(Marking(duty=row, level=level, reason=reason.strip()))
        act.concerns(row)
        root = _root(row)
        _bring_up(act, [root, *_parts(root)])


def floor(row: Duty) -> Level:
    """The lowest level that a duty can have: its document's, or its whole's; two queries at most."""
    here = {"jurisdiction_id": row.jurisdiction_id}
    document = Directive.objects.values_list("plan__level", flat=True).get(**here, pk=row.directive_id)
    whole = Duty.objects.filter(**here, pk=row.parent_id).values_list("level", flat=True) if row.parent_id else ()
    return Level(max([document, *whole]))


def lowest(*, duty_id: int, viewer: Viewer) -> Level:
    """The lowest level that a duty can have; raises ``duties.actions.NoDuty``."""
    (row,) = queries.rows(viewer=viewer, duty_ids=[duty_id])
    return floor(row)


def _check(level: Level, held: Level, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Hãy nêu lý do."), field="reason")
    if level == held:
        raise Refused(_("Đã ở mức này."), field="level")


def _root(row: Duty) -> Duty:
    """The duty that a part was made out of in the end; one query for each level above."""
    while row.parent_id is not None:
        rows = Duty.objects.select_related("task")
        row = rows.get(jurisdiction_id=row.jurisdiction_id, pk=row.parent_id)
    return row


def _parts(row: Duty) -> Iterator[Duty]:
    """The parts of a duty and theirs, each whole before its parts; one query for each level beneath."""
    above = [row.pk]
    while above:
        rows = Duty.objects.filter(jurisdiction_id=row.jurisdiction_id, parent_id__in=above).order_by("pk")
        beneath = list(rows.select_related("task"))
        yield from beneath
        above = [part.pk for part in beneath]


def _bring_up(act: ledger.Act, found: Iterable[Duty]) -> None:
    """Bring the levels of these duties, and the totals, to what documents and markings say now.

    They are whole families: what a duty was made out of is among them, and what was made out of it.
    """
    rows = list(found)
    heights = levels.fresh(act.jurisdiction_id, rows)
    changed = [row for row in rows if row.level != heights[row.pk]]
    left = recount.steps(act.jurisdiction_id, changed, {row.pk: row.level for row in changed})
    entered = recount.steps(act.jurisdiction_id, changed, heights)
    steps = [totals.Step(one.key, one.task, rollup.Change(one.change.day, -one.change.counts)) for one in left]
    totals.retell(jurisdiction_id=act.jurisdiction_id, steps=[*steps, *entered])
    _bring_up_heard(act, rows, heights)
    for level in Level:
        ids = [row.pk for row in changed if heights[row.pk] == level]
        for start in range(0, len(ids), BATCH):
            batch = Duty.objects.filter(jurisdiction_id=act.jurisdiction_id, pk__in=ids[start : start + BATCH])
            batch.update(level=level)


def _bring_up_heard(act: ledger.Act, rows: Sequence[Duty], heights: Mapping[int, int]) -> None:
    """Let each whole be heard of by the parts that are of its own level now, and by no others."""
    made = {row.pk for row in rows if row.parent_id} | {row.parent_id for row in rows if row.parent_id}
    family = [row for row in rows if row.pk in made]
    heard = recount.heard_of_parts(act.jurisdiction_id, family, heights)
    changed = [row for row in family if row.parts_heard_on != heard.get(row.pk)]
    for row in changed:
        row.parts_heard_on = heard.get(row.pk)
    Duty.objects.filter(jurisdiction_id=act.jurisdiction_id).bulk_update(changed, ["parts_heard_on"], batch_size=200)


def lines(*, duty_id: int, viewer: Viewer) -> list[documents.Line]:
    """Each change of a duty's own level, the latest first. Whose duty, the caller has asked."""
    rows = Marking.objects.filter(jurisdiction_id=viewer.jurisdiction_id, duty_id=duty_id).order_by("-pk")
    names = holders.holder_names(jurisdiction_id=viewer.jurisdiction_id, holder_ids={row.by_id for row in rows})
    return [documents.Line(Level(row.level), row.reason, names.get(row.by_id, ""), row.recorded_at) for row in rows]
