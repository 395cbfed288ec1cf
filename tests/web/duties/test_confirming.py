"""Confirmed by somebody else than the author, returned and counted so, and two people on one duty at once."""

import csv
import datetime as dt
import io

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.clock import Mark, Standing
from tiendo.errors import Refusal
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, queries
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import viewers
from tiendo_web.scorecards import queries as scorecards

KIND = rules.EventKind


@pytest.fixture
def duty(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "health")


@pytest.fixture
def dung_at_the_office(province, dung):
    """The same person as Dung, with another hat on: clerk of the office."""
    hat = {"role": Role.CLERK, "body_id": province.bodies["province"], "holds_from": make.FOUNDED}
    holder = orgs.give_hat(jurisdiction_id=province.id, user_id=dung.user_id, at=make.AT, **hat)
    return viewers.viewer(user_id=dung.user_id, jurisdiction_id=province.id, holder_id=holder, on=make.AT.date())


def test_nobody_confirms_his_own_report_whichever_hat_he_wears(province, an, dung, dung_at_the_office, duty):
    move(duty, KIND.REPORTED, dung, make.AT.date())
    shown = queries.duty(duty_id=duty, viewer=dung_at_the_office, on=make.AT.date())
    assert shown.own_report and KIND.ACCEPTED not in shown.moves and KIND.RETURNED in shown.moves
    with pytest.raises(actions.OwnReport, match="chính bạn") as refused:
        move(duty, KIND.ACCEPTED, dung_at_the_office, make.AT.date())
    assert refused.value.kind is Refusal.FORBIDDEN
    page = Browser().wearing(dung_at_the_office).get(f"/duties/{duty}/").content.decode()
    assert "người khác phải xác nhận" in page and f"/duties/{duty}/accepted/" not in page
    assert not queries.duty(duty_id=duty, viewer=an, on=make.AT.date()).own_report
    move(duty, KIND.ACCEPTED, an, make.AT.date())


def test_a_supplement_by_another_leaves_its_first_author_an_author(province, dung, dung_at_the_office, duty):
    lan = province.viewer("lan", role=Role.OFFICER, body="health")
    move(duty, KIND.REPORTED, dung, make.AT.date())
    move(duty, KIND.REPORTED, lan, make.AT.date())
    with pytest.raises(actions.OwnReport):
        move(duty, KIND.ACCEPTED, dung_at_the_office, make.AT.date())
    move(duty, KIND.RETURNED, dung_at_the_office, make.AT.date())
    move(duty, KIND.REPORTED, lan, make.AT.date())
    move(duty, KIND.ACCEPTED, dung_at_the_office, make.AT.date())


def test_the_office_is_confirmed_by_another_of_its_people(province, an, binh):
    plan = make.plan(an)
    task = make.tasks(plan, an)[0]
    make.lead(plan, task, [province.bodies["province"]], an)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    own = duty_of(province, "province")
    move(own, KIND.REPORTED, an, make.AT.date())
    with pytest.raises(actions.OwnReport):
        move(own, KIND.ACCEPTED, an, make.AT.date())
    move(own, KIND.ACCEPTED, binh, make.AT.date())


def test_what_is_returned_is_not_completed_and_has_its_own_count(province, an, dung, duty):
    health, day = province.bodies["health"], dt.date
    move(duty, KIND.REPORTED, dung, day(2026, 4, 1))
    move(duty, KIND.RETURNED, an, day(2026, 4, 2))
    move(duty, KIND.REPORTED, dung, day(2026, 4, 20))
    seen = []
    for number in (1, 2, 16, 20):
        counts = scorecards.scorecard(viewer=an, on=day(2026, 4, number)).row(health)
        seen.append((counts[Standing.OVERDUE], counts[Mark.RETURNED], counts.total))
        assert counts[Standing.DONE_ON_TIME] == counts[Standing.DONE_LATE] == 0
    assert seen == [(0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 0, 1)]
    assert queries.duty(duty_id=duty, viewer=an, on=day(2026, 4, 20)).returns == 1
    assert queries.drift(province.id) == []


def test_the_scorecard_says_its_denominator_its_cut_off_and_what_was_returned(an, dung, duty):
    today = dt.datetime.now(dt.UTC)
    words = actions.Words(text="Xong")
    actions.move(duty_id=duty, kind=KIND.REPORTED, words=words, viewer=dung, at=today)
    actions.move(duty_id=duty, kind=KIND.RETURNED, words=words, viewer=an, at=today)
    clerk = Browser().wearing(an)
    page = " ".join(clerk.get("/scorecard/").content.decode().split())
    assert "tổng số 4 có đúng một tình trạng" in page and "có 1 nhiệm vụ bị trả lại" in page
    assert "Tính theo những gì đã ghi đến" in page
    head, *lines = csv.reader(io.StringIO(clerk.get("/scorecard/csv/").getvalue().decode()))
    place = head.index("Trong đó: bị trả lại")
    assert sum(int(line[place]) for line in lines) == 1
    assert all(line[1].startswith(f"{today + dt.timedelta(hours=7):%Y-%m-%dT%H:}") for line in lines), (
        "the instant of the figures"
    )


def test_the_report_that_waits_stands_with_its_evidence_above_the_acts(an, dung, duty):
    clerk = Browser().wearing(an)
    move(duty, KIND.REPORTED, dung, make.AT.date(), text="Đã làm xong.")
    assert "không kèm tài liệu" in clerk.get(f"/duties/{duty}/").content.decode()
    paper = actions.Attachment("biên bản.txt", b"x")
    move(duty, KIND.REPORTED, dung, make.AT.date(), text="Bổ sung.", attachments=(paper,))
    page = clerk.get(f"/duties/{duty}/").content.decode()
    report = page[page.index('id="report"') : page.index('id="moves"')]
    assert "Bổ sung." in report and "biên bản.txt" in report


def test_who_acts_on_an_old_page_learns_what_was_done_meanwhile_and_loses_nothing(province, an, binh, dung, duty):
    clerk, leader, at_page = Browser().wearing(an), Browser().wearing(binh), f"/duties/{duty}/"
    move(duty, KIND.REPORTED, dung, make.AT.date())
    stale = clerk.form(at_page, f"{at_page}returned/") | {"returned-text": "Thiếu số liệu tuyến xã."}
    data = leader.form(at_page, f"{at_page}accepted/")
    assert leader.post(f"{at_page}accepted/", data).status_code == 302
    answer = clerk.post(f"{at_page}returned/", stale)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Thiếu số liệu tuyến xã." in page
    assert "Binh: Xác nhận hoàn thành (" in page
    again = clerk.post(f"{at_page}returned/", Browser.values(page, f"{at_page}returned/"))
    assert again.status_code == 422 and "sang bước khác" in again.content.decode()
    assert "Thiếu số liệu tuyến xã." in again.content.decode()


def test_what_was_seen_may_be_sent_again_where_it_still_can_be_done(an, dung, duty):
    officer, at_page = Browser().wearing(dung), f"/duties/{duty}/"
    data = officer.form(at_page, f"{at_page}reported/") | {"reported-text": "Đã làm."}
    move(duty, KIND.EXTENDED, an, make.AT.date(), until=dt.date(2026, 5, 4))
    refused = officer.post(f"{at_page}reported/", data)
    assert refused.status_code == 422 and "An: Gia hạn (" in refused.content.decode()
    again = Browser.values(refused.content.decode(), f"{at_page}reported/")
    assert officer.post(f"{at_page}reported/", again).status_code == 302
