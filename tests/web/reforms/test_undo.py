"""Undoing a decision before its day: refused for what rests on it, and for nothing else."""

import pytest

from tests import make
from tests.web.reforms.deciding import DAY, LATER, NOW, TODAY, decided, holds
from tiendo.orgtree import BodyKind, Level
from tiendo.reform import Newcomer, Step, Verb
from tiendo_web.orgs import queries as orgs
from tiendo_web.reforms import actions, queries


@pytest.fixture
def bodies(province):
    return province.bodies


def table(province, an, text, on):
    make.orgs.import_bodies(jurisdiction_id=province.id, data=text.encode(), name="a.csv", on=on, by=an, at=NOW)


@pytest.mark.parametrize("what", ["the same heir", "a place beside", "a rule", "a table about the heir"])
def test_what_does_not_rest_on_a_decision_does_not_keep_it(province, an, bodies, what):
    merge = Step(Verb.MERGE, (bodies["health"],), into=(bodies["finance"],), below=True)
    first = decided(an, merge, effect_on=LATER, symbol="1/QĐ")
    match what:
        case "the same heir":
            decided(an, Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["finance"],)), symbol="2/QĐ")
        case "a place beside":
            decided(an, Step(Verb.MOVE, (bodies["thuan"],), parent=bodies["finance"]), symbol="2/QĐ")
        case "a rule":
            people = {bodies["thuan"]: bodies["finance"]}
            decided(an, Step(Verb.ABOLISH, (bodies["thuan"],)), symbol="2/QĐ", people=people)
        case _:
            table(province, an, "Tên;Viết tắt\nSở Tài chính;STCH\n", TODAY)
    assert queries.reform(reform_id=first, viewer=an, on=TODAY).resting == ()
    actions.undo(reform_id=first, reason="Hoãn", viewer=an, at=NOW)
    assert bodies["health"] in orgs.tree(jurisdiction_id=province.id, on=LATER + DAY)
    holds(province)


def test_a_body_founded_beneath_a_newcomer_rests_on_its_founding(province, an, bodies):
    new = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Mới", bodies["province"])
    first = decided(an, Step(Verb.FOUND, into=(-1,)), newcomers=(new,), effect_on=LATER, symbol="1/QĐ")
    founded = queries.reform(reform_id=first, viewer=an, on=TODAY).founded[0].id
    child = Newcomer(-1, BodyKind.SERVICE, Level.PROVINCE, "Trung tâm Mới", founded)
    decided(an, Step(Verb.FOUND, into=(-1,)), newcomers=(child,), effect_on=LATER + DAY, symbol="2/QĐ")
    (words,) = queries.reform(reform_id=first, viewer=an, on=TODAY).resting
    assert "2/QĐ" in words
    with pytest.raises(actions.TooLate, match="2/QĐ"):
        actions.undo(reform_id=first, reason="Hoãn", viewer=an, at=NOW)


def test_what_makes_a_tree_only_by_a_decision_rests_on_it(province, an, bodies):
    """The code of a commune that ends is given to another: both cannot bear it."""
    first = decided(an, Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)), effect_on=LATER, symbol="1/QĐ")
    decided(an, Step(Verb.RENAME, (bodies["clinic"],), code="90001"), effect_on=LATER + DAY, symbol="2/QĐ")
    with pytest.raises(actions.TooLate, match="90001"):
        actions.undo(reform_id=first, reason="Hoãn", viewer=an, at=NOW)
