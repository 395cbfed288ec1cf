"""By which rules a document is laid out: chosen by what its head shows, and by what was in force on its day.

State: Decree 30/2020/NĐ-CP (in force 05/3/2020), before it Circular 01/2011/TT-BNV (06/3/2011). Party: Guide
05-HD/VPTW (27/5/2026), before it 36-HD/VPTW (03/4/2018) and 11-HD/VPTW (28/5/2004). Normative: Decree 78/2025/NĐ-CP
(01/4/2025), before it Decree 34/2016/NĐ-CP (01/7/2016).

>>> layout("12-KH/TU", "", date(2026, 1, 5))
Layout(kind=<LayoutKind.PARTY: 'party'>, guide='36-HD/VPTW')
"""

from __future__ import annotations

import re
from datetime import date

from tiendo.plan.model import Layout, LayoutKind

_GUIDES: dict[LayoutKind, tuple[tuple[date, str], ...]] = {
    LayoutKind.STATE: ((date(2020, 3, 5), "30/2020/NĐ-CP"), (date(2011, 3, 6), "01/2011/TT-BNV")),
    LayoutKind.PARTY: (
        (date(2026, 5, 27), "05-HD/VPTW"),
        (date(2018, 4, 3), "36-HD/VPTW"),
        (date(2004, 5, 28), "11-HD/VPTW"),
    ),
    LayoutKind.NORMATIVE: ((date(2025, 4, 1), "78/2025/NĐ-CP"), (date(2016, 7, 1), "34/2016/NĐ-CP")),
}
_NORMATIVE = re.compile(r"\d+(?:\.\d+)?/(?:19|20)\d\d/")
_PARTY = re.compile(r"\d+[a-z]?\s?[-–]\s?[A-ZĐa-z]{2,5}\s?/")
_STATE = re.compile(r"\d+[a-z]?/")
_PARTY_HEAD = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")


def layout(symbol: str | None, head: str, on: date | None) -> Layout | None:
    """The layout of a document with this symbol, the words of its head, and its day; None where nothing tells."""
    kind = _kind(symbol or "", head)
    return Layout(kind, _guide(kind, on)) if kind else None


def _kind(symbol: str, head: str) -> LayoutKind | None:
    """The form of the symbol tells first: "15/2026/TT-BNV", "12-KH/TU", "12/KH-UBND"; then the motto of the Party."""
    if _NORMATIVE.match(symbol):
        return LayoutKind.NORMATIVE
    if _PARTY.match(symbol) or _PARTY_HEAD.search(head):
        return LayoutKind.PARTY
    return LayoutKind.STATE if _STATE.match(symbol) or "CỘNG H" in head else None


def _guide(kind: LayoutKind, on: date | None) -> str | None:
    if on is None:
        return None
    return next((symbol for since, symbol in _GUIDES[kind] if since <= on), None)
