"""Somebody is left who can in fact manage people and sign in, whatever is done; and rights widen by his act alone."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.web.inspect import Browser
from tests.web.reforms.deciding import DAY, LATER, NOW, TODAY, decided
from tiendo.errors import Refused
from tiendo.orgtree import BodyKind
from tiendo.reform import Step, Verb
from tiendo_web.accounts.models import User
from tiendo_web.core import now
from tiendo_web.core.access import HATS, Permission, Role, Viewer, may
from tiendo_web.invitations import actions as invitations
from tiendo_web.jobs import work
from tiendo_web.orgs import actions, administrators, holders, viewers
from tiendo_web.orgs import queries as orgs
from tiendo_web.orgs.administrators import LastAdministrator


@pytest.fixture
def quan(province):
    """Quân, administrator at the seat."""
    return province.viewer("quan", role=Role.ADMINISTRATOR)


@pytest.fixture
def office(province, quan):
    """Văn phòng UBND tỉnh, which was named to work for the seat."""
    table = "Mã;Tên;Loại;Cấp trên\n80001;Văn phòng UBND tỉnh;Văn phòng;UBND tỉnh\n"
    actions.import_bodies(
        jurisdiction_id=province.id, data=table.encode(), name="a.csv", on=make.AT.date(), by=make.SYSTEM, at=make.AT
    )
    tree = orgs.tree(jurisdiction_id=province.id, on=make.AT.date())
    province.bodies["vp"] = next(body.id for body in tree if body.kind is BodyKind.OFFICE)
    actions.name_office(viewer=quan, body_id=province.bodies["vp"], named=True, at=make.AT)
    return province.bodies["vp"]


def off(province, viewer, by):
    actions.take_off_hat(jurisdiction_id=province.id, holder_id=viewer.holder_id, ends_on=TODAY, by=by, at=NOW)


@given(st.sampled_from(HATS), st.booleans())
def test_who_manages_people_is_said_by_the_table(role, office):
    viewer = Viewer(1, 1, 1, role, 1, frozenset({1}), office)
    assert administrators.manages(role, office=office) is may(viewer, Permission.MANAGE_PEOPLE)


def test_an_administrator_of_a_commune_is_none_to_be_left(province, quan):
    province.viewer("xa", role=Role.ADMINISTRATOR, body="thuan")
    with pytest.raises(LastAdministrator):
        off(province, quan, quan)
    province.viewer("hai", role=Role.ADMINISTRATOR)
    off(province, quan, quan)


def test_one_who_was_invited_is_left_only_when_he_can_sign_in(province, quan):
    told = {"jurisdiction_id": province.id, "by": quan, "at": NOW}
    period = {"holds_from": TODAY, "holds_to": None}
    seat = province.bodies["province"]
    new = invitations.accounts.Person("Mới", "moi")
    handed = invitations.invite(person=new, role=Role.ADMINISTRATOR, body_id=seat, **period, **told)
    with pytest.raises(LastAdministrator):
        off(province, quan, quan)
    User.objects.filter(pk=handed.user_id).update(password="argon2$x")
    off(province, quan, quan)


@pytest.mark.parametrize("way", ["unjoin", "factors", "close"])
def test_his_only_way_in_stays(province, quan, settings, way):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{"provider_id": "sso-test"}]}}
    User.objects.filter(pk=quan.user_id).update(password="!none")
    told = {"jurisdiction_id": province.id, "user_id": quan.user_id, "by": quan, "at": NOW}
    match way:
        case "factors":
            passwordless = {"credential": {"clientExtensionResults": {"credProps": {"rk": True}}}, "name": "k"}
            Authenticator.objects.create(user_id=quan.user_id, type="webauthn", data=passwordless)
            act = lambda: invitations.drop_factors(**told)  # noqa: E731
        case _:
            SocialAccount.objects.create(user_id=quan.user_id, provider="sso-test", uid="1")
            verb = invitations.unjoin if way == "unjoin" else invitations.set_active
            more = {} if way == "unjoin" else {"active": False}
            act = lambda: verb(**told, **more)  # noqa: E731
    with pytest.raises(LastAdministrator):
        act()
    assert administrators.able(jurisdiction_id=province.id, on=TODAY)
    province.viewer("hai", role=Role.ADMINISTRATOR)
    act()


def test_no_decision_on_bodies_takes_the_last(province, an, quan, office):
    here = province.viewer("vp", role=Role.ADMINISTRATOR, body="vp")
    off(province, quan, quan)
    away = "Mã;Tên;Loại;Cấp trên\n80001;Văn phòng UBND tỉnh;Văn phòng;Sở Y tế\n"
    with pytest.raises(LastAdministrator):
        actions.import_bodies(jurisdiction_id=province.id, data=away.encode(), name="a.csv", on=TODAY, by=an, at=NOW)
    merged = Step(Verb.MERGE, (office,), into=(province.bodies["finance"],), below=True)
    with pytest.raises(LastAdministrator):
        decided(an, merged, effect_on=LATER)
    with pytest.raises(LastAdministrator):
        actions.name_office(viewer=here, body_id=office, named=False, at=NOW)
    decided(an, merged, effect_on=LATER, people={office: province.bodies["province"]})
    work.take_effect(province.id, NOW + 21 * DAY)
    assert [row.user_id for row in administrators.able(jurisdiction_id=province.id, on=LATER)] == [here.user_id]


def test_no_table_of_bodies_widens_a_right(province, an, quan, dung):
    """A department called an office is one only when an administrator says so."""
    head = province.viewer("ha", role=Role.HEAD, body="health")
    table = "Tên;Loại;Cấp trên\nSở Y tế;Văn phòng;UBND tỉnh\n"
    actions.import_bodies(jurisdiction_id=province.id, data=table.encode(), name="a.csv", on=TODAY, by=an, at=NOW)
    told = {"user_id": head.user_id, "jurisdiction_id": province.id, "holder_id": head.holder_id, "on": TODAY}
    assert not viewers.viewer(**told).office
    with pytest.raises(Refused):
        actions.name_office(viewer=an, body_id=province.bodies["health"], named=True, at=NOW)
    actions.name_office(viewer=quan, body_id=province.bodies["health"], named=True, at=NOW)
    assert viewers.viewer(**told).office


def test_no_decision_carries_a_hat_to_where_it_reaches_further(province, an, quan):
    health = province.bodies["health"]
    people = {role: province.viewer(f"n-{role}", role=role, body="health") for role in HATS}
    abolished = Step(Verb.ABOLISH, (health,), below=True)
    decided(an, abolished, effect_on=LATER, people={health: province.bodies["province"]})
    work.take_effect(province.id, NOW + 21 * DAY)
    for viewer in people.values():
        assert holders.hats(user_id=viewer.user_id, on=LATER) == []
    assert health not in orgs.tree(jurisdiction_id=province.id, on=LATER)


def test_an_office_is_named_on_its_page(province, quan, office):
    admin = Browser().wearing(quan)
    page = f"/bodies/{office}/people/"
    assert "có tầm toàn tỉnh" in admin.get(page).content.decode()
    assert admin.post(f"/bodies/{office}/office/", admin.form(page, f"/bodies/{office}/office/")).status_code == 302
    tree = orgs.tree(jurisdiction_id=province.id, on=now.today())
    assert not viewers.is_office(province.id, tree, office)
    assert "chưa làm việc thay" in admin.get(page).content.decode()
    for body in ("health", "province"):
        page = admin.get(f"/bodies/{province.bodies[body]}/people/").content.decode()
        assert "/office/" not in page
        told = {"once": "x" * 24, "named": "1"}
        assert admin.post(f"/bodies/{province.bodies[body]}/office/", told).status_code == 422


def test_nobody_gives_himself_a_hat_nor_the_same_hat_twice(province, quan, dung):
    told = {"jurisdiction_id": province.id, "by": quan, "at": NOW, "holds_from": TODAY}
    seat = province.bodies["province"]
    with pytest.raises(Refused) as own:
        actions.give_hat(user_id=quan.user_id, role=Role.LEADER, body_id=seat, **told)
    assert own.value.field == "user"
    actions.give_hat(user_id=dung.user_id, role=Role.LEADER, body_id=seat, holds_to=TODAY + 9 * DAY, **told)
    with pytest.raises(Refused) as twice:
        actions.give_hat(user_id=dung.user_id, role=Role.LEADER, body_id=seat, **told)
    assert twice.value.field == "role"
    told["holds_from"] = TODAY + 9 * DAY
    actions.give_hat(user_id=dung.user_id, role=Role.LEADER, body_id=seat, **told)


def test_acts_upon_people_ask_the_table_themselves(province, an, dung, quan, chi):
    told = {"jurisdiction_id": province.id, "at": NOW}
    person = invitations.accounts.Person("Mới", "moi")
    hat = {"role": Role.OFFICER, "body_id": province.bodies["health"], "holds_from": TODAY}
    other = province.viewer("ke", role=Role.ADMINISTRATOR, body="health")
    table = {"data": b"x", "name": "a.csv", "on": TODAY}
    for by in (an, dung, other, chi, quan.actor):
        for act in (
            lambda by=by: actions.give_hat(user_id=an.user_id, by=by, **hat, **told),
            lambda by=by: actions.take_off_hat(holder_id=dung.holder_id, ends_on=TODAY, by=by, **told),
            lambda by=by: invitations.invite(person=person, holds_to=None, by=by, **hat, **told),
            lambda by=by: invitations.import_people(names={}, by=by, **table, **told),
            lambda by=by: invitations.hand_link(user_id=dung.user_id, by=by, **told),
            lambda by=by: invitations.set_active(user_id=dung.user_id, active=False, by=by, **told),
            lambda by=by: invitations.drop_factors(user_id=dung.user_id, by=by, **told),
            lambda by=by: invitations.unjoin(user_id=dung.user_id, by=by, **told),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.kind.value == "forbidden", (by, act)
    for by in (dung, other, chi):
        with pytest.raises(Refused):
            actions.import_bodies(by=by, **table, **told)
