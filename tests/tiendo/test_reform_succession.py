"""The reform of 1 July 2025 on the shipped units: every province can be reformed, and no duty passes undecided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tiendo import units
from tiendo.orgtree import BodyFacts, BodyKind, Code, Name, OrgTree, Parent, Share
from tiendo.reform import Decision, Open, Rule, Terms, Verb, judge, route
from tiendo.reform.succession import ProblemKind, draft
from tiendo.rulebook import Lang
from tiendo.units import SINCE

OLD = date(2020, 1, 1)
DECISION = Decision("202/2025/QH15", "Sắp xếp đơn vị hành chính", date(2025, 6, 12), SINCE)


def founded(*codes: str, names: Callable[[str], str] = str) -> tuple[BodyFacts, ...]:
    """Bodies of whole provinces as they were on 30 June 2025; the first stands at the top with the id 1."""
    made: list[BodyFacts] = []

    def found(kind: BodyKind, code: str, name: str, above: int | None) -> int:
        number = len(made) + 1
        made.append(BodyFacts(number, kind, (Name(name, "", OLD),), (Code(code, OLD),), (Parent(above, OLD),), OLD))
        return number

    for province in (one for code in codes for one in units.before() if one.code == code):
        top = found(BodyKind.PROVINCE, province.code, province.name, None)
        for district in province.districts:
            middle = found(BodyKind.DISTRICT, district.code, district.name, top)
            for commune in district.communes:
                found(BodyKind.COMMUNE, commune.code, names(commune.name), middle)
    return tuple(made)


NGHE_AN = founded("40")


def kinds(tree: OrgTree, kind: BodyKind) -> int:
    return sum(one.kind is kind for one in tree)


def test_nghe_an() -> None:
    drafted = draft(NGHE_AN, DECISION, 1, before="40")
    assert drafted.problems == ()
    outcome = judge(drafted.terms, NGHE_AN)
    assert outcome.faults == ()
    assert outcome.tree is not None
    before = outcome.before
    assert (kinds(before, BodyKind.DISTRICT), kinds(before, BodyKind.COMMUNE)) == (20, 412)
    assert (kinds(outcome.tree, BodyKind.DISTRICT), kinds(outcome.tree, BodyKind.COMMUNE)) == (0, 130)
    now = units.province("40")
    assert now is not None
    assert {(one.code, one.name) for one in outcome.tree.children(1)} == {(one.code, one.name) for one in now.communes}


@pytest.mark.parametrize("today", [one.code for one in units.provinces()])
def test_every_province_becomes_what_it_is_today(today: str) -> None:
    codes = [one.code for one in units.before() if one.into == today]
    facts = founded(*codes)
    drafted = draft(facts, DECISION, 1, today=today)
    outcome = judge(drafted.terms, facts)
    assert (drafted.problems, outcome.faults) == ((), ())
    assert outcome.tree is not None
    now = units.province(today)
    assert now is not None
    assert {(one.code, one.name) for one in outcome.tree.children(1)} == {(one.code, one.name) for one in now.communes}
    assert (outcome.tree.body(1).code, len(outcome.tree)) == (today, 1 + len(now.communes))


def test_a_commune_that_went_whole_and_alone_is_the_same_body_still() -> None:
    drafted = draft(founded("15", "10"), DECISION, 1, today="15")
    tree = judge(drafted.terms, founded("15", "10")).tree
    assert tree is not None
    # Tà Si Láng is spelt Tà Xi Láng since; nothing was merged with it.
    lives_on = next(one for one in tree if one.code == "04603")
    assert (lives_on.name, lives_on.former_names) == ("Xã Tà Xi Láng", ("Xã Tà Si Láng",))
    assert lives_on.begins_on == OLD


def test_duties_of_districts_and_divided_communes_wait_for_the_clerk() -> None:
    drafted = draft(NGHE_AN, DECISION, 1, before="40")
    duties = [Open(one.id, one.id, "Rà soát đất đai") for one in NGHE_AN]
    divided = {one.unit.code for one in units.succession(before="40") if len(one.heirs) > 1}
    undecided = route(drafted.terms, judge(drafted.terms, NGHE_AN), duties).undecided
    assert {one.body for one in undecided} == {
        one.id for one in NGHE_AN if one.kind is BodyKind.DISTRICT or one.codes[0].code in divided
    }
    ruled = replace(drafted.terms, rules=(Rule(1, kind=BodyKind.DISTRICT), Rule(None)))
    outcome = judge(ruled, NGHE_AN)
    routing = route(ruled, outcome, duties)
    assert routing.complete
    assert len(routing.passes) == len(outcome.ended)


def test_shares_are_those_of_the_table() -> None:
    outcome = judge(draft(NGHE_AN, DECISION, 1, before="40").terms, NGHE_AN)
    ids = {one.codes[0].code: one.id for one in NGHE_AN}
    for passage in units.succession(before="40"):
        heirs = {heir.share for heir in outcome.heirs(ids[passage.unit.code])}
        assert heirs <= {heir.share for heir in passage.heirs}
        assert passage.unit.code in ids
        assert (Share.MAIN in heirs) == (len(passage.heirs) > 1)


def test_bodies_may_be_called_otherwise_as_long_as_the_proper_name_is_there() -> None:
    facts = founded("40", names=lambda name: f"UBND {name[0].lower()}{name[1:]}")
    assert draft(facts, DECISION, 1, before="40").problems == ()


def test_missing_and_superfluous_bodies_are_named() -> None:
    missing, renamed = NGHE_AN[30], NGHE_AN[40]
    facts = (
        *(one for one in NGHE_AN if one not in (missing, renamed)),
        replace(renamed, names=(Name("Xã Hoàn Toàn Khác", "", OLD),)),
        BodyFacts(900, BodyKind.COMMUNE, (Name("Xã Tự Đặt", "", OLD),), (), (Parent(1, OLD),), OLD),
        BodyFacts(901, BodyKind.DISTRICT, (Name("Huyện Lạ", "", OLD),), (Code("999", OLD),), (Parent(1, OLD),), OLD),
        BodyFacts(902, BodyKind.COMMUNE, (Name("Phường Xa", "", OLD),), (Code("00001", OLD),), (Parent(1, OLD),), OLD),
    )
    drafted = draft(facts, DECISION, 1, before="40")
    assert {(one.kind, one.code, one.body_id) for one in drafted.problems} == {
        (ProblemKind.MISSING, missing.codes[0].code, None),
        (ProblemKind.OTHER_NAME, renamed.codes[0].code, renamed.id),
        (ProblemKind.SUPERFLUOUS, "", 900),
        (ProblemKind.SUPERFLUOUS, "999", 901),
    }
    assert all(one.say(Lang.VI) != one.say(Lang.EN) for one in drafted.problems)
    # The communes of today are founded all the same; what the table does not know stands where it stood.
    outcome = judge(drafted.terms, facts)
    assert outcome.faults == ()
    assert outcome.tree is not None
    assert len(outcome.tree.children(1)) == 130 + 3


def test_a_body_of_today_is_not_taken_for_the_one_whose_code_it_bears() -> None:
    facts = (
        NGHE_AN[0],
        *(replace(one, begins_on=SINCE, codes=(Code(one.codes[0].code, SINCE),)) for one in NGHE_AN[1:]),
    )
    drafted = draft(facts, DECISION, 1, before="40")
    assert len(drafted.problems) == len(NGHE_AN) - 1
    assert {step.verb for step in drafted.terms.steps} == {Verb.FOUND}


@pytest.mark.parametrize("codes", [{"before": "99"}, {"today": "02"}, {}])
def test_a_province_that_is_none_is_a_problem(codes: dict[str, str]) -> None:
    drafted = draft(NGHE_AN, DECISION, 1, **codes)
    assert [one.kind for one in drafted.problems] == [ProblemKind.NO_PROVINCE]
    assert drafted.terms == Terms(DECISION)
