"""Hôm nay: what bites first, for the bodies that the hat answers for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tiendo.inquiry import InquiryKind
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import inquiry_queries as inquiries
from tiendo_web.duties import queries
from tiendo_web.pages import frame, leaving, names, rights
from tiendo_web.pages.doors import SignedIn
from tiendo_web.reforms import queries as reforms

WHICH = queries.Which
# The lists in the order in which they bite: those who owe begin with what is late, the office with what waits for it;
# who leads a body answers for what it owes, and to those beneath it.
OWES = (WHICH.OVERDUE, WHICH.RETURNED, WHICH.NEAR, WHICH.NEW, WHICH.CHASED, WHICH.WAITING, WHICH.LATELY)
LEADS = (
    WHICH.OVERDUE,
    WHICH.RETURNED,
    WHICH.WAITING,
    WHICH.ASKED,
    WHICH.REFUSED,
    WHICH.NEAR,
    WHICH.NEW,
    WHICH.CHASED,
    WHICH.LATELY,
)
JUDGES = (
    WHICH.WAITING,
    WHICH.ASKED,
    WHICH.REFUSED,
    WHICH.OVERDUE,
    WHICH.CHASED,
    WHICH.NEAR,
    WHICH.NEW,
    WHICH.RETURNED,
)
SHOWN = 10
# Beside the pages of the navigation.
START = (
    (gettext_lazy("Người làm thay"), "deputies", Permission.DEPUTISE),
    (gettext_lazy("Bảng quyền"), "rights", Permission.READ_BODIES),
)


def _start(request: SignedIn) -> HttpResponse:
    """Where a hat that reads no duties begins: what the role is for, what it opens, and that nothing waits."""
    viewer = request.viewer
    opens = [
        (label, name)
        for label, name, permission in (*frame.PLACES, *START)
        if name != "today" and may(viewer, permission)
    ]
    context = {"role": frame.ROLE_NAMES[viewer.role], "purpose": rights.PURPOSES[viewer.role], "opens": opens}
    return render(request, "today/start.html", context)


@require_safe
def today(request: SignedIn) -> HttpResponse:
    """The page a body begins its day with."""
    if not may(request.viewer, Permission.READ_DUTIES):
        return _start(request)
    on = now.today()
    leads = LEADS if may(request.viewer, Permission.JUDGE) else OWES
    order = JUDGES if request.viewer.office else leads
    known = inquiries.known(request.viewer)
    lists = queries.firsts(viewer=request.viewer, on=on, which=order, size=SHOWN, known=known)
    shown = [(which, names.LISTS[which], page) for which, page in lists if page.lines]
    unplaced = 0
    if may(request.viewer, Permission.REORGANISE):
        unplaced = reforms.unplaced_count(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    seen = inquiries.what_is_seen(request.viewer, on, known)
    waiting = inquiries.waiting(viewer=request.viewer, on=on, seen=seen)
    asked, more = _contributions(request, waiting, on, seen)
    context = {
        "on": on,
        "lists": shown,
        "asked": asked,
        "more_asked": more,
        "unplaced": unplaced,
        "handed": leaving.handed(request),
        "waiting": waiting,
        "known_until": now.now(),
    }
    return render(request, "today/page.html", context)


def _contributions(
    request: SignedIn, waiting: inquiries.Waiting, on: dt.date, seen: inquiries.Seen
) -> tuple[list[tuple[inquiries.Line, Any]], bool]:
    """What the body has to answer as one that coordinates, the next day first; and whether there is more."""
    if not waiting.to_answer:
        return [], False
    which, kind = inquiries.Which.TO_ANSWER, InquiryKind.CONTRIBUTION
    lines, more = inquiries.inquiries_of(viewer=request.viewer, on=on, seen=seen, which=which, kind=kind, size=SHOWN)
    return [(line, names.INQUIRIES[line.kind]) for line in lines], more
