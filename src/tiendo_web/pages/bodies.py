"""Cơ quan: the tree of bodies as of a day, one body with its life, and the completion of names."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tiendo import orgtree, rollup
from tiendo.clock import Standing
from tiendo.orgtree import Body, BodyKind, Level, OrgTree
from tiendo_web.core import now, when
from tiendo_web.core.access import Permission, may, scope
from tiendo_web.duties import queries as duties
from tiendo_web.orgs import holders, queries
from tiendo_web.pages import choice, lives, names, outline, said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import issued
from tiendo_web.reforms import queries as reforms
from tiendo_web.scorecards import queries as scorecards

E = TypeVar("E", bound=StrEnum)
DAY = dt.timedelta(days=1)
# So many of the bodies that one leads are shown on its page.
LED = 100
# So many directives stand on a body's page.
DIRECTIVES = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the tree page asks for; an unknown word asks for nothing."""

    on: dt.date
    day_refused: bool
    search: str
    kind: BodyKind | None
    level: Level | None
    ended: bool
    page: int

    @property
    def query(self) -> str:
        """All but the page, as an address has it."""
        told = {
            "q": self.search,
            "on": self.on.isoformat(),
            "kind": self.kind.value if self.kind else "",
            "level": self.level.value if self.level else "",
            "ended": "1" if self.ended else "",
        }
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether a list is asked for, and not the tree."""
        return bool(self.search or self.kind or self.level or self.ended)


@dataclass(frozen=True, slots=True)
class Share:
    """A body's part in a directive: how many duties, of them done and overdue."""

    directive: issued.DirectiveLine
    total: int
    done: int
    late: int


def _asked(request: SignedIn) -> Asked:
    on = when.day_or_none(request.GET.get("on", ""))
    return Asked(
        on=on or now.today(),
        day_refused=on is None and bool(request.GET.get("on")),
        search=said.typed(request, "q"),
        kind=_one_of(BodyKind, request.GET.get("kind")),
        level=_one_of(Level, request.GET.get("level")),
        ended=request.GET.get("ended") == "1",
        page=said.page_number(request),
    )


def _one_of(kind: type[E], text: str | None) -> E | None:
    return next((one for one in kind if one.value == text), None)


@needs(Permission.READ_BODIES)
@require_safe
def bodies(request: SignedIn) -> HttpResponse:
    """The tree as it stands on the day asked for, what is beneath a body, or what a search finds in it."""
    asked = _asked(request)
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=asked.on)
    links = outline.Links.of(asked.on, now.today())
    context: dict[str, Any] = {
        "asked": asked,
        "kinds": [(kind.value, words, kind == asked.kind) for kind, words in choice.KINDS.items()],
        "levels": [(level.value, words, level == asked.level) for level, words in names.LEVELS.items()],
        "total": len(tree),
        "ended": len(tree.ended),
        "may_import": may(request.viewer, Permission.MANAGE_BODIES),
    }
    if asked.narrowed:
        found = _found(tree, asked)
        start = (asked.page - 1) * outline.PAGE
        context |= {
            "rows": outline.flat_list(tree, found[start : start + outline.PAGE], links),
            "any": bool(found[start:]),
            "more": len(found) > start + outline.PAGE,
            "number": len(found),
        }
    else:
        context |= _branch(tree, request.GET.get("beneath", ""), asked.page, links)
    return render(request, "bodies/page.html", context)


def _found(tree: OrgTree, asked: Asked) -> Sequence[Body]:
    """The bodies asked for; ended ones come last, where a search finds them or they are asked for."""
    if asked.search:
        every: Iterable[Body] = (match.body for match in tree.find(asked.search, limit=len(tree) + len(tree.ended)))
        every = (body for body in every if not asked.ended or body.id not in tree)
    else:
        every = tree.ended if asked.ended else tree
    return [
        body
        for body in every
        if (asked.kind is None or body.kind is asked.kind) and (asked.level is None or body.level is asked.level)
    ]


def _branch(tree: OrgTree, beneath: str, page: int, links: outline.Links) -> dict[str, Any]:
    """What the page shows of the tree: a body's children, the only root's where none is named, or the roots."""
    top = tree.get(int(beneath)) if beneath.isdecimal() and len(beneath) < 16 else None
    roots = tree.roots
    if top is None and len(roots) == 1:
        top = roots[0]
    tops = tree.children(top.id) if top else roots
    start = (page - 1) * outline.ROWS
    shown = tops[start : start + outline.ROWS]
    return {
        "top": top,
        "top_url": links.body(top.id) if top else "",
        "crumbs": _crumbs(tree, top, links) if top else [],
        "rows": outline.tree_list(tree, shown, links, Counter(body.kind for body in tops)) if shown else "",
        "any": bool(shown) or top is not None,
        "more": len(tops) > start + outline.ROWS,
        "beneath": beneath if top and beneath else "",
        "tree_query": "&".join(part for part in (f"beneath={top.id}" if top and beneath else "", links.day) if part),
    }


def _ends(tree: orgtree.OrgTree, body: orgtree.Body) -> str:
    """That a living body will end, when, and who takes it over; empty where nothing is decided."""
    if body.ends_on is None:
        return ""
    heirs = [tree.name(one.body_id) for one in tree.facts(body.id).heirs if one.begins_on == body.ends_on]
    words = _("Cơ quan này kết thúc hoạt động từ ngày %(day)s.") % {"day": choice.written(body.ends_on)}
    return f"{words} {_('Tiếp nhận: %(heirs)s.') % {'heirs': ', '.join(heirs)}}" if heirs else words


def _crumbs(tree: OrgTree, body: Body, links: outline.Links) -> list[tuple[str, str]]:
    """The bodies above, from the top, as (name, address of the tree beneath); a long line is shortened."""
    above = list(reversed(tree.ancestors(body.id))) if body.id in tree else []
    crumbs = [(one.name, links.body(one.id)) for one in above]
    return crumbs if len(crumbs) <= outline.DEEP else [crumbs[0], ("…", ""), *crumbs[2 - outline.DEEP :]]


@needs(Permission.READ_BODIES)
@require_safe
def body(request: SignedIn, body_id: int) -> HttpResponse:
    """One body on a day, also one that has ended or not begun: its facts, duties, groups and life."""
    asked, viewer = _asked(request), request.viewer
    tree = queries.tree(jurisdiction_id=viewer.jurisdiction_id, on=asked.on)
    shown = tree.known(body_id)
    if shown is None:
        raise Http404
    links = outline.Links.of(asked.on, now.today())
    lives_on = body_id in tree
    children = tree.children(body_id) if lives_on else ()
    context: dict[str, Any] = {
        "body": shown,
        "asked": asked,
        "kind": choice.KINDS[shown.kind],
        "level": names.LEVELS[shown.level],
        "crumbs": _crumbs(tree, shown, links),
        "day": links.day,
        "above": _linked(tree, shown.parent_id, links),
        "superior": _linked(tree, shown.superior_id, links),
        "gone": "" if lives_on else outline.standing(tree, shown, links),
        "ends": _ends(tree, shown) if lives_on else "",
        "hats": holders.hat_counts(viewer=viewer, body_ids=[body_id], on=asked.on)[body_id],
        "children": outline.tree_list(tree, children[: outline.PAGE], links, Counter(one.kind for one in children))
        if children
        else "",
        "beneath": links.beneath(body_id) if len(children) > outline.PAGE else "",
        "number": len(children),
        **_led(tree, body_id, links),
        "groups": _groups(request, tree, shown) if lives_on else [],
        "life": _life(request, tree, body_id, links),
        "may_see_people": body_id in scope(viewer, Permission.READ_PEOPLE),
        "may_see_accesses": body_id in scope(viewer, Permission.READ_ACCESSES),
        "may_reorganise": may(viewer, Permission.REORGANISE),
    }
    return render(request, "bodies/body.html", context | _duties(request, shown, asked.on))


def _linked(tree: OrgTree, body_id: int | None, links: outline.Links) -> tuple[str, str] | None:
    """A body's name and address; None for none."""
    return (tree.name(body_id), links.body(body_id)) if body_id is not None else None


def _led(tree: OrgTree, body_id: int, links: outline.Links) -> dict[str, Any]:
    """The bodies that this one leads in their line of work, of many the first."""
    led = [(one.name, links.body(one.id)) for one in tree if one.superior_id == body_id]
    return {"led": led[:LED], "led_number": len(led), "led_more": max(0, len(led) - LED)}


def _groups(request: SignedIn, tree: OrgTree, shown: Body) -> list[queries.GroupLine]:
    groups = queries.groups(jurisdiction_id=request.viewer.jurisdiction_id)
    return [one for one in groups if orgtree.belongs(one.definition, tree, shown)]


def _life(request: SignedIn, tree: OrgTree, body_id: int, links: outline.Links) -> list[lives.Station]:
    episodes = queries.history(viewer=request.viewer, body_id=body_id, on=tree.on)
    acts = {one.act for one in episodes if one.act is not None}
    return lives.stations(episodes, reforms.decisions(viewer=request.viewer, acts=acts), tree, links)


def _duties(request: SignedIn, shown: Body, on: dt.date) -> dict[str, Any]:
    """The figures of a body on the day, or on its last one; and the duties that stand out today."""
    viewer = request.viewer
    if shown.id not in scope(viewer, Permission.READ_DUTIES):
        return {"mine": False}
    last = shown.ends_on - DAY if shown.ends_on is not None and shown.ends_on <= on else on
    figures = scorecards.of_body(viewer=viewer, body_id=shown.id, on=last)
    counts = rollup.total(figures.values())
    over = last != on
    which = duties.Which.ALL if over else duties.Which.OVERDUE
    return {
        "mine": True,
        "figures_on": last,
        "known_until": said.known_until(last),
        "over": over,
        "sums": [(standing, counts[standing]) for standing in names.STANDINGS],
        "total": counts.total,
        "directives": _directives(request, figures),
        "duties": duties.duties(viewer=viewer, on=now.today(), which=which, body_id=shown.id, size=10).lines,
    }


def _directives(request: SignedIn, figures: Mapping[int, rollup.Counts]) -> list[Share]:
    """The directives under which a body has duties, the most overdue first; one query."""
    known = issued.directives(viewer=request.viewer, on=now.today(), ids=frozenset(figures))
    shares = [
        Share(
            directive=one,
            total=figures[one.id].total,
            done=figures[one.id][Standing.DONE_ON_TIME] + figures[one.id][Standing.DONE_LATE],
            late=figures[one.id][Standing.OVERDUE],
        )
        for one in known
        if figures[one.id]
    ]
    return sorted(shares, key=lambda share: share.late, reverse=True)[:DIRECTIVES]


@needs(Permission.READ_BODIES)
@require_safe
def body_names(request: SignedIn) -> HttpResponse:
    """What completes a body's name: the bodies of the day that the letters typed so far may mean."""
    on = when.day_or_none(request.GET.get("on", "")) or now.today()
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    matches = tree.find(said.typed(request, "q"), limit=choice.SHOWN)
    near = choice.candidates(tree, [match.body for match in matches])[: choice.SHOWN]
    return JsonResponse({"bodies": [{"words": one.words, "more": one.more} for one in near]})
