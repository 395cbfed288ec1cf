"""Who looks after a duty: named by an act, of one's own body, lapsing with the hat; lists of what is whose."""

import datetime as dt

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tests.web.reforms.deciding import TODAY, decided
from tiendo.duty import EventKind, Part
from tiendo.errors import Refused
from tiendo.reform import Step, Verb
from tiendo_web.core.access import SYSTEM, Level, Role
from tiendo_web.duties import actions, charges, marking, naming, queries, shares
from tiendo_web.duties.models import Charge, Duty
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import actions as orgs

ON = make.AT.date()
HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR


@pytest.fixture
def duty(province, an):
    """Sở Y tế's duty of the sample plan."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "health")


@pytest.fixture
def hoa(province):
    """Hoa, another officer of Sở Y tế."""
    return province.viewer("hoa", role=Role.OFFICER, body="health")


@pytest.fixture
def head(province):
    """Who leads Sở Y tế."""
    return province.viewer("thu", role=Role.HEAD, body="health")


def name(duty_ids, person, viewer, part=Part.DOER, day=ON):
    user_id = person.user_id if person is not None else None
    at = make.AT + (day - ON) + HOUR
    return naming.name(duty_ids=duty_ids, part=part, user_id=user_id, viewer=viewer, at=at)


def of_duty(duty_id, province, on=ON):
    row = Duty.objects.get(jurisdiction_id=province.id, pk=duty_id)
    return {part: (one.name, one.works) for part, one in charges.of_duty(row, on).items()}


def listed(which, viewer, on=ON):
    return [line.id for line in queries.duties(viewer=viewer, on=on, which=which).lines]


def test_a_head_names_an_officer_and_each_finds_what_is_his(province, an, head, hoa, dung, duty):
    assert listed(queries.Which.UNNAMED, head) == [duty]
    assert name([duty], hoa, head) == 1
    assert name([duty], an, an, Part.GIVER) == 1
    assert of_duty(duty, province) == {Part.DOER: ("Hoa", True), Part.GIVER: ("An", True)}
    assert listed(queries.Which.MINE, hoa) == [duty] == listed(queries.Which.MINE, an)
    assert listed(queries.Which.MINE, dung) == [] == listed(queries.Which.UNNAMED, head)
    # Whoever may act for the body still may.
    move(duty, EventKind.ACKNOWLEDGED, dung, ON)
    name([duty], None, hoa)
    assert of_duty(duty, province) == {Part.GIVER: ("An", True)} and listed(queries.Which.UNNAMED, head) == [duty]
    assert Charge.objects.filter(jurisdiction_id=province.id).count() == 3, "what was said is kept"
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_one_act_names_for_many_and_for_none_where_one_cannot_be(province, an, dung, duty):
    other = duty_of(province, "finance")
    before = ledger.head(jurisdiction_id=province.id)
    assert name([duty, other], an, an, Part.GIVER) == 2
    assert ledger.head(jurisdiction_id=province.id).seq == before.seq + 1
    actions.move(duty_id=other, kind=EventKind.REVOKED, words=actions.Words(text="Thôi"), viewer=an, at=make.AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        name([duty, other], None, an, Part.GIVER)
    assert of_duty(duty, province) == {Part.GIVER: ("An", True)}
    assert listed(queries.Which.MINE, an) == [duty], "what is over is nobody's to look after"


def test_only_people_of_ones_own_body_who_do_that_work_are_named(province, an, binh, dung, head, duty):
    inspector = province.viewer("tra", role=Role.INSPECTOR, body="health")
    tai = province.viewer("tai", role=Role.OFFICER, body="finance")
    for person in (an, tai, inspector):
        with pytest.raises(Refused) as refused:
            name([duty], person, head)
        assert refused.value.field == "user"
    assert {one.name for one in charges.candidates(Part.DOER, head, ON)} == {"Dung", "Thu"}
    assert {one.name for one in charges.candidates(Part.GIVER, an, ON)} == {"An", "Binh"}
    with pytest.raises(Refused, match="không có gì thay đổi"):
        name([duty], None, head)


def test_whose_duty_it_is_not_names_nobody(province, an, tai_of_finance, chi, dung, duty):
    for viewer, part in ((tai_of_finance, Part.DOER), (chi, Part.GIVER), (dung, Part.GIVER)):
        with pytest.raises(Refused):
            name([duty], viewer, viewer, part)
    assert not Charge.objects.filter(jurisdiction_id=province.id).exists()


@pytest.fixture
def tai_of_finance(province):
    """An officer of a body that coordinates."""
    return province.viewer("tai", role=Role.OFFICER, body="finance")


def test_who_may_not_read_a_duty_does_not_look_after_it(province, an, head, hoa, duty):
    marking.mark_duty(duty_id=duty, level=Level.RESTRICTED, reason="Hạn chế", viewer=an, at=make.AT)
    with pytest.raises(Refused, match="không được đọc") as refused:
        name([duty], hoa, head)
    assert refused.value.field == "user" and name([duty], head, head) == 1


def test_a_name_lapses_with_the_hat_and_goes_with_it_into_the_heir(province, an, head, hoa, duty):
    name([duty], hoa, head)
    orgs.take_off_hat(holder_id=hoa.holder_id, ends_on=ON, jurisdiction_id=province.id, by=SYSTEM, at=make.AT)
    assert of_duty(duty, province) == {Part.DOER: ("Hoa", False)}
    assert listed(queries.Which.UNNAMED, head) == [duty] and listed(queries.Which.MINE, hoa) == [duty]
    name([duty], head, head)
    health, heir = province.bodies["health"], province.bodies["finance"]
    decided(an, Step(Verb.MERGE, (health,), into=(heir,), below=True, name="Sở Tài chính và Y tế"))
    assert Duty.objects.get(jurisdiction_id=province.id, pk=duty).owner_id == heir
    assert of_duty(duty, province, TODAY) == {Part.DOER: ("Thu", True)}, "her hat went along, and so did her duty"


def test_on_the_pages(province, an, head, hoa, duty):
    page, clerk = Browser().wearing(head), Browser().wearing(an)
    assert "Chưa có người phụ trách" in page.get("/duties/").content.decode()
    told = page.get(f"/duties/{duty}/").content.decode()
    assert f"/duties/in-charge/?duty={duty}" in told and "followed-by" not in told
    other = duty_of(province, "finance")
    asked = page.get(f"/duties/in-charge/?duty={duty}").content.decode()
    assert "Hoa" in asked and "An ·" not in asked and "Thôi, không giao ai" in asked
    data = page.values(asked, "")
    wrong = page.post("/duties/in-charge/", data | {"user": ""})
    assert wrong.status_code == 422 and "không để trống được" in wrong.content.decode()
    assert page.post("/duties/in-charge/", data | {"user": str(an.user_id)}).status_code == 422, "no such choice"
    done = page.post("/duties/in-charge/", data | {"user": str(hoa.user_id)})
    again = page.post("/duties/in-charge/", data | {"user": str(hoa.user_id)})
    assert done["Location"] == again["Location"] == f"/duties/{duty}/"
    assert Charge.objects.filter(jurisdiction_id=province.id).count() == 1, "sent twice, it acts once"
    told = page.get(f"/duties/{duty}/").content.decode()
    assert "Người phụ trách" in told and "Hoa" in told and "Đổi người" in told
    asked = clerk.get(f"/duties/followed-by/?duty={duty}&duty={other}").content.decode()
    assert "2 nhiệm vụ" in asked
    assert (
        clerk.post("/duties/followed-by/", clerk.values(asked, "") | {"user": str(an.user_id)})["Location"]
        == "/duties/"
    )
    assert "Người theo dõi" in page.get(f"/duties/{duty}/").content.decode(), "whom to ask"
    assert "Giao người phụ trách, theo dõi" in clerk.get("/ledger/").content.decode()


def test_what_cannot_be_named_for_is_left_out_with_its_reason(province, an, head, duty):
    part = duty_of(province, "finance")
    page = Browser().wearing(an).get(f"/duties/in-charge/?duty={duty}&duty={part}").content.decode()
    assert page.count("việc này do cơ quan khác thực hiện.") == 2 and "Chưa chọn nhiệm vụ nào" in page
    assert Browser().wearing(head).get("/duties/in-charge/").status_code == 200


def test_lists_tell_who_looks_after_what_where_somebody_does(province, an, head, hoa, dung, duty):
    browser = Browser().wearing(head)
    assert "Phụ trách" not in browser.get("/duties/").content.decode(), "no column of nobody"
    name([duty], hoa, head)
    name([duty], an, an, Part.GIVER)
    shares.break_down(duty_id=duty, parts=[shares.Part(province.bodies["clinic"], "Một phần")], viewer=dung, at=make.AT)
    lines = queries.duties(viewer=head, on=ON).lines
    assert [(line.doer, line.follower) for line in lines] == [("Hoa", "An"), ("", "")]
    for page in ("/duties/", "/"):
        shown = browser.get(page).content.decode()
        assert '<td data-label="Phụ trách">Hoa <span class="meta">theo dõi: An</span></td>' in shown
    orgs.take_off_hat(holder_id=hoa.holder_id, ends_on=ON + DAY, jurisdiction_id=province.id, by=SYSTEM, at=make.AT)
    told = [queries.duties(viewer=head, on=day).lines[0].doer for day in (ON, ON + DAY)]
    assert told == ["Hoa", ""], "whoever works there no more looks after nothing"
    marking.mark_duty(duty_id=duty, level=Level.INTERNAL, reason="Nội bộ", viewer=an, at=make.AT + HOUR)
    (line,) = (one for one in queries.duties(viewer=head, on=ON).lines if one.id == duty)
    assert (line.text, line.doer, line.follower) == ("", "", ""), "that is read on its page, which notes who reads it"
