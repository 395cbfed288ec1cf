"""The tree of bodies as nested lists, made by typed, escaping functions: a page shows hundreds of these rows.

What would make a page too long is not left out without a word: it stands as a link to a page of its own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tiendo.orgtree import Body, BodyKind, OrgTree
from tiendo_web.pages import choice

# The most rows of a page with what is beneath them; how many children are still few; how deep a page goes.
ROWS, FEW, DEEP = 400, 12, 6
# How many stand on one page of a long list, and in one kind before it is folded.
PAGE, OPEN = 100, 40


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that stay on the day looked at; today's say nothing of a day."""

    bodies: str
    day: str

    @classmethod
    def of(cls, on: dt.date, today: dt.date) -> Links:
        """The addresses for a day."""
        return cls(reverse("bodies"), "" if on == today else f"on={on.isoformat()}")

    def body(self, body_id: int) -> str:
        """A body's page."""
        return f"{self.bodies}{body_id}/" + (f"?{self.day}" if self.day else "")

    def beneath(self, body_id: int) -> str:
        """The tree beneath a body."""
        return f"{self.bodies}?beneath={body_id}" + (f"&{self.day}" if self.day else "")


def tree_list(tree: OrgTree, tops: Sequence[Body], links: Links, counts: Counter[BodyKind]) -> SafeString:
    """These bodies with what is beneath them; by kind, of which there are ``counts`` in all, where they are many."""
    opened = _opened(tree, tops)

    def rows(bodies: Iterable[Body], wide: str = "") -> str:
        return f'<ul class="outline{wide}">{"".join(_branch(tree, body, opened, links) for body in bodies)}</ul>'

    if counts.total() <= FEW or len(counts) == 1:
        return mark_safe(rows(tops, " wide" if counts.total() > FEW else ""))  # noqa: S308 - every word is escaped where it is put in
    parts = [
        f'<details class="kind"{" open" if counts[kind] <= OPEN else ""}><summary>{escape(choice.KINDS[kind])} '
        f'<span class="meta">({counts[kind]})</span></summary>{rows(bodies)}</details>'
        for kind, bodies in groupby(tops, key=lambda body: body.kind)
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every word is escaped where it is put in


def _opened(tree: OrgTree, tops: Sequence[Body]) -> set[int]:
    """The bodies whose children stand on the page: level by level, a whole one or its small families, or none."""
    opened: set[int] = set()
    room, level = ROWS - len(tops), list(tops)
    for _depth in range(DEEP):
        families = [(body, tree.children(body.id)) for body in level]
        if sum(len(children) for _body, children in families) > room:
            families = [(body, children) for body, children in families if len(children) <= FEW]
        level = [child for _body, children in families for child in children]
        if not level or len(level) > room:
            break
        opened.update(body.id for body, children in families if children)
        room -= len(level)
    return opened


def _branch(tree: OrgTree, body: Body, opened: set[int], links: Links) -> str:
    children = tree.children(body.id)
    if not children:
        return f"<li data-row>{_name(body, links)}</li>"
    words = escape(ngettext("%(count)s trực thuộc", "%(count)s trực thuộc", len(children)) % {"count": len(children)})
    of = f'<span class="visually-hidden"> {escape(body.name)}</span>'
    if body.id not in opened:
        return f'<li data-row>{_name(body, links)} <a href="{escape(links.beneath(body.id))}">{words}{of} ›</a></li>'
    inner = "".join(_branch(tree, child, opened, links) for child in children)
    return (
        f"<li data-row>{_name(body, links)}<details><summary>{words}{of}</summary>"
        f'<ul class="outline">{inner}</ul></details></li>'
    )


def _name(body: Body, links: Links) -> str:
    """The body as a link, and beside it its abbreviation, its code and what it was called and coded last."""
    more = " · ".join(escape(words) for words in _more(body))
    beside = f' <span class="meta">{more}</span>' if more else ""
    return f'<a href="{links.body(body.id)}">{escape(body.name)}</a>{beside}'


def _more(body: Body) -> Iterator[str]:
    yield from (words for words in (body.abbreviation, body.code) if words)
    if body.former_names:
        yield _("trước là %(name)s") % {"name": body.former_names[-1]}
    if body.former_codes:
        yield _("mã cũ %(code)s") % {"code": body.former_codes[-1]}


def flat_list(tree: OrgTree, bodies: Iterable[Body], links: Links) -> SafeString:
    """Bodies found, each with where it stands; one that has ended with who stands for it now."""
    rows = "".join(f"<li data-row>{_name(body, links)}{_place(tree, body, links)}</li>" for body in bodies)
    return mark_safe(f'<ul class="outline">{rows}</ul>')  # noqa: S308 - every word is escaped where it is put in


def _place(tree: OrgTree, body: Body, links: Links) -> str:
    if body.id in tree:
        above = tree.parent(body.id)
        return f' <span class="meta">‹ {escape(above.name)}</span>' if above else ""
    return f'<div class="gone">{standing(tree, body, links)}</div>'


def standing(tree: OrgTree, body: Body, links: Links) -> SafeString:
    """That a body is not there on the tree's day: since when, and who stands for it; or from when it will be."""
    if body.ends_on is None or body.ends_on > tree.on:
        return escape(_("chưa thành lập; hoạt động từ ngày %(day)s") % {"day": choice.written(body.begins_on)})
    words = escape(_("đã kết thúc ngày %(day)s") % {"day": choice.written(body.ends_on)})
    now = "; ".join(f'<a href="{links.body(one)}">{escape(tree.name(one))}</a>' for one in tree.represented(body.id))
    return mark_safe(words + (f", {escape(_('nay là'))} {now}" if now else ""))  # noqa: S308 - escaped
