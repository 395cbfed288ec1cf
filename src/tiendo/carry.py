"""What becomes of duties when another document takes the place of the one that gave them. Pure.

A task that stands in both with the same words and the same deadline is still owed as it was: its duty goes on, and
what was done stays done. One whose words or deadline changed is given anew, and the old duty makes way for the new
one. A duty whose task is gone is abolished, one whose task is another body's now is revoked. A document that amends
speaks of the tasks it names: what it does not name stays as it is, unless it says that it abolishes it.

>>> held = [Held(1, "1", 7), Held(2, "2", 7), Held(3, "3", 7)]
>>> found = carry(held, [Due("1", 7), Due("3", 7)], {"1": "1", "3": "3"}, changed={"3"})
>>> [(one.held.duty, one.fate.value) for one in found.fates], found.fresh
([(1, 'goes-on'), (2, 'abolished'), (3, 'replaced')], (Due(task='3', body=7),))
>>> amended = carry(held, [Due("3", 7)], {"3": "3"}, changed={"3"}, amends=True, abolished={"2"})
>>> [(one.held.duty, one.fate.value) for one in amended.fates]
[(2, 'abolished'), (3, 'replaced')]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a duty."""

    GOES_ON = "goes-on"
    REPLACED = "replaced"
    REVOKED = "revoked"
    ABOLISHED = "abolished"


@dataclass(frozen=True, slots=True)
class Held:
    """A duty under the older document: its task's key there, who owes it, and whether it is still open."""

    duty: int
    task: str
    body: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """What the newer document asks of a body, by the key of its task."""

    task: str
    body: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A duty with what becomes of it; ``by`` is what the newer document asks in its place, also where it goes on."""

    held: Held
    fate: Fate
    by: Due | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of each duty that anything becomes of, and what is to be given out."""

    fates: tuple[Carried, ...]
    fresh: tuple[Due, ...]


def carry(
    held: Iterable[Held],
    due: Iterable[Due],
    pairs: Mapping[str, str],
    changed: Collection[str],
    *,
    amends: bool = False,
    abolished: Collection[str] = (),
) -> Outcome:
    """Carry duties over to a newer document.

    ``pairs`` gives for the key of an older task that of the same task in the newer document; ``changed`` are the newer
    keys whose words or deadline are not what they were. A duty that is over is never touched: its task is given out
    again only where it changed. With ``amends`` a duty whose task the newer document does not name is left alone,
    unless its task is among the ``abolished``.
    """
    asked = tuple(dict.fromkeys(due))
    fates: list[Carried] = []
    kept: set[Due] = set()
    for one in held:
        if one.task not in pairs:
            gone = not amends or one.task in abolished
            fates += [Carried(one, Fate.ABOLISHED)] if gone and one.is_open else []
            continue
        now = Due(pairs[one.task], one.body)
        if now not in asked:
            fates += [Carried(one, Fate.REVOKED)] if one.is_open else []
        elif now.task not in changed:
            kept.add(now)
            fates.append(Carried(one, Fate.GOES_ON, now))
        elif one.is_open:
            fates.append(Carried(one, Fate.REPLACED, now))
    return Outcome(tuple(fates), tuple(one for one in asked if one not in kept))


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """What becomes of the duties of several older documents at once: what one of them holds already is not given."""
    found = tuple(outcomes)
    fresh = tuple(one for one in found[0].fresh if all(one in other.fresh for other in found)) if found else ()
    return Outcome(tuple(one for outcome in found for one in outcome.fates), fresh)
