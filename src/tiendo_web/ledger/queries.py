"""The ledger as it is read: entries, export, and the verification of every fact row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from django.apps import apps

from tiendo import ledger
from tiendo.rulebook import Lang
from tiendo_web.core.models import Jurisdiction
from tiendo_web.ledger import actions
from tiendo_web.ledger.models import Entry, Fact, Head, Seal

_Left = TypeVar("_Left")
_Right = TypeVar("_Right")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as it is shown."""

    seq: int
    kind: str
    by_kind: str
    by_id: int
    recorded_at: dt.datetime
    subject: str
    hash: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of the chain: what is published so that nobody can cut the chain unseen."""

    seq: int
    hash: str


def acted_on(*, jurisdiction_id: int, once: str) -> str:
    """What the act was about that the form with this token asked for; empty where it has not acted."""
    rows = Entry.objects.filter(jurisdiction_id=jurisdiction_id, once=once)
    return rows.values_list("subject", flat=True).first() or ""


def head(*, jurisdiction_id: int) -> ChainHead:
    """The end of a jurisdiction's chain."""
    row = Head.objects.get(jurisdiction_id=jurisdiction_id)
    return ChainHead(row.seq, row.hash)


def last_recorded(*, jurisdiction_id: int) -> dt.datetime | None:
    """When the last act of a jurisdiction was recorded; None where there was none."""
    return Head.objects.filter(jurisdiction_id=jurisdiction_id).values_list("recorded_at", flat=True).first()


def entries(
    *, jurisdiction_id: int, before: int | None = None, kind: str = "", subject: str = "", limit: int = 100
) -> list[EntryLine]:
    """Entries, newest first, with a smaller number than ``before``; of a kind or a subject where given."""
    rows = Entry.objects.filter(jurisdiction_id=jurisdiction_id)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    if kind:
        rows = rows.filter(kind__startswith=kind)
    if subject:
        rows = rows.filter(subject=subject)
    return [
        EntryLine(row.seq, row.kind, row.by_kind, row.by_id, row.recorded_at, row.subject, row.hash)
        for row in rows.order_by("-seq")[:limit]
    ]


def acts_about(*, jurisdiction_id: int, kind: str, subject: str) -> list[int]:
    """The acts of a kind on a subject, in their order."""
    rows = Entry.objects.filter(jurisdiction_id=jurisdiction_id, kind=kind, subject=subject)
    return list(rows.order_by("seq").values_list("seq", flat=True))


def export(*, jurisdiction_id: int) -> Iterator[str]:
    """The whole chain as lines of ``tiendo-ledger/1``, each with its line end; read in pieces."""
    slug = Jurisdiction.objects.values_list("slug", flat=True).get(pk=jurisdiction_id)
    end = head(jurisdiction_id=jurisdiction_id)
    rows = Entry.objects.filter(jurisdiction_id=jurisdiction_id, seq__lte=end.seq).order_by("seq")
    return ledger.dump(slug, (_entry(row) for row in rows.iterator(2000)), ledger.Head(end.seq, end.hash))


def _entry(row: Entry) -> ledger.Entry:
    return ledger.Entry(
        seq=row.seq,
        kind=row.kind,
        actor=f"{row.by_kind}:{row.by_id}" if row.by_kind == "holder" else row.by_kind,
        recorded_at=actions.instant(row.recorded_at),
        subject=row.subject,
        facts=row.facts,
        prev=row.prev,
        hash=row.hash,
    )


def breaks(*, jurisdiction_id: int) -> Iterator[str]:
    """Everything that was changed behind the product's back, a line each; nothing where all holds.

    Checks the chain, each entry against the seals of its rows, and every fact row against its seal.
    """
    verdict = ledger.verify(export(jurisdiction_id=jurisdiction_id))
    if not verdict.ok:
        yield ledger.say(verdict, Lang.EN)
    yield from _unsealed_acts(jurisdiction_id)
    for model in fact_tables():
        yield from _changed_rows(model, jurisdiction_id)


def fact_tables() -> list[type[Fact]]:
    """Every table of facts in the product."""
    return [model for model in apps.get_models() if issubclass(model, Fact)]


def _unsealed_acts(jurisdiction_id: int) -> Iterator[str]:
    """Entries whose digest is not that of the seals written with them."""
    written = Seal.objects.filter(jurisdiction_id=jurisdiction_id).order_by("act").values_list("act", "digest")
    entries = Entry.objects.filter(jurisdiction_id=jurisdiction_id).order_by("seq").values_list("seq", "facts")
    by_act = groupby(written.iterator(5000), key=itemgetter(0))
    seals = ((act, [digest for _act, digest in rows]) for act, rows in by_act)
    for seq, facts, digests in _side_by_side(entries.iterator(5000), seals):
        if facts is None:
            yield f"entry {seq}: rows are sealed under it, and it is not in the chain"
        elif ledger.act_digest(digests or ()) != facts:
            yield f"entry {seq}: the seals of its rows are not those it was written with"


def _changed_rows(model: type[Fact], jurisdiction_id: int) -> Iterator[str]:
    """The rows of a table that their seals do not fit."""
    table = model._meta.label
    written = model._default_manager.filter(jurisdiction_id=jurisdiction_id).order_by("pk")
    sealed = Seal.objects.filter(jurisdiction_id=jurisdiction_id, table=table).order_by("key")
    rows = ((row.pk, row) for row in written.iterator(2000))
    seals = ((seal.key, seal) for seal in sealed.iterator(2000))
    for key, row, seal in _side_by_side(rows, seals):
        if row is None:
            yield f"{table} {key}: deleted after it was written"
        elif seal is None:
            yield f"{table} {key}: written outside of any act"
        elif not _fits(row, seal):
            yield f"{table} {key}: changed after it was written"


def _fits(row: Fact, seal: Seal) -> bool:
    return seal.act == row.act and seal.digest == ledger.row_digest(bytes(seal.salt), seal.table, row.pk, row.sealed())


def _side_by_side(
    lefts: Iterator[tuple[int, _Left]], rights: Iterator[tuple[int, _Right]]
) -> Iterator[tuple[int, _Left | None, _Right | None]]:
    """Two streams that come in the order of their keys, as one: None where a side has nothing under a key.

    Ten million rows and their seals are so held against each other without either being in memory.
    """
    left, right = next(lefts, None), next(rights, None)
    while left is not None or right is not None:
        key = min(one[0] for one in (left, right) if one is not None)
        here, there = left is not None and left[0] == key, right is not None and right[0] == key
        yield key, left[1] if left is not None and here else None, right[1] if right is not None and there else None
        left = next(lefts, None) if here else left
        right = next(rights, None) if there else right
