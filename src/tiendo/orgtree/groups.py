"""Groups of bodies by definition: "các sở, ban, ngành", "27 xã biên giới", evaluated as of a day.

A definition names kinds, levels and a body to stand beneath; bodies may be added or left out by hand. A
body that was added by hand and has ended is represented by those that took it over, whole or in part: a
border commune that is merged leaves a border commune.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    by_hand = {living for body_id in definition.added for living in tree.represented(body_id)}
    left_out = {living for body_id in definition.left_out for living in tree.represented(body_id)}
    beneath = _beneath(definition, tree)
    return tuple(
        body
        for body in tree
        if body.id not in left_out
        and (
            body.id in by_hand
            or (
                body.kind in definition.kinds
                and (not definition.levels or body.level in definition.levels)
                and (beneath is None or body.id in beneath)
            )
        )
    )


def _beneath(definition: Definition, tree: OrgTree) -> frozenset[int] | None:
    """The ids beneath the named body; None where none is named."""
    if definition.beneath is None:
        return None
    if definition.beneath not in tree:
        return frozenset()
    return frozenset(body.id for body in tree.descendants(definition.beneath))
