"""A duty's life through the actions: what each side may do, and totals that a recount confirms."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.clock import Mark, Standing
from tiendo.errors import Refused
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, queries, shares
from tiendo_web.duties.models import Duty, Event, Inquiry, Tally
from tiendo_web.ledger import queries as ledger
from tiendo_web.pages import narrowing
from tiendo_web.plans import actions as plans
from tiendo_web.reforms import actions as reforms
from tiendo_web.scorecards import queries as scorecards

KIND = rules.EventKind
DAY = dt.timedelta(days=1)


@pytest.fixture
def issued(an):
    """The sample plan, issued on 2 March 2026."""
    return actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)


def duty_of(province, body):
    return Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies[body]).pk


def move(duty_id, kind, viewer, day, text="Đã làm.", **said):
    at = make.AT + (day - make.AT.date()) + dt.timedelta(hours=1)
    if kind is KIND.CLOSED:
        said = {"reason": rules.Closing.MERGED} | said
    actions.move(duty_id=duty_id, kind=kind, words=actions.Words(text=text, **said), viewer=viewer, at=at)


def standing(viewer, body, on):
    counts = scorecards.scorecard(viewer=viewer, on=on).row(body)
    return [one for one in Standing if counts[one]]


def test_issuing_gives_each_lead_body_its_duty(province, an, issued):
    lines = queries.duties(viewer=an, on=make.AT.date()).lines
    assert [(line.body, line.due_on) for line in lines if line.due_on] == [
        ("Sở Tài chính", dt.date(2026, 3, 31)),
        ("Sở Y tế", dt.date(2026, 4, 15)),
    ]
    assert sorted(line.body for line in lines if not line.due_on) == ["Phường Sơn Bình", "Xã Hải Thuận"]


def test_the_whole_line_from_issue_to_acceptance(province, an, dung, issued):
    duty, health = duty_of(province, "health"), province.bodies["health"]
    days = {name: dt.date(2026, 4, day) for name, day in (("near", 10), ("last", 15), ("late", 16), ("later", 20))}
    assert standing(an, health, make.AT.date()) == [Standing.IN_TERM]
    assert standing(an, health, days["near"]) == [Standing.NEAR_DUE]
    assert standing(an, health, days["late"]) == [Standing.OVERDUE]
    move(duty, KIND.ACKNOWLEDGED, dung, dt.date(2026, 3, 3))
    move(duty, KIND.REPORTED, dung, days["last"])
    assert standing(an, health, days["later"]) == [Standing.IN_TERM], "a slow office makes nobody late"
    move(duty, KIND.RETURNED, an, days["late"])
    assert standing(an, health, days["late"]) == [Standing.OVERDUE]
    move(duty, KIND.REPORTED, dung, days["late"])
    move(duty, KIND.ACCEPTED, an, days["later"])
    assert standing(an, health, days["later"]) == [Standing.DONE_LATE]
    assert standing(an, health, days["near"]) == [Standing.NEAR_DUE], "an earlier day says what it said then"
    assert queries.drift(province.id) == []
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_nobody_moves_what_is_not_his(province, an, dung, chi, issued):
    finance = duty_of(province, "finance")
    with pytest.raises(actions.NoDuty):
        move(finance, KIND.ACKNOWLEDGED, dung, make.AT.date())
    with pytest.raises(actions.NoDuty):
        move(finance, KIND.CLOSED, chi, make.AT.date())
    with pytest.raises(Refused):
        move(duty_of(province, "health"), KIND.ACCEPTED, dung, make.AT.date())
    with pytest.raises(actions.NotYourDuty):
        move(duty_of(province, "health"), KIND.ACKNOWLEDGED, an, make.AT.date())


def test_an_unlawful_move_is_refused_and_leaves_nothing(province, an, issued):
    before = ledger.head(jurisdiction_id=province.id)
    with pytest.raises(rules.MoveRefused, match="sang bước khác"):
        move(duty_of(province, "health"), KIND.ACCEPTED, an, make.AT.date())
    assert ledger.head(jurisdiction_id=province.id) == before


def test_a_report_and_a_return_need_words(province, dung, issued):
    with pytest.raises(Refused) as refused:
        move(duty_of(province, "health"), KIND.REPORTED, dung, make.AT.date(), text="  ")
    assert refused.value.field == "text"


def test_a_task_without_owner_is_not_issued(province, an):
    plan = make.plan(an, make.PLAN.replace("Sở Tài chính bố trí", "Bố trí"))
    with pytest.raises(actions.NotReady) as refused:
        actions.issue(plan_id=plan, viewer=an, at=make.AT)
    assert [key.rpartition(".")[2] for key in refused.value.missing] == ["2"]


def test_what_is_issued_is_no_draft_any_more(province, an, issued):
    plan = Duty.objects.select_related("directive").filter(jurisdiction_id=province.id)[0].directive.plan_id
    with pytest.raises(plans.AlreadyIssued):
        actions.issue(plan_id=plan, viewer=an, at=make.AT)


def test_a_duty_is_broken_down_for_bodies_beneath(province, an, dung, issued):
    duty = duty_of(province, "health")
    part = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc", dt.date(2026, 4, 1))
    child = shares.break_down(duty_id=duty, parts=[part], viewer=dung, at=make.AT)[0]
    page = queries.duty(duty_id=duty, viewer=dung, on=make.AT.date())
    assert [line.id for line in page.children] == [child]
    late = shares.Part(province.bodies["clinic"], "Muộn hơn", dt.date(2026, 5, 1))
    elsewhere = shares.Part(province.bodies["finance"], "Việc của người khác")
    for wrong in (late, elsewhere):
        with pytest.raises(Refused):
            shares.break_down(duty_id=duty, parts=[wrong], viewer=dung, at=make.AT)
    assert queries.drift(province.id) == []


def test_parts_are_handed_down_on_a_page(province, an, dung):
    at = dt.datetime.now(dt.UTC)
    due = at.date() + 30 * DAY
    text = make.PLAN.replace("15/4/2026", f"{due:%d/%m/%Y}")
    actions.issue(plan_id=make.plan(an, text, at=at), viewer=an, at=at)
    officer, duty = Browser().wearing(dung), duty_of(province, "health")
    page = f"/duties/{duty}/parts/"
    assert f'href="{page}"' in officer.get(f"/duties/{duty}/").content.decode()
    data = officer.form(page) | {"body": [str(province.bodies["clinic"])], "text": "Rà soát cơ số thuốc"}
    late = officer.post(page, data | {"due_on": (due + DAY).isoformat()})
    assert late.status_code == 422 and "không thể sau hạn" in late.content.decode()
    assert officer.post(page, data | {"body": []}).status_code == 422
    assert officer.post(page, data).status_code == 302
    assert "Rà soát cơ số thuốc" in officer.get(f"/duties/{duty}/").content.decode()
    assert Browser().wearing(an).get(page).status_code == 403
    ly = province.viewer("ly", role=Role.OFFICER, body="thuan")
    own = duty_of(province, "thuan")
    assert "Không có cơ quan trực thuộc" in Browser().wearing(ly).get(f"/duties/{own}/parts/").content.decode()


def test_other_bodies_of_a_task_are_named_without_saying_its_words_again(province, an, issued):
    page = Browser().wearing(an).get(f"/duties/{duty_of(province, 'thuan')}/").content.decode()
    assert page.count("vệ sinh môi trường") == 1
    assert f'<a href="/duties/{duty_of(province, "binh")}/">Phường Sơn Bình</a>' in page


def test_what_is_over_is_not_broken_down(province, an, dung, issued):
    duty = duty_of(province, "health")
    move(duty, KIND.REVOKED, an, make.AT.date())
    part = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc")
    with pytest.raises(rules.MoveRefused):
        shares.break_down(duty_id=duty, parts=[part], viewer=dung, at=make.AT)


def test_a_duty_is_not_broken_down_into_its_own_ancestor(province, an, dung, issued):
    """Sở Y tế hands a part to its clinic, then comes beneath it by a reform: the clinic cannot hand it back."""
    whole, health, clinic = duty_of(province, "health"), province.bodies["health"], province.bodies["clinic"]
    share = shares.Part(clinic, "Rà soát cơ số thuốc")
    (part,) = shares.break_down(duty_id=whole, parts=[share], viewer=dung, at=make.AT)
    for number, (body, parent) in enumerate([(clinic, province.bodies["province"]), (health, clinic)], start=1):
        day = make.AT.date() + number * DAY
        step = make.Step(make.Verb.MOVE, (body,), parent=parent)
        terms = make.Terms(make.Decision(f"{number}/QĐ", "Chuyển", day, day), steps=(step,))
        at = make.AT + number * DAY
        reforms.decide(key=reforms.begin(terms=terms, viewer=an, at=at), seen=1, viewer=an, at=at)
    officer = province.viewer("kien", role=Role.OFFICER, body="clinic", at=make.AT + 3 * DAY)
    assert health in officer.bodies
    with pytest.raises(Refused, match="đi vòng") as refused:
        shares.break_down(duty_id=part, parts=[shares.Part(health, "Làm hộ")], viewer=officer, at=make.AT + 3 * DAY)
    assert refused.value.field == "body"


MOVES = st.lists(
    st.tuples(st.sampled_from(["health", "finance", "thuan", "binh"]), st.sampled_from(KIND), st.integers(0, 9)),
    max_size=20,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(moves=MOVES)
def test_totals_equal_a_recount_whatever_happens(db, moves):
    """Random lawful and unlawful moves over a month: kept totals, columns and ledger all hold."""
    slug = f"tinh-{make.orgs.secrets.token_hex(4)}"
    province = make.province(slug)
    an = province.viewer("an", role=Role.CLERK)
    named = {name for name, _kind, _days in moves}
    officers = {name: province.viewer(name, role=Role.OFFICER, body=name) for name in named}
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    day = make.AT.date()
    for name, kind, days in moves:
        day += days * DAY
        duty = duty_of(province, name)
        for viewer in (officers[name], an):
            try:
                move(duty, kind, viewer, day, until=day + 40 * DAY, other=duty_of(province, "health"))
            except Refused:
                continue
    assert queries.drift(province.id) == []
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []
    assert scorecards.scorecard(viewer=an, on=day + 100 * DAY).total.total == 4


def test_the_recount_names_what_the_events_do_not_say(province, an, dung, issued):
    duty, finance = duty_of(province, "health"), duty_of(province, "finance")
    move(duty, KIND.ACKNOWLEDGED, dung, dt.date(2026, 3, 3))
    Tally.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["thuan"]).update(counts={"3": [9] * 7})
    Duty.objects.filter(jurisdiction_id=province.id, pk=duty).update(stage="done")
    Event.objects.filter(jurisdiction_id=province.id, duty_id=finance).update(
        kind="accepted", due_on=None, near_on=None
    )
    assert queries.drift(province.id) == [
        f"the events of duty {finance} are no lawful history",
        f"totals of directive {issued}, body {province.bodies['finance']}, level 0",
        f"totals of directive {issued}, body {province.bodies['thuan']}, level 0",
        f"columns of duty {duty}",
        f"totals of body {province.bodies['finance']}, level 0",
        f"columns of inquiry {Inquiry.objects.get(jurisdiction_id=province.id).pk}",
    ], "what its document asks about a task ends with the duties under it"


def test_totals_written_before_there_were_pauses_are_no_drift(province, an, issued):
    for row in Tally.objects.filter(jurisdiction_id=province.id):
        row.counts = {task: values[:7] for task, values in row.counts.items()}
        Tally.objects.filter(jurisdiction_id=province.id, pk=row.pk).update(counts=row.counts)
    assert queries.drift(province.id) == []
    assert standing(an, province.bodies["health"], make.AT.date()) == [Standing.IN_TERM]


def test_what_is_overdue_longest_stands_first_whatever_was_said_meanwhile(province, an, dung, issued):
    finance, health = duty_of(province, "finance"), duty_of(province, "health")
    officer = province.viewer("tai", role=Role.OFFICER, body="finance")
    move(finance, KIND.PROGRESSED, officer, dt.date(2026, 6, 1))
    found = queries.duties(viewer=an, on=dt.date(2026, 6, 2), which=queries.Which.OVERDUE).lines
    assert [line.id for line in found] == [finance, health], "31 March lies before 15 April"
    assert queries.drift(province.id) == []


def handed_down(province, duty, viewer, due_on=None, at=make.AT):
    share = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc", due_on)
    return shares.break_down(duty_id=duty, parts=[share], viewer=viewer, at=at)[0]


@pytest.mark.parametrize("end", [KIND.CLOSED, KIND.REVOKED, KIND.REPLACED])
def test_the_parts_of_what_ends_are_asked_about_and_decided_in_the_same_act(province, an, dung, end):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty, other = duty_of(province, "health"), duty_of(province, "finance")
    part = handed_down(province, duty, dung)
    with pytest.raises(Refused) as refused:
        move(duty, end, an, make.AT.date(), other=other, reason=rules.Closing.NOT_NEEDED)
    assert refused.value.field == "parts"
    move(duty, end, an, make.AT.date(), other=other, reason=rules.Closing.NOT_NEEDED, parts=actions.PartsFate.END)
    row = Duty.objects.get(jurisdiction_id=province.id, pk=part)
    assert row.stage == ("closed" if end is KIND.CLOSED else "revoked")
    told = Event.objects.filter(jurisdiction_id=province.id, duty_id__in=[duty, part]).order_by("-pk")[:2]
    assert len({one.act for one in told}) == 1 and f"nhiệm vụ số {duty}" in told[0].text
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_parts_may_be_left_with_a_reason_and_the_page_asks(province, an, dung):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty = duty_of(province, "health")
    part = handed_down(province, duty, dung)
    clerk, at_page = Browser().wearing(an), f"/duties/{duty}/"
    data = clerk.form(at_page, f"{at_page}revoked/") | {"revoked-text": "Giao lại việc khác."}
    data.pop("revoked-parts", None)
    refused = clerk.post(f"{at_page}revoked/", data)
    assert refused.status_code == 422 and "còn 1 phần việc" in refused.content.decode()
    assert clerk.post(f"{at_page}revoked/", data | {"revoked-parts": "leave"}).status_code == 302
    assert Duty.objects.get(jurisdiction_id=province.id, pk=part).stage == "issued"
    other = f"/duties/{duty_of(province, 'finance')}/"
    assert "revoked-parts" not in clerk.get(other).content.decode(), "nothing is asked where there are no parts"


def test_the_day_of_a_part_lies_within_the_whole(province, an, dung):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty = duty_of(province, "health")
    with pytest.raises(Refused) as refused:
        handed_down(province, duty, dung, dt.date(2026, 3, 1))
    assert refused.value.field == "due_on"
    part = handed_down(province, duty, dung)
    row = Duty.objects.get(jurisdiction_id=province.id, pk=part)
    assert row.due_on == dt.date(2026, 4, 15), "due with the whole"
    early = handed_down(province, duty, dung, dt.date(2026, 4, 1))
    head = province.viewer("truong", role=Role.HEAD, body="health")
    with pytest.raises(Refused, match="15/04/2026"):
        move(early, KIND.EXTENDED, head, make.AT.date(), until=dt.date(2026, 4, 16))
    move(early, KIND.EXTENDED, head, make.AT.date(), until=dt.date(2026, 4, 15))


def test_what_takes_the_place_of_a_duty_is_looked_for_within_reach(province, an, dung):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    part = handed_down(province, duty_of(province, "health"), dung)
    head = province.viewer("truong", role=Role.HEAD, body="health")
    elsewhere = duty_of(province, "finance")
    for there in (True, False):
        with pytest.raises(Refused, match=f"Không có nhiệm vụ số {elsewhere}"):
            move(part, KIND.REPLACED, head, make.AT.date(), other=elsewhere)
        if there:
            move(elsewhere, KIND.CLOSED, an, make.AT.date(), reason=rules.Closing.OTHER)


def test_a_refusal_that_is_insisted_on_is_no_returned_report(province, an, dung):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty, on = duty_of(province, "health"), make.AT.date()
    move(duty, KIND.REFUSED, dung, on)
    move(duty, KIND.INSISTED, an, on)
    assert not queries.duties(viewer=an, on=on, which=queries.Which.RETURNED).lines
    assert [one.id for one in queries.duties(viewer=dung, on=on, which=queries.Which.NEW).lines] == [duty]
    assert scorecards.scorecard(viewer=an, on=on).total[Mark.RETURNED] == 0
    assert KIND.REFUSED not in queries.duty(duty_id=duty, viewer=dung, on=on).moves


def test_what_a_body_coordinates_is_a_list(province, an, dung, issued):
    tai = province.viewer("tai", role=Role.OFFICER, body="finance")
    on = make.AT.date()

    def coordinated(viewer):
        found = queries.duties(viewer=viewer, on=on, which=queries.Which.COORDINATING).lines
        return [(line.body, line.text[:10]) for line in found]

    assert coordinated(tai) == [("Sở Y tế", "Sở Y tế ch")]
    assert coordinated(dung) == coordinated(an) == []
    (line,) = queries.duties(viewer=tai, on=on, which=queries.Which.COORDINATING).lines
    assert Browser().wearing(tai).get(f"/duties/{line.id}/").status_code == 200
    assert "Sở Y tế" in Browser().wearing(tai).get("/duties/?which=coordinating").content.decode()


def test_the_day_of_a_head_begins_with_what_waits_for_him_too(province, an, dung):
    today = dt.datetime.now(dt.UTC)
    text = make.PLAN.replace("15/4/2026", f"{today.date() + dt.timedelta(days=60):%d/%m/%Y}")
    actions.issue(plan_id=make.plan(an, text, at=today), viewer=an, at=today)
    share = shares.Part(province.bodies["clinic"], "Rà soát cơ số thuốc", today.date() + dt.timedelta(days=40))
    (part,) = shares.break_down(duty_id=duty_of(province, "health"), parts=[share], viewer=dung, at=today)
    nurse = province.viewer("y-ta", role=Role.OFFICER, body="clinic")
    asked = actions.Words(text="Chờ vật tư.", until=today.date() + dt.timedelta(days=50))
    actions.move(duty_id=part, kind=KIND.ASKED, words=asked, viewer=nurse, at=today)
    head = Browser().wearing(province.viewer("truong", role=Role.HEAD, body="health"))
    assert "list-asked" in head.get("/").content.decode()
    assert "list-asked" not in Browser().wearing(dung).get("/").content.decode()


@pytest.mark.parametrize("fate", list(actions.PartsFate))
def test_a_whole_is_accepted_with_open_parts_only_where_it_is_said_what_becomes_of_these(province, an, dung, fate):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty = duty_of(province, "health")
    part = handed_down(province, duty, dung)
    move(duty, KIND.REPORTED, dung, make.AT.date())
    with pytest.raises(Refused, match="còn 1 phần việc") as refused:
        move(duty, KIND.ACCEPTED, an, make.AT.date())
    assert refused.value.field == "parts"
    move(duty, KIND.ACCEPTED, an, make.AT.date(), parts=fate)
    row = Duty.objects.get(jurisdiction_id=province.id, pk=part)
    assert row.stage == ("closed" if fate is actions.PartsFate.END else "issued")
    if fate is actions.PartsFate.END:
        told = Event.objects.get(jurisdiction_id=province.id, duty_id=part, kind="closed")
        assert told.reason == "merged" and f"nhiệm vụ số {duty}" in told.text
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_the_page_asks_about_open_parts_before_a_whole_is_accepted(province, an, dung):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty, other = duty_of(province, "health"), duty_of(province, "finance")
    handed_down(province, duty, dung)
    clerk, at_page = Browser().wearing(an), f"/duties/{duty}/"
    move(duty, KIND.REPORTED, dung, make.AT.date())
    data = clerk.form(at_page, f"{at_page}accepted/")
    data.pop("accepted-parts", None)
    refused = clerk.post(f"{at_page}accepted/", data)
    assert refused.status_code == 422 and "mốc chưa xong" in refused.content.decode()
    assert clerk.post(f"{at_page}accepted/", data | {"accepted-parts": "leave"}).status_code == 302
    assert "accepted-parts" not in clerk.get(f"/duties/{other}/").content.decode()


def test_the_list_folds_all_but_three_lists_and_each_filter_can_be_taken_away(province, an, dung, issued):
    clerk, health = Browser().wearing(an), province.bodies["health"]
    shown = clerk.get(f"/duties/?which=near&body={health}&directive={issued}&task=1&order=body").content.decode()
    opened, folded = shown.split("<details><summary>Danh sách khác, cách xếp</summary>")
    near = opened.split('aria-label="Danh sách hay dùng"')[1]
    assert near.count("<a ") == 3 and "Chờ xác nhận" in near
    offered = len(queries.Which) + len(narrowing.STAGES) + len(queries.Order)
    assert folded.split("</details>")[0].count("<a ") == offered
    chips = folded.split('<ul class="chips"')[1].split("</ul>")[0]
    assert chips.count("<li>") == 5 and "Sở Y tế" in chips
    assert f'href="?directive={issued}&amp;task=1&amp;which=near&amp;order=body"' in chips, "without the body"
    assert f'href="?body={health}&amp;which=near&amp;order=body"' in chips, "a task is of its directive"
    assert 'class="chips"' not in clerk.get("/duties/").content.decode()
    assert "Chờ tiếp nhận" in Browser().wearing(dung).get("/duties/").content.decode().split("<details>")[0]


def test_a_list_by_time_is_narrowed_by_how_far_its_duties_have_come(province, an, dung, issued):
    late, duty = dt.date(2026, 4, 20), duty_of(province, "health")
    move(duty, KIND.ACKNOWLEDGED, dung, make.AT.date())

    def listed(stage):
        found = queries.duties(viewer=an, on=late, which=queries.Which.OVERDUE, stage=stage)
        ids = queries.duty_ids(viewer=an, on=late, which=queries.Which.OVERDUE, stage=stage, most=9)
        assert ids == [line.id for line in found.lines]
        return ids

    assert listed(rules.Stage.DOING) == [duty] and listed(rules.Stage.ISSUED) == [duty_of(province, "finance")]
    assert len(listed(None)) == sum(len(listed(stage)) for stage in rules.Stage), "the parts are the whole"
    clerk = Browser().wearing(an)
    page = clerk.get("/duties/?which=overdue&stage=doing").content.decode()
    assert f'href="/duties/{duty}/"' in page and f'href="/duties/{duty_of(province, "finance")}/"' not in page
    assert '<a href="?which=overdue">' in page and 'name="stage" value="doing"' in page, "taken away, and acted on"
    letter = clerk.get("/letters/new/?all=1&which=overdue&stage=doing").content.decode()
    assert f'href="/duties/{duty}/"' in letter and f'href="/duties/{duty_of(province, "finance")}/"' not in letter
    assert clerk.get("/duties/?stage=nothing").status_code == 200
