"""Bảng phân công: the assignment table of a plan as it stands in the workbench, as Excel or CSV.

What was mended by hand stands in it, and what will not be issued does not; the names of bodies are those of the
register, and where none was found the words of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tiendo import since
from tiendo.export import csv, xlsx
from tiendo.export.table import Row, Table
from tiendo.orgtree import OrgTree
from tiendo.ruleset import Basis
from tiendo_web.core import now
from tiendo_web.core.access import Permission, What
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import deadlines, draft, folding, issuers, owners, queries
from tiendo_web.rulesets import queries as rulesets

FORMATS = {
    "xlsx": (xlsx.write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv.write, "text/csv; charset=utf-8"),
}


@needs(Permission.DRAFT)
@require_safe
def assignment(request: SignedIn, plan_id: int, kind: str) -> HttpResponse:
    """The table of one plan, to be passed around."""
    if kind not in FORMATS:
        raise Http404
    write, media_type = FORMATS[kind]
    page, held = queries.page_and_draft(plan_id=plan_id, viewer=request.viewer, on=now.today(), what=What.EXPORT)
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today())
    issuer_id = issuers.of_draft(held, tree, request.viewer)
    basis = rulesets.basis(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today(), issuer_id=issuer_id)
    data = write(_table(held, page.compiled, tree, basis), said.lang())
    response = HttpResponse(data, content_type=media_type)
    name = f"{held.head['symbol'].now or page.name}.{kind}".replace("/", "-")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


def _table(held: draft.Draft, compiled: Mapping[str, Any], tree: OrgTree, basis: Basis) -> Table:
    read = {task["id"]: task for task in folding.folded(compiled["tasks"], held.folded)}
    given = {task.row: task.label or task.key for task in reversed(held.doubled)}
    rows = tuple(
        Row(
            number,
            tuple(_cells(task, read.get(task.key, {}), given.get(task.key, ""), tree)),
            deadlines.of_task(task, since.Days(held.dated_on), basis).due_on,
        )
        for number, task in enumerate(held.kept, start=1)
    )
    head = held.head
    return Table(head["symbol"].now, head["title"].now, rows)


def _cells(task: draft.TaskDraft, read: Mapping[str, Any], given: str, tree: OrgTree) -> Iterator[str]:
    """The cells of one task after its number, in the order of the table's columns; ``given`` is the task it repeats."""
    yield task.text.now
    yield task.label
    yield _bodies(task.lead, task.lead_words, tree)
    yield _bodies(task.coordinating, task.coordinating_words, tree)
    yield task.deadline.now
    yield read.get("deliverable") or ""
    yield _("Báo cáo %(body)s") % {"body": read["report_to"]} if read.get("report_to") else ""
    yield "; ".join(_notes(task, given))


def _notes(task: draft.TaskDraft, given: str) -> Iterator[str]:
    if task.added:
        yield _("Thêm bằng tay")
    if task.row:
        yield (_("Gồm dòng %(row)s") if task.folded else _("Nêu lại ở dòng %(row)s")) % {"row": task.row}
    if given:
        yield _("Nêu lại nhiệm vụ %(task)s") % {"task": given}


def _bodies(chosen: draft.Field[tuple[int, ...]], words: tuple[owners.Proposal, ...], tree: OrgTree) -> str:
    """A class of bodies by its words, as printed; single bodies, and what was chosen by hand, by name."""
    if chosen.by_hand:
        return "; ".join(tree.name(body_id) for body_id in chosen.now)
    return "; ".join(tree.name(one.bodies[0]) if len(one.bodies) == 1 else one.words for one in words)
