"""A day typed far off is asked about beside its field, in every form; who ticks that it is meant is asked no more."""

import datetime as dt

import pytest
from django.utils import translation

from tests import make
from tests.web.duties.test_life import duty_of
from tests.web.inspect import Browser
from tests.web.pages.test_bodies import words
from tiendo_web.core import now
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, queries
from tiendo_web.pages.forms import ActForm, DayField
from tiendo_web.plans import queries as plans

FAR = dt.date(2062, 6, 15)
ASKED = "Ngày 15/06/2062 cách hôm nay hơn năm năm."
BOX = 'name="{}-sure" value="2062-06-15"'


@pytest.fixture
def duty(province, an, monkeypatch):
    """Sở Y tế's, due on 15 April 2026, and looked at on 10 April."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    monkeypatch.setattr("tiendo_web.core.now.now", lambda: make.AT + dt.timedelta(days=39))
    return duty_of(province, "health")


def asked(client, path, data, field):
    """What the page says of a far day, and again with it ticked: not a second time."""
    shown = client.post(path, data)
    page = shown.content.decode()
    assert shown.status_code == 422 and page.count(ASKED) == 2 and BOX.format(field) in page, (
        "in the summary and beside"
    )
    assert 'value="2062-06-15"' in page or 'value="15/06/2062"' in page, "what was typed stands there still"
    other = client.post(path, data | {f"{field}-sure": "2026-06-15"})
    assert other.status_code == 422 and ASKED in other.content.decode(), "what was ticked was another day"
    return client.post(path, data | {f"{field}-sure": "2062-06-15"})


def test_an_extension_to_a_far_year_is_asked_about_and_then_granted(province, an, duty):
    clerk, at_page = Browser().wearing(an), f"/duties/{duty}/"
    data = clerk.form(at_page, f"{at_page}extended/") | {"extended-until": "15/06/2062", "extended-text": "Chờ vốn."}
    assert asked(clerk, f"{at_page}extended/", data, "extended-until").status_code == 302
    assert queries.duty(duty_id=duty, viewer=an, on=now.today()).line.due_on == FAR


def test_a_request_a_part_and_an_inquiry_ask_the_same(province, an, duty):
    head = Browser().wearing(province.viewer("dung", role=Role.HEAD, body="health"))
    page = f"/duties/{duty}/"
    data = head.form(page, f"{page}asked/") | {"asked-until": "2062-06-15", "asked-text": "Chờ."}
    assert asked(head, f"{page}asked/", data, "asked-until").status_code == 302
    data = head.form(f"{page}contributions/") | {
        "bodies": str(province.bodies["finance"]),
        "text": "Góp ý",
        "due_on": "2062-06-15",
    }
    assert asked(head, f"{page}contributions/", data, "due_on").status_code == 302
    data = head.form(f"{page}parts/") | {"body": str(province.bodies["clinic"]), "text": "Phần", "due_on": "2062-06-15"}
    # Then the duty's own day, which is earlier, speaks.
    refused = asked(head, f"{page}parts/", data, "due_on")
    assert refused.status_code == 422 and "không thể sau hạn của nhiệm vụ" in refused.content.decode()
    assert f"{BOX.format('due_on')} id=" in refused.content.decode() and "checked> Đúng là" in refused.content.decode()


def test_the_words_of_a_deadline_ask_the_same_and_what_a_document_says_is_told_at_issue(province, an):
    clerk = Browser().wearing(an)
    plan = make.plan(an, make.PLAN.replace("15/4/2026", "15/6/2062").replace("31/3/2026", "31/12/2045"))
    told = words(clerk.get(f"/plans/{plan}/issue/"))
    assert "1 nhiệm vụ có hạn cách hôm nay hơn năm năm; hãy xem lại năm. I.1 – " in told
    *_others, last = make.tasks(plan, an)
    page = f"/plans/{plan}/tasks/{last}/"
    data = clerk.form(page) | {"deadline": "trước ngày 15/6/2062"}
    assert asked(clerk, page, data, "deadline").status_code == 302
    held = plans.plan_draft(plan_id=plan, viewer=an, on=now.today()).task(last)
    assert held is not None and held.deadline.now == "trước ngày 15/6/2062"
    again = clerk.form(page) | {"text": "Nội dung khác"}
    assert clerk.post(page, again).status_code == 302, "what stood there is not asked about"


@pytest.mark.parametrize(("typed", "is_asked"), [("2062-06-15", True), ("1990-06-15", True), ("today", False)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_days_far_behind_are_asked_about_and_near_ones_are_not(typed, is_asked, language):
    class Form(ActForm):
        day = DayField()

    typed = now.today().isoformat() if typed == "today" else typed
    with translation.override(language):
        form = Form({"once": "x" * 32, "day": typed})
        assert form.is_valid() is not is_asked
        assert bool(form.errors.get("day")) is is_asked
