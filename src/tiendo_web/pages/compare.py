"""A newer version of a document held against an older one: which tasks differ, and which duties that concerns.

It shows, and changes nothing: duties are carried over where the newer one is issued in the place of the older.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tiendo import orgtree
from tiendo.export import said as written
from tiendo.plan import diff, repeals
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import counts
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import draft, queries, versions

KINDS: Mapping[diff.Kind, str | Promise] = {
    diff.Kind.CHANGED: _("Thay đổi"),
    diff.Kind.ADDED: _("Mới"),
    diff.Kind.REMOVED: _("Không còn"),
    diff.Kind.MOVED: _("Dời chỗ"),
}
# What an amending document says of tasks that it does not name anew.
ABOLISHED = _("Bãi bỏ")
FIELDS: Mapping[diff.Field, str | Promise] = {
    diff.Field.PLACE: _("Vị trí"),
    diff.Field.LEAD: _("Chủ trì"),
    diff.Field.COORDINATING: _("Phối hợp"),
    diff.Field.DEADLINE: _("Thời hạn"),
    diff.Field.TEXT: _("Nội dung"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A task that differs, with the names of the bodies whose duties stand under it."""

    kind: str
    label: str
    text: str
    fields: tuple[tuple[str, str, str], ...]
    bodies: tuple[str, ...]


@needs(Permission.DRAFT)
@require_safe
def compare(request: SignedIn, plan_id: int, other_id: int) -> HttpResponse:
    """The plan held against an older one."""
    viewer, on = request.viewer, now.today()
    new, old = (queries.plan(plan_id=one, viewer=viewer) for one in (plan_id, other_id))
    mended, held = (queries.plan_draft(plan_id=one, viewer=viewer, on=on) for one in (plan_id, other_id))
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    amends = "amends" in request.GET
    changes = versions.compared(old, held, new, mended, tree, amends=amends)
    owed = counts.of_tasks(viewer=viewer, directive_id=old.directive_id) if old.directive_id else {}
    gone = _abolished(new.text, held, owed, tree) if amends else []
    lines = [*(_line(one, owed, tree) for one in changes), *gone]
    counted = [(KINDS[kind], number) for kind, number in sorted(Counter(one.kind for one in changes).items())]
    context = {
        "new": new,
        "old": old,
        "lines": lines,
        "counts": [*counted, (ABOLISHED, len(gone))] if gone else counted,
        "amends": amends,
        "replaceable": new.directive_id is None and may(viewer, Permission.ISSUE),
        "duties": sum(len(line.bodies) for line in lines),
    }
    return render(request, "workbench/compare.html", context)


def _abolished(text: str, held: draft.Draft, owed: Mapping[str, Sequence[int]], tree: orgtree.OrgTree) -> list[Line]:
    """The tasks of the older document that an amending one says it abolishes, as issuing it proposes them."""
    named = repeals.standing_in(repeals.places(text), [task.key for task in held.kept])
    return [
        Line(
            kind=str(ABOLISHED),
            label=task.label or task.key,
            text=task.text.now,
            fields=(),
            bodies=tuple(tree.name(body) for body in owed.get(task.key, ())),
        )
        for task in held.kept
        if task.key in named
    ]


def _line(change: diff.Change, owed: Mapping[str, Sequence[int]], tree: orgtree.OrgTree) -> Line:
    task = change.after or change.before
    assert task is not None, "a change is of a task"
    bodies = owed.get(change.before.id, ()) if change.before else ()
    return Line(
        kind=str(KINDS[change.kind]),
        label=task.label or task.id,
        text=task.text,
        fields=tuple(_field(one) for one in change.fields),
        bodies=tuple(tree.name(body) for body in bodies),
    )


def _field(change: diff.FieldChange) -> tuple[str, str, str]:
    """A field with its words before and after; the forms of a deadline as days and lengths are written here."""
    before, after = change.before, change.after
    if change.field is diff.Field.DEADLINE:
        before, after = (
            ", ".join(written.due(form, said.lang()) for form in forms.split(", ")) for forms in (before, after)
        )
    return str(FIELDS[change.field]), before, after
