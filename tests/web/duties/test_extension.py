"""A later day is asked for, granted or denied as acts; a duty is refused with a reason. No earlier day changes."""

import csv
import datetime as dt
import io

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move, standing
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.clock import Standing
from tiendo.errors import Refused
from tiendo.rollup import Punctual
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, moves, queries, shares
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import queries as ledger
from tiendo_web.scorecards import queries as scorecards

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
    move(duty, KIND.INSISTED, an, dt.date(2026, 3, 4), text="Thuộc thẩm quyền của Sở.")
    move(duty, KIND.REPORTED, dung, dt.date(2026, 3, 5))
    assert queries.drift(province.id) == []


def test_who_looks_for_an_extension_after_the_day_is_told_why_there_is_none(province, an, dung, duty):
    """The sample's day is long over by today's clock; the giver still may grant one, so he is told nothing."""
    told = "Đã hết hạn ngày 15/04/2026 nên không xin gia hạn được nữa"
    page = Browser().wearing(dung).get(f"/duties/{duty}/").content.decode()
    assert told in page and f"/duties/{duty}/asked/" not in page
    office = Browser().wearing(an).get(f"/duties/{duty}/").content.decode()
    assert told not in office and f"/duties/{duty}/extended/" in office


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
    page = clerk.get(at_page).content.decode()
    answers = [page.index(f"move-{kind}") for kind in ("extended", "denied", "paused", "closed")]
    assert answers == sorted(answers), "what the body waits for stands before what can be done at any time"
    data = clerk.form(at_page, f"{at_page}extended/")
    assert data["extended-until"] == until, "the day asked for stands there already"
    assert clerk.post(f"{at_page}extended/", data).status_code == 302
    page = officer.get(at_page).content.decode()
    assert "đã gia hạn 1 lần" in page and "hạn ban đầu" in page


def test_a_day_granted_unasked_needs_a_reason_and_is_not_past(dung, an, duty):
    for day, until, text, field in (
        (dt.date(2026, 5, 20), dt.date(2026, 5, 30), " ", "text"),
        (dt.date(2026, 5, 20), dt.date(2026, 5, 1), "Thiên tai.", "until"),
    ):
        with pytest.raises(Refused) as refused:
            about(duty, KIND.EXTENDED, an, day, until, text=text)
        assert refused.value.field == field
    about(duty, KIND.EXTENDED, an, dt.date(2026, 5, 20), dt.date(2026, 5, 30), text="Thiên tai.")


def test_only_whoever_gave_a_duty_moves_its_day_or_ends_it(province, an):
    plan = make.plan(an)
    make.lead(plan, make.tasks(plan, an)[0], [province.bodies["clinic"]], an)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    clinic, day = duty_of(province, "clinic"), dt.date(2026, 3, 20)
    head = province.viewer("truong", role=Role.HEAD, body="health")
    nurse = province.viewer("y-ta", role=Role.OFFICER, body="clinic")
    about(clinic, KIND.ASKED, nurse, day, dt.date(2026, 4, 30))
    barred = (KIND.EXTENDED, KIND.DENIED, KIND.PAUSED, KIND.CLOSED, KIND.REVOKED)
    for kind in barred:
        with pytest.raises(moves.NotByRule):
            move(clinic, kind, head, day, until=dt.date(2026, 4, 30), reason=rules.Closing.OTHER)
    assert not set(barred) & set(queries.duty(duty_id=clinic, viewer=head, on=day).moves)
    assert set(barred) <= set(queries.duty(duty_id=clinic, viewer=an, on=day).moves)


def test_of_a_part_the_body_that_broke_it_down_moves_the_day_and_not_the_office(province, an, dung, duty):
    share = shares.Part(province.bodies["clinic"], "Phần việc", dt.date(2026, 4, 10))
    (part,) = shares.break_down(duty_id=duty, parts=[share], viewer=dung, at=make.AT)
    head = province.viewer("truong", role=Role.HEAD, body="health")
    day, until = dt.date(2026, 3, 20), dt.date(2026, 4, 14)
    assert KIND.EXTENDED not in queries.duty(duty_id=part, viewer=an, on=day).moves
    with pytest.raises(moves.NotByRule):
        about(part, KIND.EXTENDED, an, day, until)
    about(part, KIND.EXTENDED, head, day, until)
    assert Duty.objects.get(jurisdiction_id=province.id, pk=part).due_on == until


def test_figures_by_the_granted_day_stand_beside_those_by_the_first(province, an, dung, duty):
    about(duty, KIND.EXTENDED, an, dt.date(2026, 4, 20), dt.date(2026, 6, 30))
    clerk = Browser().wearing(an)

    def figures(on):
        counts = scorecards.scorecard(viewer=an, on=on).total.on_time
        return counts.granted, counts.first

    after = figures(dt.date(2026, 6, 1))
    assert after == (Punctual(0, 0, 1), Punctual(0, 0, 2)), "the other body is late by any day"
    move(duty, KIND.REPORTED, dung, dt.date(2026, 6, 15))
    move(duty, KIND.ACCEPTED, an, dt.date(2026, 6, 20))
    assert figures(dt.date(2026, 6, 21)) == (Punctual(1, 0, 1), Punctual(0, 1, 1))
    assert figures(dt.date(2026, 6, 1)) == after, "a day that is over keeps its figures"
    (line,) = queries.duties(viewer=an, on=dt.date(2026, 6, 21), which=queries.Which.PUT_OFF).lines
    assert line.id == duty
    page = " ".join(clerk.get("/scorecard/?on=2026-06-21").content.decode().split())
    assert "Theo hạn giao ban đầu" in page and "50,0%" in page and "1 nhiệm vụ đã được lùi hạn" in page
    head, *lines = csv.reader(io.StringIO(clerk.get("/scorecard/csv/?on=2026-06-21").getvalue().decode()))
    place = head.index("Theo hạn giao ban đầu: hoàn thành muộn")
    assert sum(int(line[place]) for line in lines) == 1
    assert queries.drift(province.id) == []


def test_after_an_extension_the_trace_is_that_of_the_granted_day(province, an, dung, duty):
    about(duty, KIND.ASKED, dung, dt.date(2026, 4, 14), dt.date(2026, 4, 30))
    about(duty, KIND.EXTENDED, an, dt.date(2026, 4, 15), dt.date(2026, 4, 29))
    clerk = Browser().wearing(an)
    page = clerk.get(f"/duties/{duty}/").content.decode()
    how = page[page.index("Hạn được tính thế nào") :]
    how = how[: how.index("</details>")]
    assert "Gia hạn ngày 15/04/2026, từ 15/04/2026 đến hết ngày 29/04/2026." in how
    assert "Coi là sắp đến hạn từ" in how and "3 ngày làm việc trước hạn 29/04/2026" in how
    assert "Xin gia hạn ngày 14/04/2026, từ 15/04/2026 đến hết ngày 30/04/2026." in page
    told = clerk.get(f"/duties/{duty}/day/").json()
    assert told["steps"]["how"] == "granted" and told["steps"]["due_on"] == told["due_on"] == "2026-04-29"
    assert told["near"]["near_on"] == told["near_on"]


def test_the_day_of_a_part_has_its_trace(province, an, dung, duty):
    clinic = province.bodies["clinic"]
    shared = [shares.Part(clinic, "Rà soát thuốc", dt.date(2026, 4, 1)), shares.Part(clinic, "Rà soát vật tư")]
    first, second = shares.break_down(duty_id=duty, parts=shared, viewer=dung, at=make.AT)
    clerk = Browser().wearing(an)
    set_day, with_whole = (clerk.get(f"/duties/{one}/").content.decode() for one in (first, second))
    assert (
        "do cơ quan giao đặt ngày 02/03/2026: hết ngày 01/04/2026, không sau hạn của nhiệm vụ (15/04/2026)" in set_day
    )
    assert "theo hạn của nhiệm vụ, ngày 15/04/2026" in with_whole
    assert clerk.get(f"/duties/{first}/day/").json()["steps"]["how"] == "part"
