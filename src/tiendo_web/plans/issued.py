"""What was issued, as it is shown: directives, what became of them, and their tasks. A fixed number of queries each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from tiendo.plan.rules import task_stated_elsewhere
from tiendo_web.core import when
from tiendo_web.core.access import Level, Viewer
from tiendo_web.plans import queries
from tiendo_web.plans.models import Amendment, Directive, Plan, Replacement, Task

# What a document is held against: the newest hundreds of directives, in a twentieth of a second.
_STATED = 5_000
# More directives than any document says it replaces or amends.
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """An issued directive. One above the level OPEN has a title only where it was opened."""

    id: int
    plan_id: int
    type: str
    symbol: str
    title: str
    issuer: str
    dated_on: dt.date | None
    issued_at: dt.datetime
    level: Level = Level.OPEN
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of an issued directive."""

    id: int
    position: int
    key: str
    label: str
    text: str
    deadline_text: str
    span: tuple[int, int] | None


def directives(*, viewer: Viewer, on: dt.date, ids: frozenset[int] | None = None) -> list[DirectiveLine]:
    """Directives issued up to ``on``, newest first; only those in ``ids`` where it is given."""
    rows = _directives(viewer).filter(recorded_at__lt=when.end_of(on))
    rows = rows if ids is None else rows.filter(pk__in=ids)
    return [_directive_line(row) for row in rows.order_by("-recorded_at", "-id")]


def directive(*, viewer: Viewer, directive_id: int) -> DirectiveLine:
    """One directive; raises ``queries.NoPlan``. Whether the viewer has to do with it is asked of its duties."""
    row: Any = _directives(viewer).filter(pk=directive_id).first()
    if row is None:
        raise queries.NoPlan(_("Không có văn bản này."))
    viewer.opens(Plan._meta.label, row.plan_id, row.level)
    return _directive_line(row, opened=True)


def directive_of(*, plan_id: int, viewer: Viewer) -> int | None:
    """The directive that was made of a plan; None where it is a draft still, or is no plan."""
    return _directives(viewer).filter(plan_id=plan_id).values_list("pk", flat=True).first()


def open_to_all(*, jurisdiction_id: int, on: dt.date) -> list[DirectiveLine]:
    """Those of level OPEN, for what acts on behalf of a jurisdiction: a compiler that knew of others would tell."""
    rows = Directive.objects.filter(
        jurisdiction_id=jurisdiction_id, recorded_at__lt=when.end_of(on), plan__level=Level.OPEN
    )
    return [_directive_line(row) for row in rows.annotate(level=F("plan__level")).order_by("-recorded_at", "-id")]


def stated(*, jurisdiction_id: int, on: dt.date) -> dict[str, str]:
    """The newest tasks issued at level OPEN as the compiler knows them again, each with its directive's symbol.

    Of two with the same words the earlier is told. One query; older ones than the newest five thousand are left out.
    """
    rows = Task.objects.filter(
        jurisdiction_id=jurisdiction_id,
        directive__recorded_at__lt=when.end_of(on),
        directive__plan__level=Level.OPEN,
    ).exclude(directive__symbol="")
    newest = rows.order_by("-id").values_list("text", "directive__symbol")[:_STATED]
    return {task_stated_elsewhere.key(text): symbol for text, symbol in newest}


def by_bodies(*, viewer: Viewer, body_ids: Collection[int]) -> Counter[int]:
    """How many directives each of these bodies issued."""
    rows = Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id, body_id__in=body_ids)
    return Counter(rows.values_list("body_id", flat=True))


def replaced_by(*, viewer: Viewer, directive_id: int) -> DirectiveLine | None:
    """The directive that took the place of this one."""
    links = Replacement.objects.filter(jurisdiction_id=viewer.jurisdiction_id, replaced_id=directive_id)
    row = _directives(viewer).filter(pk__in=links.values("directive_id")).first()
    return _directive_line(row) if row is not None else None


def replaced(*, viewer: Viewer, directive_id: int) -> list[DirectiveLine]:
    """The directives whose place this one took."""
    links = Replacement.objects.filter(jurisdiction_id=viewer.jurisdiction_id, directive_id=directive_id)
    rows = _directives(viewer).filter(pk__in=links.values("replaced_id"))
    return [_directive_line(row) for row in rows.order_by("pk")]


def amended_by(*, viewer: Viewer, directive_id: int) -> list[DirectiveLine]:
    """The directives that changed tasks of this one, in their order."""
    links = Amendment.objects.filter(jurisdiction_id=viewer.jurisdiction_id, amended_id=directive_id)
    rows = _directives(viewer).filter(pk__in=links.values("directive_id"))
    return [_directive_line(row) for row in rows.order_by("pk")]


def amended(*, viewer: Viewer, directive_id: int) -> list[DirectiveLine]:
    """The directives some of whose tasks this one changed."""
    links = Amendment.objects.filter(jurisdiction_id=viewer.jurisdiction_id, directive_id=directive_id)
    rows = _directives(viewer).filter(pk__in=links.values("amended_id"))
    return [_directive_line(row) for row in rows.order_by("pk")]


def under(*, viewer: Viewer, symbols: Collection[str]) -> list[DirectiveLine]:
    """The issued directives under some symbols, the newest first; one query."""
    rows = _directives(viewer).filter(symbol__in=symbols)
    return [_directive_line(row) for row in rows.order_by("-pk")[:MOST_NAMED]]


def replaced_among(*, viewer: Viewer, directive_ids: Collection[int]) -> frozenset[int]:
    """Those of some directives whose place another one took; one query."""
    rows = Replacement.objects.filter(jurisdiction_id=viewer.jurisdiction_id, replaced_id__in=directive_ids)
    return frozenset(rows.values_list("replaced_id", flat=True))


def tasks(*, viewer: Viewer, directive_id: int, opened: bool = False) -> list[TaskLine]:
    """The tasks of a directive in their order; where it is not ``opened``, without words above the level OPEN."""
    rows = Task.objects.filter(jurisdiction_id=viewer.jurisdiction_id, directive_id=directive_id)
    rows = rows.filter(directive__plan__level__lte=queries.ceiling(viewer)).order_by("position")
    return [
        TaskLine(
            id=row.pk,
            position=row.position,
            key=row.key,
            label=row.label,
            text=row.text if opened or level == Level.OPEN else "",
            deadline_text=row.deadline_text,
            span=(row.start, row.end) if row.start is not None and row.end is not None else None,
        )
        for row, level in ((row, row.level) for row in rows.annotate(level=F("directive__plan__level")))
    ]


def _directives(viewer: Viewer) -> QuerySet[Directive]:
    """The directives of levels that the viewer reads."""
    rows = Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id, plan__level__lte=queries.ceiling(viewer))
    return rows.annotate(level=F("plan__level"))


def _directive_line(row: Any, *, opened: bool = False) -> DirectiveLine:
    return DirectiveLine(
        id=row.pk,
        plan_id=row.plan_id,
        type=row.type,
        symbol=row.symbol,
        title=row.title if opened or row.level == Level.OPEN else "",
        issuer=row.issuer,
        dated_on=row.dated_on,
        issued_at=row.recorded_at,
        level=Level(row.level),
        urgency=row.urgency or "",
    )
