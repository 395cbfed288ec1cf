"""The tree of bodies as of a day, the life of a body, and the groups."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from tiendo import orgtree, viet
from tiendo.errors import Refusal, Refused
from tiendo_web.core.access import Viewer
from tiendo_web.orgs import facts
from tiendo_web.orgs.models import Group, TreeStamp

# The stamp of each jurisdiction while :func:`steady` lasts.
_held: ContextVar[dict[int, str] | None] = ContextVar("held", default=None)


class NoGroup(Refused):
    """There is no such group, or it is over."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of bodies with its definition, the ``number``-th to be saved; who belongs is asked of a tree."""

    key: str
    name: str
    definition: orgtree.Definition
    number: int


@dataclass(frozen=True, slots=True)
class Episode:
    """A turn in a body's life, with the act that said so."""

    moment: orgtree.Moment
    act: int | None


def tree(*, jurisdiction_id: int, on: dt.date) -> orgtree.OrgTree:
    """The bodies of a jurisdiction as they stand on a day; one query while nothing has changed."""
    return _tree(jurisdiction_id, _stamp(jurisdiction_id), on)


def all_facts(*, jurisdiction_id: int) -> tuple[orgtree.BodyFacts, ...]:
    """All that is known of the bodies of a jurisdiction through time; one query while nothing has changed."""
    return _facts(jurisdiction_id, _stamp(jurisdiction_id))


def facts_without(*, jurisdiction_id: int, act: int) -> tuple[orgtree.BodyFacts, ...]:
    """The same as if an act had said nothing; one query while nothing has changed."""
    return _facts_without(jurisdiction_id, _stamp(jurisdiction_id), act)


@lru_cache(maxsize=4)
def _facts_without(jurisdiction_id: int, stamp: str, act: int) -> tuple[orgtree.BodyFacts, ...]:
    return facts.read(jurisdiction_id, without=[act])


@contextmanager
def steady() -> Iterator[None]:
    """While it lasts, whether bodies changed is asked once: what only reads shows the bodies of one moment."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def _stamp(jurisdiction_id: int) -> str:
    held = _held.get()
    if held is None:
        return _stored_stamp(jurisdiction_id)
    if jurisdiction_id not in held:
        held[jurisdiction_id] = _stored_stamp(jurisdiction_id)
    return held[jurisdiction_id]


def _stored_stamp(jurisdiction_id: int) -> str:
    return TreeStamp.objects.filter(jurisdiction_id=jurisdiction_id).values_list("stamp", flat=True).first() or ""


@lru_cache(maxsize=32)
def _tree(jurisdiction_id: int, stamp: str, on: dt.date) -> orgtree.OrgTree:
    return orgtree.OrgTree(_facts(jurisdiction_id, stamp), on)


@lru_cache(maxsize=16)
def _facts(jurisdiction_id: int, stamp: str) -> tuple[orgtree.BodyFacts, ...]:
    """The facts under a stamp, or those of a later one: where a write came between two tables they are read anew."""
    found = facts.read(jurisdiction_id)
    while (now := _stored_stamp(jurisdiction_id)) != stamp:
        stamp, found = now, facts.read(jurisdiction_id)
    return found


def history(*, viewer: Viewer, body_id: int, on: dt.date) -> list[Episode]:
    """The life of a body from its founding, also what comes after ``on``; one query for each kind of turn.

    Raises ``tiendo.orgtree.BodyMissing``.
    """
    now = tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    moments = orgtree.life(now.facts(body_id), now.taken(body_id))
    acts = facts.acts_of(viewer.jurisdiction_id, body_id, {one.turn for one in moments})
    return [Episode(one, acts.get((one.turn, one.day, facts.other(one)))) for one in moments]


def groups(*, jurisdiction_id: int) -> list[GroupLine]:
    """The groups that there are, by name; one query."""
    rows = list(Group.objects.filter(jurisdiction_id=jurisdiction_id).order_by("pk"))
    latest, numbers = {row.key: row for row in rows}, Counter(row.key for row in rows)
    lines = [
        GroupLine(row.key, row.name, orgtree.Definition.decode(row.definition), numbers[row.key])
        for row in latest.values()
        if row.definition is not None
    ]
    return sorted(lines, key=lambda line: viet.fold(line.name))


def group(*, jurisdiction_id: int, key: str) -> GroupLine:
    """One group; raises :class:`NoGroup`."""
    found = next((one for one in groups(jurisdiction_id=jurisdiction_id) if one.key == key), None)
    if found is None:
        raise NoGroup()
    return found


def any_group(*, jurisdiction_id: int, body_ids: Collection[int]) -> bool:
    """Whether a group names one of these bodies, to be in it, out of it, or above it."""
    wanted = set(body_ids)
    for one in groups(jurisdiction_id=jurisdiction_id):
        definition = one.definition
        if wanted & {*definition.added, *definition.left_out, definition.beneath}:
            return True
    return False


def body_name(*, viewer: Viewer, body_id: int, on: dt.date) -> str:
    """A body's name on a day; empty where the jurisdiction has no such body then."""
    return tree(jurisdiction_id=viewer.jurisdiction_id, on=on).name(body_id)
