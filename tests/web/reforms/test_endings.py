"""The page of issuing tells, before anything is pressed, which lead bodies end before what they are given is done."""

import pytest

from tests import make
from tests.web.pages.test_bodies import words
from tests.web.reforms.deciding import DAY, decided
from tiendo import orgtree
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.core import now
from tiendo_web.core.access import SYSTEM, Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import fitness, queries
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import queries as trees
from tiendo_web.reforms import actions as reforms

REFUSED = "Không nơi nào tiếp nhận toàn bộ các cơ quan sau nên không ban hành được"
GOES_ALONG = "Vẫn giao được cho các cơ quan sau"


@pytest.fixture
def ends(province, an):
    """A day on which Sở Y tế will be gone, after that on which its task is due and before that of Sở Tài chính."""
    return now.today() + 20 * DAY


def plan(an, ends, *, health):
    text = make.PLAN.replace("15/4/2026", f"{health:%d/%m/%Y}").replace("31/3/2026", f"{ends + DAY:%d/%m/%Y}")
    return make.plan(an, text, at=now.now())


def begun(an, ends, *steps):
    terms = Terms(Decision("12/QĐ", "", now.today(), ends), steps=steps)
    reforms.decide(key=reforms.begin(terms=terms, viewer=an, at=now.now()), seen=1, viewer=an, at=now.now())


def divided(province, an, ends):
    bodies = province.bodies
    begun(
        an,
        ends,
        Step(Verb.SPLIT, (bodies["health"],), into=(bodies["thuan"], bodies["binh"])),
        Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["province"]),
    )


def merged(province, an, ends):
    begun(an, ends, Step(Verb.MERGE, (province.bodies["health"],), into=(province.bodies["finance"],), below=True))


def test_a_body_that_is_divided_first_is_told_before_the_button_and_refused_after(browser, province, an, ends):
    divided(province, an, ends)
    page = f"/plans/{plan(an, ends, health=ends)}/issue/"
    shown = words(browser.wearing(an).get(page))
    assert "1 cơ quan chủ trì kết thúc hoạt động trước khi nhiệm vụ hoàn thành" in shown
    assert REFUSED in shown and GOES_ALONG not in shown
    assert (
        f"Kết thúc từ ngày {ends:%d/%m/%Y}; nơi tiếp nhận: Xã Hải Thuận; Phường Sơn Bình (mục I.1 ) : Sở Y tế" in shown
    )
    answer = browser.post(page, browser.form(page))
    assert answer.status_code == 422 and REFUSED in answer.content.decode()


def test_a_body_that_is_taken_over_whole_is_told_with_who_gets_the_duty(browser, province, an, ends):
    merged(province, an, ends)
    page = f"/plans/{plan(an, ends, health=ends)}/issue/"
    shown = words(browser.wearing(an).get(page))
    assert GOES_ALONG in shown and REFUSED not in shown and "chuyển cho nơi tiếp nhận, giữ nguyên hạn" in shown
    assert f"Kết thúc từ ngày {ends:%d/%m/%Y}; nơi tiếp nhận: Sở Tài chính (mục I.1 ) : Sở Y tế" in shown
    assert browser.post(page, browser.form(page)).status_code == 302


def test_nothing_is_told_of_a_body_that_is_there_until_its_day_is_over(browser, province, an, ends):
    page = f"/plans/{plan(an, ends, health=ends - DAY)}/issue/"
    assert "kết thúc hoạt động" not in words(browser.wearing(an).get(page))
    divided(province, an, ends)
    assert "kết thúc hoạt động" not in words(browser.get(page))


def test_a_hundred_bodies_are_a_few_lines_in_english_too(browser, province, an, ends):
    """Half of them go whole to one commune, half are abolished and nobody follows them."""
    on = make.FOUNDED
    facts = [
        orgtree.BodyFacts(
            -number,
            orgtree.BodyKind.COMMUNE,
            (orgtree.Name(f"Xã Mẫu {number}", "", on),),
            (),
            (orgtree.Parent(province.bodies["province"], on),),
            on,
        )
        for number in range(1, 101)
    ]
    with ledger.act(jurisdiction_id=province.id, kind="orgs.found", by=SYSTEM, at=make.AT) as act:
        founded = orgs.reshape(act, facts)
    made = [founded[one.id] for one in facts]
    begun(
        an,
        ends,
        Step(Verb.MERGE, tuple(made[:50]), into=(province.bodies["thuan"],)),
        Step(Verb.ABOLISH, tuple(made[50:])),
    )
    # Its third task is for all communes, and has no deadline.
    page = f"/plans/{plan(an, ends, health=ends - DAY)}/issue/"
    browser.wearing(an)
    shown = words(browser.get(page))
    assert "100 cơ quan chủ trì kết thúc" in shown and shown.count("Kết thúc từ ngày") == 2
    assert "chưa có nơi tiếp nhận (mục I.3 )" in shown and "nơi tiếp nhận: Xã Hải Thuận (mục I.3 )" in shown
    refused = browser.post(page, browser.form(page))
    assert refused.status_code == 422 and "Và 47 cơ quan nữa." in refused.content.decode()
    english = words(browser.get(page, headers={"accept-language": "en"}))
    assert "100 lead bodies end before" in english and "who takes over: Xã Hải Thuận" in english


def test_what_the_page_tells_is_what_issuing_does(province, an):
    """Over two decisions one after the other, on each day around them."""
    bodies = province.bodies
    first, last = make.AT.date() + 20 * DAY, make.AT.date() + 50 * DAY
    decided(an, Step(Verb.MERGE, (bodies["health"],), into=(bodies["finance"],), below=True), effect_on=first)
    split = Step(Verb.SPLIT, (bodies["finance"],), into=(bodies["thuan"], bodies["binh"]))
    move = Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["province"])
    decided(an, split, move, effect_on=last, symbol="2/QĐ")
    tree = trees.tree(jurisdiction_id=province.id, on=make.AT.date() + 10 * DAY)
    seen = set()
    for body in tree:
        for due_on in (first - DAY, first, last - DAY, last, None):
            ending = fitness.ending(tree, body.id, due_on)
            assert (ending is not None and ending.to is None) is bool(fitness.unfit(tree, body.id, due_on))
            seen.add(None if ending is None else ending.to)
    assert seen == {None, bodies["finance"]}


def test_who_hands_down_a_part_reads_beside_each_body_that_it_ends(browser, province, an, ends):
    bodies = province.bodies
    (duty, *_others) = [line.id for line in issued(an, ends) if line.body_id == bodies["health"]]
    head = province.viewer("dung", role=Role.HEAD, body="health")
    page = f"/duties/{duty}/parts/"
    assert "kết thúc từ ngày" not in words(browser.wearing(head).get(page))
    begun(an, ends, Step(Verb.MERGE, (bodies["clinic"],), into=(bodies["finance"],)))
    told = f"Trung tâm Kiểm soát bệnh tật – kết thúc từ ngày {ends:%d/%m/%Y}, nơi tiếp nhận: Sở Tài chính"
    assert told in words(browser.get(page))


def issued(an, ends):
    duties.issue(plan_id=plan(an, ends, health=ends + DAY), viewer=an, at=now.now())
    return queries.duties(viewer=an, on=now.today()).lines
