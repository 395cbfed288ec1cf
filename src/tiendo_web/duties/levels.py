"""The level of a duty, as its document, its whole and its markings make it."""

from __future__ import annotations

from collections.abc import Sequence

from tiendo_web.duties.models import Duty, Marking
from tiendo_web.plans.models import Directive


def beginning(jurisdiction_id: int, under: Sequence[tuple[int, int | None]]) -> list[int]:
    """The level with which a duty begins under each of these (directive, whole): never below either. Two queries."""
    directives = Directive.objects.filter(jurisdiction_id=jurisdiction_id, pk__in={one for one, _ in under})
    wholes = Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk__in={one for _, one in under if one})
    of_document = dict(directives.values_list("pk", "plan__level"))
    of_whole = dict(wholes.values_list("pk", "level"))
    return [max(of_document[directive], of_whole.get(whole or 0, 0)) for directive, whole in under]


def fresh(jurisdiction_id: int, rows: Sequence[Duty]) -> dict[int, int]:
    """The level of each of these duties, as documents, markings and wholes make it; three queries.

    A whole is older than its parts; one that is not among them is taken as it stands.
    """
    here = {"jurisdiction_id": jurisdiction_id}
    documents = dict(
        Directive.objects.filter(**here, pk__in={row.directive_id for row in rows}).values_list("pk", "plan__level")
    )
    marked = dict(
        Marking.objects.filter(**here, duty__directive_id__in=documents).order_by("pk").values_list("duty_id", "level")
    )
    wholes = {row.parent_id for row in rows if row.parent_id} - {row.pk for row in rows}
    found: dict[int, int] = dict(Duty.objects.filter(**here, pk__in=wholes).values_list("pk", "level"))
    for row in sorted(rows, key=lambda one: one.pk):
        whole = found[row.parent_id] if row.parent_id else 0
        found[row.pk] = max(documents[row.directive_id], marked.get(row.pk, 0), whole)
    return found
