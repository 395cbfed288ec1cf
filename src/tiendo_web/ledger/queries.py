"""The ledger as it is read: entries, export, and the verification of every fact row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from tiendo import ledger
from tiendo.rulebook import Lang
from tiendo_web.core.models import Jurisdiction
from tiendo_web.ledger import actions
from tiendo_web.ledger.models import Entry, Fact, Head, Seal


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


def head(*, jurisdiction_id: int) -> ChainHead:
    """The end of a jurisdiction's chain."""
    row = Head.objects.get(jurisdiction_id=jurisdiction_id)
    return ChainHead(row.seq, row.hash)


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
    seals: dict[int, list[str]] = {}
    for act, digest in Seal.objects.filter(jurisdiction_id=jurisdiction_id).values_list("act", "digest").iterator(5000):
        seals.setdefault(act, []).append(digest)
    for seq, facts in (
        Entry.objects.filter(jurisdiction_id=jurisdiction_id).order_by("seq").values_list("seq", "facts").iterator(5000)
    ):
        if ledger.act_digest(seals.pop(seq, [])) != facts:
            yield f"entry {seq}: the seals of its rows are not those it was written with"
    for seq in sorted(seals):
        yield f"entry {seq}: rows are sealed under it, and it is not in the chain"


def _changed_rows(model: type[Fact], jurisdiction_id: int) -> Iterator[str]:
    table = model._meta.label
    seals = {
        key: (act, bytes(salt), digest)
        for key, act, salt, digest in Seal.objects.filter(jurisdiction_id=jurisdiction_id, table=table)
        .values_list("key", "act", "salt", "digest")
        .iterator(5000)
    }
    for row in model._default_manager.filter(jurisdiction_id=jurisdiction_id).iterator(2000):
        act, salt, digest = seals.pop(row.pk, (0, b"", ""))
        if not digest:
            yield f"{table} {row.pk}: written outside of any act"
        elif act != row.act or ledger.row_digest(salt, table, row.pk, row.sealed()) != digest:
            yield f"{table} {row.pk}: changed after it was written"
    for key in sorted(seals):
        yield f"{table} {key}: deleted after it was written"
