"""Columns kept for lists and searches, and whether they are what they were taken from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiendo import viet
from tiendo_web.plans.models import Directive, Plan


def shown(compiled: Mapping[str, Any]) -> dict[str, Any]:
    """The derived columns of a plan: what a list shows and searches."""
    head = compiled["document"]
    name, symbol = compiled["source"]["name"], head.get("symbol") or ""
    title, issuer = head.get("title") or "", head.get("issuer") or ""
    return {
        "name": name[:255],
        "symbol": symbol[:80],
        "title": title,
        "issuer": issuer[:300],
        "task_count": len(compiled["tasks"]),
        "folded": viet.fold(f"{symbol} {title} {issuer} {name}")[:600],
    }


def directive_key(symbol: str, title: str) -> str:
    """The search key of a directive."""
    return viet.fold(f"{symbol} {title}")[:600]


def drift(jurisdiction_id: int) -> list[str]:
    """Where the columns kept for lists differ from the plans and directives they were taken from."""
    found: list[str] = []
    for plan_row in Plan.objects.filter(jurisdiction_id=jurisdiction_id).iterator(200):
        if any(getattr(plan_row, name) != value for name, value in shown(plan_row.compiled).items()):
            found.append(f"columns of plan {plan_row.pk}")
    for row in Directive.objects.filter(jurisdiction_id=jurisdiction_id).iterator(2000):
        if row.folded != directive_key(row.symbol, row.title):
            found.append(f"columns of directive {row.pk}")
    return found
