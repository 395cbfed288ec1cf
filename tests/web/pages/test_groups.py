"""Groups of bodies: defined, mended and ended on pages, and used where bodies are chosen."""

import datetime as dt

import pytest

from tests import make
from tests.web.inspect import Browser, fields
from tests.web.pages.test_bodies import listed, words
from tiendo.orgtree import Definition
from tiendo_web.core.access import HATS, Role
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import queries
from tiendo_web.plans import owners

PLAN = make.PLAN.replace("Ủy ban nhân dân các xã, phường tổ chức", "Ủy ban nhân dân 2 xã biên giới tổ chức").replace(
    "2. Sở Tài chính bố trí", "2. Sở Dân số bố trí"
)


@pytest.fixture
def office(browser, an):
    return browser.wearing(an)


def define(browser, at="/groups/new/", **fields):
    data = browser.form(at)
    return browser.post(at, data | fields)


@pytest.fixture
def border(office, province):
    """The key of "Các xã biên giới"."""
    response = define(office, name="Các xã biên giới", added="xã hải thuận\nPhường Sơn Bình")
    assert response.status_code == 302, response.content.decode()
    (group,) = queries.groups(jurisdiction_id=province.id)
    return group.key


def test_a_group_is_defined_shown_mended_and_ended(office, province, border):
    shown = office.get(f"/groups/{border}/")
    assert listed(shown) == ["Phường Sơn Bình", "Xã Hải Thuận"] and "2 cơ quan trong nhóm" in words(shown)
    page = f"/groups/{border}/edit/"
    held = office.form(page)
    assert held["added"].splitlines() == ["Xã Hải Thuận", "Phường Sơn Bình"]
    assert office.post(page, held | {"left_out": "Phường Sơn Bình", "kinds": ["department"]}).status_code == 302
    assert listed(office.get(f"/groups/{border}/")) == ["Sở Tài chính", "Sở Y tế", "Xã Hải Thuận"]
    assert "Sở, ban, ngành; thêm: " in words(office.get("/groups/"))
    assert "Các xã biên giới" in words(office.get(f"/bodies/{province.bodies['thuan']}/"))
    end = f"/groups/{border}/end/"
    assert office.post(end, office.form(f"/groups/{border}/", end)).status_code == 302
    assert office.get(f"/groups/{border}/").status_code == 404
    assert "Chưa có nhóm nào" in words(office.get("/groups/"))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Tên nhóm"),
        ({"name": "Nhóm rỗng"}, "Hãy chọn loại cơ quan"),
        ({"name": "A", "added": "Xã Hải Thuận\nBộ Quốc phòng"}, "Không có cơ quan nào tên “Bộ Quốc phòng”"),
        ({"name": "A", "kinds": ["commune"], "beneath": "sở"}, "chưa chỉ đúng một cơ quan"),
        ({"name": "A", "kinds": ["nonsense"]}, "nonsense"),
    ],
)
def test_a_wrong_definition_comes_back_filled(office, province, fields, told):
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    response = define(office, **fields)
    assert response.status_code == 422 and told in response.content.decode()
    assert fields.get("added", "") in response.content.decode()
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries


def test_a_double_submit_defines_one_group(office, province):
    data = office.form("/groups/new/") | {"name": "Các sở", "kinds": ["department"]}
    assert [office.post("/groups/new/", data).status_code for _ in range(2)] == [302, 302]
    assert len(queries.groups(jurisdiction_id=province.id)) == 1


def test_a_group_defined_by_another_meanwhile_is_not_overwritten_unseen(office, province, an, border):
    page = f"/groups/{border}/edit/"
    opened = office.form(page)
    theirs = Definition(added=frozenset({province.bodies["health"]}))
    orgs.define_group(viewer=an, key=border, name="Của người khác", definition=theirs, seen=1, at=make.AT)
    response = office.post(page, opened | {"name": "Của tôi"})
    assert response.status_code == 422 and "Người khác vừa sửa nhóm này" in response.content.decode()
    assert queries.group(jurisdiction_id=province.id, key=border).name == "Của người khác"
    again = fields(response.content.decode(), "")
    assert again["name"] == "Của tôi", "nothing typed is lost"
    assert office.post(page, again).status_code == 302
    assert queries.group(jurisdiction_id=province.id, key=border).name == "Của tôi"


def test_an_ended_member_stays_in_the_definition(office, province, an):
    yesterday = make.REFORMED - dt.timedelta(days=1)
    define(office, name="Nhóm y tế", added="Sở Y tế")
    gone = make.reform(province, an)
    (group,) = queries.groups(jurisdiction_id=province.id)

    orgs.define_group(
        viewer=an, key=group.key, name=group.name, definition=Definition(added=frozenset({gone})), seen=1, at=make.AT
    )
    page = f"/groups/{group.key}/edit/"
    held = office.form(page)
    assert "Sở Dân số (đã kết thúc ngày 01/01/2026)" in held["added"]
    assert office.post(page, held).status_code == 302
    assert listed(office.get(f"/groups/{group.key}/")) == ["Sở Y tế"]
    assert listed(office.get(f"/groups/{group.key}/", {"on": yesterday.isoformat()})) == ["Sở Dân số"]


def test_another_province_has_no_such_group(border, chi):
    stranger = Browser().wearing(chi)
    assert [stranger.get(f"/groups/{border}/{end}").status_code for end in ("", "edit/")] == [404, 404]
    assert stranger.post(f"/groups/{border}/end/", {"once": "x" * 32}).status_code == 404
    assert "Chưa có nhóm nào" in words(stranger.get("/groups/"))


@pytest.mark.parametrize("role", HATS)
def test_who_may_define_groups(province, border, role):
    worn = Browser().wearing(province.viewer(role.value, role=role))
    allowed = role in (Role.CLERK, Role.ADMINISTRATOR)
    assert worn.get(f"/groups/{border}/").status_code == 200
    for path in ("/groups/new/", f"/groups/{border}/edit/"):
        assert worn.get(path).status_code == (200 if allowed else 403)
    if not allowed:
        assert worn.post(f"/groups/{border}/end/", {"once": "x" * 32}).status_code == 403


def test_a_document_names_a_group_and_a_former_body(office, province, an, border):
    make.reform(province, an)
    plan = make.plan(an, PLAN)
    page = office.get(f"/plans/{plan}/")
    assert "↻ “Sở Dân số” là tên cũ: kiểm tra cơ quan kế thừa" in words(page)
    assert "≈ “Ủy ban nhân dân 2 xã biên giới”" in words(page)
    assert "Phường Sơn Bình; Xã Hải Thuận" in words(page)
    assert "Không có cơ quan nào tên “Ủy ban" not in words(page), "a group that is counted is no unknown body"


def test_groups_can_be_ticked_where_bodies_are_chosen(office, province, an, border):
    plan = make.plan(an)
    page = f"/plans/{plan}/tasks/+1/"
    response = office.post(
        f"/plans/{plan}/tasks/", office.form(f"/plans/{plan}/", f"/plans/{plan}/tasks/") | {"text": "Việc mới"}
    )
    page = response["Location"]
    assert "Các xã biên giới (2)" in words(office.get(page))
    assert office.post(page, office.form(page) | {"lead": [f"group-{border}"]}).status_code == 302
    assert "Phường Sơn Bình; Xã Hải Thuận" in words(office.get(f"/plans/{plan}/"))
    assert office.post(page, office.form(page) | {"lead": ["group-none"], "once": "z" * 32}).status_code == 422


@pytest.mark.parametrize("name", ["27 xã biên giới", "Các xã biên giới", "xa bien gioi", "UBND các xã biên giới"])
def test_one_group_is_meant_however_it_is_counted(name):
    assert owners.group_key(name) == "xa bien gioi"


def test_two_groups_of_one_name_are_refused(province, an, browser):
    office = browser.wearing(an)
    assert define(office, name="Các sở", kinds=["department"]).status_code == 302
    refused = define(office, name="  CÁC  SỞ ", kinds=["commune"])
    assert refused.status_code == 422 and "Đã có nhóm “Các sở”" in refused.content.decode()
    assert define(office, name="Các số", kinds=["commune"]).status_code == 302, "another word"
    (first, second) = queries.groups(jurisdiction_id=province.id)
    assert define(office, at=f"/groups/{second.key}/edit/", name="các sở", kinds=["commune"]).status_code == 422
    assert define(office, at=f"/groups/{first.key}/edit/", name="Các Sở", kinds=["department"]).status_code == 302
    end = f"/groups/{first.key}/end/"
    assert office.post(end, office.form(f"/groups/{first.key}/", end)).status_code == 302
    assert define(office, name="Các sở", kinds=["department"]).status_code == 302, "the name is free again"
