"""The life of a duty: what may happen next, and how it stands on any day, from its events alone.

Events come in the order in which they were recorded. This module does not know who acts (that is
``may()``), only which part they play: the doer or the giver of the duty.

>>> from datetime import date
>>> issued = Event(EventKind.ISSUED, date(2026, 11, 2), due_on=date(2026, 11, 16))
>>> state = replay([issued, Event(EventKind.REPORTED, date(2026, 11, 12))])
>>> state.stage.value, [move.value for move in moves(state, Part.GIVER)]
('reported', ['returned', 'accepted', 'closed', 'revoked', 'replaced'])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from tiendo import clock
from tiendo.dutykinds import COUNTED_ON, Closing, Event, EventKind, Part, Pause, Stage, State, Undated
from tiendo.errors import Broken, Refusal, Refused

__all__ = [
    "OPEN",
    "RUNNING",
    "Closing",
    "Event",
    "EventKind",
    "ExtensionFault",
    "MoveRefused",
    "Part",
    "Pause",
    "Stage",
    "State",
    "Undated",
    "apply",
    "extension_fault",
    "known",
    "moves",
    "replay",
    "standing",
    "timeline",
]
_STAYS = frozenset({EventKind.ASKED, EventKind.EXTENDED, EventKind.DENIED, EventKind.RECKONED, EventKind.BEGAN})
# What happens to a duty without anybody's move, as long as it is open.
_BEFALLS = frozenset({EventKind.PASSED, EventKind.RECKONED})
_ENDS = (EventKind.CLOSED, EventKind.REVOKED, EventKind.REPLACED)


class MoveRefused(Refused):
    """The duty is not in a stage that allows this move."""

    kind = Refusal.CONFLICT


class ExtensionFault(StrEnum):
    """Why a later day cannot be asked for or granted."""

    NO_DEADLINE = "no-deadline"
    EXPIRED = "expired"
    NOT_LATER = "not-later"
    PAST = "past"


_DOER = MappingProxyType(
    {
        Stage.ISSUED: (EventKind.ACKNOWLEDGED, EventKind.REFUSED, EventKind.PROGRESSED, EventKind.REPORTED),
        Stage.REFUSED: (),
        Stage.DOING: (EventKind.PROGRESSED, EventKind.REPORTED),
        Stage.REPORTED: (EventKind.REPORTED,),
        Stage.RETURNED: (EventKind.PROGRESSED, EventKind.REPORTED),
        Stage.PAUSED: (),
        Stage.DONE: (),
        Stage.CLOSED: (),
        Stage.REVOKED: (),
        Stage.REPLACED: (),
    }
)
_GIVER = MappingProxyType(
    {
        Stage.ISSUED: (EventKind.PAUSED, *_ENDS),
        Stage.REFUSED: (EventKind.INSISTED, *_ENDS),
        Stage.DOING: (EventKind.PAUSED, *_ENDS),
        Stage.REPORTED: (EventKind.RETURNED, EventKind.ACCEPTED, *_ENDS),
        Stage.RETURNED: (EventKind.PAUSED, *_ENDS),
        Stage.PAUSED: (EventKind.RESUMED, *_ENDS),
        Stage.DONE: (EventKind.REOPENED,),
        Stage.CLOSED: (EventKind.REOPENED,),
        Stage.REVOKED: (EventKind.REOPENED,),
        Stage.REPLACED: (EventKind.REOPENED,),
    }
)
_NEXT = MappingProxyType(
    {
        EventKind.ACKNOWLEDGED: Stage.DOING,
        EventKind.REFUSED: Stage.REFUSED,
        EventKind.PROGRESSED: Stage.DOING,
        EventKind.REPORTED: Stage.REPORTED,
        EventKind.INSISTED: Stage.ISSUED,
        EventKind.RETURNED: Stage.RETURNED,
        EventKind.ACCEPTED: Stage.DONE,
        EventKind.CLOSED: Stage.CLOSED,
        EventKind.PAUSED: Stage.PAUSED,
        EventKind.REVOKED: Stage.REVOKED,
        EventKind.REPLACED: Stage.REPLACED,
        # Whoever owes a reopened duty has yet to learn that it is open again.
        EventKind.REOPENED: Stage.ISSUED,
    }
)


# Whoever takes over has yet to acknowledge, also what another body refused; a report that waits goes on waiting.
_PASSED_TO = MappingProxyType({Stage.DOING: Stage.ISSUED, Stage.REFUSED: Stage.ISSUED})
_HEARD = frozenset({EventKind.PROGRESSED, EventKind.REPORTED})
# From these on silence counts anew.
_ANEW = frozenset({EventKind.RETURNED, EventKind.PASSED, EventKind.BEGAN})
_RETURNED = frozenset({clock.Mark.RETURNED})
_LATE = frozenset({clock.Standing.OVERDUE, clock.Standing.DONE_LATE})
# A duty that is over stays where it was done; every other goes on with the body that takes it over.
OPEN = frozenset({Stage.ISSUED, Stage.REFUSED, Stage.DOING, Stage.REPORTED, Stage.RETURNED, Stage.PAUSED})
# While the clock runs a later day can be asked for.
RUNNING = frozenset({Stage.ISSUED, Stage.REFUSED, Stage.DOING, Stage.RETURNED})
_ASKING = frozenset({Stage.ISSUED, Stage.DOING, Stage.RETURNED})


def moves(state: State, part: Part) -> tuple[EventKind, ...]:
    """What ``part`` may lawfully do next, in the order in which events are named."""
    usual = (_DOER if part is Part.DOER else _GIVER)[state.stage]
    if state.insisted:
        usual = tuple(kind for kind in usual if kind is not EventKind.REFUSED)
    return (*usual, *_about_event(state, part), *_about_days(state, part))


def _about_event(state: State, part: Part) -> tuple[EventKind, ...]:
    """The giver enters when the event was that the term waits for; whoever is bound by a day does not set it.

    A day that was entered wrongly is entered again, as long as nobody has moved the due day since or asks for a later.
    """
    untouched = state.put_offs == 0 and state.asked_for is None
    waits = state.undated is Undated.EVENT or (state.began_on is not None and untouched)
    enters = waits and part is Part.GIVER and state.stage in RUNNING | {Stage.REPORTED}
    return (EventKind.BEGAN,) if enters else ()


def _about_days(state: State, part: Part) -> tuple[EventKind, ...]:
    """What can be done about the due day: the doer asks once, the giver answers, or extends unasked."""
    if state.due_on is None or state.stage not in RUNNING:
        return ()
    if part is Part.DOER:
        return (EventKind.ASKED,) if state.asked_for is None and state.stage in _ASKING else ()
    return (EventKind.EXTENDED, EventKind.DENIED) if state.asked_for is not None else (EventKind.EXTENDED,)


def extension_fault(state: State, event: Event) -> ExtensionFault | None:
    """Why a day cannot be asked for or granted, where the stage would allow it; None where it can.

    It is asked for before the due day is over (the practice of every regulation we read; an answer may come later),
    is later than the day that holds, and not over already: nobody can still keep to a day that is past.
    """
    if event.kind not in (EventKind.ASKED, EventKind.EXTENDED) or event.due_on is None:
        return None
    if state.due_on is None:
        return ExtensionFault.NO_DEADLINE
    if event.kind is EventKind.ASKED and event.recorded_on > state.due_on:
        return ExtensionFault.EXPIRED
    if event.due_on <= state.due_on:
        return ExtensionFault.NOT_LATER
    return ExtensionFault.PAST if event.due_on < event.recorded_on else None


def apply(state: State | None, event: Event) -> State:
    """The state after ``event``; ``state`` is None before the duty was issued.

    Raises :class:`MoveRefused` where the stage does not allow the event or it lies before the last one.
    """
    if state is None:
        return _begin(event)
    if event.kind not in {*moves(state, Part.DOER), *moves(state, Part.GIVER), *_befalls(state)}:
        raise MoveRefused("Việc này không còn ở bước cho phép thao tác đó. Hãy tải lại trang.")
    if event.recorded_on < state.last_on:
        raise MoveRefused("Không thể ghi lùi về trước ngày của lần ghi gần nhất.")
    if extension_fault(state, event) is not None:
        raise MoveRefused("Ngày gia hạn không hợp lệ.")
    if event.kind in COUNTED_ON and event.due_on is not None and event.due_on < (state.due_on or date.max):
        raise MoveRefused("Hạn sau khi tạm dừng không thể sớm hơn hạn trước đó.")
    counted = event.kind in (EventKind.RESUMED, EventKind.RECKONED) and state.undated is None
    if counted and (event.due_on is None) is not (state.due_on is None):
        raise MoveRefused("Tạm dừng hay lịch nghỉ không đặt ra và không bỏ thời hạn.")
    if event.kind in (EventKind.BEGAN, EventKind.RECKONED) and event.due_on is None and event.undated is None:
        raise MoveRefused("Chưa tính được hạn.")
    moved = replace(
        state,
        stage=_next(state, event),
        last_on=event.recorded_on,
        handed_in_on=_handed_in(state, event),
        paused=_paused(state, event),
        heard_on=_heard_on(state, event),
        spoke_on=event.recorded_on if event.kind in _HEARD else state.spoke_on,
        returns=state.returns + (event.kind is EventKind.RETURNED),
        insisted=_insisted(state, event),
        stopped_on=_stopped_on(state, event),
    )
    return _dated(moved, event)


def _insisted(state: State, event: Event) -> bool:
    """Whoever refused once and was refused does not refuse again; another body, or another beginning, may."""
    if event.kind in (EventKind.PASSED, EventKind.REOPENED):
        return False
    return state.insisted or event.kind is EventKind.INSISTED


def _befalls(state: State) -> frozenset[EventKind]:
    """What may happen to an open duty without anybody's move; a day that was never set is not counted anew."""
    if state.stage not in OPEN:
        return frozenset()
    counts = state.due_on is not None or state.undated is Undated.TABLE
    return _BEFALLS if counts else frozenset({EventKind.PASSED})


def _paused(state: State, event: Event) -> Pause | None:
    """The pause that lasts after an event; while it does, the duty may be passed on and wait for its new owner."""
    if event.kind is EventKind.PAUSED:
        return Pause(event.recorded_on, state.stage)
    if event.kind is EventKind.RECKONED:
        return state.paused
    if event.kind is EventKind.PASSED and state.paused is not None:
        return replace(state.paused, stage=_PASSED_TO.get(state.paused.stage, state.paused.stage))
    return None


def _heard_on(state: State, event: Event) -> date:
    """The day from which silence counts: time in which nobody could report is none of it, and whoever takes over or is
    sent back to work begins anew.
    """
    halted = state.paused.since if state.paused is not None else state.stopped_on
    if event.kind in COUNTED_ON and halted is not None:
        return state.heard_on + (event.recorded_on - max(halted, state.heard_on))
    return event.recorded_on if event.kind in _HEARD | _ANEW else state.heard_on


def _stopped_on(state: State, event: Event) -> date | None:
    """The day from which the clock stands, where the event ends the duty; the time after it is not the doer's."""
    if event.kind not in (EventKind.ACCEPTED, *_ENDS):
        return None
    return state.paused.since if state.paused is not None else state.handed_in_on or event.recorded_on


def _dated(state: State, event: Event) -> State:
    """The days after an event: a request waits until it is answered, or the duty is handed in or over."""
    match event.kind:
        case EventKind.ASKED:
            return replace(state, asked_for=event.due_on)
        case EventKind.EXTENDED:
            return replace(_moved(state, event), asked_for=None, extensions=state.extensions + 1)
        case EventKind.RESUMED | EventKind.REOPENED:
            return state if event.due_on is None else _moved(state, event)
        case EventKind.RECKONED if state.undated is None:
            return _reckoned(state, event)
        case EventKind.RECKONED | EventKind.BEGAN:
            return _counted(state, event)
        case EventKind.DENIED | EventKind.REPORTED | EventKind.REFUSED:
            return replace(state, asked_for=None)
        case EventKind.CLOSED | EventKind.REVOKED | EventKind.REPLACED:
            return replace(state, asked_for=None)
        case _:
            return state


def _moved(state: State, event: Event) -> State:
    """Another day holds; a request for a day that it reaches is moot."""
    assert event.due_on is not None
    asked = state.asked_for if state.asked_for is not None and state.asked_for > event.due_on else None
    later = event.kind is not EventKind.RECKONED and event.due_on != state.due_on
    often = state.put_offs + later
    return replace(state, due_on=event.due_on, near_on=event.near_on, asked_for=asked, put_offs=often)


def _reckoned(state: State, event: Event) -> State:
    """The day that was set at first is counted anew too, as long as it is the one that holds."""
    first = event.due_on if state.due_on == state.first_due_on else state.first_due_on
    return replace(_moved(state, event), first_due_on=first)


def _counted(state: State, event: Event) -> State:
    """The day of a term that had none, or was counted from a wrong one; it is the first one that the duty has."""
    return replace(
        state,
        due_on=event.due_on,
        near_on=event.near_on,
        first_due_on=event.due_on,
        undated=event.undated,
        began_on=event.began_on or state.began_on,
    )


def replay(events: Iterable[Event]) -> State:
    """The state that a whole history amounts to; raises Broken where the history is not lawful."""
    state: State | None = None
    for event in events:
        try:
            state = apply(state, event)
        except MoveRefused as refused:
            raise Broken(f"unlawful history at {event} after {state}") from refused
    if state is None:
        raise Broken("a duty without events")
    return state


def timeline(state: State) -> clock.Timeline:
    """How the duty stands from its last event on, as long as nothing more happens to it."""
    line = _standings(state)
    if not state.put_off:
        return line
    # Counted beside what holds, so that a later day hides nothing: the figures with it, and by the first day alone.
    return replace(line, marks=line.marks | {clock.Mark.PUT_OFF}, turns=_past_first(state, line))


def _past_first(state: State, line: clock.Timeline) -> tuple[tuple[clock.Mark, date, date | None], ...]:
    """The days on which the duty would count as late by the day set first, and by the one that holds does not."""
    first = _late_from(_standings(replace(state, due_on=state.first_due_on, near_on=None)))
    now = _late_from(line)
    if first is None or first == now:
        return ()
    return ((clock.Mark.DONE_PAST_FIRST if state.stage is Stage.DONE else clock.Mark.OPEN_PAST_FIRST, first, now),)


def _late_from(line: clock.Timeline) -> date | None:
    """The day from which a timeline is late, if ever."""
    return next((day for day, standing in line.steps if standing in _LATE), None)


def _standings(state: State) -> clock.Timeline:
    start = state.last_on
    match state.stage:
        case Stage.CLOSED | Stage.REVOKED | Stage.REPLACED:
            return clock.constant(start, clock.Standing.CLOSED)
        case Stage.PAUSED:
            return clock.constant(start, _halted(state))
        case Stage.DONE:
            on_time = clock.Standing.DONE_ON_TIME if _in_time(state) else clock.Standing.DONE_LATE
            return clock.constant(start, on_time)
        case Stage.REPORTED:
            return clock.constant(start, _stopped(state))
        case Stage.RETURNED:
            line = _running(state)
            # What waits to be done again is not completed, and counted on its own among those that are not.
            return replace(line, marks=_RETURNED)
        case Stage.ISSUED | Stage.REFUSED | Stage.DOING:
            return _running(state)
        case _:
            assert_never(state.stage)


def _running(state: State) -> clock.Timeline:
    if state.undated is not None:
        return clock.constant(state.last_on, clock.Standing.UNDATED)
    return clock.running(state.last_on, near_on=state.near_on, due_on=state.due_on)


def known(events: Iterable[Event], on: date) -> clock.Timeline | None:
    """The timeline by what had been recorded when ``on`` was over; None before the duty was issued."""
    recorded = [event for event in events if event.recorded_on <= on]
    return timeline(replay(recorded)) if recorded else None


def standing(events: Iterable[Event], on: date) -> clock.Standing | None:
    """How the duty stood on day ``on`` by what had been recorded then; None before it was issued."""
    line = known(events, on)
    return line.at(on) if line else None


def _begin(event: Event) -> State:
    if event.kind is not EventKind.ISSUED:
        raise MoveRefused("Việc này chưa được giao.")
    return State(
        Stage.ISSUED,
        event.recorded_on,
        event.recorded_on,
        event.due_on,
        event.near_on,
        first_due_on=event.due_on,
        heard_on=event.recorded_on,
        undated=event.undated,
    )


def _next(state: State, event: Event) -> Stage:
    if event.kind in _STAYS:
        return state.stage
    if event.kind is EventKind.RESUMED and state.paused is not None:
        return state.paused.stage
    if event.kind is not EventKind.PASSED:
        return _NEXT[event.kind]
    return _PASSED_TO.get(state.stage, state.stage)


def _handed_in(state: State, event: Event) -> date | None:
    if event.kind is EventKind.REPORTED:
        return event.recorded_on
    # A return or more work sets the clock running again; nothing else loses the report that waited.
    kept = (EventKind.ACCEPTED, EventKind.BEGAN, *_BEFALLS, *_ENDS)
    return state.handed_in_on if event.kind in kept else None


def _in_time(state: State) -> bool:
    if state.handed_in_on is None:
        raise Broken(f"{state.stage.value} without a report")
    return state.due_on is None or state.handed_in_on <= state.due_on


def _stopped(state: State) -> clock.Standing:
    """The frozen standing while a report waits: a slow giver must not make the doer late."""
    if state.due_on is None:
        return clock.Standing.NO_DEADLINE if state.undated is None else clock.Standing.UNDATED
    return clock.Standing.IN_TERM if _in_time(state) else clock.Standing.OVERDUE


def _halted(state: State) -> clock.Standing:
    """The standing in a pause: one of its own, unless the duty was late before. A pause hides no lateness."""
    assert state.paused is not None
    late = state.due_on is not None and state.paused.since > state.due_on
    return clock.Standing.OVERDUE if late else clock.Standing.PAUSED
