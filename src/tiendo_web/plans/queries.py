"""Plans and directives as they are shown. Frozen values out, a fixed number of queries each."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from tiendo import viet
from tiendo.errors import Refusal, Refused
from tiendo_web.core import files, when
from tiendo_web.core.access import ActorKind, Level, Permission, Viewer, What, may, sight
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import draft, owners
from tiendo_web.plans.models import Directive, Document, Edit, Plan


class NoPlan(Refused):
    """There is no such plan for this viewer."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list of documents; ``directive_id`` once it was issued.

    Above the level OPEN a list has neither title nor file name: they are read where it is noted who read them.
    """

    id: int
    name: str
    symbol: str
    title: str
    issuer: str
    tasks: int
    taken_in_at: dt.datetime
    directive_id: int | None
    level: Level = Level.OPEN


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What the workbench shows beside the draft."""

    id: int
    name: str
    media_type: str
    text: str
    compiled: Mapping[str, Any]
    directive_id: int | None
    compiler: str = ""
    level: Level = Level.OPEN


def ceiling(viewer: Viewer) -> Level:
    """The highest level of documents that the viewer reads any of; whose they are is asked of their duties."""
    return sight(viewer, Permission.READ_DOCUMENTS).ceiling


def plans(
    *,
    viewer: Viewer,
    on: dt.date,
    search: str = "",
    seen: Collection[int] | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[PlanLine]:
    """Documents taken in up to ``on``, newest first, whose folded symbol, title or file name holds ``search``.

    Who drafts sees them all; everybody else what was issued, and of that the directives ``seen``, where it is given.
    """
    rows = plan_rows(viewer=viewer, on=on)
    if not may(viewer, Permission.DRAFT):
        rows = rows.filter(directive_id__isnull=False)
        rows = rows.filter(directive_id__in=seen) if seen is not None else rows
    for word in viet.fold(search).split():
        rows = rows.filter(folded__contains=word)
    return [plan_line(row) for row in rows[offset : offset + limit]]


def plan_rows(*, viewer: Viewer, on: dt.date) -> QuerySet[Any]:
    """The plans that the viewer may know of, taken in up to ``on``, newest first.

    Each with ``directive_id`` and without what was compiled. Whose duties an issued one has, the caller asks.
    """
    directives = Directive.objects.filter(
        jurisdiction_id=viewer.jurisdiction_id, plan_id=OuterRef("pk"), recorded_at__lt=when.end_of(on)
    ).values("pk")[:1]
    return (
        Plan.objects.filter(
            jurisdiction_id=viewer.jurisdiction_id, recorded_at__lt=when.end_of(on), level__lte=ceiling(viewer)
        )
        .annotate(directive_id=Subquery(directives))
        .defer("compiled")
        .order_by("-recorded_at", "-id")
    )


def plan_line(row: Any) -> PlanLine:
    """A row of :func:`plan_rows` as it is listed."""
    is_open = row.level == Level.OPEN
    return PlanLine(
        id=row.pk,
        name=row.name if is_open else _("Văn bản số %(number)s") % {"number": row.pk},
        symbol=row.symbol,
        title=row.title if is_open else "",
        issuer=row.issuer,
        tasks=row.task_count,
        taken_in_at=row.recorded_at,
        directive_id=row.directive_id,
        level=Level(row.level),
    )


def plan(*, plan_id: int, viewer: Viewer) -> PlanPage:
    """One plan as compiled; raises :class:`NoPlan`. It is noted that the viewer opens it."""
    return _page(_plan(plan_id, viewer), viewer.jurisdiction_id)


def level_of(*, plan_id: int, viewer: Viewer) -> Level:
    """The level of a plan; raises :class:`NoPlan`."""
    rows = Plan.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=plan_id, level__lte=ceiling(viewer))
    for level in rows.values_list("level", flat=True):
        return Level(level)
    raise NoPlan(_("Không có văn bản này."))


def _page(row: Plan, jurisdiction_id: int) -> PlanPage:
    directive = Directive.objects.filter(jurisdiction_id=jurisdiction_id, plan_id=row.pk)
    return PlanPage(
        id=row.pk,
        name=row.compiled["source"]["name"],
        media_type=row.compiled["source"]["media_type"],
        text=row.compiled["text"],
        compiled=row.compiled,
        directive_id=directive.values_list("pk", flat=True).first(),
        compiler=row.compiler,
        level=Level(row.level),
    )


def plan_draft(*, plan_id: int, viewer: Viewer, on: dt.date) -> draft.Draft:
    """The plan with its edits, against the bodies of ``on``; raises :class:`NoPlan`."""
    return _draft(plan_id, _plan(plan_id, viewer).compiled, viewer.jurisdiction_id, on)


def draft_of(*, plan_id: int, jurisdiction_id: int, on: dt.date) -> draft.Draft:
    """As :func:`plan_draft`, for what acts on behalf of a jurisdiction."""
    return _draft(plan_id, _of_jurisdiction(plan_id, jurisdiction_id).compiled, jurisdiction_id, on)


def drafts(*, plan_ids: Collection[int], jurisdiction_id: int, on: dt.date) -> Iterator[draft.Draft]:
    """The same of many plans, in the order of their ids; a fixed number of queries, and few plans held at a time."""
    register = _register(jurisdiction_id, on)
    made: dict[int, list[draft.Change]] = defaultdict(list)
    for plan_id, *row in _edits(jurisdiction_id, on).filter(plan_id__in=plan_ids).values_list("plan_id", *_CHANGE):
        made[plan_id].append(draft.Change(*row))
    for row in Plan.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=plan_ids).order_by("pk").iterator(50):
        yield replace(draft.draft(row.compiled, made[row.pk], register), plan_id=row.pk)


def page_and_draft(
    *, plan_id: int, viewer: Viewer, on: dt.date, what: What = What.PAGE
) -> tuple[PlanPage, draft.Draft]:
    """As :func:`plan` and :func:`plan_draft`, of one row: what was compiled of a long document is slow to load."""
    page = _page(_plan(plan_id, viewer, what), viewer.jurisdiction_id)
    return page, _draft(plan_id, page.compiled, viewer.jurisdiction_id, on)


def draft_again(page: PlanPage, *, viewer: Viewer, on: dt.date) -> draft.Draft:
    """The draft of a plan that was loaded before: what was compiled never changes, its edits are asked for anew."""
    return _draft(page.id, page.compiled, viewer.jurisdiction_id, on)


def _draft(plan_id: int, compiled: Mapping[str, Any], jurisdiction_id: int, on: dt.date) -> draft.Draft:
    made = _changes(plan_id, jurisdiction_id, on)
    return replace(draft.draft(compiled, made, _register(jurisdiction_id, on)), plan_id=plan_id)


def corrected(*, jurisdiction_id: int) -> list[int]:
    """The plans that anything was changed in by hand, for the operator's commands."""
    rows = Edit.objects.filter(jurisdiction_id=jurisdiction_id).order_by("plan_id")
    return list(rows.values_list("plan_id", flat=True).distinct())


def opened(*, plan_id: int, jurisdiction_id: int, on: dt.date) -> tuple[PlanPage, draft.Draft]:
    """As :func:`page_and_draft`, for the operator's commands."""
    page = _page(_of_jurisdiction(plan_id, jurisdiction_id), jurisdiction_id)
    return page, _draft(plan_id, page.compiled, jurisdiction_id, on)


def changes(*, plan_id: int, viewer: Viewer, on: dt.date) -> list[draft.Change]:
    """The edits of a plan up to the end of ``on``."""
    return _changes(plan_id, viewer.jurisdiction_id, on)


def _changes(plan_id: int, jurisdiction_id: int, on: dt.date) -> list[draft.Change]:
    rows = _edits(jurisdiction_id, on).filter(plan_id=plan_id)
    return [draft.Change(*row) for row in rows.values_list(*_CHANGE)]


_CHANGE = ("number", "task", "field", "value", "act")


def _edits(jurisdiction_id: int, on: dt.date) -> QuerySet[Edit]:
    return Edit.objects.filter(jurisdiction_id=jurisdiction_id, recorded_at__lt=when.end_of(on))


def _register(jurisdiction_id: int, on: dt.date) -> owners.Register:
    groups = orgs.groups(jurisdiction_id=jurisdiction_id)
    return owners.Register(
        tree=orgs.tree(jurisdiction_id=jurisdiction_id, on=on),
        groups={owners.group_key(one.name): one.definition for one in groups},
    )


def _plan(plan_id: int, viewer: Viewer, what: What = What.PAGE) -> Plan:
    row = _of_jurisdiction(plan_id, viewer.jurisdiction_id, ceiling(viewer))
    viewer.opens(row._meta.label, row.pk, row.level, what)
    return row


def _of_jurisdiction(plan_id: int, jurisdiction_id: int, highest: Level = Level.RESTRICTED) -> Plan:
    try:
        return Plan.objects.get(jurisdiction_id=jurisdiction_id, pk=plan_id, level__lte=highest)
    except ObjectDoesNotExist as fault:
        raise NoPlan(_("Không có văn bản này.")) from fault


def document_bytes(*, plan_id: int, viewer: Viewer, what: What = What.FILE) -> tuple[str, str, bytes]:
    """The file as it was handed in: name, media type, bytes; raises :class:`NoPlan`."""
    row = _plan(plan_id, viewer, what)
    document = Document.objects.get(jurisdiction_id=viewer.jurisdiction_id, pk=row.document_id)
    data = files.read(jurisdiction_id=viewer.jurisdiction_id, sha256=document.sha256)
    return document.name, document.media_type, data


def source_of(*, plan_id: int, viewer: Viewer) -> str:
    """The digest of the file that a plan was read from, which may stand in an archive; raises :class:`NoPlan`."""
    row = Plan.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=plan_id, level__lte=ceiling(viewer))
    found = row.values_list("compiled__source__sha256", flat=True).first()
    if found is None:
        raise NoPlan(_("Không có văn bản này."))
    return str(found)


def drafts_naming(*, viewer: Viewer, body_ids: Collection[int]) -> Counter[int]:
    """In how many plans that are not issued yet each of these bodies was chosen by hand; one query."""
    issued = Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id).values("plan_id")
    rows = Edit.objects.filter(jurisdiction_id=viewer.jurisdiction_id, field__in=("lead", "coordinating"))
    latest = {
        (plan_id, task, field): value
        for plan_id, task, field, value in rows.exclude(plan_id__in=issued)
        .order_by("number")
        .values_list("plan_id", "task", "field", "value")
    }
    named = {(plan_id, body) for (plan_id, _task, _field), value in latest.items() for body in value or ()}
    return Counter(body for _plan_id, body in named if body in body_ids)


def drafts_of(*, jurisdiction_id: int, holder_ids: Collection[int], ids: Collection[int]) -> list[PlanLine]:
    """The plans not issued yet that were taken in under one of these hats, or are among ``ids``; one query."""
    issued = Directive.objects.filter(jurisdiction_id=jurisdiction_id).values("plan_id")
    whose = Q(by_kind=ActorKind.HOLDER.value, by_id__in=holder_ids) | Q(pk__in=ids)
    rows = Plan.objects.filter(whose, jurisdiction_id=jurisdiction_id).exclude(pk__in=issued).defer("compiled")
    return [plan_line(row) for row in rows.annotate(directive_id=Value(None, IntegerField())).order_by("pk")]
