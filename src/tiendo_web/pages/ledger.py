"""Nhật ký: the chain of acts, its export, and what the nightly check found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tiendo_web.core.access import Permission, Viewer
from tiendo_web.ledger import queries
from tiendo_web.orgs import holders
from tiendo_web.pages import names, said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.recurring import subjects
from tiendo_web.work import queries as work

SIZE = 100


@needs(Permission.READ_LEDGER)
@require_safe
def ledger(request: SignedIn) -> HttpResponse:
    """Entries, newest first, by kind where asked; the head to publish."""
    jurisdiction_id = request.viewer.jurisdiction_id
    kind = said.typed(request, "kind")
    entries, more = _entries(request.viewer, said.number(request.GET.get("before")), kind[:60])
    people = holders.holder_names(
        jurisdiction_id=jurisdiction_id, holder_ids={entry.by_id for entry, _ in entries if entry.by_kind == "holder"}
    )
    context = {
        "head": queries.head(jurisdiction_id=jurisdiction_id),
        "entries": [(entry, None if hidden else _line(entry, people, request.viewer)) for entry, hidden in entries],
        "older": entries[-1][0].seq if more else None,
        "kind": kind,
        "check": work.latest(jurisdiction_id=jurisdiction_id, kind="verify"),
    }
    return render(request, "ledger/page.html", context)


def _entries(viewer: Viewer, before: int | None, kind: str) -> tuple[list[tuple[queries.EntryLine, bool]], bool]:
    """One page of entries, each with whether it speaks of what the viewer may not know of; and whether more follow.

    Where a kind is asked for such an entry is left out, for to be found by its kind would tell it.
    """
    found: list[tuple[queries.EntryLine, bool]] = []
    while len(found) <= SIZE:
        batch = queries.entries(jurisdiction_id=viewer.jurisdiction_id, before=before, kind=kind, limit=SIZE + 1)
        above = subjects.above(viewer=viewer, subjects={entry.subject for entry in batch})
        found += [(entry, entry.subject in above) for entry in batch if not kind or entry.subject not in above]
        if len(batch) <= SIZE:
            break
        before = batch[-1].seq
    return found[:SIZE], len(found) > SIZE


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words, for who may know what it speaks of; ``address`` is empty where he does not open its page."""

    act: str
    by: str
    subject: str
    address: str


def _line(entry: queries.EntryLine, people: Mapping[int, str], viewer: Viewer) -> Line:
    return Line(
        act=str(names.ACTS.get(entry.kind, "")),
        by=people.get(entry.by_id, "") if entry.by_kind == "holder" else _by(entry.by_kind),
        subject=names.subject(entry.subject),
        address=said.address_for(viewer, entry.subject),
    )


def _by(kind: str) -> str:
    """Who acted without a hat."""
    return _("người không đăng nhập") if kind == "public" else _("hệ thống")


@needs(Permission.READ_LEDGER)
@require_safe
def export(request: SignedIn) -> StreamingHttpResponse:
    """The whole chain as a file that ``tiendo verify`` checks without us."""
    lines = queries.export(jurisdiction_id=request.viewer.jurisdiction_id)
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ledger.jsonl"'
    return response
