"""Naming who looks after duties: one act over one duty or many, which moves no clock and changes no right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from tiendo.duty import Part
from tiendo.errors import Refused
from tiendo_web.core.access import Viewer, demand
from tiendo_web.duties import charges, queries
from tiendo_web.duties.models import Charge, Duty
from tiendo_web.ledger import actions as ledger


def name(
    *, duty_ids: Collection[int], part: Part, user_id: int | None, viewer: Viewer, at: dt.datetime, once: str = ""
) -> int:
    """Name who looks after these duties for the viewer's body, or that nobody does; gives how many that changed.

    Raises ``Refused`` where a duty is over, or not his body's; where the person is none of its people whose role does
    this work, or may not read one of them; where nothing would change. ``duties.actions.NoDuty`` as reading does.
    """
    demand(viewer, charges.PERMISSION[part])
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="duties.name", by=viewer.actor, at=at, once=once
    ) as act:
        if not duty_ids:
            raise Refused(_("Chưa chọn nhiệm vụ nào."))
        rows = queries.bare(viewer=viewer, duty_ids=duty_ids)
        for number, fault in charges.nameable(rows, part, viewer, act.on):
            if fault:
                raise Refused(_("Nhiệm vụ số %(number)s: %(fault)s") % {"number": number, "fault": fault})
        if user_id is not None:
            _check_person(user_id, rows, part, viewer, act.on)
        held = charges.held([row.pk for row in rows], part, viewer.jurisdiction_id)
        changed = [row for row in rows if held.get(row.pk) != user_id]
        if not changed:
            raise Refused(_("Đã là như vậy rồi; không có gì thay đổi."), field="user")
        act.write_all([Charge(duty=row, part=part.value, body_id=viewer.body_id, user_id=user_id) for row in changed])
        act.concerns(changed[0])
    return len(changed)


def _check_person(user_id: int, rows: Sequence[Duty], part: Part, viewer: Viewer, on: dt.date) -> None:
    one = next((one for one in charges.candidates(part, viewer, on) if one.user_id == user_id), None)
    if one is None:
        raise Refused(_("Người này không làm việc đó ở cơ quan của bạn."), field="user")
    hidden = next((row.pk for row in rows if row.level > one.ceiling), None)
    if hidden is not None:
        words = _("%(name)s không được đọc nhiệm vụ số %(number)s ở mức bảo mật của nó.")
        raise Refused(words % {"name": one.name, "number": hidden}, field="user")
