"""Leaving a body: hats, deputies and sessions end, what is open is handed on, all in one act or not at all."""

import datetime as dt

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo.errors import Refusal, Refused
from tiendo.reform import Decision, Terms
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts.models import Session
from tiendo_web.core import now
from tiendo_web.core.access import NotAllowed, Role
from tiendo_web.duties import actions as duties
from tiendo_web.invitations import actions as invitations
from tiendo_web.leaving import actions, queries
from tiendo_web.leaving.queries import WorkKind
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import deputies, holders
from tiendo_web.orgs.administrators import LastAdministrator
from tiendo_web.reforms import actions as reforms

DAY = dt.timedelta(days=1)


@pytest.fixture
def today():
    return now.today()


@pytest.fixture
def admin(province):
    return province.viewer("quan", role=Role.ADMINISTRATOR)


@pytest.fixture
def lan(province):
    """Lan, another clerk of the office."""
    return province.viewer("lan", role=Role.CLERK)


def left(admin, who, successor=None, body=None, at=None):
    return actions.leave(
        user_id=who.user_id,
        body_id=body or who.body_id,
        successor_id=successor.user_id if successor else None,
        viewer=admin,
        at=at or now.now(),
    )


def hats(who, on):
    return [one.body_id for one in holders.hats(user_id=who.user_id, on=on)]


def begun(viewer, title="Sắp xếp ngành y tế"):
    day = make.AT.date()
    terms = Terms(Decision("9/2026/QĐ-UBND", title, day, day))
    return reforms.begin(terms=terms, viewer=viewer, at=make.AT)


def entries(province):
    return Entry.objects.filter(jurisdiction_id=province.id).count()


def mine(viewer):
    return {(one.work.kind, one.work.key) for one in queries.handed(viewer=viewer, at=now.now())}


def test_one_act_ends_hats_deputies_and_sessions_and_hands_on_what_is_open(province, an, lan, admin, dung, today):
    plan, issued = make.plan(an), make.plan(an)
    duties.issue(plan_id=issued, viewer=an, at=make.AT)
    key = begun(an)
    period = {"holds_from": today, "holds_to": today + 5 * DAY, "at": now.now()}
    deputies.give(holder_id=an.holder_id, user_id=dung.user_id, viewer=an, **period)
    Browser().wearing(an)
    before = entries(province)
    done = left(admin, an, lan)
    assert entries(province) == before + 1
    assert {(work.kind, work.key) for work in done.work} == {(WorkKind.PLAN, str(plan)), (WorkKind.REFORM, key)}
    assert [one.user for one in done.deputies] == ["Dung"] and done.sessions == 1
    assert hats(an, today) == [] and hats(dung, today) == [province.bodies["health"]]
    assert not Session.objects.filter(user_id=an.user_id).exists()
    assert mine(lan) == {(WorkKind.PLAN, str(plan)), (WorkKind.REFORM, key)}
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []
    page = Browser().wearing(lan).get("/").content.decode()
    assert "Việc được bàn giao" in page and f"/plans/{plan}/" in page and "An để lại" in page
    reforms.drop(key=key, seen=1, viewer=lan, at=now.now())
    duties.issue(plan_id=plan, viewer=lan, at=now.now())
    assert mine(lan) == set(), "what is done is no longer waiting"


def test_without_a_successor_the_work_is_the_bodys(province, an, lan, admin):
    plan = make.plan(an)
    left(admin, an)
    assert mine(lan) == {(WorkKind.PLAN, str(plan))}
    officer = province.viewer("chuyen", role=Role.OFFICER, body="province")
    assert mine(officer) == set(), "only who may go on with it is told"


def test_work_goes_on_from_hand_to_hand(province, an, lan, admin):
    plan = make.plan(an)
    mai = province.viewer("mai", role=Role.CLERK)
    left(admin, an, lan)
    own = make.plan(lan, at=now.now())
    left(admin, lan, mai)
    assert mine(mai) == {(WorkKind.PLAN, str(plan)), (WorkKind.PLAN, str(own))}
    assert mine(lan) == set()


def test_an_invitation_is_handed_to_somebody_who_manages_people(province, admin, an, today):
    invitations.invite(
        jurisdiction_id=province.id,
        person=accounts.Person("Mới", "moi"),
        role=Role.OFFICER,
        body_id=province.bodies["health"],
        holds_from=today,
        holds_to=None,
        by=admin,
        at=now.now(),
    )
    other = province.viewer("quan-hai", role=Role.ADMINISTRATOR)
    with pytest.raises(Refused) as told:
        left(other, admin, an)
    assert told.value.field == "successor" and "Mới" in told.value.message
    left(other, admin, other)
    assert {kind for kind, _key in mine(other)} == {WorkKind.INVITATION}
    assert "Việc được bàn giao" in Browser().wearing(other).get("/people/").content.decode()


def test_hats_elsewhere_stay_and_so_does_what_was_handed_there(province, an, lan, admin, today):
    plan = make.plan(an)
    left(admin, an, lan)
    orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=lan.user_id,
        role=Role.OFFICER,
        body_id=province.bodies["health"],
        holds_from=today,
        at=now.now(),
    )
    left(admin, lan, body=province.bodies["health"])
    assert hats(lan, today) == [province.bodies["province"]] and mine(lan) == {(WorkKind.PLAN, str(plan))}


def test_a_hat_that_has_not_begun_ends_too(province, dung, admin, today):
    for begins, role in ((today + 3 * DAY, Role.HEAD), (today + 9 * DAY, Role.CLERK)):
        orgs.give_hat(
            jurisdiction_id=province.id,
            user_id=dung.user_id,
            role=role,
            body_id=province.bodies["health"],
            holds_from=begins,
            at=now.now(),
        )
    assert len(left(admin, dung).hats) == 3
    assert hats(dung, today + 30 * DAY) == []


def test_what_is_wrong_is_refused_and_nothing_is_written(province, an, dung, admin, chi):
    make.plan(an)
    before = entries(province)
    for successor in (an, dung, chi):
        with pytest.raises(Refused) as told:
            left(admin, an, successor)
        assert told.value.field == "successor" and told.value.message
    with pytest.raises(NotAllowed):
        left(an, dung)
    with pytest.raises(LastAdministrator):
        left(admin, admin)
    for who, body in ((an, province.bodies["health"]), (chi, province.bodies["province"])):
        with pytest.raises(Refused) as told:
            left(admin, who, body=body)
        assert told.value.kind is Refusal.MISSING
    assert entries(province) == before and hats(admin, now.today()) == [province.bodies["province"]]


def test_on_the_page_all_is_shown_first_and_a_fault_stands_beside_its_field(province, an, lan, admin, today):
    plan = make.plan(an)
    office = Browser().wearing(admin)
    at = f"/people/{an.user_id}/leave/{an.body_id}/"
    assert office.get(f"/people/{an.user_id}/").content.decode().count(at) == 1
    page = office.get(at).content.decode()
    assert "Chuyên viên văn phòng" in page and "0 phiên chấm dứt ngay" in page
    assert "Văn bản đang soạn: Phòng, chống dịch bệnh" in page and f"/plans/{plan}/" not in page, "she does not draft"
    data = office.form(at)
    refused = office.post(at, data | {"successor": "khong-co"})
    assert refused.status_code == 422 and "Tên đăng nhập của người nhận bàn giao: Người này" in refused.content.decode()
    assert hats(an, today) == [an.body_id]
    assert office.post(at, data | {"successor": "lan-son-hai"})["Location"] == "/people/"
    assert office.post(at, data | {"successor": "lan-son-hai"})["Location"] == "/people/", "sent twice, done once"
    assert office.get(at).status_code == 404, "he is there no more"
    last = f"/people/{admin.user_id}/leave/{admin.body_id}/"
    refused = office.post(last, office.form(last))
    assert refused.status_code == 422 and "quản trị cuối cùng" in refused.content.decode()
    province.viewer("quan-hai", role=Role.ADMINISTRATOR)
    assert office.post(last, office.form(last))["Location"] == "/account/login/"
    assert office.get("/people/")["Location"].startswith("/account/login/")


def test_a_session_on_another_machine_ends_with_it(province, dung, admin):
    elsewhere = Browser().wearing(dung)
    assert elsewhere.get("/duties/").status_code == 200
    left(admin, dung)
    assert elsewhere.get("/duties/")["Location"].startswith("/account/login/")


def test_the_people_of_a_body_are_shown_to_its_head_and_no_other(province, dung, admin):
    head = Browser().wearing(province.viewer("ha", role=Role.HEAD, body="health"))
    health, clinic, finance = (f"/bodies/{province.bodies[name]}/people/" for name in ("health", "clinic", "finance"))
    page = head.get(health).content.decode()
    assert "Dung" in page and "Cán bộ cơ quan" in page and "Rời cơ quan" not in page
    assert head.get(clinic).status_code == 200 and "Chưa ai giữ vai trò" in head.get(clinic).content.decode()
    assert head.get(finance).status_code == 404
    assert Browser().wearing(dung).get(health).status_code == 403
    assert "Rời cơ quan" in Browser().wearing(admin).get(health).content.decode()
    assert health in head.get(f"/bodies/{province.bodies['health']}/").content.decode()
    assert finance not in head.get(f"/bodies/{province.bodies['finance']}/").content.decode()
