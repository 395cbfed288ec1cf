"""Between the tables of who left, and what was handed to whom, and those who ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q

from tiendo_web.ledger.actions import Act
from tiendo_web.orgs.models import Handover, Leaving


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One piece of work that somebody left; ``subject`` names it as the ledger does."""

    subject: str
    by: str
    body_id: int
    left_on: dt.date
    to_body: bool


def write(act: Act, *, user_id: int, body_id: int, successor_id: int | None, subjects: Sequence[str]) -> None:
    """Within an act, say that a user left a body today, and to whom each piece of work went; to nobody: to the body."""
    leaving = act.write(Leaving(user_id=user_id, body_id=body_id, left_on=act.on, successor_id=successor_id))
    act.write_all([Handover(leaving=leaving, subject=subject) for subject in subjects])


def handed_to(*, jurisdiction_id: int, user_id: int, body_id: int | None = None) -> list[HandoverLine]:
    """What was handed to a user, and to a body where one is named; two queries.

    Of a piece of work that was handed on more than once the last time counts.
    """
    here = Handover.objects.filter(jurisdiction_id=jurisdiction_id)
    mine = Q(leaving__successor_id=user_id) | Q(leaving__successor=None, leaving__body_id=body_id)
    rows = list(here.filter(mine).select_related("leaving__user").order_by("pk"))
    subjects = {row.subject for row in rows}
    last = dict(here.filter(subject__in=subjects).values_list("subject").annotate(Max("pk"))) if rows else {}
    return [_line(row) for row in rows if row.pk == last[row.subject]]


def _line(row: Handover) -> HandoverLine:
    leaving = row.leaving
    return HandoverLine(row.subject, leaving.user.name, leaving.body_id, leaving.left_on, leaving.successor_id is None)


def passed_on(*, jurisdiction_id: int, subjects: Collection[str]) -> frozenset[str]:
    """Those of these pieces of work that were handed to somebody at some time; one query."""
    rows = Handover.objects.filter(jurisdiction_id=jurisdiction_id, subject__in=subjects)
    return frozenset(rows.values_list("subject", flat=True))
