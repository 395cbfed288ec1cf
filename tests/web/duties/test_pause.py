"""Paused, resumed, revoked, replaced, reopened, closed for a reason: as acts, on the pages, and in the totals."""

import datetime as dt

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move, standing
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.clock import Standing
from tiendo.errors import Refused
from tiendo_web.duties import actions, queries
from tiendo_web.duties.models import Event
from tiendo_web.ledger import queries as ledger

KIND = rules.EventKind
WHICH = queries.Which


@pytest.fixture
def duty(province, an):
    """Sở Y tế's duty of the sample plan, due on 15 April 2026."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "health")


def listed(viewer, which, on):
    return [line.id for line in queries.duties(viewer=viewer, on=on, which=which).lines]


def test_a_pause_keeps_the_working_days_that_were_left(province, an, dung, duty):
    health, day = province.bodies["health"], dt.date
    move(duty, KIND.ASKED, dung, day(2026, 4, 1), until=day(2026, 5, 30))
    move(duty, KIND.PAUSED, an, day(2026, 4, 13), text="Chờ ý kiến của bộ.")
    assert listed(an, WHICH.PAUSED, day(2026, 4, 13)) == [duty]
    assert listed(an, WHICH.ASKED, day(2026, 4, 13)) == [], "nothing is asked while the clock stands"
    with pytest.raises(rules.MoveRefused):
        move(duty, KIND.REPORTED, dung, day(2026, 4, 14))
    move(duty, KIND.RESUMED, an, day(2026, 5, 11), text="Đã có ý kiến.")
    shown = queries.duty(duty_id=duty, viewer=dung, on=day(2026, 5, 11))
    # Monday 13 April to Wednesday 15: two working days were left, and are on Monday 11 May.
    assert (shown.line.due_on, shown.first_due_on, shown.extensions) == (day(2026, 5, 13), day(2026, 4, 15), 0)
    assert "còn 2 ngày làm việc" in shown.events[-1].trace
    days = [(4, 12), (4, 13), (5, 10), (5, 11), (5, 13), (5, 14)]
    assert [standing(an, health, day(2026, month, number)) for month, number in days] == [
        [Standing.NEAR_DUE],
        [Standing.PAUSED],
        [Standing.PAUSED],
        [Standing.NEAR_DUE],
        [Standing.NEAR_DUE],
        [Standing.OVERDUE],
    ]
    assert listed(an, WHICH.ASKED, day(2026, 5, 11)) == [duty], "the request waits again"
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_a_pause_hides_no_lateness(province, an, duty):
    move(duty, KIND.PAUSED, an, dt.date(2026, 4, 20))
    on = dt.date(2026, 4, 25)
    assert standing(an, province.bodies["health"], on) == [Standing.OVERDUE]
    assert duty in listed(an, WHICH.OVERDUE, on)
    assert queries.duty(duty_id=duty, viewer=an, on=on).line.standing is Standing.OVERDUE
    assert queries.drift(province.id) == []


@pytest.mark.parametrize("end", [KIND.CLOSED, KIND.REVOKED, KIND.REPLACED])
def test_what_is_over_can_be_reopened_and_goes_on_with_what_was_left(province, an, dung, duty, end):
    other, health, day = duty_of(province, "finance"), province.bodies["health"], dt.date
    move(duty, end, an, day(2026, 4, 1), other=other)
    assert standing(an, health, day(2026, 4, 16)) == [Standing.CLOSED]
    with pytest.raises(rules.MoveRefused):
        move(duty, KIND.PROGRESSED, dung, day(2026, 4, 2))
    move(duty, KIND.REOPENED, an, day(2026, 4, 10), text="Vẫn còn phải làm.")
    # Wednesday 1 April to Wednesday 15: ten working days were left, and are on Friday 10 April.
    shown = queries.duty(duty_id=duty, viewer=dung, on=day(2026, 4, 10))
    assert (shown.line.due_on, shown.first_due_on, shown.put_off) == (day(2026, 4, 24), day(2026, 4, 15), True)
    assert "còn 10 ngày làm việc" in shown.events[-1].trace and "mở lại" in shown.events[-1].trace
    assert [standing(an, health, day(2026, 4, number)) for number in (9, 10, 24, 25)] == [
        [Standing.CLOSED],
        [Standing.IN_TERM],
        [Standing.NEAR_DUE],
        [Standing.OVERDUE],
    ]
    assert listed(dung, WHICH.NEW, day(2026, 4, 10)) == [duty], "whoever owes it has to learn of it"
    move(duty, KIND.REPORTED, dung, day(2026, 4, 10))
    assert queries.drift(province.id) == []


def test_a_request_that_the_pause_makes_moot_waits_no_more(an, dung, duty):
    move(duty, KIND.ASKED, dung, dt.date(2026, 4, 1), until=dt.date(2026, 4, 30))
    move(duty, KIND.PAUSED, an, dt.date(2026, 4, 13))
    move(duty, KIND.RESUMED, an, dt.date(2026, 5, 11))
    assert listed(an, WHICH.ASKED, dt.date(2026, 5, 11)) == []
    assert KIND.ASKED in queries.duty(duty_id=duty, viewer=dung, on=dt.date(2026, 5, 11)).moves


def test_what_ends_in_a_pause_and_is_reopened_keeps_what_the_pause_held(province, an, duty):
    move(duty, KIND.PAUSED, an, dt.date(2026, 4, 2))
    move(duty, KIND.CLOSED, an, dt.date(2026, 4, 20))
    move(duty, KIND.REOPENED, an, dt.date(2026, 5, 11))
    shown = queries.duty(duty_id=duty, viewer=an, on=dt.date(2026, 5, 11))
    assert (shown.line.due_on, shown.line.standing) == (dt.date(2026, 5, 22), Standing.IN_TERM)
    assert queries.drift(province.id) == []


def test_the_page_of_a_paused_duty_shows_the_day_it_was_given_with(an, duty):
    move(duty, KIND.PAUSED, an, dt.date(2026, 4, 13))
    move(duty, KIND.RESUMED, an, dt.date(2026, 5, 11))
    page = " ".join(Browser().wearing(an).get(f"/duties/{duty}/").content.decode().split())
    assert "hạn ban đầu 15/04/2026" in page and "đã gia hạn" not in page[: page.index('id="story"')]


@pytest.mark.parametrize("kind", [KIND.PAUSED, KIND.CLOSED, KIND.REVOKED, KIND.REPLACED, KIND.RETURNED])
def test_none_of_it_without_a_reason(an, dung, duty, kind):
    move(duty, KIND.REPORTED, dung, make.AT.date())
    with pytest.raises(Refused) as refused:
        move(duty, kind, an, make.AT.date(), text=" ")
    assert refused.value.field == "text"


def test_closing_needs_a_reason_out_of_the_list(an, duty):
    with pytest.raises(Refused) as refused:
        move(duty, KIND.CLOSED, an, make.AT.date(), reason=None)
    assert refused.value.field == "reason"
    move(duty, KIND.CLOSED, an, make.AT.date(), reason=rules.Closing.DUPLICATE)
    shown = queries.duty(duty_id=duty, viewer=an, on=make.AT.date())
    assert shown.events[-1].reason is rules.Closing.DUPLICATE


def test_a_duty_is_replaced_by_one_that_is_there_and_open(province, an, duty):
    other, gone = duty_of(province, "finance"), duty_of(province, "thuan")
    move(gone, KIND.REVOKED, an, make.AT.date())
    for wrong in (None, duty, gone, 10**9):
        with pytest.raises(Refused) as refused:
            move(duty, KIND.REPLACED, an, make.AT.date(), other=wrong)
        assert refused.value.field == "other"
    move(duty, KIND.REPLACED, an, make.AT.date(), other=other)
    assert queries.duty(duty_id=other, viewer=an, on=make.AT.date()).replaces == (duty,)
    with pytest.raises(Refused):
        move(other, KIND.REPLACED, an, make.AT.date(), other=duty)
    move(duty, KIND.REOPENED, an, make.AT.date())
    assert queries.duty(duty_id=other, viewer=an, on=make.AT.date()).replaces == ()


def test_the_doer_ends_and_pauses_nothing(dung, duty):
    for kind in (KIND.PAUSED, KIND.REVOKED, KIND.REPLACED, KIND.CLOSED):
        with pytest.raises(Refused):
            move(duty, kind, dung, make.AT.date())


def test_on_the_pages(province, an, dung, duty):
    clerk, at_page = Browser().wearing(an), f"/duties/{duty}/"
    data = clerk.form(at_page, f"{at_page}closed/")
    refused = clerk.post(f"{at_page}closed/", data | {"closed-text": "Làm chung."})
    assert refused.status_code == 422 and "Làm chung." in refused.content.decode()
    data = clerk.form(at_page, f"{at_page}replaced/") | {"replaced-text": "Giao lại."}
    for typed in ("không rõ", "/duties/x/", "9" * 40):
        assert clerk.post(f"{at_page}replaced/", data | {"replaced-other": typed}).status_code == 422
    address = f"http://testserver/duties/{duty_of(province, 'finance')}/"
    assert clerk.post(f"{at_page}replaced/", data | {"replaced-other": address}).status_code == 302
    assert "Đã thay thế" in clerk.get(at_page).content.decode()
    data = clerk.form(at_page, f"{at_page}reopened/") | {"reopened-text": "Nhầm."}
    assert clerk.post(f"{at_page}reopened/", data).status_code == 302
    data = clerk.form(at_page, f"{at_page}paused/") | {"paused-text": "Chờ ý kiến."}
    assert clerk.post(f"{at_page}paused/", data).status_code == 302
    officer = Browser().wearing(dung)
    page = officer.get(at_page).content.decode()
    assert "Tạm dừng từ" in page and f"{at_page}reported/" not in page
    kinds = (
        Event.objects.filter(jurisdiction_id=province.id, duty_id=duty).order_by("id").values_list("kind", flat=True)
    )
    assert [*kinds] == ["issued", "replaced", "reopened", "paused"]


def test_the_page_of_a_reopened_duty_says_when_and_after_what(an, duty):
    clerk, at_page = Browser().wearing(an), f"/duties/{duty}/"
    assert "Mở lại ngày" not in clerk.get(at_page).content.decode()
    move(duty, KIND.CLOSED, an, dt.date(2026, 3, 3))
    move(duty, KIND.REOPENED, an, dt.date(2026, 3, 5))
    page = " ".join(clerk.get(at_page).content.decode().split())
    assert "Mở lại ngày" in page and "05/03/2026" in page and "sau: Dừng theo dõi, ngày 03/03/2026." in page
    assert "Chờ tiếp nhận" in page
