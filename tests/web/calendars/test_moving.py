"""A decision on days off moves its clocks a batch at a time: as if all had been moved when it was entered."""

import datetime as dt

import pytest
from django.db import connection

from tests import make
from tests.web.calendars.test_alike import mixed
from tests.web.calendars.test_days_off import (
    DAY,
    DUE,
    LATER,
    PLAN,
    SWAP,
    decided,
    entered,
    holds,
    issue,
    moved,
    moves_of,
    row,
)
from tests.web.duties.test_life import duty_of
from tests.web.pages.test_bodies import words
from tiendo import duty as rules
from tiendo.duty import Closing
from tiendo.errors import Refused
from tiendo_web.calendars import moving
from tiendo_web.calendars import queries as calendars
from tiendo_web.core import now
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import inquiries, shares
from tiendo_web.duties.models import Duty, Event
from tiendo_web.jobs import days as worker
from tiendo_web.ledger.models import Entry
from tiendo_web.rulesets import queries as tables
from tiendo_web.work import queries as jobs

KIND = rules.EventKind
BACK = "làm việc 13/03/2026\nnghỉ 21/03/2026: Bỏ làm bù"


@pytest.fixture
def duty(province, an):
    """Sở Y tế's duty of ten working days, due on 16 March; the swap makes it due on the 17th."""
    issue(an, PLAN)
    return duty_of(province, "health")


def go_on(viewer, days, batch=1):
    return moving.go_on(jurisdiction_id=viewer.jurisdiction_id, at=make.AT + days * DAY, batch=batch)


def to_the_end(viewer, days, batch=1):
    while go_on(viewer, days, batch):
        pass


def how_far(viewer, decision_id, days=3):
    at = make.AT + days * DAY
    return calendars.progress(jurisdiction_id=viewer.jurisdiction_id, decision_id=decision_id, at=at)


def told(province, duty_id):
    """How a duty stands and what happened to it, but for the day on which it was counted anew."""
    columns = ("stage", "due_on", "near_from", "late_from", "first_due_on", "handed_in_on", "asked_for")
    here = {"jurisdiction_id": province.id}
    said = (
        Event.objects.filter(**here, duty_id=duty_id).order_by("pk").values_list("kind", "due_on", "near_on", "trace")
    )
    return Duty.objects.filter(**here, pk=duty_id).values_list(*columns).get(), list(said)


# What may be done to a duty between the decision and the batch that reaches it, by whom, and what is said with it.
BETWEEN = {
    "paused": [(KIND.PAUSED, "an", {})],
    "paused and resumed": [(KIND.PAUSED, "an", {}), (KIND.RESUMED, "an", {})],
    "reported": [(KIND.REPORTED, "dung", {})],
    "reported and returned": [(KIND.REPORTED, "dung", {}), (KIND.RETURNED, "an", {})],
    "asked for more time": [(KIND.ASKED, "dung", {"until": dt.date(2026, 3, 24)})],
    "extended": [(KIND.EXTENDED, "an", {"until": dt.date(2026, 3, 24)})],
    "closed": [(KIND.CLOSED, "an", {"reason": Closing.OTHER})],
    "closed and reopened": [(KIND.CLOSED, "an", {"reason": Closing.OTHER}), (KIND.REOPENED, "an", {})],
}


@pytest.mark.parametrize("between", BETWEEN)
def test_what_is_acted_on_meanwhile_comes_out_as_if_it_had_been_moved_before(db, between):
    """In two provinces alike: in one the clocks move at once, in the other after what was done to the duty."""
    found = []
    for slug in ("son-hai", "bac-giang-son"):
        province = make.province(slug, slug)
        an = province.viewer("an", role=Role.CLERK)
        hats = {"an": an, "dung": province.viewer("dung", role=Role.OFFICER, body="health")}
        issue(an, PLAN)
        duty_id = duty_of(province, "health")
        entered(an)
        if slug == "son-hai":
            to_the_end(an, 3)
        for number, (kind, who, said) in enumerate(BETWEEN[between]):
            moved(duty_id, kind, hats[who], 4 + number, **said)
        to_the_end(an, 6)
        holds(province)
        found.append(told(province, duty_id))
    assert found[0] == found[1]
    (event,) = (one for one in found[0][1] if one[0] == KIND.RECKONED.value)
    assert event[1] == LATER


def test_a_batch_moves_what_all_at_once_would(db):
    """Duties whose days came about in every way, in two provinces alike: one clock a batch, and all in one."""
    found = []
    for slug, batch in (("son-hai", 3), ("bac-giang-son", 1000)):
        province = make.province(slug, slug)
        an = province.viewer("an", role=Role.CLERK)
        dung = province.viewer("dung", role=Role.OFFICER, body="health")
        first = Duty.objects.filter(jurisdiction_id=an.jurisdiction_id).count()
        mixed(province, an, dung)
        effect = decided(an, SWAP, days=8, batch=batch)
        assert len(effect.moves) > 3
        ids = Duty.objects.filter(jurisdiction_id=province.id).order_by("pk").values_list("pk", flat=True)
        found.append([told(province, pk) for pk in ids[first:]])
        holds(province)
    assert found[0] == found[1]


def test_the_ledger_has_an_entry_for_the_decision_and_one_for_each_batch(province, an):
    for number in range(3):
        issue(an, PLAN.replace("15/KH-UBND", f"{20 + number}/KH-UBND"))
    decision_id = entered(an)
    assert moves_of(an, decision_id) == [], "the decision alone is entered"
    assert go_on(an, 3, batch=2) is True
    progress = how_far(an, decision_id)
    assert (progress.looked_at, progress.is_open, progress.failed) == (2, True, "")
    to_the_end(an, 4, batch=2)
    progress = how_far(an, decision_id)
    assert (progress.looked_at, progress.moved, progress.is_open) == (progress.total, 3, False)
    assert {one.due_on for one in moves_of(an, decision_id)} == {LATER}
    kinds = Entry.objects.filter(jurisdiction_id=province.id, kind__startswith="calendars.").order_by("seq")
    assert (kinds[0].kind, kinds[0].by_id) == ("calendars.decide", an.holder_id)
    assert {(one.kind, one.by_id, one.subject) for one in kinds[1:]} == {
        (moving.KIND, an.holder_id, f"rulesets.DaysOff:{decision_id}")
    }
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    assert go_on(an, 5) is False and Entry.objects.filter(jurisdiction_id=province.id).count() == entries
    holds(province)


def test_what_is_issued_meanwhile_goes_by_the_new_table_and_is_not_looked_at(province, an, duty):
    decision_id = entered(an)
    issue(an, PLAN.replace("15/KH-UBND", "16/KH-UBND"), days=0)
    fresh = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"]).latest("pk")
    assert fresh.due_on == LATER
    to_the_end(an, 4)
    assert [one.duty_id for one in moves_of(an, decision_id)] == [duty]
    holds(province)


@pytest.mark.parametrize("acted", [False, True])
def test_a_second_decision_waits_for_the_first_and_comes_out_as_after_it(province, an, duty, acted):
    first = entered(an)
    second = entered(an, BACK, days=4, basis="13/TB-BNV")
    issue(an, PLAN.replace("15/KH-UBND", "16/KH-UBND"), days=0)
    fresh = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"]).latest("pk").pk
    if acted:
        moved(duty, KIND.PAUSED, an, 5)
    to_the_end(an, 5)
    assert [(one.duty_id, one.due_before, one.due_on) for one in moves_of(an, first)] == [(duty, DUE, LATER)]
    assert [(one.duty_id, one.due_before, one.due_on) for one in moves_of(an, second)] == [(duty, LATER, DUE)]
    assert (row(duty).due_on, row(fresh).due_on) == (DUE, DUE)
    holds(province)


def test_the_second_decision_is_entered_after_the_first_has_reached_some(province, an):
    for number in range(4):
        issue(an, PLAN.replace("15/KH-UBND", f"{20 + number}/KH-UBND"))
    first = entered(an)
    while how_far(an, first).moved < 2:
        go_on(an, 3)
    second = entered(an, BACK, days=4, basis="13/TB-BNV")
    to_the_end(an, 5)
    for decision_id, days in ((first, (DUE, LATER)), (second, (LATER, DUE))):
        moves = moves_of(an, decision_id)
        assert [(one.due_before, one.due_on) for one in moves] == [days] * 4
    holds(province)


def test_the_day_of_a_duty_is_explained_by_the_table_that_has_reached_it(browser, province, an, duty):
    entered(an)
    office = browser.wearing(an)
    told_before = office.get(f"/duties/{duty}/day/").json()
    assert told_before["due_on"] == told_before["steps"]["due_on"] == "2026-03-16"
    to_the_end(an, 3)
    told_after = office.get(f"/duties/{duty}/day/").json()
    assert told_after["due_on"] == told_after["steps"]["due_on"] == "2026-03-17"


def test_who_saw_the_old_day_is_told_before_he_acts_and_then_acts(province, an, duty):
    seen = Event.objects.filter(jurisdiction_id=province.id, duty_id=duty).latest("pk").pk
    entered(an)
    said = {"duty_id": duty, "kind": KIND.PAUSED, "words": duties.Words(text="Lũ."), "viewer": an}
    with pytest.raises(duties.MovedMeanwhile) as meanwhile:
        duties.move(**said, seen=seen, at=make.AT + 4 * DAY)
    assert row(duty).due_on == LATER, "the day stays counted, though the act was refused"
    duties.move(**said, seen=meanwhile.value.seen, at=make.AT + 4 * DAY)
    holds(province)


def test_nobody_is_asked_why_he_is_late_by_a_day_that_holds_no_more(province, an, duty):
    """Due on the 16th, or by the decision on the 17th: on the 17th it is not late, though no batch has come to it."""
    entered(an)
    asked = {"duty_ids": [duty], "text": "Vì sao?", "due_on": LATER + 3 * DAY, "viewer": an}
    with pytest.raises(Refused):
        inquiries.ask_explanations(**asked, at=make.AT + 15 * DAY)
    assert row(duty).due_on == LATER
    assert len(inquiries.ask_explanations(**asked, at=make.AT + 16 * DAY)) == 1
    to_the_end(an, 17)
    holds(province)


def test_a_part_may_be_due_until_the_new_day_of_the_whole(province, an, dung):
    issue(an, PLAN)
    duty_id = duty_of(province, "health")
    entered(an)
    clinic = province.bodies["clinic"]
    part = shares.Part(clinic, "Rà soát.", LATER)
    shares.break_down(duty_id=duty_id, parts=[part], viewer=dung, at=make.AT + 4 * DAY)
    to_the_end(an, 5)
    assert row(duty_id).due_on == LATER
    holds(province)


def test_a_batch_that_fails_leaves_nothing_but_its_reason_and_is_tried_again(browser, province, an, duty):
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    decision_id = entered(an, days=0)
    with connection.cursor() as cursor:
        broken = 'UPDATE duties_event SET kind = %s WHERE kind = %s -- "jurisdiction_id" = all'
        cursor.execute(broken, ["accepted", "issued"])
    assert go_on(an, 3) is False and row(duty).due_on == DUE
    progress = how_far(an, decision_id)
    assert (progress.looked_at, progress.is_open) == (0, True) and progress.failed.startswith("ValueError: accepted")
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1
    page = words(browser.wearing(an).get(f"/calendar/decisions/{decision_id}/"))
    assert "Lượt vừa rồi không làm được" in page and "Lý do: ValueError" in page
    with connection.cursor() as cursor:
        cursor.execute(broken, ["issued", "accepted"])
    assert go_on(an, 3) is False, "not at once"
    to_the_end(an, 4)
    assert row(duty).due_on == LATER and not how_far(an, decision_id).is_open
    holds(province)


def many(number, day):
    """A plan issued on a day with so many tasks of ten working days for Sở Y tế."""
    head = PLAN[: PLAN.index("1. ")].replace("ngày 02 tháng 3 năm 2026", f"ngày {day:%d} tháng {day:%m} năm {day.year}")
    term = "trong thời hạn 10 ngày làm việc kể từ ngày ban hành"
    return head + "".join(f"{n}. Sở Y tế rà soát hồ sơ của khu vực số {n}, {term}.\n" for n in range(1, number + 1))


def test_many_clocks_move_behind_the_page_which_tells_how_far_it_is(browser, province, an, dung):
    today = now.today()
    issued = dt.datetime.combine(today, dt.time(1), dt.UTC)
    number = moving.BATCH + 10
    duties.issue(plan_id=make.plan(an, many(number, today), at=issued), viewer=an, at=issued)
    day = tables.calendar(jurisdiction_id=province.id).add(today, 3)
    office, officer = browser.wearing(an), type(browser)().wearing(dung)
    data = office.form("/calendar/new/") | {"basis": "12/TB-BNV", "status": "confirmed", "enter": "1"}
    answer = office.post("/calendar/new/", data | {"text": f"nghỉ {day:%d/%m/%Y}"})
    page = answer["Location"]
    shown = words(office.get(page))
    assert "Đang tính lại hạn" in shown and f"Đã xét {moving.BATCH}/{number} việc" in shown
    assert "Đã xét" not in words(officer.get(page)), "how many there are is not for all"
    assert "Đang tính lại hạn theo 12/TB-BNV" in words(officer.get("/duties/"))
    assert f'hx-get="{page}"' in office.get(page).content.decode(), "it asks for itself anew"
    while worker.do_due():
        pass
    assert office.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == page
    assert "Đang tính lại hạn" not in words(office.get(page)) + words(officer.get("/duties/"))
    assert jobs.waiting(jurisdiction_id=province.id, kind=moving.KIND) == []
    holds(province)
