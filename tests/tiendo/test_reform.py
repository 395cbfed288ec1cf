"""Reorganisations: each fault in its case, and where each duty goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tiendo.orgtree import BodyFacts, BodyKind, Code, Heir, Level, Name, Parent, Share, Superior
from tiendo.reform import Decision, FaultKind, Ground, Newcomer, Open, Rule, Step, Terms, Verb, judge, route
from tiendo.rulebook import Lang

OLD, ON, LATER = date(2010, 1, 1), date(2027, 1, 1), date(2027, 6, 1)
TODAY = date(2026, 12, 1)
DECISION = Decision("12/2026/QĐ-UBND", "Sắp xếp các cơ quan", date(2026, 11, 2), ON)
YEARS = date(2026, 3, 3)
DECIDED = (Decision("7/QĐ-UBND", "Sắp xếp", date(2026, 2, 2), ON),)
NEW = Newcomer(-1, BodyKind.COMMUNE, Level.COMMUNE, "Xã Mới", 1, code="90001")


def body(
    number: int,
    name: str,
    above: int | None = 1,
    *,
    kind: BodyKind = BodyKind.COMMUNE,
    code: str = "",
    ends_on: date | None = None,
) -> BodyFacts:
    codes = (Code(code, OLD),) if code else ()
    return BodyFacts(number, kind, (Name(name, "", OLD),), codes, (Parent(above, OLD),), OLD, ends_on)


PROVINCE = body(1, "UBND tỉnh Sơn Hải", None, kind=BodyKind.PROVINCE)
DISTRICT = body(2, "Huyện Đông", kind=BodyKind.DISTRICT, code="901")
BINH, HOA = body(3, "Xã An Bình", 2, code="80003"), body(4, "Xã Đông Hòa", 2, code="80004")
OFFICE = body(5, "Phòng Kinh tế", 3, kind=BodyKind.DIVISION)
GONE = body(6, "Xã Cũ", ends_on=date(2020, 1, 1))
SON_HAI = (PROVINCE, DISTRICT, BINH, HOA, OFFICE, GONE)


def moved(facts: BodyFacts, to: int, on: date) -> BodyFacts:
    return BodyFacts(
        facts.id, facts.kind, facts.names, facts.codes, (*facts.parents, Parent(to, on)), facts.begins_on, facts.ends_on
    )


def terms(*steps: Step, new: tuple[Newcomer, ...] = (), decision: Decision = DECISION) -> Terms:
    return Terms(decision, new, steps)


MERGED = Step(Verb.MERGE, (3, 4), (-1,), below=True)
FAULTY: list[tuple[FaultKind, Terms, tuple[BodyFacts, ...]]] = [
    (FaultKind.NO_SYMBOL, terms(MERGED, new=(NEW,), decision=Decision(" ", "", OLD, ON)), SON_HAI),
    (FaultKind.SIGNED_LATER, terms(MERGED, new=(NEW,), decision=Decision("1", "", LATER, LATER)), SON_HAI),
    (FaultKind.EFFECT_BEFORE_DECISION, terms(MERGED, new=(NEW,), decision=Decision("1", "", LATER, ON)), SON_HAI),
    # Two decisions of one symbol, however it is written: another paper of the year, or the same one twice.
    (FaultKind.SYMBOL_TAKEN, terms(MERGED, new=(NEW,), decision=Decision("7/qd - UBND", "", YEARS, ON)), SON_HAI),
    (FaultKind.DECIDED_ALREADY, terms(MERGED, new=(NEW,), decision=DECIDED[0]), SON_HAI),
    (FaultKind.NO_STEPS, terms(new=(NEW,)), SON_HAI),
    (FaultKind.NO_BODIES, terms(Step(Verb.ABOLISH)), SON_HAI),
    (FaultKind.NO_BODIES, terms(Step(Verb.MERGE, (3,), (3,))), SON_HAI),
    (FaultKind.NO_NAME, terms(Step(Verb.RENAME, (3,), name="  ")), SON_HAI),
    (
        FaultKind.NO_NAME,
        terms(MERGED, new=(Newcomer(-1, BodyKind.COMMUNE, Level.COMMUNE, " ", 1),)),
        SON_HAI,
    ),
    (FaultKind.NO_RANK, terms(Step(Verb.RAISE, (3,))), SON_HAI),
    # A reform that leaves a duty without a successor.
    (FaultKind.NO_SUCCESSOR, terms(Step(Verb.MERGE, (3, 4))), SON_HAI),
    (FaultKind.NO_SUCCESSOR, terms(Step(Verb.SPLIT, (3,), (3,))), SON_HAI),
    (FaultKind.ONLY_ONE, terms(Step(Verb.SPLIT, (3, 4), (-1,)), new=(NEW,)), SON_HAI),
    (FaultKind.ONLY_ONE, terms(Step(Verb.MERGE, (3,), (4, 2))), SON_HAI),
    (FaultKind.UNKNOWN, terms(Step(Verb.MERGE, (3,), (99,))), SON_HAI),
    (FaultKind.UNKNOWN, terms(Step(Verb.RENAME, (99,), name="Xã")), SON_HAI),
    (FaultKind.NOT_LIVING, terms(Step(Verb.RENAME, (6,), name="Xã")), SON_HAI),
    (FaultKind.NOT_LIVING, terms(Step(Verb.RENAME, (-1,), name="Xã"), new=(NEW,)), SON_HAI),
    # Two reforms of one body on one day.
    (FaultKind.SAME_DAY, terms(Step(Verb.MOVE, (3,), parent=1)), (*SON_HAI[:2], moved(BINH, 4, ON), *SON_HAI[3:])),
    (
        FaultKind.LATER_CHANGE,
        terms(Step(Verb.MOVE, (3,), parent=1)),
        (*SON_HAI[:2], moved(BINH, 4, LATER), *SON_HAI[3:]),
    ),
    # What stands beneath an abolished body cannot end either where something later is decided for it.
    (
        FaultKind.LATER_CHANGE,
        terms(Step(Verb.ABOLISH, (2,), below=True)),
        (*SON_HAI[:4], moved(OFFICE, 1, LATER), GONE),
    ),
    (FaultKind.TWICE, terms(Step(Verb.MOVE, (3,), parent=1), Step(Verb.MOVE, (3,), parent=4)), SON_HAI),
    (
        FaultKind.TWICE,
        terms(Step(Verb.ABOLISH, (4,)), Step(Verb.MERGE, (4,), (3,))),
        SON_HAI,
    ),
    (
        FaultKind.ENDS_AND_CHANGES,
        terms(Step(Verb.MERGE, (4,), (3,)), Step(Verb.RENAME, (4,), name="Xã Khác")),
        SON_HAI,
    ),
    (
        FaultKind.ENDS_AND_CHANGES,
        terms(Step(Verb.SPLIT, (4,), (-1,), keeps=True), Step(Verb.MERGE, (4,), (3,)), new=(NEW,)),
        SON_HAI,
    ),
    (FaultKind.SHARES, terms(Step(Verb.MERGE, (3, 4), (-1,), (Share.WHOLE,)), new=(NEW,)), SON_HAI),
    (
        FaultKind.SHARES,
        terms(Step(Verb.MERGE, (4,), (3,)), Step(Verb.MERGE, (4,), (-1,), (Share.PART,)), new=(NEW,)),
        SON_HAI,
    ),
    (FaultKind.SHARES, terms(Step(Verb.SPLIT, (4,), (3,), (Share.WHOLE,), keeps=True)), SON_HAI),
    (FaultKind.SHARES, terms(Step(Verb.MERGE, (4,), (3,), (Share.PART,))), SON_HAI),
    # A reform that names a successor which does not live at the effect date.
    (FaultKind.DEAD_HEIR, terms(Step(Verb.MERGE, (4,), (6,))), SON_HAI),
    (FaultKind.DEAD_HEIR, terms(Step(Verb.MERGE, (4,), (3,)), Step(Verb.ABOLISH, (3,), below=True)), SON_HAI),
    (FaultKind.DEAD_HEIR, Terms(DECISION, (NEW,), (MERGED,), people={3: 4}), SON_HAI),
    (FaultKind.UNKNOWN, Terms(DECISION, (NEW,), (MERGED,), people={3: 99}), SON_HAI),
    # Two bodies with one code on one day.
    (FaultKind.CODE_TAKEN, terms(Step(Verb.RENAME, (3,), code="80004")), SON_HAI),
    (
        FaultKind.CODE_TAKEN,
        terms(Step(Verb.FOUND, into=(-1,)), new=(NEW,)),
        (
            *SON_HAI,
            BodyFacts(7, BodyKind.COMMUNE, (Name("Xã Sau", "", LATER),), (Code("90001", LATER),), (), LATER),
        ),
    ),
    (FaultKind.CODE_TAKEN, terms(Step(Verb.RENAME, (3,), code="h05")), (*SON_HAI, body(9, "Sở Y tế", code="H05"))),
    (FaultKind.NAME_TAKEN, terms(Step(Verb.RENAME, (3,), name="Xã Đông Hòa")), SON_HAI),
    (FaultKind.ORPHAN, terms(Step(Verb.ABOLISH, (2,))), SON_HAI),
    (FaultKind.ORPHAN, terms(Step(Verb.MOVE, (3,), parent=99)), SON_HAI),
    # A body decided to be founded later under one that now ends first.
    (
        FaultKind.ORPHAN,
        terms(Step(Verb.MERGE, (4,), (3,))),
        (*SON_HAI, BodyFacts(7, BodyKind.DIVISION, (Name("Tổ", "", LATER),), (), (Parent(4, LATER),), LATER)),
    ),
    # A circle of functional superiors, at once or with what is said already; a superior that is gone or unknown.
    (FaultKind.LEADS_ITSELF, terms(Step(Verb.LEAD, (3,), superior=3)), SON_HAI),
    (FaultKind.LEADS_ITSELF, terms(Step(Verb.LEAD, (3,), superior=4), Step(Verb.LEAD, (4,), superior=3)), SON_HAI),
    (
        FaultKind.LEADS_ITSELF,
        terms(Step(Verb.LEAD, (3,), superior=4)),
        (*SON_HAI[:3], replace(HOA, superiors=(Superior(3, OLD),)), *SON_HAI[4:]),
    ),
    (FaultKind.LED_BY_NOBODY, terms(Step(Verb.LEAD, (3,), superior=6)), SON_HAI),
    (
        FaultKind.LED_BY_NOBODY,
        terms(MERGED, new=(replace(NEW, superior=6),)),
        SON_HAI,
    ),
    (FaultKind.UNKNOWN, terms(Step(Verb.LEAD, (3,), superior=99)), SON_HAI),
    (FaultKind.NO_BODIES, terms(Step(Verb.LEAD, superior=3)), SON_HAI),
    (FaultKind.TWICE, terms(Step(Verb.LEAD, (3,), superior=4), Step(Verb.LEAD, (3,))), SON_HAI),
    (FaultKind.ENDS_AND_CHANGES, terms(Step(Verb.MERGE, (4,), (3,)), Step(Verb.LEAD, (4,), superior=1)), SON_HAI),
    # A parent that would be its own descendant.
    (FaultKind.CIRCLE, terms(Step(Verb.MOVE, (2,), parent=5)), SON_HAI),
]


@pytest.mark.parametrize(("kind", "reform", "facts"), FAULTY, ids=lambda one: str(getattr(one, "value", "")))
def test_each_fault_is_found_and_said(kind: FaultKind, reform: Terms, facts: tuple[BodyFacts, ...]) -> None:
    outcome = judge(reform, facts, today=TODAY, decided=DECIDED)
    assert kind in {fault.kind for fault in outcome.faults}
    assert outcome.tree is None
    for fault in outcome.faults:
        assert fault.say(Lang.VI) != fault.say(Lang.EN)
        assert "“”" not in fault.say(Lang.VI)
        assert "{" not in fault.say(Lang.EN)


def test_a_symbol_may_come_again_in_another_year_and_one_paper_takes_effect_on_several_days() -> None:
    next_year = Decision("7/QĐ-UBND", "", date(2027, 1, 1), LATER)
    another_day = replace(DECIDED[0], effect_on=LATER)
    for decision in (next_year, another_day):
        found = judge(terms(MERGED, new=(NEW,), decision=decision), SON_HAI, today=LATER, decided=DECIDED)
        assert found.faults == (), decision


def test_bodies_that_bore_one_code_in_two_spellings_before_go_on() -> None:
    facts = (*SON_HAI, body(8, "Sở Cũ", code="h05"), body(9, "Sở Y tế", code="H05"))
    assert judge(terms(Step(Verb.RENAME, (3,), name="Xã Khác")), facts, today=TODAY).faults == ()


def test_no_kind_of_fault_is_left_out_above() -> None:
    assert {kind for kind, _, _ in FAULTY} == set(FaultKind)


def test_a_merge_takes_along_what_stands_beneath() -> None:
    outcome = judge(terms(MERGED, new=(NEW,)), SON_HAI)
    assert outcome.faults == ()
    assert outcome.tree is not None
    assert [one.id for one in outcome.tree.children(-1)] == [OFFICE.id]
    assert {one.body_id: one.share for one in outcome.heirs(3)} == {-1: Share.WHOLE}


def test_what_was_shed_before_is_no_heir_of_this_reform() -> None:
    shed = replace(HOA, heirs=(Heir(5, Share.PART, date(2020, 1, 1)),))
    outcome = judge(terms(Step(Verb.MERGE, (4,), (3,))), (*SON_HAI[:3], shed, *SON_HAI[4:]))
    assert [one.body_id for one in outcome.heirs(4)] == [3]


def test_what_stands_beneath_a_divided_body_goes_with_its_main_part() -> None:
    divided = (
        Step(Verb.MERGE, (3,), (4,), (Share.PART,), below=True),
        Step(Verb.MERGE, (3,), (-1,), (Share.MAIN,), below=True),
    )
    outcome = judge(terms(*divided, new=(NEW,)), SON_HAI)
    assert outcome.faults == ()
    assert outcome.tree is not None
    assert outcome.tree.body(5).parent_id == -1


def test_abolishing_all_below_stops_at_a_body_that_is_moved() -> None:
    outcome = judge(terms(Step(Verb.ABOLISH, (2,), below=True), Step(Verb.MOVE, (3,), parent=1)), SON_HAI)
    assert outcome.faults == ()
    assert outcome.ended == {2, 4}
    assert outcome.tree is not None
    assert [one.id for one in outcome.tree.descendants(3)] == [5]


def test_a_rename_of_the_heir_is_refused_where_the_heir_changes_that_day_anyway() -> None:
    facts = (*SON_HAI[:2], moved(BINH, 1, ON), *SON_HAI[3:])
    outcome = judge(terms(Step(Verb.MERGE, (4,), (3,), name="Xã Bình Hòa")), facts)
    assert FaultKind.SAME_DAY in {fault.kind for fault in outcome.faults}
    assert judge(terms(Step(Verb.MERGE, (4,), (3,))), facts).faults == ()


def test_who_leads_changes_from_the_day_on_and_ends_where_nobody_is_named() -> None:
    led = (*SON_HAI[:2], replace(BINH, superiors=(Superior(1, OLD),)), *SON_HAI[3:])
    steps = (Step(Verb.LEAD, (3,), superior=-1), Step(Verb.LEAD, (4,)), Step(Verb.FOUND, into=(-1,)))
    outcome = judge(terms(*steps, new=(replace(NEW, superior=1),)), led, today=TODAY)
    assert outcome.tree is not None
    assert outcome.before.body(3).superior_id == 1
    assert [outcome.tree.body(one).superior_id for one in (3, 4, -1)] == [-1, None, 1]
    assert outcome.ended == outcome.shed == frozenset()


def test_newcomers_must_not_be_taken_for_known_bodies() -> None:
    with pytest.raises(ValueError, match="newcomers"):
        Terms(DECISION, (Newcomer(3, BodyKind.COMMUNE, Level.COMMUNE, "Xã", 1),))
    with pytest.raises(ValueError, match="newcomers"):
        Terms(DECISION, (NEW, NEW))


# Where duties go.

ABOLISHED = terms(Step(Verb.ABOLISH, (2,)), Step(Verb.MOVE, (3, 4), parent=1))
DUTY = Open(1, 2, "Rà soát quỹ đất (đất công) của huyện")


@pytest.mark.parametrize(
    ("rule", "target"),
    [
        (Rule(3), 3),
        (Rule(3, kind=BodyKind.DISTRICT), 3),
        (Rule(3, kind=BodyKind.COMMUNE), None),
        (Rule(3, bodies=(4,)), None),
        (Rule(3, words=("đất công",)), 3),
        (Rule(3, words=("DAT CONG", "rừng")), 3),
        (Rule(3, words=("rừng",)), None),
        (Rule(3, words=("  ",)), None),
        (Rule(None), None),
    ],
)
def test_a_rule_sends_the_duties_it_means(rule: Rule, target: int | None) -> None:
    reform = Terms(DECISION, (), ABOLISHED.steps, (rule,))
    routing = route(reform, judge(reform, SON_HAI), [DUTY])
    assert [one.target for one in routing.passes] == ([] if target is None else [target])
    assert list(routing.undecided) == ([DUTY] if target is None else [])


def test_a_choice_goes_before_a_rule_and_the_first_rule_before_the_next() -> None:
    reform = Terms(DECISION, (), ABOLISHED.steps, (Rule(3), Rule(4)), {2: 4})
    passes = route(reform, judge(reform, SON_HAI), [DUTY, Open(2, 2, "")]).passes
    assert [(one.target, one.ground, one.rule) for one in passes] == [(3, Ground.RULE, 0), (4, Ground.HAND, None)]


def test_what_recurs_goes_with_its_duty_unless_it_was_chosen_for_itself_or_they_parted() -> None:
    recurring = Open(2, 2, "", under=1)
    bare = Terms(DECISION, (), ABOLISHED.steps)
    assert route(bare, judge(bare, SON_HAI), [DUTY, recurring]).undecided == (DUTY, recurring)
    reform = Terms(DECISION, (), ABOLISHED.steps, (Rule(3),), {1: 4})
    for duties in ([DUTY, recurring], [recurring, DUTY], [recurring]):
        passes = {one.duty: one for one in route(reform, judge(reform, SON_HAI), duties).passes}
        assert (passes[2].target, passes[2].ground) == (4, Ground.UNDER)
    chosen = Terms(DECISION, (), ABOLISHED.steps, (), {1: 4, 2: 3})
    assert [one.target for one in route(chosen, judge(chosen, SON_HAI), [DUTY, recurring]).passes] == [4, 3]
    parted = [Open(1, 4, ""), recurring]
    assert [one.target for one in route(reform, judge(reform, SON_HAI), parted).passes] == [3], "the rule, of its body"


def test_a_rule_to_the_body_that_ends_misleads() -> None:
    reform = Terms(DECISION, (), ABOLISHED.steps, (Rule(2),))
    routing = route(reform, judge(reform, SON_HAI), [DUTY])
    assert (len(routing.misled), routing.complete) == (1, False)


def test_what_a_body_sheds_is_decided_duty_by_duty() -> None:
    steps = (Step(Verb.SPLIT, (3,), (-1,), keeps=True),)
    duties = [Open(number, 3, "Cấp đất" if number == 1 else "Thu gom rác") for number in (1, 2, 3)]
    bare = Terms(DECISION, (NEW,), steps)
    assert route(bare, judge(bare, SON_HAI), duties).undecided == tuple(duties)
    ruled = Terms(DECISION, (NEW,), steps, (Rule(-1, words=("đất",)), Rule(None)))
    routing = route(ruled, judge(ruled, SON_HAI), duties)
    assert [(one.duty, one.target) for one in routing.passes] == [(1, -1)]
    assert routing.complete
