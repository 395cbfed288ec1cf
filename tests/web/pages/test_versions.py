"""The same file again, the same document in another file, a newer version held against what was issued."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.web.inspect import Browser, parse
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.plans import actions, issued
from tiendo_web.plans.models import Plan

GONE = "Ủy ban nhân dân các xã, phường tổ chức vệ sinh môi trường tại các khu dân cư."
NEWER = make.PLAN.replace("15/4/2026", "30/4/2026").replace(GONE, "Sở Y tế lập sổ theo dõi.")


@pytest.fixture
def office(browser, an):
    return browser.wearing(an)


def upload(browser, text, name="ke-hoach.txt"):
    data = browser.form("/documents/") | {"file": SimpleUploadedFile(name, text.encode())}
    return browser.post("/documents/", data)


def plan_of(response):
    return int(response["Location"].split("/")[2])


def test_the_same_file_again_is_recognised_and_the_old_plan_offered(office, province):
    first = plan_of(upload(office, make.PLAN))
    answer = upload(office, make.PLAN, "ten khac.txt")
    words = answer.content.decode()
    assert answer.status_code == 200 and "Tệp này đã nhập rồi" in words and f'href="/plans/{first}/"' in words
    assert Plan.objects.filter(jurisdiction_id=province.id).count() == 1
    token = next(
        form.find("input[@name='once']").get("value")
        for form in parse(words).iter("form")
        if form.get("action") == f"/plans/{first}/again/"
    )
    again = office.post(f"/plans/{first}/again/", {"once": token})
    assert again.status_code == 302 and plan_of(again) != first
    assert office.post(f"/plans/{first}/again/", {"once": token})["Location"] == again["Location"], "once is once"
    assert office.post(f"/plans/{first}/again/", {})["Location"] == "/documents/"


def test_another_province_knows_nothing_of_it(office, chi):
    upload(office, make.PLAN)
    assert upload(Browser().wearing(chi), make.PLAN).status_code == 302


def test_the_same_document_in_another_file_is_told(office, an):
    first = make.plan(an)
    same = make.plan(an, make.PLAN + "\n\n", name="ban-word.txt")
    later = make.plan(an, make.PLAN.replace("ngày 02 tháng 3", "ngày 09 tháng 3"))
    other = make.plan(an, make.PLAN.replace("TỈNH SƠN HẢI", "TỈNH BẮC GIANG SƠN"))
    unnumbered = make.plan(an, make.PLAN.replace("Số: 15/KH-UBND", ""))
    shown = office.get(f"/plans/{same}/").content.decode()
    assert f"/plans/{same}/compare/{first}/" in shown and "cùng số, cùng ngày" in shown
    assert f"/compare/{other}/" not in shown and f"/compare/{unnumbered}/" not in shown
    assert "cùng số, khác ngày" in office.get(f"/plans/{later}/").content.decode()
    assert "bản nhập trước" not in office.get(f"/plans/{unnumbered}/").content.decode()


def test_a_newer_version_is_held_against_the_duties_that_were_issued(office, an, province):
    old = make.plan(an)
    task = make.tasks(old, an)[1]
    make.lead(old, task, [province.bodies["clinic"]], an)
    duties.issue(plan_id=old, viewer=an, at=make.AT)
    new = make.plan(an, NEWER)
    page = office.get(f"/plans/{new}/compare/{old}/").content.decode()
    rows = {
        " ".join("".join(row.find("td").itertext()).split()): " ".join("".join(row.itertext()).split())
        for row in parse(page).find(".//tbody").iter("tr")
    }
    assert set(rows) == {"Thay đổi", "Mới", "Không còn"}
    assert "Xã Hải Thuận" in rows["Không còn"] and "lập sổ theo dõi" in rows["Mới"]
    assert "15/04/2026" in page and "30/04/2026" in page and "2026-04-15" not in page and "Sở Y tế" in page
    assert "Trung tâm Kiểm soát bệnh tật" in page, "what was chosen by hand is what was issued"
    directive = issued.directive_of(plan_id=old, viewer=an)
    assert issued.tasks(viewer=an, directive_id=directive)[0].text in make.PLAN, "nothing was changed"


def test_two_that_do_not_differ_say_so(office, an):
    one, two = make.plan(an), make.plan(an, make.PLAN + "\n")
    assert "Hai bản giống nhau" in office.get(f"/plans/{two}/compare/{one}/").content.decode()


def test_a_plan_with_parts_and_added_tasks_is_compared(office, an):
    one, two = make.plan(an), make.plan(an, NEWER)
    actions.add_task(plan_id=one, text="Việc thêm bằng tay.", viewer=an, at=make.AT)
    assert "Việc thêm bằng tay." in office.get(f"/plans/{two}/compare/{one}/").content.decode()
    assert office.get(f"/plans/{one}/compare/999999/").status_code == 404


def test_the_page_of_a_directive_does_not_name_one_that_is_not_to_be_known_of(province, an):
    old = duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    plan = make.plan(an, make.PLAN.replace("15/KH", "99/KH"))
    for task in make.tasks(plan, an):
        make.lead(plan, task, [province.bodies["finance"]], an)
    new = duties.issue(plan_id=plan, viewer=an, at=make.AT, replaces=old)
    commune = Browser().wearing(province.viewer("xa", role=Role.HEAD, body="thuan"))
    page = commune.get(f"/directives/{old}/")
    assert page.status_code == 200 and commune.get(f"/directives/{new}/").status_code == 404
    assert "99/KH-UBND" not in page.content.decode()
    assert "99/KH-UBND" in Browser().wearing(an).get(f"/directives/{old}/").content.decode()
