"""Something asked of a body about a duty, by a day: why it is late, or what it contributes. How that stands on any day.

An inquiry stands beside the duty and never moves its clock. Whoever was asked answers, also late, and may add to the
answer; whoever asked takes the answer or sends it back with another day. Silence past the day is a state of its own and
no blank: of a contribution it counts as agreement where the rule set says so, of an explanation it never does. Whoever
answered once is never silent, also where he is asked again.

What a document itself asks of whoever coordinates is asked by the day of its task, which may move, come later or never:
such a question sets no day of its own, and whoever asks how it stands says the day that holds.

>>> from datetime import date
>>> asked = [Step(StepKind.ASKED, date(2026, 11, 2), by=date(2026, 11, 9))]
>>> [standing(asked, date(2026, 11, day)).value for day in (9, 10)]
['waiting', 'silent']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tiendo.errors import Broken, Refusal, Refused


class InquiryKind(StrEnum):
    """What is asked: an explanation of lateness, of who owes the duty; a contribution, of who coordinates."""

    EXPLANATION = "explanation"
    CONTRIBUTION = "contribution"


class StepKind(StrEnum):
    """What can happen to an inquiry."""

    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN = "taken"
    SENT_BACK = "sent-back"
    WITHDRAWN = "withdrawn"


class Status(StrEnum):
    """How an inquiry stands: on nobody's word yet, past its day, answered, asked again, taken, withdrawn.

    ``ENDED`` is what its duty makes of it: nothing is asked any more about what is over.
    """

    WAITING = "waiting"
    SILENT = "silent"
    ANSWERED = "answered"
    ASKED_AGAIN = "asked-again"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Side(StrEnum):
    """Who acts: whoever asked, or whoever was asked."""

    ASKER = "asker"
    ASKED = "asked"


class StepRefused(Refused):
    """The inquiry is not in a state that allows this step."""

    kind = Refusal.CONFLICT


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an inquiry, on the Vietnamese day on which it was recorded.

    ``by`` is the day by which an answer is asked for; it stands on what sends an answer back, and on what asks where
    that sets a day of its own.
    """

    kind: StepKind
    recorded_on: date
    by: date | None = None

    def __post_init__(self) -> None:
        """Refuse a day where it does not belong."""
        if self.by is not None and self.kind not in (StepKind.ASKED, StepKind.SENT_BACK):
            raise ValueError(f"{self.kind.value} sets no day")


@dataclass(frozen=True, slots=True)
class State:
    """What the steps so far amount to. ``status`` is never ``SILENT`` or ``ENDED``: the day and the duty say that.

    ``by`` is the day by which an answer is due, None where it is that of the task; ``answered_on`` that of the first
    answer that was not sent back.
    """

    status: Status
    last_on: date
    by: date | None
    answered_on: date | None = None


_STEPS = MappingProxyType(
    {
        (Status.WAITING, Side.ASKED): (StepKind.ANSWERED,),
        (Status.WAITING, Side.ASKER): (StepKind.WITHDRAWN,),
        (Status.ASKED_AGAIN, Side.ASKED): (StepKind.ANSWERED,),
        (Status.ASKED_AGAIN, Side.ASKER): (StepKind.WITHDRAWN,),
        (Status.ANSWERED, Side.ASKED): (StepKind.ANSWERED,),
        (Status.ANSWERED, Side.ASKER): (StepKind.TAKEN, StepKind.SENT_BACK, StepKind.WITHDRAWN),
    }
)
_NEXT = MappingProxyType(
    {
        StepKind.ANSWERED: Status.ANSWERED,
        StepKind.TAKEN: Status.TAKEN,
        StepKind.SENT_BACK: Status.ASKED_AGAIN,
        StepKind.WITHDRAWN: Status.WITHDRAWN,
    }
)


def steps(state: State, side: Side) -> tuple[StepKind, ...]:
    """What a side may do next."""
    return _STEPS.get((state.status, side), ())


def apply(state: State | None, step: Step) -> State:
    """The state after a step; None before anything was asked. Raises :class:`StepRefused`."""
    if state is None:
        if step.kind is not StepKind.ASKED:
            raise StepRefused("Chưa có yêu cầu nào.")
        return State(Status.WAITING, step.recorded_on, step.by)
    if step.kind not in {*steps(state, Side.ASKED), *steps(state, Side.ASKER)} or step.recorded_on < state.last_on:
        raise StepRefused("Yêu cầu này không còn ở bước cho phép thao tác đó.")
    moved = replace(state, status=_NEXT[step.kind], last_on=step.recorded_on)
    match step.kind:
        case StepKind.ANSWERED:
            return replace(moved, answered_on=state.answered_on or step.recorded_on)
        case StepKind.SENT_BACK:
            return replace(moved, answered_on=None, by=step.by or state.by)
        case _:
            return moved


def replay(history: Iterable[Step]) -> State:
    """The state that a whole history amounts to; raises Broken where it is not lawful."""
    state: State | None = None
    for step in history:
        try:
            state = apply(state, step)
        except StepRefused as refused:
            raise Broken(f"unlawful step {step} after {state}") from refused
    if state is None:
        raise Broken("an inquiry without steps")
    return state


def status_on(status: Status, on: date, *, by: date | None) -> Status:
    """How an inquiry with this status stands on a day: whoever never answered by the end of ``by`` is silent.

    Where no day holds (None), nobody is silent yet.
    """
    return Status.SILENT if status is Status.WAITING and by is not None and on > by else status


def standing(history: Iterable[Step], on: date, *, task_by: date | None = None) -> Status | None:
    """How an inquiry stood on ``on``, by what had been recorded then; None before it was asked.

    ``task_by`` is the day of the task, by which it is asked where it sets no day of its own.
    """
    known = [step for step in history if step.recorded_on <= on]
    if not known:
        return None
    state = replay(known)
    return status_on(state.status, on, by=state.by or task_by)


def in_time(state: State) -> bool | None:
    """Whether the answer came by its day; None where there is no answer, or no day of its own."""
    return state.answered_on <= state.by if state.answered_on is not None and state.by is not None else None
