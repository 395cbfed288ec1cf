"""A task and the row of an annex that gives it again, through the pages: one duty, or two where the clerk says so."""

import csv
import io
import json

import pytest

from tests import make
from tests.web.inspect import parse
from tiendo_web.core import now
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import queries as ledger
from tiendo_web.plans import issued, mending, queries, versions

TEXT = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI

Số: 15/KH-UBND
Sơn Hải, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Phòng, chống dịch bệnh mùa hè năm 2026

I. NHIỆM VỤ

1. Rà soát kho thuốc phòng dịch của từng xã, từng phường.

2. {second} vệ sinh môi trường tại các khu dân cư ven biển.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Sơn

PHỤ LỤC I

| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn | Sản phẩm |
|---|---|---|---|---|
| 1 | Bố trí kinh phí phòng, chống dịch | Sở Tài chính | 30/4/2026 | Dự toán |
| 2 | Tổ chức rà soát kho thuốc phòng dịch của từng xã | Sở Y tế | 31/5/2026 | Báo cáo |
| 3 | Tổ chức vệ sinh môi trường tại các khu dân cư ven biển | Sở Y tế | 30/6/2026 | Báo cáo |
"""
AGREEING = TEXT.format(second="Tổ chức")
DISAGREEING = TEXT.format(second="Sở Tài chính tổ chức")


@pytest.fixture
def office(browser, an):
    return browser.wearing(an)


def take_in(an, text=AGREEING):
    return make.plan(an, text, name="ke-hoach.md")


def held(an, plan):
    return queries.plan_draft(plan_id=plan, viewer=an, on=now.today())


def press(browser, plan, **data):
    page = f"/plans/{plan}/"
    return browser.post(f"{page}rows/", browser.form(page, f"{page}rows/") | data)


def owed(province, directive):
    """Who owes what by when, of every duty."""
    rows = Duty.objects.filter(jurisdiction_id=province.id, directive_id=directive).order_by("task__position", "pk")
    return [(one.task.key, one.body_id, one.due_on and one.due_on.isoformat()) for one in rows.select_related("task")]


def test_a_task_and_its_row_are_one_duty_with_the_words_of_the_text_and_who_and_when_of_the_row(office, an, province):
    plan, health, finance = take_in(an), province.bodies["health"], province.bodies["finance"]
    assert [task.key for task in held(an, plan).tasks] == ["I.1", "I.2", "PLI.1"]
    page = office.get(f"/plans/{plan}/").content.decode()
    assert "Lời của dòng PLI.2" in page and "Tổ chức rà soát kho thuốc" in page
    assert "gồm dòng PLI.2" in page and "theo dòng PLI.2" in page and "2 dòng đã gộp" in page
    assert "gồm dòng PLI.2" in office.get(f"/plans/{plan}/issue/").content.decode()
    directive = duties.issue(plan_id=plan, viewer=an, at=make.AT)
    assert owed(province, directive) == [
        ("I.1", health, "2026-05-31"), ("I.2", health, "2026-06-30"), ("PLI.1", finance, "2026-04-30"),
    ]  # fmt: skip
    words = issued.tasks(viewer=an, directive_id=directive)[0].text
    assert words == "Rà soát kho thuốc phòng dịch của từng xã, từng phường."
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_the_clerk_may_let_a_row_stand_apart_and_is_told_that_it_is_given_twice(office, an, province):
    plan = take_in(an)
    assert press(office, plan, apart="PLI.2").status_code == 302
    assert [task.key for task in held(an, plan).tasks] == ["I.1", "I.2", "PLI.1", "PLI.2"]
    page = office.get(f"/plans/{plan}/").content.decode()
    assert "dòng PLI.2 nêu lại" in page and "đã tách dòng ra" in page.lower() and "Gộp với dòng PLI.2" in page
    make.lead(plan, "I.1", [province.bodies["health"]], an, at=now.now())
    assert "sẽ giao hai lần" in office.get(f"/plans/{plan}/issue/").content.decode()
    directive = duties.issue(plan_id=plan, viewer=an, at=now.now())
    assert [key for key, _body, _day in owed(province, directive)] == ["I.1", "I.2", "PLI.1", "PLI.2"]


def test_rows_are_folded_again_one_by_one_or_all_at_once_and_undone(office, an):
    plan = take_in(an)
    press(office, plan, apart=["PLI.2", "PLI.3"])
    press(office, plan, row="PLI.3")
    assert held(an, plan).folded == {"PLI.3"}
    press(office, plan)
    assert held(an, plan).folded == {"PLI.2", "PLI.3"} and held(an, plan).doubled == ()
    page = f"/plans/{plan}/"
    assert "gộp hay tách dòng" in office.get(page).content.decode()
    office.post(f"{page}undo/", office.form(page, f"{page}undo/"))
    assert held(an, plan).folded == {"PLI.3"}


def test_where_text_and_row_charge_different_bodies_a_person_decides(office, an, province):
    plan = take_in(an, DISAGREEING)
    assert held(an, plan).folded == {"PLI.2"}
    assert [(one.key, one.row) for one in held(an, plan).doubled] == [("I.2", "PLI.3")]
    assert "sẽ giao hai lần" in office.get(f"/plans/{plan}/issue/").content.decode()
    press(office, plan, row="PLI.3")
    second = held(an, plan).task("I.2")
    assert second.lead.now == (province.bodies["finance"],) and second.deadline.now == "30/6/2026"


def test_a_row_that_was_changed_by_hand_is_not_folded_over_it(office, an, province):
    plan = take_in(an)
    press(office, plan, apart="PLI.2")
    make.lead(plan, "PLI.2", [province.bodies["clinic"]], an, at=now.now())
    page = office.get(f"/plans/{plan}/").content.decode()
    assert "dòng PLI.2 nêu lại" in page and "Gộp với dòng PLI.2" not in page
    press(office, plan, row="PLI.2")
    assert "PLI.2" not in held(an, plan).folded
    assert "Không có dòng nào" in office.get("/documents/").content.decode()


@pytest.mark.parametrize("rows", ["I.1", "nowhere", "PLI.1", "\0"])
def test_what_is_no_such_row_changes_nothing(office, an, rows):
    plan = take_in(an)
    before = held(an, plan)
    press(office, plan, row=rows)
    press(office, plan, apart=rows)
    assert held(an, plan) == before


def test_the_table_that_goes_out_says_which_row_a_task_holds(office, an):
    plan = take_in(an)
    press(office, plan, apart="PLI.3")
    data = office.get(f"/plans/{plan}/table/csv/").content.decode("utf-8-sig")
    rows = {row[2]: (row[3], row[5], row[6], row[8]) for row in csv.reader(io.StringIO(data))}
    assert rows["I.1"] == ("Sở Y tế", "31/5/2026", "Báo cáo", "Gồm dòng PLI.2")
    assert rows["I.2"][3] == "Nêu lại ở dòng PLI.3" and rows["PLI.3"][3] == "Nêu lại nhiệm vụ I.2"


def test_folding_corrects_nothing_and_the_annotation_has_task_and_row(office, an):
    plan = take_in(an)
    assert "corrections" not in office.get(f"/plans/{plan}/").content.decode()
    assert json.loads(office.get(f"/plans/{plan}/corrections/pairs/").content)["pairs"] == []
    told = json.loads(office.get(f"/plans/{plan}/corrections/annotation/").content)["tasks"]
    found = {one["label"]: (one["lead"], one["deadline"]) for one in told}
    assert found["I.1"] == ([], []) and found["PLI.2"] == (["Sở Y tế"], ["2026-05-31"]) and len(told) == 5


def test_a_new_version_differs_where_its_row_does(office, an, province):
    old, new = take_in(an), take_in(an, AGREEING.replace("31/5/2026", "15/6/2026"))
    tree = queries.orgs.tree(jurisdiction_id=province.id, on=now.today())
    pages = [queries.page_and_draft(plan_id=one, viewer=an, on=now.today()) for one in (old, new)]
    changes = versions.compared(*pages[0], *pages[1], tree)
    assert [(one.after.id, [field.field.value for field in one.fields]) for one in changes] == [("I.1", ["deadline"])]


def test_a_plan_of_before_that_was_never_folded_can_be_at_once(office, an):
    plan = take_in(an)
    mend = mending.Mend(plan, an, make.AT, held(an, plan).number)
    mending.undo(mend)
    assert len(held(an, plan).doubled) == 2
    page = parse(office.get(f"/plans/{plan}/").content.decode())
    assert any(form.get("id") == "rows" for form in page.iter("form"))
    press(office, plan)
    assert held(an, plan).doubled == ()
