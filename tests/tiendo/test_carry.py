"""Duties carried over to a newer document: none is lost, none is asked for twice."""

from hypothesis import given
from hypothesis import strategies as st

from tiendo.carry import Due, Fate, Held, carry

KEYS = st.sampled_from("abcd")
BODIES = st.integers(1, 3)


@st.composite
def changes(draw):
    """Duties under an older document, what a newer one asks, and which of their tasks are the same."""
    places = draw(st.lists(st.tuples(KEYS, BODIES, st.booleans()), unique_by=lambda one: one[:2], max_size=8))
    held = [Held(number, *place) for number, place in enumerate(places)]
    due = [Due(*one) for one in draw(st.lists(st.tuples(st.sampled_from("wxyz"), BODIES), max_size=8))]
    newer = draw(st.permutations("wxyz"))
    pairs = {old: new for old, new in zip("abcd", newer, strict=True) if draw(st.booleans())}
    return held, due, pairs, draw(st.sets(st.sampled_from("wxyz")))


@given(changes())
def test_every_open_duty_comes_to_one_end_and_what_is_over_is_left_alone(case):
    held, due, pairs, changed = case
    found = carry(held, due, pairs, changed)
    ends = [one.held.duty for one in found.fates]
    assert len(ends) == len(set(ends)) and {one.duty for one in held if one.is_open} <= set(ends)
    assert all(one.held.is_open for one in found.fates if one.fate is not Fate.GOES_ON)


@given(changes())
def test_whatever_the_newer_document_asks_is_owed_once(case):
    held, due, pairs, changed = case
    found = carry(held, due, pairs, changed)
    going_on = {Due(pairs[one.held.task], one.held.body) for one in found.fates if one.fate is Fate.GOES_ON}
    assert going_on.isdisjoint(found.fresh) and going_on | set(found.fresh) == set(due)
    assert all(one.by in found.fresh for one in found.fates if one.fate is Fate.REPLACED)


@given(changes())
def test_only_the_same_order_goes_on(case):
    held, due, pairs, changed = case
    for one in carry(held, due, pairs, changed).fates:
        assert (one.fate is Fate.GOES_ON) <= (pairs.get(one.held.task) not in changed)


@given(changes(), st.sets(KEYS))
def test_an_amending_document_ends_what_it_abolishes_and_leaves_what_it_does_not_name(case, abolished):
    held, due, pairs, changed = case
    found = {one.held: one.fate for one in carry(held, due, pairs, changed, amends=True, abolished=abolished).fates}
    unnamed = [one for one in held if one.task not in pairs]
    for one in unnamed:
        assert (found.get(one) is Fate.ABOLISHED) == (one.is_open and one.task in abolished)
        assert found.get(one) in (None, Fate.ABOLISHED)
    assert all(fate is not Fate.ABOLISHED for one, fate in found.items() if one.task in pairs)
