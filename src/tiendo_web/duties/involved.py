"""Who has to do with which directives: whose duties they are, who coordinates, who was asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.db.models import Q

from tiendo import duty as rules
from tiendo.inquiry import InquiryKind, Status
from tiendo_web.core.access import Level, Permission, Viewer, sight
from tiendo_web.duties import reach
from tiendo_web.duties.models import Coordination, Duty, Inquiry, LetterLine


def coordinations(*, viewer: Viewer, body_ids: Collection[int]) -> Counter[int]:
    """On how many tasks each of these bodies coordinates."""
    rows = Coordination.objects.filter(jurisdiction_id=viewer.jurisdiction_id, body_id__in=body_ids)
    return Counter(rows.values_list("body_id", flat=True))


def to_answer(*, viewer: Viewer, body_ids: Collection[int]) -> Counter[int]:
    """How many inquiries wait for the answer of each of these bodies: explanations of who owes the duty now."""
    rows = Inquiry.objects.filter(jurisdiction_id=viewer.jurisdiction_id, status=Status.WAITING.value)
    explanation = Q(kind=InquiryKind.EXPLANATION.value)
    owed = rows.filter(explanation, duty__owner_id__in=body_ids).values_list("duty__owner_id", flat=True)
    return Counter(owed) + Counter(rows.filter(~explanation, body_id__in=body_ids).values_list("body_id", flat=True))


def asking(*, viewer: Viewer, body_ids: Collection[int]) -> Counter[int]:
    """How many inquiries of each of these bodies are not closed."""
    rows = Inquiry.objects.filter(jurisdiction_id=viewer.jurisdiction_id, asker_id__in=body_ids)
    open_ones = rows.filter(status__in=[Status.WAITING.value, Status.ANSWERED.value])
    return Counter(open_ones.values_list("asker_id", flat=True))


def urged(*, viewer: Viewer, body_ids: Collection[int], on: dt.date) -> Counter[int]:
    """Of how many open duties of each of these bodies a letter asks for a report by a day that is still to come."""
    rows = LetterLine.objects.filter(jurisdiction_id=viewer.jurisdiction_id, letter__report_by__gte=on)
    owed = rows.filter(duty__owner_id__in=body_ids, duty__stage__in=[stage.value for stage in rules.OPEN])
    return Counter(owner_id for owner_id, _duty in set(owed.values_list("duty__owner_id", "duty_id")))


def directives_seen(*, viewer: Viewer) -> frozenset[int] | None:
    """The directives that the viewer may know of; None for all of them, up to the levels that he reads. Two queries.

    They are those under which a body within his reach owes, owed or coordinates something that he may know of.
    """
    reads = sight(viewer, Permission.READ_DOCUMENTS)
    if reads.flat and reads.at(Level.OPEN).whole:
        return None
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    owed = Duty.objects.filter(reads.within("owner_id") | reads.within("body_id"), **here)
    level = "task__directive__plan__level"
    named = Coordination.objects.filter(reads.within("body_id", level), **here)
    coordinated = named.filter(**{f"{level}__lte": reach.COORDINATED})
    columns = owed.values_list("directive_id", flat=True), coordinated.values_list("task__directive_id", flat=True)
    return frozenset(directive_id for rows in columns for directive_id in rows.distinct())


def knows(*, viewer: Viewer, directive_id: int) -> bool:
    """Whether the viewer may know of a directive, where its level is one that he reads."""
    seen = directives_seen(viewer=viewer)
    return seen is None or directive_id in seen


def any_owed(*, jurisdiction_id: int, body_ids: Collection[int]) -> bool:
    """Whether one of these bodies was ever given a duty, named to coordinate one, or asked about one."""
    duties = Duty.objects.filter(jurisdiction_id=jurisdiction_id, body_id__in=body_ids)
    coordinated = Coordination.objects.filter(jurisdiction_id=jurisdiction_id, body_id__in=body_ids)
    asked = Inquiry.objects.filter(Q(body_id__in=body_ids) | Q(asker_id__in=body_ids), jurisdiction_id=jurisdiction_id)
    return duties.exists() or coordinated.exists() or asked.exists()
