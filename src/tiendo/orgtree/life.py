"""The life of one body as a line of dated turns: founded, renamed, moved, ... passed on, ended.

>>> from datetime import date
>>> from tiendo.orgtree.facts import Name, Parent
>>> old, new = date(2010, 1, 1), date(2025, 7, 1)
>>> facts = BodyFacts(
...     5, BodyKind.COMMUNE, (Name("Xã An Bình", "", old), Name("Phường Bình An", "", new)), (), (Parent(1, old),), old
... )
>>> [(one.turn.value, one.was, one.now) for one in life(facts, ())]
[('founded', '', 'Xã An Bình'), ('renamed', 'Xã An Bình', 'Phường Bình An')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiendo.orgtree.facts import BodyFacts, BodyKind, Heir, Level, Share, current, usual_level


class Turn(StrEnum):
    """What can happen to a body; turns of one day are told in this order."""

    FOUNDED = "founded"
    TOOK_OVER = "took-over"
    RENAMED = "renamed"
    RECODED = "recoded"
    RANKED = "ranked"
    MOVED = "moved"
    LED = "led"
    PASSED = "passed"
    ENDED = "ended"


_ORDER = {turn: place for place, turn in enumerate(Turn)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn in a body's life.

    ``was`` and ``now`` are names (with the abbreviation behind) or codes; ``body_id`` is who stands above or leads
    from then on (None: nobody), who was taken over, or who takes over; the latter two with their ``share``.
    """

    day: date
    turn: Turn
    was: str = ""
    now: str = ""
    body_id: int | None = None
    share: Share | None = None
    kind: BodyKind | None = None
    level: Level | None = None


def life(facts: BodyFacts, taken: Iterable[tuple[int, Heir]]) -> tuple[Moment, ...]:
    """The turns of a body's life in order.

    ``taken`` are the successions that made this body an heir, each with the id of the body before.
    """
    moments = [_founded(facts), *_words(facts), *_ranks(facts), *_places(facts)]
    moments += [Moment(heir.begins_on, Turn.TOOK_OVER, body_id=before, share=heir.share) for before, heir in taken]
    moments += [Moment(heir.begins_on, Turn.PASSED, body_id=heir.body_id, share=heir.share) for heir in facts.heirs]
    if facts.ends_on is not None:
        moments.append(Moment(facts.ends_on, Turn.ENDED))
    return tuple(sorted(moments, key=lambda one: (one.day, _ORDER[one.turn], one.body_id or 0)))


def _founded(facts: BodyFacts) -> Moment:
    name, above = current(facts.names, facts.begins_on), current(facts.parents, facts.begins_on)
    return Moment(
        day=facts.begins_on,
        turn=Turn.FOUNDED,
        now=_written(name.name, name.abbreviation) if name else "",
        body_id=above.parent_id if above else None,
        kind=facts.kind,
        level=usual_level(facts.kind),
    )


def _words(facts: BodyFacts) -> Iterator[Moment]:
    """The changes of name and code after the founding; a fact that repeats what holds changes nothing."""
    names = [(one.begins_on, _written(one.name, one.abbreviation)) for one in facts.names]
    codes = [(one.begins_on, one.code) for one in facts.codes]
    for turn, dated in ((Turn.RENAMED, names), (Turn.RECODED, codes)):
        was = ""
        for day, now in sorted(dated, key=lambda one: one[0]):
            if day > facts.begins_on and now != was:
                yield Moment(day, turn, was=was, now=now)
            was = now


def _written(name: str, abbreviation: str) -> str:
    return f"{name} ({abbreviation})" if abbreviation else name


def _ranks(facts: BodyFacts) -> Iterator[Moment]:
    was = (facts.kind, usual_level(facts.kind))
    for rank in sorted(facts.ranks, key=lambda one: one.begins_on):
        if (rank.kind, rank.level) != was:
            yield Moment(rank.begins_on, Turn.RANKED, kind=rank.kind, level=rank.level)
        was = (rank.kind, rank.level)


def _places(facts: BodyFacts) -> Iterator[Moment]:
    """The changes of who stands above and who leads in the line of work."""
    parents = [(one.begins_on, one.parent_id) for one in facts.parents if one.begins_on > facts.begins_on]
    founded = current(facts.parents, facts.begins_on)
    leaders = [(one.begins_on, one.superior_id) for one in facts.superiors]
    first = founded.parent_id if founded else None
    for turn, was, dated in ((Turn.MOVED, first, parents), (Turn.LED, None, leaders)):
        for day, now in sorted(dated, key=lambda one: one[0]):
            if now != was:
                yield Moment(day, turn, body_id=now)
            was = now
