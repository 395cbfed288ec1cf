"""Who may do what on whose data: one table, and pure functions over a :class:`Viewer` that read it.

Deny by default: what does not stand in :data:`TABLE` is refused. Data of another jurisdiction is never a question of
permission; it does not exist for the viewer (404), and neither does a row that the reach of his right leaves out.

>>> TABLE[Role.OFFICER][Permission.REPORT]
Grant(office=<Reach.OWN: 1>, body=<Reach.OWN: 1>)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused

M = TypeVar("M", bound=Model)


class Role(StrEnum):
    """As whom somebody works. All are hats but the last, which is everybody without an account."""

    CLERK = "clerk"
    OFFICER = "officer"
    HEAD = "head"
    LEADER = "leader"
    INSPECTOR = "inspector"
    RECEPTION = "reception"
    CUSTODIAN = "custodian"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    PUBLIC = "public"


HATS = tuple(role for role in Role if role is not Role.PUBLIC)


class Permission(StrEnum):
    """What a hat can be allowed."""

    READ_BODIES = "read-bodies"  # the tree, the groups, this table
    READ_DOCUMENTS = "read-documents"  # what was issued; drafts are for who drafts
    READ_DUTIES = "read-duties"
    READ_INTERNAL = "read-internal"  # documents and duties of level INTERNAL, of those that are read
    READ_RESTRICTED = "read-restricted"  # of level RESTRICTED
    READ_ACCESSES = "read-accesses"  # who saw confidential records
    MARK = "mark"  # raise and lower the level of a document or a duty
    DRAFT = "draft"  # upload documents, mend plans
    ISSUE = "issue"
    REPORT = "report"  # acknowledge, report, break down for bodies beneath
    JUDGE = "judge"  # accept, return, extend, close what others report
    GRANT_TIME = "grant-time"  # answer about a later day where the rules leave that to the leader
    READ_PEOPLE = "read-people"  # who wears which hat
    MANAGE_PEOPLE = "manage-people"
    READ_SIGN_INS = "read-sign-ins"
    MANAGE_BODIES = "manage-bodies"  # import bodies, define groups
    REORGANISE = "reorganise"  # merge, split, abolish bodies and send their duties on
    SET_RULES = "set-rules"  # adopt the rule set by which the office issues
    READ_LEDGER = "read-ledger"
    DEPUTISE = "deputise"  # let somebody stand in for oneself


class Level(IntEnum):
    """Who may know of a document or a duty: everybody who reads, the bodies concerned, those who answer for them.

    State secrets have no level here: what bears their stamp is refused at the door.
    """

    OPEN = 0
    INTERNAL = 1
    RESTRICTED = 2


class Reach(IntEnum):
    """Whose data a right reaches; each holds those before it."""

    SELF = 0
    OWN = 1
    BELOW = 2
    LINE = 3
    ALL = 4


@dataclass(frozen=True, slots=True)
class Grant:
    """How far a right reaches: worn at the issuing office, and at any other body; None: not at all."""

    office: Reach | None
    body: Reach | None


_P = Permission
_EVERYWHERE = Grant(Reach.ALL, Reach.ALL)
_READS = Grant(Reach.ALL, Reach.LINE)
_ABOVE = Grant(Reach.ALL, Reach.BELOW)
_OWN = Grant(Reach.OWN, Reach.OWN)
_BELOW = Grant(Reach.BELOW, Reach.BELOW)
_ANSWERS = Grant(Reach.ALL, Reach.OWN)
_OFFICE = Grant(Reach.ALL, None)
_SELF = Grant(Reach.SELF, Reach.SELF)

TABLE: Mapping[Role, Mapping[Permission, Grant]] = MappingProxyType(
    {
        Role.CLERK: {
            _P.READ_BODIES: _EVERYWHERE,
            _P.READ_DOCUMENTS: _READS,
            _P.READ_DUTIES: _READS,
            _P.READ_INTERNAL: _ABOVE,
            _P.READ_RESTRICTED: _ANSWERS,
            _P.MARK: _OFFICE,
            _P.DRAFT: _OFFICE,
            _P.ISSUE: _OFFICE,
            _P.REPORT: _OWN,
            _P.JUDGE: _ABOVE,
            _P.MANAGE_BODIES: _OFFICE,
            _P.REORGANISE: _OFFICE,
            _P.SET_RULES: _OFFICE,
            _P.READ_LEDGER: _OFFICE,
            _P.DEPUTISE: _SELF,
        },
        Role.OFFICER: {
            _P.READ_BODIES: _EVERYWHERE,
            _P.READ_DOCUMENTS: _READS,
            _P.READ_DUTIES: _READS,
            _P.READ_INTERNAL: _ABOVE,
            _P.REPORT: _OWN,
            _P.DEPUTISE: _SELF,
        },
        Role.HEAD: {
            _P.READ_BODIES: _EVERYWHERE,
            _P.READ_DOCUMENTS: _READS,
            _P.READ_DUTIES: _READS,
            _P.READ_INTERNAL: _ABOVE,
            _P.READ_RESTRICTED: _ANSWERS,
            _P.MARK: _OFFICE,
            _P.REPORT: _OWN,
            _P.JUDGE: _ABOVE,
            # At the office it is the leader of the jurisdiction who leads; at a body it is its head.
            _P.GRANT_TIME: Grant(None, Reach.BELOW),
            _P.READ_ACCESSES: _BELOW,
            _P.READ_PEOPLE: _BELOW,
            _P.DEPUTISE: _SELF,
        },
        Role.LEADER: {
            _P.READ_BODIES: _EVERYWHERE,
            _P.READ_DOCUMENTS: _READS,
            _P.READ_DUTIES: _READS,
            _P.READ_INTERNAL: _ABOVE,
            _P.READ_RESTRICTED: _ANSWERS,
            _P.MARK: _OFFICE,
            _P.JUDGE: _ABOVE,
            _P.GRANT_TIME: _ABOVE,
            _P.READ_PEOPLE: _ABOVE,
            _P.READ_LEDGER: _OFFICE,
            _P.DEPUTISE: _SELF,
        },
        Role.INSPECTOR: {
            _P.READ_BODIES: _EVERYWHERE,
            _P.READ_DOCUMENTS: _READS,
            _P.READ_DUTIES: _READS,
            _P.READ_LEDGER: _OFFICE,
            _P.DEPUTISE: _SELF,
        },
        # Petitions and sealed envelopes do not exist yet, nor do the rights of these two. A key is held in person.
        Role.RECEPTION: {_P.READ_BODIES: _EVERYWHERE, _P.DEPUTISE: _SELF},
        Role.CUSTODIAN: {_P.READ_BODIES: _EVERYWHERE},
        Role.OPERATOR: {_P.READ_BODIES: _EVERYWHERE, _P.READ_LEDGER: _OFFICE, _P.DEPUTISE: _SELF},
        Role.ADMINISTRATOR: {
            _P.READ_BODIES: _EVERYWHERE,
            _P.READ_PEOPLE: _OFFICE,
            _P.MANAGE_PEOPLE: _OFFICE,
            _P.READ_SIGN_INS: _OFFICE,
            _P.MANAGE_BODIES: _OFFICE,
            _P.READ_LEDGER: _OFFICE,
            _P.DEPUTISE: _SELF,
        },
        Role.PUBLIC: {},
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
class Principal:
    """Whom a deputy stands in for."""

    user_id: int
    name: str


class What(StrEnum):
    """In which form a record was seen."""

    PAGE = "page"
    FILE = "file"
    PICTURE = "picture"
    EVIDENCE = "evidence"
    EXPORT = "export"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Opening:
    """A record whose words were shown; ``table`` and ``key`` as the ledger names it."""

    table: str
    key: int
    level: int
    what: What


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody wearing one hat. ``bodies`` are those the hat answers for: its own and all beneath.

    ``records`` are those among them that have ended: the hat reads what they did, and judges nothing of theirs.
    ``line`` are the bodies that these lead in their line of work, and all that is beneath those.
    ``office`` is true for the issuing office, whose hats reach the whole jurisdiction. A deputy has a ``principal``.
    ``opened`` is what was shown to him in this request, for the access log: no part of who he is.
    """

    jurisdiction_id: int
    user_id: int
    holder_id: int
    role: Role
    body_id: int
    bodies: frozenset[int]
    office: bool
    records: frozenset[int] = frozenset()
    line: frozenset[int] = frozenset()
    principal: Principal | None = None
    opened: list[Opening] = field(default_factory=list, compare=False, repr=False)

    def opens(self, table: str, key: int, level: int, what: What = What.PAGE) -> None:
        """Note that the words of a record are shown to him; the door writes it down before they go out."""
        self.opened.append(Opening(table, key, level, what))

    @property
    def actor(self) -> Actor:
        """The viewer as the one who acts."""
        return Actor(ActorKind.HOLDER, self.holder_id)

    @property
    def persons(self) -> frozenset[int]:
        """The users as whom he acts: himself, and whom he stands in for."""
        return frozenset({self.user_id, self.principal.user_id} if self.principal else {self.user_id})


@dataclass(frozen=True, slots=True)
class Scope:
    """The bodies whose data a right reaches: the whole jurisdiction, or those named."""

    whole: bool
    bodies: frozenset[int]

    def __contains__(self, body_id: int) -> bool:
        """Whether the data of this body is reached."""
        return self.whole or body_id in self.bodies

    def within(self, column: str) -> Q:
        """As a condition on the rows of a jurisdiction whose ``column`` names a body."""
        return Q() if self.whole else Q(**{f"{column}__in": self.bodies})

    def both(self, other: Scope) -> Scope:
        """What both reach."""
        if self.whole or other.whole:
            return other if self.whole else self
        return Scope(False, self.bodies & other.bodies)


@dataclass(frozen=True, slots=True)
class Sight:
    """The bodies whose records of each level a hat reads: each level's among those of the level before."""

    scopes: tuple[Scope, ...]

    @property
    def whole(self) -> bool:
        """Whether every record of every level is read."""
        return all(scope.whole for scope in self.scopes)

    @property
    def flat(self) -> bool:
        """Whether it goes by levels alone: of each every record is read, or none."""
        return all(scope.whole or not scope.bodies for scope in self.scopes)

    @property
    def ceiling(self) -> Level:
        """The highest level of which any record is read; OPEN where nothing is."""
        return max((level for level in Level if self.at(level).whole or self.at(level).bodies), default=Level.OPEN)

    @property
    def all_up_to(self) -> Level:
        """The highest level up to which every record is read; OPEN where that is not so of any."""
        return max((level for level in Level if self.at(level).whole), default=Level.OPEN)

    def at(self, level: int) -> Scope:
        """The bodies whose records of this level are read."""
        return self.scopes[level]

    def up_to(self, body_id: int) -> Level:
        """The highest level of which records of this body are read; OPEN where none are."""
        return max((level for level in Level if body_id in self.at(level)), default=Level.OPEN)

    def reads(self, body_id: int, level: int) -> bool:
        """Whether a record of this body and level is read."""
        return body_id in self.scopes[level]

    def within(self, column: str, level: str = "level") -> Q:
        """As a condition on rows whose ``column`` names a body and whose column ``level`` a level."""
        found = self.scopes[Level.OPEN].within(column)
        for above in (Level.INTERNAL, Level.RESTRICTED):
            if self.at(above) != self.at(above - 1):
                found &= Q(**{f"{level}__lt": above}) | self.at(above).within(column)
        return found

    def among(self, body_ids: frozenset[int]) -> Sight:
        """What is read of these bodies alone."""
        return Sight(tuple(scope.both(Scope(False, body_ids)) for scope in self.scopes))

    def narrow(self, rows: QuerySet[M], column: str, level: str = "level") -> QuerySet[M]:
        """The rows of a jurisdiction that are read."""
        return rows if self.whole else rows.filter(self.within(column, level))


def granted(role: Role, permission: Permission, *, office: bool) -> Reach | None:
    """How far a right of a role reaches, worn at an issuing office or elsewhere; None where it has no such right."""
    grant = TABLE[role].get(permission)
    if grant is None:
        return None
    return grant.office if office else grant.body


def reach(viewer: Viewer, permission: Permission) -> Reach | None:
    """How far the hat's right reaches, as the table says; None where it has no such right."""
    return granted(viewer.role, permission, office=viewer.office)


def scope(viewer: Viewer, permission: Permission) -> Scope:
    """Whose data the hat's right reaches; nobody's where it has no such right."""
    match reach(viewer, permission):
        case Reach.ALL:
            return Scope(True, frozenset())
        case Reach.LINE:
            return Scope(False, viewer.bodies | viewer.line)
        case Reach.BELOW:
            return Scope(False, viewer.bodies)
        case Reach.OWN:
            return Scope(False, frozenset({viewer.body_id}))
        case Reach.SELF | None:
            return Scope(False, frozenset())


def sight(viewer: Viewer, permission: Permission) -> Sight:
    """Whose data of which level the hat's right to read ``permission`` reaches: the one question about levels."""
    found = [scope(viewer, permission)]
    for level in (Permission.READ_INTERNAL, Permission.READ_RESTRICTED):
        found.append(found[-1].both(scope(viewer, level)))
    return Sight(tuple(found))


def may(viewer: Viewer, permission: Permission) -> bool:
    """Whether the hat has this right at all; whose rows it reaches is asked of :func:`scope`."""
    return reach(viewer, permission) is not None


class NotAllowed(Refused):
    """The hat worn does not grant this."""

    kind = Refusal.FORBIDDEN


def demand(viewer: Viewer, permission: Permission) -> None:
    """Raise :class:`NotAllowed` unless the viewer's hat grants ``permission``."""
    if not may(viewer, permission):
        raise NotAllowed(_("Vai trò của bạn không được làm việc này."))


def acting(by: Viewer | Actor, permission: Permission, jurisdiction_id: int) -> Actor:
    """Who acts, where he may: whose hat in this jurisdiction grants ``permission``, or the system (its commands).

    Raises :class:`NotAllowed` for anybody else.
    """
    if isinstance(by, Viewer) and by.jurisdiction_id == jurisdiction_id:
        demand(by, permission)
        return by.actor
    if by != SYSTEM:
        raise NotAllowed(_("Vai trò của bạn không được làm việc này."))
    return SYSTEM
