"""Files that are pictures of pages: set aside, read by ``tiendo work``, and kept as a plan or thrown away.

The one who hands such a file in is sent to a page that tells how far the reading is. Nothing of the file is a fact
before its plan is: what cannot be read, or is given up, leaves nothing behind.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo.plan import read
from tiendo.source import Source
from tiendo_web.core import files
from tiendo_web.core.access import SYSTEM, Actor, ActorKind, Level, Permission, Viewer, demand
from tiendo_web.ledger import actions as ledger
from tiendo_web.ledger.actions import Repeated
from tiendo_web.plans import actions
from tiendo_web.plans.models import Reading
from tiendo_web.work import actions as work
from tiendo_web.work import queries as jobs

KIND = "plans.read"
# So many files of a jurisdiction may wait at a time: a flood of them must not fill the disk.
MOST = 50
# A worker that has told nothing for so long is dead; a page takes a second, and is stopped after 90.
LEASE = dt.timedelta(minutes=4)
TRIES = 3
# A file of 300 pages takes ten minutes on one processor.
LONGEST = dt.timedelta(minutes=40)
_STALLED = dt.timedelta(minutes=1)
_KEPT = dt.timedelta(days=7)
_ORPHANED = dt.timedelta(hours=1)
DIED, TOO_LONG, BROKEN = "died", "too long", "broken"


class TooMany(Refused):
    """Too many files are waiting already."""

    kind = Refusal.CONFLICT


class NoReading(Refused):
    """There is no such reading for this viewer."""

    kind = Refusal.MISSING


class Stopped(Exception):
    """The reading is not wanted any more, took too long, or its worker is to end; raised through the reader."""

    def __init__(self, why: str = "") -> None:
        """Take the outcome to note; empty where there is nothing to note."""
        super().__init__(why)
        self.why = why


class State(StrEnum):
    """How far a reading is. STALLED waits, and no worker comes for it."""

    WAITING = "waiting"
    STALLED = "stalled"
    RUNNING = "running"
    READ = "read"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """A reading as its page shows it; ``plan_id`` once it is read, ``told`` where nothing could be."""

    id: int
    name: str
    asked_at: dt.datetime
    state: State
    done: int
    total: int
    plan_id: int | None
    told: Sequence[dict[str, Any]]
    outcome: str
    is_erased: bool

    @property
    def is_open(self) -> bool:
        """Whether something will yet come of it by itself."""
        return self.state in (State.WAITING, State.STALLED, State.RUNNING)


def ask(
    *,
    data: bytes,
    name: str,
    pages: int,
    viewer: Viewer,
    at: dt.datetime,
    level: Level = Level.OPEN,
) -> int:
    """Have a file read of which so many pages are or have pictures; gives the reading's id.

    The same file is read once: asking again gives the reading under way, or begins a new one where it has ended.
    Raises :class:`TooMany`.
    """
    demand(viewer, Permission.DRAFT)
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = Reading.objects.filter(**here, sha256=sha256).first()
    if earlier is not None and earlier.plan_id is None:
        files.wait(jurisdiction_id=viewer.jurisdiction_id, data=data, name=earlier.file)
        Reading.objects.filter(**here, pk=earlier.pk, level__lt=level).update(level=level)
        _begin_again(earlier, at)
        return earlier.pk
    if Reading.objects.filter(**here, plan=None).count() >= MOST:
        raise TooMany(_("Đang có quá nhiều bản quét chờ đọc. Hãy đợi rồi gửi lại."), field="file")
    file = files.wait(jurisdiction_id=viewer.jurisdiction_id, data=data)
    fresh = {
        "file": file,
        "name": name[-255:],
        "asked_at": at,
        "by_kind": viewer.actor.kind.value,
        "by_id": viewer.actor.id,
        "plan": None,
        "told": [],
        "level": level,
    }
    with transaction.atomic():
        row, is_new = Reading.objects.get_or_create(**here, sha256=sha256, defaults=fresh)
        if not is_new:
            Reading.objects.filter(**here, pk=row.pk).update(**fresh)
        work.drop(**here, kind=KIND, subject=str(row.pk))
        work.ask(**here, kind=KIND, subject=str(row.pk), at=at, total=pages)
    return row.pk


def again(*, reading_id: int, viewer: Viewer, at: dt.datetime) -> None:
    """Have a file read again whose reading has failed; raises :class:`NoReading`."""
    _begin_again(_row(reading_id, viewer), at)


def _begin_again(row: Reading, at: dt.datetime) -> None:
    """Begin a reading anew that has ended; one that is under way goes on, one that was erased stays so."""
    if not row.file:
        return
    Reading.objects.filter(jurisdiction_id=row.jurisdiction_id, pk=row.pk).update(told=[])
    work.ask_again(jurisdiction_id=row.jurisdiction_id, kind=KIND, subject=str(row.pk), at=at)


def give_up(*, reading_id: int, viewer: Viewer) -> None:
    """Throw a waiting file away, with everything known of it; raises :class:`NoReading`."""
    row = _row(reading_id, viewer)
    _forget(row)


def _row(reading_id: int, viewer: Viewer) -> Reading:
    demand(viewer, Permission.DRAFT)
    row = Reading.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=reading_id).first()
    if row is None:
        raise NoReading(_("Không có bản quét này."))
    return row


def _forget(row: Reading) -> None:
    here = {"jurisdiction_id": row.jurisdiction_id}
    work.drop(**here, kind=KIND, subject=str(row.pk))
    Reading.objects.filter(**here, pk=row.pk).delete()
    if row.file:
        files.throw_away(jurisdiction_id=row.jurisdiction_id, name=row.file)


def progress(*, reading_id: int, viewer: Viewer, at: dt.datetime) -> Progress:
    """How far a reading is; raises :class:`NoReading`."""
    row = _row(reading_id, viewer)
    found = jobs.of_subjects(jurisdiction_id=viewer.jurisdiction_id, kind=KIND, subjects=[str(row.pk)])
    return _progress(row, found.get(str(row.pk)), at)


def unread(*, viewer: Viewer, at: dt.datetime) -> list[Progress]:
    """The files of which nothing has come yet, newest first; two queries."""
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    rows = list(Reading.objects.filter(**here, plan=None).order_by("-asked_at", "-id")[:MOST])
    found = jobs.of_subjects(**here, kind=KIND, subjects=[str(row.pk) for row in rows])
    return [_progress(row, found.get(str(row.pk)), at) for row in rows]


def _progress(row: Reading, job: jobs.JobLine | None, at: dt.datetime) -> Progress:
    done, total = (job.done, job.total) if job else (0, 0)
    outcome = job.outcome if job else ""
    return Progress(
        id=row.pk,
        name=row.name,
        asked_at=row.asked_at,
        state=_state(row, job, at),
        done=done,
        total=total,
        plan_id=row.plan_id,
        told=tuple(row.told),
        outcome=outcome,
        is_erased=not row.file,
    )


def _state(row: Reading, job: jobs.JobLine | None, at: dt.datetime) -> State:
    if row.plan_id is not None:
        return State.READ
    if row.told:
        return State.REFUSED
    if job is None or job.next_at is None:
        return State.FAILED
    if job.next_at < at - _STALLED:
        return State.STALLED
    return State.RUNNING if job.tries else State.WAITING


def perform(
    *,
    jurisdiction_id: int,
    asked_id: int,
    at_a_time: int,
    watch: Callable[[int, int], None],
    now: Callable[[], dt.datetime],
) -> str:
    """Read a file that was claimed and keep what comes of it; gives the outcome, empty where nobody wants it.

    ``watch`` is told of each page (done, all) and may raise :class:`Stopped`. Pages that were read before, of this
    file or in an earlier try, come from the store and cost nothing.
    """
    here = {"jurisdiction_id": jurisdiction_id}
    row = Reading.objects.filter(**here, pk=asked_id).first()
    if row is None:
        return ""
    data = files.waiting(**here, name=row.file)
    store = _Pages(Path(settings.DATA) / "scans" / str(jurisdiction_id))
    how = read.Scanning(store, at_a_time, watch)
    try:
        source, told = _read(data, row.name, how)
    except actions.SecretMark as refused:
        _erase(row, store, refused.diagnostics, now())
        return State.REFUSED.value
    except actions.Unseen as refused:
        source, told = None, refused.diagnostics
    if source is None:
        Reading.objects.filter(**here, pk=asked_id).update(told=[_plain(one) for one in told])
        return State.REFUSED.value
    by = Actor(ActorKind(row.by_kind), row.by_id)
    try:
        plan_id = actions.keep_read(
            source=source,
            faults=told,
            data=data,
            name=row.name,
            by=by,
            at=now(),
            level=Level(row.level),
            once=row.file,
            **here,
        )
    except Repeated as repeated:
        plan_id = int(repeated.subject.rpartition(":")[2])
    Reading.objects.filter(**here, pk=asked_id).update(plan_id=plan_id)
    files.throw_away(**here, name=row.file)
    return State.READ.value


def _read(data: bytes, name: str, how: read.Scanning) -> tuple[Source | None, Sequence[Diagnostic]]:
    """What is read of a file, its pictures too where its words are on them; raises what :func:`actions.admit` does."""
    found = read.read_all(data, name)
    source, told = read.only(found, name)
    if source is None or read.pictures(told):
        found = read.read_all(data, name, how)
        source, told = read.only(found, name)
    actions.refuse_secrets(found)
    if source is not None:
        actions.refuse_stamped(data, name, how)
    return source, told


class _Pages(read.Folder):
    """The store of pages, which can be told to forget those of the file at hand."""

    def __init__(self, path: Path) -> None:
        """Take the folder."""
        super().__init__(path)
        self._used: list[Path] = []
        self._folder = path

    def get(self, key: str) -> bytes | None:
        """As it was kept; noted as a page of the file at hand."""
        self._used.append(self._folder / key)
        return super().get(key)

    def forget(self) -> None:
        """Delete every page that was asked for."""
        for path in self._used:
            path.unlink(missing_ok=True)


def _erase(row: Reading, store: _Pages, told: Sequence[Diagnostic], at: dt.datetime) -> None:
    """Keep nothing of a file that must not be here but why: not its words, not its name, not its digest.

    That one was refused is an act of the ledger.
    """
    store.forget()
    files.throw_away(jurisdiction_id=row.jurisdiction_id, name=row.file)
    left = {"name": "", "sha256": row.file, "file": "", "told": [_plain(one) for one in told]}
    with ledger.act(jurisdiction_id=row.jurisdiction_id, kind="plans.refuse-stamped", by=SYSTEM, at=at):
        Reading.objects.filter(jurisdiction_id=row.jurisdiction_id, pk=row.pk).update(**left)


def _plain(one: Diagnostic) -> dict[str, Any]:
    return {"code": one.code, "severity": one.severity.value, "args": dict(one.args), "span": None}


def tidy(*, jurisdiction_id: int, at: dt.datetime, others: Collection[str] = ()) -> None:
    """Forget readings that came to an end some days ago, and waiting files that nobody knows, here or in ``others``."""
    ended = Reading.objects.filter(jurisdiction_id=jurisdiction_id, asked_at__lt=at - _KEPT)
    for row in ended:
        _forget(row)
    known = set(Reading.objects.filter(jurisdiction_id=jurisdiction_id, plan=None).values_list("file", flat=True))
    files.throw_away_others(jurisdiction_id=jurisdiction_id, keep=known | {*others}, before=at - _ORPHANED)
