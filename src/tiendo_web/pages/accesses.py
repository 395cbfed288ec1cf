"""Nhật ký xem: who saw the confidential records of a body, for its head; and what one saw oneself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tiendo_web.accesses import queries
from tiendo_web.core import now
from tiendo_web.core.access import Permission, Viewer, What
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import names, said
from tiendo_web.pages.doors import SignedIn, needs

FORMS: Mapping[What, str | Promise] = {
    What.PAGE: _("mở trang"),
    What.FILE: _("tải tệp gốc"),
    What.PICTURE: _("xem ảnh trang"),
    What.EVIDENCE: _("tải minh chứng"),
    What.EXPORT: _("xuất ra tệp"),
    What.LOG: _("xem nhật ký này"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line in words; ``address`` is empty where the reader does not open the page of the record."""

    line: queries.Line
    record: str
    address: str
    what: str | Promise


def _rows(page: queries.Page, viewer: Viewer) -> list[Row]:
    return [
        Row(line, names.subject(line.record), said.address_for(viewer, line.record), FORMS[line.what])
        for line in page.lines
    ]


@needs(Permission.READ_ACCESSES)
@require_safe
def of_body(request: SignedIn, body_id: int) -> HttpResponse:
    """Who saw the confidential records of a body: all of them, of one record, or by one person."""
    viewer, number = request.viewer, said.page_number(request)
    body = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=now.today()).known(body_id)
    record, person = request.GET.get("record", "")[:80], said.number(request.GET.get("person"))
    found = queries.of_body(viewer=viewer, body_id=body_id, record=record, holder_id=person, page=number)
    if body is None or found is None:
        raise Http404
    asked = {"record": record, "person": person}
    context = {
        "body": body,
        "rows": _rows(found, request.viewer),
        "narrowed": bool(record or person),
        "page": number,
        "more": found.more,
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "accesses/page.html", context)


@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """The confidential records that whoever looks saw himself."""
    number = said.page_number(request)
    found = queries.mine(viewer=request.viewer, page=number)
    return render(
        request, "accesses/mine.html", {"rows": _rows(found, request.viewer), "page": number, "more": found.more}
    )
