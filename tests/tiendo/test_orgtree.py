"""Bodies through time: who stood under whom, and what they were called."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import orgtree
from tiendo.errors import Refusal
from tiendo.orgtree import BodyFacts, BodyKind, Code, Name, OrgTree, Parent, TreeRefused

OLD, NEW, NOW = date(2010, 1, 1), date(2025, 7, 1), date(2026, 11, 24)


def body(
    number: int,
    name: str,
    above: int | None = 1,
    *,
    kind: BodyKind = BodyKind.COMMUNE,
    short: str = "",
    code: str = "",
    ends_on: date | None = None,
) -> BodyFacts:
    return BodyFacts(
        number,
        kind,
        (Name(name, short, OLD),),
        (Code(code, OLD),) if code else (),
        (Parent(above, OLD),),
        OLD,
        ends_on,
    )


SON_HAI = [
    body(1, "UBND tỉnh Sơn Hải", None, kind=BodyKind.PROVINCE, short="UBND tỉnh"),
    body(2, "Sở Tài chính", kind=BodyKind.DEPARTMENT, short="STC", code="H01"),
    body(3, "Sở Kế hoạch và Đầu tư", kind=BodyKind.DEPARTMENT, short="SKHĐT", code="H02", ends_on=NEW),
    body(4, "Xã Đông Hòa", code="00101"),
    BodyFacts(
        5,
        BodyKind.COMMUNE,
        (Name("Xã An Bình", "", OLD), Name("Phường Bình An", "", NEW)),
        (Code("00102", OLD), Code("00103", NEW)),
        (Parent(4, OLD), Parent(1, NEW)),
        OLD,
    ),
    body(6, "Trung tâm Phục vụ hành chính công", 2, kind=BodyKind.SERVICE),
]


def test_names_codes_and_parents_are_those_of_the_day() -> None:
    before, after = OrgTree(SON_HAI, NEW - timedelta(days=1)), OrgTree(SON_HAI, NEW)
    assert (before.body(5).name, before.body(5).code, before.body(5).parent_id) == ("Xã An Bình", "00102", 4)
    assert (after.body(5).name, after.body(5).code, after.body(5).parent_id) == ("Phường Bình An", "00103", 1)
    assert 3 in before
    assert 3 not in after


def test_before_it_began_a_body_is_not_there() -> None:
    later = BodyFacts(9, BodyKind.FRONT, (Name("Mặt trận", "", OLD),), (), (Parent(1, OLD),), NEW)
    assert 9 not in OrgTree([*SON_HAI, later], NEW - timedelta(days=1))
    assert OrgTree([*SON_HAI, later], NEW).parent(9) == OrgTree(SON_HAI, NEW).body(1)


def test_siblings_stand_by_kind_and_name_and_parents_before_children() -> None:
    assert [one.id for one in OrgTree(SON_HAI, NOW)] == [1, 2, 6, 5, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dong hoa", [(4, False)]),
        ("ĐÔNG HOÀ", [(4, False)]),
        ("stc", [(2, False)]),
        ("00103", [(5, False)]),
        ("an binh", [(5, False)]),
        ("xa an", [(5, True)]),
        ("hanh chinh", [(6, False)]),
        ("00102", [(5, True)]),
        ("00199", []),
        ("ke hoach", [(3, False)]),
        ("  ", []),
    ],
)
def test_search(text: str, expected: list[tuple[int, bool]]) -> None:
    assert [(match.body.id, match.former) for match in OrgTree(SON_HAI, NOW).find(text)] == expected


def test_search_puts_the_better_match_first_and_former_names_last() -> None:
    facts = [
        body(1, "Xã Mới", None),
        body(2, "Phường Xã Mới"),
        body(3, "Xã Mới Đông"),
        BodyFacts(4, BodyKind.COMMUNE, (Name("Xã Mới", "", OLD), Name("Bắc", "", NEW)), (), (Parent(1, OLD),), OLD),
    ]
    found = OrgTree(facts, NOW).find("xã mới")
    assert [match.body.id for match in found] == [1, 3, 2, 4]
    assert len(OrgTree(facts, NOW).find("xã mới", limit=2)) == 2


def test_a_code_may_pass_from_one_body_to_another_but_not_be_shared() -> None:
    gone = body(7, "Xã Cũ", code="00103", ends_on=NEW)
    assert OrgTree([*SON_HAI, gone], NOW).body(5).code == "00103"
    with pytest.raises(TreeRefused, match="00101"):
        OrgTree([*SON_HAI, body(8, "Xã Khác", code="00101")], NOW)


@pytest.mark.parametrize(
    "facts",
    [
        [body(1, "a", 2), body(2, "b", 1)],
        [body(1, "a", 1)],
        [body(1, "a", None), body(2, "b", 3), body(3, "c", 2)],
        [body(1, "a", 9)],
        [body(1, "a", 2), body(2, "b", None, ends_on=NEW)],
        [body(1, "a", None), body(1, "b", None)],
        [BodyFacts(1, BodyKind.FRONT, (Name("a", "", date(2027, 1, 1)),), (), (), OLD)],
    ],
)
def test_what_makes_no_tree_is_refused(facts: list[BodyFacts]) -> None:
    with pytest.raises(TreeRefused):
        OrgTree(facts, NOW)


def test_a_body_that_is_not_there_is_missing() -> None:
    with pytest.raises(orgtree.BodyMissing) as refused:
        OrgTree(SON_HAI, NOW).children(3)
    assert refused.value.kind is Refusal.MISSING


@st.composite
def trees(draw: st.DrawFn) -> list[BodyFacts]:
    size = draw(st.integers(1, 25))
    above = [None, *(draw(st.integers(1, number)) for number in range(1, size))]
    facts = [body(number, f"Xã {number}", parent) for number, parent in enumerate(above, start=1)]
    return draw(st.permutations(facts))


@given(trees())
def test_ancestors_and_descendants_mirror_each_other(facts: list[BodyFacts]) -> None:
    tree = OrgTree(facts, NOW)
    order = {one.id: place for place, one in enumerate(tree)}
    assert len(order) == len(tree) == len(facts)
    for one in tree:
        below = tree.descendants(one.id)
        # Depth first: what is below a body follows it without a gap.
        assert [order[child.id] for child in below] == [order[one.id] + 1 + n for n in range(len(below))]
        assert all(one in tree.ancestors(child.id) for child in below)
        assert sum(one in tree.ancestors(other.id) for other in tree) == len(below)
        assert {child.id for child in tree.children(one.id)} == {o.id for o in tree if tree.parent(o.id) == one}


def test_a_deep_line_of_bodies_is_walked() -> None:
    facts = [body(number, f"Tổ {number}", number - 1 or None) for number in range(1, 3001)]
    tree = OrgTree(facts, NOW)
    assert len(tree.ancestors(3000)) == 2999


def led(number: int, above: int | None, superior: int | None) -> BodyFacts:
    superiors = (orgtree.Superior(superior, OLD),) if superior else ()
    return dataclasses.replace(body(number, f"Cơ quan {number}", above), superiors=superiors)


# Each body with who stands above it and who leads it.
LINES = (
    *((1, None, None), (2, 1, None), (3, 2, None)),
    *((10, None, None), (11, 10, 3), (12, 11, None)),
    *((20, None, 12), (21, 20, None)),
)


def test_the_line_of_work_goes_on_beneath_and_through_those_who_are_led() -> None:
    # 1 ─ 2 ─ 3, and 10 ─ 11 ─ 12; 3 leads 11, 12 leads 20, which has 21 beneath it.
    tree = OrgTree(
        [led(number, above, superior) for number, above, superior in LINES],
        NOW,
    )
    assert tree.led({3}) == {11, 12, 20, 21}
    assert tree.led({1}) == set(), "what is beneath is asked for by name"
    assert tree.led({3, 11, 12}) == {20, 21}, "one's own bodies are none that one leads"
    assert tree.led({11}) == set(), "and what is beneath these is asked for by name as well"
    assert tree.led({99}) == set()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12), st.sets(st.integers(0, 9)))
def test_the_line_of_work_ends_also_where_bodies_lead_each_other(pairs, own) -> None:
    superiors = dict(pairs)
    tree = OrgTree([led(number, None, superiors.get(number)) for number in range(10)], NOW)
    found = tree.led(own)
    assert not found & own
    assert {one for one, above in superiors.items() if above in own | found and above} <= own | found
