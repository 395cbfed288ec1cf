"""Decisions that wait, one after the other: each asks for the duties that those before it will bring."""

import pytest

from tests import make
from tests.web.pages.test_bodies import words
from tests.web.reforms.deciding import DAY, LATER, NOW, TODAY, decided, drafted, holds, owners
from tiendo.orgtree import Share
from tiendo.reform import Decision, Rule, Step, Terms, Verb
from tiendo_web.core import now
from tiendo_web.duties import actions as duties
from tiendo_web.duties import fitness
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties.models import Duty
from tiendo_web.jobs import work
from tiendo_web.ledger import actions as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import actions as mend
from tiendo_web.plans import queries as plans
from tiendo_web.plans.models import Task
from tiendo_web.reforms import actions, previews, queries, waiting
from tiendo_web.scorecards import queries as scorecards


@pytest.fixture
def issued(an):
    """The sample plan, issued on 2 March 2026."""
    return duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)


@pytest.fixture
def bodies(province):
    return province.bodies


def owed_by(province, ref):
    return Duty.objects.get(jurisdiction_id=province.id, owner_id=province.bodies[ref]).pk


def test_a_decision_asks_for_the_duties_that_an_earlier_one_will_bring(province, an, bodies, issued):
    brought, own = owed_by(province, "thuan"), owed_by(province, "binh")
    decided(an, Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)), effect_on=LATER, symbol="1/QĐ")
    split = Step(Verb.SPLIT, (bodies["binh"],), into=(bodies["health"], bodies["finance"]))
    chosen = {own: bodies["health"]}
    key = drafted(an, split, effect_on=LATER + DAY, symbol="2/QĐ", choices=chosen)
    shown = previews.preview(key=key, viewer=an, on=TODAY)
    assert [(one.duty_id, one.body, one.now_with) for one in shown.choices] == [
        (brought, "Phường Sơn Bình", "Xã Hải Thuận")
    ]
    assert [(one.duties, one.undecided) for one in shown.touched] == [(2, 1)]
    with pytest.raises(actions.Undecided):
        actions.decide(key=key, seen=1, viewer=an, at=NOW)
    decided(an, split, effect_on=LATER + DAY, symbol="2/QĐ", choices={**chosen, brought: bodies["finance"]})
    for days in (20, 21):
        work.take_effect(province.id, NOW + days * DAY)
    assert queries.unplaced(viewer=an, on=LATER + DAY) == [] and owners(province).count("finance") == 2
    holds(province)


def test_what_is_due_is_carried_out_before_anything_is_decided(province, an, bodies, issued):
    """Nobody has run the worker since the day of the first: the duty it brings is there all the same."""
    own = owed_by(province, "binh")
    merge = Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],))
    first = decided(an, merge, effect_on=LATER, symbol="1/QĐ")
    split = Step(Verb.SPLIT, (bodies["binh"],), into=(bodies["health"], bodies["finance"]))
    chosen = {own: bodies["health"]}
    key = drafted(an, split, effect_on=LATER + DAY, symbol="2/QĐ", choices=chosen)
    assert len(previews.preview(key=key, viewer=an, on=LATER + DAY).choices) == 1
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    with pytest.raises(actions.Undecided):
        actions.decide(key=key, seen=1, viewer=an, at=NOW + 21 * DAY)
    assert queries.reform(reform_id=first, viewer=an, on=LATER + DAY).line.stage is queries.Stage.EFFECTIVE
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1 and "thuan" not in owners(province)
    assert bodies["binh"] in orgs.tree(jurisdiction_id=province.id, on=LATER + DAY)
    holds(province)


def test_what_a_later_decision_would_leave_is_shown_beforehand(province, an, bodies, issued):
    own = owed_by(province, "binh")
    split = Step(Verb.SPLIT, (bodies["binh"],), into=(bodies["health"], bodies["finance"]))
    decided(an, split, effect_on=LATER, symbol="1/QĐ", choices={own: bodies["health"]})
    key = drafted(an, Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)), symbol="2/QĐ")
    shown = previews.preview(key=key, viewer=an, on=TODAY)
    assert shown.ready
    assert [(one.body, one.symbol, one.effect_on, len(one.duties)) for one in shown.late] == [
        ("Phường Sơn Bình", "1/QĐ", LATER, 1)
    ]


def test_what_stays_with_a_body_that_lives_on_is_not_left(province, an, bodies, issued):
    own = owed_by(province, "binh")
    shed = Step(Verb.SPLIT, (bodies["binh"],), into=(bodies["finance"],), shares=(Share.PART,), keeps=True)
    second = decided(an, shed, effect_on=LATER + DAY, symbol="2/QĐ", choices={own: bodies["finance"]})
    decided(an, Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)), effect_on=LATER, symbol="1/QĐ")
    left = actions.catch_up(jurisdiction_id=province.id, at=NOW + 21 * DAY)
    assert left[second] == 0 and len(left) == 2 and "binh" in owners(province)


def test_a_rule_takes_what_an_earlier_decision_brings(province, an, bodies, issued):
    decided(an, Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)), effect_on=LATER, symbol="1/QĐ")
    split = Step(Verb.SPLIT, (bodies["binh"],), into=(bodies["health"], bodies["finance"]))
    rules = (Rule(to=bodies["finance"], words=("vệ sinh",)),)
    key = drafted(an, split, effect_on=LATER + DAY, symbol="2/QĐ", rules=rules)
    shown = previews.preview(key=key, viewer=an, on=TODAY)
    assert shown.ready and [(one.source, one.target, one.count) for one in shown.flows] == [
        ("Phường Sơn Bình", "Sở Tài chính", 2)
    ]


def test_no_duty_is_issued_to_a_line_that_breaks_off(province, an, bodies):
    """The heir of the whole is divided a month later: a duty due after that would find nobody."""
    merge = Step(Verb.MERGE, (bodies["health"],), into=(bodies["finance"],), below=True)
    decided(an, merge, effect_on=LATER, symbol="1/QĐ")
    split = Step(Verb.SPLIT, (bodies["finance"],), into=(bodies["thuan"], bodies["binh"]))
    move = Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["province"])
    decided(an, split, move, effect_on=LATER + 30 * DAY, symbol="2/QĐ")
    tree = orgs.tree(jurisdiction_id=province.id, on=TODAY)
    assert fitness.unfit(tree, bodies["health"], LATER + 29 * DAY) == ""
    for due_on in (LATER + 30 * DAY, None):
        assert "nhập vào “Sở Tài chính”" in fitness.unfit(tree, bodies["health"], due_on)


def test_a_coordinating_body_that_is_gone_stops_the_issue(province, an, bodies):
    decided(an, Step(Verb.ABOLISH, (bodies["binh"],)), effect_on=TODAY - DAY)
    plan = make.plan(an, at=NOW)
    (task, *_rest) = plans.plan_draft(plan_id=plan, viewer=an, on=TODAY).kept
    named = {"coordinating": [bodies["binh"]]}
    mend.mend_task(plan_id=plan, task=task.key, fields=named, seen=task.seen, viewer=an, at=NOW)
    with pytest.raises(duties.NotReady) as refused:
        duties.issue(plan_id=plan, viewer=an, at=NOW)
    assert "Cơ quan phối hợp" in refused.value.missing[task.key]


def test_nobody_coordinates_what_he_owes(province, an, bodies, issued):
    """Sở Y tế leads and Sở Tài chính coordinates; after their merger one of them is left."""
    duty = owed_by(province, "health")
    decided(an, Step(Verb.MERGE, (bodies["health"],), into=(bodies["finance"],), below=True))
    assert duty_queries.duty(duty_id=duty, viewer=an, on=TODAY).coordinating == ()


def test_figures_under_the_bodies_to_come_are_those_that_will_be(province, an, bodies, issued):
    """Asked before the day and after it: what today's duties amount to under the bodies of that day."""
    own = owed_by(province, "binh")
    split = Step(
        Verb.SPLIT, (bodies["binh"],), into=(bodies["health"], bodies["finance"]), shares=(Share.MAIN, Share.PART)
    )
    decided(an, split, effect_on=LATER, choices={own: bodies["finance"]})

    def card():
        coming = waiting.coming(jurisdiction_id=province.id, on=TODAY, until=LATER)
        found = scorecards.restructured(viewer=an, on=TODAY, structure_on=LATER, coming=coming)
        assert found.total == scorecards.scorecard(viewer=an, on=TODAY).total
        return {body: found.row(body).total for body in found.bodies if found.row(body)}

    before = card()
    work.take_effect(province.id, NOW + 20 * DAY)
    assert card() == before and before[bodies["finance"]] == 2 and bodies["binh"] not in before


def test_a_decision_is_signed_before_it_is_decided(province, an, bodies):
    terms = Terms(
        Decision("1/QĐ", "", TODAY + DAY, LATER), steps=(Step(Verb.RENAME, (bodies["health"],), name="Sở Sức khỏe"),)
    )
    key = actions.begin(terms=terms, viewer=an, at=NOW)
    assert not previews.preview(key=key, viewer=an, on=TODAY).ready
    with pytest.raises(actions.Faulty):
        actions.decide(key=key, seen=1, viewer=an, at=NOW)
    actions.decide(key=key, seen=1, viewer=an, at=NOW + DAY)


def test_a_closed_body_lists_what_came_to_it_and_went_on(province, an, bodies, issued):
    decided(an, Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)), symbol="1/QĐ")
    decided(an, Step(Verb.MERGE, (bodies["binh"],), into=(bodies["finance"],)), symbol="2/QĐ", effect_on=LATER)
    work.take_effect(province.id, NOW + 20 * DAY)
    listed = duty_queries.duties(viewer=an, on=LATER, body_id=bodies["binh"]).lines
    held = scorecards.of_body(viewer=an, body_id=bodies["binh"], on=LATER - DAY).values()
    assert len(listed) == sum(counts.total for counts in held) == 2


def test_who_is_left_without_a_superior_is_told(province, an, bodies):
    table = "Tên;Cấp trên về chuyên môn\nTrung tâm Kiểm soát bệnh tật;Sở Tài chính\n"
    make.orgs.import_bodies(
        jurisdiction_id=province.id, data=table.encode(), name="a.csv", on=TODAY - DAY, by=an, at=NOW
    )
    for step, unled in (
        (Step(Verb.MERGE, (bodies["finance"],), into=(bodies["health"],)), ()),
        (Step(Verb.ABOLISH, (bodies["finance"],)), ("Trung tâm Kiểm soát bệnh tật",)),
    ):
        assert previews.preview(key=drafted(an, step, effect_on=LATER), viewer=an, on=TODAY).unled == unled


def test_the_page_of_a_duty_tells_that_its_body_ends_and_who_owes_it_then(browser, province, an, bodies):
    """It is told whether the duty is due before: it may be extended past that day, or go on after a pause."""
    at = now.now()
    ends = now.today() + 20 * DAY
    text = make.PLAN.replace("15/4/2026", f"{ends - DAY:%d/%m/%Y}").replace("31/3/2026", f"{ends:%d/%m/%Y}")
    duties.issue(plan_id=make.plan(an, text, at=at), viewer=an, at=at)
    health, finance, thuan = (owed_by(province, ref) for ref in ("health", "finance", "thuan"))
    bare = words(browser.wearing(an).get(f"/duties/{health}/"))
    assert "kết thúc hoạt động" not in bare
    steps = (
        Step(Verb.SPLIT, (bodies["health"],), into=(bodies["finance"], bodies["binh"])),
        Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["province"]),
    )
    key = drafted(an, *steps, effect_on=ends, choices={health: bodies["binh"]})
    actions.decide(key=key, seen=1, viewer=an, at=at)
    told = f"“Sở Y tế” kết thúc hoạt động từ ngày {ends:%d/%m/%Y}"
    then = "Khi đó nhiệm vụ còn mở chuyển cho “Phường Sơn Bình”."
    page = f"/duties/{health}/"
    assert f"{told}. {then}" in words(browser.get(page))
    for other in (finance, thuan):
        assert "kết thúc hoạt động" not in words(browser.get(f"/duties/{other}/"))
    until = duties.Words(text="Chờ.", until=ends + DAY, despite=True)
    duties.move(duty_id=health, kind=duties.KIND.EXTENDED, words=until, viewer=an, at=at)
    assert f"{told}, trước khi nhiệm vụ đến hạn. {then}" in words(browser.get(page))
    # One that was given after the decision, which knows nothing of it.
    with ledger.act(jurisdiction_id=province.id, kind="duties.issue", by=an.actor, at=at) as act:
        task = Task.objects.get(jurisdiction_id=province.id, position=3)
        late = duties.Assignment(task.directive_id, task, bodies["health"], None, None)
        (given,) = duties.assign(act, [late])
    assert "Chưa có cơ quan nào nhận nhiệm vụ này" in words(browser.get(f"/duties/{given}/"))
