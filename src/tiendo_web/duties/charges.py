"""Who looks after a duty: of the body that owes it, and of the one that gave it.

A duty is owed by a body, and within it one person sees to it (one body and one person, as the working regulations of
Nghị định 314/2025/NĐ-CP and 315/2025/NĐ-CP have it; known from summaries). A name holds until another is said; whoever
wears no hat for the body any more looks after nothing, without an act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from tiendo import duty as rules
from tiendo.duty import Part
from tiendo_web.core import when
from tiendo_web.core.access import Level, Permission, Role, Viewer, granted
from tiendo_web.duties import moves
from tiendo_web.duties.models import Charge, Duty
from tiendo_web.orgs import holders

# Whose work it is on either side: who reports looks after a duty for its body, who judges for whom it was given by.
PERMISSION = MappingProxyType({Part.DOER: Permission.REPORT, Part.GIVER: Permission.JUDGE})
_READS = MappingProxyType({Level.INTERNAL: Permission.READ_INTERNAL, Level.RESTRICTED: Permission.READ_RESTRICTED})
OPEN = [stage.value for stage in rules.OPEN]


@dataclass(frozen=True, slots=True)
class Named:
    """Who was named for a part of a duty, and since when; not ``works``: he wears no hat for the body any more."""

    user_id: int
    name: str
    since: dt.date
    works: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be named, and the highest level of duties that his role reads."""

    user_id: int
    name: str
    role: Role
    ceiling: Level


def _holding(jurisdiction_id: int) -> QuerySet[Charge]:
    """The latest row of each duty and part."""
    rows = Charge.objects.filter(jurisdiction_id=jurisdiction_id)
    later = rows.filter(duty_id=OuterRef("duty_id"), part=OuterRef("part"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(later))


def of_duty(row: Duty, on: dt.date) -> dict[Part, Named]:
    """Who looks after a duty, on either side; one query."""
    return of_duties([row.pk], row.jurisdiction_id, on).get(row.pk, {})


def of_duties(duty_ids: Collection[int], jurisdiction_id: int, on: dt.date) -> dict[int, dict[Part, Named]]:
    """Who looks after each of these duties, on either side, by their ids; one query."""
    of_user = holders.by_themselves(jurisdiction_id, on).filter(user_id=OuterRef("user_id"), stands_for=None)
    rows = _holding(jurisdiction_id).filter(duty_id__in=duty_ids, user__isnull=False)
    told = rows.annotate(
        does=Exists(of_user.filter(body_id=OuterRef("duty__owner_id"))),
        follows=Exists(of_user.filter(body_id=OuterRef("body_id"))),
    ).values_list("duty_id", "part", "user_id", "user__name", "user__is_active", "recorded_at", "does", "follows")
    found: dict[int, dict[Part, Named]] = {}
    for duty_id, part, user_id, name, active, at, does, follows in told:
        works = active and (does if part == Part.DOER.value else follows)
        found.setdefault(duty_id, {})[Part(part)] = Named(user_id, name, when.day_of(at), works)
    return found


def at_work(rows: Collection[Duty], jurisdiction_id: int, on: dt.date) -> dict[int, dict[Part, str]]:
    """The names of those who look after these duties and still work where they were named for it; one query.

    As with its words, of what is above the level OPEN they are read on its own page.
    """
    # A list asks as often where it is empty: no duty has the number 0.
    shown = [row.pk for row in rows if row.level == Level.OPEN] or [0]
    found = of_duties(shown, jurisdiction_id, on)
    return {pk: {part: one.name for part, one in named.items() if one.works} for pk, named in found.items()}


def held(duty_ids: Collection[int], part: Part, jurisdiction_id: int) -> dict[int, int | None]:
    """Who was named last for a part of each of these duties, by their ids; one query."""
    rows = _holding(jurisdiction_id).filter(duty_id__in=duty_ids, part=part.value)
    return dict(rows.values_list("duty_id", "user_id"))


def candidates(part: Part, viewer: Viewer, on: dt.date) -> list[Candidate]:
    """Who can be named for a part: the people of the viewer's own body whose role does that work; one query.

    Whoever stands in for somebody does it in his name, and is not named himself.
    """
    found: dict[int, Candidate] = {}
    for line in holders.holder_lines(viewer=viewer, on=on, body_id=viewer.body_id):
        reads = granted(line.role, PERMISSION[part], office=viewer.office)
        if line.principal or not line.active or reads is None:
            continue
        one = Candidate(line.user_id, line.user, line.role, _ceiling(line.role, office=viewer.office))
        held = found.get(line.user_id)
        if held is None or held.ceiling < one.ceiling:
            found[line.user_id] = one
    return list(found.values())


def _ceiling(role: Role, *, office: bool) -> Level:
    """The highest level that a role reads of its own body."""
    reads = [level for level, needed in _READS.items() if granted(role, needed, office=office) is not None]
    return max(reads, default=Level.OPEN)


def nameable(rows: Sequence[Duty], part: Part, viewer: Viewer, on: dt.date) -> Iterator[tuple[int, str]]:
    """Each duty with why nobody can be named for it; empty where somebody can. Two queries at most."""
    sides = moves.sides_of(rows, viewer, on)
    for row in rows:
        if part not in sides[row.pk]:
            mine = part is Part.DOER
            yield row.pk, _("việc này do cơ quan khác thực hiện.") if mine else _("việc này do cơ quan khác giao.")
        elif rules.Stage(row.stage) not in rules.OPEN:
            yield row.pk, _("đã kết thúc.")
        else:
            yield row.pk, ""


def mine(viewer: Viewer) -> Q:
    """The open duties that the viewer looks after under the hat he wears; of a deputy, those of whom he stands in for.

    For the doer's part only as long as his body owes the duty.
    """
    user_id = viewer.principal.user_id if viewer.principal is not None else viewer.user_id
    rows = _holding(viewer.jurisdiction_id).filter(user_id=user_id)
    does = Q(owner_id=viewer.body_id, pk__in=rows.filter(part=Part.DOER.value).values("duty_id"))
    follows = Q(pk__in=rows.filter(part=Part.GIVER.value, body_id=viewer.body_id).values("duty_id"))
    # Few are anybody's: asked for first, so that the database begins with them and not with every open duty.
    return Q(stage__in=OPEN, pk__in=rows.values("duty_id")) & (does | follows)


def unnamed(viewer: Viewer, on: dt.date) -> Q:
    """The open duties of the viewer's own body that nobody of it looks after; a query for who works there."""
    here = {line.user_id for line in holders.holder_lines(viewer=viewer, on=on, body_id=viewer.body_id) if line.active}
    named = _holding(viewer.jurisdiction_id).filter(part=Part.DOER.value, user_id__in=here)
    return Q(owner_id=viewer.body_id, stage__in=OPEN) & ~Q(pk__in=named.values("duty_id"))
