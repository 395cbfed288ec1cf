"""How many duties stand under each task of a directive, and of which bodies."""

from __future__ import annotations

from collections.abc import Mapping

from tiendo_web.core.access import Viewer
from tiendo_web.duties import reach


def of_tasks(*, viewer: Viewer, directive_id: int) -> Mapping[str, tuple[int, ...]]:
    """By the key of each task the bodies that its duties were issued to; parts given on to others are not counted.

    As far as the viewer sees them.
    """
    rows = reach.seen(viewer).filter(directive_id=directive_id, parent=None)
    found: dict[str, tuple[int, ...]] = {}
    for key, body in rows.order_by("id").values_list("task__key", "body_id"):
        found[key] = (*found.get(key, ()), body)
    return found
