"""The page of a duty that has everything a duty can have, while a decision on days off is on its way to it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.web.inspect import Browser
from tests.web.pages.test_bodies import words
from tiendo.duty import EventKind as KIND
from tiendo.duty import Part
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo.workdays import Status
from tiendo_web.calendars import actions as calendars
from tiendo_web.core import now
from tiendo_web.core.access import Level, Role
from tiendo_web.duties import actions, inquiries, letters, marking, naming, opened, reach, shares
from tiendo_web.duties.models import Duty, Event, Held, Inquiry
from tiendo_web.jobs import days as worker
from tiendo_web.reforms import actions as reforms
from tiendo_web.rulesets import queries as tables

# Every page may ask twenty-five times; this one has to stay clear of it whatever a duty comes to have.
MOST = 23
DAY = dt.timedelta(days=1)


@pytest.fixture
def both(province, an, dung):
    """A whole and a part of it: each is late, urged, asked about, in the place of another, and waits for its giver; the
    body of the whole will end, and a decision on days off has not reached them.
    """
    begun = dt.datetime.combine(now.today() - 40 * DAY, dt.time(2), dt.UTC)
    text = make.PLAN.replace("15/4/2026", f"{now.today() - 20 * DAY:%d/%m/%Y}")
    for number in ("15/KH", "16/KH"):
        actions.issue(plan_id=make.plan(an, text.replace("15/KH", number), at=begun), viewer=an, at=begun)
    owed = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"]).order_by("pk")
    older, whole = owed.values_list("pk", flat=True)
    head = province.viewer("truong", role=Role.HEAD, body="health")
    nurse = province.viewer("y-ta", role=Role.OFFICER, body="clinic")
    tai = province.viewer("tai", role=Role.OFFICER, body="finance")
    share = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc")
    former, part = shares.break_down(duty_id=whole, parts=[share, share], viewer=dung, at=begun)
    marking.mark_duty(duty_id=whole, level=Level.INTERNAL, reason="Nội bộ", viewer=an, at=begun)
    late = dt.datetime.combine(now.today() - 9 * DAY, dt.time(2), dt.UTC)
    for duty_id, before, doer, giver in ((part, former, nurse, head), (whole, older, dung, an)):
        everything(duty_id, before, doer, giver, late)
    ends(province, an, late)
    day = tables.calendar(jurisdiction_id=province.id).add(now.today(), 3)
    off = {"text": f"nghỉ {day:%d/%m/%Y}", "basis": "77/TB-BNV", "status": Status.CONFIRMED}
    calendars.decide(jurisdiction_id=province.id, by=an, at=late, **off)
    return whole, part, {"office": an, "officer": dung, "head": head, "nurse": nurse, "coordinator": tai}


def everything(duty_id, before, doer, giver, at):
    """What can happen to a late duty."""
    here = {"duty_ids": [duty_id], "at": at}
    naming.name(part=Part.DOER, user_id=doer.user_id, viewer=doer, **here)
    naming.name(part=Part.GIVER, user_id=giver.user_id, viewer=giver, **here)
    draft = letters.Draft("Đôn đốc", "Đề nghị khẩn trương.", "Sơn Hải", at.date() + 9 * DAY, each=True)
    letters.urge(draft=draft, viewer=giver, **here)
    inquiries.ask_explanations(text="Vì sao?", due_on=at.date() + 9 * DAY, viewer=giver, **here)
    put = actions.Words(text="Việc mới thay.", other=duty_id, parts=actions.PartsFate.LEAVE)
    actions.move(duty_id=before, kind=KIND.REPLACED, words=put, viewer=giver, at=at)
    done = actions.Words(text="Đã làm.", attachments=(actions.Attachment("so.txt", b"x"),))
    actions.move(duty_id=duty_id, kind=KIND.REPORTED, words=done, viewer=doer, at=at + DAY)
    event = Event.objects.filter(jurisdiction_id=doer.jurisdiction_id, duty_id=duty_id).latest("pk")
    Held.objects.create(jurisdiction_id=doer.jurisdiction_id, event=event, place=2, file="1", name="anh.png")


def ends(province, an, at):
    """Sở Y tế and what is beneath it will be merged into Sở Tài chính."""
    effect = now.today() + 9 * DAY
    decision = Decision("20/QĐ-UBND", "Sắp xếp", at.date(), effect)
    into = {"into": (province.bodies["finance"],)}
    steps = tuple(Step(Verb.MERGE, (province.bodies[one],), **into) for one in ("clinic", "health"))
    key = reforms.begin(terms=Terms(decision, steps=steps), viewer=an, at=at)
    reforms.decide(key=key, seen=1, viewer=an, at=at)


@pytest.mark.parametrize("who", ["office", "officer", "head", "nurse", "coordinator"])
def test_the_page_of_a_duty_that_has_everything_stays_clear_of_what_a_page_may_ask(both, who):
    whole, part, people = both
    browser = Browser().wearing(people[who])
    pages = {"nurse": [part], "coordinator": [whole]}.get(who, [whole, part])
    for page in [f"/duties/{duty_id}/" for duty_id in pages]:
        browser.get(page)
        with CaptureQueriesContext(connection) as captured:
            shown = browser.get(page)
        assert shown.status_code == 200
        asked = [one["sql"].partition(" FROM ")[2][:150] for one in captured]
        assert len(captured) <= MOST, "\n".join(asked)
        assert "Đang tính lại hạn theo 77/TB-BNV" in words(shown)


def test_the_page_of_a_duty_tells_of_a_decision_until_it_has_reached_every_clock(both):
    whole, _part, people = both
    browser = Browser().wearing(people["officer"])
    assert "Đang tính lại hạn" in words(browser.get(f"/duties/{whole}/"))
    while worker.do_due():
        pass
    assert "Đang tính lại hạn" not in words(browser.get(f"/duties/{whole}/"))


def test_what_a_duty_took_the_place_of_is_named_to_whoever_sees_it(both):
    whole, part, people = both
    for duty_id, who in ((whole, "officer"), (part, "head")):
        shown = opened.duty(duty_id=duty_id, viewer=people[who], on=now.today())
        (before,) = shown.replaces
        assert opened.duty(duty_id=before, viewer=people[who], on=now.today()).events[-1].other_id == duty_id
    assert opened.duty(duty_id=whole, viewer=people["coordinator"], on=now.today()).replaces == ()


def test_what_is_looked_for_among_few_is_what_a_viewer_sees(both, province):
    for viewer in both[2].values():
        told = reach.told(viewer, Inquiry, "body_id")
        assert viewer.office or (told.owed is not None and told.owing.at(Level.OPEN).bodies)
        ways = (reach.among(viewer), reach.seen(viewer, told), reach.seen(viewer))
        few, known, every = (set(rows.values_list("pk", flat=True)) for rows in ways)
        assert few == known == every
    assert few < set(Duty.objects.filter(jurisdiction_id=province.id).values_list("pk", flat=True))
