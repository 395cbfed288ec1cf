"""Ending duties without their being done, and what becomes of the parts that were handed down from them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tiendo import duty as rules
from tiendo.errors import Refused
from tiendo_web.core.access import Viewer
from tiendo_web.duties import reach, states
from tiendo_web.duties.models import Duty, Event
from tiendo_web.duties.words import PartsFate
from tiendo_web.ledger import actions as ledger

KIND = rules.EventKind
ENDS = frozenset({KIND.CLOSED, KIND.REVOKED, KIND.REPLACED})
# What would leave open parts behind, under a whole that nobody looks at any more.
LEAVES_PARTS = ENDS | {KIND.ACCEPTED}
OPEN = [stage.value for stage in rules.OPEN]


def open_parts(*, jurisdiction_id: int, duty_id: int) -> list[int]:
    """The parts of a duty that are not over, and theirs, the lowest first; one query for each level."""
    found: list[int] = []
    level = [duty_id]
    while level:
        rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, parent_id__in=level, stage__in=OPEN)
        level = list(rows.order_by("pk").values_list("pk", flat=True))
        found += level
    return found[::-1]


def seen_parts(duty: Duty, seen: QuerySet[Duty]) -> int:
    """How many of these parts are among the duties that somebody may know of."""
    found = open_parts(jurisdiction_id=duty.jurisdiction_id, duty_id=duty.pk)
    return seen.filter(pk__in=found).count() if found else 0


def check_parts(duty: Duty, kind: rules.EventKind, fate: PartsFate | None, viewer: Viewer) -> None:
    """Raise ``Refused`` where a duty ends, or is accepted, that has open parts, and nothing is said about these.

    Those that the viewer may not know of are not asked about: they go on, or end with the others.
    """
    if kind not in LEAVES_PARTS or fate is not None:
        return
    if number := seen_parts(duty, reach.seen(viewer)):
        words = _("Nhiệm vụ này còn %(number)s phần việc, mốc chưa xong; hãy chọn kết thúc cùng hay để tiếp tục.")
        raise Refused(words % {"number": number}, field="parts")


def end(
    act: ledger.Act,
    duty_id: int,
    kind: rules.EventKind,
    words: str,
    *,
    other_id: int | None = None,
    reason: rules.Closing | None = None,
) -> None:
    """Within an act, end one duty; raises ``tiendo.duty.MoveRefused`` where it is over.

    A reason belongs to what is closed, or revoked because its task was abolished.
    """
    duty = Duty.objects.select_related("task").get(jurisdiction_id=act.jurisdiction_id, pk=duty_id)
    before = rules.replay([states.as_event(row) for row in states.story(act.jurisdiction_id, duty_id)])
    after = states.applied(before, rules.Event(kind, recorded_on=act.on))
    told = reason.value if reason is not None else None
    act.write(Event(duty=duty, kind=kind.value, happened_on=act.on, text=words, reason=told, other_id=other_id))
    states.settle(act, duty, before, after)


# How the parts of a duty end with it: of what was replaced they are taken back, of what is done followed no more.
_WITH = {KIND.CLOSED: KIND.CLOSED, KIND.REVOKED: KIND.REVOKED, KIND.REPLACED: KIND.REVOKED, KIND.ACCEPTED: KIND.CLOSED}


def end_parts(
    act: ledger.Act, duty_id: int, kind: rules.EventKind, words: str, reason: rules.Closing | None = None
) -> None:
    """Within an act, end the open parts of a duty that ended so; nobody confirms the parts of what was accepted."""
    reason = rules.Closing.MERGED if kind is KIND.ACCEPTED else reason
    for part_id in open_parts(jurisdiction_id=act.jurisdiction_id, duty_id=duty_id):
        end(act, part_id, _WITH[kind], f"Kết thúc cùng nhiệm vụ số {duty_id}. {words}".strip(), reason=reason)
