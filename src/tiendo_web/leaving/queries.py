"""What is open in somebody's name, what his leaving would end, and what was handed to whom.

A duty is owed by a body and not by a person, so it stays where it is. What is a person's: drafts that he took in or
began, invitations that he gave and nobody has used yet, and what others handed to him before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tiendo_web.accounts import queries as accounts
from tiendo_web.core import when
from tiendo_web.core.access import Level, Permission, Viewer, demand, may
from tiendo_web.invitations import queries as invitations
from tiendo_web.orgs import deputies, handovers, holders
from tiendo_web.plans import queries as plans
from tiendo_web.reforms import queries as reforms


class WorkKind(StrEnum):
    """A kind of open work; the value is the table that the ledger names it by."""

    PLAN = "plans.Plan"
    REFORM = "reforms.Draft"
    INVITATION = "invitations.Link"


# What somebody must be allowed to do to go on with it.
NEEDS = {
    WorkKind.PLAN: Permission.DRAFT,
    WorkKind.REFORM: Permission.REORGANISE,
    WorkKind.INVITATION: Permission.MANAGE_PEOPLE,
}


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of open work: what it is called, and what its address needs (of an invitation: who was invited)."""

    kind: WorkKind
    key: str
    name: str
    user_id: int | None = None

    @property
    def subject(self) -> str:
        """As a handover names it: ``plans.Plan:5``."""
        return f"{self.kind.value}:{self.key}"


@dataclass(frozen=True, slots=True)
class Leave:
    """What leaving a body would do: the hats and deputies that end, the work that is handed on, the sessions that end.

    ``keeps`` counts the hats for other bodies, which stay.
    """

    user_id: int
    user: str
    body_id: int
    hats: tuple[holders.HolderLine, ...]
    deputies: tuple[deputies.DeputyLine, ...]
    work: tuple[Work, ...]
    sessions: int
    keeps: int


@dataclass(frozen=True, slots=True)
class Handed:
    """Open work that somebody left, to the viewer himself or, where ``to_body``, to his body."""

    work: Work
    by: str
    left_on: dt.date
    to_body: bool


def leave(*, user_id: int, body_id: int, viewer: Viewer, at: dt.datetime) -> Leave | None:
    """What it would do if this user left this body now; None where he holds no hat for it."""
    demand(viewer, Permission.MANAGE_PEOPLE)
    on = when.day_of(at)
    lines = holders.running_hats(viewer=viewer, user_id=user_id, on=on)
    hats = tuple(line for line in lines if line.body_id == body_id)
    if not hats:
        return None
    ids = {line.id for line in hats}
    return Leave(
        user_id=user_id,
        user=hats[0].user,
        body_id=body_id,
        hats=hats,
        deputies=tuple(one for one in deputies.deputies(viewer=viewer, on=on) if one.stands_for in ids),
        work=_work_of(viewer.jurisdiction_id, user_id, body_id, at, keeps=len(hats) < len(lines)),
        sessions=accounts.session_count(user_id=user_id, at=at),
        keeps=len(lines) - len(hats),
    )


def _work_of(jurisdiction_id: int, user_id: int, body_id: int, at: dt.datetime, *, keeps: bool) -> tuple[Work, ...]:
    """What is open in the name of somebody for a body: begun under any of its hats, or handed to him.

    Who ``keeps`` hats for other bodies keeps what people of other bodies handed to him.
    """
    worn = holders.hats_ever(jurisdiction_id=jurisdiction_id, user_id=user_id, body_id=body_id)
    taken_over = handovers.handed_to(jurisdiction_id=jurisdiction_id, user_id=user_id)
    subjects = {row.subject for row in taken_over if row.body_id == body_id or not keeps}
    began = {work.subject: work for work in _open(jurisdiction_id, worn, subjects, at)}
    passed = handovers.passed_on(jurisdiction_id=jurisdiction_id, subjects=began.keys() - subjects)
    return tuple(work for subject, work in began.items() if subject not in passed)


def handed(*, viewer: Viewer, at: dt.datetime) -> list[Handed]:
    """What was handed to the viewer or to his body, is open still, and is for him to go on with; five queries."""
    mine = handovers.handed_to(jurisdiction_id=viewer.jurisdiction_id, user_id=viewer.user_id, body_id=viewer.body_id)
    last = {row.subject: row for row in mine}
    found = {work.subject: work for work in _open(viewer.jurisdiction_id, (), set(last), at)}
    return [
        Handed(found[subject], row.by, row.left_on, row.to_body)
        for subject, row in last.items()
        if subject in found and may(viewer, NEEDS[found[subject].kind])
    ]


def _open(
    jurisdiction_id: int, holder_ids: Collection[int], subjects: Collection[str], at: dt.datetime
) -> Iterator[Work]:
    """The work that is open, of these hats or among these subjects; one query for each kind of it."""
    keys: dict[str, set[str]] = {kind.value: set() for kind in WorkKind}
    for subject in subjects:
        table, _colon, key = subject.partition(":")
        keys[table].add(key)
    for plan in plans.drafts_of(
        jurisdiction_id=jurisdiction_id, holder_ids=holder_ids, ids=_numbers(keys[WorkKind.PLAN])
    ):
        name = plan.title or plan.symbol or plan.name if plan.level == Level.OPEN else plan.name
        yield Work(WorkKind.PLAN, str(plan.id), name)
    for draft in reforms.drafts_of(jurisdiction_id=jurisdiction_id, holder_ids=holder_ids, keys=keys[WorkKind.REFORM]):
        yield Work(WorkKind.REFORM, draft.key, draft.terms.decision.title or draft.terms.decision.symbol)
    for link in invitations.waiting(
        jurisdiction_id=jurisdiction_id, holder_ids=holder_ids, ids=_numbers(keys[WorkKind.INVITATION]), at=at
    ):
        yield Work(WorkKind.INVITATION, str(link.id), link.user, link.user_id)


def _numbers(keys: Collection[str]) -> frozenset[int]:
    return frozenset(map(int, keys))
