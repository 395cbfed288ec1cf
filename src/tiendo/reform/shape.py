"""What keeps the bodies after a reform from being a tree: on its day of effect, and on every later day known of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from tiendo.orgtree import Body, BodyFacts, body_on, misled, naming
from tiendo.reform.faults import Fault, FaultKind


def faults(after: Mapping[int, BodyFacts], on: date) -> Iterator[Fault]:
    """The faults on the first day on which there are any.

    Later days count because of what is decided already: a body that is to come under one which now ends first,
    or to take a code which is now given away.
    """
    later = {day for one in after.values() for day in one.days if day > on}
    for day in (on, *sorted(later)):
        found = [*_on(after, day)]
        if found:
            yield from found
            return


def unsound(facts: Iterable[BodyFacts], on: date) -> tuple[Fault, ...]:
    """Why these facts of all bodies make no tree on a day, or on a later one; empty where they do."""
    return tuple(faults({one.id: one for one in facts}, on))


def shared_names(after: Mapping[int, BodyFacts], day: date) -> Iterator[Fault]:
    """A name taken on a day that another body under the same one bears; what came together by a move may wait."""
    bearers: dict[tuple[str, int | None], list[Body]] = {}
    for one in after.values():
        if one.lives(day) and (body := body_on(one, day)) is not None:
            bearers.setdefault((naming.exactly(body.name), body.parent_id), []).append(body)
    for bodies in bearers.values():
        taking = [one for one in bodies if any(name.begins_on == day for name in after[one.id].names)]
        if taking and len(bodies) > 1:
            ids = tuple(one.id for one in bodies)
            yield Fault(FaultKind.NAME_TAKEN, bodies=ids, body=taking[-1].name, day=day)


def leading(after: Mapping[int, BodyFacts], on: date) -> Iterator[Fault]:
    """A body that is to be led from this day on by itself, also round about, or by one that does not live then."""
    told = [one.id for one in after.values() if any(said.begins_on == on for said in one.superiors)]
    for one in misled(after, told, on):
        name = _name(after, one.body_id, on)
        if one.gone is None:
            yield Fault(FaultKind.LEADS_ITSELF, bodies=(one.body_id,), body=name, day=one.day)
        elif one.day == on:
            other = _name(after, one.gone, on)
            yield Fault(FaultKind.LED_BY_NOBODY, bodies=(one.body_id,), body=name, other=other, day=on)


def _name(after: Mapping[int, BodyFacts], body_id: int, day: date) -> str:
    facts = after.get(body_id)
    body = body_on(facts, day) if facts else None
    return body.name if body else f"#{body_id}"


def _on(after: Mapping[int, BodyFacts], day: date) -> Iterator[Fault]:
    living = {one.id: body for one in after.values() if one.lives(day) and (body := body_on(one, day)) is not None}
    yield from _shared_codes(after, living, day)
    for body in living.values():
        if body.parent_id is not None and body.parent_id not in living:
            above = after.get(body.parent_id)
            then = body_on(above, day) if above else None
            other = then.name if then else f"#{body.parent_id}"
            yield Fault(FaultKind.ORPHAN, bodies=(body.id,), body=body.name, other=other, day=day)
    for body_id in _circle(lambda one: living[one].parent_id if one in living else None, living):
        yield Fault(FaultKind.CIRCLE, bodies=(body_id,), body=living[body_id].name, day=day)


def _shared_codes(after: Mapping[int, BodyFacts], living: Mapping[int, Body], day: date) -> Iterator[Fault]:
    """Two bodies with one code: to blame is the one that takes it on this day.

    "H05" and "h05" are one code; who bore them side by side before, by an older table, goes on.
    """
    bearers: dict[str, list[Body]] = {}
    for body in living.values():
        if body.code:
            bearers.setdefault(naming.same_code(body.code), []).append(body)

    def takes(body: Body) -> bool:
        return any(one.begins_on == day for one in after[body.id].codes)

    for bodies in bearers.values():
        first, *others = sorted(bodies, key=takes)
        for body in others:
            if body.code == first.code or takes(body):
                ids = body.id, first.id
                yield Fault(FaultKind.CODE_TAKEN, None, ids, body.name, first.name, first.code, day)


def _circle(above: Callable[[int], int | None], ids: Iterable[int]) -> list[int]:
    """The bodies that are their own ancestors."""
    sound: set[int] = set()
    found: list[int] = []
    for start in ids:
        path: dict[int, None] = {}
        one: int | None = start
        while one is not None and one not in sound and one not in path:
            path[one] = None
            one = above(one)
        if one is not None and one in path:
            passed = list(path)
            found += passed[passed.index(one) :]
        sound.update(path)
    return found
