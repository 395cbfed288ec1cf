"""Duties that the same befell on the same days are counted once, and each stands where it would stand alone."""

from __future__ import annotations

from django.db.models import F

from tests.web.calendars.test_days_off import DAY, PLAN, SWAP, TODAY, issue, moved, singly
from tiendo import duty as rules
from tiendo_web.calendars import queries as calendars
from tiendo_web.duties import reckoning
from tiendo_web.duties.models import Duty, Event

KIND = rules.EventKind


def given(province, an, number):
    """A duty of Sở Y tế under a plan of its own."""
    issue(an, PLAN.replace("15/KH-UBND", f"{number}/KH-UBND"))
    return Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"]).latest("pk").pk


def test_what_was_paused_and_resumed_alike_is_counted_once(province, an):
    first, second, another, _untouched = (given(province, an, number) for number in range(31, 35))
    for pk in (first, second, another):
        moved(pk, KIND.PAUSED, an, 1)
    for pk, day in ((first, 2), (second, 2), (another, 3)):
        moved(pk, KIND.RESUMED, an, day)
    on = TODAY + 4 * DAY
    each, looked_at, decision, before = singly(province, SWAP, on)
    seen = calendars.preview(jurisdiction_id=province.id, decision=decision, before=before, on=on)
    assert seen.looked_at == looked_at
    assert {move.duty_id: (move.due_on, move.trace) for move in seen.moves}.items() <= {
        move.duty_id: (move.due_on, move.trace) for move in each
    }.items()
    assert seen.moved == len(each)
    numbers = {move.duty_id: move.number for move in seen.moves}
    assert numbers[first] == 2 and second not in numbers and numbers[another] == 1


def test_what_befell_a_duty_is_told_in_the_order_that_is_asked_for(province, an):
    pk = given(province, an, 31)
    moved(pk, KIND.PAUSED, an, 1)
    moved(pk, KIND.RESUMED, an, 2)
    events = Event.objects.filter(jurisdiction_id=province.id, duty_id=pk)
    for order in (F("pk").asc(), F("pk").desc()):
        every = reckoning.joined("kind", order)
        (told,) = set(events.annotate(told=every).values_list("told", flat=True))
        assert told.split(",") == list(events.order_by(order).values_list("kind", flat=True))
