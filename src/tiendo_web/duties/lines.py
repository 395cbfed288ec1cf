"""A duty as a line of a list, and how it stands today by its derived columns alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tiendo import clock, orgtree
from tiendo import duty as rules
from tiendo_web.core.access import Level, Viewer
from tiendo_web.duties import ages as aged
from tiendo_web.duties.models import Duty
from tiendo_web.orgs import queries as orgs

OPEN = aged.OPEN


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty in a list, with its standing on the day asked for.

    ``urged`` is how many letters urged it, ``silent_days`` for how many days one without a deadline was not heard of.
    Above the level OPEN a list has no ``text``: its words are read on its own page, which notes who read them.
    ``doer`` and ``follower`` are who looks after it on either side, in the lists that tell it.
    """

    id: int
    directive_id: int
    symbol: str
    label: str
    text: str
    body_id: int
    body: str
    stage: rules.Stage
    standing: clock.Standing
    due_on: dt.date | None
    urged: int = 0
    urged_on: dt.date | None = None
    silent_days: int | None = None
    undated: rules.Undated | None = None
    level: Level = Level.OPEN
    doer: str = ""
    follower: str = ""


def lines(
    rows: list[Duty],
    viewer: Viewer,
    on: dt.date,
    tree: orgtree.OrgTree | None = None,
    *,
    opened: bool = False,
    named: Mapping[int, Mapping[rules.Part, str]] = MappingProxyType({}),
) -> tuple[DutyLine, ...]:
    """Duties as lines of a list, with their standing on ``on`` (today); ``opened`` are shown with their words.

    ``named`` is who looks after each of them, by their ids.
    """
    nobody: Mapping[rules.Part, str] = {}
    tree = tree or orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    return tuple(
        DutyLine(
            id=row.pk,
            directive_id=row.directive_id,
            symbol=row.directive.symbol,
            label=row.task.label,
            text=row.text or row.task.text if opened or row.level == Level.OPEN else "",
            body_id=row.owner_id,
            body=tree.name(row.owner_id),
            stage=rules.Stage(row.stage),
            standing=standing_of(row, on),
            due_on=row.due_on,
            urged=row.urged,
            urged_on=row.urged_on,
            silent_days=silent_days(row, on),
            undated=rules.Undated(row.undated) if row.undated else None,
            level=Level(row.level),
            doer=named.get(row.pk, nobody).get(rules.Part.DOER, ""),
            follower=named.get(row.pk, nobody).get(rules.Part.GIVER, ""),
        )
        for row in rows
    )


def silent_days(row: Duty, on: dt.date) -> int | None:
    """For how many days an open duty without a deadline was not heard of; None for any other."""
    if row.due_on is not None or rules.Stage(row.stage) not in OPEN or row.heard_on is None:
        return None
    return max(0, (on - max(row.heard_on, row.parts_heard_on or row.heard_on)).days)


def standing_of(row: Duty, on: dt.date) -> clock.Standing:
    """The standing of a duty as of today, from its derived columns alone."""
    stage = rules.Stage(row.stage)
    if stage in (rules.Stage.CLOSED, rules.Stage.REVOKED, rules.Stage.REPLACED):
        return clock.Standing.CLOSED
    if stage is rules.Stage.DONE:
        late = row.due_on is not None and row.handed_in_on is not None and row.handed_in_on > row.due_on
        return clock.Standing.DONE_LATE if late else clock.Standing.DONE_ON_TIME
    if stage is rules.Stage.PAUSED and row.late_from is None:
        return clock.Standing.PAUSED
    if row.due_on is None:
        return clock.Standing.NO_DEADLINE if row.undated is None else clock.Standing.UNDATED
    if row.late_from is not None and row.late_from <= on:
        return clock.Standing.OVERDUE
    near = row.near_from is not None and row.near_from <= on
    return clock.Standing.NEAR_DUE if near else clock.Standing.IN_TERM
