"""A stored duty as the rules know it, and its derived columns: what an act reads first and writes last."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from tiendo import clock
from tiendo import duty as rules
from tiendo_web.core import when
from tiendo_web.duties import totals
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import actions as ledger

KIND = rules.EventKind


def story(jurisdiction_id: int, duty_id: int) -> list[Event]:
    """The events of a duty, in their order."""
    return list(Event.objects.filter(jurisdiction_id=jurisdiction_id, duty_id=duty_id).order_by("id"))


def as_event(row: Event) -> rules.Event:
    """A stored event as the rules know it."""
    return told(row.kind, row.recorded_at, row.happened_on, row.due_on, row.near_on, row.undated)


# The columns that an event is made of for the rules, in the order of :func:`told`.
TOLD = ("kind", "recorded_at", "happened_on", "due_on", "near_on", "undated")


def told(
    kind: str,
    recorded_at: dt.datetime,
    happened_on: dt.date,
    due_on: dt.date | None,
    near_on: dt.date | None,
    undated: str | None,
) -> rules.Event:
    """An event as the rules know it, from its columns."""
    return on_day(kind, when.day_of(recorded_at), happened_on, due_on, near_on, undated)


def on_day(
    kind: str,
    recorded_on: dt.date,
    happened_on: dt.date,
    due_on: dt.date | None,
    near_on: dt.date | None,
    undated: str | None,
) -> rules.Event:
    """The same by the day on which it was recorded, whatever the hour."""
    why = rules.Undated(undated) if undated else None
    began_on = happened_on if kind == KIND.BEGAN.value else None
    return rules.Event(KIND(kind), recorded_on, due_on, near_on, why, began_on)


def columns(state: rules.State) -> dict[str, object]:
    """The derived columns of a duty in this state."""
    begins = {standing: day for day, standing in rules.timeline(state).steps}
    return {
        "stage": state.stage.value,
        "due_on": state.due_on,
        "near_from": begins.get(clock.Standing.NEAR_DUE),
        "late_from": _late_from(state) if clock.Standing.OVERDUE in begins else None,
        "handed_in_on": state.handed_in_on,
        "asked_for": state.asked_for,
        "heard_on": state.heard_on,
        "first_due_on": state.first_due_on,
        "undated": state.undated.value if state.undated else None,
    }


def _late_from(state: rules.State) -> dt.date | None:
    """Since when a duty is overdue: not since the last thing that happened to it, by which nobody makes it younger."""
    return state.due_on + clock.DAY if state.due_on is not None else None


def heard_of_part(duty: Duty, on: dt.date) -> None:
    """A report on a part or an occurrence is one on what it was made out of; a query or two for each level above.

    One that is more confidential than what it was made out of is not told there.
    """
    while duty.parent_id is not None:
        whole = Duty.objects.get(jurisdiction_id=duty.jurisdiction_id, pk=duty.parent_id)
        if whole.level < duty.level:
            return
        duty = whole
        Duty.objects.filter(jurisdiction_id=duty.jurisdiction_id, pk=duty.pk).update(parts_heard_on=on)


def applied(before: rules.State, event: rules.Event) -> rules.State:
    """The state after the move; a move that the stage does not allow is refused in the user's language."""
    try:
        return rules.apply(before, event)
    except rules.MoveRefused as fault:
        words = _("Nhiệm vụ vừa sang bước khác nên không làm được việc này nữa. Hãy tải lại trang.")
        raise rules.MoveRefused(words) from fault


def settle(act: ledger.Act, duty: Duty, before: rules.State, after: rules.State) -> None:
    """Bring the derived columns and the totals to the state after the act."""
    Duty.objects.filter(jurisdiction_id=act.jurisdiction_id, pk=duty.pk).update(last_at=act.at, **columns(after))
    if after.spoke_on == act.on:
        heard_of_part(duty, act.on)
    totals.write(
        jurisdiction_id=act.jurisdiction_id,
        since=act.on,
        shifts=[
            totals.Shift(
                totals.Key(duty.directive_id, duty.owner_id, duty.level),
                str(duty.task.position),
                rules.timeline(before),
                rules.timeline(after),
            )
        ],
    )
