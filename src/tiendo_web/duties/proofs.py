"""Files handed in as evidence: let in once they are looked through for a stamp of secrecy, and not before.

What has letters is looked through at once. A file with pictures is set aside, shown to nobody, until ``tiendo work``
has read them; then it becomes evidence, in the name of whoever handed it in, or it is thrown away and told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo.plan import read
from tiendo_web.core import files
from tiendo_web.core.access import SYSTEM, Actor, ActorKind
from tiendo_web.duties.models import Duty, Event, Evidence, Held
from tiendo_web.duties.words import Attachment
from tiendo_web.ledger import actions as ledger
from tiendo_web.plans import actions as plans
from tiendo_web.work import actions as work
from tiendo_web.work import queries as jobs

KIND = "duties.look"
TAKEN, REFUSED = "taken", "refused"
_KEPT = dt.timedelta(days=7)


class Stamped(Refused):
    """A file bears the stamp of a state secret; nothing of what came with it is kept."""

    kind = Refusal.INVALID


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may come in, and how many of its pictures are still to be looked through."""

    attachment: Attachment
    pictures: int


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A file that is not evidence yet, or will never be: its place among those of its event, and why.

    ``waits`` while it is being looked through. What neither waits nor tells why could not be looked through.
    """

    place: int
    waits: bool
    told: Sequence[Mapping[str, Any]]


def admitted(attachments: Iterable[Attachment]) -> list[Admitted]:
    """The files that may come in.

    Raises :class:`Stamped` beside them where one bears a stamp, ``Refused`` where one cannot be looked through.
    """
    found = []
    for one in attachments:
        try:
            found.append(Admitted(one, plans.admit(one.data, one.name)))
        except plans.SecretMark as refused:
            raise Stamped(f"{one.name}: {refused.message}", field="evidence") from refused
        except plans.Unseen as refused:
            raise Refused(f"{one.name}: {_why(refused.diagnostics[0])}", field="evidence") from refused
    return found


def _why(fault: Diagnostic) -> str:
    """Why a file cannot be looked through, and what to do; the code of the fault says the same more exactly."""
    match fault.name:
        case "program-absent":
            words = _(
                "Máy chủ chưa cài chương trình đọc ảnh (tesseract-ocr, tesseract-ocr-vie) nên không xem được dấu "
                "chỉ độ mật trên ảnh. Hãy báo người vận hành; không có gì được lưu lại."
            )
        case "file-encrypted" | "archive-member-locked":
            words = _(
                "Tệp hoặc tệp bên trong có mật khẩu nên không xem được dấu chỉ độ mật. Hãy gỡ mật khẩu rồi gửi lại; "
                "không có gì được lưu lại."
            )
        case _:
            words = _(
                "Không mở được tệp này để xem dấu chỉ độ mật. Hãy gửi PDF, Word, Excel (.xlsx), ảnh JPEG hoặc PNG, "
                "văn bản thuần hoặc gói ZIP; không có gì được lưu lại."
            )
    return f"{words} ({fault.code})"


def attach(act: ledger.Act, event: Event, found: Sequence[Admitted]) -> None:
    """Within the act that writes an event: keep what was looked through, set aside what was not."""
    here = act.jurisdiction_id
    act.write_all([_evidence(here, event.pk, one.attachment) for one in found if not one.pictures])
    for place, one in enumerate(found, start=1):
        if one.pictures:
            file = files.wait(jurisdiction_id=here, data=one.attachment.data)
            name = one.attachment.name[:255]
            row = Held.objects.create(jurisdiction_id=here, event=event, place=place, file=file, name=name)
            work.ask(jurisdiction_id=here, kind=KIND, subject=str(row.pk), at=act.at, total=one.pictures)


def _evidence(jurisdiction_id: int, event_id: int, one: Attachment) -> Evidence:
    blob = files.keep(jurisdiction_id=jurisdiction_id, data=one.data)
    return Evidence(event_id=event_id, blob=blob, sha256=blob.sha256, name=one.name[:255])


def perform(
    *,
    jurisdiction_id: int,
    asked_id: int,
    at_a_time: int,
    watch: Callable[[int, int], None],
    now: Callable[[], dt.datetime],
) -> str:
    """Look a file through that was claimed; gives the outcome, empty where nobody wants it."""
    here = {"jurisdiction_id": jurisdiction_id}
    row = Held.objects.filter(**here, pk=asked_id).exclude(file="").select_related("event").first()
    if row is None:
        return ""
    data = files.waiting(**here, name=row.file)
    try:
        plans.refuse_stamped(data, row.name, read.Scanning(None, at_a_time, watch))
    except (plans.SecretMark, plans.Unseen) as refused:
        _erase(row, refused.diagnostics, now())
        return REFUSED
    by = Actor(ActorKind(row.event.by_kind), row.event.by_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="duties.attach", by=by, at=now()) as act:
        act.write(_evidence(jurisdiction_id, row.event_id, Attachment(row.name, data)))
        act.concerns(Duty(pk=row.event.duty_id))
        Held.objects.filter(**here, pk=asked_id).delete()
    files.throw_away(**here, name=row.file)
    return TAKEN


def _erase(row: Held, told: Sequence[Diagnostic], at: dt.datetime) -> None:
    """Keep nothing of a file but why it is not here; that it was refused is an act of the ledger."""
    here = {"jurisdiction_id": row.jurisdiction_id}
    plain = [{"code": one.code, "severity": one.severity.value, "args": dict(one.args), "span": None} for one in told]
    with ledger.act(jurisdiction_id=row.jurisdiction_id, kind="duties.refuse-evidence", by=SYSTEM, at=at) as act:
        act.concerns(Duty(pk=row.event.duty_id))
        Held.objects.filter(**here, pk=row.pk).update(file="", name="", told=plain)
    files.throw_away(**here, name=row.file)


def held(*, jurisdiction_id: int, event_ids: Collection[int]) -> dict[int, list[HeldLine]]:
    """The files of these events that are not evidence, by event; one query."""
    asked = jobs.unended(jurisdiction_id=jurisdiction_id, kind=KIND)
    waits = Exists(asked.filter(subject=Cast(OuterRef("pk"), CharField())))
    rows = Held.objects.filter(jurisdiction_id=jurisdiction_id, event_id__in=event_ids).annotate(waits=waits)
    found: dict[int, list[HeldLine]] = {}
    for row in rows.order_by("event_id", "place"):
        line = HeldLine(row.place, bool(row.file) and row.waits, tuple(row.told))
        found.setdefault(row.event_id, []).append(line)
    return found


def waiting(*, jurisdiction_id: int) -> set[str]:
    """The names of the files that are set aside."""
    rows = Held.objects.filter(jurisdiction_id=jurisdiction_id).exclude(file="")
    return set(rows.values_list("file", flat=True))


def tidy(*, jurisdiction_id: int, at: dt.datetime) -> None:
    """Throw away what could not be looked through for some days: the worker died of it, or never came back."""
    here = {"jurisdiction_id": jurisdiction_id}
    rows = Held.objects.filter(**here, event__recorded_at__lt=at - _KEPT).exclude(file="")
    for row in rows:
        work.drop(**here, kind=KIND, subject=str(row.pk))
        Held.objects.filter(**here, pk=row.pk).update(file="", name="")
        files.throw_away(**here, name=row.file)
