"""The tenant, and the parent of every table that belongs to one. No verbs here."""

from __future__ import annotations

from django.db import models


class Jurisdiction(models.Model):
    """A tenant: a province with all its bodies. Nothing of one is seen from another."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Row(models.Model):
    """A row of a jurisdiction. Unique constraints begin with it; every query names it.

    Rows are updated with ``filter(jurisdiction_id=..., pk=...).update(...)``, never ``save()``: only so
    does each statement carry its tenant, which a spread-out database needs and a test demands.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Blob(Row):
    """A file's bytes, kept once per jurisdiction under their hash; see :mod:`tiendo_web.core.files`."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="core_blob_once")]
