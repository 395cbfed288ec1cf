"""What is refused on a page and belongs to the audit: nothing came of it, and it is to be found all the same."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from tiendo.errors import Refused
from tiendo_web.accounts import actions
from tiendo_web.accounts.queries import Reason
from tiendo_web.core import now
from tiendo_web.duties.proofs import Stamped
from tiendo_web.orgs.actions import NoPeriod
from tiendo_web.orgs.administrators import LastAdministrator
from tiendo_web.pages import whence
from tiendo_web.plans.actions import SecretMark

KEPT: Mapping[type[Refused], Reason] = {
    LastAdministrator: Reason.LAST,
    NoPeriod: Reason.PERIOD,
    actions.WeakPassword: Reason.WEAK,
    actions.NameTaken: Reason.TAKEN,
    SecretMark: Reason.SECRET,
    Stamped: Reason.SECRET,
}


def note(request: HttpRequest, refused: Refused, user_id: int | None = None) -> None:
    """Keep a refusal of these kinds, on who asked, or on ``user_id``."""
    reason = KEPT.get(type(refused))
    if reason is not None:
        keep(request, reason, user_id)


def keep(request: HttpRequest, reason: Reason, user_id: int | None = None) -> None:
    """Keep that something was refused for this reason; the same once a minute."""
    whose = user_id if user_id is not None else request.user.pk
    actions.note_refusal(user_id=whose, reason=reason, at=now.now(), address=whence.address(request))
