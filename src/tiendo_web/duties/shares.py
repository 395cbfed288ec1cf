"""Handing parts of a duty down: who takes a part, until when, and never in a circle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo import duty as rules
from tiendo import orgtree, setday
from tiendo.errors import Refused
from tiendo.rulebook import Lang
from tiendo_web.core.access import Permission, Viewer, demand
from tiendo_web.duties import actions, awaiting, fitness, moves
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.rulesets import queries as rulesets


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a duty for a body beneath: what, and until when."""

    body_id: int
    text: str
    due_on: dt.date | None = None


def break_down(*, duty_id: int, parts: Sequence[Part], viewer: Viewer, at: dt.datetime, once: str = "") -> list[int]:
    """Hand parts of one's own duty to bodies beneath; gives the ids of the new duties.

    The duty itself stays open: whoever owes it still answers for the whole. Raises ``Refused`` where a part
    goes to a body that is not beneath, that handed the whole down, has no words, is due after the duty itself, or on a
    day that is past. One for which no day is said is due with the whole.
    """
    demand(viewer, Permission.REPORT)
    here = viewer.jurisdiction_id
    with (
        awaiting.counted(jurisdiction_id=here, duty_ids=[duty_id], at=at),
        ledger.act(jurisdiction_id=here, kind="duties.break-down", by=viewer.actor, at=at, once=once) as act,
    ):
        duty = actions.duty_of(duty_id, viewer, act.on)
        if duty.owner_id != viewer.body_id:
            raise actions.NotYourDuty(_("Việc này do cơ quan khác thực hiện."))
        tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=act.on)
        basis = rulesets.basis(jurisdiction_id=act.jurisdiction_id, on=act.on, issuer_id=duty.directive.body_id)
        if rules.Stage(duty.stage) not in rules.OPEN:
            raise rules.MoveRefused(_("Nhiệm vụ này đã kết thúc."))
        above = _owners_above(duty)
        for share in parts:
            _check_share(share, duty, viewer, tree)
            if share.body_id in above:
                words = _("Cơ quan này đang giữ nhiệm vụ mà phần việc được tách ra từ đó; giao lại là đi vòng.")
                raise Refused(words, field="body")
        act.concerns(duty)
        return actions.assign(
            act,
            [
                actions.Assignment(
                    directive_id=duty.directive_id,
                    task=duty.task,
                    body_id=share.body_id,
                    due_on=due_on,
                    near_on=moves.near(due_on, basis),
                    trace=day_of_part(share.due_on, duty.due_on, act.on),
                    parent_id=duty.pk,
                    text=share.text.strip(),
                )
                for share in parts
                for due_on in [share.due_on or duty.due_on]
            ],
        )


def day_of_part(said: dt.date | None, whole: dt.date | None, on: dt.date) -> str:
    """The trace of the day of a part, that of the whole where none was said; empty where neither has one."""
    if said is not None:
        return setday.SetDay(setday.How.PART, said, whole, on).say(Lang.VI)
    return setday.SetDay(setday.How.WHOLE, whole, whole, on).say(Lang.VI) if whole is not None else ""


def _owners_above(duty: Duty) -> frozenset[int]:
    """Who owes the duties that this one was broken down from; one query for each level above.

    A duty is broken down into new ones only, so that its row can never stand above itself. But bodies move, and one
    that stands beneath today may have handed the whole down: given a part of it, it would wait for itself.
    """
    found: set[int] = set()
    parent_id = duty.parent_id
    while parent_id is not None:
        above = Duty.objects.get(jurisdiction_id=duty.jurisdiction_id, pk=parent_id)
        found.add(above.owner_id)
        parent_id = above.parent_id
    return frozenset(found)


def _check_share(share: Part, duty: Duty, viewer: Viewer, tree: orgtree.OrgTree) -> None:
    if share.body_id not in viewer.bodies or share.body_id == viewer.body_id:
        raise Refused(_("Chỉ giao được cho cơ quan trực thuộc."), field="body")
    if fault := fitness.unfit(tree, share.body_id, share.due_on):
        raise Refused(fault, field="body")
    if not share.text.strip():
        raise Refused(_("Hãy gõ nội dung phần việc."), field="text")
    if share.due_on is not None and share.due_on < tree.on:
        raise Refused(_("Hạn của phần việc không thể là một ngày đã qua."), field="due_on")
    if share.due_on is not None and duty.due_on is not None and share.due_on > duty.due_on:
        raise Refused(_("Hạn của phần việc không thể sau hạn của nhiệm vụ."), field="due_on")
