"""Reorganisations: the laws that hold for any tree, any reform and any duties."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.tiendo.test_reform import DECISION, LATER, OLD, ON, body, moved
from tiendo.errors import Broken
from tiendo.orgtree import BodyFacts, BodyKind, Level, Rank, Share, body_on
from tiendo.reform import Decision, Newcomer, Open, Rule, Step, Terms, Verb, judge, route
from tiendo.rulebook import Lang

IDS = st.integers(-2, 9)
WORDS = st.sampled_from(["", " ", "Xã Mới", "80003", "đất"])


@st.composite
def forests(draw: st.DrawFn) -> tuple[BodyFacts, ...]:
    """Some bodies, now and then one that has ended or to which something happens on the day or later."""
    size = draw(st.integers(1, 8))
    made = []
    for number in range(1, size + 1):
        above = None if number == 1 else draw(st.integers(1, number - 1))
        facts = body(number, f"Xã {number}", above, code=f"8000{number}", kind=draw(st.sampled_from(BodyKind)))
        match draw(st.sampled_from(["", "", "", "", "moved", "ranked"])):
            case "moved" if above:
                facts = moved(facts, above, draw(st.sampled_from([ON, LATER])))
            case "ranked":
                rank = Rank(BodyKind.COMMUNE, Level.COMMUNE, OLD)
                facts = BodyFacts(number, facts.kind, facts.names, facts.codes, facts.parents, OLD, ranks=(rank,))
            case _:
                pass
        made.append(facts)
    return tuple(made)


STEPS = st.builds(
    Step,
    verb=st.sampled_from(Verb),
    bodies=st.lists(IDS, max_size=4).map(tuple),
    into=st.lists(IDS, max_size=3).map(tuple),
    shares=st.lists(st.sampled_from(Share), max_size=4).map(tuple),
    keeps=st.booleans(),
    below=st.booleans(),
    name=WORDS,
    abbreviation=WORDS,
    code=WORDS,
    kind=st.none() | st.sampled_from(BodyKind),
    level=st.none() | st.sampled_from(Level),
    parent=st.none() | IDS,
    superior=st.none() | IDS,
)
NEWCOMERS = st.lists(
    st.builds(
        Newcomer,
        id=st.integers(-2, -1),
        kind=st.sampled_from(BodyKind),
        level=st.sampled_from(Level),
        name=WORDS,
        parent=st.none() | IDS,
        abbreviation=WORDS,
        code=WORDS,
        superior=st.none() | IDS,
    ),
    max_size=2,
    unique_by=lambda one: one.id,
).map(tuple)
RULES = st.lists(
    st.builds(
        Rule,
        to=st.none() | IDS,
        bodies=st.lists(IDS, max_size=2).map(tuple),
        kind=st.none() | st.sampled_from(BodyKind),
        words=st.lists(WORDS, max_size=2).map(tuple),
    ),
    max_size=3,
).map(tuple)
DAYS = st.sampled_from([date.min, OLD, ON, LATER, date.max]) | st.dates()
WILD = st.builds(
    Terms,
    decision=st.builds(Decision, symbol=WORDS, title=WORDS, decided_on=DAYS, effect_on=DAYS),
    newcomers=NEWCOMERS,
    steps=st.lists(STEPS, max_size=4).map(tuple),
    rules=RULES,
    choices=st.dictionaries(st.integers(0, 20), IDS, max_size=4),
    people=st.dictionaries(IDS, IDS, max_size=3),
)


@st.composite
def sensible(draw: st.DrawFn, facts: tuple[BodyFacts, ...]) -> Terms:
    """A reform in which each body but the first has one fate; most of these can be."""
    fates: dict[str, list[int]] = {fate: [] for fate in ("stay", "merge", "divide", "abolish", "shed", "move")}
    for one in facts[1:]:
        fates[draw(st.sampled_from([*fates]))].append(one.id)
    living = [1, -1, -2, *fates["stay"], *fates["shed"], *fates["move"]]
    heir = st.sampled_from(living)
    steps = [Step(Verb.FOUND, into=(-1, -2))]
    steps += [Step(Verb.MERGE, (one,), (draw(heir),), below=True) for one in fates["merge"]]
    for one in fates["divide"]:
        main, part = draw(st.lists(heir, min_size=2, max_size=2, unique=True))
        steps.append(Step(Verb.MERGE, (one,), (main,), (Share.MAIN,), below=True))
        steps.append(Step(Verb.MERGE, (one,), (part,), (Share.PART,)))
    if fates["abolish"]:
        steps.append(Step(Verb.ABOLISH, tuple(fates["abolish"]), draw(st.sampled_from([(), (1,), (1, -1)]))))
    steps += [Step(Verb.SPLIT, (one,), (draw(st.sampled_from([1, -1, -2])),), keeps=True) for one in fates["shed"]]
    steps += [Step(Verb.MOVE, tuple(fates["move"]), parent=1)] if fates["move"] else []
    new = tuple(Newcomer(one, BodyKind.COMMUNE, Level.COMMUNE, f"Xã mới {-one}", 1) for one in (-1, -2))
    choices = draw(st.dictionaries(st.integers(0, 20), IDS, max_size=4))
    return Terms(DECISION, new, tuple(steps), draw(RULES), choices)


def duties_of(facts: tuple[BodyFacts, ...]) -> list[Open]:
    return [Open(2 * one.id + more, one.id, "Giao đất" if more else "Thu gom rác") for one in facts for more in (0, 1)]


@given(forests(), WILD)
def test_no_terms_make_the_judge_or_the_router_raise(facts: tuple[BodyFacts, ...], reform: Terms) -> None:
    outcome = judge(reform, facts)
    assert (outcome.tree is None) == bool(outcome.faults)
    for fault in outcome.faults:
        fault.say(Lang.VI)
    route(reform, outcome, duties_of(facts))


@given(st.data(), forests())
def test_after_a_faultless_reform_the_bodies_are_a_tree(data: st.DataObject, facts: tuple[BodyFacts, ...]) -> None:
    reform = data.draw(sensible(facts))
    outcome = judge(reform, facts)
    assume(not outcome.faults)
    living = {one.id: body_on(one, ON) for one in outcome.facts if one.lives(ON)}
    codes = Counter(one.code for one in living.values() if one and one.code)
    assert set(codes.values()) <= {1}
    for number in living:
        seen, at = set(), number
        while (one := living[at]) is not None and one.parent_id is not None:
            assert at not in seen
            seen.add(at)
            at = one.parent_id
    assert {one.id for one in facts} | {-1, -2} == set(living) | outcome.ended
    # Nothing is changed of the days before.
    for old in facts:
        eve = ON - timedelta(days=1)
        then = next(body_on(one, eve) for one in outcome.facts if one.id == old.id)
        before = body_on(old, eve)
        assert then is not None
        assert before is not None
        assert (then.name, then.code, then.kind, then.parent_id) == (
            before.name,
            before.code,
            before.kind,
            before.parent_id,
        )


@given(st.data(), forests())
def test_no_duty_of_a_body_that_ends_is_lost(data: st.DataObject, facts: tuple[BodyFacts, ...]) -> None:
    reform = data.draw(sensible(facts))
    outcome = judge(reform, facts)
    assume(not outcome.faults)
    assert outcome.tree is not None
    duties = duties_of(facts)
    routing = route(reform, outcome, duties)
    passed, misled = [one.duty for one in routing.passes], [one.duty for one in routing.misled]
    found = Counter((*passed, *misled, *(one.id for one in routing.undecided)))
    assert set(found.values()) <= {1}
    assert set(found) >= {one.id for one in duties if one.body in outcome.ended}
    assert set(found) <= {one.id for one in duties if one.body in outcome.ended | outcome.shed}
    assert all(one.target in outcome.tree and one.source != one.target for one in routing.passes)
    assert all(one.target not in outcome.tree for one in routing.misled)


@given(WILD)
def test_terms_are_stored_and_read_back(reform: Terms) -> None:
    assert Terms.decode(json.loads(json.dumps(reform.encode()))) == reform


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | WORDS,
        lambda inner: st.dictionaries(
            st.sampled_from(["decision", "newcomers", "steps", "rules", "choices", "people", "verb"]), inner
        ),
    )
)
def test_what_is_stored_as_no_terms_is_broken(stored: object) -> None:
    with pytest.raises(Broken):
        Terms.decode(stored)  # type: ignore[arg-type]
