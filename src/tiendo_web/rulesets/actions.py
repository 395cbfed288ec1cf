"""Adopting a rule set from a day on, and withdrawing it before that day.

No day that has passed gets other rules: an adoption begins tomorrow at the earliest, and what is written on the events
of a duty stays written. So the figures of closed periods cannot move.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tiendo import daysoff, ruleset, ruleset_text, workdays
from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo_web.core.access import Permission, Viewer, demand
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.rulesets import queries
from tiendo_web.rulesets.models import Adoption, DaysOff, Withdrawal


class Faulty(Refused):
    """The text is no rule set, or no decision on days off; ``diagnostics`` say why, at their words."""

    kind = Refusal.INVALID

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Take what was found."""
        super().__init__(_("Còn chỗ sai, chưa ghi được gì."), field="text")
        self.diagnostics = tuple(diagnostics)


class Begun(Refused):
    """The rule set holds already, or was withdrawn."""

    kind = Refusal.CONFLICT


def adopt(
    *,
    text: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    reaches_open: bool = False,
    body_id: int | None = None,
    viewer: Viewer,
    at: dt.datetime,
    once: str = "",
) -> int:
    """Adopt a rule set for a body that issues (None: the seat of the jurisdiction) from a day on; gives its id.

    Raises :class:`Faulty`, or ``Refused`` beside the day that is wrong: not to come, or one on which another set holds.
    """
    demand(viewer, Permission.SET_RULES)
    rules, faults = ruleset_text.read(text)
    if rules is None:
        raise Faulty(faults)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="rulesets.adopt", by=viewer.actor, at=at, once=once
    ) as act:
        if valid_to is not None and valid_to <= valid_from:
            raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu áp dụng."), field="valid_to")
        # Not today: what was issued this morning keeps the rules of this morning.
        if valid_from <= act.on:
            words = _("Quy tắc đổi sớm nhất từ ngày mai; những ngày đã qua và việc đã giao giữ quy tắc cũ.")
            raise Refused(words, field="valid_from")
        tree = orgs.tree(jurisdiction_id=act.jurisdiction_id, on=act.on)
        issuer_id = body_id if body_id is not None or tree.seat is None else tree.seat.id
        if issuer_id is None:
            raise Refused(_("Chưa có cơ quan đứng đầu nào để áp dụng quy tắc."))
        if issuer_id not in tree:
            raise Refused(_("Không có cơ quan này."), field="body")
        _check_place(act, issuer_id, ruleset.Adopted(rules, valid_from, valid_to))
        row = act.write(
            Adoption(
                body_id=issuer_id,
                text=text,
                valid_from=valid_from,
                valid_to=valid_to,
                reaches_open=reaches_open,
            )
        )
    return row.pk


def _check_place(act: ledger.Act, body_id: int, new: ruleset.Adopted) -> None:
    held = queries.sets(jurisdiction_id=act.jurisdiction_id, body_id=body_id)
    try:
        ruleset.placed(held, new)
    except ruleset.Overlap as overlap:
        words = _("Thời gian áp dụng trùng với bộ “%(name)s”, áp dụng từ %(day)s.") % {
            "name": overlap.other.rules.name,
            "day": f"{overlap.other.valid_from:%d/%m/%Y}",
        }
        raise Refused(words, field="valid_from") from overlap


def withdraw(*, adoption_id: int, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """Withdraw an adoption before its first day; raises ``queries.NoAdoption`` or :class:`Begun`."""
    demand(viewer, Permission.SET_RULES)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="rulesets.withdraw", by=viewer.actor, at=at, once=once
    ) as act:
        line = queries.adoption(adoption_id=adoption_id, viewer=viewer)
        if line.withdrawn or line.adopted.valid_from <= act.on:
            raise Begun(_("Bộ quy tắc này đã áp dụng hoặc đã rút, không rút được nữa."))
        row = Adoption(pk=line.id)
        act.concerns(row)
        act.write(Withdrawal(adoption_id=line.id))


def lay_down_days(act: ledger.Act, *, text: str, basis: str, status: workdays.Status) -> int:
    """Within an act: write a decision on days off; gives its id. Raises :class:`Faulty`, or ``Refused``."""
    if not basis.strip():
        raise Refused(_("Hãy ghi số, ký hiệu của văn bản quyết định ngày nghỉ."), field="basis")
    held = queries.calendar(jurisdiction_id=act.jurisdiction_id)
    found, faults = daysoff.read(text, basis=basis.strip()[:200], status=status, calendar=held)
    if found is None:
        raise Faulty(faults)
    return act.write(DaysOff(text=text, basis=found.basis, status=status.value, rows=daysoff.encode(found))).pk


def about_days(act: ledger.Act, decision_id: int) -> None:
    """Within an act: say that it follows from a decision on days off."""
    act.concerns(DaysOff(pk=decision_id))
