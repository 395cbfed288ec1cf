"""From when the terms of a document run, and duties that have a term and no day yet."""

import datetime as dt

import pytest

from tests import make
from tests.web.calendars.test_days_off import decided
from tests.web.duties.test_life import duty_of, move, standing
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo import workdays
from tiendo.ageing import Age
from tiendo.clock import Standing
from tiendo.errors import Refused
from tiendo.rulebook import Words
from tiendo_web.calendars import moving
from tiendo_web.calendars import queries as reckoned
from tiendo_web.core.access import Role
from tiendo_web.core.models import Jurisdiction
from tiendo_web.duties import actions, queries
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import viewers
from tiendo_web.plans import queries as plans
from tiendo_web.rulesets import queries as tables

KIND = rules.EventKind
DAY = dt.timedelta(days=1)
TODAY = make.AT.date()
LATE = make.AT + 18 * DAY
TERM = "trong thời hạn 10 ngày làm việc kể từ ngày {}"
DUE = dt.date(2026, 3, 16)
# Ten working days from 10 March.
DAY_OF_TEN = dt.date(2026, 3, 24)


def plan(start):
    return make.PLAN.replace("hoàn thành trước ngày 15/4/2026", TERM.format(start))


def issued(province, an, start, at=make.AT):
    actions.issue(plan_id=make.plan(an, plan(start), at=at), viewer=an, at=at)
    return Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"])


def began(duty, viewer, happened_on, day, **said):
    move(duty.pk, KIND.BEGAN, viewer, day, text="", happened_on=happened_on, **said)


def holds(province):
    assert queries.drift(province.id) == []
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


@pytest.mark.parametrize("start", ["ban hành", "ký Kế hoạch này"])
def test_a_term_from_the_issue_runs_from_the_documents_own_day(province, an, start):
    """Entered eighteen days late, it is due as if it had been entered at once."""
    duty = issued(province, an, start, at=LATE)
    assert duty.due_on == DUE
    trace = Event.objects.get(jurisdiction_id=province.id, duty=duty).trace
    assert f"Tính từ ngày của văn bản, 02/03/2026 (“{start}”)" in trace
    holds(province)


def test_the_end_of_the_year_is_that_of_the_documents_year(province, an):
    at = dt.datetime(2027, 1, 8, 2, tzinfo=dt.UTC)
    text = make.PLAN.replace("trước ngày 15/4/2026", "cuối năm")
    plan_id = make.plan(an, text, at=at)
    key = make.tasks(plan_id, an)[0]
    seen = plans.plan_draft(plan_id=plan_id, viewer=an, on=at.date()).number
    make.plans.mend_task(plan_id=plan_id, task=key, fields={"deadline": "cuối năm"}, seen=seen, viewer=an, at=at)
    actions.issue(plan_id=plan_id, viewer=an, at=at)
    assert Duty.objects.get(pk=duty_of(province, "health"), jurisdiction_id=province.id).due_on == dt.date(2026, 12, 31)


def test_the_receipt_of_the_document_itself_is_its_being_given_out_here(province, an):
    duty = issued(province, an, "nhận được Kế hoạch này", at=LATE)
    assert duty.due_on == dt.date(2026, 4, 3)
    assert "giao nhiệm vụ trên phần mềm, 20/03/2026" in Event.objects.get(jurisdiction_id=province.id, duty=duty).trace


def test_a_document_without_a_day_waits_for_one(province, an):
    text = plan("ban hành").replace("Sơn Hải, ngày 02 tháng 3 năm 2026\n", "")
    actions.issue(plan_id=make.plan(an, text), viewer=an, at=make.AT)
    duty = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"])
    assert (duty.due_on, duty.undated) == (None, rules.Undated.EVENT.value)
    began(duty, an, TODAY, TODAY)
    duty.refresh_from_db(from_queryset=Duty.objects.filter(jurisdiction_id=province.id))
    assert duty.due_on == DUE


def test_the_workbench_shows_the_same_day_whenever_it_is_opened(province, an):
    plan_id = make.plan(an, plan("ban hành"))
    clerk = Browser().wearing(an)
    page = clerk.get(f"/plans/{plan_id}/").content.decode()
    assert '<time datetime="2026-03-16">' in page and "kể từ ngày ban hành" in page


class TestEvent:
    """A term from an event: no day before the event's is entered, which the giver does."""

    START = "nhận được dự toán của Sở Tài chính"

    @pytest.fixture
    def duty(self, province, an):
        """Sở Y tế's duty of ten working days from an event."""
        return issued(province, an, self.START)

    def test_it_has_no_day_and_stands_on_its_own(self, province, an, duty):
        assert (duty.due_on, duty.undated) == (None, "event")
        assert standing(an, province.bodies["health"], TODAY + 300 * DAY) == [Standing.UNDATED]
        (line,) = queries.duties(viewer=an, on=TODAY, which=queries.Which.UNDATED).lines
        assert (line.id, line.standing) == (duty.pk, Standing.UNDATED)
        assert duty.pk not in {
            one.id for one in queries.duties(viewer=an, on=TODAY, which=queries.Which.NO_DEADLINE).lines
        }
        page = Browser().wearing(an).get(f"/duties/{duty.pk}/").content.decode()
        assert "chờ sự kiện" in page and f"“{self.START}”, chưa ghi nhận đã xảy ra" in page
        assert f"kể từ ngày {self.START}" in page
        holds(province)

    def test_nobody_hearing_of_it_it_is_chased(self, province, an, duty):
        on = TODAY + 120 * DAY
        chased = queries.duties(viewer=an, on=on, which=queries.Which.CHASED).lines
        assert duty.pk in {one.id for one in chased}
        assert queries.ages(viewer=an, on=on).counts[Age.CHASED] == len(chased) - 1, "of its own list"

    def test_the_giver_enters_the_day_and_the_term_is_counted_from_it(self, province, an, dung, duty):
        with pytest.raises(Refused):
            began(duty, dung, TODAY, TODAY)
        began(duty, an, dt.date(2026, 3, 10), dt.date(2026, 3, 12))
        shown = queries.duty(duty_id=duty.pk, viewer=an, on=TODAY + 10 * DAY)
        assert (shown.line.due_on, shown.line.undated) == (dt.date(2026, 3, 24), None)
        assert (shown.first_due_on, shown.extensions) == (dt.date(2026, 3, 24), 0)
        assert f"Tính từ ngày xảy ra sự kiện “{self.START}”, 10/03/2026." in shown.events[-1].trace
        told = reckoned.day(duty_id=duty.pk, viewer=an, on=TODAY + 10 * DAY)
        assert told.steps is not None and told.steps.due_on == dt.date(2026, 3, 24)
        health = province.bodies["health"]
        assert standing(an, health, dt.date(2026, 3, 11)) == [Standing.UNDATED]
        assert standing(an, health, dt.date(2026, 3, 25)) == [Standing.OVERDUE]
        holds(province)

    @pytest.mark.parametrize(("day", "words"), [(dt.date(2025, 3, 10), "02/03/2026"), (dt.date(2027, 3, 10), "chưa")])
    def test_a_slip_in_its_year_is_refused_beside_the_day_and_makes_nothing_late(self, an, duty, day, words):
        """The document waits for the event: it is not over when the document is dated, nor still to come."""
        with pytest.raises(Refused, match=words) as refused:
            began(duty, an, day, dt.date(2026, 3, 12))
        assert refused.value.field == "happened_on"
        duty.refresh_from_db(from_queryset=Duty.objects.filter(jurisdiction_id=duty.jurisdiction_id))
        assert (duty.due_on, duty.undated) == (None, "event")

    def test_the_day_may_be_that_of_the_document_itself_though_it_was_entered_later(self, province, an):
        late = issued(province, an, self.START, at=LATE)
        began(late, an, make.AT.date(), LATE.date())
        late.refresh_from_db(from_queryset=Duty.objects.filter(jurisdiction_id=late.jurisdiction_id))
        assert late.due_on == DUE

    def test_a_day_entered_wrongly_is_entered_again_with_its_reason(self, province, an, dung, duty):
        began(duty, an, dt.date(2026, 3, 3), dt.date(2026, 3, 12))
        move(duty.pk, KIND.REPORTED, dung, dt.date(2026, 3, 20))
        health = province.bodies["health"]
        assert standing(an, health, dt.date(2026, 3, 20)) == [Standing.OVERDUE]
        again = dt.date(2026, 3, 21)
        for day, text, field in ((dt.date(2026, 3, 10), " ", "text"), (dt.date(2026, 3, 3), "Nhầm", "happened_on")):
            with pytest.raises(Refused) as refused:
                move(duty.pk, KIND.BEGAN, an, again, text=text, happened_on=day)
            assert refused.value.field == field
        move(duty.pk, KIND.BEGAN, an, again, text="Nhầm ngày", happened_on=dt.date(2026, 3, 10))
        shown = queries.duty(duty_id=duty.pk, viewer=an, on=again)
        assert (shown.line.due_on, shown.first_due_on, shown.put_off) == (DAY_OF_TEN, DAY_OF_TEN, False)
        assert standing(an, health, again) == [Standing.IN_TERM], "the report came in time"
        assert standing(an, health, dt.date(2026, 3, 20)) == [Standing.OVERDUE], "no earlier day says otherwise"
        page = Browser().wearing(an).get(f"/duties/{duty.pk}/").content.decode()
        assert "Đã ghi ngày 10/03/2026" in page and "đã gia hạn" not in page
        holds(province)

    def test_once_the_day_was_moved_it_is_not_entered_again(self, an, duty):
        began(duty, an, dt.date(2026, 3, 10), dt.date(2026, 3, 12))
        move(duty.pk, KIND.EXTENDED, an, dt.date(2026, 3, 13), until=dt.date(2026, 4, 20))
        with pytest.raises(Refused):
            move(duty.pk, KIND.BEGAN, an, dt.date(2026, 3, 14), happened_on=dt.date(2026, 3, 11))

    def test_whose_report_waits_does_not_confirm_it_after_the_day_was_entered(self, province, an, dung, duty):
        hat = {"role": Role.CLERK, "body_id": province.bodies["province"], "holds_from": make.FOUNDED}
        holder = orgs.give_hat(jurisdiction_id=province.id, user_id=dung.user_id, at=make.AT, **hat)
        other = viewers.viewer(user_id=dung.user_id, jurisdiction_id=province.id, holder_id=holder, on=TODAY)
        move(duty.pk, KIND.REPORTED, dung, dt.date(2026, 3, 12))
        began(duty, an, dt.date(2026, 3, 10), dt.date(2026, 3, 13))
        with pytest.raises(actions.OwnReport):
            move(duty.pk, KIND.ACCEPTED, other, dt.date(2026, 3, 14))

    def test_entering_it_stands_first_among_the_moves(self, an, duty):
        page = Browser().wearing(an).get(f"/duties/{duty.pk}/").content.decode()
        assert page.index("move-began") < page.index("move-paused")

    def test_a_decision_on_days_off_counts_it_anew_from_the_event(self, province, an, duty):
        began(duty, an, dt.date(2026, 3, 10), dt.date(2026, 3, 12))
        made = decided(an, "nghỉ 20/03/2026", days=11)
        assert [(one.duty_id, one.due_on) for one in made.moves] == [(duty.pk, dt.date(2026, 3, 25))]
        holds(province)

    @pytest.mark.parametrize("day", [None, TODAY + 5 * DAY])
    def test_an_event_without_a_day_or_still_to_come_is_refused_beside_the_field(self, an, duty, day):
        with pytest.raises(Refused) as refused:
            began(duty, an, day, TODAY + 4 * DAY)
        assert refused.value.field == "happened_on"

    def test_on_its_page(self, province, an, dung, duty):
        at = dt.datetime.now(dt.UTC)
        clerk, page = Browser().wearing(an), f"/duties/{duty.pk}/"
        assert "move-began" not in Browser().wearing(dung).get(page).content.decode()
        data = clerk.form(page, action=f"{page}began/")
        assert clerk.post(f"{page}began/", data).status_code == 422
        assert clerk.post(f"{page}began/", data | {"began-happened_on": f"{at.date() - DAY}"}).status_code == 302
        assert "xảy ra ngày" in clerk.get(page).content.decode()
        holds(province)

    def test_what_was_reported_before_keeps_its_report(self, province, an, dung, duty):
        move(duty.pk, KIND.REPORTED, dung, TODAY + DAY)
        began(duty, an, TODAY, TODAY + 2 * DAY)
        move(duty.pk, KIND.ACCEPTED, an, TODAY + 3 * DAY)
        assert standing(an, province.bodies["health"], TODAY + 300 * DAY) == [Standing.DONE_ON_TIME]
        holds(province)


class TestTable:
    """A term that the table of days off does not reach has a day once the table does."""

    @pytest.fixture
    def duty(self, province, an):
        """Sở Y tế's duty of five years: the table ends with 2030."""
        text = make.PLAN.replace("hoàn thành trước ngày 15/4/2026", "trong thời hạn 60 tháng kể từ ngày ban hành")
        actions.issue(plan_id=make.plan(an, text), viewer=an, at=make.AT)
        return Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"])

    def test_it_is_no_duty_without_a_deadline(self, province, an, duty):
        assert (duty.due_on, duty.undated) == (None, "table")
        assert "2031" in Event.objects.get(jurisdiction_id=province.id, duty=duty).trace
        assert standing(an, province.bodies["health"], TODAY) == [Standing.UNDATED]
        assert "bảng ngày nghỉ chưa đến" in Browser().wearing(an).get(f"/duties/{duty.pk}/").content.decode()
        holds(province)

    def test_it_is_counted_by_the_worker_once_there_is_a_table(self, province, an, duty, monkeypatch):
        moving.count_undated(jurisdiction_id=province.id, at=make.AT + DAY)
        assert Event.objects.filter(jurisdiction_id=province.id, duty=duty).count() == 1
        longer = workdays.shipped()
        row = workdays.DayRow(
            dt.date(2031, 1, 1),
            workdays.DayKind.HOLIDAY,
            Words("Tết Dương lịch", "New Year"),
            "Bộ luật Lao động",
            workdays.Status.PROJECTED,
        )
        longer = workdays.Calendar((*longer.rows, row))
        monkeypatch.setattr(tables.workdays, "shipped", lambda: longer)
        tables._amended.cache_clear()
        try:
            moving.count_undated(jurisdiction_id=province.id, at=make.AT + DAY)
            moving.count_undated(jurisdiction_id=province.id, at=make.AT + DAY)
        finally:
            tables._amended.cache_clear()
        duty = Duty.objects.get(jurisdiction_id__in=Jurisdiction.objects.values("pk"), pk=duty.pk)
        assert (duty.due_on, duty.undated) == (dt.date(2031, 3, 3), None)
        event = Event.objects.filter(jurisdiction_id=province.id, duty=duty).latest("pk")
        assert event.kind == KIND.RECKONED.value and "03/03/2031" in event.trace
        assert Event.objects.filter(jurisdiction_id=province.id, duty=duty).count() == 2, "counted once"
        holds(province)


class TestStages:
    """Several days of one task: each earlier one is a part of its own, which can be late by itself."""

    TWO = "đợt 1 trước ngày 15/4/2026, đợt 2 trước ngày 15/12/2026"

    @pytest.fixture
    def whole(self, province, an):
        """Sở Y tế's duty in two stages."""
        text = make.PLAN.replace("hoàn thành trước ngày 15/4/2026", self.TWO)
        actions.issue(plan_id=make.plan(an, text), viewer=an, at=make.AT)
        return Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"], parent=None)

    def test_each_earlier_day_is_a_part_with_its_trace(self, province, an, whole):
        part = Duty.objects.get(jurisdiction_id=province.id, parent=whole)
        assert (whole.due_on, part.due_on) == (dt.date(2026, 12, 15), dt.date(2026, 4, 15))
        assert part.owner_id == whole.owner_id and part.text.startswith("Mốc 1/2 (đến hết ngày 15/04/2026): ")
        assert "15/04/2026" in Event.objects.get(jurisdiction_id=province.id, duty=part).trace
        assert "Mốc 1/2" in Browser().wearing(an).get(f"/duties/{whole.pk}/").content.decode()
        holds(province)

    def test_what_passes_unmet_is_late_and_what_is_met_is_not(self, province, an, dung, whole):
        part = Duty.objects.get(jurisdiction_id=province.id, parent=whole)
        late = queries.duties(viewer=an, on=dt.date(2026, 4, 16), which=queries.Which.OVERDUE).lines
        assert part.pk in {line.id for line in late} and whole.pk not in {line.id for line in late}
        move(part.pk, KIND.REPORTED, dung, dt.date(2026, 4, 15))
        move(part.pk, KIND.ACCEPTED, an, dt.date(2026, 4, 20))
        late = queries.duties(viewer=an, on=dt.date(2026, 5, 1), which=queries.Which.OVERDUE).lines
        assert not {part.pk, whole.pk} & {line.id for line in late}
        holds(province)

    def test_the_workbench_shows_them_before_they_are_given(self, province, an):
        text = make.PLAN.replace("hoàn thành trước ngày 15/4/2026", self.TWO)
        plan_id = make.plan(an, text)
        for page in (f"/plans/{plan_id}/", f"/plans/{plan_id}/issue/"):
            shown = Browser().wearing(an).get(page).content.decode()
            assert "mốc trước đó" in shown and 'datetime="2026-04-15"' in shown
