"""Somebody leaves a body: one act, one entry of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts.queries import Outcome
from tiendo_web.core.access import Permission, Viewer, demand, may
from tiendo_web.leaving import queries
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import administrators, handovers, viewers


class NotThere(Refused):
    """This user holds no hat for this body."""

    kind = Refusal.MISSING


def leave(
    *, user_id: int, body_id: int, successor_id: int | None, viewer: Viewer, at: dt.datetime, once: str = ""
) -> queries.Leave:
    """Let a user leave a body today: his hats for it end, what is open is handed on, his sessions end.

    What is open goes to ``successor_id``, or back to the body. Gives what was done. Raises :class:`NotThere`,
    ``administrators.LastAdministrator``, and ``Refused`` beside the successor who cannot take it over.
    """
    demand(viewer, Permission.MANAGE_PEOPLE)
    here = viewer.jurisdiction_id
    with (
        ledger.act(jurisdiction_id=here, kind="leaving.leave", by=viewer.actor, at=at, once=once) as act,
        administrators.kept(jurisdiction_id=here, on=act.on),
    ):
        done = queries.leave(user_id=user_id, body_id=body_id, viewer=viewer, at=act.at)
        if done is None:
            raise NotThere(_("Người này không giữ vai trò nào ở cơ quan ấy."))
        _check_successor(act, done, successor_id)
        subjects = [work.subject for work in done.work]
        handovers.write(act, user_id=user_id, body_id=body_id, successor_id=successor_id, subjects=subjects)
        orgs.end_hats(act, [line.id for line in done.hats])
        accounts.drop_sessions(user_id=user_id)
        orgs.tell({user_id}, Outcome.LEFT, act)
    return done


def _check_successor(act: ledger.Act, done: queries.Leave, successor_id: int | None) -> None:
    if successor_id is None:
        return
    if successor_id == done.user_id:
        raise Refused(_("Người nhận bàn giao phải là người khác."), field="successor")
    theirs = viewers.of_user(user_id=successor_id, jurisdiction_id=act.jurisdiction_id, on=act.on)
    if not theirs:
        raise Refused(_("Người này không giữ vai trò nào ở đây."), field="successor")
    _check_rights(theirs, done.work)


def _check_rights(theirs: Sequence[Viewer], work: Sequence[queries.Work]) -> None:
    """Who takes work over must be able to go on with it."""
    for one in work:
        if not any(may(viewer, queries.NEEDS[one.kind]) for viewer in theirs):
            words = _("Vai trò của người này không làm tiếp được: “%(name)s”.")
            raise Refused(words % {"name": one.name}, field="successor")
