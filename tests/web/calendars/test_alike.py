"""Duties that the same befell on the same days are counted once, and each stands where it would stand alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from tests.web.calendars.test_days_off import DAY, PLAN, SWAP, TODAY, decided, holds, issue, moved
from tests.web.recurring.test_recurring import begun
from tiendo import daysoff, workdays
from tiendo import duty as rules
from tiendo.duty import Closing
from tiendo.occurrence import AfterEnd
from tiendo.orgtree import Level
from tiendo.period import Kind, Rhythm
from tiendo_web.calendars import counting
from tiendo_web.calendars import queries as calendars
from tiendo_web.duties import reckoning
from tiendo_web.duties.models import Duty, Event
from tiendo_web.jobs import work
from tiendo_web.plans.models import Task
from tiendo_web.recurring import queries as recurring
from tiendo_web.rulesets import queries as tables

KIND = rules.EventKind
TERMS = ("10 ngày làm việc", "12 ngày làm việc", "20 ngày", "1 tháng")


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


def mixed(province, an, dung):
    """Duties whose days came about in every way: alike, by level, from a pause, an end, a report, by hand."""
    for number, term in enumerate(TERMS * 2):
        text = PLAN.replace("10 ngày làm việc", term).replace("15/KH-UBND", f"{20 + number}/KH-UBND")
        issue(an, text.replace("3. Ủy ban nhân dân các xã, phường", "3. Sở Y tế, Sở Tài chính"), days=number // 3)
    task = Task.objects.filter(jurisdiction_id=province.id, position=3).order_by("pk")[0].pk
    begun(an, task, Rhythm(Kind.MONTH), AfterEnd(3, {Level.COMMUNE: 1}))
    own = list(
        Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"], task__position=1)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    moved(own[0], KIND.PAUSED, an, 3)
    moved(own[1], KIND.CLOSED, an, 3, reason=Closing.OTHER)
    moved(own[1], KIND.REOPENED, an, 4)
    moved(own[2], KIND.EXTENDED, an, 4, until=dt.date(2026, 4, 20))
    moved(own[3], KIND.REPORTED, dung, 4)
    moved(own[4], KIND.PAUSED, an, 4)
    moved(own[4], KIND.RESUMED, an, 5)
    work.issue_recurring(province.id, dt.datetime(2026, 3, 8, 1, tzinfo=dt.UTC))


def singly(province, text, on):
    """What a decision moves where every open clock is looked at by itself."""
    before = tables.calendar(jurisdiction_id=province.id)
    decision, faults = daysoff.read(text, basis="12/TB-BNV", status=workdays.Status.CONFIRMED, calendar=before)
    assert decision is not None, faults
    counts = counting.Counts(
        province.id,
        (before, daysoff.amended(before, decision)),
        on,
        recurring.occurrences(jurisdiction_id=province.id),
        lambda: reckoning.plans(jurisdiction_id=province.id, found={}),
    )
    found = reckoning.due_from(min(daysoff.changed(*counts.tables, decision)))
    looked_at = list(reckoning.running(jurisdiction_id=province.id, found=found))
    moves = [move for one in looked_at for move in calendars.moved(one, counts, decision.basis, on)]
    return sorted(moves, key=lambda move: move.duty_id), len(looked_at), decision, before


DECISIONS = (SWAP, "nghỉ 31/03/2026", "làm việc 14/03/2026", "nghỉ 01/04/2026 đến 03/04/2026")


@pytest.mark.parametrize("kept", [True, False])
def test_counting_each_term_once_moves_what_counting_each_duty_does(province, an, dung, kept):
    mixed(province, an, dung)
    if not kept:
        Task.objects.filter(jurisdiction_id=province.id).update(deadline=None)
    total = 0
    for number, text in enumerate(DECISIONS):
        days = 8 + number
        moves, looked_at, decision, before = singly(province, text, TODAY + days * DAY)
        asked = {"jurisdiction_id": province.id, "decision": decision, "before": before, "on": TODAY + days * DAY}
        seen = calendars.preview(**asked)
        assert (seen.moved, seen.looked_at) == (len(moves), looked_at)
        found = decided(an, text, days=days, basis=f"{number}/TB-BNV")
        assert [
            (m.duty_id, m.due_before, m.due_on, m.near_on) for m in sorted(found.moves, key=lambda m: m.duty_id)
        ] == [(m.duty_id, m.due_before, m.due_on, m.near_on) for m in moves]
        total += len(moves)
    assert total > 10
    if kept:
        holds(province)


def test_a_preview_asks_no_more_for_more_duties(province, an):
    numbers = []
    for times in range(2):
        for number in range(1 + 4 * times):
            issue(an, PLAN.replace("15/KH-UBND", f"{10 * times + number}/KH-UBND"), days=times)
        _moves, _looked, decision, before = singly(province, SWAP, TODAY + 3 * DAY)
        with CaptureQueriesContext(connection) as asked:
            seen = calendars.preview(jurisdiction_id=province.id, decision=decision, before=before, on=TODAY + 3 * DAY)
        numbers.append((len(asked), seen.moved, len(seen.moves)))
    assert numbers[0][0] == numbers[1][0] <= 25
    assert [one[1:] for one in numbers] == [(1, 1), (6, 2)], "those of one day are counted once"
