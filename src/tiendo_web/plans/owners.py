"""From a body's name as printed to bodies of the register, with how sure. Pure; never silently sure.

>>> propose("Văn phòng bên cạnh", Register(NO_TREE)).bodies
()
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tiendo import orgtree, viet
from tiendo.orgtree import naming


class Sure(StrEnum):
    """How a name was matched: one body of that name, a group, a name no longer borne, or not at all.

    FORMER gives whoever bore the name or took over from who did: to be looked at, whatever was meant.
    """

    EXACT = "exact"
    GROUP = "group"
    FORMER = "former"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The bodies that a printed name may mean."""

    words: str
    bodies: tuple[int, ...]
    sure: Sure


@dataclass(frozen=True, slots=True)
class Register:
    """What printed names are looked up in: the bodies of a day, and the groups defined, by :func:`group_key`."""

    tree: orgtree.OrgTree
    groups: Mapping[str, orgtree.Definition] = field(default_factory=dict)


NO_TREE = orgtree.OrgTree((), dt.date(2026, 1, 1))
# "27 xã biên giới" and "các xã biên giới" are one group; how many belong is asked of the day.
_HOW_MANY = re.compile(r"^(?:(?:\d+|cac|nhung|tat ca|toan bo|toan the)\s+)+")
# "Ủy ban" holds the word of a department ("ban"), so it is taken out before groups are looked for.
_COMMITTEE = re.compile(r"\b(?:uy ban(?: nhan dan)?|ubnd)\b")
_PLURAL = re.compile(r"\bcac\b|\bcap xa\b|\bdia phuong\b|\btung\b")
_GROUPS = (
    (re.compile(r"\bxa\b|\bphuong\b|\bdac khu\b|\bdia phuong\b|\bcap xa\b"), orgtree.BodyKind.COMMUNE),
    (re.compile(r"\bso\b|\bban\b|\bnganh\b|\bdon vi\b|\bco quan\b"), orgtree.BodyKind.DEPARTMENT),
    (re.compile(r"\bdoan the\b|\bmat tran\b|\bhoi\b"), orgtree.BodyKind.FRONT),
    (re.compile(r"\bcap uy\b|\bdang uy\b|\bto chuc dang\b"), orgtree.BodyKind.PARTY),
)


def group_key(name: str) -> str:
    """What a group is looked up by: its name without how many, and without "UBND" before it."""
    return _HOW_MANY.sub("", naming.without_committee(viet.fold(name)))


def propose(words: str, register: Register) -> Proposal:
    """The bodies meant by ``words``: a name that is borne, a defined group, a former name, a group by its words."""
    tree = register.tree
    exact = tuple(body.id for body in tree.named(words))
    if exact:
        return Proposal(words, exact, Sure.EXACT if len(exact) == 1 else Sure.GROUP)
    defined = register.groups.get(group_key(words))
    if defined is not None:
        group = tuple(body.id for body in orgtree.members(defined, tree))
        return Proposal(words, group, Sure.GROUP if group else Sure.NONE)
    former = tuple(body.id for body in tree.formerly(words))
    if former:
        return Proposal(words, former, Sure.FORMER)
    return _by_class(words, tree)


def _by_class(words: str, tree: orgtree.OrgTree) -> Proposal:
    """A group by the words of its kind, such as "các sở"."""
    classes = _COMMITTEE.sub(" ", viet.fold(words))
    if not _PLURAL.search(classes):
        return Proposal(words, (), Sure.NONE)
    kinds = {kind for pattern, kind in _GROUPS if pattern.search(classes)}
    group = tuple(body.id for body in tree if body.kind in kinds)
    return Proposal(words, group, Sure.GROUP if group else Sure.NONE)
