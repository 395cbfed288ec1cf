"""How many duties stand under each task of a directive, and of which bodies."""

from __future__ import annotations

from collections.abc import Mapping

from tiendo_web.core.access import Viewer
from tiendo_web.duties.models import Duty


def of_tasks(*, viewer: Viewer, directive_id: int) -> Mapping[str, tuple[int, ...]]:
    """By the key of each task the bodies that its duties were issued to; parts given on to others are not counted."""
    rows = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, directive_id=directive_id, parent=None)
    found: dict[str, tuple[int, ...]] = {}
    for key, body in rows.order_by("id").values_list("task__key", "body_id"):
        found[key] = (*found.get(key, ()), body)
    return found
