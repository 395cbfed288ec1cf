"""The access log as it is read: of the records of a body, by its head; and one's own lines."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max, Q, QuerySet

from tiendo_web.accesses.models import Digest, Seen
from tiendo_web.core.access import Level, Permission, Viewer, What, demand, scope, sight
from tiendo_web.duties import reach
from tiendo_web.orgs import holders
from tiendo_web.plans.models import Directive

HOUR = dt.timedelta(hours=1)
DUTY, PLAN, BODY = "duties.Duty", "plans.Plan", "orgs.Body"


@dataclass(frozen=True, slots=True)
class Line:
    """Who saw which record, in which form, and when first in that hour."""

    holder_id: int
    by: str
    table: str
    key: int
    what: What
    at: dt.datetime

    @property
    def record(self) -> str:
        """As the ledger names it: ``duties.Duty:5``."""
        return f"{self.table}:{self.key}"


@dataclass(frozen=True, slots=True)
class Page:
    """Part of the log; ``more`` where another page follows."""

    lines: tuple[Line, ...]
    more: bool


def of_body(
    *, viewer: Viewer, body_id: int, record: str = "", holder_id: int | None = None, page: int = 1, size: int = 50
) -> Page | None:
    """Who saw the records of a body, newest first, as far as the viewer may know of these himself.

    They are the duties that it owes, the documents that it issued, and this log of it; those of one record or one
    person where asked for. None where the viewer's right does not reach the body. That he reads it is a line of it.
    """
    demand(viewer, Permission.READ_ACCESSES)
    if body_id not in scope(viewer, Permission.READ_ACCESSES):
        return None
    viewer.opens(BODY, body_id, Level.INTERNAL, What.LOG)
    duties = reach.seen(viewer).filter(owner_id=body_id, level__gt=Level.OPEN)
    issued = Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id, body_id=body_id)
    known = sight(viewer, Permission.READ_DOCUMENTS).narrow(issued, "body_id", "plan__level")
    rows = Seen.objects.filter(
        Q(table=DUTY, key__in=duties.values("pk"))
        | Q(table=PLAN, key__in=known.values("plan_id"))
        | Q(table=BODY, key=body_id),
        jurisdiction_id=viewer.jurisdiction_id,
    )
    table, _colon, key = record.partition(":")
    if table:
        rows = rows.filter(table=table, key=int(key)) if _is_id(key) else rows.none()
    if holder_id is not None:
        rows = rows.filter(holder_id=holder_id)
    return _page(rows, viewer, page, size)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16


def mine(*, viewer: Viewer, page: int = 1, size: int = 50) -> Page:
    """What the viewer himself saw, under whichever hat, newest first."""
    rows = Seen.objects.filter(jurisdiction_id=viewer.jurisdiction_id, holder__user_id=viewer.user_id)
    return _page(rows, viewer, page, size)


def _page(rows: QuerySet[Seen], viewer: Viewer, page: int, size: int) -> Page:
    start = (page - 1) * size
    found = list(rows.order_by("-id")[start : start + size + 1])
    names = holders.holder_names(jurisdiction_id=viewer.jurisdiction_id, holder_ids={row.holder_id for row in found})
    lines = (
        Line(row.holder_id, names.get(row.holder_id, ""), row.table, row.key, What(row.what), row.at)
        for row in found[:size]
    )
    return Page(tuple(lines), more=len(found) > size)


def unsealed(*, jurisdiction_id: int, until: dt.datetime) -> list[dt.datetime]:
    """The hours that were over by then, hold lines, and are not sealed; one query, and one for the last that is."""
    return list(_later(jurisdiction_id).filter(hour__lte=until - HOUR))


def next_over(*, jurisdiction_id: int) -> dt.datetime | None:
    """When the first hour is over whose lines are to be sealed; None where there are none."""
    first = _later(jurisdiction_id).first()
    return first + HOUR if first is not None else None


def _later(jurisdiction_id: int) -> QuerySet[Seen, dt.datetime]:
    """The hours with lines after the last one that is sealed, in their order."""
    last = Digest.objects.filter(jurisdiction_id=jurisdiction_id).aggregate(last=Max("hour"))["last"]
    rows = Seen.objects.filter(jurisdiction_id=jurisdiction_id)
    rows = rows if last is None else rows.filter(hour__gt=last)
    return rows.order_by("hour").values_list("hour", flat=True).distinct()


def of_hour(*, jurisdiction_id: int, hour: dt.datetime) -> tuple[int, str]:
    """How many lines an hour has, and the SHA-256 over them."""
    rows = Seen.objects.filter(jurisdiction_id=jurisdiction_id, hour=hour)
    return _digest(rows.order_by("pk").iterator(2000))


def _digest(rows: Iterable[Seen]) -> tuple[int, str]:
    count, found = 0, hashlib.sha256()
    for row in rows:
        count += 1
        line = [row.pk, row.holder_id, row.table, row.key, row.level, row.what, row.at.astimezone(dt.UTC).isoformat()]
        found.update(json.dumps(line).encode() + b"\n")
    return count, found.hexdigest()


def breaks(*, jurisdiction_id: int) -> Iterator[str]:
    """Where lines of hours that are sealed were changed, deleted or put in; a line each. They are read in a stream."""
    sealed: Mapping[dt.datetime, tuple[int, str]] = {
        hour: (count, sha256)
        for hour, count, sha256 in Digest.objects.filter(jurisdiction_id=jurisdiction_id).values_list(
            "hour", "count", "sha256"
        )
    }
    last = max(sealed, default=None)
    rows = Seen.objects.filter(jurisdiction_id=jurisdiction_id, hour__lte=last) if last else Seen.objects.none()
    in_order = rows.order_by("hour", "pk").iterator(2000)
    kept = {hour: _digest(of_one) for hour, of_one in groupby(in_order, key=lambda row: row.hour)}
    for hour in sorted({*sealed, *kept}):
        if sealed.get(hour) != kept.get(hour):
            yield f"access log, {hour.astimezone(dt.UTC):%Y-%m-%d %H}:00 UTC: its lines are not those that were sealed"
