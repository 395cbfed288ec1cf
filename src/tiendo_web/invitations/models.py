"""One-time links and their end. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.accounts.models import User
from tiendo_web.ledger.models import Fact


class Link(Fact):
    """A link handed to a user, by which he chooses a password once. Of its secret only the digest is here.

    The latest link of a user is the only one that holds.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "digest"], name="invitations_link_once")]
        indexes = [models.Index(fields=["jurisdiction", "user"], name="invitations_link_user")]


class LinkUse(Fact):
    """The link was used; it is used once."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "link"], name="invitations_use_once")]
