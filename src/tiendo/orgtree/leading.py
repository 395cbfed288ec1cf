"""What is wrong with who leads whom in the line of work: a body that leads itself, or a leader that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tiendo.orgtree.facts import BodyFacts, current


@dataclass(frozen=True, slots=True)
class Misled:
    """A body that would lead itself from a day on; or, with ``gone``, be led by one that does not live then."""

    body_id: int
    day: date
    gone: int | None = None


def misled(after: Mapping[int, BodyFacts], body_ids: Iterable[int], on: date) -> Iterator[Misled]:
    """What is wrong with the superiors of these bodies, on a day and on every later one that is known of."""
    later = {day for one in after.values() if one.superiors or one.ends_on for day in one.days if day > on}
    for body_id in body_ids:
        found = (_misled(after, body_id, day) for day in (on, *sorted(later)))
        if first := next((one for one in found if one), None):
            yield first


def _misled(after: Mapping[int, BodyFacts], body_id: int, day: date) -> Misled | None:
    first = _superior(after, body_id, day)
    if first is None:
        return None
    if first not in after or not after[first].lives(day):
        return Misled(body_id, day, gone=first)
    one, passed = _superior(after, body_id, day), set[int]()
    while one is not None and one not in passed:
        passed.add(one)
        one = _superior(after, one, day)
    return Misled(body_id, day) if body_id in passed else None


def _superior(after: Mapping[int, BodyFacts], body_id: int, day: date) -> int | None:
    """Who leads a body on a day; nobody where it does not live then."""
    facts = after.get(body_id)
    said = current(facts.superiors, day) if facts is not None and facts.lives(day) else None
    return said.superior_id if said else None
