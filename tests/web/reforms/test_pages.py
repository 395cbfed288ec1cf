"""The pages of a reorganisation, as a clerk goes through them; every page is inspected on its way."""

import datetime as dt
from dataclasses import replace

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo.orgtree import BodyKind, Definition, Level
from tiendo.reform import Decision, Newcomer, Rule, Step, Terms, Verb, drafting
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty
from tiendo_web.orgs import queries as orgs
from tiendo_web.reforms import queries
from tiendo_web.reforms.models import Reform


@pytest.fixture
def clerk(province, an):
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return Browser().wearing(an)


def today():
    return dt.date.today()


def begun(clerk, effect_on=None, symbol="12/2026/QĐ-UBND"):
    """A new draft; gives its address."""
    data = clerk.form("/reforms/new/") | {
        "symbol": symbol,
        "title": "Sắp xếp các sở",
        "decided_on": "2026-03-01",
        "effect_on": (effect_on or today()).isoformat(),
    }
    return clerk.post("/reforms/new/", data)["Location"]


def added(clerk, draft, what, **fields):
    url = f"{draft}{what}/"
    return clerk.post(url, clerk.form(url) | fields)


def sent(clerk, draft, what, **fields):
    """Press a button of the draft's own page."""
    return clerk.post(f"{draft}{what}/", clerk.form(draft, f"{draft}{what}/") | fields)


def test_a_department_is_divided_duty_by_duty(province, an, clerk):
    duty = Duty.objects.get(jurisdiction_id=province.id, owner_id=province.bodies["health"])
    draft = begun(clerk)
    assert "Chưa có thay đổi nào" in clerk.get(draft).content.decode()
    found = {"name": "Sở Dân số", "kind": "department", "level": "province", "parent": "UBND tỉnh"}
    assert added(clerk, draft, "steps/found", **found).status_code == 302
    assert added(clerk, draft, "steps/split", body="so y te", into="Sở Dân số\nSTC").status_code == 302
    assert added(clerk, draft, "steps/move", bodies=[province.bodies["clinic"]], parent="so dan so").status_code == 302
    plan = make.plan(an, at=make.AT)
    make.lead(plan, make.tasks(plan, an)[1], [province.bodies["health"], province.bodies["thuan"]], an)
    departments = Definition(kinds=frozenset({BodyKind.DEPARTMENT}))
    make.orgs.define_group(viewer=an, name="Các sở", definition=departments, at=make.AT)
    page = clerk.get(draft).content.decode()
    assert "Nhiệm vụ chưa có nơi nhận" in page and "Chưa quyết định được" in page
    assert "Bản soạn có tên: 1" in page and "Nhóm cơ quan: 1" in page
    refused = sent(clerk, draft, "choices", to="sở dân số")
    assert refused.status_code == 422 and "đánh dấu ít nhất một" in refused.content.decode()
    assert sent(clerk, draft, "choices", duties=[duty.pk], to="sở dân số").status_code == 302
    decided = sent(clerk, draft, "decide")["Location"]
    page = clerk.get(decided).content.decode()
    assert "Đã có hiệu lực" in page and "Sở Dân số" in page
    story = clerk.get(f"/duties/{duty.pk}/").content.decode()
    assert "ban đầu giao cho" in story and "chọn riêng cho nhiệm vụ này" in story
    for late in (clerk.get(draft), clerk.post(f"{draft}decide/", {})):
        assert late["Location"] == decided, "a decided draft leads to its decision, also in another tab"


def test_what_is_wrong_stands_beside_it_and_nothing_is_lost(province, clerk):
    wrong = clerk.post(
        "/reforms/new/", clerk.form("/reforms/new/") | {"symbol": "", "title": "Giữ lại", "effect_on": "31/02/2026"}
    )
    assert wrong.status_code == 422 and "Giữ lại" in wrong.content.decode()
    draft = begun(clerk)
    refused = added(clerk, draft, "steps/rename", body="Sở Không Có", name="Sở Mới")
    assert refused.status_code == 422 and "Sở Không Có" in refused.content.decode()
    added(clerk, draft, "steps/move", bodies=[province.bodies["health"]], parent="CDC")
    page = clerk.get(draft).content.decode()
    assert "dưới quyền mình" in page, "a parent that would be its own descendant"
    assert "dưới quyền mình" in page and clerk.get("/reforms/").status_code == 200
    sent(clerk, draft, "remove", part="step", place="0")
    assert "Chưa có thay đổi nào" in clerk.get(draft).content.decode()


def test_a_newcomer_that_others_need_stays(province, clerk):
    draft = begun(clerk)
    found = {"name": "Sở Dân số", "kind": "department", "level": "province", "parent": "UBND tỉnh"}
    added(clerk, draft, "steps/found", **found)
    added(clerk, draft, "steps/merge", bodies=[province.bodies["finance"]], into="Sở Dân số", share="whole")
    sent(clerk, draft, "remove", part="step", place="0")
    assert "Không bỏ được" in clerk.get(draft).content.decode()


def test_two_clerks_at_one_draft(province, an, clerk):
    draft = begun(clerk)
    late = clerk.form(f"{draft}steps/rename/")
    added(clerk, draft, "steps/rename", body="SYT", name="Sở Sức khỏe")
    refused = clerk.post(f"{draft}steps/rename/", late | {"body": "STC", "name": "Sở Tiền tệ"})
    assert refused.status_code == 422 and "Sở Tiền tệ" in refused.content.decode()
    assert clerk.post(f"{draft}steps/rename/", fields(refused) | {}).status_code == 302


def fields(response):
    from tests.web.inspect import fields as named

    return named(response.content.decode())


def test_a_decision_for_a_later_day_is_undone_with_a_reason(province, an, clerk):
    draft = begun(clerk, today() + dt.timedelta(days=30))
    added(clerk, draft, "steps/merge", bodies=[province.bodies["health"]], into="STC", share="whole", below="on")
    decided = sent(clerk, draft, "decide")["Location"]
    page = clerk.get(decided).content.decode()
    assert "Chờ đến ngày có hiệu lực" in page
    assert clerk.post(f"{decided}undo/", clerk.form(decided, f"{decided}undo/")).status_code == 422
    data = clerk.form(decided, f"{decided}undo/") | {"reason": "Hoãn theo kết luận"}
    assert clerk.post(f"{decided}undo/", data).status_code == 302
    assert "Hoãn theo kết luận" in clerk.get(decided).content.decode()
    tree = orgs.tree(jurisdiction_id=province.id, on=today() + dt.timedelta(days=40))
    assert province.bodies["health"] in tree


def test_a_reform_whose_day_came_is_carried_out_by_hand_where_no_worker_runs(province, an, clerk):
    draft = begun(clerk, today() + dt.timedelta(days=1))
    added(clerk, draft, "steps/merge", bodies=[province.bodies["health"]], into="STC", share="whole", below="on")
    decided = sent(clerk, draft, "decide")["Location"]
    early = clerk.post(f"{decided}effect/", {})
    assert early.status_code == 409
    assert queries.due(jurisdiction_id=province.id, on=today() + dt.timedelta(days=1)) == [int(decided.split("/")[2])]


def test_the_table_of_july_2025_says_what_does_not_fit(province, clerk):
    draft = begun(clerk)
    refused = added(clerk, draft, "table", province="40", under="UBND tỉnh")
    page = refused.content.decode()
    assert refused.status_code == 422 and "chưa khớp với bảng" in page and "30/6/2025" in page


def test_figures_stand_under_either_structure(province, an, clerk):
    draft = begun(clerk)
    added(clerk, draft, "steps/merge", bodies=[province.bodies["health"]], into="STC", share="whole", below="on")
    sent(clerk, draft, "decide")
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    for path in ("/scorecard/", "/scorecard/structures/", "/scorecard/csv/"):
        response = clerk.get(path, {"on": today().isoformat(), "structure": yesterday})
        assert response.status_code == 200
    page = clerk.get("/scorecard/structures/", {"on": today().isoformat(), "structure": yesterday}).content.decode()
    assert "Tổng hai bảng bằng nhau" in page
    left, right = page.split('class="beside"')[1].split("</table>")[:2]
    assert "Sở Y tế" not in left and "Sở Y tế" in right


def test_the_list_is_empty_at_first_and_a_draft_can_be_dropped(clerk):
    assert "Chưa có quyết định sắp xếp nào" in clerk.get("/reforms/").content.decode()
    draft = begun(clerk)
    assert "12/2026/QĐ-UBND" in clerk.get("/reforms/").content.decode()
    sent(clerk, draft, "drop")
    assert "12/2026/QĐ-UBND" not in clerk.get("/reforms/").content.decode()
    assert "Mọi nhiệm vụ còn mở" in clerk.get("/reforms/unplaced/").content.decode()


def test_another_province_and_another_hat_see_nothing(province, an, chi, dung, clerk):
    draft = begun(clerk)
    added(clerk, draft, "steps/rename", body="SYT", name="Sở Sức khỏe")
    sent(clerk, draft, "decide")
    number = Reform.objects.get(jurisdiction_id=province.id).pk
    stranger, officer = Browser().wearing(chi), Browser().wearing(dung)
    assert stranger.get(f"/reforms/{number}/").status_code == 404
    assert stranger.get(draft).status_code == 404
    assert officer.get("/reforms/").status_code == 403 and officer.get(draft).status_code == 403


def test_the_table_is_added_to_what_the_draft_has(province):
    """Its newcomers get other ids than those that steps, rules and people of the draft already name."""
    ours = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Dân số", province.bodies["province"])
    new_commune = replace(ours, kind=BodyKind.COMMUNE, level=Level.COMMUNE, name="Xã Mới")
    decision = Decision("12/2026/QĐ-UBND", "Sắp xếp", today(), today())
    drafted = Terms(decision, (ours,), (Step(Verb.FOUND, into=(-1,)),), (Rule(to=-1),))
    commune = province.bodies["thuan"]
    table = Terms(decision, (new_commune,), (Step(Verb.MERGE, (commune,), into=(-1,)),))
    both = drafting.with_table(drafted, table)
    names = {one.id: one.name for one in both.newcomers}
    assert len(names) == 2 and names[both.rules[0].to] == "Sở Dân số" and names[both.steps[1].into[0]] == "Xã Mới"
    assert drafting.changed_in_both(drafted, table) == frozenset()
    assert drafting.changed_in_both(both, table) == {commune}
    alone = drafting.without_step(both, 1)
    assert [one.name for one in alone.newcomers] == ["Sở Dân số"], "what nothing speaks of any more is not founded"


@pytest.mark.parametrize(
    ("day", "told"), [("9999-12-20", "chắc là gõ nhầm năm"), ("1900-01-01", "không thể là ngày có hiệu lực")]
)
def test_a_day_that_no_decision_can_name_is_refused(clerk, day, told):
    data = clerk.form("/reforms/new/") | {"symbol": "1/QĐ", "title": "T", "decided_on": "2026-03-01", "effect_on": day}
    page = clerk.post("/reforms/new/", data)
    assert page.status_code == 422 and told in page.content.decode()


def test_what_was_to_be_founded_keeps_its_name_when_the_reform_is_undone(province, clerk):
    draft = begun(clerk, today() + dt.timedelta(days=20))
    added(clerk, draft, "steps/found", name="Sở Dân số", kind="department", level="province", parent="UBND tỉnh")
    added(clerk, draft, "steps/merge", bodies=[province.bodies["finance"]], into="Sở Dân số", share="whole")
    url = sent(clerk, draft, "decide")["Location"]
    clerk.post(f"{url}undo/", clerk.form(url, f"{url}undo/") | {"reason": "Hoãn"})
    assert "Sở Tài chính → Sở Dân số" in clerk.get(url).content.decode()


def test_each_duty_that_goes_somewhere_is_seen_and_taken_back_one_by_one(province, an, clerk):
    duty = Duty.objects.get(jurisdiction_id=province.id, owner_id=province.bodies["binh"])
    draft = begun(clerk, today() + dt.timedelta(days=20))
    added(clerk, draft, "steps/split", body="Phường Sơn Bình", into="SYT\nSTC")
    sent(clerk, draft, "choices", duties=[duty.pk], to="STC")
    page = clerk.get(draft).content.decode()
    assert "Nhiệm vụ sẽ đi đâu" in page and "Phường Sơn Bình" in page and "Xem và bỏ từng lựa chọn" in page
    shown = clerk.get(f"{draft}duties/?ground=hand").content.decode()
    assert "chọn từng nhiệm vụ" in shown and "Sở Tài chính" in shown
    url = f"{draft}duties/"
    assert clerk.post(url, clerk.form(url, url) | {"duties": [duty.pk], "to": "SYT"}).status_code == 302
    assert queries.drafts(viewer=an)[0].terms.choices == {duty.pk: province.bodies["health"]}
    back = clerk.form(url, f"{draft}remove/")
    assert clerk.post(f"{draft}remove/", back)["Location"].endswith("ground=hand")
    assert queries.drafts(viewer=an)[0].terms.choices == {}
    assert added(clerk, draft, "rules", words="vệ sinh", to="STC").status_code == 302
    caught = clerk.get(f"{draft}duties/?rule=0").content.decode()
    assert "theo quy tắc 1" in caught and "Sở Tài chính" in caught


def test_a_form_that_says_nothing_decides_nothing(province, clerk):
    draft = begun(clerk, today() + dt.timedelta(days=20))
    added(clerk, draft, "steps/split", body="Phường Sơn Bình", into="SYT\nSTC")
    for fields_of in ({}, {"to": "STC", "main": "on"}, {"words": "vệ sinh"}):
        refused = added(clerk, draft, "rules", **fields_of)
        assert refused.status_code == 422 and "chỉ một trong hai" in refused.content.decode()
    assert added(clerk, draft, "rules", main="on").status_code == 302
    assert "Nhiệm vụ chưa có nơi nhận</h3>" not in clerk.get(draft).content.decode()
    refused = added(clerk, draft, "steps/raise", body="SYT")
    assert refused.status_code == 422 and "loại mới hoặc cấp mới" in refused.content.decode()
    assert added(clerk, draft, "steps/raise", body="SYT", level="central").status_code == 302


def test_a_name_that_a_newcomer_shares_is_asked_about(province, an, clerk):
    """A living body is never taken for one to be founded, nor the reverse; diacritics decide where they can."""
    draft = begun(clerk, today() + dt.timedelta(days=20))
    for name in ("Sở Y tế", "Phường Sòn Bình"):
        added(clerk, draft, "steps/found", name=name, kind="department", level="province", parent="STC")

    def into(words):
        answer = added(
            clerk, draft, "steps/merge", bodies=[province.bodies["thuan"]], into=words, share="whole", below="on"
        )
        steps = queries.drafts(viewer=an)[0].terms.steps
        return steps[-1].into[0] if answer.status_code == 302 else answer.content.decode()

    offered = clerk.get(f"{draft}steps/merge/").content.decode()
    assert 'option value="Sở Y tế (mới lập)"' in offered and "data-fresh=" in offered
    asked = into("Sở Y tế")
    assert "Sở Y tế (mới lập)" in asked and "Sở Y tế (đang hoạt động)" in asked
    assert "Phường Sòn Bình (mới lập)" in into("phuong son binh")
    assert (into("Sở Y tế (mới lập)"), into("Phường Sòn Bình")) == (-1, -2)
    for words, ref in (("Sở Y tế (đang hoạt động)", "health"), ("Phường Sơn Bình", "binh"), ("90002", "binh")):
        assert into(words) == province.bodies[ref]


def test_what_was_undone_is_taken_up_as_a_new_draft(province, an, clerk):
    draft = begun(clerk, today() + dt.timedelta(days=20))
    added(clerk, draft, "steps/merge", bodies=[province.bodies["health"]], into="STC", share="whole", below="on")
    url = sent(clerk, draft, "decide")["Location"]
    assert "kết thúc hoạt động từ ngày" in clerk.get(f"/bodies/{province.bodies['health']}/").content.decode()
    clerk.post(f"{url}undo/", clerk.form(url, f"{url}undo/") | {"reason": "Hoãn"})
    again = clerk.post(f"{url}again/", clerk.form(url, f"{url}again/"))["Location"]
    assert again.startswith("/reforms/drafts/") and "Sở Y tế → Sở Tài chính" in clerk.get(again).content.decode()


def test_a_draft_changed_meanwhile_is_not_dropped_unseen(province, an, clerk):
    draft = begun(clerk)
    assert "quyết định không hủy được nữa" not in clerk.get(draft).content.decode()
    late = clerk.form(draft, f"{draft}drop/")
    added(clerk, draft, "steps/rename", body="SYT", name="Sở Sức khỏe")
    assert "quyết định không hủy được nữa" in clerk.get(draft).content.decode(), "its day has come already"
    refused = clerk.post(f"{draft}drop/", late)
    assert refused.status_code == 422 and len(queries.drafts(viewer=an)) == 1
    assert clerk.post(f"{draft}drop/", clerk.form(draft, f"{draft}drop/")).status_code == 302
    assert queries.drafts(viewer=an) == []


def test_a_body_that_another_decision_founds_on_the_same_day_can_be_named(province, an, clerk):
    day = today() + dt.timedelta(days=20)
    first = begun(clerk, day)
    added(clerk, first, "steps/found", name="Sở Dân số", kind="department", level="province", parent="UBND tỉnh")
    sent(clerk, first, "decide")
    second = begun(clerk, day, symbol="13/2026/QĐ-UBND")
    moved = added(clerk, second, "steps/move", bodies=[province.bodies["clinic"]], parent="so dan so")
    assert moved.status_code == 302 and "Quyết định</button>" in clerk.get(second).content.decode()
    shared = added(clerk, second, "steps/split", body="SYT", into="Sở Dân số\nSTC", keeps="on")
    page = clerk.get(second).content.decode()
    assert shared.status_code == 302 and "Sở Dân số (một phần)" in page and "cơ quan cũ vẫn hoạt động" in page


def test_who_leads_in_the_line_of_work_is_changed_under_a_decision(province, an, clerk):
    health, finance = province.bodies["health"], province.bodies["finance"]
    thuan, binh = province.bodies["thuan"], province.bodies["binh"]
    draft = begun(clerk)
    assert "Đổi cấp trên về chuyên môn" in clerk.get(draft).content.decode()
    for wrong in ({}, {"superior": "so y te", "nobody": "on"}, {"superior": "không có cơ quan này"}):
        assert added(clerk, draft, "steps/lead", bodies=[thuan], **wrong).status_code == 422
    assert added(clerk, draft, "steps/lead", bodies=[thuan, binh], superior="so y te").status_code == 302
    assert added(clerk, draft, "steps/lead", bodies=[health], superior="Xã Hải Thuận").status_code == 302
    page = clerk.get(draft).content.decode()
    assert "chịu chỉ đạo về chuyên môn của Sở Y tế" in page and "trực tiếp hoặc đi vòng" in page
    assert "Chưa quyết định được" in page, "a circle is refused with its reason"
    removed = sent(clerk, draft, "remove", part="step", place="1")
    assert removed.status_code == 302
    found = {"name": "Phòng Y tế xã", "kind": "division", "level": "commune", "parent": "Xã Hải Thuận"}
    assert added(clerk, draft, "steps/found", **found, superior="so y te").status_code == 302
    decided = sent(clerk, draft, "decide")["Location"]
    assert "chịu chỉ đạo về chuyên môn của Sở Y tế" in clerk.get(decided).content.decode()
    tree = orgs.tree(jurisdiction_id=province.id, on=today())
    assert [tree.body(one).superior_id for one in (thuan, binh, finance)] == [health, health, None]
    page = clerk.get(f"/bodies/{health}/").content.decode()
    assert "Chỉ đạo nghiệp vụ cho" in page and "Phòng Y tế xã" in page
    assert "Chịu sự chỉ đạo nghiệp vụ của" in clerk.get(f"/bodies/{thuan}/").content.decode()
