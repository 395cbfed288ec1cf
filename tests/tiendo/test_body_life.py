"""A body's life as dated turns, and who belongs to a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.orgtree import (
    BodyFacts,
    BodyKind,
    Code,
    Definition,
    Heir,
    Level,
    Name,
    OrgTree,
    Parent,
    Rank,
    Share,
    Superior,
    Turn,
    belongs,
    life,
    members,
)

OLD, MID, NEW = date(2010, 1, 1), date(2020, 5, 4), date(2025, 7, 1)
PROVINCE = BodyFacts(1, BodyKind.PROVINCE, (Name("UBND tỉnh", "", OLD),), (), (Parent(None, OLD),), OLD)
TOWN = BodyFacts(
    2,
    BodyKind.COMMUNE,
    names=(Name("Xã An", "XA", OLD), Name("Phường An", "", MID)),
    codes=(Code("001", OLD), Code("002", MID), Code("", NEW)),
    parents=(Parent(1, OLD), Parent(1, MID), Parent(None, NEW)),
    begins_on=OLD,
    ends_on=NEW + timedelta(days=1),
    ranks=(Rank(BodyKind.COMMUNE, Level.COMMUNE, MID), Rank(BodyKind.DISTRICT, Level.DISTRICT, NEW)),
    superiors=(Superior(1, MID), Superior(None, NEW)),
    heirs=(Heir(1, Share.MAIN, NEW + timedelta(days=1)),),
)


def test_a_life_tells_every_turn_once_and_in_order() -> None:
    told = [(one.day, one.turn, one.was, one.now, one.body_id) for one in life(TOWN, [(9, Heir(2, Share.PART, MID))])]
    assert told == [
        (OLD, Turn.FOUNDED, "", "Xã An (XA)", 1),
        (MID, Turn.TOOK_OVER, "", "", 9),
        (MID, Turn.RENAMED, "Xã An (XA)", "Phường An", None),
        (MID, Turn.RECODED, "001", "002", None),
        (MID, Turn.LED, "", "", 1),
        (NEW, Turn.RECODED, "002", "", None),
        (NEW, Turn.RANKED, "", "", None),
        (NEW, Turn.MOVED, "", "", None),
        (NEW, Turn.LED, "", "", None),
        (NEW + timedelta(days=1), Turn.PASSED, "", "", 1),
        (NEW + timedelta(days=1), Turn.ENDED, "", "", None),
    ]


DAYS = st.dates(OLD, NEW)


@given(st.lists(st.tuples(DAYS, st.sampled_from("ABC")), unique_by=lambda one: one[0]))
def test_the_names_of_a_life_are_those_of_the_days(renamed: list[tuple[date, str]]) -> None:
    names = (Name("A", "", OLD), *(Name(name, "", day) for day, name in renamed if day > OLD))
    facts = BodyFacts(1, BodyKind.OFFICE, names, (), (Parent(None, OLD),), OLD)
    now = ""
    for one in life(facts, ()):
        assert one.was == now != one.now
        now = one.now
        assert OrgTree([facts], one.day).name(1) == now


KINDS = st.frozensets(st.sampled_from(list(BodyKind)), max_size=3)
IDS = st.frozensets(st.integers(1, 6), max_size=3)
BODIES = [
    BodyFacts(n, kind, (Name(str(n), "", OLD),), (), (Parent(above, OLD),), OLD, ends, heirs=heirs)
    for n, kind, above, ends, heirs in (
        (1, BodyKind.PROVINCE, None, None, ()),
        (2, BodyKind.COMMUNE, 1, None, ()),
        (3, BodyKind.COMMUNE, 1, NEW, (Heir(2, Share.WHOLE, NEW),)),
        (4, BodyKind.DIVISION, 2, None, ()),
        (5, BodyKind.DEPARTMENT, 1, None, ()),
        (6, BodyKind.DIVISION, 5, NEW, (Heir(4, Share.PART, NEW),)),
    )
]


@given(KINDS, st.none() | st.integers(1, 7), IDS, IDS, st.sampled_from([MID, NEW]))
def test_a_body_belongs_where_it_is_a_member(
    kinds: frozenset[BodyKind], beneath: int | None, added: frozenset[int], left_out: frozenset[int], on: date
) -> None:
    tree = OrgTree(BODIES, on)
    group = Definition(kinds, beneath=beneath, added=added, left_out=left_out)
    assert [one for one in tree if belongs(group, tree, one)] == list(members(group, tree))


@st.composite
def successions(draw: st.DrawFn) -> list[BodyFacts]:
    """Bodies of which each may have ended and gone, whole or in parts, to bodies founded after it."""
    facts = []
    for number in range(1, 8):
        heirs = draw(st.lists(st.integers(number + 1, 8), max_size=2, unique=True)) if draw(st.booleans()) else []
        shares = [Share.WHOLE] if len(heirs) == 1 else [Share.MAIN, Share.PART]
        facts.append(
            BodyFacts(
                number,
                BodyKind.COMMUNE,
                (Name(f"Xã {number}", "", OLD),),
                (),
                (Parent(None, OLD),),
                OLD,
                ends_on=NEW if heirs else None,
                heirs=tuple(Heir(one, share, NEW) for one, share in zip(heirs, shares, strict=False)),
            )
        )
    last = BodyFacts(8, BodyKind.COMMUNE, (Name("Xã 8", "", OLD),), (), (Parent(None, OLD),), OLD)
    return [*facts, last]


@given(successions())
def test_a_body_stands_for_all_that_it_took_over_whole_or_in_part(facts: list[BodyFacts]) -> None:
    tree = OrgTree(facts, NEW + timedelta(days=1))
    for one in tree:
        stood_for = {ended.id for ended in tree.ended if one.id in tree.represented(ended.id)}
        assert set(tree.inherited(one.id, parts=True)) == stood_for
        assert set(tree.inherited(one.id)) <= stood_for


@given(successions(), IDS)
def test_whoever_was_a_member_or_took_one_over_is_left_out_by_hand_only(
    facts: list[BodyFacts], left_out: frozenset[int]
) -> None:
    """All of these lived before, so that each is a member of its own, whatever it took over since."""
    tree = OrgTree(facts, NEW)
    group = Definition(frozenset({BodyKind.COMMUNE}), left_out=left_out)
    assert {one.id for one in members(group, tree)} == {one.id for one in tree} - left_out


def test_a_body_founded_of_those_left_out_is_left_out() -> None:
    def born(number: int, on: date, heir: int | None = None, share: Share = Share.WHOLE) -> BodyFacts:
        heirs = (Heir(heir, share, NEW),) if heir else ()
        name = (Name(f"Xã {number}", "", on),)
        return BodyFacts(
            number, BodyKind.COMMUNE, name, (), (Parent(None, on),), on, NEW if heirs else None, heirs=heirs
        )

    facts = [born(1, OLD, 5), born(2, OLD, 5), born(3, OLD, 6), born(4, OLD, 6), born(5, NEW), born(6, NEW)]
    group = Definition(frozenset({BodyKind.COMMUNE}), left_out=frozenset({1, 2, 3}))
    assert [one.id for one in members(group, OrgTree(facts, OLD))] == [4]
    assert [one.id for one in members(group, OrgTree(facts, NEW))] == [6]


@pytest.mark.parametrize(("share", "led_by"), [(Share.WHOLE, 3), (Share.MAIN, None)])
def test_who_takes_a_superior_over_whole_leads_in_its_place(share: Share, led_by: int | None) -> None:
    facts = [
        BodyFacts(1, BodyKind.DIVISION, (Name("Phòng", "", OLD),), (), (Parent(None, OLD),), OLD,
                  superiors=(Superior(2, OLD),)),
        BodyFacts(2, BodyKind.DEPARTMENT, (Name("Sở Cũ", "", OLD),), (), (Parent(None, OLD),), OLD, NEW,
                  heirs=(Heir(3, share, NEW),)),
        BodyFacts(3, BodyKind.DEPARTMENT, (Name("Sở Mới", "", NEW),), (), (Parent(None, NEW),), NEW),
    ]  # fmt: skip
    assert OrgTree(facts, NEW - timedelta(days=1)).body(1).superior_id == 2
    assert OrgTree(facts, NEW).body(1).superior_id == led_by
    # The heir was led by whom it would lead now: then nobody leads.
    facts[2] = replace(facts[2], superiors=(Superior(1, NEW),))
    assert OrgTree(facts, NEW).body(1).superior_id is None
