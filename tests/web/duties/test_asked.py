"""What a document asks of whoever coordinates: asked at issue, once for each task, by the day of the task."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.web.duties.test_inquiries import instant, step
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.inquiry import InquiryKind, Status, StepKind
from tiendo_web.core import now
from tiendo_web.core.access import Level, Role
from tiendo_web.duties import actions, inquiries, queries
from tiendo_web.duties import inquiry_queries as asked
from tiendo_web.duties.models import Coordination, Duty, Inquiry
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans import actions as plans
from tiendo_web.plans import queries as plan_queries

KIND = rules.EventKind
ISSUED = make.AT.date()
DUE = dt.date(2026, 4, 15)
DAY = dt.timedelta(days=1)
TASK = "phối hợp với Sở Tài chính chuẩn bị thuốc"


def issued(an, text=make.PLAN, **mended):
    """The sample plan, its first task mended, issued on 2 March 2026."""
    plan = make.plan(an, text)
    if mended:
        (task, *_rest) = plan_queries.plan_draft(plan_id=plan, viewer=an, on=ISSUED).kept
        plans.mend_task(plan_id=plan, task=task.key, fields=mended, seen=task.seen, viewer=an, at=make.AT)
    return actions.issue(plan_id=plan, viewer=an, at=make.AT)


def the_one(province):
    return Inquiry.objects.get(jurisdiction_id=province.id)


def line(viewer, on, number=None):
    rows, _more = asked.inquiries_of(viewer=viewer, on=on, kind=InquiryKind.CONTRIBUTION)
    return rows[0] if number is None else next(row for row in rows if row.id == number)


def sound(province):
    return queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


@pytest.fixture
def tai(province):
    """An officer of Sở Tài chính, which coordinates what Sở Y tế leads."""
    return province.viewer("tai", role=Role.OFFICER, body="finance")


def test_issuing_asks_each_body_that_coordinates_what_the_document_asks_by_the_day_of_the_task(
    province, an, dung, tai, binh
):
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    plan = make.plan(an)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 2, "taken in, issued: one act each"
    row = the_one(province)
    assert (row.body_id, row.asker_id) == (province.bodies["finance"], an.body_id)
    assert TASK in row.text and row.due_on is None
    shown = line(tai, ISSUED)
    assert shown.due_on == DUE and shown.is_by_task and shown.status is Status.WAITING
    assert asked.waiting(viewer=tai, on=ISSUED).to_answer == 1
    assert asked.waiting(viewer=dung, on=ISSUED).to_answer == 0
    step(row.pk, StepKind.ANSWERED, tai, ISSUED, text="Đã bố trí kinh phí.")
    assert line(tai, ISSUED).in_time is True
    step(row.pk, StepKind.TAKEN, dung, ISSUED + DAY, text="")
    assert line(an, ISSUED + DAY).status is Status.TAKEN and sound(province)


def test_silence_past_the_day_of_the_task_counts_as_the_rules_say(province, an, tai):
    issued(an)
    number = the_one(province).pk
    assert line(tai, DUE).status is Status.WAITING and line(tai, DUE + DAY).status is Status.SILENT
    assert asked.waiting(viewer=an, on=DUE + DAY).silent == 1 and asked.waiting(viewer=tai, on=DUE + DAY).overdue == 1
    assert "191/2026" in line(tai, DUE).silence
    with pytest.raises(inquiries.NotYourInquiry):
        step(number, StepKind.ANSWERED, an, DUE + DAY)
    step(number, StepKind.ANSWERED, tai, DUE + DAY)
    assert line(an, DUE + DAY).in_time is False


def test_less_time_than_the_rule_gives_is_silence_and_no_agreement(province, an, tai):
    issued(an, asked_by="03/03/2026")
    assert line(tai, ISSUED).due_on == dt.date(2026, 3, 3) and line(tai, ISSUED).silence == ""
    assert line(tai, dt.date(2026, 3, 4)).status is Status.SILENT


def test_the_day_goes_with_that_of_the_duty_and_stands_in_a_pause(province, an, tai):
    issued(an)
    duty = duty_of(province, "health")
    move(duty, KIND.EXTENDED, an, dt.date(2026, 3, 10), until=dt.date(2026, 4, 30))
    assert line(tai, DUE + DAY).due_on == dt.date(2026, 4, 30) and line(tai, DUE + DAY).status is Status.WAITING
    move(duty, KIND.PAUSED, an, dt.date(2026, 4, 20))
    assert (
        line(tai, dt.date(2026, 6, 1)).due_on is None and asked.waiting(viewer=an, on=dt.date(2026, 6, 1)).silent == 0
    )
    assert sound(province)
    move(duty, KIND.RESUMED, an, dt.date(2026, 6, 1))
    again = Duty.objects.get(jurisdiction_id=province.id, pk=duty).due_on
    assert line(tai, dt.date(2026, 6, 1)).due_on == again > dt.date(2026, 6, 1)
    assert sound(province)


def test_a_day_that_was_set_when_an_answer_was_sent_back_stays(province, an, dung, tai):
    issued(an)
    number, duty, again = the_one(province).pk, duty_of(province, "health"), dt.date(2026, 3, 20)
    step(number, StepKind.ANSWERED, tai, dt.date(2026, 3, 5))
    step(number, StepKind.SENT_BACK, dung, dt.date(2026, 3, 6), due_on=again)
    move(duty, KIND.EXTENDED, an, dt.date(2026, 3, 10), until=dt.date(2026, 4, 30))
    assert line(tai, dt.date(2026, 3, 25)).due_on == again and sound(province)


def test_without_a_day_nobody_is_silent_until_the_task_has_one(province, an, tai):
    text = make.PLAN.replace(
        "hoàn thành trước ngày 15/4/2026", "trong thời hạn 10 ngày làm việc kể từ ngày nhận được dự toán của Sở Nội vụ"
    )
    issued(an, text)
    assert line(tai, dt.date(2027, 1, 1)).due_on is None and line(tai, dt.date(2027, 1, 1)).status is Status.WAITING
    assert "khi có" in Browser().wearing(tai).get(f"/inquiries/{the_one(province).pk}/").content.decode()
    move(duty_of(province, "health"), KIND.BEGAN, an, dt.date(2026, 5, 4), happened_on=dt.date(2026, 5, 4))
    assert line(tai, dt.date(2026, 5, 4)).due_on == dt.date(2026, 5, 18) and sound(province)


def test_what_is_asked_about_a_task_with_several_leads_is_asked_once_and_lasts_until_the_last(province, an, dung):
    bodies = province.bodies
    leads, officers = ("thuan", "binh"), {}
    for ref in leads:
        officers[ref] = province.viewer(f"can-{ref}", role=Role.OFFICER, body=ref)
    issued(an, lead=[bodies[ref] for ref in leads], coordinating=[bodies["health"]])
    row = the_one(province)
    rows = Duty.objects.filter(jurisdiction_id=province.id, task__position=1)
    duties = {ref: rows.get(body_id=bodies[ref]).pk for ref in leads}
    assert asked.waiting(viewer=dung, on=ISSUED).to_answer == 1, "one question, however many lead"
    for ref in leads:
        (shown,) = asked.of_duty(duty_id=duties[ref], viewer=officers[ref], on=ISSUED)
        assert shown.id == row.pk and line(officers[ref], ISSUED).id == row.pk
    step(row.pk, StepKind.ANSWERED, dung, ISSUED, text="Đã gửi danh mục.")
    page = f"/inquiries/{row.pk}/"
    for ref in leads:
        assert StepKind.TAKEN in asked.one(inquiry_id=row.pk, viewer=officers[ref], on=ISSUED).possible
        assert Browser().wearing(officers[ref]).get(page).status_code == 200
    for ref in leads:
        assert line(dung, ISSUED).status is Status.ANSWERED
        move(duties[ref], KIND.REPORTED, officers[ref], ISSUED)
        move(duties[ref], KIND.ACCEPTED, an, ISSUED)
    assert line(dung, ISSUED).status is Status.ENDED and asked.waiting(viewer=an, on=ISSUED).answered == 0
    move(duties["binh"], KIND.REOPENED, an, ISSUED)
    assert line(dung, ISSUED).status is Status.ANSWERED and sound(province)


def test_who_leads_is_not_asked_nor_anybody_above_what_coordinating_bodies_may_know(province, an):
    bodies = province.bodies
    issued(an, lead=[bodies["health"], bodies["finance"]], coordinating=[bodies["finance"]])
    assert not Inquiry.objects.filter(jurisdiction_id=province.id).exists()
    data = make.PLAN.replace("15/KH", "16/KH").encode()
    plan = plans.take_in(data=data, name="b.txt", viewer=an, at=make.AT, level=Level.RESTRICTED)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    assert not Inquiry.objects.filter(jurisdiction_id=province.id).exists()
    assert Coordination.objects.filter(jurisdiction_id=province.id).count() == 2


def test_the_workbench_shows_and_mends_what_is_asked_and_the_page_of_the_day_lists_it(province, an, tai):
    at = now.now()
    day = at.date() + 20 * DAY
    plan = make.plan(an, make.PLAN.replace("15/4/2026", f"{day:%d/%m/%Y}"), at=at)
    clerk, officer = Browser().wearing(an), Browser().wearing(tai)
    (task, *_rest) = plan_queries.plan_draft(plan_id=plan, viewer=an, on=at.date()).kept
    shown = clerk.get(f"/plans/{plan}/").content.decode()
    assert "được hỏi theo nội dung nhiệm vụ" in shown and f"{day:%d/%m/%Y}</time> (hạn của nhiệm vụ)" in shown
    page = f"/plans/{plan}/tasks/{task.key}/"
    data = clerk.form(page)
    for wrong in ("thường xuyên", "mai kia"):
        refused = clerk.post(page, data | {"asked_by": wrong})
        assert refused.status_code == 422 and 'id="id_asked_by_error"' in refused.content.decode()
    earlier = day - 5 * DAY
    kept = clerk.post(page, data | {"asked": "Thẩm định dự toán mua thuốc.", "asked_by": f"{earlier:%d/%m/%Y}"})
    assert kept.status_code == 302
    before = clerk.get(f"/plans/{plan}/issue/").content.decode()
    assert "Thẩm định dự toán mua thuốc." in before and f"{earlier:%d/%m/%Y}" in before
    assert clerk.post(f"/plans/{plan}/issue/", clerk.form(f"/plans/{plan}/issue/")).status_code == 302
    today = officer.get("/").content.decode()
    assert "Việc phối hợp" in today and "Thẩm định dự toán mua thuốc." in today and f"{earlier:%d/%m/%Y}" in today
    number = the_one(province).pk
    duty = clerk.get(f"/duties/{duty_of(province, 'health')}/").content.decode()
    assert f"/inquiries/{number}/" in duty
    answer = f"/inquiries/{number}/answered/"
    data = officer.form(f"/inquiries/{number}/", answer) | {"answered-text": "Đồng ý."}
    assert officer.post(answer, data).status_code == 302
    assert "Thẩm định dự toán mua thuốc." not in officer.get("/").content.decode()


def test_a_duty_that_goes_on_under_a_newer_document_asks_whom_that_adds(province, an, tai):
    old = issued(an)
    newer = make.PLAN.replace("15/KH", "22/KH").replace("với Sở Tài chính", "với Sở Tài chính, Phường Sơn Bình")
    plan = make.plan(an, newer, at=instant(ISSUED + DAY))
    (task, *_rest) = plan_queries.plan_draft(plan_id=plan, viewer=an, on=ISSUED + DAY).kept
    first = plan_queries.plan_draft(plan_id=plan, viewer=an, on=ISSUED + DAY).kept[0]
    fields = {
        "text": first.text.now.replace(", Phường Sơn Bình", ""),
        "coordinating": [province.bodies["finance"], province.bodies["binh"]],
    }
    plans.mend_task(plan_id=plan, task=task.key, fields=fields, seen=task.seen, viewer=an, at=instant(ISSUED + DAY))
    actions.issue(plan_id=plan, viewer=an, at=instant(ISSUED + DAY), replaces=old)
    duty = duty_of(province, "health")
    rows = Inquiry.objects.filter(jurisdiction_id=province.id).order_by("pk")
    assert [(row.body_id, row.duty_id) for row in rows] == [
        (province.bodies["finance"], duty),
        (province.bodies["binh"], duty),
    ], "the duty goes on; whom the newer document adds is asked about it, and nobody twice"
    assert sound(province)


def test_issuing_costs_as_many_statements_for_few_bodies_as_for_many(province, an):
    def cost(number, coordinating):
        plan = make.plan(an, make.PLAN.replace("15/KH", f"{number}/KH"))
        (task, *_rest) = plan_queries.plan_draft(plan_id=plan, viewer=an, on=ISSUED).kept
        bodies = [province.bodies[ref] for ref in coordinating]
        plans.mend_task(
            plan_id=plan, task=task.key, fields={"coordinating": bodies}, seen=task.seen, viewer=an, at=make.AT
        )
        with CaptureQueriesContext(connection) as captured:
            actions.issue(plan_id=plan, viewer=an, at=make.AT)
        return len(captured)

    cost(30, ("finance", "clinic"))
    assert cost(31, ("finance", "clinic")) == cost(32, ("finance", "clinic", "thuan", "binh"))


def test_how_the_day_came_about_is_said_in_words_and_as_data(province, an, dung, tai):
    issued(an)
    number, officer = the_one(province).pk, Browser().wearing(tai)
    page, data = f"/inquiries/{number}/", f"/inquiries/{number}/day/"
    assert "theo hạn của nhiệm vụ, hết ngày 15/04/2026" in officer.get(page).content.decode()
    assert officer.get(data).json()["due_on"] == "2026-04-15"
    move(duty_of(province, "health"), KIND.PAUSED, an, dt.date(2026, 3, 10))
    assert "lúc này không có ngày nào" in officer.get(page).content.decode()
    assert officer.get(data).json()["due_on"] is None
    step(number, StepKind.ANSWERED, tai, dt.date(2026, 3, 11))
    step(number, StepKind.SENT_BACK, dung, dt.date(2026, 3, 12), due_on=dt.date(2026, 3, 20))
    assert "trả lời lại, hết ngày 20/03/2026" in officer.get(page).content.decode()
