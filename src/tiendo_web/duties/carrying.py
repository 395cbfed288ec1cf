"""Issuing a document in the place of an older one: what goes on, what is replaced, what is revoked, in one act.

Which is which is decided by :mod:`tiendo.carry`; shown before, and done by ``actions.issue``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo import carry, orgtree
from tiendo import duty as rules
from tiendo.errors import Refusal, Refused
from tiendo_web.core.access import Viewer
from tiendo_web.duties.models import Duty
from tiendo_web.plans import draft, queries, versions


class ReplacedAlready(Refused):
    """Another directive has taken its place."""

    kind = Refusal.CONFLICT


@dataclass(frozen=True, slots=True)
class Carrying:
    """What issuing in the place of a directive does."""

    directive_id: int
    symbol: str
    outcome: carry.Outcome

    @property
    def counts(self) -> Mapping[carry.Fate, int]:
        """How many duties come to which end."""
        return Counter(one.fate for one in self.outcome.fates)


def foreseen(
    *, directive_id: int, new: queries.PlanPage, mended: draft.Draft, viewer: Viewer, tree: orgtree.OrgTree
) -> Carrying:
    """What becomes of the duties of an issued directive where this plan takes its place.

    Raises ``plans.queries.NoPlan`` where there is no such directive, and :class:`ReplacedAlready`.
    """
    row = queries.directive(viewer=viewer, directive_id=directive_id)
    if queries.replaced_by(viewer=viewer, directive_id=directive_id) is not None:
        raise ReplacedAlready(_("Văn bản cũ đã được thay bằng văn bản khác."))
    old, held = queries.page_and_draft(plan_id=row.plan_id, viewer=viewer, on=tree.on)
    pairs, changed = versions.same_tasks(old, held, new, mended, tree)
    due = [carry.Due(task.key, body) for task in mended.kept for body in task.lead.now]
    held_duties = _held(viewer.jurisdiction_id, directive_id)
    return Carrying(directive_id, row.symbol or row.title, carry.carry(held_duties, due, pairs, changed))


def _held(jurisdiction_id: int, directive_id: int) -> list[carry.Held]:
    """The duties under a directive; parts and occurrences stand under these."""
    duties = Duty.objects.filter(jurisdiction_id=jurisdiction_id, directive_id=directive_id, parent=None)
    columns = duties.order_by("pk").values_list("pk", "task__key", "owner_id", "stage")
    return [carry.Held(pk, key, owner, rules.Stage(stage) in rules.OPEN) for pk, key, owner, stage in columns]
