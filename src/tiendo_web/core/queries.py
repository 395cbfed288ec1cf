"""The tenants of this installation, for the operator's commands only."""

from __future__ import annotations

from dataclasses import dataclass

from tiendo_web.core.models import Jurisdiction


@dataclass(frozen=True, slots=True)
class JurisdictionLine:
    """A tenant."""

    id: int
    slug: str
    name: str


def jurisdictions() -> list[JurisdictionLine]:
    """All of them, by short name."""
    return [JurisdictionLine(row.pk, row.slug, row.name) for row in Jurisdiction.objects.order_by("slug")]
