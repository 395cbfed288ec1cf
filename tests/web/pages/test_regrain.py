"""Fixes, splitting, merging and undoing through the pages, to what is issued."""

import pytest

from tests import make
from tests.web.inspect import Browser, parse
from tiendo_web.core import now
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.ledger import queries as ledger
from tiendo_web.plans import issued, mending, queries
from tiendo_web.plans.models import Edit, Task

RIGHT = "Phòng, chống dịch bệnh cho mùa hè năm 2026"
WRONG = make.PLAN.replace("mùa hè", "cho cho mùa hè").replace("bố trí kinh phí", "bố trí kinh phí cho cho việc")


@pytest.fixture
def office(browser, an):
    return browser.wearing(an)


def held(viewer, plan):
    return queries.plan_draft(plan_id=plan, viewer=viewer, on=now.today())


def mend(viewer, plan):
    return mending.Mend(plan, viewer, make.AT, held(viewer, plan).number)


def key(viewer, plan, words):
    return next(task.key for task in held(viewer, plan).tasks if words in task.text.now)


def press(browser, plan, what, **data):
    page = f"/plans/{plan}/"
    return browser.post(f"{page}{what}/", browser.form(page, f"{page}{what}/") | data)


def test_safe_fixes_are_applied_at_once_and_taken_off_again(office, an):
    plan = make.plan(an, WRONG)
    page = parse(office.get(f"/plans/{plan}/").content.decode())
    offered = [box.get("value") for box in page.iter("input") if box.get("name") == "fix"]
    assert len(offered) == 2, "a word typed twice in the title and in a task"
    assert press(office, plan, "fixes", fix=offered).status_code == 302
    assert held(an, plan).head["title"].now == RIGHT
    shown = office.get(f"/plans/{plan}/").content.decode()
    assert "Đã sửa 2 chỗ" in shown and shown.count("<del>") == 2
    assert press(office, plan, "fixes", off=offered[0]).status_code == 302
    assert len(held(an, plan).fixed) == 1
    assert press(office, plan, "fixes", only=offered[0]).status_code == 302
    assert len(held(an, plan).fixed) == 2
    directive = duties.issue(plan_id=plan, viewer=an, at=make.AT)
    assert issued.directive(viewer=an, directive_id=directive).title == RIGHT


@pytest.mark.parametrize("numbers", [[], ["999999"], ["x", "-1", "٣"], ["0" * 9]])
def test_a_fix_that_is_none_changes_nothing_and_says_so(office, an, province, numbers):
    plan = make.plan(an, WRONG)
    press(office, plan, "fixes", fix=numbers)
    assert "Không có chỗ nào được chọn" in office.get("/documents/").content.decode()
    assert not Edit.objects.filter(jurisdiction_id=province.id).exists()


def test_a_task_is_split_and_the_issued_plan_follows(office, an, province):
    plan = make.plan(an)
    first = key(an, plan, "chuẩn bị thuốc")
    make.lead(plan, first, [province.bodies["finance"]], an)
    page = f"/plans/{plan}/tasks/{first}/split/"
    parts = "Chuẩn bị thuốc.\r\n \r\nvật tư phòng dịch, hoàn thành trước ngày 15/4/2026.\n\n\n"
    assert office.post(page, office.form(page) | {"parts": parts}).status_code == 302
    mended = held(an, plan)
    whole, part = mended.tasks[0], mended.tasks[1]
    assert (whole.key, whole.text.now, part.text.now[:8]) == (first, "Chuẩn bị thuốc.", "vật tư p")
    assert part.lead.now == (province.bodies["finance"],), "what was changed by hand is taken over"
    assert part.deadline.now == whole.deadline.now and part.deadline_forms == whole.deadline_forms
    assert make.PLAN[part.span[0] : part.span[1]].startswith("vật tư phòng dịch")
    assert f'data-task="{part.key}"' in office.get(f"/plans/{plan}/").content.decode()
    again = f"/plans/{plan}/tasks/{part.key}/split/"
    assert office.post(again, office.form(again) | {"parts": "Một\n\nHai"}).status_code == 302
    keys = [task.key for task in held(an, plan).tasks]
    assert keys[:3] == [first, part.key, "+2"]
    directive = duties.issue(plan_id=plan, viewer=an, at=make.AT)
    issued = Task.objects.filter(jurisdiction_id=province.id, directive_id=directive).order_by("position")
    assert [one.text for one in issued][:3] == ["Chuẩn bị thuốc.", "Một", "Hai"]
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


@pytest.mark.parametrize("parts", ["Một phần", "Một\n\n \n", "\n\n".join("abc" for _ in range(31))])
def test_a_split_into_too_few_or_too_many_is_refused(office, an, parts):
    plan = make.plan(an)
    page = f"/plans/{plan}/tasks/{held(an, plan).tasks[0].key}/split/"
    answer = office.post(page, office.form(page) | {"parts": parts})
    assert answer.status_code == 422 and "ít nhất hai phần" in answer.content.decode()


def test_tasks_are_merged_and_the_issued_plan_follows(office, an, province):
    plan = make.plan(an)
    first, second = (key(an, plan, words) for words in ("chuẩn bị thuốc", "bố trí kinh phí"))
    page = f"/plans/{plan}/tasks/{first}/merge/"
    assert office.post(page, office.form(page)).status_code == 422, "nothing was chosen"
    assert office.post(page, office.form(page) | {"others": [second]}).status_code == 302
    mended = held(an, plan)
    one = mended.task(first)
    assert mended.task(second) is None and len(mended.tasks) == 2
    assert one.lead.now == (province.bodies["health"], province.bodies["finance"]) and one.coordinating.now == ()
    assert one.text.now.count("\n") == 1 and "bố trí kinh phí" in one.text.now
    shown = office.get(f"/plans/{plan}/").content.decode()
    assert f"đã gộp {second}" in shown and shown.count(f'data-task="{first}"') >= 2
    assert office.get(f"/plans/{plan}/tasks/{second}/").status_code == 404
    directive = duties.issue(plan_id=plan, viewer=an, at=make.AT)
    assert Task.objects.filter(jurisdiction_id=province.id, directive_id=directive).count() == 2


def test_every_act_can_be_undone_one_after_the_other(office, an, province):
    plan = make.plan(an, WRONG)
    fresh = held(an, plan)
    keys = [task.key for task in fresh.tasks]
    mending.split(mend(an, plan), task=keys[0], parts=["Một", "Hai"])
    mending.merge(mend(an, plan), into=keys[1], others=[keys[2]])
    mending.fix(mend(an, plan), apply=range(99))
    make.lead(plan, keys[0], [province.bodies["finance"]], an)
    for words in (f"sửa nhiệm vụ {keys[0]}", "sửa các chỗ an toàn", "gộp nhiệm vụ", "tách nhiệm vụ"):
        assert f"Hoàn tác: {words}" in office.get(f"/plans/{plan}/").content.decode()
        assert press(office, plan, "undo").status_code == 302
    assert "Hoàn tác:" not in office.get(f"/plans/{plan}/").content.decode()
    mended = held(an, plan)
    assert [(t.key, t.text, t.lead) for t in mended.tasks] == [(t.key, t.text, t.lead) for t in fresh.tasks]
    key_again = mending.split(mend(an, plan), task=keys[0], parts=["Ba", "Bốn"])
    assert key_again == ["+2"], "the key of a task that was taken back is not used again"


def test_two_at_once_lose_nothing(office, an, province):
    plan = make.plan(an)
    other = Browser().wearing(province.viewer("hoa", role=Role.CLERK))
    task = held(an, plan).tasks[0].key
    page = f"/plans/{plan}/tasks/{task}/split/"
    mine, undo = office.form(page), other.form(f"/plans/{plan}/tasks/{task}/")
    other.post(f"/plans/{plan}/tasks/{task}/", undo | {"text": "Nội dung của Hoa"})
    refused = office.post(page, mine | {"parts": "Một\n\nHai"})
    assert refused.status_code == 422 and "Người khác vừa sửa" in refused.content.decode()
    stale = {"once": "x" * 32, "seen": "0"}
    office.post(f"/plans/{plan}/undo/", stale)
    assert "Người khác vừa sửa" in office.get("/documents/").content.decode()
    assert held(an, plan).task(task).text.now == "Nội dung của Hoa"


def test_an_issued_plan_is_not_mended(office, an):
    plan = make.plan(an, WRONG)
    tasks = [task.key for task in held(an, plan).tasks]
    duties.issue(plan_id=plan, viewer=an, at=make.AT)
    assert "Sửa ngay" not in office.get(f"/plans/{plan}/").content.decode()
    for what, data in (("undo", {}), ("fixes", {"fix": "0"})):
        office.post(f"/plans/{plan}/{what}/", {"once": "x" * 32, "seen": "0"} | data)
        assert "đã ban hành" in office.get("/documents/").content.decode()
    page = f"/plans/{plan}/tasks/{tasks[0]}/merge/"
    assert office.post(page, office.form(page) | {"others": tasks[1:]}).status_code == 422
