"""Changing the terms of a draft: taking a change out again, and adding those written from the shipped table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeVar

from tiendo.reform.terms import Terms, Verb

_Row = TypeVar("_Row")


def without_step(terms: Terms, place: int) -> Terms | None:
    """The terms without one step; a step that founds a body takes it along, unless another speaks of it."""
    if place >= len(terms.steps):
        return None
    gone, rest = terms.steps[place], without(terms.steps, place)
    founded = set(gone.into) if gone.verb is Verb.FOUND else set()
    named = {body for step in rest for body in (*step.bodies, *step.into, step.parent, step.superior)}
    named |= {rule.to for rule in terms.rules} | {*terms.choices.values(), *terms.people.values()}
    named |= {above for one in terms.newcomers for above in (one.parent, one.superior)}
    if founded & named:
        return None
    # What no change speaks of any more is not founded either, unseen.
    return replace(terms, steps=rest, newcomers=tuple(one for one in terms.newcomers if one.id in named))


def without(rows: tuple[_Row, ...], place: int) -> tuple[_Row, ...]:
    """The rows without the one at a place."""
    return rows[:place] + rows[place + 1 :]


def changed_in_both(terms: Terms, written: Terms) -> frozenset[int]:
    """The bodies that the draft already changes and that the table would change again."""
    ours, theirs = ({body for step in one.steps for body in step.bodies} for one in (terms, written))
    return frozenset(ours & theirs)


def with_table(terms: Terms, written: Terms) -> Terms:
    """The terms with the changes written from the table after their own; its newcomers get ids that nothing holds."""
    lowest = min((one.id for one in terms.newcomers), default=0)

    def moved(body_id: int) -> int:
        return body_id + lowest if body_id < 0 else body_id

    def maybe(body_id: int | None) -> int | None:
        return moved(body_id) if body_id is not None else None

    newcomers = tuple(
        replace(one, id=moved(one.id), parent=maybe(one.parent), superior=maybe(one.superior))
        for one in written.newcomers
    )
    steps = tuple(
        replace(
            one,
            bodies=tuple(map(moved, one.bodies)),
            into=tuple(map(moved, one.into)),
            parent=maybe(one.parent),
            superior=maybe(one.superior),
        )
        for one in written.steps
    )
    return replace(terms, newcomers=(*terms.newcomers, *newcomers), steps=(*terms.steps, *steps))


def eve(terms: Terms) -> dt.date:
    """The last day of the old bodies."""
    day = terms.decision.effect_on
    return day - dt.timedelta(days=1) if day > dt.date.min else day
