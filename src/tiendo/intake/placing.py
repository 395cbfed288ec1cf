"""Where a table puts bodies: who stands above and who leads each, and at which level it then works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tiendo.intake.bodies import Row
from tiendo.orgtree import BodyFacts, BodyKind, Level, OrgTree, current, follows, usual_level


@dataclass(slots=True)
class Placing:
    """The rows by the id of their body, and who will stand above and lead each of these bodies."""

    tree: OrgTree
    known: Mapping[int, BodyFacts]
    rows: Mapping[int, Row]
    parents: dict[int, int | None] = field(default_factory=dict)
    superiors: dict[int, int | None] = field(default_factory=dict)

    def kind(self, body_id: int) -> BodyKind:
        """What kind of body it will be: as its row says, or as it is; a service where neither says."""
        row, body = self.rows.get(body_id), self.tree.get(body_id)
        said = row.kind if row else None
        return said or (body.kind if body else BodyKind.SERVICE)

    def level(self, body_id: int) -> Level:
        """The level at which it will work."""
        row = self.rows.get(body_id)
        return (row.level if row else None) or self.unsaid(body_id)

    def unsaid(self, body_id: int) -> Level:
        """The same if its row says nothing of it: what was said before, or that of the body above it."""
        passed = set[int]()
        one: int | None = body_id
        while one is not None and one not in passed:
            if (own := self._own(one, said=one != body_id)) is not None:
                return own
            passed.add(one)
            one = self._parent(one)
        return usual_level(self.kind(body_id))

    def _own(self, body_id: int, *, said: bool) -> Level | None:
        """The level that is a body's own; None where it follows the body above."""
        row, body, kind = self.rows.get(body_id), self.tree.get(body_id), self.kind(body_id)
        if said and row is not None and row.level is not None:
            return row.level
        if body is not None and kind is body.kind and current(self.known[body_id].ranks, self.tree.on) is not None:
            return body.level
        return None if follows(kind) else usual_level(kind)

    def _parent(self, body_id: int) -> int | None:
        if body_id in self.parents:
            return self.parents[body_id]
        body = self.tree.get(body_id)
        return body.parent_id if body else None
