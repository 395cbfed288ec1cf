"""Explanations and contributions: asked, answered, taken; silence counted by the rules; who sees and who answers."""

import datetime as dt

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tests.web.pages.test_bodies import words
from tests.web.rulesets.test_in_use import adopt
from tiendo import duty as rules
from tiendo import inquiry
from tiendo.errors import Refused
from tiendo.inquiry import InquiryKind, Status, StepKind
from tiendo.orgtree import Share
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, inquiries, queries, reach, shares
from tiendo_web.duties import inquiry_queries as asked
from tiendo_web.duties.models import Duty, Inquiry
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import actions as plan_actions
from tiendo_web.plans import queries as plan_queries
from tiendo_web.reforms import actions as reforms

KIND = rules.EventKind
HOUR = dt.timedelta(hours=1)
ISSUED = make.AT.date()
LATE = dt.date(2026, 4, 20)


def instant(day):
    return make.AT + (day - make.AT.date()) + HOUR


@pytest.fixture
def duty(province, an):
    """Sở Y tế's duty of the sample plan, due on 15 April 2026; Sở Tài chính coordinates."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "health")


@pytest.fixture
def tai(province):
    """An officer of Sở Tài chính."""
    return province.viewer("tai", role=Role.OFFICER, body="finance")


def explain(duty_ids, viewer, day=LATE, text="Vì sao chậm?", due_on=None):
    return inquiries.ask_explanations(
        duty_ids=duty_ids, text=text, due_on=due_on or day + dt.timedelta(days=3), viewer=viewer, at=instant(day)
    )


def contribute(province, duty, viewer, day=ISSUED, bodies=("finance",), due_on=None):
    row = Duty.objects.select_related("directive").get(jurisdiction_id=province.id, pk=duty)
    return inquiries.ask_contributions(
        duty_id=duty,
        body_ids=[province.bodies[body] for body in bodies],
        text="Góp ý dự toán.",
        due_on=due_on or inquiries.by_silence(row, day).until,
        viewer=viewer,
        at=instant(day),
    )


def step(number, kind, viewer, day, text="Do chờ vật tư.", due_on=None, seen=None):
    again = due_on or (day + dt.timedelta(days=3) if kind is StepKind.SENT_BACK else None)
    inquiries.step(inquiry_id=number, kind=kind, text=text, due_on=again, seen=seen, viewer=viewer, at=instant(day))


def status(number, viewer, on):
    return asked.one(inquiry_id=number, viewer=viewer, on=on).line.status


def test_an_explanation_is_asked_answered_sent_back_and_taken(province, an, dung, duty):
    (number,) = explain([duty], an)
    assert asked.waiting(viewer=dung, on=LATE).to_answer == 1
    assert asked.waiting(viewer=dung, on=dt.date(2026, 4, 24)).overdue == 1
    assert status(number, an, dt.date(2026, 4, 23)) is Status.WAITING
    assert status(number, an, dt.date(2026, 4, 24)) is Status.SILENT
    step(number, StepKind.ANSWERED, dung, dt.date(2026, 4, 24))
    assert asked.waiting(viewer=an, on=LATE).answered == 1 and asked.waiting(viewer=dung, on=LATE).answered == 0
    step(number, StepKind.SENT_BACK, an, dt.date(2026, 4, 25), text="Chưa nói trách nhiệm.")
    step(number, StepKind.ANSWERED, dung, dt.date(2026, 4, 26))
    step(number, StepKind.TAKEN, an, dt.date(2026, 4, 27), text="")
    page = asked.one(inquiry_id=number, viewer=dung, on=dt.date(2026, 4, 27))
    assert [one.kind.value for one in page.steps] == ["answered", "sent-back", "answered", "taken"]
    assert page.line.in_time is True, "by the day that was set when it was sent back"
    assert page.line.silence == "" and page.possible == ()
    assert queries.duty(duty_id=duty, viewer=an, on=LATE).line.due_on == dt.date(2026, 4, 15), "no clock is moved"
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_one_act_asks_about_many_and_none_of_them_where_one_cannot_be(province, an, duty):
    finance, commune = duty_of(province, "finance"), duty_of(province, "thuan")
    before = ledger.head(jurisdiction_id=province.id)
    with pytest.raises(Refused, match="không quá hạn"):
        explain([duty, finance, commune], an)
    explanations = Inquiry.objects.filter(jurisdiction_id=province.id, kind=InquiryKind.EXPLANATION.value)
    assert ledger.head(jurisdiction_id=province.id) == before and not explanations.exists()
    explain([duty, finance], an)
    assert explanations.values("act").distinct().count() == 1
    with pytest.raises(Refused, match="chưa xong"):
        explain([duty], an)


def test_what_was_done_late_can_be_asked_about_too(an, dung, duty):
    move(duty, KIND.REPORTED, dung, LATE)
    move(duty, KIND.ACCEPTED, an, LATE)
    assert len(explain([duty], an)) == 1


@pytest.mark.parametrize(
    ("text", "due_on", "field"), [(" ", None, "text"), ("Vì sao?", LATE - dt.timedelta(days=1), "due_on")]
)
def test_nothing_is_asked_without_words_or_by_a_day_that_is_over(an, duty, text, due_on, field):
    with pytest.raises(Refused) as refused:
        explain([duty], an, text=text, due_on=due_on)
    assert refused.value.field == field


def test_only_the_giver_asks_for_explanations_and_only_who_owes_answers(province, an, dung, tai, chi, duty):
    for viewer in (dung, tai, chi):
        with pytest.raises(Refused):
            explain([duty], viewer)
    (number,) = explain([duty], an)
    for viewer in (an, tai):
        with pytest.raises(inquiries.NotYourInquiry):
            step(number, StepKind.ANSWERED, viewer, LATE)
    for viewer in (dung, tai):
        with pytest.raises(inquiries.NotYourInquiry):
            step(number, StepKind.WITHDRAWN, viewer, LATE)
    with pytest.raises(Refused):
        step(number, StepKind.ANSWERED, chi, LATE)
    with pytest.raises(Refused) as refused:
        step(number, StepKind.ANSWERED, dung, LATE, text=" ")
    assert refused.value.field == "text"
    with pytest.raises(inquiry.StepRefused):
        step(number, StepKind.TAKEN, an, LATE)


def test_silence_of_a_coordinating_body_counts_as_the_rules_of_that_day_say(province, an, dung, tai, duty):
    (number,) = contribute(province, duty, dung)
    row = Inquiry.objects.get(jurisdiction_id=province.id, pk=number)
    assert row.due_on == dt.date(2026, 3, 9), "five working days after 2 March, the common set's rule"
    assert "191/2026" in row.silence and "bản chép" in row.silence
    assert status(number, tai, dt.date(2026, 3, 9)) is Status.WAITING
    assert status(number, tai, dt.date(2026, 3, 10)) is Status.SILENT
    assert asked.waiting(viewer=tai, on=dt.date(2026, 3, 10)).overdue == 1
    page = Browser().wearing(tai).get(f"/inquiries/{number}/").content.decode()
    assert "im lặng coi là đồng ý" in page and "191/2026" in page
    step(number, StepKind.ANSWERED, tai, dt.date(2026, 3, 12))
    assert asked.one(inquiry_id=number, viewer=an, on=dt.date(2026, 3, 12)).line.in_time is False
    step(number, StepKind.TAKEN, dung, dt.date(2026, 3, 13))


def test_each_coordinating_body_has_its_own_record_and_others_are_not_asked(province, an, dung, tai, duty):
    with pytest.raises(Refused) as refused:
        contribute(province, duty, dung, bodies=("finance", "thuan"))
    assert refused.value.field == "bodies"
    with pytest.raises(inquiries.NotYourInquiry):
        contribute(province, duty_of(province, "finance"), province.viewer("leader", role=Role.INSPECTOR))
    contribute(province, duty, an)
    contribute(province, duty, dung)
    assert [one.of_task for one in asked.of_duty(duty_id=duty, viewer=tai, on=LATE)] == [True, False, False]
    move(duty, KIND.CLOSED, an, LATE)
    with pytest.raises(Refused):
        contribute(province, duty, an, day=LATE)


def test_the_heir_of_a_part_opens_the_duty_and_answers(province, an, dung, duty):
    (number,) = contribute(province, duty, dung)
    thuan, finance = province.bodies["thuan"], province.bodies["finance"]
    step_ = Step(Verb.SPLIT, (finance,), into=(thuan, province.bodies["binh"]))
    decision = Decision("1/QĐ", "Chia", make.AT.date(), make.AT.date() + dt.timedelta(days=2))
    key = reforms.begin(
        terms=Terms(decision, steps=(step_,), choices={duty_of(province, "finance"): thuan}),
        viewer=an,
        at=instant(make.AT.date()),
    )
    on = make.AT.date() + dt.timedelta(days=3)
    reforms.decide(key=key, seen=1, viewer=an, at=instant(make.AT.date()))
    tree = orgs.tree(jurisdiction_id=province.id, on=on)
    assert Share.PART in {share for _id, share in tree.predecessors(thuan)}
    ly = province.viewer("ly", role=Role.OFFICER, body="thuan", at=instant(on))
    assert "Xã Hải Thuận" in queries.duty(duty_id=duty, viewer=ly, on=on).coordinating
    assert asked.waiting(viewer=ly, on=on).to_answer == 2, "and what the document asks"
    step(number, StepKind.ANSWERED, ly, on)
    kien = province.viewer("kien", role=Role.OFFICER, body="clinic", at=instant(on))
    with pytest.raises(actions.NoDuty):
        queries.duty(duty_id=duty, viewer=kien, on=on)


def test_on_the_pages(province, an, dung, tai, monkeypatch):
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=20)
    text = make.PLAN.replace("15/4/2026", f"{at.date() + dt.timedelta(days=5):%d/%m/%Y}")
    actions.issue(plan_id=make.plan(an, text, at=at), viewer=an, at=at)
    late, calm = duty_of(province, "health"), duty_of(province, "thuan")
    clerk, officer, other = (Browser().wearing(one) for one in (an, dung, tai))
    page = clerk.get("/duties/?which=overdue").content.decode()
    assert f'name="duty" value="{late}"' in page
    assert 'action="/inquiries/new/"' in page
    own = officer.get("/duties/?which=overdue").content.decode()
    assert "/inquiries/new/" not in own and "/letters/new/" not in own, "whoever owes names who sees to it, and no more"
    address = f"/inquiries/new/?duty={late}&duty={calm}"
    assert "</a> (Xã Hải Thuận): không quá hạn" in clerk.get(address).content.decode(), "whose duty it is"
    data = clerk.form(address)
    assert data["duties"] == str(late)
    assert clerk.post("/inquiries/new/", data | {"text": ""}).status_code == 422
    assert clerk.post("/inquiries/new/", data).status_code == 302
    assert "Đã gửi 1 yêu cầu." in clerk.get("/inquiries/").content.decode()
    assert clerk.post("/inquiries/new/", data).status_code == 302, "sent twice, asked once"
    assert "Đã gửi" not in clerk.get("/inquiries/").content.decode()
    number = Inquiry.objects.get(jurisdiction_id=province.id, kind=InquiryKind.EXPLANATION.value).pk
    assert "1 yêu cầu phải trả lời" in officer.get("/").content.decode()
    assert "Giải trình" in officer.get(f"/duties/{late}/").content.decode()
    at_page = f"/inquiries/{number}/"
    data = officer.form(at_page, f"{at_page}answered/")
    assert officer.post(f"{at_page}answered/", data | {"answered-text": ""}).status_code == 422
    assert officer.post(f"{at_page}answered/", data | {"answered-text": "Chờ vật tư."}).status_code == 302
    assert "1 trả lời chờ xem xét" in clerk.get("/").content.decode()
    listed = " ".join(clerk.get("/inquiries/").content.decode().split())
    assert "1 trả lời chờ xem xét; 1 yêu cầu quá hạn" in listed and "Tính theo những gì đã ghi đến" in listed
    assert clerk.post(f"{at_page}taken/", clerk.form(at_page, f"{at_page}taken/")).status_code == 302
    assert clerk.post(f"{at_page}nothing/").status_code == 404
    asks = f"/duties/{late}/contributions/"
    data = officer.form(asks) | {"text": "Góp ý dự toán", "bodies": [str(province.bodies["finance"])]}
    assert officer.post(asks, data | {"bodies": []}).status_code == 422
    assert officer.post(asks, data).status_code == 302
    assert "Góp ý dự toán" in other.get("/inquiries/?which=to-answer&kind=contribution").content.decode()
    for which in asked.Which:
        assert other.get(f"/inquiries/?which={which.value}").status_code == 200
    assert "Cả danh sách" not in other.get("/duties/").content.decode()
    everything = clerk.form("/inquiries/new/?all=1&which=overdue")
    assert everything["duties"].split(",") != [""]


@pytest.mark.parametrize("address", ["/inquiries/new/", "/inquiries/new/?duty=x", "/inquiries/new/?which=paused&all=1"])
def test_nothing_chosen_is_said_in_words(an, duty, address):
    assert "Chưa chọn" in Browser().wearing(an).get(address).content.decode()


def test_duties_of_others_cannot_be_chosen(an, chi, duty):
    assert Browser().wearing(chi).get(f"/inquiries/new/?duty={duty}").status_code == 404


@pytest.mark.parametrize("divided", [False, True])
def test_the_heirs_of_a_body_that_is_gone_explain_what_it_left_and_it_is_asked_nothing_anew(
    browser, province, an, dung, duty, divided
):
    move(duty, KIND.REPORTED, dung, LATE)
    move(duty, KIND.ACCEPTED, an, LATE)
    (number,) = explain([duty], an)
    health, clinic = province.bodies["health"], province.bodies["clinic"]
    finance, thuan = province.bodies["finance"], province.bodies["thuan"]
    ends = Step(Verb.SPLIT, (health,), into=(finance, thuan)) if divided else Step(Verb.MERGE, (health,), into=(thuan,))
    day = dt.date(2026, 4, 22)
    terms = Terms(Decision("1/QĐ", "", day, day), steps=(ends, Step(Verb.MOVE, (clinic,), parent=thuan)))
    key = reforms.begin(terms=terms, viewer=an, at=instant(day))
    reforms.decide(key=key, seen=1, viewer=an, at=instant(day))
    on = day + dt.timedelta(days=1)
    heir = province.viewer("xa", role=Role.OFFICER, body="thuan", at=instant(on))
    stranger = province.viewer("binh", role=Role.OFFICER, body="binh", at=instant(on))
    assert asked.waiting(viewer=heir, on=on).to_answer == 1 and asked.waiting(viewer=stranger, on=on).to_answer == 0
    assert [line.id for line in asked.inquiries_of(viewer=heir, on=on, which=asked.Which.TO_ANSWER)[0]] == [number]
    with pytest.raises(actions.NoDuty):
        step(number, StepKind.ANSWERED, stranger, on)
    step(number, StepKind.ANSWERED, heir, on)
    step(number, StepKind.TAKEN, an, on, text="")
    with pytest.raises(Refused, match=r"“Sở Y tế” không còn hoạt động; nay là: .*Xã Hải Thuận"):
        explain([duty], an, day=on)


def test_an_answer_that_was_sent_back_is_never_silence_and_gets_another_day(province, an, dung, tai, duty):
    (number,) = contribute(province, duty, dung)
    step(number, StepKind.ANSWERED, tai, dt.date(2026, 3, 5), text="Không đồng ý.")
    with pytest.raises(Refused) as refused:
        inquiries.step(
            inquiry_id=number, kind=StepKind.SENT_BACK, text="Xem lại.", viewer=dung, at=instant(dt.date(2026, 3, 10))
        )
    assert refused.value.field == "due_on"
    step(number, StepKind.SENT_BACK, dung, dt.date(2026, 3, 10), due_on=dt.date(2026, 3, 12))
    assert status(number, tai, dt.date(2026, 3, 20)) is Status.ASKED_AGAIN
    waits = asked.waiting(viewer=tai, on=dt.date(2026, 3, 20))
    assert (waits.to_answer, waits.overdue, waits.silent) == (2, 1, 0), "and what the document asks, by 15 April"
    assert "coi là đồng ý" not in Browser().wearing(tai).get(f"/inquiries/{number}/").content.decode()
    assert queries.drift(province.id) == []


def test_silence_is_agreement_only_where_the_days_of_the_rule_are_given(province, dung, tai, duty):
    (number,) = contribute(province, duty, dung, due_on=ISSUED)
    assert Inquiry.objects.get(jurisdiction_id=province.id, pk=number).silence == ""
    assert status(number, tai, ISSUED + dt.timedelta(days=1)) is Status.SILENT


def test_what_is_asked_ends_with_its_duty_and_goes_on_where_it_is_reopened(province, an, dung, tai, duty):
    (number,) = contribute(province, duty, dung)
    (why,) = explain([duty], an)
    move(duty, KIND.CLOSED, an, LATE)
    for viewer in (an, tai, dung):
        waits = asked.waiting(viewer=viewer, on=dt.date(2026, 6, 1))
        assert (waits.to_answer, waits.overdue, waits.answered, waits.silent) == (0, 0, 0, 0)
    assert status(number, tai, LATE) is Status.ENDED and status(why, dung, LATE) is Status.ENDED
    assert asked.one(inquiry_id=number, viewer=tai, on=LATE).possible == ()
    with pytest.raises(inquiry.StepRefused):
        step(number, StepKind.ANSWERED, tai, LATE)
    move(duty, KIND.REOPENED, an, LATE)
    assert status(number, tai, LATE) is Status.SILENT
    move(duty, KIND.REPORTED, dung, LATE)
    move(duty, KIND.ACCEPTED, an, LATE)
    assert status(number, tai, LATE) is Status.ENDED and status(why, dung, LATE) is Status.WAITING


def test_an_answer_that_nobody_saw_is_not_taken(an, dung, duty):
    (number,) = explain([duty], an)
    step(number, StepKind.ANSWERED, dung, LATE, text="Chờ vật tư.")
    clerk, at_page = Browser().wearing(an), f"/inquiries/{number}/"
    data = clerk.form(at_page, f"{at_page}taken/")
    step(number, StepKind.ANSWERED, dung, LATE, text="Thật ra do thiếu người.")
    again = clerk.post(f"{at_page}taken/", data)
    assert again.status_code == 422 and "đã có bước mới" in again.content.decode()
    assert clerk.post(f"{at_page}taken/", clerk.form(at_page, f"{at_page}taken/")).status_code == 302


def test_silence_goes_by_the_rules_of_who_gave_the_duty(province, an, dung, tai):
    """Sở Tài chính gives two days where the seat gives five; a duty of the seat's own document keeps the five."""
    begins = ISSUED + dt.timedelta(days=1)
    rule = "đồng ý sau: {} ngày làm việc\n  căn cứ: {}Nghị định"
    adopt(an, (rule.format(5, ""), rule.format(2, "Quy chế 7; ")), begins=begins, body_id=province.bodies["finance"])
    found = {}
    for number, issuer in enumerate(("Sở Tài chính", "UBND tỉnh")):
        plan_id = make.plan(an, make.PLAN.replace("15/KH-UBND", f"{30 + number}/KH-X"), name=f"{number}.txt")
        seen = plan_queries.plan_draft(plan_id=plan_id, viewer=an, on=begins).head_seen
        plan_actions.mend_head(plan_id=plan_id, fields={"issuer": issuer}, seen=seen, viewer=an, at=instant(begins))
        directive = actions.issue(plan_id=plan_id, viewer=an, at=instant(begins))
        row = Duty.objects.get(jurisdiction_id=province.id, directive_id=directive, body_id=province.bodies["health"])
        (inquiry_id,) = contribute(province, row.pk, dung, day=begins)
        found[issuer] = Inquiry.objects.get(jurisdiction_id=province.id, pk=inquiry_id)
    assert [found[one].due_on for one in found] == [dt.date(2026, 3, 5), dt.date(2026, 3, 10)]
    assert "Quy chế 7" in found["Sở Tài chính"].silence and "Quy chế 7" not in found["UBND tỉnh"].silence
    told = Browser().wearing(tai).get(f"/inquiries/{found['Sở Tài chính'].pk}/day/").json()
    assert (told["due_on"], told["by_rule"]["until"], told["by_rule"]["length"]) == (
        "2026-03-05",
        "2026-03-05",
        "2 ngày làm việc",
    )


def test_each_day_of_an_answer_says_how_it_came_about(province, an, dung, tai, duty, chi):
    (number,) = contribute(province, duty, dung)
    officer = Browser().wearing(tai)
    page = words(officer.get(f"/inquiries/{number}/"))
    assert "do cơ quan hỏi đặt ngày 02/03/2026: hết ngày 09/03/2026" in page
    assert "im lặng là đồng ý sau 5 ngày làm việc kể từ ngày hỏi 02/03/2026: 09/03/2026" in page
    told = officer.get(f"/inquiries/{number}/day/").json()
    assert (told["steps"]["how"], told["by_rule"]["rule"]) == ("answer", "silence")
    assert told["by_rule"]["since"] == "2026-03-02"
    step(number, StepKind.ANSWERED, tai, dt.date(2026, 3, 5))
    step(number, StepKind.SENT_BACK, dung, dt.date(2026, 3, 6), due_on=dt.date(2026, 3, 12))
    told = officer.get(f"/inquiries/{number}/day/").json()
    assert (told["steps"]["how"], told["steps"]["before"], told["due_on"], told["by_rule"]) == (
        "again",
        "2026-03-09",
        "2026-03-12",
        None,
    )
    step(number, StepKind.ANSWERED, tai, dt.date(2026, 3, 12))
    step(number, StepKind.SENT_BACK, dung, dt.date(2026, 3, 13), due_on=dt.date(2026, 3, 16))
    page = words(officer.get(f"/inquiries/{number}/"))
    assert "phải trả lời lại, hết ngày 16/03/2026 (trước đó là 12/03/2026)" in page
    (late,) = explain([duty], an)
    told = Browser().wearing(dung).get(f"/inquiries/{late}/day/").json()
    assert told["steps"]["set_on"] == LATE.isoformat() and told["by_rule"] is None
    assert Browser().wearing(chi).get(f"/inquiries/{number}/day/").status_code == 404


@pytest.mark.parametrize("which", list(asked.Which))
def test_what_is_seen_is_the_same_whether_few_are_told_one_by_one_or_not(
    province, an, dung, tai, duty, which, monkeypatch
):
    share = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc")
    (part,) = shares.break_down(duty_id=duty, parts=[share], viewer=dung, at=make.AT)
    head = province.viewer("truong", role=Role.HEAD, body="health", at=instant(LATE))
    explain([part], head)
    (answered,) = explain([duty], an)
    step(answered, StepKind.ANSWERED, dung, LATE)
    contribute(province, duty, dung, LATE, due_on=LATE)

    def listed():
        for viewer in (an, dung, tai, head):
            lines, _more = asked.inquiries_of(viewer=viewer, on=LATE, which=which)
            yield [line.id for line in lines], asked.waiting(viewer=viewer, on=LATE)

    few = list(listed())
    monkeypatch.setattr(reach, "FEW", 0)
    assert list(listed()) == few
    if which is asked.Which.ALL:
        assert [len(ids) for ids, _waiting in few] == [4, 4, 2, 4]
