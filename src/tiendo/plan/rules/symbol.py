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

from tiendo.rulebook import Words

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


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose symbols end so: what the issuer's name begins with, in lower case, and how to call it."""

    end: re.Pattern[str]
    name: re.Pattern[str]
    called: Words


def issuer(symbol: str) -> Issuer | None:
    """The issuer that the end of a symbol names; None for ends not in the list and for joint documents.

    >>> issuer("301/QĐ-TTg").called.vi
    'Thủ tướng Chính phủ'
    """
    if "LT-" in symbol:
        return None
    return next((one for one in _ISSUERS if one.end.search(symbol)), None)


def _issuer(end: str, name: str, vi: str, en: str) -> Issuer:
    return Issuer(re.compile(end), re.compile(name), Words(vi, en))


_ISSUERS = (
    _issuer(r"-TTg$", r"thủ tướng", "Thủ tướng Chính phủ", "the Prime Minister"),
    _issuer(r"/(?:NĐ|NQ)-CP$", r"chính phủ", "Chính phủ", "the Government"),
    _issuer(r"/QH\d+$", r"quốc hội", "Quốc hội", "the National Assembly"),
    _issuer(
        r"UBTVQH\d*$",
        r"[uủ][yỷ] ban thường vụ quốc hội|ubtvqh",
        "Ủy ban Thường vụ Quốc hội",
        "the Standing Committee of the National Assembly",
    ),
    # "của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ" is cut at its comma.
    _issuer(r"-VPCP$", r"văn phòng chính phủ|vpcp|bộ trưởng|chủ nhiệm", "Văn phòng Chính phủ", "the Government Office"),
    _issuer(r"/(?:TT|QĐ)-BTC$", r"(?:bộ trưởng )?bộ tài chính|btc", "Bộ Tài chính", "the Ministry of Finance"),
    _issuer(r"/(?:TT|QĐ)-BNV$", r"(?:bộ trưởng )?bộ nội vụ|bnv", "Bộ Nội vụ", "the Ministry of Home Affairs"),
    _issuer(r"/(?:TT|QĐ)-BYT$", r"(?:bộ trưởng )?bộ y tế|byt", "Bộ Y tế", "the Ministry of Health"),
    _issuer(r"-HĐND$", r"(?:thường trực )?(?:hội đồng nhân dân|hđnd)", "Hội đồng nhân dân", "a People's Council"),
    _issuer(
        r"-UBND$",
        r"(?:chủ tịch )?(?:[uủ][yỷ] ban nhân dân|ubnd)|chủ tịch|tỉnh|thành phố|huyện",
        "Ủy ban nhân dân",
        "a People's Committee",
    ),
)


def _kind(abbreviation: str) -> str | None:
    return abbreviation if abbreviation.upper() in _KNOWN else None
