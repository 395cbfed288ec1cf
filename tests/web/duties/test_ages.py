"""Duties without a deadline age from the last thing heard of them, are counted by age, and chased by the rules."""

import datetime as dt

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.ageing import Age
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, queries
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
