"""Cơ quan: the tree of bodies as of a day, and one body with its figures."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import queries as duties
from tiendo_web.orgs import queries
from tiendo_web.pages import choice, names, said
from tiendo_web.pages.doors import SignedIn
from tiendo_web.plans.queries import day_or_none
from tiendo_web.scorecards import queries as scorecards


@require_safe
def bodies(request: SignedIn) -> HttpResponse:
    """The tree as it stands on the day asked for, or what a search finds in it."""
    on = day_or_none(request.GET.get("on", "")) or now.today()
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    search = said.typed(request, "q")
    found = [match.body for match in tree.find(search, limit=100)] if search else list(tree)
    rows = [(body, tree.depth(body.id)) for body in found]
    return render(request, "bodies/page.html", {"rows": rows, "on": on, "search": search})


@require_safe
def body(request: SignedIn, body_id: int) -> HttpResponse:
    """One body: where it stands in the tree, and its duties in figures and lists."""
    on = now.today()
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    shown = tree.get(body_id)
    if shown is None:
        raise Http404
    mine = may(request.viewer, Permission.READ_DUTIES) and (request.viewer.office or body_id in request.viewer.bodies)
    context: dict[str, Any] = {
        "body": shown,
        "above": tree.ancestors(body_id),
        "children": tree.children(body_id),
        "on": on,
        "mine": mine,
    }
    if mine:
        card = scorecards.scorecard(viewer=request.viewer, on=on)
        counts = card.row(body_id)
        context["sums"] = [(name, counts[one], one) for one, name in names.STANDINGS.items()]
        context["total"] = counts.total
        context["late"] = duties.duties(
            viewer=request.viewer, on=on, which=duties.Which.OVERDUE, body_id=body_id, size=10
        )
    return render(request, "bodies/body.html", context)


@require_safe
def body_names(request: SignedIn) -> HttpResponse:
    """What completes a body's name: the bodies of the day that the letters typed so far may mean."""
    on = day_or_none(request.GET.get("on", "")) or now.today()
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    matches = tree.find(said.typed(request, "q"), limit=choice.SHOWN)
    near = choice.candidates(tree, [match.body for match in matches])[: choice.SHOWN]
    return JsonResponse({"bodies": [{"words": one.words, "more": one.more} for one in near]})
