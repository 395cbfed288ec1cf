"""A document that came before: the same file, the same document in another file, another version of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models.fields.json import KT

from tiendo import orgtree, viet
from tiendo.plan import diff, emit
from tiendo.plan.model import BodyRef, CitationRole, Deadline, Task
from tiendo.plan.model import Plan as PlanValue
from tiendo.source import Span
from tiendo_web.core import when
from tiendo_web.core.access import Viewer
from tiendo_web.plans import draft, folding, issued, queries

# More earlier versions than anybody compares with.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Version:
    """Another plan of the document: ``is_same`` where its day is the same too, or one of the two has none."""

    plan: queries.PlanLine
    issued_on: dt.date | None
    is_same: bool


def of_file(*, data: bytes, viewer: Viewer, on: dt.date) -> list[queries.PlanLine]:
    """The plans that were made of this very file, newest first."""
    rows = queries.plan_rows(viewer=viewer, on=on).filter(document__sha256=hashlib.sha256(data).hexdigest())
    return [queries.plan_line(row) for row in rows[:_MOST]]


def of_document(*, plan: queries.PlanPage, viewer: Viewer, on: dt.date) -> list[Version]:
    """The other plans under the symbol of a plan and of its issuer, newest first; none where it has no symbol."""
    head = plan.compiled["document"]
    symbol, issuer, day = head.get("symbol") or "", head.get("issuer") or "", _day(head.get("issued_on"))
    if not symbol:
        return []
    rows = queries.plan_rows(viewer=viewer, on=on).filter(symbol=symbol[:80]).exclude(pk=plan.id)
    found = []
    for row in rows.annotate(day=KT("compiled__document__issued_on"))[: 4 * _MOST]:
        if viet.fold(row.issuer) == viet.fold(issuer[:300]):
            other = _day(row.day)
            found.append(Version(queries.plan_line(row), other, day is None or other is None or day == other))
    return found[:_MOST]


def _day(iso: str | None) -> dt.date | None:
    return when.day_or_none(iso or "")


@dataclass(frozen=True, slots=True)
class Named:
    """An issued directive that a document says it replaces or amends; ``settled`` where another replaced it already."""

    directive: issued.DirectiveLine
    amends: bool
    settled: bool


def named(*, plan: queries.PlanPage, viewer: Viewer) -> list[Named]:
    """The issued directives that a plan's document says it replaces or amends, by its citations; two queries."""
    cited = {
        (one["symbol"], _day(one["date"])): one["role"] == CitationRole.AMENDS.value
        for one in plan.compiled["citations"]
        if one["symbol"] and one["role"] in (CitationRole.REPLACES.value, CitationRole.AMENDS.value)
    }
    found = issued.under(viewer=viewer, symbols={symbol for symbol, _on in cited}) if cited else []
    settled = issued.replaced_among(viewer=viewer, directive_ids=[line.id for line in found]) if found else frozenset()
    return [
        Named(line, amends, line.id in settled)
        for (symbol, on), amends in cited.items()
        for line in found
        if line.symbol == symbol and (on is None or line.dated_on in (None, on))
    ]


def compared(
    old: queries.PlanPage,
    held: draft.Draft,
    new: queries.PlanPage,
    mended: draft.Draft,
    tree: orgtree.OrgTree,
    *,
    amends: bool = False,
) -> tuple[diff.Change, ...]:
    """What differs between two plans as they stand, with what was mended by hand in either.

    Where the newer one ``amends`` the older, what it does not name is no difference, nor where it stands.
    """
    changes = diff.compare(_standing(old, held, tree), _standing(new, mended, tree), by_place=not amends)
    unsaid = (diff.Kind.REMOVED, diff.Kind.MOVED)
    return tuple(one for one in changes if one.kind not in unsaid) if amends else changes


def same_tasks(
    old: queries.PlanPage,
    held: draft.Draft,
    new: queries.PlanPage,
    mended: draft.Draft,
    tree: orgtree.OrgTree,
    *,
    amends: bool = False,
) -> tuple[dict[str, str], frozenset[str]]:
    """The tasks that stand in both plans, newer key by older; and the newer keys that ask something else."""
    pairs = diff.paired(_standing(old, held, tree), _standing(new, mended, tree), by_place=not amends)
    same = {before.id: after.id for before, after in pairs}
    return same, frozenset(after.id for before, after in pairs if diff.reworded(before, after))


def _standing(page: queries.PlanPage, held: draft.Draft, tree: orgtree.OrgTree) -> PlanValue:
    standing = folding.folded(page.compiled["tasks"], held.folded)
    plan, _told = emit.from_dict({**page.compiled, "tasks": standing})
    return replace(plan, tasks=tuple(_tasks(plan, held, tree)))


def _tasks(plan: PlanValue, held: draft.Draft, tree: orgtree.OrgTree) -> Iterator[Task]:
    read = {task.id: task for task in plan.tasks}
    for one in held.kept:
        nowhere = Span(*(one.span or (0, 0)))
        task = read.get(one.key) or read.get(one.part_of) or Task(one.key, one.label, "", nowhere, ())
        yield replace(
            task,
            id=one.key,
            label=one.label,
            text=one.text.now,
            lead=_bodies(task.lead, one.lead, tree),
            coordinating=_bodies(task.coordinating, one.coordinating, tree),
            deadline=_deadline(task.deadline, one.deadline),
        )


def _bodies(
    read: tuple[BodyRef, ...], held: draft.Field[tuple[int, ...]], tree: orgtree.OrgTree
) -> tuple[BodyRef, ...]:
    """The bodies as they are printed, or those that were chosen by hand by their names."""
    return tuple(BodyRef(tree.name(body), None) for body in held.now) if held.by_hand else read


def _deadline(read: Deadline | None, held: draft.Field[str]) -> Deadline | None:
    if not held.by_hand:
        return read
    return Deadline((), held.now, ()) if held.now else None
