"""Standing in for somebody who is away: a second hat on the first one, for a term.

A deputy wears the role and the body of the hat he stands in for, never more, and no longer than that hat is worn and
its wearer's account is open. Nobody stands in for a deputy. What a deputy does is shown with both names.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.accounts.queries import Outcome
from tiendo_web.core.access import TABLE, Permission, Role, Viewer, demand, may
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions, holders
from tiendo_web.orgs.models import Holder, HolderEnd

# Set on 2026-11-25, by judgement and not from any law: who is away for longer has left.
LONGEST = dt.timedelta(days=366)


class NoDeputy(Refused):
    """There is no such deputy for this viewer."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class DeputyLine:
    """Somebody who stands in for another, now or to come: ``id`` is the deputy's hat, ``stands_for`` the other."""

    id: int
    stands_for: int
    user_id: int
    user: str
    principal_id: int
    principal: str
    role: Role
    body_id: int
    holds_from: dt.date
    holds_to: dt.date


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked to stand in."""

    user_id: int
    name: str
    body_id: int


def give(
    *,
    holder_id: int,
    user_id: int,
    holds_from: dt.date,
    holds_to: dt.date,
    viewer: Viewer,
    at: dt.datetime,
    once: str = "",
) -> int:
    """Let a user stand in for the wearer of a hat: one's own, or anybody's for who manages people; gives the new hat.

    Raises ``orgs.actions.HatMissing`` where there is no such hat here, or it is over, ``access.NotAllowed``, and
    ``Refused`` beside the field that is wrong.
    """
    if viewer.principal is not None:
        raise Refused(_("Người đang làm thay không cử người khác làm thay tiếp."))
    if holder_id != viewer.holder_id:
        demand(viewer, Permission.MANAGE_PEOPLE)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="orgs.give-deputy", by=viewer.actor, at=at, once=once
    ) as act:
        hat = holders.running_hat(jurisdiction_id=act.jurisdiction_id, holder_id=holder_id, on=act.on)
        if hat is None:
            raise actions.HatMissing()
        _check_hat(hat)
        _check_user(hat, user_id, holds_from)
        _check_period(hat, holds_from, holds_to, act.on)
        row = Holder(user_id=user_id, role=hat.role, body_id=hat.body_id, stands_for=hat)
        row.holds_from, row.holds_to = holds_from, holds_to
        made = act.write(row).pk
        actions.tell({user_id}, Outcome.GIVEN, act)
        return made


def _check_hat(hat: Holder) -> None:
    if hat.stands_for_id is not None:
        raise Refused(_("Người đang làm thay không cử người khác làm thay tiếp."))
    if Permission.DEPUTISE not in TABLE[Role(hat.role)]:
        raise Refused(_("Vai trò này phải tự mình giữ, không có người làm thay."))


def _check_user(hat: Holder, user_id: int, holds_from: dt.date) -> None:
    if user_id == hat.user_id:
        raise Refused(_("Không ai tự làm thay mình."), field="user")
    if not holders.wears_own_hat(jurisdiction_id=hat.jurisdiction_id, user_id=user_id, on=holds_from):
        raise Refused(_("Người này không giữ vai trò nào ở đây vào ngày ấy."), field="user")


def _check_period(hat: Holder, holds_from: dt.date, holds_to: dt.date, on: dt.date) -> None:
    if holds_from < on:
        raise Refused(_("Không cử lùi ngày: hãy bắt đầu từ hôm nay trở đi."), field="holds_from")
    if holds_from < hat.holds_from:
        raise Refused(_("Lúc ấy vai trò này chưa bắt đầu."), field="holds_from")
    if holds_to > holds_from + LONGEST:
        raise Refused(_("Làm thay nhiều nhất một năm; lâu hơn thì giao hẳn vai trò."), field="holds_to")
    if holds_to <= holds_from:
        raise actions.NoPeriod(_("Ngày thôi làm thay phải sau ngày bắt đầu."), field="holds_to")
    over = holders.over_on(hat)
    if over is not None and holds_to > over:
        words = _("Vai trò này thôi giữ từ %(day)s, nên làm thay cũng không thể quá ngày ấy.")
        raise Refused(words % {"day": f"{over:%d/%m/%Y}"}, field="holds_to")
    for other in holders.running_deputies(jurisdiction_id=hat.jurisdiction_id, on=on):
        if other.stands_for_id == hat.pk and other.holds_from < holds_to and holds_from < (other.holds_to or holds_to):
            words = _("Trong thời gian này đã có %(name)s làm thay.")
            raise Refused(words % {"name": other.user.name}, field="holds_from")


def end(*, holder_id: int, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """From today on somebody no longer stands in: as the one stood in for, as himself, or as who manages people.

    Raises :class:`NoDeputy`.
    """
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="orgs.end-deputy", by=viewer.actor, at=at, once=once
    ) as act:
        if holder_id not in {line.id for line in deputies(viewer=viewer, on=act.on)}:
            raise NoDeputy(_("Không có việc làm thay này."))
        act.write(HolderEnd(holder_id=holder_id, ends_on=act.on))


def deputies(*, viewer: Viewer, on: dt.date) -> list[DeputyLine]:
    """Who stands in for the viewer, and for whom he does, on a day or later; everybody for who manages people."""
    lines = [_line(row) for row in holders.running_deputies(jurisdiction_id=viewer.jurisdiction_id, on=on)]
    managed = may(viewer, Permission.MANAGE_PEOPLE)
    return [line for line in lines if managed or viewer.user_id in (line.user_id, line.principal_id)]


def _line(row: Holder) -> DeputyLine:
    assert row.stands_for is not None and row.holds_to is not None, "a constraint of the table"
    principal = row.stands_for.user
    return DeputyLine(
        id=row.pk,
        stands_for=row.stands_for.pk,
        user_id=row.user_id,
        user=row.user.name,
        principal_id=principal.pk,
        principal=principal.name,
        role=Role(row.role),
        body_id=row.body_id,
        holds_from=row.holds_from,
        holds_to=row.holds_to,
    )


def candidates(*, viewer: Viewer, on: dt.date) -> list[Candidate]:
    """Who may be asked to stand in: colleagues of the same body; everybody here for who manages people."""
    managed = may(viewer, Permission.MANAGE_PEOPLE)
    lines = holders.holder_lines(viewer=viewer, on=on)
    asked = [line for line in lines if line.active and not line.principal]
    near = [line for line in asked if managed or line.body_id == viewer.body_id]
    return list({line.user_id: Candidate(line.user_id, line.user, line.body_id) for line in near}.values())
