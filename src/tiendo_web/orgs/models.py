"""Bodies, their names, codes and places over time, groups of them, and who wears which hat. No verbs here.

Each fact has only a start: the next start of the same kind ends it, so two periods cannot overlap. A fact
whose act was withdrawn (a reform undone before its day) does not hold; so a day may have two rows, and
the act stands in the constraints.
"""

from __future__ import annotations

from django.db import models

from tiendo_web.accounts.models import User
from tiendo_web.core.access import HATS
from tiendo_web.core.models import Blob, Row
from tiendo_web.ledger.models import Fact


class Body(Fact):
    """A body that can owe a duty. Its names, codes and place in the tree are facts of their own."""

    kind = models.CharField(max_length=20)
    begins_on = models.DateField()


class OfBody(Fact):
    """Something that is known of a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class BodyEnd(OfBody):
    """On ``ends_on`` the body is gone; what it was and did stays readable."""

    ends_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "body", "act"], name="orgs_end_once")]


class BodyName(OfBody):
    """What a body is called from a day on; ``folded`` is the search key."""

    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40, blank=True)
    folded = models.CharField(max_length=250)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on", "act"], name="orgs_name_start"),
        ]


class BodyCode(OfBody):
    """A body's official code from a day on. Codes are used again for other bodies: they are no identity."""

    code = models.CharField(max_length=20)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on", "act"], name="orgs_code_start"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "code"], name="orgs_code_code")]


class BodyRank(OfBody):
    """What kind of body it is, and at which level it works, from a day on; before, what it was founded as."""

    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on", "act"], name="orgs_rank_start"),
        ]


class Parentage(OfBody):
    """Whose child a body is from a day on; no parent: a root."""

    parent = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on", "act"], name="orgs_parentage_start"),
        ]


class Superiority(OfBody):
    """Which body leads another in its line of work from a day on, apart from who stands above it; or none."""

    superior = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "body", "starts_on", "act"], name="orgs_superiority_start"),
        ]


class Succession(OfBody):
    """A body that takes over from another on a day: the whole of it, the main part, or a part."""

    heir = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    share = models.CharField(max_length=10)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "body", "heir", "starts_on", "act"], name="orgs_succession_start"
            ),
        ]


class Withdrawal(Fact):
    """What the act ``withdrawn`` says of bodies does not hold, as if it had never been said."""

    withdrawn = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "withdrawn"], name="orgs_withdrawal_once")]


class Import(Fact):
    """A table of bodies that was taken over, whole; it holds from ``starts_on`` on."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    starts_on = models.DateField()


class Group(Fact):
    """A group of bodies by definition. The latest row of a ``key`` holds; without a definition the group is over."""

    key = models.CharField(max_length=22)
    name = models.CharField(max_length=200)
    definition = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "key", "act"], name="orgs_group_once")]


class Holder(Fact):
    """A hat: a user holds a role for a body from a day on, to a day where it was given for a term.

    A deputy's hat names the one that it ``stands_for``, has its role and body, and is worn while that one is held.
    """

    ADDED = frozenset({"stands_for_id"})

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in HATS])
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    holds_from = models.DateField()
    holds_to = models.DateField(null=True)
    stands_for = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "user"], name="orgs_holder_user"),
            models.Index(
                fields=["jurisdiction", "stands_for"],
                name="orgs_holder_deputy",
                condition=models.Q(stands_for__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stands_for=None) | models.Q(holds_to__isnull=False), name="orgs_holder_deputy_term"
            ),
            models.CheckConstraint(
                condition=models.Q(holds_to=None) | models.Q(holds_to__gt=models.F("holds_from")),
                name="orgs_holder_period",
            ),
        ]


class HolderEnd(Fact):
    """A hat taken off before its term; from ``ends_on`` on it is no longer held.

    One that is to be taken off later may still be taken off earlier, because its body ended: the earliest day counts.
    """

    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "holder", "ends_on"], name="orgs_holder_end_once")
        ]


class Leaving(Fact):
    """Somebody left a body on a day; what was open in his name went to ``successor``, or without one to the body."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField()
    successor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "successor"], name="orgs_leaving_successor")]


class Handover(Fact):
    """One piece of open work that somebody left, named as the ledger names a subject: ``plans.Plan:5``.

    The latest row of a subject says where it is.
    """

    leaving = models.ForeignKey(Leaving, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "subject", "leaving"], name="orgs_handover_once")
        ]


class Office(Fact):
    """Whether an office directly beneath the seat works for the seat: its hats then reach as far as the seat's.

    Said by who manages people, since it widens rights; from ``begins_on`` on the latest row of a body counts.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    begins_on = models.DateField()
    named = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "body"], name="orgs_office_body")]


class TreeStamp(Row):
    """Changes whenever a body fact is written, so that a tree held in memory knows whether it is old."""

    stamp = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction"], name="orgs_stamp_one")]
