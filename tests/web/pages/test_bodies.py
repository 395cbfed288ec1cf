"""The pages of bodies: the tree of a day, the search, a body's page and its life."""

import datetime as dt
import re

import pytest

from tests import make
from tests.web.inspect import Browser, parse
from tiendo.orgtree import BodyKind
from tiendo_web.core.access import HATS
from tiendo_web.duties import actions as duties
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import queries
from tiendo_web.pages import outline

BEFORE = make.REFORMED - dt.timedelta(days=1)


@pytest.fixture
def gone(province, an):
    """The id of Sở Dân số, which ended on 1 January 2026."""
    return make.reform(province, an)


@pytest.fixture
def office(browser, an):
    return browser.wearing(an)


def words(response):
    """What a page says in its main part, with single spaces."""
    assert response.status_code == 200
    return " ".join(" ".join(parse(response.content.decode()).find(".//main").itertext()).split())


def listed(response):
    """The bodies of a list, as far as they are links to body pages."""
    return re.findall(r'<li data-row><a href="/bodies/\d+/[^"]*">([^<]*)</a>', response.content.decode())


def test_the_tree_is_that_of_the_day(office, gone):
    today, then = office.get("/bodies/"), office.get("/bodies/", {"on": BEFORE.isoformat()})
    assert "6 cơ quan" in words(today) and "1 đã kết thúc" in words(today)
    assert "7 cơ quan, ngày 31/12/2025" in words(then)
    assert "Sở Dân số" in listed(then) and "Sở Dân số" not in listed(today)
    assert "Trung tâm Kiểm soát bệnh tật" in listed(then) and "Trung tâm Y tế dự phòng" in listed(today)
    assert f'href="/bodies/{gone}/?on=2025-12-31"' in then.content.decode(), "links stay on the day"


def test_a_day_that_is_none_says_so(office, gone):
    assert "không phải là một ngày" in words(office.get("/bodies/", {"on": "31/02/2026"}))
    assert "không phải là một ngày" in words(office.get(f"/bodies/{gone}/", {"on": "x"}))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "so y te"}, ["Sở Y tế"]),
        ({"q": "STC"}, ["Sở Tài chính"]),
        ({"q": "90001"}, ["Xã Hải Thuận"]),
        ({"q": "kiem soat benh tat"}, ["Trung tâm Y tế dự phòng"]),
        ({"q": "so", "level": "commune"}, ["Phường Sơn Bình"]),
        ({"q": "so", "kind": "department"}, ["Sở Tài chính", "Sở Y tế", "Sở Dân số"]),
        ({"kind": "commune"}, ["Phường Sơn Bình", "Xã Hải Thuận"]),
        ({"level": "commune"}, ["Phường Sơn Bình", "Xã Hải Thuận"]),
        ({"ended": "1"}, ["Sở Dân số"]),
    ],
)
def test_a_search_forgives_and_ended_bodies_come_last(office, gone, query, found):
    assert listed(office.get("/bodies/", query)) == found


def test_an_ended_body_says_what_it_is_now(office, gone):
    assert "đã kết thúc ngày 01/01/2026, nay là Sở Y tế" in words(office.get("/bodies/", {"q": "dan so"}))
    assert "Không tìm thấy cơ quan nào" in words(office.get("/bodies/", {"q": "không có"}))


def test_a_large_tree_is_folded_and_paged(office, province):
    number = outline.ROWS + 20
    communes = [
        orgs.NewBody(f"c{n}", BodyKind.COMMUNE, f"Xã <{n:03}>", make.FOUNDED, parent="top") for n in range(number)
    ]
    top = orgs.NewBody("top", BodyKind.PROVINCE, "Tỉnh lớn", make.FOUNDED)
    ids = orgs.found_bodies(jurisdiction_id=province.id, bodies=[top, *communes], at=make.AT)
    roots = office.get("/bodies/")
    assert listed(roots).count("Tỉnh lớn") == 1 and f"{number} trực thuộc" in words(roots)
    assert "Xã &lt;000&gt;" not in roots.content.decode()
    beneath = {"beneath": ids["top"]}
    first, last = office.get("/bodies/", beneath), office.get("/bodies/", beneath | {"page": 2})
    assert (len(listed(first)), len(listed(last))) == (outline.ROWS, 20)
    assert "Xã &lt;000&gt;" in listed(first) and "Trang sau" in words(first) and "Trang trước" in words(last)
    assert len(listed(office.get("/bodies/", {"kind": "commune"}))) == outline.PAGE
    assert len(office.get("/bodies/", beneath).content) < 100_000
    assert len(listed(office.get(f"/bodies/{ids['top']}/"))) == outline.PAGE


def test_a_deep_tree_goes_on_on_another_page(office, province):
    above = [orgs.NewBody("0", BodyKind.PROVINCE, "Bậc 0", make.FOUNDED)]
    above += [
        orgs.NewBody(str(n), BodyKind.DIVISION, f"Bậc {n}", make.FOUNDED, parent=str(n - 1)) for n in range(1, 30)
    ]
    ids = orgs.found_bodies(jurisdiction_id=province.id, bodies=above, at=make.AT)
    page, seen = "/bodies/", set()
    for _ in range(10):
        response = office.get(page)
        seen |= {one for one in listed(response) if one.startswith("Bậc")}
        onward = re.findall(r'<a href="(/bodies/\?beneath=\d+)">', response.content.decode())
        if not onward:
            break
        page = onward[-1]
    assert len(seen) == 30
    assert "…" in words(office.get(f"/bodies/{ids['29']}/"))


def test_a_body_has_its_facts_and_its_life(office, province, gone):
    health = words(office.get(f"/bodies/{province.bodies['health']}/"))
    assert "Sở, ban, ngành" in health and "Cấp tỉnh" in health and "SYT" in health
    assert "01/01/2026 Tiếp nhận toàn bộ của Sở Dân số theo 12/2025/QĐ-UBND Sắp xếp ngành y tế" in health
    assert "01/07/2025 Thành lập: Sở Y tế (SYT) , trực thuộc Ủy ban nhân dân tỉnh Sơn Hải" in health
    clinic = words(office.get(f"/bodies/{province.bodies['clinic']}/", {"on": BEFORE.isoformat()}))
    assert clinic.startswith("Cây cơ quan") and "Trung tâm Kiểm soát bệnh tật" in clinic
    assert "01/01/2026 (sau ngày đang xem) Đổi tên từ Trung tâm Kiểm soát bệnh tật (CDC)" in clinic


def test_a_body_that_has_ended_stays_readable(office, gone):
    page = words(office.get(f"/bodies/{gone}/"))
    assert "Cơ quan này đã kết thúc ngày 01/01/2026, nay là Sở Y tế" in page
    assert "hết ngày 31/12/2025" in page, "its figures are those of its last day"
    assert "Chuyển toàn bộ cho Sở Y tế Kết thúc hoạt động theo 12/2025/QĐ-UBND" in page


def test_a_body_that_has_not_begun_says_when(office, province, an):
    later = orgs.NewBody("later", BodyKind.DEPARTMENT, "Sở Tương lai", dt.date(2099, 1, 1))
    ids = orgs.found_bodies(jurisdiction_id=province.id, bodies=[later], at=make.AT)
    assert "chưa thành lập; hoạt động từ ngày 01/01/2099" in words(office.get(f"/bodies/{ids['later']}/"))


def test_a_body_shows_its_duties_to_whom_they_concern(office, province, an, dung, gone):
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    finance, health = (f"/bodies/{province.bodies[ref]}/" for ref in ("finance", "health"))
    assert "Quá hạn" in words(office.get(finance)) and "bố trí kinh phí" in words(office.get(finance))
    assert "15/KH-UBND Phòng, chống dịch bệnh mùa hè năm 2026 1 0 1" in words(office.get(finance))
    officer = Browser().wearing(dung)
    assert "chuẩn bị thuốc" in words(officer.get(health))
    assert "bố trí kinh phí" not in words(officer.get(finance)) and "Tổng" not in words(officer.get(finance))
    assert "hết ngày 31/12/2025" in words(officer.get(f"/bodies/{gone}/")), "the heir sees what it took over"


def test_people_are_only_counted(office, province, dung):
    page = words(office.get(f"/bodies/{province.bodies['health']}/"))
    assert "Số người giữ vai trò 1" in page and "Dung" not in page


def test_another_province_sees_nothing(province, gone, chi):
    stranger = Browser().wearing(chi)
    assert stranger.get(f"/bodies/{gone}/").status_code == 404
    assert stranger.get("/bodies/", {"beneath": province.bodies["health"]}).status_code == 200
    assert "Dân số" not in words(stranger.get("/bodies/", {"q": "so dan so"}))
    assert "đã kết thúc" not in words(stranger.get("/bodies/"))


@pytest.mark.parametrize("role", HATS)
def test_every_role_reads_the_pages(province, an, gone, role):
    worn = Browser().wearing(province.viewer(role.value, role=role, body="health"))
    for path in ("/bodies/", f"/bodies/{gone}/", f"/bodies/{province.bodies['health']}/", "/groups/"):
        assert worn.get(path).status_code == 200, path


def test_a_jurisdiction_without_bodies_says_how_to_begin(office):
    assert "nhập danh sách" in words(office.get("/bodies/", {"on": "1990-01-01"}))


def test_the_decision_of_a_turn_is_found_by_its_act(province, an, gone):
    episodes = queries.history(viewer=an, body_id=gone, on=make.AT.date())
    assert all(one.act is not None for one in episodes)
    assert len({one.act for one in episodes}) == 2
