"""Issuing a document in the place of an older one: what goes on, what is replaced, what is revoked, in one act.

Which is which is decided by :mod:`tiendo.carry`; shown before, and done within the act of ``actions.issue``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from tiendo import carry, orgtree
from tiendo import duty as rules
from tiendo.errors import Refusal, Refused
from tiendo.plan import repeals
from tiendo_web.core.access import Viewer
from tiendo_web.duties import asked, ending
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import actions as ledger
from tiendo_web.plans import draft, issued, queries, versions
from tiendo_web.plans.models import Amendment, Directive, Replacement, Task

KIND = rules.EventKind
# A task by its directive and its key.
Place: TypeAlias = "tuple[int, str]"


class ReplacedAlready(Refused):
    """Another directive has taken its place."""

    kind = Refusal.CONFLICT


@dataclass(frozen=True, slots=True)
class Offer:
    """A task of the older document that the newer does not name: how many owe it; ``is_said`` where it says so."""

    directive_id: int
    task: str
    label: str
    text: str
    owed: int
    is_said: bool

    @property
    def place(self) -> Place:
        """What tells it apart."""
        return self.directive_id, self.task


@dataclass(frozen=True, slots=True)
class Carrying:
    """What issuing in the place of a directive does, or to amend it; ``offers`` are the tasks that it may abolish."""

    directive_id: int
    symbol: str
    outcome: carry.Outcome
    amends: bool
    offers: tuple[Offer, ...] = ()

    @property
    def counts(self) -> Mapping[carry.Fate, int]:
        """How many duties come to which end."""
        return Counter(one.fate for one in self.outcome.fates)


def foreseen(
    *,
    directive_id: int,
    new: queries.PlanPage,
    mended: draft.Draft,
    viewer: Viewer,
    tree: orgtree.OrgTree,
    amends: bool = False,
    abolishes: Collection[Place] | None = None,
) -> Carrying:
    """What becomes of the duties of an issued directive where this plan takes its place, or ``amends`` it.

    ``abolishes`` are tasks that somebody chose to be abolished; None for those of which the newer document says so.

    What amended the older one before is part of it. Raises ``plans.queries.NoPlan`` where there is no such directive,
    and :class:`ReplacedAlready`.
    """
    row = issued.directive(viewer=viewer, directive_id=directive_id)
    if issued.replaced_by(viewer=viewer, directive_id=directive_id) is not None:
        raise ReplacedAlready(_("Văn bản cũ đã được thay bằng văn bản khác."))
    due = [carry.Due(task.key, body) for task in mended.kept for body in task.lead.now]
    outcomes, offers = [], []
    said = repeals.places(new.text) if amends else ()
    family = (row, *issued.amended_by(viewer=viewer, directive_id=directive_id))
    held_duties = _held(viewer.jurisdiction_id, [one.id for one in family])
    for one in family:
        old, held = queries.page_and_draft(plan_id=one.plan_id, viewer=viewer, on=tree.on)
        # The numbers of an amending document are its own: they say nothing about where a task stands in another.
        pairs, changed = versions.same_tasks(old, held, new, mended, tree, amends=amends or one is not row)
        offered = _offered(one.id, held, held_duties[one.id], pairs, said) if amends else []
        chosen = {offer.task for offer in offered if _is_chosen(offer, abolishes)}
        offers += offered
        carried = carry.carry(held_duties[one.id], due, pairs, changed, amends=amends, abolished=chosen)
        outcomes.append(carried)
    return Carrying(directive_id, row.symbol or row.title, carry.together(outcomes), amends, tuple(offers))


def _is_chosen(offer: Offer, abolishes: Collection[Place] | None) -> bool:
    return offer.is_said if abolishes is None else offer.place in abolishes


def _offered(
    directive_id: int,
    old: draft.Draft,
    held: Sequence[carry.Held],
    pairs: Mapping[str, str],
    said: Sequence[repeals.Place],
) -> list[Offer]:
    """The tasks of an older document that are owed and that the newer one does not name."""
    owed = Counter(one.task for one in held if one.is_open and one.task not in pairs)
    named = repeals.standing_in(said, [task.key for task in old.kept])
    return [
        Offer(directive_id, task.key, task.label, task.text.now, owed[task.key], task.key in named)
        for task in old.kept
        if owed[task.key]
    ]


def _held(jurisdiction_id: int, directive_ids: Sequence[int]) -> Mapping[int, list[carry.Held]]:
    """The duties under directives, by directive; parts and occurrences stand under these. Two queries.

    One that made way for another of these directives' is left out: the other is held in its place.
    """
    duties = Duty.objects.filter(jurisdiction_id=jurisdiction_id, directive_id__in=directive_ids, parent=None)
    gone = Event.objects.filter(
        jurisdiction_id=jurisdiction_id, duty__directive_id__in=directive_ids, other__directive_id__in=directive_ids
    )
    made_way = set(gone.values_list("duty_id", flat=True))
    found: dict[int, list[carry.Held]] = {directive_id: [] for directive_id in directive_ids}
    columns = duties.order_by("pk").values_list("directive_id", "pk", "task__key", "owner_id", "stage")
    for directive_id, pk, key, owner, stage in columns:
        if stage != rules.Stage.REPLACED.value or pk not in made_way:
            found[directive_id].append(carry.Held(pk, key, owner, rules.Stage(stage) in rules.OPEN))
    return found


def make_way(act: ledger.Act, directive: Directive, carried: Carrying, given: Mapping[carry.Due, int]) -> None:
    """Within an act, end the duties that do not go on, each with what takes its place."""
    if carried.amends:
        act.write(Amendment(directive=directive, amended_id=carried.directive_id))
    else:
        act.write(Replacement(directive=directive, replaced_id=carried.directive_id))
    by = f"Văn bản {directive.symbol or directive.title}"
    said = dict.fromkeys(carry.Fate, f"{by} {'sửa đổi' if carried.amends else 'thay thế'}.")
    said[carry.Fate.ABOLISHED] = f"{by} bãi bỏ nhiệm vụ này."
    # What one older document replaces may be what another holds already: then that one takes its place.
    kept = {one.by: one.held.duty for one in carried.outcome.fates if one.fate is carry.Fate.GOES_ON and one.by}
    given = {**given, **kept}
    ended = [one for one in carried.outcome.fates if one.fate is not carry.Fate.GOES_ON]
    for one in ended:
        kind = KIND.REPLACED if one.by is not None else KIND.REVOKED
        other, words = given[one.by] if one.by is not None else None, said[one.fate]
        reason = rules.Closing.ABOLISHED if one.fate is carry.Fate.ABOLISHED else None
        ending.end(act, one.held.duty, kind, words, other_id=other, reason=reason)
        # Their whole is over by another document; who gave them may open them again.
        ending.end_parts(act, one.held.duty, KIND.REVOKED, words, reason)
    gone = Duty.objects.filter(jurisdiction_id=act.jurisdiction_id, pk__in=[one.held.duty for one in ended])
    asked.follow(act.jurisdiction_id, set(gone.values_list("task_id", flat=True)))


def owed(
    act: ledger.Act, tasks: Mapping[str, Task], given: Mapping[carry.Due, int], carried: Carrying | None
) -> dict[str, list[tuple[Task, int]]]:
    """By the key of each task under which it is owed from now on: the rows that it has, each with a duty under it.

    A duty that goes on stands under the task of the older document.
    """
    found: dict[str, dict[int, tuple[Task, int]]] = {}
    for due, duty_id in given.items():
        found.setdefault(due.task, {}).setdefault(tasks[due.task].pk, (tasks[due.task], duty_id))
    fates = carried.outcome.fates if carried is not None else ()
    going = {one.held.duty: one.by.task for one in fates if one.fate is carry.Fate.GOES_ON and one.by}
    rows = Duty.objects.filter(jurisdiction_id=act.jurisdiction_id, pk__in=going, stage__in=ending.OPEN)
    for row in rows.select_related("task").order_by("pk") if going else ():
        found.setdefault(going[row.pk], {}).setdefault(row.task_id, (row.task, row.pk))
    return {key: list(under.values()) for key, under in found.items()}
