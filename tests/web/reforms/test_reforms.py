"""A reorganisation as one act: duties get successors, none is lost, and what was refused leaves nothing."""

from dataclasses import replace

import pytest

from tests import make
from tests.web.reforms.deciding import DAY, LATER, NOW, TODAY, decided, decision, drafted, holds, owners
from tiendo import duty as rules
from tiendo import reform
from tiendo.clock import Standing
from tiendo.errors import Refused
from tiendo.orgtree import BodyKind, Definition, Level, Share, members
from tiendo.reform import Newcomer, Rule, Step, Terms, Verb
from tiendo.rulebook import Lang
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import fitness
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties.models import Duty, Event
from tiendo_web.jobs import work
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import holders, viewers
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import actions as mend
from tiendo_web.plans import queries as plans
from tiendo_web.reforms import actions, previews, queries
from tiendo_web.scorecards import queries as scorecards

KIND = rules.EventKind


@pytest.fixture
def issued(an):
    """The sample plan, issued on 2 March 2026."""
    return duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)


def figures(viewer, on):
    card = scorecards.scorecard(viewer=viewer, on=on)
    return {body: card.row(body) for body in card.bodies if card.row(body)}


def test_a_merged_department_hands_on_its_duties_and_its_people(province, an, dung, issued):
    before = {day: figures(an, day) for day in (make.AT.date(), TODAY - DAY)}
    events = Event.objects.filter(jurisdiction_id=province.id).count()
    finance, health, clinic = (province.bodies[ref] for ref in ("finance", "health", "clinic"))
    key = drafted(an, Step(Verb.MERGE, (health,), into=(finance,), below=True, name="Sở Tài chính và Y tế"))
    shown = previews.preview(key=key, viewer=an, on=TODAY)
    told = [(one.name, one.fate.value, one.duties, one.people) for one in shown.touched]
    assert shown.ready and told == [
        ("Sở Y tế", "ends", 1, 1),
        ("Sở Tài chính", "goes-on", 1, 0),
        ("Trung tâm Kiểm soát bệnh tật", "goes-on", 0, 0),
    ]
    actions.decide(key=key, seen=1, viewer=an, at=NOW)
    assert owners(province).count("finance") == 2 and "health" not in owners(province)
    tree = orgs.tree(jurisdiction_id=province.id, on=TODAY)
    assert health not in tree and tree.name(health) == "Sở Y tế" and tree.parent(clinic).name == "Sở Tài chính và Y tế"
    assert {day: figures(an, day) for day in before} == before, "an earlier day says what it said then"
    assert sum(counts.total for counts in figures(an, TODAY).values()) == 4
    assert Event.objects.filter(jurisdiction_id=province.id).count() == events + 1
    hats = [(hat.body_id, hat.role) for hat in holders.hats(user_id=dung.user_id, on=TODAY)]
    assert hats == [(finance, Role.OFFICER)]
    holds(province)


def test_a_split_department_passes_only_what_somebody_decided(province, an, issued):
    health, finance = province.bodies["health"], province.bodies["finance"]
    duty = Duty.objects.get(jurisdiction_id=province.id, owner_id=health)
    new = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Dân số", province.bodies["province"])
    step = Step(Verb.SPLIT, (health,), into=(-1, finance), shares=(Share.MAIN, Share.PART))
    move = Step(Verb.MOVE, (province.bodies["clinic"],), parent=-1)
    key = drafted(an, step, move, newcomers=(new,))
    assert [one.duty_id for one in previews.preview(key=key, viewer=an, on=TODAY).choices] == [duty.pk]
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    with pytest.raises(actions.Undecided):
        actions.decide(key=key, seen=1, viewer=an, at=NOW)
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries
    terms = Terms(decision(), newcomers=(new,), steps=(step, move), choices={duty.pk: -1})
    actions.save(key=key, seen=1, terms=terms, viewer=an, at=NOW)
    actions.decide(key=key, seen=2, viewer=an, at=NOW)
    duty.refresh_from_db(from_queryset=Duty.objects.filter(jurisdiction_id=province.id))
    founded = orgs.tree(jurisdiction_id=province.id, on=TODAY).find("so dan so")[0].body
    assert duty.owner_id == founded.id and duty.body_id == health
    story = duty_queries.duty(duty_id=duty.pk, viewer=an, on=TODAY)
    assert (story.issued_to, story.events[-1].passed_to) == ("Sở Y tế", "Sở Dân số")
    assert "chọn riêng" in story.events[-1].trace
    holds(province)


def test_rules_send_duties_by_words_and_by_kind(province, an, issued):
    thuan, binh, finance = (province.bodies[ref] for ref in ("thuan", "binh", "finance"))
    new = Newcomer(-1, BodyKind.COMMUNE, Level.COMMUNE, "Xã Thuận Bình", province.bodies["province"], code="90001")
    rule = Rule(to=finance, words=("vệ sinh môi trường",))
    steps = [Step(Verb.MERGE, (body,), into=(-1,), shares=(Share.MAIN,)) for body in (thuan, binh)]
    reform_id = decided(an, *steps, newcomers=(new,), rules=(rule,))
    assert owners(province).count("finance") == 3
    page = queries.reform(reform_id=reform_id, viewer=an, on=TODAY)
    assert sum(flow.count for flow in page.flows) == 2 and {flow.target for flow in page.flows} == {"Sở Tài chính"}
    assert page.line.stage is queries.Stage.EFFECTIVE and not page.undoable
    holds(province)


def test_a_code_is_borne_anew_by_another_body(province, an, issued):
    thuan = province.bodies["thuan"]
    new = Newcomer(-1, BodyKind.COMMUNE, Level.COMMUNE, "Xã Ba Đình", province.bodies["province"], code="90001")
    decided(an, Step(Verb.MERGE, (thuan,), into=(-1,)), newcomers=(new,))
    then, now = (orgs.tree(jurisdiction_id=province.id, on=day) for day in (TODAY - DAY, TODAY))
    assert (then.find("90001")[0].body.name, now.find("90001")[0].body.name) == ("Xã Hải Thuận", "Xã Ba Đình")


def test_a_waiting_report_goes_along_and_is_judged_with_its_successor(province, an, dung, issued):
    health, finance = province.bodies["health"], province.bodies["finance"]
    duty = Duty.objects.get(jurisdiction_id=province.id, owner_id=health).pk
    words = duties.Words(text="Đã chuẩn bị đủ thuốc.")
    duties.move(duty_id=duty, kind=KIND.REPORTED, words=words, viewer=dung, at=make.AT + DAY)
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True))
    duties.move(duty_id=duty, kind=KIND.ACCEPTED, viewer=an, at=NOW + DAY)
    counts = scorecards.scorecard(viewer=an, on=TODAY + DAY).row(finance)
    assert (counts[Standing.IN_TERM], counts[Standing.DONE_ON_TIME], counts.total) == (1, 1, 2)
    holds(province)


def test_it_takes_effect_on_its_day_and_not_before(province, an, dung, issued):
    health, finance = province.bodies["health"], province.bodies["finance"]
    reform_id = decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True), effect_on=LATER)
    assert "health" in owners(province) and queries.due(jurisdiction_id=province.id, on=TODAY) == []
    eve, day = (orgs.tree(jurisdiction_id=province.id, on=on) for on in (LATER - DAY, LATER))
    assert health in eve and health not in day
    with pytest.raises(actions.TooLate):
        actions.take_effect(reform_id=reform_id, jurisdiction_id=province.id, at=NOW)
    later = NOW + 20 * DAY
    duties.issue(plan_id=make.plan(an, at=NOW), viewer=an, at=NOW)
    assert queries.due(jurisdiction_id=province.id, on=LATER) == [reform_id]
    assert actions.take_effect(reform_id=reform_id, jurisdiction_id=province.id, at=later) == 0
    assert owners(province).count("finance") == 4 and "health" not in owners(province)
    with pytest.raises(queries.Settled):
        actions.take_effect(reform_id=reform_id, jurisdiction_id=province.id, at=later)
    assert holders.hats(user_id=dung.user_id, on=LATER)[0].body_id == finance
    assert holders.hats(user_id=dung.user_id, on=LATER - DAY)[0].body_id == health
    holds(province)


def test_no_duty_is_issued_to_a_body_that_ends_first(province, an):
    health, finance = province.bodies["health"], province.bodies["finance"]
    new = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Dân số", province.bodies["province"])
    split = Step(Verb.SPLIT, (health,), into=(-1, finance), shares=(Share.MAIN, Share.PART))
    decided(an, split, Step(Verb.MOVE, (province.bodies["clinic"],), parent=-1), newcomers=(new,), effect_on=LATER)
    with pytest.raises(duties.NotReady) as refused:
        duties.issue(plan_id=make.plan(an, at=NOW), viewer=an, at=NOW)
    assert "kết thúc hoạt động từ ngày" in " ".join(refused.value.missing.values())
    plan = make.plan(an, at=NOW)
    (task, *_rest) = plans.plan_draft(plan_id=plan, viewer=an, on=TODAY).kept
    mend.mend_task(plan_id=plan, task=task.key, fields={"lead": [health, finance]}, seen=task.seen, viewer=an, at=NOW)
    with pytest.raises(duties.NotReady) as refused:
        duties.issue(plan_id=plan, viewer=an, at=NOW + 20 * DAY)
    assert "nay là: Sở Dân số, Sở Tài chính" in " ".join(refused.value.missing.values())


def test_it_is_undone_before_its_day_and_can_be_decided_again(province, an, issued):
    health, finance = province.bodies["health"], province.bodies["finance"]
    before = figures(an, LATER)
    step = Step(Verb.MERGE, (health,), into=(finance,), below=True, name="Sở Tài chính và Y tế")
    reform_id = decided(an, step, effect_on=LATER)
    with pytest.raises(Refused) as refused:
        actions.undo(reform_id=reform_id, reason=" ", viewer=an, at=NOW)
    assert refused.value.field == "reason"
    actions.undo(reform_id=reform_id, reason="Hoãn theo kết luận.", viewer=an, at=NOW + DAY)
    assert orgs.tree(jurisdiction_id=province.id, on=LATER).name(health) == "Sở Y tế"
    assert queries.due(jurisdiction_id=province.id, on=LATER) == [] and figures(an, LATER) == before
    again = decided(an, step, effect_on=LATER, at=NOW + 2 * DAY)
    with pytest.raises(actions.TooLate):
        actions.undo(reform_id=again, reason="Muộn", viewer=an, at=NOW + 20 * DAY)
    with pytest.raises(queries.Settled):
        actions.undo(reform_id=reform_id, reason="Lần nữa", viewer=an, at=NOW + 2 * DAY)
    holds(province)


def test_what_others_rest_on_is_not_undone(province, an, issued):
    health, finance = province.bodies["health"], province.bodies["finance"]
    new = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Sức khỏe", province.bodies["province"])
    first = decided(an, Step(Verb.MERGE, (health,), into=(-1,), below=True), newcomers=(new,), effect_on=LATER)
    founded = queries.reform(reform_id=first, viewer=an, on=TODAY).founded[0].id
    second = decided(an, Step(Verb.MERGE, (finance,), into=(founded,)), effect_on=LATER + DAY, symbol="13/2026/QĐ-UBND")
    with pytest.raises(actions.TooLate, match="13/2026/QĐ-UBND"):
        actions.undo(reform_id=first, reason="Hoãn", viewer=an, at=NOW)
    actions.undo(reform_id=second, reason="Hoãn", viewer=an, at=NOW)
    actions.undo(reform_id=first, reason="Hoãn", viewer=an, at=NOW)
    assert orgs.tree(jurisdiction_id=province.id, on=LATER).get(founded) is None


def test_a_duty_that_comes_to_an_ended_body_by_another_reform_waits_to_be_placed(province, an, issued):
    """Decided before the other: its rules know nothing of what the other brings, and nothing passes by default."""
    thuan, binh, health, finance = (province.bodies[ref] for ref in ("thuan", "binh", "health", "finance"))
    own = Duty.objects.get(jurisdiction_id=province.id, owner_id=binh).pk
    split = Step(Verb.SPLIT, (binh,), into=(health, finance))
    first = decided(an, split, effect_on=LATER, choices={own: health})
    second = Step(Verb.MERGE, (thuan,), into=(binh,))
    decided(an, second, symbol="14/2026/QĐ-UBND")
    assert actions.take_effect(reform_id=first, jurisdiction_id=province.id, at=NOW + 20 * DAY) == 1
    (left,) = queries.unplaced(viewer=an, on=LATER)
    assert [name for _id, name in left.heirs] == ["Sở Y tế", "Sở Tài chính"]
    with pytest.raises(Refused):
        actions.place(choices={left.duty_id: thuan}, viewer=an, at=NOW + 20 * DAY)
    actions.place(choices={left.duty_id: finance}, viewer=an, at=NOW + 20 * DAY)
    assert queries.unplaced(viewer=an, on=LATER) == []
    holds(province)


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        (lambda b: [Step(Verb.MOVE, (b["health"],), parent=b["clinic"])], "circle"),
        (lambda b: [Step(Verb.ABOLISH, (b["health"],))], "orphan"),
        (lambda b: [Step(Verb.RENAME, (b["health"],), code="90001")], "code-taken"),
        (lambda b: [Step(Verb.MERGE, (b["thuan"],), into=(b["binh"],)), Step(Verb.ABOLISH, (b["binh"],))], "dead-heir"),
        (lambda b: [Step(Verb.MERGE, (999,), into=(b["binh"],))], "unknown"),
        (lambda b: [], "no-steps"),
    ],
)
def test_a_reform_that_cannot_be_is_refused_whole(province, an, issued, steps, fault):
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    with pytest.raises(actions.Faulty) as refused:
        decided(an, *steps(province.bodies))
    assert fault in {one.kind.value for one in refused.value.faults}
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1, "the draft, and nothing else"


def test_a_body_is_changed_once_on_one_day(province, an, issued):
    health = province.bodies["health"]
    decided(an, Step(Verb.RENAME, (health,), name="Sở Y tế và Dân số"), effect_on=LATER)
    with pytest.raises(actions.Faulty) as refused:
        decided(an, Step(Verb.RENAME, (health,), name="Sở Sức khỏe"), effect_on=LATER, symbol="13/2026/QĐ-UBND")
    assert refused.value.faults[0].kind is reform.FaultKind.SAME_DAY
    with pytest.raises(actions.Faulty) as refused:
        decided(an, Step(Verb.RENAME, (health,), name="Sở Sức khỏe"), effect_on=LATER - DAY, symbol="13/2026/QĐ-UBND")
    assert refused.value.faults[0].kind is reform.FaultKind.LATER_CHANGE


def test_two_editors_do_not_overwrite_each_other(province, an, binh):
    key = drafted(an, Step(Verb.RENAME, (province.bodies["health"],), name="Sở Sức khỏe"))
    actions.save(key=key, seen=1, terms=Terms(decision()), viewer=an, at=NOW)
    for act in (
        lambda: actions.save(key=key, seen=1, terms=Terms(decision()), viewer=an, at=NOW),
        lambda: actions.decide(key=key, seen=1, viewer=an, at=NOW),
    ):
        with pytest.raises(actions.SavedMeanwhile):
            act()
    with pytest.raises(Refused):
        actions.save(key=key, seen=2, terms=Terms(decision()), viewer=binh, at=NOW)
    actions.drop(key=key, seen=2, viewer=an, at=NOW)
    assert queries.drafts(viewer=an) == []
    with pytest.raises(queries.NoDraft):
        previews.preview(key=key, viewer=an, on=TODAY)


def test_another_province_sees_none_of_it(province, an, chi, issued):
    key = drafted(an, Step(Verb.RENAME, (province.bodies["health"],), name="Sở Sức khỏe"))
    reform_id = actions.decide(key=key, seen=1, viewer=an, at=NOW)
    with pytest.raises(queries.NoReform):
        queries.reform(reform_id=reform_id, viewer=chi, on=TODAY)
    assert queries.reforms(viewer=chi) == [] and queries.drafts(viewer=chi) == []


def test_each_action_writes_one_entry(province, an, issued):
    thuan, binh, health, finance = (province.bodies[ref] for ref in ("thuan", "binh", "health", "finance"))
    own = Duty.objects.get(jurisdiction_id=province.id, owner_id=binh).pk
    split = Terms(decision(LATER), steps=(Step(Verb.SPLIT, (binh,), into=(health, finance)),), choices={own: health})
    merge = Terms(decision(symbol="14/2026/QĐ-UBND"), steps=(Step(Verb.MERGE, (thuan,), into=(binh,)),))
    rename = Terms(decision(LATER), steps=(Step(Verb.RENAME, (health,), name="Sở Sức khỏe"),))
    by, made = {"viewer": an, "at": NOW}, {}

    def counted(action, **named):
        before = Entry.objects.filter(jurisdiction_id=province.id).count()
        result = action(**named)
        assert Entry.objects.filter(jurisdiction_id=province.id).count() == before + 1, action.__name__
        return result

    for name, terms in (("split", split), ("merge", merge), ("rename", rename), ("dropped", rename)):
        made[name] = counted(actions.begin, terms=terms, **by)
    counted(actions.drop, key=made["dropped"], seen=1, **by)
    counted(actions.save, key=made["rename"], seen=1, terms=rename, **by)
    undone = counted(actions.decide, key=made["rename"], seen=2, **by)
    counted(actions.undo, reform_id=undone, reason="Hoãn", **by)
    first = counted(actions.decide, key=made["split"], seen=1, **by)
    counted(actions.decide, key=made["merge"], seen=1, **by)
    later = {"jurisdiction_id": province.id, "at": NOW + 20 * DAY}
    assert counted(actions.take_effect, reform_id=first, **later) == 1
    (left,) = queries.unplaced(viewer=an, on=LATER)
    counted(actions.place, choices={left.duty_id: finance}, viewer=an, at=NOW + 20 * DAY)


def test_the_worker_lets_reforms_take_effect_once(province, an, issued):
    health, finance = province.bodies["health"], province.bodies["finance"]
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True), effect_on=LATER)
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    for day in (19, 21, 22):
        work.take_effect(province.id, NOW + day * DAY)
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1
    assert "health" not in owners(province)


@pytest.mark.parametrize(
    ("first", "second", "looks"),
    [(30, 20, (21, 31)), (20, 20, (21,)), (20, 21, (25,)), (-2, -5, ())],
    ids=["the heir ends before", "on one day", "both found late", "both in the past"],
)
def test_an_heir_that_another_decision_ends_hands_on_what_it_was_to_get(province, an, issued, first, second, looks):
    thuan, binh, finance = (province.bodies[ref] for ref in ("thuan", "binh", "finance"))
    merges = [(Step(Verb.MERGE, (thuan,), into=(binh,)), first), (Step(Verb.MERGE, (binh,), into=(finance,)), second)]
    if first < 0:
        merges = [(merges[1][0], first), (merges[0][0], second)]
    for number, (step, days) in enumerate(merges):
        decided(an, step, effect_on=TODAY + days * DAY, symbol=f"{number}/QĐ-UBND")
    for days in looks:
        work.take_effect(province.id, NOW + days * DAY)
    on = TODAY + max([0, *looks]) * DAY
    assert owners(province).count("finance") == 3 and queries.unplaced(viewer=an, on=on) == []
    holds(province)


def test_people_are_not_sent_to_a_body_that_another_decision_ended(province, an, dung, issued):
    health, finance, binh = (province.bodies[ref] for ref in ("health", "finance", "binh"))
    duty = Duty.objects.get(jurisdiction_id=province.id, owner_id=health).pk
    step = Step(Verb.ABOLISH, (health,), below=True)
    decided(an, step, effect_on=LATER + DAY, choices={duty: finance}, people={health: binh})
    decided(an, Step(Verb.MERGE, (binh,), into=(finance,)), effect_on=LATER, symbol="2/QĐ-UBND")
    work.take_effect(province.id, NOW + 30 * DAY)
    assert [hat.body_id for hat in holders.hats(user_id=dung.user_id, on=LATER + 5 * DAY)] == [finance]


def test_the_heir_of_an_ended_body_judges_nothing_of_its_duties(province, an, issued):
    """Between the day of effect and the passing on, the duty still stands with the ended body."""
    health, finance = province.bodies["health"], province.bodies["finance"]
    leader = province.viewer("hai", role=Role.LEADER, body="finance")
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True), effect_on=LATER)
    hat = viewers.viewer(user_id=leader.user_id, jurisdiction_id=province.id, holder_id=leader.holder_id, on=LATER)
    assert health in hat.bodies and health in hat.records
    duty = Duty.objects.get(jurisdiction_id=province.id, owner_id=health).pk
    with pytest.raises(Refused):
        duties.move(
            duty_id=duty,
            kind=KIND.CLOSED,
            words=duties.Words(text="Thôi", reason=rules.Closing.OTHER),
            viewer=hat,
            at=NOW + 20 * DAY,
        )


def test_a_decision_in_the_past_that_leaves_a_duty_without_a_body_is_refused(province, an, issued):
    thuan, binh, health, finance = (province.bodies[ref] for ref in ("thuan", "binh", "health", "finance"))
    own = Duty.objects.get(jurisdiction_id=province.id, owner_id=binh).pk
    decided(an, Step(Verb.SPLIT, (binh,), into=(health, finance)), effect_on=TODAY - 2 * DAY, choices={own: health})
    with pytest.raises(actions.Undecided):
        decided(an, Step(Verb.MERGE, (thuan,), into=(binh,)), effect_on=TODAY - 5 * DAY, symbol="2/QĐ-UBND")
    assert thuan in orgs.tree(jurisdiction_id=province.id, on=TODAY) and "thuan" in owners(province)


def test_a_rule_finds_whole_words_only(province, an, issued):
    binh, finance, health = (province.bodies[ref] for ref in ("binh", "finance", "health"))
    key = drafted(
        an, Step(Verb.SPLIT, (binh,), into=(finance, health)), rules=(Rule(to=finance, words=("vệ sinh môi trườ",)),)
    )
    assert len(previews.preview(key=key, viewer=an, on=TODAY).choices) == 1


@pytest.mark.parametrize("what", ["import", "group", "rule"])
def test_undo_sees_what_rests_on_a_reform(province, an, issued, what):
    health, finance, binh = (province.bodies[ref] for ref in ("health", "finance", "binh"))
    new = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Sức khỏe", province.bodies["province"])
    step = Step(Verb.MERGE, (health,), into=(-1,), below=True)
    first = decided(an, step, newcomers=(new,), effect_on=LATER)
    founded = queries.reform(reform_id=first, viewer=an, on=TODAY).founded[0].id
    if what == "import":
        table = "Tên;Loại;Cấp trên\nTrạm Một;Đơn vị sự nghiệp;Sở Sức khỏe\n"
        make.orgs.import_bodies(
            jurisdiction_id=province.id, data=table.encode(), name="a.csv", on=LATER + DAY, by=an, at=NOW
        )
    elif what == "group":
        make.orgs.define_group(viewer=an, name="Nhóm", definition=Definition(added=frozenset({founded})), at=NOW)
    else:
        own = Rule(to=founded)
        split = Step(Verb.SPLIT, (binh,), into=(finance, health))
        decided(
            an,
            replace(split, into=(finance, province.bodies["thuan"])),
            rules=(own,),
            effect_on=LATER + DAY,
            symbol="2/QĐ-UBND",
        )
    with pytest.raises(actions.TooLate):
        actions.undo(reform_id=first, reason="Hoãn", viewer=an, at=NOW)


def test_words_of_a_rule_mean_their_diacritics_where_they_were_typed(province, an):
    health, binh = province.bodies["health"], province.bodies["binh"]
    facts = orgs.all_facts(jurisdiction_id=province.id)

    def passes(words, text):
        terms = Terms(decision(), (), (Step(Verb.ABOLISH, (health,), below=True),), (Rule(to=binh, words=(words,)),))
        return bool(reform.route(terms, reform.judge(terms, facts), [reform.Open(1, health, text)]).passes)

    assert passes("đất", "Thu hồi Đất ở") and passes("dat", "Thu hồi đất ở")
    assert not passes("đất", "Phấn đấu đạt 95% kế hoạch") and not passes("thu", "Chuẩn bị thuốc")


def test_a_group_beneath_an_ended_body_is_beneath_its_heir(province, an):
    health, finance = province.bodies["health"], province.bodies["finance"]
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True))
    group = Definition(kinds=frozenset({BodyKind.SERVICE}), beneath=health)
    bodies = members(group, orgs.tree(jurisdiction_id=province.id, on=TODAY))
    assert [body.id for body in bodies] == [province.bodies["clinic"]]


def test_a_body_that_shed_a_part_and_ends_later_has_one_heir(province, an):
    health, finance, binh = (province.bodies[ref] for ref in ("health", "finance", "binh"))
    shed = Step(Verb.SPLIT, (health,), into=(binh,), shares=(Share.PART,), keeps=True)
    decided(an, shed, effect_on=TODAY - 5 * DAY)
    decided(an, Step(Verb.MERGE, (health,), into=(finance,), below=True), effect_on=LATER, symbol="2/QĐ-UBND")
    assert fitness.unfit(orgs.tree(jurisdiction_id=province.id, on=TODAY), health, None) == ""
    assert orgs.tree(jurisdiction_id=province.id, on=LATER).successor(health) == finance


def test_a_decision_is_written_once_and_no_other_of_its_year_bears_its_symbol(province, an):
    health, finance = province.bodies["health"], province.bodies["finance"]
    first = decided(an, Step(Verb.RENAME, (health,), name="Sở Sức khỏe"), effect_on=LATER, symbol="7/QĐ-UBND")
    again = Step(Verb.RENAME, (finance,), name="Sở Ngân khố")
    with pytest.raises(actions.Faulty) as refused:
        decided(an, again, effect_on=LATER, symbol="7/qđ-ubnd")
    assert "đã được ghi" in refused.value.faults[0].say(Lang.VI)
    decided(an, again, effect_on=LATER + DAY, symbol="7/QĐ-UBND")
    actions.undo(reform_id=first, reason="Nhầm", viewer=an, at=NOW)
    decided(an, Step(Verb.RENAME, (health,), name="Sở Sức khỏe"), effect_on=LATER, symbol="7/QĐ-UBND")
    holds(province)
