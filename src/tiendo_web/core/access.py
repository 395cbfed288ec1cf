"""Who may do what: roles, permissions, and one pure function over a :class:`Viewer`.

Deny by default: what is not granted here is refused. Data of another jurisdiction is never a question
of permission; it does not exist for the viewer (404).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused


class Role(StrEnum):
    """The five hats."""

    CLERK = "clerk"
    OFFICER = "officer"
    LEADER = "leader"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a hat can be allowed."""

    DRAFT = "draft"  # upload documents, mend plans
    ISSUE = "issue"
    JUDGE = "judge"  # accept, return, close what others report
    REPORT = "report"  # acknowledge and report for one's own body
    READ_DUTIES = "read-duties"
    READ_LEDGER = "read-ledger"
    MANAGE_PEOPLE = "manage-people"
    MANAGE_BODIES = "manage-bodies"  # import bodies, define groups
    REORGANISE = "reorganise"  # merge, split, abolish bodies and send their duties on
    READ_SIGN_INS = "read-sign-ins"
    SET_RULES = "set-rules"  # adopt the rule set by which the office issues


_P = Permission
GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.CLERK: frozenset(
            {
                _P.DRAFT,
                _P.ISSUE,
                _P.JUDGE,
                _P.REPORT,
                _P.READ_DUTIES,
                _P.READ_LEDGER,
                _P.MANAGE_BODIES,
                _P.REORGANISE,
                _P.SET_RULES,
            }
        ),
        Role.OFFICER: frozenset({_P.REPORT, _P.READ_DUTIES}),
        Role.LEADER: frozenset({_P.JUDGE, _P.READ_DUTIES, _P.READ_LEDGER}),
        Role.INSPECTOR: frozenset({_P.READ_DUTIES, _P.READ_LEDGER}),
        Role.ADMINISTRATOR: frozenset({_P.MANAGE_PEOPLE, _P.MANAGE_BODIES, _P.READ_SIGN_INS, _P.READ_LEDGER}),
    }
)
# What only the issuing office may do; a department's clerk reports and reads, and no more.
_OFFICE_ONLY = frozenset(
    {
        _P.DRAFT,
        _P.ISSUE,
        _P.READ_LEDGER,
        _P.MANAGE_PEOPLE,
        _P.READ_SIGN_INS,
        _P.MANAGE_BODIES,
        _P.REORGANISE,
        _P.SET_RULES,
    }
)


class ActorKind(StrEnum):
    """Who acts: someone wearing a hat, the public without an account, the system itself."""

    HOLDER = "holder"
    PUBLIC = "public"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """By whom an act is done; ``id`` is the holder's, 0 for the others."""

    kind: ActorKind
    id: int = 0

    def __str__(self) -> str:
        """As the ledger writes it: ``holder:12``."""
        return f"{self.kind.value}:{self.id}" if self.kind is ActorKind.HOLDER else self.kind.value


SYSTEM = Actor(ActorKind.SYSTEM)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody wearing one hat. ``bodies`` are those the hat answers for: its own and all beneath.

    ``records`` are those among them that have ended: the hat reads what they did, and judges nothing of theirs.
    ``office`` is true for the issuing office, which sees the whole jurisdiction.
    """

    jurisdiction_id: int
    user_id: int
    holder_id: int
    role: Role
    body_id: int
    bodies: frozenset[int]
    office: bool
    records: frozenset[int] = frozenset()

    @property
    def actor(self) -> Actor:
        """The viewer as the one who acts."""
        return Actor(ActorKind.HOLDER, self.holder_id)


def may(viewer: Viewer, permission: Permission) -> bool:
    """Whether this hat grants ``permission`` at all; which rows it reaches is asked of the query."""
    if permission in _OFFICE_ONLY and not viewer.office:
        return False
    return permission in GRANTS[viewer.role]


class NotAllowed(Refused):
    """The hat worn does not grant this."""

    kind = Refusal.FORBIDDEN


def demand(viewer: Viewer, permission: Permission) -> None:
    """Raise :class:`NotAllowed` unless the viewer's hat grants ``permission``."""
    if not may(viewer, permission):
        raise NotAllowed(_("Vai trò của bạn không được làm việc này."))
