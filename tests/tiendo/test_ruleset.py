"""Rule sets: as people write them, in force on a day, and over duties that are open when they change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import ruleset, ruleset_text, workdays
from tiendo.errors import Refused
from tiendo.occurrence import OnDay
from tiendo.period import Kind, Window
from tiendo.reporting import Reporting
from tiendo.rulebook import Lang, Rulebook
from tiendo.ruleset import Adopted, Approver, Clause, Ground, LatePoints, Overlap, Returned, RuleSet, Trust
from tiendo.term import Length, PeriodEnd, Unit

COMMON, DONG_THAP, THANH_HOA = ruleset_text.shipped()
BOOK = Rulebook(ruleset_text.RULES)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
LENGTHS = st.builds(Length, st.integers(1, 400), st.sampled_from(Unit))
ENTRIES = st.none() | st.integers(0, 9).map(lambda count: Length(count, Unit.WORKING_DAY))


def clauses(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(Clause, values, st.builds(Ground, WORDS, WORDS | st.just(""), st.sampled_from(Trust)))


def reportings(kinds: list[Kind]) -> st.SearchStrategy:
    """Rules for these kinds, each of its own window and day."""
    sends = st.none() | st.builds(OnDay, st.integers(1, 31), st.none() | st.integers(1, 12))
    one = [st.builds(Reporting, st.just((kind,)), st.sampled_from(Window), sends) for kind in kinds]
    return st.tuples(*one)


REPORTS = st.lists(st.sampled_from([one for one in Kind if one not in (Kind.WEEK, Kind.CUSTOM)]), unique=True).flatmap(
    reportings
)


def steps(firsts: set[int]) -> tuple[LatePoints, ...]:
    return tuple(LatePoints(first, -first) for first in sorted(firsts))


SETS = st.builds(
    RuleSet,
    name=WORDS,
    deadline=clauses(st.none() | LENGTHS),
    chased_after=clauses(st.none() | LENGTHS),
    near=clauses(LENGTHS),
    extensions=clauses(st.none() | st.integers(0, 9)),
    longest=clauses(st.none() | LENGTHS),
    approver=clauses(st.sampled_from(Approver)),
    period_end=clauses(st.sampled_from(PeriodEnd)),
    returned=clauses(st.sampled_from(Returned)),
    entry_urgent=clauses(ENTRIES),
    entry_ordinary=clauses(ENTRIES),
    entry_many=clauses(ENTRIES),
    silence=clauses(st.none() | LENGTHS),
    late_points=clauses(st.sets(st.integers(1, 99), max_size=4).map(steps)),
    coordinator_share=clauses(st.none() | st.integers(0, 100).map(lambda n: Decimal(n).scaleb(-2))),
    report_routine=clauses(REPORTS),
    report_inspection=clauses(REPORTS),
    report_investment=clauses(REPORTS),
)


@given(SETS)
def test_what_is_written_reads_back_as_the_same_set(rules: RuleSet) -> None:
    assert ruleset_text.read(ruleset_text.write(rules)) == (rules, ())


def test_every_value_that_ships_has_its_citation_and_trust() -> None:
    for rules in ruleset_text.shipped():
        for kind in ruleset_text.KINDS:
            ground = getattr(rules, kind.field).ground
            assert ground.citation and (ground.source or ground.trust is Trust.PRACTICE), (rules.name, kind.field)
    assert DONG_THAP.extensions.value == 1 and DONG_THAP.extensions.ground.trust is Trust.SUMMARY
    entry = [getattr(THANH_HOA, f"entry_{name}").value.count for name in ("urgent", "ordinary", "many")]
    assert entry == [0, 1, 2]
    assert COMMON.deadline.value is None and COMMON.near.value == Length(3, Unit.WORKING_DAY)


@given(st.text() | st.lists(st.sampled_from([*ruleset_text.write(COMMON).splitlines(), "x", "a: b"])).map("\n".join))
def test_any_text_is_a_rule_set_or_faults_that_point_into_it(text: str) -> None:
    rules, faults = ruleset_text.read(text, "form")
    assert (rules is None) == bool(faults)
    for fault in faults:
        assert fault.source == "form" and BOOK.message(fault, Lang.EN) and BOOK.help(fault, Lang.VI)
        if fault.span is not None:
            assert text[fault.span.start : fault.span.end].strip()


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("Số lần gia hạn: 1 lần", "Số lần gia hạn: tùy việc", "Q003", "Số lần gia hạn: tùy việc"),
        ("Số lần gia hạn: 1 lần", "Số ngày gia hạn: 5", "Q002", "Số ngày gia hạn: 5"),
        ("Số lần gia hạn: 1 lần", "Gia hạn một lần", "Q001", "Gia hạn một lần"),
        ("độ tin: bản chép", "độ tin: chắc chắn", "Q003", "độ tin: chắc chắn"),
        ("  độ tin: bản chép\n", "", "Q006", "Mỗi lần gia hạn tối đa: không quy định"),
        ("Tên: Đồng Tháp, từ năm 2021", "", "Q005", None),
        (
            "Kỳ báo cáo định kỳ: tháng, quý, sáu tháng, năm từ",
            "Kỳ báo cáo định kỳ: tuần, quý, sáu tháng, năm từ",
            "Q003",
            "Kỳ báo cáo định kỳ: tuần, quý, sáu tháng, năm từ ngày 15 đến ngày 14",
        ),
        ("gửi ngày 20/2", "gửi ngày 32/2", "Q003", None),
        ("Báo cáo bị trả lại: làm", "Báo cáo bị trả lại: tính là đã hoàn thành, làm", "Q003", None),
        ("Coi là sắp đến hạn trước: 3 ngày", "Coi là sắp đến hạn trước: 0 ngày", "Q003", None),
    ],
)
def test_a_fault_is_told_at_its_words(old: str, new: str, code: str, at: str | None) -> None:
    text = ruleset_text.write(DONG_THAP)
    assert old in text
    text = text.replace(old, new, 1)
    rules, faults = ruleset_text.read(text)
    (fault, *_rest) = [fault for fault in faults if fault.code == code]
    assert rules is None
    if at is not None:
        assert fault.span is not None and text[fault.span.start : fault.span.end] == at


@pytest.mark.parametrize("rule", ruleset_text.RULES, ids=lambda rule: rule.code)
def test_each_rule_finds_its_own_example(rule: object) -> None:
    (example,) = rule.examples
    assert rule.code in {fault.code for fault in ruleset_text.read(example.bad)[1]}
    assert rule.code not in {fault.code for fault in ruleset_text.read(example.good)[1]} or not example.good


def test_case_marks_and_order_do_not_matter() -> None:
    blocks = ruleset_text.write(COMMON).split("\n\n")
    shuffled = "\n\n".join([blocks[0], *reversed(blocks[1:])]).upper().replace("SỐ LẦN GIA HẠN", "so lan gia han")
    rules, faults = ruleset_text.read(shuffled)
    assert faults == () and rules is not None and rules.extensions.value == COMMON.extensions.value


ADOPTIONS = st.builds(
    lambda begin, length, reaches: Adopted(COMMON, begin, begin + timedelta(days=length) if length else None, reaches),
    DAYS,
    st.integers(0, 200),
    st.booleans(),
)


@given(st.lists(ADOPTIONS, max_size=6), DAYS)
def test_on_no_day_two_sets_hold_and_none_that_was_adopted_is_lost(new: list[Adopted], on: date) -> None:
    held: tuple[Adopted, ...] = ()
    for one in new:
        try:
            after = ruleset.placed(held, one)
        except Overlap:
            continue
        assert one in after and [had.valid_from for had in after if had is not one] == [had.valid_from for had in held]
        held = after
    assert sum(one.holds(on) for one in held) <= 1
    assert ruleset.in_force(held, on) in (None, *held)


def test_an_overlap_is_refused_with_the_set_that_holds() -> None:
    first = Adopted(DONG_THAP, date(2026, 1, 1), date(2026, 7, 1))
    with pytest.raises(Overlap, match="Đồng Tháp") as refused:
        ruleset.placed([first], Adopted(COMMON, date(2026, 6, 30)))
    assert refused.value.other is first
    assert len(ruleset.placed([first], Adopted(COMMON, date(2026, 7, 1)))) == 2
    with pytest.raises(Overlap):
        ruleset.placed([Adopted(COMMON, date(2026, 7, 1))], Adopted(DONG_THAP, date(2026, 1, 1)))
    with pytest.raises(Refused):
        Adopted(COMMON, date(2026, 7, 1), date(2026, 7, 1))


@given(st.lists(ADOPTIONS, max_size=4), DAYS, st.integers(0, 400))
def test_a_change_leaves_what_was_issued_alone_unless_it_says_otherwise(new: list, issued: date, days: int) -> None:
    sets: tuple[Adopted, ...] = ()
    for one in new:
        try:
            sets = ruleset.placed(sets, one)
        except Overlap:
            continue
    on = issued + timedelta(days=days)
    found = ruleset.governing(sets, issued_on=issued, on=on)
    before = ruleset.in_force(sets, issued)
    assert found == before or (found is not None and found.reaches_open and issued < found.valid_from <= on)
    quiet = [replace(one, reaches_open=False) for one in sets]
    assert ruleset.governing(quiet, issued_on=issued, on=on) == ruleset.in_force(quiet, issued)


@given(DAYS, st.integers(1, 20), st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.WEEK]))
def test_near_due_begins_the_length_before_the_day(due: date, count: int, unit: Unit) -> None:
    calendar = workdays.shipped()
    near = ruleset.near_on(due, Length(count, unit), calendar)
    if unit is Unit.WORKING_DAY:
        assert calendar.add(due, -count) == near
    else:
        assert (due - near).days == count * (7 if unit is Unit.WEEK else 1)


@pytest.mark.parametrize(("late", "points"), [(-1, 0), (0, 0), (1, -10), (2, -10), (3, -25), (8, -50), (900, -50)])
def test_points_go_by_the_last_step_reached(late: int, points: int) -> None:
    assert ruleset.points(late, [LatePoints(1, -10), LatePoints(3, -25), LatePoints(8, -50)]) == points
    assert ruleset.points(late, []) == 0


@given(DAYS, st.integers(0, 3), st.integers(1, 90), st.none() | st.integers(0, 3), st.none() | st.integers(1, 60))
def test_an_extension_stays_within_number_and_length(
    due: date, extensions: int, later: int, often: int | None, longest: int | None
) -> None:
    ground = COMMON.extensions.ground
    rules = replace(
        COMMON,
        extensions=Clause(often, ground),
        longest=Clause(Length(longest, Unit.DAY) if longest else None, ground),
    )
    basis = ruleset.Basis(rules, workdays.shipped())
    found = ruleset.limit_reached(extensions=extensions, due_on=due, until=due + timedelta(days=later), basis=basis)
    if often is not None and extensions >= often:
        assert found is ruleset.Limit.TOO_OFTEN
    elif found is None:
        assert longest is None or later <= longest + 9, "no more than the days off at its end"
    else:
        assert found is ruleset.Limit.TOO_LONG and longest is not None and later > longest


def test_a_set_of_before_has_what_came_later_from_the_common_one() -> None:
    text = ruleset_text.write(DONG_THAP)
    before = text[: text.index("Kỳ báo cáo định kỳ")]
    assert ruleset_text.read(before)[0] is None, "whoever writes one now says everything"
    assert ruleset_text.restored(before) == (DONG_THAP, ())
    assert ruleset_text.restored(before.replace("Số lần gia hạn: 1 lần", ""))[0] is None
