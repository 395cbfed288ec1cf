"""What stands first in several lists that have no duty in common: asked once, where what all hold is little."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from tiendo_web.duties.models import Duty

Which = TypeVar("Which", bound=StrEnum)


def firsts(
    rows: QuerySet[Duty], lists: Mapping[Which, Q], column: str, size: int, *, jurisdiction_id: int
) -> dict[Which, list[Duty]]:
    """Of some duties of a jurisdiction the first of each list, sorted by ``column`` and what has none last; one query.

    All that the lists hold is sorted, whatever their length.
    """
    if not lists:
        return {}
    parted = Case(*(When(wanted, then=Value(which.value)) for which, wanted in lists.items()))
    order = F(column).asc(nulls_last=True), F("id").asc()
    ranked = rows.filter(reduce(or_, lists.values())).annotate(
        place=Window(RowNumber(), partition_by=parted, order_by=order)
    )
    chosen = Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=ranked.filter(place__lte=size).values("pk"))
    found: dict[str, list[Duty]] = {which.value: [] for which in lists}
    for row in chosen.select_related("task", "directive").annotate(parted=parted).order_by(*order):
        found[row.parted].append(row)
    return {which: found[which.value] for which in lists}
