"""Standing in for somebody: what the one stood in for may, for a term, seen on all that is done, and no further."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import make
from tests.web.inspect import Browser
from tiendo.errors import Refusal, Refused
from tiendo_web.core import now
from tiendo_web.core.access import HATS, TABLE, NotAllowed, Permission, Role, scope
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty
from tiendo_web.duties.moves import OwnReport
from tiendo_web.invitations import actions as invitations
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import deputies, holders, moving, viewers
from tiendo_web.orgs.models import Holder

DAY = dt.timedelta(days=1)
TODAY = make.AT.date()


def given_(viewer, user, begins=TODAY, ends=TODAY + 10 * DAY, holder=None, at=make.AT):
    holder_id = viewer.holder_id if holder is None else holder
    told = {"user_id": user, "holds_from": begins, "holds_to": ends}
    return deputies.give(holder_id=holder_id, viewer=viewer, at=at, **told)


def worn(province, user, holder, on=TODAY):
    return viewers.viewer(user_id=user.user_id, jurisdiction_id=province.id, holder_id=holder, on=on)


@pytest.fixture
def head(province):
    """Hà, head of Sở Y tế."""
    return province.viewer("ha", role=Role.HEAD, body="health")


@pytest.fixture
def admin(province):
    return province.viewer("quan", role=Role.ADMINISTRATOR)


def refused(act):
    with pytest.raises(Refused) as told:
        act()
    assert told.value.message or told.value.kind is Refusal.MISSING
    return told.value


def test_a_deputy_may_what_the_one_stood_in_for_may_and_no_longer(province, head, dung):
    hat = given_(head, dung.user_id)
    stands = worn(province, dung, hat)
    for permission in Permission:
        assert scope(stands, permission) == scope(head, permission)
    assert stands.principal is not None and stands.principal.user_id == head.user_id
    assert worn(province, dung, hat, TODAY + 9 * DAY).role is Role.HEAD
    for day in (TODAY - DAY, TODAY + 10 * DAY):
        with pytest.raises(viewers.NoHat):
            worn(province, dung, hat, day)
    assert [one.id for one in holders.hats(user_id=dung.user_id, on=TODAY + 10 * DAY)] == [dung.holder_id]


def test_it_ends_with_the_hat_and_with_the_account_of_the_one_stood_in_for(province, head, dung, admin):
    hat = given_(head, dung.user_id)
    by = {"jurisdiction_id": province.id, "by": admin, "at": make.AT}
    invitations.set_active(user_id=head.user_id, active=False, **by)
    with pytest.raises(viewers.NoHat):
        worn(province, dung, hat)
    invitations.set_active(user_id=head.user_id, active=True, **by)
    assert worn(province, dung, hat).holder_id == hat
    orgs.take_off_hat(holder_id=head.holder_id, ends_on=TODAY + 3 * DAY, **by)
    assert worn(province, dung, hat, TODAY + 2 * DAY).holder_id == hat
    with pytest.raises(viewers.NoHat):
        worn(province, dung, hat, TODAY + 3 * DAY)


def test_nobody_stands_in_for_a_deputy_nor_gives_himself_more(province, head, dung, admin):
    lan = province.viewer("lan", role=Role.OFFICER, body="health")
    stands = worn(province, dung, given_(head, dung.user_id))
    assert "không cử" in refused(lambda: given_(stands, lan.user_id)).message
    assert "không cử" in refused(lambda: given_(admin, lan.user_id, holder=stands.holder_id)).message
    acting = worn(province, lan, given_(admin, lan.user_id))
    gift = {"user_id": lan.user_id, "role": Role.ADMINISTRATOR, "body_id": province.bodies["province"]}
    told = refused(lambda: orgs.give_hat(jurisdiction_id=province.id, holds_from=TODAY, by=acting, at=make.AT, **gift))
    assert told.field == "user"


def test_who_stands_in_for_an_administrator_makes_nothing_that_outlives_it(province, head, dung, admin):
    stands = worn(province, dung, given_(admin, dung.user_id))
    for hat, user in ((head, dung), (admin, dung), (head, admin)):
        refused(lambda hat=hat, user=user: given_(stands, user.user_id, holder=hat.holder_id, begins=TODAY + 11 * DAY))
    told = {"jurisdiction_id": province.id, "holds_from": TODAY, "by": stands, "at": make.AT}
    seat = province.bodies["province"]
    puppet = refused(lambda: orgs.give_hat(user_id=head.user_id, role=Role.ADMINISTRATOR, body_id=seat, **told))
    assert puppet.field == "role"
    assert orgs.give_hat(user_id=head.user_id, role=Role.OFFICER, body_id=seat, **told)


def test_what_is_wrong_is_said_beside_its_field(province, head, dung, admin, chi):
    before = Entry.objects.filter(jurisdiction_id=province.id).count()
    user = dung.user_id
    wrong = {
        "user": [lambda: given_(head, head.user_id), lambda: given_(head, chi.user_id), lambda: given_(head, 0)],
        "holds_to": [lambda: given_(head, user, TODAY, TODAY), lambda: given_(head, user, TODAY + DAY, TODAY)],
        "holds_from": [lambda: given_(head, user, TODAY - DAY)],
    }
    for field, acts in wrong.items():
        assert [refused(act).field for act in acts] == [field] * len(acts)
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == before
    given_(head, user, TODAY + 5 * DAY, TODAY + 8 * DAY)
    lan = province.viewer("lan", role=Role.OFFICER, body="health")
    twice = refused(lambda: given_(head, lan.user_id, TODAY, TODAY + 6 * DAY))
    assert twice.field == "holds_from" and "Dung" in twice.message
    given_(head, lan.user_id, TODAY, TODAY + 5 * DAY)
    given_(head, lan.user_id, TODAY + 8 * DAY, TODAY + 9 * DAY)


def test_no_longer_than_the_hat_is_worn(province, head, dung, admin):
    orgs.take_off_hat(
        jurisdiction_id=province.id, holder_id=head.holder_id, ends_on=TODAY + 4 * DAY, by=admin, at=make.AT
    )
    assert refused(lambda: given_(head, dung.user_id)).field == "holds_to"
    given_(head, dung.user_id, ends=TODAY + 4 * DAY)


@pytest.mark.parametrize("role", HATS)
def test_who_may_let_somebody_stand_in_is_said_by_the_table(province, role, dung):
    someone = province.viewer("ai", role=role, body="health")
    if Permission.DEPUTISE in TABLE[role]:
        given_(someone, dung.user_id)
    else:
        assert "tự mình giữ" in refused(lambda: given_(someone, dung.user_id)).message
    with pytest.raises(NotAllowed):
        given_(someone, someone.user_id, holder=dung.holder_id)


def test_another_province_knows_of_none_of_it(province, head, dung, chi):
    stranger = make.province("khac", "Tỉnh Khác").viewer("quan", role=Role.ADMINISTRATOR)
    assert refused(lambda: given_(stranger, dung.user_id, holder=head.holder_id)).kind.value == "missing"
    hat = given_(head, dung.user_id)
    assert refused(lambda: deputies.end(holder_id=hat, viewer=stranger, at=make.AT)).kind.value == "missing"
    assert deputies.deputies(viewer=stranger, on=TODAY) == []
    assert [one.name for one in deputies.candidates(viewer=stranger, on=TODAY)] == ["Quan"]


def test_each_of_the_two_and_who_manages_people_may_end_it(province, head, dung, admin):
    lan = province.viewer("lan", role=Role.OFFICER, body="health")
    for who in (head, dung, admin):
        hat = given_(head, dung.user_id)
        assert refused(lambda: deputies.end(holder_id=hat, viewer=lan, at=make.AT)).kind.value == "missing"  # noqa: B023
        deputies.end(holder_id=hat, viewer=who, at=make.AT)
        with pytest.raises(viewers.NoHat):
            worn(province, dung, hat)
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_both_names_stand_on_what_is_done_and_a_report_is_not_confirmed_by_its_author_in_another_hat(
    province, an, head, dung
):
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
    stands = worn(province, dung, given_(head, dung.user_id))
    words = duties.Words(text="Đã làm xong.")
    duties.move(duty_id=duty, kind=duties.KIND.REPORTED, words=words, viewer=stands, at=make.AT)
    page = Browser().wearing(an).get(f"/duties/{duty}/").content.decode()
    assert "Dung, thay mặt Ha" in page
    clerk = province.viewer("giup", role=Role.CLERK)
    both = orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=head.user_id,
        role=Role.LEADER,
        body_id=province.bodies["province"],
        holds_from=TODAY,
        at=make.AT,
    )
    leader = worn(province, head, both)
    for author in (leader, worn(province, clerk, given_(leader, clerk.user_id))):
        with pytest.raises(OwnReport):
            duties.move(duty_id=duty, kind=duties.KIND.ACCEPTED, viewer=author, at=make.AT)
    duties.move(duty_id=duty, kind=duties.KIND.ACCEPTED, viewer=an, at=make.AT)
    assert "Dung, thay mặt Ha" in Browser().wearing(an).get("/ledger/").content.decode()


def test_a_reform_ends_it_with_the_body_and_makes_no_lasting_hat_of_it(province, an, head, dung):
    gone = make.orgs.found_bodies(
        jurisdiction_id=province.id,
        bodies=[orgs.NewBody("x", make.BodyKind.DEPARTMENT, "Sở Mới", make.FOUNDED)],
        at=make.AT,
    )["x"]
    hat = orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=head.user_id,
        role=Role.HEAD,
        body_id=gone,
        holds_from=make.FOUNDED,
        at=make.AT,
    )
    given_(worn(province, head, hat), dung.user_id)
    with make.ledger.act(jurisdiction_id=province.id, kind="orgs.found", by=an.actor, at=make.AT) as act:
        moving.move_hats(act, {gone: province.bodies["finance"]}, TODAY + 2 * DAY)
    later = TODAY + 3 * DAY
    assert {one.body_id for one in holders.hats(user_id=head.user_id, on=later)} == {
        province.bodies["health"],
        province.bodies["finance"],
    }
    assert [one.body_id for one in holders.hats(user_id=dung.user_id, on=later)] == [province.bodies["health"]]


class Periods(TestCase):
    """Whatever periods are asked for, at most one stands in at a time, and never outside the hat's own period."""

    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.booleans()), max_size=6))
    def test_one_at_a_time(self, asked):
        province = make.province()
        head = province.viewer("ha", role=Role.HEAD, body="health")
        users = [province.viewer(name, role=Role.OFFICER, body="health").user_id for name in ("lan", "mai")]
        for begins, ends, second in asked:
            try:
                given_(head, users[second], TODAY + begins * DAY, TODAY + ends * DAY)
            except Refused:
                continue
        rows = Holder.objects.filter(jurisdiction_id=province.id, stands_for__isnull=False)
        for n in range(-3, 31):
            day = TODAY + n * DAY
            assert sum(row.holds_from <= day < row.holds_to for row in rows) <= (n >= 0)


def test_on_the_pages_by_oneself_and_by_the_administrator(province, dung, admin):
    today = now.today()
    head = province.viewer("ha", role=Role.HEAD, body="health")
    mine = Browser().wearing(head)
    data = mine.form("/deputies/") | {"user": str(dung.user_id), "holds_to": str(today)}
    wrong = mine.post("/deputies/", data)
    assert wrong.status_code == 422 and "phải sau ngày bắt đầu" in wrong.content.decode()
    assert mine.post("/deputies/", data | {"holds_to": str(today + DAY)}).status_code == 302
    assert mine.post("/deputies/", data | {"holds_to": str(today + DAY)}).status_code == 302, "sent twice, done once"
    page = mine.get("/deputies/").content.decode()
    assert page.count("<li data-row>") == 1 and "<strong>Dung</strong> thay mặt <strong>Ha</strong>" in page
    (hat,) = [one.id for one in holders.hats(user_id=dung.user_id, on=today) if one.principal]
    deputy = Browser().wearing(dung)
    assert "thay mặt Ha" in deputy.get("/hats/").content.decode()
    assert deputy.post("/hats/", {"hat": hat})["Location"] == "/"
    page = deputy.get("/deputies/").content.decode()
    assert "thay mặt Ha" in page and "không cử người khác làm thay tiếp" in page
    assert mine.post(f"/deputies/{hat}/end/").status_code == 302
    lost = deputy.get("/duties/", follow=True)
    assert "Vai trò “Người đứng đầu cơ quan · Sở Y tế” đã hết." in lost.content.decode()
    office = Browser().wearing(admin)
    at = f"/people/hats/{head.holder_id}/deputy/"
    assert office.get(f"/people/{head.user_id}/").content.decode().count(at) == 1
    data = office.form(at) | {"holds_to": str(today + DAY)}
    stranger = office.post(at, data | {"user": "khong-co"})
    assert stranger.status_code == 422 and "không giữ vai trò nào ở đây" in stranger.content.decode()
    assert office.post(at, data | {"user": "dung-son-hai"})["Location"] == f"/people/{head.user_id}/"
    assert "thay mặt Ha" in office.get("/people/").content.decode()
    assert office.get("/people/hats/999999/deputy/").status_code == 404


def test_a_session_whose_hat_has_ended_does_nothing_under_another(province, an, dung):
    other = orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=dung.user_id,
        role=Role.CLERK,
        body_id=province.bodies["province"],
        holds_from=make.FOUNDED,
        at=make.AT,
    )
    officer = Browser().wearing(dung)
    assert officer.get("/duties/").status_code == 200
    orgs.take_off_hat(
        jurisdiction_id=province.id, holder_id=dung.holder_id, ends_on=make.FOUNDED, by=make.SYSTEM, at=make.AT
    )
    before = Entry.objects.filter(jurisdiction_id=province.id).count()
    plan = make.plan(an)
    refused_ = officer.post(f"/plans/{plan}/tasks/", {"once": "x" * 32, "text": "Việc thêm"})
    assert refused_["Location"] == "/hats/", "the hat that is left would have done it"
    assert "Việc vừa gửi chưa được làm" in officer.get("/hats/").content.decode()
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == before + 1
    officer.post("/hats/", {"hat": other})
    assert officer.get(f"/plans/{plan}/").status_code == 200
