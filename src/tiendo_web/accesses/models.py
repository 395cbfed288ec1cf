"""The lines of the access log, and what seals them. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.core.models import Row
from tiendo_web.ledger.models import Fact
from tiendo_web.orgs.models import Holder


class Seen(Row):
    """Somebody saw a record above the level OPEN; one line a hat, record, form and hour, written once, never changed.

    It is no fact: an act takes the end of the chain, and pages are opened more often than anything is done. ``table``
    and ``key`` name the record as the ledger does, ``level`` is the one that it had then, ``at`` the first time in the
    ``hour``. :class:`Digest` seals the lines of an hour that has passed.
    """

    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=60)
    key = models.BigIntegerField()
    level = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=10)
    hour = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "holder", "table", "key", "what", "hour"], name="accesses_seen_once"
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "table", "key", "-id"], name="accesses_seen_record"),
            models.Index(fields=["jurisdiction", "holder", "-id"], name="accesses_seen_holder"),
            models.Index(fields=["jurisdiction", "hour", "id"], name="accesses_seen_hour"),
        ]


class Digest(Fact):
    """The lines of one hour as they were when it had passed: how many, and the SHA-256 of all of them."""

    hour = models.DateTimeField()
    count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "hour"], name="accesses_digest_once")]
