"""From a body's name as printed to bodies of the register, with how sure. Pure; never silently sure.

>>> propose("Văn phòng bên cạnh", NO_TREE).bodies
()
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from tiendo import orgtree, viet


class Sure(StrEnum):
    """How a name was matched: one body of that name, a group by its words, or not at all."""

    EXACT = "exact"
    GROUP = "group"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The bodies that a printed name may mean."""

    words: str
    bodies: tuple[int, ...]
    sure: Sure


NO_TREE = orgtree.OrgTree((), dt.date(2026, 1, 1))
# "Ủy ban" holds the word of a department ("ban"), so it is taken out before groups are looked for.
_COMMITTEE = re.compile(r"\b(?:uy ban(?: nhan dan)?|ubnd)\b")
_PLURAL = re.compile(r"\bcac\b|\bcap xa\b|\bdia phuong\b|\btung\b")
_GROUPS = (
    (re.compile(r"\bxa\b|\bphuong\b|\bdac khu\b|\bdia phuong\b|\bcap xa\b"), orgtree.BodyKind.COMMUNE),
    (re.compile(r"\bso\b|\bban\b|\bnganh\b|\bdon vi\b|\bco quan\b"), orgtree.BodyKind.DEPARTMENT),
    (re.compile(r"\bdoan the\b|\bmat tran\b|\bhoi\b"), orgtree.BodyKind.FRONT),
    (re.compile(r"\bcap uy\b|\bdang uy\b|\bto chuc dang\b"), orgtree.BodyKind.PARTY),
)


def propose(words: str, tree: orgtree.OrgTree) -> Proposal:
    """The bodies meant by ``words``: an exact name or abbreviation first, then a group such as "các sở"."""
    key = viet.fold(words)
    exact = tuple(body.id for body in tree if key in _keys(body))
    if exact:
        return Proposal(words, exact, Sure.EXACT if len(exact) == 1 else Sure.GROUP)
    classes = _COMMITTEE.sub(" ", key)
    if _PLURAL.search(classes):
        kinds = {kind for pattern, kind in _GROUPS if pattern.search(classes)}
        group = tuple(body.id for body in tree if body.kind in kinds)
        return Proposal(words, group, Sure.GROUP if group else Sure.NONE)
    return Proposal(words, (), Sure.NONE)


def _keys(body: orgtree.Body) -> set[str]:
    """What a body is called in documents: its name, its abbreviation, and its People's Committee."""
    names = {viet.fold(body.name), viet.fold(body.abbreviation)} - {""}
    if body.kind is orgtree.BodyKind.COMMUNE:
        names |= {f"{prefix} {viet.fold(body.name)}" for prefix in ("uy ban nhan dan", "ubnd")}
    return names
