"""Bodies, their names, codes and parents over time, and who wears which hat. No verbs here.

Each fact has only a start: the next start of the same kind ends it, so two periods cannot overlap.
"""

from __future__ import annotations

from django.db import models

from tiendo_web.accounts.models import User
from tiendo_web.core.access import Role
from tiendo_web.core.models import Row
from tiendo_web.ledger.models import Fact


class Body(Fact):
    """A body that can owe a duty. Its names, codes and place in the tree are facts of their own."""

    kind = models.CharField(max_length=20)
    begins_on = models.DateField()


class BodyName(Fact):
    """What a body is called from a day on; ``folded`` is the search key."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40, blank=True)
    folded = models.CharField(max_length=250)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on"], name="orgs_name_start"),
        ]


class BodyCode(Fact):
    """A body's official code from a day on. Codes are used again for other bodies: they are no identity."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on"], name="orgs_code_start"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "code"], name="orgs_code_code")]


class Parentage(Fact):
    """Whose child a body is from a day on; no parent: a root."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on"], name="orgs_parentage_start"),
        ]


class Holder(Fact):
    """A hat: a user holds a role for a body from a day on, to a day where it was given for a term."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    holds_from = models.DateField()
    holds_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "user"], name="orgs_holder_user")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holds_to=None) | models.Q(holds_to__gt=models.F("holds_from")),
                name="orgs_holder_period",
            ),
        ]


class HolderEnd(Fact):
    """A hat taken off before its term; from ``ends_on`` on it is no longer held."""

    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "holder"], name="orgs_holder_end_once")]


class TreeStamp(Row):
    """Changes whenever a body fact is written, so that a tree held in memory knows whether it is old."""

    stamp = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction"], name="orgs_stamp_one")]
