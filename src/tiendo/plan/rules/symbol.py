"""What the letters of a document's symbol say: its year and its kind.

It takes symbols as they are printed and judges nothing; what contradicts what is for the rules.

>>> letters("214/2025/NĐ-CP")
Letters(year=2025, kind='NĐ')
>>> letters("46-CT/TW")
Letters(year=None, kind='CT')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: Decree 30/2020/NĐ-CP, annex III; Guide 05-HD/VPTW for the Party's; usage for laws and older forms.
KINDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "nghị quyết": frozenset({"NQ", "NQLT"}),
        "quyết định": frozenset({"QĐ"}),
        "chỉ thị": frozenset({"CT"}),
        "quy chế": frozenset({"QC", "QĐ"}),
        "quy định": frozenset({"QĐ", "QYĐ", "QĐI"}),
        "thông báo": frozenset({"TB"}),
        "hướng dẫn": frozenset({"HD"}),
        "chương trình": frozenset({"CTR", "CTHĐ"}),
        "kế hoạch": frozenset({"KH", "KHLT"}),
        "phương án": frozenset({"PA"}),
        "đề án": frozenset({"ĐA", "QĐ"}),
        "báo cáo": frozenset({"BC"}),
        "tờ trình": frozenset({"TTR"}),
        "công điện": frozenset({"CĐ"}),
        # Notices of a meeting's conclusions bear TB and are called by both names.
        "kết luận": frozenset({"KL", "TB"}),
        "nghị định": frozenset({"NĐ"}),
        "thông tư": frozenset({"TT", "TTLT"}),
        "thông tư liên tịch": frozenset({"TTLT"}),
        "thông tri": frozenset({"TT"}),
    }
)
_KNOWN = frozenset().union(*KINDS.values())
_STATE = re.compile(r"[\d.]+[a-zđ]?/(?:(\d{4})/)?([^\W\d_]+)-\S+", re.IGNORECASE)
_PARTY = re.compile(r"[\d.]+[a-zđ]?-([^\W\d_]+)/\S+", re.IGNORECASE)
_YEAR = re.compile(r"[\d.]+[a-zđ]?/(\d{4})/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letters:
    """What a symbol says; a part that it does not say is None. ``kind`` is a known abbreviation."""

    year: int | None
    kind: str | None


def letters(symbol: str) -> Letters:
    """What the symbol's letters say; all None where it is of no known form."""
    if found := _PARTY.fullmatch(symbol):
        return Letters(None, _kind(found[1]))
    if found := _STATE.fullmatch(symbol):
        return Letters(int(found[1]) if found[1] else None, _kind(found[2]))
    found = _YEAR.match(symbol)
    return Letters(int(found[1]) if found else None, None)


def _kind(abbreviation: str) -> str | None:
    return abbreviation if abbreviation.upper() in _KNOWN else None
