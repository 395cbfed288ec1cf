"""A later day is asked for, granted or denied as acts; a duty is refused with a reason. No earlier day changes."""

import datetime as dt

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move, standing
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.clock import Standing
from tiendo.errors import Refused
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, queries
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import queries as ledger

KIND = rules.EventKind
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def duty(province, an):
    """Sở Y tế's duty of the sample plan, due on 15 April 2026."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "health")


def about(duty_id, kind, viewer, day, until, text="Chờ vật tư."):
    at = make.AT + (day - make.AT.date()) + HOUR
    words = actions.Words(text=text, until=until)
    actions.move(duty_id=duty_id, kind=kind, words=words, viewer=viewer, at=at)


def test_an_extension_moves_the_day_from_the_answer_on(province, an, dung, duty):
    health = province.bodies["health"]
    about(duty, KIND.ASKED, dung, dt.date(2026, 4, 14), dt.date(2026, 4, 30))
    (line,) = queries.duties(viewer=an, on=dt.date(2026, 4, 14), which=queries.Which.ASKED).lines
    assert line.id == duty
    about(duty, KIND.EXTENDED, an, dt.date(2026, 4, 20), dt.date(2026, 4, 30), text="")
    shown = queries.duty(duty_id=duty, viewer=dung, on=dt.date(2026, 4, 20))
    assert (shown.line.due_on, shown.first_due_on, shown.extensions) == (
        dt.date(2026, 4, 30),
        dt.date(2026, 4, 15),
        1,
    )
    days = [standing(an, health, dt.date(2026, 4, day)) for day in (15, 19, 20, 30)]
    assert days == [[Standing.NEAR_DUE], [Standing.OVERDUE], [Standing.IN_TERM], [Standing.NEAR_DUE]]
    assert standing(an, health, dt.date(2026, 5, 1)) == [Standing.OVERDUE]
    assert queries.duties(viewer=an, on=dt.date(2026, 4, 20), which=queries.Which.ASKED).lines == ()
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


@pytest.mark.parametrize(
    ("day", "until", "field"),
    [
        (dt.date(2026, 4, 16), dt.date(2026, 4, 30), "until"),
        (dt.date(2026, 4, 10), dt.date(2026, 4, 15), "until"),
        (dt.date(2026, 4, 10), None, "until"),
    ],
    ids=["after expiry", "not later", "no day"],
)
def test_what_cannot_be_asked_for_is_refused_beside_the_day(dung, duty, day, until, field):
    with pytest.raises(Refused) as refused:
        about(duty, KIND.ASKED, dung, day, until)
    assert refused.value.field == field


def test_one_request_at_a_time_and_only_the_giver_answers(province, an, dung, duty):
    about(duty, KIND.ASKED, dung, dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    with pytest.raises(rules.MoveRefused):
        about(duty, KIND.ASKED, dung, dt.date(2026, 4, 2), dt.date(2026, 5, 30))
    for kind in (KIND.EXTENDED, KIND.DENIED):
        with pytest.raises(Refused):
            about(duty, kind, dung, dt.date(2026, 4, 2), dt.date(2026, 4, 30))
    with pytest.raises(Refused) as refused:
        about(duty, KIND.DENIED, an, dt.date(2026, 4, 2), None, text=" ")
    assert refused.value.field == "text"
    about(duty, KIND.DENIED, an, dt.date(2026, 4, 2), None)
    row = Duty.objects.get(jurisdiction_id=province.id, pk=duty)
    assert (row.asked_for, row.due_on) == (None, dt.date(2026, 4, 15))


def test_a_duty_without_a_deadline_is_not_extended(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    commune = province.viewer("ly", role=Role.OFFICER, body="thuan")
    with pytest.raises(Refused):
        about(duty_of(province, "thuan"), KIND.ASKED, commune, dt.date(2026, 4, 1), dt.date(2026, 4, 30))


def test_a_refusal_needs_a_reason_and_an_answer(province, an, dung, duty):
    with pytest.raises(Refused) as refused:
        move(duty, KIND.REFUSED, dung, dt.date(2026, 3, 3), text="")
    assert refused.value.field == "text"
    move(duty, KIND.REFUSED, dung, dt.date(2026, 3, 3), text="Không thuộc thẩm quyền.")
    (line,) = queries.duties(viewer=an, on=dt.date(2026, 3, 3), which=queries.Which.REFUSED).lines
    assert line.id == duty and line.standing is Standing.IN_TERM
    with pytest.raises(rules.MoveRefused):
        move(duty, KIND.REPORTED, dung, dt.date(2026, 3, 4))
    move(duty, KIND.RETURNED, an, dt.date(2026, 3, 4), text="Thuộc thẩm quyền của Sở.")
    move(duty, KIND.REPORTED, dung, dt.date(2026, 3, 5))
    assert queries.drift(province.id) == []


def test_on_the_pages(province, an, dung, monkeypatch):
    today = dt.date.today()
    text = make.PLAN.replace("15/4/2026", f"{today + dt.timedelta(days=30):%d/%m/%Y}")
    at = dt.datetime.now(dt.UTC)
    actions.issue(plan_id=make.plan(an, text, at=at), viewer=an, at=at)
    number = duty_of(province, "health")
    officer, clerk = Browser().wearing(dung), Browser().wearing(an)
    at_page = f"/duties/{number}/"
    until = (today + dt.timedelta(days=60)).isoformat()
    data = officer.form(at_page, f"{at_page}asked/")
    wrong = officer.post(f"{at_page}asked/", data | {"asked-text": "Chờ vật tư", "asked-until": today.isoformat()})
    assert wrong.status_code == 422 and "phải sau hạn" in wrong.content.decode()
    data = officer.form(at_page, f"{at_page}asked/")
    assert (
        officer.post(f"{at_page}asked/", data | {"asked-text": "Chờ vật tư", "asked-until": until}).status_code == 302
    )
    assert "Xin gia hạn" in clerk.get("/").content.decode()
    data = clerk.form(at_page, f"{at_page}extended/")
    assert data["extended-until"] == until, "the day asked for stands there already"
    assert clerk.post(f"{at_page}extended/", data).status_code == 302
    page = officer.get(at_page).content.decode()
    assert "đã gia hạn 1 lần" in page and "hạn ban đầu" in page
