"""What becomes of the hats of bodies that end: they go to the heirs, and never reach further by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from tiendo_web.core.access import Role
from tiendo_web.ledger.actions import Act
from tiendo_web.orgs import administrators, holders, queries, viewers
from tiendo_web.orgs.models import Holder, HolderEnd


def move_hats(act: Act, heirs: Mapping[int, int | None], on: dt.date) -> None:
    """Within an act, end the hats of these bodies on a day; where an heir is named they are worn on for it.

    Nobody wears one hat twice: who wears it there for good already, or brings it from two bodies, has one. No hat
    reaches further by it: at the seat and its office who manages people gives hats anew, not a decision on bodies.

    An administrator whose body has no heir goes on for the seat of all where nobody else would be left: a
    decision asks for another first, but he may have gone since.
    """
    here = act.jurisdiction_id
    hats = holders.hats_to_move(jurisdiction_id=here, body_ids=heirs, on=on)
    wide = offices_before(here, heirs)
    act.write_all([HolderEnd(holder=row, ends_on=on) for row, _until in hats])
    now = queries.tree(jurisdiction_id=here, on=on)
    goes = {body: heir for body, heir in heirs.items() if heir is not None}
    goes = {body: heir for body, heir in goes.items() if body in wide or not viewers.is_office(here, now, heir)}
    moved = [(row, goes[row.body_id], until) for row, until in hats if row.body_id in goes]
    act.write_all(_following(here, moved, on))
    if now.seat is not None and not administrators.able(jurisdiction_id=here, on=on):
        last = [row for row, until in hats if until is None and row.body_id in wide]
        manage = [row for row in last if administrators.manages(Role(row.role), office=True)]
        act.write_all([_worn_on(row, now.seat.id, on, None) for row in manage])


def offices_before(jurisdiction_id: int, body_ids: Collection[int]) -> frozenset[int]:
    """Those of these bodies that were an issuing office on their last day."""
    ends = {one.id: one.ends_on for one in queries.all_facts(jurisdiction_id=jurisdiction_id) if one.id in body_ids}
    last = {body: day - dt.timedelta(days=1) for body, day in ends.items() if day is not None}
    trees = {day: queries.tree(jurisdiction_id=jurisdiction_id, on=day) for day in set(last.values())}
    return frozenset(body for body, day in last.items() if viewers.is_office(jurisdiction_id, trees[day], body))


def _following(
    jurisdiction_id: int, moved: Collection[tuple[Holder, int, dt.date | None]], on: dt.date
) -> list[Holder]:
    """The hats that follow those moved, but for what somebody wears there for good already."""
    worn = holders.worn_for_good(
        jurisdiction_id=jurisdiction_id, body_ids={heir for _row, heir, _until in moved}, on=on
    )
    following = []
    for row, heir, until in moved:
        if (row.user_id, row.role, heir) not in worn:
            following.append(_worn_on(row, heir, on, until))
            worn |= {(row.user_id, row.role, heir)} if until is None and row.holds_from <= on else set()
    return following


def _worn_on(row: Holder, body_id: int, on: dt.date, until: dt.date | None) -> Holder:
    """The hat that follows another: the same user and role, for another body."""
    return Holder(
        user_id=row.user_id, role=row.role, body_id=body_id, holds_from=max(on, row.holds_from), holds_to=until
    )
