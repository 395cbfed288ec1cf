"""What the rooms of the product hold at bodies: the one place where each says it, so that a reform can name it all.

A room that keeps something at a body (a case, a register) adds a :class:`Kind` and its count to ``ROOMS``, and its
words to ``pages.names.HOLDINGS``; preview and decision then show it. Duties and people have columns of their own, since
a reform passes them on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from tiendo import orgtree
from tiendo_web.core.access import Viewer
from tiendo_web.duties import involved
from tiendo_web.invitations import queries as invitations
from tiendo_web.orgs import holders
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import issued
from tiendo_web.plans import queries as plans
from tiendo_web.recurring import queries as recurring
from tiendo_web.rulesets import queries as rulesets


class Kind(StrEnum):
    """What a room holds at a body."""

    SERIES = "series"
    TO_ANSWER = "to-answer"
    ASKING = "asking"
    URGED = "urged"
    COORDINATING = "coordinating"
    DIRECTIVES = "directives"
    DRAFTS = "drafts"
    GROUPS = "groups"
    LED = "led"
    DEPUTIES = "deputies"
    INVITED = "invited"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which bodies are asked about, by whom, on which day; ``before`` are the bodies on the eve of the reform."""

    viewer: Viewer
    body_ids: Collection[int]
    before: orgtree.OrgTree
    on: dt.date


Count: TypeAlias = Callable[[Asked], Mapping[int, int]]


def _groups(asked: Asked) -> Counter[int]:
    lines = orgs.groups(jurisdiction_id=asked.viewer.jurisdiction_id)
    return Counter(body.id for line in lines for body in orgtree.members(line.definition, asked.before))


def _led(asked: Asked) -> Counter[int]:
    return Counter(body.superior_id for body in asked.before if body.superior_id is not None)


ROOMS: Mapping[Kind, Count] = MappingProxyType(
    {
        Kind.SERIES: lambda one: recurring.recurring_at(viewer=one.viewer, body_ids=one.body_ids),
        Kind.TO_ANSWER: lambda one: involved.to_answer(viewer=one.viewer, body_ids=one.body_ids),
        Kind.ASKING: lambda one: involved.asking(viewer=one.viewer, body_ids=one.body_ids),
        Kind.URGED: lambda one: involved.urged(viewer=one.viewer, body_ids=one.body_ids, on=one.on),
        Kind.COORDINATING: lambda one: involved.coordinations(viewer=one.viewer, body_ids=one.body_ids),
        Kind.DIRECTIVES: lambda one: issued.by_bodies(viewer=one.viewer, body_ids=one.body_ids),
        Kind.DRAFTS: lambda one: plans.drafts_naming(viewer=one.viewer, body_ids=one.body_ids),
        Kind.GROUPS: _groups,
        Kind.LED: _led,
        Kind.DEPUTIES: lambda one: holders.deputy_counts(viewer=one.viewer, body_ids=one.body_ids, on=one.on),
        Kind.INVITED: lambda one: invitations.waiting_at(viewer=one.viewer, body_ids=one.body_ids, on=one.on),
        Kind.RULES: lambda one: rulesets.adopted_at(viewer=one.viewer, body_ids=one.body_ids),
    }
)


def held(asked: Asked) -> dict[Kind, Mapping[int, int]]:
    """What every room holds at these bodies, by body; a fixed number of queries, however many bodies."""
    return {kind: count(asked) for kind, count in ROOMS.items()}
