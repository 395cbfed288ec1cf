"""The bodies of a jurisdiction as they stood on a day: names, codes and who is under whom.

Facts only say when something begins; the next fact of the same kind ends it. Periods are half-open:
on its ``ends_on`` a body is gone. Ids are ours; a code or a name may have belonged to another body before.

>>> from datetime import date
>>> day = date(2025, 7, 1)
>>> facts = [
...     BodyFacts(1, BodyKind.PROVINCE, (Name("UBND tỉnh Sơn Hải", "UBND tỉnh", day),), (), (Parent(None, day),), day),
...     BodyFacts(2, BodyKind.DEPARTMENT, (Name("Sở Tài chính", "STC", day),), (), (Parent(1, day),), day),
... ]
>>> tree = OrgTree(facts, on=date(2026, 11, 24))
>>> tree.find("so tai")[0].body.id, tree.ancestors(2)[0].name
(2, 'UBND tỉnh Sơn Hải')
"""

from __future__ import annotations

from tiendo.orgtree.facts import (
    Body,
    BodyFacts,
    BodyKind,
    Code,
    Heir,
    Level,
    Name,
    Parent,
    Rank,
    Share,
    Superior,
    body_on,
    current,
    follows,
    usual_level,
)
from tiendo.orgtree.groups import Definition, belongs, members
from tiendo.orgtree.leading import Misled, misled
from tiendo.orgtree.life import Moment, Turn, life
from tiendo.orgtree.naming import Answer
from tiendo.orgtree.search import Match
from tiendo.orgtree.tree import BodyMissing, OrgTree, TreeRefused

__all__ = [
    "Answer",
    "Body",
    "BodyFacts",
    "BodyKind",
    "BodyMissing",
    "Code",
    "Definition",
    "Heir",
    "Level",
    "Match",
    "Misled",
    "Moment",
    "Name",
    "OrgTree",
    "Parent",
    "Rank",
    "Share",
    "Superior",
    "TreeRefused",
    "Turn",
    "belongs",
    "body_on",
    "current",
    "follows",
    "life",
    "members",
    "misled",
    "usual_level",
]
