"""Reorganisations as they are written, decided, undone, and take effect. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.ledger.models import Fact


class Draft(Fact):
    """A reform being written, whole, as of one save; ``number`` counts the saves of one draft from 1.

    ``terms`` are those of :class:`tiendo.reform.Terms`; a row without terms drops the draft.
    """

    key = models.CharField(max_length=22)
    number = models.PositiveIntegerField()
    terms = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "key", "number"], name="reforms_draft_number")]


class Reform(Fact):
    """A reform as decided: its act also wrote what it makes of the bodies.

    ``ended`` and ``shed`` are the ids of the bodies whose duties it sends on, ``founded`` of those it founds;
    ``touched`` is all that hung on each body that it touches when it was decided: :mod:`tiendo_web.reforms.touched`.
    """

    ADDED = frozenset({"touched"})

    key = models.CharField(max_length=22)
    symbol = models.CharField(max_length=80)
    title = models.TextField(blank=True)
    decided_on = models.DateField()
    effect_on = models.DateField()
    terms = models.JSONField()
    ended = models.JSONField()
    shed = models.JSONField()
    founded = models.JSONField()
    touched = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "key"], name="reforms_reform_once")]


class Effect(Fact):
    """The reform has taken effect: its duties and hats were passed on by this act."""

    reform = models.ForeignKey(Reform, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "reform"], name="reforms_effect_once")]


class Undoing(Fact):
    """The reform was undone before its day; what it had said of bodies was withdrawn by this act."""

    reform = models.ForeignKey(Reform, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "reform"], name="reforms_undoing_once")]
