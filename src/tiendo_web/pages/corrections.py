"""What people corrected in a plan, to take away: as pairs (read, corrected), or as an annotation of the document."""

from __future__ import annotations

import json
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from tiendo_web.core import now
from tiendo_web.core.access import Permission, What
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import corrections, queries

PAIRS, ANNOTATION = "pairs", "annotation"


@needs(Permission.DRAFT)
@require_safe
def download(request: SignedIn, plan_id: int, kind: str) -> HttpResponse:
    """The corrections of one plan as JSON."""
    if kind not in (PAIRS, ANNOTATION):
        raise Http404
    on = now.today()
    page, held = queries.page_and_draft(plan_id=plan_id, viewer=request.viewer, on=on, what=What.EXPORT)
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    if kind == PAIRS:
        data = corrections.told(held, page.compiled, page.name, page.compiler, tree.name)
    else:
        data = corrections.annotation(held, page.compiled, page.name, tree.name)
    response = HttpResponse(json.dumps(data, ensure_ascii=False, indent=1) + "\n", content_type="application/json")
    name = quote(f"{page.name}.{kind}.json", safe="")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
