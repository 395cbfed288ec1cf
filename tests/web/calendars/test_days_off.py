"""A decision on days off that comes late moves the open clocks it touches, each with its entry, and nothing else."""

import datetime as dt
import io
from dataclasses import dataclass

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.web.duties.test_life import duty_of, standing
from tests.web.pages.test_bodies import words
from tests.web.recurring.test_recurring import begun
from tests.web.rulesets.test_in_use import adopt
from tiendo import duty as rules
from tiendo import workdays
from tiendo.clock import Standing
from tiendo.duty import Closing
from tiendo.errors import Refused
from tiendo.occurrence import AfterEnd
from tiendo.period import Kind, Rhythm
from tiendo_web.calendars import actions, moving
from tiendo_web.calendars import queries as calendars
from tiendo_web.core.access import Role
from tiendo_web.core.models import Jurisdiction
from tiendo_web.duties import actions as duties
from tiendo_web.duties import queries, states
from tiendo_web.duties.models import Duty, Event
from tiendo_web.jobs import work
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import viewers
from tiendo_web.plans.models import Task
from tiendo_web.recurring import queries as recurring
from tiendo_web.rulesets import actions as rulesets
from tiendo_web.rulesets import queries as tables
from tiendo_web.scorecards import queries as scorecards

KIND = rules.EventKind
DAY = dt.timedelta(days=1)
TODAY = make.AT.date()
# Ten working days from Monday 2 March are Monday 16 March; Friday 13 March is off now, Saturday 21 March worked.
PLAN = make.PLAN.replace("hoàn thành trước ngày 15/4/2026", "trong thời hạn 10 ngày làm việc kể từ ngày ban hành")
SWAP = "nghỉ 13/03/2026, làm bù 21/03/2026"
DUE, LATER = dt.date(2026, 3, 16), dt.date(2026, 3, 17)


@pytest.fixture
def duty(province, an):
    """Sở Y tế's duty of ten working days, due on 16 March."""
    duties.issue(plan_id=make.plan(an, PLAN), viewer=an, at=make.AT)
    pk = duty_of(province, "health")
    assert row(pk).due_on == DUE
    return pk


def row(pk):
    return Duty.objects.get(jurisdiction_id__in=Jurisdiction.objects.values("pk"), pk=pk)


def entered(viewer, text=SWAP, days=3, basis="12/TB-BNV"):
    """Enter a decision, and move nothing yet; gives its id."""
    return actions.decide(
        jurisdiction_id=viewer.jurisdiction_id,
        text=text,
        basis=basis,
        status=workdays.Status.CONFIRMED,
        by=viewer,
        at=make.AT + days * DAY,
    )


@dataclass
class Effect:
    moves: list


def decided(viewer, text=SWAP, days=3, basis="12/TB-BNV", batch=moving.BATCH):
    """Enter a decision and move every clock that it touches; gives the moves."""
    decision_id = entered(viewer, text, days, basis)
    while moving.go_on(jurisdiction_id=viewer.jurisdiction_id, at=make.AT + days * DAY, batch=batch):
        pass
    return Effect(moves_of(viewer, decision_id))


def moves_of(viewer, decision_id):
    """What a decision moved, as the ledger and the events tell it."""
    line = tables.days_off_entered(decision_id=decision_id, viewer=viewer)
    acts = calendars.acts_of(line, viewer=viewer)
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    found = []
    for event in Event.objects.filter(**here, act__in=acts, kind=KIND.RECKONED.value).order_by("duty_id"):
        before = Event.objects.filter(**here, duty_id=event.duty_id, pk__lt=event.pk).order_by("pk")
        due_before = rules.replay([states.as_event(one) for one in before]).due_on
        found.append(calendars.Move(event.duty_id, due_before, event.due_on, event.near_on, event.trace))
    return found


def moved(duty_id, kind, viewer, days, **said):
    saying = duties.Words(**({"text": "Xong."} | said))
    duties.move(duty_id=duty_id, kind=kind, words=saying, viewer=viewer, at=make.AT + days * DAY)


def holds(province):
    assert queries.drift(province.id) == [] == recurring.drift(province.id)
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_an_open_clock_is_counted_anew_with_an_entry_that_says_why(province, an, duty):
    health = province.bodies["health"]
    before = [scorecards.scorecard(viewer=an, on=TODAY + n * DAY).row(health) for n in range(3)]
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    effect = decided(an)
    assert [(one.duty_id, one.due_before, one.due_on) for one in effect.moves] == [(duty, DUE, LATER)]
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 2, "the decision, and what it moved"
    event = Event.objects.filter(jurisdiction_id=province.id, duty_id=duty).latest("pk")
    assert (event.kind, event.due_on) == (KIND.RECKONED.value, LATER) and "12/TB-BNV" in event.trace
    assert row(duty).due_on == LATER
    assert standing(an, health, LATER) == [Standing.NEAR_DUE] and standing(an, health, LATER + DAY) == [
        Standing.OVERDUE
    ]
    assert [scorecards.scorecard(viewer=an, on=TODAY + n * DAY).row(health) for n in range(3)] == before
    shown = queries.duty(duty_id=duty, viewer=an, on=LATER)
    assert shown.first_due_on == LATER and shown.extensions == 0
    holds(province)


def test_what_a_person_set_and_what_is_over_stays(province, an, dung, duty):
    finance = duty_of(province, "finance")
    assert row(finance).due_on == dt.date(2026, 3, 31)
    moved(duty, KIND.EXTENDED, an, 1, until=dt.date(2026, 3, 20))
    assert [one.duty_id for one in decided(an).moves] == []
    assert row(duty).due_on == dt.date(2026, 3, 20) and row(finance).due_on == dt.date(2026, 3, 31)
    holds(province)


@pytest.mark.parametrize("last", [KIND.CLOSED, KIND.REVOKED])
def test_closed_clocks_do_not_move(province, an, duty, last):
    moved(duty, last, an, 1, reason=Closing.OTHER)
    assert decided(an).moves == []
    holds(province)


def test_a_report_that_waits_has_its_day_counted_anew_too(province, an, dung, duty):
    moved(duty, KIND.REPORTED, dung, 1)
    assert [one.due_on for one in decided(an).moves] == [LATER]
    moved(duty, KIND.RETURNED, an, 4)
    assert standing(an, province.bodies["health"], LATER) == [Standing.NEAR_DUE]
    holds(province)


def test_whose_report_waits_does_not_confirm_it_after_its_day_was_counted_anew(province, an, dung, duty):
    moved(duty, KIND.REPORTED, dung, 1)
    decided(an)
    clerk = orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=dung.user_id,
        role=Role.CLERK,
        body_id=province.bodies["province"],
        holds_from=TODAY,
        at=make.AT + 3 * DAY,
    )
    judge = viewers.viewer(user_id=dung.user_id, jurisdiction_id=province.id, holder_id=clerk, on=TODAY + 4 * DAY)
    with pytest.raises(duties.OwnReport):
        moved(duty, KIND.ACCEPTED, judge, 4)
    moved(duty, KIND.ACCEPTED, an, 4)


def test_a_clock_that_was_resumed_is_counted_from_its_pause(province, an, duty):
    moved(duty, KIND.PAUSED, an, 1)
    moved(duty, KIND.RESUMED, an, 2)
    due = row(duty).due_on
    (one,) = decided(an).moves
    assert one.due_before == due and one.due_on == due + DAY
    holds(province)


def test_a_paused_clock_moves_and_stays_paused(province, an, duty):
    moved(duty, KIND.PAUSED, an, 1)
    assert [one.due_on for one in decided(an).moves] == [LATER]
    assert row(duty).stage == rules.Stage.PAUSED.value
    moved(duty, KIND.RESUMED, an, 4)
    assert row(duty).due_on > LATER
    holds(province)


def test_a_second_decision_moves_it_back(province, an, duty):
    decided(an)
    effect = decided(an, "làm việc 13/03/2026\nnghỉ 21/03/2026: Bỏ làm bù", days=4, basis="13/TB-BNV")
    assert [(one.due_before, one.due_on) for one in effect.moves] == [(LATER, DUE)]
    assert row(duty).due_on == DUE
    holds(province)


def test_a_day_to_come_never_becomes_one_that_has_passed(province, an, duty):
    decided(an)
    effect = decided(an, "làm việc 13/03/2026\nnghỉ 21/03/2026: Bỏ làm bù", days=15, basis="13/TB-BNV")
    assert [one.due_on for one in effect.moves] == [LATER], "entered on the 17th, when the 16th has passed"


def test_a_near_day_is_counted_anew_where_the_due_day_stays(province, an, duty):
    finance = duty_of(province, "finance")
    effect = decided(an, "nghỉ 30/03/2026, làm bù 28/03/2026")
    near = {one.duty_id: (one.due_before == one.due_on, one.near_on) for one in effect.moves}
    assert near == {}, (
        "Saturday the 28th is worked for Monday the 30th: three working days before the 31st all the same"
    )
    effect = decided(an, "nghỉ 27/03/2026", days=4, basis="13/TB-BNV")
    assert [(one.duty_id, one.due_on, one.near_on) for one in effect.moves] == [
        (finance, dt.date(2026, 3, 31), dt.date(2026, 3, 25))
    ]
    holds(province)


def test_occurrences_are_counted_anew_from_their_period(province, an, duty):
    task = Task.objects.get(jurisdiction_id=province.id, position=3).pk
    begun(an, task, Rhythm(Kind.MONTH), AfterEnd(3))
    work.issue_recurring(province.id, dt.datetime(2026, 4, 1, 1, tzinfo=dt.UTC))
    effect = decided(an, "nghỉ 05/05/2026", days=40)
    assert {(one.due_before, one.due_on) for one in effect.moves} == {(dt.date(2026, 5, 6), dt.date(2026, 5, 7))}
    assert len(effect.moves) == 2
    holds(province)


def test_a_default_deadline_of_the_rules_is_counted_anew(province, an):
    adopt(an, ("ghi: không quy định\n  căn cứ: Chưa tìm", "ghi: 10 ngày làm việc\n  căn cứ: Quy chế 9; không tìm"))
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT + DAY)
    assert {(one.due_before, one.due_on) for one in decided(an).moves} == {(DUE, LATER)}
    holds(province)


def test_faults_are_refused_and_write_nothing(province, an, chi, duty):
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    with pytest.raises(rulesets.Faulty) as refused:
        decided(an, "nghỉ hôm nay")
    assert [fault.code for fault in refused.value.diagnostics] == ["Y004"]
    with pytest.raises(Refused) as refused:
        decided(an, basis=" ")
    assert refused.value.field == "basis"
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries
    decided(an)
    other = tables.calendar(jurisdiction_id=chi.jurisdiction_id)
    assert other.is_working(dt.date(2026, 3, 13)), "another province has entered nothing"


def test_new_duties_go_by_what_was_decided(province, an):
    decided(an, days=0)
    duties.issue(plan_id=make.plan(an, PLAN), viewer=an, at=make.AT)
    assert row(duty_of(province, "health")).due_on == LATER


def test_a_clerk_looks_at_what_moves_and_enters_it(browser, province, an, dung):
    from tiendo_web.core import now

    table, today = tables.calendar(jurisdiction_id=province.id), now.today()
    issued = dt.datetime.combine(today, dt.time(1), dt.UTC)
    text = PLAN.replace("ngày 02 tháng 3 năm 2026", f"ngày {today:%d} tháng {today:%m} năm {today.year}")
    duties.issue(plan_id=make.plan(an, text, at=issued), viewer=an, at=issued)
    day = table.add(today, 3)
    office = browser.wearing(an)
    assert "Tết" in words(office.get("/calendar/"))
    data = office.form("/calendar/new/") | {"basis": "12/TB-BNV", "status": "confirmed", "text": "nghỉ mai"}
    wrong = office.post("/calendar/new/", data)
    assert wrong.status_code == 422 and "Dòng 1" in wrong.content.decode() and "nghỉ mai" in wrong.content.decode()
    data["text"] = f"nghỉ {day:%d/%m/%Y}"
    shown = office.post("/calendar/new/", data)
    assert shown.status_code == 200 and "1 nhiệm vụ sẽ được tính lại" in words(shown)
    assert tables.days_off(viewer=an) == [], "looked at, not entered"
    assert office.post("/calendar/new/", data | {"enter": "1"}).status_code == 302
    assert office.post("/calendar/new/", data | {"enter": "1"}).status_code in (302, 422)
    assert len(tables.days_off(viewer=an)) == 1
    assert "12/TB-BNV" in words(office.get("/calendar/"))
    told = words(office.get(f"/duties/{duty_of(province, 'health')}/"))
    assert "Tính lại hạn theo lịch nghỉ" in told and "12/TB-BNV" in told
    officer = type(browser)().wearing(dung)
    assert officer.get("/calendar/").status_code == 200 and officer.get("/calendar/new/").status_code == 403


def test_the_operator_enters_a_decision_from_a_file(province, an, duty, tmp_path):
    file, out = tmp_path / "ngay-nghi.txt", io.StringIO()
    file.write_text("nghỉ thứ sáu", "utf-8")
    with pytest.raises(CommandError, match="Y004") as refused:
        call_command("decide_days", "son-hai", file, basis="12/TB-BNV")
    assert refused.value.returncode == 1
    for slug, path in (("nowhere", file), ("son-hai", tmp_path / "none.txt")):
        with pytest.raises(CommandError) as refused:
            call_command("decide_days", slug, path, basis="12/TB-BNV")
        assert refused.value.returncode == 2
    file.write_text("nghỉ 04/01/2027\n", "utf-8")
    call_command("decide_days", "son-hai", file, basis="12/TB-BNV", stdout=out)
    assert out.getvalue() == "1 days changed, 0 duties counted anew\n"


def test_the_day_of_a_duty_is_told_as_data_by_the_table_it_was_counted_by(browser, province, an, chi, duty):
    office = browser.wearing(an)
    told = office.get(f"/duties/{duty}/day/").json()
    assert told["due_on"] == told["first_due_on"] == "2026-03-16" and told["steps"]["due_on"] == "2026-03-16"
    assert told["steps"]["length"] == {"count": 10, "unit": "working_day"}
    decided(an)
    told = office.get(f"/duties/{duty}/day/").json()
    assert told["due_on"] == told["steps"]["due_on"] == "2026-03-17"
    assert {"day": "2026-03-13", "why": "Nghỉ hoán đổi, làm bù ngày 21/03/2026", "basis": "12/TB-BNV"}.items() <= next(
        off for off in told["steps"]["skipped"] if off["day"] == "2026-03-13"
    ).items()
    moved(duty, KIND.EXTENDED, an, 4, until=dt.date(2026, 3, 30))
    told = office.get(f"/duties/{duty}/day/").json()["steps"]
    assert (told["how"], told["before"], told["due_on"]) == ("granted", "2026-03-17", "2026-03-30"), "somebody set it"
    assert type(browser)().wearing(chi).get(f"/duties/{duty}/day/").status_code == 404


WORKED = "làm việc 14/03/2026"


@pytest.mark.parametrize("days", [14, 12])
def test_a_decision_makes_no_report_late_that_was_in_time(province, an, dung, duty, days):
    """Reported on the due day, or the working day before; later the Saturday before is said to have been worked."""
    moved(duty, KIND.REPORTED, dung, days)
    decided(an, WORKED, days=18)
    assert row(duty).due_on == TODAY + max(days, 12) * DAY
    moved(duty, KIND.ACCEPTED, an, 19)
    assert standing(an, province.bodies["health"], TODAY + 30 * DAY) == [Standing.DONE_ON_TIME]
    holds(province)


def test_a_decision_makes_no_pause_late_that_began_in_term(province, an, duty):
    moved(duty, KIND.PAUSED, an, 14)
    decided(an, WORKED, days=18)
    assert standing(an, province.bodies["health"], TODAY + 18 * DAY) == [Standing.PAUSED]
    moved(duty, KIND.RESUMED, an, 21)
    assert row(duty).due_on == TODAY + 21 * DAY and standing(an, province.bodies["health"], TODAY + 21 * DAY) != [
        Standing.OVERDUE
    ]
    holds(province)


def test_what_a_decision_could_not_take_back_the_next_one_gives(province, an, dung, duty):
    """The day stopped at the report; a decision that corrects the first moves it as if there had been none."""
    moved(duty, KIND.REPORTED, dung, 14)
    decided(an, WORKED, days=18)
    assert row(duty).due_on == DUE
    decided(an, "nghỉ 14/03/2026, nghỉ 13/03/2026".replace(", ", "\n"), days=19, basis="13/TB-BNV")
    assert row(duty).due_on == LATER
    holds(province)


def test_the_ledger_leads_to_each_duty_that_a_decision_moved(browser, province, an, dung, duty):
    decided(an)
    clerk = browser.wearing(an)
    (line,) = tables.days_off(viewer=an)
    page = f"/calendar/decisions/{line.id}/"
    assert f'href="{page}"' in clerk.get("/ledger/").content.decode()
    assert f'href="{page}"' in clerk.get("/calendar/").content.decode()
    assert f'href="/duties/{duty}/"' in clerk.get(page).content.decode()
    assert f'href="/duties/{duty}/"' in type(browser)().wearing(dung).get(page).content.decode()
    ly = province.viewer("ly", role=Role.OFFICER, body="thuan")
    shown = type(browser)().wearing(ly).get(page)
    assert shown.status_code == 200 and f"/duties/{duty}/" not in shown.content.decode(), "out of his reach"
    assert clerk.get("/calendar/decisions/99999/").status_code == 404


# Twenty working days from 2 March, with an earlier day after ten of them.
FROM = "trong thời hạn {} ngày làm việc kể từ ngày ban hành"
STAGED = f"{FROM.format(10)}; báo cáo kết quả {FROM.format(20)}"


def test_a_clock_that_was_opened_again_is_counted_from_its_end(province, an, duty):
    """Ended on 3 March with nine working days left, opened on the 4th: Friday the 13th is off, so one day more."""
    moved(duty, KIND.CLOSED, an, 1, reason=Closing.OTHER)
    moved(duty, KIND.REOPENED, an, 2)
    due = row(duty).due_on
    (one,) = decided(an).moves
    assert (one.due_before, one.due_on) == (due, due + DAY) and "mở lại" in one.trace
    holds(province)


def test_the_stages_of_a_task_are_counted_anew_each_from_its_own_words(province, an):
    issue(an, make.PLAN.replace("hoàn thành trước ngày 15/4/2026", STAGED))
    health = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"]).order_by("pk")
    whole, stage = health
    assert (stage.parent_id, stage.due_on) == (whole.pk, DUE)
    moves = {one.duty_id: (one.due_before, one.due_on) for one in decided(an, "nghỉ 13/03/2026").moves}
    assert moves == {whole.pk: (whole.due_on, whole.due_on + DAY), stage.pk: (DUE, LATER)}
    holds(province)


def issue(viewer, text, days=0):
    at = make.AT + days * DAY
    return duties.issue(plan_id=make.plan(viewer, text, at=at), viewer=viewer, at=at)
