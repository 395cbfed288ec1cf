"""The chain, its head, and the parent of every table of facts. No verbs here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, TypeAlias

from django.db import models

from tiendo_web.core import when
from tiendo_web.core.models import Row

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


class Entry(Row):
    """One act: ids, kind, actor, time and a salted hash of its facts; never their text.

    ``once`` is the token of the form that asked for the act: a second submission finds it.
    """

    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    by_kind = models.CharField(max_length=10)
    by_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    subject = models.CharField(max_length=80)
    facts = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    once = models.CharField(max_length=64, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "seq"], name="ledger_entry_seq"),
            models.UniqueConstraint(fields=["jurisdiction", "once"], name="ledger_entry_once"),
        ]
        # One decision on days off moves clocks in hundreds of acts.
        indexes = [
            models.Index(
                fields=["jurisdiction", "subject", "seq"],
                name="ledger_entry_moves",
                condition=models.Q(kind="calendars.move"),
            )
        ]


class Head(Row):
    """The end of a jurisdiction's chain. Its row is the lock under which acts follow one another."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction"], name="ledger_head_one")]


class Seal(Row):
    """The salted digest of one fact row, kept beside it and not in it.

    So a row is written once and never touched again, and erasing a row's text together with its salt
    leaves the chain whole.
    """

    act = models.PositiveBigIntegerField()
    table = models.CharField(max_length=60)
    key = models.BigIntegerField()
    salt = models.BinaryField(max_length=16)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "table", "key"], name="ledger_seal_row")]
        indexes = [models.Index(fields=["jurisdiction", "act"], name="ledger_seal_act")]


class Fact(Row):
    """A row written by one act and never changed. ``act`` is the entry's ``seq``.

    ``DERIVED`` names the columns that are computed from other facts and kept for speed: they are not
    sealed, and ``recount`` holds them against a fresh computation. ``ADDED`` names the columns that came after the
    table had rows: they are sealed only where they hold something, so that older seals stay good.
    """

    DERIVED: ClassVar[frozenset[str]] = frozenset()
    ADDED: ClassVar[frozenset[str]] = frozenset()

    act = models.PositiveBigIntegerField()
    recorded_at = models.DateTimeField()
    by_kind = models.CharField(max_length=10)
    by_id = models.BigIntegerField()

    class Meta:
        abstract = True

    def sealed(self) -> Mapping[str, Json]:
        """The row's facts as JSON values: what its seal is made of."""
        names = [f.attname for f in self._meta.concrete_fields if f.attname not in self.DERIVED | {"id"}]
        values = {name: _plain(getattr(self, name)) for name in names}
        return {name: value for name, value in values.items() if value is not None or name not in self.ADDED}

    @property
    def recorded_on(self) -> dt.date:
        """The Vietnamese day it was recorded on."""
        return when.day_of(self.recorded_at)


def _plain(value: object) -> Json:
    """One column as JSON: instants in UTC to the microsecond, days as ISO."""
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
        case dt.date():
            return value.isoformat()
        case None | str() | int() | float() | bool() | list() | dict():
            return value
        case _:
            raise TypeError(f"no sealed form for {type(value).__name__}")
