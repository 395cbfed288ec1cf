"""What is asked about a duty: who may do what when, and how it stands on each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import inquiry
from tiendo.errors import Broken, Refusal
from tiendo.inquiry import Side, Status, Step, StepKind

START = date(2026, 11, 2)
BY = date(2026, 11, 9)


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Any lawful history."""
    steps = [Step(StepKind.ASKED, START, BY)]
    for _ in range(draw(st.integers(0, 6))):
        state = inquiry.replay(steps)
        allowed = [*inquiry.steps(state, Side.ASKED), *inquiry.steps(state, Side.ASKER)]
        if not allowed:
            break
        on = state.last_on + timedelta(days=draw(st.integers(0, 5)))
        kind = draw(st.sampled_from(allowed))
        again = on + timedelta(days=draw(st.integers(0, 9))) if kind is StepKind.SENT_BACK else None
        steps.append(Step(kind, on, again))
    return steps


@given(histories(), st.sampled_from(StepKind))
def test_apply_refuses_exactly_what_no_side_may_do(steps: list[Step], kind: StepKind) -> None:
    state = inquiry.replay(steps)
    step = Step(kind, state.last_on, BY if kind is StepKind.ASKED else None)
    if kind in {*inquiry.steps(state, Side.ASKED), *inquiry.steps(state, Side.ASKER)}:
        assert inquiry.apply(state, step).last_on == state.last_on
    else:
        with pytest.raises(inquiry.StepRefused) as refused:
            inquiry.apply(state, step)
        assert refused.value.kind is Refusal.CONFLICT
        with pytest.raises(Broken):
            inquiry.replay([*steps, step])


@given(histories(), st.dates(START, date(2027, 3, 1)))
def test_only_who_never_answered_is_silent(steps: list[Step], on: date) -> None:
    known = [step for step in steps if step.recorded_on <= on]
    status = inquiry.standing(steps, on)
    kinds = {step.kind for step in known}
    assert (status is Status.SILENT) == (kinds == {StepKind.ASKED} and on > BY)
    assert (status is Status.WAITING) == (kinds == {StepKind.ASKED} and on <= BY)
    assert (status is Status.ASKED_AGAIN) == (known[-1].kind is StepKind.SENT_BACK)


def test_what_is_sent_back_is_asked_by_another_day() -> None:
    answered = [Step(StepKind.ASKED, START, BY), Step(StepKind.ANSWERED, date(2026, 11, 5))]
    again = [*answered, Step(StepKind.SENT_BACK, date(2026, 11, 12), date(2026, 11, 16))]
    assert inquiry.standing(again, date(2026, 11, 30)) is Status.ASKED_AGAIN, "an answer is never turned into silence"
    for day, kept in ((16, True), (17, False)):
        state = inquiry.replay([*again, Step(StepKind.ANSWERED, date(2026, 11, day))])
        assert inquiry.in_time(state) is kept


def test_what_is_asked_by_the_day_of_the_task_is_silent_only_past_that() -> None:
    asked = [Step(StepKind.ASKED, START)]
    late = date(2026, 12, 1)
    assert inquiry.standing(asked, late) is Status.WAITING, "the task has no day"
    assert inquiry.standing(asked, late, task_by=BY) is Status.SILENT
    assert inquiry.standing(asked, late, task_by=date(2026, 12, 31)) is Status.WAITING, "the task was put off"
    answered = [*asked, Step(StepKind.ANSWERED, late)]
    assert inquiry.in_time(inquiry.replay(answered)) is None
    again = [*answered, Step(StepKind.SENT_BACK, late, BY)]
    assert inquiry.replay(again).by == BY


@pytest.mark.parametrize("wrong", [(StepKind.WITHDRAWN, BY), (StepKind.ANSWERED, BY), (StepKind.TAKEN, BY)])
def test_a_day_stands_only_where_an_answer_is_asked_for(wrong: tuple[StepKind, date | None]) -> None:
    with pytest.raises(ValueError, match="day"):
        Step(wrong[0], START, wrong[1])


@given(histories())
def test_an_answer_counts_from_its_first_day_until_it_is_sent_back(steps: list[Step]) -> None:
    state = inquiry.replay(steps)
    kinds = [step.kind for step in steps]
    since = len(kinds) - kinds[::-1].index(StepKind.SENT_BACK) if StepKind.SENT_BACK in kinds else 0
    answers = [step.recorded_on for step in steps[since:] if step.kind is StepKind.ANSWERED]
    assert state.answered_on == (answers[0] if answers else None)
    assert inquiry.in_time(state) == (answers[0] <= state.by if answers else None)


def test_a_late_answer_ends_the_silence() -> None:
    steps = [Step(StepKind.ASKED, START, BY), Step(StepKind.ANSWERED, date(2026, 11, 12))]
    days = [date(2026, 11, day) for day in (1, 9, 10, 12)]
    assert [inquiry.standing(steps, day) for day in days] == [
        None,
        Status.WAITING,
        Status.SILENT,
        Status.ANSWERED,
    ]
    assert inquiry.in_time(inquiry.replay(steps)) is False


@pytest.mark.parametrize("steps", [[], [Step(StepKind.ANSWERED, START)]])
def test_nothing_is_answered_that_was_not_asked(steps: list[Step]) -> None:
    with pytest.raises(Broken):
        inquiry.replay(steps)


def test_nothing_is_recorded_before_what_was_recorded_already() -> None:
    with pytest.raises(inquiry.StepRefused):
        inquiry.apply(inquiry.State(Status.WAITING, BY, BY), Step(StepKind.ANSWERED, START))
