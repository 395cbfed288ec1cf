"""What recurs, each occurrence that was issued, and the end of it. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.duties.models import Duty
from tiendo_web.ledger.models import Fact
from tiendo_web.plans.models import Task


class Series(Fact):
    """A task that recurs from ``first_on`` on; ``terms`` is what :func:`tiendo.occurrence.encode` gives.

    ``next_from`` is kept for the worker: the first day of the next period that is to be issued, empty where the series
    is over. ``ground`` says by which rule its periods lie where they do, or that a hand chose them.
    """

    DERIVED = frozenset({"next_from"})
    ADDED = frozenset({"ground"})

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    terms = models.JSONField()
    first_on = models.DateField()
    ground = models.TextField(null=True)
    next_from = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "next_from"], name="recurring_series_next")]


class Occurrence(Fact):
    """The period of a series that was issued, by its number; ``duties`` are those that its act made."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField()
    duties = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "series", "number"], name="recurring_occurrence_once")
        ]


class Withheld(Fact):
    """A duty that was paused when a period of its series was issued, and so got no occurrence of it.

    It gets one, by a :class:`MadeUp`, where its clock runs again by ``last_on``, the last day of the period.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField()
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "series", "number", "duty"], name="recurring_withheld_once")
        ]
        indexes = [models.Index(fields=["jurisdiction", "last_on"], name="recurring_withheld_last")]


class MadeUp(Fact):
    """The occurrence that a withheld duty got after all: ``made``."""

    withheld = models.ForeignKey(Withheld, on_delete=models.PROTECT, related_name="+")
    made = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "withheld"], name="recurring_madeup_once")]


class SeriesEnd(Fact):
    """The series is over: no further occurrence is issued; those that were stay."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "series"], name="recurring_seriesend_once")]
