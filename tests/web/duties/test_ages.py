"""Duties without a deadline age from the last thing heard of them, are counted by age, and chased by the rules."""

import datetime as dt

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.ageing import Age
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, ages, queries, shares
from tiendo_web.duties.models import Duty

KIND = rules.EventKind
WHICH = queries.Which


@pytest.fixture
def ly(province):
    return province.viewer("ly", role=Role.OFFICER, body="thuan")


@pytest.fixture
def duty(province, an):
    """Xã Hải Thuận's duty of the sample plan, without a deadline, issued on 2 March 2026."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "thuan")


def test_what_has_no_day_stands_behind_what_has_one_in_every_database(an, duty):
    days = [line.due_on for line in queries.duties(viewer=an, on=make.AT.date()).lines]
    assert None in days and days == sorted(days, key=lambda day: day or dt.date.max)


def counts(viewer, on, **narrowed):
    found = queries.ages(viewer=viewer, on=on, **narrowed)
    assert found.total == sum(found.counts.values())
    assert found.total == len(queries.duties(viewer=viewer, on=on, which=WHICH.NO_DEADLINE, **narrowed).lines)
    for age in Age:
        lines = queries.duties(viewer=viewer, on=on, which=WHICH.NO_DEADLINE, age=age, **narrowed).lines
        assert len(lines) == found.counts[age]
    return tuple(found.counts[age] for age in Age)


def test_they_age_and_a_report_of_any_kind_makes_them_young_again(province, an, ly, duty):
    day = dt.date
    assert counts(an, day(2026, 3, 2)) == (2, 0, 0)
    assert counts(an, day(2026, 4, 3)) == (0, 2, 0)
    assert counts(an, day(2026, 6, 3)) == (0, 0, 2), "three months, by the common rules"
    move(duty, KIND.PROGRESSED, ly, day(2026, 6, 3))
    assert counts(an, day(2026, 6, 4)) == (1, 0, 1)
    assert counts(an, day(2026, 7, 6), body_id=province.bodies["thuan"]) == (0, 1, 0)
    (line,) = queries.duties(viewer=ly, on=day(2026, 6, 13), which=WHICH.NO_DEADLINE).lines
    assert line.silent_days == 10
    move(duty, KIND.REPORTED, ly, day(2026, 6, 13))
    assert counts(an, day(2026, 6, 13)) == (0, 0, 1), "what waits to be confirmed is not silent"
    assert queries.drift(province.id) == []


def test_the_longest_silence_stands_first_and_is_chased(province, an, ly, duty):
    other, day = duty_of(province, "binh"), dt.date
    move(duty, KIND.PROGRESSED, ly, day(2026, 3, 20))
    on = day(2026, 6, 10)
    assert [line.id for line in queries.duties(viewer=an, on=on, which=WHICH.NO_DEADLINE).lines] == [other, duty]
    assert [line.id for line in queries.duties(viewer=an, on=on, which=WHICH.CHASED).lines] == [other]
    Duty.objects.filter(jurisdiction_id=province.id, pk=duty).update(heard_on=day(2026, 3, 1))
    assert queries.drift(province.id) == [f"columns of duty {duty}"]


def test_on_the_pages_with_the_rule_and_its_ground(an, duty):
    clerk = Browser().wearing(an)
    page = clerk.get("/duties/?which=no-deadline").content.decode()
    assert "Đến lúc phải đôn đốc: 2" in page and "quá 3 tháng" in page and "Bình Định" in page
    assert "ngày chưa có báo cáo" in page
    assert "Không thời hạn, cần đôn đốc" in clerk.get("/").content.decode()
    young = clerk.get("/duties/?which=no-deadline&age=recent").content.decode()
    assert "Không có nhiệm vụ nào" in young
    assert clerk.get("/duties/?which=no-deadline&age=khac").status_code == 200
    data = clerk.form("/letters/new/?all=1&which=no-deadline&age=chased")
    assert len(data["duties"].split(",")) == 2


def test_time_in_which_nobody_could_report_is_no_silence(province, an, ly, duty):
    """Paused for five months, closed for ten: on the day it goes on nothing is chased that was not before."""
    day, thuan = dt.date, {"body_id": province.bodies["thuan"]}
    move(duty, KIND.PAUSED, an, day(2026, 3, 12))
    move(duty, KIND.RESUMED, an, day(2026, 8, 12))
    (line,) = queries.duties(viewer=an, on=day(2026, 8, 13), which=WHICH.NO_DEADLINE, **thuan).lines
    assert line.silent_days == 11 and counts(an, day(2026, 8, 13), **thuan) == (1, 0, 0)
    move(duty, KIND.CLOSED, an, day(2026, 8, 20))
    move(duty, KIND.REOPENED, an, day(2027, 6, 20))
    (line,) = queries.duties(viewer=an, on=day(2027, 6, 20), which=WHICH.NO_DEADLINE, **thuan).lines
    assert line.silent_days == 18
    assert queries.drift(province.id) == []


def test_who_waited_for_an_answer_or_took_over_begins_anew(province, an, ly, duty):
    day, thuan = dt.date, {"body_id": province.bodies["thuan"]}
    move(duty, KIND.REPORTED, ly, day(2026, 3, 12))
    move(duty, KIND.RETURNED, an, day(2026, 9, 1))
    assert counts(an, day(2026, 9, 2), **thuan) == (1, 0, 0)
    assert queries.drift(province.id) == []


def test_who_reports_on_a_part_is_heard_of_the_whole(province, an, dung):
    """The clinic reports each month on its part: nobody says that Sở Y tế has been silent."""
    text = make.PLAN.replace(", hoàn thành trước ngày 15/4/2026", "")
    actions.issue(plan_id=make.plan(an, text), viewer=an, at=make.AT)
    whole, clinic = duty_of(province, "health"), province.viewer("cu", role=Role.OFFICER, body="clinic")
    share = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc", dt.date(2026, 12, 1))
    (part,) = shares.break_down(duty_id=whole, parts=[share], viewer=dung, at=make.AT)
    on, health = dt.date(2026, 8, 1), {"body_id": province.bodies["health"]}
    assert counts(an, on, **health) == (0, 0, 1)
    move(part, KIND.PROGRESSED, clinic, dt.date(2026, 7, 20))
    assert counts(an, on, **health) == (1, 0, 0)
    (line,) = queries.duties(viewer=an, on=on, which=WHICH.NO_DEADLINE, **health).lines
    assert line.silent_days == 12
    assert queries.drift(province.id) == []
    Duty.objects.filter(jurisdiction_id=province.id, pk=whole).update(parts_heard_on=None)
    assert queries.drift(province.id) == [f"columns of duty {whole}"]


def test_the_index_of_what_ages_holds_the_stages_that_age():
    (index,) = (one for one in Duty._meta.indexes if one.name == "duties_duty_silent")
    assert dict(index.condition.children)["stage__in"] == [stage.value for stage in ages.OPEN]


def test_what_is_chased_stands_by_its_last_event_on_every_page(province, an, duty):
    for number in range(1, 4):
        at = make.AT + dt.timedelta(days=number)
        actions.issue(plan_id=make.plan(an, make.PLAN.replace("15/KH", f"{number}/KH"), at=at), viewer=an, at=at)
    on = dt.date(2026, 7, 1)

    def page(order, number):
        return queries.duties(viewer=an, on=on, which=WHICH.CHASED, order=order, page=number, size=3)

    every = queries.duties(viewer=an, on=on, which=WHICH.CHASED).lines
    rows = Duty.objects.filter(jurisdiction_id=province.id, pk__in=[line.id for line in every])
    shown = [page(queries.Order.LATEST, number) for number in (1, 2, 3)]
    assert [line.id for one in shown for line in one.lines] == list(
        rows.order_by("-last_at", "-pk").values_list("pk", flat=True)
    )
    assert [one.more for one in shown] == [True, True, False] and len(every) == 8
