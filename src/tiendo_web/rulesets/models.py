"""Rule sets as they were adopted, and decisions on days off. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.ledger.models import Fact
from tiendo_web.orgs.models import Body


class Adoption(Fact):
    """A rule set, as it was written, by which a body issues from a day on.

    ``body`` is that body; what the seat of a jurisdiction adopts is also for bodies that have no set of their own. When
    the set ends is not stored: at ``valid_to`` where that was said, else when the next one begins. ``reaches_open``: it
    is also for the duties that were issued before and are open.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reaches_open = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "body"], name="rulesets_adoption_body")]


class Withdrawal(Fact):
    """The adoption was withdrawn before its first day."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "adoption"], name="rulesets_withdrawal_once")]


class DaysOff(Fact):
    """A decision on days off, as it was entered: its symbol, its lines, and the rows they made of the day table.

    The day table of a day is the one that ships with the decisions known by then, each in the place of what it names.
    """

    basis = models.CharField(max_length=200)
    status = models.CharField(max_length=20)
    text = models.TextField()
    rows = models.JSONField()
