"""Groups of bodies by definition: "các sở, ban, ngành", "27 xã biên giới", evaluated as of a day.

A definition names kinds, levels and a body to stand beneath; bodies may be added or left out by hand. A
body that was added by hand and has ended is represented by those that took it over, whole or in part: a
border commune that is merged leaves a border commune. One that was left out is represented by a body founded
to take it over, if that was founded of such bodies alone: who was a member, or took a member over, is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tiendo.errors import Broken
from tiendo.orgtree.facts import Body, BodyKind, Level
from tiendo.orgtree.tree import OrgTree


@dataclass(frozen=True, slots=True)
class Definition:
    """Who belongs: bodies of these kinds (none: no body by kind) at these levels (none: any), beneath one
    body where named; ``added`` and ``left_out`` are ids chosen by hand.
    """

    kinds: frozenset[BodyKind] = frozenset()
    levels: frozenset[Level] = frozenset()
    beneath: int | None = None
    added: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()

    def encode(self) -> dict[str, list[str] | list[int] | int | None]:
        """The form that is stored as JSON."""
        return {
            "kinds": sorted(kind.value for kind in self.kinds),
            "levels": sorted(level.value for level in self.levels),
            "beneath": self.beneath,
            "added": sorted(self.added),
            "left_out": sorted(self.left_out),
        }

    @classmethod
    def decode(cls, stored: Mapping[str, object]) -> Definition:
        """The definition that was stored; raises Broken where what is stored is none."""
        try:
            beneath = stored["beneath"]
            return cls(
                kinds=frozenset(BodyKind(str(one)) for one in _listed(stored["kinds"])),
                levels=frozenset(Level(str(one)) for one in _listed(stored["levels"])),
                beneath=int(str(beneath)) if beneath is not None else None,
                added=frozenset(int(str(one)) for one in _listed(stored["added"])),
                left_out=frozenset(int(str(one)) for one in _listed(stored["left_out"])),
            )
        except (KeyError, TypeError, ValueError) as fault:
            raise Broken(f"a stored group cannot be read: {fault}") from fault


def _listed(stored: object) -> Iterable[object]:
    if not isinstance(stored, list):
        raise TypeError("not a list")
    return stored


def members(definition: Definition, tree: OrgTree) -> tuple[Body, ...]:
    """The bodies of the group on the tree's day, in the tree's order."""
    group = _Group(definition, tree)
    return tuple(body for body in tree if body in group)


def belongs(definition: Definition, tree: OrgTree, body: Body) -> bool:
    """Whether one living body is in the group on the tree's day."""
    return body in _Group(definition, tree)


class _Group:
    """A definition as it stands on a day."""

    def __init__(self, definition: Definition, tree: OrgTree) -> None:
        self._definition, self._tree = definition, tree
        self._by_hand = _represented(definition.added, tree)

    def __contains__(self, body: Body) -> bool:
        if self._is_left_out(body.id):
            return False
        return body.id in self._by_hand or (
            body.kind in self._definition.kinds
            and (not self._definition.levels or body.level in self._definition.levels)
            and self._is_beneath(body)
        )

    def _is_left_out(self, body_id: int) -> bool:
        if body_id in self._definition.left_out or not self._definition.left_out:
            return body_id in self._definition.left_out
        founded = self._tree.facts(body_id).begins_on
        taken = [before for before, heir in self._tree.taken(body_id) if heir.begins_on == founded]
        earlier = [one for one in taken if self._tree.facts(one).begins_on < founded]
        return bool(earlier) and all(self._is_left_out(one) for one in earlier)

    def _is_beneath(self, body: Body) -> bool:
        return self._beneath is None or body.id in self._beneath

    @cached_property
    def _beneath(self) -> frozenset[int] | None:
        """The ids beneath the named body; None where none is named."""
        above = self._definition.beneath
        if above is None:
            return None
        return frozenset(body.id for one in self._tree.represented(above) for body in self._tree.descendants(one))


def _represented(ids: Iterable[int], tree: OrgTree) -> frozenset[int]:
    return frozenset(living for body_id in ids for living in tree.represented(body_id))
