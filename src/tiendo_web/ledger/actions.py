"""The one way in which facts are written: inside :func:`act`.

    with ledger.actions.act(jurisdiction_id=1, kind="duties.accept", by=actor, at=now) as act:
        act.write(Event(...))

The act locks the end of the chain, so acts of one jurisdiction follow one another and ``recorded_at``
never decreases; whatever is written in it commits together with its entry, or not at all.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction

from tiendo import ledger
from tiendo.errors import Refusal, Refused
from tiendo_web.core import when
from tiendo_web.core.access import Actor
from tiendo_web.core.models import Jurisdiction
from tiendo_web.ledger.models import Entry, Fact, Head, Seal

_Row = TypeVar("_Row", bound=Fact)


class Repeated(Refused):
    """The same form was sent twice; the first time it acted. ``subject`` is what it acted on."""

    kind = Refusal.CONFLICT

    def __init__(self, subject: str) -> None:
        """Take the subject of the entry that the first submission wrote."""
        super().__init__("")
        self.subject = subject


class Act:
    """An act under way: writes facts and gathers their seals."""

    def __init__(self, *, jurisdiction_id: int, seq: int, by: Actor, at: dt.datetime) -> None:
        """Made by :func:`act` only."""
        self.jurisdiction_id = jurisdiction_id
        self.seq = seq
        self.by = by
        self.at = at
        self.subject = ""
        self._seals: list[Seal] = []

    @property
    def on(self) -> dt.date:
        """The Vietnamese day of the act."""
        return when.day_of(self.at)

    def write(self, row: _Row) -> _Row:
        """Write one fact; gives it with its id. The first one written is the act's subject."""
        return self.write_all([row])[0]

    def write_all(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Write facts of one table in one statement; gives them with their ids."""
        if not rows:
            return rows
        for row in rows:
            row.jurisdiction_id = self.jurisdiction_id
            row.act, row.recorded_at = self.seq, self.at
            row.by_kind, row.by_id = self.by.kind.value, self.by.id
        model = type(rows[0])
        written = model._default_manager.bulk_create(rows, batch_size=500)
        self._seals += [self._seal(row) for row in written]
        if not self.subject:
            self.concerns(written[0])
        return written

    def concerns(self, row: Fact) -> None:
        """Name the row that the act is about, where it is not the first one written."""
        self.subject = f"{row._meta.label}:{row.pk}"

    def _seal(self, row: Fact) -> Seal:
        salt = secrets.token_bytes(16)
        table = row._meta.label
        digest = ledger.row_digest(salt, table, row.pk, row.sealed())
        return Seal(
            jurisdiction_id=self.jurisdiction_id, act=self.seq, table=table, key=row.pk, salt=salt, digest=digest
        )

    def close(self) -> str:
        """Store the seals; give the digest of all facts of the act."""
        Seal.objects.bulk_create(self._seals, batch_size=500)
        return ledger.act_digest(seal.digest for seal in self._seals)


def open_chain(jurisdiction: Jurisdiction) -> None:
    """Begin the chain of a new jurisdiction."""
    Head.objects.create(jurisdiction_id=jurisdiction.pk, hash=ledger.genesis(jurisdiction.slug))


@contextmanager
def act(*, jurisdiction_id: int, kind: str, by: Actor, at: dt.datetime, once: str = "") -> Iterator[Act]:
    """One act: atomic, after all earlier ones, one entry in the chain.

    ``once`` is the token of the form that asks for it; raises :class:`Repeated` where an earlier act had
    the same. Where ``at`` lies before the last entry's time (a clock set back), the last entry's is taken.
    """
    with transaction.atomic():
        head = Head.objects.select_for_update().get(jurisdiction_id=jurisdiction_id)
        _refuse_repetition(jurisdiction_id, once)
        if head.recorded_at is not None:
            at = max(at, head.recorded_at)
        doing = Act(jurisdiction_id=jurisdiction_id, seq=head.seq + 1, by=by, at=at)
        yield doing
        _append(head, doing, kind=kind, facts=doing.close(), once=once)


@contextmanager
def held(*, jurisdiction_id: int, at: dt.datetime) -> Iterator[dt.datetime]:
    """Let no other act come between what is looked at and the acts that follow from it, all of one transaction.

    Gives the instant that those acts will take.
    """
    with transaction.atomic():
        head = Head.objects.select_for_update().get(jurisdiction_id=jurisdiction_id)
        yield max(at, head.recorded_at) if head.recorded_at is not None else at


def _refuse_repetition(jurisdiction_id: int, once: str) -> None:
    if not once:
        return
    earlier = Entry.objects.filter(jurisdiction_id=jurisdiction_id, once=once).values_list("subject", flat=True)
    for subject in earlier:
        raise Repeated(subject)


def _append(head: Head, done: Act, *, kind: str, facts: str, once: str) -> None:
    entry = ledger.append(
        ledger.Head(head.seq, head.hash),
        kind=kind,
        actor=str(done.by),
        recorded_at=instant(done.at),
        subject=done.subject,
        facts=facts,
    )
    Entry.objects.create(
        jurisdiction_id=done.jurisdiction_id,
        seq=done.seq,
        kind=kind,
        by_kind=done.by.kind.value,
        by_id=done.by.id,
        recorded_at=done.at,
        subject=done.subject,
        facts=facts,
        prev=entry.prev,
        hash=entry.hash,
        once=once or None,
    )
    Head.objects.filter(jurisdiction_id=done.jurisdiction_id, pk=head.pk).update(
        seq=done.seq, hash=entry.hash, recorded_at=done.at
    )


def instant(at: dt.datetime) -> str:
    """An instant as the ledger writes it: UTC, microseconds, ``Z``."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
