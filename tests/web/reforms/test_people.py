"""Who wears which hat after a reform, and whose hat is the province's."""

import contextlib
from dataclasses import replace

import pytest

from tests import make
from tests.web.inspect import Browser
from tests.web.reforms.deciding import DAY, LATER, NOW, TODAY, decided, drafted, holds
from tiendo.errors import Refused
from tiendo.orgtree import BodyKind, Level
from tiendo.reform import Newcomer, Step, Verb
from tiendo_web.core.access import Role
from tiendo_web.jobs import work
from tiendo_web.orgs import holders, viewers
from tiendo_web.orgs import queries as orgs
from tiendo_web.reforms import previews


def test_a_hat_to_be_taken_off_later_is_worn_on_until_then(province, an, dung):
    health, finance = province.bodies["health"], province.bodies["finance"]
    off = LATER + 60 * DAY
    make.orgs.take_off_hat(jurisdiction_id=province.id, holder_id=dung.holder_id, ends_on=off, by=make.SYSTEM, at=NOW)
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True))
    worn = [[hat.body_id for hat in holders.hats(user_id=dung.user_id, on=day)] for day in (TODAY, off - DAY, off)]
    assert worn == [[finance], [finance], []]


def office(province):
    """The office of the province, which works for the seat."""
    table = "Tên;Loại;Cấp trên\nVăn phòng UBND tỉnh;Văn phòng;UBND tỉnh\n"
    make.orgs.import_bodies(
        jurisdiction_id=province.id, data=table.encode(), name="a.csv", on=make.AT.date(), by=make.SYSTEM, at=make.AT
    )
    tree = orgs.tree(jurisdiction_id=province.id, on=make.AT.date())
    province.bodies["vp"] = next(body.id for body in tree if body.kind is BodyKind.OFFICE)
    quan = province.viewer("quan-goc", role=Role.ADMINISTRATOR)
    make.orgs.name_office(viewer=quan, body_id=province.bodies["vp"], named=True, at=make.AT)
    return quan


def test_an_administrator_who_left_since_the_decision_leaves_the_province_one(province, an):
    leaves = office(province)
    stays = province.viewer("quan", role=Role.ADMINISTRATOR, body="vp")
    decided(an, Step(Verb.ABOLISH, (province.bodies["vp"],), below=True), effect_on=LATER)
    make.orgs.take_off_hat(
        jurisdiction_id=province.id, holder_id=leaves.holder_id, ends_on=TODAY + DAY, by=make.SYSTEM, at=NOW
    )
    work.take_effect(province.id, NOW + 21 * DAY)
    worn = holders.hats(user_id=stays.user_id, on=LATER + DAY)
    assert [(hat.role, hat.body_id) for hat in worn] == [(Role.ADMINISTRATOR, province.bodies["province"])]
    holds(province)


def test_a_former_province_beside_the_seat_is_no_office(province, an):
    make.orgs.found_bodies(
        jurisdiction_id=province.id,
        bodies=[make.orgs.NewBody("other", BodyKind.PROVINCE, "UBND tỉnh Hải Sơn", make.FOUNDED)],
        by=make.SYSTEM,
        at=NOW,
    )
    roots = orgs.tree(jurisdiction_id=province.id, on=TODAY).roots
    (other,) = (root for root in roots if root.id != province.bodies["province"])
    known = replace(province, bodies=province.bodies | {"other": other.id})
    assert not known.viewer("ben", role=Role.CLERK, body="other", at=NOW).office
    assert known.viewer("chinh", role=Role.CLERK, at=NOW).office
    # Merged into a new body, the seat is whoever took over the first founded.
    new = Newcomer(-1, BodyKind.PROVINCE, Level.PROVINCE, "UBND tỉnh mới", None)
    both = Step(Verb.MERGE, (province.bodies["province"], other.id), into=(-1,), below=True)
    decided(an, both, newcomers=(new,), effect_on=LATER)
    assert orgs.tree(jurisdiction_id=province.id, on=LATER).seat.name == "UBND tỉnh mới"


def test_an_office_beneath_a_department_is_not_the_provinces(province, an):
    table = "Tên;Loại;Cấp trên\nVăn phòng Sở Y tế;Văn phòng;Sở Y tế\nVăn phòng UBND tỉnh;Văn phòng;UBND tỉnh\n"
    make.orgs.import_bodies(
        jurisdiction_id=province.id, data=table.encode(), name="a.csv", on=make.AT.date(), by=an, at=make.AT
    )
    tree = orgs.tree(jurisdiction_id=province.id, on=make.AT.date())
    quan = province.viewer("quan", role=Role.ADMINISTRATOR)
    for name, office in (("Văn phòng Sở Y tế", False), ("Văn phòng UBND tỉnh", True)):
        province.bodies[name] = next(body.id for body in tree if body.name == name)
        told = {"viewer": quan, "body_id": province.bodies[name], "named": True, "at": make.AT}
        with contextlib.nullcontext() if office else pytest.raises(Refused):
            make.orgs.name_office(**told)
        assert province.viewer(f"u{office}".lower(), role=Role.CLERK, body=name).office is office


def test_no_hat_is_given_at_a_body_that_is_gone_whatever_its_first_day(province, an, dung):
    health, finance = province.bodies["health"], province.bodies["finance"]
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True), effect_on=TODAY - 5 * DAY)
    hat = {"jurisdiction_id": province.id, "user_id": dung.user_id, "role": Role.OFFICER, "body_id": health, "at": NOW}
    for until in (None, TODAY):
        with pytest.raises(Refused):
            make.orgs.give_hat(**hat, holds_from=TODAY - 10 * DAY, holds_to=until)
    make.orgs.give_hat(**hat | {"role": Role.HEAD}, holds_from=TODAY - 10 * DAY, holds_to=TODAY - 5 * DAY)
    assert all(one.body_id == finance for one in holders.hats(user_id=dung.user_id, on=TODAY))


def test_nobody_wears_one_hat_twice_after_a_merger(province, an, dung):
    health, finance = province.bodies["health"], province.bodies["finance"]
    new = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Mới", province.bodies["province"])
    make.orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=dung.user_id,
        role=Role.OFFICER,
        body_id=finance,
        holds_from=TODAY - 5 * DAY,
        at=NOW,
    )
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True))
    assert [hat.body_id for hat in holders.hats(user_id=dung.user_id, on=TODAY)] == [finance]
    decided(an, Step(Verb.MERGE, (finance,), into=(-1,), below=True), newcomers=(new,), effect_on=LATER, symbol="2/QĐ")
    work.take_effect(province.id, NOW + 20 * DAY)
    assert [hat.body for hat in holders.hats(user_id=dung.user_id, on=LATER)] == ["Sở Mới"]


def fates(province, an, *steps, **more):
    """What the preview says becomes of the hats of each body, and whether the decision did just that."""
    shown = previews.preview(key=drafted(an, *steps, **more), viewer=an, on=TODAY)
    return {one.body_id: (one.people_fate.value, one.people_to) for one in shown.touched}


def test_the_preview_says_which_hats_end_and_whose_rights_shrink(province, an, dung):
    office(province)
    seat, vp, health = (province.bodies[name] for name in ("province", "vp", "health"))
    clerk = province.viewer("vy", role=Role.CLERK, body="vp")
    assert clerk.office
    into_seat = Step(Verb.ABOLISH, (health,), below=True)
    assert fates(province, an, into_seat, people={health: seat})[health] == ("end", "Ủy ban nhân dân tỉnh Sơn Hải")
    into_office = Step(Verb.MERGE, (health,), into=(vp,), below=True)
    assert fates(province, an, into_office, symbol="13/QĐ")[health] == ("end", "Văn phòng UBND tỉnh")
    assert fates(province, an, Step(Verb.ABOLISH, (health,), below=True), symbol="14/QĐ")[health] == ("end", "")
    finance = province.bodies["finance"]
    away = Step(Verb.MERGE, (vp,), into=(finance,), below=True)
    assert fates(province, an, away, symbol="15/QĐ")[vp] == ("narrow", "Sở Tài chính")
    decided(an, away, symbol="16/QĐ")
    worn = holders.hats(user_id=clerk.user_id, on=TODAY)
    assert [hat.body_id for hat in worn] == [finance]
    moved = viewers.of_user(user_id=clerk.user_id, jurisdiction_id=province.id, on=TODAY)
    assert [one.office for one in moved] == [False]


def test_the_page_of_the_draft_says_it_in_words(province, an, dung):
    office(province)
    health, seat = province.bodies["health"], province.bodies["province"]
    key = drafted(an, Step(Verb.ABOLISH, (health,), below=True), people={health: seat})
    page = " ".join(Browser().wearing(an).get(f"/reforms/drafts/{key}/").content.decode().split())
    assert "thôi vai trò" in page and "là văn phòng ban hành: quyền rộng hơn nên phải giao lại ở Người dùng" in page
